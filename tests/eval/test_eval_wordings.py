"""Banks of wordings: what an item demands and allows, and that our count is the shared one."""

import importlib.util
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from eval.wordings import Wording, facts_of, read_bank, score_bank

BANK = Path(__file__).resolve().parents[2] / "eval" / "wordings" / "en.jsonl"


def _bank(tmp_path: Path, *items: Mapping[str, object]) -> tuple[Wording, ...]:
    path = tmp_path / "bank.jsonl"
    path.write_text("\n".join(json.dumps(i) for i in items), encoding="utf-8")
    return read_bank(path)


def _item(kind: str, *, note: str = "", **more: object) -> dict[str, object]:
    claim: dict[str, object] = {
        "kind": kind,
        "votes": None,
        "counts": None,
        "states": [],
        "negated": False,
        "modality": "asserted",
    }
    return {"id": "x", "text": "t", "lang": "en", "expect": [claim | more], "note": note}


def test_a_veto_may_be_read_as_a_no_vote_and_a_failed_draft(tmp_path: Path) -> None:
    [item] = _bank(tmp_path, _item("veto", votes={"RUS": "no"}))
    story = {"claims": [{"modality": "asserted", "asserts": {"veto": "RUS", "outcome": "vetoed"}}]}
    score = score_bank([item], lambda _: story)
    assert score.figures() == {
        "facts_recall": 1.0,
        "facts_precision": 1.0,
        "items_whole": 1.0,
        "silence_kept": None,
        "recall.vote": 1.0,
    }


def test_a_side_the_text_does_not_give_counts_against_precision(tmp_path: Path) -> None:
    [item] = _bank(tmp_path, _item("member_vote", votes={"CHN": "abstain"}))
    story = {"claims": [{"modality": "asserted", "asserts": {"votes": {"CHN": "abstain", "UKR": "abstain"}}}]}
    figures = score_bank([item], lambda _: story).figures()
    assert (figures["facts_recall"], figures["facts_precision"]) == (1.0, 0.5)


def test_a_silent_item_that_yields_a_vote_is_counted_as_fired(tmp_path: Path) -> None:
    [item] = _bank(tmp_path, {"id": "x", "text": "t", "lang": "en", "expect": [], "note": "NONE: parliament"})
    fired = {"claims": [{"modality": "asserted", "asserts": {"yes": 330, "no": 231}}]}
    planned = {"claims": [{"modality": "future", "asserts": {"yes": 330}}]}
    assert score_bank([item], lambda _: fired).figures()["silence_kept"] == 0.0
    assert score_bank([item], lambda _: planned).figures()["silence_kept"] == 1.0


def test_a_denied_claim_must_not_be_asserted(tmp_path: Path) -> None:
    [item] = _bank(tmp_path, _item("member_vote", votes={"FJI": "abstain"}, modality="denied"))
    assert item.must == frozenset()
    said = {"claims": [{"modality": "asserted", "asserts": {"member": "FJI", "vote": "abstain"}}]}
    assert score_bank([item], lambda _: said).figures()["facts_precision"] == 0.0


def test_an_adoption_without_a_vote_is_an_adoption() -> None:
    story = {"claims": [{"modality": "asserted", "asserts": {"consensus": True}}]}
    assert facts_of(story) == {("consensus",), ("outcome", "adopted")}


def test_our_bank_is_broad_and_keeps_to_its_format() -> None:
    bank = read_bank(BANK)
    assert len(bank) >= 250
    assert sum(item.silent for item in bank) >= 50
    assert len({item.id for item in bank}) == len({item.text for item in bank}) == len(bank)
    assert not [item.id for item in bank if item.silent and item.must]


@pytest.mark.shared
def test_our_count_equals_that_of_the_shared_scorer(shared: Path, tmp_path: Path) -> None:
    scorer_path = shared / "articles" / "score_phrases.py"
    if not scorer_path.is_file():
        pytest.skip("the shared folder holds no articles/score_phrases.py")
    spec = importlib.util.spec_from_file_location("shared_score_phrases", scorer_path)
    assert spec is not None
    assert spec.loader is not None
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    sides = {"asserts": {"votes": {"CHN": "abstain", "RUS": "no"}, "yes": 141, "no": 5, "outcome": "adopted"}}
    story = {"claims": [sides | {"modality": "asserted", "kind": "tally"}]}
    for bank_path in (shared / "articles" / "phrase_bank.jsonl", BANK):
        out = tmp_path / bank_path.parent.name
        out.mkdir()
        items = theirs.bank(str(bank_path))
        for item in items:
            (out / f"{item['id']}.json").write_text(json.dumps(story), encoding="utf-8")
        expected = theirs.score(items, str(out), show=False)
        ours = score_bank(read_bank(bank_path), lambda _: story)
        assert ours.figures()["facts_recall"] == pytest.approx(expected["facts recall"])
        assert ours.figures()["facts_precision"] == pytest.approx(expected["facts precision"])
        assert ours.figures()["items_whole"] == pytest.approx(expected["items whole"])
        assert ours.fired == expected["silent items that fired"]
