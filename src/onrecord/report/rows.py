"""Rows of any command as text, CSV, JSON lines or an HTML table, each with the record it came from."""

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from html import escape

from onrecord.report.text import cell_width, plain

Row = Mapping[str, object]
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


def rows_text(rows: Sequence[Row], columns: Sequence[str], citation: str, width: int = 100) -> str:
    """An aligned table for a terminal of `width` columns; the widest columns are cut to fit, the first never."""
    if not rows:
        return f"No rows.\n{citation}\n"
    table = [[plain(cell_text(row.get(c))) for c in columns] for row in rows]
    sizes = _sizes(table, columns, width)
    numeric = [all(_is_number(row.get(c)) for row in rows) for c in columns]
    lines = [_line(list(columns), sizes, numeric), "  ".join("─" * s for s in sizes)]
    lines += [_line(cells, sizes, numeric) for cells in table]
    return "\n".join([*lines, "", citation, ""])


def _sizes(table: Sequence[Sequence[str]], columns: Sequence[str], width: int) -> list[int]:
    """Column widths: the widest give way first, none below fourteen, and the first, which identifies, never."""
    sizes = [max(len(c), *(cell_width(row[i]) for row in table)) for i, c in enumerate(columns)]
    over = sum(sizes) + 2 * (len(sizes) - 1) - width
    while over > 0 and len(sizes) > 1:
        widest = max(range(1, len(sizes)), key=lambda i: sizes[i])
        if sizes[widest] <= _NARROWEST:
            break
        sizes[widest] -= 1
        over -= 1
    return sizes


_NARROWEST = 14


def _line(cells: Sequence[str], sizes: Sequence[int], numeric: Sequence[bool]) -> str:
    padded = [_pad(cell, size, right) for cell, size, right in zip(cells, sizes, numeric, strict=True)]
    return "  ".join(padded).rstrip()


def _pad(cell: str, size: int, right: bool) -> str:
    if cell_width(cell) > size:
        while cell and cell_width(cell) > size - 1:
            cell = cell[:-1]
        cell = cell.rstrip() + "…"
    space = " " * (size - cell_width(cell))
    return space + cell if right else cell + space


def rows_csv(rows: Sequence[Row], columns: Sequence[str], citation: str) -> str:
    """CSV with a header, and the citation as a last column `record`.

    A column, not a comment line: rows that are cut out or joined keep their provenance, and every reader parses it.
    Cells that a spreadsheet would run as a formula are begun with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*columns, "record"])
    for row in rows:
        writer.writerow([*(safe_cell(row.get(c)) for c in columns), safe_cell(citation)])
    return out.getvalue()


def safe_cell(value: object) -> str:
    """A CSV cell that no spreadsheet runs as a formula; numbers keep their sign."""
    text = cell_text(value)
    if text.lstrip(" ").startswith(_FORMULA) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def rows_json(rows: Sequence[Row], columns: Sequence[str], citation: str) -> str:
    """A JSON array of rows; each row ends with `record`, the citation."""
    return json.dumps([_row_json(r, columns, citation) for r in rows], ensure_ascii=False, indent=1) + "\n"


def rows_jsonl(rows: Sequence[Row], columns: Sequence[str], citation: str) -> str:
    """One JSON object a line; each ends with `record`, the citation."""
    return "".join(json.dumps(_row_json(r, columns, citation), ensure_ascii=False) + "\n" for r in rows)


def _row_json(row: Row, columns: Sequence[str], citation: str) -> dict[str, object]:
    return {c: row.get(c) for c in columns} | {"record": citation}


def rows_html(rows: Sequence[Row], columns: Sequence[str], citation: str, caption: str = "") -> str:
    """An HTML table fragment, everything in it escaped; the citation stands in the caption."""
    head = "".join(f'<th scope="col">{escape(c.replace("_", " "))}</th>' for c in columns)
    body = "".join("<tr>" + "".join(_html_cell(row.get(c)) for c in columns) + "</tr>" for row in rows)
    words = f"{escape(caption)} " if caption else ""
    return (
        f'<table class="rows"><caption>{words}<small>{escape(citation)}</small></caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _html_cell(value: object) -> str:
    kind = ' class="n"' if _is_number(value) else ""
    return f"<td{kind}>{escape(plain(cell_text(value)))}</td>"


def _is_number(value: object) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def cell_text(value: object) -> str:
    """A value in one cell: empty for None, lists joined by "; ", mappings as "key value" pairs."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.4g}" if abs(value) < 1e15 else str(value)
        case str():
            return value
        case Mapping():
            return "; ".join(f"{k} {cell_text(v)}" for k, v in value.items())
        case Sequence():
            return "; ".join(cell_text(v) for v in value)
    return str(value)
