"""The exchange tables' Council resolutions, and where the Library's own yearly table counts them otherwise."""

import datetime as dt
import re
from pathlib import Path

from onrecord.record.positions import Seats
from onrecord.record.sources.exchange.tables import Head, digest, heads, rows, tally
from onrecord.record.sources.harvest import Defect, Harvest
from onrecord.states import seat_code
from onrecord.terms import Basis, Body, Fragment, ItemKind, Outcome, Position, Tally

_ORIGIN, _TABLE_ORIGIN = "exchange-council", "exchange-council-table"
_BRACKET = re.compile(r"\[(.*)\]\s*$", re.DOTALL)
_YEAR = re.compile(r"\(\d{4}\)$")
UN_TABLE = "UN Library yearly meetings table (to July 2022)"


def read(folder: Path) -> list[Harvest]:
    """The resolutions as the Library's voting records have them, and the yearly table's differing tallies."""
    names = ["sc_rollcalls.parquet", "sc_votes.parquet"]
    found = heads(folder, *names)
    read_bytes = digest(*(folder / n for n in names))
    harvests = [Harvest(_ORIGIN, tuple(map(_fragment, found)), (), read_bytes, whole=True)]
    checks = folder / "facts" / "sc_tally_check.csv"
    if checks.is_file():
        table = rows(checks, ("resolution", "date", "ours", "un_table", "table_not_voting", "reading"))
        fragments = tuple(f for row in table if (f := _stated_otherwise(row)) is not None)
        odd = tuple(
            Defect(_TABLE_ORIGIN, row["resolution"], f"a tally printed as {row['un_table']!r}", "left out")
            for row in table
            if _stated_otherwise(row) is None
        )
        harvests.append(Harvest(_TABLE_ORIGIN, fragments, odd, digest(checks), whole=True))
    return harvests


def _fragment(head: Head) -> Fragment:
    day, number = head.day(), head.text("undl_id")
    votes = {seat_code(state, day): position for state, position in head.positions.items()}
    silent = set(votes.values()) == {Position.ABSENT}
    title = head.text("title")
    inner = _BRACKET.search(title)
    return Fragment(
        source=f"UN Digital Library record {number}",
        basis=Basis.DOCUMENT,
        tally=None if silent else _counted(votes),
        day=day,
        note="no vote of any member in the source: adopted without a vote" if silent else "",
        origin=_ORIGIN,
        ref=number,
        address=f"https://digitallibrary.un.org/record/{number}",
        body=Body.UNSC,
        symbol=_YEAR.sub("", head.text("resolution")),
        kind=ItemKind.RESOLUTION,
        title=(inner[1] if inner else title).strip().rstrip("."),
        outcome=Outcome.ADOPTED_WITHOUT_VOTE if silent else Outcome.ADOPTED,
        positions=Seats(()) if silent else head.positions,
        meeting=head.text("meeting"),
        agenda=head.text("agenda"),
    )


def _counted(votes: dict[str, Position]) -> Tally:
    sides = list(votes.values())
    return Tally(*(sides.count(p) for p in (Position.YES, Position.NO, Position.ABSTAIN, Position.ABSENT)))


def _stated_otherwise(row: dict[str, str]) -> Fragment | None:
    figures = row["un_table"].strip().split("-")
    if len(figures) != 3 or not all(f.isdigit() for f in figures):
        return None
    return Fragment(
        source=UN_TABLE,
        basis=Basis.DOCUMENT,
        tally=tally(figures[0], figures[1], figures[2], row["table_not_voting"]),
        day=dt.date.fromisoformat(row["date"]),
        note=row["reading"],
        origin=_TABLE_ORIGIN,
        ref=row["resolution"],
        body=Body.UNSC,
        symbol=_YEAR.sub("", row["resolution"]),
        kind=ItemKind.RESOLUTION,
    )
