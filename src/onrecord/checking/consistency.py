"""A story against itself: figures and lists told of one vote that cannot all be so."""

from collections.abc import Sequence

from onrecord.states import state_name
from onrecord.terms import Bound, Claim, Position, Side

_SIDES = {Side.YES: Position.YES, Side.NO: Position.NO, Side.ABSTAIN: Position.ABSTAIN}


def conflict(claim: Claim, claims: Sequence[Claim]) -> str:
    """One plain sentence on another claim of the same passage that this one cannot stand beside; "" where none."""
    if claim.frame is None or claim.negated:
        return ""
    for other in claims:
        if other.id == claim.id or other.frame != claim.frame or other.negated or not other.modality.checkable:
            continue
        found = _figures(claim, other) or _sole(claim, other) or _sole(other, claim) or _positions(claim, other)
        if found:
            return found
    return ""


def _figures(one: Claim, other: Claim) -> str:
    for a in one.asserts.counts:
        for b in other.asserts.counts:
            exact = a.bound is Bound.EXACT and b.bound is Bound.EXACT
            if exact and a.side is b.side and a.number != b.number:
                return f"The story gives both {a.number} and {b.number} for the same count."
    return ""


def _sole(lone: Claim, counted: Claim) -> str:
    """One said to be the sole no, beside a count of five."""
    position = lone.asserts.sole
    if position is None or lone.asserts.note:
        return ""
    named = sum(1 for _, p in lone.asserts.votes if p is position)
    for count in counted.asserts.counts:
        # one more than named may be the state they are said to side with
        if _SIDES.get(count.side) is position and count.bound is Bound.EXACT and named and count.number > named + 1:
            return f"The story names only {named} on a side that it counts as {count.number}."
    return ""


def _positions(one: Claim, other: Claim) -> str:
    told = dict(other.asserts.votes)
    for code, position in one.asserts.votes:
        if code in told and told[code] is not position:
            return f"The story has {state_name(code)} on two sides of the same vote."
    return ""
