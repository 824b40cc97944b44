"""Checkable statements about the rules, kept as data: what each says, when it held, on what authority."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from onrecord.procedure.ruling import TO_BE_CHECKED
from onrecord.terms import Body, DataError, UsageError

Fact = bool | int | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleStatement:
    """One statement about a body's rules.

    `facts` holds what can be compared, by key; keys and units are listed in docs/rules.md. `first` and
    `last` bound the days it holds, both included, None where open. `firm` is False where the text of the
    rule is still to be checked; such a statement may support a story and never contradicts one.
    """

    id: str
    body: Body | None
    topic: str
    facts: Mapping[str, Fact]
    sentence: str
    citation: str
    firm: bool
    first: date | None = None
    last: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the statement was true that day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    @property
    def cited(self) -> str:
        """The citation as printed, marked where it is still to be checked."""
        return self.citation if self.firm else f"{self.citation} ({TO_BE_CHECKED})"


@cache
def rule_statements() -> Mapping[str, RuleStatement]:
    """Every statement by its id, in file order. Raises DataError for a damaged file."""
    text = (files("onrecord") / "data" / "rules" / "statements.toml").read_text(encoding="utf-8")
    found: dict[str, RuleStatement] = {}
    for row in tomllib.loads(text)["statement"]:
        made = _statement(row)
        if made.id in found:
            raise DataError(f"expected one statement called {made.id} in data/rules/statements.toml, found two")
        found[made.id] = made
    return MappingProxyType(found)


def rule_statement(rule_id: str) -> RuleStatement:
    """The statement with this id. Raises UsageError for an unknown one."""
    try:
        return rule_statements()[rule_id]
    except KeyError:
        raise UsageError(f"Expected the id of a statement in data/rules/statements.toml; found {rule_id!r}.") from None


def rules_about(body: Body | None, topic: str, on: date | None = None) -> tuple[RuleStatement, ...]:
    """The statements on a topic that speak of `body` or of every body, those in force on `on` where given.

    Raises UsageError for a topic that no statement has.
    """
    if topic not in topics():
        raise UsageError(f"Expected a topic among {', '.join(topics())}; found {topic!r}.")
    return tuple(
        s
        for s in rule_statements().values()
        if s.topic == topic and _speaks_of(s, body) and (on is None or s.holds_on(on))
    )


def rules_with(body: Body | None, key: str, on: date | None = None) -> tuple[RuleStatement, ...]:
    """The statements that state a value for `key` and speak of `body` or of every body, dated as `rules_about`."""
    return tuple(
        s
        for s in rule_statements().values()
        if key in s.facts and _speaks_of(s, body) and (on is None or s.holds_on(on))
    )


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """What the rules hold of one asserted fact: the statements that agree with it and those that differ."""

    agree: tuple[RuleStatement, ...]
    differ: tuple[RuleStatement, ...]

    @property
    def holds(self) -> bool | None:
        """True where a statement agrees, False where every one differs and one is firm, None where none settles it.

        One agreement is enough: "a two-thirds majority" is true of the Assembly's important questions
        and false of its others, so the words alone cannot be wrong.
        """
        if self.agree:
            return True
        return False if any(s.firm for s in self.differ) else None


def answer(body: Body | None, key: str, value: Fact, on: date | None = None, topic: str = "") -> RuleAnswer:
    """How the statements on `key`, narrowed to a topic where given, stand to `value`; lists compare without order."""
    stated = [s for s in rules_with(body, key, on) if not topic or s.topic == topic]
    wanted = frozenset(value) if isinstance(value, tuple) else value
    agree: list[RuleStatement] = []
    differ: list[RuleStatement] = []
    for s in stated:
        held = s.facts[key]
        same = (frozenset(held) if isinstance(held, tuple) else held) == wanted
        (agree if same else differ).append(s)
    return RuleAnswer(tuple(agree), tuple(differ))


def topics() -> tuple[str, ...]:
    """Every topic, sorted."""
    return tuple(sorted({s.topic for s in rule_statements().values()}))


def _speaks_of(statement: RuleStatement, body: Body | None) -> bool:
    return body is None or statement.body is None or statement.body is body


def _statement(row: Mapping[str, object]) -> RuleStatement:
    facts = row["facts"]
    if not isinstance(facts, dict) or not facts:
        raise DataError(f"expected facts in statement {row.get('id')} of data/rules/statements.toml, found none")
    return RuleStatement(
        id=str(row["id"]),
        body=Body(str(row["body"])) if "body" in row else None,
        topic=str(row["topic"]),
        facts=MappingProxyType({str(key): _fact(value) for key, value in facts.items()}),
        sentence=str(row["sentence"]),
        citation=str(row["citation"]),
        firm=row["firm"] is True,
        first=_day(row.get("from")),
        last=_day(row.get("to")),
    )


def _day(value: object) -> date | None:
    if value is None or isinstance(value, date):
        return value
    raise DataError(f"expected a day in data/rules/statements.toml, found {value!r}")


def _fact(value: object) -> Fact:
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    if isinstance(value, bool | int | str):
        return value
    raise DataError(f"expected a truth value, number, word or list in statements.toml, found {value!r}")
