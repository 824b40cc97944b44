"""Lists of members held against the membership of the day: who is listed without a seat, which lists hold no vote."""

import datetime as dt
from collections.abc import Iterator, Mapping

from onrecord.record.positions import Seats, count
from onrecord.states import members_on
from onrecord.terms import Body, Position

_CAST = (Position.YES, Position.NO, Position.ABSTAIN)
_MONTH = 31
MOST_SEATS = {Body.UNHRC: 47, Body.UNCHR: 53}  # A/RES/60/251, paragraph 7; ECOSOC resolution 1990/48
"""Seats of bodies whose members are not kept by name, at their largest."""


def possible_members(day: dt.date, *, month_only: bool) -> frozenset[str]:
    """The Assembly's members that day; where only the month is known, whoever was one within a month of it."""
    if not month_only:
        return members_on(day)
    around = (day + dt.timedelta(days=n) for n in (-_MONTH, 0, _MONTH))
    return frozenset().union(*map(members_on, around))


def seated(
    positions: Mapping[str, Position], members: frozenset[str]
) -> tuple[Mapping[str, Position], tuple[str, ...]]:
    """The positions without states that are listed as absent and had no seat, and the states left out."""
    strangers = tuple(s for s, p in positions.items() if p is Position.ABSENT and s not in members)
    if not strangers:
        return positions, ()
    kept = {s: p for s, p in positions.items() if s not in strangers}
    return Seats(tuple((p, listed) for p in Position if (listed := " ".join(_who(kept, p))))), strangers


def _who(positions: Mapping[str, Position], position: Position) -> Iterator[str]:
    return (s for s, p in sorted(positions.items()) if p is position)


def nobody_voted(positions: Mapping[str, Position]) -> bool:
    """Whether a list names members and gives none of them a vote: it is then no record of a vote."""
    return bool(positions) and not any(count(positions, p) for p in _CAST)
