"""The exchange tables' votes of the IAEA Board of Governors, known from the press."""

import datetime as dt
from pathlib import Path

from onrecord.record.sources.exchange.tables import LETTERS, codes, digest, rows, seats, tally
from onrecord.record.sources.harvest import Harvest
from onrecord.terms import Basis, Body, Fragment, ItemKind, Outcome, Position

_ORIGIN = "exchange-board"
_NEEDED = (
    "vote_id date board_year document subject yes no abstain not_voting result no_members abstain_members "
    "absent_members basis source"
).split()


def read(folder: Path) -> list[Harvest]:
    """One fragment a vote; a member whose vote is not known (`?`) has no position."""
    tallies, votes = folder / "facts" / "iaea_tallies.csv", folder / "facts" / "iaea_votes.csv"
    known: dict[str, dict[str, Position]] = {}
    if votes.is_file():
        for row in rows(votes, ("vote_id", "iso3", "vote")):
            if row["vote"] in LETTERS:
                known.setdefault(row["vote_id"], {})[row["iso3"]] = LETTERS[row["vote"]]
    fragments = tuple(_fragment(row, known.get(row["vote_id"]) or _named(row)) for row in rows(tallies, _NEEDED))
    return [Harvest(_ORIGIN, fragments, (), digest(*(p for p in (tallies, votes) if p.is_file())), whole=True)]


def _named(row: dict[str, str]) -> dict[str, Position]:
    """The members the row itself names."""
    sides = {
        Position.NO: row["no_members"],
        Position.ABSTAIN: row["abstain_members"],
        Position.ABSENT: row["absent_members"],
    }
    return {state: side for side, members in sides.items() for state in codes(members)}


def _fragment(row: dict[str, str], votes: dict[str, Position]) -> Fragment:
    symbol = row["document"] or f"Board resolution ({row['subject'].split(':')[0]})"
    return Fragment(
        source=row["source"],
        basis=Basis.RECALL if row["basis"] == "recall" else Basis.PRESS,
        tally=tally(row["yes"], row["no"], row["abstain"], row["not_voting"]),
        day=dt.date.fromisoformat(row["date"]),
        note="" if row["document"] else "document symbol not known",
        origin=_ORIGIN,
        ref=row["vote_id"],
        body=Body.IAEA,
        symbol=symbol,
        kind=ItemKind.RESOLUTION,
        title=row["subject"],
        outcome=Outcome(row["result"]),
        positions=seats(votes),
        session=row["board_year"],
    )
