"""Writes the compiled tables, tells what changed against the committed ones, and makes the smaller tables."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path

from tools.core.rows import Cells, Compiled, Source, Vote, as_cells, read_csv, unique

REPOSITORY = Path(__file__).resolve().parents[2]
RESOLUTION_COLUMNS = (
    "symbol date title meeting sponsors outcome procedural tally no_members abstain_members absent_members yes_members "
    "tally_basis positions_basis about topic note record source"
).split()

_KEYS = (
    ("id", "source"),
    ("check", "id"),
    ("veto",),
    ("body", "symbol", "date"),
    ("body", "kind", "first"),
    ("symbol", "date"),
    ("date", "holiday"),
)
"""The columns that identify a row, table by table; the first that a table has are its key."""


def render(columns: Sequence[str], rows: Iterable[Cells]) -> str:
    """The table as CSV text with Unix line ends."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, columns, lineterminator="\n", extrasaction="raise")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def all_tables(compiled: Compiled, data: Path) -> dict[str, str]:
    """Path inside the package's data folder to the text of each table."""
    unique(compiled.votes)
    votes = sorted(compiled.votes, key=lambda v: (v.date, v.body, v.symbol, int(v.order)))
    fragments = sorted(compiled.fragments, key=lambda s: (s.id, s.source, s.yes, s.note))
    return {
        "core/rollcalls.csv": render([f.name for f in fields(Vote)], map(as_cells, votes)),
        "core/council_resolutions.csv": render(RESOLUTION_COLUMNS, compiled.resolutions),
        "core/fragments.csv": render([f.name for f in fields(Source)], map(as_cells, fragments)),
        "core/veto_debates.csv": _debates(votes, data),
        "core/coverage.csv": _as_written("coverage.csv"),
        "core/explained.csv": _as_written("explained.csv"),
        "rules/un_holidays.csv": _holidays(data),
    }


def _as_written(name: str) -> str:
    """A table kept by hand beside the builder."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def _debates(votes: Iterable[Vote], data: Path) -> str:
    """The Assembly's meetings after vetoes, keyed by the veto's identifier."""
    vetoes = [v for v in votes if v.body == "UNSC" and v.vetoed_by]
    rows = []
    for row in read_csv(data / "facts/ga_veto_debates.csv"):
        same_day = [v for v in vetoes if v.date == row["veto_date"]]
        match = (
            [v for v in same_day if row["draft"] in (v.symbol, v.draft)]
            if row["draft"]
            else [v for v in same_day if not v.draft and not v.symbol.startswith("S/2")]
        )
        note = "; ".join(filter(None, (row["ga_meeting"], row["ga_item"])))
        rows.append(
            {
                "veto": match[0].id,
                "held_on": row["ga_meeting_date"],
                "exempt": "yes" if row["outcome"].startswith("exempt") else "",
                "session": row["ga_session"],
                "note": note,
                "source": row["source"],
            }
        )
    return render(["veto", "held_on", "exempt", "session", "note", "source"], rows)


def _holidays(data: Path) -> str:
    """Holidays at UN Headquarters."""
    rows = read_csv(data / "facts/un_holidays.csv")
    columns = ["date", "holiday", "certainty", "source"]
    return render(columns, ({c: row[c] for c in columns} for row in sorted(rows, key=lambda r: r["date"])))


def differences(path: Path, text: str) -> list[str]:
    """Rows added, removed and changed against the committed table, one line each."""
    if not path.exists():
        return [f"{path.name}: new, {text.count(chr(10)) - 1} rows"]
    old = _keyed(path.read_text(encoding="utf-8"))
    new = _keyed(text)
    lines = [f"{path.name}: added {key}" for key in new if key not in old]
    lines += [f"{path.name}: removed {key}" for key in old if key not in new]
    for key, row in new.items():
        if key in old and old[key] != row:
            cells = ", ".join(c for c in row if old[key].get(c) != row[c])
            lines.append(f"{path.name}: changed {key} ({cells})")
    return lines


def _keyed(text: str) -> dict[str, Cells]:
    """Rows of a table by what identifies them; equal keys are told apart by their order."""
    rows: dict[str, Cells] = {}
    for row in csv.DictReader(io.StringIO(text)):
        columns = next(k for k in _KEYS if set(k) <= set(row))
        key = " ".join(row[column] for column in columns)[:200]
        while key in rows:
            key += "'"
        rows[key] = row
    return rows


def write(path: Path, text: str) -> None:
    """Puts the table in place in one step, so a reader never sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.new")
    aside.write_text(text, encoding="utf-8", newline="")
    aside.replace(path)
