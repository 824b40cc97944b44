"""The Security Council decides by Article 27: cases from the record, by document symbol."""

from datetime import date

import pytest

from onrecord.procedure import decide, double_veto, must_abstain, permanent_noes, threshold
from onrecord.procedure.ruling import TO_BE_CHECKED
from onrecord.states import council_members, council_size, permanent_members
from onrecord.terms import Body, Outcome, Tally, UsageError

SUBSTANCE = [
    # symbol, day, tally, members against, outcome, vetoed by
    ("S/PV.47 Spain", "1946-06-18", (9, 1, 0, 1), ["SUN"], Outcome.VETOED, ("SUN",)),
    ("S/PV.303 Czechoslovakia", "1948-05-24", (9, 2, 0, 0), ["SUN", "UKR"], Outcome.VETOED, ("SUN",)),
    ("S/RES/82", "1950-06-25", (9, 0, 1, 1), [], Outcome.ADOPTED, ()),
    ("S/RES/83", "1950-06-27", (7, 1, 0, 3), ["YUG"], Outcome.ADOPTED, ()),
    ("S/RES/84", "1950-07-07", (7, 0, 3, 1), [], Outcome.ADOPTED, ()),
    ("S/1653", "1950-09-06", (9, 1, 1, 0), ["SUN"], Outcome.VETOED, ("SUN",)),
    ("S/1668", "1950-09-06", (1, 8, 2, 0), ["FRA", "GBR", "TWN", "USA"], Outcome.REJECTED, ()),
    ("S/3710", "1956-10-30", (7, 2, 2, 0), ["FRA", "GBR"], Outcome.VETOED, ("FRA", "GBR")),
    ("S/3730/Rev.1", "1956-11-04", (9, 1, 0, 1), ["SUN"], Outcome.VETOED, ("SUN",)),
    ("S/5134", "1962-06-22", (7, 2, 2, 0), ["ROU", "SUN"], Outcome.VETOED, ("SUN",)),
    ("S/RES/338", "1973-10-22", (14, 0, 0, 1), [], Outcome.ADOPTED, ()),
    ("S/RES/678", "1990-11-29", (12, 2, 1, 0), ["CUB", "YEM"], Outcome.ADOPTED, ()),
    ("S/RES/1973", "2011-03-17", (10, 0, 5, 0), [], Outcome.ADOPTED, ()),
    ("S/2014/916", "2014-12-30", (8, 2, 5, 0), ["AUS", "USA"], Outcome.REJECTED, ()),
    ("S/2018/355", "2018-04-14", (3, 8, 4, 0), ["FRA", "GBR", "USA"], Outcome.REJECTED, ()),
    ("S/2022/155", "2022-02-25", (11, 1, 3, 0), ["RUS"], Outcome.VETOED, ("RUS",)),
    ("S/2022/431", "2022-05-26", (13, 2, 0, 0), ["CHN", "RUS"], Outcome.VETOED, ("CHN", "RUS")),
    ("S/2023/1029", "2023-12-22", (10, 1, 4, 0), ["USA"], Outcome.VETOED, ("USA",)),
    ("S/RES/2728", "2024-03-25", (14, 0, 1, 0), [], Outcome.ADOPTED, ()),
]

PROCEDURE = [
    ("S/RES/34", "1947-09-15", (9, 2, 0, 0), ["POL", "SUN"]),
    ("S/RES/87", "1950-09-29", (7, 3, 1, 0), ["CUB", "TWN", "USA"]),
    ("S/RES/88", "1950-11-08", (8, 2, 1, 0), ["CUB", "TWN"]),
    ("S/RES/110", "1955-12-16", (9, 1, 1, 0), ["SUN"]),
    ("S/RES/119", "1956-10-31", (7, 2, 2, 0), ["FRA", "GBR"]),
    ("S/RES/120", "1956-11-04", (10, 1, 0, 0), ["SUN"]),
    ("S/RES/132", "1959-09-07", (10, 1, 0, 0), ["SUN"]),
    ("S/RES/157", "1960-09-17", (8, 2, 1, 0), ["POL", "SUN"]),
    ("S/RES/462", "1980-01-09", (12, 2, 1, 0), ["DDR", "SUN"]),
    ("S/RES/2623", "2022-02-27", (11, 1, 3, 0), ["RUS"]),
]


@pytest.mark.parametrize(("symbol", "day", "tally", "noes", "outcome", "vetoed_by"), SUBSTANCE)
def test_the_council_ruled_on_substance_as_it_did(
    symbol: str, day: str, tally: tuple[int, int, int, int], noes: list[str], outcome: Outcome, vetoed_by: tuple[str]
) -> None:
    on = date.fromisoformat(day)
    # A text that failed for want of votes may have been opposed by members the case does not name.
    ruling = decide(Body.UNSC, Tally(*tally), on, noes=noes)
    assert ruling.outcome is outcome, symbol
    assert ruling.vetoed_by == vetoed_by, symbol
    assert ruling.certain


@pytest.mark.parametrize(("symbol", "day", "tally", "noes"), PROCEDURE)
def test_no_vote_against_stops_a_procedural_decision_with_enough_votes(
    symbol: str, day: str, tally: tuple[int, int, int, int], noes: list[str]
) -> None:
    on = date.fromisoformat(day)
    procedural = decide(Body.UNSC, Tally(*tally), on, noes=noes, procedural=True)
    assert (procedural.outcome, procedural.vetoed_by, procedural.follows) == (Outcome.ADOPTED, (), ()), symbol
    substance = decide(Body.UNSC, Tally(*tally), on, noes=noes)
    assert substance.outcome is Outcome.VETOED, symbol
    assert "no negative vote" in substance.needed
    assert "no negative vote" not in procedural.needed


def test_a_permanent_members_abstention_is_not_a_veto() -> None:
    ruling = decide(Body.UNSC, Tally(10, 0, 5), date(2011, 3, 17))
    assert ruling.outcome is Outcome.ADOPTED
    assert any("abstention" in g.sentence and "no veto" in g.sentence for g in ruling.grounds)


def test_an_elected_members_vote_against_is_not_a_veto() -> None:
    ruling = decide(Body.UNSC, Tally(14, 1, 0), date(2021, 12, 13), noes=["IND"])
    assert ruling.outcome is Outcome.ADOPTED


def test_a_negative_vote_on_a_text_that_fails_anyway_is_not_counted_as_a_veto() -> None:
    ruling = decide(Body.UNSC, Tally(8, 2, 5), date(2014, 12, 30), noes=["AUS", "USA"])
    assert ruling.vetoed_by == ()
    assert any("not counted as a veto" in g.sentence for g in ruling.grounds)


def test_unnamed_votes_against_leave_a_veto_open() -> None:
    ruling = decide(Body.UNSC, Tally(11, 1, 3), date(2022, 2, 25))
    assert (ruling.outcome, ruling.otherwise) == (Outcome.ADOPTED, Outcome.VETOED)
    assert not ruling.certain
    assert decide(Body.UNSC, Tally(11, 1, 3), date(2022, 2, 25), procedural=True).certain
    assert decide(Body.UNSC, Tally(8, 3, 4), date(2022, 2, 25)).certain


def test_the_threshold_turns_on_new_years_day_1966() -> None:
    eve, day = date(1965, 12, 31), date(1966, 1, 1)
    assert decide(Body.UNSC, Tally(7, 0, 4), eve).outcome is Outcome.ADOPTED
    assert decide(Body.UNSC, Tally(8, 0, 7), day).outcome is Outcome.REJECTED
    assert decide(Body.UNSC, Tally(9, 0, 6), day).needed.startswith("nine affirmative votes")
    assert decide(Body.UNSC, Tally(7, 0, 4), eve).needed.startswith("seven affirmative votes")


@pytest.mark.parametrize("on", [date(1946, 1, 17), date(1965, 12, 31), date(1966, 1, 1), date(2026, 1, 1)])
def test_the_rules_table_and_the_seats_agree_on_the_councils_size(on: date) -> None:
    rule = threshold(Body.UNSC, on)
    assert rule.size == council_size(on)
    assert rule.permanent == len(permanent_members(on))
    assert rule.size == len(council_members(on)) or on.year == 2026


def test_no_council_sat_before_17_january_1946() -> None:
    with pytest.raises(UsageError, match="1946-01-17"):
        decide(Body.UNSC, Tally(11, 0, 0), date(1946, 1, 16))


def test_more_names_than_votes_against_is_refused() -> None:
    with pytest.raises(UsageError, match="CHN, RUS"):
        decide(Body.UNSC, Tally(14, 1, 0), date(2022, 5, 26), noes=["CHN", "RUS"])


@pytest.mark.parametrize(
    ("code", "day", "seat"),
    [
        ("SUN", "1991-12-23", ("SUN",)),
        ("RUS", "1991-12-24", ("RUS",)),
        ("SUN", "2022-02-25", ("RUS",)),
        ("RUS", "1980-01-07", ("SUN",)),
        ("TWN", "1955-12-13", ("TWN",)),
        ("CHN", "1955-12-13", ()),
        ("CHN", "1972-08-25", ("CHN",)),
        ("TWN", "1972-08-25", ()),
        ("IND", "2021-12-13", ()),
    ],
)
def test_a_permanent_seat_is_held_by_the_state_of_its_day(code: str, day: str, seat: tuple[str, ...]) -> None:
    assert permanent_noes([code], date.fromisoformat(day)) == seat


def test_both_meanings_of_double_veto_met_in_1946() -> None:
    found = double_veto(["FRA", "SUN"], date(1946, 6, 26), preliminary_question=True)  # S/PV.49
    assert len(found) == 2
    assert "classical double veto" in found[0].sentence


def test_the_classical_double_veto_needs_one_member_only() -> None:
    (found,) = double_veto(["SUN", "UKR"], date(1948, 5, 24), preliminary_question=True)  # S/PV.303
    assert "preliminary" not in found.sentence
    assert TO_BE_CHECKED in found.citation


def test_in_news_usage_a_double_veto_is_two_permanent_members() -> None:
    (found,) = double_veto(["CHN", "RUS"], date(2022, 5, 26))  # S/2022/431
    assert found.citation == "news usage, not a rule"
    assert double_veto(["RUS"], date(2022, 2, 25)) == ()


def test_a_party_abstains_on_peaceful_settlement_and_not_on_enforcement() -> None:
    assert must_abstain(party=True, chapter_six=True) is not None
    assert must_abstain(party=True, chapter_six=False, article_52_3=True) is not None
    assert must_abstain(party=True, chapter_six=False) is None
    assert must_abstain(party=False, chapter_six=True) is None


def test_a_text_adopted_binds_as_far_as_it_decides_and_a_vetoed_one_not_at_all() -> None:
    adopted = decide(Body.UNSC, Tally(15, 0, 0), date(2017, 12, 22))  # S/RES/2397
    assert [(d.obliged, d.citation) for d in adopted.follows] == [(True, "Charter Article 25")]
    before_the_initiative = decide(Body.UNSC, Tally(11, 1, 3), date(2022, 2, 25), noes=["RUS"])
    assert before_the_initiative.follows == ()
