"""One table as one CSV or Parquet file, written by DuckDB itself."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.record.export.about import About, columns_of, meanings
from onrecord.record.export.choice import Choice
from onrecord.record.sql import literal

if TYPE_CHECKING:
    import duckdb

_FORMULA = r"^ *[-=+@\t\r\n]"
_NUMBER = r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?"
_CLOSED = {"body", "kind", "outcome", "state", "position", "iso2", "code", "sha256", "positions_basis", "majority"}
"""Columns whose words are the record's own; looking at each of their cells would take time for nothing."""


def write_csv(con: "duckdb.DuckDBPyConnection", place: Path, choice: Choice, about: About, *, zipped: bool) -> int:
    """Writes a CSV file; how many rows it has.

    The last column, `record`, names code and snapshot in every row: a comment line would be a row to most programs, and
    rows cut out or joined keep their provenance. Lists are joined by "; ". As in every CSV of ours, a text that a
    spreadsheet would run as a formula begins with an apostrophe; Parquet and SQLite hold it as it is.
    """
    cells = [_csv_cell(name, kind) for name, (kind, _) in columns_of(choice.table).items()]
    query = f"select {', '.join(cells)}, {literal(about.mark)} as record {choice.rows(choice.table)}"
    compression = ", compression gzip" if zipped else ""
    return _copy(con, query, place, f"format csv, header true{compression}")


def write_parquet(con: "duckdb.DuckDBPyConnection", place: Path, choice: Choice, about: About) -> int:
    """Writes a Parquet file that carries the citation and the meaning of its columns in its metadata; its rows."""
    told = about.pairs() | {"table": choice.table, "columns": json.dumps(meanings(choice.table), ensure_ascii=False)}
    metadata = ", ".join(f"'{key}': {literal(text)}" for key, text in told.items())
    query = f"select {', '.join(meanings(choice.table))} {choice.rows(choice.table)}"
    return _copy(con, query, place, f"format parquet, compression zstd, kv_metadata {{{metadata}}}")


def _copy(con: "duckdb.DuckDBPyConnection", query: str, place: Path, options: str) -> int:
    written = con.execute(f"copy ({query}) to {literal(str(place))} ({options})").fetchone()
    return int(written[0]) if written else 0


def _csv_cell(name: str, kind: str) -> str:
    """The SQL of one cell; an empty text and no value are both an empty cell."""
    if not kind.startswith("varchar"):
        return name
    text = f"array_to_string({name}, '; ')" if kind.endswith("[]") else name
    if name in _CLOSED:
        return f"nullif({text}, '') as {name}"
    runs = f"regexp_matches({text}, '{_FORMULA}') and not regexp_full_match({text}, '{_NUMBER}')"
    return f"case when {runs} then '''' || {text} else nullif({text}, '') end as {name}"
