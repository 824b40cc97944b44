"""What the rule would say of a vote that nobody has cast: sides given in names or numbers, the rest assumed aloud."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.procedure.council import permanent_noes
from onrecord.procedure.decide import decide
from onrecord.procedure.ruling import Ruling
from onrecord.procedure.tables import threshold
from onrecord.procedure.wording import listed
from onrecord.states import board_members, council_members, members_on, seat_code, state_name
from onrecord.terms import Body, Position, Tally, UsageError

Votes = Collection[str] | int | None

_SIDES = (Position.YES, Position.NO, Position.ABSTAIN, Position.ABSENT)
_WORDS = {
    Position.YES: "in favour",
    Position.NO: "against",
    Position.ABSTAIN: "abstaining",
    Position.ABSENT: "not voting",
}


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A supposed vote: its ruling, the tally supposed, and every assumption made, each a sentence."""

    ruling: Ruling
    tally: Tally
    assumed: tuple[str, ...]


def what_if(
    body: Body,
    on: date,
    *,
    yes: Votes = None,
    no: Votes = None,
    abstain: Votes = None,
    absent: Votes = None,
    procedural: bool = False,
    majority: str = "",
    committee: bool = False,
) -> WhatIf:
    """What `body` would have decided on `on`.

    A side is given as codes or as a number. Members left over are assumed to vote yes, or, where the yes
    side was given, not to vote; `assumed` says so. Raises UsageError where nothing is given, a state stands
    on two sides or has no seat that day, or the votes exceed the seats.
    """
    given: dict[Position, Votes] = dict(zip(_SIDES, (yes, no, abstain, absent), strict=True))
    if all(side is None for side in given.values()):
        raise UsageError("Expected at least one side of the vote; found none. Give --yes, --no, --abstain or --absent.")
    roster = members_of(body, on)
    named = _named(given, body, on, roster)
    counts, assumed = _counts(given, named, body, on, roster)
    noes = _noes(given, named, roster, on)
    tally = Tally(*(counts[side] for side in _SIDES))
    ruling = decide(body, tally, on, noes=noes, procedural=procedural, majority=majority, committee=committee)
    return WhatIf(ruling, tally, assumed)


def members_of(body: Body, on: date) -> frozenset[str] | None:
    """Codes of the body's members that day; None where the record does not hold them."""
    match body:
        case Body.UNGA:
            return members_on(on)
        case Body.UNSC:
            threshold(body, on)  # a day before the first meeting is refused here with its reason
            return council_members(on)
        case Body.IAEA:
            board = board_members(on)
            return board if board and len(board) == threshold(body, on).size else None
        case Body.UNHRC | Body.UNCHR:
            return None


def _named(given: Mapping[Position, Votes], body: Body, on: date, roster: frozenset[str] | None) -> dict[str, Position]:
    side_of: dict[str, Position] = {}
    for side, votes in given.items():
        if votes is None or isinstance(votes, int):
            continue
        for raw in sorted(votes):
            code = seat_code(raw, on)
            if roster is not None and code not in roster:
                raise UsageError(_no_seat(raw, body, on, roster))
            if code in side_of:
                places = "twice" if side_of[code] is side else f"{_WORDS[side_of[code]]} and"
                raise UsageError(
                    f"Expected {state_name(code)} once; found it {places} {_WORDS[side]}. Leave it in one place."
                )
            side_of[code] = side
    return side_of


def _no_seat(code: str, body: Body, on: date, roster: frozenset[str]) -> str:
    message = f"Expected a member of the {body.title} on {on.isoformat()}; found {state_name(code)} ({code})."
    if len(roster) > 40:
        return f"{message} Choose another day with --on or leave it out."
    return f"{message} Its members then: {', '.join(sorted(roster))}."


def _counts(
    given: Mapping[Position, Votes],
    named: Mapping[str, Position],
    body: Body,
    on: date,
    roster: frozenset[str] | None,
) -> tuple[dict[Position, int], tuple[str, ...]]:
    size = len(roster) if roster is not None else threshold(body, on).size
    counts = {side: _count(votes, side, named) for side, votes in given.items()}
    total = sum(counts.values())
    if total > size:
        parts = listed([f"{counts[side]} {_WORDS[side]}" for side in _SIDES if counts[side]])
        raise UsageError(
            f"Expected at most {size} votes, the seats of the {body.title} on {on.isoformat()}; "
            f"found {total}: {parts}. Take the surplus away."
        )
    assumed = []
    if roster is None:
        assumed.append(
            f"The record does not hold who sat on the {body.title} that day; its {size} seats are taken as full, "
            "and whether the states named were members is not checked."
        )
    if rest := size - total:
        side = Position.YES if given[Position.YES] is None else Position.ABSENT
        counts[side] += rest
        assumed.append(_assumption(rest, side, given, named))
    return counts, tuple(assumed)


def _count(votes: Votes, side: Position, named: Mapping[str, Position]) -> int:
    if votes is None:
        return 0
    if not isinstance(votes, int):
        return sum(position is side for position in named.values())
    if votes < 0:
        raise UsageError(f"Expected a number of members {_WORDS[side]} from 0 up; found {votes}.")
    return votes


def _assumption(rest: int, side: Position, given: Mapping[Position, Votes], named: Mapping[str, Position]) -> str:
    others = "other members" if named or any(isinstance(v, int) for v in given.values()) else "members"
    who = f"The {rest} {others} are" if rest > 1 else "The one other member is"
    return f"{who} taken to vote in favour." if side is Position.YES else f"{who} taken not to vote."


def _noes(
    given: Mapping[Position, Votes], named: Mapping[str, Position], roster: frozenset[str] | None, on: date
) -> tuple[str, ...]:
    number = given[Position.NO]
    if not isinstance(number, int):
        return tuple(sorted(code for code, side in named.items() if side is Position.NO))
    free = sorted((roster or frozenset()) - set(named))
    # A number names nobody, unless no permanent member is left to be among them or all left over are.
    settled = len(free) == number or not permanent_noes(free, on)
    return tuple(free[:number]) if settled else ()
