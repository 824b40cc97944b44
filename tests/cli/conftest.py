"""Runs the command inside the test process, with its output and exit code kept apart."""

from pathlib import Path

import pytest
from cli_run import Answer, Run

from onrecord.cli.main import main

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Calls the command with the words given."""

    def call(*words: str) -> Answer:
        capsys.readouterr()
        code = main(list(words))
        printed = capsys.readouterr()
        return Answer(code, printed.out, printed.err)

    return call


@pytest.fixture
def examples() -> Path:
    """The folder of example stories."""
    return ROOT / "examples"
