"""The gate and the bent stories: floors only rise, and a checker that looks away is found out."""

from pathlib import Path

import pytest
from eval.annotations import AnnotatedStory, Told, told_from
from eval.gate import Floors
from eval.robustness import Bent, bend_all

from eval import gate

BODY = "The Assembly voted 141-5. China abstained.\n"
TALLY = {"kind": "tally", "quote": "The Assembly voted 141-5.", "start": 0, "end": 25, "verdict": "supported"}
MEMBER = {"kind": "member_vote", "quote": "China abstained.", "start": 26, "end": 42, "verdict": "supported"}
GOLD = {
    "claims": [TALLY | {"asserts": {"yes": 141, "no": 5}}, MEMBER | {"asserts": {"member": "CHN", "vote": "abstain"}}]
}


def test_floors_survive_writing_and_reading(tmp_path: Path) -> None:
    floors = Floors({"stories": "abc"}, {"core": {"stories": {"claims_recall": 0.912, "recall.tally": 1.0}}})
    gate.write_floors(tmp_path / "floors.toml", floors)
    assert gate.read_floors(tmp_path / "floors.toml") == floors


def test_a_figure_below_its_floor_is_named() -> None:
    floors = Floors({}, {"core": {"stories": {"claims_recall": 0.9}}})
    assert gate.below(floors, "core", {"stories": {"claims_recall": 0.85}}) == [
        "stories claims_recall: 0.850, floor 0.900"
    ]
    assert gate.below(floors, "core", {"stories": {"claims_recall": 0.9}}) == []
    assert gate.below(floors, "full", {"stories": {"claims_recall": 0.1}}) == []


def test_a_figure_that_can_no_longer_be_measured_is_below_its_floor() -> None:
    floors = Floors({}, {"core": {"stories": {"linking": 0.9}}})
    assert gate.below(floors, "core", {"stories": {"linking": None}})


def test_raising_never_lowers_a_floor() -> None:
    floors = Floors({}, {"core": {"stories": {"claims_recall": 0.9, "linking": 0.5}}})
    lifted = gate.raised(floors, "core", {"stories": {"claims_recall": 0.8, "linking": 0.7777}})
    assert lifted.tiers["core"]["stories"] == {"claims_recall": 0.9, "linking": 0.777}


def test_changed_annotations_are_noticed_and_new_ones_only_pinned() -> None:
    floors = Floors({"stories": "abc"}, {})
    assert gate.moved(floors, {"stories": "xyz", "wordings_en": "1"}) == ["stories"]
    assert gate.unpinned(floors, {"stories": "abc", "wordings_en": "1"}) == ["wordings_en"]


def _blind(body: str, story: AnnotatedStory) -> Told:
    """A checker that calls the same two passages supported whatever they say."""
    claims = []
    for sentence, kind in zip(body.strip().split(". ")[:2], ("tally", "member_vote"), strict=False):
        start = body.index(sentence)
        claims.append({"kind": kind, "quote": sentence, "start": start, "end": start + len(sentence) + 1})
    return told_from("s", body, {"claims": [c | {"verdict": "supported"} for c in claims]})


def _alarmed(body: str, story: AnnotatedStory) -> Told:
    """A checker that finds fault with any text but the one it knows."""
    if body == BODY:
        return told_from("s", body, GOLD)
    whole = {"kind": "tally", "quote": body, "start": 0, "end": len(body), "verdict": "contradicted"}
    return told_from("s", body, {"claims": [whole]})


def _story() -> AnnotatedStory:
    return AnnotatedStory(Path("s.txt"), told_from("s", BODY, GOLD))


def _sentences(body: str) -> list[tuple[int, int]]:
    return [(0, 25), (26, 42)]


def test_a_checker_that_supports_a_changed_figure_is_found_out() -> None:
    story = _story()
    bent = bend_all([(story, _blind(BODY, story))], _blind, lambda _q, _c: ("China", "France"), _sentences)
    assert bent.changed == 2
    assert bent.figures()["changes_refused"] == 0.0
    assert "141 -> 144" in bent.still_supported[0]
    assert "China -> France" in bent.still_supported[1]


def test_a_checker_that_cries_wolf_over_a_missing_sentence_is_found_out() -> None:
    story = _story()
    bent = bend_all([(story, _alarmed(BODY, story))], _alarmed, lambda _q, _c: None, _sentences)
    assert len(bent.wronged_by_deletion) == 2
    assert bent.figures()["idle_unmoved"] == 0.0
    assert bent.figures()["changes_flagged"] == 1.0


@pytest.mark.parametrize(("span", "moved"), [((0, 3), (0, 3)), ((10, 20), (12, 22)), ((0, 20), (0, 22))])
def test_a_span_moves_with_the_text(span: tuple[int, int], moved: tuple[int, int]) -> None:
    assert Bent(5, 7, "four").moved(span) == moved
