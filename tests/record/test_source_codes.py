"""The sources' own codes, numbers and names lead to the seat of the day, by dated rows only."""

import csv
from datetime import date
from pathlib import Path

import pytest

from onrecord.record.sources.codes import schemes, seat, seat_of_name
from onrecord.states import all_states, is_member
from onrecord.states.tables import day, table


@pytest.mark.parametrize(
    ("code", "on", "scheme", "found"),
    [
        ("CHN", date(1971, 10, 25), "", "TWN"),
        ("CHN", date(1971, 10, 26), "library", "CHN"),
        ("CHN", date(1970, 11, 30), "library", "TWN"),
        ("CHN", date(1958, 3, 28), "ohchr", "TWN"),
        ("TWN", date(1980, 1, 1), "", "CHN"),
        ("CHN", date(1960, 1, 1), "voeten", "CHN"),
        ("TWN", date(1960, 1, 1), "voeten", "TWN"),
        ("GER", date(1986, 12, 4), "library", "DEU"),
        ("GER", date(1986, 12, 4), "", "DEU"),
        ("DDR", date(1986, 12, 4), "library", "DDR"),
        ("YMD", date(1970, 11, 30), "library", "YMD"),
        ("YAR", date(1990, 12, 1), "voeten", "YEM"),
        ("YAR", date(1990, 12, 1), "library", None),
        ("RUS", date(1980, 1, 14), "", "SUN"),
        ("SUN", date(1992, 1, 2), "", "RUS"),
        ("YUG", date(2010, 1, 1), "voeten", "SRB"),
        ("SRB", date(2000, 12, 1), "", "YUG"),
        ("CSK", date(1992, 12, 22), "", "CSK"),
        ("CZE", date(1993, 4, 29), "", "CZE"),
        ("EAZ", date(1963, 12, 17), "", "EAZ"),
        ("BYS", date(1980, 1, 1), "", "BLR"),
        ("UAR", date(1960, 1, 1), "", "EGY"),
        ("HVO", date(1980, 1, 1), "", "BFA"),
        ("usa ", date(1980, 1, 1), "", "USA"),
        ("US", date(1980, 1, 1), "unvotes", "USA"),
        ("YD", date(1980, 1, 1), "unvotes", "YMD"),
        ("DD", date(1980, 1, 1), "unvotes", "DDR"),
        ("YU", date(1980, 1, 1), "unvotes", "YUG"),
        ("CS", date(1980, 1, 1), "unvotes", "CSK"),
        ("RU", date(1980, 1, 1), "unvotes", "SUN"),
        ("NA", date(2000, 1, 1), "unvotes", None),
        ("US", date(1980, 1, 1), "", None),
        ("UAE", date(2000, 1, 1), "", None),  # a name, not a code of any source
        ("QQQ", date(2000, 1, 1), "", None),
        ("", date(2000, 1, 1), "library", None),
        ("France", date(2000, 1, 1), "library", None),
    ],
)
def test_a_code_is_the_seat_of_its_day(code: str, on: date, scheme: str, found: str | None) -> None:
    assert seat(code, on, scheme) == found


@pytest.mark.parametrize(
    ("name", "on", "scheme", "found"),
    [
        ("BURMA", date(1970, 11, 30), "library", "MMR"),
        ("MYANMAR", date(1986, 12, 4), "library", "MMR"),  # the Library prints later names for some earlier days
        ("MYANMAR", date(1986, 12, 4), "", None),
        ("BURKINA FASO", date(1977, 3, 4), "ohchr", "BFA"),  # as the OHCHR does
        ("IRAN (ISLAMIC REPUBLIC OF)", date(1947, 2, 10), "ohchr", "IRN"),
        ("CHINA", date(1947, 2, 10), "ohchr", "TWN"),
        ("CONGO (LEOPOLDVILLE)", date(1970, 11, 30), "library", "COD"),
        ("GERMANY, FEDERAL REPUBLIC OF", date(1986, 12, 4), "library", "DEU"),
        ("CHINA", date(1970, 11, 30), "library", "TWN"),
        ("CHINA", date(1971, 11, 22), "library", "CHN"),
        ("SYRIA", date(1959, 12, 1), "library", None),
        ("UNITED ARAB REPUBLIC", date(1970, 11, 30), "library", "EGY"),
        ("USSR", date(1986, 12, 4), "library", "SUN"),
        ("Russia", date(1986, 12, 4), "unvotes", "SUN"),
        ("Federal Republic of Germany", date(1986, 12, 4), "unvotes", "DEU"),
        ("Yemen Arab Republic", date(1986, 12, 4), "unvotes", "YEM"),
        ("Yemen People's Republic", date(1986, 12, 4), "unvotes", "YMD"),
        ("German Democratic Republic", date(1986, 12, 4), "unvotes", "DDR"),
        ("Myanmar (Burma)", date(1986, 12, 4), "unvotes", "MMR"),
        ("Congo - Kinshasa", date(1965, 12, 1), "unvotes", "COD"),
        ("Côte d’Ivoire", date(1965, 12, 1), "unvotes", "CIV"),
        ("Zanzibar", date(1963, 12, 17), "unvotes", "EAZ"),
        ("Taiwan", date(1960, 12, 1), "unvotes", "TWN"),
        ("Congo", date(1965, 12, 1), "", None),
        ("Ruritania", date(1965, 12, 1), "library", None),
    ],
)
def test_a_name_is_the_seat_that_bore_it_that_day(name: str, on: date, scheme: str, found: str | None) -> None:
    assert seat_of_name(name, on, scheme) == found


def test_rows_name_known_codes_on_days_that_do_not_overlap() -> None:
    codes = {one.code for one in all_states()} | {""}
    assert schemes() == {"library", "ohchr", "voeten", "unvotes"}
    seen: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for row in table("source_codes.csv"):
        assert row["code"] in codes, row
        assert row["source"], row
        first, last = day(row["first"]) or date.min, day(row["last"]) or date.max
        for scheme in row["scheme"].split():
            for start, end in seen.setdefault((scheme, row["their_code"]), []):
                assert last < start or end < first, row
            seen[scheme, row["their_code"]].append((first, last))


def test_every_name_and_code_the_library_prints_leads_to_the_exchange_tables_code(shared: Path) -> None:
    with (shared / "data" / "ga_states.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            first, last = date.fromisoformat(row["first_rollcall"]), date.fromisoformat(row["last_rollcall"])
            for on in (first, last):
                assert seat(row["iso3"], on, "library") == row["iso3"], row
            for name in row["names_in_source"].split(" | "):
                found = {seat_of_name(name, date(year, 12, 1), "library") for year in range(1946, 2026)}
                found.add(seat_of_name(name, date(1963, 12, 17), "library"))  # Zanzibar's few days
                assert row["iso3"] in found, (row["iso3"], name)
                assert name == "CHINA" or found <= {row["iso3"], None}, (row["iso3"], name)


def test_every_name_of_the_published_ideal_points_leads_to_its_seat(shared: Path) -> None:
    with (shared / "data" / "ideal_points_published_2020.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            year = 1945 + int(row["session"])
            days = (date(year, 10, 1), date(year, 12, 1), date(year + 1, 3, 8), date(year + 1, 9, 1))
            found = {(seat_of_name(row["country"], on, "voeten"), on) for on in days}
            assert {seat(row["iso3"], on, "voeten") == code for code, on in found if code is not None} == {True}, row
            assert any(is_member(code or "", on) for code, on in found), row
