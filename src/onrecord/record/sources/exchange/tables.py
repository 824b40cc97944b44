"""Reads the exchange tables' rows and member lists, with one message where a table is not as it should be."""

import csv
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from onrecord.record.positions import Seats
from onrecord.record.sources.database import quoted_path, scanner, told
from onrecord.record.sources.harvest import Fault, refuse
from onrecord.terms import Position, Tally

_CAST = (Position.YES, Position.NO, Position.ABSTAIN, Position.ABSENT)
LETTERS = {"Y": Position.YES, "N": Position.NO, "A": Position.ABSTAIN, "X": Position.ABSENT}


class Head(NamedTuple):
    """One roll call of a Parquet table: its row by column, and its members' positions."""

    row: Mapping[str, object]
    positions: Seats

    def text(self, column: str) -> str:
        """A cell as text; empty where there is none."""
        value = self.row.get(column)
        return "" if value is None else str(value).strip()

    def day(self) -> dt.date:
        """The day of the vote."""
        value = self.row["date"]
        assert isinstance(value, dt.date)
        return value

    def tally(self, *columns: str) -> Tally | None:
        """The tally in the columns for yes, no, abstentions and, as a fourth, absences; None where one is empty."""
        figures = [self.row.get(column) for column in columns]
        if None in figures[:3]:
            return None
        yes, no, abstain, *rest = (None if f is None else int(str(f)) for f in figures)
        assert yes is not None
        assert no is not None
        assert abstain is not None
        return Tally(yes, no, abstain, rest[0] if rest else None)


def heads(folder: Path, rollcalls: str, votes: str) -> list[Head]:
    """The rows of `rollcalls` in order of day and name, each with its members' lists from `votes`.

    Rows of a state that was not yet or no longer a member (`nonmember`) give no position.
    """
    import duckdb

    lists = ", ".join(f"coalesce(string_agg(iso3, ' ' order by iso3) filter (where vote = '{p}'), '')" for p in _CAST)
    query = f"""
        with cells as (select rollcall_id, {lists} from {quoted_path(folder / votes)}
                       where vote <> 'nonmember' group by rollcall_id)
        select r.*, c.* exclude (rollcall_id)
        from {quoted_path(folder / rollcalls)} r left join cells c using (rollcall_id)
        order by r.date, r.rollcall_id"""  # noqa: S608 - paths are quoted, the rest is ours
    con = scanner()
    try:
        answer = con.execute(query)
        names = [column[0] for column in answer.description or ()]
        rows = answer.fetchall()
    except duckdb.Error as error:
        raise refuse(rollcalls, [told(error)], "Give the exchange tables as compiled") from error
    finally:
        con.close()
    return [_head(names, row) for row in rows]


def _head(names: Sequence[str], row: Sequence[object]) -> Head:
    plain = len(names) - len(_CAST)
    lists = tuple((p, str(cell)) for p, cell in zip(_CAST, row[plain:], strict=True) if cell)
    return Head(dict(zip(names[:plain], row[:plain], strict=True)), Seats(lists))


def rows(path: Path, needed: Iterable[str]) -> list[dict[str, str]]:
    """The rows of a CSV table; DataError when it cannot be read or lacks a column."""
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            found = list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise refuse(path.name, [Fault("the file", "a table in UTF-8", str(error))]) from error
    missing = [column for column in needed if column not in (reader.fieldnames or ())]
    if missing:
        raise refuse(path.name, [Fault("row 1", f"a column {', '.join(missing)}", ", ".join(reader.fieldnames or ()))])
    for number, row in enumerate(found, start=2):
        if None in row or None in row.values():
            raise refuse(path.name, [Fault(f"row {number}", "as many cells as columns", "another number")])
    return found


def count(text: str) -> int | None:
    """A whole number, or None for an empty cell."""
    return int(text) if text.strip() else None


def tally(yes: str, no: str, abstain: str, absent: str = "") -> Tally | None:
    """The tally in four cells; None where yes, no or abstentions are empty."""
    if not (yes.strip() and no.strip() and abstain.strip()):
        return None
    return Tally(int(yes), int(no), int(abstain), count(absent))


def codes(text: str) -> tuple[str, ...]:
    """A semicolon list of state codes, sorted."""
    return tuple(sorted(filter(None, (part.strip() for part in text.split(";")))))


def seats(votes: Mapping[str, Position]) -> Seats:
    """Member lists from state to position."""
    return Seats(
        tuple((p, " ".join(sorted(s for s, v in votes.items() if v is p))) for p in _CAST if p in votes.values())
    )


def digest(*paths: Path) -> str:
    """SHA-256 of the files' bytes, one after another."""
    hashed = sha256()
    for path in paths:
        hashed.update(path.read_bytes())
    return hashed.hexdigest()
