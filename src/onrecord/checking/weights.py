"""The points of linking and the bars of verdicts, read from data/checking/weights.toml."""

import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

from onrecord.terms import DataError


class Weights(NamedTuple):
    """Points per cue and bars per verdict; units are natural-log odds unless the table says otherwise."""

    cue: dict[str, float]
    bar: dict[str, float]


@cache
def weights() -> Weights:
    """The packaged table. Raises DataError where an entry is not a number."""
    raw = tomllib.loads((resources.files("onrecord") / "data/checking/weights.toml").read_text("utf-8"))
    tables: dict[str, dict[str, float]] = {}
    for name in ("cue", "bar"):
        tables[name] = {}
        for key, value in raw[name].items():
            if not isinstance(value, int | float):
                raise DataError(f"data/checking/weights.toml: [{name}] {key} must be a number, found {value!r}")
            tables[name][key] = float(value)
    return Weights(tables["cue"], tables["bar"])
