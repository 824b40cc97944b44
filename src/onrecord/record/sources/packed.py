"""Gzip files and zip files of one member unpacked under a cap, so that a small file cannot fill the disk."""

import gzip
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Protocol

from onrecord.record.sources.harvest import Fault, refuse
from onrecord.terms import DataError

_LARGEST = 3 << 30
_STEP = 1 << 20
_MOST_TIMES = 400  # text of voting files packs about 40 to 1; a bomb 1,000 to 1 and more
_SMALL = 64 << 20  # below this nothing is called a bomb
_ODD = re.compile(r"[^\w .,()+@=/\\:~-]")  # in a name: a pattern to the database, or no text at all
_PACKED_ENDINGS = (".gz", ".gzip", ".zip")


class _Readable(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


@contextmanager
def unpacked(path: Path, scratch: Path) -> Iterator[Path]:
    """The file itself, or for as long as the context lasts its unpacked content in a folder under `scratch`.

    A file whose name a database would take for a pattern, or for another kind of file, goes by a plain name meanwhile.
    DataError where the content is larger than can be a voting file, is damaged, or a zip holds more than one file.
    """
    with path.open("rb") as stream:
        magic = stream.read(4)
    packed_up = magic.startswith(b"\x1f\x8b") or magic == b"PK\x03\x04"
    name = _plain_name(path)
    if not packed_up and name == path.name and not _ODD.search(str(path.absolute())):
        yield path
        return
    folder = _folder(scratch)
    try:
        target = folder / name
        try:
            if not packed_up:
                target.symlink_to(path.absolute())
            elif magic.startswith(b"\x1f\x8b"):
                with gzip.open(path) as packed:
                    _copy(packed, target, path)
            else:
                _unzip(path, target)
        except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
            raise refuse(path.name, [Fault("the file", "a whole packed file", str(error) or "a cut one")]) from error
        yield target
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _folder(scratch: Path) -> Path:
    try:
        scratch.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix="unpacked-", dir=scratch))
    except OSError as error:
        raise _no_room(scratch, error) from error


def _no_room(scratch: Path, error: OSError) -> DataError:
    return DataError(
        f"expected room to unpack a file in {scratch}, found: {error.strerror or error}; the record is as it was. "
        "Make room or set ONRECORD_HOME to another folder"
    )


def _plain_name(path: Path) -> str:
    """The file's name with odd letters replaced, and without the ending of a packed file."""
    name = PurePath(path.name)
    return _ODD.sub("_", name.stem if name.suffix.lower() in _PACKED_ENDINGS else name.name) or "content"


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
    while block := packed.read(_STEP):
        written += len(block)
        if written > most:
            raise refuse(path.name, [Fault("the file", f"at most {most >> 20} MB unpacked", "more")])
        try:
            with target.open("ab") as out:
                out.write(block)
        except OSError as error:
            raise _no_room(target.parent, error) from error
