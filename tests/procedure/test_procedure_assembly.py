"""The General Assembly decides by simple majority or two thirds of those voting: cases by document symbol."""

from datetime import date

import pytest

from onrecord.procedure import decide, majority_in_session
from onrecord.terms import Body, Outcome, Tally, UsageError

ADOPTED, REJECTED = Outcome.ADOPTED, Outcome.REJECTED

CASES = [
    # symbol, day, tally, majority, outcome
    ("A/RES/377 A (V)", "1950-11-03", (52, 5, 2), "two_thirds", ADOPTED),
    ("A/RES/498(V)", "1951-02-01", (44, 7, 9), "two_thirds", ADOPTED),
    ("A/RES/997(ES-I)", "1956-11-02", (64, 5, 6), "two_thirds", ADOPTED),
    ("A/RES/1004(ES-II)", "1956-11-04", (50, 8, 15), "two_thirds", ADOPTED),
    ("A/RES/1668(XVI)", "1961-12-15", (61, 34, 7), "simple", ADOPTED),
    ("A/L.469", "1965-11-17", (47, 47, 20), "two_thirds", REJECTED),
    ("A/L.632 important question", "1971-10-25", (55, 59, 15), "simple", REJECTED),
    ("A/RES/2758(XXVI)", "1971-10-25", (76, 35, 17), "simple", ADOPTED),
    ("A/RES/2758(XXVI)", "1971-10-25", (76, 35, 17), "two_thirds", ADOPTED),
    ("A/RES/3379(XXX)", "1975-11-10", (72, 35, 32), "simple", ADOPTED),
    ("A/RES/67/19", "2012-11-29", (138, 9, 41), "two_thirds", ADOPTED),
    ("A/RES/ES-10/19", "2017-12-21", (128, 9, 35), "two_thirds", ADOPTED),
    ("A/RES/ES-11/1", "2022-03-02", (141, 5, 35), "two_thirds", ADOPTED),
    ("A/RES/ES-11/3", "2022-04-07", (93, 24, 58), "two_thirds", ADOPTED),
    ("A/RES/ES-11/5", "2022-11-14", (94, 14, 73), "two_thirds", ADOPTED),
    ("A/RES/ES-11/8", "2025-02-24", (93, 8, 73), "two_thirds", ADOPTED),
]


@pytest.mark.parametrize(("symbol", "day", "tally", "majority", "outcome"), CASES)
def test_the_assembly_ruled_as_it_did(
    symbol: str, day: str, tally: tuple[int, int, int], majority: str, outcome: Outcome
) -> None:
    ruling = decide(Body.UNGA, Tally(*tally), date.fromisoformat(day), majority=majority)
    assert (ruling.outcome, ruling.certain) == (outcome, True), symbol
    assert ruling.vetoed_by == ()


def test_suspension_passed_though_yes_votes_were_fewer_than_half_the_members() -> None:
    ruling = decide(Body.UNGA, Tally(93, 24, 58, 18), date(2022, 4, 7), majority="two_thirds")  # A/RES/ES-11/3
    assert ruling.needed == "two thirds of the votes for and against, here 78 of 117"
    assert any("58 abstentions do not count" in g.sentence for g in ruling.grounds)


def test_a_charter_amendment_is_counted_against_all_members() -> None:
    on = date(1963, 12, 17)
    ruling = decide(Body.UNGA, Tally(97, 11, 4, 1), on, majority="two_thirds_of_members")  # A/RES/1991 A (XVIII)
    assert (ruling.outcome, ruling.needed) == (ADOPTED, "two thirds of all members, here 76 of 113")
    short = decide(Body.UNGA, Tally(75, 0, 38, 0), on, majority="two_thirds_of_members")
    assert short.outcome is REJECTED


def test_where_both_rules_agree_the_outcome_is_certain_without_knowing_the_rule() -> None:
    for tally, outcome in ((Tally(76, 35, 17), ADOPTED), (Tally(55, 59, 15), REJECTED)):
        ruling = decide(Body.UNGA, tally, date(1971, 10, 25))
        assert (ruling.outcome, ruling.otherwise) == (outcome, None)


def test_where_the_rules_part_the_grounds_say_which_gives_which() -> None:
    ruling = decide(Body.UNGA, Tally(61, 34, 7), date(1961, 12, 15))  # A/RES/1668(XVI), 64 of 95 would be two thirds
    assert (ruling.outcome, ruling.otherwise) == (ADOPTED, REJECTED)
    assert "simple majority it is adopted, under two thirds rejected" in ruling.grounds[0].sentence
    assert "64 of 95" in ruling.needed


def test_a_tie_in_the_plenary_leads_to_a_second_vote_within_two_days() -> None:
    ruling = decide(Body.UNGA, Tally(47, 47, 20), date(1965, 11, 17), majority="simple")
    assert ruling.outcome is REJECTED
    assert [(d.due, d.obliged) for d in ruling.follows] == [(date(1965, 11, 19), True)]
    assert "Rule 95" in ruling.follows[0].citation


def test_a_tie_where_two_thirds_are_needed_is_short_of_them_and_brings_no_second_vote() -> None:
    ruling = decide(Body.UNGA, Tally(47, 47, 20), date(1965, 11, 17), majority="two_thirds")
    assert (ruling.outcome, ruling.follows) == (REJECTED, ())


def test_a_tie_in_committee_rejects_at_once() -> None:
    ruling = decide(Body.UNGA, Tally(35, 35, 5), date(1957, 2, 1), majority="two_thirds", committee=True)
    assert (ruling.outcome, ruling.follows) == (REJECTED, ())
    assert any("at once" in g.sentence for g in ruling.grounds)


def test_a_committee_takes_a_simple_majority_even_on_an_important_question() -> None:
    ruling = decide(Body.UNGA, Tally(51, 49, 0), date(2000, 11, 1), majority="two_thirds", committee=True)
    assert ruling.outcome is ADOPTED


def test_a_procedural_motion_takes_a_simple_majority() -> None:
    ruling = decide(Body.UNGA, Tally(61, 53, 15), date(1971, 10, 25), procedural=True)
    assert (ruling.outcome, ruling.certain) == (ADOPTED, True)


def test_adoption_without_a_vote_is_kept_apart_from_adoption_by_vote() -> None:
    for body in Body:
        ruling = decide(body, Tally(0, 0, 0), date(2022, 4, 26), without_vote=True)  # A/RES/76/262
        assert ruling.outcome is Outcome.ADOPTED_WITHOUT_VOTE


def test_nobody_in_favour_adopts_nothing() -> None:
    for majority in ("simple", "two_thirds", ""):
        assert decide(Body.UNGA, Tally(0, 0, 100), date(2000, 1, 1), majority=majority).outcome is REJECTED


def test_the_session_tells_the_majority_of_a_recommendation() -> None:
    assert majority_in_session("ES-11") == "two_thirds"
    assert majority_in_session("es-10") == "two_thirds"
    assert majority_in_session("76") == ""


def test_an_unknown_majority_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="simple, two_thirds, two_thirds_of_members"):
        decide(Body.UNGA, Tally(1, 0, 0), date(2000, 1, 1), majority="three_quarters")
