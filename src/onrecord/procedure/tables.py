"""Sizes and thresholds by body and day, from data/rules/thresholds.csv."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from onrecord.terms import Body, UsageError


@dataclass(frozen=True, slots=True)
class Threshold:
    """How many seats a body had over a span of days, and how many affirmative votes a decision took.

    `affirmative_needed` is None where the body decides by a majority of those voting. `last` is None where
    the span is open; both ends are included.
    """

    body: Body
    first: date
    last: date | None
    size: int
    permanent: int
    affirmative_needed: int | None
    citation: str

    def covers(self, on: date) -> bool:
        """Whether `on` lies in the span."""
        return self.first <= on and (self.last is None or on <= self.last)


@cache
def thresholds() -> tuple[Threshold, ...]:
    """Every row of the table, in file order."""
    text = (files("onrecord") / "data" / "rules" / "thresholds.csv").read_text(encoding="utf-8")
    return tuple(
        Threshold(
            body=Body(row["body"]),
            first=date.fromisoformat(row["first"]),
            last=date.fromisoformat(row["last"]) if row["last"] else None,
            size=int(row["size"]),
            permanent=int(row["permanent"]),
            affirmative_needed=int(row["affirmative_needed"]) if row["affirmative_needed"] else None,
            citation=row["citation"],
        )
        for row in csv.DictReader(text.splitlines())
    )


def threshold(body: Body, on: date) -> Threshold:
    """The body's size and threshold on a day. Raises UsageError where the table has none."""
    rows = [row for row in thresholds() if row.body is body]
    for row in rows:
        if row.covers(on):
            return row
    first = min((row.first for row in rows), default=None)
    known = f"from {first.isoformat()}" if first else "for no day"
    raise UsageError(
        f"The size of the {body.title} is known {known}; {on.isoformat()} lies outside. Give a later day with --on."
    )
