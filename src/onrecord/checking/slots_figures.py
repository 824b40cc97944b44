"""Figures and results against one vote: counts with their bounds, outcome, unanimity, consensus."""

from onrecord.checking.cells import (
    Slot,
    body_size,
    outcome_sentence,
    side_count,
    side_sentence,
    source_of,
    tally_sentence,
)
from onrecord.terms import Asserts, Body, Bound, Count, Evidence, Outcome, Position, Reason, RollCall, Side, Verdict

_SIDE_POSITION = {
    Side.YES: Position.YES,
    Side.NO: Position.NO,
    Side.ABSTAIN: Position.ABSTAIN,
    Side.NOT_VOTING: Position.ABSENT,
}
_UNIT = {
    Side.YES: "in favour",
    Side.NO: "against",
    Side.ABSTAIN: "abstaining",
    Side.NOT_VOTING: "not voting",
    Side.MEMBERS: "members",
    Side.VOTES_CAST: "votes cast",
    Side.COSPONSORS: "co-sponsors",
}
_VOTED = (Side.YES, Side.NO, Side.ABSTAIN)
_TWO_SIDES = 2
_NEARLY = 0.1  # a hedged number this near is called rounded, not wrong


def judge_count(roll: RollCall, count: Count, *, loose: bool) -> Slot:
    """One stated number against the vote; hedged and within a tenth is rounded."""
    recorded = _recorded(roll, count)
    unit = _UNIT[count.side]
    if not recorded:
        soft = count.side in (Side.COSPONSORS, Side.VOTES_CAST)
        return Slot(
            Verdict.NOT_IN_RECORD,
            Reason.FACT_NOT_KEPT,
            f"The record of {roll.symbol} does not hold the number {unit}.",
            soft=soft,
        )
    value = recorded[0]
    cell = Evidence(
        "tally",
        roll.id,
        f"{value} {unit}",
        source_of(roll),
        stated=f"{count.bound.value if count.bound is not Bound.EXACT else ''}{count.number} {unit}",
    )
    if any(count.bound.admits(count.number, r) for r in recorded):
        return Slot(Verdict.SUPPORTED, Reason.TALLY_MATCHES, tally_sentence(roll) or f"{value} {unit}.", (cell,))
    if _another_source_says(roll, count):
        return Slot(
            Verdict.AMBIGUOUS,
            Reason.SEVERAL_READINGS,
            f"Sources of the vote on {roll.symbol} differ on the number {unit}.",
            (cell,),
        )
    if loose and abs(value - count.number) <= max(1, round(count.number * _NEARLY)):
        return Slot(Verdict.IMPRECISE, Reason.ROUNDED, f"Rounded: the record has {value} {unit}.", (cell,))
    if not roll.tally_basis.firm:
        return Slot(
            Verdict.AMBIGUOUS, Reason.RECALL_ONLY, f"The tally of {roll.symbol} is {roll.tally_basis.doubt}.", (cell,)
        )
    if count.side in (Side.VOTES_CAST, Side.NOT_VOTING) and not _absence_known(roll, count.side):
        return Slot(
            Verdict.NOT_IN_RECORD,
            Reason.FACT_NOT_KEPT,
            f"The record of {roll.symbol} does not settle the number {unit}.",
            (cell,),
        )
    position = _SIDE_POSITION.get(count.side)
    few = position in (Position.NO, Position.ABSTAIN) and 0 < len(roll.who(position)) == value <= 12
    sentence = (
        side_sentence(roll, position) if few and position else tally_sentence(roll) or f"The record has {value} {unit}."
    )
    return Slot(Verdict.CONTRADICTED, Reason.WRONG_TALLY, sentence, (cell,))


def _absence_known(roll: RollCall, side: Side) -> bool:
    return side is Side.NOT_VOTING and (
        roll.tally is not None and (roll.tally.absent is not None or body_size(roll) is not None)
    )


def _recorded(roll: RollCall, count: Count) -> tuple[int, ...]:
    """The record's value, or values where the word has two usual senses; empty where it holds none."""
    if count.side in _SIDE_POSITION:
        n = side_count(roll, _SIDE_POSITION[count.side])
        return () if n is None else (n,)
    if count.side is Side.MEMBERS:
        size = body_size(roll)
        return () if size is None else (size,)
    if count.side is Side.VOTES_CAST and roll.tally is not None:
        t = roll.tally
        return (t.yes + t.no, t.yes + t.no + t.abstain)
    return ()


def _another_source_says(roll: RollCall, count: Count) -> bool:
    """Whether a fragment not followed gives the stated number: two sources that disagree settle nothing."""
    side = _SIDE_POSITION.get(count.side)
    if side is None or side is Position.ABSENT:
        return False
    values = {getattr(f.tally, side.value) for f in roll.fragments if f.tally is not None}
    return any(count.bound.admits(count.number, v) for v in values)


def joined_by(roll: RollCall, count: Count, votes: tuple[tuple[str, Position], ...]) -> Slot | None:
    """A number that is right once the states named beside it are added: "ten joined A, B and C in supporting it"."""
    position = _SIDE_POSITION.get(count.side)
    beside = sum(1 for _, p in votes if p is position)
    if position is None or not beside or side_count(roll, position) != count.number + beside:
        return None
    cell = Evidence("tally", roll.id, f"{count.number + beside} {_UNIT[count.side]}", source_of(roll))
    why = f"{tally_sentence(roll)} The number may leave out the {beside} named beside it."
    return Slot(Verdict.AMBIGUOUS, Reason.SEVERAL_READINGS, why, (cell,))


def later_declared(roll: RollCall, counts: tuple[Count, ...]) -> list[Slot]:
    """An Assembly tally one vote off on two sides, the sum unchanged: a delegation may have declared another intent.

    The record keeps votes as cast; A/RES/ES-10/21 was cast 120-14-45 and is told as 121-14-44.
    """
    stated = {c.side: c.number for c in counts if c.side in _VOTED and c.bound is Bound.EXACT}
    if roll.body is not Body.UNGA or roll.tally is None or len(stated) < _TWO_SIDES or len(stated) < len(counts):
        return []
    off = [number - (side_count(roll, _SIDE_POSITION[side]) or 0) for side, number in stated.items()]
    if sorted(x for x in off if x) != [-1, 1]:
        return []
    told = ", ".join(f"{n} {_UNIT[side]}" for side, n in stated.items())
    cell = Evidence("tally", roll.id, str(roll.tally), source_of(roll), stated=told)
    why = f"{tally_sentence(roll)} The text is one vote off, as after a correction made later."
    return [Slot(Verdict.AMBIGUOUS, Reason.SEVERAL_READINGS, why, (cell,))]


def turned_round(roll: RollCall, counts: tuple[Count, ...], outcome: Outcome | None) -> list[Slot]:
    """Two figures told without a side that are the record's the other way round: "threw it out, 21 votes to 18".

    So where the passage tells the result and the winners come first, else not settled; never wrong, since which
    figure is for and which against is the reader's guess.
    """
    stated = {c.side: c.number for c in counts if c.bound is Bound.EXACT}
    yes, no = stated.get(Side.YES), stated.get(Side.NO)
    if roll.tally is None or (yes, no) != (roll.tally.no, roll.tally.yes) or yes == no:
        return []
    rest = [judge_count(roll, c, loose=False) for c in counts if c.side not in (Side.YES, Side.NO)]
    cell = Evidence("tally", roll.id, str(roll.tally), source_of(roll), stated=f"{yes} to {no}")
    lost = outcome is Outcome.REJECTED and not roll.outcome.carried and (yes or 0) > (no or 0)
    if lost:
        return [Slot(Verdict.SUPPORTED, Reason.TALLY_MATCHES, tally_sentence(roll), (cell,)), *rest]
    why = f"{tally_sentence(roll)} Which of the two figures is for and which against is not said."
    return [Slot(Verdict.AMBIGUOUS, Reason.SEVERAL_READINGS, why, (cell,)), *rest]


def judge_outcome(roll: RollCall, a: Asserts) -> list[Slot]:
    """Adopted, rejected, vetoed; by consensus; unanimously."""
    slots = []
    if a.outcome is not None:
        slots.append(_outcome(roll, a.outcome))
    if a.consensus and a.outcome is not Outcome.ADOPTED_WITHOUT_VOTE:
        slots.append(_outcome(roll, Outcome.ADOPTED_WITHOUT_VOTE))
    # "all 14 others voted for it" is of those it counts, and the count is judged by itself
    if a.unanimous and not (a.counts and a.outcome is None):
        slots.append(_unanimous(roll))
    return slots


def _outcome(roll: RollCall, stated: Outcome) -> Slot:
    cell = Evidence(
        "outcome", roll.id, roll.outcome.value.replace("_", " "), source_of(roll), stated=stated.value.replace("_", " ")
    )
    sentence = outcome_sentence(roll)

    def slot(verdict: Verdict, reason: Reason) -> Slot:
        if verdict is Verdict.CONTRADICTED and not roll.outcome_basis.firm:
            why = f"No source states the outcome of the vote on {roll.symbol}; it is computed from the tally alone."
            return Slot(Verdict.AMBIGUOUS, Reason.RECALL_ONLY, why, (cell,))
        return Slot(verdict, reason, sentence, (cell,))

    right = slot(Verdict.SUPPORTED, Reason.OUTCOME_MATCHES)
    if stated is roll.outcome:
        return right
    match stated:
        case Outcome.ADOPTED:
            return right if roll.outcome.carried else slot(Verdict.CONTRADICTED, Reason.DRAFT_NOT_ADOPTED)
        case Outcome.REJECTED:
            if roll.outcome is Outcome.VETOED:
                return right
            return (
                slot(Verdict.IMPRECISE, Reason.LOOSE_WORD)
                if roll.outcome is Outcome.WITHDRAWN
                else slot(Verdict.CONTRADICTED, Reason.WRONG_OUTCOME)
            )
        case Outcome.ADOPTED_WITHOUT_VOTE:
            if roll.outcome is Outcome.ADOPTED and roll.tally and roll.tally.no == roll.tally.abstain == 0:
                return slot(Verdict.IMPRECISE, Reason.LOOSE_WORD)
            reason = Reason.WRONG_OUTCOME if roll.outcome.carried else Reason.DRAFT_NOT_ADOPTED
            return slot(Verdict.CONTRADICTED, reason)
        case _:
            return slot(Verdict.CONTRADICTED, Reason.WRONG_OUTCOME)


def _unanimous(roll: RollCall) -> Slot:
    recorded = str(roll.tally) if roll.tally else roll.outcome.value.replace("_", " ")
    cell = Evidence("tally", roll.id, recorded, source_of(roll), stated="unanimous")
    if roll.outcome is Outcome.ADOPTED_WITHOUT_VOTE:
        return Slot(
            Verdict.IMPRECISE,
            Reason.LOOSE_WORD,
            f"{roll.symbol} was adopted without a vote; consensus is not a unanimous vote.",
            (cell,),
        )
    if roll.tally is None:
        return Slot(
            Verdict.NOT_IN_RECORD, Reason.FACT_NOT_KEPT, f"The record does not hold the tally of {roll.symbol}."
        )
    if roll.tally.no == roll.tally.abstain == 0:
        return Slot(Verdict.SUPPORTED, Reason.TALLY_MATCHES, tally_sentence(roll), (cell,))
    if not roll.tally_basis.firm:
        return Slot(
            Verdict.AMBIGUOUS, Reason.RECALL_ONLY, f"The tally of {roll.symbol} is {roll.tally_basis.doubt}.", (cell,)
        )
    return Slot(Verdict.CONTRADICTED, Reason.WRONG_TALLY, tally_sentence(roll), (cell,))
