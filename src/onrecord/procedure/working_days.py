"""Working days at United Nations Headquarters: weekends and official holidays left out, doubts kept visible."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from onrecord.terms import UsageError

_DAY = timedelta(days=1)
_SATURDAY = 5
_CERTAIN = frozenset({"computed", "confirmed"})


@dataclass(frozen=True, slots=True)
class Holiday:
    """One official holiday in New York.

    `certainty` is "computed" (fixed by a rule), "confirmed", "estimate" (moon-dependent) or "uncertain".
    """

    day: date
    name: str
    certainty: str
    source: str

    @property
    def certain(self) -> bool:
        """Whether the day off is known and not estimated."""
        return self.certainty in _CERTAIN


@cache
def holidays() -> Mapping[date, Holiday]:
    """Every holiday of data/rules/un_holidays.csv by its day, in order of day."""
    text = (files("onrecord") / "data" / "rules" / "un_holidays.csv").read_text(encoding="utf-8")
    rows = (line for line in text.splitlines() if not line.startswith("#"))
    found = [
        Holiday(date.fromisoformat(row["date"]), row["holiday"], row["certainty"], row["source"])
        for row in csv.DictReader(rows)
    ]
    return MappingProxyType({holiday.day: holiday for holiday in sorted(found, key=lambda h: h.day)})


@cache
def years_known() -> range:
    """The years for which the holidays are kept; outside them only weekends are left out."""
    years = [day.year for day in holidays()]
    return range(min(years), max(years) + 1)


def is_working_day(day: date, *, certain_only: bool = False) -> bool:
    """Whether Headquarters works that day; with `certain_only`, an estimated holiday counts as worked."""
    if day.weekday() >= _SATURDAY:
        return False
    holiday = holidays().get(day)
    return holiday is None or (certain_only and not holiday.certain)


def add_working_days(day: date, n: int, *, certain_only: bool = False) -> date:
    """The `n`th working day after `day`; the count begins the day after, and 0 gives `day` itself.

    Raises UsageError for a negative count.
    """
    if n < 0:
        raise UsageError(f"Expected a number of working days from 0 up; found {n}.")
    while n:
        day += _DAY
        n -= is_working_day(day, certain_only=certain_only)
    return day


def working_days_between(first: date, last: date) -> int:
    """Working days after `first`, up to and with `last`. Raises UsageError where `last` comes before `first`."""
    if last < first:
        raise UsageError(f"Expected a last day on or after {first.isoformat()}; found {last.isoformat()}.")
    days = (last - first).days
    return sum(is_working_day(first + timedelta(days=k)) for k in range(1, days + 1))


def holidays_between(first: date, last: date) -> tuple[Holiday, ...]:
    """The holidays on a weekday after `first`, up to and with `last`."""
    return tuple(h for d, h in holidays().items() if first < d <= last and d.weekday() < _SATURDAY)
