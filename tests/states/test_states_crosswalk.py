"""Names and codes stand for the right state, at the right time."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.states import State, all_states, find_state, state, state_name
from onrecord.terms import UsageError

STATES = all_states()


def test_every_member_is_there_with_code_admission_and_group() -> None:
    members = [one for one in STATES if one.status == "member"]
    assert len(members) == 193
    assert all(one.admitted and one.iso2.isalpha() and len(one.iso2) == 2 and len(one.m49) == 3 for one in members)
    assert {one.group for one in members} == {
        "African Group",
        "Asia-Pacific Group",
        "Eastern European Group",
        "GRULAC",
        "WEOG",
    }


def test_codes_of_ended_states_are_those_of_the_voting_tables() -> None:
    assert {one.code for one in STATES if one.status == "former"} == {
        "CSK",
        "DDR",
        "EAZ",
        "SCG",
        "SUN",
        "TWN",
        "YMD",
        "YUG",
    }


@pytest.mark.parametrize("one", STATES, ids=lambda one: one.code)
def test_every_code_and_name_finds_its_own_state(one: State) -> None:
    for name in (one.code, one.code.lower(), one.iso2, one.m49, one.name, one.official_name, *one.aliases):
        if name:
            assert find_state(name).code == one.code, name


@given(st.sampled_from(STATES), st.sampled_from([str.upper, str.lower, str.title, lambda s: f"  the {s} "]))
def test_case_spaces_and_the_article_do_not_matter(one: State, change: Callable[[str], str]) -> None:
    assert find_state(change(one.official_name)).code == one.code


@pytest.mark.parametrize(
    ("wording", "code"),
    [
        ("Türkiye", "TUR"),
        ("Turkey", "TUR"),
        ("Czech Republic", "CZE"),
        ("Burma", "MMR"),
        ("Cote d'Ivoire", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("Swaziland", "SWZ"),
        ("East Timor", "TLS"),
        ("Vatican", "VAT"),
        ("St Lucia", "LCA"),
        ("U.S.", "USA"),
        ("us", "USA"),
        ("dprk", "PRK"),
        ("Peking", "CHN"),
        ("Taipei", "TWN"),
        ("Byelorussian SSR", "BLR"),
        ("United Arab Republic", "EGY"),
        ("Tanganyika", "TZA"),
        ("Zaire", "COD"),
        ("Congo", "COG"),
        ("Dahomey", "BEN"),
        ("Federal Republic of Yugoslavia", "YUG"),
        ("Vienna", "AUT"),
        ("Nigerien", "NER"),
        ("Nigerian", "NGA"),
        ("Soviets", "SUN"),
    ],
)
def test_usual_wordings_find_their_state(wording: str, code: str) -> None:
    assert find_state(wording).code == code


@pytest.mark.parametrize(
    ("wording", "on", "code"),
    [
        ("Moscow", date(1950, 6, 27), "SUN"),
        ("Moscow", date(1991, 12, 23), "SUN"),
        ("Moscow", date(1991, 12, 24), "RUS"),
        ("Moscow", None, "RUS"),
        ("Prague", date(1968, 8, 23), "CSK"),
        ("Prague", date(2022, 3, 2), "CZE"),
        ("Belgrade", date(1992, 9, 22), "YUG"),
        ("Belgrade", date(2004, 1, 1), "SCG"),
        ("Belgrade", date(2006, 6, 3), "SRB"),
        ("China", date(1950, 1, 13), "CHN"),
    ],
)
def test_a_wording_that_changed_hands_goes_by_the_day(wording: str, on: date | None, code: str) -> None:
    assert find_state(wording, on).code == code


@pytest.mark.parametrize("wording", ["Korea", "Dominican", "Congolese"])
def test_a_wording_for_two_states_is_refused_with_the_choices(wording: str) -> None:
    with pytest.raises(UsageError, match=r"may be .* or .*; type the code"):
        find_state(wording)


def test_a_misspelt_name_is_answered_with_the_nearest_ones() -> None:
    with pytest.raises(UsageError, match=r"did you mean France \(FRA\)"):
        find_state("Frnace")


def test_a_group_is_refused_as_a_group() -> None:
    with pytest.raises(UsageError, match="a group"):
        find_state("EU")


@pytest.mark.parametrize("wording", ["", "  ", "Ruritania and Grand Fenwick", "in"])
def test_what_names_no_state_is_a_users_mistake(wording: str) -> None:
    with pytest.raises(UsageError, match="expected a state's name or code"):
        find_state(wording)


def test_state_takes_codes_only_and_names_fall_back_to_the_code() -> None:
    assert state("rus").name == "Russia"
    assert state_name("GBR") == "United Kingdom"
    assert state_name("QQQ") == "QQQ"
    with pytest.raises(UsageError):
        state("France")


def test_every_row_says_where_it_comes_from() -> None:
    assert all(one.source for one in STATES)
