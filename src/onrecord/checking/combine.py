"""One claim over every vote it may mean: all say so, all say not and the gates hold, or the answer is left open."""

from collections.abc import Sequence
from datetime import date

from onrecord.checking.cases import FITS, Case, Weighed, weigh
from onrecord.checking.gates import gate
from onrecord.checking.judge import day_words
from onrecord.checking.query import LinkQuery, speaks_of_veto
from onrecord.checking.weights import weights
from onrecord.checking.wrong_slot import slot_is_wrong
from onrecord.terms import (
    Candidate,
    Coverage,
    Evidence,
    Finding,
    Reason,
    Verdict,
)

_LISTED = 6
_LIKELIER_THAN_NOT = 0.5


def answer(case: Case) -> Finding:
    """The finding for a claim about one vote."""
    query = case.query()
    weighed = weigh(case, query, case.asserts)
    swapped = slot_is_wrong(case, weighed)
    if swapped is not None:
        return swapped
    if not weighed:
        weighed = _without_a_slot(case)
    if not weighed:
        return _not_found(case, query)
    return _settle(case, query, weighed)


def _without_a_slot(case: Case) -> list[Weighed]:
    """Candidates once a cue of context that fits no vote is set aside: a wrong body told earlier in the passage."""
    a, grounds = case.asserts, case.grounds
    own_cue = {"body": grounds.body or speaks_of_veto(a), "on": grounds.day, "symbol": bool(grounds.symbols)}
    for slot, own in (("body", a.body), ("on", a.on), ("symbol", a.symbol)):
        if own or own_cue[slot]:
            continue
        found = weigh(case, case.query(slot), a)
        if found and found[0].scored.share >= weights().bar["single"] and found[0].scored.strength >= 2:
            return found
    return []


def _settle(case: Case, query: LinkQuery, weighed: list[Weighed]) -> Finding:
    best = weighed[0]
    said = {w.judged.verdict for w in weighed}
    if said <= set(FITS):
        return _finding(best, weighed)
    if said == {Verdict.CONTRADICTED}:
        return _contradict(case, query, weighed)
    dominant = best.scored.share >= weights().bar["dominant"] or len(weighed) == 1
    if dominant and best.judged.verdict is not Verdict.CONTRADICTED:
        return _finding(best, weighed)
    return _open(case, weighed, said)


def _finding(w: Weighed, weighed: Sequence[Weighed]) -> Finding:
    """The best candidate's own word; for an imprecise one the sentence says what is loose."""
    judged = w.judged
    return Finding(judged.verdict, judged.reason, judged.sentence, judged.evidence, w.roll.id, _candidates(weighed))


def _candidates(weighed: Sequence[Weighed]) -> tuple[Candidate, ...]:
    return tuple(w.candidate() for w in weighed[:_LISTED])


def _open(case: Case, weighed: list[Weighed], said: set[Verdict]) -> Finding:
    best = weighed[0]
    event = best.roll.id if best.scored.share > _LIKELIER_THAN_NOT else None
    fits = [w for w in weighed if w.judged.verdict in FITS]
    if fits or Verdict.CONTRADICTED in said:
        told = "; ".join(f"{w.roll.id}: {_says(w.judged.verdict)}" for w in weighed[:_LISTED])
        evidence = tuple(dict.fromkeys(e for w in weighed[:_LISTED] for e in w.judged.evidence))
        explanation = f"The words may mean more than one vote, and they differ on it. {told}."
        return Finding(Verdict.AMBIGUOUS, Reason.SEVERAL_VOTES_FIT, explanation, evidence, event, _candidates(weighed))
    judged = best.judged
    return Finding(judged.verdict, judged.reason, judged.sentence, judged.evidence, event, _candidates(weighed))


def _says(verdict: Verdict) -> str:
    return {
        Verdict.SUPPORTED: "so",
        Verdict.IMPRECISE: "so, loosely",
        Verdict.CONTRADICTED: "not so",
    }.get(verdict, "not kept")


def _contradict(case: Case, query: LinkQuery, weighed: list[Weighed]) -> Finding:
    """Called contradicted only through every gate; else left open with the gate that held it."""
    best = weighed[0]
    held = gate(case, query, [w.scored for w in weighed], best.roll, best.judged)
    if held is None:
        return _finding(best, weighed)
    event = best.roll.id if best.scored.share > _LIKELIER_THAN_NOT else None
    return Finding(held.verdict, held.reason, held.why, best.judged.evidence, event, _candidates(weighed))


def _not_found(case: Case, query: LinkQuery) -> Finding:
    """No vote fits: said with what the record covers, since absence from it proves nothing."""
    if not query.names_a_vote or (query.body is None and query.on is None and not query.symbols and not query.words):
        return Finding(Verdict.NOT_CHECKABLE, Reason.NO_VOTE_NAMED, "Nothing in the text says which vote is meant.")
    through = ", ".join(f"{body} to {day.isoformat()}" for body, day in case.index.record.stamp.through)
    day = _day_of(query)
    where = f" of the {query.body.title}" if query.body else ""
    when = f" around {day_words(day)}" if day else ""
    held = f"{case.index.record.stamp.tier}: {through}"
    explanation = f"No such vote{where}{when} was found in this record ({held}); that is not to say there was none."
    if query.body is None or day is None:
        return Finding(Verdict.NOT_IN_RECORD, Reason.VOTE_NOT_FOUND, explanation)
    cover = [c for kind in ("adopted", "vetoed", "rejected") for c in case.index.record.coverage(query.body, kind, day)]
    evidence = tuple(_coverage_cell(c) for c in cover)
    reason = Reason.VOTE_NOT_FOUND if cover else Reason.OUTSIDE_COVERAGE
    return Finding(Verdict.NOT_IN_RECORD, reason, explanation, evidence)


def _coverage_cell(c: Coverage) -> Evidence:
    extent = "complete" if c.complete else "not complete"
    recorded = f"{c.kind}, {c.first.isoformat()} to {c.last.isoformat()}, {extent}: {c.absence_means}"
    return Evidence("coverage", None, recorded, c.basis)


def _day_of(query: LinkQuery) -> date | None:
    if query.on is not None:
        return query.on.exact or query.on.first
    return query.published
