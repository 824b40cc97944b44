"""Which state came before and after which, since when, and what became of the seat."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, cast

from onrecord.states.crosswalk import state
from onrecord.states.tables import table

Kind = Literal["continued", "admitted anew", "merged", "split", "changed hands", "interrupted", "resumed"]
KINDS: tuple[Kind, ...] = ("continued", "admitted anew", "merged", "split", "changed hands", "interrupted", "resumed")


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a seat on a day: `before` and `after` are codes, the same one where one state stopped or resumed.

    "continued": one membership under another code. "admitted anew": the former state's membership was not
    continued. "merged": into a member that went on. "split": from a member that went on. "changed hands": one
    seat, another holder. `since` is the first day after the change.
    """

    before: str
    after: str
    since: date
    kind: Kind
    document: str
    note: str
    source: str


def _change(row: dict[str, str], kind: str) -> Change:
    since = date.fromisoformat(row["since"])
    document, note = row.get("document", ""), row.get("note", "")
    return Change(row["before"], row["after"], since, cast(Kind, kind), document, note, row["source"])


@cache
def all_changes() -> tuple[Change, ...]:
    """Every change of a seat the tables hold, by day: continued ones and all others."""
    continued = [_change(row, "continued") for row in table("successions.csv")]
    others = [_change(row, row["kind"]) for row in table("changes.csv")]
    return tuple(sorted((*continued, *others), key=lambda change: (change.since, change.before, change.after)))


def changes_of(code: str) -> tuple[Change, ...]:
    """Every change a state had part in, by day; UsageError when the code is unknown."""
    own = state(code).code
    return tuple(change for change in all_changes() if own in (change.before, change.after))


def successors(code: str) -> tuple[Change, ...]:
    """What came after a state, by day: its continued seat, the states admitted in its place, split off or joined.

    A state that only stopped taking part and came back is no successor of itself; `changes_of` has those days.
    """
    own = state(code).code
    return tuple(change for change in changes_of(own) if change.before == own != change.after)


def predecessors(code: str) -> tuple[Change, ...]:
    """What came before a state, by day, read as `successors` is."""
    own = state(code).code
    return tuple(change for change in changes_of(own) if change.after == own != change.before)
