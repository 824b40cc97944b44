"""A symbol finds its vote in any usual spelling, and says so when it may mean two."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import Record, open_record
from onrecord.terms import Body, UsageError

RECORD = open_record()

SPELLINGS = [
    ("ES-11/1", "UNGA A/RES/ES-11/1 2022-03-02"),
    ("a/res/es-11/1", "UNGA A/RES/ES-11/1 2022-03-02"),
    ("A/RES/ES–11/1", "UNGA A/RES/ES-11/1 2022-03-02"),
    ("resolution ES-11/1", "UNGA A/RES/ES-11/1 2022-03-02"),
    ("UNGA A/RES/ES-11/1 2022-03-02", "UNGA A/RES/ES-11/1 2022-03-02"),
    ("A/RES/181 (II)", "UNGA A/RES/181(II) 1947-11-29"),
    ("A/RES/181(II)[A]", "UNGA A/RES/181(II) 1947-11-29"),
    ("181(II)[A]", "UNGA A/RES/181(II) 1947-11-29"),
    ("181 (II)", "UNGA A/RES/181(II) 1947-11-29"),
    ("2758 (XXVI)", "UNGA A/RES/2758(XXVI) 1971-10-25"),
    ("UNGA 2758", "UNGA A/RES/2758(XXVI) 1971-10-25"),
    ("GA resolution 3379", "UNGA A/RES/3379(XXX) 1975-11-10"),
    ("377 (V)", "UNGA A/RES/377(V) 1950-11-03"),
    ("377 A (V)", "UNGA A/RES/377(V) 1950-11-03"),
    ("A/RES/377(V)A", "UNGA A/RES/377(V) 1950-11-03"),
    ("res 2623", "UNSC S/RES/2623 2022-02-27"),
    ("2623 (2022)", "UNSC S/RES/2623 2022-02-27"),
    ("S/RES/2623", "UNSC S/RES/2623 2022-02-27"),
    ("S/RES/2623(2022)", "UNSC S/RES/2623 2022-02-27"),
    ("S/RES/2623 (2022)", "UNSC S/RES/2623 2022-02-27"),
    ("UNSCR 2623", "UNSC S/RES/2623 2022-02-27"),
    ("UN Security Council Resolution 2397", "UNSC S/RES/2397 2017-12-22"),
    ("S/2022/155", "UNSC S/2022/155 2022-02-25"),
    ("draft s/2022/155", "UNSC S/2022/155 2022-02-25"),
    ("GOV/2022/17", "IAEA GOV/2022/17 2022-03-03"),
    ("A/HRC/RES/49/1", "UNHRC A/HRC/RES/49/1 2022-03-04"),
    ("HRC 49/1", "UNHRC A/HRC/RES/49/1 2022-03-04"),
    ("A/ES-11/L.1", "UNGA A/RES/ES-11/1 2022-03-02"),
]


@pytest.mark.parametrize(("spelling", "event"), SPELLINGS)
def test_any_usual_spelling_finds_the_vote(spelling: str, event: str) -> None:
    assert RECORD.rollcall(spelling).id == event


def test_a_symbol_of_several_votes_is_refused_with_the_list() -> None:
    with pytest.raises(UsageError, match=r"may mean 14 votes") as raised:
        RECORD.rollcall("S/3502")
    assert "Type one of these in full" in str(raised.value)


def test_the_body_settles_a_shared_number() -> None:
    shared = [roll.symbol.rsplit("RES/", 1)[-1] for roll in RECORD.rollcalls if roll.body is Body.UNHRC]
    both = [s for s in shared if {r.body for r in RECORD.find(s)} >= {Body.UNGA, Body.UNHRC}]
    assert both, "the core has a number that the Assembly and the Rights Council share"
    for number in both:
        assert RECORD.rollcall(number, Body.UNHRC).symbol == f"A/HRC/RES/{number}"
        assert RECORD.rollcall(number, Body.UNGA).symbol == f"A/RES/{number}"
        with pytest.raises(UsageError, match=r"UNGA.*UNHRC|UNHRC.*UNGA"):
            RECORD.rollcall(number)


def test_a_draft_with_many_parts_lists_them() -> None:
    found = RECORD.find("S/3502")
    assert len(found) == 14
    assert all(roll.date == date(1955, 12, 13) for roll in found)


def test_an_unknown_symbol_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"A/RES/ES-11") as raised:
        RECORD.rollcall("A/RES/ES-11/91")
    assert "onrecord votes" in str(raised.value)


@given(st.sampled_from(RECORD.rollcalls), st.booleans(), st.booleans())
def test_every_vote_is_found_by_its_own_symbol_and_id(roll: object, lower: bool, spaced: bool) -> None:
    found = roll
    assert hasattr(found, "symbol")
    spelling = found.symbol.lower() if lower else found.symbol
    spelling = spelling.replace("(", " (") if spaced else spelling
    assert found in RECORD.find(spelling)
    assert RECORD.by_id(found.id) is found


@given(st.text(max_size=40))
def test_no_text_breaks_the_search(text: str) -> None:
    assert isinstance(RECORD.find(text), tuple)


def test_a_record_is_the_same_each_time_it_is_opened() -> None:
    again: Record = open_record()
    assert again.stamp == RECORD.stamp
    assert again.rollcalls == RECORD.rollcalls


@pytest.mark.parametrize("spelling", ["ES-11/1x", "A/RES/67/19Q", "S/2022/155B"])
def test_a_stray_letter_after_a_symbol_finds_no_vote_and_names_the_nearest(spelling: str) -> None:
    with pytest.raises(UsageError, match="nearest"):
        open_record().rollcall(spelling)
