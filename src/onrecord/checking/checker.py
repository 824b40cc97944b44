"""A reading held against the record: each claim by itself, with what the rest of the story lends it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from onrecord.checking.cases import Case
from onrecord.checking.combine import answer
from onrecord.checking.consistency import conflict
from onrecord.checking.counting import answer_count, counts_votes
from onrecord.checking.index import index_of
from onrecord.checking.judge import not_council_member
from onrecord.checking.link import link
from onrecord.checking.ports import RecordView
from onrecord.checking.rules import answer_rule, of_the_text_cited
from onrecord.checking.storyview import StoryView
from onrecord.terms import (
    Asserts,
    Body,
    CheckedClaim,
    CheckedStory,
    Claim,
    ClaimKind,
    CueBasis,
    Finding,
    Reading,
    Reason,
    RollCall,
    Verdict,
)

_STANDS_OUT = 0.6  # more likely than all others together, with room


def check(reading: Reading, record: RecordView) -> CheckedStory:
    """Every claim of the reading with its finding, in the order of the text."""
    view = StoryView(reading, index_of(record))
    claims = tuple(CheckedClaim(c, _check(c, view)) for c in reading.claims)
    return CheckedStory(reading, claims, record.stamp)


def _check(claim: Claim, view: StoryView) -> Finding:
    if not claim.modality.checkable:
        why = f"The text does not assert it: {claim.modality.value}."
        return Finding(Verdict.NOT_CHECKABLE, Reason.NOT_ASSERTED, why)
    if claim.cues.other_body:
        why = f"Votes of {claim.cues.other_body} are not kept in this record."
        return Finding(Verdict.NOT_IN_RECORD, Reason.BODY_NOT_KEPT, why)
    case = view.case(claim, _with_told_place(claim))
    roll, words = _linked(case)
    finding = answer_rule(claim, roll, view.published)
    if finding is not None:
        return of_the_text_cited(finding, case.index)
    if counts_votes(claim.asserts):
        return _counted(case, roll, words)
    if claim.asserts.not_members and roll is None:
        return _not_members(claim, view.published)
    if _says_nothing(claim.asserts):
        why = "The claim says nothing a record of votes could answer."
        return Finding(Verdict.NOT_CHECKABLE, Reason.NOT_A_RECORD_QUESTION, why)
    return _with_conflict(claim, answer(case), view.of_passage(claim))


def _with_told_place(claim: Claim) -> Asserts:
    """An outcome told with its body and day in its own sentence asserts them too: "the Council on Friday adopted"."""
    a, cues = claim.asserts, claim.cues
    if claim.kind is not ClaimKind.OUTCOME or a.outcome is None:
        return a
    body = cues.body if a.body is None and cues.body_basis is CueBasis.EXPLICIT else a.body
    written = cues.on is not None and cues.on_basis is CueBasis.EXPLICIT and cues.on.exact is not None
    on = cues.on if a.on is None and written and cues.on is not None and cues.on.resolved_by == "text" else a.on
    return replace(a, body=body, on=on)


def _linked(case: Case) -> tuple[RollCall | None, frozenset[str]]:
    """The vote a passage means where one stands out, and the words that name its matter."""
    query = case.query()
    found = link(query, case.index)
    sure = found and found[0].share >= _STANDS_OUT
    return (case.index.rolls[found[0].place] if sure else None), query.words


def _counted(case: Case, roll: RollCall | None, words: frozenset[str]) -> Finding:
    """A claim that counts; what it also says of the one vote is checked first, since that alone may be wrong."""
    a = case.asserts
    counted = answer_count(case.claim, roll, words, case.published or case.anchor, case.index)
    if counted.verdict is Verdict.CONTRADICTED and case.grounds.none:
        why = f"{counted.explanation} But too little in the sentence says which vote ends the count."
        counted = Finding(Verdict.NOT_CHECKABLE, Reason.TOO_FEW_CUES, why, counted.evidence, counted.event)
    plain = replace(a, times=None, ordinal=None, first_since="")
    if a.times is not None or _says_nothing(plain):
        return counted
    single = answer(replace(case, asserts=plain))
    return single if single.verdict is Verdict.CONTRADICTED else counted


def _says_nothing(a: Asserts) -> bool:
    return a == Asserts(note=a.note, rule=a.rule, binding=a.binding)


def _not_members(claim: Claim, published: date | None) -> Finding:
    """Seats in the Council without a vote: on the day said, else on that of the story."""
    on = claim.cues.on
    day = (on.exact or on.first) if on is not None else published
    body = claim.asserts.body or claim.cues.body or Body.UNSC
    if day is None or body is not Body.UNSC:
        return Finding(Verdict.NOT_CHECKABLE, Reason.TOO_FEW_CUES, "Of which body and day the text speaks is not said.")
    codes = claim.asserts.not_members
    slots = [not_council_member(code, day) for code in codes]
    wrong = [s for s in slots if s.verdict is Verdict.CONTRADICTED]
    chosen = (wrong or slots)[0]
    told = claim.cues.on_basis is CueBasis.EXPLICIT
    later = [] if told or published is None else [not_council_member(code, published) for code in codes]
    unsure = any(s.verdict is not Verdict.CONTRADICTED for s in later)  # the day carried over may be another vote's
    if wrong and (claim.readings != 1 or claim.negated or unsure):
        return Finding(Verdict.AMBIGUOUS, Reason.SEVERAL_READINGS, chosen.sentence, chosen.evidence)
    return Finding(chosen.verdict, chosen.reason, chosen.sentence, tuple(e for s in slots for e in s.evidence))


def _with_conflict(claim: Claim, finding: Finding, claims: Sequence[Claim]) -> Finding:
    """A story at odds with itself is named: as the reason where the record is silent, in passing where it is not."""
    if finding.verdict not in (Verdict.CONTRADICTED, Verdict.NOT_IN_RECORD):
        return finding
    said = conflict(claim, claims)
    if not said:
        return finding
    if finding.verdict is Verdict.CONTRADICTED:
        return replace(finding, explanation=f"{finding.explanation} {said}")
    return replace(finding, verdict=Verdict.NOT_CHECKABLE, reason=Reason.INCONSISTENT_STORY, explanation=said)
