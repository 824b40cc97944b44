"""The packaged tables hold together: rolls, tallies, outcomes, codes, sources, and what is only recalled."""

import csv
from collections import Counter
from datetime import date
from importlib import resources

import pytest

from onrecord.record import AuditStatus, Record, audit, holds_whole_roll, open_record
from onrecord.states import all_states, council_members, permanent_members
from onrecord.terms import Basis, Body, ItemKind, Outcome, Position


@pytest.fixture(scope="module")
def record() -> Record:
    return open_record()


def test_no_difference_in_the_audit_is_left_without_a_reason(record: Record) -> None:
    rows = list(audit(record))
    assert [row for row in rows if row.status is AuditStatus.UNEXPLAINED] == []
    checked = Counter(row.check for row in rows)
    assert checked["outcome"] == len(record)
    assert checked["vetoed_by"] > 200
    assert all(row.reason for row in rows if row.status is AuditStatus.EXPLAINED)


def test_every_known_difference_is_still_one(record: Record) -> None:
    text = resources.files("onrecord").joinpath("data", "core", "explained.csv").read_text(encoding="utf-8")
    listed = {(row["check"], row["id"]) for row in csv.DictReader(text.splitlines())}
    met = {(r.check, r.id) for r in audit(record) if r.status is AuditStatus.EXPLAINED and r.check == "membership"}
    assert listed == met


def test_every_identifier_is_used_once(record: Record) -> None:
    assert len({roll.id for roll in record.rollcalls}) == len(record)


def test_votes_are_in_order_of_date_body_symbol(record: Record) -> None:
    keys = [(r.date, r.body, r.symbol, r.order) for r in record.rollcalls]
    assert keys == sorted(keys)


def test_every_row_cites_a_source(record: Record) -> None:
    assert [r.id for r in record.rollcalls if not r.fragments or not all(f.source.strip() for f in r.fragments)] == []


def test_every_state_code_is_one_the_crosswalk_knows(record: Record) -> None:
    known = {state.code for state in all_states()}
    for roll in record.rollcalls:
        used = {*roll.positions, *roll.about, *roll.sponsors, *roll.vetoed_by}
        assert used <= known, (roll.id, used - known)


def test_positions_partition_the_council_of_the_day(record: Record) -> None:
    whole = [r for r in record.rollcalls if r.body is Body.UNSC and holds_whole_roll(r)]
    assert len(whole) > 2700
    for roll in whole:
        assert set(roll.positions) == council_members(roll.date), roll.id


def test_a_text_adopted_without_a_vote_has_neither_tally_nor_positions(record: Record) -> None:
    silent = [r for r in record.rollcalls if r.outcome is Outcome.ADOPTED_WITHOUT_VOTE]
    assert len(silent) > 30
    assert [r.id for r in silent if r.tally is not None or r.positions] == []


def test_a_vetoed_text_names_permanent_members_that_voted_no(record: Record) -> None:
    for roll in record.vetoes():
        assert roll.outcome is Outcome.VETOED, roll.id
        assert set(roll.vetoed_by) <= set(permanent_members(roll.date)), roll.id
        assert all(roll.positions[s] is Position.NO for s in roll.vetoed_by if s in roll.positions), roll.id
        assert set(roll.vetoed_by) <= set(roll.positions), roll.id


def test_only_vetoed_texts_have_the_vetoed_outcome(record: Record) -> None:
    assert {r.id for r in record.rollcalls if r.outcome is Outcome.VETOED} == {r.id for r in record.vetoes()}


def test_a_recalled_tally_is_never_firm_and_never_shown_as_a_document(record: Record) -> None:
    recalled = [r for r in record.rollcalls if "recall" in r.fragments[0].source.lower()]
    assert recalled
    assert all(not r.tally_basis.firm or len(r.fragments) > 1 for r in recalled)


@pytest.mark.parametrize(
    ("symbol", "basis"),
    [
        ("GOV/2022/70", Basis.RECALL),
        ("GOV/2024/68", Basis.PRESS),
        ("S/2025/576", Basis.PRESS),
        ("S/RES/400", Basis.RECALL),  # the library's record says 13-0-2, its table 15-0-0
        ("S/2022/155", Basis.PRESS),
        ("S/RES/2623", Basis.DOCUMENT),
        ("A/RES/ES-11/1", Basis.DOCUMENT),
        ("S/2011/24", Basis.DERIVED),  # fourteen to one: the other fourteen follow
        ("S/2014/348", Basis.DERIVED),
        ("S/2023/1029", Basis.RECALL),  # the names of the abstainers were not read
    ],
)
def test_positions_state_how_they_are_known(record: Record, symbol: str, basis: Basis) -> None:
    assert record.rollcall(symbol).positions_basis is basis


def test_non_participation_is_not_an_abstention(record: Record) -> None:
    for symbol in ("S/RES/338", "S/RES/340", "S/RES/482"):
        roll = record.rollcall(symbol)
        assert roll.positions["CHN"] is Position.ABSENT
        assert roll.tally is not None
        assert (roll.tally.abstain, roll.tally.absent) == (0, 1)
        assert not roll.positions_basis.firm
        assert symbol in {d.id.split()[1] for d in record.differences()}


def test_a_board_member_whose_vote_is_unknown_has_no_position(record: Record) -> None:
    roll = record.rollcall("GOV/2022/71")
    assert roll.tally is not None
    assert len(roll.positions) < 35
    assert not holds_whole_roll(roll)


@pytest.mark.parametrize("year", range(1946, 2026))
def test_every_veto_year_stays_within_the_known_totals(record: Record, year: int) -> None:
    found = record.votes(body=Body.UNSC, outcome=Outcome.VETOED, since=date(year, 1, 1), until=date(year, 12, 31))
    assert len(found) <= 20


def test_all_vetoes_of_the_source_are_here(record: Record) -> None:
    kinds = Counter(r.kind for r in record.vetoes())
    assert sum(kinds.values()) == 253
    assert kinds[ItemKind.APPLICATION] == 43
    assert kinds[ItemKind.PARAGRAPH] == 14
    assert kinds[ItemKind.PRELIMINARY_QUESTION] == 3


LANDMARKS = [
    # symbol, day, tally, vetoed by or an opposing state, outcome
    ("A/RES/181(II)", date(1947, 11, 29), "33-13-10", Outcome.ADOPTED),
    ("A/RES/377(V)", date(1950, 11, 3), "52-5-2", Outcome.ADOPTED),
    ("A/RES/1514(XV)", date(1960, 12, 14), "89-0-9", Outcome.ADOPTED),
    ("A/L.632", date(1971, 10, 25), "55-59-15", Outcome.REJECTED),
    ("A/RES/2758(XXVI)", date(1971, 10, 25), "76-35-17", Outcome.ADOPTED),
    ("A/L.605", date(1970, 11, 19), "51-49-25", Outcome.REJECTED),
    ("A/RES/3379(XXX)", date(1975, 11, 10), "72-35-32", Outcome.ADOPTED),
    ("A/RES/ES-6/2", date(1980, 1, 14), "104-18-18", Outcome.ADOPTED),
    ("A/RES/67/19", date(2012, 11, 29), "138-9-41", Outcome.ADOPTED),
    ("A/RES/68/262", date(2014, 3, 27), "100-11-58", Outcome.ADOPTED),
    ("A/RES/75/287", date(2021, 6, 18), "119-1-36", Outcome.ADOPTED),
    ("A/RES/ES-10/19", date(2017, 12, 21), "128-9-35", Outcome.ADOPTED),
    ("A/73/L.42", date(2018, 12, 6), "87-57-33", Outcome.REJECTED),
    ("A/RES/79/7", date(2024, 10, 30), "187-2-1", Outcome.ADOPTED),
    ("S/2022/155", date(2022, 2, 25), "11-1-3", Outcome.VETOED),
    ("S/RES/2623", date(2022, 2, 27), "11-1-3", Outcome.ADOPTED),
    ("S/RES/1973", date(2011, 3, 17), "10-0-5", Outcome.ADOPTED),
    ("S/2021/990", date(2021, 12, 13), "12-2-1", Outcome.VETOED),
    ("A/HRC/51/L.6", date(2022, 10, 6), "17-19-11", Outcome.REJECTED),
    ("A/HRC/RES/49/1", date(2022, 3, 4), "32-2-13", Outcome.ADOPTED),
    ("GOV/2022/17", date(2022, 3, 3), "26-2-5", Outcome.ADOPTED),
    ("S/RES/2797", date(2025, 10, 31), "11-0-3", Outcome.ADOPTED),
    ("S/RES/2799", date(2025, 11, 6), "14-0-1", Outcome.ADOPTED),
    ("S/RES/2817", date(2026, 3, 11), "13-0-2", Outcome.ADOPTED),
]


@pytest.mark.parametrize(("symbol", "day", "tally", "outcome"), LANDMARKS)
def test_landmarks_of_every_decade_stand_as_recorded(
    record: Record, symbol: str, day: date, tally: str, outcome: Outcome
) -> None:
    roll = record.rollcall(symbol)
    assert (roll.date, str(roll.tally), roll.outcome) == (day, tally, outcome)


def test_every_decade_has_assembly_landmarks(record: Record) -> None:
    decades = Counter(r.date.year // 10 * 10 for r in record.rollcalls if r.body is Body.UNGA)
    assert all(decades[decade] >= 10 for decade in range(1940, 2030, 10)), decades


def test_a_two_thirds_question_with_a_bare_majority_is_rejected(record: Record) -> None:
    roll = record.rollcall("A/L.605")
    assert roll.majority == "two_thirds"
    assert roll.tally is not None
    assert roll.tally.yes > roll.tally.no


def test_the_two_chinas_never_sit_in_one_vote(record: Record) -> None:
    for roll in record.rollcalls:
        assert not {"CHN", "TWN"} <= set(roll.positions), roll.id


@pytest.mark.parametrize(
    ("symbol", "words"),
    [
        ("S/2022/155", "russia invasion ukraine condemn withdraw"),
        ("A/RES/ES-11/3", "suspend russia human rights council"),
        ("A/RES/ES-10/19", "jerusalem capital trump"),
        ("A/RES/2758(XXVI)", "china taiwan seat beijing"),
        ("S/2022/431", "north korea sanctions missile"),
        ("S/RES/2803", "gaza stabilization force"),
        ("A/RES/79/7", "cuba embargo"),
        ("A/HRC/51/L.6", "xinjiang uyghur debate"),
    ],
)
def test_a_landmark_carries_the_words_a_story_uses(record: Record, symbol: str, words: str) -> None:
    topic = record.rollcall(symbol).topic.split()
    assert set(words.split()) <= set(topic)


def test_every_vote_has_words_to_link_by(record: Record) -> None:
    bare = [r.id for r in record.rollcalls if len(r.topic.split()) < 2]
    assert len(bare) < 15, bare


def test_a_member_in_arrears_is_not_entitled_rather_than_absent(record: Record) -> None:
    assert record.rollcall("GOV/2024/68").positions["VEN"] is Position.NOT_ENTITLED
    assert holds_whole_roll(record.rollcall("GOV/2024/68"))


def test_a_member_that_did_not_take_part_is_absent(record: Record) -> None:
    assert record.rollcall("S/RES/2797").positions["DZA"] is Position.ABSENT


def test_a_better_source_keeps_the_earlier_one_beside_it(record: Record) -> None:
    roll = record.rollcall("GOV/2024/68")
    assert [f.basis for f in roll.fragments] == [Basis.PRESS, Basis.RECALL]
    assert roll.tally_basis is Basis.PRESS
