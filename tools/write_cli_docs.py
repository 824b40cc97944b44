"""Writes docs/cli.md from the commands' own help, so that the page cannot say what the command does not."""

import contextlib
import io
import os
import sys
from pathlib import Path

import typer

from onrecord.cli.main import app, main

PAGE = Path(__file__).resolve().parents[1] / "docs" / "cli.md"
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


def cli_docs() -> str:
    """The whole page, the same on every machine."""
    command = typer.main.get_command(app)
    names = list(getattr(command, "commands", {}))
    parts = [_INTRODUCTION, "## onrecord\n\n```text\n" + _help_of() + "```\n"]
    parts += [f"## onrecord {name}\n\n```text\n{_help_of(name)}```\n" for name in names]
    return "\n".join(parts)


def _help_of(*words: str) -> str:
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "100"
    try:
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            main([*words, "--help"])
    finally:
        if before is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = before
    return "\n".join(line.rstrip() for line in printed.getvalue().splitlines()) + "\n"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(cli_docs(), encoding="utf-8")
    sys.stdout.write(f"wrote {PAGE.relative_to(PAGE.parents[1])}\n")
