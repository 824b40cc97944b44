"""Statements about the rules, kept as data, agree with the rules as computed and with the seats."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from onrecord.procedure import (
    RuleStatement,
    answer,
    debate_due,
    decide,
    rule_statement,
    rule_statements,
    rules_about,
    rules_with,
    threshold,
    topics,
    working_days_between,
)
from onrecord.procedure.citations import citations, cite
from onrecord.procedure.ruling import TO_BE_CHECKED
from onrecord.states import council_members, members_on, permanent_members
from onrecord.terms import Body, DataError, Outcome, Tally, UsageError

ALL = tuple(rule_statements().values())
MAJORITY_WORDS = {"simple", "two_thirds", "two_thirds_of_members", "absolute"}


def test_a_statement_has_words_an_authority_and_something_to_compare() -> None:
    assert 60 <= len(ALL) <= 140
    for s in ALL:
        assert s.sentence.endswith("."), s.id
        assert s.citation, s.id
        assert s.facts, s.id
        assert s.first is None or s.last is None or s.first <= s.last, s.id
        assert s.facts.get("majority", "simple") in MAJORITY_WORDS, s.id


def test_only_words_used_of_any_vote_are_stated_without_a_body() -> None:
    assert {s.topic for s in ALL if s.body is None} == {"abstention", "consensus", "draft", "sponsors"}


def test_a_statement_still_to_be_checked_says_so_where_it_is_cited() -> None:
    doubtful = [s for s in ALL if not s.firm]
    assert doubtful
    assert all(TO_BE_CHECKED in s.cited for s in doubtful)
    assert all(s.cited == s.citation for s in ALL if s.firm)


def test_a_ground_still_to_be_checked_says_so_where_it_is_cited() -> None:
    for key, citation in citations().items():
        assert (TO_BE_CHECKED in cite(key)) is not citation.firm
    with pytest.raises(DataError, match="no_such_rule"):
        cite("no_such_rule")


@pytest.mark.parametrize("s", [s for s in ALL if "permanent_members" in s.facts], ids=lambda s: s.id)
def test_who_the_permanent_members_are_agrees_with_the_seats(s: RuleStatement) -> None:
    last = s.last or date(2025, 12, 31)
    assert s.first is not None
    for day in (s.first, last):
        assert s.facts["permanent_members"] == permanent_members(day)


def test_the_permanent_members_are_stated_for_every_day_once() -> None:
    for day in (date(1946, 1, 17), date(1971, 10, 25), date(1971, 10, 26), date(1991, 12, 23), date(1991, 12, 24)):
        assert len(rules_about(Body.UNSC, "permanent_members", day)) == 1


@pytest.mark.parametrize("s", [s for s in ALL if s.body is Body.UNGA and "size" in s.facts], ids=lambda s: s.id)
def test_how_many_members_the_assembly_has_agrees_with_the_seats(s: RuleStatement) -> None:
    assert s.first is not None
    for day in (s.first, s.last or date(2025, 12, 31)):
        assert len(members_on(day)) == s.facts["size"], day


@pytest.mark.parametrize("day", [date(1950, 6, 25), date(1965, 12, 31), date(1966, 1, 1), date(2022, 2, 25)])
def test_sizes_and_thresholds_agree_with_the_rule_that_decides(day: date) -> None:
    rule = threshold(Body.UNSC, day)
    sizes = {s.facts["size"] for s in rules_with(Body.UNSC, "size", day)}
    needed = {s.facts["affirmative_needed"] for s in rules_about(Body.UNSC, "majority", day)}
    assert sizes == {rule.size} == {len(council_members(day))}
    assert needed == {rule.affirmative_needed}
    (statement,) = rules_about(Body.UNSC, "majority", day)
    count = rule.affirmative_needed or 0
    assert decide(Body.UNSC, Tally(count, 0, 0), day).outcome is Outcome.ADOPTED
    assert decide(Body.UNSC, Tally(count - 1, 0, 0), day).outcome is Outcome.REJECTED
    assert statement.firm


def test_a_veto_is_stated_where_the_rule_knows_one_and_nowhere_else() -> None:
    against = ["CHN", "FRA", "GBR", "RUS", "USA"]
    day = date(2022, 5, 26)
    for body in Body:
        vetoed = decide(body, Tally(10, 5, 0), day, noes=against).outcome is Outcome.VETOED
        stated = {s.facts["veto"] for s in rules_about(body, "veto", day) if "veto" in s.facts and s.body is body}
        assert stated == {vetoed}


def test_ten_working_days_are_what_the_calendar_counts() -> None:
    day = date(2024, 4, 18)
    assert rule_statement("veto_debate_ten_working_days").facts["working_days"] == working_days_between(
        day, debate_due(day)
    )
    assert not rule_statement("veto_debate_ten_working_days").holds_on(date(2022, 4, 25))


def test_nobody_is_obliged_to_explain_a_veto() -> None:
    assert rule_statement("veto_explanation_invited_not_obliged").facts["obliged"] is False


@pytest.mark.parametrize(("body", "binding"), [(Body.UNSC, True), (Body.UNGA, False), (Body.UNHRC, False)])
def test_only_the_council_binds(body: Body, binding: bool) -> None:
    stated = {s.facts["binding"] for s in rules_about(body, "binding") if "binding" in s.facts}
    assert stated == {binding}


def test_statements_of_one_topic_do_not_contradict_each_other_on_one_day() -> None:
    # A topic with one answer a day: two statements in force at once must agree on the keys they share.
    single = {"composition", "permanent_members", "majority", "procedural", "term", "binding", "abstention", "veto"}
    day = date(1946, 1, 17)
    while day < date(2026, 1, 1):
        for body in Body:
            for topic in single:
                values: dict[str, object] = {}
                for s in rules_about(body, topic, day):
                    if s.body is not body:
                        continue
                    for key, value in s.facts.items():
                        assert values.setdefault(key, value) == value, (s.id, key, day)
        day += timedelta(days=400)


def test_rules_are_found_by_body_topic_and_day() -> None:
    ids = [s.id for s in rules_about(Body.UNSC, "majority", date(2022, 2, 25))]
    assert ids == ["unsc_nine_votes_no_veto"]
    assert "consensus_is_no_vote" in [s.id for s in rules_about(Body.UNGA, "consensus")]
    assert "unhrc_suspension_two_thirds" not in [s.id for s in rules_about(Body.UNHRC, "suspension_rights_council")]


@pytest.mark.parametrize(
    ("body", "key", "value", "day", "holds"),
    [
        (Body.UNSC, "affirmative_needed", 9, date(2022, 2, 25), True),
        (Body.UNSC, "affirmative_needed", 9, date(1950, 6, 25), False),
        (Body.UNSC, "affirmative_needed", 10, date(2022, 2, 25), False),
        (Body.UNSC, "permanent_members", ("USA", "CHN", "FRA", "GBR", "RUS"), date(2022, 2, 25), True),
        (Body.UNSC, "permanent_members", ("USA", "CHN", "DEU", "GBR", "RUS"), date(2022, 2, 25), False),
        (Body.UNSC, "term_years", 3, date(2022, 2, 25), False),
        (Body.UNGA, "majority", "two_thirds", date(2022, 3, 2), True),
        (Body.UNGA, "majority", "simple", date(2022, 3, 2), True),
        (Body.UNGA, "working_days", 5, date(2022, 5, 26), False),
        (Body.UNGA, "size", 192, date(2022, 3, 2), False),
        (Body.UNGA, "binding", True, date(2022, 3, 2), False),
        (Body.IAEA, "majority", "absolute", date(2022, 3, 3), None),
        (Body.UNHRC, "working_days", 10, date(2022, 3, 4), None),
    ],
)
def test_an_asserted_rule_is_held_against_every_statement_that_speaks_to_it(
    body: Body, key: str, value: bool | int | str | tuple[str, ...], day: date, holds: bool | None
) -> None:
    assert answer(body, key, value, day).holds is holds


def test_an_unknown_topic_or_id_is_refused() -> None:
    with pytest.raises(UsageError, match="binding"):
        rules_about(Body.UNSC, "weather")
    with pytest.raises(UsageError, match="nine_lives"):
        rule_statement("nine_lives")


def test_the_page_on_rules_names_every_topic_and_every_fact() -> None:
    rules_page = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
    for topic in topics():
        assert f"`{topic}`" in rules_page, topic
    for key in sorted({key for s in ALL for key in s.facts}):
        assert f"`{key}`" in rules_page, key
