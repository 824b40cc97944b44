"""A claim from a vote word and its voters: sides, figures, vetoes, and how firmly it is told."""

import re
from collections.abc import Mapping
from dataclasses import replace

from onrecord.reading.arguments import Voters
from onrecord.reading.drafts import Draft
from onrecord.reading.lexicon import Wording, phrases
from onrecord.reading.marks import SIGNS
from onrecord.reading.modality import modality_of, negated
from onrecord.reading.numbers import Number, find_numbers, times_in
from onrecord.reading.scene import Scene, States
from onrecord.reading.tallies import POSITIONS
from onrecord.terms import Asserts, Body, ClaimKind, Count, Position

_PHRASES = phrases("voters")
_N = SIGNS["N"]
_ORDINALS = _PHRASES["ordinals"]
_ORDINAL_VALUES = {
    w: i for i, w in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), start=1)
}
_SCOPE = _PHRASES["scope"]
_SCOPE_AFTER = _PHRASES["scope_after"]  # "only Hungary in the Union opposed it"
_COUNTED_IN_GROUP = _PHRASES["counted_in_group"]
_SERIES = _PHRASES["series"]
_SOME_NAMED = _PHRASES["some_named"]  # "the first two": of states just named, no count of a side
_LEAD = 14
PERMANENT = frozenset({"CHN", "TWN", "FRA", "GBR", "RUS", "SUN", "USA"})
_MOST_VETOERS = 4


def claim_of(
    scene: Scene, wording: Wording, start: int, end: int, voters: Voters, listed: Voters | None
) -> Draft | None:
    """The claim a vote word makes of its voters and of the list announced beside them; None where it makes none."""
    masked = scene.masked
    side = wording.side
    if side is None:
        return None
    if (
        wording.kind == "veto"
        and not set(voters.codes) <= PERMANENT
        and not any(b.body is Body.UNSC for b in scene.bodies)
    ):
        return None
    first = min(voters.start, start)
    last = max(end, voters.end if voters.start >= end else end, listed.end if listed else 0)
    text = masked.text
    span = masked.origin(first, last)
    codes = tuple(dict.fromkeys(voters.codes + (listed.codes if listed else ())))
    numbers = {k: m.value.value for k, m in masked.marks.items() if isinstance(m.value, Number)}
    if wording.note == "with":
        joined = [m.value for _, m in masked.of_kind("S", start, end)]
        codes = tuple(dict.fromkeys(codes + tuple(c for s in joined if isinstance(s, States) for c in s.codes)))
    asserts = _asserts(wording, side, voters, codes, text[first:last], text[max(0, first - 40) : start], numbers)
    if asserts is None:
        return None
    subject_left = voters.start < start
    denied = subject_left and negated(masked, voters.start + 1, start)
    denied = denied or (voters.nobody and wording.kind == "veto")
    some_named = bool(voters.number and _SOME_NAMED.search(text, max(0, voters.start - _LEAD), start))
    # "Seventeen of the African Group abstained and eight did not vote": the eight may be of the group too.
    in_group = bool(voters.number and not codes and _COUNTED_IN_GROUP.search(text, 0, voters.start))
    series = bool(_SERIES.match(text[end:]))
    if series:
        asserts = replace(asserts, note="series")
    hedge = voters.number.hedge if voters.number and voters.number.hedge else ""
    return Draft(
        first,
        last,
        start,
        ClaimKind.COUNT_OR_SUPERLATIVE if series else _kind(asserts),
        asserts,
        wording.id,
        modality=modality_of(scene, first if subject_left else start, start, span),
        negated=denied,
        loose=(hedge,) if hedge else (),
        readings=2 if any((voters.ambiguous, listed and listed.ambiguous, series, some_named, in_group)) else 1,
        council=wording.kind == "veto",
    )


def _asserts(
    wording: Wording,
    side: Position,
    voters: Voters,
    codes: tuple[str, ...],
    words: str,
    before: str,
    numbers: Mapping[str, int],
) -> Asserts | None:
    counts: tuple[Count, ...] = ()
    if voters.number is not None and not voters.scoped:
        counts = (Count(POSITIONS[side], voters.number.value, voters.number.bound),)
    if voters.nobody:
        counts = (Count(POSITIONS[side], 0),)
    if wording.note == "with" and counts:  # "four joined Russia in voting against it" counts the four alone
        counts, voters = (), replace(voters, number=None, everyone=False, rest=voters.rest or voters.everyone)
    if voters.number is not None and voters.scoped and not codes:
        return None
    if wording.kind == "veto":
        if voters.nobody:
            return Asserts(vetoed=True)
        ordinal = _ORDINALS.search(words)
        value = (_ORDINAL_VALUES.get(ordinal[1].lower()) or int(ordinal[1])) if ordinal else None
        value = None if value == 1 else value  # "its first veto since": an order that a superlative claim tells
        alone = Position.NO if voters.sole else None
        return (
            Asserts(vetoes=codes, vetoed=True, ordinal=value, sole=alone) if 0 < len(codes) <= _MOST_VETOERS else None
        )
    scoped = _SCOPE.search(before + words) or _SCOPE_AFTER.search(words)
    sole = side if (voters.sole or wording.note == "sole") and codes and not scoped else None
    rest = side if voters.rest else None
    if not (codes or counts or rest):
        return None
    return Asserts(
        counts=counts,
        votes=tuple((c, side) for c in codes),
        sole=sole,
        rest=rest,
        times=_times(words, numbers),
        unanimous=voters.everyone and side is Position.YES,
        note="scoped" if (voters.sole or wording.note == "sole") and sole is None and codes else "",
    )


def _times(words: str, numbers: Mapping[str, int]) -> int | None:
    """How often: "twice", "four times", "for the sixth time"."""
    counted = re.search(rf"({_N}) times", words)
    if counted:
        return numbers.get(counted[1])
    ordinal = re.search(r"\bfor the (?:\w+ )?(\w+|\d+(?:st|nd|rd|th)) time", words, re.IGNORECASE)
    if ordinal:
        return next((n.value for n in find_numbers(ordinal[1]) if n.ordinal and n.value > 1), None)
    return times_in(words)


def _kind(asserts: Asserts) -> ClaimKind:
    if asserts.vetoed:
        return ClaimKind.VETO
    if asserts.times is not None:
        return ClaimKind.COUNT_OR_SUPERLATIVE
    if len(asserts.votes) > 1:
        return ClaimKind.MEMBER_LIST
    if asserts.votes:
        return ClaimKind.MEMBER_VOTE
    return ClaimKind.TALLY
