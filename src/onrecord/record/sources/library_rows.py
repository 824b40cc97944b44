"""Rows of a Library voting file read one by one: where a fault is, and with which vote the file ends."""

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.record.sources.harvest import Fault

WHOLE, DIFFERS = "", "*"
"""What a fault may be of besides a member's code: the vote as a whole, or a row that differs from the first."""
_TAIL = 256 << 10  # the last row is shorter, or the scan has refused the file
_MOST_LOCATED = 20_000  # places looked for in one file; it is refused either way


@dataclass(frozen=True, slots=True)
class Wrong:
    """What cannot be in a vote: the vote's number, whose cell it is (or WHOLE, DIFFERS), and what was expected."""

    number: str
    cell: str
    expected: str
    found: str


def located(path: Path, names: Sequence[str], steady: Collection[str], wrong: Sequence[Wrong]) -> list[Fault]:
    """The faults in the order of the file's rows; row 1 is the header. What cannot be found again has no row."""
    wanted = {(w.number, w.cell) for w in wrong[:_MOST_LOCATED]}
    rows = _places(path, names, steady, wanted)
    placed = sorted(((rows.get((w.number, w.cell), 0), w) for w in wrong), key=lambda p: (not p[0], p[0], p[1].found))
    return [Fault(_where(row, w.number), w.expected, w.found) for row, w in placed]


def _where(row: int, number: str) -> str:
    record = f"record {number or '(none)'}"
    return f"row {row} ({record})" if row else record


def _places(
    path: Path, names: Sequence[str], steady: Collection[str], wanted: Collection[tuple[str, str]]
) -> Mapping[tuple[str, str], int]:
    """The row of each cell wanted: the last of a code, since that is the one too many; the first row otherwise."""
    numbers = {number for number, _ in wanted}
    compared = [place for place, name in enumerate(names) if name in steady]
    first: dict[str, list[str]] = {}
    found: dict[tuple[str, str], int] = {}
    for row, cells in _numbered(path, names):
        number, code = cells["undl_id"], cells["ms_code"].strip()
        if number not in numbers:
            continue
        shared = [cells[names[place]] for place in compared]
        found.setdefault((number, WHOLE), row)
        if first.setdefault(number, shared) != shared:
            found.setdefault((number, DIFFERS), row)
        if (number, code) in wanted:
            found[(number, code)] = row
    return found


def _numbered(path: Path, names: Sequence[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    csv.field_size_limit(1 << 20)
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
            for row, cells in enumerate(csv.reader(stream), start=1):
                if len(cells) == len(names) and row > 1:
                    yield row, dict(zip(names, cells, strict=True))
    except csv.Error:
        return


def last_number(path: Path, names: Sequence[str]) -> str:
    """The number of the vote to which the file's last row belongs; empty where its end cannot be read as a row."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _TAIL))
        lines = stream.read().decode("utf-8", errors="replace").splitlines(keepends=True)
    for start in range(len(lines) - 1, -1, -1):  # a cell may hold line breaks, so that a row is several lines
        try:
            rows = list(csv.reader(io.StringIO("".join(lines[start:]), newline=""), strict=True))
        except csv.Error:
            continue
        if rows and len(rows[-1]) == len(names) and all(len(row) in (0, len(names)) for row in rows):
            return rows[-1][names.index("undl_id")]
    return ""
