"""Document symbols in any usual spelling, folded to keys that find the vote."""

import re
from collections.abc import Iterable
from functools import lru_cache

from onrecord.terms import Body, RollCall

_PREFIXES = {
    Body.UNGA: ("A/RES/", "A/"),
    Body.UNSC: ("S/RES/", "S/"),
    Body.UNHRC: ("A/HRC/RES/", "A/HRC/"),
    Body.UNCHR: ("E/CN.4/RES/", "E/CN.4/", "E/HR/"),
    Body.IAEA: ("GOV/",),
}
_NAMES = (
    (Body.UNHRC, r"(?:UN\s+)?HUMAN RIGHTS COUNCIL|UNHRC|HRC"),
    (Body.UNCHR, r"(?:UN\s+)?COMMISSION ON HUMAN RIGHTS|UNCHR|CHR"),
    (Body.UNSC, r"(?:UN\s+)?SECURITY COUNCIL|UNSCR|UNSC|SCR|SC"),
    (Body.UNGA, r"(?:UN\s+)?GENERAL ASSEMBLY|UNGA|GA"),
    (Body.IAEA, r"IAEA(?:\s+BOARD(?:\s+OF\s+GOVERNORS)?)?"),
)
_NAMED = re.compile("|".join(f"(?P<{body.value}>(?:{words})\\b)" for body, words in _NAMES))
_LEADING = re.compile(r"\s*(?:(?:DRAFT|RESOLUTIONS?|RES\.?|DECISION|DEC\.?|DOCUMENT|NO\.?|SYMBOL)\s+)*")
_DAY = re.compile(r"\s+\d{4}-\d{2}-\d{2}$")
_RECORD = re.compile(r" \(record [^()]*\)$")
_YEAR = re.compile(r"\((?:19|20)\d{2}\)$")
_PART = re.compile(r"(?:\[([A-Z](?:-[A-Z])?)\]|(?<=[\d)])([A-Z]))$")
_INNER_PART = re.compile(r"(?<=\d)([A-Z])(\([IVXL]+\))$")
_ROMAN = re.compile(r"\(([IVXL]+|S-[IVXL\d]+|ES-[IVXL\d]+)\)")


@lru_cache(maxsize=16384)
def fold(text: str) -> tuple[Body | None, str]:
    """The body named in front of a symbol, if any, and the symbol in capitals without blanks or a Council year."""
    upper = _DAY.sub("", " ".join(text.upper().replace("–", "-").split()))
    named = _NAMED.match(upper)
    rest = upper[named.end() :] if named else upper
    leading = _LEADING.match(rest)
    rest = rest[leading.end() :] if leading else rest
    body = Body(str(named.lastgroup)) if named else None
    return body, _INNER_PART.sub(r"\2[\1]", _YEAR.sub("", re.sub(r"\s+", "", rest)))


def year_of(text: str) -> int | None:
    """The year in brackets at the end of a spelling such as 1441 (2002); None where there is none."""
    found = re.search(r"\(((?:19|20)\d{2})\)\s*$", text)
    return int(found[1]) if found else None


def body_of(text: str) -> Body | None:
    """The body whose document a symbol is, by the name in front of it or its prefix; None where neither says."""
    named, folded = fold(text)
    found = [(len(p), body) for body, prefixes in _PREFIXES.items() for p in prefixes if folded.startswith(p)]
    return named or (max(found, key=lambda f: f[0])[1] if found else None)


def without_part(folded: str) -> str:
    """The folded symbol without the letter of its part: `181(II)[A]` and `181(II)A` are `181(II)`."""
    return _PART.sub("", folded)


def may_have_parts(folded: str) -> bool:
    """Whether a part letter may be dropped in looking: of the old symbols with a session in Roman numerals only."""
    return _ROMAN.search(folded) is not None


def keys(roll: RollCall) -> Iterable[str]:
    """Every folded spelling that may mean this vote: with and without prefix, part letter and session."""
    for symbol in dict.fromkeys((roll.symbol, *re.split(r"\s+and\s+|\s*;\s*", roll.draft))):
        if not symbol:
            continue
        folded = fold(symbol)[1]
        yield folded
        if _RECORD.search(symbol):  # two votes of one symbol and day, told apart by their record
            yield fold(_RECORD.sub("", symbol))[1]
        shorter = [folded]
        part = without_part(folded)
        if part != folded:
            yield part
            yield _PART.sub(lambda m: m[1] or m[2], folded)
            shorter.append(part)
        for full in shorter:
            for prefix in _PREFIXES[roll.body]:
                if full.startswith(prefix):
                    yield full.removeprefix(prefix)
                    yield _ROMAN.sub("", full.removeprefix(prefix))
                    break
