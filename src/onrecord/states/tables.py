"""Reads the room's CSV tables from the package, with one message when a table is missing or damaged."""

import csv
from collections.abc import Iterator
from datetime import date
from importlib.resources import files

from onrecord.terms import DataError


def table(name: str) -> list[dict[str, str]]:
    """Rows of data/states/`name`, comment lines left out; DataError when the table cannot be read."""
    source = files("onrecord") / "data" / "states" / name
    try:
        text = source.read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(
            f"expected the table data/states/{name} in the package, found none ({error}); install onrecord again"
        ) from error
    return list(_rows(text, name))


def _rows(text: str, name: str) -> Iterator[dict[str, str]]:
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    for number, row in enumerate(csv.DictReader(lines), start=1):
        if None in row or None in row.values():
            raise DataError(f"expected as many cells as columns in data/states/{name}, row {number}; found {row}")
        yield row


def day(text: str) -> date | None:
    """A date cell; an empty cell is an open end."""
    return date.fromisoformat(text) if text else None


def within(on: date, first: date | None, last: date | None) -> bool:
    """Whether `on` lies between two days, both included; None is an open end."""
    return (first is None or first <= on) and (last is None or on <= last)
