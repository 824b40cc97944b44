"""Laws that every rule keeps, whatever the vote."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from onrecord.procedure import decide, what_if
from onrecord.states import council_members, permanent_members
from onrecord.terms import Body, Outcome, Position, Tally

SIMPLE_BODIES = st.sampled_from([Body.UNGA, Body.UNHRC, Body.IAEA])
SIDES = (Position.YES, Position.NO, Position.ABSTAIN, Position.ABSENT)
COUNTS = st.integers(0, 193)
DAY = date(2022, 5, 26)
ROSTER = sorted(council_members(DAY))
PERMANENT = set(permanent_members(DAY))
ROLLS = st.lists(st.sampled_from(SIDES), min_size=len(ROSTER), max_size=len(ROSTER))


def _tally(roll: list[Position]) -> Tally:
    return Tally(*(roll.count(side) for side in SIDES))


def _council(roll: list[Position], *, procedural: bool = False) -> Outcome:
    noes = [code for code, side in zip(ROSTER, roll, strict=True) if side is Position.NO]
    return decide(Body.UNSC, _tally(roll), DAY, noes=noes, procedural=procedural).outcome


@given(SIMPLE_BODIES, COUNTS, COUNTS, COUNTS, COUNTS, st.sampled_from(["", "simple"]))
def test_abstentions_never_change_an_outcome(
    body: Body, yes: int, no: int, some: int, others: int, majority: str
) -> None:
    one = decide(body, Tally(yes, no, some), DAY, majority=majority)
    two = decide(body, Tally(yes, no, others), DAY, majority=majority)
    assert (one.outcome, one.otherwise) == (two.outcome, two.otherwise)


@given(COUNTS, COUNTS, COUNTS)
def test_two_thirds_is_never_easier_than_a_simple_majority(yes: int, no: int, abstain: int) -> None:
    tally = Tally(yes, no, abstain)
    if decide(Body.UNGA, tally, DAY, majority="two_thirds").outcome is Outcome.ADOPTED:
        assert decide(Body.UNGA, tally, DAY, majority="simple").outcome is Outcome.ADOPTED


@given(COUNTS, COUNTS, COUNTS)
def test_an_unknown_majority_is_uncertain_exactly_where_the_rules_part(yes: int, no: int, abstain: int) -> None:
    tally = Tally(yes, no, abstain)
    simple = decide(Body.UNGA, tally, DAY, majority="simple").outcome
    strict = decide(Body.UNGA, tally, DAY, majority="two_thirds").outcome
    unknown = decide(Body.UNGA, tally, DAY)
    assert unknown.outcome is simple
    assert unknown.certain is (simple is strict)


@given(SIMPLE_BODIES, COUNTS, COUNTS, COUNTS, st.sampled_from(["", "simple"]))
def test_one_more_yes_never_undoes_an_adoption(body: Body, yes: int, no: int, abstain: int, majority: str) -> None:
    if decide(body, Tally(yes, no, abstain), DAY, majority=majority).outcome is Outcome.ADOPTED:
        assert decide(body, Tally(yes + 1, no, abstain), DAY, majority=majority).outcome is Outcome.ADOPTED


@given(ROLLS, st.integers(0, len(ROSTER) - 1))
def test_turning_any_councillor_to_yes_never_undoes_an_adoption(roll: list[Position], who: int) -> None:
    if _council(roll) is Outcome.ADOPTED:
        assert _council([*roll[:who], Position.YES, *roll[who + 1 :]]) is Outcome.ADOPTED


@given(ROLLS, st.sampled_from(sorted(PERMANENT)), st.sampled_from([Position.ABSTAIN, Position.ABSENT]))
def test_a_permanent_member_that_stands_aside_never_vetoes(roll: list[Position], code: str, aside: Position) -> None:
    who = ROSTER.index(code)
    before, after = _council(roll), _council([*roll[:who], aside, *roll[who + 1 :]])
    assert not (before is Outcome.ADOPTED and after is Outcome.VETOED)


@given(ROLLS)
def test_a_veto_needs_nine_votes_and_a_permanent_member_against(roll: list[Position]) -> None:
    tally = _tally(roll)
    against = {code for code, side in zip(ROSTER, roll, strict=True) if side is Position.NO}
    expected = Outcome.REJECTED if tally.yes < 9 else Outcome.VETOED if against & PERMANENT else Outcome.ADOPTED
    assert _council(roll) is expected


@given(ROLLS)
def test_procedure_knows_no_veto(roll: list[Position]) -> None:
    assert _council(roll, procedural=True) is (Outcome.ADOPTED if _tally(roll).yes >= 9 else Outcome.REJECTED)


@given(st.lists(st.sampled_from([*SIDES, None]), min_size=len(ROSTER), max_size=len(ROSTER)))
def test_a_supposed_vote_places_every_member_once(roll: list[Position | None]) -> None:
    given_sides = {
        side: [code for code, where in zip(ROSTER, roll, strict=True) if where is side] or None for side in SIDES
    }
    if all(side is None for side in given_sides.values()):
        return
    found = what_if(
        Body.UNSC,
        DAY,
        yes=given_sides[Position.YES],
        no=given_sides[Position.NO],
        abstain=given_sides[Position.ABSTAIN],
        absent=given_sides[Position.ABSENT],
    )
    tally = found.tally
    assert tally.yes + tally.no + tally.abstain + (tally.absent or 0) == len(ROSTER)
    assert bool(found.assumed) is (None in roll)
    assert found.ruling.certain


@given(SIMPLE_BODIES, COUNTS, COUNTS, COUNTS)
def test_every_ruling_gives_a_reason_with_its_rule(body: Body, yes: int, no: int, abstain: int) -> None:
    ruling = decide(body, Tally(yes, no, abstain), DAY)
    assert ruling.grounds
    assert ruling.needed
    assert all(g.citation and g.sentence.endswith(".") for g in ruling.grounds)
