"""Every outcome in the exchange tables is recomputed from its tally by the body's rule."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from onrecord.procedure import decide, working_days_between
from onrecord.procedure.council import permanent_noes
from onrecord.terms import Body, Outcome, Tally

pytestmark = pytest.mark.shared


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def test_every_veto_with_a_known_tally_is_a_veto_by_the_rule(shared: Path) -> None:
    checked = 0
    for row in _rows(shared / "data" / "facts" / "sc_vetoes.csv"):
        if not row["yes"]:
            continue
        on = date.fromisoformat(row["date"])
        tally = Tally(int(row["yes"]), int(row["no"]), int(row["abstain"]), int(row["not_voting"]))
        ruling = decide(Body.UNSC, tally, on, noes=row["vetoing_members"].split(";"))
        assert ruling.outcome is Outcome.VETOED, row["veto_id"]
        assert set(ruling.vetoed_by) == set(row["vetoing_members"].split(";")), row["veto_id"]
        checked += 1
    assert checked > 200


def test_every_named_vetoer_held_a_permanent_seat_that_day(shared: Path) -> None:
    for row in _rows(shared / "data" / "facts" / "sc_vetoes.csv"):
        named = row["vetoing_members"].split(";")
        assert permanent_noes(named, date.fromisoformat(row["date"])) == tuple(sorted(named)), row["veto_id"]


def test_every_council_draft_short_of_votes_is_rejected_and_not_vetoed(shared: Path) -> None:
    checked = 0
    for row in _rows(shared / "data" / "facts" / "sc_failed.csv"):
        if row["yes"]:
            tally = Tally(int(row["yes"]), int(row["no"]), int(row["abstain"]))
            ruling = decide(Body.UNSC, tally, date.fromisoformat(row["date"]))
            assert (ruling.outcome, ruling.certain) == (Outcome.REJECTED, True), row["failed_id"]
            checked += 1
    assert checked > 100


def test_every_adopted_council_resolution_had_the_votes(shared: Path) -> None:
    table = shared / "data" / "sc_rollcalls.parquet"
    query = "select date, resolution, yes, no, abstain from read_parquet(?) where yes + no + abstain > 0"
    rows = duckdb.execute(query, [str(table)]).fetchall()
    short = [r[1] for r in rows if decide(Body.UNSC, Tally(*r[2:5]), r[0]).outcome is not Outcome.ADOPTED]
    assert len(rows) > 2000
    assert short == []


def test_every_recorded_vote_of_the_human_rights_council_came_out_by_simple_majority(shared: Path) -> None:
    table = shared / "data" / "hrc_rollcalls.parquet"
    query = """select date, symbol_in_source, yes, no, abstain, outcome from read_parquet(?)
               where body = 'HRC' and outcome is not null and yes + no > 0"""
    rows = duckdb.execute(query, [str(table)]).fetchall()
    wrong = [r[1] for r in rows if decide(Body.UNHRC, Tally(*r[2:5]), r[0]).outcome != r[5]]
    assert len(rows) == 1016
    assert wrong == []


def test_every_adopted_assembly_resolution_had_more_votes_for_than_against(shared: Path) -> None:
    table = shared / "data" / "ga_rollcalls.parquet"
    query = """select date, resolution, yes, no, abstain from read_parquet(?)
               where preferred and source = 'undl' and vote_kind = 'adoption' and yes + no > 0"""
    rows = duckdb.execute(query, [str(table)]).fetchall()
    wrong = [r[1] for r in rows if not decide(Body.UNGA, Tally(*r[2:5]), r[0]).outcome.carried]
    assert len(rows) > 5000
    assert wrong == []


def test_every_assembly_resolution_of_an_emergency_session_had_two_thirds(shared: Path) -> None:
    table = shared / "data" / "ga_rollcalls.parquet"
    query = """select date, resolution, yes, no, abstain from read_parquet(?)
               where preferred and source = 'undl' and vote_kind = 'adoption' and session_label like 'ES%'"""
    rows = duckdb.execute(query, [str(table)]).fetchall()
    wrong = [
        r[1]
        for r in rows
        if decide(Body.UNGA, Tally(*r[2:5]), r[0], majority="two_thirds").outcome is not Outcome.ADOPTED
    ]
    assert len(rows) > 30
    assert wrong == []


def test_working_days_to_every_debate_are_counted_as_in_the_table(shared: Path) -> None:
    for row in _rows(shared / "data" / "facts" / "ga_veto_debates.csv"):
        counted = working_days_between(date.fromisoformat(row["veto_date"]), date.fromisoformat(row["ga_meeting_date"]))
        assert counted == int(row["working_days_after_veto"]), row["veto_id"]
