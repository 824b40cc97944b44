import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "report"))

from sample_story import ES_11_1, STAMP, SampleRecord, document

from onrecord.dossier import Dated, DayBasis, build_dossier
from onrecord.dossier.days import StoryDays
from onrecord.dossier.naming import about, speaks_for
from onrecord.terms import CheckedStory, PublishedBasis, Reading, Span, Statement

FRIDAY = date(2022, 2, 25)


def dated(text: str, verb: str = "said", *, last_vote: date | None = FRIDAY, quoted: str = "") -> Dated:
    base = replace(document(text), published=None, published_basis=PublishedBasis.NONE)
    return StoryDays(base, last_vote, frozenset({FRIDAY} if last_vote else ())).of(Span(0, len(text)), verb, quoted)


@pytest.mark.parametrize(
    ("text", "day", "basis", "words"),
    [
        ("The minister said on 7 March 2022 that it was so.", date(2022, 3, 7), DayBasis.TEXT, "7 March 2022"),
        ("The minister said on March 7 that it was so.", date(2022, 3, 7), DayBasis.RECKONED, "March 7"),
        ("The minister said on December 30 that it was so.", date(2021, 12, 30), DayBasis.RECKONED, "December 30"),
        ("On Friday the minister said it was so.", FRIDAY, DayBasis.RECKONED, "On Friday"),
        ("On Tuesday the minister said it was so.", FRIDAY, DayBasis.AFTER, "On Tuesday"),
        ("The minister said it was so.", FRIDAY, DayBasis.AFTER, ""),
        ("Last month, the minister said it was so.", None, DayBasis.UNKNOWN, "Last month"),
        ("A few weeks before the war, the minister said it was so.", None, DayBasis.UNKNOWN, "A few weeks before"),
        ("The minister said that the attack of March 7 was wrong.", FRIDAY, DayBasis.AFTER, ""),
    ],
)
def test_in_a_story_without_a_date_the_last_vote_it_tells_of_places_the_words(
    text: str, day: date | None, basis: DayBasis, words: str
) -> None:
    assert dated(text) == Dated(day, basis, words)


@pytest.mark.parametrize("text", ["The minister said it was so.", "The minister said on March 7 that it was so."])
def test_a_story_without_date_and_vote_gives_no_day(text: str) -> None:
    assert dated(text, last_vote=None).day is None
    assert dated(text, last_vote=None).basis is DayBasis.UNKNOWN


def test_a_day_within_the_quotation_is_not_the_day_it_was_said() -> None:
    text = 'The minister said: "On March 7 we asked for talks."'
    assert dated(text, quoted="On March 7 we asked for talks.").basis is DayBasis.AFTER


def test_only_days_that_were_told_count_as_told() -> None:
    assert Dated(FRIDAY, DayBasis.AFTER).told is None
    assert Dated(FRIDAY, DayBasis.VOTE).told == FRIDAY
    assert [b for b in DayBasis if b.inferred] == [DayBasis.APPEARED, DayBasis.RECKONED, DayBasis.AFTER]


def statement(speaker: str, state: str | None, words: str, passage: str = "", *, direct: bool = True) -> Statement:
    passage = passage or words
    return Statement("s1", Span(0, len(passage)), passage, speaker, words, direct, "said", state=state)


@pytest.mark.parametrize(
    ("said", "concerns"),
    [
        (statement("Antony Blinken", "USA", "Beijing talks a lot about order"), True),
        (statement("Antony Blinken", "USA", "The world is watching"), False),
        (statement("Antony Blinken", "USA", "stand up", "Blinken said that China needed to “stand up”"), True),
        (statement("China's neighbours", None, "we wait", "China's neighbours said “we wait”"), False),
        (statement("Courtney Fung", None, "A clear signal to China that states are watching"), True),
    ],
)
def test_words_of_others_concern_a_state_that_they_name(said: Statement, concerns: bool) -> None:
    assert about(said, "CHN", document(said.quote)) is concerns


def test_a_lead_in_by_the_same_speaker_tells_whom_the_words_concern() -> None:
    lead = "Landsbergis compared it with China's coercion."
    words = "One force is challenging a rule-based order."
    body = f"{lead} “{words}”"
    whole = replace(document(body), sentences=(Span(0, len(lead)), Span(len(lead) + 1, len(body))))
    said = replace(statement("Gabrielius Landsbergis", "LTU", words), span=Span(len(lead) + 1, len(body)))
    assert about(said, "CHN", whole)
    assert not about(replace(said, speaker="Antony Blinken"), "CHN", whole)


def test_words_said_by_two_governments_are_words_of_both() -> None:
    said = replace(statement("Russia and China", "RUS", "lies and mistakes"), metonym=True)
    assert speaks_for(said, "CHN")
    assert speaks_for(said, "RUS")
    assert not speaks_for(replace(said, metonym=False, speaker="Bank of China", state=None), "CHN")


def test_praise_of_ties_stands_beside_votes_in_which_the_two_parted() -> None:
    body = "China and Russia declared a partnership with “no limits”."
    said = statement("China and Russia", "CHN", "no limits", body)
    told = Reading(replace(document(body), published=date(2022, 2, 4)), (), (), (replace(said, event=ES_11_1),), (), ())
    made = build_dossier((CheckedStory(told, (), STAMP),), SampleRecord(), "CHN")
    [signal] = [s for s in made.signals if s.matter.startswith("ties")]
    assert signal.matter == "ties with Russia"
    assert "China abstained on A/RES/ES-11/1 (v1), where Russia voted against." in signal.sentence
