"""Reads who a noun phrase names (person, ministry, capital, outlet), in what role, for which state."""

import re
from dataclasses import dataclass

from onrecord.reading.speech_words import SpeechWords
from onrecord.reading.tagging import Tagged, Tagger
from onrecord.terms import Span

HEAD = "[SNORFBJWy]"
_HEADED = rf"[DMPGSNORTFBJWt]{{0,9}}{HEAD}"
PHRASE = rf"{_HEADED}(?:I{_HEADED}|(?<=[RF])I[DM]{{0,3}}x){{0,3}}"
"""Pattern over tags of one noun phrase that can name a speaker."""

_LAST_NAME = re.compile(r"N(?:[NT]*N)?\Z")
_REPRESENTS = re.compile(r"spokes|representative|delegat|mission|ambassador|envoy|minist", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Actor:
    """A speaker as one phrase names them, before the story is asked who that is."""

    kind: str  # "person", "office", "state", "organisation", "press", "pronoun", "carrier"
    text: str  # the phrase
    span: Span
    name: str = ""
    role: str = ""
    states: tuple[str, ...] = ()
    independent: bool = False  # speaks for no state: scholars, press, the United Nations
    definite: bool = False  # "the ..."
    pronoun: str = ""  # he, she, they, it; or the possessive a role hangs on (its, their)


@dataclass(frozen=True, slots=True)
class _Part:
    """Facts of one noun phrase or apposition."""

    start: int
    end: int
    name: tuple[int, int] | None
    head: str
    states: tuple[str, ...]
    organisation: bool


def actor_at(
    tagged: Tagged, words: SpeechWords, phrase: tuple[int, int], apposition: tuple[int, int] | None = None
) -> Actor | None:
    """The actor named by the tokens of `phrase` and an apposition to it; None when they name nobody."""
    start, end = phrase
    if tagged.tags[start:end] == "H":
        return Actor("pronoun", tagged.tokens[start].text, tagged.tokens[start].span, pronoun=tagged.tokens[start].low)
    if end <= start:
        return None
    first = _part(tagged, start, end)
    second = _part(tagged, *apposition) if apposition and _qualifies(tagged, apposition) else None
    span = tagged.tokens[start].span.join(tagged.tokens[(second or first).end - 1].span)
    return _actor(tagged, words, first, second, span)


def _qualifies(tagged: Tagged, apposition: tuple[int, int]) -> bool:
    """Whether words between commas say who someone is, rather than what was done."""
    start, end = apposition
    tags = tagged.tags[start:end]
    return (
        bool(re.match(r"[DPSMRGNFOB]|I[DM]*[SO]|Xr?", tags)) and bool(re.search(r"[RNFSO]", tags)) and "W" not in tags
    )


def _part(tagged: Tagged, start: int, end: int) -> _Part:
    tags = tagged.tags[start:end]
    name = _name_within(tags)
    complement = tags.find("I")
    core_end = complement if complement >= 0 else len(tags)
    if name and name[0] > core_end:
        core_end = complement
    head = tags[core_end - 1] if core_end else tags[-1:]
    states, organisation = _states_of(tagged, start, tags, name, core_end)
    return _Part(start, end, (start + name[0], start + name[1]) if name else None, head, states, organisation)


def _name_within(tags: str) -> tuple[int, int] | None:
    """Where the speaker's own name stands in a phrase's tags; names of those they speak for do not count."""
    before_complement = tags.split("I", 1)[0]
    early = _LAST_NAME.search(before_complement)
    if "I" not in tags:
        return early.span() if early else None
    if early:
        return early.span()
    late = _LAST_NAME.search(tags)
    if late and late.start() > 0 and tags[late.start() - 1] in "SOFBP":
        return late.span()
    return None


def _states_of(
    tagged: Tagged, start: int, tags: str, name: tuple[int, int] | None, core_end: int
) -> tuple[tuple[str, ...], bool]:
    """States the phrase ties its head to, and whether it is tied to an organisation instead."""
    stop = min(core_end, name[0]) if name and name[0] < core_end else core_end
    organisation = False
    codes: list[str] = []
    for i in range(stop):
        token = tagged.tokens[start + i]
        if tags[i] in "PS" and token.codes and (not codes or tags[i - 1] == "C"):
            codes.extend(token.codes[:1])
        organisation = organisation or tags[i] == "O"
    if codes:
        return tuple(codes), False
    role = " ".join(token.text for token in tagged.tokens[start : start + len(tags)])
    for link in re.finditer(r"I[DM]*([SPO])(?![NM]*B)", tags):
        token = tagged.tokens[start + link.start(1)]
        word = tagged.tokens[start + link.start()].low
        if link[1] == "O":
            organisation = organisation or word in {"of", "for", "at", "from"}
        elif token.codes and (
            word in {"of", "from"} or (word in {"for", "in"} and (not role or _REPRESENTS.search(role)))
        ):
            return token.codes[:1], False
    return (), organisation


def _actor(tagged: Tagged, words: SpeechWords, first: _Part, second: _Part | None, span: Span) -> Actor | None:
    """One actor from a phrase and its apposition, whichever of the two holds the name."""
    named = first if first.name or second is None or not second.name else second
    other = second if named is first else first
    parts = (first, second) if second else (first,)
    name = tagged.text(*named.name) if named.name else ""
    role = _role(tagged, named, other)
    states = next((part.states for part in parts if part.states), ())
    low = " ".join(tagged.text(part.start, part.end).lower() for part in parts)
    if not states:
        states = next(((code,) for title, code in words.of_state if title in low), ())
    scholar = any(word.strip(",") in words.scholars for word in low.split())
    organisation = any(part.organisation for part in parts) and not states
    kind = _kind(tagged, first, name, states)
    if not kind or (not second and re.fullmatch("DN", tagged.tags[first.start : first.end])):
        return None  # "the Charter" is nobody
    if kind == "organisation" and first.head == "B" and states and tagged.tags[first.start] in "PSD":
        organisation = False
    bare = " ".join(tagged.text(first.start, first.end).split())
    definite = tagged.tokens[first.start].low == "the"
    possessive = next((t.low for t in tagged.tokens[first.start : first.end] if t.low in {"its", "their"}), "")
    if not possessive and second:
        possessive = next((t.low for t in tagged.tokens[second.start : second.end] if t.low in {"its", "their"}), "")
    independent = scholar or organisation or kind == "press" or (kind == "organisation" and not states)
    return Actor(
        kind,
        _without_determiner(bare),
        span,
        name,
        role,
        () if independent else states,
        independent,
        definite,
        possessive,
    )


def _kind(tagged: Tagged, first: _Part, name: str, states: tuple[str, ...]) -> str:
    """What sort of speaker the head of a phrase makes."""
    tags = tagged.tags[first.start : first.end]
    if "W" in tags and not name:
        return "press"
    if first.head == "y" or (tags.split("I")[0][-1:] == "y"):
        return "carrier"
    if name or first.head in "RN":
        return "person"
    return {"F": "office", "S": "state", "J": "press", "O": "organisation", "B": "organisation", "P": "state"}.get(
        first.head, ""
    )


def _role(tagged: Tagged, named: _Part, other: _Part | None) -> str:
    """The words that say what a named person is, without the state and the article."""
    spans: list[tuple[int, int]] = []
    if named.name:
        spans += [(named.start, named.name[0]), (named.name[1], named.end)]
    else:
        spans.append((named.start, named.end))
    if other:
        spans.append((other.start, other.end))
    pieces = []
    for start, end in spans:
        while start < end and tagged.tags[start] in "DPSGI":
            start += 1
        piece = tagged.text(start, end).strip(" ,")
        if piece and re.search(r"[RFBJM]", tagged.tags[start:end]):
            pieces.append(piece)
    return "; ".join(pieces)


def _without_determiner(text: str) -> str:
    return re.sub(r"^(?:the|a|an|its|their|his|her|this|that)\s+", "", text, flags=re.IGNORECASE)


def known_person(tagger: Tagger, actor: Actor) -> tuple[str, str | None, str] | None:
    """Name, state and role of the person a table knows by the actor's words, or None."""
    mention = tagger.person_at(actor.span)
    if mention is None or not actor.name:
        return None
    person = mention.person
    own = set(actor.name.lower().replace("-", " ").split())
    if not own & set(f"{person.name} {person.surname}".lower().replace("-", " ").split()):
        return None
    return person.name, person.state, person.role


def known_principal(tagger: Tagger, actor: Actor) -> str | None:
    """State of the known person an actor speaks for ("a spokesman for President ..."), or None."""
    mention = tagger.person_at(actor.span)
    if mention is None or not re.search(r"\b(?:for|of|to)\b", f"{actor.text} {actor.role}"):
        return None
    return mention.person.state
