"""The page of a dossier: one state's words, votes and deeds, each with its place in the stories at the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.dossier import Act, ClaimOn, Dossier, Due, Signal, SignalKind, VoteCast, Word
from onrecord.report.annotate import shown
from onrecord.report.dossier_words import held, standfirst
from onrecord.report.html import render
from onrecord.report.marks import wrong_spans
from onrecord.report.outcome import Cited, cited, outcome_sentence
from onrecord.report.pages import story_view
from onrecord.report.palette import VERDICTS, VerdictStyle
from onrecord.report.provenance import citation, record_sentence
from onrecord.report.record_json import reasons
from onrecord.report.text import listed, sentence_around
from onrecord.report.timelines import timeline
from onrecord.terms import CheckedClaim, Document, Span, Verdict


def dossier_html(dossier: Dossier) -> str:
    """One self-contained page, readable without scripts and network, on paper and on a phone."""
    claims = [_claim_view(c, dossier.document(c.story)) for c in dossier.claims]
    values: dict[str, object] = {
        "dossier": dossier,
        "heading": dossier_heading(dossier),
        "standfirst": standfirst(dossier),
        "held": held(dossier),
        "contents": [c for c in _CONTENTS if c[0] != "due" or dossier.due],
        "timeline": timeline(dossier),
        "votes": [_vote_view(v) for v in dossier.votes],
        "wrong": [c for c in claims if c.verdict in _WRONG],
        "others_checked": [c for c in claims if c.verdict not in _WRONG],
        "due": [_due_view(d) for d in dossier.due],
        "signals": [_signal_view(s, dossier) for s in dossier.signals if s.kind is not SignalKind.REPORTS],
        "reports": [_signal_view(s, dossier) for s in dossier.signals if s.kind is SignalKind.REPORTS],
        "sources": sources_of(dossier),
        "stories": [story_view(s, f"st{i}-") for i, s in enumerate(dossier.stories, 1)],
        "record_sentence": record_sentence(dossier.record),
    }
    return render("dossier.html", citation(dossier.record), values)


_WRONG = (Verdict.CONTRADICTED.value, Verdict.IMPRECISE.value)
_CONTENTS = (
    ("wrong", "What the stories get wrong"),
    ("votes", "Votes"),
    ("due", "Due after vetoes"),
    ("words", "Words"),
    ("deeds", "Deeds"),
    ("others", "What others said and did"),
    ("claims", "Other claims checked"),
    ("signals", "Where they part"),
    ("reports", "Reports that differ"),
    ("unread", "Not read"),
    ("sources", "Record used"),
    ("stories", "The stories"),
)


def dossier_heading(dossier: Dossier) -> str:
    """The dossier's title: the state, and the topic where one was asked for."""
    on = f" on {shown(dossier.topic)}" if dossier.topic else ""
    return f"{dossier.name}{on}: words, votes, deeds"


@dataclass(frozen=True, slots=True)
class _SignalView:
    signal: Signal
    words: tuple[Word, ...]
    deeds: tuple[Act, ...]
    votes: tuple[VoteCast, ...]
    rest: tuple[str, ...]  # keys of entries that are not shown beside it


_BESIDE = 4  # entries of one kind shown under a signal


def _signal_view(signal: Signal, dossier: Dossier) -> _SignalView:
    words = [w for w in dossier.words if w.key in signal.keys]
    deeds = [d for d in dossier.deeds if d.key in signal.keys]
    votes = [v for v in dossier.votes if v.key in signal.keys]
    shown_keys = {e.key for entries in (words, deeds, votes) for e in entries[:_BESIDE]}
    rest = tuple(k for k in signal.keys if k not in shown_keys)
    return _SignalView(signal, tuple(words[:_BESIDE]), tuple(deeds[:_BESIDE]), tuple(votes[:_BESIDE]), rest)


@dataclass(frozen=True, slots=True)
class _VoteView:
    cast: VoteCast
    outcome: str
    reason: str


def _vote_view(vote: VoteCast) -> _VoteView:
    grounds = reasons(vote.rollcall)
    return _VoteView(
        vote, outcome_sentence(vote.rollcall).split(",")[0].rstrip(".") + ".", grounds[0] if grounds else ""
    )


@dataclass(frozen=True, slots=True)
class _ClaimView:
    key: str
    anchor: str
    target: str
    story: int
    style: VerdictStyle
    verdict: str
    checked: CheckedClaim
    sentence: tuple[tuple[str, bool], ...]


def _claim_view(claim: ClaimOn, document: Document) -> _ClaimView:
    identifier, verdict = claim.checked.claim.id, claim.checked.finding.verdict
    return _ClaimView(
        key=claim.key,
        anchor=f"claim-{claim.story}-{identifier}",
        target=f"st{claim.story}-{identifier}",
        story=claim.story,
        style=VERDICTS[verdict],
        verdict=verdict.value,
        checked=claim.checked,
        sentence=marked_runs(document, claim.checked),
    )


_LONGEST = 420


def marked_runs(document: Document, checked: CheckedClaim) -> tuple[tuple[str, bool], ...]:
    """The claim's sentence as runs of text, each with whether it carries the error."""
    where = sentence_around(document, checked.claim.span)
    if where.end - where.start > _LONGEST:
        where = checked.claim.span
    wrong = [s for s in wrong_spans(checked) if where.covers(s)]
    cuts = sorted({where.start, where.end, *(e for s in wrong for e in (s.start, s.end))})
    runs = [Span(a, b) for a, b in pairwise(cuts)]
    return tuple((shown(run.of(document.body)), any(w.covers(run) for w in wrong)) for run in runs)


@dataclass(frozen=True, slots=True)
class _DueView:
    due: Due
    by: str
    status: str


def _due_view(due: Due) -> _DueView:
    from onrecord.states import state_name

    status = {"nobody_obliged": "Nobody obliged: before A/RES/76/262"}.get(due.status.value, due.status.value)
    return _DueView(due, listed([state_name(s) for s in due.veto.vetoed_by]), status[:1].upper() + status[1:])


def sources_of(dossier: Dossier) -> list[Cited]:
    """Every document the dossier's votes, answers and due dates rest on, once, in order of first use."""
    votes = [s for v in dossier.votes for s in v.rollcall.sources]
    answers = [e.source for c in dossier.claims for e in c.checked.finding.evidence]
    return [cited(s) for s in _unique([*votes, *answers, *(d.source for d in dossier.due)])]


def _unique(items: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for i in items if i))
