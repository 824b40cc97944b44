"""Cells of a roll call as answers: how each is known, how it reads in a sentence, and the evidence it makes."""

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.states import council_size, members_on, seat_code, state_name
from onrecord.terms import Body, Evidence, Outcome, Position, Reason, RollCall, Verdict

_RIGHTS_COUNCIL_FROM_2006 = 47
_RIGHTS_COMMISSION = 53
_DID = {
    Position.YES: "voted in favour",
    Position.NO: "voted against",
    Position.ABSTAIN: "abstained",
    Position.ABSENT: "did not vote",
    Position.NOT_ENTITLED: "had no vote that day",
}
_WORDS = ("no one", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NAMED_AT_MOST = 12  # longer lists are told as a number


@dataclass(frozen=True, slots=True)
class Slot:
    """What one vote says of one slot of a claim. `soft` slots, when unknown, do not hold up the rest."""

    verdict: Verdict
    reason: Reason
    sentence: str
    evidence: tuple[Evidence, ...] = ()
    soft: bool = False


def source_of(roll: RollCall) -> str:
    """The documents a cell is cited to."""
    documents = dict.fromkeys(part for source in roll.sources for part in source.split("; "))
    return "; ".join(documents) or f"{roll.body.title}, {roll.symbol}"


def did(position: Position) -> str:
    """The position as a past-tense verb phrase."""
    return _DID[position]


def number_word(n: int) -> str:
    """Small numbers in words, as a sentence begins with them."""
    return _WORDS[n] if n < len(_WORDS) else str(n)


def listed(codes: Iterable[str]) -> str:
    """States by short name, joined for a sentence, in the order of their names."""
    names = sorted(state_name(code) for code in codes)
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else "no one"


def side_sentence(roll: RollCall, position: Position) -> str:
    """Who took one side, in one plain sentence: "Five voted against: Belarus, ..."."""
    who = roll.who(position)
    n = max(len(who), side_count(roll, position) or 0)
    verb = did(position)
    if len(who) < n or not who:
        return f"{number_word(n).capitalize()} {verb}."
    if len(who) == 1:
        return f"Only {listed(who)} {verb}."
    return f"{number_word(n).capitalize()} {verb}" + (f": {listed(who)}." if len(who) <= _NAMED_AT_MOST else ".")


def tally_sentence(roll: RollCall) -> str:
    """The recorded tally in words."""
    t = roll.tally
    if t is None:
        return f"{roll.symbol} was adopted without a vote." if roll.outcome is Outcome.ADOPTED_WITHOUT_VOTE else ""
    return f"The vote on {roll.symbol} was {t.yes} in favour, {t.no} against, {t.abstain} abstaining."


def outcome_sentence(roll: RollCall) -> str:
    """What became of the text, in words."""
    match roll.outcome:
        case Outcome.ADOPTED:
            return f"{roll.symbol} was adopted."
        case Outcome.REJECTED:
            return f"{roll.symbol} was not adopted: too few votes in favour."
        case Outcome.VETOED:
            by = f" by {listed(roll.vetoed_by)}" if roll.vetoed_by else ""
            return f"{roll.symbol} was not adopted: it was vetoed{by}."
        case Outcome.ADOPTED_WITHOUT_VOTE:
            return f"{roll.symbol} was adopted without a vote."
        case Outcome.WITHDRAWN:
            return f"{roll.symbol} was withdrawn."
        case Outcome.NOT_CONSIDERED:
            return f"{roll.symbol} was never put to the vote."


def body_size(roll: RollCall) -> int | None:
    """Members of the body on the day of the vote."""
    match roll.body:
        case Body.UNGA:
            return len(_members(roll)) or None
        case Body.UNSC:
            return council_size(roll.date)
        case Body.UNHRC:
            return _RIGHTS_COUNCIL_FROM_2006 if roll.date.year >= 2006 else None
        case Body.UNCHR:
            return None
        case Body.IAEA:
            return 35 if roll.date.year >= 2000 else None


def _members(roll: RollCall) -> frozenset[str]:
    return members_on(roll.date)


def side_count(roll: RollCall, position: Position) -> int | None:
    """How many took a side, from the tally, else from the roll; for absence, members less votes cast where known."""
    t = roll.tally
    if t is None:
        return len(roll.who(position)) if roll.positions else None
    match position:
        case Position.YES:
            return t.yes
        case Position.NO:
            return t.no
        case Position.ABSTAIN:
            return t.abstain
        case _:
            if t.absent is not None:
                return t.absent
            size = body_size(roll)
            return None if size is None else size - t.yes - t.no - t.abstain


def side_whole(roll: RollCall, position: Position) -> bool:
    """Whether every member that took a side is named on a basis that may carry a contradiction."""
    if not roll.positions_basis.firm:
        return False
    if position in (Position.ABSENT, Position.NOT_ENTITLED):
        named = len(roll.who(Position.ABSENT)) + len(roll.who(Position.NOT_ENTITLED))
    else:
        named = len(roll.who(position))
    count = side_count(roll, position)
    return count is not None and named == count and (count > 0 or roll.tally is not None)


def roll_whole(roll: RollCall) -> bool:
    """Whether all three sides are named in full on a firm basis."""
    return roll.tally is not None and all(side_whole(roll, p) for p in (Position.YES, Position.NO, Position.ABSTAIN))


def code_in(roll: RollCall, code: str) -> str:
    """The code under which a state sits in this roll: its own, or that of the seat on that day (RUS in 1980 is SUN)."""
    if code in roll.positions:
        return code
    held = seat_code(code, roll.date)
    if held in roll.positions:
        return held
    # a story may say "Russia" of the Soviet Union and the reverse; both are one seat
    twin = {"RUS": "SUN", "SUN": "RUS"}.get(code, held)
    return twin if twin in roll.positions else held


def position_evidence(roll: RollCall, code: str, recorded: str, stated: str = "") -> Evidence:
    """The cell of one state's vote."""
    return Evidence("position", roll.id, recorded, source_of(roll), state=code, stated=stated)
