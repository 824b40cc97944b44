"""Masking: each mention of a sentence becomes one private-use character, so that wordings stay short."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.terms import Span

_BASES = {"S": 0xE000, "N": 0xE200, "B": 0xE400, "O": 0xE600, "D": 0xE800, "Y": 0xEA00, "P": 0xEC00}
_SIZE = 0x200
SIGNS = {kind: f"[{chr(base)}-{chr(base + _SIZE - 1)}]" for kind, base in _BASES.items()}
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_FOLD = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "\u00a0": " ",
        "–": "-",
        "—": "—",
        "\n": " ",
        "\t": " ",
        "\u202f": " ",
        "‑": "-",
    }
)


def fold(text: str) -> str:
    """`text` with quotation marks, dashes and spaces made plain and private characters removed, one for one."""
    return _PRIVATE.sub("?", text).translate(_FOLD)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention to be masked: its kind (a key of SIGNS), span in the document and the mention itself."""

    kind: str
    span: Span
    value: object


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence with its mentions masked; positions of the masked text map back to the document."""

    text: str
    starts: tuple[int, ...]  # document offset of each masked character
    ends: tuple[int, ...]
    marks: dict[str, Mark]
    span: Span

    def origin(self, start: int, end: int) -> Span:
        """The document span of masked positions start..end."""
        if end <= start:
            at = self.starts[start] if start < len(self.starts) else self.span.end
            return Span(at, at)
        return Span(self.starts[start], self.ends[end - 1])

    def mark_at(self, index: int) -> Mark | None:
        """The mention masked at `index`, if there is one."""
        return self.marks.get(self.text[index]) if 0 <= index < len(self.text) else None

    def of_kind(self, kind: str, start: int = 0, end: int | None = None) -> list[tuple[int, Mark]]:
        """Positions and marks of one kind within the masked range, in order."""
        last = len(self.text) if end is None else min(end, len(self.text))
        return [
            (i, mark)
            for i in range(max(0, start), last)
            if (mark := self.marks.get(self.text[i])) is not None and mark.kind == kind
        ]


def mask(body: str, span: Span, marks: Iterable[Mark]) -> Masked:
    """The sentence over `span` with `marks` masked; where marks overlap the earlier and longer one stands."""
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    table: dict[str, Mark] = {}
    counters = dict.fromkeys(_BASES, 0)
    at = span.start
    folded = fold(body[span.start : span.end])
    for mark in _standing(marks, span):
        if counters[mark.kind] >= _SIZE:
            continue
        for i in range(at, mark.span.start):
            text.append(folded[i - span.start])
            starts.append(i)
            ends.append(i + 1)
        sign = chr(_BASES[mark.kind] + counters[mark.kind])
        counters[mark.kind] += 1
        table[sign] = mark
        text.append(sign)
        starts.append(mark.span.start)
        ends.append(mark.span.end)
        at = mark.span.end
    for i in range(at, span.end):
        text.append(folded[i - span.start])
        starts.append(i)
        ends.append(i + 1)
    return Masked("".join(text), tuple(starts), tuple(ends), table, span)


def _standing(marks: Iterable[Mark], span: Span) -> Sequence[Mark]:
    inside = [m for m in marks if span.covers(m.span) and m.span.end > m.span.start]
    inside.sort(key=lambda m: (m.span.start, -m.span.end))
    standing: list[Mark] = []
    for mark in inside:
        if not standing or mark.span.start >= standing[-1].span.end:
            standing.append(mark)
    return standing
