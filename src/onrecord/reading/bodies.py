"""Which body a passage speaks of, where a vote is said to have been held, and ballots that are none of ours."""

import re
from dataclasses import dataclass
from functools import cache

from onrecord.reading.lexicon import load_toml
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

_UNITED_NATIONS = re.compile(r"\b(?:United Nations|U\.N\.|UN)\b")


@dataclass(frozen=True, slots=True)
class _Entry:
    pattern: re.Pattern[str]
    body: str
    short: bool
    kind: str


_ATTRIBUTE_BEFORE = re.compile(
    r"(?:\bfrom|\bunlike(?: those of)?|\bto|\btold|\bambassador(?:s)? (?:to|at)|\bmembers? of|\bseats? (?:on|in)|\bthose of"
    r"|\bjoin(?:ed)?|\bpresident of|\bpresidency of|\bone of|\breform of|\baddress(?:ed|ing)?|\bwarned|\burged|\basked"
    r"|\brefer(?:red)?(?: \w+){0,3} to|\bon|\bduring|\bnot a member of|\bwhereas)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_LOCUS_BEFORE = re.compile(r"\b(?:in|at|by|inside|within|before)\s+(?:the\s+)?$", re.IGNORECASE)
_ATTRIBUTE_AFTER = re.compile(
    r"(?:'s|’s)?\s+(?:(?:five|four|three|two|ten|15|fifteen|other|non-permanent|elected|current)\s+)?"
    r"(?:permanent|veto-wielding|veto-holding|veto-bearing|presidency|president|reform|seats?|chamber|membership|table|"
    r"ambassadors?|diplomats?|headquarters|rules|hall|inspectors?|inspection|chief|director|(?<!\d )members?\b(?! (?:voted|backed|opposed|abstained|supported|all|in favou?r)))\b",
    re.IGNORECASE,
)
_TEXT_AFTER = re.compile(
    r"(?:'s|’s)?\s+(?:[\w-]+\s+){0,3}?(?:resolutions?|drafts?|texts?|votes?|vetoe?s?|motion|decision|session|members? (?:voted|backed"
    r"|opposed|abstained|supported|all|in favou?r)|debate|roll call|statement|measure)\b",
    re.IGNORECASE,
)
_SUBJECT_AFTER = re.compile(
    r"(?:\s+\([^)]{1,12}\))?,?\s+(?:(?:on|late|early|today|yesterday|again|also|has|have|had|then|narrowly|overwhelmingly|"
    r"unanimously|formally|by|at|in|this|last|\w+day|[A-Z]\w+ \d+)[\s,()0-9]+){0,6}"
    r"(?:adopt|approv|pass|reject|vot|back|endors|fail|fell|suspend|condemn|refus|declin|told|call|demand|decid|end|agree|"
    r"convene|carried|condemn|elect|throw|threw|lift|renew|extend|set up|deplor|urg|ask|rebuk|censur|denounc|support|block|"
    r"did|was unable|could not|split|came|upgrad|restor|expel|recogni|declar|create|establish|impos|authori|send|sent|took|take|tak|turn|consider|debat|follow|met|meet|gather|"
    r"withdr|insist|reaffirm|express)",
    re.IGNORECASE,
)


@cache
def _entries() -> tuple[_Entry, ...]:
    data = load_toml("en", "bodies")
    entries = []
    for kind in ("committee", "foreign", "body"):
        for row in data[kind]:
            flags = 0 if kind == "body" else re.IGNORECASE
            entries.append(
                _Entry(re.compile(row["pattern"], flags), row.get("body", ""), bool(row.get("short")), kind)
            )
    return tuple(entries)


def find_bodies(text: str) -> tuple[BodyMention, ...]:
    """Bodies named in `text`, in order; short names ("the council") take the body last named in full."""
    taken: list[tuple[Span, _Entry]] = []
    for entry in sorted(_entries(), key=lambda e: e.short):
        for match in entry.pattern.finditer(text):
            span = Span(match.start(), match.end())
            clash = [(s, e) for s, e in taken if s.overlaps(span)]
            if any(s.covers(span) or not span.covers(s) for s, _ in clash):
                continue
            taken = [(s, e) for s, e in taken if not s.overlaps(span)]
            taken.append((span, entry))
    taken.sort(key=lambda item: item[0])
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
