"""Cuts a text into paragraphs and sentences as spans, knowing the abbreviations and quotation marks of news copy."""

import re
from functools import cache
from importlib.resources import files
from itertools import pairwise
from tomllib import loads

from onrecord.terms import Span

_BLANK = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)\s*")
_NEWLINE = re.compile(r"\r\n|\r|\n|\u2028|\u2029")
_STOP = re.compile(r"(?<![.!?…。！？])[.!?…。！？]+[\"'”’»)\]“‘]{0,3}(?=\s)")
_NEXT = re.compile(r"\s+([\"'“”‘’«(\[#@*–—-]*)(\S+)")
_WORD_BEFORE = re.compile(r"[^\s(\[\"'“”‘’«/–—]{1,24}\Z")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]\Z")
_SAYING = re.compile(
    r"(?:[A-Z][\w.'’-]*\s+){1,7}(?:had\s+|has\s+)?(?:said|says|asked|added|told|wrote|tweeted|replied|answered|warned|wondered|exclaimed)\b"
)


@cache
def _groups(language: str) -> dict[str, frozenset[str]]:
    """The abbreviation groups of a language; English where it has none of its own."""
    home = files("onrecord") / "data" / "lexicon"
    chosen = home / language / "abbreviations.toml"
    if not chosen.is_file():
        chosen = home / "en" / "abbreviations.toml"
    return {name: frozenset(words) for name, words in loads(chosen.read_text("utf-8")).items()}


def split_paragraphs(text: str) -> tuple[Span, ...]:
    """Paragraphs in order, trimmed: cut at blank lines and at line ends that are not mere wrapping."""
    found: list[Span] = []
    start = 0
    for gap in _BLANK.finditer(text):
        _add_lines(text, start, gap.start(), found)
        start = gap.end()
    _add_lines(text, start, len(text), found)
    return tuple(found)


def _add_lines(text: str, start: int, end: int, found: list[Span]) -> None:
    """Adds the paragraphs of one block without blank lines."""
    lines: list[tuple[int, int]] = []
    at = start
    for mark in _NEWLINE.finditer(text, start, end):
        lines.append((at, mark.start()))
        at = mark.end()
    lines.append((at, end))
    longest = max(b - a for a, b in lines)
    wrapped = len(lines) >= 3 and 50 <= longest <= 100 and all(b - a >= 0.6 * longest for a, b in lines[:-1])
    begin = lines[0][0]
    for (a, b), (c, d) in pairwise(lines):
        if not _joins(text[a:b].rstrip(), text[c:d].lstrip()[:1], wrapped=wrapped):
            _add_trimmed(text, begin, b, found)
            begin = c
    _add_trimmed(text, begin, end, found)


def _joins(line: str, following: str, *, wrapped: bool) -> bool:
    """Whether a line end is only wrapping: the line is long and what follows goes on in mid-sentence."""
    if len(line) < 40 or not following or following in "-*•":
        return False
    return wrapped or (following.islower() and line[-1:] not in '.!?:;”"»')


def _add_trimmed(text: str, start: int, end: int, found: list[Span]) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if left < right:
        found.append(Span(start + left, start + right))


def split_sentences(text: str, paragraphs: tuple[Span, ...], language: str = "en") -> tuple[Span, ...]:
    """Sentences in order, each inside one of `paragraphs`, trimmed and not overlapping."""
    found: list[Span] = []
    groups = _groups(language)
    for paragraph in paragraphs:
        begin = paragraph.start
        for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
            if _ends_sentence(text, begin, stop, paragraph.end, groups):
                _add_trimmed(text, begin, stop.end(), found)
                begin = stop.end()
        _add_trimmed(text, begin, paragraph.end, found)
    return tuple(found)


def _ends_sentence(text: str, begin: int, stop: re.Match[str], end: int, groups: dict[str, frozenset[str]]) -> bool:
    """Whether the stop closes the sentence that began at `begin`."""
    following = _NEXT.match(text, stop.end(), min(end, stop.end() + 60))
    if following is None:
        return False
    lead, word = following[1], following[2]
    closers = stop[0].lstrip(".!?…。！？")
    if not lead and word[0].islower():
        return False
    if closers and stop[0][0] in "!?" and _SAYING.match(text, following.start(2), min(end, following.start(2) + 120)):
        return False
    if stop[0][0] != "." or closers or len(stop[0]) > 1:
        return not (lead and word[0].islower() and not closers)
    before = _WORD_BEFORE.search(text, max(begin, stop.start() - 24), stop.start())
    return before is None or _breaks_after(before[0], before.start() == begin, lead, word, groups)


def _breaks_after(token: str, first: bool, lead: str, word: str, groups: dict[str, frozenset[str]]) -> bool:
    """Whether a single full stop after `token` ends a sentence, given the next word."""
    if token in groups["titles"] or token in groups["joiners"]:
        return False
    if token in groups["before_figures"] and (word[0].isdigit() or not word[0].isalpha()):
        return False
    if first and (token.isdigit() or len(token) == 1):
        return False
    bare = word.rstrip(".,;:!?’'\"”").split("’")[0].split("'")[0]
    if token in groups["may_end"] or (_INITIALS.fullmatch(token) and token not in {"I", "a"}):
        return bool(lead and lead[0] in '"“‘«(') or bare in groups["openers"]
    return True
