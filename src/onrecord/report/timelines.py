"""The figure of a dossier: words, votes, deeds and what others did, on one axis of days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from onrecord.report.figures import Figure, Panel
from onrecord.report.palette import POSITION_ORDER, POSITIONS
from onrecord.report.provenance import long_date
from onrecord.report.svg import INK, as_svg, inline
from onrecord.report.text import counted, in_text, plain

if TYPE_CHECKING:
    from onrecord.dossier import Act, Dossier, VoteCast, Word

_WIDTH, _CHIP, _ROW, _EDGE = 700, 36, 22, 40
_A_ROW, _APART = 4, 4 * 39 + 16  # undated chips in a row, and the columns they take
_OWN = ("#f3f1ea", "#26241f")
_OTHER = ("#cfd2d8", "#22252b")
_OTHERS_LANE = "What others said and did"


@dataclass(frozen=True, slots=True)
class _Mark:
    lane: str
    key: str
    day: date | None
    what: str
    fill: str
    ink: str
    label: str
    told: bool = True  # by a story


def timeline(dossier: "Dossier") -> Figure:
    """Words, votes, deeds and what others did on one axis of days; without panels where there are no entries."""
    marks = _marks(dossier)
    used = {v.position for v in dossier.votes}
    letters = ", ".join(f"{POSITIONS[p].letter} {POSITIONS[p].label}" for p in POSITION_ORDER if p in used)
    return Figure(
        "timeline",
        f"What did {in_text(dossier.name)} say, vote and do, and when?",
        "Each mark is one entry of the tables below, under its key."
        + (f" Votes carry the colour and letter of the position: {letters}. " if letters else " ")
        + "An outline marks what the stories tell; votes without one are added from the record.",
        "Words and deeds are those the stories report, not all there were. Where a story gives no day, words stand on "
        "the day of the vote they speak of, or the day the story appeared; those with neither stand apart.",
        f"{counted(len(dossier.stories), 'story', 'stories')}; votes from the record",
        (Panel("", _drawn(marks, dossier.name)),) if marks else (),
        ("lane", "key", "day", "what"),
        tuple({"lane": m.lane, "key": m.key, "day": _iso(m.day), "what": m.what} for m in marks),
    )


def _marks(dossier: "Dossier") -> list[_Mark]:
    marks = [_word(w, "Words", _OWN) for w in dossier.words]
    marks += [_vote(v) for v in dossier.votes]
    marks += [_act(a, "Deeds", _OWN) for a in dossier.deeds]
    marks += [_word(w, _OTHERS_LANE, _OTHER) for w in dossier.others_words]
    marks += [_act(a, _OTHERS_LANE, _OTHER) for a in dossier.others_deeds]
    return marks


def _word(word: "Word", lane: str, look: tuple[str, str]) -> _Mark:
    what = f"{word.statement.speaker}: {word.statement.quote_text}"
    return _Mark(lane, word.key, word.day, plain(what), *look, word.key)


def _act(act: "Act", lane: str, look: tuple[str, str]) -> _Mark:
    return _Mark(lane, act.key, act.day, plain(act.deed.quote), *look, act.key)


def _vote(vote: "VoteCast") -> _Mark:
    style = POSITIONS[vote.position]
    what, label = f"{style.label}, {vote.rollcall.id}", f"{vote.key} {style.letter}"
    return _Mark("Votes", vote.key, vote.rollcall.date, what, style.fill, style.ink, label, bool(vote.stories))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@dataclass(frozen=True, slots=True)
class _Axis:
    """The days drawn, and where each stands across the figure; entries without a day stand left of all."""

    first: date
    days: int
    left: float

    def at(self, offset: int) -> float:
        return self.left + (_WIDTH - _EDGE - self.left) * offset / self.days


def _axis(marks: Sequence[_Mark]) -> _Axis | None:
    days = [m.day for m in marks if m.day]
    if not days:
        return None
    apart = any(m.day is None for m in marks)
    return _Axis(min(days), max((max(days) - min(days)).days, 1), _EDGE + (_APART if apart else 0))


def _drawn(marks: Sequence[_Mark], name: str) -> str:
    import altair as alt

    axis = _axis(marks)
    chips, lanes, height = _placed(marks, axis)
    across, down = alt.Scale(domain=[0, _WIDTH], nice=False), alt.Scale(domain=[height, 0], nice=False)
    x, y = alt.X("x:Q", scale=across, axis=None), alt.Y("y:Q", scale=down, axis=None)
    left, top = alt.X("left:Q", scale=across, axis=None), alt.Y("top:Q", scale=down, axis=None)
    boxes, days = alt.Chart(inline(chips)), alt.Chart(inline(_days(axis, marks))).encode(x=x)
    names = alt.Chart(inline(lanes)).encode(x=alt.value(0), y=y, text="lane:N")
    chart = alt.layer(
        days.mark_rule(color=INK, opacity=0.13, aria=False).transform_filter("datum.rule"),
        days.mark_text(fontSize=11, color=INK, aria=False, dy=12).encode(y=alt.value(height), text="text:N"),
        names.mark_text(align="left", fontSize=12, fontWeight="bold", color=INK, aria=False),
        boxes.mark_rect(stroke=INK, aria=False).encode(
            x=left, x2="right:Q", y=top, y2="bottom:Q", color=alt.Color("fill:N", scale=None),
            strokeWidth=alt.StrokeWidth("edge:Q", scale=None)),
        boxes.mark_text(fontSize=11, aria=False).encode(
            x=x, y=y, text="label:N", color=alt.Color("ink:N", scale=None)),
    ).properties(width=_WIDTH, height=height)  # fmt: skip
    told = "; ".join(f"{m.lane} {m.key} {_iso(m.day) or 'no day'}" for m in marks)
    return as_svg(chart, f"Timeline of {name}", told)


Values = list[dict[str, object]]


def _placed(marks: Sequence[_Mark], axis: _Axis | None) -> tuple[Values, Values, int]:
    """Chips in rows under their lane's name, so that none covers another; the lanes; the height all of it takes."""
    chips: Values = []
    lanes: Values = []
    top = 0.0
    for lane in dict.fromkeys(m.lane for m in marks):
        lanes.append({"lane": lane, "y": top + 9})
        top += 22
        here = [m for m in marks if m.lane == lane]
        undated = [m for m in here if m.day is None]
        for i, mark in enumerate(undated):
            chips.append(_chip(mark, _CHIP / 2 + 1 + (i % _A_ROW) * (_CHIP + 3), top + i // _A_ROW * _ROW))
        ends: list[float] = []
        for mark in sorted((m for m in here if m.day), key=_day_of):
            x = axis.at((_day_of(mark) - axis.first).days) if axis else 0
            row = next((i for i, end in enumerate(ends) if end + 3 <= x - _CHIP / 2), len(ends))
            ends[row : row + 1] = [x + _CHIP / 2]
            chips.append(_chip(mark, x, top + row * _ROW))
        top += max(len(ends), -(-len(undated) // _A_ROW)) * _ROW + 10
    return chips, lanes, int(top)


def _day_of(mark: _Mark) -> date:
    return mark.day or date.min


def _days(axis: _Axis | None, marks: Sequence[_Mark]) -> Values:
    """What stands under the figure: days with a rule each, and the words that head the undated."""
    found: Values = []
    if axis:
        found = [{"x": axis.at(k), "text": text, "rule": True} for k, text in _ticks(axis.first, axis.days)]
    if any(m.day is None for m in marks):
        found.append({"x": _APART / 2 - 12, "text": "no day", "rule": False})
    return found


def _chip(mark: _Mark, x: float, y: float) -> dict[str, object]:
    box: dict[str, object] = {"left": x - _CHIP / 2, "right": x + _CHIP / 2, "top": y, "bottom": y + _ROW - 4}
    look: dict[str, object] = {"fill": mark.fill, "ink": mark.ink, "edge": 1.4 if mark.told else 0, "label": mark.label}
    return box | look | {"x": x, "y": y + _ROW / 2 - 1.5}


def _ticks(first: date, days: int) -> list[tuple[int, str]]:
    """At most seven days to name: firsts of January over more than three years, else days at even steps."""
    end = first.toordinal() + days
    if days > 365 * 3:
        years = range(first.year + 1, date.fromordinal(end).year + 1)
        step = -(-len(years) // 7)
        return [(date(year, 1, 1).toordinal() - first.toordinal(), str(year)) for year in years[::step]]
    step = max(1, -(-days // 5))
    shown = [(k, date.fromordinal(first.toordinal() + k)) for k in range(0, days + 1, step)]
    return [(k, f"{d.day} {long_date(d).split()[1][:3]} {d.year}") for k, d in shown]
