"""Members' positions kept as the table writes them and spelled out only when someone asks."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from onrecord.terms import Position, RollCall

_CODE = 3  # letters of a state's code: one code cannot be found across the blank between two others
Listed = tuple[tuple[Position, str], ...]
"""Position and the codes that took it, of three letters each and separated by blanks."""


def the_council(day: date) -> frozenset[str]:
    """The Council's members on `day`, states holding a vote that the compact table leaves to be inferred."""
    from onrecord.states import council_members

    return council_members(day)


class Seats(Mapping[str, Position]):
    """State to position. With `rest`, the members it returns that are not listed voted in favour.

    Built once at first use: a record of thousands of votes opens without spelling out a hundred thousand cells.
    """

    __slots__ = ("_cells", "_listed", "_rest")

    def __init__(self, listed: Listed, rest: Callable[[], frozenset[str]] | None = None) -> None:
        self._listed = listed
        self._rest = rest
        self._cells: dict[str, Position] | None = None

    def _spelled_out(self) -> dict[str, Position]:
        """Every cell, members in code order."""
        if self._cells is None:
            cells = dict.fromkeys(self._rest(), Position.YES) if self._rest else {}
            for position, members in self._listed:
                cells.update(dict.fromkeys(members.split(), position))
            self._cells = dict(sorted(cells.items()))
        return self._cells

    def __getitem__(self, state: str) -> Position:
        if self._cells is None and self._rest is None:
            # One member of one vote in thousands is asked for far more often than all of them.
            for position, members in self._listed:
                if state in members and len(state) == _CODE:
                    return position
            raise KeyError(state)
        return self._spelled_out()[state]

    def members(self, position: Position) -> str:
        """The codes that took `position`, in order, separated by blanks."""
        if self._rest is None:
            return " ".join(members for p, members in self._listed if p is position)
        return " ".join(state for state, p in self._spelled_out().items() if p is position)

    def count(self, position: Position) -> int:
        """How many took `position`, without spelling the roll out."""
        if self._rest is None:
            return sum(len(members) // (_CODE + 1) + 1 for p, members in self._listed if p is position and members)
        return sum(p is position for p in self._spelled_out().values())

    def same_as(self, other: Mapping[str, Position]) -> bool:
        """Whether the other roll has the same cells; quick where both are written alike."""
        if isinstance(other, Seats) and self._rest is None and other._rest is None:  # noqa: SLF001 - our own
            return all(self.members(p) == other.members(p) for p in Position)
        return self == other

    def __iter__(self) -> Iterator[str]:
        return iter(self._spelled_out())

    def __len__(self) -> int:
        return len(self._spelled_out())

    def __bool__(self) -> bool:
        return self._rest is not None or any(members for _, members in self._listed)

    def __repr__(self) -> str:
        return f"Seats({self._spelled_out()!r})"


def holds_whole_roll(roll: RollCall) -> bool:
    """Whether every vote of the tally is tied to a member, so that "the only one" can be answered."""
    if roll.tally is None or not roll.positions:
        return False
    stated = {Position.YES: roll.tally.yes, Position.NO: roll.tally.no, Position.ABSTAIN: roll.tally.abstain}
    return all(count(roll.positions, p) == n for p, n in stated.items())


def position_of(roll: RollCall, state: str) -> Position | None:
    """What a state did, under the code its seat had that day: whoever asks for Russia means the Soviet seat too."""
    own = roll.positions.get(state)
    if own is not None:
        return own
    from onrecord.states import seat_asked

    held = seat_asked(state, roll.date)
    return roll.positions.get(held) if held != state else None


def same_cells(one: Mapping[str, Position], other: Mapping[str, Position]) -> bool:
    """Whether two rolls have the same members on the same sides."""
    return one.same_as(other) if isinstance(one, Seats) else one == other


def count(positions: Mapping[str, Position], position: Position) -> int:
    """How many members took a position."""
    if isinstance(positions, Seats):
        return positions.count(position)
    return sum(p is position for p in positions.values())
