"""A file that is not yet whole: `NAME.part` beside its place, and a small note of what it is a part of."""

import contextlib
import errno
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from onrecord.record.fetch.model import FetchError
from onrecord.terms import DataError, UsageError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_BARRED = {errno.EACCES, errno.EPERM, errno.EROFS}
_STEP = 1 << 20


@dataclass(frozen=True, slots=True)
class Mark:
    """What a `.part` file is a part of, as the server described it when the download began."""

    url: str
    etag: str | None
    last_modified: str | None
    size: int | None
    started: str

    @property
    def validator(self) -> str | None:
        """What If-Range may be given: a strong ETag, else the date of the last change. Without one, no resuming."""
        if self.etag and not self.etag.startswith("W/"):
            return self.etag
        return self.last_modified


class Part:
    """The unfinished file, held open and locked for as long as one download works on it."""

    def __init__(self, target: Path, url: str) -> None:
        self.target = target
        self.path = target.with_name(f"{target.name}.part")
        self.note = target.with_name(f"{target.name}.part.json")
        self.mark: Mark | None = None
        self.size = 0
        self._url = url
        self._handle = -1
        self._digest = hashlib.sha256()

    def __enter__(self) -> Self:
        if self.target.is_dir():
            raise UsageError(f"{self.target} is a folder; a download needs the name of a file")
        try:
            self.target.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
            self._handle = os.open(self.path, flags | getattr(os, "O_BINARY", 0), 0o666)
        except OSError as error:
            raise self._barred(error) from error
        try:
            self._lock()
            self._recall()
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._handle < 0:
            return  # finished
        if not self.resumable:
            self._remove()
        self._close()

    @property
    def digest(self) -> str:
        """SHA-256 of what is written so far."""
        return self._digest.hexdigest()

    def begin(self, mark: Mark) -> None:
        """Starts from nothing: empties the file, then says what will be in it."""
        with self._disk():
            self.note.unlink(missing_ok=True)  # no moment at which an old note describes new bytes
            self._empty()
            self.mark = mark
            self.note.write_text(json.dumps(asdict(mark)), encoding="utf-8")
        if mark.size is not None:
            self._need(mark.size)

    def write(self, data: bytes) -> None:
        """Adds bytes; what was written before a failure stays counted, so that it can be resumed."""
        view = memoryview(data)
        with self._disk():
            while view:
                done = os.write(self._handle, view)
                self._digest.update(view[:done])
                self.size += done
                view = view[done:]

    def forget(self) -> None:
        """Drops what has come; the next bytes begin anew."""
        with self._disk():
            self.note.unlink(missing_ok=True)
            self._empty()

    def finish(self) -> None:
        """Puts the whole file in its place in one step, safely on the disk first."""
        with self._disk():
            os.fsync(self._handle)
            self._close()
            self.path.replace(self.target)
            self.note.unlink(missing_ok=True)
            _sync_folder(self.target.parent)

    @property
    def resumable(self) -> bool:
        """Whether what has come can be gone on with, and will therefore be kept."""
        return self.size > 0 and self.mark is not None and self.mark.validator is not None

    def _empty(self) -> None:
        os.ftruncate(self._handle, 0)
        os.lseek(self._handle, 0, os.SEEK_SET)
        self.mark, self.size, self._digest = None, 0, hashlib.sha256()

    def _recall(self) -> None:
        """Takes up what an earlier download left, if its note is whole and speaks of the same address."""
        try:
            mark = Mark(**json.loads(self.note.read_text(encoding="utf-8")))
            fits = all(isinstance(x, str | None) for x in (mark.etag, mark.last_modified)) and mark.url == self._url
            fits = fits and isinstance(mark.size, int | None) and mark.validator is not None
        except (OSError, ValueError, TypeError):
            fits = False
        held = os.fstat(self._handle).st_size
        if not fits or held == 0 or (mark.size is not None and held > mark.size):
            self.forget()
            return
        if held == mark.size:  # all there but for the last step; one byte is asked again to hear that it still holds
            held -= 1
            os.ftruncate(self._handle, held)
        while block := os.read(self._handle, _STEP):
            self._digest.update(block)
        self.mark, self.size = (mark, held) if held else (None, 0)

    def _need(self, total: int) -> None:
        free = shutil.disk_usage(self.path.parent).free
        if total - self.size > free:
            raise FetchError(
                f"{self.path.parent} has {free} bytes free and the file needs {total - self.size} more",
                "make room, or set ONRECORD_HOME to a folder on another disk, and type the same command again",
            )

    def _lock(self) -> None:
        if not stat.S_ISREG(os.fstat(self._handle).st_mode):
            raise UsageError(f"{self.path} is not a file; move it away")
        try:
            import fcntl
        except ImportError:  # no such locks on this system
            return
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise FetchError(f"another download is writing {self.path}", "wait for it to end") from error

    def _remove(self) -> None:
        for path in (self.note, self.path):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def _close(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    @contextlib.contextmanager
    def _disk(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise self._barred(error) from error

    def _barred(self, error: OSError) -> DataError:
        """The one message for a disk that is full or a folder that cannot be written in."""
        if error.errno in _FULL:
            kept = f"what came is kept in {self.path}; " if self.resumable else ""
            return FetchError(
                f"expected room for {self.target.name} in {self.path.parent}, found the disk full after {self.size} "
                f"bytes ({error.strerror})",
                f"{kept}make room, or set ONRECORD_HOME to a folder on another disk, and type the same command again",
            )
        found = error.strerror or type(error).__name__
        where = self.path.parent
        if error.errno in _BARRED:
            return FetchError(
                f"expected a folder that can be written in, found {where} ({found})",
                "set ONRECORD_HOME to a folder of your own and type the same command again",
            )
        return FetchError(
            f"{self.path} could not be written ({found})",
            "set ONRECORD_HOME to another folder and type the same command again",
        )


def _sync_folder(folder: Path) -> None:
    """Makes the new name itself survive a power cut, where a folder can be opened at all."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
