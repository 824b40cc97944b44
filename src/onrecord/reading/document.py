"""Turns bytes into a Document: decoding, header, publication day, paragraphs and sentences; never alters the body."""

import codecs
import logging
import re
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path

from onrecord.reading.header import read_header
from onrecord.reading.html_text import Page, looks_like_html, read_page
from onrecord.reading.published import dateline_day, written_day
from onrecord.reading.sentences import split_paragraphs, split_sentences
from onrecord.terms import Document, PublishedBasis, UsageError

SIZE_CAP = 10_000_000
"""Bytes a story may have unless the caller allows more."""

TEXT_CAP = 2_000_000
"""Characters of text a story may have; a novel has half a million."""

_LONE = re.compile("[\ud800-\udfff]")  # halves of a letter, which no file can hold
_MAGIC = (
    (b"%PDF", "a PDF file, which is not read yet", "save its text as .txt or .html"),
    (b"PK\x03\x04", "a zip archive (a .docx or .odt is one)", "save the document as plain text (.txt) or HTML"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "save the document as plain text (.txt) or HTML"),
    (b"{\\rtf", "a rich text document", "save the document as plain text (.txt) or HTML"),
    (b"\x89PNG", "a PNG image", "type the story's text into a .txt file"),
    (b"\xff\xd8\xff", "a JPEG image", "type the story's text into a .txt file"),
    (b"GIF8", "a GIF image", "type the story's text into a .txt file"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first (gunzip FILE)"),
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_UNDEFINED_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_log = logging.getLogger(__name__)


def load_document(
    source: str | Path,
    *,
    published: date | None = None,
    language: str | None = None,
    stdin: bytes | None = None,
    size_cap: int = SIZE_CAP,
) -> Document:
    """The story at a path, or on standard input for "-". `published` outranks what the story says of its own day.

    Raises UsageError with one message for anything that is not a readable text.
    """
    name = str(source)
    data = _standard_input(stdin, size_cap) if name == "-" else _file_bytes(name, size_cap)
    if len(data) > size_cap:
        raise UsageError(
            f"expected a story of at most {size_cap:,} bytes, found more in {_called(name)}; "
            "split it into one file a story"
        )
    text = _decoded(data, name)
    is_page = name.lower().endswith((".html", ".htm", ".xhtml"))
    return document_from_text(text, source=name, published=published, language=language, html=True if is_page else None)


def document_from_text(
    text: str,
    *,
    source: str = "-",
    published: date | None = None,
    language: str | None = None,
    title: str | None = None,
    url: str | None = None,
    html: bool | None = None,
) -> Document:
    """A story's text as a Document; a header is read off, an HTML page (`html`, or by its look) is turned into text.

    The publication day is the one given, else the header's, else the page's metadata, else a dateline with a year.
    Raises UsageError when there is no text.
    """
    header = read_header(_LONE.sub("\ufffd", text))
    body = _LONE.sub("\ufffd", text[header.length :])
    told = header.values
    page = Page("")
    if html or (html is None and looks_like_html(body)):
        page = read_page(body)
        body = page.text
    if len(body) > TEXT_CAP:
        raise UsageError(
            f"expected a story of at most {TEXT_CAP:,} characters, found {len(body):,} in {_called(source)}; "
            "split it into one file a story"
        )
    if not body.strip():
        raise UsageError(f"expected a story, found no text in {_called(source)}; give a file with the story's words")
    day, basis = _published(published, told.get("published", ""), page.published, body)
    spoken = next((s for s in map(_spoken, (language, told.get("language"), page.language)) if s), "en")
    if language and not _spoken(language):
        raise UsageError(f"expected a language such as en or fr, found {language[:40]!r}; leave it out if in doubt")
    paragraphs = split_paragraphs(body)
    return Document(
        source=source,
        body=body,
        title=title or told.get("title") or page.title,
        published=day,
        published_basis=basis,
        language=spoken,
        body_sha256=sha256(body.encode("utf-8", "surrogatepass")).hexdigest(),
        url=url or told.get("url") or page.url,
        paragraphs=paragraphs,
        sentences=split_sentences(body, paragraphs, spoken),
    )


def _spoken(told: str | None) -> str:
    """The language's two or three letters; empty where `told` names none."""
    name = re.split(r"[-_]", (told or "").strip().lower())[0]
    return name if re.fullmatch(r"[a-z]{2,3}", name) else ""


def _published(given: date | None, told: str, page: date | None, body: str) -> tuple[date | None, PublishedBasis]:
    """The day and where it was found, in order of trust."""
    ranked = (
        (given, PublishedBasis.GIVEN),
        (written_day(told), PublishedBasis.HEADER),
        (page, PublishedBasis.METADATA),
        (dateline_day(body), PublishedBasis.DATELINE),
    )
    return next(((day, basis) for day, basis in ranked if day), (None, PublishedBasis.NONE))


def _called(name: str) -> str:
    return "standard input" if name == "-" else name


def _standard_input(given: bytes | None, size_cap: int) -> bytes:
    return given if given is not None else sys.stdin.buffer.read(size_cap + 1)


def _file_bytes(name: str, size_cap: int) -> bytes:
    """The first `size_cap` + 1 bytes of the file called `name`."""
    if name.lower().startswith(("http://", "https://")):
        raise UsageError(f"expected a file, found the address {name}; save the page and give the file's path")
    path = Path(name)
    try:
        if path.is_dir():
            raise UsageError(f"expected a story, found the folder {name}; name the files in it, as in {path / '*.txt'}")
        with path.open("rb") as file:
            return file.read(size_cap + 1)
    except FileNotFoundError:
        raise UsageError(
            f"expected a story at {name}, found no such file; check the path, or give - to read standard input"
        ) from None
    except (OSError, ValueError) as error:
        raise UsageError(
            f"expected a readable story at {name}, found: {error}; check the path and its permissions"
        ) from None


def _decoded(data: bytes, name: str) -> str:
    """The text of `data`: UTF-8, UTF-16 with its mark, what an HTML page declares, or plausible Windows-1252."""
    where = _called(name)
    if not data.strip():
        raise UsageError(f"expected a story, found nothing in {where}; give a file with the story's words")
    for magic, what, remedy in _MAGIC:
        if data.startswith(magic):
            raise UsageError(f"expected text, found {what}, in {where}; {remedy}")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(data, "utf-16", where)
    if b"\x00" in data:
        raise UsageError(
            f"expected text, found a binary file (a NUL byte at byte {data.index(0)}) in {where}; "
            "save the story as UTF-8 text"
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _other_encoding(data, error, where)


def _strict(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UsageError(
            f"expected {encoding} text, found a byte that is not at byte {error.start} of {where}; "
            "save the story as UTF-8"
        ) from None


def _other_encoding(data: bytes, error: UnicodeDecodeError, where: str) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared:
        name = declared[1].decode("ascii")
        try:
            if codecs.lookup(name).name != "utf-8":
                return _strict(data, name, where)
        except LookupError:
            pass
    high = sum(byte >= 0x80 for byte in data)
    some_utf8 = re.search(rb"[\xc3-\xf4][\x80-\xbf]{1,3}", data) is not None
    if not (_UNDEFINED_1252.search(data) or _CONTROLS.search(data) or some_utf8 or high > 0.15 * len(data)):
        _log.warning("%s is not UTF-8; read as Windows-1252 (first such byte at %d)", where, error.start)
        return data.decode("cp1252")
    raise UsageError(
        f"expected UTF-8 text, found byte 0x{data[error.start]:02x} at byte {error.start} of {where}; "
        "save the story as UTF-8"
    )
