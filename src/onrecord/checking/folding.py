"""Words folded so that a story's "onslaught" meets a title's "aggression": accents, endings, synonyms, states."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from onrecord.states import all_states

_WORD = re.compile(r"[a-z0-9]+")
_LONGEST_NAME = 6  # "democratic people s republic of korea" is six words
_KEEP_ENDING = frozenset(("gas", "aids", "news", "loss", "cross", "texas", "arms", "series"))


class _Lexicon(NamedTuple):
    stop: frozenset[str]
    phrases: dict[tuple[str, ...], str]  # folded words -> notion or "@ISO3"


def fold(text: str) -> list[str]:
    """Lower-case ASCII words of `text`, accents and apostrophes dropped."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'")).encode("ascii", "ignore").decode()
    return _WORD.findall(plain.lower().replace("'s ", " ").replace("'", ""))


def stem(word: str) -> str:
    """A crude English stem, equal for the inflections of one word: settlements, settlement."""
    if len(word) <= 4 or word in _KEEP_ENDING or word.isdigit():
        return word
    for ending, rest in (
        ("ies", "y"),
        ("ations", "at"),
        ("ation", "at"),
        ("ings", ""),
        ("ing", ""),
        ("ed", ""),
        ("es", ""),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)] + rest
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@cache
def _lexicon() -> _Lexicon:
    raw = tomllib.loads((resources.files("onrecord") / "data/checking/synonyms.toml").read_text("utf-8"))
    stop = frozenset(raw["stop"])
    phrases: dict[tuple[str, ...], str] = {}
    for state in all_states():
        names = (state.name, state.official_name, *state.demonyms, *state.aliases)
        for name in names:
            words = tuple(fold(name))
            if words and not (len(words) == 1 and (len(words[0]) < 4 or words[0] in stop)):
                phrases.setdefault(words, "@" + state.code)
    for notion in raw["notions"]:
        for phrase in notion:
            phrases.setdefault(tuple(fold(phrase)), stem(fold(notion[0])[0]))
    return _Lexicon(stop, phrases)


@cache
def _side_words() -> dict[str, tuple[str, ...]]:
    raw = tomllib.loads((resources.files("onrecord") / "data/checking/synonyms.toml").read_text("utf-8"))
    return {side: tuple(words) for side, words in raw["side_words"].items()}


def sides_named(words: str) -> frozenset[str]:
    """The sides of a vote that a claim's words name: "yes", "no", "abstain", "absent"."""
    plain = f" {words.casefold()} "
    return frozenset(side for side, starts in _side_words().items() if any(start in plain for start in starts))


def topic_words(texts: Iterable[str]) -> frozenset[str]:
    """The informative words of a passage or title: notions, stems, and states as "@ISO3"."""
    return _topic_words(" ".join(texts))


@lru_cache(maxsize=4096)
def _topic_words(text: str) -> frozenset[str]:
    stop, phrases = _lexicon()
    words = fold(text)
    out: set[str] = set()
    i = 0
    while i < len(words):
        for n in range(min(_LONGEST_NAME, len(words) - i), 0, -1):
            name = phrases.get(tuple(words[i : i + n]))
            if name is not None:
                out.add(name)
                # a notion keeps its own word too: "gaza" is of the Palestine matter and still says more
                if n == 1 and not name.startswith("@") and words[i] not in stop:
                    out.add(stem(words[i]))
                i += n
                break
        else:
            if words[i] not in stop and len(words[i]) > 2 and not words[i].isdigit():
                out.add(stem(words[i]))
            i += 1
    return frozenset(out)
