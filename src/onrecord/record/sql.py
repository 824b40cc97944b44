"""The record as tables of an in-process DuckDB that reaches neither network nor any file but the record's own."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from onrecord.record.schema import (
    COVERAGE,
    DEBATES,
    DEFECTS,
    DIFFERENCES,
    FRAGMENTS,
    POSITIONS,
    ROLLCALLS,
    SOURCE_COUNTS,
    SOURCES,
    STATES,
    TIDY,
    Column,
)
from onrecord.terms import Position, UsageError

if TYPE_CHECKING:
    import duckdb

    from onrecord.record.merge import Difference
    from onrecord.record.sources.harvest import Defect
    from onrecord.record.tables import Debate
    from onrecord.terms import Coverage, Fragment, RollCall

_T = TypeVar("_T")
_MEMORY = "600MB"  # sorting a million wide rows would take three times that, for two seconds less
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
STORED: dict[str, tuple[str, ...]] = {
    "rollcalls": tuple(c.name for c in ROLLCALLS),
    "positions": tuple(POSITIONS),
    "fragments": tuple(c.name for c in FRAGMENTS),
    "differences": tuple(c.name for c in DIFFERENCES),
    "coverage": tuple(c.name for c in COVERAGE),
    "debates": tuple(c.name for c in DEBATES),
    "defects": tuple(c.name for c in DEFECTS),
}
"""Every table a record is kept in and its columns, in order."""
TABLES: dict[str, tuple[str, ...]] = STORED | {
    "tidy": tuple(TIDY),
    "states": tuple(c.name for c in STATES),
    "sources": (*(c.name for c in SOURCES), *SOURCE_COUNTS),
}
"""Every table a query may name: those a record is kept in, and those derived from them."""
_MADE_FROM = {"positions": ("rollcalls",), "tidy": ("positions", "rollcalls"), "sources": ("fragments",)}


class Contents(Protocol):
    """What the tables are filled from, where the record is not in files already."""

    @property
    def rollcalls(self) -> Sequence["RollCall"]:
        """Every roll call, sorted."""
        ...

    @property
    def fragments(self) -> Iterable[tuple[str, "Fragment"]]:
        """Every fragment with the identifier of its vote."""
        ...

    @property
    def differences(self) -> Iterable["Difference"]:
        """Where sources differ."""
        ...

    @property
    def coverage(self) -> Sequence["Coverage"]:
        """What is held."""
        ...

    @property
    def debate_rows(self) -> Iterable[tuple[str, "Debate"]]:
        """The Assembly's meetings after vetoes."""
        ...

    @property
    def defects(self) -> Iterable["Defect"]:
        """Oddities met in reading the sources."""
        ...


def connect() -> "duckdb.DuckDBPyConnection":
    """A connection that loads no extension; `close_off` before a user's query runs on it."""
    import duckdb

    con = duckdb.connect(config=_SETTINGS)
    con.execute("set enable_progress_bar = false")  # it would stand between our own answers on standard output
    return con


def close_off(con: "duckdb.DuckDBPyConnection", folder: Path | None = None, writing: Path | None = None) -> None:
    """Leaves the connection no file to read or write but those in the folders, and no way to change that.

    A sort too large for memory goes to `writing`, and nowhere where there is no such folder.
    """
    allowed = ", ".join(literal(f"{one}/") for one in (folder, writing) if one is not None)
    con.execute(f"set temp_directory = {literal(str(writing / 'sorting') if writing else '')}")
    if writing is not None:
        con.execute(f"set memory_limit = '{_MEMORY}'")
    if allowed:
        con.execute(f"set allowed_directories = [{allowed}]")
    con.execute("set enable_external_access = false")
    con.execute("set lock_configuration = true")


def literal(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def fill(con: "duckdb.DuckDBPyConnection", contents: Contents, tables: Collection[str] = tuple(STORED)) -> None:
    """Creates the tables named, and those they are made from, from what a record holds in memory."""
    wanted = {need for name in tables for need in (name, *_MADE_FROM.get(name, ()))}
    made: dict[str, Callable[[], None]] = {
        "rollcalls": lambda: load(con, "rollcalls", ROLLCALLS, contents.rollcalls),
        "positions": lambda: unfold(con),
        "fragments": lambda: load(con, "fragments", FRAGMENTS, contents.fragments),
        "differences": lambda: load(con, "differences", DIFFERENCES, contents.differences),
        "coverage": lambda: load(con, "coverage", COVERAGE, contents.coverage),
        "debates": lambda: load(con, "debates", DEBATES, contents.debate_rows),
        "defects": lambda: load(con, "defects", DEFECTS, contents.defects),
    }
    for name, make in made.items():
        if name in wanted:
            make()


def load(con: "duckdb.DuckDBPyConnection", table: str, columns: Sequence[Column[_T]], values: Iterable[_T]) -> None:
    """Creates one table from values, each cell cast to its column's type."""
    import numpy as np

    held = list(values)
    cells = {c.name: np.array([c.cell(value) for value in held], dtype=object) for c in columns}
    if not held:
        empty = ", ".join(f"{c.name} {c.type}" for c in columns)
        con.execute(f"create table {table} ({empty})")
        return
    con.register("held", cells)
    con.execute(f"create table {table} as select {', '.join(map(_cast, columns))} from held")  # noqa: S608 - ours
    con.unregister("held")


def _cast(column: Column[_T]) -> str:
    """The SQL that reads one column; the empty text is the empty list."""
    name = column.name
    if column.type == "varchar[]":
        return f"list_filter(string_split({name}, chr(31)), lambda entry: entry <> '') as {name}"
    return f"cast({name} as {column.type}) as {name}"


def unfold(con: "duckdb.DuckDBPyConnection") -> None:
    """Creates `positions`, one row a member and vote, from the lists of `rollcalls`."""
    parts = " union all ".join(
        f"select id, date, body, unnest(string_split({p.value}_members, ' ')) as state, '{p.value}' as position "  # noqa: S608
        f"from rollcalls where {p.value}_members <> ''"
        for p in Position
    )
    con.execute(f"create table positions as select * from ({parts}) order by date, id, state")  # noqa: S608 - ours


def named_tables(con: "duckdb.DuckDBPyConnection", query: str) -> set[str]:
    """The record's tables a query reads; all of them where that cannot be told before it runs."""
    import duckdb

    try:
        return {name.rsplit(".", 1)[-1].strip('"').lower() for name in con.get_table_names(query)}
    except duckdb.Error:
        return set(TABLES)


def relation(con: "duckdb.DuckDBPyConnection", query: str) -> "duckdb.DuckDBPyRelation":
    """The query's result; UsageError with DuckDB's own message when it cannot run."""
    import duckdb

    try:
        found = con.sql(query)
    except duckdb.Error as error:
        raise UsageError(
            f"expected one SQL query over the tables {', '.join(TABLES)}, found {query!r}: {error}"
        ) from error
    if found is None:
        raise UsageError(f"expected a SQL query that returns rows, found {query!r}; begin it with select")
    return found


def documented() -> Iterator[tuple[str, str, str, str]]:
    """Table, column, type and meaning of every column, for the data dictionary."""
    described: dict[str, Iterable[tuple[str, str, str]]] = {
        "rollcalls": _told(ROLLCALLS),
        "positions": _listed(POSITIONS),
        "fragments": _told(FRAGMENTS),
        "differences": _told(DIFFERENCES),
        "coverage": _told(COVERAGE),
        "debates": _told(DEBATES),
        "defects": _told(DEFECTS),
        "tidy": _listed(TIDY),
        "states": _told(STATES),
        "sources": (*_told(SOURCES), *_listed(SOURCE_COUNTS)),
    }
    return ((table, *column) for table, columns in described.items() for column in columns)


def _told(columns: Iterable[Column[_T]]) -> list[tuple[str, str, str]]:
    return [(c.name, c.type, c.means) for c in columns]


def _listed(columns: Mapping[str, tuple[str, str]]) -> list[tuple[str, str, str]]:
    return [(name, kind, means) for name, (kind, means) in columns.items()]
