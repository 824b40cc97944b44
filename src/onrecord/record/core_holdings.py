"""The packaged core tables as holdings of a record, all in memory."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.record import symbols
from onrecord.record.tables import Debate, Tables
from onrecord.terms import Coverage, Fragment, RollCall

if TYPE_CHECKING:
    import duckdb

    from onrecord.record.merge import Difference
    from onrecord.record.sources.harvest import Defect


class CoreHoldings:
    """The core record, or any other small set of roll calls read into memory."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.digest = tables.digest
        self.rollcalls = tables.rollcalls
        self.coverage: tuple[Coverage, ...] = tables.coverage
        self.debates: Mapping[str, Debate] = tables.debates
        self.defects: tuple[Defect, ...] = ()

    @property
    def size(self) -> int:
        """How many roll calls there are."""
        return len(self.rollcalls)

    @cached_property
    def through(self) -> tuple[tuple[str, dt.date], ...]:
        """The last day held, by body."""
        last: dict[str, dt.date] = {}
        for roll in self.rollcalls:
            last[roll.body.value] = max(roll.date, last.get(roll.body.value, roll.date))
        return tuple(sorted(last.items()))

    @property
    def fragments(self) -> Iterator[tuple[str, Fragment]]:
        """Every fragment with the identifier of its vote."""
        return ((roll.id, fragment) for roll in self.rollcalls for fragment in roll.fragments)

    @property
    def debate_rows(self) -> Iterable[tuple[str, Debate]]:
        """The Assembly's meetings after vetoes."""
        return self.debates.items()

    @cached_property
    def differences(self) -> tuple["Difference", ...]:
        """Where the sources of one vote differ."""
        from onrecord.record.merge import differences

        return tuple(found for roll in self.rollcalls for found in differences(roll))

    @cached_property
    def _by_key(self) -> Mapping[str, tuple[RollCall, ...]]:
        found: dict[str, list[RollCall]] = {}
        for roll in self.rollcalls:
            for key in dict.fromkeys(symbols.keys(roll)):
                found.setdefault(key, []).append(roll)
        return {key: tuple(rolls) for key, rolls in found.items()}

    @cached_property
    def _by_id(self) -> Mapping[str, RollCall]:
        return {roll.id: roll for roll in self.rollcalls}

    def keyed(self, folded: str) -> tuple[RollCall, ...]:
        """The roll calls a folded symbol may mean."""
        return self._by_key.get(folded, ())

    def keys(self) -> Iterable[str]:
        """Every folded symbol that finds a roll call."""
        return self._by_key.keys()

    def named(self, event_id: str) -> RollCall | None:
        """The roll call with this identifier."""
        return self._by_id.get(event_id)

    def parts_of(self, symbols: tuple[str, ...]) -> tuple[RollCall, ...]:
        """The roll calls that belong to a text of one of these symbols, in order."""
        return tuple(roll for roll in self.rollcalls if roll.part_of and roll.part_of in symbols)

    def connection(self, query: str, writing: Path | None = None) -> "duckdb.DuckDBPyConnection":
        """A closed-off connection with the tables the query reads, made from memory; it may write in `writing`."""
        from onrecord.record import sql
        from onrecord.record.derived import derive

        con = sql.connect()
        named = sql.named_tables(con, query)
        sql.fill(con, self, named)
        derive(con, named)
        sql.close_off(con, writing=writing)
        return con
