"""`onrecord export`: one command from the record to a file another program opens, whole or not at all."""

import csv
import io
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from cli_run import Run

SOME = ("--body", "UNSC", "--since", "2022-01-01", "--until", "2022-12-31")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_ending_decides_the_form(run: Run, tmp_path: Path) -> None:
    for name in ("v.csv", "v.csv.gz", "v.parquet"):
        answer = run("export", str(tmp_path / name), *SOME)
        assert (answer.code, answer.out, answer.err) == (0, "", "")
    held = {len(duckdb.execute(f"from '{tmp_path / name}'").fetchall()) for name in ("v.csv", "v.csv.gz", "v.parquet")}
    assert held == {len(rows(tmp_path / "v.csv"))}
    assert run("export", str(tmp_path / "all.sqlite")).code == 0
    file = sqlite3.connect(tmp_path / "all.sqlite")
    assert file.execute("select count(*) from positions where id = 'UNSC S/2022/155 2022-02-25'").fetchall() == [(15,)]
    file.close()


def test_the_tidy_table_and_a_query_for_it_agree(run: Run, tmp_path: Path) -> None:
    assert run("export", str(tmp_path / "v.csv"), *SOME, "--state", "China").code == 0
    where = "body = 'UNSC' and state = 'CHN' and date between '2022-01-01' and '2022-12-31'"
    asked = run("sql", f"select id, position from tidy where {where}", "--format", "csv")
    told = [(r["id"], r["position"]) for r in csv.DictReader(io.StringIO(asked.out))]
    assert [(r["id"], r["position"]) for r in rows(tmp_path / "v.csv")] == told
    assert len(told) > 50
    assert len(run("sql", "from tidy limit 5").out.splitlines()) == 5


def test_another_table_is_a_word_away(run: Run, tmp_path: Path) -> None:
    assert run("export", str(tmp_path / "d.csv"), "--table", "debates").code == 0
    assert len(rows(tmp_path / "d.csv")) == 21
    assert run("export", str(tmp_path / "s.csv"), "--table", "states").code == 0
    assert {"Tanganyika", "Burma"} <= {r["name"] for r in rows(tmp_path / "s.csv")}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("v.txt",), "expected a name ending in .csv"),
        (("v.csv", "--table", "votes"), "expected one of the tables rollcalls"),
        (("v.csv", "--state", "Atlantis"), "Atlantis"),
        (("v.csv", "--body", "EU"), "--body expects"),
        (("v.csv", "--since", "2022-02-30"), "--since expects"),
        (("v.sqlite", "--body", "UNSC"), "holds the record whole"),
        (("v.csv", "--table", "coverage", "--state", "France"), "belong to no one vote"),
    ],
)
def test_a_mistake_is_one_message_and_no_file(run: Run, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    answer = run("export", str(tmp_path / words[0]), *words[1:])
    assert answer.code == 2
    assert said in answer.err
    assert answer.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def _terminal(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)


def test_a_person_is_asked_before_a_file_is_replaced(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "v.csv").write_text("mine\n", "utf-8")
    _terminal(monkeypatch, "n\n")
    refused = run("export", str(tmp_path / "v.csv"), *SOME)
    assert (refused.code, (tmp_path / "v.csv").read_text("utf-8")) == (2, "mine\n")
    assert "left as it is" in refused.err
    _terminal(monkeypatch, "")
    assert run("export", str(tmp_path / "v.csv"), *SOME, "--yes").code == 0
    assert len(rows(tmp_path / "v.csv")) > 50


def test_a_person_is_told_what_was_written_and_on_what_terms(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _terminal(monkeypatch, "")
    answer = run("export", str(tmp_path / "v.csv"), *SOME)
    assert answer.code == 0
    for words in ("wrote", "v.csv", "rows", "core record", "Terms of the sources", "facts compiled"):
        assert words in answer.err


def test_a_folder_that_holds_anything_else_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("years of work", "utf-8")
    answer = run("export", str(tmp_path), "--yes")
    assert answer.code == 2
    assert "thesis.tex" in answer.err
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.tex"]


def test_the_help_costs_no_database() -> None:
    code = "import sys; from onrecord.cli.main import main; main(['export', '--help']); print('duckdb' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert done.stdout.splitlines()[-1] == "False"
