"""What the rule would say: sides in names or numbers, the rest assumed aloud, contradictions refused."""

from datetime import date

import pytest

from onrecord.procedure import what_if
from onrecord.states import council_members
from onrecord.terms import Body, Outcome, Tally, UsageError

MAY_2022 = date(2022, 5, 26)


def test_one_permanent_members_no_stops_fourteen_others() -> None:
    found = what_if(Body.UNSC, MAY_2022, no=["RUS"])
    assert (found.ruling.outcome, found.ruling.vetoed_by) == (Outcome.VETOED, ("RUS",))
    assert found.tally == Tally(14, 1, 0, 0)
    assert found.assumed == ("The 14 other members are taken to vote in favour.",)
    assert found.ruling.needed == "nine affirmative votes and no negative vote of a permanent member"
    assert any(duty.due == date(2022, 6, 10) for duty in found.ruling.follows)


def test_an_elected_members_no_stops_nothing() -> None:
    assert what_if(Body.UNSC, MAY_2022, no=["IND"]).ruling.outcome is Outcome.ADOPTED


def test_a_permanent_members_abstention_or_absence_stops_nothing() -> None:
    assert what_if(Body.UNSC, MAY_2022, abstain=["RUS", "CHN"]).ruling.outcome is Outcome.ADOPTED
    assert what_if(Body.UNSC, MAY_2022, absent=["RUS"]).tally == Tally(14, 0, 0, 1)


def test_no_veto_on_procedure() -> None:
    assert what_if(Body.UNSC, MAY_2022, no=["RUS"], procedural=True).ruling.outcome is Outcome.ADOPTED


def test_members_left_over_do_not_vote_where_the_yes_side_is_given() -> None:
    found = what_if(Body.UNSC, MAY_2022, yes=8, no=["USA"])
    assert found.tally == Tally(8, 1, 0, 6)
    assert found.assumed == ("The 6 other members are taken not to vote.",)
    assert found.ruling.outcome is Outcome.REJECTED


def test_a_number_against_leaves_the_veto_open() -> None:
    ruling = what_if(Body.UNSC, MAY_2022, yes=12, no=3).ruling
    assert ruling.otherwise is Outcome.VETOED


def test_a_number_against_is_settled_once_every_permanent_member_is_placed() -> None:
    found = what_if(Body.UNSC, MAY_2022, yes=["CHN", "FRA", "GBR", "RUS", "USA", "IND", "NOR", "BRA", "ALB"], no=6)
    assert (found.ruling.outcome, found.ruling.certain) == (Outcome.ADOPTED, True)


def test_a_number_against_that_takes_every_member_left_names_them() -> None:
    yes = sorted(council_members(MAY_2022) - {"USA", "IND"})
    assert what_if(Body.UNSC, MAY_2022, yes=yes, no=2).ruling.vetoed_by == ("USA",)


def test_two_thirds_in_the_assembly_take_the_members_of_the_day() -> None:
    found = what_if(Body.UNGA, date(2022, 4, 7), no=24, abstain=58, absent=18, majority="two_thirds")
    assert found.tally == Tally(93, 24, 58, 18)
    assert found.ruling.outcome is Outcome.ADOPTED


def test_a_body_whose_members_are_not_held_says_what_it_takes_for_granted() -> None:
    found = what_if(Body.UNHRC, date(2022, 10, 6), yes=17, no=19, abstain=11)
    assert found.ruling.outcome is Outcome.REJECTED
    assert "47 seats" in found.assumed[0]


def test_the_soviet_seat_is_found_under_either_name() -> None:
    found = what_if(Body.UNSC, date(1956, 11, 4), no=["RUS"])
    assert found.ruling.vetoed_by == ("SUN",)


@pytest.mark.parametrize(
    ("sides", "message"),
    [
        ({}, "--yes"),
        ({"yes": ["RUS"], "no": ["RUS"]}, "in favour and against"),
        ({"no": ["RUS", "RUS"]}, "twice"),
        ({"no": ["RUS", "SUN"]}, "twice"),
        ({"no": ["DEU"]}, "Its members then: ALB"),
        ({"yes": 10, "no": 6}, "at most 15 votes"),
        ({"yes": -1}, "from 0 up"),
    ],
)
def test_a_vote_that_could_not_be_is_refused(sides: dict[str, list[str] | int], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        what_if(
            Body.UNSC,
            MAY_2022,
            yes=sides.get("yes"),
            no=sides.get("no"),
            abstain=sides.get("abstain"),
            absent=sides.get("absent"),
        )


def test_a_day_before_the_first_meeting_is_refused() -> None:
    with pytest.raises(UsageError, match="1946-01-17"):
        what_if(Body.UNSC, date(1945, 6, 26), no=["SUN"])


def test_a_state_that_was_not_yet_a_member_cannot_vote_in_the_assembly() -> None:
    with pytest.raises(UsageError, match="General Assembly on 2000-01-01"):
        what_if(Body.UNGA, date(2000, 1, 1), no=["SSD"])
