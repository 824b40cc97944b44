"""The tables are well formed, and the compiled ones are what the exchange tables give."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.states import all_states
from onrecord.states.crosswalk import edited_names
from onrecord.states.tables import day, table

ROOT = Path(__file__).resolve().parents[2]
COMPILED = ("states.csv", "council_terms.csv", "board_terms.csv")
FORMS = {"name", "abbreviation", "demonym", "plural", "capital", "metonym", "place", "skip"}
MATCHES = {"any", "capital", "exact", "caps", "person", "prep", "lookup"}
CODES = {one.code for one in all_states()}


@pytest.fixture
def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_states", ROOT / "tools" / "build_states.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["build_states"] = module
    spec.loader.exec_module(module)
    return module


def test_compiled_tables_equal_a_fresh_build(
    builder: ModuleType, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder, "TARGET", tmp_path)
    assert builder.main([str(shared / "data")]) == 0
    for name in COMPILED:
        packaged = ROOT / "src/onrecord/data/states" / name
        assert (tmp_path / name).read_text(encoding="utf-8") == packaged.read_text(encoding="utf-8"), name


def test_the_builder_refuses_a_missing_folder(
    builder: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert builder.main([str(tmp_path / "nothing")]) == 2
    assert "SOURCE_DIR" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["council_terms.csv", "board_terms.csv", "seats.csv", "groups.csv", "people.csv"])
def test_dated_rows_name_known_codes_and_run_forward(name: str) -> None:
    for row in table(name):
        assert row.get("code", row.get("state", "")) in CODES | {""}, row
        first, last = day(row["first"]), day(row["last"])
        assert first is None or last is None or first <= last, row


def test_edited_wordings_use_the_closed_sets() -> None:
    for row in edited_names():
        assert row.form in FORMS, row
        assert row.match in MATCHES, row
        assert set(row.codes) <= CODES, row
        assert bool(row.codes) != (row.form == "skip"), row


def test_every_code_of_the_voting_tables_is_known(shared: Path) -> None:
    listed = {
        line.split(",")[0] for line in (shared / "data" / "ga_states.csv").read_text(encoding="utf-8").splitlines()[1:]
    }
    assert listed <= CODES
