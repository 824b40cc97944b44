import json
from typing import Any

import pytest
from cli_run import Run


def rows(run: Run, *words: str) -> list[dict[str, Any]]:
    answer = run(*words, "--format", "json")
    assert answer.code == 0, answer.err
    found: list[dict[str, Any]] = json.loads(answer.out)
    return found


SPELLINGS = ["A/RES/ES-11/1", "ES-11/1", "a/res/es-11/1", "UNGA A/RES/ES-11/1 2022-03-02"]


@pytest.mark.parametrize("symbol", SPELLINGS)
def test_a_symbol_is_found_in_any_usual_spelling(run: Run, symbol: str) -> None:
    vote = json.loads(run("vote", symbol, "--format", "json").out)
    assert vote["id"] == "UNGA A/RES/ES-11/1 2022-03-02"
    assert vote["tally"] == {"yes": 141, "no": 5, "abstain": 35, "absent": 12}
    assert sorted(s for s, p in vote["votes"].items() if p == "no") == ["BLR", "ERI", "PRK", "RUS", "SYR"]
    contract = {"id", "body", "symbol", "draft", "date", "title", "kind", "tally", "outcome", "reasons", "votes"}
    assert contract | {"vetoed_by", "sources", "coverage"} <= set(vote)


@pytest.mark.parametrize("fmt", ["text", "json", "jsonl", "csv", "html"])
def test_one_vote_can_be_had_in_every_form(run: Run, fmt: str) -> None:
    answer = run("vote", "S/2022/155", "--format", fmt)
    assert answer.code == 0, answer.err
    assert "S/2022/155" in answer.out


def test_with_a_state_each_row_says_what_it_did(run: Run) -> None:
    found = rows(run, "votes", "--state", "Beijing", "--since", "2022-02-20", "--until", "2022-03-05")
    did = {r["symbol"]: r["position"] for r in found}
    assert did["A/RES/ES-11/1"] == "abstain"
    assert did["S/2022/155"] == "abstain"
    assert did["GOV/2022/17"] == "no"


def test_votes_can_be_narrowed_to_where_two_states_agreed_or_parted(run: Run) -> None:
    span = ("--since", "2022-02-20", "--until", "2022-03-05", "--state", "China")
    alike = {r["symbol"] for r in rows(run, "votes", *span, "--with", "India")}
    apart = {r["symbol"] for r in rows(run, "votes", *span, "--against", "United States")}
    assert {"A/RES/ES-11/1", "S/2022/155"} <= alike
    assert "GOV/2022/17" not in alike, "India abstained where China voted no"
    assert apart == {"GOV/2022/17"}, "an abstention is not a vote against"


def test_the_latest_votes_are_kept_when_a_limit_is_given(run: Run) -> None:
    every = rows(run, "votes", "--body", "Security Council", "--since", "2022-01-01", "--until", "2022-12-31")
    assert (
        rows(run, "votes", "--body", "SC", "--since", "2022-01-01", "--until", "2022-12-31", "--limit", "2")
        == every[-2:]
    )
    assert len(every) > 2


@pytest.mark.parametrize(
    ("by", "since", "until", "expected"),
    [
        ("China", "2022-01-01", "2022-12-31", ["S/2022/431"]),
        ("Russia", "2022-01-01", "2022-12-31", ["S/2022/155", "S/2022/431", "S/2022/538", "S/2022/720"]),
        ("France", "2000-01-01", "2022-12-31", []),
        ("Russia", "1946-01-01", "1946-02-28", None),  # cast from the same seat by the Soviet Union
    ],
)
def test_a_states_vetoes_are_those_cast_from_its_seat(
    run: Run, by: str, since: str, until: str, expected: list[str] | None
) -> None:
    found = rows(run, "vetoes", "--by", by, "--since", since, "--until", until)
    if expected is None:
        assert found
        assert {c for r in found for c in r["vetoed_by"]} == {"SUN"}
    else:
        assert [r["symbol"] for r in found] == expected


@pytest.mark.parametrize(
    ("today", "status"),
    [("2022-05-27", "pending"), ("2022-06-10", "held")],
)
def test_the_debate_on_the_double_veto_of_may_2022_was_due_and_then_held(run: Run, today: str, status: str) -> None:
    found = {r["veto"]: r for r in rows(run, "due", "--today", today)}
    veto = found["UNSC S/2022/431 2022-05-26"]
    assert veto["due_by"] == "2022-06-10"
    if status == "held":
        assert (veto["status"], veto["debated_on"]) == ("held", "2022-06-08")
    else:
        assert "UNSC S/2022/720 2022-09-30" not in found, "a veto not yet cast owes nothing"


@pytest.mark.parametrize(
    ("words", "outcome", "vetoed_by"),
    [
        (("--body", "UNSC", "--no", "RUS", "--abstain", "China,India,UAE"), "vetoed", ["RUS"]),
        (("--body", "UNSC", "--no", "RUS", "--procedural"), "adopted", []),
        (("--body", "UNSC", "--no", "India,Gabon,Kenya"), "adopted", []),
        (("--body", "UNSC", "--abstain", "China,Russia"), "adopted", []),
        (("--body", "UNSC", "--yes", "8", "--abstain", "7"), "rejected", []),
        (("--body", "UNSC", "--yes", "8", "--no", "Russia", "--abstain", "6"), "rejected", []),
        (("--body", "UNGA", "--yes", "93", "--no", "24", "--abstain", "58", "--majority", "two_thirds"), "adopted", []),
        (("--body", "UNGA", "--yes", "66", "--no", "34", "--majority", "two_thirds"), "rejected", []),
        (("--body", "UNGA", "--yes", "51", "--no", "49", "--majority", "simple"), "adopted", []),
        (("--body", "IAEA", "--yes", "26", "--no", "Russia,China", "--abstain", "5", "--absent", "2"), "adopted", []),
    ],
)
def test_what_the_rule_would_say(run: Run, words: tuple[str, ...], outcome: str, vetoed_by: list[str]) -> None:
    answer = run("tally", *words, "--on", "2022-02-25", "--format", "json")
    assert answer.code == 0, answer.err
    ruling = json.loads(answer.out)
    assert (ruling["outcome"], ruling["vetoed_by"]) == (outcome, vetoed_by)
    assert ruling["reasons"]
    assert {"needed", "follows"} <= set(ruling)


@pytest.mark.parametrize("fmt", ["text", "jsonl", "csv", "html"])
def test_a_ruling_can_be_had_in_every_form(run: Run, fmt: str) -> None:
    answer = run("tally", "--body", "UNSC", "--no", "France", "--on", "2022-02-25", "--format", fmt)
    assert answer.code == 0, answer.err
    assert "vetoed" in answer.out


def test_a_state_is_shown_with_its_seats_votes_and_vetoes(run: Run) -> None:
    india = json.loads(run("state", "New Delhi", "--format", "json").out)
    assert (india["code"], india["permanent_member"], india["vetoes"]) == ("IND", False, [])
    assert "2021-2022" in india["council_years"]
    russia = json.loads(run("state", "RUS", "--format", "json").out)
    assert russia["permanent_member"]
    assert any("UNSC S/2022/155" in v for v in russia["vetoes"])
    assert {"UNGA", "UNSC", "IAEA"} <= {r["body"] for r in russia["votes"]}


def test_a_states_neighbours_are_named_with_the_votes_behind_them(run: Run) -> None:
    us = json.loads(run("state", "United States", "--format", "json").out)
    assert "ISR" in {r["state"] for r in us["nearest"]}
    assert us["nearest"][0]["agreement"] > us["farthest"][0]["agreement"]
    assert min(r["n"] for r in us["nearest"] + us["farthest"]) >= 30


@pytest.mark.parametrize("fmt", ["text", "jsonl", "csv", "html"])
def test_a_state_can_be_shown_in_every_form(run: Run, fmt: str) -> None:
    answer = run("state", "Lithuania", "--format", fmt)
    assert answer.code == 0, answer.err
    assert "Lithuania" in answer.out


def test_no_outcome_or_tally_of_the_core_record_is_left_unexplained(run: Run) -> None:
    found = rows(run, "audit")
    assert {r["status"] for r in found} <= {"equal", "explained"}
    assert len(found) > 100
    assert all(r["reason"] for r in found if r["status"] == "explained")


def test_the_record_can_be_asked_in_sql(run: Run) -> None:
    query = "select state from positions where id = 'UNGA A/RES/ES-11/1 2022-03-02' and position = 'no' order by state"
    assert [r["state"] for r in rows(run, "sql", query)] == ["BLR", "ERI", "PRK", "RUS", "SYR"]


def test_sql_reads_no_files_of_the_machine(run: Run) -> None:
    answer = run("sql", "select * from read_csv('README.md')")
    assert answer.code == 2
    assert answer.out == ""


def test_agreement_of_a_pair_is_the_same_either_way_round_and_names_its_assumption(run: Run) -> None:
    one, other = rows(run, "agree", "China", "Russia")[0], rows(run, "agree", "Russia", "China")[0]
    assert (one["n"], one["agreement"]) == (other["n"], other["agreement"])
    assert list(one)[:5] == ["state_a", "state_b", "n", "agreement", "measure"]
    assert 0.5 < one["agreement"] <= 1
    assert "left out" in one["record"]


def test_agreement_can_be_had_by_year_with_every_other_state_and_for_all_pairs(run: Run) -> None:
    years = rows(run, "agree", "China", "Russia", "--by", "year", "--since", "2018-01-01")
    assert [r["year"] for r in years] == sorted(r["year"] for r in years)
    others = [r for r in rows(run, "agree", "China") if r["agreement"] is not None]
    assert [r["agreement"] for r in others] == sorted((r["agreement"] for r in others), reverse=True)
    pairs = rows(run, "agree", "--matrix", "China", "Russia", "United States")
    assert [(r["state_a"], r["state_b"]) for r in pairs] == [("CHN", "RUS"), ("CHN", "USA"), ("RUS", "USA")]


def test_agreement_over_few_votes_is_withheld_not_shown_small(run: Run) -> None:
    [few] = rows(run, "agree", "China", "Russia", "--since", "2022-03-01", "--until", "2022-03-03")
    assert few["n"] < 10
    assert few["agreement"] is None


def test_a_list_of_votes_says_what_it_may_lack(run: Run) -> None:
    whole = run("votes", "--body", "UNSC", "--limit", "1", "--format", "text").out
    assert "Security Council: every adopted text of 25 January 1946 to 31 October 2025." in whole
    chosen = run("votes", "--body", "UNGA", "--limit", "1", "--format", "csv").out
    assert "General Assembly: a choice." in chosen
    assert "every adopted text" not in chosen


@pytest.mark.parametrize(("state", "said"), [("India", True), ("China", False), ("Soviet Union", False)])
def test_a_state_that_never_had_a_veto_is_not_said_to_have_cast_none(run: Run, state: str, said: bool) -> None:
    answer = run("vetoes", "--by", state, "--format", "text").out
    assert ("never been a permanent member" in answer) is said


def test_a_person_sees_what_differs_and_a_program_every_check(run: Run) -> None:
    told = run("audit", "--format", "text").out
    assert "0 unexplained" in told
    assert " equal " not in told.partition("On Record")[0]
    every = rows(run, "audit")
    assert f"{len(every):,} checks" in told
    equal = rows(run, "audit", "--status", "equal")
    assert 0 < len(equal) < len(every)
    assert {r["status"] for r in equal} == {"equal"}


def test_labels_that_the_record_lacks_are_not_passed_off_as_an_answer(run: Run) -> None:
    for words, told in (
        (("--issue", "nuclear"), "onrecord update brings them"),
        (("--committee", "third"), "No vote of a"),
    ):
        assert told in " ".join(run("votes", *words, "--format", "text").out.split())


def test_agreement_says_that_vetoed_drafts_known_by_their_vetoers_alone_are_left_out(run: Run) -> None:
    told = " ".join(run("agree", "USSR", "USA", "--body", "UNSC", "--format", "text").out.split())
    assert "opponents look more alike than they were" in told
