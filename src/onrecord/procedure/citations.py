"""The instruments, articles and rules that grounds rest on, kept as data so that a doubtful one shows as doubtful."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from onrecord.procedure.ruling import TO_BE_CHECKED, Ground
from onrecord.terms import DataError


@dataclass(frozen=True, slots=True)
class Citation:
    """A rule as cited; `firm` is True where its text, or the record that shows it, was read."""

    text: str
    firm: bool

    def __str__(self) -> str:
        return self.text if self.firm else f"{self.text} ({TO_BE_CHECKED})"


@cache
def citations() -> Mapping[str, Citation]:
    """Every citation of data/rules/citations.toml by its key."""
    text = (files("onrecord") / "data" / "rules" / "citations.toml").read_text(encoding="utf-8")
    return MappingProxyType(
        {key: Citation(str(row["text"]), bool(row["firm"])) for key, row in tomllib.loads(text).items()}
    )


def cite(key: str) -> str:
    """The citation as printed, marked where it is still to be checked. Raises DataError for an unknown key."""
    return str(_citation(key))


def ground(sentence: str, key: str) -> Ground:
    """A ground that rests on the citation named `key`. Raises DataError for an unknown key."""
    found = _citation(key)
    return Ground(sentence, str(found), found.firm)


def _citation(key: str) -> Citation:
    try:
        return citations()[key]
    except KeyError:
        raise DataError(
            f"expected a citation called {key!r} in data/rules/citations.toml, found none; add it there"
        ) from None
