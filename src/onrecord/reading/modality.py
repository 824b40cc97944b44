"""How firmly a vote is told: asserted, reported, denied, foreseen or imagined; and whether it is negated."""

import re
from functools import cache

from onrecord.reading.lexicon import load_toml, phrases
from onrecord.reading.marks import SIGNS, Masked
from onrecord.reading.scene import Scene
from onrecord.terms import Modality, Span

_PHRASES = phrases("modality")
_CLAUSE = _PHRASES["clause"]
_REACH = 70
_NEAR = 34
_SENTENCE = 80
_TO = 3


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    words = load_toml(language, "modality")["modality"]
    return {name: re.compile(pattern.replace("{S}", SIGNS["S"]), re.IGNORECASE) for name, pattern in words.items()}


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
    between = words["coordination"].split(words["relative_clause"].sub(",", between))[-1]
    if words["denied"].search(before) or words["denied"].search(text[max(0, subject - 110) : subject]):
        return Modality.DENIED
    if words["hypothetical"].search(between) or words["conditional_before"].search(before):
        return Modality.HYPOTHETICAL
    if words["future"].search(between) or words["forecast_before"].search(before):
        return Modality.FUTURE
    asked = "?" in text[trigger : trigger + _SENTENCE].split(".")[0]
    if asked or (words["urged_before"].search(before) and words["infinitive"].match(text[subject : trigger + _TO])):
        return Modality.HYPOTHETICAL
    if any(q.covers(span) for q in scene.quoted):
        return Modality.REPORTED
    if words["reported"].search(before):
        return Modality.REPORTED
    return Modality.ASSERTED


def negated(masked: Masked, subject_end: int, trigger: int, language: str = "en") -> bool:
    """Whether the words between subject and vote word deny it ("did not veto")."""
    words = _patterns(language)
    text = masked.text
    if words["neither_before"].search(text[: max(0, subject_end)]) or words["neither_list"].search(text[:trigger]):
        return True
    return bool(words["negated"].search(text[max(0, min(subject_end, trigger), trigger - _NEAR) : trigger]))
