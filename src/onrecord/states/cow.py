"""Correlates of War state numbers and the states they stand for by day."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from onrecord.states.crosswalk import state
from onrecord.states.tables import day, table, within


@dataclass(frozen=True, slots=True)
class CowCode:
    """A Correlates of War number and its state here, both days included; None is an open end.

    `code` is empty where the number's state has none here. `note` says where COW's own days are narrower than
    the use of the number in vote tables, which is what the days give.
    """

    cow: int
    code: str
    first: date | None
    last: date | None
    note: str
    source: str

    def holds(self, on: date) -> bool:
        """Whether the number stands for the state on that day."""
        return within(on, self.first, self.last)


@cache
def _rows() -> tuple[CowCode, ...]:
    return tuple(
        CowCode(int(row["cow"]), row["code"], day(row["first"]), day(row["last"]), row["note"], row["source"])
        for row in table("cow.csv")
    )


@cache
def _by_number() -> dict[int, tuple[CowCode, ...]]:
    found: dict[int, list[CowCode]] = {}
    for row in _rows():
        found.setdefault(row.cow, []).append(row)
    return {number: tuple(rows) for number, rows in found.items()}


@cache
def _by_code() -> dict[str, tuple[CowCode, ...]]:
    found: dict[str, list[CowCode]] = {}
    for row in _rows():
        found.setdefault(row.code, []).append(row)
    return {code: tuple(rows) for code, rows in found.items()}


def cow_codes(code: str) -> tuple[CowCode, ...]:
    """A state's Correlates of War numbers with their days, by number; UsageError when the code is unknown."""
    return _by_code().get(state(code).code, ())


def code_of_cow(cow: int, on: date | None = None) -> str | None:
    """The state a Correlates of War number stands for on a day, or latest without one; None when it is none here."""
    rows = [row for row in _by_number().get(cow, ()) if on is None or row.holds(on)]
    return max(rows, key=lambda row: row.last or date.max).code or None if rows else None


def cow_for(code: str, first: date | None, last: date | None) -> int | None:
    """The one number to print beside a state for some days: that which covers them all, else the last begun."""
    rows = cow_codes(code)
    whole = [
        row
        for row in rows
        if (row.first or date.min) <= (first or date.min) and (row.last or date.max) >= (last or date.max)
    ]
    return (whole or rows[-1:])[0].cow if rows else None
