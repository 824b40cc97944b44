"""Finds the chain of reporting of a sentence: the media and networks through which words reached the story."""

import re

from onrecord.reading.speech_words import SpeechWords
from onrecord.reading.tagging import Tagged

_GENERIC = re.compile(r"[DPSMN]{0,4}J")
_REPORTING = frozenset({"reported", "reports", "said", "says", "wrote", "quoted", "cited", "report"})
_CARRIED = frozenset({"by", "to", "told", "tells", "with", "on", "in", "via", "for", "quoting", "citing"})
_AGENCY = re.compile(r"\(([A-Z][\w. ]{1,30})\)\s*[.)]?\s*\Z")
_POSTED = re.compile(r"\b(?:on|in an?|via|to)\s+(?:(?:his|her|its|their)\s+)?(?:official\s+)?([A-Z][A-Za-z]*)\b")


def outlets_of(tagged: Tagged, words: SpeechWords, body: str, verbs: tuple[str, ...]) -> tuple[str, ...]:
    """Names of the outlets that carry the words of a sentence, nearest to the story first, each once."""
    found: list[str] = []
    tokens, tags = tagged.tokens, tagged.tags
    for i, token in enumerate(tokens):
        if token.tag == "W" and _carries(tagged, i):
            found.append(token.name)
        elif token.low == "according" and i + 2 < len(tokens):
            generic = _GENERIC.match(tags, i + 2)
            if generic and tags[generic.end() : generic.end() + 1] != "R":
                start = generic.start() + (tags[generic.start()] == "D")
                if "W" not in tags[generic.end() : generic.end() + 1]:
                    found.append(tagged.text(start, generic.end()))
    agency = _AGENCY.search(body, max(tagged.span.start, tagged.span.end - 40), tagged.span.end)
    if agency and agency[1] in words.outlets:
        found.append(words.outlets[agency[1]])
    found.extend(_networks(tagged, words, body, verbs))
    return tuple(dict.fromkeys(found))


def _carries(tagged: Tagged, i: int) -> bool:
    """Whether the outlet at `i` is named as carrying words: told it, said by it, reported by it."""
    low = max(0, i - 8)
    before = [token.low for token in tagged.tokens[low:i]]
    after = tagged.tokens[i + 1].low if i + 1 < len(tagged.tokens) else ""
    return (
        after in _REPORTING
        or tagged.tags[i + 1 : i + 2] == "V"
        or bool(_CARRIED & set(before))
        or (i + 2 < len(tagged.tokens) and bool(_REPORTING & {t.low for t in tagged.tokens[i + 1 : i + 4]}))
    )


def _networks(tagged: Tagged, words: SpeechWords, body: str, verbs: tuple[str, ...]) -> list[str]:
    found = [words.published[verb] for verb in verbs if verb in words.published]
    lows = {token.low for token in tagged.tokens}
    if "tweet" in lows:
        found.append(words.published["tweet"])
    plain = _outside_quotes(tagged, body)
    named = [m[1] for m in _POSTED.finditer(plain) if m[1] in words.networks]
    if not named and not found:
        named = [m[1] for m in words.network_form.finditer(plain)]
    return found + named


def _outside_quotes(tagged: Tagged, body: str) -> str:
    pieces: list[str] = []
    at = tagged.span.start
    for token in tagged.tokens:
        if token.quote is not None:
            pieces.append(body[at : token.span.start])
            at = token.span.end
    pieces.append(body[at : tagged.span.end])
    return " ".join(pieces)
