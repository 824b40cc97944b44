"""A record's list of members and votes, and whether it may be trusted beside the official totals of the same record."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from onrecord.record.sources.codes import seat, seat_of_name
from onrecord.record.sources.marcxml.stream import Field, Record
from onrecord.record.sources.stray import settled
from onrecord.states import council_members, members_on, state
from onrecord.terms import Body, Position, Tally

Tell = Callable[[str, str], None]
_LISTS = ("967", "968", "969")  # an Assembly's list did not fit in one tag of the old catalogue
_LETTERS = {
    "Y": Position.YES,
    "YES": Position.YES,
    "N": Position.NO,
    "NO": Position.NO,
    "A": Position.ABSTAIN,
    "ABSTAINED": Position.ABSTAIN,
    "": Position.ABSENT,
    ".": Position.ABSENT,
    "X": Position.ABSENT,
    "NV": Position.ABSENT,
}
_NOT_ELIGIBLE = "9"
_LEAKED = re.compile(r"([A-Z]{3})\$e(.*)", re.DOTALL)
_WORD = re.compile(r"[a-z]{4,}")
_SLIP, _SLIPPED = 2, 6  # states by which totals are off where they are a slip, and where they are swapped besides
LARGEST = {Body.UNHRC: 47, Body.UNCHR: 53, Body.UNSC: 15, Body.UNGA: 193}


class Row(NamedTuple):
    """One member in a list, as catalogued."""

    code: str
    name: str
    vote: str
    eligible: bool


class Totals(NamedTuple):
    """The official totals of field 996; `members` is None where the record does not say how many there are."""

    tally: Tally
    members: int | None


def rows(record: Record) -> list[Row]:
    """The list's rows. The Library puts codes in subfield c and a status in b, the OHCHR codes in b."""
    fields = [dict(_once(field)) for tag in _LISTS for field in record.fields.get(tag, ())]
    library = is_library(record)
    return [_row(field, library=library) for field in fields]


def is_library(record: Record) -> bool:
    """Whether the list is laid out as the UN Library lays it out."""
    return any(record.all(tag, "c") for tag in _LISTS)


def _once(field: Field) -> Mapping[str, str]:
    """The subfields by code, the first of each."""
    return dict(reversed(field))


def _row(field: Mapping[str, str], *, library: bool) -> Row:
    code, name = field.get("c" if library else "b", "").upper(), field.get("e", "")
    if leaked := _LEAKED.fullmatch(field.get("b", "")):
        code, name = leaked[1], name or leaked[2]
    eligible = not (library and field.get("b", "") == _NOT_ELIGIBLE)
    return Row(code, name, field.get("d", "").upper(), eligible)


class Roll:
    """The members' positions read from a record's list; what cannot be is told to `fault`, what is odd to `tell`."""

    def __init__(self, body: Body, day: dt.date, tally: Tally | None, fault: Tell, tell: Tell, scheme: str) -> None:
        self._scheme = scheme
        self._body, self._day, self._tally, self._fault, self._tell = body, day, tally, fault, tell
        self._members = council_members(day) if body is Body.UNSC else members_on(day)

    def positions(self, listed: Sequence[Row]) -> dict[str, Position]:
        """State to position, in code order."""
        coded = {ours for row in listed if (ours := self._coded(row.code))}
        found: dict[str, Position] = {}
        stray: list[str] = []
        for row in listed:
            ours = self._seat(row, coded, found)
            if ours is None:
                continue
            if ours in found or any(cell.startswith(f"{ours}=") for cell in stray):
                self._fault("each member once", f"{ours} twice")
            elif row.vote not in _LETTERS:
                stray.append(f"{ours}={row.vote}")
            else:
                found[ours] = self._position(row)
        if stray:
            found |= self._settled(found, stray)
        if len(found) > LARGEST[self._body]:
            self._fault(f"a list of at most {LARGEST[self._body]} members", f"{len(found)}")
        return dict(sorted(found.items()))

    def _coded(self, code: str) -> str | None:
        return seat(code, self._day, self._scheme)

    def _position(self, row: Row) -> Position:
        position = _LETTERS[row.vote]
        if row.eligible:
            return position
        if position is not Position.ABSENT:
            self._tell(f"a vote by {row.code}, marked as not eligible", f"read as {position}")
            return position
        return Position.NOT_ENTITLED

    def _settled(self, found: Mapping[str, Position], stray: list[str]) -> dict[str, Position]:
        """The positions of cells that hold no known letter, where the totals decide them."""
        sides = {p: [s for s, own in found.items() if own is p] for p in _LETTERS.values()}
        told = settled(sides, stray, self._tally, self._tell)
        return {member: p for p, members in told.items() for member in members if member not in found}

    def _seat(self, row: Row, coded: set[str], found: Mapping[str, Position]) -> str | None:
        """The member a row means: its code, but for the name where the code is empty, doubled or another state's."""
        by_code, by_name = self._coded(row.code), seat_of_name(row.name, self._day, self._scheme)
        if by_code is None and by_name is None:
            if row.code or row.name:
                self._fault("a member's three-letter code", repr(row.code or row.name))
            else:
                self._tell("a row without a member", "left out")
            return None
        other = by_name is not None and by_name not in coded and by_name != by_code
        wrong = by_code is None or by_code in found or by_code not in self._members or not _alike(row.name, by_code)
        if other and wrong and by_name in self._members:
            self._tell(f"code {row.code or 'missing'} beside the name {row.name}", f"read as {by_name}")
            return by_name
        if by_code is None:
            self._fault("a member's three-letter code", repr(row.code))
        elif by_code not in self._members:
            if _LETTERS.get(row.vote) is not Position.ABSENT:
                self._fault(f"members' votes only, on {self._day}", f"a vote by {row.code}, no member that day")
            else:
                self._tell(f"{row.code} listed without a vote, no member on {self._day}", "left out")
            return None
        return by_code


@lru_cache(maxsize=4096)
def _alike(name: str, code: str) -> bool:
    """Whether a catalogued name shares a word with the state of the code, or is empty: then the code is believed."""
    known = state(code)
    words = set(_WORD.findall(" ".join((known.name, known.official_name, *known.aliases)).casefold()))
    return not name or not words.isdisjoint(_WORD.findall(name.casefold()))


def counted(positions: Mapping[str, Position]) -> Tally:
    """The tally of a list."""
    sides = list(positions.values())
    silent = sides.count(Position.ABSENT) + sides.count(Position.NOT_ENTITLED)
    return Tally(sides.count(Position.YES), sides.count(Position.NO), sides.count(Position.ABSTAIN), silent)


def swapped(listed: Tally, official: Tally) -> bool:
    """Whether the totals are about the list's own figures in another order, and not in this one."""
    ordered, other = [listed.yes, listed.no, listed.abstain], [official.yes, official.no, official.abstain]
    return ordered != other and _farthest(sorted(ordered), sorted(other)) <= _SLIPPED


def _farthest(one: list[int], other: list[int]) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def disbelieved(body: Body, listed: Tally, totals: Totals) -> tuple[bool, str]:
    """Whether a list that differs from its own record's totals is not to be used, and in which way they differ.

    A list is believed against totals that do not add up to their own sum where it does, and against totals that are its
    own figures in another order. Beside the Assembly's and the Council's, which a voting machine wrote, a
    difference of one or two states is held to be a slip in the totals.
    """
    official = totals.tally
    said = f"official totals {official}, {listed} in the list"
    figures = [[t.yes, t.no, t.abstain] for t in (listed, official)]
    if figures[0] == figures[1]:
        return False, ""
    size = sum(figures[0]) + (listed.absent or 0)
    if totals.members == size and sum(figures[1]) + (official.absent or 0) != size:
        return False, f"{said}; the official ones do not add up to {size}"
    if sorted(figures[0]) == sorted(figures[1]):
        return False, f"{said}; the official ones are swapped"
    return body in (Body.UNHRC, Body.UNCHR) or _farthest(*figures) > _SLIP, said
