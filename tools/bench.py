"""Times what people wait for, and what the record costs: medians, and ratios to a yardstick taken in the same run.

    python tools/bench.py [--only commands|record]

The record's figures need the exchange tables beside the repository (ONRECORD_SHARED, else ../shared).
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

WORDS = 600
RUNS = 7
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
COMMAND = [sys.executable, "-m", "onrecord.cli.main"]


def seconds(command: list[str], home: Path | None = None) -> float:
    """Median wall-clock seconds of the whole process, one run to warm the disk left out."""
    env = os.environ | {"ONRECORD_HOME": str(home or ROOT / "no-record-here")}
    taken = []
    for _ in range(RUNS + 1):
        before = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=env, cwd=ROOT)
        taken.append(time.perf_counter() - before)
    return statistics.median(taken[1:])


def within(task: Callable[[], object], runs: int = 5) -> float:
    """Median seconds of a task in this process, one run left out."""
    taken = []
    for _ in range(runs + 1):
        before = time.perf_counter()
        task()
        taken.append(time.perf_counter() - before)
    return statistics.median(taken[1:])


def long_story() -> str:
    """A story of about six hundred words: the example stories' bodies one after another."""
    bodies = [p.read_text(encoding="utf-8").split("---\n", 2)[2] for p in sorted((ROOT / "examples").glob("*.txt"))]
    paragraphs = [line for body in bodies for line in body.splitlines() if line.strip()]
    words: list[str] = []
    kept: list[str] = []
    while len(words) < WORDS:
        for paragraph in paragraphs:
            if len(words) < WORDS:
                kept.append(paragraph)
                words += paragraph.split()
    return "\n\n".join(kept)


def commands(bare: float, home: Path | None, folder: Path) -> None:
    """Prints one line a command: median seconds, and that over the start of a bare interpreter."""
    story = folder / "story.txt"
    story.write_text(long_story(), encoding="utf-8")
    told = "full record" if home else "core record"
    tasks = {
        "onrecord --help": ["--help"],
        f"onrecord vote ES-11/1, {told}": ["vote", "ES-11/1"],
        f"onrecord check, {WORDS} words, {told}": ["check", str(story)],
        f"onrecord check, 20 stories, {told}": ["check", *[str(story)] * 20],
    }
    for name, words in tasks.items():
        taken = seconds([*COMMAND, *words], home)
        print(f"{name:<52} {taken:8.3f} s {taken / bare:7.1f} x the interpreter")


def scanned(path: Path) -> float:
    """Seconds DuckDB's own reader needs to read every column of a CSV file, as anyone would call it."""
    import duckdb

    con = duckdb.connect(config={"threads": 2})
    return within(lambda: con.execute(f"select count(columns(*)) from read_csv('{path}')").fetchall(), 3)


_LOAD = """
import resource, sys, time
from pathlib import Path
from onrecord.record.sources import library_csv
import duckdb, onrecord.states
before = time.perf_counter()
read = library_csv.read(Path(sys.argv[1]))
taken = time.perf_counter() - before
status = Path("/proc/self/status")  # getrusage would count the process that started this one
lines = status.read_text().splitlines() if status.exists() else []
peak = [int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")]
print(taken, *peak or [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024], len(read.fragments))
"""


def loaded(path: Path) -> tuple[float, float, int]:
    """Median seconds, peak megabytes and votes of reading a Library file into checked fragments, in new processes."""
    runs = []
    for _ in range(4):
        words = [sys.executable, "-c", _LOAD, str(path)]
        told = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()
        runs.append((float(told[0]), float(told[1]), int(told[2])))
    return statistics.median(r[0] for r in runs[1:]), max(r[1] for r in runs), runs[0][2]


def record(source: Path, folder: Path) -> Path:
    """Prints what the full record costs: reading a file, an update, a switch, look-ups; returns its home."""
    from tools import library_layout

    assembly, council = library_layout.write(source, folder / "library")
    scan = scanned(assembly)
    load, peak, votes = loaded(assembly)
    told = f"Assembly file, {assembly.stat().st_size / 1e6:,.0f} MB, {votes:,} votes: DuckDB's scan"
    print(f"{told:<52} {scan:8.3f} s")
    print(f"{'  read into checked fragments':<52} {load:8.3f} s {load / scan:7.2f} x the scan, peak {peak:,.0f} MB")
    home = folder / "home"
    before = time.perf_counter()
    env = os.environ | {"ONRECORD_HOME": str(home)}
    given = [word for path in (source, assembly, council) for word in ("--from", str(path))]
    subprocess.run([*COMMAND, "update", "--yes", *given], check=True, env=env, stdout=subprocess.DEVNULL)
    taken = time.perf_counter() - before
    print(f"{'  onrecord update, that file and all exchange tables':<52} {taken:8.3f} s {taken / scan:7.2f} x the scan")
    _asked(home)
    return home


def _asked(home: Path) -> None:
    from onrecord.record import open_record
    from onrecord.record.snapshot import switch, verify

    snapshot = verify(home)
    size = sum(p.stat().st_size for p in snapshot.iterdir())
    print(f"{'  switching snapshots':<52} {within(lambda: switch(home, snapshot)):8.3f} s")
    held = open_record(home)
    n = len(held.votes(state="CHN", against="USA"))
    asked = within(lambda: held.votes(state="CHN", against="USA"))
    told = f"{len(held):,} votes, {n:,} pass"
    print(f"{'  a filter over all votes, warm':<52} {asked * 1000:8.1f} ms ({told})")
    print(f"{'  the record on disk':<52} {size / 1e6:8.1f} MB")


def main() -> None:
    """Prints a line a task."""
    parser = argparse.ArgumentParser(description="Time the commands and the record.")
    parser.add_argument("--only", choices=("commands", "record"))
    only = parser.parse_args().only
    source = Path(os.environ.get("ONRECORD_SHARED", ROOT.parent / "shared")) / "data"
    bare = seconds([sys.executable, "-c", "pass"])
    print(f"{'bare interpreter':<52} {bare:8.3f} s")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if only != "record":
            commands(bare, None, folder)
        if not (source / "ga_rollcalls.parquet").is_file():
            print("no exchange tables beside the repository: the full record not timed")
            return
        if only != "commands":
            commands(bare, record(source, folder), folder)


if __name__ == "__main__":
    main()
