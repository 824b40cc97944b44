"""The filters of a vote list."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.record.positions import position_of
from onrecord.terms import Body, ItemKind, Outcome, Position, RollCall

_OPPOSED = {(Position.YES, Position.NO), (Position.NO, Position.YES)}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a vote must be; None asks nothing."""

    body: Body | None = None
    state: str | None = None
    position: Position | None = None
    against: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    topic: str | None = None
    outcome: Outcome | None = None
    session: str | None = None
    issue: str | None = None
    kind: ItemKind | None = None
    text: str | None = None
    committee: str | None = None
    provisional: bool | None = None


def select(rolls: Iterable[RollCall], wanted: Filters) -> Iterator[RollCall]:
    """The votes that pass, in their order."""
    return (r for r in rolls if _head_passes(r, wanted) and _members_pass(r, wanted))


def _head_passes(roll: RollCall, wanted: Filters) -> bool:
    """Body, days, outcome, kind, session, issue and words."""
    if wanted.topic and not _all_in(wanted.topic, f"{roll.title} {roll.topic} {roll.symbol}"):
        return False
    if wanted.text and not _all_in(wanted.text, f"{roll.title} {roll.agenda} {roll.note} {roll.symbol} {roll.draft}"):
        return False
    return _place_passes(roll, wanted) and (
        (wanted.body is None or roll.body is wanted.body)
        and (wanted.since is None or roll.date >= wanted.since)
        and (wanted.until is None or roll.date <= wanted.until)
        and (wanted.outcome is None or roll.outcome is wanted.outcome)
    )


def _all_in(words: str, text: str) -> bool:
    lowered = text.lower()
    return all(word in lowered for word in words.lower().split())


def _place_passes(roll: RollCall, wanted: Filters) -> bool:
    """Kind, session, issue and committee."""
    return (
        (wanted.kind is None or roll.kind is wanted.kind)
        and (wanted.session is None or roll.session.upper() == wanted.session.upper())
        and (wanted.issue is None or wanted.issue in roll.issues)
        and (wanted.provisional is None or roll.provisional is wanted.provisional)
        and (wanted.committee is None or _all_in(wanted.committee, roll.committee or "plenary"))
    )


def _members_pass(roll: RollCall, wanted: Filters) -> bool:
    """What the state named did, and whether the other stood against it."""
    if wanted.state is None:
        return wanted.position is None or wanted.position in roll.positions.values()
    theirs = position_of(roll, wanted.state)
    if theirs is None or (wanted.position is not None and theirs is not wanted.position):
        return False
    return wanted.against is None or (theirs, position_of(roll, wanted.against)) in _OPPOSED
