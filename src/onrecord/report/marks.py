"""Where in a claim's own words the error sits, so that a reader sees the wrong word and not a red paragraph."""

import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files

from onrecord.report.text import merged
from onrecord.terms import CheckedClaim, Evidence, Position, Reason, Span, Verdict

_DIGITS = re.compile(r"\d+")
_MARKED = frozenset((Verdict.CONTRADICTED, Verdict.IMPRECISE))
_NUMERIC = frozenset((Reason.WRONG_TALLY, Reason.WRONG_COUNT, Reason.ROUNDED, Reason.INCONSISTENT_STORY))


def wrong_spans(checked: CheckedClaim) -> tuple[Span, ...]:
    """Spans of the story's text that carry the error of a wrong or loose claim, merged, in text order.

    Empty for claims that are right or undecided. Where no single word can be named the whole quote is marked:
    a mark in the wrong place would mislead, a mark that is too long does not.
    """
    if checked.finding.verdict is Verdict.AMBIGUOUS:
        return (checked.claim.span,)  # no word is wrong; which vote the whole of it means is open
    if checked.finding.verdict not in _MARKED:
        return ()
    quote = checked.claim.quote
    found = [span for evidence in checked.finding.evidence for span in _from_evidence(quote, checked, evidence)]
    found = found or _from_reason(quote, checked)
    found = found or _from_words(quote, (*checked.claim.loose, *checked.claim.triggers))
    start = checked.claim.span.start
    return tuple(s.shift(start) for s in merged(found)) or (checked.claim.span,)


def _from_evidence(quote: str, checked: CheckedClaim, evidence: Evidence) -> list[Span]:
    if not differs(evidence):
        return []
    reason = checked.finding.reason
    numbers = _numbers_in(quote, _differing_numbers(evidence)) if reason in _NUMERIC else []
    if numbers:
        return numbers
    if reason in (Reason.WRONG_POSITION, Reason.NOT_SOLE, Reason.NOT_A_MEMBER):
        return _voter_or_vote(quote, checked, evidence)
    return _literal(quote, evidence.stated)


def differs(evidence: Evidence) -> bool:
    """Whether the story gave another value for this cell than the record has."""
    return bool(evidence.stated) and evidence.stated.casefold().strip() != evidence.recorded.casefold().strip()


def _differing_numbers(evidence: Evidence) -> list[int]:
    stated = Counter(_DIGITS.findall(evidence.stated))
    wrong = stated - Counter(_DIGITS.findall(evidence.recorded))
    return [int(n) for n in (wrong or stated)]


def _voter_or_vote(quote: str, checked: CheckedClaim, evidence: Evidence) -> list[Span]:
    """The wrong member where the claim lists several under one verb, else the words that say how it voted."""
    reason = checked.finding.reason
    if reason is Reason.NOT_SOLE:
        return _reason_words(quote, reason)
    voters = _states_in(quote, tuple(s for s in (evidence.state, *evidence.states) if s))
    if reason is Reason.NOT_A_MEMBER or (voters and len(checked.claim.asserts.votes) > 1):
        return voters
    return _position_words(quote, evidence.stated) or _reason_words(quote, reason) or voters


def _states_in(quote: str, codes: tuple[str, ...]) -> list[Span]:
    from onrecord.states import find_states

    wanted = set(codes)
    return [m.span for m in find_states(quote) if wanted & set(m.codes) and len(m.codes) == 1]


def _position_words(quote: str, stated: str) -> list[Span]:
    for position in Position:
        if re.search(rf"\b{position.value}\b", stated, re.IGNORECASE):
            return _first_group(quote, _wording().get(("positions", position.value), ()))
    return _literal(quote, stated)


def _from_reason(quote: str, checked: CheckedClaim) -> list[Span]:
    reason = checked.finding.reason
    if reason in _NUMERIC:
        numbers = _numbers_in(quote, [c.number for c in checked.claim.asserts.counts])
        if len(numbers) == 1:
            return numbers
    if reason is Reason.NOT_A_MEMBER:
        return _states_in(quote, checked.claim.asserts.not_members)
    return _reason_words(quote, reason)


def _reason_words(quote: str, reason: Reason) -> list[Span]:
    return _first_group(quote, _wording().get(("reasons", reason.value), ()))


def _first_group(quote: str, patterns: tuple[re.Pattern[str], ...]) -> list[Span]:
    for pattern in patterns:
        spans = [Span(*m.span()) for m in pattern.finditer(quote)]
        if spans:
            return spans[:3]
    return []


def _from_words(quote: str, words: tuple[str, ...]) -> list[Span]:
    return [span for word in words for span in _literal(quote, word)]


def _literal(quote: str, words: str) -> list[Span]:
    if not words.strip():
        return []
    pattern = r"(?<!\w)" + r"\s+".join(re.escape(w) for w in words.split()) + r"(?!\w)"
    return [Span(*m.span()) for m in re.finditer(pattern, quote, re.IGNORECASE)]


def _numbers_in(quote: str, numbers: list[int]) -> list[Span]:
    spans: list[Span] = []
    for number in numbers:
        found = [Span(*m.span()) for m in re.finditer(rf"(?<![\d.,/]){number}(?![\d/])", quote)]
        spans += found or [Span(*m.span()) for m in _number_words(number).finditer(quote)]
    return spans


@cache
def _number_words(number: int) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_spellings(number))})\b", re.IGNORECASE)


_ONES: tuple[str, ...] = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _spellings(number: int) -> list[str]:
    if number < 20:
        return [_ONES[number], *{0: ["no", "none"], 1: ["a", "single"], 12: ["(?:a )?dozen"]}.get(number, [])]
    if number < 100:
        ones = number % 10
        return [_TENS[number // 10] + (rf"[-\s‐‑–]?{_ONES[ones]}" if ones else "")]
    if number < 1000:
        rest = number % 100
        tail = rf"(?:[-\s]+and)?[-\s]+(?:{'|'.join(_spellings(rest))})" if rest else ""
        return [rf"(?:a|{_ONES[number // 100]})[-\s]+hundred{tail}"]
    return [str(number)]


@cache
def _wording() -> dict[tuple[str, str], tuple[re.Pattern[str], ...]]:
    table = tomllib.loads(files("onrecord.report").joinpath("marks.toml").read_text(encoding="utf8"))
    return {
        (section, name): tuple(re.compile(p, re.IGNORECASE) for p in patterns)
        for section, entries in table.items()
        for name, patterns in entries.items()
    }
