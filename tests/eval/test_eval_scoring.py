"""The evaluation's own scorer: what it counts, and that it counts what the shared scorer counts."""

import importlib.util
import json
import random
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from eval.annotations import digest, read_corpus, told_from
from eval.scoring import overlaps, parts_of, score_corpus

STORIES = Path(__file__).resolve().parents[2] / "eval" / "stories"
SAME = {
    "claims_precision": "vote claims: precision",
    "claims_recall": "vote claims: recall",
    "claims_f1": "vote claims: F1",
    "verdict_accuracy": "verdict accuracy (matched)",
    "verdict_accuracy_soft": "verdict accuracy, the two 'not_' merged",
    "contradicted_precision": "CONTRADICTED precision",
    "contradicted_recall": "CONTRADICTED recall",
    "linking": "event linking (matched, gold has event)",
    "statements_precision": "statements: precision (speaker+state+words)",
    "statements_recall": "statements: recall",
    "statements_f1": "statements: F1",
    "direct_precision": "direct quotations: precision",
    "direct_recall": "direct quotations: recall",
    "outlets": "  outlet right, of those with one",
}


def _claim(quote: str, start: int, **more: object) -> dict[str, object]:
    base = {"kind": "tally", "quote": quote, "start": start, "end": start + len(quote), "event": None}
    return base | {"verdict": "supported", "asserts": {}} | more


def _score(body: str, gold: list[dict[str, object]], predicted: list[dict[str, object]]) -> dict[str, float | None]:
    pair = (told_from("s", body, {"claims": gold}), told_from("s", body, {"claims": predicted}))
    return score_corpus([pair]).figures()


BODY = "The tally was 141-5. China abstained. Russia vetoed the earlier draft."


def test_the_annotations_score_perfectly_against_themselves() -> None:
    pairs = [(story.told, story.told) for story in read_corpus(STORIES)]
    figures = score_corpus(pairs).figures()
    assert {name: value for name, value in figures.items() if value not in (1.0, None)} == {}


def test_a_true_claim_called_contradicted_is_listed_as_wrongful() -> None:
    gold = told_from("s", BODY, {"claims": [_claim("The tally was 141-5.", 0)]})
    predicted = told_from("s", BODY, {"claims": [_claim("The tally was 141-5.", 0, verdict="contradicted")]})
    score = score_corpus([(gold, predicted)])
    assert [m.quote for m in score.misses if m.wrongful] == ["The tally was 141-5."]
    assert score.figures()["contradicted_precision"] == 0.0


def test_a_contradiction_where_nothing_is_annotated_is_wrongful_too() -> None:
    gold = told_from("s", BODY, {"claims": []})
    predicted = told_from("s", BODY, {"claims": [_claim("China abstained.", 21, verdict="contradicted")]})
    assert any(m.wrongful for m in score_corpus([(gold, predicted)]).misses)


def test_an_imprecise_claim_counts_as_supported_and_an_ambiguous_one_as_not_checkable() -> None:
    gold = [_claim("The tally was 141-5.", 0), _claim("China abstained.", 21, kind="member_vote")]
    predicted = [gold[0] | {"verdict": "imprecise"}, gold[1] | {"verdict": "ambiguous"}]
    assert _score(BODY, gold, predicted)["verdict_accuracy"] == 0.5


def test_a_span_that_swallows_the_page_finds_nothing() -> None:
    assert not overlaps((0, 2000), (10, 60))
    assert overlaps((0, 60), (10, 60))


def test_a_prediction_without_offsets_is_found_by_its_quote() -> None:
    unlocated: dict[str, object] = {"kind": "member_vote", "quote": "China abstained.", "verdict": "supported"}
    assert _score(BODY, [_claim("China abstained.", 21, kind="member_vote")], [unlocated])["claims_recall"] == 1.0


@pytest.mark.parametrize(
    ("event", "parts"),
    [
        ("UNGA A/RES/ES-11/1 2022-03-02", ("UNGA", "A/RES/ES11/1", "2022-03-02")),
        ("A/HRC/RES/49/1 2022-03-04", ("UNHRC", "A/HRC/RES/49/1", "2022-03-04")),
        ("GOV/2022/17", ("IAEA", "GOV/2022/17", "")),
        ("UNSC 2022-02-25", ("UNSC", "", "2022-02-25")),
    ],
)
def test_an_event_is_taken_apart_into_body_symbol_and_day(event: str, parts: tuple[str, str, str]) -> None:
    assert parts_of(event) == parts


def test_a_changed_annotation_changes_the_digest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one", encoding="utf-8")
    before = digest(tmp_path)
    (tmp_path / "a.txt").write_text("two", encoding="utf-8")
    assert digest(tmp_path) != before


def test_offsets_that_cover_other_words_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps({"claims": [_claim("China abstained.", 20)]}), encoding="utf-8")
    with pytest.raises(ValueError, match="China abstained"):
        read_corpus(tmp_path)


def test_every_planted_error_says_what_is_true() -> None:
    wrong = [c for story in read_corpus(STORIES) for c in story.told.claims if c.verdict == "contradicted"]
    assert wrong
    assert all(c.truth for c in wrong)


def _worsened(data: Mapping[str, Any], seed: int) -> dict[str, Any]:
    """A prediction made from an annotation by dropping, shifting, re-judging and re-linking some of it."""
    dice = random.Random(seed)
    out = []
    for claim in data["claims"]:
        claim = dict(claim)
        turn = dice.random()
        if turn < 0.2:
            continue
        if turn < 0.35:
            claim["verdict"] = dice.choice(["contradicted", "supported", "ambiguous", "not_in_record", "imprecise"])
        if 0.3 < turn < 0.5:
            claim["end"] = max(claim["start"] + 1, claim["end"] - dice.randrange(40))
        if 0.5 < turn < 0.6:
            claim["event"] = dice.choice([None, "UNSC S/2022/155 2022-02-25", "UNGA A/1 2022-03-02"])
        if 0.55 < turn < 0.7:
            claim["kind"] = dice.choice(["tally", "veto", "outcome", claim["kind"]])
        if claim["kind"] == "statement":
            claim["speaker"] = dice.choice([claim.get("speaker"), "Nobody"])
            claim["state"] = dice.choice([claim.get("state"), "FRA", None])
            claim["direct"] = dice.choice([claim.get("direct"), True])
            claim.setdefault("quote_text", claim["quote"])
        out.append(claim)
        if turn > 0.93:
            out.append(claim | {"start": max(0, claim["start"] - 15)})
    return {"claims": out}


@pytest.mark.shared
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_our_figures_equal_those_of_the_shared_scorer(shared: Path, tmp_path: Path, seed: int) -> None:
    scorer_path = shared / "articles" / "score.py"
    if not scorer_path.is_file():
        pytest.skip("the shared folder holds no articles/score.py")
    spec = importlib.util.spec_from_file_location("shared_score", scorer_path)
    assert spec is not None
    assert spec.loader is not None
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    dev = shared / "articles" / "dev"
    predictions, out = tmp_path / "pred", tmp_path / "out.json"
    predictions.mkdir()
    pairs = []
    for number, story in enumerate(read_corpus(dev)):
        data = json.loads(story.path.with_suffix(".json").read_text(encoding="utf-8"))
        worse = _worsened(data, seed * 100 + number)
        (predictions / f"{story.told.stem}.json").write_text(json.dumps(worse), encoding="utf-8")
        pairs.append((story.told, told_from(story.told.stem, story.told.body, worse)))
    assert theirs.main([str(predictions), str(dev), "--json", str(out)]) == 0
    expected = json.loads(out.read_text(encoding="utf-8"))["rows"]
    ours = score_corpus(pairs).figures()
    assert {name: ours[name] for name in SAME} == pytest.approx({name: expected[row] for name, row in SAME.items()})
    sys.modules.pop("shared_score", None)
