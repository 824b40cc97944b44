"""Voters against one vote: who took which side, who alone, all the rest, who vetoed and who did not."""

from onrecord.checking.cells import (
    Slot,
    body_size,
    code_in,
    did,
    listed,
    outcome_sentence,
    position_evidence,
    roll_whole,
    side_count,
    side_sentence,
    side_whole,
    source_of,
)
from onrecord.states import council_members, group_members, is_member, state_name
from onrecord.terms import Asserts, Body, Evidence, Outcome, Position, Reason, RollCall, Verdict

_SILENT = (Position.ABSENT, Position.NOT_ENTITLED)


def judge_votes(roll: RollCall, a: Asserts, mentioned: frozenset[str], elsewhere: frozenset[str]) -> list[Slot]:
    """Each state's stated position, then the claims that these were the only ones or that all others did."""
    slots = [judge_vote(roll, code, stated) for code, stated in a.votes]
    if a.sole is not None:
        slots.append(_sole(roll, a, mentioned))
    if a.rest is not None:
        slots.append(_rest(roll, a, mentioned | elsewhere))
    return slots


def same_position(one: Position, other: Position) -> bool:
    """Equality of positions where a story cannot tell "did not vote" from "had no vote"."""
    return one is other or (one in _SILENT and other in _SILENT)


def recorded_position(roll: RollCall, code: str) -> Position | None:
    """What a state did; in a vote all members joined, what follows from membership; None where the record is silent."""
    found = roll.positions.get(code_in(roll, code))
    if found is None and roll.body is Body.UNSC and roll.tally is not None and roll.tally.yes == body_size(roll):
        return Position.YES if code_in(roll, code) in council_members(roll.date) else None
    return found


def judge_vote(roll: RollCall, code: str, stated: Position) -> Slot:
    """One state's stated position against the roll."""
    recorded = recorded_position(roll, code)
    name = state_name(code)
    if recorded is None:
        return _unlisted(roll, code, stated)
    cell = position_evidence(roll, code, recorded.value, stated.value)
    if same_position(recorded, stated):
        caveat = "" if roll.positions_basis.firm else ", as far as is recalled"
        return Slot(Verdict.SUPPORTED, Reason.POSITIONS_MATCH, f"{name} {did(recorded)}{caveat}.", (cell,))
    if not roll.positions_basis.firm:
        return Slot(
            Verdict.AMBIGUOUS,
            Reason.RECALL_ONLY,
            f"How {name} voted on {roll.symbol} is {roll.positions_basis.doubt}.",
            (cell,),
        )
    return Slot(Verdict.CONTRADICTED, Reason.WRONG_POSITION, f"{name} {did(recorded)}.", (cell,))


def _unlisted(roll: RollCall, code: str, stated: Position) -> Slot:
    name = state_name(code)
    if not _was_member(roll, code):
        cell = Evidence("membership", roll.id, "not a member", source_of(roll), state=code, stated=stated.value)
        sentence = f"{name} was not a member of the {roll.body.title} on {_day(roll)}."
        verdict = Verdict.AMBIGUOUS if stated in _SILENT else Verdict.CONTRADICTED
        return Slot(verdict, Reason.NOT_A_MEMBER, sentence, (cell,))
    if stated not in _SILENT and side_whole(roll, stated):
        cell = position_evidence(roll, code, f"not among those that {did(stated)}", stated.value)
        return Slot(Verdict.CONTRADICTED, Reason.WRONG_POSITION, side_sentence(roll, stated), (cell,))
    return Slot(
        Verdict.NOT_IN_RECORD, Reason.FACT_NOT_KEPT, f"The record of {roll.symbol} does not hold how {name} voted."
    )


def _was_member(roll: RollCall, code: str) -> bool:
    """Membership on the day; True where it is not known, so that doubt never contradicts."""
    match roll.body:
        case Body.UNSC:
            members = council_members(roll.date)
            return not members or code in members or code_in(roll, code) in members
        case Body.UNGA:
            return is_member(code, roll.date) or is_member(code_in(roll, code), roll.date)
        case _:
            return not roll_whole(roll) or not side_whole(roll, Position.ABSENT)


def _day(roll: RollCall) -> str:
    return f"{roll.date.day} {roll.date:%B %Y}"


def _sole(roll: RollCall, a: Asserts, mentioned: frozenset[str]) -> Slot:
    """Whether the states named are all that took the side; a note may narrow that to a group ("EU")."""
    position = a.sole
    assert position is not None
    vetoed = bool(a.vetoes) and not a.votes
    named = {code_in(roll, code) for code in (a.vetoes if vetoed else [c for c, p in a.votes if p is position])}
    who = set(roll.vetoed_by if vetoed else roll.who(position))
    group = group_members(a.note, roll.date) if a.note else None
    if not named or (a.note and group is None):
        why = "The record cannot settle who was alone in that."
        return Slot(Verdict.NOT_IN_RECORD, Reason.FACT_NOT_KEPT, why, soft=True)
    if group is not None:
        who &= {code_in(roll, code) for code in group}
    if not (side_whole(roll, position) or (vetoed and who)):
        return _sole_by_count(roll, position, named, mentioned, scoped=group is not None)
    sentence = outcome_sentence(roll) if vetoed else side_sentence(roll, position)
    stated = f"only {listed(named)}"
    cell = Evidence("position", roll.id, listed(who), source_of(roll), states=tuple(sorted(who)), stated=stated)
    # "the only ones to side with Moscow": the state sided with is named too, and no list need hold it
    if who and who - named <= mentioned and (who <= named or not vetoed):
        return Slot(Verdict.SUPPORTED, Reason.POSITIONS_MATCH, sentence, (cell,))
    return Slot(Verdict.CONTRADICTED, Reason.NOT_SOLE, sentence, (cell,))


def _sole_by_count(
    roll: RollCall, position: Position, named: set[str], mentioned: frozenset[str], *, scoped: bool
) -> Slot:
    """Where the record holds how many took a side and not who, only the number can answer."""
    count = side_count(roll, position)
    unknown = f"The record of {roll.symbol} does not name all that {did(position)}."
    if count is None or scoped or not roll.tally_basis.firm:
        return Slot(Verdict.NOT_IN_RECORD, Reason.FACT_NOT_KEPT, unknown)
    cell = Evidence("tally", roll.id, f"{count} {did(position)}", source_of(roll), stated=f"only {listed(named)}")
    if count > len(named | mentioned):
        return Slot(Verdict.CONTRADICTED, Reason.NOT_SOLE, side_sentence(roll, position), (cell,))
    if count == len(named):
        return Slot(Verdict.SUPPORTED, Reason.POSITIONS_MATCH, side_sentence(roll, position), (cell,))
    return Slot(Verdict.NOT_IN_RECORD, Reason.FACT_NOT_KEPT, unknown)


def _rest(roll: RollCall, a: Asserts, mentioned: frozenset[str]) -> Slot:
    """Whether every member not named elsewhere took the side."""
    position = a.rest
    assert position is not None
    named = {code_in(roll, code) for code, p in a.votes if p is not position} | {
        code_in(roll, c) for c in (*a.vetoes, *mentioned)
    }
    if not roll_whole(roll):
        return Slot(
            Verdict.NOT_IN_RECORD,
            Reason.FACT_NOT_KEPT,
            f"The record of {roll.symbol} does not name every vote.",
            soft=True,
        )
    others = {code for code, p in roll.positions.items() if not same_position(p, position)}
    sentence = side_sentence(roll, position)
    cell = Evidence(
        "position", roll.id, f"{len(roll.who(position))} {did(position)}", source_of(roll), states=tuple(sorted(others))
    )
    if others <= named:
        return Slot(Verdict.SUPPORTED, Reason.POSITIONS_MATCH, sentence, (cell,))
    stated = [c.number for c in a.counts if c.side.value == position.value]
    if not named or stated == [len(roll.who(position))]:
        # whom "the others" leaves out is told elsewhere; the number, if any, is judged by itself
        return Slot(Verdict.NOT_IN_RECORD, Reason.FACT_NOT_KEPT, "Whom the words leave out is not said.", soft=True)
    return Slot(Verdict.CONTRADICTED, Reason.WRONG_POSITION, sentence, (cell,))


def judge_vetoes(roll: RollCall, a: Asserts) -> list[Slot]:
    """Vetoes said to be cast, cast by someone, or withheld."""
    slots = []
    if a.vetoes or a.vetoed:
        slots.append(_vetoes(roll, a))
    slots += [_withheld(roll, code) for code in a.not_vetoes]
    return slots


def _vetoes(roll: RollCall, a: Asserts) -> Slot:
    cast = set(roll.vetoed_by)
    stated = {code_in(roll, code) if roll.positions else code for code in a.vetoes}
    stated = {c if c in cast else _seat_twin(c, cast) for c in stated}
    recorded = f"vetoed by {listed(cast)}" if cast else "no veto"
    cell = Evidence(
        "veto",
        roll.id,
        recorded,
        source_of(roll),
        states=tuple(sorted(cast)),
        stated=listed(stated) if stated else "vetoed",
    )
    sentence = outcome_sentence(roll)
    if roll.outcome is Outcome.VETOED and stated <= cast:
        return Slot(Verdict.SUPPORTED, Reason.VETO_MATCHES, sentence, (cell,))
    if roll.outcome is Outcome.VETOED and not cast:
        return Slot(Verdict.NOT_IN_RECORD, Reason.FACT_NOT_KEPT, f"Who vetoed {roll.symbol} is not in the record.")
    if roll.outcome is Outcome.REJECTED and roll.body is Body.UNSC and stated <= set(roll.who(Position.NO)):
        said = f"{sentence} A negative vote on a text without enough votes is not counted as a veto."
        return Slot(Verdict.IMPRECISE, Reason.LOOSE_WORD, said, (cell,))
    if roll.outcome is Outcome.VETOED:
        sentence = f"{roll.symbol} was vetoed by {listed(cast)}."
    return Slot(Verdict.CONTRADICTED, Reason.WRONG_VETO, sentence, (cell,))


def _seat_twin(code: str, cast: set[str]) -> str:
    twin = {"RUS": "SUN", "SUN": "RUS"}.get(code, code)
    return twin if twin in cast else code


def _withheld(roll: RollCall, code: str) -> Slot:
    seat = _seat_twin(code, set(roll.vetoed_by))
    cast = seat in roll.vetoed_by
    position = recorded_position(roll, code)
    recorded = "vetoed" if cast else position.value if position else "no veto"
    cell = Evidence("veto", roll.id, recorded, source_of(roll), state=code, stated="no veto")
    if cast:
        return Slot(Verdict.CONTRADICTED, Reason.WRONG_VETO, outcome_sentence(roll), (cell,))
    return Slot(Verdict.SUPPORTED, Reason.VETO_MATCHES, f"{state_name(code)} did not veto {roll.symbol}.", (cell,))
