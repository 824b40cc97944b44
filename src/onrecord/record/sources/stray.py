"""Vote cells that hold none of the known letters: read by what the stated tally needs, never by guess."""

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import product

from onrecord.terms import Position, Tally

_MOST = 6  # cells of one vote that may be settled together; more are left unread
_LETTERS = {"Y": Position.YES, "N": Position.NO, "A": Position.ABSTAIN, "X": Position.ABSENT}
_WORD = re.compile(r"[A-Z]+")
Lists = dict[Position, list[str]]


def settled(
    listed: Mapping[Position, list[str]], stray: Iterable[str], tally: Tally | None, tell: Callable[[str, str], None]
) -> Lists:
    """`listed` with each CODE=CELL placed where only one reading of the cells makes the tally add up.

    Of a cell such as AN only the letters in it are tried, of an unreadable one all. Where several readings or none fit,
    the member gets no position; `tell` is called with what was found and what was made of it, cell by cell.
    """
    cells = [tuple(cell.partition("=")[::2]) for cell in stray]
    out: Lists = {position: list(listed.get(position, ())) for position in _LETTERS.values()}
    fitting = _readings(out, [cell for _, cell in cells], tally) if len(cells) <= _MOST else []
    for place, (code, cell) in enumerate(cells):
        ways = {reading[place] for reading in fitting}
        if len(ways) == 1:
            position = ways.pop()
            out[position].append(code)
            tell(f"cell {cell!r} of {code}", f"read as {position}, which alone makes the stated tally add up")
        else:
            tell(f"cell {cell!r} of {code}", "left without a position: the stated tally does not decide it")
    return out


def _readings(listed: Lists, cells: list[str], tally: Tally | None) -> list[tuple[Position, ...]]:
    """Every way of reading the cells under which yes, no and abstentions equal the stated tally."""
    if tally is None:
        return []
    stated = {Position.YES: tally.yes, Position.NO: tally.no, Position.ABSTAIN: tally.abstain}
    ways = []
    for reading in product(*(_tried(cell) for cell in cells)):
        if all(len(listed[p]) + reading.count(p) == n for p, n in stated.items()):
            ways.append(reading)
    return ways


def _tried(cell: str) -> list[Position]:
    letters = [c for word in _WORD.findall(cell.upper()) for c in word if c in _LETTERS]
    return [_LETTERS[c] for c in dict.fromkeys(letters)] or list(_LETTERS.values())
