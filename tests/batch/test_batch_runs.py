"""Many stories at once: nothing is done twice, nothing half written, and one bad file stops nobody."""

import json
from datetime import date
from pathlib import Path

import pytest

from onrecord.batch import Entry, run
from onrecord.batch.journal import Basis, Journal
from onrecord.batch.names import output_names
from onrecord.terms import UsageError

STORY = (
    '---\ntitle: "T"\nurl: null\npublished: "2022-03-02"\nlanguage: "en"\n---\n'
    "The UN General Assembly voted on Wednesday to demand that Russia leave Ukraine. "
    "The vote was 141 to 5, with 35 abstentions. China abstained.\n"
)


def _stories(folder: Path, *names: str) -> list[Path]:
    paths = []
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(STORY.replace("141 to 5", f"141 to 5 ({name})"), encoding="utf-8")
        paths.append(path)
    return paths


def _statuses(entries: tuple[Entry, ...]) -> list[str]:
    return [e.status for e in entries]


def test_each_story_gets_a_file_of_the_checkers_own_shape(tmp_path: Path) -> None:
    manifest = run(_stories(tmp_path, "a.txt", "b.txt"), tmp_path / "out", workers=1)
    assert _statuses(manifest.entries) == ["checked", "checked"]
    story = json.loads((tmp_path / "out" / "a.json").read_text(encoding="utf-8"))
    assert story["schema"] == "onrecord.check/1"
    assert manifest.entries[0].claims == len(story["claims"]) > 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a.json", "b.json", "manifest.json"]


def test_a_second_run_does_only_what_changed(tmp_path: Path) -> None:
    paths = _stories(tmp_path, "a.txt", "b.txt", "c.txt")
    run(paths, tmp_path / "out", workers=1)
    before = (tmp_path / "out" / "a.json").stat().st_mtime_ns
    paths[1].write_text(STORY + "India abstained.\n", encoding="utf-8")
    (tmp_path / "out" / "c.json").unlink()
    assert _statuses(run(paths, tmp_path / "out", workers=1).entries) == ["skipped", "checked", "checked"]
    assert (tmp_path / "out" / "a.json").stat().st_mtime_ns == before


def test_another_publication_date_is_another_run(tmp_path: Path) -> None:
    paths = _stories(tmp_path, "a.txt")
    run(paths, tmp_path / "out", workers=1)
    again = run(paths, tmp_path / "out", workers=1, published=date(2022, 3, 3))
    assert _statuses(again.entries) == ["checked"]


def test_a_file_that_cannot_be_read_stops_nobody(tmp_path: Path) -> None:
    paths = _stories(tmp_path, "a.txt", "z.txt")
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01\x02\xff" * 50)
    manifest = run([paths[0], tmp_path / "missing.txt", tmp_path / "binary.txt", paths[1]], tmp_path / "out", workers=1)
    assert manifest.entries[0].status == manifest.entries[3].status == "checked"
    assert "missing.txt" in manifest.failed[0].error
    kept = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert [s["status"] for s in kept["stories"]] == _statuses(manifest.entries)
    assert not (tmp_path / "out" / "missing.json").exists()


def test_a_failed_story_is_tried_again(tmp_path: Path) -> None:
    missing = tmp_path / "late.txt"
    assert _statuses(run([missing], tmp_path / "out", workers=1).entries) == ["failed"]
    _stories(tmp_path, "late.txt")
    assert _statuses(run([missing], tmp_path / "out", workers=1).entries) == ["checked"]


def test_a_run_that_was_cut_short_goes_on_where_it_stopped(tmp_path: Path) -> None:
    paths = _stories(tmp_path, "a.txt", "b.txt")
    whole = run(paths, tmp_path / "out", workers=1)
    (tmp_path / "out" / "manifest.json").unlink()
    journal = Journal(tmp_path / "out", whole.basis)
    journal.note(whole.entries[0])
    with (tmp_path / "out" / "journal.jsonl").open("a", encoding="utf-8") as half:
        half.write('{"snapshot": "')
    assert _statuses(run(paths, tmp_path / "out", workers=1).entries) == ["skipped", "checked"]


def test_results_of_another_record_are_not_reused(tmp_path: Path) -> None:
    run(_stories(tmp_path, "a.txt"), tmp_path / "out", workers=1)
    assert Journal(tmp_path / "out", Basis("another snapshot", "0.1.0")).done == {}


def test_several_processes_give_what_one_gives(tmp_path: Path) -> None:
    paths = _stories(tmp_path, "a.txt", "b.txt", "c.txt")
    seen: list[str] = []
    together = run(paths, tmp_path / "two", workers=2, on_done=lambda e: seen.append(e.output))
    alone = run(paths, tmp_path / "one", workers=1)
    assert together.entries == alone.entries
    assert sorted(seen) == ["a.json", "b.json", "c.json"]
    for name in seen:
        assert (tmp_path / "two" / name).read_bytes() == (tmp_path / "one" / name).read_bytes()


def test_stories_of_one_name_are_told_apart_by_folder_and_ending() -> None:
    names = output_names([Path("a/s.txt"), Path("b/s.txt"), Path("b/t.txt"), Path("b/t.html"), Path("b/manifest.txt")])
    assert names[:2] == ("a-s.json", "b-s.json")
    assert len(set(names)) == 5
    assert "manifest.json" not in names


def test_the_same_file_given_twice_is_refused() -> None:
    with pytest.raises(UsageError, match="given twice"):
        output_names([Path("a/s.txt"), Path("a/../a/s.txt")])


def test_nothing_to_check_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="found none"):
        run([], tmp_path)
