"""Full-tier snapshots: a folder of tables named by `home/current`, verified against its manifest before use."""

import hashlib
import json
from pathlib import Path

from onrecord.terms import DataError

MANIFEST = "manifest.json"


def current(home: Path) -> Path:
    """The snapshot folder in use: `home/current` is a link to it or a file that holds its name."""
    pointer = home / "current"
    try:
        return pointer if pointer.is_dir() else home / pointer.read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise DataError(_damaged(f"the name of a snapshot in {pointer}", type(error).__name__)) from error


def verify(home: Path) -> Path:
    """The snapshot folder, every file of its manifest present with the hash it states; DataError otherwise."""
    folder = current(home)
    path = folder / MANIFEST
    try:
        files = json.loads(path.read_text(encoding="utf-8"))["files"]
        stated = {str(name): str(digest) for name, digest in files.items()}
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise DataError(_damaged(f"a readable {MANIFEST} in {folder}", f"{type(error).__name__}")) from error
    for name, digest in sorted(stated.items()):
        file = folder / name
        if not file.is_file():
            raise DataError(_damaged(f"{name} in {folder}", "no such file"))
        found = hashlib.sha256(file.read_bytes()).hexdigest()
        if found != digest:
            raise DataError(_damaged(f"{name} with SHA-256 {digest[:12]}", found[:12]))
    return folder


def _damaged(expected: str, found: str) -> str:
    """The one message for a snapshot that fails verification."""
    return (
        f"the record failed verification: expected {expected}, found {found}; "
        "run `onrecord update` again, or unset ONRECORD_HOME to use the packaged core record"
    )
