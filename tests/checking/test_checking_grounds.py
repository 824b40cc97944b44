"""What a claim's own sentence names, and what keeps it from being called contradicted where it names nothing."""

from datetime import date

import pytest
from checking_world import ABSTAIN, NO, YES, Told, cues, findings, said, tally

from onrecord.checking.grounds import names_body, says_which_side, sole_of_some
from onrecord.terms import (
    Asserts,
    Body,
    ClaimKind,
    CueBasis,
    DateHint,
    EventCues,
    Outcome,
    Reason,
    Verdict,
)

CONTEXT = CueBasis.CONTEXT
ES_11_1 = cues(Body.UNGA, "2022-03-02", "ukraine aggression")
HERE = cues(Body.UNGA, "2022-03-02", "ukraine aggression", basis=CONTEXT)
TALLY = Told(Asserts(counts=tally(141, 5, 35)), ES_11_1, ClaimKind.TALLY)
YEMEN = cues(Body.UNHRC, "2021-10-07", "yemen expert group")
SIDES = "On 7 October 2021 there were 21 in favour, 18 against and 7 abstaining."
DRAFT_LOST = Asserts(outcome=Outcome.REJECTED)


def test_a_voter_named_without_a_vote_may_be_of_the_day_after() -> None:
    """Mexico and Burundi were absent from GOV/2022/17 on 3 March, and voted in the Assembly on 2 March 2022."""
    told = Told(Asserts(votes=said(NO, "CHN")), HERE)
    away = Told(Asserts(votes=(("MEX", NO),)), HERE)
    first, second, _ = findings([told, away, TALLY])
    assert (first.verdict, first.reason) == (Verdict.AMBIGUOUS, Reason.SEVERAL_VOTES_FIT)
    assert "GOV/2022/17" in first.explanation
    assert second.verdict is Verdict.CONTRADICTED


def test_a_passage_that_says_the_opposite_of_a_voter_speaks_of_two_votes() -> None:
    right = Told(Asserts(votes=said(YES, "MEX")), HERE)
    wrong = Told(Asserts(votes=said(ABSTAIN, "MEX")), HERE)
    found = findings([TALLY, right, wrong])
    assert (found[2].verdict, found[2].reason) == (Verdict.AMBIGUOUS, Reason.INCONSISTENT_STORY)


def test_a_claim_without_any_vote_of_its_own_is_not_accused_without_support() -> None:
    (finding,) = findings([Told(Asserts(votes=(("MEX", NO),)), HERE)], "2022-03-03")
    assert (finding.verdict, finding.reason) == (Verdict.NOT_CHECKABLE, Reason.TOO_FEW_CUES)


def test_the_same_claim_with_its_day_and_body_is_contradicted() -> None:
    (finding,) = findings([Told(Asserts(votes=(("MEX", NO),)), ES_11_1)], "2022-03-03")
    assert (finding.verdict, finding.reason) == (Verdict.CONTRADICTED, Reason.WRONG_POSITION)


@pytest.mark.parametrize(
    ("counts", "passage", "verdict"),
    [
        (tally(21, 18), [DRAFT_LOST], Verdict.SUPPORTED),
        (tally(21, 18), [], Verdict.AMBIGUOUS),
        (tally(18, 21), [DRAFT_LOST], Verdict.SUPPORTED),
        (tally(25, 21), [DRAFT_LOST], Verdict.CONTRADICTED),
    ],
)
def test_two_figures_without_sides_may_stand_the_other_way_round(
    counts: tuple[object, ...], passage: list[Asserts], verdict: Verdict
) -> None:
    """A/HRC/48/L.11 was lost by 18 votes to 21; "21 votes to 18" says so too."""
    pair = Told(Asserts(counts=counts), YEMEN, ClaimKind.TALLY, words="On 7 October 2021, by 21 votes to 18.")  # type: ignore[arg-type]
    rest = [Told(a, YEMEN, ClaimKind.OUTCOME) for a in passage]
    assert findings([pair, *rest])[0].verdict is verdict


def test_figures_with_their_sides_are_held_to_them() -> None:
    pair = Told(Asserts(counts=tally(21, 18, 7)), YEMEN, ClaimKind.TALLY, words=SIDES)
    assert findings([pair])[0].verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("sentence", "some"),
    [
        ("Panama was the only Latin American country that opposed it.", True),
        ("It was alone in the Union.", True),
        ("The only one among the neighbours to do so.", True),
        ("Belarus was the sole country to vote no.", False),
        ("Only China voted against.", False),
        ("It was the only dissenting member.", False),
    ],
)
def test_only_of_a_kind_of_member_is_told_from_only_of_all(sentence: str, some: bool) -> None:
    assert sole_of_some(sentence) is some


@pytest.mark.parametrize(
    ("text", "body", "named"),
    [
        ("the Council on Friday adopted", Body.UNSC, False),
        ("the UN Security Council adopted", Body.UNSC, True),
        ("the Human Rights Council adopted", Body.UNSC, False),
        ("the Human Rights Council adopted", Body.UNHRC, True),
        ("the Board of Governors of the IAEA", Body.IAEA, True),
        ("the General Assembly", Body.UNGA, True),
    ],
)
def test_the_council_alone_names_neither_of_two(text: str, body: Body, named: bool) -> None:
    assert names_body(text, body) is named


def test_a_bare_council_is_not_called_the_wrong_body() -> None:
    where = cues(Body.UNSC, "2022-03-04", "ukraine human rights commission inquiry")
    lead = Told(
        Asserts(outcome=Outcome.ADOPTED, body=Body.UNSC), where, ClaimKind.OUTCOME, words="The Council set it up."
    )
    count = Told(Asserts(counts=tally(32, 2, 13)), where, ClaimKind.TALLY, words="32 for, 2 against, 13 abstaining.")
    assert Verdict.CONTRADICTED not in [f.verdict for f in findings([lead, count], "2022-12-16")]


def test_a_voter_without_a_seat_speaks_against_the_link_unless_body_and_day_are_told() -> None:
    """Mexico had no seat in the Security Council when S/2023/970 was voted on."""
    told = Asserts(votes=said(NO, "MEX"))
    veto = Asserts(vetoes=("RUS",), vetoed=True)
    beside = Told(veto, cues(Body.UNSC, "2022-09-30", "referendums ukraine"), ClaimKind.VETO)
    unsaid = cues(Body.UNSC, "2023-12-08", "gaza ceasefire", basis=CONTEXT)
    assert findings([Told(told, unsaid), beside])[0].verdict is not Verdict.CONTRADICTED
    said_so = cues(Body.UNSC, "2023-12-08", "gaza ceasefire")
    (finding,) = findings([Told(told, said_so)])
    assert (finding.verdict, finding.reason) == (Verdict.CONTRADICTED, Reason.NOT_A_MEMBER)


def test_a_day_counted_from_another_passage_is_not_the_sentences_own() -> None:
    """S/2023/773 was voted on a week before S/2023/792; "that day" may lean on either."""
    leaning = DateHint(date(2023, 10, 25), date(2023, 10, 25), resolved_by="story")
    where = cues(Body.UNSC, leaning, "gaza humanitarian", basis=CONTEXT, on_basis=CueBasis.EXPLICIT)
    lead = Told(Asserts(vetoes=("RUS", "CHN"), vetoed=True), cues(Body.UNSC, "2023-10-25", "gaza humanitarian"))
    claim = Told(Asserts(votes=said(ABSTAIN, "GBR", "RUS")), where, words="London and Moscow abstained that day.")
    assert findings([lead, claim], "2023-10-27")[1].verdict is not Verdict.CONTRADICTED


def test_a_pair_of_figures_picks_its_vote_among_those_of_one_day() -> None:
    """On 24 February 2025 the Assembly adopted ES-11/7 by 93-18-65 and ES-11/8 by 93-8-73."""
    where = cues(Body.UNGA, "2025-02-24", "ukraine peace", basis=CONTEXT)
    first = Told(Asserts(counts=tally(93, 18, 65)), where, ClaimKind.TALLY)
    second = Told(Asserts(counts=tally(93, 8, 73)), where, ClaimKind.TALLY)
    found = findings([first, second], "2025-02-25")
    assert [f.event for f in found] == ["UNGA A/RES/ES-11/7 2025-02-24", "UNGA A/RES/ES-11/8 2025-02-24"]
    assert {f.verdict for f in found} == {Verdict.SUPPORTED}


def test_a_rule_of_the_veto_initiative_is_of_the_vote_on_it() -> None:
    where = cues(Body.UNSC, "2022-05-26", "korea missile")
    due = Told(Asserts(rule="working_days=10"), where, ClaimKind.PROCEDURE, words="within ten working days of a veto")
    (finding,) = findings([due], "2022-06-08")
    assert (finding.verdict, finding.event) == (Verdict.SUPPORTED, "UNGA A/RES/76/262 2022-04-26")


@pytest.mark.parametrize(("obliged", "verdict"), [("true", Verdict.CONTRADICTED), ("false", Verdict.SUPPORTED)])
def test_no_one_must_explain_a_veto(obliged: str, verdict: Verdict) -> None:
    told = Told(
        Asserts(rule=f"obliged={obliged}"), EventCues(), ClaimKind.PROCEDURE, words="who cast the veto must appear"
    )
    assert [f.verdict for f in findings([told], "2024-09-24")] == [verdict]


def test_a_lone_veto_is_held_against_all_that_vetoed() -> None:
    """China and Russia vetoed S/2022/431; Russia alone vetoed S/2022/155."""
    alone = Asserts(vetoes=("RUS",), vetoed=True, sole=NO)
    words = "Russia alone vetoed it, the Council heard, with China abstaining."
    both = findings([Told(alone, cues(Body.UNSC, "2022-05-26", "korea missile"), ClaimKind.VETO, words=words)])[0]
    one = findings([Told(alone, cues(Body.UNSC, "2022-02-25", "ukraine"), ClaimKind.VETO, words=words)])[0]
    assert (both.verdict, one.verdict) == (Verdict.CONTRADICTED, Verdict.SUPPORTED)


def test_sides_are_named_by_words_beside_the_figures() -> None:
    assert [says_which_side(q) for q in ("21 votes to 18", "19-17", "21 against and 18 for", "19 noes")] == [
        False,
        False,
        True,
        True,
    ]


def test_a_vote_none_of_whose_figures_is_told_is_not_the_one_meant() -> None:
    """On 24 March 2022 the Assembly adopted ES-11/2 by 140-5-38 and would not act on a rival text by 50-67-36."""
    where = cues(Body.UNGA, "2022-03-24", "ukraine humanitarian")
    rival = Told(Asserts(counts=tally(50, 67, 36)), where, ClaimKind.TALLY)
    slip = Told(Asserts(counts=tally(140, 6, 38)), where, ClaimKind.TALLY)
    assert [f.verdict for f in findings([rival])] == [Verdict.AMBIGUOUS]
    assert [f.verdict for f in findings([slip])] == [Verdict.CONTRADICTED]


@pytest.mark.parametrize(
    "words",
    [
        "It rose from 185 last year, when Brazil abstained, to that of 2019.",
        "An observer since November 2012, it was opposed by Brazil.",
    ],
)
def test_a_sentence_that_tells_another_time_speaks_of_another_vote(words: str) -> None:
    where = cues(Body.UNGA, "2019-11-07", "cuba embargo", basis=CONTEXT)
    told = Told(Asserts(votes=said(ABSTAIN, "BRA")), where, words=words)
    lead = Told(Asserts(counts=tally(187, 3, 2)), cues(Body.UNGA, "2019-11-07", "cuba embargo"), ClaimKind.TALLY)
    assert findings([lead, told], "2023-11-02")[1].verdict is not Verdict.CONTRADICTED
