"""Every wording reads its own examples and leaves its counter-examples alone."""

from collections.abc import Iterator

import pytest

from onrecord.reading.document import document_from_text
from onrecord.reading.lexicon import Wording, wordings
from onrecord.reading.scene import scenes

_FILES = ("votes", "tallies", "outcomes", "procedure", "superlatives")
_LEAD = (
    "The United Nations Security Council, the General Assembly, the Human Rights Council and the IAEA Board met.\n\n"
)


def _entries() -> Iterator[tuple[str, Wording]]:
    for name in _FILES:
        for wording in wordings("en", name):
            yield name, wording


def _matches(wording: Wording, text: str) -> bool:
    laid = scenes(document_from_text(_LEAD + text))
    return any(wording.pattern.search(scene.masked.text) for scene in laid[1:])


@pytest.mark.parametrize(
    ("wording", "example"),
    [pytest.param(w, e, id=f"{n}:{w.id}:{e}") for n, w in _entries() for e in w.reads],
)
def test_a_wording_reads_its_example(wording: Wording, example: str) -> None:
    assert _matches(wording, example)


@pytest.mark.parametrize(
    ("wording", "example"),
    [pytest.param(w, e, id=f"{n}:{w.id}:{e}") for n, w in _entries() for e in w.rejects],
)
def test_a_wording_leaves_its_counter_example(wording: Wording, example: str) -> None:
    assert not _matches(wording, example)


def test_every_wording_declares_an_example() -> None:
    assert [w.id for _, w in _entries() if not w.reads] == []


def test_wording_identifiers_are_used_once() -> None:
    ids = [w.id for _, w in _entries()]
    assert len(ids) == len(set(ids))
