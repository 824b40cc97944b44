"""How often states vote alike, by the measures of the literature, each with the number of votes behind it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from onrecord.measures.profiles import Absences, Abstentions, as_choice, joint_counts, profiles
from onrecord.terms import RollCall, UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Counts = NDArray[np.int64]

__all__ = ["MIN_N", "Absences", "Abstentions", "Agreement", "Measure", "agreement", "agreement_by", "agreement_matrix"]

MIN_N = 10
"""Fewer shared votes than this and the value is withheld, never shown small."""


class Measure(StrEnum):
    """How agreement is scored; d is 0 for the same side, a half for neighbours, 1 for yes against no."""

    THREE_POINT = "three_point"
    """Mean of 1 - d: 1 same side, 0.5 where one of the two abstained, 0 opposed."""
    EXACT = "exact"
    """Share of votes on exactly the same side."""
    LIJPHART = "lijphart"
    """(f + g/2) / t of Lijphart (1963), as a share: the three-point score with absences always left out."""
    KAPPA = "kappa"
    """Cohen's kappa with weights d: agreement beyond what each state's own habits give (Häge 2011)."""
    PI = "pi"
    """Scott's pi with weights d: as kappa, with the habits of the two pooled (Häge 2011)."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of two states: a value with its count and every assumption it rests on.

    `value` is None where fewer than `min_n` votes are shared, or where the measure is undefined (kappa and pi of two
    states that always took one side). three_point, exact and lijphart lie in 0..1; kappa and pi in -1..1.
    """

    state_a: str
    state_b: str
    n: int
    value: float | None
    measure: Measure
    absences: Absences
    abstentions: Abstentions
    min_n: int = MIN_N

    @property
    def assumption(self) -> str:
        """The sentence to print beside the value."""
        left_out = "votes missed by either are left out"
        missed = left_out if self.absences is Absences.EXCLUDE else "a missed vote counts as an abstention"
        middle = "an abstention stands half way between yes and no"
        kept = middle if self.abstentions is Abstentions.MIDDLE else "votes either abstained on are left out"
        withheld = (
            f"; withheld, because {self.n} shared votes are fewer than {self.min_n}" if self.n < self.min_n else ""
        )
        return f"{self.measure}: {missed}; {kept}{withheld}"

    def row(self) -> dict[str, object]:
        """The row of `onrecord agree`: `state_a` `state_b` `n` `agreement` `measure`."""
        return {
            "state_a": self.state_a,
            "state_b": self.state_b,
            "n": self.n,
            "agreement": self.value,
            "measure": self.measure.value,
        }


def agreement(
    rollcalls: Iterable[RollCall],
    state_a: str,
    state_b: str,
    measure: Measure | str = Measure.THREE_POINT,
    *,
    absences: Absences | str = Absences.EXCLUDE,
    abstentions: Abstentions | str = Abstentions.MIDDLE,
    min_n: int = MIN_N,
) -> Agreement:
    """Agreement of two states over the roll calls given, which should be of one body.

    Codes are those of the record: a seat's earlier holder (SUN, TWN) is another state. UsageError for unknown
    measures or treatments. Lijphart, "The Analysis of Bloc Voting in the General Assembly", American Political
    Science Review 57(4), 1963; Häge, "Choice or Circumstance? Adjusting Measures of Foreign Policy Similarity for
    Chance Agreement", Political Analysis 19(3), 2011.
    """
    chosen = _chosen(measure, absences, abstentions)
    values, counts = _values(list(rollcalls), (state_a, state_b), chosen, min_n)
    value = values[0, 1]
    return Agreement(
        state_a, state_b, int(counts[0, 1]), None if np.isnan(value) else float(value), *chosen, min_n=min_n
    )


def agreement_by(
    rollcalls: Iterable[RollCall],
    state_a: str,
    state_b: str,
    by: Callable[[RollCall], str],
    measure: Measure | str = Measure.THREE_POINT,
    *,
    absences: Absences | str = Absences.EXCLUDE,
    abstentions: Abstentions | str = Abstentions.MIDDLE,
    min_n: int = MIN_N,
) -> tuple[tuple[str, Agreement], ...]:
    """Agreement within each group of roll calls that `by` names, such as their session, in order of appearance."""
    groups: dict[str, list[RollCall]] = {}
    for roll in rollcalls:
        groups.setdefault(by(roll), []).append(roll)
    return tuple(
        (
            name,
            agreement(rolls, state_a, state_b, measure, absences=absences, abstentions=abstentions, min_n=min_n),
        )
        for name, rolls in groups.items()
    )


def agreement_matrix(
    rollcalls: Iterable[RollCall],
    states: Sequence[str] | None = None,
    measure: Measure | str = Measure.THREE_POINT,
    *,
    absences: Absences | str = Absences.EXCLUDE,
    abstentions: Abstentions | str = Abstentions.MIDDLE,
    min_n: int = MIN_N,
) -> "tuple[tuple[str, ...], Floats, Counts]":
    """Agreement of every pair: codes in order, values (NaN where withheld or undefined), and shared votes.

    Without `states`, all that have a position in any of the roll calls. Symmetric; sources as for `agreement`.
    """
    rolls = list(rollcalls)
    codes = tuple(states) if states is not None else tuple(sorted({code for roll in rolls for code in roll.positions}))
    values, counts = _values(rolls, codes, _chosen(measure, absences, abstentions), min_n)
    return codes, values, counts


def _chosen(
    measure: Measure | str, absences: Absences | str, abstentions: Abstentions | str
) -> tuple[Measure, Absences, Abstentions]:
    how = as_choice(Measure, measure, "measure")
    missed, middle = (
        as_choice(Absences, absences, "treatment of absences"),
        as_choice(Abstentions, abstentions, "treatment of abstentions"),
    )
    if how is Measure.LIJPHART and (missed, middle) != (Absences.EXCLUDE, Abstentions.MIDDLE):
        raise UsageError(
            "Lijphart's index leaves absences out and counts an abstention as half; "
            f"found absences {missed}, abstentions {middle}. For those choices take the measure three_point"
        )
    return how, missed, middle


def _values(
    rolls: Sequence[RollCall], codes: Sequence[str], chosen: tuple[Measure, Absences, Abstentions], min_n: int
) -> "tuple[Floats, Counts]":
    measure, absences, abstentions = chosen
    joint = joint_counts(profiles(rolls, codes, absences, abstentions))
    counts = joint.sum(axis=(0, 1))
    distance = np.abs(np.subtract.outer(np.arange(3), np.arange(3))) / 2
    weight = (distance > 0).astype(float) if measure is Measure.EXACT else distance
    apart = np.einsum("ab,abij->ij", weight, joint)
    with np.errstate(divide="ignore", invalid="ignore"):
        if measure in (Measure.KAPPA, Measure.PI):
            values = 1 - apart / _expected(joint, counts, weight, pooled=measure is Measure.PI)
        else:
            values = 1 - apart / counts
    values[(counts < max(min_n, 1)) | ~np.isfinite(values)] = np.nan
    return values, counts.astype(np.int64)


def _expected(joint: "Floats", counts: "Floats", weight: "Floats", *, pooled: bool) -> "Floats":
    """Disagreement expected by chance, in votes: from each state's own shares, or from the pair's pooled shares."""
    first, second = joint.sum(axis=1), joint.sum(axis=0)  # votes of one state on each side, over the shared votes
    if pooled:
        first = second = (first + second) / 2
    expected: Floats = np.einsum("ab,aij,bij->ij", weight, first, second) / counts
    return expected
