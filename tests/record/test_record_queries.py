"""Asking the record: filters, vetoes and debates, coverage, SQL, damaged snapshots, and how fast it opens."""

import hashlib
import json
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from onrecord.record import Record, open_record
from onrecord.terms import Body, DataError, Outcome, Position, UsageError


@pytest.fixture(scope="module")
def record() -> Record:
    return open_record()


def test_chinas_abstentions_on_ukraine_in_the_emergency_session(record: Record) -> None:
    found = record.votes(
        body=Body.UNGA, state="CHN", position=Position.ABSTAIN, since=date(2022, 2, 1), topic="ukraine"
    )
    symbols = {r.symbol for r in found}
    assert {"A/RES/ES-11/1", "A/RES/ES-11/2", "A/RES/ES-11/4", "A/RES/ES-11/6"} <= symbols
    assert "A/RES/ES-11/3" not in symbols  # it voted no


def test_two_states_on_opposite_sides(record: Record) -> None:
    found = record.votes(state="USA", against="RUS", since=date(2022, 1, 1), until=date(2022, 12, 31), body=Body.UNSC)
    assert "S/2022/155" in {r.symbol for r in found}
    for roll in found:
        assert {roll.positions["USA"], roll.positions["RUS"]} == {Position.YES, Position.NO}


def test_a_state_filter_keeps_only_votes_it_could_cast(record: Record) -> None:
    assert all("IND" in r.positions for r in record.votes(body=Body.UNSC, state="IND"))
    assert record.votes(body=Body.UNSC, state="IND", since=date(2023, 1, 1)) == ()


def test_days_are_included_at_both_ends(record: Record) -> None:
    found = record.between(date(2022, 2, 25), date(2022, 2, 27), Body.UNSC)
    assert [r.symbol for r in found] == ["S/2022/155", "S/RES/2622", "S/RES/2623"]


def test_every_debate_follows_a_veto_of_the_record(record: Record) -> None:
    assert len(record.debates()) == 21
    for event, debate in record.debates().items():
        veto = record.by_id(event)
        assert veto is not None
        assert veto.outcome is Outcome.VETOED
        assert veto.date >= date(2022, 4, 26)
        assert debate.held_on is None or debate.held_on >= veto.date
        assert debate.source


def test_the_council_is_complete_only_inside_the_stated_span(record: Record) -> None:
    assert any(c.complete for c in record.coverage(Body.UNSC, "adopted", date(2011, 3, 17)))
    assert not any(c.complete for c in record.coverage(Body.UNSC, "adopted", date(2025, 12, 1)))
    assert any(c.complete for c in record.coverage(Body.UNSC, "vetoed", date(1986, 4, 21)))
    assert not any(c.complete for c in record.coverage(Body.UNSC, "vetoed", date(2024, 4, 18)))


@pytest.mark.parametrize("body", [Body.UNGA, Body.UNHRC, Body.IAEA])
def test_absence_from_a_sample_means_nothing(record: Record, body: Body) -> None:
    rows = record.coverage(body, "adopted")
    assert rows
    assert not any(c.complete for c in rows)
    assert all(c.absence_means.startswith("nothing") for c in rows)


def test_spans_of_one_kind_do_not_overlap(record: Record) -> None:
    by_kind: dict[tuple[Body, str], list[tuple[date, date]]] = {}
    for c in record.all_coverage():
        by_kind.setdefault((c.body, c.kind), []).append((c.first, c.last))
    for spans in by_kind.values():
        ordered = sorted(spans)
        assert all(a[1] < b[0] for a, b in pairwise(ordered))


def test_the_complete_span_holds_every_resolution_number(record: Record) -> None:
    held = {
        int(r.symbol.removeprefix("S/RES/"))
        for r in record.rollcalls
        if r.symbol[6:].isdigit() and r.symbol[:6] == "S/RES/"
    }
    assert set(range(1, 2799)) <= held
    assert not held & set(range(2800, 2803)), "after 31 October 2025 only selected resolutions are held"


def test_sql_sees_what_the_queries_see(record: Record) -> None:
    query = "select count(*) from positions where body = 'UNSC' and state = 'FRA' and position = 'no'"
    expected = len(record.votes(body=Body.UNSC, state="FRA", position=Position.NO))
    assert record.sql(query).fetchall() == [(expected,)]
    vetoes = record.sql("select count(*) from rollcalls where len(vetoed_by) > 0").fetchall()
    assert vetoes == [(len(record.vetoes()),)]
    stated = record.sql("select count(*), count(*) filter (complete) from coverage").fetchall()
    assert stated == [(len(record.all_coverage()), sum(c.complete for c in record.all_coverage()))]


@pytest.mark.parametrize("query", ["select * from nowhere", "select * from read_csv('/etc/hostname')", "selec 1"])
def test_a_query_that_cannot_run_is_one_message(record: Record, query: str) -> None:
    with pytest.raises(UsageError, match="rollcalls, positions, fragments"):
        record.sql(query)


def test_sources_that_disagree_are_both_kept(record: Record) -> None:
    found = {(d.id, d.what): d for d in record.differences()}
    misprint = found["UNSC S/2022/431 2022-05-26", "tally"]
    assert (misprint.kept, misprint.other) == ("13-2-0", "13-0-2")
    roll = record.by_id("UNSC S/2022/431 2022-05-26")
    assert roll is not None
    assert misprint.source in roll.sources


def test_whoever_asks_for_russia_gets_the_soviet_votes_too(record: Record) -> None:
    early = record.votes(state="RUS", until=date(1991, 12, 23), body=Body.UNSC)
    assert len(early) > 500
    assert all("SUN" in roll.positions for roll in early)
    opposed = record.votes(state="USA", against="RUS", until=date(1980, 1, 1))
    sides = {frozenset((r.positions["USA"], r.positions["SUN"])) for r in opposed}
    assert sides == {frozenset((Position.YES, Position.NO))}


def test_the_stamp_says_how_far_each_body_reaches(record: Record) -> None:
    through = dict(record.stamp.through)
    assert record.stamp.tier == "core"
    assert set(through) == {"IAEA", "UNGA", "UNHRC", "UNSC"}
    assert through["UNSC"] == max(r.date for r in record.rollcalls if r.body is Body.UNSC)
    assert len(record.stamp.snapshot) == 16


def _snapshot(home: Path, *, digest: str | None = None) -> None:
    folder = home / "2026-01-01"
    folder.mkdir()
    (folder / "rollcalls.parquet").write_bytes(b"votes")
    stated = digest or hashlib.sha256(b"votes").hexdigest()
    (folder / "manifest.json").write_text(json.dumps({"files": {"rollcalls.parquet": stated}}))
    (home / "current").write_text("2026-01-01\n")


def test_a_home_without_a_snapshot_opens_the_core(tmp_path: Path, record: Record) -> None:
    assert open_record(tmp_path).stamp == record.stamp


def test_a_damaged_snapshot_is_refused_not_passed_over(tmp_path: Path) -> None:
    _snapshot(tmp_path, digest="0" * 64)
    with pytest.raises(DataError, match="failed verification"):
        open_record(tmp_path)


@pytest.mark.parametrize("manifest", ["", "{}", "[]", '{"files": 3}', '{"files": {"gone.parquet": "00"}}'])
def test_an_unreadable_manifest_is_one_message(tmp_path: Path, manifest: str) -> None:
    _snapshot(tmp_path)
    (tmp_path / "2026-01-01" / "manifest.json").write_text(manifest)
    with pytest.raises(DataError, match="failed verification"):
        open_record(tmp_path)


def test_opening_the_core_imports_no_database() -> None:
    code = "import sys; from onrecord.record import open_record; open_record(); print('duckdb' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
