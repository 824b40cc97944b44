import csv
import io
import json
import socket
from pathlib import Path
from typing import Any

import pytest
from cli_run import Run

import onrecord
from onrecord.reading import load_document
from onrecord.terms import UsageError, Verdict

PLANTED = {
    "01-assembly-sole-no.txt": ("the only country to vote against", "not_sole", "A/RES/ES-11/1"),
    "02-council-china-against.txt": ("China voted against", "wrong_position", "S/2022/155"),
    "03-iaea-wrong-tally.txt": ("seven abstained", "wrong_tally", "GOV/2022/17"),
    "04-wrong-body.txt": ("Security Council", "wrong_body", "A/RES/ES-11/1"),
    "05-abstention-told-as-veto.txt": ("China and Russia vetoed", "wrong_veto", "S/2022/155"),
    "06-all-right.txt": ("", "", ""),
}


def checked(run: Run, *words: str) -> dict[str, Any]:
    answer = run("check", *words, "--format", "json")
    assert answer.code == 0, answer.err
    story: dict[str, Any] = json.loads(answer.out)
    return story


def overlaps(claim: dict[str, Any], body: str, words: str) -> bool:
    at = body.index(words)
    return bool(claim["start"] < at + len(words) and at < claim["end"])


@pytest.mark.parametrize("name", PLANTED)
def test_the_planted_mistake_is_found_and_nothing_else_is_called_wrong(run: Run, examples: Path, name: str) -> None:
    words, reason, symbol = PLANTED[name]
    story = checked(run, str(examples / name))
    body = load_document(str(examples / name)).body
    wrong = [c for c in story["claims"] if c["verdict"] == "contradicted"]
    if not words:
        assert wrong == []
        return
    assert wrong, f"{words!r} was not called wrong"
    assert [c["quote"] for c in wrong if not overlaps(c, body, words)] == []
    assert reason in {c["reason"] for c in wrong}
    assert {symbol} == {c["event"].split()[1] for c in wrong}


def test_every_example_is_in_the_table_of_planted_mistakes(examples: Path) -> None:
    assert sorted(p.name for p in examples.glob("*.txt")) == sorted(PLANTED)


def test_the_claims_that_are_right_are_found_right(run: Run, examples: Path) -> None:
    verdicts = [c["verdict"] for name in PLANTED for c in checked(run, str(examples / name))["claims"]]
    assert verdicts.count("supported") >= 12
    assert verdicts.count("supported") > len(verdicts) / 2


@pytest.mark.parametrize("name", PLANTED)
def test_offsets_count_characters_of_the_body_and_the_contracts_fields_are_there(
    run: Run, examples: Path, name: str
) -> None:
    story = checked(run, str(examples / name))
    body = (examples / name).read_text(encoding="utf-8").split("---\n", 2)[2]
    assert story["schema"] == "onrecord.check/1"
    assert {"source", "title", "published", "published_basis", "body_sha256"} <= set(story["story"])
    assert {"snapshot", "tier", "through"} <= set(story["record"])
    for kind in ("claims", "statements", "deeds", "unread"):
        for item in story[kind]:
            assert body[item["start"] : item["end"]] == item["quote"]
    for claim in story["claims"]:
        assert {"id", "kind", "event", "asserts", "modality", "verdict", "reason", "explanation", "evidence"} <= set(
            claim
        )
        assert claim["evidence"] or claim["verdict"] not in ("supported", "contradicted", "imprecise")


def test_one_file_a_story_is_written_under_the_storys_name(run: Run, examples: Path, tmp_path: Path) -> None:
    stories = [str(examples / name) for name in PLANTED]
    answer = run("check", *stories, "--format", "json", "--out", str(tmp_path / "made"))
    assert (answer.code, answer.out) == (0, "")
    assert sorted(p.name for p in (tmp_path / "made").iterdir()) == [
        n.replace(".txt", ".json") for n in sorted(PLANTED)
    ]
    one = json.loads((tmp_path / "made" / "06-all-right.json").read_text(encoding="utf-8"))
    assert one["story"]["source"].endswith("06-all-right.txt")


def test_stories_of_one_name_are_refused_before_one_overwrites_the_other(
    run: Run, examples: Path, tmp_path: Path
) -> None:
    twin = tmp_path / "06-all-right.txt"
    twin.write_text("A story.\n", encoding="utf-8")
    answer = run("check", str(twin), str(examples / "06-all-right.txt"), "--out", str(tmp_path / "made"))
    assert answer.code == 2
    assert not (tmp_path / "made").exists()


def test_a_file_that_cannot_be_read_does_not_stop_the_others(run: Run, examples: Path, tmp_path: Path) -> None:
    out = tmp_path / "made"
    bad = tmp_path / "missing.txt"
    answer = run("check", str(bad), str(examples / "06-all-right.txt"), "--out", str(out))
    assert answer.code == 2
    assert answer.err.count("onrecord: ") == 1
    assert "missing.txt" in answer.err
    assert [p.name for p in out.iterdir()] == ["06-all-right.json"]


@pytest.mark.parametrize(("name", "code"), [("05-abstention-told-as-veto.txt", 1), ("06-all-right.txt", 0)])
def test_contradicted_claims_fail_a_run_only_when_asked(run: Run, examples: Path, name: str, code: int) -> None:
    assert run("check", str(examples / name), "--fail-on", "contradicted").code == code
    assert run("check", str(examples / name)).code == 0


def test_every_claim_is_a_row_of_csv(run: Run, examples: Path) -> None:
    answer = run("check", *[str(examples / name) for name in PLANTED], "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(answer.out)))
    assert {Path(r["source"]).name for r in rows} >= set(PLANTED) - {"06-all-right.txt"}
    assert {r["verdict"] for r in rows} <= {v.value for v in Verdict}


def test_a_page_holds_every_story_and_opens_nothing_from_elsewhere(run: Run, examples: Path, tmp_path: Path) -> None:
    page = tmp_path / "stories.html"
    assert run("check", *[str(examples / name) for name in PLANTED], "--out", str(page)).code == 0
    text = page.read_text(encoding="utf-8")
    assert "Belarus" in text
    assert "double veto" in text
    for outside in ('src="http', "@import", 'rel="stylesheet" href="http'):
        assert outside not in text


def test_explaining_shows_the_cues_and_the_votes_that_may_be_meant(run: Run, examples: Path) -> None:
    answer = run("check", str(examples / "02-council-china-against.txt"), "--format", "text", "--explain")
    assert "How the claims were read" in answer.out
    assert "may mean UNSC S/2022/155 2022-02-25" in answer.out


def test_the_date_given_overrides_the_storys_own(run: Run, examples: Path) -> None:
    story = checked(run, str(examples / "06-all-right.txt"), "--published", "2022-06-10")
    assert (story["story"]["published"], story["story"]["published_basis"]) == ("2022-06-10", "given")


def test_standard_input_is_read_as_a_story(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "On March 2, 2022, the General Assembly adopted the resolution on Ukraine by 141 votes to 7.\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    story = checked(run, "-")
    assert story["story"]["source"] == "-"
    assert any(c["reason"] == "wrong_tally" for c in story["claims"])


def test_a_dossier_is_written_from_the_examples(run: Run, examples: Path, tmp_path: Path) -> None:
    page = tmp_path / "china.html"
    stories = [str(examples / name) for name in PLANTED]
    answer = run("dossier", *stories, "--of", "China", "--out", str(page), "--today", "2022-07-01")
    assert answer.code == 0, answer.err
    text = page.read_text(encoding="utf-8")
    assert "Zhang" in text
    assert "A/RES/ES-11/1" in text
    assert "http-equiv" not in text or "script src" not in text


@pytest.mark.parametrize("fmt", ["text", "json", "jsonl", "csv"])
def test_a_dossier_can_be_had_in_every_form(run: Run, examples: Path, fmt: str) -> None:
    stories = [str(examples / name) for name in PLANTED]
    answer = run("dossier", *stories, "--of", "Beijing", "--on", "Ukraine", "--format", fmt)
    assert answer.code == 0, answer.err
    assert "S/2022/155" in answer.out


def test_in_python_a_path_and_its_text_give_the_same_claims(examples: Path) -> None:
    path = examples / "03-iaea-wrong-tally.txt"
    by_path, by_text = onrecord.check(path), onrecord.check(path.read_text(encoding="utf-8"))
    assert [c.finding.verdict for c in by_path.claims] == [c.finding.verdict for c in by_text.claims]
    assert by_path.claims
    with pytest.raises(UsageError):
        onrecord.check("no-such-story.txt")


def test_many_stories_are_checked_once_and_a_broken_run_goes_on_where_it_stopped(
    run: Run, examples: Path, tmp_path: Path
) -> None:
    first = run("batch", str(examples), "--out", str(tmp_path / "made"), "--workers", "1")
    assert first.code == 0, first.err
    assert first.out.startswith(f"{len(PLANTED)} checked, 0 skipped, 0 failed")
    again = run(
        "batch", str(examples), str(tmp_path / "missing.txt"), "--out", str(tmp_path / "made"), "--workers", "1"
    )
    assert again.code == 2
    assert f"{len(PLANTED)} skipped, 1 failed" in again.out
    assert "missing.txt" in again.err


def test_a_port_that_is_taken_is_told_with_another_to_try(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = run("serve", "--port", str(port))
    assert answer.code == 2
    assert "onrecord serve --port" in answer.err
