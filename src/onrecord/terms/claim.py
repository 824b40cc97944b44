"""What a story says about a vote: claims, what each asserts, how firmly, and what identifies the vote meant."""

from dataclasses import dataclass, field
from enum import StrEnum

from onrecord.terms.body import Body
from onrecord.terms.dates import DateHint
from onrecord.terms.rollcall import Outcome, Position
from onrecord.terms.span import Span


class ClaimKind(StrEnum):
    """The leading point of a claim."""

    TALLY = "tally"
    MEMBER_VOTE = "member_vote"
    MEMBER_LIST = "member_list"
    OUTCOME = "outcome"
    VETO = "veto"
    DATE = "date"
    BODY = "body"
    COUNT_OR_SUPERLATIVE = "count_or_superlative"
    PROCEDURE = "procedure"
    OBLIGATION = "obligation"


class Modality(StrEnum):
    """How firmly a text puts it. Only asserted and reported claims get a decisive verdict."""

    ASSERTED = "asserted"
    REPORTED = "reported"  # on the word of a speaker
    DENIED = "denied"  # put forward by someone and rejected in the text
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"  # conditional, threatened, wished, feared

    @property
    def checkable(self) -> bool:
        """Whether the record may answer it."""
        return self in (Modality.ASSERTED, Modality.REPORTED)


class Bound(StrEnum):
    """How a stated number limits the true one."""

    EXACT = "="
    ABOUT = "~"
    MORE_THAN = ">"
    AT_LEAST = ">="
    LESS_THAN = "<"
    AT_MOST = "<="

    def admits(self, stated: int, recorded: int) -> bool:
        """Whether `recorded` fits a text that says `stated` with this bound (about: within a tenth)."""
        match self:
            case Bound.EXACT:
                return recorded == stated
            case Bound.ABOUT:
                return abs(recorded - stated) <= max(1, round(stated * 0.1))
            case Bound.MORE_THAN:
                return recorded > stated
            case Bound.AT_LEAST:
                return recorded >= stated
            case Bound.LESS_THAN:
                return recorded < stated
            case Bound.AT_MOST:
                return recorded <= stated


class Side(StrEnum):
    """What a number counts."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    NOT_VOTING = "not_voting"
    COSPONSORS = "cosponsors"
    MEMBERS = "members"  # of the body
    VOTES_CAST = "votes_cast"


@dataclass(frozen=True, slots=True)
class Count:
    """One number of a tally."""

    side: Side
    number: int
    bound: Bound = Bound.EXACT


@dataclass(frozen=True, slots=True)
class Asserts:
    """Everything one claim says, by slot; an unset slot says nothing."""

    counts: tuple[Count, ...] = ()
    votes: tuple[tuple[str, Position], ...] = ()  # (ISO3, position)
    vetoes: tuple[str, ...] = ()  # states said to have cast a veto
    vetoed: bool = False  # a veto was cast, caster named or not
    not_vetoes: tuple[str, ...] = ()  # states said not to have vetoed
    outcome: Outcome | None = None
    unanimous: bool = False
    consensus: bool = False
    sole: Position | None = None  # the states in `votes` are said to be the only ones on this side
    rest: Position | None = None  # "the other 13", "the remaining members" are said to have taken this side
    body: Body | None = None
    on: DateHint | None = None
    sponsors: tuple[str, ...] = ()
    symbol: str = ""
    times: int | None = None  # "abstained twice", "its 17th veto"
    ordinal: int | None = None
    first_since: str = ""  # ISO month or year, or "ever"
    not_members: tuple[str, ...] = ()  # states said not to sit on the body
    rule: str = ""  # id of a statement of procedure in data/rules
    binding: bool | None = None
    note: str = ""


class CueBasis(StrEnum):
    """Where a cue to the vote meant was found."""

    EXPLICIT = "explicit"  # in the claim's own sentence
    CONTEXT = "context"  # carried over from an earlier sentence of the same passage
    STORY = "story"  # from the story as a whole (title, dateline, publication date)


@dataclass(frozen=True, slots=True)
class EventCues:
    """What tells which vote is meant. Never holds the fact a claim asserts about it."""

    body: Body | None = None
    body_basis: CueBasis | None = None
    on: DateHint | None = None
    on_basis: CueBasis | None = None
    symbols: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()  # folded words of the passage that may name the matter
    about: tuple[str, ...] = ()  # states named as the matter, not as voters
    sponsors: tuple[str, ...] = ()
    draft: bool | None = None  # the text voted on is called a draft
    emergency_session: bool = False
    other_body: str = ""  # a parliament, court, board or committee outside the record, in the text's words


@dataclass(frozen=True, slots=True)
class VoteFrame:
    """One vote as a story speaks of it; claims about the same vote share a frame."""

    id: int
    cues: EventCues
    span: Span  # where the frame was opened


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable point of a story.

    `quote` equals the story's text over `span`. `frame` names the vote meant; `cues` are the frame's cues
    with this claim's own sentence added. `wrong_words` is for the checker to fill in rendering, not here.
    """

    id: str
    span: Span
    quote: str
    kind: ClaimKind
    asserts: Asserts
    frame: int | None
    cues: EventCues
    modality: Modality = Modality.ASSERTED
    negated: bool = False
    speaker: str = ""
    rule: str = ""  # lexicon entry that read it
    triggers: tuple[str, ...] = ()  # the words that showed it to be a claim
    loose: tuple[str, ...] = field(default=())  # hedging or rounding words, for `imprecise`
    readings: int = 1  # how many readings the words allow; `contradicted` needs exactly one
