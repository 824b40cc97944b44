"""Reads what states do to one another: calls, sanctions, blockades, launches, aid; as done, not wished or planned."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from tomllib import loads

from onrecord.reading.attributions import leading_actor, object_after, subject_before
from onrecord.reading.cast import Cast
from onrecord.reading.passages import Passage, passages
from onrecord.reading.published import written_days
from onrecord.reading.speakers import Actor
from onrecord.reading.speech_words import SpeechWords, lexicon_text, speech_words
from onrecord.reading.tagging import Tagged, Tagger
from onrecord.terms import Deed, Document, EventType

_WISHED = frozenset(
    "will would could can cannot may might should shall must not never n't to if unless whether without no nor had be "
    "refused declined failed threatened plans hopes".split()
)
_PROGRESSIVE = frozenset({"is", "are", "was", "were", "been"})
_REACH = 25  # words after a trigger in which the other side is sought
_NEAR = 80  # characters from a trigger within which a weekday is the deed's
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(rf"(?<!next )\b({'|'.join(_WEEKDAYS)}|yesterday|today)\b")


@dataclass(frozen=True, slots=True)
class DeedRule:
    """One entry of the deeds lexicon."""

    id: str
    type: EventType
    actor: str
    once: bool
    form: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Place:
    """A state named in a sentence: in itself, by a demonym, or by a person who speaks for it."""

    token: int
    code: str
    tag: str


@cache
def deed_rules(language: str = "en") -> tuple[DeedRule, ...]:
    """The deeds lexicon of `language`."""
    return tuple(
        DeedRule(
            row["id"],
            EventType(row["type"]),
            row["actor"],
            row.get("once", False),
            re.compile(r"(?<![\w'-])" + row["pattern"]),
        )
        for row in loads(lexicon_text("deeds.toml", language))["deed"]
    )


@cache
def _any_rule(language: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{rule.form.pattern})" for rule in deed_rules(language)))


def read_deeds(document: Document) -> tuple[Deed, ...]:
    """Every deed of the story in text order, ids d1, d2, ...; actor and recipient are ISO3 codes where named."""
    words = speech_words(document.language)
    tagger = Tagger(document, words)
    cast = Cast(tagger, words)
    found: list[Deed] = []
    told: set[tuple[str, str | None, str | None]] = set()
    for passage in passages(document, tagger):
        for deed in _Sentence(document, words, tagger, cast, passage).deeds():
            key = (deed.rule, deed.actor, deed.recipient)
            once = next(rule.once for rule in deed_rules(document.language) if rule.id == deed.rule)
            if not (once and key in told):
                told.add(key)
                found.append(deed)
        cast.meet(leading_actor(passage.tagged, words), subject=True)
    found.sort(key=lambda deed: (deed.span.start, deed.span.end))
    return tuple(
        Deed(f"d{i}", d.span, d.quote, d.actor, d.recipient, d.type, d.date, d.rule) for i, d in enumerate(found, 1)
    )


class _Sentence:
    """Looks for deeds in one passage."""

    def __init__(self, document: Document, words: SpeechWords, tagger: Tagger, cast: Cast, passage: Passage) -> None:
        self._document = document
        self._words = words
        self._cast = cast
        self._passage = passage
        self._tagged: Tagged = passage.tagged
        self._tagger = tagger
        body = document.body[passage.span.start : passage.span.end].lower().replace("’", "'")
        letters = list(body)
        for quote in passage.quotes:
            start, end = quote.span.start - passage.span.start, quote.span.end - passage.span.start
            letters[start:end] = "\x00" * (end - start)
        # lower case can lengthen a letter; without equal lengths offsets would lie
        self._text = "".join(letters) if len(letters) == passage.span.end - passage.span.start else ""

    def deeds(self) -> list[Deed]:
        """Deeds of the passage, at most one a rule and place."""
        language = self._document.language
        if len(self._text) > 6000 or not _any_rule(language).search(self._text):
            return []
        found: list[Deed] = []
        places = self._places()
        for rule in deed_rules(language):
            for trigger in rule.form.finditer(self._text):
                deed = self._deed(rule, trigger, places)
                if deed is not None and not any(d.type is deed.type and d.actor == deed.actor for d in found):
                    found.append(deed)
        return found

    def _places(self) -> list[_Place]:
        """States in the order of the sentence, people standing for theirs."""
        people = {
            self._token_at(m.span.end - 1 - self._passage.span.start): m
            for m in self._tagger.people_in(self._passage.span)
        }
        found: list[_Place] = []
        for i, token in enumerate(self._tagged.tokens):
            if token.tag in "SP":
                state = token.codes[0] if len(token.codes) == 1 else None
            elif i in people:
                state = people[i].person.state
            else:
                state = self._known(token.text) if token.tag in "NG" and token.text[:1].isupper() else None
            if state and not (token.tag in "NG" and found and found[-1].code == state and found[-1].token >= i - 3):
                found.append(_Place(i, state, token.tag))
        return found

    def _known(self, word: str) -> str | None:
        speaker = self._cast.named(word)
        return speaker.state if speaker else None

    def _deed(self, rule: DeedRule, trigger: re.Match[str], places: list[_Place]) -> Deed | None:
        first = self._token_at(trigger.start())
        last = self._token_at(trigger.start() + len(trigger[0].rstrip()) - 1)
        if first is None or last is None or self._wished(first):
            return None
        if rule.actor == "subject" and self._tagged.tags[first - 1 : first] == "I" and not self._by_doing(first):
            return None  # "a motive for invading" tells of no invasion
        actor, recipient = self._sides(rule, trigger, first, last, places)
        if rule.actor in ("pair", "genitive", "leader", "caller") and (actor is None or recipient is None):
            return None
        if (actor is None and recipient is None) or (rule.type is EventType.CONSULT and not (actor and recipient)):
            return None
        span = self._passage.span
        return Deed(
            "", span, span.of(self._document.body), actor, recipient, rule.type, self._day(rule, trigger), rule.id
        )

    def _token_at(self, offset: int) -> int | None:
        at = self._passage.span.start + offset
        return next((i for i, token in enumerate(self._tagged.tokens) if token.span.start <= at < token.span.end), None)

    def _wished(self, first: int) -> bool:
        """Whether the words right before say that the deed was not done: will, to, not, if ..."""
        lows = [token.low for token in self._tagged.tokens[max(0, first - 4) : first]]
        while lows and (
            lows[-1] in _PROGRESSIVE or lows[-1] in {"has", "have", "also", "already", "been", "now", "being"}
        ):
            lows.pop()
        if any(low in _WISHED or low.endswith("n't") for low in lows[-1:]) or {"not", "never", "possible"} & set(
            lows[-3:]
        ):
            return True
        if {"fear", "fears", "risk", "threat", "danger"} & {
            t.low for t in self._tagged.tokens[max(0, first - 4) : first]
        }:
            return True
        start = max((self._tagged.tags.rfind(mark, 0, first) for mark in ",;:"), default=-1)
        clause = [token.low for token in self._tagged.tokens[start + 1 : first]]
        return bool(clause) and (
            bool({"if", "unless", "whether", "feared", "fears"} & set(clause)) or clause[0] == "had"
        )

    def _by_doing(self, first: int) -> bool:
        return self._tagged.tokens[first - 1].low == "by"

    def _sides(
        self, rule: DeedRule, trigger: re.Match[str], first: int, last: int, places: list[_Place]
    ) -> tuple[str | None, str | None]:
        """Actor and recipient of the deed told at the trigger."""
        after = [p for p in places if last < p.token <= last + _REACH]
        inside = [p for p in places if first <= p.token <= last]
        before = [p for p in places if p.token < first]
        match rule.actor:
            case "pair":
                one = after[0].code if after else None
                return one, next((p.code for p in after[1:] if p.code != one), None)
            case "genitive":
                tags = self._tagged.tags
                near = [
                    p for p in before[-1:] if p.tag in "PS" and re.fullmatch("[xMA]{0,2}", tags[p.token + 1 : first])
                ]
                return (near[0].code if near else None), next((p.code for p in after[:1]), None)
            case "leader":
                return self._leader(last, after)
            case "caller":
                return self._by_phone(before)
        if self._passive(trigger, first):
            agent = self._after_by(last, after)
            under = next((p.code for p in reversed(before)), None) or next((p.code for p in inside), None)
            return agent, under if under != agent else None
        actor = self._subject(first, before)
        for p in (*inside, *after, *reversed(before)):
            if p.code != actor and self._linked(p.token, last):
                return actor, p.code
        return actor, None

    def _linked(self, token: int, last: int) -> bool:
        """Whether no new sentence part with its own verb lies between the trigger and a state after it."""
        between = self._tagged.tags[last + 1 : token]
        return token <= last or not re.search(r"[V;:]|,C|r", between)

    def _passive(self, trigger: re.Match[str], first: int) -> bool:
        """Whether the verb is suffered: a form of "be" before a participle that is not one in -ing."""
        word = re.match(r"[\w-]+", trigger[0])
        before = self._tagged.tokens[first - 1].low if first else ""
        if re.search(r"\b(?:was|were|been) \w+\Z", trigger[0]):
            return True
        return before in _PROGRESSIVE | {"be", "being"} and word is not None and not word[0].endswith("ing")

    def _after_by(self, last: int, after: list[_Place]) -> str | None:
        lows = [token.low for token in self._tagged.tokens[last : last + _REACH]]
        if "by" not in lows:
            return None
        at = last + lows.index("by")
        return next((p.code for p in after if p.token > at), None)

    def _leader(self, last: int, after: list[_Place]) -> tuple[str | None, str | None]:
        """The sentence's subject, and the other party named after "with" or after the subject."""
        tags = self._tagged.tags
        actor = leading_actor(self._tagged, self._words)
        state = self._state(actor)
        comma = tags.find(",", last)
        near = [p for p in after if comma < 0 or p.token < comma]
        follows = self._tagged.tokens[last + 1].low if last + 1 < len(tags) else ""
        if follows == "with":
            return state, next((p.code for p in near if p.code != state), None)
        if comma < 0 or follows in {"of", "for"}:
            return state, None
        told = [p for p in after if p.token > comma and p.code != state]
        spoken = tags.find("V", comma)
        return state, next((p.code for p in told if 0 <= spoken < p.token <= spoken + 4), None)

    def _by_phone(self, before: list[_Place]) -> tuple[str | None, str | None]:
        """Caller and called of "A told B over the phone"."""
        state = self._state(leading_actor(self._tagged, self._words))
        spoken = self._tagged.tags.find("V")
        if spoken < 0:
            return state, None
        other = self._state(object_after(self._tagged, self._words, spoken))
        other = other or next((p.code for p in before if p.token > spoken), None)
        return state, other if other != state else None

    def _state(self, actor: Actor | None) -> str | None:
        speaker = self._cast.resolve(actor) if actor is not None else None
        return speaker.state if speaker else None

    def _subject(self, first: int, before: list[_Place]) -> str | None:
        """State of the verb's subject: the phrase before it, the last state near it, or the sentence's subject."""
        start = first
        while start and self._tagged.tokens[start - 1].low in _PROGRESSIVE | {"has", "have", "also"}:
            start -= 1
        previous = self._tagged.tokens[start - 1].low if start else ""
        if previous in {"by", "including"} or self._tagged.tags[start - 1 : start] in ("I", "C", ","):
            return self._state(leading_actor(self._tagged, self._words)) or self._near(start, before)
        subject = subject_before(self._tagged, self._words, start)
        leading = leading_actor(self._tagged, self._words)
        if subject is not None and subject.pronoun == "it" and leading is not None and leading.kind != "pronoun":
            subject = leading
        return self._state(subject) or self._near(start, before) or self._state(leading)

    def _near(self, start: int, before: list[_Place]) -> str | None:
        for p in reversed(before):
            if start - p.token <= 14 and not re.search(r"[,V;:]", self._tagged.tags[p.token + 1 : start]):
                return p.code
        return None

    def _day(self, rule: DeedRule, trigger: re.Match[str]) -> date | None:
        """The day the sentence gives the deed: a full date, or a weekday near it resolved back from publication."""
        if rule.actor == "genitive":
            return None  # the day is that of what is said of the invasion, not the invasion's
        days = written_days(self._passage.span.of(self._document.body))
        if days:
            return min(days, key=lambda row: abs(row[0] - trigger.start()))[2]
        published = self._document.published
        named = _WEEKDAY.findall(self._text, max(0, trigger.start() - _NEAR), trigger.end() + _NEAR)
        if published is None or len(set(named)) != 1 or named[0] not in (*_WEEKDAYS, "yesterday", "today"):
            return None
        if named[0] in ("yesterday", "today"):
            return published - timedelta(days=named[0] == "yesterday")
        return published - timedelta(days=(published.weekday() - _WEEKDAYS.index(named[0])) % 7)
