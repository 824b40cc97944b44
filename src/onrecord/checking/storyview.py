"""What a story lends each of its claims: the votes its passages speak of, their days, the words around a claim."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from onrecord.checking.cases import Case
from onrecord.checking.index import RecordIndex
from onrecord.checking.link import Scored, link
from onrecord.checking.peers import take_apart
from onrecord.checking.query import build_query, peers_of
from onrecord.checking.spoken import Spoken
from onrecord.checking.weights import weights
from onrecord.states import find_states
from onrecord.terms import Asserts, Claim, ClaimKind, Reading

_FIRM_STRENGTH = 2
_ENOUGH = 3  # points told in one paragraph that say which vote it speaks of
_NEAREST = 20  # claims of a passage to either side of one that bear on it; no story tells so much of one vote
_LIKELIER_THAN_NOT = 0.5
_ENTRY = re.compile(r"\s*(?:[-*•–—|]|\(?\w{1,2}[.)]\s|\d{1,2} \w+ \d{4}\b|[^.]{0,40}\d{4}:)")


@dataclass(frozen=True, slots=True)
class Linked:
    """The vote a passage most likely speaks of."""

    frame: int
    best: Scored
    day: date


class StoryView:
    """One reading with what linking needs of the whole of it, computed once."""

    def __init__(self, reading: Reading, index: RecordIndex) -> None:
        self.reading = reading
        self.index = index
        self.published = reading.document.published
        self._frames: dict[int, list[Claim]] = {}
        self._sentences: dict[int, list[Claim]] = {}
        for claim in reading.claims:
            if claim.frame is not None:
                self._frames.setdefault(claim.frame, []).append(claim)
            for place in self._places(claim):
                self._sentences.setdefault(place, []).append(claim)

    @cached_property
    def linked(self) -> dict[int, Linked]:
        """The likely vote of each passage, by frame, each linked by itself."""
        out: dict[int, Linked] = {}
        for frame in self._frames:
            lead = self._lead(frame)
            if lead is None:
                continue
            query = build_query(lead, peers_of(lead, self.of_passage(lead)), published=self.published)
            found = link(query, self.index)
            if found and found[0].share >= _LIKELIER_THAN_NOT:
                out[frame] = Linked(frame, found[0], self.index.rolls[found[0].place].date)
        return out

    def _lead(self, frame: int) -> Claim | None:
        rules = (ClaimKind.PROCEDURE, ClaimKind.OBLIGATION)
        claims = [c for c in self._frames[frame] if c.modality.checkable and not c.cues.other_body]
        return next((c for c in claims if c.kind not in rules), None)

    def anchor(self, claim: Claim) -> date | None:
        """For a story without a date, the latest firmly known day among its other passages."""
        if self.published is not None:
            return None
        return next((v.day for v in self._firm if v.frame != claim.frame), None)

    @cached_property
    def _firm(self) -> list[Linked]:
        """The firmly known votes, latest first."""
        return sorted((v for v in self.linked.values() if _firm(v.best)), key=lambda v: v.day, reverse=True)

    def case(self, claim: Claim, asserts: Asserts | None = None) -> Case:
        """The claim, or one part of what it asserts, with all that bears on its answer."""
        peers = self._peers(claim)
        sentence = self.sentence(claim)
        return Case(
            claim=claim,
            asserts=asserts or claim.asserts,
            index=self.index,
            peers=peers,
            published=self.published,
            anchor=self.anchor(claim),
            mentioned=frozenset(code for m in find_states(sentence, self.published) for code in m.codes),
            sentence=sentence,
            before=self._before(claim),
            elsewhere=_named_by(peers),
            in_sentence=peers_of(claim, self._in_sentence(claim)),
            read_twice=self._read_twice(claim),
            beside=self._beside(claim, same_sentence=True),
            others=self._beside(claim, same_sentence=False),
            near=self._near(claim),
            passage=() if self._in_list(claim) else self._others(claim),
            spoken=self.spoken,
        )

    @cached_property
    def spoken(self) -> Spoken:
        """Every vote the story may speak of, worked out only when asked for."""
        return Spoken(
            self.reading,
            self.index,
            lambda c: build_query(c, peers_of(c, self.of_passage(c)), published=self.published, anchor=self.anchor(c)),
        )

    def _peers(self, claim: Claim) -> tuple[Asserts, ...]:
        """What the passage's other claims assert; those of its own paragraph alone where the rest lead elsewhere."""
        passage = self.of_passage(claim)
        peers = peers_of(claim, passage)
        paragraphs = self.reading.document.paragraphs
        at = bisect_right(paragraphs, claim.span.start, key=lambda p: p.end)
        own = peers_of(claim, [c for c in passage if any(p.overlaps(c.span) for p in paragraphs[at : at + 1])])
        told = [t for a in own for t in take_apart(a) if t.outcome is None]
        if len(own) == len(peers) or len(told) < _ENOUGH:
            return peers
        found = link(build_query(claim, peers, published=self.published, anchor=self.anchor(claim)), self.index)
        elsewhere = found and any(t.fits(self.index.rolls[found[0].place]) is False for t in told)
        return own if elsewhere else peers

    def _near(self, claim: Claim) -> tuple[Claim, ...]:
        """Other claims of the passage in the claim's paragraph and in those beside it.

        An entry of a list stands by itself: what the entry above tells is of another vote.
        """
        paragraphs = self.reading.document.paragraphs
        at = bisect_right(paragraphs, claim.span.start, key=lambda p: p.end)
        around = paragraphs[at : at + 1] if self._in_list(claim) else paragraphs[max(0, at - 1) : at + 2]
        return tuple(c for c in self._others(claim) if any(p.overlaps(c.span) for p in around))

    def _in_list(self, claim: Claim) -> bool:
        """Whether the claim's paragraph is an entry of a list: a bullet, a letter in brackets, a day and a colon."""
        document = self.reading.document
        at = bisect_right(document.paragraphs, claim.span.start, key=lambda p: p.end)
        return any(_ENTRY.match(p.of(document.body)) for p in document.paragraphs[at : at + 1])

    def _others(self, claim: Claim) -> tuple[Claim, ...]:
        return tuple(c for c in self.of_passage(claim) if c.id != claim.id)

    def sentence(self, claim: Claim) -> str:
        """The sentence or sentences a claim stands in; its own words where sentences are not marked."""
        document = self.reading.document
        spans = (document.sentences[place] for place in self._places(claim))
        return " ".join(s.of(document.body) for s in spans) or claim.quote

    def _before(self, claim: Claim) -> str:
        """The sentence before the claim's in its paragraph, where it makes no claim of its own; else empty."""
        document = self.reading.document
        place = self._places(claim).start - 1
        if place < 0 or place in self._sentences:
            return ""
        words = document.sentences[place]
        at = bisect_right(document.paragraphs, claim.span.start, key=lambda p: p.end)
        together = any(p.covers(words) for p in document.paragraphs[at : at + 1])
        return words.of(document.body) if together else ""

    def _read_twice(self, claim: Claim) -> bool:
        """Whether an outcome shares words with a count or voter: "thirteen of the Council voted for it"."""
        return claim.asserts.outcome is not None and any(
            c.span.overlaps(claim.span) and bool(c.asserts.counts or c.asserts.votes)
            for c in self._in_sentence(claim)
            if c.id != claim.id and c.asserts.outcome is None
        )

    def _beside(self, claim: Claim, *, same_sentence: bool) -> tuple[int, ...]:
        """Votes of the story's other passages: those told in the claim's own sentence, or all."""
        frames = {c.frame for c in self._in_sentence(claim)} if same_sentence else self.linked.keys()
        return tuple(v.best.place for f, v in self.linked.items() if f in frames and f != claim.frame)

    def of_passage(self, claim: Claim) -> Sequence[Claim]:
        """The claims of the passage a claim stands in, the nearest of them where they are many, in text order."""
        told = self._frames.get(claim.frame, []) if claim.frame is not None else []
        if len(told) <= 2 * _NEAREST:
            return told
        at = bisect_left(told, claim.span.start, key=lambda c: c.span.start)
        return told[max(0, at - _NEAREST) : at + _NEAREST]

    def _in_sentence(self, claim: Claim) -> tuple[Claim, ...]:
        """The claims that share a sentence with this one, itself among them, in the order of the text."""
        near = {c.id: c for place in self._places(claim) for c in self._sentences[place]}
        return tuple(near.values())

    def _places(self, claim: Claim) -> range:
        """The places of the sentences a claim stands in."""
        sentences = self.reading.document.sentences
        first = bisect_right(sentences, claim.span.start, key=lambda s: s.end)
        return range(first, max(first, bisect_left(sentences, claim.span.end, key=lambda s: s.start)))


def _firm(best: Scored) -> bool:
    identified = bool({"date", "symbol", "tally"} & set(best.cues))
    return best.share >= weights().bar["firm_frame"] and best.strength >= _FIRM_STRENGTH and identified


def _named_by(peers: Sequence[Asserts]) -> frozenset[str]:
    return frozenset(code for a in peers for code in (*a.vetoes, *(c for c, _ in a.votes)))
