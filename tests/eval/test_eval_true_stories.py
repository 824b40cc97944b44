"""True stories: any claim of theirs called contradicted is an accusation, and silence is counted too."""

from collections.abc import Mapping
from pathlib import Path

from eval.true_stories import score_true_stories

from eval import run


def _folder(tmp_path: Path) -> Path:
    (tmp_path / "01-a.txt").write_text("Ten voted no.", encoding="utf-8")
    return tmp_path


def _verdicts(*verdicts: str) -> Mapping[str, object]:
    return {"claims": [{"quote": "Ten voted no", "start": 0, "end": 12, "verdict": v} for v in verdicts]}


def test_a_contradicted_claim_of_a_true_story_is_an_accusation(tmp_path: Path) -> None:
    score = score_true_stories(_folder(tmp_path), lambda _: _verdicts("supported", "contradicted"))
    assert score.accused == ["01-a: Ten voted no"]
    assert score.figures() == {"supported_share": 0.5}


def test_an_imprecise_claim_is_supported_and_an_open_one_is_neither(tmp_path: Path) -> None:
    score = score_true_stories(_folder(tmp_path), lambda _: _verdicts("imprecise", "ambiguous", "not_in_record"))
    assert (score.read, score.supported, score.contradicted) == (3, 1, 0)
    assert score.line("x") == "x: 3 true claims read, 1 supported, 0 contradicted, 2 left open"


def test_a_corpus_without_claims_has_no_share(tmp_path: Path) -> None:
    assert score_true_stories(_folder(tmp_path), lambda _: {}).figures() == {"supported_share": None}


def test_the_true_stories_are_part_of_the_gate() -> None:
    folder = run.true_folders()["stories_true"]
    assert len(list(folder.glob("*.txt"))) >= 30
