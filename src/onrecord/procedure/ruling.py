"""What a rule says of a vote: the outcome, the grounds for it, what was needed, and the duties that follow."""

from dataclasses import dataclass
from datetime import date

from onrecord.terms import Outcome

TO_BE_CHECKED = "to be checked against the text"


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason for an outcome, in plain words, with the rule it rests on.

    `firm` is False where the rule is known from general knowledge only; its citation then says
    that it is to be checked against the text.
    """

    sentence: str
    citation: str
    firm: bool = True


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that follows from a decision: what, by whom, until when, and whether it must be done.

    `due` is a calendar day in New York, None where no day is set. `obliged` is False for an invitation.
    """

    what: str
    by_whom: str
    due: date | None
    obliged: bool
    citation: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """The outcome of a vote under the body's own rule, and why.

    `needed` is a plain phrase, such as "nine affirmative votes and no negative vote of a permanent member".
    `otherwise` is the outcome under the other possible rule, or with the other possible names, where what
    was given does not settle it; None where it does.
    """

    outcome: Outcome
    grounds: tuple[Ground, ...]
    needed: str
    vetoed_by: tuple[str, ...] = ()
    follows: tuple[Duty, ...] = ()
    otherwise: Outcome | None = None

    @property
    def certain(self) -> bool:
        """Whether what was given settles the outcome."""
        return self.otherwise is None
