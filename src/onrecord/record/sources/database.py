"""How a source's file is scanned: DuckDB with its memory bounded, no extension loaded, and its errors told in rows."""

import re
from collections.abc import Mapping
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
_REASONS: Mapping[str, tuple[str, str]] = {
    "unicode": ("UTF-8 text", "other bytes"),
    "unterminated quote": ("a closing quotation mark", "the end of the file or a cell without one"),
    "number of columns": ("as many cells as the header has columns", "another number"),
    "maximum line size": ("a row of at most 200,000 bytes", "a longer one"),
}


def quoted(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def told(error: "duckdb.Error") -> Fault:
    """What the database found wrong with a file, with its line where it says one."""
    text = " ".join(str(error).split())
    line = _LINE.search(text)
    where = f"row {line[1]}" if line else "the file"
    for words, (expected, found) in _REASONS.items():
        if words in text.lower():
            return Fault(where, expected, found)
    return Fault(where, "a readable row", text[:160])
