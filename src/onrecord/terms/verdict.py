"""Verdicts: one public word, one named reason, one plain sentence, and the evidence without which it cannot exist."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """The public word."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    IMPRECISE = "imprecise"  # true but for a loose or rounded word
    AMBIGUOUS = "ambiguous"  # the votes it may mean differ on it
    NOT_IN_RECORD = "not_in_record"
    NOT_CHECKABLE = "not_checkable"

    @property
    def decisive(self) -> bool:
        """Whether evidence is demanded."""
        return self in (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.IMPRECISE)


class Reason(StrEnum):
    """Why a verdict was given; part of the JSON contract."""

    TALLY_MATCHES = "tally_matches"
    POSITIONS_MATCH = "positions_match"
    OUTCOME_MATCHES = "outcome_matches"
    VETO_MATCHES = "veto_matches"
    DATE_MATCHES = "date_matches"
    BODY_MATCHES = "body_matches"
    COUNT_MATCHES = "count_matches"
    RULE_SAYS_SO = "rule_says_so"
    WRONG_TALLY = "wrong_tally"
    WRONG_POSITION = "wrong_position"
    NOT_SOLE = "not_sole"
    WRONG_VETO = "wrong_veto"
    WRONG_OUTCOME = "wrong_outcome"
    DRAFT_NOT_ADOPTED = "draft_not_adopted"
    WRONG_BODY = "wrong_body"
    WRONG_DATE = "wrong_date"
    WRONG_COUNT = "wrong_count"
    WRONG_RULE = "wrong_rule"
    NOT_A_MEMBER = "not_a_member"
    ROUNDED = "rounded"
    LOOSE_WORD = "loose_word"
    INCONSISTENT_STORY = "inconsistent_story"
    SEVERAL_VOTES_FIT = "several_votes_fit"
    SEVERAL_READINGS = "several_readings"
    VOTE_NOT_FOUND = "vote_not_found"
    BODY_NOT_KEPT = "body_not_kept"
    FACT_NOT_KEPT = "fact_not_kept"
    OUTSIDE_COVERAGE = "outside_coverage"
    TOO_FEW_CUES = "too_few_cues"
    RECALL_ONLY = "recall_only"
    NOT_ASSERTED = "not_asserted"
    NO_VOTE_NAMED = "no_vote_named"
    NOT_A_RECORD_QUESTION = "not_a_record_question"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One cell of the record, or one rule, that a verdict rests on."""

    what: str  # "tally", "position", "outcome", "veto", "date", "body", "rule", "coverage", "count", "membership"
    event: str | None  # id of the roll call; None for a rule or coverage
    recorded: str  # the record's value in plain words
    source: str  # document or table it is read from
    state: str | None = None
    states: tuple[str, ...] = ()  # further states of the same cell, where a list is the point
    stated: str = ""  # the story's value, where the two differ


@dataclass(frozen=True, slots=True)
class Candidate:
    """A vote that the words may mean, how likely, and what it says of the claim."""

    event: str
    score: float
    cues: tuple[str, ...]  # names of the independent cues that point to it
    says: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one claim. Cannot be decisive without evidence."""

    verdict: Verdict
    reason: Reason
    explanation: str
    evidence: tuple[Evidence, ...] = ()
    event: str | None = None
    candidates: tuple[Candidate, ...] = ()

    def __post_init__(self) -> None:
        if self.verdict.decisive and not self.evidence:
            raise ValueError(f"a verdict of {self.verdict} needs evidence")
