"""Who sat in the United Nations, on the Council and on the Board, by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.states import (
    State,
    all_states,
    board_members,
    council_members,
    council_size,
    elected_members,
    is_member,
    members_on,
    permanent_members,
    seat_code,
)

# United Nations, "Growth in UN membership"; 1965 leaves Indonesia out, as the Library's roll calls do.
SIZES = {
    1945: 51, 1946: 55, 1947: 57, 1948: 58, 1949: 59, 1950: 60, 1955: 76, 1956: 80, 1957: 82, 1958: 82, 1960: 99,
    1961: 104, 1962: 110, 1963: 113, 1964: 115, 1965: 117, 1966: 122, 1967: 123, 1968: 126, 1970: 127, 1971: 132,
    1973: 135, 1974: 138, 1975: 144, 1976: 147, 1977: 149, 1978: 151, 1979: 152, 1980: 154, 1981: 157, 1983: 158,
    1984: 159, 1990: 159, 1991: 166, 1992: 179, 1993: 184, 1994: 185, 1999: 188, 2000: 189, 2002: 191, 2006: 192,
    2011: 193, 2025: 193,
}  # fmt: skip
DAYS = st.dates(date(1946, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(("year", "size"), SIZES.items())
def test_the_united_nations_had_as_many_members_as_published(year: int, size: int) -> None:
    assert len(members_on(date(year, 12, 31))) == size


def test_the_last_member_came_on_14_july_2011() -> None:
    assert len(members_on(date(2011, 7, 13))) == 192
    assert members_on(date(2011, 7, 14)) - members_on(date(2011, 7, 13)) == {"SSD"}


@pytest.mark.parametrize(
    ("last_day", "before", "after"),
    [
        (date(1971, 10, 25), "TWN", "CHN"),
        (date(1991, 12, 23), "SUN", "RUS"),
        (date(2003, 2, 3), "YUG", "SCG"),
        (date(2006, 6, 2), "SCG", "SRB"),
    ],
)
def test_a_seat_passes_overnight_from_one_code_to_the_next(last_day: date, before: str, after: str) -> None:
    next_day = last_day + timedelta(days=1)
    assert is_member(before, last_day)
    assert not is_member(after, last_day)
    assert is_member(after, next_day)
    assert not is_member(before, next_day)
    assert len(members_on(last_day)) == len(members_on(next_day))


@pytest.mark.parametrize(
    ("code", "on", "member"),
    [
        ("CHN", date(1970, 11, 20), False),
        ("DDR", date(1973, 9, 17), False),
        ("DDR", date(1990, 10, 2), True),
        ("DDR", date(1990, 10, 3), False),
        ("YMD", date(1990, 5, 21), True),
        ("YMD", date(1990, 5, 22), False),
        ("CSK", date(1992, 12, 31), True),
        ("CSK", date(1993, 1, 1), False),
        ("CZE", date(1993, 1, 18), False),
        ("CZE", date(1993, 1, 19), True),
        ("SYR", date(1958, 2, 21), True),
        ("SYR", date(1959, 6, 1), False),
        ("EGY", date(1959, 6, 1), True),
        ("SYR", date(1961, 10, 13), True),
        ("EAZ", date(1963, 12, 16), True),
        ("EAZ", date(1964, 4, 26), False),
        ("TZA", date(1964, 4, 26), True),
        ("IDN", date(1965, 12, 16), False),
        ("IDN", date(1966, 10, 22), True),
        ("CHE", date(2002, 9, 9), False),
        ("PSE", date(2025, 9, 12), False),
        ("VAT", date(2025, 9, 12), False),
    ],
)
def test_membership_by_day(code: str, on: date, member: bool) -> None:
    assert is_member(code, on) is member


@pytest.mark.parametrize(
    ("code", "on", "seat"),
    [
        ("RUS", date(1980, 1, 7), "SUN"),
        ("SUN", date(2022, 2, 25), "RUS"),
        ("SRB", date(1950, 6, 27), "YUG"),
        ("SRB", date(2004, 6, 1), "SCG"),
        ("YUG", date(2004, 6, 1), "SCG"),
        ("YUG", date(2010, 6, 1), "SRB"),
        ("CHN", date(1970, 1, 1), "CHN"),
        ("TWN", date(1980, 1, 1), "TWN"),
        ("DEU", date(1980, 1, 1), "DEU"),
        ("CZE", date(1980, 1, 1), "CZE"),
        ("FRA", date(1946, 1, 17), "FRA"),
    ],
)
def test_a_continued_seat_goes_by_the_code_of_its_day(code: str, on: date, seat: str) -> None:
    assert seat_code(code, on) == seat


@given(st.sampled_from(all_states()), DAYS)
def test_a_seats_code_on_a_day_is_its_own_seats_code(one: State, on: date) -> None:
    assert seat_code(seat_code(one.code, on), on) == seat_code(one.code, on)


@given(DAYS)
def test_the_council_is_full_every_day_and_its_members_belong_to_the_united_nations(on: date) -> None:
    members = council_members(on)
    assert len(members) == council_size(on) == len(elected_members(on)) + 5
    assert members <= members_on(on)
    assert set(permanent_members(on)) <= members


@pytest.mark.parametrize("year", range(1946, 2028))
def test_the_council_is_full_in_every_year(year: int) -> None:
    assert (
        len(council_members(date(year, 1, 1)))
        == len(council_members(date(year, 12, 31)))
        == council_size(date(year, 7, 1))
    )


def test_the_council_grew_on_1_january_1966() -> None:
    assert council_size(date(1965, 12, 31)) == 11
    assert council_size(date(1966, 1, 1)) == 15
    assert council_members(date(1945, 12, 31)) == frozenset()


@pytest.mark.parametrize(
    ("symbol", "on", "elected"),
    [
        ("S/2022/155", date(2022, 2, 25), "ALB ARE BRA GAB GHA IND IRL KEN MEX NOR"),
        ("S/1501", date(1950, 6, 25), "CUB ECU EGY IND NOR YUG"),
        ("S/RES/242 (1967)", date(1967, 11, 22), "ARG BGR BRA CAN DNK ETH IND JPN MLI NGA"),
        ("S/RES/678 (1990)", date(1990, 11, 29), "CAN CIV COD COL CUB ETH FIN MYS ROU YEM"),
        ("S/RES/1441 (2002)", date(2002, 11, 8), "BGR CMR COL GIN IRL MEX MUS NOR SGP SYR"),
        ("S/2024/312", date(2024, 4, 18), "CHE DZA ECU GUY JPN KOR MLT MOZ SLE SVN"),
    ],
)
def test_elected_members_at_well_known_votes(symbol: str, on: date, elected: str) -> None:
    assert elected_members(on) == set(elected.split()), symbol


def test_unified_yemen_took_over_a_term_begun_by_democratic_yemen() -> None:
    assert "YMD" in council_members(date(1990, 5, 21))
    assert "YEM" in council_members(date(1990, 5, 22))


def test_permanent_members_of_1950_and_2022() -> None:
    assert permanent_members(date(1950, 1, 13)) == ("FRA", "GBR", "SUN", "TWN", "USA")
    assert permanent_members(date(2022, 2, 25)) == ("CHN", "FRA", "GBR", "RUS", "USA")


@pytest.mark.parametrize("on", [date(2022, 3, 3), date(2022, 11, 17), date(2024, 6, 5), date(2025, 6, 12)])
def test_the_board_has_thirty_five_members(on: date) -> None:
    board = board_members(on)
    assert board is not None
    assert len(board) == 35
    assert {"CHN", "RUS", "USA"} <= board


def test_a_board_year_we_do_not_hold_is_unknown_not_empty() -> None:
    assert board_members(date(1975, 6, 1)) is None
    assert board_members(date(2021, 9, 1)) is None
