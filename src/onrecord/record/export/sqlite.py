"""The whole record as one SQLite file, streamed from DuckDB, with keys, indexes and search over titles."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.record.export.about import About
from onrecord.record.export.choice import ORDER
from onrecord.record.export.sqlite_tables import ADDED, COPIED, INDEXES, MADE, SEARCH, VIEWS, create, select
from onrecord.record.sql import documented

if TYPE_CHECKING:
    import duckdb

_BATCH = 20_000
_VOTE_NUMBER = "the vote's number in this file, which ballots refer to"
_BALLOTS = """select v.vote, p.state, p.position
    from positions p join (select row_number() over () as vote, id from (from rollcalls order by {order})) v using (id)
    order by v.vote, p.state"""
_CODES = """select state, coalesce(arg_max(name, coalesce(first, date '0001-01-01')), state),
    coalesce(arg_max(regional_group, coalesce(first, date '0001-01-01')), '')
    from (select distinct state from positions union select code from states) left join states on code = state
    group by state order by state"""


def write_sqlite(con: "duckdb.DuckDBPyConnection", place: Path, about: About) -> Mapping[str, int]:
    """Writes the file; how many rows each table of the record has in it."""
    file = sqlite3.connect(place, isolation_level=None)
    try:
        # The file is written aside and thrown away when anything fails: a journal would only make it slower.
        file.execute("pragma journal_mode = off")
        file.execute("pragma synchronous = off")
        file.execute("begin")
        rows = _fill(con, file)
        _explain(file, about)
        for statement in (*INDEXES, *VIEWS, *_search(file)):
            file.execute(statement)
        file.execute("commit")
        file.execute("analyze")
    finally:
        file.close()
    return rows


def _fill(con: "duckdb.DuckDBPyConnection", file: sqlite3.Connection) -> dict[str, int]:
    for statement in MADE:
        file.execute(statement)
    _put(file, "state_codes", con.execute(_CODES))
    rows: dict[str, int] = {}
    for table in COPIED:
        file.execute(create(table))
        rows[table] = _put(file, table, con.execute(select(table, ORDER[table])))
    ballots = con.execute(_BALLOTS.format(order=ORDER["rollcalls"]))
    rows["positions"] = _put(file, "ballots", ballots)
    return rows


def _put(file: sqlite3.Connection, table: str, found: "duckdb.DuckDBPyConnection") -> int:
    """Copies a result batch by batch, so that a million rows never stand in memory."""
    width = len(found.description or ())
    insert = f"insert into {table} values ({', '.join('?' * width)})"  # noqa: S608 - names are ours
    count = 0
    for batch in _batches(found):
        file.executemany(insert, batch)
        count += len(batch)
    return count


def _batches(found: "duckdb.DuckDBPyConnection") -> Iterator[Sequence[tuple[object, ...]]]:
    while batch := found.fetchmany(_BATCH):
        yield batch


def _explain(file: sqlite3.Connection, about: About) -> None:
    """What the file says of itself: where it is from, and what each column means."""
    file.executemany("insert into about values (?, ?)", about.pairs().items())
    told = [*documented(), ("rollcalls", "vote", "integer", _VOTE_NUMBER)]
    told += [(table, name, *cell) for table, columns in ADDED.items() for name, cell in columns.items()]
    file.executemany("insert into dictionary values (?, ?, ?, ?)", told)


def _search(file: sqlite3.Connection) -> tuple[str, ...]:
    """Full-text search over titles, which Datasette finds by itself; nothing where this Python's SQLite has none."""
    built_in = {str(option) for (option,) in file.execute("pragma compile_options")}
    return SEARCH if "ENABLE_FTS5" in built_in else ()
