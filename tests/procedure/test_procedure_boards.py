"""The IAEA Board and the Human Rights Council decide by simple majority and know no veto."""

from datetime import date

import pytest

from onrecord.procedure import decide, threshold
from onrecord.terms import Body, Outcome, Tally, UsageError

BOARD = [
    ("GOV/2022/17", "2022-03-03", (26, 2, 5, 2)),
    ("GOV/2022/34", "2022-06-08", (30, 2, 3, 0)),
    ("GOV/2022/58", "2022-09-15", (26, 2, 7, 0)),
    ("GOV/2024/39", "2024-06-05", (20, 2, 12, 1)),
    ("GOV/2025/38", "2025-06-12", (19, 3, 11, 2)),
]

RIGHTS_COUNCIL = [
    ("A/HRC/48/L.11", "2021-10-07", (18, 21, 7), Outcome.REJECTED),
    ("A/HRC/47/L.31", "2021-07-13", (18, 18, 11), Outcome.REJECTED),
    ("A/HRC/RES/49/1", "2022-03-04", (32, 2, 13), Outcome.ADOPTED),
    ("A/HRC/50/L.33", "2022-07-07", (20, 20, 4), Outcome.REJECTED),
    ("A/HRC/51/L.6", "2022-10-06", (17, 19, 11), Outcome.REJECTED),
]


@pytest.mark.parametrize(("symbol", "day", "tally"), BOARD)
def test_two_permanent_members_of_the_council_cannot_stop_the_board(
    symbol: str, day: str, tally: tuple[int, int, int, int]
) -> None:
    on = date.fromisoformat(day)
    ruling = decide(Body.IAEA, Tally(*tally), on, noes=["RUS", "CHN"])
    assert (ruling.outcome, ruling.vetoed_by) == (Outcome.ADOPTED, ()), symbol
    assert sum(tally) == threshold(Body.IAEA, on).size


def test_the_boards_budget_takes_two_thirds() -> None:
    tally, on = Tally(20, 12, 3), date(2022, 9, 15)
    assert decide(Body.IAEA, tally, on).outcome is Outcome.ADOPTED
    assert decide(Body.IAEA, tally, on, majority="two_thirds").outcome is Outcome.REJECTED


@pytest.mark.parametrize(("symbol", "day", "tally", "outcome"), RIGHTS_COUNCIL)
def test_the_human_rights_council_ruled_as_it_did(
    symbol: str, day: str, tally: tuple[int, int, int], outcome: Outcome
) -> None:
    ruling = decide(Body.UNHRC, Tally(*tally), date.fromisoformat(day), noes=["CHN"])
    assert (ruling.outcome, ruling.vetoed_by, ruling.follows) == (outcome, (), ()), symbol
    assert sum(tally) <= threshold(Body.UNHRC, date.fromisoformat(day)).size


def test_a_majority_the_body_does_not_know_is_refused() -> None:
    with pytest.raises(UsageError, match="two_thirds"):
        decide(Body.UNHRC, Tally(20, 10, 17), date(2022, 3, 4), majority="two_thirds")
    with pytest.raises(UsageError, match="two_thirds_of_members"):
        decide(Body.IAEA, Tally(20, 10, 5), date(2022, 3, 4), majority="two_thirds_of_members")
