"""Writes docs/cli.md from the commands' own help, and the output of every example shown in the documentation."""

import contextlib
import io
import os
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import typer

from onrecord.cli.main import app, main

ROOT = Path(__file__).resolve().parents[1]
CLI_PAGE = ROOT / "docs" / "cli.md"
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
    os.environ.pop("ONRECORD_HOME", None)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


if __name__ == "__main__":
    CLI_PAGE.write_text(cli_docs(), encoding="utf-8")
    for page in pages():
        page.write_text(refreshed(page.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write("docs/cli.md and the examples in the documentation are written anew\n")
