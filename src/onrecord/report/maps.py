"""The figure of one roll call as a world map: every voting member once, by its land or by a circle."""

from collections import Counter
from collections.abc import Collection, Iterable
from html import escape

from onrecord.report.figures import Figure, Panel, source_of
from onrecord.report.palette import POSITIONS
from onrecord.report.svg import FONT
from onrecord.report.text import counted, listed
from onrecord.report.textures import UNKNOWN, fill, legend, swatch, textures
from onrecord.report.world import Drawn, drawn, notes, world
from onrecord.terms import Body, RollCall

_KEY = "map"
_RADIUS = 8
_NOT_HELD = "not in the record"
_NEUTRAL = 'fill="currentColor" fill-opacity=".09" stroke="currentColor" stroke-opacity=".28"'


def world_map(rollcall: RollCall) -> Figure:
    """Who voted how, on an equal-area map; without panels where no member's position is held."""
    silent = unheld(rollcall)
    marks = drawn({*rollcall.positions, *silent}, rollcall.date) if rollcall.positions else ()
    return Figure(
        _KEY,
        "Who voted how, on the map?",
        "Each member's land has the colour and texture of its position. A member with less than some 20,000 square "
        "kilometres, or whose land cannot be coloured on that day, is a circle at its capital, moved a little where "
        "circles would touch. Pointed at, land tells whose it is. The projection, Equal Earth, keeps areas true.",
        _LIMITS,
        f"{source_of(rollcall)}. Land: {world().source}",
        (Panel("", _svg(rollcall, marks)),) if marks else (),
        ("state", "name", "position", "drawn"),
        tuple(_row(m, rollcall) for m in marks),
        _legend(rollcall, silent),
        _notes(rollcall, marks, silent),
    )


def unheld(rollcall: RollCall) -> tuple[str, ...]:
    """Members of the body on that day of whose position the record says nothing, which is not an absence."""
    from onrecord.states import board_members, council_members, members_on

    on = rollcall.date
    members: Collection[str] = ()
    if rollcall.body is Body.UNGA:
        members = members_on(on)
    elif rollcall.body is Body.UNSC:
        members = council_members(on)
    elif rollcall.body is Body.IAEA:
        members = board_members(on) or ()
    return tuple(sorted(set(members) - rollcall.positions.keys()))


_LIMITS = (
    "How much a vote weighs: each member has one, whatever its area, as the equal tiles show. Borders are those of "
    "2018 under votes of every year. Land without colour had no vote here: states that were no members, territories, "
    "and land in dispute that the source draws apart (docs/map.md has each decision)."
)


def _notes(rollcall: RollCall, marks: Iterable[Drawn], silent: Collection[str]) -> tuple[str, ...]:
    parts = [*notes({*rollcall.positions, *silent}, rollcall.date)]
    if silent:
        parts.append(
            f"Of {counted(len(silent), 'member')} the record holds no position in this vote; they are hatched, which "
            "does not say that they were absent."
        )
    if lost := [m.code for m in marks if m.unplaced]:
        parts.append(f"The map has no place for {listed(lost)}.")
    return tuple(parts)


def _row(mark: Drawn, rollcall: RollCall) -> dict[str, object]:
    from onrecord.states import state_name

    position = rollcall.positions.get(mark.code)
    how = [word for word, is_so in (("land", mark.shapes), ("circle", mark.circle)) if is_so]
    return {
        "state": mark.code,
        "name": state_name(mark.code),
        "position": position.value if position else _NOT_HELD,
        "drawn": " and ".join(how) or "not drawn",
    }


def _legend(rollcall: RollCall, silent: Collection[str]) -> tuple[tuple[str, str], ...]:
    entries = legend(_KEY, Counter(rollcall.positions.values()))
    if silent:
        entries += ((swatch(_KEY, UNKNOWN), f"position not in the record: {len(silent)}"),)
    plain = (
        f'<svg width="22" height="14" aria-hidden="true"><rect x=".5" y=".5" width="21" height="13" {_NEUTRAL}/></svg>'
    )
    return (*entries, (plain, "no vote here"))


def _svg(rollcall: RollCall, marks: Collection[Drawn]) -> str:
    known = world()
    used = {s for m in marks for s in m.shapes}
    rest = "".join(path for shape, path in known.shapes.items() if shape not in used)
    counts = Counter(rollcall.positions.values())
    told = ", ".join(f"{n} {POSITIONS[p].label}" for p, n in counts.most_common())
    # Circles come last, so that no neighbour's land lies over them.
    members = "".join(_member(m, rollcall) for m in sorted(marks, key=lambda m: (m.circle is not None, m.code)))
    left, top, right, bottom = 66, -8, known.width - 20, known.height  # the oceans at both ends cut off
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="{left} {top} {right - left} {bottom - top}" '
        f'width="1100" font-family="{escape(FONT)}"><title>World map of {escape(rollcall.symbol)}</title>'
        f"<desc>{escape(told)}</desc>{textures(_KEY, 11)}"
        f'<path d="{rest}" {_NEUTRAL} stroke-width="1"/>'
        f'<g stroke="#fff" stroke-width="1.3" stroke-linejoin="round">{members}</g></svg>'
    )


def _member(mark: Drawn, rollcall: RollCall) -> str:
    from onrecord.states import state_name

    position = rollcall.positions.get(mark.code)
    said = POSITIONS[position].label if position else f"position {_NOT_HELD}"
    land = "".join(world().shapes[s] for s in mark.shapes)
    drawing = f'<path d="{land}"/>' if land else ""
    if mark.circle:
        drawing += f'<circle cx="{mark.circle[0]}" cy="{mark.circle[1]}" r="{_RADIUS}"/>'
    edge = "" if position else ' stroke="currentColor" stroke-opacity=".5"'
    return (
        f'<g data-state="{escape(mark.code)}" fill="{fill(_KEY, position.value if position else UNKNOWN)}"{edge}>'
        f"<title>{escape(state_name(mark.code))}: {escape(said)}</title>{drawing}</g>"
    )
