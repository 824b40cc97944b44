"""The sources a record is built from, as data/sources.toml lists them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from onrecord.terms import Body, DataError


@dataclass(frozen=True, slots=True)
class Source:
    """One source. `rank` settles which leads where sources differ (the lower); `leads` names bodies it leads in anyway.

    `family` groups sources that call one vote by the same number; `record` and `file` say where the UN Library
    keeps it.
    """

    key: str
    title: str
    rank: int
    terms: str
    cite: str
    family: str = ""
    leads: frozenset[Body] = frozenset()
    record: int = 0
    file: str = ""

    def rank_in(self, body: Body | None) -> int:
        """The rank for one body's votes: first where it leads; corrections by hand are laid over whatever leads."""
        return 0 if body in self.leads else self.rank


@cache
def sources() -> Mapping[str, Source]:
    """Every known source by its key."""
    text = (files("onrecord") / "data" / "sources.toml").read_text(encoding="utf-8")
    return MappingProxyType(
        {
            key: Source(
                key,
                str(row["title"]),
                int(row["rank"]),
                str(row["terms"]),
                str(row["cite"]),
                str(row.get("family", "")) or key,
                frozenset(Body(b) for b in row.get("leads", ())),
                int(row.get("record", 0)),
                str(row.get("file", "")),
            )
            for key, row in tomllib.loads(text).items()
        }
    )


def source(key: str) -> Source:
    """The source with this key; DataError when data/sources.toml has none."""
    try:
        return sources()[key]
    except KeyError:
        raise DataError(f"expected a source called {key!r} in data/sources.toml, found none; update onrecord") from None
