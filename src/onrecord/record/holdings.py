"""What a record is made of, whether it lies in the package's tables or in a snapshot's files."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from onrecord.record.tables import Debate
from onrecord.terms import Coverage, RollCall

if TYPE_CHECKING:
    import duckdb

    from onrecord.record.merge import Difference
    from onrecord.record.sources.harvest import Defect


class Holdings(Protocol):
    """Everything a `Record` asks of the place its votes are kept in."""

    @property
    def digest(self) -> str:
        """What identifies the content: hexadecimal digits of a SHA-256."""
        ...

    @property
    def through(self) -> tuple[tuple[str, dt.date], ...]:
        """The last day held, by body."""
        ...

    @property
    def size(self) -> int:
        """How many roll calls there are."""
        ...

    @property
    def rollcalls(self) -> tuple[RollCall, ...]:
        """Every roll call, sorted by day, body, symbol and order."""
        ...

    @property
    def coverage(self) -> Sequence[Coverage]:
        """Every statement of coverage."""
        ...

    @property
    def debates(self) -> Mapping[str, Debate]:
        """The Assembly's meeting after a veto, by the veto's identifier."""
        ...

    @property
    def differences(self) -> Iterable["Difference"]:
        """Where the sources of one vote differ."""
        ...

    @property
    def defects(self) -> Iterable["Defect"]:
        """Oddities met in reading the sources."""
        ...

    def keyed(self, folded: str) -> tuple[RollCall, ...]:
        """The roll calls a folded symbol may mean (`symbols.keys`)."""
        ...

    def keys(self) -> Iterable[str]:
        """Every folded symbol that finds a roll call."""
        ...

    def named(self, event_id: str) -> RollCall | None:
        """The roll call with this identifier."""
        ...

    def parts_of(self, symbols: tuple[str, ...]) -> tuple[RollCall, ...]:
        """The roll calls that belong to a text of one of these symbols, in order."""
        ...

    def connection(self, query: str, writing: Path | None = None) -> "duckdb.DuckDBPyConnection":
        """A closed-off connection that has at least the tables the query reads, and may write in `writing`."""
        ...
