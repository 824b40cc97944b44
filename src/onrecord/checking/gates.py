"""What must hold before `contradicted`: one reading, a firm link, and no other vote that makes the claim true."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from onrecord.checking.cases import Case
from onrecord.checking.cells import side_count
from onrecord.checking.folding import sides_named
from onrecord.checking.grounds import Grounds, names_body, only_a_stance, sole_of_some
from onrecord.checking.judge import Judgement
from onrecord.checking.link import Scored
from onrecord.checking.peers import Told, take_apart
from onrecord.checking.ports import RecordView
from onrecord.checking.query import LinkQuery
from onrecord.checking.rivals import rival
from onrecord.checking.slots_voters import recorded_position
from onrecord.terms import Asserts, Body, Bound, Claim, CueBasis, Position, Reason, RollCall, Side, Verdict

_INDEPENDENT_CUES = 2


def complete(record: RecordView, body: Body, kinds: Sequence[str], first: date, last: date | None = None) -> bool:
    """Whether the record is complete for a body and every kind over a span of days (both ends; one day by default)."""
    return all(_complete(record, body, kind, first, last or first) for kind in kinds)


def _complete(record: RecordView, body: Body, kind: str, first: date, last: date) -> bool:
    spans = sorted((c.first, c.last) for c in record.coverage(body, kind) if c.complete)
    reached = first
    for start, end in spans:
        if start <= reached <= end:
            if end >= last:
                return True
            reached = end + timedelta(days=1)
    return False


class Held(NamedTuple):
    """What is said instead of `contradicted`, and why."""

    verdict: Verdict
    reason: Reason
    why: str


def gate(case: Case, query: LinkQuery, credible: Sequence[Scored], roll: RollCall, judged: Judgement) -> Held | None:
    """The first gate that keeps a claim all candidates deny from being called contradicted; None where none does."""
    best, open_, said = credible[0], Verdict.AMBIGUOUS, judged.sentence
    if not claim_allows(case.claim) or case.read_twice:
        return Held(open_, Reason.SEVERAL_READINGS, "The words allow more than one reading.")
    if not cues_suffice(best, roll, case.index.record):
        why = f"If {roll.id} is meant, it is not so; but too little in the text says which vote is meant."
        return Held(Verdict.NOT_CHECKABLE, Reason.TOO_FEW_CUES, why)
    if case.asserts.vetoed and not roll.vetoed_by and not {"symbol", "date", "tally"} & set(best.cues):
        why = f"{roll.id} was not vetoed; but too little in the text says that this text is meant and no other."
        return Held(Verdict.NOT_CHECKABLE, Reason.TOO_FEW_CUES, why)
    if link_is_refuted(judged, best, query) or passage_disagrees(case.peers, roll):
        return Held(open_, Reason.SEVERAL_VOTES_FIT, f"{said} Another vote may be meant.")
    if case.claim.negated and case.asserts.outcome is not None and not {"symbol", "date"} & set(best.cues):
        why = "That no such text was adopted over a time is more than one vote can show."
        return Held(Verdict.NOT_CHECKABLE, Reason.NOT_A_RECORD_QUESTION, why)
    if list_of_another_side(case.claim, roll):
        return Held(open_, Reason.SEVERAL_READINGS, f"{said} The list may be of another side.")
    if told_otherwise(case.asserts, case.in_sentence, case.peers, roll):
        why = f"{said} The story says that too, so these words may be of another vote."
        return Held(open_, Reason.INCONSISTENT_STORY, why)
    held = _tells_of_another(case, roll, judged) or _leans_on_a_guess(case, best, roll, judged)
    if held is not None:
        return held
    other = rival(case, query, credible)
    if other is not None:
        why = f"Not so of {roll.id}, but it would be so of {other.id}, which may be meant."
        return Held(open_, Reason.SEVERAL_VOTES_FIT, why)
    return None


def _tells_of_another(case: Case, roll: RollCall, judged: Judgement) -> Held | None:
    """What holds a claim told beside a second vote, or in words that tell of no vote at all."""
    grounds, open_, said = case.grounds, Verdict.AMBIGUOUS, judged.sentence
    if grounds.other_day(roll) and judged.reason is not Reason.WRONG_DATE:
        return Held(open_, Reason.SEVERAL_VOTES_FIT, f"{said} The day of these words is another's.")
    if judged.reason is Reason.WRONG_TALLY and told_beside(case.asserts, grounds, roll):
        why = f"{said} The sentence tells that figure too, so two votes may be compared in it."
        return Held(open_, Reason.SEVERAL_VOTES_FIT, why)
    if judged.reason is Reason.NOT_A_MEMBER and only_a_stance(case.claim.triggers[0] if case.claim.triggers else ""):
        return Held(open_, Reason.SEVERAL_READINGS, f"{said} The words may tell a stance and no vote.")
    if grounds.none and case.before and Grounds(case.claim, case.before, case.published).opens_with_another_day(roll):
        why = f"{said} The sentence before opens with another day, so another vote may be meant."
        return Held(open_, Reason.SEVERAL_VOTES_FIT, why)
    return None


def _leans_on_a_guess(case: Case, best: Scored, roll: RollCall, judged: Judgement) -> Held | None:
    """What holds a claim whose own sentence does not name the vote, or names another."""
    grounds, open_, said = case.grounds, Verdict.AMBIGUOUS, judged.sentence
    named = any(best.place in case.index.with_symbol(symbol) for symbol in grounds.symbols)
    if grounds.day_denies(roll) and not named and judged.reason is not Reason.WRONG_DATE:
        return Held(open_, Reason.SEVERAL_VOTES_FIT, f"{said} The day told is another, so another vote may be meant.")
    if judged.reason is Reason.NOT_A_MEMBER and case.asserts.votes and not (named or (grounds.day and grounds.body)):
        return Held(open_, Reason.SEVERAL_VOTES_FIT, f"{said} So another vote may be meant.")
    if judged.reason is Reason.WRONG_BODY and case.asserts.body and not names_body(case.sentence, case.asserts.body):
        return Held(open_, Reason.SEVERAL_READINGS, f"{said} Which body the words name is not said in full.")
    if judged.reason is Reason.NOT_SOLE and sole_of_some(case.sentence):
        return Held(open_, Reason.SEVERAL_READINGS, f"{said} The words may speak of some members only.")
    if not named and all_figures_differ(case.asserts, roll):
        return Held(open_, Reason.SEVERAL_VOTES_FIT, f"{said} No figure told is of that vote.")
    if not (named or grounds.day) and told_otherwise(case.asserts, case.peers, case.peers, roll):
        why = f"{said} The passage says that too, so these words may be of another vote."
        return Held(open_, Reason.INCONSISTENT_STORY, why)
    if not grounds.none:
        return None
    if not supported_nearby(case.near or case.passage, roll):
        why = f"If {roll.id} is meant, it is not so; but too little near these words says which vote is meant."
        return Held(Verdict.NOT_CHECKABLE, Reason.TOO_FEW_CUES, why)
    return None


def told_beside(a: Asserts, grounds: Grounds, roll: RollCall) -> bool:
    """Whether the sentence holds, outside the claim, the recorded figure of a side the claim has another for."""
    beside = grounds.figures_beside()
    sides = {Side.YES: Position.YES, Side.NO: Position.NO, Side.ABSTAIN: Position.ABSTAIN}
    wrong = [c for c in a.counts if c.side in sides and side_count(roll, sides[c.side]) != c.number]
    return any(side_count(roll, sides[c.side]) in beside for c in wrong)


def all_figures_differ(a: Asserts, roll: RollCall) -> bool:
    """Whether two figures or more are told and none is of the vote: a slip is in one, another vote differs in all."""
    fits = [t.fits(roll) for t in take_apart(a) if t.count is not None and t.count.bound is Bound.EXACT]
    return len(fits) >= _INDEPENDENT_CUES and not any(fits)


def supported_nearby(near: Sequence[Claim], roll: RollCall) -> bool:
    """Whether the words around a claim speak of the vote by more than its place in the story.

    A figure, voter or veto that is this vote's, or a result told with its own day or symbol; more of these than not.
    """
    fits: list[bool | None] = []
    for claim in near:
        named = bool(claim.cues.symbols) or (claim.cues.on is not None and claim.cues.on_basis is CueBasis.EXPLICIT)
        told = [t for t in take_apart(claim.asserts) if t.outcome is None or named]
        fits += [t.fits(roll) for t in told if not claim.negated and claim.modality.checkable]
    return fits.count(True) > fits.count(False)


def claim_allows(claim: Claim) -> bool:
    """Whether the words themselves leave no way out."""
    return claim.readings == 1 and claim.modality.checkable


def cues_suffice(best: Scored, roll: RollCall, record: RecordView) -> bool:
    """Two independent cues, one of them more than "this body, that day" unless all that body did that day is held."""
    if best.strength < _INDEPENDENT_CUES:
        return False
    beyond = {"symbol", "topic", "tally", "positions", "sponsors"} & set(best.cues)
    kinds = ("adopted", "vetoed") if roll.body is Body.UNSC else ("adopted",)
    return bool(beyond) or complete(record, roll.body, kinds, roll.date)


def link_is_refuted(judged: Judgement, best: Scored, query: LinkQuery) -> bool:
    """Whether what is wrong speaks against the link itself: a voter that had no seat there voted somewhere else."""
    return (
        judged.reason is Reason.NOT_A_MEMBER and "symbol" not in best.cues and query.body_basis is not CueBasis.EXPLICIT
    )


def passage_disagrees(peers: Sequence[Asserts], roll: RollCall) -> bool:
    """Whether the passage's other points speak against the vote more than for it: then the link is what is wrong."""
    fits = [t.fits(roll) for a in peers for t in take_apart(a)]
    return fits.count(False) > fits.count(True)


def told_otherwise(a: Asserts, in_sentence: Sequence[Asserts], peers: Sequence[Asserts], roll: RollCall) -> bool:
    """Whether the claim's own sentence also says of the same point what the vote's record says.

    Two figures for one side, or one state on two sides, are mostly two votes told in one breath. A passage that
    knows the result elsewhere does not get it wrong here either: "thirteen voted for it" is no adoption.
    """
    here = [t for peer in in_sentence for t in take_apart(peer)]
    results = [t for peer in peers for t in take_apart(peer) if t.veto is not None or t.outcome is not None]
    return any(t.fits(roll) and _same_point(a, t) for t in (*here, *results))


def list_of_another_side(claim: Claim, roll: RollCall) -> bool:
    """Whether a whole list took another side the words name too: "119 for, 36 abstaining, among them X and Y"."""
    named = sides_named(claim.quote)
    for side in {p for _, p in claim.asserts.votes}:
        did = [recorded_position(roll, code) for code, p in claim.asserts.votes if p is side]
        first = did[0]
        if len(did) > 1 and first is not None and first is not side and set(did) == {first} and first.value in named:
            return len(named) > 1
    return False


def _same_point(a: Asserts, told: Told) -> bool:
    if told.count is not None:
        return any(c.side is told.count.side and c.number != told.count.number for c in a.counts)
    if told.vote is not None:
        code, position = told.vote
        return any(c == code and p is not position for c, p in a.votes)
    against = told.veto is not None or (told.outcome is not None and told.outcome.outcome is not a.outcome)
    return against and a.outcome is not None
