"""Stories nobody would write: none may hang the reader, break it, or take the rest of the story with it."""

from time import process_time

import pytest

from onrecord.reading import document_from_text, read
from onrecord.terms import UsageError

_SECONDS = 8.0  # what is guarded against takes minutes or hours; plain prose of this size takes about one
_SIZE = 100_000
_HEAD = "UNITED NATIONS, March 3, 2022 - The General Assembly adopted the resolution by 141 votes to 5.\n\n"
_UNITS = {
    "open brackets": "(",
    "nested brackets": "(a",
    "spaces": " ",
    "blank lines": "\n",
    "full stops": ".",
    "commas": ",",
    "listed letters": "a, ",
    "one endless word": "a",
    "hyphens": "a-",
    "at signs": "a@",
    "slashes": "A/RES/",
    "apostrophes": "a'",
    "quotation marks": '"',
    "opened quotations": "“a ",
    "noes": "no ",
    "counts": "1-",
    "dates": "3 March 2022 ",
    "resolutions": "resolution 1973 ",
    "vetoes": "vetoed ",
    "votes against": "voted against ",
    "states": "France, Russia and China, ",
    "bodies": "the Security Council voted ",
    "numbers in words": "one hundred and ",
    "tallies": "141 in favour, 5 against, 35 abstentions; ",
    "characters the reader uses itself": "\ue000\ue001\ue200\ue400\uf8ff ",
    "combining marks": "\u0301",
    "emoji": "😀👨‍👩‍👧‍👦🇫🇷",
    "reversed writing": "\u202eabc مرحبا ",
    "Chinese": "联合国大会投票",
}


@pytest.mark.parametrize("unit", _UNITS.values(), ids=_UNITS)
def test_a_run_of_anything_ends_in_time_and_the_story_before_it_is_still_read(unit: str) -> None:
    begun = process_time()
    reading = read(document_from_text(_HEAD + unit * (_SIZE // len(unit))))
    assert process_time() - begun < _SECONDS
    assert any(count.number == 141 for claim in reading.claims for count in claim.asserts.counts)


def test_a_sentence_too_long_to_read_is_told_by_its_beginning() -> None:
    reading = read(document_from_text(_HEAD + "Russia voted against the text and " * 500))
    told = [u for u in reading.unread if "without the end of a sentence" in u.reason]
    assert [u.quote for u in told] == [told[0].span.of(reading.document.body)]
    assert told[0].quote.startswith("Russia voted against")
    assert len(told[0].quote) <= 200


@pytest.mark.parametrize("unit", ["<p>x</p>", "<script>", "<div>", "<!--", "<a href=x>", "&amp;", "<", "</style>"])
def test_a_page_made_of_one_tag_ends_in_time(unit: str) -> None:
    begun = process_time()
    document = document_from_text(f"<html><body><p>The Council met.</p>{unit * (400_000 // len(unit))}")
    assert process_time() - begun < _SECONDS
    assert document.body.startswith("The Council met.")


def test_a_script_never_closed_gives_no_words_even_where_a_page_is_too_deep_to_parse() -> None:
    page = "<html><body><p>The Council met.</p>" + "<div>" * 700 + "<p>It voted.</p><SCRIPT>alert(1)"
    assert document_from_text(page).body == "The Council met.\n\nIt voted."
    closed = document_from_text(page + "</Script ><p>It rose.</p>").body
    assert closed == "The Council met.\n\nIt voted.\n\nIt rose."


def test_equal_neighbours_are_all_read() -> None:
    page = "<html><body><article><p>It voted.</p><p>It voted.</p></article></body></html>"
    assert document_from_text(page).body == "It voted.\n\nIt voted."


def test_half_a_letter_is_replaced_one_for_one_so_that_the_answer_can_be_written() -> None:
    document = document_from_text("---\ntitle: a\ud800b\n---\nThe Council \udcff voted.")
    assert (document.title, document.body) == ("a\ufffdb", "The Council \ufffd voted.")


def test_a_text_longer_than_any_story_is_refused_before_it_is_read() -> None:
    begun = process_time()
    with pytest.raises(UsageError, match="at most 2,000,000 characters"):
        document_from_text("The Council voted. " * 200_000)
    assert process_time() - begun < _SECONDS


def test_a_language_the_page_makes_up_is_not_believed() -> None:
    assert document_from_text("---\nlanguage: ../../etc\n---\nThe Council voted.").language == "en"
    assert document_from_text("The Council voted.", language="FR-be").language == "fr"
