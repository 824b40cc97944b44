import re

from hypothesis import given
from hypothesis import strategies as st
from sample_story import story

from onrecord.report import story_text
from onrecord.report.terminal import Pen
from onrecord.report.text import plain, wrap_spans


def lines_with(text: str, words: str) -> list[int]:
    return [i for i, line in enumerate(text.splitlines()) if words in line]


def test_wrong_claims_come_first_and_right_ones_last() -> None:
    text = story_text(story(), 80)
    assert text.index("CONTRADICTED") < text.index("AMBIGUOUS") < text.index("Right")
    assert "5 claims about votes: 3 contradicted, 1 ambiguous and 1 supported." in text


def test_the_wrong_number_is_underlined_and_nothing_else() -> None:
    text = story_text(story(), 120).splitlines()
    row = next(i for i, line in enumerate(text) if "by 142 votes to 5" in line)
    assert text[row + 1].strip() == "^^^"
    at = text[row + 1].index("^")
    assert text[row][at : at + 3] == "142"


def test_the_word_sole_carries_the_error_of_not_being_the_only_one() -> None:
    text = story_text(story(), 120).splitlines()
    row = next(i for i, line in enumerate(text) if "the sole country" in line)
    at = text[row].index("sole")
    assert text[row + 1] == " " * at + "^^^^"


def test_the_records_answer_stands_under_the_sentence_with_its_source() -> None:
    text = story_text(story(), 80)
    assert "China abstained; only Russia voted against." in text
    assert "Source: S/PV.8979" in " ".join(text.split())


def test_what_was_not_read_is_told_with_its_reason() -> None:
    text = story_text(story(), 80)
    assert "Not read: 1 sentence that speaks of a vote" in text
    assert "no voter found: A hundred delegates" in text


def test_the_last_line_names_the_record_and_its_reach() -> None:
    text = story_text(story(), 100)
    assert text.rstrip().endswith("core record 0123456789ab, through UNGA 2025-10-29, UNSC 2025-09-30")


def test_without_colour_there_is_no_escape_and_with_it_the_words_are_the_same() -> None:
    bare = story_text(story(), 80)
    coloured = story_text(story(), 80, colour=True)
    assert "\x1b" not in bare
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == bare


def test_no_line_is_wider_than_asked() -> None:
    for width in (40, 60, 88):
        assert max(len(line) for line in story_text(story(), width).splitlines()) <= width


@given(st.text())
def test_text_made_plain_keeps_every_offset_and_no_control(text: str) -> None:
    safe = plain(text)
    assert len(safe) == len(text)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", safe)


@given(st.text(alphabet="ab \u4e2d", max_size=200), st.integers(8, 40))
def test_wrapped_lines_lose_nothing_but_spaces(text: str, width: int) -> None:
    lines = wrap_spans(text, width)
    assert "".join(s.of(text) for s in lines).replace(" ", "") == text.replace(" ", "")


def test_a_pen_without_colour_writes_the_bare_words() -> None:
    assert Pen(False)("no", "31") == "no"
    assert Pen(True)("no", "31") == "\x1b[31mno\x1b[0m"
