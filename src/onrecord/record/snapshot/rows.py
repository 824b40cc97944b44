"""Rows of a snapshot's tables read back into the record's own values."""

import datetime as dt
from collections.abc import Mapping, Sequence

from onrecord.record.merge.differing import Difference
from onrecord.record.positions import Listed, Seats
from onrecord.record.schema import DEFECTS, DIFFERENCES, FRAGMENTS, ROLLCALLS
from onrecord.record.sources.harvest import Defect
from onrecord.record.tables import Debate
from onrecord.terms import Basis, Body, Coverage, Fragment, ItemKind, Outcome, Position, RollCall, Tally

Row = Sequence[object]
_BODY = {b.value: b for b in Body}
_KIND = {k.value: k for k in ItemKind}
_OUTCOME = {o.value: o for o in Outcome}
_BASIS = {b.value: b for b in Basis}
_POSITION = {p.value: p for p in Position}
ROLLCALL_COLUMNS = tuple(c.name for c in ROLLCALLS)
FRAGMENT_COLUMNS = tuple(c.name for c in FRAGMENTS)
DIFFERENCE_COLUMNS = tuple(c.name for c in DIFFERENCES)
DEFECT_COLUMNS = tuple(c.name for c in DEFECTS)


def _tally(cells: Mapping[str, object]) -> Tally | None:
    yes, no, abstain, absent = (cells[side] for side in ("yes", "no", "abstain", "absent"))
    if not (isinstance(yes, int) and isinstance(no, int) and isinstance(abstain, int)):
        return None
    return Tally(yes, no, abstain, absent if isinstance(absent, int) else None)


def _listed(cells: Mapping[str, object]) -> Listed:
    return tuple((p, str(listed)) for p in Position if (listed := cells[f"{p.value}_members"]))


def _declared(text: object) -> dict[str, Position]:
    pairs = (part.partition("=") for part in str(text or "").split())
    return {state: _POSITION[position] for state, _, position in pairs}


def _codes(cell: object) -> tuple[str, ...]:
    return tuple(cell) if isinstance(cell, list) else ()


def rollcall(row: Row, fragments: tuple[Fragment, ...] = ()) -> RollCall:
    """One roll call; without its fragments it carries their citations alone."""
    c = dict(zip(ROLLCALL_COLUMNS, row, strict=True))
    basis, day = _BASIS[str(c["tally_basis"])], c["date"]
    assert isinstance(day, dt.date)
    return RollCall(
        body=_BODY[str(c["body"])],
        symbol=str(c["symbol"]),
        date=day,
        title=str(c["title"]),
        kind=_KIND[str(c["kind"])],
        outcome=_OUTCOME[str(c["outcome"])],
        tally=_tally(c),
        positions=Seats(_listed(c)),
        draft=str(c["draft"]),
        meeting=str(c["meeting"]),
        order=int(str(c["order_in_meeting"])),
        session=str(c["session"]),
        majority=str(c["majority"]),
        procedural=bool(c["procedural"]),
        vetoed_by=_codes(c["vetoed_by"]),
        topic=str(c["topic"]),
        sponsors=_codes(c["sponsors"]),
        about=_codes(c["about"]),
        tally_basis=basis,
        positions_basis=_BASIS[str(c["positions_basis"])],
        note=str(c["note"]),
        fragments=fragments or tuple(Fragment(cited, basis) for cited in _codes(c["sources"])),
        committee=str(c["committee"]),
        part_of=str(c["part_of"]),
        agenda=str(c["agenda"]),
        issues=_codes(c["issues"]),
        declared=_declared(c["declared"]) if c["declared"] else {},
        month_only=bool(c["month_only"]),
        outcome_basis=_BASIS[str(c["outcome_basis"])],
        provisional=bool(c["provisional"]),
    )


def fragment(row: Row) -> Fragment:
    """One fragment as its source gave it."""
    c = dict(zip(FRAGMENT_COLUMNS, row, strict=True))
    day = c["date"]
    read_on = c["read_on"]
    return Fragment(
        source=str(c["source"]),
        basis=_BASIS[str(c["basis"])],
        tally=_tally(c),
        day=day if isinstance(day, dt.date) else None,
        note=str(c["note"]),
        origin=str(c["origin"]),
        ref=str(c["ref"]),
        address=str(c["address"]),
        read_on=read_on if isinstance(read_on, dt.date) else None,
        body=_BODY.get(str(c["body"])),
        symbol=str(c["symbol"]),
        draft=str(c["draft"]),
        kind=_KIND.get(str(c["kind"])),
        title=str(c["title"]),
        outcome=_OUTCOME.get(str(c["outcome"])),
        positions=Seats(_listed(c)),
        declared=_declared(c["declared"]),
        meeting=str(c["meeting"]),
        order=int(str(c["order_in_meeting"])),
        session=str(c["session"]),
        committee=str(c["committee"]),
        part_of=str(c["part_of"]),
        same_as=str(c["same_as"]),
        month_only=bool(c["month_only"]),
        majority=str(c["majority"]),
        procedural=bool(c["procedural"]),
        vetoed_by=_codes(c["vetoed_by"]),
        issues=_codes(c["issues"]),
        agenda=str(c["agenda"]),
        topic=str(c["topic"]),
        sponsors=_codes(c["sponsors"]),
        about=_codes(c["about"]),
        positions_basis=_BASIS.get(str(c["positions_basis"])),
        outcome_basis=_BASIS.get(str(c["outcome_basis"])),
    )


def coverage(row: Row) -> Coverage:
    """One statement of coverage."""
    body, kind, first, last, complete, absence_means, basis, tier = row
    assert isinstance(first, dt.date)
    assert isinstance(last, dt.date)
    return Coverage(_BODY[str(body)], str(kind), first, last, bool(complete), str(tier), str(absence_means), str(basis))


def debate(row: Row) -> tuple[str, Debate]:
    """A veto's identifier and the Assembly's meeting after it."""
    veto, held_on, exempt, note, source = row
    return str(veto), Debate(held_on if isinstance(held_on, dt.date) else None, bool(exempt), str(note), str(source))


def difference(row: Row) -> Difference:
    """One difference between sources."""
    return Difference(*(str(cell or "") for cell in row))


def defect(row: Row) -> Defect:
    """One oddity met in reading a source."""
    return Defect(*(str(cell or "") for cell in row))
