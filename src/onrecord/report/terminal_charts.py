"""Charts for a terminal: a state's positions over the years, and vetoes by decade, in letters; colour only adds."""

from collections import Counter
from collections.abc import Iterable, Sequence

from onrecord.report.palette import POSITION_ORDER, POSITIONS
from onrecord.report.terminal import Pen
from onrecord.report.text import cut, wrap
from onrecord.report.years import Cast, positions_by_year, votes_held
from onrecord.terms import Position, RollCall

_LABEL = 9  # columns of "1970-1974"
_ROWS = 9  # spans shown of one body before they are drawn together to decades
_NUMBER = 6  # columns a number takes beside its bar
_LEAST_ROOM = 16  # columns of bar below which the numbers give way

_CASTERS = {
    "SUN": ("S", "31"),
    "RUS": ("R", "35"),
    "USA": ("U", "34"),
    "GBR": ("G", "36"),
    "FRA": ("F", "32"),
    "TWN": ("T", "90"),
    "CHN": ("C", "33"),
}
_FEWEST = 10  # vetoes below which the table says it at a glance


def positions_text(code: str, rollcalls: Iterable[RollCall], width: int = 88, colour: bool = False) -> str:
    """A bar for each five years (ten, where there are many) in each body, as long as the votes held, with numbers.

    Letters carry the positions, as in the view of one vote; `colour` turns them into coloured blocks. Empty where the
    state has no position in the record.
    """
    cast = positions_by_year(code, rollcalls)
    if not cast:
        return ""
    pen, width = Pen(colour), max(40, min(width, 100))
    used = [p for p in POSITION_ORDER if any(sides.get(p) for c in cast for sides in c.years.values())]
    legend = _key([(POSITIONS[p].letter, POSITIONS[p].ansi, POSITIONS[p].label) for p in used], width, pen)
    return "\n\n".join(["\n".join(legend), *(_body(c, used, width, pen) for c in cast)]) + "\n"


def _body(cast: Cast, used: Sequence[Position], width: int, pen: Pen) -> str:
    spans = _spans(cast)
    numbered = used if width - _LABEL - 1 - _NUMBER * len(used) >= _LEAST_ROOM else ()
    room = width - _LABEL - 1 - _NUMBER * len(numbered)
    longest = max(sum(sides.values()) for _, sides in spans)
    head = cut(f"{cast.body.title}, {votes_held(cast)}", width)
    letters = "".join(f"{POSITIONS[p].letter:>{_NUMBER}}" for p in numbered)
    fits = len(head) + len(letters) <= width
    lines = [pen(head, "1") + (letters.rjust(width - len(head)) if fits and letters else "")]
    for label, sides in spans:
        cells = cells_of([sides[p] for p in used], longest, room)
        drawn = zip(used, cells, strict=True)
        bar = "".join(block(POSITIONS[p].letter, POSITIONS[p].ansi, n, pen) for p, n in drawn)
        numbers = "".join(f"{sides[p]:>{_NUMBER}}" for p in numbered)
        lines.append(f"{label:<{_LABEL}} {bar}{' ' * (room - sum(cells))}{numbers}".rstrip())
    return "\n".join(lines)


def _spans(cast: Cast) -> list[tuple[str, Counter[Position]]]:
    """Votes of five years together, or of ten; a span without votes keeps its row, so that the gap is seen."""
    first, last = min(cast.years), max(cast.years)
    long = 5 if last // 5 - first // 5 < _ROWS else 10
    spans: list[tuple[str, Counter[Position]]] = []
    for start in range(first // long * long, last + 1, long):
        sides: Counter[Position] = Counter()
        for year in range(start, start + long):
            sides.update(cast.years.get(year, {}))
        begin, end = max(start, first), min(start + long - 1, last)
        spans.append((f"{begin}-{end}" if end > begin else str(begin), sides))
    return spans


def cells_of(numbers: Sequence[int], longest: int, room: int) -> list[int]:
    """How many of `room` columns each number takes when `longest` takes them all; none that is not 0 vanishes."""
    if longest <= room:
        return list(numbers)
    cells = [max(1, round(n * room / longest)) if n else 0 for n in numbers]
    while sum(cells) > room:
        cells[cells.index(max(cells))] -= 1
    return cells


def block(letter: str, ansi: str, cells: int, pen: Pen) -> str:
    """`cells` columns of one kind: its letter again and again, or, coloured, a block that begins with the letter."""
    return pen(letter.ljust(cells), f"7;{ansi}") if pen.colour and cells else letter * cells


def vetoes_text(vetoes: Iterable[RollCall], width: int = 88, colour: bool = False) -> str:
    """Vetoes by decade, one letter each, or so many as the legend says; empty where there are too few for a chart.

    A veto by two counts once for each.
    """
    from onrecord.states import state_name

    decades: dict[int, Counter[str]] = {}
    for veto in vetoes:
        decades.setdefault(veto.date.year // 10 * 10, Counter()).update(veto.vetoed_by)
    totals = sum(decades.values(), Counter[str]())
    if len(decades) < 2 or totals.total() < _FEWEST:
        return ""
    pen, width = Pen(colour), max(40, min(width, 100))
    room = width - 6 - _NUMBER
    longest = max(sides.total() for sides in decades.values())
    order = [c for c in _CASTERS if totals[c]]
    lines = [pen("Vetoes cast, by decade", "1")]
    for decade in range(min(decades), max(decades) + 1, 10):
        sides = decades.get(decade, Counter())
        cells = cells_of([sides[c] for c in order], longest, room)
        bar = "".join(block(*_CASTERS[c], n, pen) for c, n in zip(order, cells, strict=True))
        lines.append(f"{decade}s {bar}{' ' * (room - sum(cells))}{sides.total():>{_NUMBER}}")
    lines += _key([(*_CASTERS[c], f"{state_name(c)} {totals[c]}") for c in order], width, pen)
    told = "One letter is one veto" if longest <= room else "A bar is as long as its vetoes are many"
    return "\n".join([*lines, wrap(f"{told}; a veto by two counts once for each.", width)]) + "\n"


def _key(entries: Sequence[tuple[str, str, str]], width: int, pen: Pen) -> list[str]:
    """What each letter stands for, on as many lines as that takes; an entry is letter, colour and words."""
    lines, used = [""], 0
    for letter, ansi, words in entries:
        long = 2 + len(words)
        if used and used + 3 + long > width:
            lines.append("")
            used = 0
        lines[-1] += ("   " if used else "") + f"{block(letter, ansi, 1, pen)} {words}"
        used += (3 if used else 0) + long
    return lines
