import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_run import Run

from onrecord.cli.options import Colour, Format
from onrecord.cli.output import settle, write_file
from onrecord.terms import UsageError

VETOES = ("vetoes", "--since", "2022-01-01", "--until", "2022-06-30")


def test_a_pipe_gets_json_lines_and_a_terminal_a_table(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    piped = run(*VETOES)
    assert [json.loads(line)["symbol"] for line in piped.out.splitlines()] == ["S/2022/155", "S/2022/431"]
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert settle(None, None).format is Format.TEXT


@pytest.mark.parametrize("fmt", list(Format))
def test_every_form_of_the_same_rows_holds_the_same_votes_and_names_the_record(run: Run, fmt: Format) -> None:
    answer = run(*VETOES, "--format", fmt.value)
    assert answer.code == 0
    for symbol in ("S/2022/155", "S/2022/431"):
        assert symbol in answer.out
    assert "core record" in answer.out
    assert answer.err == ""


def test_csv_holds_the_contracts_columns_in_order(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run(*VETOES, "--format", "csv").out)))
    contract = ["id", "symbol", "date", "topic", "vetoed_by", "yes", "no", "abstain", "outcome"]
    assert list(rows[0])[: len(contract)] == contract
    assert rows[0]["vetoed_by"] == "RUS"


@pytest.mark.parametrize("name", ["votes.json", "votes.jsonl", "votes.csv", "votes.html", "votes.txt"])
def test_a_file_is_written_in_the_form_its_name_says(run: Run, tmp_path: Path, name: str) -> None:
    answer = run(*VETOES, "--out", str(tmp_path / "new" / name))
    assert (answer.code, answer.out) == (0, "")
    text = (tmp_path / "new" / name).read_text(encoding="utf-8")
    assert "S/2022/155" in text
    assert text.endswith("\n")
    assert [p.name for p in (tmp_path / "new").iterdir()] == [name]
    if name == "votes.json":
        assert len(json.loads(text)) == 2
    if name == "votes.html":
        assert text.lstrip().lower().startswith("<!doctype html>")


def test_a_folder_is_never_taken_for_a_file(run: Run, tmp_path: Path) -> None:
    answer = run(*VETOES, "--out", str(tmp_path))
    assert answer.code == 2
    assert "folder" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_fails_leaves_the_old_answer_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "votes.json"
    kept.write_text("the old answer\n", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UsageError, match="No space left"):
        write_file(kept, "the new answer\n")
    assert kept.read_text(encoding="utf-8") == "the old answer\n"
    assert [p.name for p in tmp_path.iterdir()] == ["votes.json"]


def test_a_link_stays_a_link_and_the_file_it_names_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("old\n", encoding="utf-8")
    (tmp_path / "link.json").symlink_to("real.json")
    write_file(tmp_path / "link.json", "new\n")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_text(encoding="utf-8") == "new\n"


def test_a_person_is_asked_before_a_file_is_replaced_and_yes_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "votes.json"
    path.write_text("old\n", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with pytest.raises(UsageError, match="--yes"):
        write_file(path, "new\n")
    assert path.read_text(encoding="utf-8") == "old\n"
    write_file(path, "new\n", yes=True)
    assert path.read_text(encoding="utf-8") == "new\n"


@pytest.mark.parametrize(
    ("choice", "no_colour", "tty", "coloured"),
    [
        (Colour.AUTO, "", True, True),
        (Colour.AUTO, "1", True, False),
        (Colour.AUTO, "", False, False),
        (Colour.ALWAYS, "1", False, True),
        (Colour.NEVER, "", True, False),
    ],
)
def test_colour_follows_the_option_then_no_color_then_the_terminal(
    monkeypatch: pytest.MonkeyPatch, choice: Colour, no_colour: str, tty: bool, coloured: bool
) -> None:
    monkeypatch.setenv("NO_COLOR", no_colour)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stdout.isatty", lambda: tty, raising=False)
    assert settle(Format.TEXT, None, choice).colour is coloured


def test_a_reader_that_leaves_early_hears_no_complaint() -> None:
    command = [sys.executable, "-m", "onrecord.cli.main", "votes", "--format", "jsonl"]
    env = {k: v for k, v in os.environ.items() if k != "ONRECORD_HOME"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["id"]
        process.stdout.close()
        assert process.stderr.read() == ""


def test_the_version_names_the_code_and_the_record(run: Run) -> None:
    import onrecord

    answer = run("--version")
    assert answer.code == 0
    assert answer.out.startswith(f"onrecord {onrecord.__version__}\nrecord core {onrecord.open().stamp.snapshot[:12]}")
    assert "UNSC 20" in answer.out
