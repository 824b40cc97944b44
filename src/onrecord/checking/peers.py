"""What a passage's other claims say, taken apart, for a quick yes or no against many votes."""

from dataclasses import dataclass

from onrecord.checking.cells import side_count
from onrecord.checking.slots_voters import recorded_position, same_position
from onrecord.terms import Asserts, Count, Outcome, Position, RollCall, Side

_SIDE = {
    Side.YES: Position.YES,
    Side.NO: Position.NO,
    Side.ABSTAIN: Position.ABSTAIN,
    Side.NOT_VOTING: Position.ABSENT,
}


@dataclass(frozen=True, slots=True)
class Told:
    """One figure, voter, veto or result that another claim of the passage tells."""

    count: Count | None = None
    vote: tuple[str, Position] | None = None
    veto: Asserts | None = None
    outcome: Asserts | None = None

    def fits(self, roll: RollCall) -> bool | None:
        """Whether a vote agrees; None where its record is silent."""
        if self.count is not None:
            recorded = side_count(roll, _SIDE[self.count.side])
            return None if recorded is None else self.count.bound.admits(self.count.number, recorded)
        if self.vote is not None:
            position = recorded_position(roll, self.vote[0])
            return None if position is None else same_position(position, self.vote[1])
        if self.veto is not None:
            return _veto_fits(self.veto, roll)
        return None if self.outcome is None else _outcome_fits(self.outcome, roll)


def take_apart(a: Asserts) -> tuple[Told, ...]:
    """One claim's points, so that each agrees or disagrees by itself."""
    parts = [Told(count=c) for c in a.counts if c.side in _SIDE]
    parts += [Told(vote=v) for v in a.votes]
    if a.vetoes or a.vetoed or a.not_vetoes:
        parts.append(Told(veto=a))
    if a.outcome is not None or a.unanimous or a.consensus:
        parts.append(Told(outcome=a))
    return tuple(parts)


def _veto_fits(a: Asserts, roll: RollCall) -> bool:
    cast = set(roll.vetoed_by) | ({"RUS"} if "SUN" in roll.vetoed_by else set())
    return (roll.outcome is Outcome.VETOED or not (a.vetoes or a.vetoed)) and (
        set(a.vetoes) <= cast and not cast & set(a.not_vetoes)
    )


def _outcome_fits(a: Asserts, roll: RollCall) -> bool:
    unanimous = roll.tally is None or roll.tally.no == roll.tally.abstain == 0
    if a.unanimous or a.consensus:
        return roll.outcome.carried and unanimous
    if a.outcome is Outcome.REJECTED:
        return not roll.outcome.carried
    return a.outcome is roll.outcome or (a.outcome is Outcome.ADOPTED and roll.outcome.carried)
