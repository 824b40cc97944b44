"""Writes beside the place named and moves there in one step, so that a reader never meets half an export."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.terms import UsageError

README, PACKAGE = "README.md", "datapackage.json"
_OURS = {README, PACKAGE}


@contextmanager
def aside(path: Path) -> Iterator[Path]:
    """A place to write at; what is there when the block ends well becomes `path`, and otherwise nothing is left.

    The place lies in a folder of its own on the same disk. UsageError when it cannot be written.
    """
    target = path.resolve() if path.is_symlink() else path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent.resolve()))
    except OSError as error:
        raise _not_written(path, error.strerror or str(error)) from error
    try:
        place = folder / target.name
        yield place
        _flush(place)
        _move(place, target)
    except Exception as error:
        if (why := _trouble(error)) is not None:
            raise _not_written(path, why) from error
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def replaces(path: Path, *, folder: bool) -> bool:
    """Whether an export to `path` would replace an earlier one; UsageError where something else is there."""
    if not path.exists():
        return False
    if folder != path.is_dir():
        there, wanted = ("a folder", "a file") if path.is_dir() else ("a file", "a folder")
        raise UsageError(f"expected {wanted} or nothing at {path}, found {there}; give another name")
    if not folder:
        if not path.is_file():
            raise UsageError(f"expected a file or nothing at {path}, found a device or pipe; give another name")
        return True
    held = [entry.name for entry in path.iterdir()]
    strange = sorted(name for name in held if name not in _OURS and not name.endswith(".parquet"))
    if strange or (held and PACKAGE not in held):
        found = strange[0] if strange else sorted(held)[0]
        raise UsageError(
            f"expected an empty folder or an earlier export at {path}, found {found!r} in it; "
            f"it was left as it is. Type another name, such as {path / 'onrecord'}"
        )
    return bool(held)


def _move(place: Path, target: Path) -> None:
    if target.is_file():
        place.chmod(target.stat().st_mode)
    if not place.is_dir() or not target.exists():
        place.replace(target)
        return
    old = place.with_name("replaced")  # a folder cannot be renamed onto one that holds something
    target.replace(old)
    try:
        place.replace(target)
    except BaseException:
        old.replace(target)
        raise


def _flush(place: Path) -> None:
    for path in [place] if place.is_file() else sorted(place.iterdir()):
        with path.open("r+b") as stream:  # a disk may say only now that it is full
            os.fsync(stream.fileno())


def _trouble(error: Exception) -> str | None:
    """Why the disk would not have it, None for an error of another kind."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    kind = f"{type(error).__module__}.{type(error).__name__}"
    if kind.endswith(("duckdb.IOException", "sqlite3.OperationalError")):
        return " ".join(str(error).split())[:200]
    return None


def _not_written(path: Path, why: str) -> UsageError:
    return UsageError(f"{path} could not be written: {why}; nothing was changed. Make room or give another place")
