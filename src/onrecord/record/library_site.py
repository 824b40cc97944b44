"""Finding and bringing the UN Digital Library's current voting files: which file of a record is the newest."""

import os
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from importlib import resources
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from onrecord.record.fetch import (
    Challenged,
    Fetched,
    FetchError,
    Limits,
    Page,
    Progress,
    Unanswered,
    fetch,
    read_page,
    size_of,
)
from onrecord.record.fetch.challenge import mentions_challenge
from onrecord.terms import DataError, UsageError

OFFICIAL = "https://digitallibrary.un.org"
SETTING = "ONRECORD_LIBRARY"

_MARC = "{http://www.loc.gov/MARC21/slim}"
_DECLARES = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """One file of a Library record: `source_key` is its section in data/sources.toml, `day` the date in its name."""

    source_key: str
    name: str
    url: str
    day: date
    size: int | None


@dataclass(frozen=True, slots=True)
class _Source:
    key: str
    record: int
    ending: str

    @property
    def page(self) -> str:
        return f"{OFFICIAL}/record/{self.record}"

    @property
    def by_hand(self) -> str:
        """What a user does when we cannot: which file, where, and what to type."""
        return (
            f"open {self.page} in a browser, download the newest file named like YYYY_MM_DD_{self.ending}, "
            "and type `onrecord update --from FILE` with its name"
        )


def library() -> tuple[str, tuple[str, ...]]:
    """The Library's base address and whom to trust: nobody, or the mirror that ONRECORD_LIBRARY names."""
    named = os.environ.get(SETTING, "").strip().rstrip("/")
    if not named:
        return OFFICIAL, ()
    parts = urlsplit(named)
    if (
        parts.scheme not in ("http", "https")
        or not parts.netloc
        or "@" in parts.netloc
        or parts.query
        or parts.fragment
    ):
        raise UsageError(
            f"{SETTING} expects the base address of a mirror of the Library, such as https://mirror.example, "
            f"found {named.rpartition('@')[2]!r}; set it anew, or unset it to use {OFFICIAL}"
        )
    return named, (f"{parts.scheme}://{parts.netloc}",)


def current_file(source_key: str, *, limits: Limits | None = None) -> LibraryFile:
    """The newest file of a source, as the Library's record lists it: by its MARCXML export, else by its page.

    Raises UsageError for a source that is no file of the Library's, and DataError, saying which file to download by
    hand, when the Library challenges, does not answer or lists no such file.
    """
    source = _source(source_key)
    base, trusted = library()
    found: list[LibraryFile] = []
    failures: list[FetchError] = []
    for path, html in ((f"/record/{source.record}/export/xm", False), (f"/record/{source.record}?ln=en", True)):
        try:
            page = read_page(base + path, trusted=trusted, limits=limits, html=html)
            links = _links_of_page(page) if html else _links_of_export(page)
            found = list(_files(links, source, base))
            if not found and html:
                _suspect(page)
        except FetchError as error:
            failures.append(error)
        if found:
            newest = max(found, key=lambda file: (file.day, file.size or 0, file.name))
            return newest if newest.size else replace(newest, size=size_of(newest.url, trusted=trusted, limits=limits))
    raise _not_found(source, base, failures)


def download(
    file: LibraryFile, folder: Path, *, limits: Limits | None = None, progress: Progress | None = None
) -> Fetched:
    """Brings a file of the Library's into `folder` under its own name. Raises DataError saying what to do by hand."""
    _, trusted = library()
    try:
        return fetch(file.url, folder / file.name, trusted=trusted, limits=limits, progress=progress)
    except Challenged as error:
        raise Challenged(f"the Library turned us away: {error.what}", _source(file.source_key).by_hand) from error
    except Unanswered as error:
        again = "type the same command again to go on from what came, or "
        raise Unanswered(
            f"the Library did not answer: {error.what}", again + _source(file.source_key).by_hand
        ) from error
    except FetchError as error:
        raise FetchError(error.what, _source(file.source_key).by_hand) from error


def _source(key: str) -> _Source:
    table = tomllib.loads((resources.files("onrecord") / "data/sources.toml").read_text("utf-8"))
    known = {name: row for name, row in table.items() if "record" in row and "file" in row}
    if key not in known:
        raise UsageError(f"{key!r} is no file of the UN Library's; expected one of {', '.join(known)}")
    return _Source(key, int(known[key]["record"]), str(known[key]["file"]))


def _links_of_export(page: Page) -> Iterator[tuple[str, int | None]]:
    """Address and size of every file in a MARCXML record: subfields u and s of its 856 fields."""
    try:
        text = page.body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FetchError(f"{page.final_url} is not UTF-8 from byte {error.start}; expected MARCXML") from error
    if _DECLARES.search(text):
        raise FetchError(f"{page.final_url} declares a document type or an entity; expected plain MARCXML")
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - nothing left in it to expand
    except ElementTree.ParseError as error:
        raise FetchError(f"{page.final_url} is not well-formed XML ({error}); expected MARCXML") from error
    for field in root.iter():
        if field.tag.removeprefix(_MARC) != "datafield" or field.get("tag") != "856":
            continue
        values: dict[str, str] = {}
        for subfield in field:
            values.setdefault(subfield.get("code", ""), (subfield.text or "").strip())
        size = values.get("s", "")
        yield values.get("u", ""), int(size) if re.fullmatch(r"[0-9]{1,12}", size) else None


def _links_of_page(page: Page) -> Iterator[tuple[str, int | None]]:
    """Every link of a web page; a page does not state sizes a program could rely on."""
    from selectolax.lexbor import LexborHTMLParser

    for node in LexborHTMLParser(page.text).css("a[href]"):
        yield (node.attributes.get("href") or "").strip(), None


def _files(links: Iterable[tuple[str, int | None]], source: _Source, base: str) -> Iterator[LibraryFile]:
    """The links that are dated files of this record, each at its place under `base`, wherever the link itself led.

    A mirror's pages still name the Library's own host, and a record's old fields name it without https.
    """
    dated = r"(\d{4})[_-](\d{1,2})[_-](\d{1,2})_"
    wanted = re.compile(rf"/record/{source.record}/files/({dated}{re.escape(source.ending)})\Z", re.ASCII)
    for link, size in links:
        try:
            match = wanted.search(unquote(urlsplit(link).path))
            day = date(int(match[2]), int(match[3]), int(match[4])) if match else None
        except ValueError:  # an address or a date that is none
            continue
        if match and day:
            url = f"{base}/record/{source.record}/files/{match[1]}"
            yield LibraryFile(source.key, match[1], url, day, size)


def _suspect(page: Page) -> None:
    """Takes a page on which no file was found for a challenge, if it says so anywhere."""
    sign = mentions_challenge(page.body)
    if sign:
        raise Challenged(f"{page.final_url} answered with a page meant for a person's browser ({sign})")


def _not_found(source: _Source, base: str, failures: list[FetchError]) -> DataError:
    """The one message when the Library cannot tell us its file; a challenge is named before anything else."""
    challenged = [failure for failure in failures if isinstance(failure, Challenged)]
    if challenged:
        return Challenged(f"the Library turned us away: {challenged[0].what}", source.by_hand)
    what = f"record {source.record} at {base} lists no file whose name ends in a date and _{source.ending}"
    if len(failures) == 2:  # a page that was read and lists nothing is an answer
        reached = not all(isinstance(failure, Unanswered) for failure in failures)
        told = "could not tell which file is current" if reached else "did not answer"
        what = f"the Library {told}: {failures[-1].what}"
    return FetchError(what, source.by_hand)
