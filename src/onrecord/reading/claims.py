"""Every claim about a vote in a document: trigger and argument search, sentence by sentence."""

import re
from dataclasses import replace

from onrecord.reading.anaphora import read_counted_lists, remembered
from onrecord.reading.bodies import BodyMention
from onrecord.reading.drafts import Draft
from onrecord.reading.frames import Frames
from onrecord.reading.lexicon import phrases
from onrecord.reading.outcomes import read_outcomes
from onrecord.reading.sayings import read_sayings
from onrecord.reading.scene import LONGEST, Scene, scenes
from onrecord.reading.tallies import read_tallies
from onrecord.reading.voters import Told, read_votes
from onrecord.terms import Asserts, Body, Claim, ClaimKind, Count, Document, Span, Unread, VoteFrame

_PHRASES = phrases("claims")
_MATTER = _PHRASES["united_nations_matter"]
_UN = _PHRASES["un"]
_SPEAKS_OF_VOTE = _PHRASES["speaks_of_vote"]

_ENTRY = _PHRASES["entry"]
_LARGEST_BODY = 193
_SHOWN = 200  # characters of a sentence too long to read
_BODY_HEADING = _PHRASES["body_heading"]
_PLACE_REACH = 60
_ABOUT_A_BALLOT = _PHRASES["about_a_ballot"]
_IN = _PHRASES["in_place"]
_TURNS = _PHRASES["turns"]
_HEADING = _PHRASES["heading"]


def read_claims(document: Document) -> tuple[tuple[Claim, ...], tuple[VoteFrame, ...], tuple[Unread, ...]]:
    """Claims in order of the text with their frames, and the sentences that speak of a vote and were not read."""
    if not any(_UN.search(t) or _MATTER.search(t) for t in (document.body, document.title or "")):
        return (), (), _unread_outside(document)
    frames, told = Frames(document), Told()
    claims: list[Claim] = []
    unread: list[Unread] = []
    foreign = ""
    paragraph, entries = -1, False
    figures: tuple[Count, ...] = ()
    for scene in scenes(document):
        if scene.span.end - scene.span.start > LONGEST:
            unread.extend(_too_long(document, scene))
            continue
        opening = scene if scene.paragraph != paragraph else None
        if opening is not None:
            foreign, paragraph = "", scene.paragraph
        if _HEADING.fullmatch(scene.masked.text):
            frames.section(scene)
            entries = False
            continue
        if _BODY_HEADING.fullmatch(scene.masked.text):
            frames.heading(scene)
            continue
        if scene is opening:
            entry = _ENTRY.match(scene.masked.text)
            if entry or entries:
                frames.section(scene if entry else None)
            entries = bool(entry)
        foreign = _foreign(scene, foreign)
        drafts, told = _drafts(scene, told, frames, foreign)
        if not foreign:
            lists = read_counted_lists(scene, figures)
            drafts += [
                d for d in lists if not any(o.start < d.end and d.start < o.end and o.asserts.votes for o in drafts)
            ]
        figures = remembered(drafts, figures)
        read = [_claim(document, scene, frames, d, _foreign_at(scene, d, foreign)) for d in drafts]
        claims.extend(c for c in read if c is not None)
        if not drafts:
            frames.hear(scene)
        if not drafts and _SPEAKS_OF_VOTE.search(scene.span.of(document.body)):
            unread.append(_unread(document, scene, foreign))
    claims.sort(key=lambda c: (c.span.start, c.span.end))
    numbered = tuple(replace(c, id=f"c{i}") for i, c in enumerate(claims, start=1))
    return numbered, frames.frames(), tuple(unread)


def _drafts(scene: Scene, told: Told, frames: Frames, foreign: str) -> tuple[list[Draft], Told]:
    tallies = read_tallies(scene)
    taken = [(d.start, d.end) for d in tallies]
    votes, told = read_votes(scene, taken, told)
    tallies = [
        d for d in tallies if not any(v.start <= d.trigger and d.end <= v.end and v.asserts.counts for v in votes)
    ]
    outcomes = read_outcomes(scene, bool(tallies or votes))
    placed = next((b.body for b in scene.bodies if b.body and b.locus), None)
    body = placed or frames.current_body or next((b.body for b in scene.bodies if b.body), None)
    sayings = [d for d in read_sayings(scene, body) if not _spoken(scene, d)]
    thresholds = [d for d in sayings if d.rule == "nine_votes"]
    tallies = [d for d in tallies if not any(t.start <= d.start and d.end <= t.end for t in thresholds)]
    outcomes = [d for d in outcomes if not _swallowed(d, votes + sayings)]
    drafts = sorted(tallies + votes + outcomes + sayings, key=lambda d: (d.trigger, d.start))
    if foreign:
        drafts = [
            d
            for d in drafts
            if d.kind in (ClaimKind.TALLY, ClaimKind.OUTCOME, ClaimKind.MEMBER_VOTE, ClaimKind.MEMBER_LIST)
        ]
    return drafts, told


def _spoken(scene: Scene, draft: Draft) -> bool:
    """Whether a saying about rules stands in somebody's quoted words: it is theirs, not the story's."""
    at = scene.masked.origin(draft.trigger, draft.trigger + 1)
    return any(q.covers(at) for q in scene.quoted)


def _overlaps_a_list(draft: Draft, others: list[Draft]) -> bool:
    """Whether another claim has read the same names already."""
    return any(o.start < draft.end and draft.start < o.end and o.asserts.votes for o in others)


def _swallowed(outcome: Draft, others: list[Draft]) -> bool:
    """An outcome whose verb is another claim's vote word is that claim told twice."""
    return any(
        o.kind in (ClaimKind.MEMBER_VOTE, ClaimKind.MEMBER_LIST, ClaimKind.VETO)
        and outcome.start <= o.trigger < outcome.end
        for o in others
    )


def _foreign(scene: Scene, before: str) -> str:
    """Words naming a ballot outside the record that the sentence, or its paragraph so far, is about."""
    if any(b.body is not None and b.locus for b in scene.bodies):
        return ""
    other = next((b for b in scene.bodies if b.other and not b.committee), None)
    if other is not None and _acts(scene, other):
        return other.other
    return before


def _acts(scene: Scene, mention: BodyMention) -> bool:
    """Whether the outside body stands where a voter or a voting place would."""
    text = scene.masked.text
    at = next((i for i in range(len(text)) if scene.masked.starts[i] == mention.span.start), None)
    if at is None:
        return False
    word = _SPEAKS_OF_VOTE.search(text) or re.search(
        r"\b(?:approv|adopt|pass|reject|back|endors|split|decid|elect|defeat|recogni|reinstat|admitted|ruled)\w*",
        text,
        re.IGNORECASE,
    )
    acts = re.match(r"\s+(?:found|ruled|held|voted|backed|rejected|\w+ed)\b", text[at + 1 :])
    return word is not None and (
        at < word.start() or bool(acts or re.search(r"\b(?:by|in|at) (?:the |a )?$", text[:at]))
    )


def _foreign_at(scene: Scene, draft: Draft, foreign: str) -> str:
    if foreign:
        return foreign
    at = scene.masked.origin(draft.trigger, draft.trigger + 1).start
    before = [b for b in scene.bodies if b.span.end <= at]
    if before and before[-1].other and not before[-1].committee and not draft.council:
        lead = scene.text[scene.span.start : before[-1].span.start]
        return "" if _ABOUT_A_BALLOT.search(lead) else before[-1].other
    return ""


def _claim(document: Document, scene: Scene, frames: Frames, draft: Draft, foreign: str) -> Claim | None:
    too_many = any(c.number > _LARGEST_BODY for c in draft.asserts.counts)
    foreign = foreign or ("a larger body" if too_many else "")
    frame, cues = frames.place(scene, draft, foreign)
    span = _trimmed(document.body, scene.masked.origin(draft.start, draft.end))
    if span.end <= span.start:
        return None
    asserts = _with_place(scene, draft)
    quoted = any(q.covers(span) for q in scene.quoted)
    if foreign:
        asserts = Asserts(note=f"a ballot of: {foreign}")
    words = scene.masked.origin(draft.trigger, min(draft.trigger + 1, len(scene.masked.text)))
    return Claim(
        id="",
        span=span,
        quote=span.of(document.body),
        kind=draft.kind,
        asserts=asserts,
        frame=frame,
        cues=cues,
        modality=draft.modality,
        negated=draft.negated,
        rule=draft.rule,
        triggers=(_word_at(document.body, words.start),),
        loose=draft.loose,
        readings=max(draft.readings, 2 if quoted else 1),  # which vote a speaker means is not the story's to say
    )


def _with_place(scene: Scene, draft: Draft) -> Asserts:
    """What the draft says; a veto told to have been cast "in the Assembly" says that too."""
    if not draft.asserts.vetoed or draft.kind is not ClaimKind.VETO:
        return draft.asserts
    end = scene.masked.origin(draft.start, draft.end).end
    text = scene.span.of(scene.text)
    for mention in scene.bodies:
        lead = text[: mention.span.start - scene.span.start]
        after = (
            0 <= mention.span.start - end <= _PLACE_REACH
            and _IN.search(lead)
            and not _TURNS.search(lead[end - scene.span.start :])
        )
        if after and mention.body is not None and mention.body is not Body.UNSC and not mention.committee:
            return replace(draft.asserts, body=mention.body)
    return draft.asserts


def _word_at(text: str, start: int) -> str:
    match = re.compile(r"\S+").match(text, start)
    return match.group().strip('.,;:()"“”') if match else ""


def _trimmed(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in " \t\n,;:":
        start += 1
    while end > start and text[end - 1] in " \t\n,;:":
        end -= 1
    return Span(start, end)


def _too_long(document: Document, scene: Scene) -> list[Unread]:
    """A run without a full stop that no reader could follow either, told by its beginning."""
    words = scene.span.of(document.body)
    if not _SPEAKS_OF_VOTE.search(words):
        return []
    start = Span(scene.span.start, scene.span.start + _SHOWN)
    reason = f"{len(words):,} characters without the end of a sentence; at most {LONGEST:,} are read as one"
    return [Unread(start, start.of(document.body), reason)]


def _unread(document: Document, scene: Scene, foreign: str) -> Unread:
    reason = f"a vote outside the record ({foreign})" if foreign else "a vote word whose voter or figure was not found"
    return Unread(scene.span, scene.span.of(document.body), reason)


def _unread_outside(document: Document) -> tuple[Unread, ...]:
    return tuple(
        Unread(s, s.of(document.body), "nothing in the story names a body of the United Nations")
        for s in document.sentences
        if _SPEAKS_OF_VOTE.search(s.of(document.body))
    )
