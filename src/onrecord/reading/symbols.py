"""Document symbols as stories write them: A/RES/ES-11/1, S/2022/155, "resolution 2758", "181 (II)"."""

import re
from dataclasses import dataclass

from onrecord.reading.places import Covered
from onrecord.terms import Span

_FULL = re.compile(
    r"(?<![\w/])(?:A/RES/[\w()\[\]/-]*\w[)\]]?|A/ES-\d+/L\.\d+(?:/Rev\.\d+)?|A/\d+/L\.\d+(?:/Rev\.\d+|/Add\.\d+)*"
    r"|A/HRC/(?:RES/|DEC/|S-)?[\w/.-]*\w|A/C\.\d/[\w/.]*\w|S/RES/\d+(?:\s?\(\d{4}\))?|S/\d{4}/\d+(?:/Rev\.\d+)?|S/\d{3,5}(?:/Rev\.\d+)?"
    r"|S/PV\.\d+|GOV/\d{4}/\d+)",
    re.IGNORECASE,
)
_SESSION = re.compile(r"(?<![\w/.-])(?:ES-\d{1,2}/\d{1,2}|(?:[4-9]\d)/(?:\d{1,3}))(?![\w/%-]|[.,]\d)")
_NUMBERED = re.compile(
    r"\b(?:resolution|resolutions|res\.?)\s+(?:no\.?\s*)?"
    r"(?P<number>ES-\d+/\d+|\d{2}/\d{1,3}(?:\s?[A-Z])?\b|\d{1,4}(?:\s?[A-Z])?\s?\([IVXLES-]+\)"
    r"|\d{2,4}(?:\s?\((?:19|20)\d\d\))?)"
    r"(?![\w%/]|[-–]\d| (?:votes?|to|in favou?r|for|against)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SymbolMention:
    """A symbol in a text; `number` is how a record is asked for it."""

    span: Span
    number: str


def find_symbols(text: str) -> tuple[SymbolMention, ...]:
    """Symbols in order of the text; a year after "resolution" ("the resolution 2022 brought") is not one."""
    found = [SymbolMention(Span(m.start(), m.end()), m.group()) for m in _FULL.finditer(text)]
    full = Covered(s.span for s in found)
    for match in _NUMBERED.finditer(text):
        span = Span(match.start("number"), match.end("number"))
        year_like = re.fullmatch(r"(?:19|20)\d\d", match["number"]) and int(match["number"]) > _LAST_COUNCIL_NUMBER
        if not year_like and not full.overlaps(span):
            found.append(SymbolMention(span, match["number"]))
    full = Covered(s.span for s in found)
    for match in _SESSION.finditer(text):
        span = Span(match.start(), match.end())
        if not full.overlaps(span):
            found.append(SymbolMention(span, match.group()))
    return tuple(sorted(found, key=lambda s: s.span))


_LAST_COUNCIL_NUMBER = 3000
