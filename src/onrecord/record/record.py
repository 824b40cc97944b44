"""The record as everything else sees it: votes by symbol, day and content, with what it covers."""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.record import symbols
from onrecord.record.core_holdings import CoreHoldings
from onrecord.record.tables import Debate, Tables, load_core
from onrecord.terms import (
    Body,
    Coverage,
    ItemKind,
    Outcome,
    Position,
    RecordStamp,
    RollCall,
    UsageError,
)

if TYPE_CHECKING:
    import duckdb

    from onrecord.record.export import Written
    from onrecord.record.holdings import Holdings
    from onrecord.record.merge import Difference
    from onrecord.record.sources.harvest import Defect


class Record:
    """An immutable set of roll calls and what is known around them."""

    def __init__(self, held: "Tables | Holdings", tier: str = "core") -> None:
        self._held: Holdings = CoreHoldings(held) if isinstance(held, Tables) else held
        self.stamp = RecordStamp(self._held.digest, tier, self._held.through)

    def __len__(self) -> int:
        return self._held.size

    @property
    def rollcalls(self) -> tuple[RollCall, ...]:
        """Every roll call, sorted by day, body, symbol and order."""
        return self._held.rollcalls

    def by_id(self, event_id: str) -> RollCall | None:
        """The vote with this identifier, such as `UNGA A/RES/ES-11/1 2022-03-02`; None when not held."""
        return self._held.named(event_id)

    def find(self, symbol: str, body: Body | None = None) -> tuple[RollCall, ...]:
        """Every vote the spelling may mean, in order of date; empty when none.

        The exact symbol wins over shortened spellings, a resolution over a draft of the same number.
        """
        exact = self.by_id(symbol.strip())
        if exact is not None:
            return (exact,)
        named, folded = symbols.fold(symbol)
        wanted = body or named
        found = [r for r in self._held.keyed(folded) if wanted is None or r.body is wanted]
        if not found:
            return self._whole_of(symbols.without_part(folded), wanted) if symbols.may_have_parts(folded) else ()
        year = symbols.year_of(symbol)
        found = [r for r in found if r.date.year == year] or found
        full = [r for r in found if folded in (symbols.fold(r.symbol)[1], symbols.fold(r.draft)[1])]
        return tuple(full or found)

    def _whole_of(self, folded: str, wanted: Body | None) -> tuple[RollCall, ...]:
        """Votes kept under a symbol without a part letter, for a spelling that names a part."""
        found = (r for r in self._held.keyed(folded) if wanted is None or r.body is wanted)
        return tuple(r for r in found if symbols.fold(r.symbol)[1].endswith(folded))

    def rollcall(self, symbol: str, body: Body | None = None) -> RollCall:
        """The one vote meant; UsageError names the nearest symbols, or all the votes a spelling may mean."""
        found = self.find(symbol, body)
        if len(found) == 1:
            return found[0]
        if found:
            listed = "; ".join(r.id for r in found[:8])
            raise UsageError(f"{symbol!r} may mean {len(found)} votes: {listed}. Type one of these in full.")
        near = ", ".join(self._nearest(symbol))
        raise UsageError(
            f"expected the symbol of a vote in the {self.stamp.tier} record, found {symbol!r}; nearest: {near}. "
            f"{self._reach(body or symbols.body_of(symbol))}"
        )

    def _reach(self, body: Body | None) -> str:
        """Of what the record is complete, so that nobody takes an absence from it for more than it is."""
        held = [c for c in self.all_coverage() if c.complete and c.body is body]
        told = "; ".join(f"{c.kind.replace('_', ' ')} {c.first} to {c.last}" for c in held)
        more = '`onrecord votes` lists what is held, `onrecord sql "from coverage"` how completely.'
        return more if body is None else f"Of the {body.title} it is complete for {told or 'nothing'}. {more}"

    def _nearest(self, symbol: str) -> list[str]:
        """The three symbols spelled most like it."""
        from difflib import get_close_matches

        keys = get_close_matches(symbols.fold(symbol)[1], self._held.keys(), n=3, cutoff=0.5)
        near = dict.fromkeys(self._held.keyed(key)[0].symbol for key in keys)
        return list(near) or [r.symbol for r in self.rollcalls[-3:]]

    def between(self, first: dt.date, last: dt.date, body: Body | None = None) -> tuple[RollCall, ...]:
        """Votes from `first` through `last`, both included."""
        return tuple(r for r in self.rollcalls if first <= r.date <= last and (body is None or r.body is body))

    def votes(
        self,
        *,
        body: Body | None = None,
        state: str | None = None,
        position: Position | None = None,
        against: str | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
        topic: str | None = None,
        outcome: Outcome | None = None,
        session: str | None = None,
        issue: str | None = None,
        kind: ItemKind | None = None,
        text: str | None = None,
        committee: str | None = None,
        provisional: bool | None = None,
    ) -> tuple[RollCall, ...]:
        """Votes that pass every filter given.

        `state` alone keeps votes it took part in as a member, with `position` those where it took that side;
        `against` keeps those where the two stood on opposite sides (one yes, one no). `topic` words must all occur
        in the title or linking words, `text` words in title, agenda item, note or symbol. `session` is as the body
        counts (77, ES-11), `issue` one of Voeten's codes, `committee` words of its name, or "plenary".
        """
        from onrecord.record.query import Filters, select

        of = (body, state, position, against, since, until, topic, outcome, session, issue, kind, text, committee)
        chosen = Filters(*of, provisional)
        return tuple(select(self.rollcalls, chosen))

    def vetoes(self) -> tuple[RollCall, ...]:
        """Every vetoed proposal, in order of date."""
        return tuple(r for r in self.rollcalls if r.vetoed_by)

    def parts(self, roll: RollCall) -> tuple[RollCall, ...]:
        """The votes on a text's paragraphs, amendments and motions and on it in committee, in order of day."""
        symbols_of = tuple(filter(None, (roll.symbol, roll.draft)))
        return tuple(r for r in self._held.parts_of(symbols_of) if r.body is roll.body and r.id != roll.id)

    def debates(self) -> Mapping[str, Debate]:
        """The Assembly's meeting after a veto, by the veto's identifier (A/RES/76/262)."""
        return self._held.debates

    def coverage(self, body: Body, kind: str, on: dt.date | None = None) -> tuple[Coverage, ...]:
        """What is held of this body and kind, on one day when `on` is given; empty means nothing is claimed."""
        return tuple(
            c
            for c in self._held.coverage
            if c.body is body and c.kind == kind and (on is None or c.first <= on <= c.last)
        )

    def all_coverage(self) -> tuple[Coverage, ...]:
        """Every statement of coverage."""
        return tuple(self._held.coverage)

    def differences(self) -> Iterable["Difference"]:
        """Where the sources of one vote differ: in a member's vote, a tally, a day or an outcome."""
        return self._held.differences

    def defects(self) -> Iterable["Defect"]:
        """Oddities met in reading the sources, and what was made of each."""
        return self._held.defects

    def sql(self, query: str) -> "duckdb.DuckDBPyRelation":
        """A DuckDB relation over the record's tables (docs/dictionary.md); UsageError when the query cannot run.

        Take `.fetchall()`, or with the library installed `.df()`, `.pl()` or `.arrow()`.
        """
        from onrecord.record.sql import relation

        return relation(self._held.connection(query), query)

    def table(self, name: str = "rollcalls") -> "duckdb.DuckDBPyRelation":
        """One whole table as a DuckDB relation, to filter, join and hand over; UsageError for a table there is not."""
        from onrecord.record.sql import TABLES

        if name not in TABLES:
            raise UsageError(f"expected one of the tables {', '.join(TABLES)}, found {name!r}")
        return self.sql(f"select * from {name}")  # noqa: S608 - the name is one of ours

    def export(
        self,
        path: str | Path,
        *,
        table: str = "",
        body: Body | None = None,
        state: str = "",
        since: dt.date | None = None,
        until: dt.date | None = None,
    ) -> "Written":
        """Writes the record for other programs, in the form the name's ending stands for; says what was written.

        `.csv`, `.csv.gz` and `.parquet` hold one table, `tidy` if none is named, `.sqlite` and a folder all of them.
        An earlier export there is replaced in one step. UsageError when it cannot be written.
        """
        from onrecord.record.export import Choice, export

        return export(self._held, self.stamp, Path(path), Choice(table, body, state, since, until))


def open_record(home: Path | None = None) -> Record:
    """The snapshot `home/current` names, else the core record in the package.

    DataError when a snapshot is there and its manifest cannot be verified: a damaged record is never passed over.
    """
    if home is not None and ((home / "current").exists() or (home / "current").is_symlink()):
        from onrecord.record.snapshot import SnapshotHoldings, verify

        return Record(SnapshotHoldings(verify(home)), "full")
    return Record(load_core())
