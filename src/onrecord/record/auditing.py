"""Recomputes what the record states: outcomes by each body's rule, tallies from the roll, rolls from the membership."""

import csv
import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from onrecord.record.positions import holds_whole_roll
from onrecord.record.record import Record
from onrecord.states import board_members, council_members, members_on
from onrecord.terms import Body, Outcome, Position, RollCall, Tally

_SLIP = 6  # votes by which a source may state another tally than its own list has
_NEAR = 62
_YUGOSLAVIA_BARRED, _YUGOSLAVIA_ADMITTED = dt.date(1992, 9, 22), dt.date(2000, 11, 1)


class AuditStatus(StrEnum):
    """How a stated value compares with the recomputed one."""

    EQUAL = "equal"
    EXPLAINED = "explained"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One check of one vote. `reason` says why a difference is no error, or is empty."""

    id: str
    check: str  # "outcome", "vetoed_by", "tally", "membership" or "sources"
    recorded: str
    recomputed: str
    status: AuditStatus
    reason: str = ""


def audit(record: Record) -> Iterator[AuditRow]:
    """Every check of every vote, in the record's order; nothing is repaired."""
    for roll in record.rollcalls:
        yield from _outcome(roll)
        if roll.positions:
            yield _tally(roll)
            yield from _membership(roll)
    for found in record.differences():
        if found.what != "cell":
            reason = found.note or "sources differ; the body's own record is followed and the other kept beside it"
            check = f"source {found.what}"
            yield AuditRow(found.id, check, found.kept, f"{found.source}: {found.other}", AuditStatus.EXPLAINED, reason)


def _row(roll: RollCall, check: str, recorded: str, recomputed: str, reason: str = "") -> AuditRow:
    """Equal when the two read alike, explained when a reason is known, unexplained otherwise."""
    same = AuditStatus.EXPLAINED if reason else AuditStatus.UNEXPLAINED
    return AuditRow(roll.id, check, recorded, recomputed, AuditStatus.EQUAL if recorded == recomputed else same, reason)


def _outcome(roll: RollCall) -> Iterator[AuditRow]:
    """The outcome by the body's rule on that day, and in the Council who vetoed."""
    from onrecord.procedure import decide

    silent = roll.outcome is Outcome.ADOPTED_WITHOUT_VOTE
    if roll.tally is None and not silent:
        reason = "the tally is not known, so the rule cannot be applied"
        yield AuditRow(roll.id, "outcome", roll.outcome, "", AuditStatus.EXPLAINED, reason)
        return
    noes = roll.who(Position.NO) if holds_whole_roll(roll) else roll.vetoed_by
    ruling = decide(
        roll.body,
        roll.tally or Tally(0, 0, 0),
        roll.date,
        noes=noes,
        procedural=roll.procedural,
        majority=roll.majority,
        without_vote=silent,
    )
    yield _row(roll, "outcome", roll.outcome, ruling.outcome)
    if roll.vetoed_by or ruling.vetoed_by:
        yield _row(roll, "vetoed_by", " ".join(sorted(roll.vetoed_by)), " ".join(sorted(ruling.vetoed_by)))


def _tally(roll: RollCall) -> AuditRow:
    """The tally counted from the members' votes."""
    counted = Counter(roll.positions.values())
    recount = Tally(counted[Position.YES], counted[Position.NO], counted[Position.ABSTAIN])
    stated = roll.tally
    if stated is None:
        return AuditRow(roll.id, "tally", "", str(recount), AuditStatus.EXPLAINED, "no source states a tally")
    return _row(roll, "tally", str(stated), str(recount), _tally_reason(roll, stated, recount))


def _tally_reason(roll: RollCall, stated: Tally, recount: Tally) -> str:
    """Why the tally may not be what the members' votes add up to; "" where nothing explains it.

    Tally and list come from one source, so that a slip between them is that source's own.
    """
    if "corrected by hand" in roll.note:
        return "cells corrected by hand stand over the source's tally"
    fewer = recount.yes <= stated.yes and recount.no <= stated.no and recount.abstain <= stated.abstain
    if fewer and len(roll.positions) < _size(stated):
        return "not every member's vote is known"
    off = abs(stated.yes - recount.yes) + abs(stated.no - recount.no) + abs(stated.abstain - recount.abstain)
    return f"the source's stated tally is off by {off} from its own list" if 0 < off <= _SLIP else ""


def _size(tally: Tally) -> int:
    """Members the tally accounts for."""
    return tally.yes + tally.no + tally.abstain + (tally.absent or 0)


def _membership(roll: RollCall) -> Iterator[AuditRow]:
    """The states in the roll against the body's members that day; bodies whose members we do not keep are left out."""
    members = _members(roll)
    if members is None:
        return
    seated = frozenset(roll.positions)
    missing = members - seated if holds_whole_roll(roll) else frozenset()
    odd = seated - members | missing
    listed = " ".join(sorted(odd))
    reason = _explained().get(("membership", roll.id, listed), "") or _seat_reason(roll, odd, missing)
    yield _row(roll, "membership", listed, "", reason)


def _seat_reason(roll: RollCall, odd: frozenset[str], missing: frozenset[str]) -> str:
    """Why states may be in a roll without a seat, or have a seat and not be in it; "" unless it explains every one."""
    if roll.month_only:
        near = [members_on(roll.date + dt.timedelta(days=n)) for n in range(-_NEAR, _NEAR + 1)]
        if all(len({state in members for members in near}) > 1 for state in odd):
            return "the source's day is not reliable, and the membership changed within two months of it"
    admitted = missing - members_on(roll.date - dt.timedelta(days=1))
    if odd == admitted:
        return "admitted that day and not in the list of the vote"
    if odd == missing == {"YUG"} and _YUGOSLAVIA_BARRED <= roll.date < _YUGOSLAVIA_ADMITTED:
        return "Yugoslavia took no part in the Assembly then (A/RES/47/1), and this source does not list it"
    return ""


def _members(roll: RollCall) -> frozenset[str] | None:
    """The body's members on the day of the vote, or None where they are not known."""
    match roll.body:
        case Body.UNSC:
            return council_members(roll.date)
        case Body.UNGA:
            return members_on(roll.date)
        case Body.IAEA:
            return board_members(roll.date)
        case Body.UNHRC | Body.UNCHR:
            return None


@cache
def _explained() -> Mapping[tuple[str, str, str], str]:
    """Known differences, by check, vote and states, with their reason and source."""
    text = resources.files("onrecord").joinpath("data", "core", "explained.csv").read_text(encoding="utf-8")
    return {
        (row["check"], row["id"], row["states"]): f"{row['reason']} ({row['source']})"
        for row in csv.DictReader(text.splitlines())
    }
