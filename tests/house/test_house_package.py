"""The built package carries everything it needs, and works where no checkout is."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of this checkout, unpacked."""
    pytest.importorskip("hatchling", reason="the build backend is not installed here")
    made = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(made)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [archive] = made.glob("*.whl")
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(made / "unpacked")
    return made / "unpacked"


def _left_by_a_tool(path: Path) -> bool:
    inside = path.relative_to(ROOT).parts
    return "__pycache__" in inside or any(part.startswith(".") for part in inside)


def run(wheel: Path, folder: Path, *words: str) -> str:
    env = os.environ | {"ONRECORD_HOME": str(wheel / "no-record-here"), "PYTHONPATH": str(wheel)}
    done = subprocess.run(
        [sys.executable, *words], cwd=folder, env=env, check=True, capture_output=True, text=True, timeout=60
    )
    return done.stdout


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    source = ROOT / "src" / "onrecord"
    kept = {p.relative_to(source) for p in source.rglob("*") if p.is_file() and not _left_by_a_tool(p)}
    assert sorted(kept - {p.relative_to(wheel / "onrecord") for p in (wheel / "onrecord").rglob("*")}) == []


def test_nothing_but_the_package_is_in_the_wheel(wheel: Path) -> None:
    assert sorted(p.name.split("-")[0] for p in wheel.iterdir()) == ["onrecord", "onrecord"]


def test_the_package_answers_from_its_own_record_far_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    where = run(wheel, tmp_path, "-c", "import onrecord; print(onrecord.__file__)")
    assert Path(where.strip()).is_relative_to(wheel)
    assert "vetoed" in run(wheel, tmp_path, "-m", "onrecord.cli.main", "vote", "S/2022/155")
    story = tmp_path / "story.txt"
    story.write_text(
        "On March 2, 2022, the UN General Assembly adopted resolution ES-11/1 by 141 votes to 5.\n", "utf-8"
    )
    assert "supported" in run(wheel, tmp_path, "-m", "onrecord.cli.main", "check", str(story))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["story.txt"]
