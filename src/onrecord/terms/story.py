"""A story on its way through the house: document, reading, checked story."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.terms.claim import Claim, VoteFrame
from onrecord.terms.span import Span
from onrecord.terms.statement import Deed, Statement
from onrecord.terms.verdict import Finding


class PublishedBasis(StrEnum):
    """Where a story's date was found."""

    GIVEN = "given"  # by the user
    HEADER = "header"
    METADATA = "metadata"  # of an HTML page
    DATELINE = "dateline"
    INFERRED = "inferred"  # from a weekday and day of the month in the text
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Document:
    """A story's frozen text; every offset in the house counts characters of `body`."""

    source: str  # path, URL or "-", as given
    body: str
    title: str | None
    published: date | None
    published_basis: PublishedBasis
    language: str
    body_sha256: str
    url: str | None = None
    paragraphs: tuple[Span, ...] = ()
    sentences: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence that speaks of a vote and was not read, with the reason: misses are visible."""

    span: Span
    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read in one document, in the order of the text."""

    document: Document
    frames: tuple[VoteFrame, ...]
    claims: tuple[Claim, ...]
    statements: tuple[Statement, ...]
    deeds: tuple[Deed, ...]
    unread: tuple[Unread, ...]


@dataclass(frozen=True, slots=True)
class RecordStamp:
    """Which record an answer was computed from."""

    snapshot: str  # content hash
    tier: str  # "core" or "full"
    through: tuple[tuple[str, date], ...]  # body, last day the record reaches


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim with its answer."""

    claim: Claim
    finding: Finding


@dataclass(frozen=True, slots=True)
class CheckedStory:
    """A reading held against the record."""

    reading: Reading
    claims: tuple[CheckedClaim, ...]
    record: RecordStamp
