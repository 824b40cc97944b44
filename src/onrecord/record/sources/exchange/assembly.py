"""The exchange tables' Assembly roll calls: the Library's records and Voeten's, each a source of its own."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from onrecord.record.positions import Seats
from onrecord.record.sources.exchange.tables import Head, digest, heads
from onrecord.record.sources.harvest import Defect, Harvest
from onrecord.record.sources.seated import nobody_voted, possible_members, seated
from onrecord.states import members_on
from onrecord.terms import Basis, Body, Fragment, ItemKind, Outcome, Position, Tally

_VOETEN_CITE = "Voeten, General Assembly roll calls"
_LIBRARY, _VOETEN = "exchange-assembly", "exchange-voeten"
_KINDS = {
    "adoption": ItemKind.RESOLUTION,
    "draft not adopted": ItemKind.DRAFT,
    "paragraph": ItemKind.PARAGRAPH,
    "amendment": ItemKind.AMENDMENT,
    "unspecified": ItemKind.UNSPECIFIED,
}
_ISSUES = ("me", "nu", "di", "hr", "co", "ec")
_TAIL = re.compile(r"\s*:\s*(?:resolution|decision)\s*/.*$", re.DOTALL)
_CAST = (Position.YES, Position.NO, Position.ABSTAIN)
_SURE = 0.92  # of cells alike; below it some rows of the tables are tied to the neighbouring vote of the day
_NO_DAY = "voeten-unreliable-day"


def read(folder: Path) -> list[Harvest]:
    """Two harvests, the Library's records and Voeten's; what repeats a preferred row says so in `same_as`."""
    names = ("ga_rollcalls.parquet", "ga_votes.parquet")
    read_bytes = digest(*(folder / name for name in names))
    fragments: dict[str, list[Fragment]] = {_LIBRARY: [], _VOETEN: []}
    defects: dict[str, list[Defect]] = {_LIBRARY: [], _VOETEN: []}
    for head in heads(folder, *names):
        fragment, odd = _fragment(head)
        fragments[fragment.origin].append(fragment)
        defects[fragment.origin] += (Defect(fragment.origin, f"record {fragment.ref}", *told) for told in odd)
    return [
        Harvest(origin, tuple(found), tuple(defects[origin]), read_bytes, name=folder.name, whole=True)
        for origin, found in fragments.items()
    ]


def _fragment(head: Head) -> tuple[Fragment, list[tuple[str, str]]]:
    """One row, and what was odd about it: what was found and what was made of it."""
    library = head.text("source") == "undl"
    kind = _KINDS[head.text("vote_kind")]
    symbol, number = head.text("resolution"), head.text("source_id")
    whole = kind in (ItemKind.RESOLUTION, ItemKind.DRAFT)
    early = not library and _too_early(head)
    month_only = head.text("date_basis") == _NO_DAY or early
    odd = [(f"a vote on {head.day()} by a state not yet a member", "the month is kept, not the day")] if early else []
    positions, tally, strange = _votes(head, month_only=month_only)
    odd += strange
    fragment = Fragment(
        source=f"UN Digital Library record {number}" if library else f"{_VOETEN_CITE}, rcid {number}",
        basis=Basis.DOCUMENT,
        tally=tally,
        day=head.day(),
        note=_note(head, symbol, library=library, blank=not positions),
        origin=_LIBRARY if library else _VOETEN,
        ref=number,
        address=f"https://digitallibrary.un.org/record/{number}" if library else "",
        body=Body.UNGA,
        symbol=symbol if whole or kind is ItemKind.UNSPECIFIED else "",
        kind=kind,
        title=_title(head),
        outcome=Outcome.ADOPTED if kind is ItemKind.RESOLUTION else Outcome.REJECTED if whole else None,
        positions=positions,
        meeting=head.text("meeting"),
        session=head.text("session_label") or head.text("session"),
        part_of=symbol if kind in (ItemKind.PARAGRAPH, ItemKind.AMENDMENT) else "",
        same_as=_same_as(head) if not library else "",
        month_only=month_only,
        issues=tuple(code for code in _ISSUES if head.row.get(code)),
        agenda=head.text("agenda"),
    )
    return fragment, odd


def _votes(head: Head, *, month_only: bool) -> tuple[Mapping[str, Position], Tally | None, list[tuple[str, str]]]:
    """Positions and tally, states without a seat left out; neither where nobody listed voted."""
    if nobody_voted(head.positions):
        return Seats(()), None, [("a list in which nobody voted", "taken for no list")]
    members = possible_members(head.day(), month_only=month_only)
    positions, strangers = seated(head.positions, members)
    tally = head.tally("yes", "no", "abstain", "absent")
    if strangers and tally is not None and tally.absent is not None:
        tally = replace(tally, absent=tally.absent - len(strangers))
    odd = [(f"{', '.join(strangers)} listed without a vote and no member that day", "left out")] if strangers else []
    return positions, tally, odd


def _note(head: Head, symbol: str, *, library: bool, blank: bool) -> str:
    notes = [] if library or symbol == head.text("symbol_in_source") else [head.text("symbol_in_source")]
    if head.row.get("conflict"):
        notes.append("the Library's record and Voeten's contradict each other")
    if blank:
        notes.append("the source lists the members and no vote of any of them")
    return "; ".join(filter(None, notes))


def _title(head: Head) -> str:
    return " ".join(_TAIL.sub("", head.text("title") or head.text("description")).split()).rstrip(".")


def _same_as(head: Head) -> str:
    """`library:671205` for the other row of the same vote; with a question mark where their cells agree too little."""
    found, _, number = head.text("matched_rollcall_id").partition(":")
    agreement = head.row.get("match_agreement")
    doubted = isinstance(agreement, float) and agreement < _SURE and not head.row.get("conflict")
    return f"{'library' if found == 'undl' else found}:{number}{'?' if doubted else ''}" if number else ""


def _too_early(head: Head) -> bool:
    """Whether a state that voted was not yet a member on the day given, so that the day cannot be right."""
    members = members_on(head.day())
    return any(position in _CAST and state not in members for state, position in head.positions.items())
