"""Claims about procedure and legal force against the statements of the rules."""

import pytest
from checking_world import Told, cues, findings, tally

from onrecord.terms import Asserts, Body, ClaimKind, EventCues, Outcome, Reason, Verdict

WAR = cues(Body.UNGA, "2022-03-02", "ukraine aggression emergency special session", emergency_session=True)
COUNCIL = cues(Body.UNSC, "2022-05-26", "north korea missiles")
BOARD = cues(Body.IAEA, "2022-06-08", "iran")

HOLDS = [
    ("majority=two_thirds", WAR),
    ("abstentions_count=false", WAR),
    ("affirmative_needed=9", COUNCIL),
    ("veto=true;members=CHN,RUS", COUNCIL),
    ("veto=false;members=IND", COUNCIL),
    ("veto=false", BOARD),
    ("size=35", BOARD),
    ("elected=10", COUNCIL),
    ("working_days=10", WAR),
    ("invited", WAR),
    ("unga_no_veto", WAR),
]


@pytest.mark.parametrize(("rule", "where"), HOLDS)
def test_a_rule_told_rightly_is_supported_with_its_article(rule: str, where: EventCues) -> None:
    told = Told(Asserts(rule=rule), where, ClaimKind.PROCEDURE, words="a veto brings a debate")
    (finding,) = findings([told], "2022-06-10")
    assert (finding.verdict, finding.reason) == (Verdict.SUPPORTED, Reason.RULE_SAYS_SO), finding
    assert finding.evidence[0].what == "rule"
    assert finding.evidence[0].source


@pytest.mark.parametrize(("rule", "where"), [("affirmative_needed=8", COUNCIL), ("working_days=5", WAR)])
def test_a_firm_figure_told_wrongly_is_contradicted(rule: str, where: EventCues) -> None:
    (finding,) = findings([Told(Asserts(rule=rule), where, ClaimKind.PROCEDURE, words="after a veto")], "2022-06-10")
    assert (finding.verdict, finding.reason) == (Verdict.CONTRADICTED, Reason.WRONG_RULE)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("working_days=5", "the envoy answers within five working days"),
        ("veto=true;members=IND", "India spoke"),
        ("size=27", "x"),
    ],
)
def test_words_that_may_mean_something_else_settle_nothing(rule: str, words: str) -> None:
    (finding,) = findings([Told(Asserts(rule=rule), cues(), ClaimKind.PROCEDURE, words=words)])
    assert finding.verdict is Verdict.NOT_CHECKABLE


def test_the_debate_after_a_veto_is_no_rule_before_april_2022() -> None:
    told = Told(Asserts(rule="working_days=10"), COUNCIL, ClaimKind.PROCEDURE, words="a veto brings a debate")
    assert [f.verdict for f in findings([told], "2021-01-10")] == [Verdict.NOT_CHECKABLE]


def test_an_assembly_resolution_binds_no_one() -> None:
    right, wrong = (Told(Asserts(binding=b, body=Body.UNGA), WAR, ClaimKind.OBLIGATION) for b in (False, True))
    assert [f.verdict for f in findings([right])] == [Verdict.SUPPORTED]
    assert [f.verdict for f in findings([wrong])] == [Verdict.CONTRADICTED]


def test_what_a_vetoed_draft_would_have_done_is_not_called_wrong() -> None:
    told = Told(Asserts(binding=True, body=Body.UNSC), COUNCIL, ClaimKind.OBLIGATION)
    (finding,) = findings([told])
    assert finding.verdict is Verdict.SUPPORTED


def test_a_result_told_as_unanimous_after_consensus_is_loose() -> None:
    told = Told(
        Asserts(outcome=Outcome.ADOPTED, unanimous=True),
        cues(Body.UNGA, "2022-04-26", "veto debate mandate"),
        ClaimKind.OUTCOME,
    )
    (finding,) = findings([told])
    assert (finding.verdict, finding.reason) == (Verdict.IMPRECISE, Reason.LOOSE_WORD)


def test_cosponsors_are_not_kept() -> None:
    from onrecord.terms import Count, Side

    told = Told(Asserts(counts=(Count(Side.COSPONSORS, 81),)), cues(Body.UNSC, "2022-02-25", "ukraine"))
    (finding,) = findings([told])
    assert (finding.verdict, finding.reason) == (Verdict.NOT_IN_RECORD, Reason.FACT_NOT_KEPT)


def test_a_tally_keeps_its_meaning_beside_a_rule() -> None:
    told = Told(Asserts(counts=tally(13)), COUNCIL)
    assert [f.verdict for f in findings([told])] == [Verdict.SUPPORTED]
