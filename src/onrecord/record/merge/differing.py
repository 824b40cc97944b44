"""Where the sources of one vote differ: a member's vote, a tally, a day, an outcome. Listed, never mended."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.record.positions import same_cells
from onrecord.terms import Fragment, RollCall, Tally


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between the roll call as kept and what another of its sources says.

    `what` is "cell", "tally", "date" or "outcome"; `state` is the member where it is a cell, else empty.
    """

    id: str
    what: str
    state: str
    kept: str
    other: str
    source: str  # the other source's citation
    origin: str
    note: str = ""


def differences(roll: RollCall) -> Iterator[Difference]:
    """Every difference of one roll call, by its fragments in order."""
    for fragment in roll.fragments:
        for what, state, kept, other in _of(roll, fragment):
            yield Difference(roll.id, what, state, kept, other, fragment.source, fragment.origin, fragment.note)


def _of(roll: RollCall, fragment: Fragment) -> Iterator[tuple[str, str, str, str]]:
    if fragment.tally and roll.tally and not same_count(roll.tally, fragment.tally):
        yield "tally", "", str(roll.tally), str(fragment.tally)
    if fragment.day and fragment.day != roll.date and not fragment.month_only:
        yield "date", "", roll.date.isoformat(), fragment.day.isoformat()
    if fragment.outcome and fragment.outcome is not roll.outcome:
        yield "outcome", "", roll.outcome.value, fragment.outcome.value
    if fragment.positions is roll.positions:
        return
    if fragment.positions and roll.positions and not same_cells(roll.positions, fragment.positions):
        for state, other in fragment.positions.items():
            kept = roll.positions.get(state)
            if kept is not None and kept is not other:
                yield "cell", state, kept.value, other.value


def same_count(one: Tally, other: Tally) -> bool:
    """Whether two tallies count the votes cast alike; absences are told in too many ways to compare."""
    return (one.yes, one.no, one.abstain) == (other.yes, other.no, other.abstain)
