"""Finds the states and groups a text names: longest match, whole words, dated, never in an outlet's name."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Protocol

from onrecord.states.crosswalk import NameEntry, entry_on, name_entries
from onrecord.states.groups import group_members
from onrecord.states.tables import table
from onrecord.terms import Span


@dataclass(frozen=True, slots=True)
class StateMention:
    """Words of a text that stand for states: `text[span.start:span.end] == text of the mention`.

    `codes` holds several where the words leave open which state is meant (Korea, Congo, Dominican) and for
    groups and places; a group whose members are not known (E10 without a day) has none. `form` is "name",
    "abbreviation", "demonym", "plural", "capital", "metonym", "place" (land, not a state: Korean peninsula)
    or "group".
    """

    span: Span
    codes: tuple[str, ...]
    form: str
    text: str


def _fold_table() -> dict[int, str]:
    """One character for one: lower case, no accents, plain quotes and spaces, so that offsets stay true."""
    chars = {
        "’": "'",
        "‘": "'",
        "´": "'",
        "–": "-",
        "ʼ": "'",
        "`": "'",
        "‑": "-",
        "‐": "-",
        "\n": " ",
        "\t": " ",
        "ø": "o",
        "Ø": "o",
    }
    chars |= {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "ı": "i", "İ": "i", "ł": "l", "Ł": "l"}
    for number in (*range(0x41, 0x5B), *range(0xC0, 0x250)):
        base = unicodedata.normalize("NFD", chr(number))[0].lower()
        if len(base) == 1 and chr(number) not in chars:
            chars[chr(number)] = base
    return {ord(old): new for old, new in chars.items() if old != new}


_FOLD = _fold_table()
# Every alternative begins at a word's edge and counts its letters: a run of a million is looked at once, not from each.
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|(?<![^\s@])[^\s@]{1,200}@[^\s@.]{1,200}\.\S+"
    r"|(?<![\w.-])[\w-]{1,100}(?:\.[\w-]{1,100}){0,8}\.(?:com|org|net|int|gov|info)\b\S*"
)
_WRAP = re.compile(r"(?<=\S)(?:[ \t\u00a0]+\r?\n[ \t]*|\r\n[ \t]*|\n[ \t]+|[ \t\u00a0]{2,})(?=\S)")
_TAIL = re.compile(r"-([a-z]+)")
_IN_A_LIST = re.compile(r"\s*(?:,|;|/|&|\band\b|\bthe\b|\bor\b|\s)+\s*")
_NEXT_WORD = re.compile(r" ([A-Z][\w'’]*[a-zà-ÿ])")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.? $")
_LINE = 300  # characters to either side in which a line is sought
_GAP = 100  # characters between two states of one list
_THE_HALF = re.compile(r"\b[Tt]he (North|South)(?=['’\s.,;:)\"”]|$)(?! [A-Z])")


class _Automaton(Protocol):
    def iter(self, string: str) -> Iterator[tuple[int, tuple[int, tuple[NameEntry, ...]]]]: ...


def fold_text(text: str) -> str:
    """`text` for comparison, character for character."""
    return text.translate(_FOLD)


@cache
def _automaton() -> _Automaton:
    import ahocorasick

    by_spelling: dict[str, list[NameEntry]] = {}
    for rows in name_entries().values():
        for row in rows:
            if row.match != "lookup":
                spelling = fold_text(row.text).removeprefix("the ")
                by_spelling.setdefault(spelling, []).append(row)
    for group in table("group_names.csv"):
        row = NameEntry(group["text"], (group["group"],), "group", group["match"], None, None)
        by_spelling.setdefault(fold_text(row.text), []).append(row)
    found = ahocorasick.Automaton()
    for spelling, entries in by_spelling.items():
        found.add_word(spelling, (len(spelling), tuple(entries)))
    found.make_automaton()
    automaton: _Automaton = found
    return automaton


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("words.csv") if row["kind"] == kind)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit touches the words on either side."""
    if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
        return False
    return end == len(text) or text[end - 1] in "$+" or not (text[end].isalnum() or text[end] == "_")


def _written_as(entry: NameEntry, text: str, start: int, end: int) -> bool:
    """Whether the words are written strictly enough for this entry, and not as part of something else."""
    words = text[start:end]
    match entry.match:
        case "any":
            return True
        case "exact":
            return words == entry.text
        case "caps":
            return words == entry.text and _line_has_small_letters(text, start, end)
        case "prep":
            before = _LAST_WORD.search(text, max(0, start - 20), start)
            return words == entry.text and before is not None and before[1].lower() in _words("prep")
        case "person":
            return words[0].isupper() and not _names_a_person(text, start, end)
        case _:
            return words[0].isupper()


def _line_has_small_letters(text: str, start: int, end: int) -> bool:
    first = text.rfind("\n", max(0, start - _LINE), start) + 1 or max(0, start - _LINE)
    last = text.find("\n", end, end + _LINE)
    return any(c.islower() for c in text[first : last if last >= 0 else end + _LINE])


def _names_a_person(text: str, start: int, end: int) -> bool:
    """Whether a given name leads up to the word, or an unexpected capitalised word follows it."""
    before = _LAST_WORD.search(text, max(0, start - 30), start)
    if before is not None and before[1] in _words("given"):
        return True
    after = _NEXT_WORD.match(text, end)
    return after is not None and after[1].split("'")[0].split("’")[0] not in _words("follower")


def _squeezed(text: str) -> tuple[str, list[int]]:
    """`text` with a wrapped line's end as one space, and each character's place; no places when nothing changed."""
    if _WRAP.search(text) is None:
        return text, []
    kept: list[str] = []
    places: list[int] = []
    taken = 0
    for found in (*_WRAP.finditer(text), None):
        stop = found.start() if found else len(text)
        kept.append(text[taken:stop])
        places.extend(range(taken, stop))
        if found:
            kept.append(" ")
            places.append(stop)
            taken = found.end()
    return "".join(kept), places


def _hits(text: str) -> list[tuple[int, int, tuple[NameEntry, ...]]]:
    """Every wording as a whole word, in text order, longer ones first at the same place."""
    if not text:
        return []
    hits = []
    squeezed, places = _squeezed(text)
    for last, (length, entries) in _automaton().iter(fold_text(squeezed)):
        start, end = last - length + 1, last + 1
        if places:
            start, end = places[start], places[last] + 1
        if _whole(text, start, end):
            hits.append((start, end, entries))
    hits.sort(key=lambda hit: (hit[0], -hit[1]))
    return hits


def _reading(entries: tuple[NameEntry, ...], text: str, start: int, end: int, on: date | None) -> NameEntry | None:
    fitting = tuple(entry for entry in entries if _written_as(entry, text, start, end))
    return entry_on(fitting, on) if fitting else None


def _named(text: str, on: date | None) -> Iterator[StateMention]:
    addresses = [found.span() for found in _ADDRESS.finditer(text)]
    upcoming = 0
    taken = 0
    for start, end, entries in _hits(text):
        while upcoming < len(addresses) and addresses[upcoming][1] <= start:
            upcoming += 1
        if start < taken or (upcoming < len(addresses) and addresses[upcoming][0] <= start):
            continue
        entry = _reading(entries, text, start, end, on)
        if entry is None or (entry.form == "capital" and _merely_a_place(text, end)):
            continue
        taken = end
        if entry.form != "skip":
            yield StateMention(Span(start, end), _codes(entry, on), entry.form, text[start:end])


def _merely_a_place(text: str, end: int) -> bool:
    """Whether a capital only says where somebody is from, as in Paris-based."""
    tail = _TAIL.match(text, end)
    return tail is not None and tail[1] in _words("tail")


def _in_a_list(text: str, start: int, end: int) -> bool:
    return end - start <= _GAP and _IN_A_LIST.fullmatch(text, start, end) is not None


def _settled(text: str, mentions: Sequence[StateMention]) -> Iterator[StateMention]:
    """Mentions, with readings struck out that the same list spells out elsewhere.

    A list that names the Democratic Republic of the Congo and then Congo means the other Congo.
    """
    start = 0
    for stop in range(1, len(mentions) + 1):
        if stop < len(mentions) and _in_a_list(text, mentions[stop - 1].span.end, mentions[stop].span.start):
            continue
        listed = mentions[start:stop]
        named = {m.codes[0] for m in listed if len(m.codes) == 1 and m.form == "name"}
        for mention in listed:
            left = tuple(code for code in mention.codes if code not in named)
            unclear = mention.form == "name" and len(mention.codes) > 1 and len(left) == 1
            yield replace(mention, codes=left) if unclear else mention
        start = stop


def _codes(entry: NameEntry, on: date | None) -> tuple[str, ...]:
    if entry.form != "group":
        return entry.codes
    return tuple(sorted(group_members(entry.codes[0], on) or ()))


def _halves(text: str, named: tuple[StateMention, ...]) -> Iterator[StateMention]:
    """The words North and South after "the", once a text has spoken of one of the Koreas."""
    first = next((m.span.end for m in named if m.codes in (("PRK",), ("KOR",), ("PRK", "KOR"))), None)
    if first is None:
        return
    starts = [m.span.start for m in named]
    for found in _THE_HALF.finditer(text, first):
        span = Span(found.start(1), found.end(1))
        before = bisect_left(starts, span.end)
        if not before or not span.overlaps(named[before - 1].span):
            yield StateMention(span, ("PRK",) if found[1] == "North" else ("KOR",), "name", found[1])


def find_states(text: str, on: date | None = None) -> tuple[StateMention, ...]:
    """States and groups the text names, in text order, without overlaps.

    `on` is the day the text speaks of: "Moscow" is SUN before 24 December 1991 and RUS without a day. "China"
    is always CHN; who held China's seat is `members_on`'s to say. Geneva, New York, Vienna, The Hague and
    Brussels are places of institutions and name no state here.
    """
    named = tuple(_settled(text, tuple(_named(text, on))))
    halves = tuple(_halves(text, named))
    return tuple(sorted((*named, *halves), key=lambda mention: mention.span)) if halves else named
