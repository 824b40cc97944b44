"""The full record held against the exchange tables: what must load, what differs, what the audit finds."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.record import Record


@dataclass(frozen=True, slots=True)
class Figure:
    """One count: what the tables hold, what the record holds, and why they may differ; `wrong` fails the gate."""

    what: str
    expected: int
    found: int
    why: str = ""

    @property
    def wrong(self) -> bool:
        """Whether the two differ and nothing explains it."""
        return self.expected != self.found and not self.why


def built(source: Path, home: Path) -> "Record":
    """A full record of the exchange tables in `source`, under `home`."""
    from onrecord.record import open_record
    from onrecord.record.snapshot import sole_writer, switch
    from onrecord.record.sources import exchange
    from onrecord.record.update import build

    with sole_writer(home):
        prepared = build(home, exchange.read(source), "eval", datetime.now(UTC).date())
        switch(home, prepared.folder)
    return open_record(home)


def figures(record: "Record", source: Path) -> list[Figure]:
    """What the record holds of each table, counted from table and record apart."""
    import duckdb

    con = duckdb.connect()
    tables = {
        name: f"'{source}/{name}.parquet'" for name in ("ga_rollcalls", "sc_rollcalls", "hrc_rollcalls", "hrc_votes")
    }
    facts = source / "facts"

    def table(query: str) -> int:
        return int(con.execute(query).fetchall()[0][0])

    def held(query: str) -> int:
        return int(record.sql(query).fetchall()[0][0])

    def votes_of(origin: str, where: str = "true") -> int:
        return held(f"select count(distinct id) from fragments where origin = '{origin}' and {where}")

    own, shared = _preferred(record, con, tables["ga_rollcalls"])
    preferred = f"select count(*) from {tables['ga_rollcalls']} where preferred"
    hrc = tables["hrc_rollcalls"]
    return [
        Figure("Assembly roll calls, preferred", table(preferred), own + shared),
        Figure(
            "  of them votes of their own",
            table(preferred),
            own,
            "the others are Voeten's copies, cell for cell, of votes the tables tie to another row or to none",
        ),
        Figure("Assembly rows of both sources", table(f"select count(*) from {tables['ga_rollcalls']}"), _rows(held)),
        Figure(
            "Council resolutions",
            table(f"select count(distinct resolution) from {tables['sc_rollcalls']}"),
            votes_of("exchange-council"),
        ),
        Figure(
            "vetoes and failed drafts",
            sum(table(f"select count(*) from '{facts}/{name}.csv'") for name in ("sc_vetoes", "sc_failed")),
            votes_of("exchange-council-facts"),
        ),
        Figure(
            "IAEA Board votes", table(f"select count(*) from '{facts}/iaea_tallies.csv'"), votes_of("exchange-board")
        ),
        Figure("Human Rights texts", table(f"select count(*) from {hrc}"), votes_of("exchange-rights")),
        Figure(
            "Human Rights lists to be used",
            table(f"select count(*) from {hrc} where use_members"),
            votes_of("exchange-rights", "concat(yes_members, no_members, abstain_members, absent_members) <> ''"),
        ),
        Figure(
            "Assembly votes whose sources contradict each other",
            table(f"select count(*) from {tables['ga_rollcalls']} where conflict and preferred"),
            held("select count(*) from rollcalls where body = 'UNGA' and tally_basis = 'disputed'"),
            "the README names four pairs; the rule here takes in every pair more than ten votes or cells apart",
        ),
        Figure("the README's four contradictions, held against nobody", 4, _four(record, con, tables["ga_rollcalls"])),
    ]


def _preferred(record: "Record", con: "object", table: str) -> tuple[int, int]:
    """Preferred rows that are a vote of their own, and those that share one with another preferred row."""
    import duckdb

    assert isinstance(con, duckdb.DuckDBPyConnection)
    rows = con.execute(f"select source, source_id from {table} where preferred").fetchall()
    origin = {"undl": "exchange-assembly", "voeten": "exchange-voeten"}
    wanted = {(origin[source], str(number)) for source, number in rows}
    found = Counter(
        vote
        for vote, source, ref in record.sql("select id, origin, ref from fragments").fetchall()
        if (source, ref) in wanted
    )
    return len(found), sum(found.values()) - len(found)


def _rows(held: "object") -> int:
    assert callable(held)
    return int(held("select count(*) from fragments where origin in ('exchange-assembly', 'exchange-voeten')"))


def _four(record: "Record", con: "object", table: str) -> int:
    """Of the votes the tables mark as conflicting, those known here on a basis that contradicts nobody."""
    import duckdb

    assert isinstance(con, duckdb.DuckDBPyConnection)
    rows = con.execute(f"select resolution from {table} where conflict and preferred").fetchall()
    return sum(not record.rollcall(f"{symbol}").positions_basis.firm for (symbol,) in rows)


def _because(figure: Figure) -> str:
    return f"  ({figure.why})" if figure.why and figure.found != figure.expected else ""


def report(record: "Record", source: Path) -> tuple[list[str], list[str]]:
    """The lines to print, and what is wrong: a count that is off, or anything the audit cannot explain."""
    from onrecord.record import AuditStatus, audit

    counted = figures(record, source)
    lines = [f"full record from the exchange tables: {len(record):,} votes", ""]
    lines += [f"  {f.what:<58} {f.found:>6,} of {f.expected:>6,}{_because(f)}" for f in counted]
    rows = list(audit(record))
    status = Counter(str(row.status) for row in rows)
    differing = Counter(d.what for d in record.differences())
    told = ", ".join(f"{n:,} {what}" for what, n in sorted(differing.items()))
    verdicts = ", ".join(f"{status[name]:,} {name}" for name in ("equal", "explained", "unexplained"))
    lines += [
        f"  differences between sources, kept and listed: {told}",
        f"  audit: {len(rows):,} checks, {verdicts}",
        "",
    ]
    wrong = [f"{f.what}: {f.found:,}, expected {f.expected:,}" for f in counted if f.wrong]
    wrong += [
        f"unexplained: {r.id} {r.check} {r.recorded!r} {r.recomputed!r}"
        for r in rows
        if r.status is AuditStatus.UNEXPLAINED
    ]
    return lines, wrong


@contextmanager
def measured(source: Path) -> Iterator["tuple[Record, list[str], list[str]]"]:
    """The record with its report, for as long as the caller looks at it."""
    with tempfile.TemporaryDirectory() as folder:
        record = built(source, Path(folder))
        yield (record, *report(record, source))
