"""What a claim's own clause says of the vote meant: its body, day and symbol, and turns to another vote."""

import datetime as dt
from dataclasses import replace

from onrecord.reading.bodies import BodyMention
from onrecord.reading.cues import LocalCues, OpenFrame, distance
from onrecord.reading.dates import DateMention
from onrecord.reading.drafts import Draft
from onrecord.reading.lexicon import phrases
from onrecord.reading.scene import Scene
from onrecord.terms import Body, ClaimKind, DateHint, Document, Span

_PHRASES = phrases("frames")
_TURN = _PHRASES["turn"]
_CLAUSE_TURN = _PHRASES["clause_turn"]
_AWAY = _PHRASES["away"]
_BACK_TO_MAIN = _PHRASES["back_to_main"]
_OTHER_VOTE = _PHRASES["other_vote"]
_WILL_AFTER = _PHRASES["will_after"]
_CLAUSE_END = _PHRASES["clause_end"]
_WHERE = _PHRASES["where"]
_RECENT = dt.timedelta(days=10)
_FAR = 90
_LED_AWAY = 60
_NEAR_SYMBOL = 45
_CLAUSE_REACH = 220
_AFTER_REACH = 60
_ADVERBIAL_WORDS = 2
_WHERE_REACH = 8


class ClauseReader:
    """Reads the cues of one clause after another; `section` and `aside` are what stands around them.

    `section` is the day a digest's entry stands under; `aside` the last sentence without claims, whose day
    and symbol may be those of the claims that follow in its paragraph.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self.section: DateMention | None = None
        self.aside: Scene | None = None
        self.reached: dt.date | None = None  # day of the vote placed last
        self._hints: dict[int, DateHint | None] = {}

    def read(self, scene: Scene, draft: Draft) -> LocalCues:
        """Body, day and symbol a claim's clause gives, and whether it turns to another vote or back."""
        text = self._document.body
        span = scene.masked.origin(draft.start, draft.end)
        at = scene.masked.origin(draft.trigger, draft.trigger + 1).start
        mention = self._place(scene, span)
        body = (draft.asserts.body if draft.kind is ClaimKind.OUTCOME else None) or (mention.body if mention else None)
        if draft.council:
            body = Body.UNSC
            mention = mention if mention is not None and mention.body is Body.UNSC else None
        date = self._day(scene, span, at)
        tail = _CLAUSE_END.split(text[span.end : min(scene.span.end, span.end + _AFTER_REACH)])[0]
        clause = text[max(scene.span.start, span.start - _CLAUSE_REACH) : span.end] + tail
        other_vote, back = bool(_OTHER_VOTE.search(clause)), bool(_BACK_TO_MAIN.search(text[scene.span.start : at]))
        return LocalCues(body, mention, date, self._symbol(scene, span, at), other_vote, back)

    def _place(self, scene: Scene, span: Span) -> BodyMention | None:
        """The body a claim is placed in: a committee, the body that acts before it, or the nearest place named."""
        loci = [b for b in scene.bodies if b.locus and b.body is not None and not b.committee]
        text = self._document.body
        acting = [
            b
            for b in loci
            if b.subject and b.span.start <= span.start and not _TURN.search(text[b.span.end : span.start])
        ]
        where = [
            b for b in loci if b.span.end <= span.start and _WHERE.match(text[b.span.end : b.span.end + _WHERE_REACH])
        ]
        if where and (not acting or where[-1].span.start > acting[-1].span.start):
            return where[-1]
        committee = next((b for b in scene.bodies if b.committee), None)
        nearest = min(loci, key=lambda b: distance(b.span.start, b.span.end, span.start, span.end), default=None)
        return committee or (acting[-1] if acting else nearest)

    def _day(self, scene: Scene, span: Span, at: int) -> DateMention | None:
        """The day of the clause, or of the sentence without claims just before it in the paragraph."""
        dates = [d for d in scene.dates if self.may_date(scene, d) and not self._in_passing(d.span, span, at)]
        date = min(dates, key=lambda d: self._gap(d.span, span), default=None)
        if date is not None and not self._apart(date.span, span):
            self.aside = None
            return date
        aside = self._neighbour(scene)
        return next((d for d in aside.dates if self.may_date(aside, d) and self._onward(d)), None) if aside else None

    def _onward(self, date: DateMention) -> bool:
        """Whether a day in a sentence without claims moves the story on, rather than looking back."""
        day = date.hint.exact
        return day is not None and (self.reached is None or day >= self.reached)

    def _in_passing(self, date: Span, claim: Span, trigger: int) -> bool:
        """Whether a day stands in a clause set off before the vote word: "X, which abstained in March, voted for"."""
        if not claim.start <= date.start < date.end <= trigger:
            return False
        text = self._document.body
        opening, closing = text.rfind(",", claim.start, date.start), text.find(",", date.end, trigger)
        set_off = opening >= 0 and closing >= 0
        return set_off and len((text[opening : date.start] + text[date.end : closing]).split()) > _ADVERBIAL_WORDS

    def _symbol(self, scene: Scene, span: Span, at: int) -> str:
        aside = self._neighbour(scene)
        symbols = list(scene.symbols) or (list(aside.symbols[:1]) if aside else [])
        nearest = min(symbols, key=lambda s: abs(s.span.start - at), default=None)
        return nearest.number if nearest is not None and self._close(scene, nearest.span, span) else ""

    def _neighbour(self, scene: Scene) -> Scene | None:
        """The sentence without claims heard last, where it stands in the same paragraph."""
        return self.aside if self.aside is not None and self.aside.paragraph == scene.paragraph else None

    def may_date(self, scene: Scene, date: DateMention) -> bool:
        """Not the start of a series, not a day still to come when the story was written, not beside "will"."""
        if date.since or (date.hint == DateHint() and not date.offset_days):
            return False
        told = (self.section.hint.last if self.section else None) or self._document.published
        if told is not None and date.hint.first is not None and date.hint.first > told + dt.timedelta(days=1):
            return False
        text = self._document.body
        return not _WILL_AFTER.match(text[date.span.end : date.span.end + 12])

    def hint(self, date: DateMention | None, base: OpenFrame | None) -> DateHint | None:
        """The day a mention gives; "three days earlier" counts from the vote of `base` or from publication."""
        if date is None:
            return None
        if date.offset_days is None:
            return date.hint
        if date.span.start in self._hints:
            return self._hints[date.span.start]
        self._hints[date.span.start] = self._counted(date, base)
        return self._hints[date.span.start]

    def _counted(self, date: DateMention, base: OpenFrame | None) -> DateHint | None:
        """A hint counted from the last event told, or from publication: "three days earlier"."""
        assert date.offset_days is not None
        start = base.hint.exact if base is not None and base.hint is not None else None
        start = start or self._document.published
        if start is None:
            return date.hint if date.hint != DateHint() else None
        first, last = (start + dt.timedelta(days=d) for d in date.offset_days)
        return replace(date.hint, first=first, last=last, resolved_by="story")

    def is_news(self, hint: DateHint) -> bool:
        """Whether a day may be that of the vote the story reports, which it told of without a day so far."""
        published = self._document.published
        return published is None or hint.last is None or hint.last >= published - _RECENT

    def _gap(self, date: Span, claim: Span) -> int:
        """Characters from a day to a claim; a day before a comma or a clause leading away counts as farther."""
        gap = distance(date.start, date.end, claim.start, claim.end)
        between = self._document.body[date.end : claim.start] if date.end < claim.start else ""
        return gap + (_LED_AWAY if _AWAY.search(between) else 0)

    def _apart(self, date: Span, claim: Span) -> bool:
        """Whether a day stands too far from a claim, or beyond a turn of the sentence, to be the claim's own."""
        if distance(date.start, date.end, claim.start, claim.end) > _FAR:
            return True
        between = Span(min(date.end, claim.end), max(date.start, claim.start, min(date.end, claim.end)))
        return date.start > claim.end and bool(_CLAUSE_TURN.search(between.of(self._document.body)))

    @staticmethod
    def _close(scene: Scene, symbol: Span, claim: Span) -> bool:
        """Whether a symbol stands by the claim: near it, or alone in a sentence heard before it."""
        gap = distance(symbol.start, symbol.end, claim.start, claim.end)
        return gap <= _NEAR_SYMBOL or not scene.span.covers(symbol)
