"""What a claim's own sentence names of the vote it means, as against what is only carried over to it."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib import resources
from typing import NamedTuple

from onrecord.checking.query import speaks_of_veto
from onrecord.reading.dates import DateMention, find_dates
from onrecord.reading.numbers import find_numbers
from onrecord.reading.symbols import find_symbols
from onrecord.terms import Body, Claim, CueBasis, RollCall

_HEAD = 20  # characters: "And on Friday, 31 October"
_COUNCILS = re.compile(r"\b(?:council|assembly|board|agency)\b", re.IGNORECASE)


class _Words(NamedTuple):
    bodies: dict[Body, re.Pattern[str]]
    sides: re.Pattern[str]
    only_some: re.Pattern[str]
    plain: frozenset[str]
    among: re.Pattern[str]
    stance: frozenset[str]


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(w) for w in words)


def _found_as_words(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_of(words)})\b", re.IGNORECASE)


@cache
def _words() -> _Words:
    raw = tomllib.loads((resources.files("onrecord") / "data/checking/synonyms.toml").read_text("utf-8"))
    part = raw["part_words"]
    only_some = rf"\b(?:{_any_of(part['only'])})((?: [\w'’-]+){{1,4}}?) (?:{_any_of(part['members'])})\b"
    return _Words(
        {Body(name): _found_as_words(names) for name, names in raw["body_names"].items()},
        _found_as_words(raw["pair_words"]["sides"]),
        re.compile(only_some, re.IGNORECASE),
        frozenset(part["plain"]),
        _found_as_words(part["among"]),
        frozenset(raw["stance_words"]["words"]),
    )


def names_body(text: str, body: Body) -> bool:
    """Whether a text names a body in full; "the council" alone may be any of two."""
    return bool(_words().bodies[body].search(text))


def says_which_side(quote: str) -> bool:
    """Whether a pair of figures says which is for and which against; "21 votes to 18" does not."""
    return bool(_words().sides.search(quote))


def only_a_stance(trigger: str) -> bool:
    """Whether a word tells where a state stands and not that it voted: "a text backed by Caracas"."""
    return trigger.casefold() in _words().stance


def sole_of_some(sentence: str) -> bool:
    """Whether "only" is said of a kind of member: "the only Latin American country", "alone in the Union"."""
    words = _words()
    some = words.only_some.search(sentence)
    if some is not None and not set(some[1].casefold().split()) <= words.plain:
        return True
    return bool(words.among.search(sentence))


@dataclass(frozen=True)
class Grounds:
    """One claim and its sentence, in a story published on a day."""

    claim: Claim
    sentence: str
    published: date | None = None

    @cached_property
    def symbols(self) -> tuple[str, ...]:
        """Document symbols written in the sentence."""
        return tuple(m.number for m in find_symbols(self.sentence))

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """Days and spans the sentence tells by themselves; "the same day" leans on the passage before it."""
        return tuple(m for m in find_dates(self.sentence, self.published) if m.offset_days is None)

    @cached_property
    def day(self) -> bool:
        """Whether the sentence tells the day the claim is linked by, and no other."""
        cues = self.claim.cues
        told = {m.hint for m in self.dates if not m.since}
        if cues.on is None or cues.on_basis is not CueBasis.EXPLICIT or len(told) != 1:
            return False
        width, linked = told.pop().width, cues.on.width
        return width is None or linked is None or width <= linked + 1  # "this month" is not the day carried over to it

    @cached_property
    def body(self) -> bool:
        """Whether the sentence speaks of a body; that a veto is the Council's is no name of one."""
        cues = self.claim.cues
        if cues.body is None or cues.body_basis is not CueBasis.EXPLICIT:
            return False
        return not speaks_of_veto(self.claim.asserts) or bool(_COUNCILS.search(self.sentence))

    @property
    def none(self) -> bool:
        """Whether the sentence by itself names no vote at all: its link is a guess at the passage."""
        return not (self.day or self.body or self.symbols)

    def other_day(self, roll: RollCall) -> bool:
        """Whether the claim has a day of its own in a sentence of several, and the vote was on another."""
        on = self.claim.cues.on if self.claim.cues.on_basis is CueBasis.EXPLICIT else None
        several = len({m.hint for m in self.dates}) > 1
        return several and on is not None and not on.admits(roll.date, slack=1)

    def opens_with_another_day(self, roll: RollCall) -> bool:
        """Whether the sentence begins with a single day, on which the vote was not: it sets the scene for the next."""
        head = [m.hint for m in self.dates if m.span.start < _HEAD and not m.since]
        days = [h for h in head if h.exact is not None or (h.month is not None and h.day is not None)]
        return bool(days) and not any(h.admits(roll.date, slack=1) for h in days)

    def figures_beside(self) -> frozenset[int]:
        """Numbers the sentence tells outside the claim's own words and outside its days: "ten, against 14 in May"."""
        text = self.sentence
        for words in (self.claim.quote, *(m.text for m in find_dates(text, self.published))):
            text = text.replace(words, " ")
        return frozenset(n.value for n in find_numbers(text) if not n.ordinal)

    def day_denies(self, roll: RollCall) -> bool:
        """Whether the sentence tells days, on none of which the vote was."""
        hints = [m.hint for m in self.dates]
        return bool(hints) and not any(h.admits(roll.date, slack=1) for h in hints)
