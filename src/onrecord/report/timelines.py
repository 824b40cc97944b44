"""The figure of a dossier: words, votes, deeds and what others did, in columns of days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from onrecord.report.dossier_words import day_code
from onrecord.report.figures import Figure, Panel
from onrecord.report.palette import POSITION_ORDER, POSITIONS
from onrecord.report.provenance import long_date
from onrecord.report.svg import INK, as_svg, inline
from onrecord.report.text import counted, in_text, plain

if TYPE_CHECKING:
    from onrecord.dossier import Act, Dossier, VoteCast, Word

_WIDTH, _CHIP, _GAP, _ROW, _EDGE = 700, 36, 3, 22, 40
_A_ROW = 4  # chips without a day in a row
_APART = _A_ROW * (_CHIP + _GAP) + 16  # what they take at the left
_DEEPEST = 8  # rows of chips in a column; the rest is counted, not drawn
_COLUMNS = 12  # days that can stand side by side; more are set to scale
_OWN = ("#f3f1ea", "#26241f")
_OTHER = ("#cfd2d8", "#22252b")
_OTHERS_LANE = "What others said and did"


@dataclass(frozen=True, slots=True)
class _Mark:
    lane: str
    key: str
    day: date | None
    code: str | None  # the day as ISO 8601, an open interval where it is only the earliest possible
    what: str
    fill: str
    ink: str
    label: str
    told: bool = True  # by a story
    inferred: bool = False


def timeline(dossier: "Dossier") -> Figure:
    """Words, votes, deeds and what others did by day; without panels where there are no entries."""
    marks = _marks(dossier)
    used = {v.position for v in dossier.votes}
    letters = ", ".join(f"{POSITIONS[p].letter} {POSITIONS[p].label}" for p in POSITION_ORDER if p in used)
    dashed = "A dashed outline marks a day that is inferred and not told. " if any(m.inferred for m in marks) else ""
    added = "Votes without an outline are added from the record. " if any(not v.stories for v in dossier.votes) else ""
    return Figure(
        "timeline",
        f"What did {in_text(dossier.name)} say, vote and do, and when?",
        "Each mark is one entry of the tables below, under its key. "
        + (f"Votes carry the colour and letter of the position: {letters}. " if letters else "")
        + f"{dashed}{added}{_scale_words(marks)}",
        "Words and deeds are those the stories report, not all there were. Entries of a story without a date stand on "
        "the day of the last vote it tells of: the story cannot be older, its words may be. Those with no day to go by "
        "stand apart.",
        f"{counted(len(dossier.stories), 'story', 'stories')}; votes from the record",
        (Panel("", _drawn(marks, dossier.name)),) if marks else (),
        ("lane", "key", "day", "what"),
        tuple({"lane": m.lane, "key": m.key, "day": m.code, "what": m.what} for m in marks),
    )


def _scale_words(marks: Sequence[_Mark]) -> str:
    days = {m.day for m in marks if m.day}
    return "Days stand side by side, not to scale." if 1 < len(days) <= _COLUMNS else ""


def _marks(dossier: "Dossier") -> list[_Mark]:
    marks = [_word(w, "Words", _OWN) for w in dossier.words]
    marks += [_vote(v) for v in dossier.votes]
    marks += [_act(a, "Deeds", _OWN) for a in dossier.deeds]
    marks += [_word(w, _OTHERS_LANE, _OTHER) for w in dossier.others_words]
    marks += [_act(a, _OTHERS_LANE, _OTHER) for a in dossier.others_deeds]
    return marks


def _word(word: "Word", lane: str, look: tuple[str, str]) -> _Mark:
    what = plain(f"{word.statement.speaker}: {word.statement.quote_text}")
    inferred = word.dated.basis.inferred
    return _Mark(lane, word.key, word.day, day_code(word.dated), what, *look, word.key, inferred=inferred)


def _act(act: "Act", lane: str, look: tuple[str, str]) -> _Mark:
    what, inferred = plain(act.deed.quote), act.dated.basis.inferred
    return _Mark(lane, act.key, act.day, day_code(act.dated), what, *look, act.key, inferred=inferred)


def _vote(vote: "VoteCast") -> _Mark:
    style, day = POSITIONS[vote.position], vote.rollcall.date
    what, label = f"{style.label}, {vote.rollcall.id}", f"{vote.key} {style.letter}"
    return _Mark("Votes", vote.key, day, day.isoformat(), what, style.fill, style.ink, label, bool(vote.stories))


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where each day stands across the figure, how many chips fit beside each other there, and the days named."""

    at: dict[date, float]
    abreast: int
    named: tuple[tuple[date, str], ...]


def _axis(marks: Sequence[_Mark]) -> _Axis:
    days = sorted({m.day for m in marks if m.day})
    left = _EDGE + (_APART if any(m.day is None for m in marks) else 0)
    room = _WIDTH - _EDGE - left
    if len(days) > _COLUMNS:
        whole = (days[-1] - days[0]).days
        at = {d: left + room * (d - days[0]).days / whole for d in days}
        return _Axis(at, 1, tuple(_ticks(days)))
    step = room / max(len(days), 1)
    abreast = max(1, min(3, int(step // (_CHIP + _GAP))))
    at = {d: left - _EDGE / 2 + step * (i + 0.5) for i, d in enumerate(days)}
    return _Axis(at, abreast, tuple((d, _short(d)) for d in days))


def _short(day: date) -> str:
    return f"{day.day} {long_date(day).split()[1][:3]}\n{day.year}"


def _ticks(days: Sequence[date]) -> list[tuple[date, str]]:
    """At most seven of the days to name, far enough apart that their names do not touch."""
    whole = (days[-1] - days[0]).days
    named = [days[0]]
    for day in days[1:]:
        if (day - named[-1]).days * 7 >= whole:
            named.append(day)
    return [(d, _short(d)) for d in named]


Values = list[dict[str, object]]


def _drawn(marks: Sequence[_Mark], name: str) -> str:
    import altair as alt

    axis = _axis(marks)
    chips, lanes, height = _placed(marks, axis)
    across, down = alt.Scale(domain=[0, _WIDTH], nice=False), alt.Scale(domain=[height, 0], nice=False)
    x, y = alt.X("x:Q", scale=across, axis=None), alt.Y("y:Q", scale=down, axis=None)
    left, top = alt.X("left:Q", scale=across, axis=None), alt.Y("top:Q", scale=down, axis=None)
    boxes, days = alt.Chart(inline(chips)), alt.Chart(inline(_days(axis, marks))).encode(x=x)
    names = alt.Chart(inline(lanes)).encode(x=alt.value(0), y=y, text="lane:N")
    box = {"x": left, "x2": "right:Q", "y": top, "y2": "bottom:Q"}
    chart = alt.layer(
        days.mark_rule(color=INK, opacity=0.13, aria=False).transform_filter("datum.rule"),
        days.mark_text(fontSize=11, color=INK, aria=False, dy=12, lineBreak="\n").encode(
            y=alt.value(height), text="text:N"),
        names.mark_text(align="left", fontSize=12, fontWeight="bold", color=INK, aria=False),
        boxes.transform_filter("datum.look == 'told'").mark_rect(stroke=INK, aria=False).encode(
            **box, color=alt.Color("fill:N", scale=None), strokeWidth=alt.StrokeWidth("edge:Q", scale=None)),
        boxes.transform_filter("datum.look == 'inferred'").mark_rect(
            stroke=INK, strokeDash=[3, 2], filled=False, strokeWidth=1.1, aria=False).encode(**box),
        boxes.mark_text(fontSize=11, aria=False).encode(
            x=x, y=y, text="label:N", color=alt.Color("ink:N", scale=None)),
    ).properties(width=_WIDTH, height=height)  # fmt: skip
    told = "; ".join(f"{m.lane} {m.key} {m.code or 'no day'}{' (inferred)' if m.inferred else ''}" for m in marks)
    return as_svg(chart, f"Timeline of {name}", told)


def _placed(marks: Sequence[_Mark], axis: _Axis) -> tuple[Values, Values, int]:
    """Chips in rows under their lane's name, so that none covers another; the lanes; the height all of it takes."""
    chips: Values = []
    lanes: Values = []
    top = 0.0
    for lane in dict.fromkeys(m.lane for m in marks):
        lanes.append({"lane": lane, "y": top + 9})
        top += 22
        here = [m for m in marks if m.lane == lane]
        undated = _stack([m for m in here if m.day is None], _A_ROW, _CHIP / 2 + 1, top)
        dated, deep = (
            _columns(here, axis, top) if axis.abreast > 1 or len(axis.at) <= _COLUMNS else _rows(here, axis, top)
        )
        chips += undated + dated
        rows = -(-min(sum(m.day is None for m in here), _A_ROW * _DEEPEST) // _A_ROW)
        top += max(deep, rows) * _ROW + 10
    return chips, lanes, int(top)


def _stack(marks: Sequence[_Mark], abreast: int, left: float, top: float) -> Values:
    """Chips in rows of `abreast` from `left` on; beyond the deepest row only their number."""
    room = abreast * _DEEPEST
    shown = marks if len(marks) <= room else marks[: room - 1]
    places = [(left + (i % abreast) * (_CHIP + _GAP), top + i // abreast * _ROW) for i in range(len(shown) + 1)]
    chips = [_chip(m, *place) for m, place in zip(shown, places, strict=False)]
    return chips if len(shown) == len(marks) else [*chips, _more(len(marks) - len(shown), *places[-1])]


def _columns(marks: Sequence[_Mark], axis: _Axis, top: float) -> tuple[Values, int]:
    chips: Values = []
    deep = 0
    for day, x in axis.at.items():
        here = [m for m in marks if m.day == day]
        abreast = min(axis.abreast, max(len(here), 1))
        chips += _stack(here, abreast, x - (abreast - 1) * (_CHIP + _GAP) / 2, top)
        deep = max(deep, min(-(-len(here) // abreast), _DEEPEST))
    return chips, deep


def _rows(marks: Sequence[_Mark], axis: _Axis, top: float) -> tuple[Values, int]:
    """Chips on a scale of days, each in the first row where it covers no other; beyond the deepest only counted."""
    chips: Values = []
    ends: list[float] = []
    over: dict[int, int] = {}
    for mark in sorted((m for m in marks if m.day), key=lambda m: m.day or date.min):
        x = axis.at[mark.day or date.min]
        row = next((i for i, end in enumerate(ends) if end + _GAP <= x - _CHIP / 2), len(ends))
        if row >= _DEEPEST - 1:
            slot = int(x // (_CHIP + _GAP))
            over[slot] = over.get(slot, 0) + 1
            continue
        ends[row : row + 1] = [x + _CHIP / 2]
        chips.append(_chip(mark, x, top + row * _ROW))
    last = top + (_DEEPEST - 1) * _ROW
    chips += [_more(n, (slot + 0.5) * (_CHIP + _GAP), last) for slot, n in over.items()]
    return chips, _DEEPEST if over else len(ends)


def _days(axis: _Axis, marks: Sequence[_Mark]) -> Values:
    """What stands under the figure: days with a rule each, and the words that head the undated."""
    found: Values = [{"x": axis.at[day], "text": text, "rule": True} for day, text in axis.named]
    if any(m.day is None for m in marks):
        found.append({"x": _APART / 2 - 12, "text": "no day", "rule": False})
    return found


def _chip(mark: _Mark, x: float, y: float) -> dict[str, object]:
    look: dict[str, object] = {"fill": mark.fill, "ink": mark.ink, "edge": 1.4 if mark.told else 0, "label": mark.label}
    look |= {"look": "told"} if not mark.inferred else {"look": "inferred", "ink": INK}
    return _box(x, y) | look


def _more(number: int, x: float, y: float) -> dict[str, object]:
    return _box(x, y) | {"fill": "transparent", "ink": INK, "edge": 0, "label": f"+{number}", "look": "count"}


def _box(x: float, y: float) -> dict[str, object]:
    box: dict[str, object] = {"left": x - _CHIP / 2, "right": x + _CHIP / 2, "top": y, "bottom": y + _ROW - 4}
    return box | {"x": x, "y": y + _ROW / 2 - 1.5}
