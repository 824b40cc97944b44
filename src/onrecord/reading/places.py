"""Mentions kept in the order of the text, so that those of one sentence are found without a look at all the others."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Generic, Protocol, TypeVar

from onrecord.terms import Span


class Placed(Protocol):
    """Anything that stands at a place in a text."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        ...


T = TypeVar("T", bound=Placed)


class Places(Generic[T]):
    """Mentions that do not overlap one another, in the order of the text."""

    def __init__(self, mentions: Sequence[T]) -> None:
        self._mentions = mentions
        self._starts = [m.span.start for m in mentions]

    def inside(self, span: Span) -> tuple[T, ...]:
        """Those that lie wholly inside `span`."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return tuple(m for m in self._mentions[first:last] if m.span.end <= span.end)


class Covered:
    """The characters that some spans cover."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        ordered = sorted(spans)
        self._starts = [s.start for s in ordered]
        self._reach = list(accumulate((s.end for s in ordered), max))

    def overlaps(self, span: Span) -> bool:
        """Whether at least one of them shares a character with `span`."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._reach[before - 1] > span.start


class Taken(Covered):
    """Spans taken one after another, none of which overlaps another."""

    def take(self, span: Span) -> bool:
        """Takes `span` where it is free; whether it was."""
        if self.overlaps(span):
            return False
        at = bisect_left(self._starts, span.start)
        self._starts.insert(at, span.start)
        self._reach.insert(at, span.end)
        return True


def touching(spans: Sequence[Span], span: Span) -> tuple[Span, ...]:
    """Those of `spans`, which are in order and do not overlap, that share a character with `span`."""
    first = bisect_right(spans, span.start, key=lambda s: s.end)
    return tuple(spans[first : bisect_left(spans, span.end, key=lambda s: s.start)])
