"""What a file or folder given by hand is: which source it comes from, told by its content and never by its name."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

from onrecord.record.sources import exchange, library_csv, marcxml, press_release, user_table, voeten
from onrecord.record.sources.columns import plain
from onrecord.record.sources.harvest import Fault, Harvest, refuse
from onrecord.record.sources.packed import unpacked
from onrecord.terms import UsageError

_HEAD = 65536
_BY_HAND = "Try again later, or download it in a browser and give it with --from FILE"
_LARGEST_DOCUMENT = 100 << 20
_KNOWN = (
    "a voting file of the UN Digital Library (CSV), Voeten's roll calls (CSV, tab or the folder of three), "
    "MARCXML records, a UN press release (text or HTML), a table of your own, or a folder of exchange tables"
)
_MARC = re.compile(rb"marc21|<(?:\w+:)?(?:collection|record)\b|oai-pmh|oai_marc")
_VOTING = re.compile(
    rb"in\s+favou?r|recorded\s+vote|without\s+a\s+vote|abst(?:ain|ention)|adopted|by\s+consensus", re.IGNORECASE
)
_CHALLENGES = (b"just a moment", b"captcha", b"access denied", b"enable javascript", b"awswaf")


def read(path: Path, scratch: Path) -> list[Harvest]:
    """What one path given with --from holds. Packed files (gzip, zip of one file) are unpacked in `scratch`.

    UsageError for a path that is not there; DataError naming what was expected and found for anything else.
    """
    try:
        if not path.exists():
            raise UsageError(f"--from expects a file or folder, found none at {path}; check the name")
        if path.is_dir():
            return _folder(path)
        with unpacked(path, scratch) as file:
            name = path.name.encode("utf-8", "backslashreplace").decode()  # a name need not be text
            return [_named(harvest, name) for harvest in _file(file, name)]
    except OSError as error:
        raise UsageError(f"{path} could not be read: {error.strerror or error}; check its permissions") from error


def read_library(path: Path, scratch: Path, source_key: str) -> list[Harvest]:
    """What a file brought from the Library holds, which can be nothing but its voting file of that key.

    DataError for anything else that the Library's address may have answered with.
    """
    with path.open("rb") as stream:
        if _markup(stream.read(_HEAD)):
            raise refuse(path.name, [Fault("the file", "a voting file", "a page or XML")], _BY_HAND)
    with unpacked(path, scratch) as file:
        harvest = library_csv.read(file)
    if harvest.origin != source_key:
        raise refuse(path.name, [Fault("the file", source_key, harvest.origin)], _BY_HAND)
    return [_named(harvest, path.name)]


def _folder(path: Path) -> list[Harvest]:
    if exchange.is_exchange(path):
        return [_named(harvest, path.name) for harvest in exchange.read(path)]
    if any("rcid" in _columns(p.read_bytes()[:_HEAD]) for p in sorted(path.glob("*.csv"))):
        return [_named(voeten.read(path), path.name)]
    found = ", ".join(sorted(p.name for p in path.iterdir())[:5]) or "nothing"
    raise refuse(str(path), [Fault("the folder", _KNOWN, found)], "Give a file of it with --from FILE")


def _file(path: Path, name: str) -> list[Harvest]:
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if not head.strip():
        raise refuse(name, [Fault("the file", _KNOWN, "an empty file")])
    reading = _markup(head) or _table(head)
    if reading is None and not _tells_of_a_vote(head):
        raise refuse(name, [Fault("the file", _KNOWN, _seen(head))], "docs/update.md tells what each needs")
    return [reading(path, name) if reading else press_release.read(_whole(path, name), name)]


def _tells_of_a_vote(head: bytes) -> bool:
    """Whether running text could be a release or record of a vote at all, in whatever encoding."""
    return bool(_VOTING.search(head.replace(b"\0", b"")))


def _seen(head: bytes) -> str:
    """What a file that is none of ours looks like."""
    if b"\0" in head[:4096] and head[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return "a binary file"
    columns = sorted(_columns(head))
    if len(columns) > 2:
        return f"a table with the columns {', '.join(columns[:6])}; a table of votes has body, symbol and date"
    return f"text that tells of no vote: {' '.join(head[:60].decode('utf-8', errors='replace').split())!r}"


def _markup(head: bytes) -> Callable[[Path, str], Harvest] | None:
    """The reader of XML records or of a page; None for a file that is neither."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:4096].lower()
    if not start.startswith(b"<"):
        return None
    if _MARC.search(start) and not start.startswith((b"<!doctype html", b"<html")):
        return lambda path, name: marcxml.read(_whole(path, name), name)
    if any(word in head.lower() for word in _CHALLENGES) and b"recorded vote" not in head.lower():
        return _challenge
    return lambda path, name: press_release.read(_whole(path, name), name)


def _challenge(path: Path, name: str) -> Harvest:
    raise refuse(
        name,
        [Fault("the file", "a voting file", "a page that asks a person to prove they are one")],
        "Open the record's page in a browser, wait for the real page, and download the file from there",
    )


def _table(head: bytes) -> Callable[[Path, str], Harvest] | None:
    """The reader of a table by its header line; None for running text."""
    columns = _columns(head)
    if {"undlid", "mscode", "msvote"} <= columns:
        return lambda path, name: library_csv.read(path)
    if "rcid" in columns:
        return lambda path, name: voeten.read(path)
    if {"date", "body"} <= columns or {"date", "symbol"} <= columns:
        return lambda path, name: user_table.read(_whole(path, name), name)
    return None


def _columns(head: bytes) -> set[str]:
    """The header's column names, folded; comment lines before it are passed over."""
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = head.decode(encoding, errors="replace")
    line = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    delimiter = max("\t;,", key=line.count)
    try:
        return {plain(cell) for cell in next(csv.reader([line], delimiter=delimiter), [])}
    except csv.Error:
        return set()


def _whole(path: Path, name: str) -> bytes:
    size = path.stat().st_size
    if size > _LARGEST_DOCUMENT:
        raise refuse(name, [Fault("the file", f"at most {_LARGEST_DOCUMENT >> 20} MB", f"{size >> 20} MB")])
    return path.read_bytes()


def _named(harvest: Harvest, name: str) -> Harvest:
    from dataclasses import replace

    return replace(harvest, name=harvest.name or name)
