"""True sentences that tell of two votes in one breath: neither vote may be held against what is said of the other."""

from datetime import date

import pytest
from checking_world import core

from onrecord.checking import check
from onrecord.reading import document_from_text, read
from onrecord.terms import Verdict


def verdicts(text: str, published: str | None = None) -> dict[str, Verdict]:
    """What each claim of a story is found to be, by its words."""
    day = date.fromisoformat(published) if published else None
    reading = read(document_from_text(text, published=day))
    return {c.claim.quote: c.finding.verdict for c in check(reading, core()).claims}


def accused(text: str, published: str | None = None) -> list[str]:
    return [words for words, verdict in verdicts(text, published).items() if verdict is Verdict.CONTRADICTED]


def test_a_figure_compared_with_another_day_is_not_held_against_that_day() -> None:
    """A/RES/ES-11/6 had seven against, A/RES/ES-11/1 five."""
    text = (
        "The UN General Assembly called again on Thursday for Russia to leave Ukraine, 141 members voting for it.\n\n"
        "Seven states voted no, against five on March 2 of last year."
    )
    assert accused(text, "2023-02-24") == []


def test_a_symbol_does_not_carry_over_to_a_vote_of_another_year() -> None:
    """A/RES/75/285 was adopted by 80-14-70, A/RES/71/292 on the Chagos by 94-15-65."""
    text = (
        "At the UN General Assembly, in 2021, resolution 75/285 on those displaced from Abkhazia had 80 supporters and "
        "70 abstainers, and in 2017 the opinion on the Chagos archipelago was requested by 94 to 15 with 65 abstaining."
    )
    assert accused(text, "2024-02-02") == []


def test_backing_a_text_without_a_seat_is_no_vote() -> None:
    """Venezuela joined the Human Rights Council in 2020; A/HRC/RES/42/25 is of 27 September 2019."""
    text = (
        "The UN Human Rights Council set up a mission on Venezuela on Friday with 19 votes in favour, seven against "
        "and 21 abstentions, brushing aside a text supported by Caracas."
    )
    assert accused(text, "2019-09-28") == []


def test_of_two_drafts_of_a_day_the_vetoed_one_is_meant_by_a_veto() -> None:
    """On 30 November 1950 S/1894 was vetoed, while S/1757 and S/1921 failed for want of votes."""
    text = (
        "The Security Council of the United Nations heard the case of Taiwan and of Korea. On 30 November 1950 the "
        "Soviet Union vetoed a draft about the Chinese intervention."
    )
    found = verdicts(text)
    assert Verdict.CONTRADICTED not in found.values()
    assert Verdict.SUPPORTED in found.values()


def test_this_month_is_not_the_day_last_told() -> None:
    """A/RES/77/222 is of 15 December 2022, A/RES/77/94 on nuclear tests of 7 December."""
    text = (
        "The UN General Assembly voted on Thursday, December 15, by 125 to 37, with 22 abstentions, for a moratorium "
        "on executions.\n\nThe ban on nuclear tests has one enemy: only North Korea opposed it this month; India, "
        "Mauritius, Saudi Arabia and Syria abstained."
    )
    assert accused(text, "2022-12-16") == []


def test_a_sentence_that_looks_back_moves_the_next_one_too() -> None:
    """S/RES/2803 of 17 November 2025 had 13 in favour, S/RES/2797 of 31 October eleven."""
    text = (
        "The UN Security Council on Monday endorsed the plan for Gaza. Thirteen members voted in favour, while Russia "
        "and China abstained.\n\nOn 31 October it renewed the mission in Western Sahara. Eleven voted in favour."
    )
    assert accused(text, "2025-11-18") == []


@pytest.mark.parametrize(
    ("text", "published", "wrong"),
    [
        (
            "The UN General Assembly on Wednesday deplored war in Ukraine by 141 votes to seven, with 35 abstentions.",
            "2022-03-03",
            "by 141 votes to seven, with 35 abstentions",
        ),
        (
            "China vetoed the UN Security Council's draft on the invasion of Ukraine on February 25; eleven backed it.",
            "2022-02-26",
            "China vetoed",
        ),
    ],
)
def test_a_slip_about_the_one_vote_told_is_still_named(text: str, published: str, wrong: str) -> None:
    assert any(wrong in words for words in accused(text, published))


def test_a_veto_of_no_named_text_is_not_held_against_a_text_of_that_year() -> None:
    """The Council voted on no draft for the invasion of Iraq; S/RES/1472 of 28 March 2003 is another matter."""
    said = verdicts("In 2003 France vetoed the invasion of Iraq at the UN Security Council.")
    assert said
    assert Verdict.CONTRADICTED not in said.values()


def test_a_vote_with_another_state_is_not_a_vote_for_the_text() -> None:
    """Belarus and Russia both voted no on A/RES/ES-11/1."""
    text = "The UN General Assembly adopted resolution ES-11/1 on 2 March 2022. Belarus voted with Russia."
    assert accused(text) == []


TRUE_OF_SOME = [
    # S/2017/172: Bolivia, China and Russia against.
    (
        "The UN Security Council voted on sanctions against Syria on 28 February 2017. China and Russia cast vetoes. "
        "Bolivia joined the two in voting against the draft."
    ),
    # A/RES/ES-10/23: nine against.
    (
        "On 10 May 2024 the UN General Assembly backed Palestinian membership by 143 to nine with 25 abstentions. "
        "Argentina and Israel were in the nine, along with Micronesia and Palau."
    ),
    # A/RES/ES-10/26: nine against, of the European Union Czechia and Hungary.
    (
        "On 11 December 2024 the UN General Assembly demanded a ceasefire in Gaza. "
        "Only Hungary and the Czech Republic in the Union opposed the demand."
    ),
    # S/2022/720: Russia against; Brazil, China, Gabon and India abstained.
    (
        "Brazil voted for the draft in the UN Security Council on 25 February 2022. On 30 September 2022, when the "
        "subject was Moscow's referendums in occupied Ukraine, it abstained."
    ),
    # A/RES/ES-11/1: twelve members did not vote, eight of them African.
    (
        "The UN General Assembly voted on Ukraine on 2 March 2022. "
        "Seventeen members of the African Group abstained and eight did not vote."
    ),
    # S/RES/2504: 11-0-4.
    (
        "Resolution 2504 was adopted by the UN Security Council on 10 January 2020 with 11 votes in favour and four "
        "abstentions. Only France among the five voted in favour."
    ),
]


@pytest.mark.parametrize("text", TRUE_OF_SOME)
def test_what_is_said_of_some_members_is_not_held_against_all(text: str) -> None:
    assert verdicts(text)
    assert accused(text) == []


def test_an_echo_of_words_not_read_accuses_nobody() -> None:
    """S/RES/502: Panama against; China, Poland, Spain and the Soviet Union abstained; the rest in favour."""
    text = (
        "On 3 April 1982 the UN Security Council adopted resolution 502 on the Falklands by ten votes to one, "
        "with four abstentions. Panama voted against; China, Poland, Spain and the Soviet Union abstained.\n\n"
        "Jordan, Guyana, Togo, Uganda and Zaire all voted with Britain. Ireland and Japan did too, as did France."
    )
    assert accused(text) == []


def test_how_many_could_vote_is_not_how_many_did() -> None:
    """S/RES/2728: 14-0-1."""
    reading = read(
        document_from_text(
            "Fourteen of the fifteen were for it and none against when the UN Security Council passed resolution 2728 "
            "on 25 March 2024."
        )
    )
    assert 15 not in [count.number for claim in reading.claims for count in claim.asserts.counts]
