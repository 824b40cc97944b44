"""The whole record from all fragments: every vote once, each under an identifier of its own, in a settled order."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.record.merge.combine import roll_call
from onrecord.record.merge.match import same_votes
from onrecord.terms import Fragment, RollCall


def merged(fragments: Iterable[Fragment], cited: Iterable[RollCall] = ()) -> tuple[RollCall, ...]:
    """Roll calls of all fragments, sorted by day, body, symbol and order; the same for the same fragments in any order.

    `cited` are the core's roll calls: what they cite beyond their own account joins the merged vote's fragments.
    """
    rolls = [roll_call(group) for group in same_votes(_ordered(fragments))]
    rolls = _with_citations(rolls, cited)
    rolls.sort(key=lambda r: (r.date, r.body, r.symbol, r.order, r.fragments[0].ref))
    return tuple(_told_apart(rolls))


def _ordered(fragments: Iterable[Fragment]) -> list[Fragment]:
    """By source and number within it; two accounts under one number by all they say, so that their order is settled."""
    by_key = sorted(fragments, key=lambda f: (f.origin, f.ref))
    alike = Counter((f.origin, f.ref) for f in by_key)
    if len(alike) == len(by_key):
        return by_key
    return sorted(by_key, key=lambda f: (f.origin, f.ref, repr(f) if alike[(f.origin, f.ref)] > 1 else ""))


def _with_citations(rolls: Sequence[RollCall], cited: Iterable[RollCall]) -> list[RollCall]:
    further = {roll.id: roll.fragments[1:] for roll in cited if len(roll.fragments) > 1}
    found = []
    for roll in rolls:
        core = next((f.ref for f in roll.fragments if f.origin == "core"), "")
        more = further.get(core, ())
        found.append(replace(roll, fragments=(*roll.fragments, *more)) if more else roll)
    return found


def _told_apart(rolls: Sequence[RollCall]) -> Iterable[RollCall]:
    """Votes of one symbol and day get the number of their record behind the symbol; an identifier names one vote."""
    shared = Counter(roll.id for roll in rolls)
    used = {name for name, times in shared.items() if times == 1}
    for roll in rolls:
        if shared[roll.id] > 1:
            number = roll.fragments[0].ref
            named = replace(roll, symbol=f"{roll.symbol} (record {number})")
            more = 2
            while named.id in used:  # two sources may give two votes one number
                named = replace(roll, symbol=f"{roll.symbol} (record {number}, {more})")
                more += 1
            used.add(named.id)
            yield named
        else:
            yield roll
