"""What a download is asked to respect, what it gives, and the ways in which it fails."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from onrecord.terms import DataError

Progress = Callable[[int, int | None], None]  # bytes that have come, bytes in all if known

HEADERS_OF_INTEREST = ("content-type", "content-length", "etag", "last-modified", "date")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much, how long and how often; times in seconds."""

    max_bytes: int = 2 << 30  # on the wire and, should a server compress unasked, unpacked
    seconds: float = 3 * 3600  # for everything, pauses between attempts included
    stall: float = 60  # without one byte
    connect: float = 20
    redirects: int = 5
    attempts: int = 5
    wait: float = 1  # before the second attempt; doubled before each later one
    longest_wait: float = 60  # a server that asks for a longer pause is left alone


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file as it was brought: where it is, where it came from, and what it weighs."""

    path: Path
    url: str
    final_url: str  # after redirects
    headers: Mapping[str, str]
    size: int
    sha256: str
    read_at: datetime  # UTC, when the last byte had come


@dataclass(frozen=True, slots=True)
class Page:
    """A small answer kept in memory."""

    url: str
    final_url: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as UTF-8, whatever cannot be read replaced."""
        return self.body.decode("utf-8-sig", errors="replace")


class FetchError(DataError):
    """A download that failed: `what` happened in one clause, and in the message also what to type next."""

    def __init__(self, what: str, then: str = "") -> None:
        self.what = what
        super().__init__(f"{what}; {then}" if then else what)


class Challenged(FetchError):  # noqa: N818 - read as "except Challenged"
    """The server answered with a page for a person's browser instead of the file."""


class Unanswered(FetchError):  # noqa: N818
    """The server could not be reached, failed, or broke off, as often as it was asked."""


class Transient(Exception):  # noqa: N818 - it becomes an error only when the attempts run out
    """A failure worth another attempt; `after` is the pause the server asked for. Never leaves this package."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        self.reason = reason
        self.after = after
        super().__init__(reason)
