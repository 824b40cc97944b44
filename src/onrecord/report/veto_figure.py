"""The figure of the vetoes: one square a veto, in the row of the member that cast it and the column of its year."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from onrecord.report.figures import Figure, Panel
from onrecord.report.palette import POSITIONS
from onrecord.report.svg import FONT
from onrecord.terms import Position, RollCall

CASTERS = ("SUN", "RUS", "USA", "GBR", "FRA", "TWN", "CHN")
"""Every code that has held a permanent seat, those of one seat beside each other."""

_WIDTH, _LEFT, _TOP, _FOOT = 760, 138, 10, 24
_STEP = 7  # pixels from one square of a column to the next
_GAP = 13  # between two rows
_LEAST_YEARS = 20  # across the figure, so that the squares of a few years stay squares


def vetoes_over_time(vetoes: Iterable[RollCall]) -> Figure:
    """Vetoes cast by each permanent member, year by year; a veto by two counts once for each."""
    cast = Counter((code, veto.date.year) for veto in vetoes for code in veto.vetoed_by)
    rows = tuple({"state": s, "year": y, "vetoes": n} for (s, y), n in sorted(cast.items()))
    return Figure(
        "vetoes",
        "Who cast vetoes, and when?",
        "One square is one veto: its column is the year, its row the member, whose vetoes in all are told at the left. "
        "A veto cast by two members is a square in both rows. "
        "The Soviet Union and Russia, and the two governments that held China's seat, stand in rows of their own.",
        "Not the drafts withdrawn or never tabled because a veto was expected, and not vetoes in closed ballots.",
        "Vetoes of the Security Council in the record used",
        (Panel("", _svg(cast)),) if rows else (),
        ("state", "year", "vetoes"),
        rows,
    )


def _svg(cast: Mapping[tuple[str, int], int]) -> str:
    from onrecord.states import state_name

    codes = {code for code, _ in cast}
    order = [*(c for c in CASTERS if c in codes), *sorted(codes - set(CASTERS))]
    years = range(min(y for _, y in cast), max(y for _, y in cast) + 1)
    slot = (_WIDTH - _LEFT) / max(len(years), _LEAST_YEARS)
    ground, drawn = float(_TOP), []
    for code in order:
        mine = {y: n for (c, y), n in cast.items() if c == code}
        ground += max(2, *mine.values()) * _STEP + _GAP
        drawn.append(_row(f"{state_name(code)}", mine, ground, years, slot))
    told = "; ".join(f"{state_name(c)} {y}: {n}" for (c, y), n in sorted(cast.items()))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {_WIDTH} {ground + _FOOT:g}" '
        f'width="{_WIDTH}" font-family="{escape(FONT)}" font-size="12">'
        f"<title>Vetoes by permanent member and year</title><desc>{escape(told)}</desc>"
        f"{_years(years, slot, ground)}{''.join(drawn)}</svg>"
    )


def _row(name: str, mine: Mapping[int, int], ground: float, years: Sequence[int], slot: float) -> str:
    paint, side = POSITIONS[Position.NO].fill, min(slot - 1, _STEP - 1)
    columns = []
    for year, number in sorted(mine.items()):
        x = _LEFT + (year - years[0]) * slot + (slot - side) / 2
        squares = "".join(
            f"M{x:.1f} {ground - 1 - i * _STEP:.1f}h{side:.1f}v-{side:.1f}h-{side:.1f}z" for i in range(number)
        )
        columns.append(f'<path d="{squares}" fill="{paint}"><title>{escape(name)}, {year}: {number}</title></path>')
    return (
        f'<path d="M{_LEFT} {ground:g}H{_WIDTH}" stroke="currentColor" stroke-opacity=".3"/>{"".join(columns)}'
        f'<text x="0" y="{ground - 1:g}" fill="currentColor">{escape(name)}</text>'
        f'<text x="{_LEFT - 12}" y="{ground - 1:g}" text-anchor="end" font-weight="600" fill="currentColor">'
        f"{sum(mine.values())}</text>"
    )


def _years(years: Sequence[int], slot: float, ground: float) -> str:
    """A thin line and a name for each tenth year, or for each of a few."""
    step = next(s for s in (1, 2, 5, 10) if s * slot >= 40 or s == 10)
    named = [y for y in years if y % step == 0] or [years[0]]
    at = {year: _LEFT + (year - years[0] + 0.5) * slot for year in named}
    return "".join(
        f'<path d="M{x:.1f} {_TOP}V{ground:g}" stroke="currentColor" stroke-opacity=".1"/>'
        f'<text x="{x:.1f}" y="{ground + 17:g}" text-anchor="middle" font-size="11" fill="currentColor">{year}</text>'
        for year, x in at.items()
    )
