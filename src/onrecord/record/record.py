"""The record as everything else sees it: votes by symbol, day and content, with what it covers."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.record import symbols
from onrecord.record.tables import Debate, Tables, load_core
from onrecord.terms import (
    Body,
    Coverage,
    DataError,
    Fragment,
    Outcome,
    Position,
    RecordStamp,
    RollCall,
    Tally,
    UsageError,
)

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sources of one vote that give different tallies or days; both are kept."""

    id: str
    ours: Fragment
    theirs: Fragment
    what: str  # "tally" or "date"


class Record:
    """An immutable set of roll calls and what is known around them."""

    def __init__(self, tables: Tables, tier: str = "core") -> None:
        self._tables = tables
        self.rollcalls: tuple[RollCall, ...] = tables.rollcalls
        self.stamp = RecordStamp(tables.digest, tier, _through(tables.rollcalls))

    def __len__(self) -> int:
        return len(self.rollcalls)

    @cached_property
    def _by_id(self) -> Mapping[str, RollCall]:
        return {roll.id: roll for roll in self.rollcalls}

    @cached_property
    def _by_key(self) -> Mapping[str, tuple[RollCall, ...]]:
        found: dict[str, list[RollCall]] = {}
        for roll in self.rollcalls:
            for key in dict.fromkeys(symbols.keys(roll)):
                found.setdefault(key, []).append(roll)
        return {key: tuple(rolls) for key, rolls in found.items()}

    def by_id(self, event_id: str) -> RollCall | None:
        """The vote with this identifier, such as `UNGA A/RES/ES-11/1 2022-03-02`; None when not held."""
        return self._by_id.get(event_id)

    def find(self, symbol: str, body: Body | None = None) -> tuple[RollCall, ...]:
        """Every vote the spelling may mean, in order of date; empty when none.

        The exact symbol wins over shortened spellings, a resolution over a draft of the same number.
        """
        exact = self.by_id(symbol.strip())
        if exact is not None:
            return (exact,)
        named, folded = symbols.fold(symbol)
        wanted = body or named
        found = [r for r in self._by_key.get(folded, ()) if wanted is None or r.body is wanted]
        if not found:
            return self._whole_of(symbols.without_part(folded), wanted) if symbols.may_have_parts(folded) else ()
        full = [r for r in found if folded in (symbols.fold(r.symbol)[1], symbols.fold(r.draft)[1])]
        return tuple(full or found)

    def _whole_of(self, folded: str, wanted: Body | None) -> tuple[RollCall, ...]:
        """Votes kept under a symbol without a part letter, for a spelling that names a part."""
        found = (r for r in self._by_key.get(folded, ()) if wanted is None or r.body is wanted)
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
            f"expected the symbol of a vote in the {self.stamp.tier} record, found {symbol!r}; "
            f'nearest: {near}. `onrecord votes` lists what is held, `onrecord sql "from coverage"` how completely.'
        )

    def _nearest(self, symbol: str) -> list[str]:
        """The three symbols spelled most like it."""
        from difflib import get_close_matches

        keys = get_close_matches(symbols.fold(symbol)[1], self._by_key, n=3, cutoff=0.5)
        near = dict.fromkeys(self._by_key[key][0].symbol for key in keys)
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
    ) -> tuple[RollCall, ...]:
        """Votes that pass every filter given.

        `state` alone keeps votes it took part in as a member, with `position` those where it took that side;
        `against` keeps those where the two stood on opposite sides (one yes, one no). `topic` words must all occur
        in the title or linking words.
        """
        from onrecord.record.query import Filters, select

        chosen = Filters(body, state, position, against, since, until, topic, outcome)
        return tuple(select(self.rollcalls, chosen))

    def vetoes(self) -> tuple[RollCall, ...]:
        """Every vetoed proposal, in order of date."""
        return tuple(r for r in self.rollcalls if r.vetoed_by)

    def debates(self) -> Mapping[str, Debate]:
        """The Assembly's meeting after a veto, by the veto's identifier (A/RES/76/262)."""
        return self._tables.debates

    def coverage(self, body: Body, kind: str, on: dt.date | None = None) -> tuple[Coverage, ...]:
        """What is held of this body and kind, on one day when `on` is given; empty means nothing is claimed."""
        return tuple(
            c
            for c in self._tables.coverage
            if c.body is body and c.kind == kind and (on is None or c.first <= on <= c.last)
        )

    def all_coverage(self) -> tuple[Coverage, ...]:
        """Every statement of coverage."""
        return self._tables.coverage

    def disagreements(self) -> Iterator[Disagreement]:
        """Votes whose sources give different tallies or days."""
        for roll in self.rollcalls:
            ours = roll.fragments[0] if roll.fragments else None
            for theirs in roll.fragments[1:]:
                if ours and theirs.tally and roll.tally and not _same(roll.tally, theirs.tally):
                    yield Disagreement(roll.id, ours, theirs, "tally")
                if ours and theirs.day and theirs.day != roll.date:
                    yield Disagreement(roll.id, ours, theirs, "date")

    def sql(self, query: str) -> "duckdb.DuckDBPyRelation":
        """A DuckDB relation over `rollcalls`, `positions` and `coverage`; UsageError when the query cannot run."""
        from onrecord.record.sql import run

        return run(self.rollcalls, self.all_coverage(), query)


def open_record(home: Path | None = None) -> Record:
    """The snapshot `home/current` names, else the core record in the package.

    DataError when a snapshot is there and its manifest cannot be verified: a damaged record is never passed over.
    """
    if home is not None and (home / "current").exists():
        from onrecord.record.snapshot import verify

        verify(home)
        raise DataError(
            f"found a snapshot under {home}, but this version reads the packaged core record only; "
            "unset ONRECORD_HOME to use it"
        )
    return Record(load_core())


def _same(a: Tally, b: Tally) -> bool:
    """Whether two tallies count the votes cast alike."""
    return (a.yes, a.no, a.abstain) == (b.yes, b.no, b.abstain)


def _through(rolls: tuple[RollCall, ...]) -> tuple[tuple[str, dt.date], ...]:
    """The last day held, by body."""
    last: dict[str, dt.date] = {}
    for roll in rolls:
        last[roll.body.value] = max(roll.date, last.get(roll.body.value, roll.date))
    return tuple(sorted(last.items()))
