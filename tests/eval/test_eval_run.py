"""The gate as it is run: what passes, what fails, and that the texts it measures on are the pinned ones."""

from pathlib import Path

import pytest
from eval.annotations import digest
from eval.wordings import Wording, facts_of

from eval import gate, run

STORIES = {"claims_recall": 0.9, "contradicted_precision": 1.0}


@pytest.fixture
def floors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A floors file of the test's own, with our texts pinned."""
    path = tmp_path / "floors.toml"
    monkeypatch.setattr(run, "FLOORS", path)
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "story_folders", dict)
    monkeypatch.setattr(run, "wording_banks", dict)
    gate.write_floors(path, gate.Floors({}, {"core": {"stories": {"claims_recall": 0.9}}}))
    return path


def _results(**figures: float) -> run.Results:
    return run.Results("core", {"stories": {**STORIES, **figures}})


def test_figures_at_their_floors_pass_and_below_them_fail(floors: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.settle(_results(), lift=False, repin=False) == 0
    assert run.settle(_results(claims_recall=0.89), lift=False, repin=False) == 1
    assert "stories claims_recall: 0.890, floor 0.900" in capsys.readouterr().out


def test_one_wrongful_contradiction_fails_whatever_the_floors(floors: Path) -> None:
    results = _results()
    results.wrongful.append("stories 01: a true claim")
    assert run.settle(results, lift=True, repin=False) == 1
    assert gate.read_floors(floors).tiers["core"]["stories"] == {"claims_recall": 0.9}


def test_floors_are_raised_and_never_lowered(floors: Path) -> None:
    assert run.settle(_results(claims_recall=0.95), lift=True, repin=False) == 0
    assert gate.read_floors(floors).tiers["core"]["stories"]["claims_recall"] == 0.95
    assert run.settle(_results(claims_recall=0.92), lift=True, repin=False) == 1
    assert gate.read_floors(floors).tiers["core"]["stories"]["claims_recall"] == 0.95


def test_changed_annotations_fail_until_they_are_pinned_again(
    floors: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "stories"
    folder.mkdir()
    (folder / "a.txt").write_text("one", encoding="utf-8")
    monkeypatch.setattr(run, "story_folders", lambda: {"stories": folder})
    assert run.settle(_results(), lift=False, repin=True) == 0
    (folder / "a.txt").write_text("two", encoding="utf-8")
    assert run.settle(_results(), lift=False, repin=False) == 1
    assert run.settle(_results(), lift=False, repin=True) == 0


def test_the_texts_we_measure_on_are_the_pinned_ones() -> None:
    root = Path(__file__).resolve().parents[2] / "eval"
    pinned = gate.read_floors(root / "floors.toml").digests
    assert pinned["stories"] == digest(root / "stories"), "if this was meant, type: python eval/run.py --repin"
    assert pinned["stories_true"] == digest(root / "stories_true"), (
        "if this was meant, type: python eval/run.py --repin"
    )
    assert pinned["wordings_en"] == digest(root / "wordings" / "en.jsonl")


def test_a_wording_goes_through_the_product_itself() -> None:
    item = Wording("x", "The General Assembly adopted it by 141 votes to 5.", "en", False, frozenset(), frozenset())
    assert {("count", "yes", 141), ("count", "no", 5)} <= facts_of(run.Checker().check_wording(item))
