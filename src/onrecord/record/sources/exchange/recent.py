"""The exchange tables' Assembly votes after the Library's scrape: tallies, and members for the few that have them."""

import datetime as dt
from pathlib import Path

from onrecord.record.positions import Seats
from onrecord.record.sources.exchange.tables import digest, rows, seats, tally
from onrecord.record.sources.harvest import Harvest
from onrecord.terms import Basis, Body, Fragment, ItemKind, Outcome, Position

_ORIGIN = "exchange-assembly-recent"
_NEEDED = "date resolution draft session meeting title result yes no abstain non_voting undl_id source".split()


def read(folder: Path) -> list[Harvest]:
    """One fragment a vote; what only the press reports has basis PRESS."""
    paths = [folder / "ga_tallies_recent.csv"]
    cast: dict[str, dict[str, Position]] = {}
    if (folder / "ga_votes_recent.csv").is_file():
        paths.append(folder / "ga_votes_recent.csv")
        for row in rows(paths[1], ("resolution", "iso3", "vote")):
            cast.setdefault(row["resolution"], {})[row["iso3"]] = Position(row["vote"])
    fragments = tuple(_fragment(row, cast.get(row["resolution"], {})) for row in rows(paths[0], _NEEDED))
    return [Harvest(_ORIGIN, fragments, (), digest(*paths), whole=True)]


def _fragment(row: dict[str, str], votes: dict[str, Position]) -> Fragment:
    number = row["undl_id"]
    symbol = row["resolution"] or row["draft"] or f"A/{row['session']} ({row['title']})"
    return Fragment(
        source=f"UN Digital Library record {number}; {row['source']}" if number else row["source"],
        basis=Basis.DOCUMENT if number else Basis.PRESS,
        tally=tally(row["yes"], row["no"], row["abstain"], row["non_voting"]),
        day=dt.date.fromisoformat(row["date"]),
        note=row["note"],
        origin=_ORIGIN,
        ref=number or f"{row['date']} {symbol}",
        body=Body.UNGA,
        symbol=symbol,
        draft=row["draft"] if row["draft"] != symbol else "",
        kind=ItemKind.RESOLUTION,
        title=row["title"],
        outcome=Outcome(row["result"]),
        positions=seats(votes) if votes else Seats(()),
        meeting=row["meeting"],
        session=row["session"],
    )
