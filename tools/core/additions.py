"""Facts entered by hand with their source: further votes, and votes better known than the exchange tables know them."""

from dataclasses import fields
from datetime import date
from pathlib import Path

from tools.core import topics
from tools.core.rows import Cells, Compiled, Source, Vote, read_csv

from onrecord.states import board_members, council_members

TABLE = Path(__file__).parents[1] / "additions.csv"
_MEMBERS = ("yes_members", "no_members", "abstain_members", "absent_members", "not_entitled_members")
_LISTS = ("about", "sponsors", "topic")


def apply(compiled: Compiled, data: Path) -> None:
    """Adds the new votes and overlays the firm ones; a row that fits no vote stops the build."""
    by_id = {vote.id: vote for vote in compiled.votes}
    for row in read_csv(TABLE):
        vote = by_id.get(f"{row['body']} {row['symbol']} {row['date']}")
        if (vote is None) is not (row["mode"] == "new"):
            raise SystemExit(f"tools/additions.csv: {row['symbol']} of {row['date']} is not {row['mode']}")
        if vote is None:
            vote = Vote(row["body"], row["symbol"], row["date"], row["kind"], row["outcome"], row["title"])
            compiled.votes.append(vote)
        else:
            compiled.fragments.append(_earlier(vote))
        _overlay(vote, row, data)


def _earlier(vote: Vote) -> Source:
    """What was known before, kept beside the better source."""
    figures = (vote.yes, vote.no, vote.abstain, vote.absent)
    return Source(vote.id, vote.source, vote.tally_basis, vote.date, *figures, note="the earlier source")


def _overlay(vote: Vote, row: Cells, data: Path) -> None:
    """Replaces the cells the row fills; lists of words and codes are joined, members replaced as a whole."""
    named = {column: row[column] for column in _MEMBERS if row[column]}
    for column in (f.name for f in fields(Vote)):
        if column in _MEMBERS:
            setattr(vote, column, named.get(column, "") if named else getattr(vote, column))
        elif column in _LISTS:
            setattr(vote, column, " ".join(sorted({*getattr(vote, column).split(), *row[column].split()})))
        elif row.get(column):
            setattr(vote, column, row[column])
    for column, members in named.items():
        if members == "*":
            others = {s for other, listed in named.items() if other != column for s in listed.split()}
            setattr(vote, column, " ".join(sorted(_members(vote) - others)))
    vote.topic = topics.topic(vote.title, vote.date, vote.topic)
    vote.about = topics.about(vote.title, vote.date, data / "facts/states.csv", vote.about)


def _members(vote: Vote) -> frozenset[str]:
    """The body's members on the day."""
    day = date.fromisoformat(vote.date)
    found = council_members(day) if vote.body == "UNSC" else board_members(day) if vote.body == "IAEA" else None
    if found is None:
        raise SystemExit(f"tools/additions.csv: the members of {vote.body} on {vote.date} are not known, name them")
    return found
