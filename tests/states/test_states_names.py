"""Names at the time: every name the Library prints is known, and stands for one state on its days."""

import csv
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.states import (
    State,
    all_states,
    code_of_name,
    codes_of_name,
    crosswalk_rows,
    find_state,
    name_on,
    names_of,
    shared_on,
)
from onrecord.states.crosswalk import folded
from onrecord.states.tables import table
from onrecord.terms import UsageError

STATES = all_states()
DAYS = st.dates(date(1945, 10, 24), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("document", "on", "code", "name"),
    [
        ("A/RES/181 (II)", date(1947, 11, 29), "THA", "Siam"),
        ("A/RES/181 (II)", date(1947, 11, 29), "BLR", "Byelorussian Soviet Socialist Republic"),
        ("A/RES/377 (V)", date(1950, 11, 3), "TWN", "China"),
        ("A/RES/1239 (XIII)", date(1958, 9, 23), "EGY", "United Arab Republic"),
        ("A/RES/1514 (XV)", date(1960, 12, 14), "LKA", "Ceylon"),
        ("A/RES/1514 (XV)", date(1960, 12, 14), "ZAF", "Union of South Africa"),
        ("A/RES/1514 (XV)", date(1960, 12, 14), "COD", "Congo (Leopoldville)"),
        ("A/RES/1514 (XV)", date(1960, 12, 14), "CMR", "Cameroun"),
        ("A/RES/1653 (XVI)", date(1961, 11, 24), "ZAF", "South Africa"),
        ("A/RES/1991 (XVIII)", date(1963, 12, 17), "TZA", "Tanganyika"),
        ("A/RES/1991 (XVIII)", date(1963, 12, 17), "EAZ", "Zanzibar"),
        ("A/RES/1991 (XVIII)", date(1963, 12, 17), "MYS", "Malaysia"),
        ("A/RES/2758 (XXVI)", date(1971, 10, 25), "COD", "Democratic Republic of the Congo"),
        ("A/RES/2758 (XXVI)", date(1971, 10, 25), "EGY", "Egypt"),
        ("A/RES/2758 (XXVI)", date(1971, 10, 25), "YMD", "Democratic Yemen"),
        ("A/RES/3379 (XXX)", date(1975, 11, 10), "BEN", "Dahomey"),
        ("A/RES/3379 (XXX)", date(1975, 11, 10), "KHM", "Cambodia"),
        ("A/RES/3379 (XXX)", date(1975, 11, 10), "DEU", "Germany, Federal Republic of"),
        ("A/RES/34/22", date(1979, 11, 14), "KHM", "Democratic Kampuchea"),
        ("A/RES/ES-6/2", date(1980, 1, 14), "BFA", "Upper Volta"),
        ("S/RES/678 (1990)", date(1990, 11, 29), "COD", "Zaire"),
        ("S/RES/678 (1990)", date(1990, 11, 29), "SUN", "Union of Soviet Socialist Republics"),
        ("S/RES/678 (1990)", date(1990, 11, 29), "DEU", "Germany"),
        ("A/RES/47/1", date(1992, 9, 22), "YUG", "Yugoslavia"),
        ("A/RES/58/292", date(2004, 5, 6), "SCG", "Serbia and Montenegro"),
        ("A/RES/68/262", date(2014, 3, 27), "MKD", "The former Yugoslav Republic of Macedonia"),
        ("A/RES/ES-11/1", date(2022, 3, 2), "TUR", "Turkey"),
        ("A/RES/ES-11/4", date(2022, 10, 12), "TUR", "Türkiye"),
    ],
)
def test_a_state_bears_its_name_of_the_day(document: str, on: date, code: str, name: str) -> None:
    assert name_on(code, on) == name, document
    assert code_of_name(name, on) == code, document
    assert code_of_name(name.upper(), on) == code, document


@pytest.mark.parametrize(
    ("name", "on", "code"),
    [
        ("Upper Volta", date(2000, 1, 1), None),
        ("Burkina Faso", date(1970, 1, 1), None),
        ("China", date(1971, 10, 25), "TWN"),
        ("China", date(1971, 10, 26), "CHN"),
        ("Congo", date(1965, 1, 1), None),
        ("Congo", date(1980, 1, 1), "COG"),
        ("Germany", date(1980, 1, 1), None),
        ("Germany", date(1990, 10, 3), "DEU"),
        ("Syria", date(1960, 1, 1), None),
        ("Yemen", date(1980, 1, 1), "YEM"),
        ("Switzerland", date(1980, 1, 1), None),
        ("Korea", date(2000, 1, 1), None),
        ("Frnace", date(2000, 1, 1), None),
        ("", date(2000, 1, 1), None),
    ],
)
def test_a_name_out_of_its_days_or_of_two_states_is_nobody(name: str, on: date, code: str | None) -> None:
    assert code_of_name(name, on) == code


@pytest.mark.parametrize("one", STATES, ids=lambda one: one.code)
def test_a_states_names_follow_one_another(one: State) -> None:
    rows = names_of(one.code)
    assert rows
    assert all(row.source and row.name for row in rows)
    for row in rows:
        assert row.first is None or row.last is None or row.first <= row.last
    for before, after in pairwise(rows):
        assert before.last is not None
        assert after.first is not None
        gap = after.first - before.last
        assert gap == timedelta(days=1) or (one.code == "SYR" and before.last == date(1958, 2, 21))


@given(st.sampled_from(STATES), DAYS)
def test_every_state_has_a_name_every_day_and_it_leads_back(one: State, on: date) -> None:
    named = name_on(one.code, on)
    assert one.code in codes_of_name(named)
    for row in names_of(one.code):
        if row.holds(on):
            assert set(codes_of_name(row.name, on)) == {one.code} or shared_on(row.name, on)


def test_every_name_the_library_prints_is_known(shared: Path) -> None:
    with (shared / "data" / "ga_states.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            known = {folded(spelling) for named in names_of(row["iso3"]) for spelling in named.spellings()}
            for name in row["names_in_source"].split(" | "):
                assert folded(name) in known, (row["iso3"], name)


@pytest.mark.parametrize(
    ("wording", "on", "code"),
    [
        ("Upper Volta", None, "BFA"),
        ("Zaire", None, "COD"),
        ("Khmer Republic", None, "KHM"),
        ("Democratic Kampuchea", date(1979, 11, 14), "KHM"),
        ("Cameroun", None, "CMR"),
        ("Saint Christopher and Nevis", None, "KNA"),
        ("Congo", date(1980, 1, 1), "COG"),
        ("Congo", None, "COG"),
        ("Yemen", date(1980, 1, 1), "YEM"),
        ("Germany", date(1991, 1, 1), "DEU"),
        ("Viet Nam", date(1978, 1, 1), "VNM"),
        ("cow:710", None, "CHN"),
        ("COW: 345", date(1999, 1, 1), "YUG"),
        ("cow:345", None, "SRB"),
        ("cow:260", None, "DEU"),
        ("m49:156", None, "CHN"),
        ("m49:4", None, "AFG"),
        ("156", None, "CHN"),
        ("710", None, "ZAF"),
    ],
)
def test_names_at_the_time_and_numbers_find_their_state(wording: str, on: date | None, code: str) -> None:
    assert find_state(wording, on).code == code


@pytest.mark.parametrize(
    ("wording", "on", "choices"),
    [
        ("Congo", date(1965, 1, 1), "COD.*COG"),
        ("Germany", date(1980, 1, 1), "DDR.*DEU"),
        ("Viet Nam", date(1965, 1, 1), "VNM.*a state without a code here"),
        ("Korea", date(1990, 1, 1), "KOR.*PRK"),
    ],
)
def test_a_name_of_two_states_that_day_is_refused_with_the_choices(wording: str, on: date, choices: str) -> None:
    with pytest.raises(UsageError, match=f"{choices}.*type the code"):
        find_state(wording, on)


@pytest.mark.parametrize("wording", ["cow:817", "cow:99999", "m49:999", "cow:255x", "iso:156"])
def test_a_number_of_no_state_is_a_users_mistake(wording: str) -> None:
    with pytest.raises(UsageError):
        find_state(wording)


def test_shared_names_use_known_codes() -> None:
    codes = {one.code for one in STATES} | {"-"}
    for row in table("shared_names.csv"):
        assert set(row["codes"].split()) <= codes
        assert row["first"] < row["last"] or not row["last"]


def test_the_crosswalk_has_a_row_a_name_with_its_codes() -> None:
    rows = crosswalk_rows()
    assert {row["code"] for row in rows} == {one.code for one in STATES}
    assert len({(row["code"], row["first"], row["name"]) for row in rows}) == len(rows)
    assert [row["name"] for row in rows if row["code"] == "LBY"] == [
        "Libya",
        "Libyan Arab Republic",
        "Libyan Arab Jamahiriya",
        "Libya",
    ]
    yemen = [(row["first"], row["cow"]) for row in rows if row["code"] == "YEM"]
    assert yemen == [("1947-09-30", 678), ("1990-05-22", 679)]
    assert [row["cow"] for row in rows if row["code"] == "DEU"] == [260, 255]
    assert [(row["name"], row["cow"]) for row in rows if row["code"] == "TWN"] == [("China", 713)]
    assert {row["code"] for row in rows if row["cow"] is None} == {"PSE", "VAT"}
