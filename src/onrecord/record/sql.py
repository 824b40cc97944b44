"""The record as two tables of an in-process DuckDB that reaches neither network nor files."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.terms import RollCall, UsageError

if TYPE_CHECKING:
    import duckdb

_ROLLCALLS = """create table rollcalls (id varchar, body varchar, symbol varchar, date date, title varchar, kind varchar,
    outcome varchar, yes integer, no integer, abstain integer, absent integer, draft varchar, meeting varchar,
    session varchar, majority varchar, procedural boolean, vetoed_by varchar[], sponsors varchar[], about varchar[],
    topic varchar, tally_basis varchar, positions_basis varchar, note varchar, sources varchar[])"""
_POSITIONS = "create table positions (id varchar, date date, body varchar, state varchar, position varchar)"
_SETTINGS = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "false",
}


def connect(rolls: Iterable[RollCall]) -> "duckdb.DuckDBPyConnection":
    """A closed-off connection with the tables `rollcalls` (a row a vote) and `positions` (a row a member and vote)."""
    import duckdb
    import numpy as np

    rolls = tuple(rolls)
    con = duckdb.connect(config=dict(_SETTINGS))
    con.execute(_ROLLCALLS)
    con.execute(_POSITIONS)
    con.execute("begin")
    con.executemany(f"insert into rollcalls values ({', '.join('?' * 24)})", [_cells(r) for r in rolls])
    cells = [(r.id, r.date.isoformat(), r.body.value, s, p.value) for r in rolls for s, p in r.positions.items()]
    columns = zip(("id", "date", "body", "state", "position"), zip(*cells, strict=True), strict=True)
    held = {name: np.array(values, dtype=object) for name, values in columns}
    con.register("held", held)
    con.execute("insert into positions select id, date::date, body, state, position from held")
    con.unregister("held")
    con.execute("commit")
    return con


def _cells(roll: RollCall) -> list[object]:
    """One row of the table `rollcalls`."""
    tally = roll.tally
    counts = [tally.yes, tally.no, tally.abstain, tally.absent] if tally else [None] * 4
    head = [roll.id, roll.body.value, roll.symbol, roll.date, roll.title, roll.kind.value, roll.outcome.value]
    lists = [list(roll.vetoed_by), list(roll.sponsors), list(roll.about)]
    middle = [roll.draft, roll.meeting, roll.session, roll.majority, roll.procedural]
    tail = [roll.topic, roll.tally_basis.value, roll.positions_basis.value, roll.note, list(roll.sources)]
    return [*head, *counts, *middle, *lists, *tail]


def run(rolls: Iterable[RollCall], query: str) -> "duckdb.DuckDBPyRelation":
    """The query's result; UsageError with DuckDB's own message when it cannot run."""
    import duckdb

    con = connect(rolls)
    try:
        return con.sql(query)
    except duckdb.Error as error:
        raise UsageError(
            f"expected one SQL query over the tables rollcalls and positions, found {query!r}: {error}"
        ) from error
