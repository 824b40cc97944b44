"""What a full record covers: the statements of its sources, and the core's where no source says more."""

import csv
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files

from onrecord.terms import Body, Coverage

_DAY = dt.timedelta(days=1)


def full_coverage(last_held: Mapping[str, dt.date], core: Iterable[Coverage]) -> tuple[Coverage, ...]:
    """Coverage of a record made from the sources in `last_held` (key to the last day each holds) and the core.

    A source's statement of a body and kind takes the place of the core's within its days; what the core says of other
    days stays. Of two sources, a complete statement takes the place of an incomplete one.
    """
    stated = sorted(_stated(last_held), key=lambda c: (not c.complete, c.body, c.kind, c.first))
    kept: list[Coverage] = []
    for one in (*stated, *core):
        kept += _outside(one, [k for k in kept if k.body is one.body and k.kind == one.kind])
    return tuple(sorted(kept, key=lambda c: (c.body, c.kind, c.first, c.last)))


def _stated(last_held: Mapping[str, dt.date]) -> Iterable[Coverage]:
    text = (files("onrecord") / "data" / "coverage_full.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        held = last_held.get(row["origin"])
        if held is None:
            continue
        first = dt.date.fromisoformat(row["first"])
        last = dt.date.fromisoformat(row["last"]) if row["last"] else held
        if first <= last:
            yield Coverage(
                Body(row["body"]),
                row["kind"],
                first,
                last,
                row["complete"] == "yes",
                "full",
                row["absence_means"],
                row["basis"],
            )


def _outside(one: Coverage, taken: Sequence[Coverage]) -> list[Coverage]:
    """The parts of a statement's days that no statement taken before speaks of."""
    parts = [one]
    for other in taken:
        parts = [piece for part in parts for piece in _without(part, other)]
    return parts


def _without(one: Coverage, other: Coverage) -> list[Coverage]:
    if other.last < one.first or one.last < other.first:
        return [one]
    before = replace(one, last=other.first - _DAY) if one.first < other.first else None
    after = replace(one, first=other.last + _DAY) if other.last < one.last else None
    return [part for part in (before, after) if part is not None]
