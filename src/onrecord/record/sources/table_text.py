"""Rows of a user's own CSV or TSV file, each with its row number, or a refusal that says which row cannot be read."""

import csv
import re
from collections.abc import Iterator

from onrecord.record.sources.harvest import Fault, refuse
from onrecord.terms import DataError

LARGEST = 50_000_000  # bytes; a table of every vote of a long session is a fifth of this
_MARKS = (",", ";", "\t")
_SAVE = "Save the table as CSV in UTF-8 and give that file."
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"%PDF", b"PAR1")


def rows(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    """Every row with its number in the file, from 1; blank rows and those that begin with `#` are left out."""
    text = _decoded(data, name)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    mark = _mark(text, name)
    reader = csv.reader(_lines(text, name), delimiter=mark, strict=True)
    number = 0
    while True:
        number = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise refuse(name, [Fault(f"row {number}", "cells with their quotes closed", str(error))], _SAVE) from error
        cells = [cell.strip() for cell in row]
        if any(cells) and not cells[0].startswith("#"):
            yield number, cells


def _lines(text: str, name: str) -> Iterator[str]:
    """Lines for the reader; the quotes of a comment line must not open a cell."""
    for number, line in enumerate(text.split("\n"), start=1):
        if "\x00" in line:
            raise refuse(name, [Fault(f"row {number}", "text", "a zero byte")], _SAVE)
        yield "\n" if line.startswith("#") else line + "\n"


def _decoded(data: bytes, name: str) -> str:
    if len(data) > LARGEST:
        raise _not_a_table(name, f"at most {LARGEST:,} bytes", f"{len(data):,}")
    if data.startswith(_PACKED):
        raise _not_a_table(name, "text", "a workbook, PDF, Parquet or packed file")
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        read = data[: error.start].decode(encoding, "ignore")
        where = f"row {read.count(chr(10)) + 1}"
        raise refuse(name, [Fault(where, "UTF-8 or UTF-16", f"the byte {data[error.start]:#04x}")], _SAVE) from error


def _not_a_table(name: str, expected: str, found: str) -> DataError:
    return refuse(name, [Fault("the file", expected, found)], _SAVE)


def _mark(text: str, name: str) -> str:
    """What parts the cells: the mark that stands most often outside quotes in the first row that says something."""
    head = next((line for line in text.split("\n") if line.strip() and not line.startswith("#")), "")
    bare = re.sub(r'"[^"]*"', "", head)
    best = max(_MARKS, key=bare.count)
    if not bare.count(best):
        raise _not_a_table(name, "a first row of column names parted by comma, semicolon or tab", f'"{head[:60]}"')
    return best
