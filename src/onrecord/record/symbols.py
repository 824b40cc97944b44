"""Document symbols in any usual spelling, folded to keys that find the vote."""

import re
from collections.abc import Iterable
from functools import lru_cache

from onrecord.terms import Body, RollCall

_PREFIXES = {
    Body.UNGA: ("A/RES/", "A/"),
    Body.UNSC: ("S/RES/", "S/"),
    Body.UNHRC: ("A/HRC/RES/", "A/HRC/"),
    Body.IAEA: ("GOV/",),
}
_BODY_WORDS = {
    "UNGA": Body.UNGA,
    "GA": Body.UNGA,
    "UNSC": Body.UNSC,
    "SC": Body.UNSC,
    "UNSCR": Body.UNSC,
    "SCR": Body.UNSC,
    "UNHRC": Body.UNHRC,
    "HRC": Body.UNHRC,
    "IAEA": Body.IAEA,
}
_LEADING = re.compile(
    r"^(?:(?P<body>UNGA|GA|UNSCR|SCR|UNSC|SC|UNHRC|HRC|IAEA)\b)?\s*"
    r"(?:(?:DRAFT\s+)?(?:RESOLUTIONS?|RES\.?|DECISION|DEC\.?|DRAFT|DOCUMENT|NO\.?|SYMBOL)\s+)*"
)
_DAY = re.compile(r"\s+\d{4}-\d{2}-\d{2}$")
_YEAR = re.compile(r"\((?:19|20)\d{2}\)$")
_PART = re.compile(r"(?:\[([A-Z]+)\]|(?<=[\d)])([A-Z]))$")
_ROMAN = re.compile(r"\(([IVXL]+|S-[IVXL\d]+|ES-[IVXL\d]+)\)")


@lru_cache(maxsize=16384)
def fold(text: str) -> tuple[Body | None, str]:
    """The body named in front of a symbol, if any, and the symbol in capitals without blanks or a Council year."""
    upper = _DAY.sub("", " ".join(text.upper().replace("–", "-").split()))
    leading = _LEADING.match(upper)
    body = _BODY_WORDS[leading["body"]] if leading and leading["body"] else None
    rest = upper[leading.end() :] if leading else upper
    return body, _YEAR.sub("", re.sub(r"\s+", "", rest))


def keys(roll: RollCall) -> Iterable[str]:
    """Every folded spelling that may mean this vote: with and without prefix, part letter and session."""
    for symbol in dict.fromkeys((roll.symbol, *re.split(r"\s+and\s+|\s*;\s*", roll.draft))):
        if not symbol:
            continue
        folded = fold(symbol)[1]
        yield folded
        shorter = [folded]
        part = _PART.sub("", folded)
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


def prefix_body(folded: str) -> Body | None:
    """The body a full symbol belongs to by its first letters."""
    if folded.startswith("A/HRC/"):
        return Body.UNHRC
    return {"A/": Body.UNGA, "S/": Body.UNSC}.get(folded[:2], Body.IAEA if folded.startswith("GOV/") else None)
