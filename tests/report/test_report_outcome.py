from dataclasses import replace

import pytest
from sample_story import assembly_vote

from onrecord.report.outcome import cited, explained, grounds_of, outcome_sentence, roll_missing
from onrecord.terms import Evidence, Finding, ItemKind, Outcome, Reason, Verdict

VOTE = "IAEA GOV/2022/17 2022-03-03"


def finding(explanation: str, *states: str, recorded: str = "no") -> Finding:
    cells = tuple(Evidence("position", VOTE, recorded, "GOV/OR.1613", state=s) for s in states)
    return Finding(Verdict.SUPPORTED, Reason.POSITIONS_MATCH, explanation, cells, VOTE)


@pytest.mark.parametrize(
    ("told", "states", "together"),
    [
        ("Russia voted against. China voted against.", ("RUS", "CHN"), "Russia and China voted against."),
        (
            "United States voted in favour. France voted in favour. 13 voted in favour.",
            ("USA", "FRA"),
            "The United States and France voted in favour. 13 voted in favour.",
        ),
        (
            "The vote was 26-2-5. India abstained. Pakistan abstained. China voted against.",
            ("IND", "PAK", "CHN"),
            "The vote was 26-2-5. India and Pakistan abstained. China voted against.",
        ),
        ("China abstained.", ("CHN",), "China abstained."),
        ("Only Russia voted against. China abstained.", ("RUS", "CHN"), "Only Russia voted against. China abstained."),
    ],
)
def test_states_that_did_the_same_are_told_in_one_sentence(told: str, states: tuple[str, ...], together: str) -> None:
    assert explained(finding(told, *states)) == together


def test_members_that_did_the_same_are_one_cell_of_the_evidence() -> None:
    [held] = grounds_of(finding("So it was.", "MEX", "BDI", recorded="absent"))
    assert held.cells == "Mexico and Burundi did not vote"


@pytest.mark.parametrize(
    ("source", "first", "more"),
    [
        ("A/ES-11/PV.5", "A/ES-11/PV.5", 0),
        ("hindustantimes.com; S/PV.8979; reuters.com; S/2022/155", "S/PV.8979; S/2022/155", 2),
        ("reuters.com; reuters.com", "reuters.com", 0),
        ("one table; another table; a third", "one table; another table", 1),
    ],
)
def test_a_long_list_of_sources_is_cut_to_two_with_documents_first(source: str, first: str, more: int) -> None:
    found = cited(source)
    assert (found.first, len(found.more)) == (first, more)
    assert str(found) == (f"{first} and {more} more" if more else first)


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [(Outcome.WITHDRAWN, "Withdrawn."), (Outcome.NOT_CONSIDERED, "Never put to the vote.")],
)
def test_a_text_that_never_came_to_a_vote_is_no_gap_in_the_record(outcome: Outcome, sentence: str) -> None:
    text = replace(assembly_vote(), outcome=outcome, tally=None, positions={}, kind=ItemKind.STATEMENT)
    assert outcome_sentence(text) == sentence
    assert roll_missing(text).startswith("This statement of the President did not come to a vote")


def test_every_outcome_has_a_sentence_of_its_own() -> None:
    told = {outcome_sentence(replace(assembly_vote(), outcome=o)).split(",")[0] for o in Outcome}
    assert len(told) == len(Outcome)
