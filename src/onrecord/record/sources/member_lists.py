"""Lists of members as releases and users write them, read into seat codes; what is not a member's name is a fault."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache

from onrecord.record.sources.codes import seat
from onrecord.record.sources.harvest import Fault
from onrecord.states import all_states, board_members, council_members, find_state, members_on, state_name
from onrecord.states.crosswalk import edited_names, folded
from onrecord.terms import Body, Position, UsageError

_LONGEST_NAME = 80
_NONE = frozenset(("", "none", "nil", "no one", "-", "–", "—", "n/a"))
_INVERTED = re.compile(r"(.+?)\s*\(\s*(.+?)\s*\)")
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_LEADING_AND = re.compile(r"^(?:and|&)\s+", re.IGNORECASE)


@dataclass(slots=True)
class Roll:
    """Positions gathered from lists, each name set down once; what cannot be is a fault with its place."""

    positions: dict[str, Position] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    _written: dict[str, str] = field(default_factory=dict)

    def set(self, code: str, position: Position, name: str, where: str) -> None:
        """Notes that `name` took `position`; a fault where the lists have it already."""
        if code in self.positions:
            before = f'"{self._written[code]}" under {self.positions[code]}'
            found = f'"{name}" again under {position}, after {before}'
            self.faults.append(Fault(where, "each member in one list once", found))
            return
        self.positions[code] = position
        self._written[code] = name

    def add(self, names: Iterable[str], position: Position, day: date, where: str, read: "Reader") -> int:
        """Sets down every name of one list; how many members it named."""
        count = 0
        for name in names:
            count += 1
            try:
                self.set(read(name, day), position, name, where)
            except UsageError as error:
                self.faults.append(Fault(where, f"a member's name in the list {position}", str(error)))
        return count

    def check_membership(self, body: Body, day: date, where: str) -> None:
        """A fault for every code in the lists that held no seat in the body that day, where the seats are known."""
        seated = seats_of(body, day)
        if seated is None:
            return
        for code in sorted(self.positions.keys() - seated):
            found = f'"{self._written[code]}" ({code}), which held no seat then'
            self.faults.append(Fault(where, f"members of the {body.title} on {day}", found))


Reader = Callable[[str, date], str]


def seats_of(body: Body, day: date) -> frozenset[str] | None:
    """Who may vote in a body on a day; for the bodies without a table of seats, every member of the United Nations."""
    if body is Body.UNSC:
        return council_members(day)
    if body is Body.IAEA:
        return board_members(day)
    return members_on(day)


def split_names(text: str, *, marks: str = ",;") -> list[str]:
    """The names of a list, parted at `marks` outside brackets and at any "and" that belongs to no name."""
    if folded(text.strip(" .")) in _NONE:
        return []
    chunks: list[str] = []
    depth, start = 0, 0
    for at, letter in enumerate(text):
        if letter == "(":
            depth += 1
        elif letter == ")":
            depth = max(0, depth - 1)
        elif letter in marks and depth == 0:
            chunks.append(text[start:at])
            start = at + 1
    chunks.append(text[start:])
    tidy = (_LEADING_AND.sub("", " ".join(chunk.split()).strip(" .;:")) for chunk in chunks)
    return [name for chunk in tidy if chunk for name in _parted(chunk)]


def _parted(chunk: str) -> list[str]:
    """`chunk` as one name where it is one, else as the two or more names that "and" joins."""
    if len(chunk) > _LONGEST_NAME * 3 or _known(chunk):
        return [chunk]
    for joint in reversed(list(_AND.finditer(chunk))):
        first, rest = chunk[: joint.start()], _parted(chunk[joint.end() :])
        if _known(first) and all(map(_known, rest)):
            return [first, *rest]
    return [chunk]


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Every name and abbreviation by its folded spelling; no capitals, peoples or codes, which a list never means."""
    found: dict[str, set[str]] = {}
    for one in all_states():
        for name in (one.name, one.official_name, *one.aliases):
            found.setdefault(folded(name), set()).add(one.code)
    for row in edited_names():
        if row.form in ("name", "abbreviation") and len(row.codes) == 1:
            found.setdefault(folded(row.text), set()).update(row.codes)
    return {key: tuple(sorted(codes)) for key, codes in found.items()}


def _spellings(name: str) -> Iterable[str]:
    """`name`, and the orders and joins in which print may have broken it: `Gambia (The)`, `Afghan-istan`."""
    if name.strip("- ") == name.strip():
        yield name
    inverted = _INVERTED.fullmatch(name)
    if inverted:
        yield f"{inverted[2]} {inverted[1]}"
        yield f"{inverted[2]} the {inverted[1]}"
    if "-" in name.strip("-"):  # at an end it is what is left of another name, as in "Guinea-,Bissau"
        yield name.replace("-", "")


def _known(name: str) -> bool:
    return any(folded(spelling) in _names() for spelling in _spellings(name))


@lru_cache(maxsize=65536)
def seat_named(name: str, day: date) -> str:
    """The seat code on a day of the state with this name; UsageError with the nearest names for anything else.

    Stricter than `find_state`: a capital, a people or a code is not a name.
    """
    for spelling in _spellings(name):
        if folded(spelling) in _names():
            return _on_the_day(find_state(spelling, day).code, day)
    shown = name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…"
    try:
        meant = find_state(shown, day).code
    except UsageError as error:
        raise UsageError(f'"{shown}"; {str(error).rpartition("; ")[2]}') from error
    raise UsageError(f'"{shown}"; write the state\'s name, {state_name(meant)}')


@lru_cache(maxsize=65536)
def seat_of(name: str, day: date) -> str:
    """The seat code on a day for a state's name or any of its codes; UsageError with the nearest names otherwise."""
    wanted = name.strip()
    # A code is written in capitals; "tan" is what a slip leaves of Afghanistan, and not Tanganyika's code.
    if len(wanted) == 3 and wanted.isalnum() and wanted.upper() == wanted and not _known(wanted):
        found = "TWN" if wanted.upper() == "TWN" else seat(wanted, day)
        if found:
            return found
    if (len(wanted) == 2 and wanted.isupper()) or wanted.isdigit():
        return _on_the_day(find_state(wanted, day).code, day)
    return seat_named(wanted, day)


def _on_the_day(code: str, day: date) -> str:
    """The code under which that state's seat was held; Taiwan, once named, is never read as Beijing's seat."""
    return code if code == "TWN" else seat(code, day) or code
