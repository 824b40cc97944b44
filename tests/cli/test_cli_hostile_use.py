"""What a careless or hostile user may do to the command, each met by one message and the documented exit code."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

_STORY = "UNITED NATIONS, March 3, 2022 - The General Assembly adopted the resolution by 141 votes to 5.\n"
_ONRECORD = (sys.executable, "-m", "onrecord.cli.main")


def _run(*words: str | bytes, cwd: Path, shell_end: str = "") -> subprocess.CompletedProcess[bytes]:
    if shell_end:
        return subprocess.run(
            ["/bin/sh", "-c", f'"$@" {shell_end}', "sh", *_ONRECORD, *words], cwd=cwd, capture_output=True, check=False
        )
    return subprocess.run([*_ONRECORD, *words], cwd=cwd, capture_output=True, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "story.txt").write_text(_STORY, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    return tmp_path


def test_a_message_never_steers_the_terminal_that_shows_it(folder: Path) -> None:
    for words in (
        ("state", "\x1b[31mFrnce\x07"),
        ("check", "no\x1b]0;x\x07\nsuch.txt"),
        ("check", "--published", "\x9b1"),
    ):
        answer = _run(*words, cwd=folder)
        assert answer.returncode == 2
        assert not any(c < 32 and c != 10 for c in answer.stderr)
        assert "\x9b" not in answer.stderr.decode("utf-8")
        assert answer.stderr.count(b"\n") == 1


def test_a_message_does_not_repeat_a_hundred_thousand_letters(folder: Path) -> None:
    answer = _run("vote", "9" * 100_000, cwd=folder)
    assert answer.returncode == 2
    assert len(answer.stderr) < 1000


@pytest.mark.parametrize("shell_end", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_a_closed_stream_is_no_mistake_of_ours(folder: Path, shell_end: str) -> None:
    answer = _run("check", "story.txt", cwd=folder, shell_end=shell_end)
    assert answer.returncode == 0
    assert answer.stderr == b""


def test_a_closed_standard_input_holds_no_story(folder: Path) -> None:
    answer = _run("check", "-", cwd=folder, shell_end="<&-")
    assert answer.returncode == 2
    assert b"found nothing in standard input" in answer.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_told_and_answers_two(folder: Path) -> None:
    answer = _run("check", "story.txt", cwd=folder, shell_end=">/dev/full")
    assert answer.returncode == 2
    assert answer.stderr.count(b"\n") == 1
    assert b"could not be written" in answer.stderr


def test_a_name_too_long_for_a_file_is_told(folder: Path) -> None:
    answer = _run("check", "story.txt", "--out", "a" * 300 + ".json", cwd=folder)
    assert answer.returncode == 2
    assert b"should not have" not in answer.stderr


def test_a_file_name_that_is_not_text_is_answered_in_every_way(folder: Path) -> None:
    name = b"inv\xff.txt"
    (folder / os.fsdecode(name)).write_text(_STORY, encoding="utf-8")
    printed = _run("check", name, "--format", "json", cwd=folder)
    assert printed.returncode == 0
    assert json.loads(printed.stdout.decode("utf-8"))["claims"]
    assert _run("check", name, "--out", "answers", cwd=folder).returncode == 0
    assert _run("batch", name, "--out", "batch", "--workers", "1", cwd=folder).returncode == 0
    again = _run("batch", name, "--out", "batch", "--workers", "1", cwd=folder)
    assert b"1 skipped" in again.stdout


def test_a_batch_into_a_file_is_refused(folder: Path) -> None:
    answer = _run("batch", "story.txt", "--out", "empty.txt", cwd=folder)
    assert answer.returncode == 2
    assert answer.stderr.count(b"\n") == 1


@pytest.mark.parametrize("language", ["../../etc", "", "e", "\x1b[31m"])
def test_a_language_is_two_or_three_letters(folder: Path, language: str) -> None:
    answer = _run("check", "story.txt", "--language", language, cwd=folder)
    assert answer.returncode == (2 if language else 0)


def test_a_pointer_to_a_snapshot_that_cannot_be_read_answers_three(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "home").mkdir()
    (folder / "home" / "current").write_bytes(b"\xff\xfe")
    monkeypatch.setenv("ONRECORD_HOME", str(folder / "home"))
    assert _run("votes", "--limit", "1", cwd=folder).returncode == 3


@pytest.mark.skipif(sys.platform == "win32", reason="signals reach groups of processes on POSIX only")
def test_an_interrupted_batch_ends_and_leaves_no_half_file(folder: Path) -> None:
    stories = folder / "stories"
    stories.mkdir()
    for n in range(60):
        (stories / f"{n}.txt").write_text(_STORY * 40, encoding="utf-8")
    running = subprocess.Popen(
        [*_ONRECORD, "batch", "stories", "--out", "out", "--workers", "2"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    until = time.monotonic() + 60
    while not list(folder.glob("out/*.json")) and running.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGINT)
    assert running.wait(60) == 130
    for path in folder.glob("out/*"):
        assert not path.name.endswith(".tmp")
        if path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))
    assert not (folder / "out" / "manifest.json").exists()
