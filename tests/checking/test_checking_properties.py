"""What holds of every story: evidence, leave-one-out, irrelevance of what is beside the point, recall."""

from dataclasses import replace

from checking_world import ABSENT, ABSTAIN, NO, YES, Told, checked, core, cues, said, story, tally
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.checking.index import index_of
from onrecord.checking.link import score_all
from onrecord.checking.query import build_query, peers_of
from onrecord.terms import Asserts, Body, ClaimKind, CueBasis, Outcome, Verdict

PLACES = [
    cues(Body.UNGA, "2022-03-02", "ukraine aggression"),
    cues(Body.UNGA, "2022-04-07", "russia human rights council suspension"),
    cues(Body.UNSC, "2022-02-25", "ukraine invasion"),
    cues(Body.UNSC, "2022-05-26", "north korea sanctions"),
    cues(Body.UNGA, topics="jerusalem"),
    cues(topics="myanmar coup"),
    cues(Body.IAEA, "2022-06-08", "iran inspectors"),
]
states = st.sampled_from(["CHN", "RUS", "USA", "IND", "BLR", "FRA", "DEU", "CUB", "ARE", "MEX"])
bystanders = st.sampled_from(["CHN", "IND", "BLR", "FRA", "DEU", "CUB", "ARE", "MEX"])  # no place is about them
positions = st.sampled_from([YES, NO, ABSTAIN, ABSENT])
asserted = st.one_of(
    st.builds(lambda s, p: Asserts(votes=((s, p),)), states, positions),
    st.builds(lambda s, p: Asserts(votes=((s, p),), sole=p), states, positions),
    st.builds(lambda y, n, a: Asserts(counts=tally(y, n, a)), *(st.integers(0, 14) for _ in range(3))),
    st.builds(lambda o: Asserts(outcome=o), st.sampled_from(Outcome)),
    st.builds(lambda s: Asserts(vetoes=(s,)), states),
)
places = st.sampled_from(PLACES)
dates = st.sampled_from([None, "2022-03-03", "2022-06-10", "2025-01-01"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(asserted, places), min_size=1, max_size=4), dates)
def test_a_decisive_verdict_shows_its_cells(told: list[tuple[Asserts, object]], published: str | None) -> None:
    claims = [Told(a, c, frame=n) for n, (a, c) in enumerate(told)]  # type: ignore[arg-type]
    for claim in checked(claims, published).claims:
        if claim.finding.verdict.decisive:
            assert all(e.recorded and e.source for e in claim.finding.evidence)
        if claim.finding.verdict is Verdict.CONTRADICTED:
            assert {c.says for c in claim.finding.candidates} <= {Verdict.CONTRADICTED, Verdict.SUPPORTED, None}


@settings(max_examples=60, deadline=None)
@given(bystanders, positions, bystanders, positions, places)
def test_the_fact_under_test_never_moves_its_own_link(
    one: str, did: object, other: str, else_did: object, where: object
) -> None:
    index = index_of(core())
    sets = []
    for state, position in ((one, did), (other, else_did)):
        reading = story([Told(Asserts(votes=((state, position),)), where), Told(Asserts(counts=tally(11)), where)])  # type: ignore[arg-type]
        claim = reading.claims[0]
        sets.append(score_all(build_query(claim, peers_of(claim, reading.claims), published=None), index))
    assert sets[0] == sets[1]


@settings(max_examples=40, deadline=None)
@given(asserted, places, dates)
def test_a_passage_on_something_else_changes_no_verdict(asserts: Asserts, where: object, published: str | None) -> None:
    alone = [Told(asserts, where)]  # type: ignore[arg-type]
    aside = Told(
        Asserts(counts=tally(300)), cues(other_body="the Sejm", topics="court budget"), ClaimKind.TALLY, frame=9
    )
    first = checked(alone, published).claims[0].finding
    second = checked([*alone, aside], published).claims[0].finding
    assert first == second


@settings(max_examples=40, deadline=None)
@given(asserted, places, dates)
def test_the_same_story_is_answered_the_same_twice(asserts: Asserts, where: object, published: str | None) -> None:
    told = [Told(asserts, where), Told(Asserts(outcome=Outcome.ADOPTED), where, ClaimKind.OUTCOME)]  # type: ignore[arg-type]
    first = checked(told, published)
    index_of(core()).forget()
    assert checked(told, published) == first


@settings(max_examples=40, deadline=None)
@given(asserted, places)
def test_without_body_day_or_symbol_nothing_is_contradicted(asserts: Asserts, where: object) -> None:
    bare = replace(where, body=None, body_basis=None, on=None, on_basis=None, topics=())  # type: ignore[type-var]
    if not (asserts.vetoes or asserts.outcome is Outcome.VETOED):
        finding = checked([Told(asserts, bare)]).claims[0].finding  # type: ignore[arg-type]
        assert finding.verdict is not Verdict.CONTRADICTED


def test_a_vote_known_by_context_alone_needs_support_from_the_passage_to_contradict() -> None:
    where, unsaid = (
        cues(Body.UNSC, "2022-02-25", "ukraine invasion", basis=basis)
        for basis in (CueBasis.EXPLICIT, CueBasis.CONTEXT)
    )
    false, veto = Asserts(votes=said(NO, "CHN")), Asserts(vetoes=("RUS",), vetoed=True)
    alone, beside = [Told(false, unsaid)], [Told(false, unsaid), Told(veto, where, ClaimKind.VETO)]
    assert checked([Told(false, where)], "2022-02-26").claims[0].finding.verdict is Verdict.CONTRADICTED
    assert checked(alone, "2022-02-26").claims[0].finding.verdict is Verdict.NOT_CHECKABLE
    assert checked(beside, "2022-02-26").claims[0].finding.verdict is Verdict.CONTRADICTED
