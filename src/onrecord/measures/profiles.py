"""Roll calls as arrays: who stood where, with abstention and absence treated as the caller says."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from onrecord.terms import Position, RollCall, UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

NO, ABSTAIN, YES, MISSING = 0, 1, 2, -1
"""The three sides in order, and a vote that does not count."""


class Absences(StrEnum):
    """What a missed vote counts as. A member without a vote that day (Charter Article 19) is always left out."""

    EXCLUDE = "exclude"
    ABSTAIN = "abstain"


class Abstentions(StrEnum):
    """What an abstention counts as."""

    MIDDLE = "middle"
    EXCLUDE = "exclude"


Choice = TypeVar("Choice", bound=StrEnum)


def as_choice(kind: type[Choice], value: Choice | str, what: str) -> Choice:
    """The member of `kind` meant by `value`; UsageError lists the possible ones."""
    try:
        return kind(value)
    except ValueError:
        listed = ", ".join(member.value for member in kind)
        raise UsageError(f"expected a {what}, one of {listed}; found {value!r}") from None


def profiles(
    rolls: Sequence[RollCall], codes: Sequence[str], absences: Absences, abstentions: Abstentions
) -> "NDArray[np.int8]":
    """One row a state, one column a roll call: 0 no, 1 abstain, 2 yes, -1 where the state's vote does not count."""
    side = {
        Position.NO: NO,
        Position.YES: YES,
        Position.ABSTAIN: ABSTAIN if abstentions is Abstentions.MIDDLE else MISSING,
    }
    side[Position.ABSENT] = side[Position.ABSTAIN] if absences is Absences.ABSTAIN else MISSING
    row_of = {code: i for i, code in enumerate(codes)}
    table = np.full((len(codes), len(rolls)), MISSING, dtype=np.int8)
    for column, roll in enumerate(rolls):
        for code, position in roll.positions.items():
            row = row_of.get(code)
            if row is not None:
                table[row, column] = side.get(position, MISSING)
    return table


def joint_counts(table: "NDArray[np.int8]") -> "NDArray[np.float64]":
    """`joint[a, b, i, j]`: votes on which state i took side a and state j side b. Nine matrix products, exact."""
    sides = [(table == side).astype(np.float64) for side in (NO, ABSTAIN, YES)]
    return np.array([[a @ b.T for b in sides] for a in sides])
