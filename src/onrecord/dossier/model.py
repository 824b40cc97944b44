"""What a dossier holds: one state's words, votes and deeds, each with the story and place it was read in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from onrecord.terms import (
    Body,
    CheckedClaim,
    CheckedStory,
    Coverage,
    Deed,
    Document,
    Position,
    RecordStamp,
    RollCall,
    Statement,
    Unread,
)


class DayBasis(StrEnum):
    """Where the day of an entry comes from."""

    TEXT = "as the story dates it"
    VOTE = "the day of the vote it speaks of"
    PUBLISHED = "the day the story appeared"
    APPEARED = "inferred: the day the story seems to have appeared"
    RECKONED = "inferred: the day is told, its year or week is that of the last vote told"
    AFTER = "inferred from the last vote it tells of"
    UNKNOWN = "no date in the story"

    @property
    def inferred(self) -> bool:
        """Whether the day is ours and not the story's: drawn dashed, and never to be cited as told."""
        return self in (DayBasis.APPEARED, DayBasis.RECKONED, DayBasis.AFTER)


@dataclass(frozen=True, slots=True)
class Dated:
    """The day an entry is placed on, how it is known, and the story's own words for it.

    With the basis AFTER, `day` is only the earliest day the story can be of, and the words may be older than it.
    """

    day: date | None
    basis: DayBasis
    said: str = ""  # "Last month", "on Tuesday": the day in the story's words

    @property
    def told(self) -> date | None:
        """The day, where it is one; None where only "no earlier than" is known."""
        return None if self.basis is DayBasis.AFTER else self.day


@dataclass(frozen=True, slots=True)
class Word:
    """A statement made for a state (or about it, by another), in `story`, counted from 1."""

    key: str  # "w3": how the timeline and the signals refer to it
    story: int
    statement: Statement
    dated: Dated

    @property
    def day(self) -> date | None:
        """Where it stands in the order of days; see `dated` for how far that may be trusted."""
        return self.dated.day


@dataclass(frozen=True, slots=True)
class VoteCast:
    """One roll call in which the state had a position; `stories` speak of it, none for the topic's others."""

    key: str
    rollcall: RollCall
    position: Position
    stories: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """A deed by the state or toward it."""

    key: str
    story: int
    deed: Deed
    dated: Dated

    @property
    def day(self) -> date | None:
        """Where it stands in the order of days; see `dated` for how far that may be trusted."""
        return self.dated.day


@dataclass(frozen=True, slots=True)
class ClaimOn:
    """A checked claim about the state, or (`of_state` false) about a vote in which it took part."""

    key: str
    story: int
    checked: CheckedClaim
    of_state: bool


class DueStatus(StrEnum):
    """Where the Assembly's duty to meet after a veto stands (A/RES/76/262)."""

    HELD = "held"
    EXEMPT = "exempt"
    PENDING = "pending"
    OVERDUE = "overdue"
    UNKNOWN = "unknown"
    NOBODY_OBLIGED = "nobody_obliged"  # cast before the duty began


@dataclass(frozen=True, slots=True)
class Due:
    """What a veto among the votes set in motion. `due_by` is None where nobody was obliged."""

    key: str
    veto: RollCall
    due_by: date | None
    debated_on: date | None
    status: DueStatus
    source: str


class SignalKind(StrEnum):
    """How two entries part."""

    WORD_AND_VOTE = "word and vote"
    WORD_AND_DEED = "word and deed"
    VOTES = "votes on one matter"
    REPORTS = "reports that differ"


@dataclass(frozen=True, slots=True)
class Signal:
    """Two or more entries that part, the plain rule by which they were set side by side, and their keys.

    A signal says where to look. It never says that a state was insincere.
    """

    kind: SignalKind
    sentence: str
    rule: str
    keys: tuple[str, ...]
    matter: str = ""  # what the words were about: "sovereignty and territorial integrity"


@dataclass(frozen=True, slots=True)
class NotRead:
    """One sentence of a story that speaks of a vote and was not read."""

    story: int
    unread: Unread


@dataclass(frozen=True, slots=True)
class Dossier:
    """One state's words, votes and deeds side by side, from `stories`, as of `today` (None: no day given).

    Entries are in order of day, undated ones last; claims have the wrong ones first.
    """

    state: str
    name: str
    topic: str | None
    today: date | None
    stories: tuple[CheckedStory, ...]
    words: tuple[Word, ...]
    votes: tuple[VoteCast, ...]
    deeds: tuple[Act, ...]
    others_words: tuple[Word, ...]
    others_deeds: tuple[Act, ...]
    claims: tuple[ClaimOn, ...]
    due: tuple[Due, ...]
    signals: tuple[Signal, ...]
    unread: tuple[NotRead, ...]
    record: RecordStamp

    def document(self, story: int) -> Document:
        """The text of story number `story`, counted from 1."""
        return self.stories[story - 1].reading.document


class DebateLike(Protocol):
    """What a dossier asks of one debate after a veto."""

    @property
    def held_on(self) -> date | None:
        """The day the Assembly met, if it did."""

    @property
    def exempt(self) -> bool:
        """Whether an emergency special session on the matter took the place of the meeting."""

    @property
    def source(self) -> str:
        """The document that shows it."""


class RecordLike(Protocol):
    """What a dossier asks of a record."""

    @property
    def stamp(self) -> RecordStamp:
        """Which record this is."""

    def by_id(self, event_id: str) -> RollCall | None:
        """The roll call of that identifier."""

    def votes(self, *, state: str | None = None, topic: str | None = None) -> tuple[RollCall, ...]:
        """Roll calls with a position of `state`, on `topic`."""

    def debates(self) -> Mapping[str, DebateLike]:
        """Debates after vetoes, by the veto's identifier."""

    def coverage(self, body: Body, kind: str) -> tuple[Coverage, ...]:
        """What the record holds of one body and kind."""
