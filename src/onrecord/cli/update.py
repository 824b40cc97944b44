"""`onrecord update`: brings the full record, from the UN Library or files given by hand, and shows what changes."""

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import Colour, ColourOption, Format, FormatOption, OutOption, YesOption

if TYPE_CHECKING:
    from datetime import date

    from onrecord.cli.output import Target
    from onrecord.record.fetch import Progress
    from onrecord.record.library_site import LibraryFile
    from onrecord.record.sources.harvest import Harvest
    from onrecord.record.update import Prepared

_BODIES = {"UNGA": "library-assembly", "UNSC": "library-council"}
_DOWNLOADS = "downloads"
_LONGEST_NAME = 100
_DATED = re.compile(r"(\d{4})[_-](\d{1,2})[_-](\d{1,2})_", re.ASCII)


def register(app: typer.Typer) -> None:
    """Adds the command to `app`."""
    app.command("update")(update)


def update(
    given: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar="PATH|URL",
            help="A file, folder or address to read instead of the Library's own files; may be given again.",
        ),
    ] = None,
    body: Annotated[
        str | None, typer.Option("--body", help="Bring only this body's file from the Library: UNGA or UNSC.")
    ] = None,
    try_only: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change and leave the record as it is.")
    ] = False,
    allow_removal: Annotated[
        bool, typer.Option("--allow-removal", help="Switch even where many votes would vanish, as after a cut file.")
    ] = False,
    fmt: FormatOption = None,
    out: OutOption = None,
    colour: ColourOption = Colour.AUTO,
    yes: YesOption = False,
) -> None:
    """Bring the record up to date.

    Without --from, the open voting files of the UN Digital Library (General Assembly, Security Council); with it, any
    of those files, Voeten's roll calls, OHCHR records (MARCXML), a UN press release, a table of your own, or a folder
    of exchange tables. What would change is shown before the new record is switched to; the old one stays whole.
    """
    from onrecord.cli.output import settle, somebody_to_ask
    from onrecord.record.home import home as usual_home
    from onrecord.record.snapshot import sole_writer

    target = settle(fmt, out, colour, yes=yes, allowed=(Format.TEXT, Format.JSON, Format.JSONL))
    home = usual_home()
    with sole_writer(home), _scratch(home) as scratch:
        harvests = _given(given, scratch, home / _DOWNLOADS) if given else _library(body, home, yes=yes)
        if not harvests:
            why = "up to date" if harvests is not None else "left as it was"
            _finish(target, {"home": str(home), "switched": False, "why": why}, None)
            return
        prepared = _built(home, harvests)
        if prepared.removes_much and not (try_only or allow_removal or (somebody_to_ask() and not yes)):
            _refuse(home, prepared)
        switched = _switched(home, prepared, try_only=try_only, yes=yes)
        shown = somebody_to_ask() and not yes and not try_only
        _finish(target, _summary(home, harvests, prepared, switched=switched), None if shown else prepared)
        shutil.rmtree(home / _DOWNLOADS, ignore_errors=True)  # kept only for as long as an update has to be tried again


@contextmanager
def _scratch(home: Path) -> Iterator[Path]:
    folder = home / "scratch"
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _given(given: Sequence[str], scratch: Path, downloads: Path) -> "list[Harvest]":
    from onrecord.record.intake import read

    harvests: list[Harvest] = []
    for named in given:
        path = _fetched(named, downloads) if "://" in named else Path(named)
        harvests += read(path, scratch)
    return harvests


def _fetched(address: str, downloads: Path) -> Path:
    from urllib.parse import urlsplit

    from onrecord.record.fetch import fetch
    from onrecord.record.library_site import library

    _, trusted = library()
    name = Path(urlsplit(address).path).name[-_LONGEST_NAME:].strip(".") or "download"
    downloads.mkdir(parents=True, exist_ok=True)
    return fetch(address, downloads / name, trusted=trusted, progress=_progress(name)).path


def _library(body: str | None, home: Path, *, yes: bool) -> "list[Harvest] | None":
    """The Library's files that are newer than those the record was made from; None where a person declined them."""
    from onrecord.record.intake import read_library
    from onrecord.record.library_site import current_file, download

    wanted = [current_file(key) for key in _keys(body)]
    held = _held(home)
    newer = [file for file in wanted if _day_in(held.get(file.source_key, "")) < file.day]
    for file in wanted:
        if file not in newer:
            _say(f"{file.name}: the record was made from it already")
    if not newer:
        return []
    if not _agreed(newer, yes=yes):
        return None
    harvests: list[Harvest] = []
    for file in newer:
        fetched = download(file, home / _DOWNLOADS, progress=_progress(file.name))
        _say(f"{file.name}: {_size(fetched.size)}, SHA-256 {fetched.sha256}")
        harvests += read_library(fetched.path, home / "scratch", file.source_key)
    return harvests


def _keys(body: str | None) -> list[str]:
    from onrecord.cli.options import parse_body
    from onrecord.terms import UsageError

    named = parse_body(body)
    if named is None:
        return list(_BODIES.values())
    if named.value not in _BODIES:
        raise UsageError(
            f"--body expects UNGA or UNSC, which the Library has files of, found {body}; give a file --from"
        )
    return [_BODIES[named.value]]


def _day_in(name: str) -> "date":
    """The day in the name of a Library file; the first of days where it has none."""
    from datetime import date

    found = _DATED.match(name)
    try:
        return date(*map(int, found.groups())) if found else date.min
    except ValueError:
        return date.min


def _held(home: Path) -> dict[str, str]:
    """The name of the file from which each source of the record in use was read whole."""
    from onrecord.record.snapshot import stamps, verify

    held = stamps(verify(home)) if (home / "current").exists() else ()
    return {s.origin: s.name for s in held if s.through}


def _agreed(files: "Sequence[LibraryFile]", *, yes: bool) -> bool:
    """Shows what would be downloaded and on what terms, and asks; in a script --yes is the answer."""
    from onrecord.cli.output import confirmed
    from onrecord.record.sources.registry import source
    from onrecord.terms import UsageError

    for file in files:
        of = source(file.source_key)
        _say(f"{of.title}: {file.name}, {_size(file.size)}\n  {file.url}\n  Terms: {of.terms}\n  Cite: {of.cite}")
    answer = confirmed("Download under these terms?", yes=yes)
    if answer is None:
        raise UsageError("the Library's files come under its terms; type onrecord update --yes to agree to them")
    return answer


def _built(home: Path, harvests: "Sequence[Harvest]") -> "Prepared":
    from datetime import UTC, datetime

    import onrecord
    from onrecord.record.update import build

    for harvest in harvests:
        for note in harvest.notes:
            _say(note)
    return build(home, harvests, onrecord.__version__, datetime.now(UTC).date())


def _switched(home: Path, prepared: "Prepared", *, try_only: bool, yes: bool) -> bool:
    """Whether the new record is in use now; a person at the terminal is shown the changes and asked."""
    from onrecord.cli.output import confirmed
    from onrecord.record.snapshot import discard, switch
    from onrecord.report import changes_text

    if prepared.same:
        return False
    if not try_only:
        if not yes:
            _say(changes_text(prepared))
        if confirmed("Switch to the new record?", yes=yes) is not False:
            switch(home, prepared.folder)
            return True
    if prepared.fresh:
        discard(home, prepared.folder)
    return False


def _refuse(home: Path, prepared: "Prepared") -> None:
    """DataError for an update that would make many votes vanish with nobody there to see it."""
    from onrecord.record.snapshot import discard
    from onrecord.terms import DataError

    if prepared.fresh:
        discard(home, prepared.folder)
    gone = prepared.changes.removed
    raise DataError(
        f"{len(gone):,} votes would vanish from the record, {gone[0]} the first, as with a file cut between two votes. "
        "The record is as it was. Give the whole file, or type --allow-removal if it is meant"
    )


def _summary(home: Path, harvests: "Sequence[Harvest]", prepared: "Prepared", *, switched: bool) -> dict[str, object]:
    changes = prepared.changes
    return {
        "home": str(home),
        "snapshot": prepared.folder.name,
        "switched": switched,
        "why": "" if switched else "nothing changed" if prepared.same else "left as it was",
        "votes": prepared.votes,
        "added": len(changes.added),
        "removed": list(changes.removed),
        "changed": [{"id": name, "what": what} for name, what in changes.changed],
        "confirmed": list(changes.confirmed),
        "differences": dict(changes.differences),
        "defects": len(changes.defects),
        "sources": [
            {"source": h.origin, "name": h.name, "votes": len(h.fragments), "sha256": h.digest} for h in harvests
        ],
    }


def _finish(target: "Target", summary: dict[str, object], prepared: "Prepared | None") -> None:
    from onrecord.cli.render import as_json, as_json_line, finish
    from onrecord.report import changes_text

    match target.format:
        case Format.JSON:
            finish(target, as_json(summary))
        case Format.JSONL:
            finish(target, as_json_line(summary))
        case _:
            told = changes_text(prepared) if prepared is not None else ""
            ending = f"The record in {summary['home']} is now {summary.get('snapshot')}." if summary["switched"] else ""
            ending = ending or f"The record is as it was: {summary['why']}."
            finish(target, "\n".join(filter(None, (told, ending))) + "\n")


def _progress(name: str) -> "Progress":
    from onrecord.cli.output import progress_bytes

    return lambda done, total: progress_bytes(done, total, name)


def _size(size: int | None) -> str:
    return f"{size / 1e6:,.1f} MB" if size is not None else "size not stated"


def _say(text: str) -> None:
    from onrecord.cli.output import remark

    remark(text)
