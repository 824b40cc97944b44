"""The packaged world: outlines on an equal-area map, circles for small members, whose vote colours which land when.

`data/map/world.json` is made by tools/build_map.py; `holdings.csv` is kept by hand, its reasons in docs/map.md.
"""

import csv
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from onrecord.states.tables import day, within
from onrecord.terms import DataError

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class World:
    """Outlines as SVG paths and the places of circles, in units of a map `width` wide and `height` high.

    `small` are shapes too small to be seen, whose state is a circle as well.
    """

    source: str
    width: int
    height: int
    shapes: Mapping[str, str]
    small: frozenset[str]
    points: Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class Holding:
    """That on some days the vote of `seat` colours a shape (`fill`), or that it may not (`leave`)."""

    shape: str
    seat: str
    how: str
    first: date | None
    last: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """Where one code is on the map: its land, a circle, or both; `unplaced` where the package knows neither."""

    code: str
    shapes: tuple[str, ...]
    circle: Place | None

    @property
    def unplaced(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.shapes and self.circle is None


def drawn(codes: Collection[str], on: date) -> tuple[Drawn, ...]:
    """Each of these codes once, by code: the shapes it colours on that day, and a circle where they cannot be seen."""
    known = world()
    land: dict[str, list[str]] = {}
    for shape in known.shapes:
        if seat := holder(shape, codes, on):
            land.setdefault(seat, []).append(shape)
    found = []
    for code in sorted(codes):
        shapes = tuple(land.get(code, ()))
        circled = not set(shapes) - known.small
        found.append(Drawn(code, shapes, known.points.get(code) if circled else None))
    return tuple(found)


def holder(shape: str, codes: Collection[str], on: date) -> str | None:
    """Which of the codes that voted colours a shape on a day; None where none does, or none may."""
    rows = [h for h in _applying(codes, on) if h.shape == shape]
    if any(h.how == "leave" for h in rows):
        return None
    if shape in codes:
        return shape
    return rows[0].seat if rows else None


def notes(codes: Collection[str], on: date) -> tuple[str, ...]:
    """What a reader must be told of the land coloured, or left, on that day for these codes."""
    return tuple(dict.fromkeys(h.note for h in _applying(codes, on) if h.note))


def _applying(codes: Collection[str], on: date) -> list[Holding]:
    return [h for h in holdings() if h.seat in codes and within(on, h.first, h.last)]


@cache
def world() -> World:
    """The outlines, read once; DataError where the package does not hold them."""
    table = json.loads(_text("world.json"))
    points = {code: (int(x), int(y)) for code, (x, y) in table["points"].items()}
    return World(table["source"], table["width"], table["height"], table["shapes"], frozenset(table["small"]), points)


@cache
def holdings() -> tuple[Holding, ...]:
    """Every row of holdings.csv."""
    lines = (line for line in _text("holdings.csv").splitlines() if not line.startswith("#"))
    return tuple(
        Holding(r["shape"], r["seat"], r["how"], day(r["first"]), day(r["last"]), r["note"])
        for r in csv.DictReader(lines)
    )


def _text(name: str) -> str:
    try:
        return (files("onrecord") / "data" / "map" / name).read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(
            f"expected data/map/{name} in the package, found none ({error}); install onrecord again"
        ) from error
