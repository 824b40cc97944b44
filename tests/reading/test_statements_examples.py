"""Who says what is read in many constructions, and nobody is given words they did not say."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.reading.document import document_from_text
from onrecord.reading.speech_words import lexicon_text
from onrecord.reading.statements import read_statements
from onrecord.terms import Statement

DATA = Path(__file__).parent / "data"
FLOORS = {"statement_examples": (0.96, 0.98), "statement_examples_later": (0.9, 0.9)}
"""Least share of statements found, and of those found that are right, in each collection of invented passages."""


@dataclass(frozen=True)
class Expected:
    speaker: str
    state: str
    words: str
    outlet: str = ""


def folded(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", plain)


def fits(got: Statement, wanted: Expected) -> bool:
    return (
        bool(set(folded(wanted.speaker)) & set(folded(got.speaker)) - {"the", "of", "a"})
        and (got.state or "") == wanted.state
        and got.direct == bool(wanted.words)
        and (not wanted.words or folded(got.quote_text) == folded(wanted.words))
        and (not wanted.outlet or wanted.outlet in got.outlets)
    )


def outcome(text: str, says: list[list[str]]) -> tuple[int, int, int]:
    """Statements wanted, made and rightly made in one passage."""
    left = list(read_statements(document_from_text(text)))
    made = len(left)
    right = 0
    for row in says:
        found = next((s for s in left if fits(s, Expected(*row))), None)
        if found is not None:
            left.remove(found)
            right += 1
    return len(says), made, right


@pytest.mark.parametrize("collection", sorted(FLOORS))
def test_statements_in_invented_passages_are_found_and_right(collection: str) -> None:
    examples = tomllib.loads((DATA / f"{collection}.toml").read_text("utf-8"))["example"]
    wanted, made, right = map(sum, zip(*(outcome(e["text"], e["says"]) for e in examples), strict=True))
    recall, precision = FLOORS[collection]
    assert right / wanted >= recall, f"{right} of {wanted} found"
    assert right / made >= precision, f"{right} of {made} right"


VERBS = tomllib.loads(lexicon_text("speech.toml"))["verbs"]


@pytest.mark.parametrize(("sentence", "verb"), [tuple(row) for group in VERBS for row in group["reads"]])
def test_each_group_of_verbs_reads_its_own_examples(sentence: str, verb: str) -> None:
    assert [s.verb for s in read_statements(document_from_text(sentence))] == [verb]


@pytest.mark.parametrize("sentence", [sentence for group in VERBS for sentence in group["skips"]])
def test_each_group_of_verbs_leaves_its_counter_examples_alone(sentence: str) -> None:
    assert read_statements(document_from_text(sentence)) == ()
