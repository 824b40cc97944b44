"""Answers that are not what was asked for: a challenge, a web page, a refusal, a server in trouble."""

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from onrecord.record.fetch.challenge import PEEK, challenge_sign, is_html
from onrecord.record.fetch.model import Challenged, FetchError, Transient
from onrecord.record.fetch.retrying import retry_after
from onrecord.record.fetch.unpacking import Unpacker

if TYPE_CHECKING:
    from onrecord.record.fetch.wire import Answer

_AGAIN = frozenset({408, 425, 429})


def refuse_status(answer: "Answer", *, page_wanted: bool, then: str) -> None:
    """Raises for an answer that is no success: Challenged, Transient where asking again may help, else FetchError."""
    sign = challenge_sign(answer.status, answer.headers, peek(answer), page_wanted=page_wanted)
    if sign:
        raise _challenged(answer, sign, then)
    if answer.status in _AGAIN or answer.status >= 500:
        pause = retry_after(answer.headers.get("retry-after"))
        wish = f" and asks for a pause of {pause:.0f} s" if pause else ""
        raise Transient(f"the server answers {answer.status}{wish}", pause)
    raise FetchError(f"{answer.url} answered {answer.status}; expected 200", then)


def refuse_page(answer: "Answer", chunks: Iterator[bytes], *, then: str) -> Iterator[bytes]:
    """The same chunks, none lost, unless they begin a web page: then Challenged, as a file was asked for."""
    read = []
    seen = b""
    for chunk in chunks:
        read.append(chunk)
        seen += chunk
        if len(seen) >= PEEK or not seen.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            break
    sign = challenge_sign(answer.status, answer.headers, seen, page_wanted=False)
    if sign or is_html(answer.headers, seen):
        raise _challenged(answer, sign or "a web page", then)
    return chain(read, chunks)


def peek(answer: "Answer") -> bytes:
    """The beginning of the body, unpacked; whatever of it can be had, as it only serves to say what happened."""
    seen = b""
    try:
        unpack = Unpacker(answer.headers, 16 * PEEK)
        for chunk in answer.chunks():
            seen += b"".join(unpack.feed(chunk))
            if len(seen) >= PEEK:
                break
    except (Transient, FetchError):
        pass
    return seen


def _challenged(answer: "Answer", sign: str, then: str) -> Challenged:
    return Challenged(
        f"{answer.url} answered {answer.status} with a page meant for a person's browser ({sign}) instead of the file",
        then,
    )
