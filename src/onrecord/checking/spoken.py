"""Every vote a story may be speaking of: by the symbols it writes, its days, and what each of its claims may mean."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cached_property

from onrecord.checking.index import RecordIndex
from onrecord.checking.link import link
from onrecord.checking.query import LinkQuery
from onrecord.reading.symbols import find_symbols
from onrecord.terms import Asserts, Bound, Claim, Reading, Side

_DAYS = 3  # to either side of a day told: by the clock of another city, and "two days later"
_CLAIMS = 200  # looked at for what else a story speaks of; none told so much of votes but lists
_WIDEST = 7  # days a hint may leave open and still be a day of the story
_REACH = timedelta(days=400)
_VOTED = (Side.YES, Side.NO, Side.ABSTAIN)


class Spoken:
    """The votes of one story, computed when the first of its claims is about to be called contradicted."""

    def __init__(self, reading: Reading, index: RecordIndex, query: Callable[[Claim], LinkQuery]) -> None:
        self._reading = reading
        self._index = index
        self._query = query

    @cached_property
    def by_symbol(self) -> frozenset[int]:
        """Votes whose symbol stands anywhere in the text."""
        numbers = {m.number for m in find_symbols(self._reading.document.body)}
        return frozenset(place for number in numbers for place in self._index.with_symbol(number))

    @cached_property
    def credible(self) -> frozenset[int]:
        """Votes that any claim of the story may mean by its own words and those of its passage."""
        claims = [c for c in self._reading.claims if c.modality.checkable and not c.cues.other_body]
        return frozenset(s.place for c in claims[:_CLAIMS] for s in link(self._query(c), self._index))

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Days the story tells, and those of the votes it may mean by symbol."""
        told = {day for claim in self._reading.claims[:_CLAIMS] for day in _days(claim)}
        return tuple(sorted(told | {self._index.days[place] for place in self.by_symbol | self.credible}))

    @cached_property
    def places(self) -> tuple[int, ...]:
        """All of these votes and every roll call of any body within days of them, in order of the record."""
        near = {place for day in self.days for place in self._index.around(day, _DAYS)}
        return tuple(sorted(near | self.by_symbol | self.credible))

    def with_figures(self, a: Asserts) -> frozenset[int]:
        """Votes of the story's years whose tally has two of the claim's own figures: they too may be meant."""
        stated = {c.side: c.number for c in a.counts if c.side in _VOTED and c.bound is Bound.EXACT}
        found = {
            place
            for one, other in ((Side.YES, Side.NO), (Side.YES, Side.ABSTAIN), (Side.NO, Side.ABSTAIN))
            if one in stated and other in stated
            for place in self._index.by_tally.get((f"{one}-{other}", stated[one], stated[other]), ())
        }
        return frozenset(place for place in found if self._in_reach(self._index.days[place]))

    def _in_reach(self, day: date) -> bool:
        published = self._reading.document.published
        told = (*self.days, published) if published else self.days
        return any(abs(day - known) <= _REACH for known in told)


def _days(claim: Claim) -> Iterator[date]:
    on = claim.cues.on
    if on is not None and on.first is not None and on.last is not None and (on.width or _WIDEST + 1) <= _WIDEST:
        yield from {on.first, on.last}
