"""Every module says what it is for, every public name what it returns, and nothing is longer than a screen allows."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src" / "onrecord").rglob("*.py"))
ALL = sorted([*SOURCES, *(ROOT / "tools").rglob("*.py"), *(ROOT / "eval").rglob("*.py")])
Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_a_module_opens_with_one_sentence_of_purpose(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if not text.strip():
        return
    purpose = ast.get_docstring(ast.parse(text))
    assert purpose, "no docstring"
    assert text.startswith(('"""', 'r"""')), "the docstring is not the first line"
    assert purpose.split("\n\n")[0].rstrip().endswith((".", "?")), "the first paragraph is not a sentence"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_module_is_shorter_than_four_hundred_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 400


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_function_is_longer_than_eighty_lines(path: Path) -> None:
    assert [f"{f.name}: {length(f)}" for f in functions(path) if length(f) > 80] == []


def test_nine_functions_in_ten_fit_on_a_screen() -> None:
    lengths = [length(f) for path in SOURCES for f in functions(path)]
    assert statistics.quantiles(lengths, n=10)[-1] <= 35


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_every_public_name_says_what_it_returns(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    missing = [
        node.name
        for node in tree.body
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert missing == []


@pytest.mark.parametrize("path", [p for p in SOURCES if p.parent.name == "terms"], ids=name_of)
def test_the_words_of_the_house_are_frozen(path: Path) -> None:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            for decorator in node.decorator_list:
                assert "frozen=True, slots=True" in ast.unparse(decorator), node.name


def test_test_modules_have_names_of_their_own() -> None:
    names = [p.name for p in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("test_*.py")), ids=name_of)
def test_a_test_asserts_something(path: Path) -> None:
    silent = [
        f.name for f in functions(path) if f.name.startswith("test_") and not any(_checks(node) for node in ast.walk(f))
    ]
    assert silent == []


def _checks(node: ast.AST) -> bool:
    if isinstance(node, ast.Assert):
        return True
    called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
    return called.startswith(("pytest.raises", "pytest.fail", "assert_", "check_", "expect(", "_assert"))
