"""True stories, read and checked whole: nothing in them may be called contradicted."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from checking_world import core

from onrecord.checking import check
from onrecord.reading import document_from_text, read
from onrecord.terms import Verdict

STORIES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "data" / "true_stories.toml").read_text(encoding="utf-8")
)["story"]
ENOUGH_SUPPORTED = 0.75  # of the claims read; 0.85 when this was written


def answered(story: dict[str, Any]) -> list[tuple[str, Verdict, str]]:
    published: date | None = story.get("published")
    reading = read(document_from_text(story["text"], published=published))
    return [(c.claim.quote, c.finding.verdict, c.finding.explanation) for c in check(reading, core()).claims]


@pytest.mark.parametrize("story", STORIES, ids=lambda s: s["text"][:60])
def test_a_true_story_holds_nothing_contradicted(story: dict[str, Any]) -> None:
    assert [row for row in answered(story) if row[1] is Verdict.CONTRADICTED] == []


def test_most_of_what_true_stories_say_is_supported() -> None:
    verdicts = [row[1] for story in STORIES for row in answered(story)]
    supported = sum(v in (Verdict.SUPPORTED, Verdict.IMPRECISE) for v in verdicts)
    assert len(verdicts) >= len(STORIES)
    assert supported / len(verdicts) >= ENOUGH_SUPPORTED
