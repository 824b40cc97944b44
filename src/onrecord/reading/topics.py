"""Plain words of a passage that may name the matter voted on."""

import re
import unicodedata

from onrecord.reading.lexicon import load_toml

_WORD = re.compile(r"[^\W\d_][\w'-]+")
_STOP = frozenset(load_toml("en", "words")["stop"].split())
_SHORTEST = 3


def fold_word(word: str) -> str:
    """`word` lower-cased, without accents and possessive ending."""
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
    return re.sub(r"'s?$", "", plain)


def topic_words(text: str) -> tuple[str, ...]:
    """Folded content words of `text` in order of first use."""
    words = (fold_word(w) for w in _WORD.findall(text.replace("’", "'")))
    return tuple(dict.fromkeys(w for w in words if len(w) >= _SHORTEST and w not in _STOP))
