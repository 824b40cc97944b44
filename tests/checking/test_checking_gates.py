"""What keeps a claim from being called contradicted."""

from dataclasses import replace
from datetime import date

import pytest
from checking_world import ABSTAIN, NO, YES, SmallRecord, Told, cues, day, findings, said, story, tally, votes_of

from onrecord.checking import check
from onrecord.checking.gates import complete
from onrecord.terms import (
    Asserts,
    Basis,
    Body,
    ClaimKind,
    Coverage,
    CueBasis,
    DateHint,
    Outcome,
    Reading,
    Reason,
    RollCall,
    Span,
    Verdict,
)

ES_11_1 = "UNGA A/RES/ES-11/1 2022-03-02"
ES_11_2 = "UNGA A/RES/ES-11/2 2022-03-24"
EXPLICIT = CueBasis.EXPLICIT
S_155 = "UNSC S/2022/155 2022-02-25"


def whole(body: Body, kind: str, first: str, last: str, *, is_complete: bool = True) -> Coverage:
    return Coverage(
        body, kind, date.fromisoformat(first), date.fromisoformat(last), is_complete, "core", "none was", "test"
    )


def recalled(roll: RollCall) -> RollCall:
    return replace(roll, tally_basis=Basis.RECALL, positions_basis=Basis.RECALL)


@pytest.mark.parametrize(
    "asserts", [Asserts(votes=said(NO, "CHN")), Asserts(counts=tally(99)), Asserts(votes=said(NO, "BLR"), sole=NO)]
)
def test_what_is_only_recalled_never_contradicts(asserts: Asserts) -> None:
    record = SmallRecord([recalled(r) for r in votes_of(ES_11_1)])
    (finding,) = findings([Told(asserts, cues(Body.UNGA, "2022-03-02", "ukraine aggression"))], record=record)
    assert finding.verdict not in (Verdict.CONTRADICTED, Verdict.SUPPORTED)


def test_a_body_alone_is_too_little_to_contradict() -> None:
    record = SmallRecord(votes_of(ES_11_1))
    (finding,) = findings([Told(Asserts(votes=said(NO, "CHN")), cues(Body.UNGA))], "2022-03-03", record)
    assert finding.verdict is not Verdict.CONTRADICTED


def test_body_and_day_contradict_only_where_all_of_that_day_is_held() -> None:
    told = Told(Asserts(votes=said(NO, "CHN")), cues(Body.UNSC, "2022-02-25"))
    partial = SmallRecord(votes_of(S_155))
    held = SmallRecord(
        votes_of(S_155),
        [whole(Body.UNSC, kind, "2022-01-01", "2022-12-31") for kind in ("adopted", "vetoed")],
    )
    assert [f.reason for f in findings([told], record=partial)] == [Reason.TOO_FEW_CUES]
    assert [f.verdict for f in findings([told], record=held)] == [Verdict.CONTRADICTED]


def test_a_neighbouring_vote_that_makes_it_true_leaves_it_open() -> None:
    figures = Told(
        Asserts(counts=tally(140, 5, 38)), cues(Body.UNGA, topics="ukraine aggression russia", about=("UKR",))
    )
    (finding,) = findings([figures], "2022-03-26", SmallRecord(votes_of(ES_11_1, ES_11_2)))
    assert finding.verdict is not Verdict.CONTRADICTED


def test_a_vote_after_the_story_is_no_neighbour() -> None:
    """143-5-35 is the Assembly's vote of 12 October 2022 (A/RES/ES-11/4), told in March of another."""
    lead = Told(
        Asserts(outcome=Outcome.ADOPTED), cues(Body.UNGA, "2022-03-02", "ukraine aggression"), ClaimKind.OUTCOME
    )
    count = Told(
        Asserts(counts=tally(143, 5, 35)), cues(Body.UNGA, "2022-03-02", "ukraine aggression", basis=CueBasis.CONTEXT)
    )
    record = SmallRecord(votes_of(ES_11_1, "UNGA A/RES/ES-11/4 2022-10-12"))
    dated, undated = findings([lead, count], "2022-03-02", record), findings([lead, count], "2022-11-30", record)
    assert dated[1].verdict is Verdict.CONTRADICTED
    assert undated[1].verdict in (Verdict.CONTRADICTED, Verdict.AMBIGUOUS)


def test_a_voter_without_a_seat_points_to_another_vote() -> None:
    """Germany was not in the Council in 2022; a passage on a Council vote may turn to the Assembly's unsaid."""
    told = Told(
        Asserts(votes=said(YES, "DEU")), cues(Body.UNSC, "2022-02-25", "ukraine invasion", basis=CueBasis.CONTEXT)
    )
    (finding,) = findings([told], "2022-02-26", SmallRecord(votes_of(S_155)))
    assert finding.verdict is not Verdict.CONTRADICTED


def test_figures_of_the_passage_that_do_not_fit_break_the_link() -> None:
    where = cues(Body.UNGA, "2022-03-02", "ukraine aggression", basis=CueBasis.CONTEXT)
    others = [Told(Asserts(counts=tally(*n)), where) for n in ((93, 24, 58), (94, 14, 73))]
    finding = findings(
        [Told(Asserts(votes=said(NO, "CHN")), where), *others], "2022-03-03", SmallRecord(votes_of(ES_11_1))
    )[0]
    assert finding.verdict is not Verdict.CONTRADICTED


def test_thirty_five_abstentions_are_no_vote_of_fifteen() -> None:
    """The story's Council is China's seat, not the place of the vote."""
    told = Told(
        Asserts(votes=said(ABSTAIN, "CHN"), counts=tally(None, None, 35)), cues(Body.UNSC, topics="ukraine aggression")
    )
    (finding,) = findings([told], "2022-03-03", SmallRecord(votes_of(S_155, ES_11_1)))
    assert (finding.verdict, finding.event) == (Verdict.SUPPORTED, ES_11_1)


def test_an_evening_in_new_york_is_the_next_day_in_kyiv() -> None:
    told = Told(Asserts(votes=said(ABSTAIN, "CHN", "IND", "ARE")), cues(Body.UNSC, "2022-02-26", "ukraine invasion"))
    (finding,) = findings([told], "2022-02-26", SmallRecord(votes_of(S_155)))
    assert (finding.verdict, finding.event) == (Verdict.SUPPORTED, S_155)


def test_a_day_off_by_the_clock_is_not_a_wrong_day() -> None:
    told = Told(Asserts(on=day("2022-02-26")), cues(Body.UNSC, "2022-02-26", "ukraine invasion"), ClaimKind.DATE)
    (finding,) = findings([told], "2022-02-27", SmallRecord(votes_of(S_155)))
    assert finding.verdict is Verdict.IMPRECISE


def test_a_vote_the_record_lacks_is_not_said_to_have_not_happened() -> None:
    told = Told(Asserts(counts=tally(120, 3, 20)), cues(Body.UNGA, "2019-12-18", "cybercrime convention"))
    (finding,) = findings([told], "2019-12-19", SmallRecord(votes_of(ES_11_1)))
    assert finding.verdict is Verdict.NOT_IN_RECORD
    assert "not to say there was none" in finding.explanation


def test_a_weekday_and_a_day_of_the_month_find_the_year() -> None:
    """Wednesday 2 March falls in 2022, 2016 and 2011; the vote is one of them."""
    hint = DateHint(month=3, day=2, weekday=2)
    told = Told(Asserts(counts=tally(141, 5)), cues(Body.UNGA, hint, "russia aggression extraordinary session"))
    (finding,) = findings([told])
    assert (finding.verdict, finding.event) == (Verdict.SUPPORTED, ES_11_1)


def test_complete_coverage_may_be_made_of_spans_that_touch() -> None:
    spans = [
        whole(Body.UNSC, "vetoed", "1946-01-01", "1999-12-31"),
        whole(Body.UNSC, "vetoed", "2000-01-01", "2022-05-26"),
    ]
    gap = [spans[0], whole(Body.UNSC, "vetoed", "2000-01-02", "2022-05-26")]
    loose = [spans[0], whole(Body.UNSC, "vetoed", "2000-01-01", "2022-05-26", is_complete=False)]
    from_, to = date(1990, 1, 1), date(2022, 1, 1)
    assert complete(SmallRecord([], spans), Body.UNSC, ["vetoed"], from_, to)
    assert not complete(SmallRecord([], gap), Body.UNSC, ["vetoed"], from_, to)
    assert not complete(SmallRecord([], loose), Body.UNSC, ["vetoed"], from_, to)


def test_two_votes_in_one_sentence_do_not_contradict_each_other() -> None:
    """After Russia vetoed, Brazil and Gabon abstaining, the Assembly condemned it by 143 to 5."""
    assembly = cues(Body.UNGA, "2022-10-12", "ukraine annexation")
    council = cues(Body.UNSC, "2022-09-30", "ukraine annexation")
    veto = Told(Asserts(vetoes=("RUS",)), council, ClaimKind.VETO, frame=0, words="Russia vetoed")
    others = Told(Asserts(votes=said(ABSTAIN, "BRA", "GAB")), assembly, frame=1, words="Brazil and Gabon abstained")
    record = SmallRecord(votes_of("UNSC S/2022/720 2022-09-30", "UNGA A/RES/ES-11/4 2022-10-12"))
    reading = one_sentence(story([veto, others], "2022-10-13"))
    second = check(reading, record).claims[1].finding
    assert (second.verdict, second.reason) == (Verdict.AMBIGUOUS, Reason.SEVERAL_VOTES_FIT)


def test_a_tally_one_vote_off_may_be_as_later_declared() -> None:
    where = cues(Body.UNGA, "2023-10-27", "gaza truce civilians")
    later, wrong = (Told(Asserts(counts=tally(*n)), where) for n in ((121, 14, 44), (121, 14, 45)))
    assert [f.verdict for f in findings([later])] == [Verdict.AMBIGUOUS]
    assert [f.verdict for f in findings([wrong])] == [Verdict.CONTRADICTED]


def test_a_lone_voter_is_not_denied_by_a_record_that_names_only_one_of_two() -> None:
    """Two voted against S/13729 on 7 January 1980; the record names the Soviet Union."""
    where = cues(Body.UNSC, "1980-01-07", "afghanistan")
    (finding,) = findings([Told(Asserts(votes=said(NO, "DDR"), sole=NO), where, words="East Germany beside Moscow")])
    assert finding.verdict is not Verdict.CONTRADICTED


def test_a_list_after_two_numbers_may_belong_to_either() -> None:
    words = "119 countries voted for it and 36 abstained, among them China and India"
    told = Told(Asserts(votes=said(YES, "CHN", "IND")), cues(Body.UNGA, "2021-06-18", "myanmar coup"), words=words)
    assert [f.verdict for f in findings([told])] == [Verdict.AMBIGUOUS]


def test_ten_joined_by_three_are_thirteen() -> None:
    where = cues(Body.UNSC, "2022-05-26", "north korea sanctions")
    told = Told(Asserts(counts=tally(10), votes=said(YES, "USA", "GBR", "FRA")), where)
    assert [f.verdict for f in findings([told])] == [Verdict.AMBIGUOUS]


def test_a_day_written_out_wrongly_is_contradicted_by_the_symbol() -> None:
    where = cues(Body.UNGA, "2022-03-12", "ukraine aggression", symbols=("A/RES/ES-11/1",))
    told = Told(Asserts(outcome=Outcome.ADOPTED), where, ClaimKind.OUTCOME)
    (finding,) = findings([told])
    assert (finding.verdict, finding.reason) == (Verdict.CONTRADICTED, Reason.WRONG_DATE)


def one_sentence(reading: Reading) -> Reading:
    """The same reading with its text marked as a single sentence."""
    whole_text = (Span(0, len(reading.document.body)),)
    return replace(reading, document=replace(reading.document, sentences=whole_text))
