"""The packaged core record as fragments, so that its words, corrections and failed drafts stand beside any source."""

import re
from collections.abc import Iterable, Iterator

from onrecord.terms import Fragment, RollCall

_NAMED = (
    ("voeten", re.compile(r"Voeten.*?rcid (\d+)")),
    ("library", re.compile(r"UN Digital Library record (\d+)")),
    ("ohchr", re.compile(r"OHCHR search library record (\d+)")),
)


def core_fragments(rolls: Iterable[RollCall]) -> Iterator[Fragment]:
    """One whole fragment for every core roll call; what else the core cites for a vote stays with its merger."""
    for roll in rolls:
        lead = roll.fragments[0] if roll.fragments else None
        yield Fragment(
            source=lead.source if lead else "core record",
            basis=roll.tally_basis,
            tally=roll.tally,
            day=roll.date,
            note=roll.note,
            origin="core",
            ref=roll.id,
            body=roll.body,
            symbol=roll.symbol,
            draft=roll.draft,
            kind=roll.kind,
            title=roll.title,
            outcome=roll.outcome,
            positions=roll.positions,
            meeting=roll.meeting,
            order=roll.order,
            session=roll.session,
            same_as=_same_as(lead.source if lead else ""),
            month_only=roll.month_only or "the day is not reliable" in roll.note,
            majority=roll.majority,
            procedural=roll.procedural,
            vetoed_by=roll.vetoed_by,
            topic=roll.topic,
            sponsors=roll.sponsors,
            about=roll.about,
            positions_basis=roll.positions_basis,
        )


def _same_as(cited: str) -> str:
    """`library:671205` where the citation names a record of a collection that other sources share."""
    for family, pattern in _NAMED:
        if found := pattern.search(cited):
            return f"{family}:{found[1]}"
    return ""
