"""Stories written as readings, and records of a few votes, for the tests of checking."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from onrecord.checking import check
from onrecord.record import Record, open_record
from onrecord.terms import (
    Asserts,
    Body,
    Bound,
    CheckedStory,
    Claim,
    ClaimKind,
    Count,
    Coverage,
    CueBasis,
    DateHint,
    Document,
    EventCues,
    Finding,
    Position,
    PublishedBasis,
    Reading,
    RecordStamp,
    RollCall,
    Side,
    Span,
)

YES, NO, ABSTAIN, ABSENT = Position.YES, Position.NO, Position.ABSTAIN, Position.ABSENT


@cache
def core() -> Record:
    """The packaged record."""
    return open_record()


@dataclass
class SmallRecord:
    """A record of a few votes with the coverage a test gives it."""

    rollcalls: Sequence[RollCall]
    covered: Sequence[Coverage] = ()
    stamp: RecordStamp = field(default_factory=lambda: RecordStamp("test", "core", ()))

    def find(self, symbol: str, body: Body | None = None) -> tuple[RollCall, ...]:
        wanted = symbol.upper()
        return tuple(
            r
            for r in self.rollcalls
            if wanted in (r.symbol, r.draft, r.symbol.removeprefix("A/RES/"), r.symbol.removeprefix("S/RES/"))
        )

    def coverage(self, body: Body, kind: str, on: date | None = None) -> tuple[Coverage, ...]:
        return tuple(
            c for c in self.covered if c.body is body and c.kind == kind and (on is None or c.first <= on <= c.last)
        )


def votes_of(*ids: str) -> list[RollCall]:
    """Roll calls of the packaged record by identifier, in order of date."""
    found = [core().by_id(i) for i in ids]
    assert all(found), [i for i, r in zip(ids, found, strict=True) if r is None]
    return sorted((r for r in found if r is not None), key=lambda r: r.date)


def day(text: str) -> DateHint:
    """A day the text writes out."""
    return DateHint(date.fromisoformat(text), date.fromisoformat(text), resolved_by="text")


def tally(
    yes: int | None = None, no: int | None = None, abstain: int | None = None, bound: Bound = Bound.EXACT
) -> tuple[Count, ...]:
    """Counts of a tally; None says nothing."""
    sides = ((Side.YES, yes), (Side.NO, no), (Side.ABSTAIN, abstain))
    return tuple(Count(side, n, bound) for side, n in sides if n is not None)


def said(position: Position, *codes: str) -> tuple[tuple[str, Position], ...]:
    """The same position for several states."""
    return tuple((code, position) for code in codes)


def cues(
    body: Body | None = None,
    on: str | DateHint | None = None,
    topics: str = "",
    *,
    basis: CueBasis = CueBasis.EXPLICIT,
    on_basis: CueBasis | None = None,
    **rest: Any,
) -> EventCues:
    """Cues with one basis for body and day unless told otherwise."""
    hint = day(on) if isinstance(on, str) else on
    return EventCues(
        body=body,
        body_basis=basis if body else None,
        on=hint,
        on_basis=(on_basis or basis) if hint else None,
        topics=tuple(topics.split()),
        **rest,
    )


@dataclass
class Told:
    """One claim to put in a story."""

    asserts: Asserts
    cues: EventCues
    kind: ClaimKind = ClaimKind.MEMBER_VOTE
    frame: int | None = 0
    words: str = ""
    rest: dict[str, Any] = field(default_factory=dict)


def _sentence(n: int, where: EventCues) -> str:
    """A sentence that tells what its cues say it tells."""
    on = where.on.exact if where.on and where.on_basis is CueBasis.EXPLICIT else None
    return f"Claim {n}" + (f" of {on.day} {on:%B} {on.year}." if on else ".")


def story(claims: Iterable[Told], published: str | None = None) -> Reading:
    """A reading whose text is the claims' words one after another."""
    text, made = "", []
    for n, told in enumerate(claims):
        words = told.words or _sentence(n, told.cues)
        span = Span(len(text), len(text) + len(words))
        text += words + " "
        made.append(Claim(f"c{n}", span, words, told.kind, told.asserts, told.frame, told.cues, **told.rest))
    when = date.fromisoformat(published) if published else None
    basis = PublishedBasis.GIVEN if when else PublishedBasis.NONE
    document = Document("test", text, None, when, basis, "en", "0")
    return Reading(document, (), tuple(made), (), (), ())


def findings(claims: Iterable[Told], published: str | None = None, record: Any = None) -> list[Finding]:
    """The findings of a story's claims, in order."""
    return [c.finding for c in checked(claims, published, record).claims]


def checked(claims: Iterable[Told], published: str | None = None, record: Any = None) -> CheckedStory:
    """The checked story itself."""
    return check(story(claims, published), record or core())
