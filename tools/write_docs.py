"""Writes the pages of commands, columns and coverage, and the output of every example in the documentation."""

import contextlib
import csv
import io
import os
import re
import shlex
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import typer

from onrecord.cli.main import app, main
from onrecord.record.schema import MEANS
from onrecord.record.sql import documented
from onrecord.record.tables import load_core
from onrecord.terms import Basis, Body, ItemKind, Outcome, Position

ROOT = Path(__file__).resolve().parents[1]
CLI_PAGE = ROOT / "docs" / "cli.md"
DICTIONARY_PAGE = ROOT / "docs" / "dictionary.md"
COVERAGE_PAGE = ROOT / "docs" / "coverage.md"
FULL_COVERAGE = ROOT / "src" / "onrecord" / "data" / "coverage_full.csv"
_BLOCK = re.compile(r"```console\n(.*?)```\n", re.DOTALL)
_INTRODUCTION = """# Commands

<!-- Written by `make docs` from the commands' own help. Edit the help, not this page. -->

Common to all: on a terminal the answer is a table or text, in a pipe it is JSON lines; `--format` chooses,
and a file named with `--out` is written whole or not at all, in the form its ending names.
`ONRECORD_HOME` moves the record. Progress goes to standard error, and only to a terminal.

| exit code | meaning |
| --- | --- |
| 0 | done |
| 1 | contradicted claims were found, only with `--fail-on contradicted`; or an error of our own, which says so |
| 2 | the request cannot be met as given: one message says what was expected, what was found and what to type |
| 3 | the record is missing or fails verification |
"""

_DICTIONARY = """# Data dictionary

<!-- Written by `make docs` from the record's own types. Edit record/schema.py, not this page. -->

The tables of the record and their columns: the same in `onrecord sql`, in `record.table(...)` in Python, and in
everything that `onrecord export` writes. `varchar[]` is a list. In CSV a list is joined by "; ", an empty text and no
value are both an empty cell, a text that a spreadsheet would run as a formula begins with an apostrophe, and the last
column, `record`, names the record each row is from. In SQLite days are text, truth is 1 and 0, and lists are JSON.
"""
_COVERAGE = """# What the record covers

<!-- Written by `make docs` from data/core/coverage.csv and data/coverage_full.csv. Edit these, not this page. -->

That a vote is not in the record is a finding only inside complete coverage: of that body and kind of item, on that
day. Everywhere else it means what the column "if it is not there" says. [Known defects](defects.md) lists what is wrong
with the sources themselves; `onrecord sql "from coverage"` shows what holds of the record you have.

## The core record

What ships inside the package.

"""
_COVERAGE_FULL = """
## The full record

What `onrecord update` brings, by source. A source's statement takes the place of the core record's about the same body
and kind of item within its days, and a complete one that of an incomplete one. Where the last day is not given, it is
the last day the file holds.

"""


class _Terminal(io.StringIO):
    """Standard output that passes for a terminal, so that an example shows what a reader will see."""

    def isatty(self) -> bool:
        return True


def pages() -> list[Path]:
    """Every page of documentation, the README first."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def cli_docs() -> str:
    """The page of commands, the same on every machine."""
    command = typer.main.get_command(app)
    names = list(getattr(command, "commands", {}))
    parts = [_INTRODUCTION, "## onrecord\n\n```text\n" + output_of("onrecord --help") + "```\n"]
    parts += [f"## onrecord {name}\n\n```text\n{output_of(f'onrecord {name} --help')}```\n" for name in names]
    return "\n".join(parts)


def dictionary_docs() -> str:
    """The page of tables and columns, and of the words some columns keep to."""
    parts = [_DICTIONARY]
    for table, columns in groupby(documented(), key=lambda row: row[0]):
        rows = [(f"`{name}`", f"`{kind}`", means) for _, name, kind, means in columns]
        parts.append(f"## {table}\n\n{MEANS[table]}\n\n{_table(('column', 'type', 'meaning'), rows)}")
    words = [
        (f"`{column}`", ", ".join(f"`{word.value}`" for word in closed))
        for column, closed in (("body", Body), ("kind", ItemKind), ("outcome", Outcome), ("position", Position))
    ]
    words.append(("`tally_basis`, `positions_basis`, `outcome_basis`", ", ".join(f"`{word.value}`" for word in Basis)))
    told = f"[The record](record.md) says what the words mean.\n\n{_table(('column', 'words'), words)}"
    return "\n".join([*parts, f"## Words\n\n{told}"])


def coverage_docs() -> str:
    """The page of coverage: of the core from its table, of the full record from what each source may state."""
    head = ("body", "kind", "from", "to", "complete", "if it is not there", "basis")
    core = [
        (f"`{c.body}`", c.kind, str(c.first), str(c.last), "yes" if c.complete else "no", c.absence_means, c.basis)
        for c in load_core().coverage
    ]
    lines = [line for line in FULL_COVERAGE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    full = [
        (f"`{row['origin']}`", f"`{row['body']}`", *(row[name] for name in _STATED)) for row in csv.DictReader(lines)
    ]
    return _COVERAGE + _table(head, core) + _COVERAGE_FULL + _table(("source", *head), full)


_STATED = ("kind", "first", "last", "complete", "absence_means", "basis")


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = (map(_plain, line) for line in (head, ["---"] * len(head), *rows))
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _plain(cell: str) -> str:
    return cell.replace("|", "\\|")


def refreshed(text: str) -> str:
    """`text` with the output of every `$ onrecord ...` line of its console blocks as it is today.

    An output that was cut off with a line of three dots stays cut off after as many lines.
    """
    return _BLOCK.sub(lambda found: f"```console\n{_block(found.group(1))}```\n", text)


def output_of(line: str) -> str:
    """What the command in `line` prints on a plain terminal of 100 columns, standard error included."""
    words = shlex.split(line, comments=True)[1:]
    plain = {"COLUMNS": "100", "NO_COLOR": "1"}
    printed = _Terminal()
    with (
        _environment(plain),
        contextlib.chdir(ROOT),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
    ):
        main(_files_named(words))
    lines = [line.rstrip() for line in printed.getvalue().rstrip("\n").splitlines()]
    return "".join(f"{line}\n" for line in lines)


def _block(text: str) -> str:
    out: list[str] = []
    for line, shown in _commands(text):
        if not line.startswith("$ onrecord "):
            out += [line, *shown]
            continue
        now = output_of(line.removeprefix("$ ")).splitlines()
        cut = shown[-1:] == ["..."]
        out += [line, *(now[: len(shown) - 1] if cut else now), *(["..."] if cut else [])]
    return "".join(f"{line}\n" for line in out)


def _commands(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each command line of a block with the output shown under it."""
    command = ""
    shown: list[str] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, shown
            command, shown = line, []
        else:
            shown.append(line)
    if command:
        yield command, shown


def _files_named(words: list[str]) -> list[str]:
    """`words` with examples/*.txt and the like written out, as a shell does."""
    named: list[str] = []
    for word in words:
        found = sorted(p.as_posix() for p in Path().glob(word)) if "*" in word and " " not in word else []
        named += found or [word]
    return named


@contextlib.contextmanager
def _environment(changes: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(changes)
    os.environ["ONRECORD_HOME"] = str(ROOT / "no-record-here")
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


if __name__ == "__main__":
    CLI_PAGE.write_text(cli_docs(), encoding="utf-8")
    DICTIONARY_PAGE.write_text(dictionary_docs(), encoding="utf-8")
    COVERAGE_PAGE.write_text(coverage_docs(), encoding="utf-8")
    for page in pages():
        page.write_text(refreshed(page.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write("docs/cli.md, dictionary.md, coverage.md and the examples in the documentation are written anew\n")
