"""Who a named speaker is: office holders and envoys with the days of their roles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Protocol

from onrecord.states.mentions import find_states, fold_text
from onrecord.states.tables import day, table, within
from onrecord.terms import Span


@dataclass(frozen=True, slots=True)
class Person:
    """One person in one role; someone who held three roles is three of these.

    `state` is None for those who speak for an organisation. `last` None means that no end is known here.
    For saying who a speaker is, never for contradicting a story: most rows are general knowledge.
    """

    name: str
    surname: str
    aliases: tuple[str, ...]
    role: str
    state: str | None
    organisation: str
    first: date | None
    last: date | None
    source: str


@dataclass(frozen=True, slots=True)
class PersonMention:
    """Words of a text that name a person, and the role they most likely speak in on the day asked for."""

    span: Span
    person: Person


class _Automaton(Protocol):
    def iter(self, string: str) -> Iterator[tuple[int, tuple[str, bool]]]: ...


_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Amb|Sir|Ambassador|President|Premier|Chancellor|Minister|Secretary|Envoy|envoy|Spokesman|"
    r"spokesman|Spokeswoman|spokeswoman|spokesperson|Representative|General|Chief|chief|leader|Leader)\.? $"
)


@cache
def _rows() -> tuple[tuple[Person, bool], ...]:
    return tuple(
        (
            Person(
                name=row["name"],
                surname=row["surname"],
                aliases=tuple(a for a in row["aliases"].split("|") if a),
                role=row["role"],
                state=row["state"] or None,
                organisation=row["organisation"],
                first=day(row["first"]),
                last=day(row["last"]),
                source=row["source"],
            ),
            row["alone"] == "y",
        )
        for row in table("people.csv")
    )


def people() -> tuple[Person, ...]:
    """Every person and role of the table, by state and name."""
    return tuple(person for person, _ in _rows())


@cache
def _by_full_name() -> dict[str, tuple[Person, ...]]:
    named: dict[str, list[Person]] = {}
    for person in people():
        for name in (person.name, *(a for a in person.aliases if " " in a or "-" in a)):
            named.setdefault(fold_text(name), []).append(person)
    return {name: tuple(dict.fromkeys(persons)) for name, persons in named.items()}


@cache
def _by_surname() -> dict[str, tuple[tuple[Person, bool], ...]]:
    named: dict[str, list[tuple[Person, bool]]] = {}
    for person, alone in _rows():
        for surname in (person.surname, *(a for a in person.aliases if " " not in a)):
            named.setdefault(fold_text(surname), []).append((person, alone))
    return {name: tuple(dict.fromkeys(persons)) for name, persons in named.items()}


@cache
def _automaton() -> _Automaton:
    import ahocorasick

    found = ahocorasick.Automaton()
    for name in (*_by_full_name(), *_by_surname()):
        found.add_word(name, (name, name in _by_full_name()))
    found.make_automaton()
    automaton: _Automaton = found
    return automaton


def role_on(roles: tuple[Person, ...], on: date | None) -> Person:
    """The role in force on a day, else the last begun before it, else the first; without a day the latest."""
    ordered = sorted(roles, key=lambda person: person.first or date.min)
    if on is None:
        return ordered[-1]
    in_force = [person for person in ordered if within(on, person.first, person.last)]
    begun = [person for person in ordered if (person.first or date.min) <= on]
    return (in_force or begun or ordered[:1])[-1]


def _hits(text: str) -> list[tuple[int, int, str, bool]]:
    if not text:
        return []
    hits = []
    for last, (name, full) in _automaton().iter(fold_text(text)):
        start, end = last - len(name) + 1, last + 1
        inside = (start and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum())
        if not inside and any(c.isupper() for c in text[start:end]):
            hits.append((start, end, name, full))
    return sorted(hits, key=lambda hit: (hit[0], -hit[1]))


def find_people(text: str, on: date | None = None) -> tuple[PersonMention, ...]:
    """People the text names, in text order: by full name anywhere, by surname once introduced.

    A surname not introduced counts when it is marked as enough by itself, or stands behind a title and only
    one person of that name is known (with a day: in a role that day). `on` picks the role spoken in.
    """
    mentions: list[PersonMention] = []
    introduced: dict[str, tuple[Person, ...]] = {}
    taken = 0
    for start, end, name, full in _hits(text):
        if start < taken or not (full or text[start].isupper() or name[0] in "ade"):
            continue
        before = text[max(0, start - 40) : start]
        if full:
            roles: tuple[Person, ...] | None = _one_person(_by_full_name()[name], on)
        elif name in _words_too() and not _TITLE.search(before):
            roles = None
        else:
            roles = introduced.get(name) or _by_surname_alone(name, before, on)
        if not roles:
            continue
        for surname in {fold_text(role.surname) for role in roles}:
            introduced[surname] = roles
        taken = end
        mentions.append(PersonMention(Span(start, end), role_on(roles, on)))
    return _beside_states(mentions, text, on)


@cache
def _words_too() -> frozenset[str]:
    """Surnames that are also everyday words with a capital letter (May), and so need a title each time."""
    return frozenset(fold_text(row["surname"]) for row in table("people.csv") if row["alone"] == "title")


def _beside_states(mentions: list[PersonMention], text: str, on: date | None) -> tuple[PersonMention, ...]:
    """The mentions that are not part of a state's name, as Costa is of Costa Rica."""
    if not mentions:
        return ()
    states = {span for m in find_states(text, on) for span in (m.span.start, m.span.end - 1)}
    return tuple(m for m in mentions if states.isdisjoint(range(m.span.start, m.span.end)))


def _one_person(candidates: tuple[Person, ...], on: date | None) -> tuple[Person, ...]:
    """All roles of the person meant, where two people share a full name."""
    meant = role_on(candidates, on).name
    return tuple(person for person in people() if person.name == meant)


def _by_surname_alone(surname: str, before: str, on: date | None) -> tuple[Person, ...] | None:
    rows = _by_surname()[surname]
    if not _TITLE.search(before):
        rows = tuple((person, alone) for person, alone in rows if alone)
        if _follows_a_given_name(before):
            return None
    persons = tuple(person for person, _ in rows)
    if on is not None and len({person.name for person in persons}) > 1:
        persons = tuple(person for person in persons if within(on, person.first, person.last))
    if len({person.name for person in persons}) != 1:
        return None
    return tuple(person for person in people() if person.name == persons[0].name)


_GIVEN = re.compile(r"(?:^|[^.!?\s] |[“\"(]|\n)([A-Z][a-zà-ÿ]+|[A-Z]\.) $")
_DEMONYM = re.compile(r"(?:ish|ese|ian|can|man)$")


@cache
def _leads() -> frozenset[str]:
    """Capitalised words that may stand before a surname without being a given name."""
    return frozenset(row["word"] for row in table("words.csv") if row["kind"] == "lead")


def _follows_a_given_name(before: str) -> bool:
    """Whether another person's given name leads up to a surname."""
    found = _GIVEN.search(before)
    return found is not None and found[1] not in _leads() and _DEMONYM.search(found[1]) is None
