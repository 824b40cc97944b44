"""Writes a snapshot: tables into a folder aside, flushed to disk, named by their content, switched to by one rename."""

import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.record import sql, symbols
from onrecord.record.schema import Column
from onrecord.record.snapshot.manifest import (
    MANIFEST,
    POINTER,
    SourceStamp,
    current,
    identity,
    manifest,
    verify_folder,
)
from onrecord.terms import DataError

if TYPE_CHECKING:
    from onrecord.record.merge import Difference
    from onrecord.record.sources.harvest import Defect
    from onrecord.record.tables import Debate
    from onrecord.terms import Coverage, Fragment, RollCall

SNAPSHOTS = "snapshots"
_BUILDING = "building-"
_ASIDE = f".{POINTER}.new"
_ORDER = {
    "rollcalls": "date, body, id",
    "positions": "date, id, state",
    "fragments": "origin, ref, id",
    "differences": "id, what, state, origin, other",
    "coverage": "body, kind, first",
    "debates": "veto",
    "defects": "origin, place, found",
    "symbols": "key, id",
}
_READ_IN_PART = ("rollcalls", "fragments")
_SYMBOLS: Sequence[Column[tuple[str, str]]] = (
    Column("key", "varchar", "a folded spelling", lambda row: row[0]),
    Column("id", "varchar", "a vote it may mean", lambda row: row[1]),
)


@dataclass(frozen=True, slots=True)
class Built:
    """The tables of a snapshot to be, in memory."""

    rollcalls: Sequence["RollCall"]
    fragments: Sequence[tuple[str, "Fragment"]]
    differences: Sequence["Difference"]
    coverage: Sequence["Coverage"]
    debates: Mapping[str, "Debate"]
    defects: Sequence["Defect"]

    @property
    def debate_rows(self) -> Collection[tuple[str, "Debate"]]:
        """The Assembly's meetings after vetoes."""
        return self.debates.items()


def prepare(home: Path, built: Built, sources: Sequence[SourceStamp], version: str) -> Path:
    """A whole snapshot under `home`, written and flushed, not yet in use; its folder.

    To be called by the sole writer. DataError when the disk is full or the home cannot be written; nothing is left.
    """
    discard_unfinished(home)
    aside = None
    try:
        (home / SNAPSHOTS).mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=home))
        aside.chmod(home.stat().st_mode)  # a record shared in a newsroom stays readable to whoever could read its home
        _write_tables(aside, built)
        _put(aside / MANIFEST, manifest(aside, sources, version, _through(built.rollcalls)))
        _flush(aside)
        final = home / SNAPSHOTS / identity(aside)
        if _whole(final):  # the same content was built before, and may be what readers have open now
            shutil.rmtree(aside)
        else:
            shutil.rmtree(final, ignore_errors=True)
            aside.replace(final)
        _flush_folder(home / SNAPSHOTS)
    except Exception as error:
        if aside is not None:
            shutil.rmtree(aside, ignore_errors=True)
        if (told := _disk_trouble(error)) is not None:
            raise DataError(
                f"the new record could not be written under {home}: {told}; the old one is as it was. "
                "Make room or set ONRECORD_HOME to another folder, then run `onrecord update` again"
            ) from error
        raise
    return final


def _whole(snapshot: Path) -> bool:
    try:
        verify_folder(snapshot)
    except DataError:
        return False
    return True


def _disk_trouble(error: Exception) -> str | None:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    text = " ".join(str(error).split())
    return text[:200] if type(error).__module__.startswith(("duckdb", "_duckdb")) else None


def switch(home: Path, snapshot: Path) -> None:
    """Makes `snapshot` the one that readers open from now on; whoever has the old one open keeps it.

    DataError, and the old one stays, when the snapshot is not whole or the home cannot be written.
    """
    pointer = home / POINTER
    aside = home / _ASIDE
    verify_folder(snapshot)
    if pointer.is_dir() and not pointer.is_symlink():
        raise DataError(f"expected a file or link at {pointer}, found a folder; move it away, then update again")
    try:
        _put(aside, f"{snapshot.relative_to(home).as_posix()}\n")
        aside.replace(pointer)
        _flush_folder(home)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise DataError(
            f"{pointer} could not be written: {error.strerror or error}; the old record is as it was. "
            "Make room or set ONRECORD_HOME to another folder, then run `onrecord update` again"
        ) from error


def discard(home: Path, snapshot: Path) -> None:
    """Takes back a prepared snapshot that was not switched to; never the one in use."""
    if os.path.lexists(home / POINTER) and current(home).resolve() == snapshot.resolve():
        return
    shutil.rmtree(snapshot, ignore_errors=True)


def discard_unfinished(home: Path) -> None:
    """Removes what updates that were killed left behind."""
    (home / _ASIDE).unlink(missing_ok=True)
    for left in home.glob(f"{_BUILDING}*"):
        shutil.rmtree(left, ignore_errors=True)


def _write_tables(folder: Path, built: Built) -> None:
    con = sql.connect()
    try:
        con.execute("set threads = 1")  # so that the same tables are the same bytes
        sql.fill(con, built)
        con.execute("alter table fragments add column place integer")
        con.execute("update fragments set place = rowid")  # the order of a vote's sources, the leading one first
        sql.load(con, "symbols", _SYMBOLS, _keys(built.rollcalls))
        for table, order in _ORDER.items():
            target = sql.literal(str(folder / f"{table}.parquet"))
            con.execute(
                f"copy (select * from {table} order by {order}) to {target} "  # noqa: S608 - names are ours
                "(format parquet, compression zstd, row_group_size 8192)"
                if table in _READ_IN_PART
                else f"copy (select * from {table} order by {order}) to {target} (format parquet, compression zstd)"  # noqa: S608
            )
    finally:
        con.close()


def _through(rolls: Sequence["RollCall"]) -> dict[str, dt.date]:
    last: dict[str, dt.date] = {}
    for roll in rolls:
        last[roll.body.value] = max(roll.date, last.get(roll.body.value, roll.date))
    return last


def _keys(rolls: Sequence["RollCall"]) -> list[tuple[str, str]]:
    """Every folded symbol with the identifier of each vote it may mean."""
    return [(key, roll.id) for roll in rolls for key in dict.fromkeys(symbols.keys(roll))]


def _put(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def _flush(folder: Path) -> None:
    for path in folder.iterdir():
        with path.open("rb") as stream:
            os.fsync(stream.fileno())
    _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # folders cannot be opened there, and renames are written through
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
