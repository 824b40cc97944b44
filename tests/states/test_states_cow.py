"""Correlates of War numbers stand for the right seat on the day."""

import csv
from datetime import date
from pathlib import Path

import pytest

from onrecord.record.sources.codes import seat, seat_of_cow
from onrecord.states import all_states, code_of_cow, cow_codes
from onrecord.states.seats import memberships
from onrecord.states.tables import day, table
from onrecord.terms import UsageError


@pytest.mark.parametrize(
    ("cow", "on", "code"),
    [
        (2, date(1950, 1, 1), "USA"),
        (255, date(1980, 1, 1), None),
        (255, date(1990, 10, 3), "DEU"),
        (260, date(1980, 1, 1), "DEU"),
        (265, date(1980, 1, 1), "DDR"),
        (265, date(1990, 10, 3), None),
        (315, date(1992, 12, 31), "CSK"),
        (316, date(1993, 1, 19), "CZE"),
        (345, date(1950, 1, 1), "YUG"),
        (345, date(2003, 2, 4), "SCG"),
        (345, date(2006, 6, 3), "SRB"),
        (365, date(1991, 12, 23), "SUN"),
        (365, date(1991, 12, 24), "RUS"),
        (511, date(1963, 12, 17), "EAZ"),
        (652, date(1960, 1, 1), None),
        (678, date(1980, 1, 1), "YEM"),
        (679, date(1991, 1, 1), "YEM"),
        (680, date(1980, 1, 1), "YMD"),
        (710, date(1947, 1, 1), "TWN"),
        (710, date(1960, 1, 1), "CHN"),
        (713, date(1947, 1, 1), "TWN"),
        (817, date(1970, 1, 1), None),
        (9999, date(1970, 1, 1), None),
    ],
)
def test_a_number_stands_for_its_state_of_the_day(cow: int, on: date, code: str | None) -> None:
    assert seat_of_cow(cow, on) == code
    assert code_of_cow(cow, on) == code


def _days(session: int) -> tuple[date, ...]:
    """Days of a session: one before China's seat changed hands in 1971, its height, and its end the next year."""
    year = 1945 + session
    return date(year, 10, 1), date(year, 12, 1), date(year + 1, 3, 8), date(year + 1, 9, 1)


def test_every_number_of_the_published_ideal_points_is_that_rows_state(shared: Path) -> None:
    checked = 0
    with (shared / "data" / "ideal_points_published_2020.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found = {(seat_of_cow(int(row["cow_code"]), on), on) for on in _days(int(row["session"]))}
            same = {seat(row["iso3"], on, "voeten") == code for code, on in found if code is not None}
            assert same == {True}, row
            checked += 1
    assert checked > 10_000


def test_every_member_has_a_number_on_every_day_of_its_seat() -> None:
    for term in memberships():
        rows = [row for row in cow_codes(term.code) if term.first is None or row.holds(term.first)]
        assert rows, term
        last = term.last or date(2026, 1, 1)
        assert any(row.holds(last) for row in cow_codes(term.code)), term


def test_a_number_stands_for_one_state_a_day() -> None:
    codes = {one.code for one in all_states()} | {""}
    seen: dict[str, list[tuple[date, date]]] = {}
    for row in table("cow.csv"):
        assert row["code"] in codes
        assert row["source"]
        first, last = day(row["first"]) or date.min, day(row["last"]) or date.max
        assert first <= last
        for start, end in seen.setdefault(row["cow"], []):
            assert last < start or end < first, row
        seen[row["cow"]].append((first, last))


def test_numbers_of_a_state_come_with_their_days() -> None:
    assert [(row.cow, row.first) for row in cow_codes("yem")] == [(678, None), (679, date(1990, 5, 22))]
    assert cow_codes("VAT") == ()
    with pytest.raises(UsageError):
        cow_codes("Yemen")
