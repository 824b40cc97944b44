"""How firmly a vote is told: asserted, reported, denied, foreseen or imagined; and whether it is negated."""

import re
from functools import cache

from onrecord.reading.lexicon import load_toml
from onrecord.reading.marks import Masked
from onrecord.reading.scene import Scene
from onrecord.terms import Modality, Span

_CLAUSE = re.compile(r"[;:]|\s[—-]{1,2}\s|,?\s\b(?:but|while|whereas|although|though|before|after|when|because|since)\b|\.\s")
_REACH = 70
_NEAR = 34


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    words = load_toml(language, "modality")["modality"]
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in words.items()}


def _lead(masked: Masked, subject: int, trigger: int) -> tuple[str, str]:
    """The words before the subject in the trigger's clause, and those between subject and trigger."""
    start = max(0, subject - _REACH)
    for boundary in _CLAUSE.finditer(masked.text, start, subject):
        start = boundary.end()
    return masked.text[start:subject], masked.text[max(subject, trigger - _REACH) : trigger]


def modality_of(scene: Scene, subject: int, trigger: int, span: Span, language: str = "en") -> Modality:
    """The modality of the vote word at `trigger` whose subject begins at `subject` (masked positions)."""
    words = _patterns(language)
    before, between = _lead(scene.masked, subject, trigger)
    text = scene.masked.text
    between = re.split(r"\b(?:and|but|then)\b|;", between)[-1]
    if words["denied"].search(before) or words["denied"].search(text[max(0, subject - 110) : subject]):
        return Modality.DENIED
    if words["hypothetical"].search(between) or re.search(r"\b(?:if|unless|whether|were|had) (?:the |that )?$|\b(?:if|unless|whether)\b", before, re.IGNORECASE):
        return Modality.HYPOTHETICAL
    if words["future"].search(between) or re.search(r"\b(?:expects?|expected|predicts?|reckons?|forecasts?)\b", before, re.IGNORECASE):
        return Modality.FUTURE
    if "?" in text[trigger : trigger + 80].split(".")[0]:
        return Modality.HYPOTHETICAL
    if re.search(r"\b(?:urg\w+|press\w+|pushed|ask(?:ed|ing)|call(?:ed|ing) on|want(?:s|ed)|persuad\w+|lobb\w+|begged|told)\s*(?:the )?$", before, re.IGNORECASE) and re.match(
        r".?.{0,3}\s*(?:not )?to\b", between
    ):
        return Modality.HYPOTHETICAL
    if any(q.covers(span) for q in scene.quoted):
        return Modality.REPORTED
    if words["reported"].search(before):
        return Modality.REPORTED
    return Modality.ASSERTED


def negated(masked: Masked, subject_end: int, trigger: int, language: str = "en") -> bool:
    """Whether the words between subject and vote word deny it ("did not veto")."""
    if re.search(r"\bneither (?:the )?$", masked.text[: max(0, subject_end)], re.IGNORECASE) or re.search(r"\bneither (?:the )?[\ue000-\ue1ff]\s*$", masked.text[:trigger], re.IGNORECASE):
        return True
    return bool(_patterns(language)["negated"].search(masked.text[max(0, min(subject_end, trigger), trigger - _NEAR) : trigger]))
