"""Downloading one address into one file, going on where an earlier attempt stopped."""

import time
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from onrecord.record.fetch.answers import refuse_page, refuse_status
from onrecord.record.fetch.model import HEADERS_OF_INTEREST, Fetched, FetchError, Limits, Progress, Transient
from onrecord.record.fetch.partial import Mark, Part
from onrecord.record.fetch.retrying import persist
from onrecord.record.fetch.unpacking import Unpacker

if TYPE_CHECKING:
    from onrecord.record.fetch.wire import Answer, Call

_BY_HAND = "download it in a browser and type `onrecord update --from FILE`"


def fetch(
    url: str,
    target: Path,
    *,
    trusted: Collection[str] = (),
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> Fetched:
    """Brings `url` into the file `target`, which appears whole or not at all.

    Only public http and https addresses are read, but for the origins of the addresses in `trusted`. What arrived of an
    interrupted download stays in `NAME.part` and is taken up by the next call. Raises UsageError for an address that
    cannot be used, Challenged for a page meant for a browser, Unanswered when the server cannot be had, and
    FetchError otherwise; all are DataErrors but the first.
    """
    from onrecord.record.fetch.wire import Call, parse

    parse(url)  # before anything is touched
    limits = limits or Limits()
    call = Call(trusted, limits)
    with Part(target, url) as part:

        def then() -> str:
            kept = f"what came is kept in {part.path}; " if part.resumable else ""
            return f"{kept}type the same command again to go on, or {_BY_HAND}"

        final, headers = persist(
            lambda: _attempt(url, part, call, progress or _silent), url, limits, call.deadline, then
        )
        size, digest = part.size, part.digest
        part.finish()
    kept = MappingProxyType({name: headers[name] for name in HEADERS_OF_INTEREST if name in headers})
    return Fetched(target, url, final, kept, size, digest, datetime.now(UTC).replace(microsecond=0))


def _attempt(url: str, part: Part, call: "Call", progress: Progress) -> tuple[str, dict[str, str]]:
    """One request, its body added to the part. Raises Transient when another attempt may do better."""
    from onrecord.record.fetch.wire import ask

    mark = part.mark
    headers = {}
    if mark is not None and mark.validator is not None:
        headers = {"Range": f"bytes={part.size}-", "If-Range": mark.validator}
    with ask(url, call, headers) as answer:
        resumes = answer.status == 206 and mark is not None and _continues(answer, mark, part.size)
        if answer.status in (206, 416) and not resumes:
            part.forget()
            raise Transient("the file changed at its source while it was being read", after=0)
        if answer.status != 200 and not resumes:
            refuse_status(answer, page_wanted=False, then=_BY_HAND)
        unpack = Unpacker(answer.headers, call.limits.max_bytes)
        chunks = answer.chunks()
        if not resumes:
            chunks = refuse_page(answer, chunks, then=_BY_HAND)
            _check_length(answer, unpack, call.limits)
            part.begin(_mark(url, answer, unpack))
        _receive(answer, chunks, unpack, part, call, progress)
        return answer.url, answer.headers


def _receive(
    answer: "Answer", chunks: Iterator[bytes], unpack: Unpacker, part: Part, call: "Call", progress: Progress
) -> None:
    """Writes the body as it comes, and compares its length with what was stated."""
    before = came = part.size
    total = part.mark.size if part.mark else None
    stated = answer.length if unpack.packed else total
    for chunk in chunks:
        came += len(chunk)
        for piece in unpack.feed(chunk):
            _check_size(part.size + len(piece), part, call.limits)
            part.write(piece)
        progress(came, stated)
        if time.monotonic() > call.deadline:
            raise FetchError(
                f"{answer.url} was not read within {call.limits.seconds:g} s, but {came} bytes of it",
                "type the same command again to go on from there",
            )
    unpack.finish()
    surplus = answer.surplus()
    if surplus or (total is not None and part.size > total):
        part.forget()
        raise FetchError(
            f"{answer.url} stated {answer.length} bytes and sent {(answer.length or 0) + surplus}; nothing was kept",
            f"try again later, or {_BY_HAND}",
        )
    if total is not None and part.size < total:
        raise Transient(f"{part.size - before} bytes came and {total - part.size} are missing")


def _continues(answer: "Answer", mark: Mark, held: int) -> bool:
    """Whether a partial answer goes on where we stopped, in the same file; servers that ignore If-Range are seen."""
    unit, _, span = answer.headers.get("content-range", "").partition(" ")
    reach, _, total = span.partition("/")
    if unit.lower() != "bytes" or reach.partition("-")[0] != str(held):
        return False
    if answer.headers.get("content-encoding", "identity") != "identity":
        return False
    if mark.size is not None and total != "*" and total != str(mark.size):
        return False
    same_tag = answer.headers.get("etag", mark.etag) == mark.etag
    return same_tag and answer.headers.get("last-modified", mark.last_modified) == mark.last_modified


def _mark(url: str, answer: "Answer", unpack: Unpacker) -> Mark:
    started = datetime.now(UTC).isoformat(timespec="seconds")
    if unpack.packed:  # what is written is not what the server counts, so it cannot be resumed
        return Mark(url, None, None, None, started)
    return Mark(url, answer.headers.get("etag"), answer.headers.get("last-modified"), answer.length, started)


def _check_length(answer: "Answer", unpack: Unpacker, limits: Limits) -> None:
    """Refuses, before a byte is written, what is too large, and what could be cut short without our seeing it."""
    if answer.length is not None and answer.length > limits.max_bytes:
        raise FetchError(f"{answer.url} is {answer.length} bytes, more than the {limits.max_bytes} allowed")
    if not answer.ends_visibly and not unpack.packed:
        raise FetchError(
            f"{answer.url} does not say how long the file is, so that a cut one could not be told from a whole one",
            _BY_HAND,
        )


def _check_size(size: int, part: Part, limits: Limits) -> None:
    if size > limits.max_bytes:
        part.forget()
        raise FetchError(f"the file is larger than the {limits.max_bytes} bytes allowed; nothing was kept")


def _silent(done: int, total: int | None) -> None:
    """The progress nobody watches."""
