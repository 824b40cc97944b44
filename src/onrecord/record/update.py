"""Brings the full record up to date: harvests in, a new snapshot beside the old one, and what it would change."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.record.coverage import full_coverage
from onrecord.record.merge import Difference, differences, merged
from onrecord.record.merge.core import core_fragments
from onrecord.record.positions import same_cells
from onrecord.record.record import Record, open_record
from onrecord.record.snapshot import SnapshotHoldings, SourceStamp, prepare, stamps, verify
from onrecord.record.snapshot.manifest import POINTER
from onrecord.record.snapshot.store import Built
from onrecord.record.sources.harvest import Defect, Harvest
from onrecord.record.tables import load_core
from onrecord.terms import Fragment, RollCall

CORE = "core"
_KEPT_BY_REF = frozenset({"press", "table", "override"})
"""Sources that come a vote at a time: a new harvest replaces the votes it names and keeps the rest."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a new snapshot changes against the record in use, by identifier; `changed` says what of each vote."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[tuple[str, str], ...]
    confirmed: tuple[str, ...]  # provisional before, now in the body's own record
    differences: Mapping[str, int]  # of the new record, by what differs
    new_differences: tuple[Difference, ...]
    defects: tuple[Defect, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A snapshot written and verified but not yet in use."""

    folder: Path
    changes: Changes
    votes: int
    same: bool  # nothing differs from the snapshot in use


def build(home: Path, harvests: Sequence[Harvest], version: str, read_on: dt.date) -> Prepared:
    """A new snapshot of what `home` holds, the core of this version and the harvests; to be called by the sole writer.

    Sources not harvested now stay as they were, corrections by hand among them.
    """
    old = open_record(home)
    kept, known, defects = _kept(home, harvests)
    fresh = [replace(f, read_on=f.read_on or read_on) for h in harvests for f in h.fragments]
    core = load_core()
    fragments = [*core_fragments(core.rollcalls), *kept, *fresh]
    rolls = merged(fragments, core.rollcalls)
    found = tuple(d for roll in rolls for d in differences(roll))
    built = Built(
        rolls,
        [(roll.id, f) for roll in rolls for f in roll.fragments],
        found,
        full_coverage(_last_held(fragments), core.coverage),
        core.debates,
        (*defects, *(d for h in harvests for d in h.defects)),
    )
    folder = prepare(home, built, _stamps(known, harvests, read_on), version)
    changes = compare(old, rolls, found, built.defects)
    same = (home / POINTER).exists() and verify(home) == folder
    return Prepared(folder, changes, len(rolls), same)


def _kept(home: Path, harvests: Iterable[Harvest]) -> tuple[list[Fragment], list[SourceStamp], list[Defect]]:
    """What the snapshot in use has of sources and votes that the harvests do not bring anew."""
    if not (home / POINTER).exists():
        return [], [], []
    folder = verify(home)
    held = SnapshotHoldings(folder)
    whole = {h.origin for h in harvests} - _KEPT_BY_REF
    single = {f.key for h in harvests if h.origin in _KEPT_BY_REF for f in h.fragments}
    fragments = [
        f for f in held.fragments() if f.origin and f.origin != CORE and f.origin not in whole and f.key not in single
    ]
    origins = {f.origin for f in fragments}
    known = [s for s in stamps(folder) if s.origin in origins]
    return fragments, known, [d for d in held.defects if d.origin not in {h.origin for h in harvests}]


def _last_held(fragments: Iterable[Fragment]) -> dict[str, dt.date]:
    last: dict[str, dt.date] = {}
    for fragment in fragments:
        if fragment.day is not None and not fragment.month_only:
            last[fragment.origin] = max(fragment.day, last.get(fragment.origin, fragment.day))
    return last


def _stamps(known: Iterable[SourceStamp], harvests: Iterable[Harvest], read_on: dt.date) -> list[SourceStamp]:
    by_origin = {s.origin: s for s in known}
    for h in harvests:
        by_origin[h.origin] = SourceStamp(h.origin, h.digest, h.name, read_on.isoformat(), len(h.fragments))
    return list(by_origin.values())


def compare(old: Record, rolls: Sequence[RollCall], found: Sequence[Difference], defects: Sequence[Defect]) -> Changes:
    """What the new roll calls change against the old record."""
    before = {roll.id: roll for roll in old.rollcalls}
    after = {roll.id: roll for roll in rolls}
    changed = tuple((i, what) for i, roll in after.items() if i in before and (what := _changed(before[i], roll)))
    known = {(d.id, d.what, d.state, d.origin) for d in old.differences()}
    return Changes(
        tuple(i for i in after if i not in before),
        tuple(i for i in before if i not in after),
        changed,
        tuple(i for i, r in before.items() if r.provisional and i in after and not after[i].provisional),
        Counter(d.what for d in found),
        tuple(d for d in found if (d.id, d.what, d.state, d.origin) not in known),
        tuple(defects),
    )


def _changed(old: RollCall, new: RollCall) -> str:
    """What of a vote reads otherwise now, in words; empty where nothing does."""
    told = []
    if old.outcome is not new.outcome:
        told.append(f"outcome {old.outcome} to {new.outcome}")
    if old.tally != new.tally:
        told.append(f"tally {old.tally or 'none'} to {new.tally or 'none'}")
    if not old.positions and new.positions:
        told.append("members' votes now known")
    elif not same_cells(old.positions, new.positions):
        states = [s for s in {*old.positions, *new.positions} if old.positions.get(s) is not new.positions.get(s)]
        told.append(f"votes of {_some(sorted(states))}")
    return "; ".join(told)


def _some(states: Collection[str]) -> str:
    listed = list(states)
    return ", ".join(listed[:6]) + (f" and {len(listed) - 6} more" if len(listed) > 6 else "")
