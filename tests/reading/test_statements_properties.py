"""Whatever the text, statements quote it exactly, look back only, and take no longer than its length allows."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.document import document_from_text
from onrecord.reading.statements import read_statements

_PIECES = st.sampled_from(
    (
        "“|”|\"|‘|’|'|«|»| | | |, |. |: |; |\n\n|\n|said|told|according to|saying|he|She|it|China|Beijing's|"
        "the Turkish foreign minister|Ana Quispe|Wang Yi|the king|Reuters|state media|"
        "that the vote was lost|We object|and|who|in a statement|on Tuesday|the UN|(AP)|not|will|王毅|…|"
        "called on"
    ).split("|")
)
STORY = (
    "According to Xinhua, China's envoy, Zhang Jun, said the text was “hasty”. He added that it would fail.\n\n"
    "“We shall see,” answered Ukraine's Sergiy Kyslytsya. “Or not.”\n\nMoscow called it “a farce”, diplomats said."
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=40).map(" ".join))
def test_every_statement_is_a_slice_of_the_text_in_order(text: str) -> None:
    if not text.strip():
        return
    document = document_from_text(text)
    statements = read_statements(document)
    assert [s.id for s in statements] == [f"s{i}" for i in range(1, len(statements) + 1)]
    assert [s.span.start for s in statements] == sorted(s.span.start for s in statements)
    for s in statements:
        assert s.quote == s.span.of(document.body)
        assert s.speaker
        parts = s.quote_text.split(" [...] ") if s.direct else [s.quote_text]
        assert all(part in s.quote for part in parts)


@settings(max_examples=100, deadline=None)
@given(st.lists(_PIECES, max_size=30).map(" ".join))
def test_an_unrelated_paragraph_at_the_end_changes_no_earlier_statement(text: str) -> None:
    longer = text.rstrip() + ".\n\nThe weather in the valley stayed mild and dry all week."
    if not text.strip():
        return
    assert read_statements(document_from_text(text.rstrip() + "."))[:] == read_statements(document_from_text(longer))


def test_the_same_story_reads_the_same_twice() -> None:
    assert read_statements(document_from_text(STORY)) == read_statements(document_from_text(STORY))
    assert len(read_statements(document_from_text(STORY))) == 4


@pytest.mark.parametrize(
    "text",
    [
        '"a" ' * 250_000,
        "“a” he said. " * 20_000,
        "“ " * 100_000,
        "‘a s’ b " * 40_000,
        "China said, " * 20_000,
        "China, the state of the state of " * 8_000,
        "Ana Quispe, " * 20_000,
        "said " * 50_000,
        "“a\n\n" * 40_000,
        "Zhang, who said who said, " * 10_000,
        "A" * 1_000_000,
        "'s " * 80_000,
    ],
    ids=[
        "straight",
        "turns",
        "open",
        "single",
        "said",
        "of",
        "names",
        "verbs",
        "paragraphs",
        "relatives",
        "word",
        "genitives",
    ],
)
def test_hostile_text_up_to_a_megabyte_is_read_in_seconds(text: str) -> None:
    start = time.process_time()
    read_statements(document_from_text(text))
    assert time.process_time() - start < 8
