"""What is said about well-known votes, against those votes."""

import pytest
from checking_world import ABSENT, ABSTAIN, NO, YES, Told, cues, findings, said, tally

from onrecord.terms import Asserts, Body, Bound, ClaimKind, CueBasis, EventCues, Modality, Outcome, Reason, Verdict

ES_11_1 = cues(Body.UNGA, "2022-03-02", "russia ukraine aggression emergency")
ES_11_2 = cues(Body.UNGA, "2022-03-24", "ukraine humanitarian consequences")
ES_11_3 = cues(Body.UNGA, "2022-04-07", "russia suspension human rights council")
ES_11_4 = cues(Body.UNGA, "2022-10-12", "ukraine territorial integrity annexation")
ES_11_5 = cues(Body.UNGA, "2022-11-14", "ukraine reparation remedy")
S_2022_155 = cues(Body.UNSC, "2022-02-25", "ukraine invasion")
S_2022_431 = cues(Body.UNSC, "2022-05-26", "north korea missiles sanctions")
ES_10_19 = cues(Body.UNGA, "2017-12-21", "jerusalem status")
MYANMAR = cues(Body.UNGA, "2021-06-18", "myanmar coup arms")
CHINA_SEAT = cues(Body.UNGA, "1971-10-25", "china restoration lawful rights representation")
BOARD = cues(Body.IAEA, "2022-03-03", "ukraine nuclear safety")

TRUE = [
    ("A/RES/ES-11/1", Asserts(counts=tally(141, 5, 35)), ES_11_1),
    ("A/RES/ES-11/1", Asserts(votes=said(NO, "BLR", "PRK", "ERI", "RUS", "SYR"), sole=NO), ES_11_1),
    ("A/RES/ES-11/1", Asserts(votes=said(ABSENT, "VEN")), ES_11_1),
    ("A/RES/ES-11/2", Asserts(counts=tally(140, 5, 38)), ES_11_2),
    ("A/RES/ES-11/3", Asserts(counts=tally(93, 24, 58)), ES_11_3),
    ("A/RES/ES-11/4", Asserts(counts=tally(143, 5, 35)), ES_11_4),
    ("A/RES/ES-11/5", Asserts(counts=tally(94, 14, 73)), ES_11_5),
    ("S/2022/155", Asserts(counts=tally(11, 1, 3), vetoes=("RUS",), outcome=Outcome.REJECTED), S_2022_155),
    ("S/2022/155", Asserts(not_vetoes=("CHN",), vetoes=("RUS",)), S_2022_155),
    ("S/2022/431", Asserts(vetoes=("CHN", "RUS"), rest=YES, counts=tally(13)), S_2022_431),
    ("A/RES/ES-10/19", Asserts(counts=tally(128, 9, 35)), ES_10_19),
    ("A/RES/75/287", Asserts(votes=said(NO, "BLR"), sole=NO), MYANMAR),
    ("A/RES/75/287", Asserts(votes=said(ABSTAIN, "BRN", "KHM", "LAO", "THA"), sole=ABSTAIN, note="ASEAN"), MYANMAR),
    ("A/RES/2758(XXVI)", Asserts(counts=tally(76, 35, 17), votes=said(YES, "SUN")), CHINA_SEAT),
    ("A/RES/2758(XXVI)", Asserts(votes=said(YES, "RUS")), CHINA_SEAT),
    ("GOV/2022/17", Asserts(votes=said(NO, "RUS", "CHN"), counts=tally(26, None, 5)), BOARD),
]


@pytest.mark.parametrize(("symbol", "asserts", "where"), TRUE)
def test_what_the_record_says_is_supported(symbol: str, asserts: Asserts, where: EventCues) -> None:
    (finding,) = findings([Told(asserts, where)])
    assert (finding.verdict, symbol in (finding.event or "")) == (Verdict.SUPPORTED, True), finding
    assert finding.evidence


FALSE = [
    ("A/RES/ES-11/1", Asserts(counts=tally(143, 5, 35)), ES_11_1, Reason.WRONG_TALLY, "141"),
    ("A/RES/ES-11/1", Asserts(votes=said(NO, "BLR"), sole=NO), ES_11_1, Reason.NOT_SOLE, "Five voted against"),
    (
        "A/RES/ES-11/1",
        Asserts(votes=said(ABSTAIN, "VEN", "NIC")),
        ES_11_1,
        Reason.WRONG_POSITION,
        "Venezuela did not vote",
    ),
    ("A/RES/ES-11/3", Asserts(votes=said(ABSTAIN, "CHN")), ES_11_3, Reason.WRONG_POSITION, "China voted against"),
    ("S/2022/155", Asserts(vetoes=("CHN",)), S_2022_155, Reason.WRONG_VETO, "Russia"),
    ("S/2022/155", Asserts(outcome=Outcome.ADOPTED), S_2022_155, Reason.DRAFT_NOT_ADOPTED, "not adopted"),
    ("S/2022/155", Asserts(votes=said(NO, "CHN")), S_2022_155, Reason.WRONG_POSITION, "China abstained"),
    ("S/2022/431", Asserts(counts=tally(11)), S_2022_431, Reason.WRONG_TALLY, "13"),
    (
        "S/2022/431",
        Asserts(votes=said(ABSTAIN, "CHN"), vetoes=("RUS",)),
        S_2022_431,
        Reason.WRONG_POSITION,
        "China voted against",
    ),
    ("A/RES/75/287", Asserts(votes=said(NO, "CHN"), sole=NO), MYANMAR, Reason.WRONG_POSITION, "China abstained"),
    ("A/RES/ES-10/19", Asserts(votes=said(NO, "CZE")), ES_10_19, Reason.WRONG_POSITION, "abstained"),
]


@pytest.mark.parametrize(("symbol", "asserts", "where", "reason", "words"), FALSE)
def test_what_the_record_denies_is_contradicted_with_its_answer(
    symbol: str, asserts: Asserts, where: EventCues, reason: Reason, words: str
) -> None:
    (finding,) = findings([Told(asserts, where)])
    assert (finding.verdict, finding.reason) == (Verdict.CONTRADICTED, reason), finding
    assert symbol in (finding.event or "")
    assert words in finding.explanation


def test_a_rounded_number_is_imprecise_only_where_the_text_hedges() -> None:
    hedged = Told(Asserts(counts=tally(140)), ES_11_1, rest={"loose": ("nearly",)})
    plain = Told(Asserts(counts=tally(140)), ES_11_1)
    assert [f.verdict for f in findings([hedged])] == [Verdict.IMPRECISE]
    assert [f.verdict for f in findings([plain])] == [Verdict.CONTRADICTED]


def test_more_than_140_is_so_of_141() -> None:
    (finding,) = findings([Told(Asserts(counts=tally(140, bound=Bound.MORE_THAN)), ES_11_1)])
    assert finding.verdict is Verdict.SUPPORTED


@pytest.mark.parametrize("modality", [Modality.FUTURE, Modality.HYPOTHETICAL, Modality.DENIED])
def test_what_is_only_feared_planned_or_denied_is_not_checked(modality: Modality) -> None:
    (finding,) = findings([Told(Asserts(vetoes=("CHN",)), S_2022_155, rest={"modality": modality})])
    assert (finding.verdict, finding.reason) == (Verdict.NOT_CHECKABLE, Reason.NOT_ASSERTED)


def test_two_readings_never_contradict() -> None:
    (finding,) = findings([Told(Asserts(votes=said(NO, "CHN")), S_2022_155, rest={"readings": 2})])
    assert finding.verdict is Verdict.AMBIGUOUS


def test_a_denial_is_turned_round() -> None:
    did_not_oppose = Told(Asserts(votes=said(NO, "CHN")), S_2022_155, rest={"negated": True})
    did_not_abstain = Told(Asserts(votes=said(ABSTAIN, "CHN")), S_2022_155, rest={"negated": True})
    assert [f.verdict for f in findings([did_not_oppose])] == [Verdict.SUPPORTED]
    assert [f.verdict for f in findings([did_not_abstain])] == [Verdict.CONTRADICTED]


def test_a_vote_of_a_parliament_is_not_in_the_record() -> None:
    (finding,) = findings([Told(Asserts(counts=tally(239, 171)), cues(topics="court law", other_body="the Sejm"))])
    assert (finding.verdict, finding.reason) == (Verdict.NOT_IN_RECORD, Reason.BODY_NOT_KEPT)


def test_an_assembly_vote_told_as_the_councils_is_the_wrong_body() -> None:
    wrong = cues(Body.UNSC, "2021-06-18", "myanmar coup arms")
    said_of_it = Asserts(outcome=Outcome.ADOPTED, body=Body.UNSC)
    lead = Told(said_of_it, wrong, ClaimKind.OUTCOME, words="The UN Security Council on Friday adopted the text.")
    count = Told(Asserts(counts=tally(119, None, 36)), cues(Body.UNSC, "2021-06-18", "myanmar", basis=CueBasis.CONTEXT))
    first, second = findings([lead, count], "2021-06-19")
    assert (first.verdict, first.reason) == (Verdict.CONTRADICTED, Reason.WRONG_BODY), first
    assert (second.verdict, second.event) == (Verdict.SUPPORTED, "UNGA A/RES/75/287 2021-06-18")
