"""A snapshot's files as holdings of a record: one vote is read alone, all of them only when asked for."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.record.snapshot import rows
from onrecord.record.snapshot.manifest import identity, reach, stamps
from onrecord.record.tables import Debate
from onrecord.terms import Coverage, RollCall

if TYPE_CHECKING:
    import duckdb

    from onrecord.record.merge import Difference
    from onrecord.record.sources.harvest import Defect
    from onrecord.terms import Fragment

_INDEX = "symbols"


class SnapshotHoldings:
    """One verified snapshot. Every answer comes from this folder, whatever is switched to meanwhile."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.digest = identity(folder)
        self._seen: set[str] = set()

    @cached_property
    def _con(self) -> "duckdb.DuckDBPyConnection":
        """The connection for our own look-ups; a table is opened on it when it is first needed."""
        from onrecord.record import sql

        con = sql.connect()
        sql.close_off(con, self._folder)
        return con

    def _view(self, con: "duckdb.DuckDBPyConnection", table: str) -> None:
        from onrecord.record import sql

        path = sql.literal(str(self._folder / f"{table}.parquet"))
        con.execute(f"create view {table} as select * from read_parquet({path})")  # noqa: S608 - names are ours

    def _open(self, query: str, writing: Path | None = None) -> "duckdb.DuckDBPyConnection":
        from onrecord.record import sql
        from onrecord.record.derived import derive

        con = sql.connect()
        for table in (*sql.STORED, _INDEX):
            self._view(con, table)
        derive(con, sql.named_tables(con, query), stamps(self._folder))
        sql.close_off(con, self._folder, writing)
        return con

    def connection(self, query: str, writing: Path | None = None) -> "duckdb.DuckDBPyConnection":
        """A closed-off connection with every table of the snapshot and those the query derives from them."""
        return self._open(query, writing)

    def _rows(
        self, table: str, columns: Sequence[str], where: str = "", values: Sequence[object] = ()
    ) -> Sequence[rows.Row]:
        for needed in {table, _INDEX if _INDEX in where else table} - self._seen:
            self._view(self._con, needed)
            self._seen.add(needed)
        query = f"select {', '.join(columns)} from {table} {where}"  # noqa: S608 - names are ours, values are bound
        return self._con.execute(query, list(values)).fetchall()

    @cached_property
    def through(self) -> tuple[tuple[str, dt.date], ...]:
        """The last day held, by body."""
        told = reach(self._folder)
        if told is None:  # a snapshot of an earlier version
            found = self._rows("rollcalls", ("body", "max(date)"), "group by body order by body")
            told = tuple((str(body), day) for body, day in found if isinstance(day, dt.date))
        return told

    @cached_property
    def size(self) -> int:
        """How many roll calls there are."""
        ((counted,),) = self._rows("rollcalls", ("count(*)",))
        return int(str(counted))

    @cached_property
    def rollcalls(self) -> tuple[RollCall, ...]:
        """Every roll call, sorted by day, body, symbol and order; of their sources the citations alone."""
        found = self._rows("rollcalls", rows.ROLLCALL_COLUMNS, "order by date, body, symbol, order_in_meeting, id")
        return tuple(map(rows.rollcall, found))

    @cached_property
    def coverage(self) -> tuple[Coverage, ...]:
        """Every statement of coverage."""
        columns = ("body", "kind", "first", "last", "complete", "absence_means", "basis", "tier")
        return tuple(map(rows.coverage, self._rows("coverage", columns)))

    @cached_property
    def debates(self) -> Mapping[str, Debate]:
        """The Assembly's meeting after a veto, by the veto's identifier."""
        return dict(map(rows.debate, self._rows("debates", ("veto", "held_on", "exempt", "note", "source"))))

    @cached_property
    def differences(self) -> tuple["Difference", ...]:
        """Where the sources of one vote differ, as found when the snapshot was built."""
        return tuple(map(rows.difference, self._rows("differences", rows.DIFFERENCE_COLUMNS)))

    @cached_property
    def defects(self) -> tuple["Defect", ...]:
        """Oddities met in reading the sources."""
        return tuple(map(rows.defect, self._rows("defects", rows.DEFECT_COLUMNS)))

    def keyed(self, folded: str) -> tuple[RollCall, ...]:
        """The roll calls a folded symbol may mean, whole with their fragments."""
        return self._whole("where id in (select id from symbols where key = ?)", folded)

    def keys(self) -> Iterable[str]:
        """Every folded symbol that finds a roll call."""
        return [str(key) for (key,) in self._rows(_INDEX, ("distinct key",))]

    def named(self, event_id: str) -> RollCall | None:
        """The roll call with this identifier, whole with its fragments."""
        found = self._whole("where id = ?", event_id)
        return found[0] if found else None

    def parts_of(self, symbols: tuple[str, ...]) -> tuple[RollCall, ...]:
        """The roll calls that belong to a text of one of these symbols, in order; of their sources the citations."""
        order = "order by date, body, symbol, order_in_meeting, id"
        where = f"where part_of <> '' and part_of in (select unnest(?)) {order}"
        return tuple(map(rows.rollcall, self._rows("rollcalls", rows.ROLLCALL_COLUMNS, where, [list(symbols)])))

    def _whole(self, where: str, value: str) -> tuple[RollCall, ...]:
        order = "order by date, body, symbol, order_in_meeting, id"
        found = self._rows("rollcalls", rows.ROLLCALL_COLUMNS, f"{where} {order}", [value])
        ids = [str(row[0]) for row in found]
        given: dict[str, list[Fragment]] = defaultdict(list)
        if ids:
            columns = (*rows.FRAGMENT_COLUMNS, "place")
            for row in self._rows("fragments", columns, "where id in (select unnest(?)) order by place", [ids]):
                given[str(row[0])].append(rows.fragment(row[:-1]))
        return tuple(rows.rollcall(row, tuple(given[str(row[0])])) for row in found)

    def fragments(self) -> Iterable["Fragment"]:
        """Every source's account of every vote, as kept."""
        return map(rows.fragment, self._rows("fragments", rows.FRAGMENT_COLUMNS, "order by origin, ref, id"))
