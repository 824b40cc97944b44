"""Times what people wait for: help, one vote, one story; medians, and as many times a bare interpreter's start."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS = 600
RUNS = 7
ROOT = Path(__file__).resolve().parents[1]


def seconds(command: list[str]) -> float:
    """Median wall-clock seconds of the whole process, one run to warm the disk left out."""
    env = {k: v for k, v in os.environ.items() if k != "ONRECORD_HOME"}
    taken = []
    for _ in range(RUNS + 1):
        before = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=env, cwd=ROOT)
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


def main() -> None:
    """Prints one line a task: median seconds, and that over the start of a bare interpreter."""
    command = [sys.executable, "-m", "onrecord.cli.main"]
    bare = seconds([sys.executable, "-c", "pass"])
    with tempfile.TemporaryDirectory() as folder:
        story = Path(folder) / "story.txt"
        story.write_text(long_story(), encoding="utf-8")
        tasks = {
            "bare interpreter": bare,
            "onrecord --help": seconds([*command, "--help"]),
            "onrecord vote ES-11/1": seconds([*command, "vote", "ES-11/1"]),
            f"onrecord check, {WORDS} words": seconds([*command, "check", str(story)]),
            f"onrecord check, 20 stories of {WORDS} words": seconds([*command, "check", *[str(story)] * 20]),
        }
    for name, taken in tasks.items():
        print(f"{name:<42} {taken:7.3f} s {taken / bare:7.1f} x")


if __name__ == "__main__":
    main()
