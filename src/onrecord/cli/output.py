"""Where an answer goes: the terminal, a pipe, or a file that is written whole or not at all."""

import io
import os
import re
import sys
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from onrecord.cli.options import Colour, Format
from onrecord.terms import UsageError

_ERRORS = "backslashreplace"  # a file's name need not be text; JSON reads the escape back
_ENDLESS = re.compile(r"\S{300,}")
_ENDINGS = {
    ".txt": Format.TEXT,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".csv": Format.CSV,
    ".html": Format.HTML,
    ".htm": Format.HTML,
}


@dataclass(frozen=True, slots=True)
class Target:
    """How and where one command writes; `out` is None for standard output."""

    format: Format
    out: Path | None
    colour: bool
    yes: bool = False


def settle(
    fmt: Format | None,
    out: Path | None,
    colour: Colour = Colour.AUTO,
    *,
    yes: bool = False,
    allowed: Collection[Format] = tuple(Format),
) -> Target:
    """The target the options add up to. Raises UsageError when the format and the file's ending disagree."""
    by_ending = _ENDINGS.get(out.suffix.lower()) if out is not None else None
    if fmt and by_ending and fmt is not by_ending:
        raise UsageError(
            f"--format {fmt} and --out {out} disagree: a name ending in {out.suffix if out else ''} holds {by_ending}; "
            f"change one of the two, or leave --format out"
        )
    chosen = fmt or by_ending or (Format.TEXT if out is not None or sys.stdout.isatty() else Format.JSONL)
    if chosen not in allowed:
        raise UsageError(f"this command writes {', '.join(allowed)}; it has no {chosen} form")
    return Target(chosen, out, _coloured(colour, out), yes)


def write(target: Target, text: str) -> None:
    """Prints `text`, or puts it whole into the target's file, ending in one newline."""
    text = text if text.endswith("\n") or not text else text + "\n"
    if target.out is None:
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise UsageError(f"the answer could not be written: {error.strerror or error}; make room") from error
    else:
        write_file(target.out, text, yes=target.yes)


def write_file(path: Path, text: str, *, yes: bool = False) -> None:
    """Replaces `path` by `text` in one step, so that a reader never meets half an answer.

    Asks before replacing a file when a person is at the terminal and `yes` is not given. Raises UsageError.
    """
    try:
        if path.is_dir():
            raise UsageError(
                f"--out expects a file here, found the folder {path}; type a file name, such as {path / 'answer.json'}"
            )
        if path.exists() and not path.is_file():  # a device or a pipe cannot be replaced by renaming
            path.write_text(text, encoding="utf-8", errors=_ERRORS)
            return
        path = path.resolve() if path.is_symlink() else path
        if path.exists() and not yes and not _agrees(f"{path} is there already. Replace it?"):
            raise UsageError(f"{path} was left as it is; give --yes, or another name with --out")
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, text)
    except OSError as error:
        raise UsageError(
            f"{path} could not be written: {error.strerror or error}; give another place with --out"
        ) from error


def say_written(path: Path) -> None:
    """Tells a person at the terminal, on standard error, where the answer is."""
    if sys.stderr.isatty():
        sys.stderr.write(f"wrote {printable(str(path))}\n")


def progress(done: int, of: int, what: str) -> None:
    """One line on standard error that rewrites itself; silent unless a person is watching."""
    if of > 1 and sys.stderr.isatty():
        end = "\r\x1b[K" if done == of else ""
        sys.stderr.write(f"\r\x1b[K{done} of {of}  {printable(what)}{end}")
        sys.stderr.flush()


def progress_bytes(done: int, total: int | None, what: str) -> None:
    """Megabytes brought so far, on the line that rewrites itself; silent unless a person is watching."""
    if sys.stderr.isatty():
        of = f" of {total / 1e6:,.1f}" if total else ""
        end = "\r\x1b[K" if done == total else ""
        sys.stderr.write(f"\r\x1b[K{done / 1e6:,.1f}{of} MB  {printable(what)}{end}")
        sys.stderr.flush()


def remark(text: str) -> None:
    """Lines for a person at the terminal, on standard error; nothing where nobody is watching."""
    if sys.stderr.isatty():
        sys.stderr.write("".join(f"{printable(line)}\n" for line in text.splitlines()))


def somebody_to_ask() -> bool:
    """Whether a question would reach a person who can answer it."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def confirmed(question: str, *, yes: bool) -> bool | None:
    """The answer to a question, yes where --yes was given; None where there is nobody to ask."""
    if yes:
        return True
    return _agrees(question) if somebody_to_ask() else None


def complain(message: str) -> None:
    """One message on standard error, in which nothing of a file's name or text can steer the terminal."""
    sys.stderr.write(f"onrecord: {printable(message)}\n")


def printable(text: str) -> str:
    """`text` on one line without control characters, endless words cut."""
    from onrecord.report.text import plain

    return _ENDLESS.sub(lambda word: f"{word[0][:80]}…", plain(text))


def prepare_streams() -> None:
    """Gives a process started with a stream closed an empty one, and lets no letter be too odd to be written."""
    sys.stdin = sys.stdin or Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - for the whole run
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_ERRORS)


def _replace(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors=_ERRORS, newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(path.stat().st_mode if path.exists() else 0o666 & ~umask)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _agrees(question: str) -> bool:
    if not somebody_to_ask():
        return True  # a script that names a file means that file
    sys.stderr.write(f"{printable(question)} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _coloured(colour: Colour, out: Path | None) -> bool:
    if colour is not Colour.AUTO:
        return colour is Colour.ALWAYS
    return out is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
