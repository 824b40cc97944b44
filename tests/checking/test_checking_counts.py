"""Claims that count, rank or say first, and states said not to sit in the Council."""

from checking_world import ABSTAIN, Told, cues, findings, said

from onrecord.terms import Asserts, Body, ClaimKind, Reason, Verdict

CLIMATE = cues(Body.UNSC, "2021-12-13", "climate security")
JERUSALEM = cues(Body.UNSC, "2017-12-18", "jerusalem")
KIND = ClaimKind.COUNT_OR_SUPERLATIVE


def test_the_veto_before_it_gives_a_first_since() -> None:
    month, years = Asserts(vetoes=("RUS",), first_since="2020-07"), Asserts(vetoes=("USA",), first_since="6 years")
    assert [f.verdict for f in findings([Told(month, CLIMATE, KIND)])] == [Verdict.SUPPORTED]
    assert [f.verdict for f in findings([Told(years, JERUSALEM, KIND)])] == [Verdict.SUPPORTED]


def test_a_first_since_with_a_veto_between_is_contradicted() -> None:
    """The United States vetoed S/2011/24 on 18 February 2011, so 2017 was not its first since 2006."""
    (finding,) = findings([Told(Asserts(vetoes=("USA",), first_since="2006"), JERUSALEM, KIND)])
    assert (finding.verdict, finding.reason) != (Verdict.SUPPORTED, Reason.COUNT_MATCHES)
    assert "18 February 2011" in finding.explanation


def test_a_title_adopted_each_year_can_be_counted() -> None:
    where = cues(Body.UNGA, "2024-10-30", "cuba embargo blockade")
    right, wrong = (Told(Asserts(ordinal=n), where, KIND) for n in (32, 33))
    assert [f.verdict for f in findings([right])] == [Verdict.SUPPORTED]
    assert [f.verdict for f in findings([wrong])] == [Verdict.NOT_CHECKABLE]


def test_vetoes_on_one_matter_are_counted_in_their_run() -> None:
    where = cues(Body.UNSC, "2025-09-18", "gaza ceasefire hostages")
    (finding,) = findings([Told(Asserts(vetoes=("USA",), ordinal=6), where, ClaimKind.VETO)])
    assert (finding.verdict, finding.event) == (Verdict.SUPPORTED, "UNSC S/2025/583 2025-09-18")


def test_abstained_twice_is_counted_over_the_matter() -> None:
    told = Told(Asserts(votes=said(ABSTAIN, "CHN"), times=2), cues(topics="ukraine invasion"), KIND)
    (finding,) = findings([told], "2022-03-04")
    assert finding.verdict in (Verdict.SUPPORTED, Verdict.IMPRECISE)


def test_a_comparison_the_record_cannot_make_is_not_checked() -> None:
    told = Told(Asserts(first_since="1982"), cues(Body.UNSC, "2022-02-27", "emergency special session"), KIND)
    (finding,) = findings([told])
    assert finding.verdict is Verdict.NOT_CHECKABLE


def test_seats_in_the_council_are_known_without_a_vote() -> None:
    where = cues(Body.UNSC, "2022-05-26")
    told = [Told(Asserts(not_members=(code,)), where, KIND, frame=n) for n, code in enumerate(("KOR", "JPN", "IND"))]
    assert [f.verdict for f in findings(told)] == [Verdict.SUPPORTED, Verdict.SUPPORTED, Verdict.CONTRADICTED]


def test_a_story_at_odds_with_itself_is_named() -> None:
    from checking_world import NO, SmallRecord, tally, votes_of

    where = cues(Body.UNGA, "2019-12-18", "cybercrime")
    lone = Told(Asserts(votes=said(NO, "BLR"), sole=NO), where)
    count = Told(Asserts(counts=tally(141, 5)), where)
    record = SmallRecord(votes_of("UNGA A/RES/ES-11/1 2022-03-02"))
    first, _ = findings([lone, count], "2019-12-19", record)
    assert (first.verdict, first.reason) == (Verdict.NOT_CHECKABLE, Reason.INCONSISTENT_STORY)
