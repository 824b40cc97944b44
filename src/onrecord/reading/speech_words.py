"""The words by which copy puts speech in mouths, loaded once from the language's speech and outlet lexicons."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from tomllib import loads

from onrecord.terms import EventType

_LETTERS = (
    ("modifier", "M"),
    ("carrier", "y"),
    ("body", "B"),
    ("press", "J"),
    ("office", "F"),
    ("scholar", "R"),
    ("person", "R"),
    ("titles", "R"),
    ("particles", "T"),
    ("passing", "A"),
    ("times", "t"),
    ("conjunctions", "C"),
    ("relatives", "r"),
    ("hedges", "h"),
    ("prepositions", "I"),
    ("determiners", "D"),
    ("pronouns", "H"),
    ("refusals", "X"),
)
_RANK = {"say": 0, "that": 1, "act": 2, "quote": 3}


@dataclass(frozen=True, slots=True)
class Wording:
    """One form of a verb of saying: its words, how it may be used, and what kind of act it is."""

    words: tuple[str, ...]
    frame: str  # "say", "that", "act" or "quote", as the lexicon explains them
    type: EventType | None
    needs: str = ""  # a word that must follow in the sentence


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """The speech lexicon of one language."""

    verbs: dict[str, tuple[Wording, ...]]  # by first word
    participles: dict[str, tuple[Wording, ...]]
    letters: dict[str, str]  # tag by lower-case word, as explained in `tagging`
    everyday: frozenset[str]  # words whose capital at the head of a sentence means nothing
    scholars: frozenset[str]
    utterances: frozenset[str]  # nouns for what someone says: answer, verdict
    of_state: tuple[tuple[str, str], ...]
    aliases: tuple[tuple[str, str], ...]  # of organisations: what copy calls them, their short name
    surname_meanings: dict[str, str]
    performatives: tuple[tuple[EventType, re.Pattern[str]], ...]
    organisation_form: re.Pattern[str]
    outlets: dict[str, str]  # spelling -> name to report
    outlet_form: re.Pattern[str]
    networks: frozenset[str]
    network_form: re.Pattern[str]  # a post named after its network
    published: dict[str, str]  # verb form -> network


@cache
def lexicon_text(name: str, language: str = "en") -> str:
    """The lexicon file `name` of a language, English where the language has none of its own."""
    home = files("onrecord") / "data" / "lexicon"
    own = home / language / name
    return (own if own.is_file() else home / "en" / name).read_text("utf-8")


@cache
def speech_words(language: str = "en") -> SpeechWords:
    """The speech lexicon of `language`."""
    speech = loads(lexicon_text("speech.toml", language))
    media = loads(lexicon_text("outlets.toml", language))
    verbs = _by_first_word(
        Wording(tuple(form.split()), group["frame"], _type(group["type"]), group.get("needs", "").strip())
        for group in speech["verbs"]
        for form in group["forms"]
    )
    participles = _by_first_word(
        Wording(tuple(form.split()), kind if kind in _RANK else "act", _type(kind))
        for kind, forms in speech["participles"].items()
        for form in forms
    )
    kinds: dict[str, list[str]] = {**speech["roles"], **speech["words"]}
    small = frozenset(word for words in speech["words"].values() for word in words)
    outlets = {spelling: names[0] for names in media["names"] for spelling in names}
    networks = [name for names in media["networks"] for name in names]
    return SpeechWords(
        verbs=verbs,
        participles=participles,
        letters={word: letter for kind, letter in _LETTERS for word in kinds[kind]},
        everyday=small.union(verbs, participles, kinds["carrier"], kinds["modifier"]),
        scholars=frozenset(kinds["scholar"]),
        utterances=frozenset(kinds["utterances"]),
        of_state=tuple((title, code) for title, code in speech["roles"]["of_state"]),
        aliases=tuple((called, name) for called, name in speech["organisations"]["aliases"]),
        surname_meanings=dict(speech["surname_meanings"]),
        performatives=tuple((EventType(kind), _any_of(forms, re.I)) for kind, forms in speech["performatives"].items()),
        organisation_form=_any_of(speech["organisations"]["names"]),
        outlets=outlets,
        outlet_form=_any_of(outlets),
        networks=frozenset(networks),
        network_form=re.compile(
            rf"\b({'|'.join(n for n in networks if len(n) > 1)})\s+(?:post|message|account|thread|video)"
        ),
        published=dict(media["published"]),
    )


def _type(name: str) -> EventType | None:
    return EventType(name) if name in EventType.__members__ else None


def _any_of(wordings: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    """One pattern for any of the wordings as whole words, longer ones first."""
    longest_first = sorted(wordings, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w-])", flags)


def _by_first_word(wordings: Iterable[Wording]) -> dict[str, tuple[Wording, ...]]:
    """Wordings by their first word, longer and more general ones first."""
    rows = sorted(wordings, key=lambda w: (-len(w.words), _RANK[w.frame], bool(not w.needs)))
    found: dict[str, list[Wording]] = {}
    for row in rows:
        found.setdefault(row.words[0], []).append(row)
    return {word: tuple(group) for word, group in found.items()}
