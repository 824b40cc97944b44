"""Running `onrecord update` in tests: in this process or its own, and a home's content before and after."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli_run import Answer, Run

from onrecord.cli.main import main
from onrecord.record import update
from onrecord.record.intake import read
from onrecord.record.record import Record, open_record
from onrecord.record.snapshot import sole_writer, switch, verify
from onrecord.record.tables import Tables, load_core
from onrecord.record.update import Prepared, build

if TYPE_CHECKING:
    import pytest

_SMALL = (
    "import sys; from onrecord.record import update; from updating import small_core; small = small_core();"
    "update.load_core = lambda: small; from onrecord.cli.main import main; sys.exit(main(sys.argv[1:]))"
)
ONRECORD = (sys.executable, "-m", "onrecord.cli.main")
TODAY = date(2026, 11, 22)


def runner(captured: Callable[[], Any]) -> Run:
    """Runs the command in this process; `captured` is capsys.readouterr."""

    def run(*words: str) -> Answer:
        captured()
        code = main(list(words))
        printed = captured()
        return Answer(code, printed.out, printed.err)

    return run


def refused(answer: Answer, *told: str) -> None:
    """Asserts that the command ended in one message with no traceback, which holds every one of `told`."""
    assert answer.code in (2, 3), answer
    assert answer.out == ""
    assert answer.err.startswith("onrecord: ")
    assert answer.err.count("\n") == 1
    assert "Traceback" not in answer.err
    assert "should not have" not in answer.err
    assert [words for words in told if words not in answer.err] == [], answer.err


def summary(answer: Answer) -> dict[str, Any]:
    """The JSON of an update that ended well."""
    assert answer.code == 0, answer.err
    found: dict[str, Any] = json.loads(answer.out)
    return found


def content(home: Path) -> dict[str, str]:
    """Every file of a home but the lock, with its hash; empty where there is no home."""
    return {
        path.relative_to(home).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(home.rglob("*"))
        if path.is_file() and path.name != "update.lock"
    }


def built(home: Path, *paths: Path) -> Prepared:
    """A snapshot prepared from files, not yet in use."""
    harvests = [harvest for path in paths for harvest in read(path, home / "scratch")]
    return build(home, harvests, "test", TODAY)


def updated(home: Path, *paths: Path) -> Record:
    """The record after an update from files."""
    with sole_writer(home):
        switch(home, built(home, *paths).folder)
    return open_record(home)


def in_a_process(home: Path, *words: str, small: bool = False) -> "subprocess.Popen[bytes]":
    """The command in a process of its own; `small` on the last votes of the core alone, which takes half the time."""
    env = {**os.environ, "ONRECORD_HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", _SMALL] if small else ONRECORD
    return subprocess.Popen([*command, *words], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def ended(process: "subprocess.Popen[bytes]") -> Answer:
    """What a process left behind."""
    out, err = process.communicate(timeout=60)
    return Answer(process.returncode, out.decode(), err.decode())


def whole(home: Path) -> Record:
    """The record in use, verified file by file and read to its last row."""
    verify(home)
    record = open_record(home)
    assert record.stamp.tier == "full"
    assert len(record.rollcalls) == len(record)
    return record


def with_a_small_core(monkeypatch: "pytest.MonkeyPatch") -> None:
    """Updates in this process build on the last votes of the core alone, which takes a tenth of the time."""
    small = small_core()
    monkeypatch.setattr(update, "load_core", lambda: small)


def small_core() -> Tables:
    """The last votes of the core."""
    core = load_core()
    return replace(core, rollcalls=core.rollcalls[-60:])


def ids(record: Record) -> Sequence[str]:
    """The identifiers of all votes, in order."""
    return [roll.id for roll in record.rollcalls]
