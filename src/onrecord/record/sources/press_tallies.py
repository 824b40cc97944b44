"""Sentences, and the tallies in them: "by a recorded vote of 141 in favour to 5 against (...), with 35 abstentions"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.terms import ItemKind, Outcome, Position, Tally

_WORDS = (
    "none no zero nil one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
)
_LONGEST_SENTENCE = 8_000  # characters; a bracket left open must not swallow the rest of the page
_VALUES = {word: max(0, place - 3) for place, word in enumerate(_WORDS)}
_N = rf"(?P<{{0}}>\d{{{{1,3}}}}|\b(?:{'|'.join(_WORDS)})\b)"
_NAMES = r"(?:\s*\((?P<{0}>[^()]*(?:\([^()]*\)[^()]*)*)\))?"
_TO = r"\s*[,;]?\s*(?:(?:to|and|with|versus)\s+)?"
_YES = _N.format("y") + r"\s*(?:votes?\s*|members\s*)?(?:in\s+favou?r|for)\b" + _NAMES.format("yn")
_NO = _N.format("n") + r"\s*(?:votes?\s*)?(?:against|opposed)\b" + _NAMES.format("nn")
_ABSTAIN = (
    r"\s*[,;]?\s*(?:(?:and|with|to)\s+)*" + _N.format("a") + r"\s*(?:abstentions?|abstaining)\b" + _NAMES.format("an")
)
_TALLIES = (
    re.compile(rf"{_YES}{_TO}{_NO}(?:{_ABSTAIN})?", re.IGNORECASE),
    re.compile(rf"{_YES}{_ABSTAIN}", re.IGNORECASE),
    re.compile(
        rf"{_N.format('y')}\s+votes?\s+to\s+{_N.format('n')}(?:\s+against)?{_NAMES.format('nn')}(?:{_ABSTAIN})?",
        re.IGNORECASE,
    ),
    re.compile(r"\bvote of (?P<y>\d{1,3})\s*[-–/]\s*(?P<n>\d{1,3})\s*[-–/]\s*(?P<a>\d{1,3})\b", re.IGNORECASE),
)
_SIDES = {"yn": Position.YES, "nn": Position.NO, "an": Position.ABSTAIN}
_NOT_NAMES = re.compile(r"\s*(?:see|for|annex|details|document|draft|resolution|recorded|as follows)\b", re.IGNORECASE)
_END = re.compile(r"[.!?][”\"’)\]]*\s+(?=[A-Z“\"\[(])")
_ANNEX_NOTE = re.compile(r"\([^()]{0,60}\bannex[^()]{0,40}\)\.?\s*", re.IGNORECASE)
_ABBREVIATED = re.compile(r"(?:\b(?:Mr|Ms|Mrs|Dr|No|St|Res|art|para|paras|[A-Z])\.)$")


@dataclass(slots=True)
class Mention:
    """One telling of one vote. `place` is where in the release; `names` the members given in brackets by side."""

    place: tuple[int, int]  # paragraph, and character in it
    line: int
    tally: Tally | None
    abstain_given: bool = True
    names: dict[Position, str] = field(default_factory=dict)
    kind: ItemKind | None = None  # None: a whole text
    what: str = ""  # "operative paragraph 9"
    draft: str = ""
    part_of: str = ""
    symbol: str = ""
    decision: bool = False
    title: str = ""
    annex: str = ""
    sentence: str = ""
    outcome: Outcome | None = None
    failed: bool = False  # the text says it was not adopted, whether or not it says why


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """A paragraph's sentences with where each begins; none ends inside brackets or after a title or an initial."""
    start = depth = counted = 0
    for end in _END.finditer(text):
        depth = max(0, depth + text.count("(", counted, end.end()) - text.count(")", counted, end.end()))
        counted = end.end()
        if end.end() <= start:
            continue  # within the note that points to the annex
        inside = depth > 0 and end.end() - start < _LONGEST_SENTENCE
        if inside or _ABBREVIATED.search(text[max(start, end.start() - 8) : end.start() + 1]):
            continue
        note = _ANNEX_NOTE.match(text, end.end())
        stop = note.end() if note else end.end()
        yield start, text[start:stop].rstrip()
        start, depth = stop, 0
    if text[start:].strip():
        yield start, text[start:]


def tallies(sentence: str) -> Iterator[re.Match[str]]:
    """Tallies in the sentence, left to right, none within another."""
    found = sorted((m for tally in _TALLIES for m in tally.finditer(sentence)), key=lambda m: (m.start(), -m.end()))
    end = 0
    for match in found:
        if match.start() >= end:
            yield match
            end = match.end()


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _VALUES[text.lower()]


def counted(match: re.Match[str], place: tuple[int, int], line: int) -> Mention:
    """The mention a tally is. Figures not given are nought; `abstain_given` says whether abstentions were."""
    groups = match.groupdict()
    given = groups.get("a") is not None
    tally = Tally(_number(groups["y"]), _number(groups.get("n") or "0"), _number(groups["a"]) if given else 0)
    names = {side: groups[key] for key, side in _SIDES.items() if groups.get(key)}
    names = {side: listed for side, listed in names.items() if not _NOT_NAMES.match(listed)}
    return Mention(place, line, tally, given, names)
