"""Text made to be slow or deceptive costs the search for states no more than plain text does."""

from time import process_time

import pytest

from onrecord.states import find_people, find_states

_SECONDS = 4.0  # plain text of this size takes a twentieth of it; what is guarded against takes hours
_SIZE = 400_000


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "A",
        "a-",
        "a@",
        "a'",
        "a.",
        "(",
        ",",
        "\u0301",
        "😀",
        "a\u200b",
        "联合国",
        "US ",
        "A/RES/",
        "www.",
        "the North ",
    ],
)
def test_a_long_run_of_anything_is_searched_once(unit: str) -> None:
    text = "North Korea and France " + unit * (_SIZE // len(unit)) + " Mali"
    begun = process_time()
    codes = {code for mention in find_states(text) for code in mention.codes}
    find_people(text)
    assert process_time() - begun < _SECONDS
    assert {"PRK", "FRA", "MLI"} <= codes


def test_a_wide_gap_parts_two_states_that_a_list_would_join() -> None:
    text = "the Democratic Republic of the Congo" + " " * 50_000 + "and Congo"
    begun = process_time()
    assert next(m.codes for m in find_states(text)) == ("COD",)
    assert process_time() - begun < _SECONDS


@pytest.mark.parametrize(
    "words", ["write to press@china.example.org", "see www.france.fr", "https://russia.example/a", "news.mali.com says"]
)
def test_a_state_in_an_address_is_not_named(words: str) -> None:
    assert find_states(words) == ()


def test_a_state_beside_many_addresses_is_named() -> None:
    text = "a@china.org " * 3000 + "Mali" + " www.china.org" * 3000
    assert [m.codes for m in find_states(text)] == [("MLI",)]
