"""Wordings as data: loads the language pack's entries and compiles their patterns over masked sentences."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from onrecord.reading.marks import SIGNS
from onrecord.terms import Outcome, Position


@dataclass(frozen=True, slots=True)
class Wording:
    """One entry of the lexicon: an identifier, a compiled pattern, and what the words mean where it matches."""

    id: str
    pattern: re.Pattern[str]
    form: str
    side: Position | None = None
    outcome: Outcome | None = None
    rule: str = ""
    note: str = ""
    kind: str = ""
    reads: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()


def load_toml(language: str, name: str) -> Mapping[str, Any]:
    """The parsed file `name`.toml of a language pack."""
    path = resources.files("onrecord") / "data" / "lexicon" / language / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8"))


def _expand(pattern: str, words: Mapping[str, str]) -> str:
    """`pattern` with {NAME} replaced by the classes of signs and by the pack's own word lists."""
    for _ in range(4):
        before = pattern
        for name, value in words.items():
            pattern = pattern.replace("{" + name + "}", f"(?:{value})")
        for name, value in SIGNS.items():
            pattern = pattern.replace("{" + name + "}", value)
        if pattern == before:
            break
    return pattern


@cache
def wordings(language: str, name: str) -> tuple[Wording, ...]:
    """Compiled entries of one file, in file order; word lists come from its [words] table and from words.toml."""
    data = load_toml(language, name)
    words = dict(load_toml(language, "words")["words"]) | dict(data.get("words", {}))
    compiled = []
    for row in data["wording"]:
        side, outcome = row.get("side"), row.get("outcome")
        compiled.append(
            Wording(
                id=row["id"],
                pattern=re.compile(_expand(row["pattern"], words), re.IGNORECASE),
                form=row.get("form", ""),
                side=Position(side) if side else None,
                outcome=Outcome(outcome) if outcome else None,
                rule=row.get("rule", ""),
                note=row.get("note", ""),
                kind=row.get("kind", ""),
                reads=tuple(row.get("reads", ())),
                rejects=tuple(row.get("rejects", ())),
            )
        )
    return tuple(compiled)


@cache
def phrases(module: str, language: str = "en") -> Mapping[str, re.Pattern[str]]:
    """Compiled phrases of the pack's grammar for one module, by name."""
    words = load_toml(language, "words")["words"]
    table = load_toml(language, "grammar")[module]
    return {
        name: re.compile(_expand(row["pattern"], words), 0 if row.get("exact") else re.IGNORECASE)
        for name, row in table.items()
    }
