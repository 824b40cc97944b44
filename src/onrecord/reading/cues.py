"""Cues to the vote meant: what one clause says of it, and what an open frame has gathered."""

from dataclasses import dataclass, field

from onrecord.reading.bodies import BodyMention
from onrecord.reading.dates import DateMention
from onrecord.reading.scene import Scene
from onrecord.terms import Body, CueBasis, DateHint


@dataclass(slots=True)
class OpenFrame:
    """One vote as gathered so far; grows while the story is read."""

    id: int
    scene: Scene
    body: Body | None
    body_basis: CueBasis | None
    hint: DateHint | None
    hint_basis: CueBasis | None
    symbols: tuple[str, ...]
    other: str
    topics: list[str] = field(default_factory=list)
    about: list[str] = field(default_factory=list)
    sponsors: tuple[str, ...] = ()
    emergency: bool = False
    back: bool = False  # an earlier vote than the story's own


@dataclass(frozen=True, slots=True)
class LocalCues:
    """Cues of a claim's own clause."""

    body: Body | None
    mention: BodyMention | None
    date: DateMention | None
    symbol: str
    other_vote: bool
    back: bool


def date_basis(frame: OpenFrame, local: LocalCues) -> CueBasis | None:
    """Where a claim's day was found: in its clause, carried over, or in the story's dateline."""
    if frame.hint is None:
        return None
    if local.date is not None:
        return CueBasis.EXPLICIT
    return CueBasis.STORY if frame.hint_basis is CueBasis.STORY else CueBasis.CONTEXT


def distance(start: int, end: int, first: int, last: int) -> int:
    """Characters between two ranges, zero where they touch or overlap."""
    return max(0, first - end, start - last)


def compatible(hint: DateHint, known: DateHint) -> bool:
    """Whether two hints may mean the same day."""
    if hint.first and hint.last and known.first and known.last:
        return hint.first <= known.last and known.first <= hint.last and parts_agree(hint, known)
    return parts_agree(hint, known)


def parts_agree(hint: DateHint, known: DateHint) -> bool:
    """Whether month, day and weekday of two hints do not exclude one another."""
    exact = hint.exact or known.exact
    other = known if hint.exact else hint
    if exact is not None:
        return other.admits(exact)
    return all(
        a is None or b is None or a == b
        for a, b in ((hint.month, known.month), (hint.day, known.day), (hint.weekday, known.weekday))
    )


def agrees(frame: OpenFrame, local: LocalCues, hint: DateHint | None) -> bool:
    """Whether nothing a clause says speaks against a frame: symbol, body and day are equal or unsaid."""
    if local.symbol and frame.symbols and local.symbol not in frame.symbols:
        return False
    if local.body is not None and frame.body is not None and local.body is not frame.body:
        return False
    return hint is None or frame.hint is None or compatible(hint, frame.hint)
