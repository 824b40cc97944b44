"""An index over one record, built once: by day, word, tally and symbol, so that a story is linked in milliseconds."""

import math
from bisect import bisect_left, bisect_right
from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

from onrecord.checking.folding import fold, topic_words
from onrecord.checking.ports import RecordView
from onrecord.terms import ItemKind, RollCall, UsageError

if TYPE_CHECKING:
    from onrecord.checking.link import Scored, Shortlist
    from onrecord.checking.query import LinkQuery

_COMMON = 0.12  # share of the record above which a word generates no candidates of its own
_KEPT = 4
_SAME_TITLE = 0.85


_K = TypeVar("_K")
_V = TypeVar("_V")


class Recent(Generic[_K, _V]):
    """The last few hundred answers, forgotten oldest first; holds only what can be computed again."""

    def __init__(self, size: int = 512) -> None:
        self._size = size
        self._held: OrderedDict[_K, _V] = OrderedDict()

    def get(self, key: _K) -> _V | None:
        """The answer kept for `key`, None where there is none."""
        return self._held.get(key)

    def put(self, key: _K, value: _V) -> None:
        """Keep an answer."""
        self._held[key] = value
        if len(self._held) > self._size:
            self._held.popitem(last=False)

    def clear(self) -> None:
        """Forget every answer."""
        self._held.clear()


class RecordIndex:
    """Lookups over the roll calls of one record; positions in `rolls` stand for roll calls."""

    def __init__(self, record: RecordView) -> None:
        self.record = record
        self.rolls: tuple[RollCall, ...] = tuple(
            sorted(record.rollcalls, key=lambda r: (r.date, r.body, r.symbol, r.order))
        )
        self.days: list[date] = [r.date for r in self.rolls]
        self.words: list[frozenset[str]] = [_words_of(r) for r in self.rolls]
        self.postings: dict[str, list[int]] = defaultdict(list)
        self.by_tally: dict[tuple[str, int, int], list[int]] = defaultdict(list)
        self.by_month_day: dict[tuple[int, int], list[int]] = defaultdict(list)
        for i, roll in enumerate(self.rolls):
            self._add(i, roll)
        top = math.log(1 + len(self.rolls)) or 1.0
        self.idf: dict[str, float] = {
            w: math.log((1 + len(self.rolls)) / len(p)) / top for w, p in self.postings.items()
        }
        self.scored: Recent[LinkQuery, tuple[Scored, ...]] = Recent()
        self.shortlists: Recent[LinkQuery, Shortlist] = Recent()
        self._norms: dict[int, float] = {}
        self._symbols: dict[str, frozenset[int]] = {}
        self._place = {id(r): i for i, r in enumerate(self.rolls)}

    def _add(self, i: int, roll: RollCall) -> None:
        for word in self.words[i]:
            self.postings[word].append(i)
        self.by_month_day[(roll.date.month, roll.date.day)].append(i)
        if roll.tally is not None:
            t = roll.tally
            for pair in (("yes-no", t.yes, t.no), ("yes-abstain", t.yes, t.abstain), ("no-abstain", t.no, t.abstain)):
                self.by_tally[pair].append(i)

    def forget(self) -> None:
        """Drop the answers kept for speed; what is computed again is the same."""
        self.scored.clear()
        self.shortlists.clear()

    def between(self, first: date, last: date) -> range:
        """Places of the roll calls from `first` to `last`, both included."""
        return range(bisect_left(self.days, first), bisect_right(self.days, last))

    def around(self, day: date, days: int) -> range:
        """Places of the roll calls within `days` of `day`."""
        return self.between(day - timedelta(days=days), day + timedelta(days=days))

    def common(self, word: str) -> bool:
        """Whether a word is in so many titles that it finds nothing by itself."""
        return len(self.postings.get(word, ())) > max(40, _COMMON * len(self.rolls))

    def with_symbol(self, symbol: str) -> frozenset[int]:
        """Places of the roll calls a symbol in any spelling names; empty where the record has none."""
        if symbol not in self._symbols:
            try:
                found: Iterable[RollCall] = self.record.find(symbol)
            except UsageError:
                found = ()
            ids = {r.id for r in found}
            days = {r.date for r in found}
            self._symbols[symbol] = frozenset(
                i for day in days for i in self.between(day, day) if self.rolls[i].id in ids
            )
        return self._symbols[symbol]

    def likeness(self, a: int, b: int) -> float:
        """Cosine of two roll calls' informative words, 0 to 1."""
        shared = self.words[a] & self.words[b]
        norm = self._norm(a) * self._norm(b)
        return sum(self.idf[w] ** 2 for w in shared) / norm if shared and norm else 0.0

    def _norm(self, place: int) -> float:
        held = self._norms.get(place)
        if held is None:
            held = self._norms[place] = math.sqrt(sum(self.idf[w] ** 2 for w in self.words[place]))
        return held

    def same_matter(self, place: int, at_least: float) -> tuple[int, ...]:
        """Places of the other roll calls whose titles share most of their informative words."""
        near = {j for w in self.words[place] if not self.common(w) for j in self.postings[w]}
        return tuple(sorted(j for j in near if j != place and self.likeness(place, j) >= at_least))

    def series(self, place: int) -> tuple[int, ...]:
        """Places of the whole texts the same body adopted under the same title, this one included.

        Titles are equal when nine words in ten are: the Library's own spelling varies (A/RES/59/11).
        """
        roll = self.rolls[place]
        title = frozenset(fold(roll.title))
        rarest = min(self.words[place], key=lambda w: len(self.postings[w]), default="")
        return tuple(
            i
            for i in self.postings.get(rarest, ())
            if self.rolls[i].body is roll.body
            and self.rolls[i].outcome.carried
            and self.rolls[i].kind not in (ItemKind.PARAGRAPH, ItemKind.AMENDMENT)
            and _overlap(title, frozenset(fold(self.rolls[i].title))) >= _SAME_TITLE
        )

    def place(self, roll: RollCall) -> int:
        """Where a roll call stands in `rolls`."""
        return self._place[id(roll)]


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one | other), 1)


def _words_of(roll: RollCall) -> frozenset[str]:
    return topic_words((roll.topic, roll.title)) | {"@" + code for code in roll.about}


_cache: OrderedDict[int, tuple[RecordView, RecordIndex]] = OrderedDict()


def index_of(record: RecordView) -> RecordIndex:
    """The record's index, built on first use and kept for the last few records."""
    held = _cache.get(id(record))
    if held is None or held[0] is not record:
        held = (record, RecordIndex(record))
        _cache[id(record)] = held
        while len(_cache) > _KEPT:
            _cache.popitem(last=False)
    return held[1]
