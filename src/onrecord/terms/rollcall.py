"""Votes as the bodies recorded them: positions, tallies, outcomes, and where each is known from."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from onrecord.terms.body import Body


class Position(StrEnum):
    """What one member did. A state that was not a member has no position at all."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    ABSENT = "absent"  # a member for which no vote was recorded: away, or present and not participating
    NOT_ENTITLED = "not_entitled"  # a member without a vote that day, as under Charter Article 19


class Outcome(StrEnum):
    """What the body decided."""

    ADOPTED = "adopted"
    REJECTED = "rejected"  # too few votes under the body's rule
    VETOED = "vetoed"  # enough votes, and a permanent member's negative vote on a matter of substance
    ADOPTED_WITHOUT_VOTE = "adopted_without_vote"
    WITHDRAWN = "withdrawn"
    NOT_CONSIDERED = "not_considered"  # put forward and never put to the vote, as where an earlier vote settled it

    @property
    def carried(self) -> bool:
        """Whether the text became a decision of the body."""
        return self in (Outcome.ADOPTED, Outcome.ADOPTED_WITHOUT_VOTE)


class ItemKind(StrEnum):
    """What was put to the vote."""

    RESOLUTION = "resolution"
    DECISION = "decision"
    DRAFT = "draft"  # a whole text that was not adopted
    AMENDMENT = "amendment"
    PARAGRAPH = "paragraph"
    MOTION = "motion"
    STATEMENT = "statement"  # of the body's President, adopted like a text
    UNSPECIFIED = "unspecified"  # the source does not say whether a whole text or a motion
    APPLICATION = "application"  # for membership
    PRELIMINARY_QUESTION = "preliminary_question"  # is the matter procedural?


class Basis(StrEnum):
    """How a fact is known. Only the first three may ever carry a `contradicted`."""

    DOCUMENT = "document"  # read in the body's own record or a table kept from it
    PRESS = "press"  # read in a press release or news report
    DERIVED = "derived"  # follows from a tally, named dissenters and the membership
    RECALL = "recall"  # a compiler's memory, not read in a source
    DISPUTED = "disputed"  # two documents contradict each other in more than a slip
    COMPUTED = "computed"  # no source states it; worked out here by the body's rule

    @property
    def firm(self) -> bool:
        """Whether a claim may be called contradicted on this basis."""
        return self in (Basis.DOCUMENT, Basis.PRESS, Basis.DERIVED)

    @property
    def doubt(self) -> str:
        """Why a fact known so is held against nobody, as words after "is"; empty where it is firm."""
        return _DOUBTS.get(self, "")


_DOUBTS = {
    Basis.RECALL: "known only from recall",
    Basis.DISPUTED: "told otherwise by another document",
    Basis.COMPUTED: "stated by no source and only computed",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes counted. `absent` is None where only the votes cast are known."""

    yes: int
    no: int
    abstain: int
    absent: int | None = None

    def __str__(self) -> str:
        return f"{self.yes}-{self.no}-{self.abstain}"


@dataclass(frozen=True, slots=True)
class Fragment:
    """One source's account of one vote, kept as it was given; a roll call is the merger of its fragments.

    The first five fields are all that the packaged core keeps of a further source. `origin` is the key of the
    source (`library-assembly`) and `ref` what names the vote within it; both are empty in the core. Fields the source
    does not fill are empty: nothing here is inferred from another source. `positions` hold the vote as cast,
    `declared` what a member later said it had meant. `day` is in the body's own city; where `month_only`, only its
    month is to be trusted. `same_as` names another source's account of the same vote (`origin:ref`), where the source
    itself says which; `part_of` is the symbol of the text of which this item is a paragraph, amendment, motion or
    committee stage.
    """

    source: str  # citation: document, table or page
    basis: Basis
    tally: Tally | None = None  # as the source states it, not recounted
    day: dt.date | None = None
    note: str = ""
    origin: str = ""
    ref: str = ""
    address: str = ""  # web address at which the source shows the vote
    read_on: dt.date | None = None
    body: Body | None = None
    symbol: str = ""  # of the resolution or decision
    draft: str = ""
    kind: ItemKind | None = None
    title: str = ""
    outcome: Outcome | None = None
    positions: Mapping[str, Position] = field(default_factory=dict)
    declared: Mapping[str, Position] = field(default_factory=dict)
    meeting: str = ""
    order: int = 0
    session: str = ""
    committee: str = ""  # "Third Committee"; empty for the plenary
    part_of: str = ""
    same_as: str = ""
    month_only: bool = False
    majority: str = ""
    procedural: bool = False
    vetoed_by: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    agenda: str = ""
    topic: str = ""
    sponsors: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    positions_basis: Basis | None = None  # None: as `basis`
    outcome_basis: Basis | None = None  # None: as `basis`

    @property
    def key(self) -> str:
        """`origin:ref`, by which another fragment or a disagreement names this one."""
        return f"{self.origin}:{self.ref}"


@dataclass(frozen=True, slots=True)
class RollCall:
    """One vote (or adoption without one): the merger of its fragments.

    `positions` maps ISO 3166-1 alpha-3 codes (and SUN, DDR, ... for ended states) to what each member did;
    it is empty where the members' votes are not known and for texts adopted without a vote.
    `date` is the day in the body's own city (New York, Geneva, Vienna).
    """

    body: Body
    symbol: str  # of the resolution, or of the draft where nothing was adopted
    date: dt.date
    title: str
    kind: ItemKind
    outcome: Outcome
    tally: Tally | None = None
    positions: Mapping[str, Position] = field(default_factory=dict)
    draft: str = ""
    meeting: str = ""
    order: int = 1  # place among the votes of its meeting, where one symbol was voted on more than once
    session: str = ""
    majority: str = ""  # "simple", "two_thirds" or "" (the body's only rule, or not known)
    procedural: bool = False
    vetoed_by: tuple[str, ...] = ()
    topic: str = ""  # plain words a story would use, for linking; never shown as a fact
    sponsors: tuple[str, ...] = ()
    about: tuple[str, ...] = ()  # states the text is about
    tally_basis: Basis = Basis.DOCUMENT
    positions_basis: Basis = Basis.DOCUMENT
    note: str = ""
    fragments: tuple[Fragment, ...] = ()
    committee: str = ""  # "Third Committee" where the vote was taken there; empty for the plenary
    part_of: str = ""  # symbol of the text this paragraph, amendment, motion or committee stage belongs to
    agenda: str = ""
    issues: tuple[str, ...] = ()  # Voeten's issue codes: me nu di hr co ec
    declared: Mapping[str, Position] = field(default_factory=dict)  # what a member later said it had meant to vote
    month_only: bool = False  # the day is not reliable, the month is
    outcome_basis: Basis = Basis.DOCUMENT
    provisional: bool = False  # known from a press release only, until the body's record confirms it

    @property
    def id(self) -> str:
        """Short form used in every output: body, symbol, day."""
        return f"{self.body} {self.symbol} {self.date.isoformat()}"

    @property
    def sources(self) -> tuple[str, ...]:
        """The documents the roll call rests on."""
        return tuple(dict.fromkeys(f.source for f in self.fragments))

    def who(self, position: Position) -> tuple[str, ...]:
        """Codes of the members that took `position`, sorted."""
        return tuple(sorted(s for s, p in self.positions.items() if p is position))


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the record holds of one body and kind of item over one span of days.

    Absence is a finding only where `complete` is true; `absence_means` is the plain sentence to cite.
    """

    body: Body
    kind: str  # "adopted", "vetoed", "rejected", "without_vote", "procedural", "debate"
    first: dt.date
    last: dt.date
    complete: bool
    tier: str
    absence_means: str
    basis: str
