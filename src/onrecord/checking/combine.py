"""One claim over every vote it may mean: all say so, all say not and the gates hold, or the answer is left open."""

from collections.abc import Sequence
from datetime import date

from onrecord.checking.cases import FITS, Case, Weighed, weigh
from onrecord.checking.gates import gate
from onrecord.checking.judge import day_words, judge
from onrecord.checking.query import LinkQuery, speaks_of_veto
from onrecord.checking.rivals import admitted
from onrecord.checking.weights import weights
from onrecord.checking.wrong_slot import slot_is_wrong
from onrecord.terms import (
    Body,
    Bound,
    Candidate,
    Coverage,
    Evidence,
    Finding,
    Reason,
    Side,
    Verdict,
)

_SETTLED = (Verdict.SUPPORTED, Verdict.IMPRECISE, Verdict.CONTRADICTED)
_PAIR = 2  # figures that pick a vote among those of a few days
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
    finding = _settle(case, query, weighed) if weighed else _not_found(case, query)
    if finding.verdict in _SETTLED:
        return finding
    return _told_of_another(case, query, weighed) or finding


def _told_of_another(case: Case, query: LinkQuery, weighed: Sequence[Weighed]) -> Finding | None:
    """Support from the one vote the story also speaks of that a claim fits, where the claim tells enough to pick it.

    Two figures, or a veto on a day the sentence tells: the vote the passage pointed to was a guess.
    """
    if case.claim.negated or not case.claim.modality.checkable or not _picks_a_vote(case):
        return None
    rolls = {case.index.rolls[p].id: p for p in _beside_in_time(case, query, weighed)}
    context = case.context()
    fits = []
    for place in rolls.values():
        judged = judge(case.asserts, case.index.rolls[place], context)
        if judged.verdict is Verdict.SUPPORTED:
            fits.append((place, judged))
    if len(fits) != 1:
        return None
    place, judged = fits[0]
    event = case.index.rolls[place].id
    return Finding(judged.verdict, judged.reason, judged.sentence, judged.evidence, event, _candidates(weighed))


def _picks_a_vote(case: Case) -> bool:
    a = case.asserts
    figures = {c.side for c in a.counts if c.bound is Bound.EXACT and c.side in (Side.YES, Side.NO, Side.ABSTAIN)}
    return len(figures) >= _PAIR or (speaks_of_veto(a) and case.grounds.day)


def _beside_in_time(case: Case, query: LinkQuery, weighed: Sequence[Weighed]) -> list[int]:
    """Votes of the days and symbols the passage leads to, as far as the claim's own sentence admits them."""
    rolls, grounds = case.index.rolls, case.grounds
    if grounds.day and query.on is not None and query.on.exact is not None:
        near = set(case.index.around(query.on.exact, 1))
    else:
        near = {p for w in weighed for p in case.index.around(w.roll.date, 0)}
        near |= set(case.spoken.places if case.spoken is not None else ())
    return sorted(p for p in near if admitted(query, rolls[p], grounds) and rolls[p].body in _bodies(query, weighed))


def _bodies(query: LinkQuery, weighed: Sequence[Weighed]) -> set[Body]:
    return {query.body} if query.body is not None else {w.roll.body for w in weighed} or set(Body)


def _without_a_slot(case: Case) -> list[Weighed]:
    """Candidates once a cue of context that fits no vote is set aside: a wrong body told earlier in the passage."""
    a, grounds = case.asserts, case.grounds
    # a text named by its symbol is known without its day
    day = grounds.day and not (grounds.symbols and case.claim.cues.symbols)
    own_cue = {"body": grounds.body or speaks_of_veto(a), "on": day, "symbol": bool(grounds.symbols)}
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
