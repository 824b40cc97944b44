"""One writer at a time: a lock the operating system drops with the process, however it ends."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.terms import DataError

_LOCK = "update.lock"


@contextmanager
def sole_writer(home: Path) -> Iterator[None]:
    """Holds the home's write lock; DataError at once when another update holds it or the home cannot be written."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        handle = os.open(home / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise DataError(
            f"expected a folder that can be written at {home}, found: {error.strerror or error}; "
            "set ONRECORD_HOME to one that can"
        ) from error
    try:
        if not _taken(handle):
            raise DataError(f"another update of {home} is under way; wait for it to end, then run this again")
        yield
    finally:
        os.close(handle)  # which lets the lock go


def _taken(handle: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
