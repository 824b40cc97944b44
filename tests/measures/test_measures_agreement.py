"""Agreement and cohesion: by hand on small rolls, and what must hold of any roll."""

import datetime as dt
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.measures import (
    Absences,
    Abstentions,
    Measure,
    agreement,
    agreement_by,
    agreement_matrix,
    cohesion,
)
from onrecord.measures.groups import agreement_index
from onrecord.terms import Body, ItemKind, Outcome, Position, RollCall, UsageError

Y, N, A, X, OUT = Position.YES, Position.NO, Position.ABSTAIN, Position.ABSENT, Position.NOT_ENTITLED


def _roll(number: int = 1, **positions: Position) -> RollCall:
    day = dt.date(2022, 3, 2)
    return RollCall(Body.UNGA, f"A/RES/{number}", day, "", ItemKind.RESOLUTION, Outcome.ADOPTED, positions=positions)


def _one(positions: dict[str, Position]) -> RollCall:
    return _roll(1, **positions)


FOUR = [_roll(AAA=Y, BBB=Y), _roll(AAA=Y, BBB=A), _roll(AAA=Y, BBB=N), _roll(AAA=N, BBB=N)]


@pytest.mark.parametrize(("measure", "value"), [("three_point", 0.625), ("exact", 0.5), ("lijphart", 0.625)], ids=str)
def test_same_neighbouring_and_opposed_votes_are_scored_as_named(measure: str, value: float) -> None:
    found = agreement(FOUR, "AAA", "BBB", measure, min_n=1)
    assert (found.n, found.value) == (4, value)


def test_kappa_and_pi_take_away_what_habit_alone_would_give() -> None:
    # AAA: yes 3, no 1. BBB: yes 1, abstain 1, no 2. Observed distance (0 + .5 + 1 + 0) / 4 = .375.
    # kappa expects 3/4 (1/4 * .5 + 2/4 * 1) + 1/4 (1/4 * 1 + 1/4 * .5) = .5625
    assert agreement(FOUR, "AAA", "BBB", "kappa", min_n=1).value == pytest.approx(1 - 0.375 / 0.5625)
    # pi pools: yes 4/8, abstain 1/8, no 3/8: 2 (4/8 * 1/8 * .5 + 4/8 * 3/8 * 1 + 1/8 * 3/8 * .5) = .484375
    assert agreement(FOUR, "AAA", "BBB", "pi", min_n=1).value == pytest.approx(1 - 0.375 / 0.484375)


def test_kappa_of_two_states_that_always_say_yes_is_undefined_not_one() -> None:
    found = agreement([_roll(AAA=Y, BBB=Y)] * 20, "AAA", "BBB", "kappa")
    assert (found.n, found.value) == (20, None)


def test_a_missed_vote_is_left_out_unless_it_is_to_count_as_an_abstention() -> None:
    rolls = [_roll(AAA=Y, BBB=X), _roll(AAA=Y, BBB=Y)]
    assert agreement(rolls, "AAA", "BBB", min_n=1).n == 1
    counted = agreement(rolls, "AAA", "BBB", absences="abstain", min_n=1)
    assert (counted.n, counted.value) == (2, 0.75)


def test_a_member_without_a_vote_that_day_never_counts_as_abstaining() -> None:
    rolls = [_roll(AAA=Y, BBB=OUT), _roll(AAA=Y)]
    assert agreement(rolls, "AAA", "BBB", absences=Absences.ABSTAIN, min_n=1).n == 0


def test_abstentions_can_be_left_out() -> None:
    found = agreement(FOUR, "AAA", "BBB", abstentions=Abstentions.EXCLUDE, min_n=1)
    assert found.n == 3
    assert found.value == pytest.approx(2 / 3)


def test_a_small_sample_is_withheld_with_its_count() -> None:
    found = agreement(FOUR, "AAA", "BBB")
    assert (found.n, found.value) == (4, None)
    assert "4 shared votes are fewer than 10" in found.assumption


def test_lijpharts_index_refuses_treatments_it_does_not_know() -> None:
    with pytest.raises(UsageError, match="three_point"):
        agreement(FOUR, "AAA", "BBB", "lijphart", absences="abstain")


def test_an_unknown_measure_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="three_point, exact, lijphart, kappa, pi"):
        agreement(FOUR, "AAA", "BBB", "cosine")


def test_agreement_can_be_taken_by_session() -> None:
    rolls = [_roll(1, AAA=Y, BBB=Y), _roll(2, AAA=Y, BBB=N)]
    found = agreement_by(rolls, "AAA", "BBB", lambda r: r.symbol, min_n=1)
    assert [(name, a.value) for name, a in found] == [("A/RES/1", 1.0), ("A/RES/2", 0.0)]


def test_a_row_has_the_columns_of_the_command() -> None:
    row = agreement(FOUR, "AAA", "BBB", min_n=1).row()
    assert row == {"state_a": "AAA", "state_b": "BBB", "n": 4, "agreement": 0.625, "measure": "three_point"}


@pytest.mark.parametrize(
    ("yes", "no", "abstain", "index"), [(27, 0, 0, 1.0), (9, 9, 9, 0.0), (0, 5, 5, 0.25), (3, 1, 0, 0.625)]
)
def test_the_agreement_index_runs_from_a_three_way_split_to_one_side(
    yes: int, no: int, abstain: int, index: float
) -> None:
    assert agreement_index(yes, no, abstain) == pytest.approx(index)


def test_a_vote_most_of_the_group_missed_says_nothing_about_it() -> None:
    rolls = [_roll(AAA=Y, BBB=Y, CCC=X), _roll(AAA=Y, BBB=Y, CCC=Y)]
    found = cohesion(rolls, ("AAA", "BBB", "CCC"), min_n=1)
    assert (found.n, found.value) == (1, 1.0)
    assert cohesion(rolls, ("AAA", "BBB", "CCC")).value is None


CODES = ("AAA", "BBB", "CCC", "DDD")
ROLLS = st.lists(
    st.dictionaries(st.sampled_from(CODES), st.sampled_from(list(Position)), max_size=4).map(_one),
    max_size=25,
)


@given(ROLLS, st.sampled_from(list(Measure)))
def test_agreement_is_symmetric_bounded_and_counted(rolls: list[RollCall], measure: Measure) -> None:
    codes, values, counts = agreement_matrix(rolls, CODES, measure, min_n=1)
    assert codes == CODES
    np.testing.assert_allclose(values, values.T)
    np.testing.assert_array_equal(counts, counts.T)
    lowest = -1.0 if measure in (Measure.KAPPA, Measure.PI) else 0.0
    assert np.all(np.isnan(values) | ((values >= lowest - 1e-9) & (values <= 1 + 1e-9)))
    assert np.all(np.isnan(values[counts == 0]))


@given(ROLLS, st.sampled_from(list(Measure)), st.sampled_from(list(Absences)))
def test_a_pair_and_its_cell_of_the_matrix_are_one(rolls: list[RollCall], measure: Measure, absences: Absences) -> None:
    treatment = Absences.EXCLUDE if measure is Measure.LIJPHART else absences
    _, values, counts = agreement_matrix(rolls, CODES, measure, absences=treatment, min_n=1)
    pair = agreement(rolls, "AAA", "CCC", measure, absences=treatment, min_n=1)
    assert pair.n == counts[0, 2]
    assert math.isnan(values[0, 2]) if pair.value is None else pair.value == pytest.approx(values[0, 2])


@given(ROLLS)
def test_a_state_agrees_with_itself_entirely(rolls: list[RollCall]) -> None:
    _, values, counts = agreement_matrix(rolls, CODES, min_n=1)
    assert all(values[i, i] == 1 for i in range(4) if counts[i, i])
