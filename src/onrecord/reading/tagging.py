"""Tags the words of a sentence outside its quotations, one letter a word, so that grammar is a pattern over letters.

H pronoun, D determiner, P state's genitive, S state, G other genitive, O organisation, W outlet, R person's role,
F office or ministry, B body's head word, J press word, y carrier (statement, tweet), M modifier, N name, T particle,
I preposition, C conjunction, r relative, h hedge, A passing adverb, t time word, X refusal or modal, V verb of saying,
g its participle, Q quotation, x anything else; and the punctuation , : ; . - themselves.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import cache

from onrecord.reading.quotes import Quote
from onrecord.reading.speech_words import SpeechWords, Wording
from onrecord.states import PersonMention, StateMention, find_people, find_states
from onrecord.terms import Document, Span

TOKENS_CAP = 1500
"""Words of one sentence that are looked at; no sentence written for readers is longer."""

_TOKEN = re.compile(r"[^\W_]+(?:[’'.&-][^\W_]+)*[’']?|[,:;.()]|[–—-]+|[?!…]")
_INITIAL = re.compile(r"(?:[A-Z]\.)+[A-Z]?\Z|[A-Z]\Z")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, mention, mark or quotation of a sentence."""

    span: Span
    text: str
    tag: str
    codes: tuple[str, ...] = ()
    name: str = ""  # the name to report, for outlets
    wordings: tuple[Wording, ...] = ()
    pronoun: str = ""  # of a determiner that stands for someone: its, his
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence's tokens and the string of their tags, position for position."""

    tokens: tuple[Token, ...]
    tags: str

    def text(self, start: int, end: int) -> str:
        """The words from token `start` up to token `end`, spaced singly and without parentheses."""
        return " ".join(token.text for token in self.tokens[start:end]).replace(" ,", ",")


@dataclass(frozen=True, slots=True)
class _Mention:
    span: Span
    tag: str
    codes: tuple[str, ...] = ()
    name: str = ""


class Tagger:
    """Tags sentences of one document; mentions are found once for the whole text."""

    def __init__(self, document: Document, words: SpeechWords) -> None:
        self._body = document.body
        self._words = words
        self._mentions = _mentions(document, words)
        self._starts = [mention.span.start for mention in self._mentions]
        self.people: tuple[PersonMention, ...] = find_people(document.body, document.published)

    def tag(self, span: Span, quotes: tuple[Quote, ...]) -> Tagged:
        """The sentence at `span`; each of `quotes` in it becomes one token."""
        tokens: list[Token] = []
        at = span.start
        for quote in quotes:
            if quote.span.start >= at:
                self._words_between(at, quote.span.start, tokens)
            tokens.append(Token(quote.span, "", "Q", quote=quote))
            at = max(at, quote.span.end)
        self._words_between(at, span.end, tokens)
        tokens = _without_parentheses(tokens[:TOKENS_CAP])
        return Tagged(tuple(tokens), "".join(token.tag for token in tokens))

    def _words_between(self, start: int, end: int, tokens: list[Token]) -> None:
        at = start
        upcoming = bisect_left(self._starts, start)
        while at < end and len(tokens) < TOKENS_CAP:
            mention = self._mentions[upcoming] if upcoming < len(self._mentions) else None
            if mention is not None and mention.span.start < at:
                upcoming += 1
                continue
            stop = min(end, mention.span.start) if mention is not None else end
            for found in _TOKEN.finditer(self._body, at, stop):
                tokens.append(self._token(found, first=not tokens, previous=tokens[-1] if tokens else None))
                if len(tokens) >= TOKENS_CAP:
                    return
            if mention is None or stop == end:
                return
            token = self._mention_token(mention, end)
            tokens.append(token)
            at = max(token.span.end, mention.span.end)

    def _mention_token(self, mention: _Mention, end: int) -> Token:
        stop = mention.span.end
        genitive = re.compile(r"[’'](?:s\b)?").match(self._body, stop, end) if mention.tag in "SO" else None
        words = mention.span.of(self._body)
        if genitive is None:
            return Token(mention.span, words, mention.tag, mention.codes, mention.name)
        tag = "P" if mention.tag == "S" else "G"
        return Token(Span(mention.span.start, genitive.end()), words, tag, mention.codes)

    def _token(self, found: re.Match[str], *, first: bool, previous: Token | None) -> Token:
        span = Span(found.start(), found.end())
        word = found[0]
        if not word[0].isalnum():
            return Token(span, word, word if word in ",:;.()" else "." if word in "?!…" else "-")
        genitive = re.search(r"(?:[’']s|s[’'])$", word)
        if genitive and word.lower() not in {"it's", "it’s", "he's", "he’s", "that's", "that’s"}:
            return Token(span, re.sub(r"[’']s?$", "", word), "G")
        word = word.rstrip("’'")
        tag, wordings = self._kind(word, first=first, previous=previous.tag if previous else "")
        pronoun = word.lower() if word.lower() in {"its", "their", "his", "her"} else ""
        return Token(span, word, tag, wordings=wordings, pronoun=pronoun)

    def _kind(self, word: str, *, first: bool, previous: str) -> tuple[str, tuple[Wording, ...]]:
        """The tag of a plain word, and the verb wordings it may begin."""
        low = word.lower()
        lookup = self._words
        capital = word[0].isupper() and not (first and low in _everyday(lookup))
        if (not capital or first) and low in lookup.verbs and previous not in ("D", "G", "P", "M"):
            return "V", lookup.verbs[low]
        if low in lookup.participles and not capital:
            return "g", lookup.participles[low]
        small = _small_words(lookup).get(low)
        if small is not None and (not capital or small in "HDICrthAX" and (first or small in "Ht") or small in "RFJyMB"):
            if small in "yM" and capital and not first and low not in _title_modifiers(lookup):
                return "N", ()
            return small, ()
        if low.endswith("ly") and not capital:
            return "A", ()
        if not capital and low.endswith("n’t") or low.endswith("n't"):
            return "X", ()
        if capital and len(word) > 1 or (capital and _INITIAL.match(word)):
            return "N", ()
        return ("t" if low[0].isdigit() else "x"), ()


@cache
def _everyday_words(words: frozenset[str], extra: frozenset[str]) -> frozenset[str]:
    return words | extra


def _everyday(lookup: SpeechWords) -> frozenset[str]:
    """Words whose capital at the head of a sentence means nothing."""
    return _EVERYDAY.setdefault(id(lookup), frozenset().union(*lookup.words.values(), lookup.verbs, lookup.participles))


_EVERYDAY: dict[int, frozenset[str]] = {}
_SMALL: dict[int, dict[str, str]] = {}


def _title_modifiers(lookup: SpeechWords) -> frozenset[str]:
    return lookup.roles["modifier"]


def _small_words(lookup: SpeechWords) -> dict[str, str]:
    """Tag by lower-case word."""
    known = _SMALL.get(id(lookup))
    if known is not None:
        return known
    kinds = (
        ("modifier", "M"),
        ("carrier", "y"),
        ("body", "B"),
        ("press", "J"),
        ("office", "F"),
        ("scholar", "R"),
        ("person", "R"),
    )
    found = {word: tag for kind, tag in kinds for word in lookup.roles[kind]}
    for kind, tag in (
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
    ):
        found |= dict.fromkeys(lookup.words[kind], tag)
    _SMALL[id(lookup)] = found
    return found


def _without_parentheses(tokens: list[Token]) -> list[Token]:
    """Drops short parentheses, which say nothing of who speaks."""
    kept: list[Token] = []
    opened: int | None = None
    for token in tokens:
        if token.tag == "(":
            opened = len(kept)
        elif token.tag == ")":
            if opened is not None and len(kept) - opened <= 15:
                del kept[opened:]
            opened = None
        else:
            kept.append(token)
    return kept


def _mentions(document: Document, words: SpeechWords) -> list[_Mention]:
    """States, organisations and outlets, in order, without overlaps; an outlet's name is never a state's."""
    found = [_Mention(m.span, "W", (), words.outlets[m[0]]) for m in _outlet_matches(document.body, words)]
    found += [_Mention(Span(*m.span()), "O") for m in _organisation_form(words).finditer(document.body)]
    found += [_state(mention) for mention in find_states(document.body, document.published)]
    found.sort(key=lambda mention: (mention.span.start, -mention.span.end, "WOS".find(mention.tag)))
    kept: list[_Mention] = []
    for mention in found:
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept


def _state(mention: StateMention) -> _Mention:
    return _Mention(mention.span, "O" if mention.form in ("group", "place") else "S", mention.codes)
