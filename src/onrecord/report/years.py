"""The figure of a state's positions over the years: in each body, one bar a year, stacked by what it did."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from onrecord.report.figures import Figure, Panel
from onrecord.report.palette import POSITION_ORDER, POSITIONS
from onrecord.report.svg import FONT
from onrecord.report.text import in_text, listed
from onrecord.report.textures import fill, legend, textures
from onrecord.terms import Body, Position, RollCall

_KEY = "years"
_WIDTH, _HEIGHT, _LEFT, _TOP, _FOOT = 720, 128, 36, 8, 20
_WIDEST = 22  # pixels of a bar; a state of few years would else be drawn in walls

YearCounts = Mapping[int, Mapping[Position, int]]


@dataclass(frozen=True, slots=True)
class Cast:
    """What one seat did in one body: how often each position, by year; and the codes it voted under."""

    body: Body
    years: YearCounts
    codes: tuple[str, ...]

    @property
    def total(self) -> int:
        """All votes counted."""
        return sum(sum(sides.values()) for sides in self.years.values())


def positions_by_year(code: str, rollcalls: Iterable[RollCall]) -> tuple[Cast, ...]:
    """How often the state took each position, by body and year; votes of its seat's earlier code count."""
    from onrecord.states import seat_asked

    found: dict[Body, dict[int, Counter[Position]]] = {}
    codes: dict[Body, set[str]] = {}
    for rollcall in rollcalls:
        seat = seat_asked(code, rollcall.date)
        position = rollcall.positions.get(seat)
        if position is not None:
            found.setdefault(rollcall.body, {}).setdefault(rollcall.date.year, Counter())[position] += 1
            codes.setdefault(rollcall.body, set()).add(seat)
    return tuple(Cast(b, dict(sorted(found[b].items())), tuple(sorted(codes[b]))) for b in Body if b in found)


def positions_over_years(code: str, rollcalls: Iterable[RollCall]) -> Figure:
    """One panel a body, one bar a year; without panels where the state has no position in the record."""
    from onrecord.states import state_name

    cast = positions_by_year(code, rollcalls)
    years = [y for c in cast for y in c.years]
    totals = sum((Counter(sides) for c in cast for sides in c.years.values()), Counter[Position]())
    return Figure(
        _KEY,
        f"How has {in_text(state_name(code))} voted over the years?",
        "One bar is a year, as tall as the votes held of it and parted by position. The years are the same in every "
        "body; the height is each body's own.",
        "How often there was a vote: where the record holds a choice of a body's votes, so does the bar. Not what the "
        "votes were about, and no text adopted without a vote. A member for which no vote was recorded may have been "
        "away or present and not taking part.",
        "Roll calls of the record used",
        tuple(Panel(_heading(c), _svg(c, min(years), max(years))) for c in cast),
        ("body", "year", *(p.value for p in POSITION_ORDER)),
        tuple(_row(c.body, year, sides) for c in cast for year, sides in c.years.items()),
        legend(_key(cast[0]), totals) if cast else (),
        _notes(code, cast),
    )


def _heading(cast: Cast) -> str:
    first, last = min(cast.years), max(cast.years)
    span = f"{first} to {last}" if last > first else str(first)
    return f"{cast.body.title}: {votes_held(cast)}, {span}"


def votes_held(cast: Cast) -> str:
    """How many votes of a body the record holds in which the state has a position."""
    return f"{cast.total:,} {'vote' if cast.total == 1 else 'votes'} held"


def _row(body: Body, year: int, sides: Mapping[Position, int]) -> dict[str, object]:
    row: dict[str, object] = {"body": body.value, "year": year}
    return row | {p.value: sides.get(p, 0) for p in POSITION_ORDER}


def _notes(code: str, cast: Sequence[Cast]) -> tuple[str, ...]:
    from onrecord.states import state_name

    before = sorted({state_name(c) for one in cast for c in one.codes if c != code})
    return (f"Votes of {listed([in_text(n) for n in before])} count, whose seat it continued.",) if before else ()


def _svg(cast: Cast, first: int, last: int) -> str:
    key, tallest = _key(cast), max(sum(sides.values()) for sides in cast.years.values())
    slot = (_WIDTH - _LEFT) / (last - first + 1)
    told = "; ".join(_told(year, sides) for year, sides in cast.years.items())
    bars = "".join(
        f"<g><title>{escape(_told(year, sides))}</title>"
        f"{_bar(key, sides, _LEFT + (year - first) * slot, slot, _HEIGHT / tallest)}</g>"
        for year, sides in cast.years.items()
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {_WIDTH} {_TOP + _HEIGHT + _FOOT}" '
        f'width="{_WIDTH}" font-family="{escape(FONT)}" font-size="11"><title>{escape(cast.body.title)}</title>'
        f"<desc>{escape(told)}</desc>{textures(key)}"
        f"{_heights(tallest)}{bars}{_decades(first, last, slot)}</svg>"
    )


def _key(cast: Cast) -> str:
    """What the names of a panel's textures begin with, so that each panel can be cut out of the page whole."""
    return f"{_KEY}-{cast.body.value}"


def _bar(key: str, sides: Mapping[Position, int], left: float, slot: float, scale: float) -> str:
    wide = min(_WIDEST, max(slot - 1.5, slot * 0.7))
    x, down, parts = left + (slot - wide) / 2, float(_TOP + _HEIGHT), []
    for position in POSITION_ORDER:
        if tall := sides.get(position, 0) * scale:
            down -= tall
            place = f'x="{x:.1f}" y="{down:.1f}" width="{wide:.1f}" height="{tall:.1f}"'
            parts.append(f'<rect {place} fill="{fill(key, position.value)}"/>')
    return "".join(parts)


def _told(year: int, sides: Mapping[Position, int]) -> str:
    return f"{year}: " + ", ".join(f"{sides[p]} {POSITIONS[p].label}" for p in POSITION_ORDER if sides.get(p))


def _heights(tallest: int) -> str:
    """Level lines at round numbers of votes, and the ground."""
    step = next(s * 10**e for e in range(7) for s in (1, 2, 5) if tallest / (s * 10**e) <= 5)
    lines = []
    for votes in range(0, tallest + 1, step):
        y = _TOP + _HEIGHT * (1 - votes / tallest)
        strength = ".14" if votes else ".6"
        lines.append(
            f'<path d="M{_LEFT} {y:.1f}H{_WIDTH}" stroke="currentColor" stroke-opacity="{strength}"/>'
            f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end" fill="currentColor">{votes}</text>'
        )
    return "".join(lines)


def _decades(first: int, last: int, slot: float) -> str:
    """Years named under the bars, round ones, no closer than their names are wide."""
    step = next(s for s in (1, 2, 5, 10, 20, 50) if s * slot >= 42)
    named = [y for y in range(first, last + 1) if y % step == 0] or [first]
    y = _TOP + _HEIGHT + 15
    at = {year: _LEFT + (year - first + 0.5) * slot for year in named}
    return "".join(
        f'<text x="{x:.1f}" y="{y}" text-anchor="middle" fill="currentColor">{year}</text>' for year, x in at.items()
    )
