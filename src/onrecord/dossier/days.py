"""The day of each word and deed: as told, as the story appeared, or inferred from the last vote its story tells of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.dossier.model import Dated, DayBasis, RecordLike
from onrecord.reading.dates import DateMention, find_dates
from onrecord.terms import CheckedClaim, CheckedStory, ClaimKind, CueBasis, Document, PublishedBasis, Span

_NEAR = 45  # characters between a verb of speech and the day it was said
_LEAD = 8  # characters a sentence may begin with before its first words of time: "Only last month, ..."
_TOLD = frozenset(("iso", "month_day", "day_month", "worded_day", "weekday_day", "relative", "weekday"))
_EARLIER = frozenset(("last", "earlier", "next_day", "prior", "following", "month_year", "in_month", "year"))
_VAGUE = re.compile(
    r"\b(?:an?|a few|several|some|many|two|three|four|five)\s+(?:days?|weeks?|months?|years?)"
    r"\s+(?:before|earlier|ago|later)\b"
    r"|\b(?:last|previous|past)\s+(?:week|month|year|decade|spring|summer|autumn|fall|winter)\b",
    re.IGNORECASE,
)
_RULES = frozenset((ClaimKind.PROCEDURE, ClaimKind.OBLIGATION))


@dataclass(frozen=True, slots=True)
class StoryDays:
    """What dates the entries of one story."""

    document: Document
    last_vote: date | None  # of the votes its claims firmly link to
    by_weekday: frozenset[date]  # days of votes the story names by the day of the week alone

    def of(self, span: Span, verb: str = "", quoted: str = "", told: date | None = None) -> Dated:
        """The day of an entry over `span`, said with `verb`; `quoted` are words in which a day is not the entry's.

        `told` is the day the reader found, which stands. Without any, the day the story appeared; for a story
        without a date the last vote it tells of, as inferred. Words that point to an earlier time get no day.
        """
        if told is not None:
            return Dated(told, DayBasis.TEXT)
        mention, words = self._mention(span, verb, quoted)
        if mention is not None and mention.kind in _TOLD:
            placed = self._placed(mention, words)
            if placed is not None:
                return placed
        elif words:
            return Dated(None, DayBasis.UNKNOWN, words)
        return self._of_story(words)

    def _of_story(self, words: str) -> Dated:
        published = self.document.published
        if published is not None:
            inferred = self.document.published_basis is PublishedBasis.INFERRED
            return Dated(published, DayBasis.APPEARED if inferred else DayBasis.PUBLISHED, words)
        if self.last_vote is not None:
            return Dated(self.last_vote, DayBasis.AFTER, words)
        return Dated(None, DayBasis.UNKNOWN, words)

    def _mention(self, span: Span, verb: str, quoted: str) -> tuple[DateMention | None, str]:
        """The one expression of time that goes with the verb or opens the sentence, and its words."""
        whole = span
        for sentence in self.document.sentences:
            whole = whole.join(sentence) if sentence.overlaps(span) else whole
        text = _outside(whole.of(self.document.body), quoted)
        said = text.find(verb, span.start - whole.start) if verb else -1
        vague = [m for m in _VAGUE.finditer(text) if _belongs(Span(*m.span()), said, text)]
        if vague:
            return None, vague[0].group()
        here = [m for m in find_dates(text, self.document.published) if not m.since and m.kind in _TOLD | _EARLIER]
        near = [m for m in here if _belongs(m.span, said, text)]
        return (near[0], near[0].text) if len(near) == 1 else (None, "")

    def _placed(self, mention: DateMention, words: str) -> Dated | None:
        hint = mention.hint
        if self.document.published is not None:
            day = hint.last if mention.kind == "weekday" else hint.exact
            inferred = self.document.published_basis is PublishedBasis.INFERRED and hint.resolved_by != "text"
            return Dated(day, DayBasis.APPEARED if inferred else DayBasis.TEXT, words) if day else None
        if hint.exact is not None:
            return Dated(hint.exact, DayBasis.TEXT, words)
        if self.last_vote is None:
            return None
        if hint.month and hint.day:
            day = _nearest_year(hint.month, hint.day, self.last_vote)
            return Dated(day, DayBasis.RECKONED, words) if day else None
        same = [d for d in sorted(self.by_weekday) if d.weekday() == hint.weekday]
        return Dated(same[0], DayBasis.RECKONED, words) if len(same) == 1 else None


def _outside(text: str, quoted: str) -> str:
    """`text` with the quoted words blanked: a day inside a quotation is the speaker's, not the story's."""
    for part in quoted.split(" [...] "):
        if part and part != text:
            text = text.replace(part, " " * len(part))
    return text


def _belongs(mention: Span, verb: int, text: str) -> bool:
    if len(text[: mention.start].strip()) <= _LEAD:
        return True
    if verb < 0:
        return False
    between = text[verb : mention.start] if verb < mention.start else text[mention.end : verb]
    return len(between) <= _NEAR and not re.search(r"\bthat\b", between)


def _nearest_year(month: int, day: int, to: date) -> date | None:
    try:
        options = [date(year, month, day) for year in (to.year - 1, to.year, to.year + 1)]
    except ValueError:
        return None
    return min(options, key=lambda d: (abs((d - to).days), d))


def story_days(stories: Sequence[CheckedStory], record: RecordLike) -> tuple[StoryDays, ...]:
    """What dates the entries of each story, in their order."""
    return tuple(_days_of(story, record) for story in stories)


def _days_of(story: CheckedStory, record: RecordLike) -> StoryDays:
    firm = [c for c in story.claims if _firm(c)]
    votes = {e: r.date for e in sorted({c.finding.event or "" for c in firm}) if (r := record.by_id(e))}
    named = {votes[c.finding.event] for c in firm if c.finding.event in votes and _by_weekday(c, story, votes)}
    return StoryDays(story.reading.document, max(votes.values(), default=None), frozenset(named))


def _firm(checked: CheckedClaim) -> bool:
    """Whether a claim tells of a vote that was held and is surely the one meant."""
    said = checked.claim
    return checked.finding.verdict.decisive and said.modality.checkable and said.kind not in _RULES


def _by_weekday(checked: CheckedClaim, story: CheckedStory, votes: dict[str, date]) -> bool:
    """Whether the claim's own sentence names the vote's day by the day of the week: "Late on Friday in New York"."""
    document, cues = story.reading.document, checked.claim.cues
    if cues.on_basis is not CueBasis.EXPLICIT:
        return False
    day = votes[checked.finding.event or ""]
    sentences = [s.of(document.body) for s in document.sentences if s.overlaps(checked.claim.span)]
    return any(m.kind == "weekday" and m.hint.weekday == day.weekday() for s in sentences for m in find_dates(s, None))
