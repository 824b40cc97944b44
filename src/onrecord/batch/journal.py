"""What became of each story, kept while a run goes on and as the manifest when it is over."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from onrecord.terms import UsageError

SCHEMA = "onrecord.batch/1"
MANIFEST = "manifest.json"
JOURNAL = "journal.jsonl"
_ERRORS = "backslashreplace"  # a file name need not be text; JSON writes its odd bytes as \\udcff


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one story. `status` is `checked`, `skipped` (done before, nothing changed) or `failed`."""

    path: str
    output: str  # file name inside the folder of results
    status: str
    sha256: str = ""  # of the story file's bytes
    claims: int = 0
    contradicted: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a result depends on besides the story: the record, the code, and the date given for every story."""

    snapshot: str
    version: str
    published: date | None = None

    def as_json(self) -> dict[str, object]:
        """The basis as the head of the manifest."""
        day = self.published.isoformat() if self.published else None
        return {"snapshot": self.snapshot, "version": self.version, "published": day}


@dataclass(frozen=True, slots=True)
class Manifest:
    """A whole run: what it rests on, and an entry a story in the order given."""

    basis: Basis
    entries: tuple[Entry, ...]

    @property
    def failed(self) -> tuple[Entry, ...]:
        """Stories that could not be checked."""
        return tuple(e for e in self.entries if e.status == "failed")

    def as_json(self) -> dict[str, object]:
        """The manifest file's content."""
        return {"schema": SCHEMA} | self.basis.as_json() | {"stories": [asdict(e) for e in self.entries]}


class Journal:
    """The notes of one folder of results; makes the folder, and knows what earlier runs on the same basis did."""

    def __init__(self, folder: Path, basis: Basis) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(
                f"expected a folder for the results, found that {folder} cannot be one ({error.strerror or error}); "
                "give another place with --out"
            ) from None
        self.folder = folder
        self.basis = basis
        self.done = {e.output: e for e in self._earlier() if e.status != "failed"}

    def note(self, entry: Entry) -> None:
        """Adds a finished story to the journal at once, so that a run cut short loses nothing."""
        with (self.folder / JOURNAL).open("a", encoding="utf-8", errors=_ERRORS) as journal:
            journal.write(json.dumps(self.basis.as_json() | {"stories": [asdict(entry)]}, ensure_ascii=False) + "\n")

    def close(self, entries: tuple[Entry, ...]) -> Manifest:
        """Writes the manifest, which takes the journal's place."""
        manifest = Manifest(self.basis, entries)
        write_atomically(self.folder / MANIFEST, manifest.as_json())
        (self.folder / JOURNAL).unlink(missing_ok=True)
        return manifest

    def _earlier(self) -> Iterator[Entry]:
        manifest, journal = self.folder / MANIFEST, self.folder / JOURNAL
        texts = [manifest.read_text(encoding="utf-8")] if manifest.is_file() else []
        texts += journal.read_text(encoding="utf-8").splitlines() if journal.is_file() else []
        for text in texts:
            yield from self._entries(text)

    def _entries(self, text: str) -> Iterator[Entry]:
        try:
            kept = json.loads(text)
            if self.basis.as_json().items() <= kept.items():
                yield from [Entry(**entry) for entry in kept["stories"]]
        except (ValueError, TypeError, KeyError, AttributeError):
            return  # a line half written when a run was cut short, or another program's file: do the work again


def write_atomically(path: Path, value: object) -> None:
    """Writes JSON beside `path` and moves it there in one step; a reader sees the old file or the new, never half."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        aside.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", errors=_ERRORS)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
