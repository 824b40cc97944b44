"""What a reader must know beside a roll call's figures: how sure they are, what was corrected, what belongs to it."""

from collections.abc import Sequence

from onrecord.record.merge.differing import Difference, differences
from onrecord.record.positions import count
from onrecord.report.outcome import kind_name
from onrecord.report.text import counted, listed
from onrecord.terms import Basis, Position, RollCall

_NAMED = 6
_PARTS = 8


def remarks(roll: RollCall, parts: Sequence[RollCall] = ()) -> list[str]:
    """One sentence or two a matter, in the order a reader needs them; empty for a vote without complications."""
    told = []
    if roll.provisional:
        told.append("Provisional: known from a press release only, until the body's own record confirms it.")
    if roll.month_only:
        told.append("The day is not reliable in the source; the month is.")
    if roll.outcome_basis is Basis.COMPUTED:
        told.append("No source states the outcome; it is computed here from the tally by the body's rule.")
    if (missing := _unknown(roll)) > 0:
        told.append(f"The votes of {missing} of {missing + len(roll.positions)} members are not known.")
    if roll.committee:
        told.append(f"A vote of the {roll.committee}, not of the plenary.")
    if roll.part_of:
        told.append(f"This {kind_name(roll)} belongs to {roll.part_of}.")
    if roll.note:
        told.append(roll.note)
    told += _declared(roll)
    told += _differing(list(differences(roll)))
    return told + _parts(parts)


def _unknown(roll: RollCall) -> int:
    """Members that the tally counts and the roll does not name; 0 where there is no roll to be partial."""
    if roll.tally is None or not roll.positions:
        return 0
    cast = sum(count(roll.positions, p) for p in (Position.YES, Position.NO, Position.ABSTAIN))
    return roll.tally.yes + roll.tally.no + roll.tally.abstain - cast


def _declared(roll: RollCall) -> list[str]:
    """What members said afterwards; the votes above stay as cast."""
    from onrecord.states import state_name

    if not roll.declared:
        return []
    said = [f"{state_name(state)} {position.value}" for state, position in sorted(roll.declared.items())]
    return [f"Declared later, and not counted above: {listed(said)}."]


def _differing(found: Sequence[Difference]) -> list[str]:
    """Where another source has it otherwise, source by source."""
    told = []
    for source in dict.fromkeys(d.source for d in found):
        of = [d for d in found if d.source == source]
        heads = list(dict.fromkeys(f"{d.what} {d.other}" for d in of if d.what != "cell"))
        cells = list(dict.fromkeys(f"{d.state} {d.other}" for d in of if d.what == "cell"))
        more = [f"and {len(cells) - _NAMED} more members, in the table differences"] if len(cells) > _NAMED else []
        told.append(f"Another source has it otherwise: {', '.join(heads + cells[:_NAMED] + more)} ({source}).")
    return told


def _parts(parts: Sequence[RollCall]) -> list[str]:
    if not parts:
        return []
    shown = [f"{part.id}: {part.outcome.value.replace('_', ' ')} {part.tally or ''}".strip() for part in parts[:_PARTS]]
    more = [f"and {len(parts) - _PARTS} more"] if len(parts) > _PARTS else []
    return [f"{counted(len(parts), 'vote')} on parts of it or in committee:", *shown, *more]
