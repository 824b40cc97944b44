"""Gzip files and zip files of one member unpacked under a cap, so that a small file cannot fill the disk."""

import gzip
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from onrecord.record.sources.harvest import Fault, refuse

_LARGEST = 3 << 30
_STEP = 1 << 20
_MOST_TIMES = 400  # text of voting files packs about 40 to 1; a bomb 1,000 to 1 and more
_SMALL = 64 << 20  # below this nothing is called a bomb


class _Readable(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


@contextmanager
def unpacked(path: Path, scratch: Path) -> Iterator[Path]:
    """The file itself, or for as long as the context lasts its unpacked content in a folder under `scratch`.

    DataError where the content is larger than can be a voting file, is damaged, or a zip holds more than one file.
    """
    with path.open("rb") as stream:
        magic = stream.read(4)
    if not (magic.startswith(b"\x1f\x8b") or magic == b"PK\x03\x04"):
        yield path
        return
    scratch.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="unpacked-", dir=scratch))
    try:
        target = folder / "content"
        try:
            if magic.startswith(b"\x1f\x8b"):
                with gzip.open(path) as packed:
                    _copy(packed, target, path)
            else:
                _unzip(path, target)
        except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
            raise refuse(path.name, [Fault("the file", "a whole packed file", str(error) or "a cut one")]) from error
        yield target
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unzip(path: Path, target: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        members = [m for m in archive.infolist() if not m.is_dir() and not m.filename.startswith("__MACOSX/")]
        if len(members) != 1:
            raise refuse(path.name, [Fault("the file", "a zip of one file", f"{len(members)} files")])
        if members[0].flag_bits & 1:
            raise refuse(path.name, [Fault("the file", "a zip without a password", "one with")])
        with archive.open(members[0]) as packed:
            _copy(packed, target, path)


def _copy(packed: _Readable, target: Path, path: Path) -> None:
    """Writes the content out, stopping at the first sign that it is a bomb."""
    most = min(_LARGEST, max(_SMALL, path.stat().st_size * _MOST_TIMES))
    written = 0
    with target.open("wb") as out:
        while block := packed.read(_STEP):
            written += len(block)
            if written > most:
                raise refuse(path.name, [Fault("the file", f"at most {most >> 20} MB unpacked", "more")])
            out.write(block)
