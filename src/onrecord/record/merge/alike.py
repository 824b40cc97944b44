"""Roll calls without a symbol matched by what the members did: the one vote of the month almost all cast alike in."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from onrecord.record.positions import count
from onrecord.record.sources.registry import source
from onrecord.terms import Body, Fragment, ItemKind, Position

_FAMILY = "voeten"
_CAST = (Position.YES, Position.NO, Position.ABSTAIN)
_AGREE = 0.95  # of the members voting in either; the closest true pair of another vote in a month reaches 0.9
_EXACT = 1.0  # asked of tables that were matched with the body's own records before
_DISSENT = 3
_MARGIN = 0.02  # by which the best must beat the next
_TALLY = 6  # votes by which two sources' counts of one vote may differ, over all three sides
_FEWEST = 8  # shared voters below which agreement says nothing
_SETTLED = (ItemKind.PARAGRAPH, ItemKind.AMENDMENT)


def nearest_in_month(fragments: Sequence[Fragment], root: Callable[[int], int]) -> Iterator[tuple[int, int]]:
    """Places of fragments that are one vote by their cells: a loose roll call and the one it matches.

    Only roll calls of a collection without the body's own symbols look for a match, only among votes of the same body
    and month that no fragment of that collection has claimed, and only where one match is clearly the best.
    """
    loose, settled = _split(fragments, root)
    by_month: dict[tuple[Body | None, int, int], list[int]] = defaultdict(list)
    for place in settled:
        day = fragments[place].day
        if day is not None:
            by_month[(fragments[place].body, day.year, day.month)].append(place)
    claims: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for place in loose:
        day = fragments[place].day
        if day is not None:
            near = by_month[(fragments[place].body, day.year, day.month)]
            best = _clear_best(fragments[place], near, fragments)
            if best is not None:
                claims[root(best[1])].append((best[0], place))
    for settled_root, wanting in claims.items():
        wanting.sort(key=lambda claim: (-claim[0], fragments[claim[1]].ref))
        yield settled_root, wanting[0][1]


def _split(fragments: Sequence[Fragment], root: Callable[[int], int]) -> tuple[list[int], list[int]]:
    """Places of the loose roll calls of the collection, and of the votes of other sources it has not claimed."""
    claimed = {root(p) for p, f in enumerate(fragments) if source(f.origin).family == _FAMILY}
    alone: dict[int, int] = defaultdict(int)
    for place in range(len(fragments)):
        alone[root(place)] += 1
    loose = [
        p
        for p, f in enumerate(fragments)
        if source(f.origin).family == _FAMILY and alone[root(p)] == 1 and f.kind not in _SETTLED and f.positions
    ]
    settled = [p for p, f in enumerate(fragments) if root(p) not in claimed and f.positions]
    return loose, settled if loose else []


def _clear_best(one: Fragment, near: Sequence[int], fragments: Sequence[Fragment]) -> tuple[float, int] | None:
    """The agreement and place of the best match; None where none is good enough or two are as good."""
    scored = sorted(
        ((_agreement(one.positions, fragments[p].positions), -p) for p in near if _counts_fit(one, fragments[p])),
        reverse=True,
    )
    if not scored or scored[0][0] < (_AGREE if one.origin == _FAMILY else _EXACT):
        return None
    if one.origin != _FAMILY and not _divided(one):
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < _MARGIN:
        return None
    return scored[0][0], -scored[0][1]


def _divided(one: Fragment) -> bool:
    """Whether enough members stood apart for two votes to be told from each other by their cells."""
    return count(one.positions, Position.NO) + count(one.positions, Position.ABSTAIN) >= _DISSENT


def _counts_fit(one: Fragment, other: Fragment) -> bool:
    a, b = one.tally, other.tally
    if a is None or b is None:
        return True
    return abs(a.yes - b.yes) + abs(a.no - b.no) + abs(a.abstain - b.abstain) <= _TALLY


def _agreement(one: Mapping[str, Position], other: Mapping[str, Position]) -> float:
    """Share of equal votes among the states that voted in either."""
    voted = {s for s, p in one.items() if p in _CAST} | {s for s, p in other.items() if p in _CAST}
    if len(voted) < _FEWEST:
        return 0.0
    return sum(one.get(s) is other.get(s) for s in voted) / len(voted)
