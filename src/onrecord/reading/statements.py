"""Reads who says what in a story: direct, mixed and indirect speech, with role, state and chain of reporting."""

import re
from dataclasses import dataclass, field
from itertools import groupby

from onrecord.reading.attributions import Attribution, find_attributions, leading_actor, utterer
from onrecord.reading.cast import Cast, Speaker
from onrecord.reading.outlets import outlets_of
from onrecord.reading.passages import Passage, passages
from onrecord.reading.quotes import Quote
from onrecord.reading.sharing import about, owner, reports, scare, without_carriers
from onrecord.reading.speakers import actor_at
from onrecord.reading.speech_words import SpeechWords, speech_words
from onrecord.reading.tagging import Tagged, Tagger
from onrecord.terms import Document, EventType, Span, Statement

_NAMED = re.compile(r"[DPSMRG]{0,6}(?:I[DM]*[SO])?N(?:[NT]*N)?")
_BARE = re.compile(r"[QC.,A:t-]*\Z")


@dataclass(slots=True)
class _Said:
    """A statement being put together."""

    speaker: Speaker
    verb: str
    span: Span
    quotes: list[Quote]
    outlets: tuple[str, ...]
    type: EventType | None
    about: str | None
    paragraph: int
    last_passage: int
    note: str = field(default="")


def read_statements(document: Document) -> tuple[Statement, ...]:
    """Every statement of the story in text order, ids s1, s2, ...; what follows never changes what came before."""
    words = speech_words(document.language)
    reader = _Reader(document, words)
    reader.read()
    said = sorted(reader.said, key=lambda s: (s.span.start, s.span.end))
    return tuple(_statement(document.body, s, i, words) for i, s in enumerate(said, start=1))


def _statement(body: str, said: _Said, number: int, words: SpeechWords) -> Statement:
    quote = said.span.of(body)
    direct = bool(said.quotes)
    text = " [...] ".join(q.inner.of(body).strip() for q in said.quotes) if direct else quote
    kind = said.type or next((kind for kind, form in words.performatives if form.search(text)), None)
    return Statement(
        id=f"s{number}",
        span=said.span,
        quote=quote,
        speaker=said.speaker.name,
        quote_text=text,
        direct=direct,
        verb=said.verb,
        speaker_role=said.speaker.role,
        state=said.speaker.state,
        about=said.about,
        outlets=said.outlets,
        type=kind,
        metonym=said.speaker.metonym,
        resolution_note=said.note or said.speaker.note,
    )


class _Reader:
    """Walks the passages of one story once."""

    def __init__(self, document: Document, words: SpeechWords) -> None:
        self._document = document
        self._words = words
        tagger = Tagger(document, words)
        self._cast = Cast(tagger, words)
        self._passages = tuple(passages(document, tagger))
        self.said: list[_Said] = []
        self._pending: tuple[Speaker, str, int, Span] | None = None  # a sentence that ended in a colon
        self._orphan: tuple[int, Passage] | None = None  # quoted words nobody has claimed yet

    def read(self) -> None:
        """Fills `said`."""
        for i, passage in enumerate(self._passages):
            self._read_passage(i, passage)

    def _read_passage(self, i: int, passage: Passage) -> None:
        tagged = passage.tagged
        if passage.quotes and _BARE.match(tagged.tags):
            self._bare_quotes(i, passage)
            return
        leading = leading_actor(tagged, self._words)
        if leading is not None and leading.kind == "state":
            self._cast.meet(leading, subject=True)
        attributions = self._attributed(tagged)
        self._meet_names(tagged)
        outlets: tuple[str, ...] = ()
        if attributions or passage.quotes:
            outlets = outlets_of(tagged, self._words, self._document.body, tuple(a.verb for a, _ in attributions))
        made = self._statements_of(i, passage, attributions, outlets)
        if not made and passage.quotes:
            made = self._after_colon(i, passage, outlets)
        if not passage.quotes:
            self._claim_orphan(i, passage, attributions, outlets)
        self._cast.meet(leading, subject=True)
        for said in made:
            self._cast.speaks(said.speaker)
        self._remember_colon(i, passage, attributions)
        if not passage.quotes:
            self._orphan = None

    def _attributed(self, tagged: Tagged) -> list[tuple[Attribution, Speaker]]:
        """Attributions with their speakers; those inside another's reported clause left out."""
        found: list[tuple[Attribution, Speaker]] = []
        for attribution in find_attributions(tagged, self._words):
            if attribution.actor is None:
                if not found:
                    continue
                speaker: Speaker | None = found[-1][1]
            else:
                speaker = self._cast.resolve(attribution.actor)
            if speaker is None:
                continue
            governing = [a for a, _ in found if not a.source]
            if attribution.bound and governing and speaker.kind != "press":
                continue
            found.append((attribution, speaker))
        return found

    def _meet_names(self, tagged: Tagged) -> None:
        """Takes note of the people a sentence names in full or with an office, whether or not they speak."""
        for found in _NAMED.finditer(tagged.tags):
            tags = found[0]
            if re.search("NN|NT|[RSP]N", tags):
                actor = actor_at(tagged, self._words, found.span())
                if actor is not None and actor.name and not (found.start() == 0 and len(actor.name.split()) < 2):
                    self._cast.meet(actor, subject=False)

    def _statements_of(
        self, i: int, passage: Passage, attributions: list[tuple[Attribution, Speaker]], outlets: tuple[str, ...]
    ) -> list[_Said]:
        """The statements of one passage: quoted words go to the attribution before them, or to the first one."""
        tagged = passage.tagged
        carried = without_carriers(attributions)
        if not carried:
            return []
        shares: list[list[Quote]] = [[] for _ in carried]
        for position, token in enumerate(tagged.tokens):
            if token.quote is None or scare(tagged, position):
                continue
            holder = owner(carried, tagged, position)
            shares[holder].append(token.quote)
        made: list[_Said] = []
        rows = list(zip(carried, shares, strict=True))
        for speaker, group in groupby(rows, key=lambda row: row[0][1]):
            part = list(group)
            quotes = [quote for _, share in part for quote in share]
            lead = next((row[0][0] for row in part if row[1]), part[0][0][0])
            if not quotes and not any(reports(tagged, a, s) for (a, s), _ in part):
                continue
            if not quotes:
                lead = next(a for (a, s), _ in part if reports(tagged, a, s))
            span = self._span(
                passage, part[0][0][0], [a for (a, _), _ in part], quotes, alone=len(carried) == len(part)
            )
            own = outlets if speaker.kind != "press" else (speaker.name, *(o for o in outlets if o != speaker.name))
            said = _Said(
                speaker,
                lead.verb,
                span,
                quotes,
                own or self._inherited(i, passage, speaker),
                next((a.wording.type for (a, _), _ in part if a.wording.type), None),
                about(tagged, lead),
                passage.paragraph,
                i,
            )
            made.append(said)
        self.said.extend(made)
        return made

    def _inherited(self, i: int, passage: Passage, speaker: Speaker) -> tuple[str, ...]:
        """The outlets of the same speaker's words just before, when these continue them."""
        last = self.said[-1] if self.said else None
        if last and last.speaker.name == speaker.name and i - last.last_passage == 1:
            lows = {token.low for token in passage.tagged.tokens}
            goes_on = not last.quotes or bool(lows & {"also", "added", "continued", "adding", "he", "she"})
            if goes_on and last.outlets:
                return last.outlets
        return ()

    def _span(
        self, passage: Passage, first: Attribution, group: list[Attribution], quotes: list[Quote], *, alone: bool
    ) -> Span:
        """The whole passage for its only speaker; otherwise from the speaker's phrase through the words."""
        if alone:
            return passage.span
        tokens = passage.tagged.tokens
        tags = passage.tagged.tags
        start = tokens[min(a.start for a in group)].span
        last = max(a.end for a in group)
        stop = re.compile(r",?C[DPSMGNRFO]|;").search(tags, last)
        end = tokens[stop.start() - 1].span if stop else tokens[-1].span
        span = start.join(end) if end.end >= start.start else start
        for quote in quotes:
            span = span.join(quote.span)
        return span

    def _bare_quotes(self, i: int, passage: Passage) -> None:
        """A passage of nothing but quoted words: claimed by what stands before or after it."""
        quotes = list(passage.quotes)
        following = self._passages[i + 1] if i + 1 < len(self._passages) else None
        if self._pending is not None and self._pending[2] == i - 1:
            speaker, verb, _, opening = self._pending
            span = opening.join(passage.span) if passage.span.end - opening.start < 1500 else passage.span
            self._add(_Said(speaker, verb, span, quotes, (), None, None, passage.paragraph, i))
            self._pending = None
            return
        if following and following.paragraph == passage.paragraph and self._only_attributes(following):
            self._orphan = (i, passage)
            return
        last = self.said[-1] if self.said else None
        near = last is not None and (i - last.last_passage == 1 or self._resumes(i, last, passage))
        if last is None or not last.quotes or not near:
            self._orphan = (i, passage)
            return
        if last.paragraph == passage.paragraph and i - last.last_passage == 1:
            last.span = last.span.join(passage.span)
            last.quotes.extend(quotes)
            last.last_passage = i
            return
        note = last.note or "goes on from the words before"
        self._add(
            _Said(last.speaker, last.verb, passage.span, quotes, last.outlets, None, None, passage.paragraph, i, note)
        )

    def _resumes(self, i: int, last: _Said, passage: Passage) -> bool:
        """Whether only one short sentence without a speaker parts quoted words from those before them."""
        between = self._passages[i - 1]
        return i - last.last_passage == 2 and last.paragraph == passage.paragraph and len(between.tagged.tags) <= 8

    def _add(self, said: _Said) -> None:
        self.said.append(said)
        self._cast.speaks(said.speaker)

    def _only_attributes(self, passage: Passage) -> bool:
        """Whether a sentence holds an attribution and nothing said ("He said.")."""
        tags = passage.tagged.tags
        return (
            not passage.quotes
            and len(tags) <= 14
            and re.search(r"V[^V]{0,8}\Z", tags) is not None
            and (
                re.match(r"[A-Z,]{0,3}(?:H|[DPSMRGNOFT]+)[A]*V(?:[DNSWR]{1,3}|I[DMNSt]{1,3}|t)*\.?\Z|[AC]{0,2}V", tags)
                is not None
            )
        )

    def _claim_orphan(
        self, i: int, passage: Passage, attributions: list[tuple[Attribution, Speaker]], outlets: tuple[str, ...]
    ) -> None:
        """Gives quoted words nobody has claimed to an attribution that follows them by itself."""
        if self._orphan is None or self._orphan[0] != i - 1 or not attributions or not self._only_attributes(passage):
            return
        attribution, speaker = attributions[0]
        orphan = self._orphan[1]
        span = orphan.span.join(passage.span)
        self._add(
            _Said(speaker, attribution.verb, span, list(orphan.quotes), outlets, None, None, passage.paragraph, i)
        )

    def _after_colon(self, i: int, passage: Passage, outlets: tuple[str, ...]) -> list[_Said]:
        """The subject speaks, though no verb says so, as in "Zhang was blunt: “...”"."""
        tagged = passage.tagged
        if re.search(r":Q\.?\Z", tagged.tags) is None:
            return []
        actor = utterer(tagged, self._words) or leading_actor(tagged, self._words)
        speaker = self._cast.resolve(actor) if actor is not None and actor.kind != "carrier" else None
        if speaker is None:
            self._orphan = (i, passage)
            return []
        said = _Said(speaker, "", passage.span, list(passage.quotes), outlets, None, None, passage.paragraph, i)
        self.said.append(said)
        return [said]

    def _remember_colon(self, i: int, passage: Passage, attributions: list[tuple[Attribution, Speaker]]) -> None:
        """Keeps the speaker of a sentence that ends in a colon for the quotation after it."""
        self._pending = None
        tags = passage.tagged.tags
        if not tags.endswith(":"):
            return
        if attributions:
            attribution, speaker = attributions[-1]
            self._pending = (speaker, attribution.verb, i, passage.span)
            return
        actor = leading_actor(passage.tagged, self._words) or actor_at(
            passage.tagged, self._words, _lead_phrase(tags), _lead_apposition(tags)
        )
        speaker_of_lead = self._cast.resolve(actor) if actor is not None else None
        if speaker_of_lead is not None and speaker_of_lead.kind in ("person", "office", "state"):
            self._pending = (speaker_of_lead, "", i, passage.span)


def _lead_phrase(tags: str) -> tuple[int, int]:
    found = re.match(r"[DPSMRNOFBT]+", tags)
    return found.span() if found else (0, 0)


def _lead_apposition(tags: str) -> tuple[int, int] | None:
    found = re.match(r"[DPSMRNOFBT]+,([^V.;:Q]{1,40}):", tags)
    return found.span(1) if found else None
