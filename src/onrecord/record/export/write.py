"""Chooses the form by the ending of the name, and writes it whole or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.record.export.about import About, about
from onrecord.record.export.aside import aside, replaces
from onrecord.record.export.choice import Choice
from onrecord.record.sql import TABLES
from onrecord.terms import RecordStamp, UsageError

if TYPE_CHECKING:
    import duckdb

    from onrecord.record.holdings import Holdings

_CSV, _PARQUET, _SQLITE, _FOLDER = "csv", "parquet", "sqlite", "folder"
ENDINGS = {".csv": _CSV, ".parquet": _PARQUET, ".sqlite": _SQLITE, ".sqlite3": _SQLITE, ".db": _SQLITE}
"""The form a file's ending stands for; `.csv.gz` is CSV too, and a name without an ending is a folder."""
_ALL = ", ".join(TABLES)


@dataclass(frozen=True, slots=True)
class Written:
    """What an export left: where, and how many rows of each table."""

    path: Path
    rows: Mapping[str, int]
    about: About

    @property
    def size(self) -> int:
        """Bytes on disk."""
        files = self.path.iterdir() if self.path.is_dir() else [self.path]
        return sum(file.stat().st_size for file in files)


def form_of(path: Path) -> str:
    """The form a path stands for; UsageError for an ending that is none of ours."""
    if path.name.lower().endswith(".csv.gz"):
        return _CSV
    if path.is_dir() or not path.suffix:
        return _FOLDER
    try:
        return ENDINGS[path.suffix.lower()]
    except KeyError:
        raise UsageError(
            f"expected a name ending in {', '.join(ENDINGS)} or .csv.gz, or a folder, found {path.name!r}; "
            f"type: onrecord export {path.with_suffix('.csv')}"
        ) from None


def would_replace(path: Path) -> bool:
    """Whether an earlier export stands at `path`; UsageError where something stands there that must not be replaced."""
    return replaces(path, folder=form_of(path) == _FOLDER)


def export(held: "Holdings", stamp: RecordStamp, path: Path, choice: Choice = Choice()) -> Written:  # noqa: B008
    """Writes the record, or one table of it, to `path`, replacing an earlier export there.

    CSV and Parquet hold one table: `tidy` where the choice names none. SQLite and a folder hold every table whole.
    UsageError when the form, the table and the rows chosen do not go together, or the place cannot be written.
    """
    form = form_of(path)
    choice = _fitting(form, choice, path)
    would_replace(path)
    with aside(path) as place:
        # The query is not run: it names the tables the connection must have.
        con = held.connection(f"select 1 from {', '.join(_needed(choice))}", place.parent)  # noqa: S608 - ours
        try:
            told = about(con, stamp, choice.words)
            rows = _write(form, con, place, choice, told)
        finally:
            con.close()
    return Written(path, rows, told)


def _fitting(form: str, choice: Choice, path: Path) -> Choice:
    if choice.table and choice.table not in TABLES:
        raise UsageError(f"expected one of the tables {_ALL}, found {choice.table!r}")
    if form in (_CSV, _PARQUET):
        return choice if choice.table else Choice("tidy", choice.body, choice.state, choice.since, choice.until)
    if choice.table or choice.narrowed:
        held = "a SQLite file" if form == _SQLITE else "a folder"
        raise UsageError(
            f"{held} holds the record whole; --table, --body, --state, --since and --until go with one table. "
            f"Type a name ending in .csv or .parquet instead of {path.name!r}"
        )
    return choice


def _needed(choice: Choice) -> list[str]:
    """The tables an export reads; `sources` go with every one."""
    if not choice.table:
        return list(TABLES)
    narrowing = ["rollcalls", "positions"] if choice.narrowed else []
    return list(dict.fromkeys([choice.table, "sources", *narrowing]))


def _write(form: str, con: "duckdb.DuckDBPyConnection", place: Path, choice: Choice, told: About) -> Mapping[str, int]:
    from onrecord.record.export import flat, folder, sqlite

    match form:
        case "csv":
            zipped = place.suffix.lower() == ".gz"
            return {choice.table: flat.write_csv(con, place, choice, told, zipped=zipped)}
        case "parquet":
            return {choice.table: flat.write_parquet(con, place, choice, told)}
        case "sqlite":
            return sqlite.write_sqlite(con, place, told)
    return folder.write_folder(con, place, told)
