"""How closely a group votes together: the Agreement Index of Hix, Noury and Roland."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from onrecord.terms import Position, RollCall

MIN_VOTERS = 3
"""A vote with fewer members of the group taking part says nothing about the group."""

MIN_N = 10
"""Fewer votes than this and the mean is withheld."""

_CAST = (Position.YES, Position.NO, Position.ABSTAIN)


@dataclass(frozen=True, slots=True)
class Cohesion:
    """Mean Agreement Index of a group: 1 when all took one side every time, 0 when always split three ways.

    `n` is the number of votes in which at least three of the group took part; `value` is None below `min_n` of them.
    """

    members: tuple[str, ...]
    n: int
    value: float | None
    min_n: int = MIN_N


def agreement_index(yes: int, no: int, abstain: int) -> float:
    """(max - (total - max) / 2) / total of one vote; ValueError when nobody voted.

    Hix, Noury and Roland, "Power to the Parties", British Journal of Political Science 35(2), 2005.
    """
    total = yes + no + abstain
    if total == 0:
        raise ValueError("an Agreement Index needs at least one vote")
    most = max(yes, no, abstain)
    return (most - (total - most) / 2) / total


def cohesion(rollcalls: Iterable[RollCall], members: Collection[str], *, min_n: int = MIN_N) -> Cohesion:
    """The group's mean Agreement Index over the roll calls given; members that missed a vote do not count in it."""
    group = frozenset(members)
    indices = []
    for roll in rollcalls:
        sides = Counter(p for s, p in roll.positions.items() if s in group and p in _CAST)
        if sides.total() >= MIN_VOTERS:
            indices.append(agreement_index(sides[Position.YES], sides[Position.NO], sides[Position.ABSTAIN]))
    value = sum(indices) / len(indices) if len(indices) >= max(min_n, 1) else None
    return Cohesion(tuple(sorted(group)), len(indices), value, min_n)
