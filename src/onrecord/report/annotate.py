"""A story's text cut at every mark, so that a page can show claims in place without ever trusting the text."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from onrecord.report.marks import wrong_spans
from onrecord.report.palette import VERDICTS, VerdictStyle
from onrecord.report.text import plain
from onrecord.terms import CheckedClaim, CheckedStory, Span

_PARAGRAPH = re.compile(r"[^\r\n]+")
T = TypeVar("T")
_SOFT_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c"), None)  # direction hints that change no one's line


@dataclass(frozen=True, slots=True)
class Note:
    """One claim as a numbered note beside the text; `anchor` is its place in the page, `target` that of its words."""

    number: int
    anchor: str
    target: str
    checked: CheckedClaim
    style: VerdictStyle


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with one look: the gravest verdict over it, whether it carries the error, what starts and ends."""

    text: str
    verdict: str
    wrong: bool
    anchors: tuple[str, ...]
    ends: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the story with the notes that begin in it."""

    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


def shown(text: str) -> str:
    """`text` for a page: controls and direction overrides made visible, harmless direction marks left out."""
    return plain(text.translate(_SOFT_MARKS))


def annotate(checked: CheckedStory, prefix: str = "") -> tuple[Paragraph, ...]:
    """The story's paragraphs with claims marked in place; every anchor begins with `prefix`.

    The pieces of all paragraphs, joined, are the story's text without its line breaks.
    """
    body = checked.reading.document.body
    notes = _Sweep([(note.checked.claim.span, note) for note in notes_of(checked, prefix)])
    wrong = _Sweep([(span, span) for c in checked.claims for span in wrong_spans(c)])
    places = _places(checked, prefix)
    starts = sorted(places)
    told: list[Paragraph] = []
    for found in _PARAGRAPH.finditer(body):
        if found.group().strip():
            where = Span(*found.span())
            anchors = starts[bisect_left(starts, where.start) : bisect_left(starts, where.end)]
            told.append(_paragraph(body, where, notes.over(where), wrong.over(where), {a: places[a] for a in anchors}))
    return tuple(told)


class _Sweep(Generic[T]):
    """Things over a text, asked for from its beginning to its end, so that each is met once and not for each answer."""

    def __init__(self, placed: Iterable[tuple[Span, T]]) -> None:
        self._waiting = sorted(placed, key=lambda p: p[0], reverse=True)
        self._open: list[tuple[Span, T]] = []

    def over(self, where: Span) -> list[T]:
        """What shares a character with `where`, in text order; `where` never begins before that of the last call."""
        while self._waiting and self._waiting[-1][0].start < where.end:
            self._open.append(self._waiting.pop())
        self._open = [p for p in self._open if p[0].end > where.start]
        return [thing for span, thing in self._open if span.start < where.end]


def notes_of(checked: CheckedStory, prefix: str = "") -> tuple[Note, ...]:
    """The story's claims as notes numbered in text order."""
    ordered = sorted(checked.claims, key=lambda c: (c.claim.span, c.claim.id))
    return tuple(
        Note(i, f"{prefix}n-{c.claim.id}", f"{prefix}{c.claim.id}", c, VERDICTS[c.finding.verdict])
        for i, c in enumerate(ordered, 1)
    )


def _places(checked: CheckedStory, prefix: str) -> Mapping[int, list[str]]:
    """Anchors of statements and deeds by the character they begin at, moved on where that is a line break."""
    body = checked.reading.document.body
    places: dict[int, list[str]] = {}
    read = checked.reading
    items = [(s.id, s.span.start) for s in read.statements] + [(d.id, d.span.start) for d in read.deeds]
    for identifier, start in items:
        while start < len(body) - 1 and body[start].isspace():
            start += 1
        places.setdefault(start, []).append(f"{prefix}{identifier}")
    return places


def _paragraph(
    body: str, where: Span, here: Sequence[Note], wrong: Sequence[Span], places: Mapping[int, list[str]]
) -> Paragraph:
    edges = {where.start, where.end, *places}
    for span in [n.checked.claim.span for n in here] + list(wrong):
        edges |= {max(span.start, where.start), min(span.end, where.end)}
    notes, faults = _Sweep([(n.checked.claim.span, n) for n in here]), _Sweep([(w, w) for w in wrong])
    spans = (Span(*ends) for ends in pairwise(sorted(edges)))
    pieces = [_piece(body, s, notes.over(s), faults.over(s), places.get(s.start, [])) for s in spans]
    begun = tuple(n for n in here if where.start <= n.checked.claim.span.start < where.end)
    return Paragraph(tuple(pieces), begun)


def _piece(body: str, span: Span, notes: Sequence[Note], wrong: Sequence[Span], anchors: Sequence[str]) -> Piece:
    over = sorted(notes, key=lambda n: n.style.rank)
    begun = [n.target for n in over if n.checked.claim.span.start == span.start]
    return Piece(
        text=shown(span.of(body)),
        verdict=over[0].checked.finding.verdict.value if over else "",
        wrong=any(w.covers(span) for w in wrong),
        anchors=(*anchors, *begun),
        ends=tuple(n for n in sorted(over, key=lambda n: n.number) if n.checked.claim.span.end == span.end),
    )
