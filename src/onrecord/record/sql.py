"""The record as three tables of an in-process DuckDB that reaches neither network nor files."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from onrecord.terms import Coverage, RollCall, UsageError

if TYPE_CHECKING:
    import duckdb

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "false",
}
_UNIT = "\x1f"  # between the entries of a list on its way into the database
_COLUMNS: dict[str, tuple[str, Callable[[RollCall], object]]] = {
    "id": ("varchar", lambda r: r.id),
    "body": ("varchar", lambda r: r.body.value),
    "symbol": ("varchar", lambda r: r.symbol),
    "date": ("date", lambda r: r.date.isoformat()),
    "title": ("varchar", lambda r: r.title),
    "kind": ("varchar", lambda r: r.kind.value),
    "outcome": ("varchar", lambda r: r.outcome.value),
    "yes": ("integer", lambda r: r.tally and str(r.tally.yes)),
    "no": ("integer", lambda r: r.tally and str(r.tally.no)),
    "abstain": ("integer", lambda r: r.tally and str(r.tally.abstain)),
    "absent": ("integer", lambda r: None if r.tally is None or r.tally.absent is None else str(r.tally.absent)),
    "draft": ("varchar", lambda r: r.draft),
    "meeting": ("varchar", lambda r: r.meeting),
    "session": ("varchar", lambda r: r.session),
    "majority": ("varchar", lambda r: r.majority),
    "procedural": ("boolean", lambda r: str(r.procedural)),
    "vetoed_by": ("varchar[]", lambda r: _UNIT.join(r.vetoed_by)),
    "sponsors": ("varchar[]", lambda r: _UNIT.join(r.sponsors)),
    "about": ("varchar[]", lambda r: _UNIT.join(r.about)),
    "topic": ("varchar", lambda r: r.topic),
    "tally_basis": ("varchar", lambda r: r.tally_basis.value),
    "positions_basis": ("varchar", lambda r: r.positions_basis.value),
    "note": ("varchar", lambda r: r.note),
    "sources": ("varchar[]", lambda r: _UNIT.join(r.sources)),
}

_COVERAGE: dict[str, tuple[str, Callable[[Coverage], object]]] = {
    "body": ("varchar", lambda c: c.body.value),
    "kind": ("varchar", lambda c: c.kind),
    "first": ("date", lambda c: c.first.isoformat()),
    "last": ("date", lambda c: c.last.isoformat()),
    "complete": ("boolean", lambda c: str(c.complete)),
    "absence_means": ("varchar", lambda c: c.absence_means),
    "basis": ("varchar", lambda c: c.basis),
}


def connect(rolls: Iterable[RollCall], held: Iterable[Coverage]) -> "duckdb.DuckDBPyConnection":
    """A closed-off connection with three tables.

    `rollcalls` has a row a vote, `positions` a row a member and vote, `coverage` a row a body, kind of item and time.
    """
    import duckdb

    rolls = tuple(rolls)
    con = duckdb.connect(config=_SETTINGS)
    heads = {name: [value(roll) for roll in rolls] for name, (_, value) in _COLUMNS.items()}
    _load(con, "rollcalls", heads, {name: kind for name, (kind, _) in _COLUMNS.items()})
    cells = [(number, state, side.value) for number, r in enumerate(rolls) for state, side in r.positions.items()]
    numbers, states, sides = zip(*cells, strict=True) if cells else ((), (), ())
    kinds = {"number": "integer", "state": "varchar", "position": "varchar"}
    _load(con, "cells", {"number": numbers, "state": states, "position": sides}, kinds)
    ids = {"number": range(len(rolls)), "id": heads["id"], "date": heads["date"], "body": heads["body"]}
    _load(con, "ids", ids, {"number": "integer", "id": "varchar", "date": "date", "body": "varchar"})
    con.execute(
        "create table positions as select id, date, body, state, position from cells join ids using (number) "
        "order by number, state"
    )
    con.execute("drop table cells")
    con.execute("drop table ids")
    covered = list(held)
    stated = {name: [value(c) for c in covered] for name, (_, value) in _COVERAGE.items()}
    _load(con, "coverage", stated, {name: kind for name, (kind, _) in _COVERAGE.items()})
    return con


def _load(
    con: "duckdb.DuckDBPyConnection", table: str, columns: Mapping[str, Sequence[object]], kinds: Mapping[str, str]
) -> None:
    """Creates a table from columns of text and numbers, each cast to its type."""
    import numpy as np

    held = {name: np.array(values, dtype=np.int64 if name == "number" else object) for name, values in columns.items()}
    chosen = ", ".join(_cast(name, kind) for name, kind in kinds.items())
    con.register("held", held)
    con.execute(f"create table {table} as select {chosen} from held")  # noqa: S608 - names and types are ours
    con.unregister("held")


def _cast(name: str, kind: str) -> str:
    """The SQL that reads one column; the empty text is the empty list."""
    if kind == "varchar[]":
        return f"list_filter(string_split({name}, chr(31)), lambda entry: entry <> '') as {name}"
    return f"cast({name} as {kind}) as {name}"


def run(rolls: Iterable[RollCall], held: Iterable[Coverage], query: str) -> "duckdb.DuckDBPyRelation":
    """The query's result; UsageError with DuckDB's own message when it cannot run."""
    import duckdb

    con = connect(rolls, held)
    try:
        found = con.sql(query)
    except duckdb.Error as error:
        raise UsageError(
            f"expected one SQL query over the tables rollcalls, positions and coverage, found {query!r}: {error}"
        ) from error
    if found is None:
        raise UsageError(f"expected a SQL query that returns rows, found {query!r}; begin it with select")
    return found
