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
from onrecord.record.snapshot.store import SNAPSHOTS, Built
from onrecord.record.sources.harvest import Defect, Fault, Harvest, refuse
from onrecord.record.sources.registry import source
from onrecord.record.sources.seated import MOST_SEATS, possible_members
from onrecord.record.tables import load_core
from onrecord.states import council_size
from onrecord.terms import Body, Fragment, RollCall, Tally, UsageError

CORE = "core"
_MOST_REMOVED = 50
"""Votes that may vanish from the record without a person's word; the Library takes back a handful at most."""


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
    fresh: bool  # written now, not kept from an earlier update
    first: bool  # no snapshot was in use before, only the core record

    @property
    def removes_much(self) -> bool:
        """Whether more votes would vanish than a source takes back: a cut file may look like a shorter one."""
        return not self.first and len(self.changes.removed) > _MOST_REMOVED


def build(home: Path, harvests: Sequence[Harvest], version: str, read_on: dt.date) -> Prepared:
    """A new snapshot of what `home` holds, the core of this version and the harvests; to be called by the sole writer.

    Sources not harvested now stay as they were, corrections by hand among them.
    """
    old = open_record(home)
    harvests = _each_once(harvests)
    kept, known, defects = _kept(home, harvests)
    before = _read_before(home)
    fresh = [
        replace(f, read_on=f.read_on or before.get((h.origin, h.digest), read_on))
        for h in harvests
        for f in h.fragments
    ]
    _refuse_the_impossible(fresh, read_on)
    made_from = _stamps(known, harvests, read_on)
    core = load_core()
    fragments = [*core_fragments(core.rollcalls), *kept, *fresh]
    rolls = merged(fragments, core.rollcalls)
    _refuse_corrections_of_nothing(rolls)
    found = tuple(d for roll in rolls for d in differences(roll))
    built = Built(
        rolls,
        [(roll.id, f) for roll in rolls for f in roll.fragments],
        found,
        full_coverage(_last_held(made_from), core.coverage),
        core.debates,
        tuple(dict.fromkeys((*defects, *(d for h in harvests for d in h.defects)))),
    )
    changes = compare(old, rolls, found, built.defects)
    earlier = {path.name for path in (home / SNAPSHOTS).glob("*")}
    folder = prepare(home, built, made_from, version)
    first = not (home / POINTER).exists()
    same = not first and verify(home).resolve() == folder.resolve()
    return Prepared(folder, changes, len(rolls), same, folder.name not in earlier, first)


def _refuse_the_impossible(fragments: Iterable[Fragment], today: dt.date) -> None:
    """DataError for a vote that has not been taken yet (a day ahead may be another clock's) or counts too many."""
    faults = []
    for f in fragments:
        named = f"{f.symbol or f.draft or f.ref} ({f.source or f.origin})"
        if f.day is not None and f.day > today + dt.timedelta(days=1):
            faults.append(Fault(named, f"a day no later than {today}", f"{f.day}"))
        most = _most_voters(f)
        if f.tally is not None and most and f.tally.yes + f.tally.no + f.tally.abstain > most:
            faults.append(Fault(named, f"a tally of at most {most} members", str(f.tally)))
    if faults:
        raise refuse("the update", faults, "Mend the file, then run the update again")


def _most_voters(fragment: Fragment) -> int:
    """Members a body had at most around a vote's day; 0 where that is not known."""
    if fragment.day is None or fragment.body is None:
        return 0
    match fragment.body:
        case Body.UNGA:
            return len(possible_members(fragment.day, month_only=True))
        case Body.UNSC:
            return council_size(fragment.day)
        case Body.UNHRC | Body.UNCHR:
            return MOST_SEATS[fragment.body]
        case Body.IAEA:
            return 35


def _refuse_corrections_of_nothing(rolls: Iterable[RollCall]) -> None:
    """DataError for a correction by hand that fits no vote: it would make one up."""
    lost = [roll for roll in rolls if all(f.origin == "override" for f in roll.fragments)]
    faults = [
        Fault(f"the correction of {r.symbol}", "a vote of that body, symbol and day", f"none on {r.date}") for r in lost
    ]
    if faults:
        raise refuse("the update", faults, "`onrecord vote SYMBOL` tells the day; mend the row, then try again")


def _each_once(harvests: Sequence[Harvest]) -> list[Harvest]:
    """The harvests in an order of their own, a file given twice once.

    UsageError where two files of one source tell of the same vote, since neither can be preferred.
    """
    once = {(h.origin, h.name, h.digest): h for h in harvests}
    ordered = [once[key] for key in sorted(once)]
    told: dict[tuple[str, str], tuple[Harvest, Fragment]] = {}
    for harvest in ordered:
        for fragment in harvest.fragments:
            other, first = told.setdefault((harvest.origin, fragment.ref), (harvest, fragment))
            if other is not harvest and first != fragment:
                raise UsageError(
                    f"{other.name} and {harvest.name} both tell of {source(harvest.origin).title}, {fragment.ref}, and "
                    "differently; give the newer of the two alone, or give tables names of their own"
                )
    return ordered


def _read_before(home: Path) -> dict[tuple[str, str], dt.date]:
    """The day on which bytes already in the record were first read, so that reading them again changes nothing."""
    if not (home / POINTER).exists():
        return {}
    return {(s.origin, s.digest): dt.date.fromisoformat(s.read_on) for s in stamps(verify(home))}


def _kept(home: Path, harvests: Iterable[Harvest]) -> tuple[list[Fragment], list[SourceStamp], list[Defect]]:
    """What the snapshot in use has of sources and votes that the harvests do not bring anew."""
    if not (home / POINTER).exists():
        return [], [], []
    folder = verify(home)
    held = SnapshotHoldings(folder)
    whole = {h.origin for h in harvests if h.whole}
    single = {_given_as(f) for h in harvests if not h.whole for f in h.fragments}
    fragments = [
        f
        for f in held.fragments()
        if f.origin and f.origin != CORE and f.origin not in whole and _given_as(f) not in single
    ]
    origins = {f.origin for f in fragments}
    known = [s for s in stamps(folder) if s.origin in origins]
    return fragments, known, [d for d in held.defects if d.origin in origins]


def _given_as(fragment: Fragment) -> str:
    """What a new harvest replaces as one: everything that a press release or a user's table of one name told."""
    return fragment.key.rpartition("#")[0] or fragment.key


def _last_held(sources: Iterable[SourceStamp]) -> dict[str, dt.date]:
    """The last day of every source that was read whole; of the others nothing can be said to be complete."""
    return {s.origin: dt.date.fromisoformat(s.through) for s in sources if s.through}


def _stamps(known: Iterable[SourceStamp], harvests: Iterable[Harvest], read_on: dt.date) -> list[SourceStamp]:
    """What the new record is made from: a whole source once, a source read in parts once a part."""
    stamped = {(s.origin, "" if s.through else s.name): s for s in known}
    for h in harvests:
        key = (h.origin, "" if h.whole else h.name)
        old = stamped.get(key)
        first = old.read_on if old is not None and old.digest == h.digest else read_on.isoformat()
        through = h.through.isoformat() if h.whole and h.through else ""
        stamped[key] = SourceStamp(h.origin, h.digest, h.name, first, len(h.fragments), through)
    return list(stamped.values())


def compare(old: Record, rolls: Sequence[RollCall], found: Sequence[Difference], defects: Sequence[Defect]) -> Changes:
    """What the new roll calls change against the old record; a vote under another name now is the same vote."""
    before = {roll.id: roll for roll in old.rollcalls}
    after = {roll.id: roll for roll in rolls}
    now = _renamed(old, [i for i in before if i not in after], rolls)
    pairs = [(i, roll, after[now.get(i, i)]) for i, roll in before.items() if now.get(i, i) in after]
    known = {(d.id, d.what, d.state, d.origin) for d in old.differences()}
    named = frozenset(now.values())
    return Changes(
        tuple(i for i in after if i not in before and i not in named),
        tuple(i for i in before if i not in after and i not in now),
        tuple((new.id, what) for i, was, new in pairs if (what := _changed(was, new))),
        tuple(new.id for _, was, new in pairs if was.provisional and not new.provisional),
        Counter(d.what for d in found),
        tuple(d for d in found if (d.id, d.what, d.state, d.origin) not in known),
        tuple(defects),
    )


def _renamed(old: Record, gone: Iterable[str], rolls: Iterable[RollCall]) -> dict[str, str]:
    """Old identifier to new, where a vote that is gone shares a source's account with one of the new record."""
    told = {f.key: roll.id for roll in rolls for f in roll.fragments if f.origin}
    now: dict[str, str] = {}
    for name in gone:
        was = old.by_id(name)
        keys = [f.key for f in was.fragments if f.origin] if was is not None else []
        found = next((told[key] for key in (*keys, f"{CORE}:{name}") if key in told), None)
        if found is not None:
            now[name] = found
    return now


def _changed(old: RollCall, new: RollCall) -> str:
    """What of a vote reads otherwise now, in words; empty where nothing does."""
    told = []
    if old.id != new.id:
        told.append(f"was {old.id}")
    if old.outcome is not new.outcome:
        told.append(f"outcome {old.outcome} to {new.outcome}")
    if old.tally != new.tally:
        told.append(_recounted(old.tally, new.tally))
    if not old.positions and new.positions:
        told.append("members' votes now known")
    elif not same_cells(old.positions, new.positions):
        states = [s for s in {*old.positions, *new.positions} if old.positions.get(s) is not new.positions.get(s)]
        told.append(f"votes of {_some(sorted(states))}")
    return "; ".join(told)


def _recounted(old: Tally | None, new: Tally | None) -> str:
    if str(old) == str(new):  # which leaves the members not voting
        absent = [t.absent if t is not None and t.absent is not None else "not stated" for t in (old, new)]
        return f"members not voting {absent[0]} to {absent[1]}"
    return f"tally {old or 'none'} to {new or 'none'}"


def _some(states: Collection[str]) -> str:
    listed = list(states)
    return ", ".join(listed[:6]) + (f" and {len(listed) - 6} more" if len(listed) > 6 else "")
