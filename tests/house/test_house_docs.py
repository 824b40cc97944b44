"""The documentation says what the program does: commands, options, outputs, links and versions."""

import doctest
import importlib.util
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
import typer

import onrecord
from onrecord.cli.main import app
from onrecord.record.sql import TABLES
from onrecord.terms import Body, ClaimKind, Modality, Outcome, Position, Reason, Verdict

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_REACH = r"(, through [^\"\n]*(\n? *(IAEA|UNGA|UNHRC|UNSC) [\d-]+,?)*)?"
_RECORD = re.compile(r"(?:(?:core|full) record|record (?:core|full)) [0-9a-f]{12}" + _REACH)


def page_name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tool() -> ModuleType:
    """The module that writes the documentation, loaded from tools/, which is no package."""
    spec = importlib.util.spec_from_file_location("write_docs", ROOT / "tools" / "write_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["write_docs"] = module
    spec.loader.exec_module(module)
    return module


def without_record(text: str) -> str:
    """`text` without the record's hash and reach, which move with every row added to the data."""
    return re.sub(r"\s+", " ", _RECORD.sub("RECORD", text))


def test_the_page_of_commands_is_what_the_commands_say_of_themselves() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert page == tool().cli_docs(), "type: make docs"


@pytest.mark.parametrize("path", PAGES, ids=page_name)
def test_every_output_shown_is_the_output_of_today(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert without_record(text) == without_record(tool().refreshed(text)), "type: make docs, and read what changed"


def test_every_command_is_told_of_in_the_documentation() -> None:
    written = "\n".join(p.read_text(encoding="utf-8") for p in PAGES if p.name != "cli.md")
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert [c for c in commands if f"onrecord {c}" not in written] == []


@pytest.mark.parametrize("path", [*PAGES, ROOT / "CHANGELOG.md", ROOT / "examples" / "README.md"], ids=page_name)
def test_every_link_within_the_repository_leads_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = [t.split("#")[0] for t in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in t]
    assert [t for t in targets if t and not (path.parent / t).exists()] == []


@pytest.mark.parametrize("path", PAGES, ids=page_name)
def test_every_python_example_runs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("ONRECORD_HOME", str(ROOT / "no-record-here"))
    blocks = re.findall(r"```python\n(.*?)```", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    names: dict[str, object] = {}
    for block in blocks:
        if block.startswith(">>> "):
            example = doctest.DocTestParser().get_doctest(block, names, page_name(path), page_name(path), 0)
            assert doctest.DocTestRunner().run(example).failed == 0
        else:
            exec(compile(block, page_name(path), "exec"), names)


@pytest.mark.parametrize("words", [Verdict, Reason, ClaimKind, Modality], ids=lambda e: e.__name__)
def test_every_word_of_the_json_contract_is_explained(words: type[Verdict]) -> None:
    page = (ROOT / "docs" / "check.md").read_text(encoding="utf-8")
    assert [w.value for w in words if f"`{w.value}`" not in page] == []


@pytest.mark.parametrize("words", [Body, Outcome, Position], ids=lambda e: e.__name__)
def test_every_word_of_the_record_is_explained(words: type[Body]) -> None:
    page = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
    assert [w.value for w in words if f"`{w.value}`" not in page] == []


def test_the_data_dictionary_is_what_the_types_say() -> None:
    page = (ROOT / "docs" / "dictionary.md").read_text(encoding="utf-8")
    assert page == tool().dictionary_docs(), "type: make docs"


def test_the_page_of_coverage_is_what_the_tables_of_coverage_say() -> None:
    page = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    assert page == tool().coverage_docs(), "type: make docs"


@pytest.mark.parametrize("table", TABLES)
def test_every_column_a_query_can_name_is_in_the_data_dictionary(table: str) -> None:
    page = (ROOT / "docs" / "dictionary.md").read_text(encoding="utf-8")
    section = page.split(f"\n## {table}\n")[1].split("\n## ")[0]
    listed = re.findall(r"^\| `(\w+)` \| `([\w\[\]]+)` \|", section, flags=re.MULTILINE)
    answer = onrecord.open().table(table)
    assert [(name, kind.upper()) for name, kind in listed] == list(
        zip(answer.columns, map(str, answer.types), strict=True)
    )


def test_the_changelog_speaks_of_this_version() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert declared == onrecord.__version__
    assert f"## [{declared}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_make_target_a_reader_is_told_of_is_there() -> None:
    made = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    told = {t for p in PAGES for t in re.findall(r"`?make ([a-z]+)\b", p.read_text(encoding="utf-8"))}
    assert {"setup", "demo", "test", "lint", "type", "eval", "bench", "docs"} <= made
    assert told & made
    assert {t for t in told if t in {"setup", "demo", "test", "lint", "type", "eval", "bench", "docs"}} <= made
