"""The words by which copy puts speech in mouths, loaded once from the language's speech and outlet lexicons."""

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from tomllib import loads

from onrecord.terms import EventType


@dataclass(frozen=True, slots=True)
class Wording:
    """One form of a verb of saying: its words, how it may be used, and what kind of act it is."""

    words: tuple[str, ...]
    frame: str  # "say", "act", "quote" or "press"
    type: EventType | None
    needs: str = ""  # words that must follow in the sentence
    participle: bool = False


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """The speech lexicon of one language, by first word where look-ups are by token."""

    verbs: dict[str, tuple[Wording, ...]]
    participles: dict[str, tuple[Wording, ...]]
    roles: dict[str, frozenset[str]]
    words: dict[str, frozenset[str]]
    of_state: tuple[tuple[str, str], ...]
    organisations: tuple[str, ...]
    surname_meanings: dict[str, str]
    performatives: tuple[tuple[EventType, tuple[str, ...]], ...]
    outlets: dict[str, str] = field(default_factory=dict)  # spelling -> name to report
    networks: frozenset[str] = frozenset()
    published: dict[str, str] = field(default_factory=dict)  # verb form -> network


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
    wordings = [
        Wording(tuple(form.split()), group["frame"], _type(group["type"]), group.get("needs", ""))
        for group in speech["verbs"]
        for form in group["forms"]
    ]
    participles = [
        Wording(tuple(form.split()), kind if kind in {"say", "quote"} else "act", _type(kind), participle=True)
        for kind, forms in speech["participles"].items()
        for form in forms
    ]
    return SpeechWords(
        verbs=_by_first_word(wordings),
        participles=_by_first_word(participles),
        roles={kind: frozenset(words) for kind, words in speech["roles"].items() if kind != "of_state"},
        words={kind: frozenset(words) for kind, words in speech["words"].items()},
        of_state=tuple((title, code) for title, code in speech["roles"]["of_state"]),
        organisations=tuple(speech["organisations"]["names"]),
        surname_meanings=dict(speech["surname_meanings"]),
        performatives=tuple((EventType(kind), tuple(forms)) for kind, forms in speech["performatives"].items()),
        outlets={spelling: names[0] for names in media["names"] for spelling in names},
        networks=frozenset(name for names in media["networks"] for name in names),
        published=dict(media["published"]),
    )


def _type(name: str) -> EventType | None:
    return EventType(name) if name in EventType.__members__ else None


def _by_first_word(wordings: list[Wording]) -> dict[str, tuple[Wording, ...]]:
    """Wordings by their first word, longer and more general ones first."""
    rank = {"say": 0, "act": 1, "press": 2, "quote": 3}
    found: dict[str, list[Wording]] = {}
    for wording in sorted(wordings, key=lambda w: (-len(w.words), rank[w.frame])):
        found.setdefault(wording.words[0], []).append(wording)
    return {word: tuple(rows) for word, rows in found.items()}
