"""Which vote a passage speaks of: frames opened by body, day or symbol, and the cues each claim hands to linking."""

import datetime as dt
from dataclasses import replace

from onrecord.reading.clauses import ClauseReader
from onrecord.reading.cues import LocalCues, OpenFrame, agrees, date_basis
from onrecord.reading.dates import DateMention
from onrecord.reading.drafts import Draft
from onrecord.reading.lexicon import phrases
from onrecord.reading.scene import Scene
from onrecord.reading.topics import topic_words
from onrecord.terms import Body, ClaimKind, CueBasis, DateHint, Document, EventCues, VoteFrame

_PHRASES = phrases("frames")
_DEMONSTRATIVE = _PHRASES["demonstrative"]
_OTHER_VOTE = _PHRASES["other_vote"]
_DRAFT = _PHRASES["draft"]
_EMERGENCY = _PHRASES["emergency"]
_SUBJECT_HEAD = 45
_DATE_HEAD = 12
_RECENT = dt.timedelta(days=10)
_DATELINE_END = 60
_SAYINGS = (ClaimKind.COUNT_OR_SUPERLATIVE, ClaimKind.PROCEDURE, ClaimKind.OBLIGATION)
_HEAD = 30
_RELATIVE_REACH = 40
_LEANING = ("anaphora", "echo", "beside")  # claims that take side and vote from the one before
_TOLD = (ClaimKind.TALLY, ClaimKind.OUTCOME, ClaimKind.MEMBER_VOTE, ClaimKind.MEMBER_LIST, ClaimKind.VETO)
_NAMED_IN_PASSING = (".noun", ".passive", "negative_vote_of_permanent")
_PLUPERFECT = _PHRASES["pluperfect"]
_RELATIVE_PERFECT = _PHRASES["relative_perfect"]


def _back(scene: Scene, draft: Draft) -> bool:
    """Whether a claim is told in the tense of what went before."""
    return bool(_PLUPERFECT.search(scene.masked.text, draft.start, draft.trigger + 14))


class Frames:
    """The votes a story has spoken of so far. Claims are placed in the order of the text."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._clause = ClauseReader(document)
        self._all: list[OpenFrame] = []
        self._main: OpenFrame | None = None
        self._current: OpenFrame | None = None
        self._sentence_frame: OpenFrame | None = None
        self._scene: Scene | None = None
        title = topic_words(document.title or "")
        self._title = title
        self._heard: Scene | None = None
        self._part: Body | None = None  # body of the heading the passage stands under
        self._turn: Scene | None = None  # sentence without claims that turned to another vote
        self._last_back = False  # the claim before looked back: "had vetoed"
        self._last_told = False  # the claim before was told in a clause of its own
        self._last: OpenFrame | None = None  # frame of the claim before
        self._previous: Scene | None = None

    @property
    def current_body(self) -> Body | None:
        """The body last spoken of as voting."""
        return self._current.body if self._current else None

    def section(self, scene: Scene | None) -> None:
        """Begins a dated entry of a digest: what follows is of that day until the next heading (None ends it)."""
        self._clause.section = scene.dates[0] if scene and scene.dates else None
        self._current = self._sentence_frame = self._clause.aside = None

    def heading(self, scene: Scene) -> None:
        """Begins a part of the story under a body's name: votes told there without a body are that body's."""
        self._part = next((b.body for b in scene.bodies if b.body), None)
        self._current = self._sentence_frame = self._clause.aside = None

    def hear(self, scene: Scene) -> None:
        """Keeps a sentence without claims that names a body, a symbol or (as a dateline) a day for the next frame."""
        self._clause.aside = scene
        head = next((b for b in scene.bodies if b.body and b.span.start - scene.span.start < _SUBJECT_HEAD), None)
        moved = (
            head is not None
            and self._current is not None
            and head.body is not self._current.body
            and (head.locus or head.subject)
        )
        if moved or (self._current is not None and _OTHER_VOTE.search(scene.span.of(self._document.body))):
            self._turn = scene
        named = any(b.locus and b.body for b in scene.bodies) or bool(scene.symbols)
        dateline = bool(scene.dates) and scene.span.start < _DATELINE_END and len(scene.masked.text) < _DATELINE_END
        if (named or dateline) and self._current is None:
            self._heard = scene

    def place(self, scene: Scene, draft: Draft, foreign: str) -> tuple[int, EventCues]:
        """The frame of the vote `draft` speaks of, and the cues to it."""
        if scene is not self._scene:
            self._enter(scene)
        local = self._clause.read(scene, draft)
        frame = self._choose(scene, draft, local, foreign)
        self._note(frame, scene, draft)
        self._previous, self._last = scene, frame
        self._clause.reached = frame.hint.exact if frame.hint else None
        self._last_back = _back(scene, draft)
        self._last_told = draft.kind in _TOLD and not draft.rule.endswith(
            (".noun", ".passive", "negative_vote_of_permanent")
        )
        return frame.id, self._cues(frame, scene, draft, local)

    def _enter(self, scene: Scene) -> None:
        """A new paragraph returns from a look back ("three days earlier ...") to the vote the story is about."""
        turned = self._scene is not None and self._scene.paragraph != scene.paragraph
        if turned and self._current is not None and self._current.back and self._clause.section is None:
            self._current = self._main
        if turned and self._turn is not None and self._turn.paragraph != scene.paragraph:
            self._turn = None
        self._scene, self._sentence_frame = scene, None

    def frames(self) -> tuple[VoteFrame, ...]:
        """All frames with the cues gathered for each."""
        return tuple(
            VoteFrame(
                f.id,
                EventCues(
                    body=f.body,
                    body_basis=f.body_basis,
                    on=f.hint,
                    on_basis=f.hint_basis,
                    symbols=f.symbols,
                    topics=tuple(f.topics),
                    about=tuple(f.about),
                    sponsors=f.sponsors,
                    emergency_session=f.emergency,
                    other_body=f.other,
                ),
                f.scene.span,
            )
            for f in self._all
        )

    def _refers_back(self, scene: Scene) -> bool:
        """Whether the sentence opens with a demonstrative that takes up the vote named last in its paragraph."""
        before = self._previous
        return (
            before is not None
            and before is not scene
            and before.paragraph == scene.paragraph
            and bool(_DEMONSTRATIVE.match(scene.masked.text))
        )

    def _choose(self, scene: Scene, draft: Draft, local: LocalCues, foreign: str) -> OpenFrame:
        other = foreign or (local.mention.other if local.mention is not None and local.mention.committee else "")
        if other:
            return self._foreign(scene, other, local)
        taken_up = self._taken_up(scene, draft, local) or self._turned(scene, draft, local)
        if taken_up is not None:
            return taken_up
        base = self._sentence_frame or self._continued(scene, draft) or self._current
        hint = self._clause.hint(local.date or (self._clause.section if base is None else None), base)
        has_cue = local.body is not None or hint is not None or bool(local.symbol) or local.other_vote
        if not has_cue and base is not None and not base.other:
            return base
        bare = local.other_vote and local.body is None and hint is None and not local.symbol
        match = None if bare else self._existing(local, hint, base)
        frame = match or self._open(scene, local, hint, base)
        if draft.kind not in _SAYINGS and self._moves_on(scene, draft, local, opened=match is None):
            self._current = frame
        self._sentence_frame = frame
        return frame

    def _taken_up(self, scene: Scene, draft: Draft, local: LocalCues) -> OpenFrame | None:
        """A vote told before that the words plainly take up: "that resolution", "the six", a rule, "this time"."""
        if draft.rule.startswith(_LEANING) and self._last is not None:
            return self._last
        last = self._last
        if last is not None and not last.other and self._refers_back(scene) and local.body in (None, last.body):
            return last
        near = self._sentence_frame or self._current
        elsewhere = local.body is not None and self._current is not None and local.body is not self._current.body
        if draft.kind in _SAYINGS and not elsewhere and near is not None:
            return near
        if local.back and self._main is not None and (local.date is None or local.date.offset_days is not None):
            self._current = self._main
            return self._main
        return None

    def _moves_on(self, scene: Scene, draft: Draft, local: LocalCues, *, opened: bool) -> bool:
        """Whether the story goes on with this vote, rather than naming it in passing."""
        told_first = draft.kind is ClaimKind.OUTCOME and draft.start < _HEAD
        subject = told_first or (local.mention is not None and local.mention.subject) or self._current is None
        before = scene.masked.text[max(0, draft.trigger - _RELATIVE_REACH) : draft.trigger]
        dated_first = local.date is not None and local.date.span.start - scene.span.start < _DATE_HEAD
        return (
            (subject and not _RELATIVE_PERFECT.search(before))
            or dated_first
            or (opened and draft.start < _HEAD and not local.other_vote)
        )

    def _continued(self, scene: Scene, draft: Draft) -> OpenFrame | None:
        """The vote of the sentence before, mostly gone on about in the next; a look back is left with its tense."""
        before = self._previous
        if before is None or before.paragraph != scene.paragraph or before.span.end < self._before_end(scene):
            return None
        if (
            self._last is None
            or self._last.other
            or not self._last_told
            or (self._last_back and not _back(scene, draft))
        ):
            return None
        return self._last

    def _before_end(self, scene: Scene) -> int:
        """Where the sentence before begins to end: only a neighbour is continued."""
        return max((s.end for s in self._document.sentences if s.end <= scene.span.start), default=0)

    def _turned(self, scene: Scene, draft: Draft, local: LocalCues) -> OpenFrame | None:
        """The vote that a sentence without claims turned to, for the first claim after it."""
        turn = self._turn
        if turn is None or turn.paragraph != scene.paragraph or local.symbol or (local.body and local.mention):
            return None
        self._turn = None
        head = next((b for b in turn.bodies if b.body and (b.locus or b.subject)), None)
        date = next((d for d in turn.dates if self._clause.may_date(turn, d)), None)
        placed = replace(local, body=head.body if head else None, date=local.date or date, other_vote=True)
        hint = self._clause.hint(placed.date, self._current)
        frame = self._open(scene, placed, hint, self._current)
        frame.topics.extend(w for w in topic_words(turn.span.of(self._document.body)) if w not in frame.topics)
        self._current = self._sentence_frame = frame
        return frame

    def _foreign(self, scene: Scene, other: str, local: LocalCues) -> OpenFrame:
        for frame in self._all:
            if frame.other == other:
                return frame
        frame = OpenFrame(len(self._all), scene, local.body, None, None, None, (), other)
        self._all.append(frame)
        return frame

    def _existing(self, local: LocalCues, hint: DateHint | None, base: OpenFrame | None) -> OpenFrame | None:
        """A frame already open that the clause may speak of; what the clause adds to it is kept."""
        ordered = ([base] if base else []) + [f for f in reversed(self._all) if f is not base]
        if self._clause.section is not None and base is None:
            ordered = [f for f in ordered if f.hint == hint and f.hint is not None]
        for frame in ordered:
            same_again = local.other_vote and frame is base and local.body in (None, frame.body)
            if frame.other or same_again or not agrees(frame, local, hint) or not self._datable(frame, local, hint):
                continue
            if frame.hint is None and hint is not None:
                frame.hint, frame.hint_basis = hint, CueBasis.EXPLICIT
            if frame.body is None and local.body is not None:
                frame.body, frame.body_basis = local.body, CueBasis.EXPLICIT
            if local.symbol and not frame.symbols:
                frame.symbols = (local.symbol,)
            return frame
        return None

    def _datable(self, frame: OpenFrame, local: LocalCues, hint: DateHint | None) -> bool:
        """Whether a frame without a day may be given one: not an old day, and not when nothing else ties them."""
        if hint is None or frame.hint is not None:
            return True
        return self._clause.is_news(hint) and (frame.body is not None or local.body is not None)

    def _open(self, scene: Scene, local: LocalCues, hint: DateHint | None, base: OpenFrame | None) -> OpenFrame:
        body, basis = local.body, CueBasis.EXPLICIT if local.body else None
        if body is None and base is not None and not base.other:
            body, basis = base.body, CueBasis.CONTEXT
        if body is None and self._part is not None:
            body, basis = self._part, CueBasis.CONTEXT
        symbols: tuple[str, ...] = (local.symbol,) if local.symbol else ()
        hint_basis = CueBasis.EXPLICIT if hint else None
        heard = self._heard if base is None and self._clause.section is None else None
        if heard is not None:
            named = next((b.body for b in heard.bodies if b.locus and b.body), None)
            body, basis = (body, basis) if body or not named else (named, CueBasis.CONTEXT)
            symbols = symbols or tuple(s.number for s in heard.symbols[:1])
            if hint is None and heard.dates and self._clause.may_date(heard, heard.dates[0]):
                hint, hint_basis = heard.dates[0].hint, CueBasis.STORY
            self._heard = None
        frame = OpenFrame(len(self._all), scene, body, basis, hint, hint_basis, symbols, "")
        frame.back = self._looks_back(local.date, hint)
        if heard is not None:
            frame.topics.extend(topic_words(heard.span.of(self._document.body)))
        if base is not None and not base.other:
            frame.topics.extend(base.topics)
            frame.about.extend(base.about)
        elif not self._all:
            frame.topics.extend(self._title)
        self._all.append(frame)
        if self._main is None:
            self._main = frame
        return frame

    def _looks_back(self, date: DateMention | None, hint: DateHint | None) -> bool:
        if date is not None and date.offset_days is not None and date.offset_days[1] < 0:
            return True
        published = self._document.published
        if self._main is not None and published and hint and hint.last and hint.last < published - _RECENT:
            return self._main.hint is None or self._main.hint.last is None or hint.last < self._main.hint.last
        told = self._main.hint if self._main is not None else None
        return bool(hint and told and hint.last and told.first and hint.last < told.first)

    def _note(self, frame: OpenFrame, scene: Scene, draft: Draft) -> None:
        """Adds the opening sentence's own words to the frame's topic, the states named as matter among them."""
        if frame.scene is scene:
            words, about = self._matter(scene, draft)
            frame.topics.extend(w for w in words if w not in frame.topics)
            frame.about.extend(c for c in about if c not in frame.about)
        frame.emergency = frame.emergency or bool(_EMERGENCY.search(scene.span.of(self._document.body)))
        if draft.asserts.sponsors:
            frame.sponsors = draft.asserts.sponsors

    def _matter(self, scene: Scene, draft: Draft) -> tuple[list[str], list[str]]:
        """A sentence's content words, and the states it names other than the claim's voters."""
        voters = {c for c, _ in draft.asserts.votes} | set(draft.asserts.vetoes)
        about = [c for states in scene.states for c in states.codes if c not in voters]
        return list(topic_words(scene.span.of(self._document.body))), about

    def _cues(self, frame: OpenFrame, scene: Scene, draft: Draft, local: LocalCues) -> EventCues:
        here = frame.scene is scene or local.body is not None
        words = scene.span.of(self._document.body)
        own, about = self._matter(scene, draft)
        return EventCues(
            body=frame.body,
            body_basis=frame.body_basis if here else (CueBasis.CONTEXT if frame.body else None),
            on=frame.hint,
            on_basis=date_basis(frame, local),
            symbols=frame.symbols,
            topics=tuple(dict.fromkeys(own + frame.topics)),
            about=tuple(dict.fromkeys(about + frame.about)),
            sponsors=frame.sponsors,
            draft=True if _DRAFT.search(words) else None,
            emergency_session=frame.emergency,
            other_body=frame.other,
        )
