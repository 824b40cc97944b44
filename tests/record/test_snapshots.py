"""A snapshot is whole or not there, whether an update was killed, doubled or starved, or the files damaged."""

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from cli_run import Run
from library_file import LATER, assembly, council, laid_out
from updating import (
    ONRECORD,
    built,
    content,
    ended,
    in_a_process,
    refused,
    runner,
    updated,
    whole,
    with_a_small_core,
)

from onrecord.record.record import open_record
from onrecord.record.snapshot import discard, sole_writer, switch, verify
from onrecord.record.snapshot.manifest import FILES
from onrecord.record.snapshot.store import _ORDER
from onrecord.terms import Body, DataError

DAY = date(2022, 3, 2)
NEW = "UNGA A/RES/76/999 2022-03-02"
SEED = 20260206  # of the instants at which updates are killed


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two versions of the Assembly's file, and one of the Council's."""
    folder = tmp_path_factory.mktemp("files")
    first = assembly("1", DAY, "BLR ERI PRK RUS SYR", resolution="A/RES/76/999")
    other = assembly("1", DAY, "BLR ERI PRK RUS", "SYR", resolution="A/RES/76/999")
    (folder / "one.csv").write_bytes(laid_out(first.rows()))
    (folder / "two.csv").write_bytes(laid_out(other.rows()))
    rows = council("3", DAY, abstain="CHN", resolution="S/RES/2999(2022)").rows()
    (folder / "council.csv").write_bytes(laid_out(rows, LATER[Body.UNSC]))
    return folder


@pytest.fixture(autouse=True)
def _small_core(monkeypatch: pytest.MonkeyPatch) -> None:
    with_a_small_core(monkeypatch)


@pytest.fixture(scope="module")
def _kept(tmp_path_factory: pytest.TempPathFactory, files: Path) -> Path:
    home = tmp_path_factory.mktemp("kept") / "home"
    with pytest.MonkeyPatch.context() as patch:
        with_a_small_core(patch)
        updated(home, files / "one.csv")
    return home


@pytest.fixture
def home(_kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own with the record made from the first file."""
    shutil.copytree(_kept, tmp_path / "home")
    monkeypatch.setenv("ONRECORD_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(capsys.readouterr)


def leftovers(home: Path) -> list[str]:
    return sorted(p.name for p in home.iterdir() if p.name not in ("current", "snapshots", "update.lock"))


def test_an_update_killed_at_any_instant_leaves_the_old_or_the_new_record_whole(home: Path, files: Path) -> None:
    other = home.parent / "other"
    assert ended(in_a_process(home, "update", "--from", str(files / "one.csv"), "--yes", small=True)).code == 0
    started = time.monotonic()
    assert ended(in_a_process(other, "update", "--from", str(files / "two.csv"), "--yes", small=True)).code == 0
    usual = min(2.0, time.monotonic() - started)
    known = {verify(home).name, verify(other).name}
    chance = random.Random(SEED)
    for at in range(5):
        wanted = str(files / ("two.csv" if at % 2 == 0 else "one.csv"))
        running = [in_a_process(place, "update", "--from", wanted, "--yes", small=True) for place in (home, other)]
        instants = sorted(chance.uniform(0.2, 1.1) * usual for _ in running)
        for process, pause in zip(running, (instants[0], instants[1] - instants[0]), strict=True):
            time.sleep(pause)
            process.kill()
            process.communicate()
        for place in (home, other):
            assert verify(place).name in known
            assert open_record(place).by_id(NEW) is not None
    assert ended(in_a_process(home, "update", "--from", str(files / "council.csv"), "--yes")).code == 0
    assert whole(home).by_id("UNSC S/RES/2999 2022-03-02") is not None
    assert leftovers(home) == []


KILLED_AT_EVERY_STEP = """
import os, shutil, signal, sys, tempfile
from pathlib import Path
from onrecord.record.coverage import full_coverage
from onrecord.record.merge import merged
from onrecord.record.merge.core import core_fragments
from onrecord.record.snapshot import prepare, switch, verify
from onrecord.record.snapshot.store import Built
from onrecord.record.tables import load_core

home, steps = Path(sys.argv[1]), 0
core = load_core()
rolls = merged(core_fragments(core.rollcalls[-40:]))
tables = Built(rolls, [(r.id, f) for r in rolls for f in r.fragments], (), core.coverage, core.debates, ())
pointer = home / "current"
old = pointer.read_text()

def deadly(function, left):
    def call(*args, **kwargs):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **kwargs)
    return call

while True:
    steps += 1
    child = os.fork()
    if child == 0:
        left = [steps]
        for module, name in ((os, "fsync"), (os, "replace"), (os, "mkdir"), (os, "open"), (shutil, "rmtree")):
            setattr(module, name, deadly(getattr(module, name), left))
        switch(home, prepare(home, tables, (), "test"))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    verify(home)
    if os.WIFEXITED(status):
        print(steps, os.WEXITSTATUS(status), pointer.read_text() != old)
        break
    assert pointer.read_text() in (old, f"snapshots/{verify(home).name}\\n")
    pointer.write_text(old)
    if steps % 2:  # half of the time what was prepared is still there
        for left in (home / "snapshots").iterdir():
            if left.name not in old:
                shutil.rmtree(left)
"""


def test_an_update_killed_before_each_step_of_writing_leaves_a_whole_record(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED_AT_EVERY_STEP, str(home)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    steps, code, switched = done.stdout.split()
    assert (int(steps) > 10, code, switched) == (True, "0", "True")
    whole(home)
    assert leftovers(home) == []


def test_of_two_updates_at_once_one_wins_and_the_other_says_so(home: Path, files: Path) -> None:
    both = [in_a_process(home, "update", "--from", str(files / name), "--yes") for name in ("two.csv", "council.csv")]
    answers = sorted(map(ended, both), key=lambda answer: answer.code)
    assert [a.code for a in answers] == [0, 3]
    assert "another update of" in answers[1].err
    assert "is under way" in answers[1].err
    whole(home)
    assert leftovers(home) == []


def test_an_update_waits_for_nobody(run: Run, home: Path, files: Path) -> None:
    before = content(home)
    with sole_writer(home):
        refused(run("update", "--from", str(files / "two.csv")), "another update of", "wait for it to end")
    assert content(home) == before


def test_a_reader_keeps_the_snapshot_it_opened(home: Path, files: Path) -> None:
    reader = open_record(home)
    updated(home, files / "two.csv")
    seen = reader.rollcall("A/RES/76/999")
    assert str(seen.positions["SYR"]) == "no"
    assert reader.sql("select count(*) from rollcalls").fetchall() == [(len(reader),)]
    now = open_record(home)
    assert str(now.rollcall("A/RES/76/999").positions["SYR"]) == "abstain"
    assert now.stamp.snapshot != reader.stamp.snapshot
    assert str(reader.rollcall("A/RES/76/999").positions["SYR"]) == "no"


def test_going_back_to_an_earlier_file_goes_back_to_its_snapshot(home: Path, files: Path) -> None:
    first = verify(home).name
    updated(home, files / "two.csv")
    assert verify(home).name != first
    updated(home, files / "one.csv")
    assert verify(home).name == first


def flipped(snapshot: Path) -> None:
    path = snapshot / "positions.parquet"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def manifest_with(**cells: object) -> Callable[[Path], None]:
    def damage(snapshot: Path) -> None:
        path = snapshot / "manifest.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | cells))

    return damage


def listing(name: str, *, instead: bool = False) -> Callable[[Path], None]:
    def damage(snapshot: Path) -> None:
        path = snapshot / "manifest.json"
        told = json.loads(path.read_text())
        told["files"] = {name: "0" * 64} if instead else {**told["files"], name: "0" * 64}
        path.write_text(json.dumps(told))

    return damage


def cut(snapshot: Path) -> None:
    path = snapshot / "manifest.json"
    path.write_bytes(path.read_bytes()[:200])


def without(name: str) -> Callable[[Path], None]:
    return lambda snapshot: (snapshot / name).unlink()


def unlisted(snapshot: Path) -> None:
    path = snapshot / "manifest.json"
    told = json.loads(path.read_text())
    del told["files"]["symbols.parquet"]
    path.write_text(json.dumps(told))


def pointing(to: bytes) -> Callable[[Path], None]:
    return lambda snapshot: void((snapshot.parent.parent / "current").write_bytes(to))


def void(_: object) -> None: ...


def a_folder(snapshot: Path) -> None:
    pointer = snapshot.parent.parent / "current"
    pointer.unlink()
    pointer.mkdir()


def a_link_to_nowhere(snapshot: Path) -> None:
    pointer = snapshot.parent.parent / "current"
    pointer.unlink()
    pointer.symlink_to("snapshots/gone")


def a_link_outside(snapshot: Path) -> None:
    pointer = snapshot.parent.parent / "current"
    pointer.unlink()
    pointer.symlink_to("/etc")


DAMAGE: dict[str, Callable[[Path], None]] = {
    "one bit flipped": flipped,
    "a missing table": without("positions.parquet"),
    "no manifest": without("manifest.json"),
    "a cut manifest": cut,
    "another schema": manifest_with(schema="onrecord.snapshot/99"),
    "a schema that steers the terminal": manifest_with(schema="\x1b[31m"),
    "no files": manifest_with(files={}),
    "files that are a list": manifest_with(files=["rollcalls.parquet"]),
    "another name": manifest_with(id="0123456789abcdef"),
    "a file outside": listing("../../../../etc/passwd"),
    "only a file outside": listing("../../../../etc/passwd", instead=True),
    "an absolute file": listing("/etc/passwd"),
    "a table not listed": unlisted,
    "a manifest that is a list": lambda snapshot: void((snapshot / "manifest.json").write_text("[]")),
    "a manifest of bytes": lambda snapshot: void((snapshot / "manifest.json").write_bytes(b"\xff\xfe\x00")),
    "current naming a place outside": pointing(b"../../../etc"),
    "current naming an absolute place": pointing(b"/etc\n"),
    "current naming nothing": pointing(b"\n"),
    "current naming the home": pointing(b".\n"),
    "current naming a snapshot that is gone": pointing(b"snapshots/0000000000000000\n"),
    "current of bytes": pointing(b"\xff\x00\xfe"),
    "current naming too much": pointing(b"x" * 100_000),
    "current a folder": a_folder,
    "current a link to nowhere": a_link_to_nowhere,
    "current a link outside": a_link_outside,
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_record_is_one_message_and_never_passed_over(run: Run, home: Path, files: Path, name: str) -> None:
    DAMAGE[name](verify(home))
    before = content(home)
    for words in (("vote", "A/RES/76/999"), ("update", "--from", str(files / "two.csv"), "--yes")):
        answer = run(*words)
        refused(answer, "the record failed verification: expected", "ONRECORD_HOME")
        assert answer.code == 3
        assert "\x1b" not in answer.err
        assert len(answer.err) < 1500
    assert content(home) == before


def test_a_damaged_snapshot_is_mended_by_the_way_out_that_the_message_names(run: Run, home: Path, files: Path) -> None:
    flipped(verify(home))
    assert "move the file or link current away" in run("vote", "A/RES/76/999").err
    (home / "current").unlink()
    assert run("update", "--from", str(files / "one.csv"), "--yes").code == 0
    assert whole(home).by_id(NEW) is not None


def test_a_link_to_a_snapshot_of_the_home_is_as_good_as_its_name(home: Path) -> None:
    name = verify(home).name
    (home / "current").unlink()
    (home / "current").symlink_to(f"snapshots/{name}")
    assert whole(home).by_id(NEW) is not None


def test_a_snapshot_that_is_not_whole_is_never_switched_to(home: Path, files: Path) -> None:
    before = verify(home)
    prepared = built(home, files / "two.csv")
    flipped(prepared.folder)
    with pytest.raises(DataError, match="failed verification"):
        switch(home, prepared.folder)
    assert verify(home) == before


@pytest.mark.parametrize(("named", "name"), [("home", "one.csv"), ("link", "one.csv"), ("home", "two.csv")])
def test_what_is_shown_only_leaves_the_record_in_use(
    run: Run, home: Path, files: Path, named: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home.parent / "link").symlink_to(home)
    monkeypatch.chdir(home.parent)
    monkeypatch.setenv("ONRECORD_HOME", named)
    before = content(home)
    assert run("update", "--from", str(files / name), "--dry-run", "--format", "json").code == 0
    assert content(home) == before


def test_showing_an_earlier_file_takes_no_earlier_snapshot_away(run: Run, home: Path, files: Path) -> None:
    updated(home, files / "two.csv")
    before = content(home)
    assert run("update", "--from", str(files / "one.csv"), "--dry-run").code == 0
    assert content(home) == before


def test_the_snapshot_in_use_cannot_be_discarded(home: Path) -> None:
    discard(home, verify(home))
    assert whole(home).by_id(NEW) is not None


@pytest.mark.parametrize("place", ["/proc/onrecord", "a-file/home", "a-file"])
def test_a_home_that_cannot_be_written_is_one_message(
    run: Run, tmp_path: Path, files: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a-file").write_text("mine")
    monkeypatch.setenv("ONRECORD_HOME", str(tmp_path / place))
    answer = run("update", "--from", str(files / "one.csv"))
    refused(answer, "expected a folder that can be written at", "set ONRECORD_HOME to one that can")
    assert answer.code == 3
    assert (tmp_path / "a-file").read_text() == "mine"


@pytest.mark.parametrize("room", [0, 60_000])
def test_a_full_disk_leaves_the_old_record_and_nothing_else(home: Path, files: Path, room: int) -> None:
    before = content(home)
    done = subprocess.run(
        [*ONRECORD, "update", "--from", str(files / "two.csv"), "--yes"],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3, done.stderr
    assert "could not be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert content(home) == before
    assert leftovers(home) == []
    assert len(list((home / "snapshots").iterdir())) == 1


def test_the_same_files_make_the_same_bytes_in_any_order_and_any_process(tmp_path: Path, files: Path) -> None:
    homes = [tmp_path / name for name in "abcd"]
    orders = [("one.csv", "council.csv"), ("council.csv", "one.csv"), ("one.csv", "council.csv", "one.csv")]
    for home, order in zip(homes, orders, strict=False):
        updated(home, *(files / name for name in order))
        assert content(home) == content(homes[0])
    script = (
        "import sys; from pathlib import Path; from onrecord.record import update; from updating import *;"
        "small = small_core(); update.load_core = lambda: small; updated(*map(Path, sys.argv[1:]))"
    )
    env = {**os.environ, "PYTHONHASHSEED": "12345", "PYTHONPATH": os.pathsep.join(sys.path)}
    words = [str(homes[3]), str(files / "council.csv"), str(files / "one.csv")]
    subprocess.run([sys.executable, "-c", script, *words], env=env, check=True)
    assert content(homes[3]) == content(homes[0])


def test_every_table_that_is_written_is_one_that_is_verified() -> None:
    assert set(FILES) == set(_ORDER)
