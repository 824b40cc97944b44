"""A reading held against the record: each claim by itself, with what the rest of the story lends it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from onrecord.checking.cases import Case
from onrecord.checking.combine import answer
from onrecord.checking.consistency import conflict
from onrecord.checking.counting import answer_count, counts_votes
from onrecord.checking.index import RecordIndex, index_of
from onrecord.checking.judge import not_council_member
from onrecord.checking.link import Scored, link
from onrecord.checking.ports import RecordView
from onrecord.checking.query import LinkQuery, build_query, peers_of
from onrecord.checking.rules import answer_rule
from onrecord.checking.weights import weights
from onrecord.states import find_states
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

_FIRM_STRENGTH = 2


def check(reading: Reading, record: RecordView) -> CheckedStory:
    """Every claim of the reading with its finding, in the order of the text."""
    index = index_of(record)
    dates = _frame_dates(reading, index)
    claims = tuple(CheckedClaim(c, _check(c, reading, index, dates)) for c in reading.claims)
    return CheckedStory(reading, claims, record.stamp)


def _check(claim: Claim, reading: Reading, index: RecordIndex, dates: Mapping[int, date]) -> Finding:
    if not claim.modality.checkable:
        why = f"The text does not assert it: {claim.modality.value}."
        return Finding(Verdict.NOT_CHECKABLE, Reason.NOT_ASSERTED, why)
    if claim.cues.other_body:
        why = f"Votes of {claim.cues.other_body} are not kept in this record."
        return Finding(Verdict.NOT_IN_RECORD, Reason.BODY_NOT_KEPT, why)
    claim = _with_told_place(claim)
    published = reading.document.published
    anchor = _anchor(claim, dates) if published is None else None
    peers = peers_of(claim, reading.claims)
    linked = _linked(build_query(claim, peers, published=published, anchor=anchor), index)
    finding = answer_rule(claim, linked[0], published)
    if finding is not None:
        return finding
    if counts_votes(claim.asserts):
        return _counted(claim, linked, published or anchor, index, peers)
    if claim.asserts.not_members and not linked[0]:
        return _not_members(claim, published)
    if _says_nothing(claim.asserts):
        return Finding(
            Verdict.NOT_CHECKABLE,
            Reason.NOT_A_RECORD_QUESTION,
            "The claim says nothing a record of votes could answer.",
        )
    mentioned = frozenset(code for m in find_states(claim.quote, published) for code in m.codes)
    finding = answer(
        Case(claim, index, peers, published, anchor, mentioned, _sentence(claim, reading), _named_by(peers))
    )
    return _with_conflict(claim, finding, reading.claims)


def _with_told_place(claim: Claim) -> Claim:
    """An outcome told with its body and day in its own sentence asserts them too: "the Council on Friday adopted"."""
    a, cues = claim.asserts, claim.cues
    if claim.kind is not ClaimKind.OUTCOME or a.outcome is None:
        return claim
    body = cues.body if a.body is None and cues.body_basis is CueBasis.EXPLICIT else a.body
    written = cues.on is not None and cues.on_basis is CueBasis.EXPLICIT and cues.on.exact is not None
    on = cues.on if a.on is None and written and cues.on is not None and cues.on.resolved_by == "text" else a.on
    return replace(claim, asserts=replace(a, body=body, on=on))


def _linked(query: LinkQuery, index: RecordIndex) -> tuple[RollCall | None, frozenset[str]]:
    """The vote a passage means where one stands out, and the words that name its matter."""
    found = link(query, index)
    sure = found and found[0].share >= 0.6
    return (index.rolls[found[0].place] if sure else None), query.words


def _counted(
    claim: Claim,
    linked: tuple[RollCall | None, frozenset[str]],
    until: date | None,
    index: RecordIndex,
    peers: tuple[Asserts, ...],
) -> Finding:
    """A claim that counts; what it also says of the one vote is checked first, since that alone may be wrong."""
    a = claim.asserts
    counted = answer_count(claim, linked[0], linked[1], until, index)
    plain = replace(a, times=None, ordinal=None, first_since="")
    if a.times is not None or _says_nothing(plain):
        return counted
    single = answer(Case(replace(claim, asserts=plain), index, peers, until, None, elsewhere=_named_by(peers)))
    if single.verdict is Verdict.CONTRADICTED or counted.verdict.decisive:
        return single if single.verdict is Verdict.CONTRADICTED else counted
    return counted


def _sentence(claim: Claim, reading: Reading) -> str:
    spans = [s for s in reading.document.sentences if s.overlaps(claim.span)]
    return " ".join(s.of(reading.document.body) for s in spans) or claim.quote


def _named_by(peers: Sequence[Asserts]) -> frozenset[str]:
    return frozenset(code for a in peers for code in (*a.vetoes, *(c for c, _ in a.votes)))


def _says_nothing(a: Asserts) -> bool:
    return a == Asserts(note=a.note, rule=a.rule, binding=a.binding)


def _not_members(claim: Claim, published: date | None) -> Finding:
    """Seats in the Council without a vote: on the day said, else on that of the story."""
    on = claim.cues.on
    day = (on.exact or on.first) if on is not None else published
    body = claim.asserts.body or claim.cues.body or Body.UNSC
    if day is None or body is not Body.UNSC:
        return Finding(Verdict.NOT_CHECKABLE, Reason.TOO_FEW_CUES, "Of which body and day the text speaks is not said.")
    slots = [not_council_member(code, day) for code in claim.asserts.not_members]
    wrong = [s for s in slots if s.verdict is Verdict.CONTRADICTED]
    chosen = (wrong or slots)[0]
    if wrong and (claim.readings != 1 or claim.negated):
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


def _frame_dates(reading: Reading, index: RecordIndex) -> dict[int, date]:
    """Days of the passages whose vote is firmly identified, for a story that bears no date."""
    if reading.document.published is not None:
        return {}
    out: dict[int, date] = {}
    for frame in dict.fromkeys(c.frame for c in reading.claims if c.frame is not None):
        claims = [c for c in reading.claims if c.frame == frame and c.modality.checkable and not c.cues.other_body]
        lead = next((c for c in claims if c.kind not in (ClaimKind.PROCEDURE, ClaimKind.OBLIGATION)), None)
        if lead is None:
            continue
        found = link(build_query(lead, peers_of(lead, reading.claims), published=None), index)
        if found and _firm(found[0]):
            out[frame] = index.rolls[found[0].place].date
    return out


def _firm(best: Scored) -> bool:
    return (
        best.share >= weights().bar["firm_frame"]
        and best.strength >= _FIRM_STRENGTH
        and bool({"date", "symbol", "tally"} & set(best.cues))
    )


def _anchor(claim: Claim, dates: Mapping[int, date]) -> date | None:
    """The latest firmly known day among the other passages: stories tell the newest vote and its forerunners."""
    others = [day for frame, day in dates.items() if frame != claim.frame]
    return max(others, default=None)
