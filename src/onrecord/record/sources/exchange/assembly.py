"""The exchange tables' Assembly roll calls: the Library's records and Voeten's, each a source of its own."""

import re
from pathlib import Path

from onrecord.record.sources.exchange.tables import Head, digest, heads
from onrecord.record.sources.harvest import Defect, Harvest
from onrecord.states import members_on
from onrecord.terms import Basis, Body, Fragment, ItemKind, Outcome, Position

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
_NO_DAY = "voeten-unreliable-day"


def read(folder: Path) -> list[Harvest]:
    """Two harvests, the Library's records and Voeten's; what repeats a preferred row says so in `same_as`."""
    names = ("ga_rollcalls.parquet", "ga_votes.parquet")
    read_bytes = digest(*(folder / name for name in names))
    fragments: dict[str, list[Fragment]] = {_LIBRARY: [], _VOETEN: []}
    defects: list[Defect] = []
    for head in heads(folder, *names):
        fragment = _fragment(head)
        fragments[fragment.origin].append(fragment)
        if fragment.month_only and head.text("date_basis") != _NO_DAY:
            found = f"a vote on {fragment.day} by a state not yet a member"
            defects.append(Defect(_VOETEN, f"record {fragment.ref}", found, "the month is kept, not the day"))
    return [
        Harvest(origin, tuple(found), (), tuple(d for d in defects if d.origin == origin), read_bytes)
        for origin, found in fragments.items()
    ]


def _fragment(head: Head) -> Fragment:
    library = head.text("source") == "undl"
    kind = _KINDS[head.text("vote_kind")]
    symbol = head.text("resolution")
    whole = kind in (ItemKind.RESOLUTION, ItemKind.DRAFT)
    month_only = head.text("date_basis") == _NO_DAY or (not library and _too_early(head))
    number = head.text("source_id")
    cite = f"UN Digital Library record {number}" if library else f"Voeten, General Assembly roll calls, rcid {number}"
    notes = [] if symbol == head.text("symbol_in_source") or library else [head.text("symbol_in_source")]
    if head.row.get("conflict"):
        notes.append("the Library's record and Voeten's contradict each other")
    return Fragment(
        source=cite,
        basis=Basis.DOCUMENT,
        tally=head.tally("yes", "no", "abstain", "absent"),
        day=head.day(),
        note="; ".join(filter(None, notes)),
        origin=_LIBRARY if library else _VOETEN,
        ref=number,
        address=f"https://digitallibrary.un.org/record/{number}" if library else "",
        body=Body.UNGA,
        symbol=symbol if whole or kind is ItemKind.UNSPECIFIED else "",
        kind=kind,
        title=_title(head),
        outcome=Outcome.ADOPTED if kind is ItemKind.RESOLUTION else Outcome.REJECTED if whole else None,
        positions=head.positions,
        meeting=head.text("meeting"),
        session=head.text("session_label") or head.text("session"),
        part_of=symbol if kind in (ItemKind.PARAGRAPH, ItemKind.AMENDMENT) else "",
        same_as=_same_as(head.text("matched_rollcall_id")) if not library else "",
        month_only=month_only,
        issues=tuple(code for code in _ISSUES if head.row.get(code)),
        agenda=head.text("agenda"),
    )


def _title(head: Head) -> str:
    return " ".join(_TAIL.sub("", head.text("title") or head.text("description")).split()).rstrip(".")


def _same_as(matched: str) -> str:
    """`library:671205` or `voeten:467` for the other row of the same vote, by family of sources."""
    source, _, number = matched.partition(":")
    return f"{'library' if source == 'undl' else source}:{number}" if number else ""


def _too_early(head: Head) -> bool:
    """Whether a state that voted was not yet a member on the day given, so that the day cannot be right."""
    members = members_on(head.day())
    return any(position in _CAST and state not in members for state, position in head.positions.items())
