"""What a claim's own sentence names of the vote it means, as against what is only carried over to it."""

import calendar
import re
from dataclasses import dataclass
from functools import cached_property

from onrecord.checking.query import speaks_of_veto
from onrecord.reading.symbols import find_symbols
from onrecord.terms import Body, Claim, CueBasis, DateHint, RollCall

_NAMED = {
    Body.UNGA: re.compile(r"\bassembly\b|\bunga\b", re.IGNORECASE),
    Body.UNSC: re.compile(r"\bsecurity council\b|\bunsc\b", re.IGNORECASE),
    Body.UNHRC: re.compile(r"\bhuman rights council\b|\bunhrc\b|\bhrc\b", re.IGNORECASE),
    Body.IAEA: re.compile(r"\biaea\b|\batomic energy\b|\bboard of governors\b", re.IGNORECASE),
}
_MENTIONED = re.compile(r"\bcouncil\b|\bassembly\b|\bboard\b|\bagency\b", re.IGNORECASE)
_WEEK = 7
_PAIR_LABEL = re.compile(r"\b(?:favou?r|for|against|oppos\w*|yes|noe?s?|ayes?|nays?)\b", re.IGNORECASE)


def names_body(text: str, body: Body) -> bool:
    """Whether a text names a body in full; "the council" alone may be any of two."""
    return bool(_NAMED[body].search(text))


def says_which_side(quote: str) -> bool:
    """Whether a pair of figures says which is for and which against; "21 votes to 18" does not."""
    return bool(_PAIR_LABEL.search(quote))


def _day_words(on: DateHint) -> tuple[str, ...]:
    """What a sentence that tells the day or span itself would hold: a day of the month, a month, a weekday, a year."""
    if on.first is None:
        return ()
    if (on.width or 1) > _WEEK:
        return (f"{on.first:%B}", f"{on.first:%b}\\b", f"{on.first.year}")
    weekday = () if on.weekday is None else (calendar.day_name[on.weekday],)
    return (f"{on.first.day}(?:st|nd|rd|th)?\\b", *weekday)


@dataclass(frozen=True)
class Grounds:
    """One claim and its sentence."""

    claim: Claim
    sentence: str

    @cached_property
    def symbols(self) -> tuple[str, ...]:
        """Document symbols written in the sentence."""
        return tuple(m.number for m in find_symbols(self.sentence))

    @cached_property
    def day(self) -> bool:
        """Whether the sentence tells the day itself; "the same day" leans on the passage before it."""
        cues = self.claim.cues
        if cues.on is None or cues.on_basis is not CueBasis.EXPLICIT:
            return False
        wide = (cues.on.width or 1) > _WEEK
        if cues.on.resolved_by != "story" and not wide:
            return True
        return any(re.search(rf"\b{word}", self.sentence, re.IGNORECASE) for word in _day_words(cues.on))

    @cached_property
    def body(self) -> bool:
        """Whether the sentence speaks of a body; that a veto is the Council's is no name of one."""
        cues = self.claim.cues
        if cues.body is None or cues.body_basis is not CueBasis.EXPLICIT:
            return False
        return not speaks_of_veto(self.claim.asserts) or bool(_MENTIONED.search(self.sentence))

    @property
    def none(self) -> bool:
        """Whether the sentence by itself names no vote at all: its link is a guess at the passage."""
        return not (self.day or self.body or self.symbols)

    def day_denies(self, roll: RollCall) -> bool:
        """Whether the sentence tells a day on which the vote was not."""
        on = self.claim.cues.on
        return self.day and on is not None and not on.admits(roll.date, slack=1)
