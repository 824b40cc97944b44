"""Small answers kept in memory: a page or a record that says where the file is, and a file's size."""

from collections.abc import Collection
from types import MappingProxyType

from onrecord.record.fetch.answers import refuse_status
from onrecord.record.fetch.challenge import challenge_sign, is_html
from onrecord.record.fetch.model import HEADERS_OF_INTEREST, Challenged, FetchError, Limits, Page, Transient
from onrecord.record.fetch.retrying import persist
from onrecord.record.fetch.unpacking import Unpacker
from onrecord.terms import UsageError

SMALL = Limits(max_bytes=4 << 20, seconds=120, stall=30, attempts=3, longest_wait=20)


def read_page(
    url: str, *, trusted: Collection[str] = (), limits: Limits | None = None, html: bool = False, then: str = ""
) -> Page:
    """The answer of `url`, at most `limits.max_bytes` of it; `html` says that a web page is what is expected.

    `then` is what an error tells the user to type. Raises what `fetch` raises.
    """
    from onrecord.record.fetch.wire import Call, ask, parse

    parse(url)
    limits = limits or SMALL
    call = Call(trusted, limits)

    def once() -> Page:
        with ask(url, call) as answer:
            if answer.status != 200:
                refuse_status(answer, page_wanted=html, then=then)
            unpack = Unpacker(answer.headers, limits.max_bytes)
            body = bytearray()
            for chunk in answer.chunks():
                for piece in unpack.feed(chunk):
                    body += piece
                    if len(body) > limits.max_bytes:
                        raise FetchError(f"{url} is larger than the {limits.max_bytes} bytes allowed", then)
            unpack.finish()
            held = bytes(body)
            sign = challenge_sign(answer.status, answer.headers, held, page_wanted=html)
            if sign or (not html and is_html(answer.headers, held)):
                raise Challenged(
                    f"{answer.url} answered with a page meant for a person's browser ({sign or 'a web page'})", then
                )
            kept = {name: answer.headers[name] for name in HEADERS_OF_INTEREST if name in answer.headers}
            return Page(url, answer.url, MappingProxyType(kept), held)

    return persist(once, url, limits, call.deadline, lambda: then)


def size_of(url: str, *, trusted: Collection[str] = (), limits: Limits | None = None) -> int | None:
    """The size a server states for a file, asked without reading it; None when it does not say or does not answer."""
    from onrecord.record.fetch.wire import Call, ask

    call = Call(trusted, limits or SMALL)
    try:
        with ask(url, call, method="HEAD") as answer:
            plain = answer.headers.get("content-encoding", "identity") == "identity"
            page = "html" in answer.headers.get("content-type", "")
            return answer.length if answer.status == 200 and plain and not page else None
    except (FetchError, Transient, UsageError):
        return None
