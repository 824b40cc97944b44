"""Finds quotations: curly, straight, single, angled, over several paragraphs, or with marks set the wrong way."""

import re
from dataclasses import dataclass

from onrecord.terms import Document, Span

_DOUBLE = '“”„«»"‟'
_CLOSES = {"“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "'": "'"}
_MARK = re.compile("[“”„«»\"‘’']")
_TURNED = re.compile(r"\s*(?:\w+\s){1,4}?(?:said|says|added|told|wrote)\b|\s*(?:he|she|they)\s")
_LONGEST = 6000  # characters a quotation may run within one paragraph


@dataclass(frozen=True, slots=True)
class Quote:
    """One run of quoted words: `span` with its marks, `inner` without; `onward` if the next paragraph carries it on."""

    span: Span
    inner: Span
    onward: bool = False


def find_quotes(document: Document) -> tuple[Quote, ...]:
    """Every outermost quotation in text order; a quotation over paragraphs is one piece a paragraph."""
    found: list[Quote] = []
    paragraphs = document.paragraphs
    for i, paragraph in enumerate(paragraphs):
        following = document.body[paragraphs[i + 1].start] if i + 1 < len(paragraphs) else ""
        found.extend(_in_paragraph(document.body, paragraph, following))
    return tuple(found)


def _in_paragraph(body: str, paragraph: Span, following: str) -> list[Quote]:
    found: list[Quote] = []
    at = paragraph.start
    barren: dict[str, int] = {}  # by opening mark, up to where it is known that nothing closes it
    while (mark := _MARK.search(body, at, paragraph.end)) is not None:
        opening = mark.start()
        at = mark.end()
        if opening < barren.get(mark[0], 0) or not _opens(body, opening, paragraph):
            continue
        closing = _closing(body, opening, paragraph)
        if closing is None:
            again = body.find(mark[0], at, paragraph.end)
            barren[mark[0]] = min(paragraph.end, opening + _LONGEST) if mark[0] in "'‘«»\"" or again < 0 else again
        if closing is not None:
            found.append(Quote(Span(opening, closing + 1), Span(opening + 1, closing)))
            at = closing + 1
        elif body[opening] in '“"«' and (following == body[opening] or opening == paragraph.start):
            if paragraph.end - opening > 3:
                found.append(
                    Quote(Span(opening, paragraph.end), Span(opening + 1, paragraph.end), following == body[opening])
                )
            break
    return found


def _opens(body: str, at: int, paragraph: Span) -> bool:
    """Whether the mark at `at` can begin a quotation: words follow at once and none touches it from the left."""
    mark = body[at]
    after = body[at + 1 : at + 2]
    before = body[at - 1] if at > paragraph.start else " "
    if mark in "”’" or not after or after.isspace():
        return False
    if mark == "»":
        return before.isspace() and after.isalpha() and "«" not in body[paragraph.start : at]
    if mark in "'‘\"":
        return not before.isalnum() and before not in ".,!?" and (mark != "'" or after.isalpha())
    return True


def _closing(body: str, opening: int, paragraph: Span) -> int | None:
    """Where the quotation opened at `opening` closes, or None."""
    mark = body[opening]
    end = min(paragraph.end, opening + _LONGEST)
    if mark in "‘'":
        return _closing_single(body, opening, end)
    if mark == '"':
        close = body.find('"', opening + 1, end)
        return None if close < 0 else close
    wanted = _CLOSES[mark]
    for found in _MARK.finditer(body, opening + 1, end):
        if found[0] in wanted or (mark == "“" and found[0] == '"' and _ends_words(body, found.start())):
            return found.start()
        if found[0] == mark:
            # a second opening mark before a verb of saying was meant to close
            return found.start() if _TURNED.match(body, found.end(), min(end, found.end() + 80)) else None
    return None


def _closing_single(body: str, opening: int, end: int) -> int | None:
    """The end of a single-quoted run; an apostrophe inside a word or after a plural does not end it."""
    wanted = _CLOSES[body[opening]]
    plural: int | None = None
    at = opening + 1
    while (close := body.find(wanted, at, end)) >= 0:
        at = close + 1
        if body[at : at + 1].isalnum() or not _ends_words(body, close):
            continue
        if body[close - 1] == "s" and re.match(r"\s[a-z]", body[at : at + 2]) and plural is None:
            plural = close
            continue
        if plural is not None and re.search(r"\s[‘'\"“]", body[plural + 1 : close]):
            return plural
        return close
    return plural


def _ends_words(body: str, at: int) -> bool:
    return at > 0 and not body[at - 1].isspace()
