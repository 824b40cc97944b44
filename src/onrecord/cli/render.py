"""Answers in the form asked for: rows of any command, one vote, one ruling."""

import json
import shutil
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from onrecord.cli.options import Format
from onrecord.cli.output import say_written, write

if TYPE_CHECKING:
    from onrecord.cli.output import Target
    from onrecord.record import Record
    from onrecord.terms import RecordStamp, RollCall


def terminal_width() -> int:
    """Columns of the terminal, 100 where there is none."""
    return shutil.get_terminal_size((100, 24)).columns


def as_json(value: object) -> str:
    """Indented JSON in the order given, in the story's own letters."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def as_json_line(value: object) -> str:
    """JSON on one line."""
    return json.dumps(value, ensure_ascii=False) + "\n"


def finish(target: "Target", text: str) -> None:
    """Writes `text` and says where, when it went to a file and a person is watching."""
    write(target, text)
    if target.out:
        say_written(target.out)


def write_rows(
    target: "Target",
    rows: Sequence[Mapping[str, object]],
    columns: Sequence[str],
    stamp: "RecordStamp",
    caption: str,
    note: str = "",
    shown: Sequence[str] = (),
) -> None:
    """Writes `rows` as a table, JSON, JSON lines, CSV or a page; every form names the record it came from.

    `note` is what a reader must know to use the numbers; it goes with the record into every form. A terminal's table
    has the columns `shown`, where they are given: what every row repeats would only take room.
    """
    from onrecord import report

    words = f"{report.citation(stamp)}. {note}" if note else report.citation(stamp)
    match target.format:
        case Format.TEXT:
            told = f"{report.citation(stamp)}\n{paragraphs([note])}" if note else words
            text = report.rows_text(rows, shown or _told_once(columns), told.rstrip("\n"), terminal_width())
        case Format.JSON:
            text = report.rows_json(rows, columns, words)
        case Format.JSONL:
            text = report.rows_jsonl(rows, columns, words)
        case Format.CSV:
            text = report.rows_csv(rows, columns, words)
        case Format.HTML:
            text = report.rows_page(rows, columns, words, caption)
    finish(target, text)


def _told_once(columns: Sequence[str]) -> Sequence[str]:
    # An id is body, symbol and day; on a terminal they need not stand beside it again.
    return [c for c in columns if c not in ("body", "symbol", "date")] if "id" in columns else columns


def write_vote(target: "Target", rollcall: "RollCall", record: "Record") -> None:
    """Writes one roll call whole; as CSV, one row a member."""
    from onrecord import report

    parts = record.parts(rollcall)
    match target.format:
        case Format.TEXT:
            text = report.vote_text(rollcall, record, width=terminal_width(), colour=target.colour, parts=parts)
        case Format.JSON:
            text = as_json(report.vote_json(rollcall, record, parts))
        case Format.JSONL:
            text = as_json_line(report.vote_json(rollcall, record, parts))
        case Format.CSV:
            rows = [{"id": rollcall.id, "state": s, "position": p.value} for s, p in sorted(rollcall.positions.items())]
            text = report.rows_csv(rows, ("id", "state", "position"), report.citation(record.stamp))
        case Format.HTML:
            text = report.vote_html(rollcall, record, parts)
    finish(target, text)


def paragraphs(lines: Sequence[str]) -> str:
    """`lines` broken to the terminal's width, continuations of a "- " item indented."""
    import textwrap

    width = min(terminal_width(), 100)
    return (
        "\n".join(textwrap.fill(x, width, subsequent_indent="  " if x.startswith("- ") else "") for x in lines) + "\n"
    )
