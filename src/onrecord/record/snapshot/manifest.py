"""A snapshot's manifest: the hash of every file and the sources it was made from; verified before anything is read."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from onrecord.terms import DataError

MANIFEST = "manifest.json"
SCHEMA = "onrecord.snapshot/1"
POINTER = "current"
FILES = ("rollcalls", "positions", "fragments", "differences", "coverage", "debates", "defects", "symbols")
"""The tables of a snapshot, each a file."""
_PLAIN_NAME = re.compile(r"[a-z_]+\.parquet")


@dataclass(frozen=True, slots=True)
class SourceStamp:
    """One source of a snapshot: its key, the SHA-256 of the bytes, what they were called, the day they were read."""

    origin: str
    digest: str
    name: str
    read_on: str
    votes: int
    through: str = ""  # the last day of a source read whole; empty where only some of its votes were


def current(home: Path) -> Path:
    """The snapshot folder in use: `home/current` is a link to it or a file that holds its name."""
    pointer = home / POINTER
    try:
        if pointer.is_dir():
            return pointer
        named = (home / pointer.read_text(encoding="utf-8").strip()).resolve()
    except (OSError, ValueError) as error:
        raise DataError(_damaged(f"the name of a snapshot in {pointer}", type(error).__name__)) from error
    if not named.is_relative_to(home.resolve()) or named == home.resolve():
        raise DataError(_damaged(f"a snapshot inside {home}", f"{pointer} naming a place outside it"))
    return named


def verify(home: Path) -> Path:
    """The snapshot folder, every file of its manifest present with the hash it states; DataError otherwise."""
    folder = current(home)
    verify_folder(folder)
    return folder


def verify_folder(folder: Path) -> None:
    """DataError unless every table is there, every file has the hash the manifest states, and the name is theirs."""
    told = _read(folder)
    stated = told["files"]
    if not isinstance(stated, Mapping) or not stated:
        raise DataError(_damaged(f"files in the {MANIFEST} of {folder}", "none"))
    missing = sorted(f"{table}.parquet" for table in FILES if f"{table}.parquet" not in stated)
    if missing:
        raise DataError(_damaged(f"{', '.join(missing)} in the {MANIFEST} of {folder}", "no such entry"))
    for name, digest in sorted(stated.items()):
        file = folder / str(name)
        if not _PLAIN_NAME.fullmatch(str(name)) or not file.is_file():
            raise DataError(_damaged(f"{name} in {folder}", "no such file"))
        found = digest_of(file)
        if found != digest:
            raise DataError(_damaged(f"{name} with SHA-256 {str(digest)[:12]}", found[:12]))
    if told["id"] != name_of({str(name): str(digest) for name, digest in stated.items()}):
        raise DataError(_damaged(f"the name of its files as id in the {MANIFEST} of {folder}", "another"))


def _read(folder: Path) -> Mapping[str, object]:
    """The manifest as written; DataError when it is none of ours."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if found["schema"] != SCHEMA:
            raise DataError(_damaged(f"a {MANIFEST} of the form {SCHEMA} in {folder}", str(found["schema"])))
        of = ("files", "sources", "id")
        return {name: found[name] for name in of} | {"id": str(found["id"]), "through": found.get("through")}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(_damaged(f"a readable {MANIFEST} in {folder}", type(error).__name__)) from error


def identity(folder: Path) -> str:
    """The snapshot's name: sixteen hexadecimal digits over the hashes of its files."""
    return str(_read(folder)["id"])


def stamps(folder: Path) -> tuple[SourceStamp, ...]:
    """The sources a snapshot was made from, by key."""
    listed = _read(folder)["sources"]
    try:
        assert isinstance(listed, Sequence)
        return tuple(SourceStamp(**row) for row in listed)
    except (AssertionError, TypeError) as error:
        raise DataError(_damaged(f"sources in the {MANIFEST} of {folder}", type(error).__name__)) from error


def reach(folder: Path) -> tuple[tuple[str, dt.date], ...] | None:
    """The last day a snapshot holds of each body; None where its manifest, of an earlier version, does not tell."""
    told = _read(folder)["through"]
    try:
        return tuple((str(b), dt.date.fromisoformat(d)) for b, d in told.items()) if isinstance(told, dict) else None
    except (TypeError, ValueError) as error:
        raise DataError(_damaged(f"days in the {MANIFEST} of {folder}", type(error).__name__)) from error


def manifest(folder: Path, sources: Sequence[SourceStamp], version: str, through: Mapping[str, dt.date]) -> str:
    """The text of a manifest for the tables in `folder`; `through` is the last day held of each body."""
    files = {path.name: digest_of(path) for path in sorted(folder.glob("*.parquet"))}
    told = {
        "schema": SCHEMA,
        "id": name_of(files),
        "made_by": f"onrecord {version}",
        "files": files,
        "through": {body: day.isoformat() for body, day in sorted(through.items())},
        "sources": [asdict(s) for s in sorted(sources, key=lambda s: s.origin)],
    }
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def name_of(files: Mapping[str, str]) -> str:
    """The name of a snapshot with these files and hashes."""
    return hashlib.sha256(json.dumps(dict(sorted(files.items()))).encode()).hexdigest()[:16]


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _damaged(expected: str, found: str) -> str:
    """The one message for a snapshot that fails verification."""
    return (
        f"the record failed verification: expected {expected}, found {found}; "
        f"move the file or link {POINTER} away and run `onrecord update`, or set ONRECORD_HOME to an empty folder "
        "to use the packaged core record"
    )
