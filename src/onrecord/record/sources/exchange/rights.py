"""The exchange tables' Human Rights Council and Commission texts, with or without a vote."""

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path

from onrecord.record.positions import Seats
from onrecord.record.sources.exchange.tables import Head, digest, heads, seats
from onrecord.record.sources.harvest import Defect, Harvest
from onrecord.terms import Basis, Body, Fragment, ItemKind, Outcome, Position, Tally

_ORIGIN = "exchange-rights"
_BODY = {"HRC": Body.UNHRC, "CHR": Body.UNCHR}
_KINDS = {
    "resolution": ItemKind.RESOLUTION,
    "decision": ItemKind.DECISION,
    "presidential statement": ItemKind.STATEMENT,
    "amendment": ItemKind.AMENDMENT,
    "draft resolution": ItemKind.DRAFT,
    "draft decision": ItemKind.DRAFT,
}
_SILENT = ("without vote",)
_OUTCOMES = {
    "adopted": Outcome.ADOPTED,
    "rejected": Outcome.REJECTED,
    "withdrawn": Outcome.WITHDRAWN,
    "not considered": Outcome.NOT_CONSIDERED,
}
_DRAFT = re.compile(r"(?:A/HRC/(?:S-)?\d+|E/CN\.4/(?:S-)?\d+(?:/S-\d+)?)/L\.\d+(?:/Rev\.\d+)?")
_OF_DRAFT = re.compile(r"to draft (?:resolution|decision)\s+(" + _DRAFT.pattern + ")")
_NEVER_PUT = re.compile(r"not acted upon|acceptable to (?:the )?sponsor", re.IGNORECASE)
_EMIRATES_FOUNDED = dt.date(1971, 12, 2)
_WRONG_DAY = "not a day on which that session adopted texts"


def read(folder: Path) -> list[Harvest]:
    """Every catalogued text; members' lists only where `use_members` says that they agree with the official total."""
    names = ("hrc_rollcalls.parquet", "hrc_votes.parquet")
    found = heads(folder, *names)
    defects = tuple(
        Defect(_ORIGIN, f"record {h.text('source_id')}", h.text("list_check"), "the members' list is not used")
        for h in found
        if h.positions and not h.row["use_members"]
    )
    return [Harvest(_ORIGIN, tuple(map(_fragment, found)), defects, digest(*(folder / n for n in names)), whole=True)]


def _fragment(head: Head) -> Fragment:
    number, press = head.text("source_id"), head.text("source") == "press"
    kind, drafted = _KINDS[head.text("item_type")], head.text("draft")
    symbol = head.text("resolution") or head.text("symbol_in_source")
    draft = _DRAFT.search(drafted)
    of = _OF_DRAFT.search(drafted)
    trusted = bool(head.row["use_members"])
    return Fragment(
        source=head.text("origin") if press else f"OHCHR search library record {number}",
        basis=Basis.PRESS if press else Basis.DOCUMENT,
        tally=_tally(head, trusted),
        day=head.day(),
        note=_note(head, drafted if kind is ItemKind.AMENDMENT else ""),
        origin=_ORIGIN,
        ref=number or head.text("rollcall_id"),
        address="" if press else f"https://searchlibrary.ohchr.org/record/{number}",
        body=_BODY[head.text("body")],
        symbol=symbol or (draft[0] if draft else ""),
        draft=draft[0] if draft and draft[0] != symbol else "",
        kind=kind,
        title=head.text("title"),
        outcome=_outcome(head, drafted),
        positions=_renamed(head) if trusted else Seats(()),
        meeting=head.text("meeting") if "/" in head.text("meeting") else "",
        session=head.text("session_label"),
        part_of=of[1] if of and kind is ItemKind.AMENDMENT else "",
        month_only=_WRONG_DAY in head.text("date_basis"),
        agenda="; ".join(filter(None, (head.text("agenda_subject"), head.text("agenda")))),
    )


def _renamed(head: Head) -> Mapping[str, Position]:
    """The positions; before the Emirates were founded the code ARE can only be the United Arab Republic's."""
    if "ARE" not in head.positions or head.day() >= _EMIRATES_FOUNDED:
        return head.positions
    return seats({"EGY" if state == "ARE" else state: position for state, position in head.positions.items()})


def _outcome(head: Head, drafted: str) -> Outcome | None:
    """As catalogued; None where the catalogue's words and its tally contradict each other."""
    if head.text("vote_kind") in _SILENT:
        return Outcome.ADOPTED_WITHOUT_VOTE
    return _OUTCOMES.get(head.text("outcome")) or (Outcome.NOT_CONSIDERED if _NEVER_PUT.search(drafted) else None)


def _tally(head: Head, trusted: bool) -> Tally | None:
    """Counted where the list is to be trusted, since that mends swapped official cells; else as officially stated.

    None where the official cells are swapped and no trusted list says which is which.
    """
    if trusted:
        return head.tally("yes", "no", "abstain", "absent")
    if "swapped" in head.text("list_check"):
        return None
    return head.tally("yes_recorded", "no_recorded", "abstain_recorded", "nonvoting_recorded")


def _printed(head: Head) -> str:
    return "-".join(head.text(f"{side}_recorded") for side in ("yes", "no", "abstain"))


def _note(head: Head, drafted: str) -> str:
    check = head.text("list_check")
    kind = head.text("vote_kind")
    parts = [
        drafted,
        head.text("outcome_basis") if "says" in head.text("outcome_basis") else "",
        head.text("note"),
        f"catalogue check: {check}" if check not in ("", "equal") else "",
        f"the catalogue prints {_printed(head)}" if "off by" in check else "",
        "voted, members not recorded" if kind in ("not recorded", "unanimous, not recorded") else "",
        kind if kind in ("recorded at a closed meeting", "no voting information") else "",
    ]
    return "; ".join(filter(None, parts))
