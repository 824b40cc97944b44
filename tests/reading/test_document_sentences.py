"""Sentences end where a reader would say they end, and their spans always fit the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.document import document_from_text
from onrecord.reading.sentences import split_paragraphs, split_sentences


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text, split_paragraphs(text))]


@pytest.mark.parametrize(
    "whole",
    [
        "The U.S. Ambassador met Amb. Kim, Sen. Risch and Gen. Milley in N. Korea.",
        "Resolution No. 5 and Res. 2397, para. 3, were cited on Jan. 5, 2021.",
        "George W. Bush and J. F. Kennedy spoke at the U.N. in 1962.",
        "It worked with the U.S. in response to St. Petersburg.",
        "The price rose by 3.5 percent to $4.20 a barrel.",
        "“Is this a veto?” Ambassador Kim asked.",
        "“Stop it!” he said.",
        "1. The Council decides to meet.",
        "He waited ... and then voted.",
    ],
)
def test_one_sentence_stays_whole(whole: str) -> None:
    assert sentences(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("He left for the U.S. The vote came later.", ["He left for the U.S.", "The vote came later."]),
        ("“We vote.” He sat down.", ["“We vote.”", "He sat down."]),
        ('"Stop now. Silence the guns."', ['"Stop now.', 'Silence the guns."']),
        ("It passed. (Reuters)", ["It passed.", "(Reuters)"]),
        ("A headline\nA first line that ends.\nA second.", ["A headline", "A first line that ends.", "A second."]),
        ("Did it pass? No. It failed!", ["Did it pass?", "No.", "It failed!"]),
        (
            "A line of a press release that was wrapped by hand at some width, so\nthat it goes on here.\n\nNext.",
            ["A line of a press release that was wrapped by hand at some width, so\nthat it goes on here.", "Next."],
        ),
        ("No stop at all\n\nNext", ["No stop at all", "Next"]),
    ],
)
def test_sentences_and_lines_are_cut(text: str, cut: list[str]) -> None:
    assert sentences(text) == cut


_PIECES = st.sampled_from(
    [
        "U.S. ",
        "Mr. ",
        "said",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        ". ",
        "? ",
        "“",
        "”",
        '"',
        "He ",
        "no. 5",
        "…",
        "A",
        "\t",
        "\u00a0",
        "é",
        "王",
        ".",
        "!",
        "(",
        ")",
    ]
)


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_spans_are_ordered_trimmed_nested_and_lose_no_word(text: str) -> None:
    if not text.strip():
        return
    got = document_from_text(text)
    assert got.body == text
    at = 0
    for span in got.sentences:
        words = span.of(text)
        assert words == words.strip() != ""
        assert span.start >= at
        assert not text[at : span.start].strip()
        assert any(paragraph.covers(span) for paragraph in got.paragraphs)
        assert "\n\n" not in words
        at = span.end
    assert not text[at:].strip()
    for one, two in zip(got.paragraphs, got.paragraphs[1:], strict=False):
        assert one.end < two.start or not text[one.end : two.start].strip()


def test_an_added_paragraph_changes_no_earlier_sentence() -> None:
    text = "First one. Second one by Mr. X"
    assert sentences(text + "\n\nMore. And more.")[:2] == sentences(text)
