"""Where a state's words, votes and deeds part, and where two reports differ: plain rules, each stated in its result."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.dossier.model import Act, ClaimOn, Dossier, Signal, SignalKind, VoteCast, Word
from onrecord.dossier.naming import named_in
from onrecord.terms import Bound, EventType, Position, RollCall, Side, Verdict

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
    any_type: bool = False  # its words show it whatever the type of the statement, accusations and rejections apart
    ties: bool = False  # praise of ties with a state, set beside votes in which the two parted


@cache
def principles() -> tuple[Principle, ...]:
    """The principles of `principles.toml`."""
    table = tomllib.loads(files("onrecord.dossier").joinpath("principles.toml").read_text(encoding="utf8"))
    return tuple(
        Principle(
            p["label"],
            tuple(p["words"]),
            tuple(p["texts"]),
            p["citation"],
            p.get("any_type", False),
            p.get("ties", False),
        )
        for p in table.values()
    )


def find_signals(dossier: Dossier) -> tuple[Signal, ...]:
    """Every place where two entries part: word and vote, word and deed, votes on one matter, reports that differ."""
    return (
        *_words_and_votes(dossier),
        *_ties_and_votes(dossier),
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
        votes = [v for v in dossier.votes if v.position not in _NO_SIGN and _calls_for(v, principle)]
        beside_words, beside_votes = _beside(words, votes)
        if beside_words:
            yield _word_and_vote(dossier, principle, beside_votes, beside_words)


_NO_SIGN = (Position.YES, Position.NOT_ENTITLED)


def _beside(words: Sequence[Word], votes: Sequence[VoteCast]) -> tuple[list[Word], list[VoteCast]]:
    """The words and the votes that have at least one near them among the other."""
    near = [(w, v) for w in words for v in votes if _near(w, v)]
    return [w for w in words if any(w is x for x, _ in near)], [v for v in votes if any(v is x for _, x in near)]


def _word_and_vote(dossier: Dossier, principle: Principle, votes: Sequence[VoteCast], words: Sequence[Word]) -> Signal:
    spoke = f"{_speakers(words)} spoke of {principle.label}"
    return Signal(
        SignalKind.WORD_AND_VOTE,
        f"{spoke} ({_keys(words)}). {dossier.name} {_took(votes)}.",
        f"Words on {principle.label}, beside votes other than yes on texts whose title names it"
        f"{f' ({principle.citation})' if principle.citation else ''}; {_NEARBY}. "
        "An explanation of vote may give the reason.",
        (*(w.key for w in words), *(v.key for v in votes)),
        principle.label,
    )


_NEARBY = "both in one story, or at most a year apart, or the words without a day"
_NAMED = 3  # entries a sentence names before it only counts them


def _speakers(words: Sequence[Word]) -> str:
    named = [_with_article(w.statement.speaker) for w in words]
    told = _abbreviated(list(dict.fromkeys(named)), "other", "others")
    return told[:1].upper() + told[1:]


def _with_article(speaker: str) -> str:
    """A speaker told by office alone as running text takes it: "a senior Chinese diplomat", "diplomats"."""
    first = speaker.split(" ", 1)[0]
    if not first.islower() or first in ("a", "an", "the") or speaker.endswith("s"):
        return speaker
    return f"{'an' if first[0] in 'aeiou' else 'a'} {speaker}"


def _took(votes: Sequence[VoteCast]) -> str:
    """What the state did in `votes`, position by position: "abstained on A and B, voted against C"."""
    parts = []
    for position in dict.fromkeys(v.position for v in votes):
        named = [f"{v.rollcall.symbol} ({v.key})" for v in votes if v.position is position]
        parts.append(f"{_DID[position]} {_abbreviated(named, 'more text', 'more texts')}")
    return " and ".join(parts) if len(parts) < 3 else "; ".join(parts)


def _abbreviated(names: Sequence[str], one: str, many: str) -> str:
    """The first of `names`, the rest only counted."""
    if len(names) > _NAMED + 1:
        names = [*names[:_NAMED], f"{len(names) - _NAMED} {one if len(names) == _NAMED + 1 else many}"]
    return ", ".join(names[:-1]) + f" and {names[-1]}" if len(names) > 1 else "".join(names)


def _upholds(word: Word, principle: Principle) -> bool:
    statement = word.statement
    counts = statement.type not in _TAKES_SIDES if principle.any_type else statement.type in UPHOLD
    return counts and not principle.ties and _says(principle.words, statement.quote_text or statement.quote)


_TAKES_SIDES = frozenset((EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.PROTEST))


def _calls_for(vote: VoteCast, principle: Principle) -> bool:
    return _says(principle.texts, vote.rollcall.title)


def _near(word: Word, vote: VoteCast) -> bool:
    """Whether one story tells both, or a year at most lies between them, or the words have no day to tell by."""
    if word.story in vote.stories or word.day is None:
        return bool(vote.stories)
    return abs((word.day - vote.rollcall.date).days) <= 365


def _ties_and_votes(dossier: Dossier) -> Iterator[Signal]:
    """Praise of the ties with a state, beside votes on texts about it in which the two did not vote alike."""
    from onrecord.states import state_name

    for principle in (p for p in principles() if p.ties):
        praised = [(w, _partners(w, principle, dossier)) for w in dossier.words]
        for other in sorted({code for _, codes in praised for code in codes}):
            words = [w for w, codes in praised if other in codes]
            votes = [v for v in dossier.votes if other in v.rollcall.about and _parted(v, other)]
            beside_words, beside_votes = _beside(words, votes)
            if beside_words:
                yield Signal(
                    SignalKind.WORD_AND_VOTE,
                    f"{_speakers(beside_words)} spoke of {principle.label} with {state_name(other)} "
                    f"({_keys(beside_words)}). {dossier.name} {_took(beside_votes)}, where {state_name(other)} "
                    f"{_did_there(beside_votes, other)}.",
                    f"Words that praise ties with a state the same sentence names, beside votes on texts about that "
                    f"state in which the two took different positions; {_NEARBY}.",
                    (*(w.key for w in beside_words), *(v.key for v in beside_votes)),
                    f"{principle.label} with {state_name(other)}",
                )


def _partners(word: Word, principle: Principle, dossier: Dossier) -> frozenset[str]:
    """The states whose ties with the dossier's own the words praise, as their sentence names them."""
    statement = word.statement
    if statement.type in _TAKES_SIDES or not _says(principle.words, statement.quote_text or statement.quote):
        return frozenset()
    document = dossier.document(word.story)
    sentence = statement.quote + "".join(
        f" {s.of(document.body)}" for s in document.sentences if s.overlaps(statement.span)
    )
    return named_in(sentence) & {v for vote in dossier.votes for v in vote.rollcall.about} - {dossier.state}


def _parted(vote: VoteCast, other: str) -> bool:
    theirs = vote.rollcall.positions.get(other)
    return theirs is not None and theirs is not vote.position and vote.position not in (Position.NOT_ENTITLED,)


def _did_there(votes: Sequence[VoteCast], other: str) -> str:
    did = dict.fromkeys(_ALONE[v.rollcall.positions[other]] for v in votes)
    return " or ".join(did)


_ALONE = {
    Position.YES: "voted in favour",
    Position.NO: "voted against",
    Position.ABSTAIN: "abstained",
    Position.ABSENT: "did not vote",
    Position.NOT_ENTITLED: "had no vote",
}


def _words_and_deeds(dossier: Dossier) -> Iterator[Signal]:
    """Friendly words about a state beside a hostile deed toward it."""
    from onrecord.states import state_name

    others = sorted({a.deed.recipient for a in dossier.deeds if a.deed.recipient})
    for other in others:
        words = [w for w in dossier.words if w.statement.type in WARM and other in _spoken_of(w)]
        deeds = [a for a in dossier.deeds if a.deed.recipient == other and a.deed.type in HOSTILE]
        if words and deeds:
            yield Signal(
                SignalKind.WORD_AND_DEED,
                f"Its words on {state_name(other)} are of {_types(words)} ({_keys(words)}); its deeds "
                f"toward it are of {_types(deeds)} ({_keys(deeds)}).",
                "Words typed as support, request, agreement, aid or cooperation about a state, beside a deed toward it "
                "typed as assault, coercion, sanction, threat or mobilisation (PLOVER types).",
                (*(w.key for w in words), *(d.key for d in deeds)),
            )


_TYPES = {
    EventType.AGREE: "agreement",
    EventType.CONCEDE: "concession",
    EventType.RETREAT: "retreat",
    EventType.CONSULT: "consultation",
    EventType.COOPERATE: "cooperation",
    EventType.SANCTION: "sanction",
    EventType.MOBILIZE: "mobilisation",
    EventType.COERCE: "coercion",
    EventType.THREATEN: "threat",
}


def _types(entries: Sequence[Word] | Sequence[Act]) -> str:
    """The PLOVER types of `entries` as nouns, once each."""
    types = dict.fromkeys(e.statement.type if isinstance(e, Word) else e.deed.type for e in entries)
    named = [_TYPES.get(t, t.value.lower()) for t in types if t]
    return _abbreviated(named, "more", "more")


def _spoken_of(word: Word) -> frozenset[str]:
    return named_in(word.statement.about or "") | named_in(word.statement.quote_text)


def _keys(entries: Sequence[Word] | Sequence[Act] | Sequence[VoteCast]) -> str:
    shown = [e.key for e in entries[:_KEYS]]
    return ", ".join(shown) + (f" and {len(entries) - _KEYS} more" if len(entries) > _KEYS else "")


_KEYS = 6


_CAST = (Position.YES, Position.NO, Position.ABSTAIN)


def _votes_that_differ(dossier: Dossier) -> Iterator[Signal]:
    """Different positions on texts about the same states, among the votes the stories speak of."""
    told = [v for v in dossier.votes if v.stories and v.rollcall.about and v.position in _CAST]
    matters = sorted({tuple(sorted(v.rollcall.about)) for v in told})
    for matter in matters:
        votes = [v for v in told if tuple(sorted(v.rollcall.about)) == matter]
        if len({v.position for v in votes}) > 1:
            yield Signal(
                SignalKind.VOTES,
                f"Its votes on one matter are not alike: it {_took(votes)}.",
                f"Votes the stories speak of, on texts about the same states ({_named(matter)}), with more than one "
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
            recorded = next((v.rollcall for v in dossier.votes if v.rollcall.id == event), None)
            yield _differing(event, slot, said, _recorded(recorded, slot))


def _recorded(rollcall: RollCall | None, slot: str) -> str:
    """What the record has in a cell, in the words of the stories' versions; empty where it holds none."""
    from onrecord.states import state_name

    if rollcall is None:
        return ""
    tally = rollcall.tally
    counts = {Side.YES: tally.yes, Side.NO: tally.no, Side.ABSTAIN: tally.abstain} if tally else {}
    cells = {_SIDES[side]: str(number) for side, number in counts.items()}
    cells |= {f"{state_name(code)}'s vote": _TOOK[position] for code, position in rollcall.positions.items()}
    return cells.get(slot, "")


def _differing(event: str, slot: str, said: Mapping[str, Sequence[ClaimOn]], recorded: str) -> Signal:
    versions = "; ".join(f"{value} in {_stories(claims)}" for value, claims in said.items())
    return Signal(
        SignalKind.REPORTS,
        f"On {event}, {slot}: {versions}." + (f" The record: {recorded}." if recorded else ""),
        "Asserted claims linked to the same vote that give different exact numbers for one side, or different "
        "positions for one state. The record's answer stands beside each claim.",
        tuple(c.key for claims in said.values() for c in claims),
    )


def _stories(claims: Sequence[ClaimOn]) -> str:
    numbers = [str(n) for n in sorted({c.story for c in claims})]
    told = _abbreviated(numbers, "other", "others")
    return f"{'story' if len(numbers) == 1 else 'stories'} {told} ({_first_keys(claims)})"


def _first_keys(claims: Sequence[ClaimOn]) -> str:
    shown = ", ".join(c.key for c in claims[:_NAMED])
    return shown + (f" and {len(claims) - _NAMED} more" if len(claims) > _NAMED else "")


def _named(codes: Sequence[str]) -> str:
    from onrecord.states import state_name

    return _abbreviated([state_name(c) for c in codes], "other", "others")


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
