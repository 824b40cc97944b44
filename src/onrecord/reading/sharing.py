"""Decides which words of a sentence are whose: quotations to attributions, reported clauses to speakers."""

import re

from onrecord.reading.attributions import Attribution
from onrecord.reading.cast import Speaker
from onrecord.reading.tagging import Tagged


def without_carriers(attributions: list[tuple[Attribution, Speaker]]) -> list[tuple[Attribution, Speaker]]:
    """Leaves out the press where someone else in the sentence speaks, and clauses closed off by a later speaker."""
    spoken = [row for row in attributions if row[1].kind != "press"]
    if not spoken:
        return [row for row in attributions if row[0].actor is not None][:1]
    closing = spoken[-1][0]
    if len(spoken) > 1 and closing.comma_before and not closing.bound and not closing.source:
        return [row for row in spoken if row[1] == spoken[-1][1]] or spoken
    return spoken


def owner(carried: list[tuple[Attribution, Speaker]], tagged: Tagged, position: int) -> int:
    """Which attribution the quotation at `position` belongs to: the last one before it, else the first after."""
    owner = 0
    for k, (attribution, _) in enumerate(carried):
        if attribution.start < position:
            owner = k
        elif attribution.inverted and tagged.tags[position + 1 : attribution.start] in ("", ","):
            return k
    return owner


def scare(tagged: Tagged, position: int) -> bool:
    """Whether a quotation is a nickname or a title rather than words said."""
    tags = tagged.tags
    if tags[position - 1 : position] in ("N",) and tags[position + 1 : position + 2] == "N" and position:
        return True
    before = tagged.tokens[position - 1].low if position else ""
    return before in {"entitled", "titled", "named", "so-called", "nicknamed", "dubbed"}


def reports(tagged: Tagged, attribution: Attribution, speaker: Speaker) -> bool:
    """Whether an attribution without quoted words still reports what was said."""
    tags = tagged.tags
    frame = attribution.wording.frame
    if frame == "quote" or (tags[attribution.end - 1 : attribution.end] == "g" and frame != "say"):
        return False
    if speaker.kind == "press" and attribution.source and speaker.role == "press" and attribution.actor:
        return attribution.actor.text[:1].isupper() and len(tags) > attribution.end + 4
    if speaker.kind == "organisation" and frame == "act":
        return False
    rest = tags[attribution.end :].strip(",.;:-")
    trailing = attribution.comma_before and len(rest) <= 12 and attribution.start >= 4
    if frame == "that":
        following = tagged.tokens[attribution.end].low if attribution.end < len(tagged.tokens) else ""
        return following == "that" or trailing
    if trailing or attribution.source:
        return len(tags) >= 5
    return len(re.sub(r"[^A-Za-z]", "", rest)) >= (3 if frame == "say" else 1)


def about(tagged: Tagged, attribution: Attribution) -> str | None:
    """The addressee or subject right after the verb, where it is a plain phrase."""
    if attribution.inverted or attribution.source:
        return None
    tokens = tagged.tokens
    at = attribution.end + (tagged.tags[attribution.end : attribution.end + 1] == "r")
    found = re.compile(r"(?:I)?([DPSMRGNOFBTWx]{1,6}?[SNORFBJx])(?=[VXAIQ,.:rH]|\Z)").match(tagged.tags, at)
    if found is None:
        return None
    start, end = found.span(1)
    return tagged.text(start, end).strip() if tokens[start].tag != "V" else None
