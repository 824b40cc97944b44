"""What every figure is: a drawing with its question, reading, limits, source and rows; and those of one roll call."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.report.outcome import cited
from onrecord.report.palette import POSITION_ORDER, POSITIONS
from onrecord.report.svg import as_svg, inline
from onrecord.report.text import listed
from onrecord.terms import Position, RollCall

_TILE_WIDTH, _TILE_HEIGHT, _TILES_A_ROW = 44, 25, 10
_GROUP_ORDER = ("African Group", "Asia-Pacific Group", "Eastern European Group", "GRULAC", "WEOG")
_GROUP_NAMES = {
    "GRULAC": "Latin American and Caribbean Group",
    "WEOG": "Western European and Others Group",
    "": "No regional group",
}


@dataclass(frozen=True, slots=True)
class Panel:
    """One drawing of a figure, with its own heading where there are several."""

    heading: str
    svg: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing and everything a reader needs to judge it; `rows` are its numbers, for CSV.

    `legend` is a sample, as SVG, and its words for each kind of mark, where the drawing does not name them itself;
    `notes` are decisions without which this very drawing would mislead.
    """

    key: str
    question: str
    how_to_read: str
    limits: str
    source: str
    panels: tuple[Panel, ...]
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, object], ...]
    legend: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def tiles_by_group(rollcall: RollCall) -> Figure:
    """One tile a member, equal in size because each has one vote, by regional group and then by position."""
    groups = grouped(rollcall)
    return Figure(
        "tiles",
        "Who voted how?",
        f"One tile is one member and one vote, whatever its size. {_legend(rollcall)} Tiles stand by regional group of "
        "the United Nations, within it by position and then by code (ISO 3166-1 alpha-3).",
        "Not why a member voted so, nor what it said. A member for which no vote was recorded may have been away or "
        "present and not taking part; the record does not tell the two apart.",
        source_of(rollcall),
        tuple(
            Panel(heading_of(group, codes, rollcall), _tiles(group, codes, rollcall)) for group, codes in groups.items()
        ),
        ("state", "name", "group", "position"),
        tuple(_tile_row(code, group, rollcall) for group, codes in groups.items() for code in codes),
    )


def grouped(rollcall: RollCall) -> dict[str, list[str]]:
    """Members by regional group, within it by position and then by code."""
    from onrecord.states import state

    groups: dict[str, list[str]] = {}
    order = {p: i for i, p in enumerate(POSITION_ORDER)}
    for code in sorted(rollcall.positions, key=lambda c: (order[rollcall.positions[c]], c)):
        groups.setdefault(state(code).group, []).append(code)
    known = [g for g in _GROUP_ORDER if g in groups]
    return {g: groups[g] for g in [*known, *sorted(groups.keys() - set(known))]}


def heading_of(group: str, codes: Sequence[str], rollcall: RollCall) -> str:
    """A group's name and how its members voted."""
    counts = Counter(rollcall.positions[c] for c in codes)
    parts = [f"{counts[p]} {POSITIONS[p].label}" for p in POSITION_ORDER if counts[p]]
    return f"{_GROUP_NAMES.get(group, group)}: {', '.join(parts)}"


def _tile_row(code: str, group: str, rollcall: RollCall) -> dict[str, object]:
    from onrecord.states import state_name

    return {"state": code, "name": state_name(code), "group": group, "position": rollcall.positions[code].value}


def _legend(rollcall: RollCall) -> str:
    used = [p for p in POSITION_ORDER if p in rollcall.positions.values()]
    return listed([f"{POSITIONS[p].letter} is {POSITIONS[p].label}" for p in used]) + "."


def source_of(rollcall: RollCall) -> str:
    """The roll call's short form and the documents it rests on."""
    return f"{rollcall.id}: {'; '.join(str(cited(s)) for s in rollcall.sources) or 'source not recorded'}"


def _tiles(group: str, codes: Sequence[str], rollcall: RollCall) -> str:
    import altair as alt

    across, down = min(len(codes), _TILES_A_ROW), (len(codes) - 1) // _TILES_A_ROW + 1
    x = alt.X("x:O", axis=None, scale=alt.Scale(paddingInner=0.06, paddingOuter=0, domain=list(range(across))))
    y = alt.Y("y:O", axis=None, scale=alt.Scale(paddingInner=0.08, paddingOuter=0, domain=list(range(down))))
    base = alt.Chart(inline([_tile(i, code, rollcall) for i, code in enumerate(codes)])).encode(x=x, y=y)
    words = base.encode(color=alt.Color("ink:N", scale=None))
    chart = alt.layer(
        base.mark_rect(aria=False).encode(color=alt.Color("fill:N", scale=None)),
        words.mark_text(align="left", dx=-18, fontSize=11, aria=False).encode(text="code:N"),
        words.mark_text(align="right", dx=18, fontSize=10, fontWeight="bold", aria=False).encode(text="letter:N"),
    ).properties(width=across * _TILE_WIDTH, height=down * _TILE_HEIGHT)
    return as_svg(chart, _GROUP_NAMES.get(group, group), _told(codes, rollcall))


def _tile(place: int, code: str, rollcall: RollCall) -> dict[str, object]:
    style = POSITIONS[rollcall.positions[code]]
    look = {"letter": style.letter, "fill": style.fill, "ink": style.ink}
    return {"x": place % _TILES_A_ROW, "y": place // _TILES_A_ROW, "code": code} | look


def _told(codes: Sequence[str], rollcall: RollCall) -> str:
    sides = {p: [c for c in codes if rollcall.positions[c] is p] for p in POSITION_ORDER}
    return "; ".join(f"{POSITIONS[p].label}: {', '.join(members)}" for p, members in sides.items() if members)


def tally_bar(rollcall: RollCall) -> Figure:
    """The votes counted, as one bar as long as the votes recorded; without panels where nothing was counted."""
    tally = rollcall.tally
    sides = (tally.yes, tally.no, tally.abstain, tally.absent or 0) if tally else ()
    counts = dict(zip(POSITION_ORDER, sides, strict=False))
    return Figure(
        "tally",
        "How were the votes divided?",
        "The bar is all the votes recorded; each part is as long as its number.",
        "Not whether the text was adopted: that follows from the body's rule, told above it.",
        source_of(rollcall),
        (Panel("", _bar(counts)),) if any(counts.values()) else (),
        ("position", "votes"),
        tuple({"position": p.value, "votes": n} for p, n in counts.items()),
    )


def _bar(counts: Mapping[Position, int]) -> str:
    import altair as alt

    total, at, values = sum(counts.values()), 0, []
    for position, number in counts.items():
        if number:
            values.append(_part(position, at, number, total))
            at += number
    base, scale = alt.Chart(inline(values)), alt.Scale(domain=[0, total], nice=False)
    chart = alt.layer(
        base.mark_bar(height=34, stroke="white", strokeWidth=1, aria=False).encode(
            x=alt.X("from:Q", scale=scale, axis=None), x2="to:Q", color=alt.Color("fill:N", scale=None)
        ),
        base.mark_text(fontSize=14, fontWeight="bold", aria=False).encode(
            x=alt.X("mid:Q", scale=scale, axis=None), text="text:N", color=alt.Color("ink:N", scale=None)
        ),
    ).properties(width=480, height=36)
    told = ", ".join(f"{number} {POSITIONS[p].label}" for p, number in counts.items())
    return as_svg(chart, "Votes counted", told)


def _part(position: Position, at: int, number: int, total: int) -> dict[str, object]:
    style, share = POSITIONS[position], number / total
    text = f"{style.letter} {number}" if share >= 0.08 else (str(number) if share >= 0.03 else "")
    ends: dict[str, object] = {"from": at, "to": at + number, "mid": at + number / 2}
    return ends | {"fill": style.fill, "ink": style.ink, "text": text}
