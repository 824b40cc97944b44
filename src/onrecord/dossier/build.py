"""Checked stories and the record made into one state's dossier, the same for the same input to the byte."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from onrecord.dossier.days import StoryDays, story_days
from onrecord.dossier.model import (
    Act,
    ClaimOn,
    Dated,
    DayBasis,
    Dossier,
    Due,
    DueStatus,
    NotRead,
    RecordLike,
    VoteCast,
    Word,
)
from onrecord.dossier.naming import about, speaks_for
from onrecord.dossier.signals import find_signals
from onrecord.terms import (
    Body,
    CheckedClaim,
    CheckedStory,
    Deed,
    Document,
    Outcome,
    RollCall,
    Statement,
    UsageError,
    Verdict,
)

DUTY_SOURCE = "A/RES/76/262"

_GRAVEST_FIRST = {
    Verdict.CONTRADICTED: 0,
    Verdict.IMPRECISE: 1,
    Verdict.AMBIGUOUS: 2,
    Verdict.SUPPORTED: 3,
    Verdict.NOT_IN_RECORD: 4,
    Verdict.NOT_CHECKABLE: 5,
}


def build_dossier(
    stories: Sequence[CheckedStory],
    record: RecordLike,
    state: str,
    topic: str | None = None,
    today: date | None = None,
) -> Dossier:
    """One state's words, votes and deeds in `stories`, set side by side and held against `record`.

    `state` is an ISO 3166-1 alpha-3 code. With `topic`, the state's other votes on it are added. `today` decides
    between pending and overdue; without it a debate not held is "unknown". Raises UsageError without stories.
    """
    if not stories:
        raise UsageError("A dossier needs at least one story; none was given. Try: onrecord dossier STORY.txt --of CHN")
    from onrecord.states import state_name

    votes = _votes(stories, record, state, topic)
    days = {v.rollcall.id: v.rollcall.date for v in votes} | _event_days(stories, record)
    dating = story_days(stories, record)
    words = _words(dating, stories, days, lambda s, _: speaks_for(s, state), "w")
    deeds = _deeds(dating, stories, lambda d: d.actor == state, "d")
    claims = _claims(stories, state, {v.rollcall.id for v in votes})
    dossier = Dossier(
        state=state,
        name=state_name(state),
        topic=topic,
        today=today,
        stories=tuple(stories),
        words=words,
        votes=votes,
        deeds=deeds,
        others_words=_words(dating, stories, days, lambda s, d: not speaks_for(s, state) and about(s, state, d), "o"),
        others_deeds=_deeds(dating, stories, lambda d: d.actor != state and d.recipient == state, "t"),
        claims=claims,
        due=_due(votes, record, today),
        signals=(),
        unread=tuple(NotRead(i, u) for i, s in enumerate(stories, 1) for u in s.reading.unread),
        record=record.stamp,
    )
    return replace(dossier, signals=find_signals(dossier))


T = TypeVar("T", Word, Act, VoteCast)


def _keyed(entries: Iterable[T], letter: str) -> tuple[T, ...]:
    return tuple(replace(entry, key=f"{letter}{i}") for i, entry in enumerate(entries, 1))


def _by_day(entry: Word | Act) -> tuple[bool, date, bool, int, int]:
    start = entry.statement.span.start if isinstance(entry, Word) else entry.deed.span.start
    day, after = entry.dated.day, entry.dated.basis is DayBasis.AFTER
    return (day is None, day or date.max, after, entry.story, start)


def _words(
    dating: Sequence[StoryDays],
    stories: Sequence[CheckedStory],
    days: dict[str, date],
    wanted: Callable[[Statement, Document], bool],
    letter: str,
) -> tuple[Word, ...]:
    found = [
        Word("", i, statement, _day_of_word(statement, dating[i - 1], days))
        for i, story in enumerate(stories, 1)
        for statement in story.reading.statements
        if wanted(statement, story.reading.document)
    ]
    return _keyed(sorted(found, key=_by_day), letter)


def _day_of_word(statement: Statement, dating: StoryDays, days: dict[str, date]) -> Dated:
    if statement.event and statement.event in days:
        return Dated(days[statement.event], DayBasis.VOTE)
    return dating.of(statement.span, statement.verb, statement.quote_text if statement.direct else "")


def _deeds(
    dating: Sequence[StoryDays], stories: Sequence[CheckedStory], wanted: Callable[[Deed], bool], letter: str
) -> tuple[Act, ...]:
    found = [
        Act("", i, deed, dating[i - 1].of(deed.span, told=deed.date))
        for i, story in enumerate(stories, 1)
        for deed in story.reading.deeds
        if wanted(deed)
    ]
    return _keyed(sorted(found, key=_by_day), letter)


def _event_days(stories: Sequence[CheckedStory], record: RecordLike) -> dict[str, date]:
    events = {s.event for story in stories for s in story.reading.statements if s.event}
    found = {event: record.by_id(event) for event in sorted(events)}
    return {event: rollcall.date for event, rollcall in found.items() if rollcall}


def _votes(stories: Sequence[CheckedStory], record: RecordLike, state: str, topic: str | None) -> tuple[VoteCast, ...]:
    told: dict[str, list[int]] = {}
    for i, story in enumerate(stories, 1):
        for event in _events_of(story):
            told.setdefault(event, []).append(i)
    rollcalls = {event: record.by_id(event) for event in told}
    rollcalls |= {r.id: r for r in record.votes(state=state, topic=topic)} if topic else {}
    cast = [
        VoteCast("", rollcall, rollcall.positions[state], tuple(told.get(event, ())))
        for event, rollcall in rollcalls.items()
        if rollcall is not None and state in rollcall.positions
    ]
    return _keyed(sorted(cast, key=_vote_order), "v")


def _vote_order(vote: VoteCast) -> tuple[date, str, str, int]:
    return (vote.rollcall.date, vote.rollcall.body.value, vote.rollcall.symbol, vote.rollcall.order)


def _events_of(story: CheckedStory) -> tuple[str, ...]:
    events = [c.finding.event for c in story.claims] + [s.event for s in story.reading.statements]
    return tuple(dict.fromkeys(e for e in events if e))


def _claims(stories: Sequence[CheckedStory], state: str, votes: set[str]) -> tuple[ClaimOn, ...]:
    found = [
        ClaimOn(f"{i}.{checked.claim.id}", i, checked, names_state(checked, state))
        for i, story in enumerate(stories, 1)
        for checked in story.claims
        if names_state(checked, state) or checked.finding.event in votes
    ]
    return tuple(sorted(found, key=_claim_order))


def _claim_order(claim: ClaimOn) -> tuple[int, bool, int, int]:
    return (
        _GRAVEST_FIRST[claim.checked.finding.verdict],
        not claim.of_state,
        claim.story,
        claim.checked.claim.span.start,
    )


def names_state(checked: CheckedClaim, state: str) -> bool:
    """Whether a claim says something of `state` itself, or its answer rests on the state's own cell."""
    asserts = checked.claim.asserts
    said = {code for code, _ in asserts.votes} | {*asserts.vetoes, *asserts.not_vetoes, *asserts.sponsors}
    return state in said | {*asserts.not_members} or any(e.state == state for e in checked.finding.evidence)


def _due(votes: Sequence[VoteCast], record: RecordLike, today: date | None) -> tuple[Due, ...]:
    vetoes = [v for v in votes if v.rollcall.outcome is Outcome.VETOED]
    return tuple(_due_after(v.key, v.rollcall, record, today) for v in vetoes)


def _due_after(key: str, veto: RollCall, record: RecordLike, today: date | None) -> Due:
    from onrecord.procedure import debate_due, debate_status, owes_debate

    debate = record.debates().get(veto.id)
    held = debate.held_on if debate else None
    source = debate.source if debate and debate.source else DUTY_SOURCE
    if not owes_debate(veto.date):
        return Due(key, veto, None, held, DueStatus.NOBODY_OBLIGED, DUTY_SOURCE)
    due_by = debate_due(veto.date)
    if today is None and held is None and not (debate and debate.exempt):
        return Due(key, veto, due_by, None, DueStatus.UNKNOWN, source)
    known = max((c.last for c in record.coverage(Body.UNGA, "debate")), default=None)
    exempt = bool(debate and debate.exempt)
    status = debate_status(veto.date, held, exempt, today or held or due_by, known_through=known)
    known_held = held if held and (today is None or held <= today) else None
    return Due(key, veto, due_by, known_held, DueStatus(str(status)), source)
