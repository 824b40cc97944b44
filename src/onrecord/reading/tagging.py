"""Tags the words of a sentence outside its quotations, one letter a word, so that grammar is a pattern over letters.

H pronoun, D determiner, P state's genitive, S state, G other genitive, O organisation, W outlet, R person's role,
F office or ministry, B body's head word, J press word, y carrier (statement, tweet), M modifier, N name, T particle,
I preposition, C conjunction, r relative, h hedge, A passing adverb, t time word, X refusal or modal, V verb of saying,
g its participle, Q quotation, x anything else; punctuation stands for itself, any full stop as a point.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cached_property

from onrecord.reading.quotes import Quote
from onrecord.reading.speech_words import SpeechWords, Wording
from onrecord.states import PersonMention, StateMention, find_people, find_states
from onrecord.terms import Document, Span

TOKENS_CAP = 1200
"""Words of one sentence that are looked at; no sentence written for readers is longer."""

_TOKEN = re.compile(r"[^\W_]+(?:[’'.&-][^\W_]+)*[’']?|[,:;.()|]|[–—-]+|[?!…]")
_GENITIVE = re.compile(r"[’'](?:s\b|(?!\w))")
_POSSESSIVES = frozenset({"its", "their", "his", "her"})
_CONTRACTIONS = frozenset({"it's", "he's", "she's", "that's", "there's", "what's", "let's", "who's"})
_LONG_RUN = re.compile(r"\S{400,}")  # no word of a story; the cost of looking for addresses in it grows with its square
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, mention, mark or quotation of a sentence."""

    span: Span
    text: str
    tag: str
    codes: tuple[str, ...] = ()
    name: str = ""  # the name to report, for outlets
    wordings: tuple[Wording, ...] = ()
    quote: Quote | None = None

    @property
    def low(self) -> str:
        """The word in small letters with a plain apostrophe."""
        return self.text.lower().replace("’", "'")


@dataclass(frozen=True)
class Tagged:
    """A sentence's tokens and the string of their tags, position for position."""

    span: Span
    tokens: tuple[Token, ...]

    @cached_property
    def tags(self) -> str:
        """One letter a token."""
        return "".join(token.tag for token in self.tokens)

    def text(self, start: int, end: int) -> str:
        """The words from token `start` up to token `end`, spaced singly, genitives with their ending."""
        words = (f"{token.text}'s" if token.tag in "PG" else token.text for token in self.tokens[start:end])
        return " ".join(words).replace(" ,", ",")


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
        self._people = find_people(document.body, document.published)
        self._people_starts = [mention.span.start for mention in self._people]

    def person_at(self, span: Span) -> PersonMention | None:
        """The known person named within `span`, the last one where there are several."""
        at = bisect_left(self._people_starts, span.end) - 1
        if at >= 0 and span.covers(self._people[at].span):
            return self._people[at]
        return None

    def people_in(self, span: Span) -> tuple[PersonMention, ...]:
        """The known people named within `span`, in order."""
        first = bisect_left(self._people_starts, span.start)
        last = bisect_left(self._people_starts, span.end)
        return tuple(mention for mention in self._people[first:last] if span.covers(mention.span))

    def tag(self, span: Span, quotes: tuple[Quote, ...]) -> Tagged:
        """The sentence at `span`; each of `quotes` in it becomes one token."""
        tokens: list[Token] = []
        at = span.start
        for quote in quotes:
            if quote.span.start >= at:
                self._tokenise(at, quote.span.start, tokens)
            tokens.append(Token(quote.span, "", "Q", quote=quote))
            at = max(at, quote.span.end)
            if len(tokens) >= TOKENS_CAP:
                break
        self._tokenise(at, span.end, tokens)
        return Tagged(span, tuple(_joined(_settled(_without_parentheses(tokens[:TOKENS_CAP]), self._words))))

    def _tokenise(self, start: int, end: int, tokens: list[Token]) -> None:
        at = start
        upcoming = bisect_left(self._starts, start)
        while at < end and len(tokens) < TOKENS_CAP:
            mention = self._mentions[upcoming] if upcoming < len(self._mentions) else None
            upcoming += 1
            if mention is not None and mention.span.start < at:
                continue
            stop = end if mention is None else min(end, mention.span.start)
            for found in _TOKEN.finditer(self._body, at, stop):
                tokens.append(self._token(found, tokens[-1].tag if tokens else ""))
                if len(tokens) >= TOKENS_CAP:
                    return
            if mention is None or mention.span.end > end:
                at = end
            else:
                tokens.append(self._mention_token(mention, end))
                at = tokens[-1].span.end

    def _mention_token(self, mention: _Mention, end: int) -> Token:
        genitive = _GENITIVE.match(self._body, mention.span.end, end)
        words = mention.span.of(self._body)
        if genitive is None:
            return Token(mention.span, words, mention.tag, mention.codes, mention.name)
        tag = "P" if mention.tag == "S" else "G"
        return Token(Span(mention.span.start, genitive.end()), words, tag, mention.codes, mention.name)

    def _token(self, found: re.Match[str], previous: str) -> Token:
        span = Span(found.start(), found.end())
        word = found[0]
        if not word[0].isalnum():
            return Token(
                span, word, word if word in ",:;()" else ";" if word == "|" else "." if word in ".?!…" else "-"
            )
        if _CJK.fullmatch(word):
            return Token(span, word, "k")
        plain = word.lower().replace("’", "'")
        if re.search(r"(?:'s|s')$", plain) and plain not in _CONTRACTIONS:
            return Token(span, re.sub(r"(?<=s)[’']$|[’']s$", "", word), "G")
        word = word.rstrip("’'")
        tag = self._letter(word, plain.rstrip("'"), first=previous in ("", "Q", ".", ":"), previous=previous)
        lookup = self._words.verbs if tag == "V" else self._words.participles if tag == "g" else {}
        return Token(span, word, tag, wordings=lookup.get(plain, ()))

    def _letter(self, word: str, low: str, *, first: bool, previous: str) -> str:
        words = self._words
        letter = words.letters.get(low, "")
        if word[0].isupper() and not (first and low in words.everyday):
            if letter == "t" and previous == "N":
                return "N"  # Zhang Jun, Theresa May
            return letter if letter and letter in "RFBJMTt" else "N"
        if low in words.verbs and previous not in ("D", "G", "P", "M"):
            return "V"
        if low in words.participles:
            return "g"
        if low == "to":
            return "I" if previous and previous in "RFy" else "X"
        if letter:
            return letter
        if re.match(r"[a-z]{1,3}-[A-Z]", word):
            return "N"  # al-Halbousi
        if low[0].isdigit():
            return "t"
        return "X" if low.endswith("n't") else "A" if low.endswith("ly") else "x"


def _settled(tokens: list[Token], words: SpeechWords) -> list[Token]:
    """Keeps of each verb the wordings whose other words follow; a verb left with none is an ordinary word."""
    lows = [token.low for token in tokens]
    for i, token in enumerate(tokens):
        if token.tag not in "Vg":
            continue
        fitting = tuple(w for w in token.wordings if tuple(lows[i : i + len(w.words)]) == w.words)
        if fitting:
            tokens[i] = replace(token, wordings=fitting)
        else:
            tokens[i] = replace(token, tag=words.letters.get(token.low, "x"), wordings=())
    for i in range(1, len(tokens) - 1):
        if tokens[i].tag == "x" and tokens[i + 1].tag in "RF" and tokens[i - 1].tag in "DPSGM":
            tokens[i] = replace(tokens[i], tag="M")  # "its information minister"
    return tokens


def _joined(tokens: list[Token]) -> list[Token]:
    """Makes one role of "Secretary of State" and the like, and drops the point of "Mr." and of initials."""
    kept: list[Token] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.tag == "R" and i + 2 < len(tokens) and tokens[i + 1].low == "of" and tokens[i + 2].tag == "M":
            end = i + 3
            while end < len(tokens) and end < i + 5 and tokens[end].tag == "M":
                end += 1
            span = token.span.join(tokens[end - 1].span)
            kept.append(Token(span, " ".join(t.text for t in tokens[i:end]), "R"))
            i = end
            continue
        abbreviated = kept and (kept[-1].tag == "R" or (kept[-1].tag == "N" and len(kept[-1].text) == 1))
        silent = token.tag == "." and abbreviated and len(kept[-1].text) <= 4 and i + 1 < len(tokens)
        if not silent and token.tag != "k":
            kept.append(token)
        i += 1
    return kept


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
    body = _LONG_RUN.sub(lambda run: " " * len(run[0]), document.body)
    found = [_Mention(Span(*m.span()), "W", (), words.outlets[m[0]]) for m in words.outlet_form.finditer(body)]
    found += [_Mention(Span(*m.span()), "O") for m in words.organisation_form.finditer(body)]
    found += [_of_state(mention) for mention in find_states(body, document.published)]
    found.sort(key=lambda mention: (mention.span.start, -mention.span.end, "WOS".find(mention.tag)))
    kept: list[_Mention] = []
    for mention in found:
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept


def _of_state(mention: StateMention) -> _Mention:
    return _Mention(mention.span, "O" if mention.form in ("group", "place") else "S", mention.codes)
