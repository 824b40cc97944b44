"""Groups have the members they had on the day."""

from datetime import date

import pytest

from onrecord.states import all_states, council_members, group_members, group_name
from onrecord.states.tables import table

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("group", "on", "size"),
    [
        ("EU", date(1992, 1, 1), 12),
        ("EU", date(2004, 4, 30), 15),
        ("EU", date(2004, 5, 1), 25),
        ("EU", date(2013, 7, 1), 28),
        ("EU", date(2020, 2, 1), 27),
        ("NATO", date(1949, 8, 24), 12),
        ("NATO", date(2023, 4, 4), 31),
        ("NATO", date(2024, 3, 7), 32),
        ("ASEAN", date(2022, 3, 2), 10),
        ("BRICS", date(2010, 1, 1), 4),
        ("BRICS", date(2011, 1, 1), 5),
        ("G7", date(2022, 1, 1), 7),
        ("Benelux", date(1950, 1, 1), 3),
        ("Nordic", date(1960, 1, 1), 5),
        ("Baltic", date(2022, 1, 1), 3),
        ("Visegrad", date(1992, 1, 1), 3),
        ("Visegrad", date(1993, 1, 1), 4),
        ("Arab League", date(2012, 11, 29), 22),
        ("GCC", date(1990, 8, 2), 6),
        ("CARICOM", date(2022, 1, 1), 14),
        ("OIC", date(2022, 1, 1), 57),
        ("African Union", date(2022, 1, 1), 54),
        ("African Group", date(2022, 1, 1), 54),
        ("GRULAC", date(2022, 1, 1), 33),
        ("P5", date(1960, 1, 1), 5),
        ("P5+1", date(2015, 7, 14), 6),
        ("E10", date(1960, 1, 1), 6),
        ("E10", date(2022, 1, 1), 10),
        ("A3", date(2022, 2, 25), 3),
        ("A3 Plus", date(2024, 2, 20), 4),
    ],
)
def test_a_group_is_as_large_as_it_was(group: str, on: date, size: int) -> None:
    members = group_members(group, on)
    assert members is not None
    assert len(members) == size


def test_regional_groups_hold_every_member_once() -> None:
    regions = ("African Group", "Asia-Pacific Group", "Eastern European Group", "GRULAC", "WEOG")
    members = [group_members(region, TODAY) or frozenset() for region in regions]
    assert sum(map(len, members)) == 193 == len(frozenset().union(*members))


def test_africans_on_the_council_are_the_a3() -> None:
    on = date(2022, 2, 25)
    assert sorted(group_members("A3", on) or ()) == ["GAB", "GHA", "KEN"]
    assert (group_members("A3", on) or frozenset()) <= council_members(on)


def test_what_is_not_known_is_none_not_empty() -> None:
    assert group_members("Ruritanian League", TODAY) is None
    assert group_members("E10") is None
    assert group_members("OIC", date(1970, 1, 1)) is None
    assert group_members("African Group", date(1950, 1, 1)) is None
    assert group_members("ASEAN", date(1960, 1, 1)) is None


@pytest.mark.parametrize(
    ("wording", "group"),
    [("the European Union", "EU"), ("Asean", "ASEAN"), ("five permanent members", "P5"), ("Arab Group", "Arab League")],
)
def test_usual_wordings_name_the_group(wording: str, group: str) -> None:
    assert group_name(wording) == group
    assert group_members(wording, TODAY) == group_members(group, TODAY)


def test_every_listed_member_is_a_known_state_and_every_wording_a_known_group() -> None:
    codes = {one.code for one in all_states()}
    assert {row["code"] for row in table("groups.csv")} <= codes
    assert all(group_name(row["text"]) == row["group"] for row in table("group_names.csv"))
    assert all(row["source"] for row in table("groups.csv"))
