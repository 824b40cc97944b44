"""The compiled tables are what the builder makes of the exchange tables, byte for byte."""

import csv
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "src" / "onrecord" / "data"


@pytest.mark.shared
def test_committed_tables_equal_a_fresh_build_and_two_builds_are_alike(shared: Path) -> None:
    code = (
        "import sys, hashlib, json; sys.path.insert(0, '.'); from pathlib import Path;"
        "from tools.build_core import compile_tables;"
        "tables = compile_tables(Path(sys.argv[1]));"
        "print(json.dumps({n: hashlib.sha256(t.encode()).hexdigest() for n, t in tables.items()}))"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(shared / "data")],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        for seed in ("1", "2")
    ]
    runs = [json.loads(process.communicate()[0]) for process in started]
    assert runs[0] == runs[1]
    committed = {name: hashlib.sha256((DATA / name).read_bytes()).hexdigest() for name in runs[0]}
    assert committed == runs[0], "run `python tools/build_core.py SOURCE_DIR` and commit what changed"


def test_a_folder_without_tables_is_one_message(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "tools/build_core.py", str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "facts/sc_vetoes.csv" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["core/rollcalls.csv", "core/council_resolutions.csv", "core/fragments.csv"])
def test_tables_are_made_for_review(name: str) -> None:
    text = (DATA / name).read_text(encoding="utf-8")
    assert "\r" not in text
    assert text.endswith("\n")
    rows = list(csv.DictReader(text.splitlines()))
    assert all(None not in row and None not in row.values() for row in rows)


def test_the_reviewed_list_says_why_each_vote_is_a_landmark() -> None:
    lines = (ROOT / "tools" / "landmarks.csv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    assert all(row["why"] for row in rows)
    assert all(row["source"] for row in rows if row["outcome"])


def test_every_fact_entered_by_hand_cites_its_source() -> None:
    lines = (ROOT / "tools" / "additions.csv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    assert rows
    assert all(row["source"] and row["tally_basis"] for row in rows)


def test_every_holiday_says_how_sure_it_is() -> None:
    rows = list(csv.DictReader((DATA / "rules" / "un_holidays.csv").open(encoding="utf-8")))
    assert {row["certainty"] for row in rows} <= {"computed", "estimate", "uncertain", "read"}
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)
