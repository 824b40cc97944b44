"""What every export says of itself: the record, the day, the sources, whom to cite and on what terms."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord import __version__
from onrecord.record.sql import documented
from onrecord.terms import RecordStamp

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class About:
    """One export's provenance. `sources` are title, terms and citation of each source of the record, `choice` what it
    was narrowed to, in words, empty for the whole.
    """

    stamp: RecordStamp
    written: dt.date
    sources: tuple[tuple[str, str, str], ...]
    choice: str = ""

    @property
    def mark(self) -> str:
        """Code version, tier and snapshot: enough to compute any cell again, and short enough to stand in every row."""
        return f"On Record {__version__}, {self.stamp.tier} record {self.stamp.snapshot[:12]}"

    @property
    def citation(self) -> str:
        """The line to cite: the mark, how far each body reaches, the day of writing and whose data it is."""
        reach = ", ".join(f"{body} {day.isoformat()}" for body, day in sorted(self.stamp.through))
        through = f", through {reach}" if reach else ""
        cited = "; ".join(dict.fromkeys(cite for _, _, cite in self.sources if cite))
        return f"{self.mark}{through}. Written {self.written.isoformat()}. From: {cited}"

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms of use of each source, once each; whoever passes the data on passes these on."""
        return tuple(dict.fromkeys(f"{title}: {terms}" for title, terms, _ in self.sources))

    def pairs(self) -> dict[str, str]:
        """All of it as keys and texts, in the order a reader wants them."""
        found = {
            "citation": self.citation,
            "snapshot": self.stamp.snapshot,
            "tier": self.stamp.tier,
            "through": json.dumps({body: day.isoformat() for body, day in sorted(self.stamp.through)}),
            "written": self.written.isoformat(),
            "made_by": f"onrecord {__version__}",
            "terms": "\n".join(self.terms),
        }
        return found | ({"choice": self.choice} if self.choice else {})


def about(con: "duckdb.DuckDBPyConnection", stamp: RecordStamp, choice: str = "") -> About:
    """The provenance of an export made today over a connection that has the table `sources`."""
    rows = con.execute("select title, terms, cite from sources order by origin").fetchall()
    written = dt.datetime.now(dt.UTC).date()
    return About(stamp, written, tuple((str(a), str(b), str(c)) for a, b, c in rows), choice)


def columns_of(table: str) -> dict[str, tuple[str, str]]:
    """Type and meaning of each column of a table, in order."""
    return {name: (kind, means) for held, name, kind, means in documented() if held == table}


def meanings(table: str) -> Mapping[str, str]:
    """What each column of a table means."""
    return {name: means for name, (_, means) in columns_of(table).items()}
