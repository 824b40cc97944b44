"""Keeps who has been named so far in a story, and says who a surname, a pronoun or a bent name stands for."""

import re
import unicodedata
from dataclasses import dataclass

from onrecord.reading.speakers import Actor, known_person, known_principal
from onrecord.reading.speech_words import SpeechWords
from onrecord.reading.tagging import Tagger


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: a name to show, a role, the state spoken for, and why a bent or absent name was read so."""

    name: str
    role: str = ""
    state: str | None = None
    kind: str = "person"
    metonym: bool = False
    note: str = ""


class Cast:
    """The people and governments of one story, in the order they were named; looks back only, never ahead."""

    def __init__(self, tagger: Tagger, words: SpeechWords) -> None:
        self._tagger = tagger
        self._words = words
        self._named: dict[str, Speaker] = {}  # latest person by each folded word of the name
        self._spoke: dict[str, Speaker] = {}  # the same, of those who have spoken
        self._roles: dict[str, Speaker] = {}  # latest person by role word
        self._recent: list[str] = []  # folded words named last, for names bent in translation
        self.person: Speaker | None = None  # whom he or she means
        self.group: Speaker | None = None  # whom it or they means
        self.state: str | None = None  # whose its and their are

    def meet(self, actor: Actor | None, *, subject: bool) -> None:
        """Takes note of someone named; a sentence's `subject` is whom the next pronoun means."""
        if actor is None or actor.kind in ("pronoun", "carrier"):
            return
        if actor.kind == "person" and not actor.name and not subject:
            return
        speaker = self.resolve(actor)
        if speaker is not None and subject:
            self._point(speaker)

    def _point(self, speaker: Speaker) -> None:
        if speaker.kind == "person":
            self.person = speaker
        elif speaker.kind in ("state", "office", "organisation"):
            self.group = speaker
        if speaker.state:
            self.state = speaker.state

    def speaks(self, speaker: Speaker) -> None:
        """Takes note that someone was given words."""
        self._point(speaker)
        if speaker.kind == "person":
            for word in _folded(speaker.name):
                self._spoke[word] = speaker

    def resolve(self, actor: Actor) -> Speaker | None:
        """The speaker an actor is; None for a pronoun that points at nobody."""
        match actor.kind:
            case "pronoun":
                return self._behind_pronoun(actor.pronoun)
            case "person":
                return self._person(actor) if actor.name else self._unnamed(actor)
            case "state":
                state = actor.states[0] if actor.states else None
                return Speaker(actor.text, "government", state, "state", metonym=True)
            case "press":
                return Speaker(actor.text, "press", None, "press")
            case "carrier":
                return Speaker(actor.text, "", self._own_state(actor), "office")
            case _:
                state = self._own_state(actor)
                meant = next((name for called, name in self._words.aliases if called in actor.text.lower()), "")
                if meant:
                    return Speaker(meant, "body", None, "organisation", note=f"“{actor.text}” read as {meant}")
                return Speaker(actor.text, "ministry" if actor.kind == "office" else "body", state, actor.kind)

    def named(self, word: str) -> Speaker | None:
        """The person named so far by this one word of their name, or None."""
        return self._named.get(_folded(word)[0])

    def _own_state(self, actor: Actor) -> str | None:
        if actor.independent:
            return None
        if actor.states:
            return actor.states[0]
        return self.state if actor.pronoun in ("its", "their") else None

    def _behind_pronoun(self, pronoun: str) -> Speaker | None:
        if pronoun in ("he", "she"):
            return self.person
        if pronoun == "it":
            return self.group
        return self.group or self.person

    def _person(self, actor: Actor) -> Speaker:
        words = _folded(actor.name)
        known = known_person(self._tagger, actor)
        earlier = self._earlier(words)
        name, note = actor.name, ""
        if len(words) == 1 and earlier is None and known is None:
            bent = self._nearly(words[0])
            if bent is not None:
                earlier, note = (
                    bent,
                    f"“{actor.name}” read as {bent.name}, named just before in nearly the same letters",
                )
        if earlier is not None and (len(words) < len(_folded(earlier.name)) or note):
            name = earlier.name
        elif known is not None and len(words) == 1:
            name = known[0]
        state = self._own_state(actor)
        if state is None and not actor.independent:
            state = earlier.state if earlier else known[1] if known else known_principal(self._tagger, actor)
        role = actor.role or (earlier.role if earlier else "") or (known[2] if known else "")
        speaker = Speaker(name, role, state, "person", note=note)
        for word in words if not note else ():
            self._named[word] = speaker
            self._recent = [*self._recent[-11:], word]
        for word in re.findall(r"[a-z-]+", role.lower()):
            self._roles[word] = speaker
        return speaker

    def _earlier(self, words: list[str]) -> Speaker | None:
        """The person named before whose name holds all these words (speakers first), or is held by them."""
        for table in (self._spoke, self._named):
            found = table.get(words[-1]) or table.get(words[0])
            if found is not None:
                theirs = set(_folded(found.name))
                if set(words) <= theirs or theirs <= set(words):
                    return found
        return None

    def _nearly(self, word: str) -> Speaker | None:
        """The person just named whose name differs from `word` by two letters at most, as translation bends names."""
        for other in reversed(self._recent):
            if len(word) >= 4 and other[:2] == word[:2] and other != word and _distance(word, other) <= 2:
                return self._named.get(other)
        return None

    def _unnamed(self, actor: Actor) -> Speaker | None:
        """The speaker behind an office alone: the person of that office named before, or the office itself."""
        head = _head_word(actor)
        meaning = self._words.surname_meanings.get(head)
        state = self._own_state(actor)
        if meaning and state is None:
            named = self._named.get(meaning.lower())
            if named is not None and actor.definite:
                note = f"“the {head}” read as {named.name}: the surname {meaning} means {head} and was translated"
                return Speaker(named.name, named.role, named.state, "person", note=note)
        if actor.definite and state is None and not actor.independent:
            named = self._roles.get(head)
            if named is not None and len(actor.text.split()) == 1:
                note = f"“the {head}” read as {named.name}, the last {head} named before"
                return Speaker(named.name, named.role, named.state, "person", note=note)
        return Speaker(actor.text, actor.role or actor.text, state, "person")


def _head_word(actor: Actor) -> str:
    words = re.findall(r"[\w-]+", re.split(r"\s(?:of|for|in|to|at|from)\s", actor.text)[0].lower())
    return words[-1] if words else ""


def _folded(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return [word for word in re.findall(r"[a-z0-9]+", plain) if len(word) > 1] or [name.lower()]


def _distance(one: str, two: str) -> int:
    """Letters to change, add or drop to make one word of the other (Levenshtein)."""
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        above = row
        row = [i]
        for j, b in enumerate(two, 1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b)))
    return row[-1]
