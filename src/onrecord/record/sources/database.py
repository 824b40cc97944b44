"""How a source's file is scanned: DuckDB with its memory bounded, no extension loaded, and its errors told in rows."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.record.sources.harvest import Fault

if TYPE_CHECKING:
    import duckdb

SCAN_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "400MB",
    "threads": 2,
    "preserve_insertion_order": "false",
}
_LINE = re.compile(r"Line:?\s*(\d+)", re.IGNORECASE)
_PATTERN = re.compile(r"[*?\[]")
_REASONS: Mapping[str, tuple[str, str]] = {
    "unicode": ("UTF-8 text", "other bytes"),
    "unterminated quote": ("a closing quotation mark", "the end of the file or a cell without one"),
    "number of columns": ("as many cells as the header has columns", "another number"),
    "maximum line size": ("a row of at most 200,000 bytes", "a longer one"),
}


def scanner() -> "duckdb.DuckDBPyConnection":
    """A connection to scan one file with; its progress bar would stand between our own answers on standard output."""
    import duckdb

    con = duckdb.connect(config=SCAN_SETTINGS)
    con.execute("set enable_progress_bar = false")
    return con


def quoted(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def quoted_path(path: Path) -> str:
    """The same for the one file of this name: a name with `*`, `?` or `[` in it stands for no other."""
    return quoted(_PATTERN.sub(r"[\g<0>]", str(path.absolute())))


def told(error: "duckdb.Error") -> Fault:
    """What the database found wrong with a file, with its line where it says one."""
    text = " ".join(str(error).split())
    line = _LINE.search(text)
    where = f"row {line[1]}" if line else "the file"
    for words, (expected, found) in _REASONS.items():
        if words in text.lower():
            return Fault(where, expected, found)
    return Fault(where, "a readable row", text[:160])
