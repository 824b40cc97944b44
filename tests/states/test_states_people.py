"""Speakers are known by name, and in the role they held that day."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.states import Person, all_states, find_people, find_states, people


def found(text: str, on: date | None = None) -> list[tuple[str, str]]:
    return [(m.span.of(text), m.person.name) for m in find_people(text, on)]


def test_the_table_is_broad_dated_and_admits_its_source() -> None:
    known = people()
    codes = {one.code for one in all_states()}
    assert len(known) >= 250
    assert all(person.source and person.role and person.first for person in known)
    assert all(person.last is None or person.first is None or person.first <= person.last for person in known)
    assert all(person.state in codes or (person.state is None and person.organisation) for person in known)


@pytest.mark.parametrize(
    ("text", "on", "role", "state"),
    [
        ("Zhang Jun", date(2022, 3, 2), "Permanent Representative to the United Nations", "CHN"),
        ("George Bush", date(1971, 10, 25), "Permanent Representative to the United Nations", "USA"),
        ("George Bush", date(1990, 11, 29), "President", "USA"),
        ("Sergey Lavrov", date(2000, 1, 1), "Permanent Representative to the United Nations", "RUS"),
        ("Sergei Lavrov", date(2022, 3, 2), "Foreign Minister", "RUS"),
        ("Geng Shuang", date(2019, 1, 1), "Foreign Ministry spokesperson", "CHN"),
        ("Geng Shuang", date(2022, 9, 1), "Deputy Permanent Representative to the United Nations", "CHN"),
        ("Antonio Guterres", date(2022, 2, 25), "Secretary-General", None),
    ],
)
def test_the_role_is_that_of_the_day(text: str, on: date | None, role: str, state: str | None) -> None:
    (mention,) = find_people(f"On Friday {text} told reporters", on)
    assert (mention.person.role, mention.person.state) == (role, state)


@pytest.mark.parametrize("spelling", ["Nebenzia", "Nebenzya", "Vasily Nebenzya", "VASSILY NEBENZIA"])
def test_other_spellings_are_the_same_person(spelling: str) -> None:
    assert [name for _, name in found(f"Russia's {spelling} said")] == ["Vassily Nebenzia"]


def test_a_common_surname_needs_an_introduction_or_a_title() -> None:
    assert found("Zhang said so.") == []
    assert found("Zhang Jun spoke. Zhang said so.") == [("Zhang Jun", "Zhang Jun"), ("Zhang", "Zhang Jun")]
    assert found("President Xi said so.", date(2022, 3, 2)) == [("Xi", "Xi Jinping")]


def test_ordinary_words_are_not_people() -> None:
    assert found("veto power in young hands; a cliff, a wood, a rice field; Power grew") == []


def test_another_persons_surname_is_not_the_one_we_know() -> None:
    assert found("Marina Putin and Alexei Lavrov dined") == []


@given(st.sampled_from(people()))
def test_every_full_name_is_found_as_that_person_and_as_no_state(person: Person) -> None:
    text = f"The envoy, {person.name}, abstained."
    names = [name for quoted, name in found(text, person.first) if quoted == person.name]
    assert names == [person.name]
    assert find_states(text) == ()


@given(st.text(max_size=60), st.sampled_from(people()), st.text(max_size=60))
def test_spans_quote_the_text_in_order_without_overlap(before: str, person: Person, after: str) -> None:
    text = f"{before} {person.name} {after}"
    mentions = find_people(text)
    assert all(m.span.of(text) for m in mentions)
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))


def test_a_month_and_a_country_are_not_people_introduced_before() -> None:
    assert found("Theresa May resigned in May 2019; Mrs May left.") == [
        ("Theresa May", "Theresa May"),
        ("May", "Theresa May"),
    ]
    assert found("António Costa met Costa Rica. Costa left.") == [
        ("António Costa", "António Costa"),
        ("Costa", "António Costa"),
    ]


@pytest.mark.parametrize("lead", ["On Tuesday ", "Russian ", "But ", "He said that "])
def test_a_day_or_a_demonym_before_a_surname_is_no_given_name(lead: str) -> None:
    assert found(f"{lead}Putin spoke") == [("Putin", "Vladimir Putin")]
