"""Numbers as news copy writes them: digits, words, hedges, ordinals and zeros, each with its span and bound."""

import re
from dataclasses import dataclass

from onrecord.terms import Bound, Span

_UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
} | {word[:-1] + "ieth": value for word, value in _TENS.items()}
_TIMES = {"once": 1, "twice": 2, "thrice": 3}

_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_TEN = "|".join(_TENS)
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_CARDINAL = (
    rf"(?:(?:an?|one|two)\s+hundred(?:\s+and)?(?:\s+(?:{_TEN})(?:[-\s](?:{_UNIT}))?|\s+(?:{_UNIT}))?"
    rf"|(?:a|two|three|four|five)\s+dozen|(?:{_TEN})(?:[-\s](?:{_UNIT}))?|{_UNIT}|(?<=to )(?:none|nil|nothing))"
)
_HEDGES: tuple[tuple[str, Bound], ...] = (
    (r"no fewer than|not fewer than|no less than|at least|as many as", Bound.AT_LEAST),
    (r"more than|over|upwards of|in excess of|well over|above", Bound.MORE_THAN),
    (r"fewer than|less than|under|not quite", Bound.LESS_THAN),
    (r"at most|no more than|not more than|up to", Bound.AT_MOST),
    (r"some|about|around|roughly|approximately|almost|nearly|close to|an estimated|or so", Bound.ABOUT),
)
_HEDGE = re.compile(r"\b(?:" + "|".join(f"({words})" for words, _ in _HEDGES) + r")\s+$", re.IGNORECASE)
_NUMBER = re.compile(
    rf"(?<![\w.,/$€£#])(?P<digits>\d{{1,3}}(?:,\d{{3}})*|\d{{1,4}})(?P<suffix>st|nd|rd|th)?(?![\w%]|[.,]\d)"
    rf"|\b(?P<ordinal>(?:(?:{_TEN})-)?(?:{_ORDINAL}))\b"
    rf"|\b(?P<words>{_CARDINAL})\b(?![- ](?:thirds?|quarters?|fifths?))"
    r"(?!-(?:fold|year|day|week|month|point|page|seat|star))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a text; `hedge` is the hedging words before it, empty when none."""

    span: Span
    value: int
    bound: Bound = Bound.EXACT
    ordinal: bool = False
    hedge: str = ""


def parse_cardinal(words: str) -> int | None:
    """The value of a number written out in English ("ninety-three", "a hundred and four"); None if it is not one."""
    total = 0
    for word in re.split(r"[-\s]+", words.lower()):
        if word in ("and", "", "none", "nil", "nothing"):
            continue
        if word == "hundred":
            total = max(total, 1) * 100
        elif word == "dozen":
            total = max(total, 1) * 12
        elif word == "a" or word == "an":
            total = max(total, 1)
        elif word in _UNITS or word in _TENS:
            total += _UNITS.get(word, _TENS.get(word, 0))
        else:
            return None
    return total


def _parse_ordinal(words: str) -> int:
    *tens, last = words.lower().split("-")
    return sum(_TENS[word] for word in tens) + _ORDINALS[last]


def find_numbers(text: str) -> tuple[Number, ...]:
    """Every number of `text` in order, years and measures included; the caller decides what each one counts."""
    found = []
    for match in _NUMBER.finditer(text):
        ordinal = bool(match["suffix"] or match["ordinal"])
        if match["digits"]:
            value = int(match["digits"].replace(",", ""))
        elif match["ordinal"]:
            value = _parse_ordinal(match["ordinal"])
        else:
            parsed = parse_cardinal(match["words"])
            if parsed is None:
                continue
            value = parsed
        before = _HEDGE.search(text, max(0, match.start() - 24), match.start())
        bound, hedge = Bound.EXACT, ""
        if before and not ordinal:
            index = next(i for i, group in enumerate(before.groups()) if group)
            bound, hedge = _HEDGES[index][1], before.group().strip()
        found.append(Number(Span(match.start(), match.end()), value, bound, ordinal, hedge))
    return tuple(found)


def times_in(text: str) -> int | None:
    """How many times a phrase says ("twice", "three times"); None when it does not."""
    for word, value in _TIMES.items():
        if re.search(rf"\b{word}\b", text, re.IGNORECASE):
            return value
    match = re.search(rf"\b(\d+|{_UNIT})\s+times\b", text, re.IGNORECASE)
    if match is None:
        return None
    return int(match[1]) if match[1].isdigit() else parse_cardinal(match[1])
