"""Lists that lean on a figure told before: "The six: Armenia, ...", "Canada was one of the nine"."""

import re
from dataclasses import replace

from onrecord.reading.arguments import actor_of, list_after
from onrecord.reading.drafts import Draft
from onrecord.reading.lexicon import phrases
from onrecord.reading.modality import modality_of
from onrecord.reading.numbers import Number
from onrecord.reading.scene import Scene
from onrecord.terms import Asserts, ClaimKind, Count, Position, Side

_PHRASES = phrases("anaphora")
_THE_COUNTED = _PHRASES["the_counted"]
_ARE_THE_COUNTED = _PHRASES["are_the_counted"]
_POSITIONS = {
    Side.YES: Position.YES,
    Side.NO: Position.NO,
    Side.ABSTAIN: Position.ABSTAIN,
    Side.NOT_VOTING: Position.ABSENT,
}


def read_counted_lists(scene: Scene, counts: tuple[Count, ...]) -> list[Draft]:
    """Claims that name the members behind a figure of `counts`, the figures told last; exactly one has to fit."""
    text = scene.masked.text
    found = []
    for pattern in (_THE_COUNTED, _ARE_THE_COUNTED):
        for match in pattern.finditer(text):
            side = _side_of(scene, match, counts)
            if side is None:
                continue
            draft = _draft(scene, match, side, named_after=pattern is _THE_COUNTED)
            if draft is not None:
                found.append(draft)
    return found


def _side_of(scene: Scene, match: re.Match[str], counts: tuple[Count, ...]) -> Side | None:
    value = scene.masked.marks[match["count"]].value
    number = value.value if isinstance(value, Number) else None
    sides = [c.side for c in counts if c.number == number and c.side in _POSITIONS]
    return sides[0] if len(sides) == 1 else None


def _draft(scene: Scene, match: re.Match[str], side: Side, *, named_after: bool) -> Draft | None:
    masked = scene.masked
    if named_after:
        voters = list_after(masked, match.end(), bare=True)
    else:
        voters = actor_of(masked)
        if voters is not None and voters.start > match.start():
            return None
    if voters is None or not voters.codes:
        return None
    start, end = min(voters.start, match.start()), max(match.end(), voters.end)
    position = _POSITIONS[side]
    votes = tuple((code, position) for code in voters.codes)
    kind = ClaimKind.MEMBER_LIST if len(votes) > 1 else ClaimKind.MEMBER_VOTE
    span = masked.origin(start, end)
    return Draft(
        start,
        end,
        match.start(),
        kind,
        Asserts(votes=votes),
        "anaphora.counted",
        modality=modality_of(scene, start, match.start(), span),
        readings=2 if voters.ambiguous else 1,
    )


def remembered(drafts: list[Draft], before: tuple[Count, ...]) -> tuple[Count, ...]:
    """The figures a later list may lean on: those of this sentence, or else those told before."""
    here = tuple(c for d in drafts for c in d.asserts.counts)
    return tuple(dict.fromkeys(replace(c) for c in here)) if here else before
