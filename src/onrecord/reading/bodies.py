"""Which body a passage speaks of, where a vote is said to have been held, and ballots that are none of ours."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from onrecord.reading.lexicon import load_toml, phrases
from onrecord.terms import Body, Span


@dataclass(frozen=True, slots=True)
class BodyMention:
    """A body's name in a text. `locus` tells whether a vote is placed there, or the body is named in passing."""

    span: Span
    body: Body | None
    other: str = ""  # words naming a ballot outside the record
    committee: bool = False  # a committee of the Assembly: its votes are stages, kept nowhere in the record
    locus: bool = False
    subject: bool = False  # the body is the one acting


_PHRASES = phrases("bodies")
_UNITED_NATIONS = _PHRASES["united_nations"]


@dataclass(frozen=True, slots=True)
class _Entry:
    pattern: re.Pattern[str]
    body: str
    short: bool
    kind: str


_ATTRIBUTE_BEFORE = _PHRASES["attribute_before"]
_LOCUS_BEFORE = _PHRASES["locus_before"]
_ATTRIBUTE_AFTER = _PHRASES["attribute_after"]
_TEXT_AFTER = _PHRASES["text_after"]
_SUBJECT_AFTER = _PHRASES["subject_after"]


@cache
def _entries() -> tuple[_Entry, ...]:
    data = load_toml("en", "bodies")
    entries = []
    for kind in ("committee", "foreign", "body"):
        for row in data[kind]:
            flags = 0 if kind == "body" else re.IGNORECASE
            entries.append(_Entry(re.compile(row["pattern"], flags), row.get("body", ""), bool(row.get("short")), kind))
    return tuple(entries)


def find_bodies(text: str) -> tuple[BodyMention, ...]:
    """Bodies named in `text`, in order; short names ("the council") take the body last named in full."""
    taken: list[tuple[Span, _Entry]] = []
    for entry in sorted(_entries(), key=lambda e: e.short):
        for match in entry.pattern.finditer(text):
            span = Span(match.start(), match.end())
            first = bisect_right(taken, span.start, key=lambda item: item[0].end)
            last = bisect_left(taken, span.end, key=lambda item: item[0].start)
            if any(s.covers(span) or not span.covers(s) for s, _ in taken[first:last]):
                continue
            taken[first:last] = [(span, entry)]
    return tuple(_resolve(text, taken))


def _resolve(text: str, taken: list[tuple[Span, _Entry]]) -> list[BodyMention]:
    full = [e.body for _, e in taken if e.kind == "body" and not e.short]
    named = set(full)
    last_council = next((b for b in full if b in ("UNSC", "UNHRC")), "")
    if _UNITED_NATIONS.search(text):
        named.add("UNGA")  # "the Assembly" alone, in a story from the United Nations
        if not named & {"UNSC", "UNHRC"}:
            named.add("UNSC")
            last_council = "UNSC"
    found = []
    for span, entry in taken:
        if entry.kind == "foreign":
            found.append(BodyMention(span, None, span.of(text)))
            continue
        if entry.kind == "committee":
            found.append(BodyMention(span, Body.UNGA, span.of(text), committee=True, locus=True))
            continue
        name = entry.body
        if not entry.short and name in ("UNSC", "UNHRC"):
            last_council = name
        if entry.short:
            name = last_council if name == "COUNCIL" else name
            if name not in named:
                continue
        found.append(_placed(text, span, Body(name)))
    return found


def _placed(text: str, span: Span, body: Body) -> BodyMention:
    before, after = text[max(0, span.start - 40) : span.start], text[span.end : span.end + 90]
    if _ATTRIBUTE_AFTER.match(after):
        return BodyMention(span, body)
    if _TEXT_AFTER.match(after) or _LOCUS_BEFORE.search(before):
        return BodyMention(span, body, locus=True, subject=bool(_SUBJECT_AFTER.match(after)))
    if _ATTRIBUTE_BEFORE.search(before):
        return BodyMention(span, body)
    subject = bool(_SUBJECT_AFTER.match(after))
    return BodyMention(span, body, locus=subject, subject=subject)
