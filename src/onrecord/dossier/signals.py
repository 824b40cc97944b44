"""Where a state's words, votes and deeds part, and where two reports differ: plain rules, each stated in its result."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.dossier.model import Act, ClaimOn, Dossier, Signal, SignalKind, VoteCast, Word
from onrecord.terms import Bound, EventType, Position, Side, Verdict

UPHOLD = frozenset((EventType.SUPPORT, EventType.REQUEST, EventType.AGREE, EventType.CONSULT))
WARM = UPHOLD | {EventType.AID, EventType.COOPERATE, EventType.CONCEDE, EventType.RETREAT}
HOSTILE = frozenset((EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.THREATEN, EventType.MOBILIZE))
_DID = {
    Position.YES: "voted in favour of",
    Position.NO: "voted against",
    Position.ABSTAIN: "abstained on",
    Position.ABSENT: "did not vote on",
    Position.NOT_ENTITLED: "had no vote on",
}


@dataclass(frozen=True, slots=True)
class Principle:
    """A principle, the words by which a speaker upholds it and those by which a text's title calls for it."""

    label: str
    words: tuple[str, ...]
    texts: tuple[str, ...]
    citation: str


@cache
def principles() -> tuple[Principle, ...]:
    """The principles of `principles.toml`."""
    table = tomllib.loads(files("onrecord.dossier").joinpath("principles.toml").read_text(encoding="utf8"))
    return tuple(Principle(p["label"], tuple(p["words"]), tuple(p["texts"]), p["citation"]) for p in table.values())


def find_signals(dossier: Dossier) -> tuple[Signal, ...]:
    """Every place where two entries part: word and vote, word and deed, votes on one matter, reports that differ."""
    return (
        *_words_and_votes(dossier),
        *_words_and_deeds(dossier),
        *_votes_that_differ(dossier),
        *_reports_that_differ(dossier),
    )


def _says(words: Sequence[str], text: str) -> bool:
    return any(re.search(rf"\b{re.escape(w)}\b", text, re.IGNORECASE) for w in words)


def _words_and_votes(dossier: Dossier) -> Iterator[Signal]:
    """Words that uphold a principle, beside votes withheld from texts that call for it by name."""
    for principle in principles():
        words = [w for w in dossier.words if _upholds(w, principle)]
        votes = [v for v in dossier.votes if v.position is not Position.YES and _calls_for(v, principle)]
        near = [(w, v) for w in words for v in votes if _near(w, v)]
        if near:
            beside_words = [w for w in words if any(w is x for x, _ in near)]
            beside_votes = [v for v in votes if any(v is x for _, x in near)]
            yield _word_and_vote(dossier, principle, beside_votes, beside_words)


def _word_and_vote(dossier: Dossier, principle: Principle, votes: Sequence[VoteCast], words: Sequence[Word]) -> Signal:
    took = "; ".join(f"{_DID[v.position]} {v.rollcall.symbol} ({v.key})" for v in votes[:_NAMED])
    more = f"; and so on {len(votes) - _NAMED} more" if len(votes) > _NAMED else ""
    return Signal(
        SignalKind.WORD_AND_VOTE,
        f"{dossier.name}'s words uphold {principle.label} ({_keys(words)}); on texts about it, it {took}{more}.",
        f"Words that name {principle.label} with approval, in one story with, or within a year of, a vote other than "
        f"yes on a text whose title names it ({principle.citation}). An explanation of vote may give the reason.",
        (*(w.key for w in words), *(v.key for v in votes)),
    )


_NAMED = 6  # votes a sentence names before it only counts them


def _upholds(word: Word, principle: Principle) -> bool:
    statement = word.statement
    return statement.type in UPHOLD and _says(principle.words, statement.quote_text or statement.quote)


def _calls_for(vote: VoteCast, principle: Principle) -> bool:
    return _says(principle.texts, vote.rollcall.title)


def _near(word: Word, vote: VoteCast) -> bool:
    """Whether one story tells both, or a year at most lies between them."""
    if word.story in vote.stories:
        return True
    return word.day is not None and abs((word.day - vote.rollcall.date).days) <= 365


def _words_and_deeds(dossier: Dossier) -> Iterator[Signal]:
    """Friendly words about a state beside a hostile deed toward it."""
    from onrecord.states import state_name

    others = sorted({a.deed.recipient for a in dossier.deeds if a.deed.recipient})
    for other in others:
        words = [w for w in dossier.words if w.statement.about == other and w.statement.type in WARM]
        deeds = [a for a in dossier.deeds if a.deed.recipient == other and a.deed.type in HOSTILE]
        if words and deeds:
            yield Signal(
                SignalKind.WORD_AND_DEED,
                f"{dossier.name} has friendly words for {state_name(other)} ({_keys(words)}) and acts against it "
                f"({_keys(deeds)}).",
                "Words typed as support, request, agreement, aid or cooperation about a state, beside a deed toward it "
                "typed as assault, coercion, sanction, threat or mobilisation (PLOVER types).",
                (*(w.key for w in words), *(d.key for d in deeds)),
            )


def _keys(entries: Sequence[Word] | Sequence[Act] | Sequence[VoteCast]) -> str:
    return ", ".join(e.key for e in entries)


def _votes_that_differ(dossier: Dossier) -> Iterator[Signal]:
    """Different positions on texts about the same states, among the votes the stories speak of."""
    told = [v for v in dossier.votes if v.stories and v.rollcall.about]
    matters = sorted({tuple(sorted(v.rollcall.about)) for v in told})
    for matter in matters:
        votes = [v for v in told if tuple(sorted(v.rollcall.about)) == matter]
        if len({v.position for v in votes}) > 1:
            took = "; ".join(f"{_DID[v.position]} {v.rollcall.symbol} ({v.key})" for v in votes)
            yield Signal(
                SignalKind.VOTES,
                f"{dossier.name}'s votes on one matter are not alike: it {took}.",
                f"Votes the stories speak of, on texts about the same states ({', '.join(matter)}), with more than one "
                "position. The texts may ask for different things.",
                tuple(v.key for v in votes),
            )


def _reports_that_differ(dossier: Dossier) -> Iterator[Signal]:
    """Claims about one vote that assert different things of the same cell, within a story or between two."""
    cells: dict[tuple[str, str], dict[str, list[ClaimOn]]] = {}
    for claim in sorted(dossier.claims, key=lambda c: (c.story, c.checked.claim.span)):
        for slot, value in _cells(claim):
            cells.setdefault((claim.checked.finding.event or "", slot), {}).setdefault(value, []).append(claim)
    for (event, slot), said in sorted(cells.items()):
        if event and len(said) > 1:
            yield _differing(event, slot, said)


def _differing(event: str, slot: str, said: Mapping[str, Sequence[ClaimOn]]) -> Signal:
    from_stories = {c.story for claims in said.values() for c in claims}
    where = "one story gives" if len(from_stories) == 1 else "the stories give"
    versions = " and ".join(f"{value} ({', '.join(c.key for c in claims)})" for value, claims in said.items())
    return Signal(
        SignalKind.REPORTS,
        f"On {event}, {where} different versions of {slot}: {versions}.",
        "Asserted claims linked to the same vote that give different exact numbers for one side, or different "
        "positions for one state. The record's answer stands beside each claim.",
        tuple(c.key for claims in said.values() for c in claims),
    )


def _cells(claim: ClaimOn) -> list[tuple[str, str]]:
    """What a claim firmly says of single cells: the exact number on a side, the position of a state."""
    from onrecord.states import state_name

    said = claim.checked.claim
    if said.negated or not said.modality.checkable or claim.checked.finding.verdict is Verdict.AMBIGUOUS:
        return []
    counts = [(_SIDES[c.side], str(c.number)) for c in said.asserts.counts if c.bound is Bound.EXACT]
    return counts + [(f"{state_name(state)}'s vote", _TOOK[position]) for state, position in said.asserts.votes]


_TOOK = {
    Position.YES: "in favour",
    Position.NO: "against",
    Position.ABSTAIN: "an abstention",
    Position.ABSENT: "not voting",
    Position.NOT_ENTITLED: "not entitled to vote",
}


_SIDES = {
    Side.YES: "the votes in favour",
    Side.NO: "the votes against",
    Side.ABSTAIN: "the abstentions",
    Side.NOT_VOTING: "the members not voting",
    Side.COSPONSORS: "the number of sponsors",
    Side.MEMBERS: "the number of members",
    Side.VOTES_CAST: "the votes cast",
}
