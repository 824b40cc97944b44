"""Hostile text made safe to print, and lines broken without losing count of the characters."""

import re
import unicodedata
from collections.abc import Sequence

from onrecord.terms import Document, Span

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_REPLACEMENT = "\ufffd"


def plain(text: str) -> str:
    """`text` with every control and direction-changing character replaced one for one, so that offsets hold.

    A story could otherwise move the cursor, recolour the terminal or reverse the line that quotes it.
    Line breaks and tabs become spaces.
    """
    return "".join(_plain_character(c) for c in text)


def _plain_character(character: str) -> str:
    if character in "\n\t\r\u2028\u2029\x0b\x0c":
        return " "
    if character in _BIDI or unicodedata.category(character) in ("Cc", "Cs"):
        return _REPLACEMENT
    return character


def cell_width(text: str) -> int:
    """Terminal columns `text` takes; wide East Asian characters take two."""
    from rich.cells import cell_len

    return cell_len(text)


def wrap_spans(text: str, width: int) -> tuple[Span, ...]:
    """Lines of at most `width` columns as spans of `text`, broken at spaces; a longer word is cut."""
    lines: list[Span] = []
    start = 0
    while start < len(text):
        while start < len(text) and text[start] == " ":
            start += 1
        end = _line_end(text, start, max(width, 8))
        if end > start:
            lines.append(Span(start, end))
        start = max(end, start + 1)
    return tuple(lines)


def _line_end(text: str, start: int, width: int) -> int:
    used, at, last_space = 0, start, -1
    while at < len(text):
        used += cell_width(text[at])
        if used > width:
            return last_space if last_space > start else max(at, start + 1)
        if text[at] == " ":
            last_space = at
        at += 1
    return len(text.rstrip())


def wrap(text: str, width: int, indent: str = "") -> str:
    """`text` on lines of at most `width` columns, each begun by `indent`."""
    safe = plain(text)
    return "\n".join(indent + span.of(safe) for span in wrap_spans(safe, width - len(indent)))


def cut(text: str, width: int) -> str:
    """`text` on one line of at most `width` columns, ended by "…" where it is longer."""
    safe = plain(text)
    lines = wrap_spans(safe, width)
    return lines[0].of(safe) if len(lines) == 1 else "".join(f"{s.of(safe)} …" for s in wrap_spans(safe, width - 2)[:1])


def sentence_around(document: Document, span: Span) -> Span:
    """The whole sentence or sentences that `span` lies in; `span` itself where the document holds no sentences."""
    touched = [s for s in document.sentences if s.overlaps(span)]
    for sentence in touched:
        span = span.join(sentence)
    return _trimmed(document.body, span)


def _trimmed(body: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and body[start].isspace():
        start += 1
    while end > start and body[end - 1].isspace():
        end -= 1
    return Span(start, end)


def merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The same characters covered by spans that neither overlap nor touch, in text order."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = out[-1].join(span)
        elif span.end > span.start:
            out.append(span)
    return tuple(out)


def listed(items: Sequence[str]) -> str:
    """Names as a reader expects them: "A", "A and B", "A, B and C"."""
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + " and " + items[-1]


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 claim", "3 claims"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


_WITH_ARTICLE = re.compile(
    r"(?:United|Soviet|Dominican Republic|Central African|Republic of|Democratic|German Democratic|Holy See|State of|"
    r"DR Congo|Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Marshall Islands|Solomon Islands)\b"
)


def in_text(name: str) -> str:
    """A state's short name as running text takes it: "the United States", "China"."""
    return f"the {name}" if _WITH_ARTICLE.match(name) else name
