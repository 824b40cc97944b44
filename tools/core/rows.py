"""The columns of the compiled tables and the small conversions every body shares."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

Cells = dict[str, str]
"""One row of a CSV table by column name."""

POSITIONS = ("yes", "no", "abstain", "absent")


@dataclass(slots=True)
class Vote:
    """One row of `rollcalls.csv`; every field is the text of its column, lists are space-separated codes."""

    body: str
    symbol: str
    date: str
    kind: str
    outcome: str
    title: str
    order: str = "1"
    draft: str = ""
    meeting: str = ""
    session: str = ""
    majority: str = ""
    procedural: str = ""
    vetoed_by: str = ""
    yes: str = ""
    no: str = ""
    abstain: str = ""
    absent: str = ""
    tally_basis: str = "document"
    positions_basis: str = "document"
    about: str = ""
    sponsors: str = ""
    topic: str = ""
    yes_members: str = ""
    no_members: str = ""
    abstain_members: str = ""
    absent_members: str = ""
    not_entitled_members: str = ""
    note: str = ""
    source: str = ""

    @property
    def id(self) -> str:
        """Body, symbol and day: the key every other table refers to."""
        return f"{self.body} {self.symbol} {self.date}"

    def seat(self, votes: Mapping[str, str]) -> None:
        """Fills the member columns from state to yes, no, abstain or absent."""
        for position in POSITIONS:
            codes = sorted(state for state, vote in votes.items() if vote == position)
            setattr(self, f"{position}_members", " ".join(codes))

    def count(self, yes: object, no: object, abstain: object, absent: object = "") -> None:
        """Fills the tally columns; an empty value stays empty."""
        for name, value in zip(POSITIONS, (yes, no, abstain, absent), strict=True):
            setattr(self, name, "" if value is None else str(value))


@dataclass(slots=True)
class Source:
    """One row of `fragments.csv`: a further source of a vote, as that source gives it."""

    id: str
    source: str
    basis: str
    day: str = ""
    yes: str = ""
    no: str = ""
    abstain: str = ""
    absent: str = ""
    note: str = ""


@dataclass(slots=True)
class Compiled:
    """What the builders of all bodies put together."""

    votes: list[Vote] = field(default_factory=list)
    resolutions: list[Cells] = field(default_factory=list)
    fragments: list[Source] = field(default_factory=list)

    def extend(self, other: "Compiled") -> None:
        """Takes over another body's rows."""
        self.votes += other.votes
        self.resolutions += other.resolutions
        self.fragments += other.fragments


def read_csv(path: Path) -> list[Cells]:
    """The rows of a CSV file with a header line; lines that begin with # are comments."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(line for line in stream if not line.startswith("#")))


def as_cells(row: Vote | Source) -> Cells:
    """The row as column name to text."""
    return {f.name: str(getattr(row, f.name)) for f in fields(row)}


def codes(text: str) -> str:
    """A semicolon list of state codes as the sorted, space-separated list the tables use."""
    return " ".join(sorted(filter(None, (part.strip() for part in text.split(";")))))


def sentence(*parts: str) -> str:
    """The parts that say something, joined by semicolons."""
    return "; ".join(part.strip() for part in parts if part.strip())


def tally_of(text: str) -> Sequence[str] | None:
    """The three figures of a printed tally such as 13-2-0; None for anything else."""
    figures = text.strip().split("-")
    return figures if len(figures) == 3 and all(f.isdigit() for f in figures) else None


def unique(rows: Iterable[Vote]) -> None:
    """Fails when two rows would share one identifier."""
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            raise SystemExit(f"two votes are called {row.id}: give one a symbol of its own")
        seen.add(row.id)
