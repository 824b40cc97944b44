"""What holds for every text: spans are quotes, order is kept, an idle paragraph moves nothing."""

import datetime as dt
from importlib import resources

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading import document_from_text, read, read_claims
from onrecord.reading.dates import find_dates
from onrecord.reading.lexicon import wordings
from onrecord.reading.numbers import find_numbers, parse_cardinal

_SENTENCES = sorted({e for name in ("votes", "tallies", "outcomes") for w in wordings("en", name) for e in w.reads})
_BODIES = (
    "The Security Council met on Friday.",
    "The General Assembly met.",
    "The Human Rights Council met in Geneva.",
)
_DAY = dt.date(2022, 3, 4)
_stories = st.lists(st.sampled_from([*_SENTENCES, *_BODIES]), min_size=1, max_size=8).map(
    lambda parts: "UNITED NATIONS. The United Nations met.\n\n" + ". ".join(parts) + "."
)


@settings(max_examples=60, deadline=None)
@given(_stories)
def test_every_span_is_its_quote(text: str) -> None:
    reading = read(document_from_text(text, published=_DAY))
    body = reading.document.body
    assert all(c.span.of(body) == c.quote for c in reading.claims)
    assert all(s.span.of(body) == s.quote for s in reading.statements)
    assert all(d.span.of(body) == d.quote for d in reading.deeds)
    assert all(u.span.of(body) == u.quote for u in reading.unread)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text: str) -> None:
    if not text.strip() or "\0" in text:
        return
    document = document_from_text("The United Nations.\n\n" + text + " voted against.", published=_DAY)
    for claim in read_claims(document)[0]:
        assert claim.span.of(document.body) == claim.quote


@settings(max_examples=40, deadline=None)
@given(_stories)
def test_an_idle_paragraph_at_the_end_changes_no_claim(text: str) -> None:
    alone, _, _ = read_claims(document_from_text(text, published=_DAY))
    longer, _, _ = read_claims(document_from_text(text + "\n\nIt rained in the evening.", published=_DAY))
    assert longer == alone


@settings(max_examples=40, deadline=None)
@given(_stories)
def test_reading_twice_reads_the_same(text: str) -> None:
    document = document_from_text(text, published=_DAY)
    assert read(document) == read(document)


@given(st.integers(min_value=1, max_value=199))
def test_a_number_written_out_is_that_number(value: int) -> None:
    words = _words(value)
    assert parse_cardinal(words) == value
    assert [n.value for n in find_numbers(f"There were {words} of them")] == [value]


@given(st.dates(min_value=dt.date(1946, 1, 1), max_value=dt.date(2030, 12, 31)))
def test_a_full_date_is_that_day_however_it_is_written(day: dt.date) -> None:
    for form in ("%B %-d, %Y", "%-d %B %Y", "%Y-%m-%d", "%A, %B %-d, %Y"):
        (mention,) = find_dates(f"It met on {day.strftime(form)}.", None)
        assert mention.hint.exact == day


def test_a_bare_year_lends_its_year_to_no_day() -> None:
    mentions = find_dates("Between 2006 and 2017 it met often. In April it met again.", None)
    assert all(m.hint.first is None for m in mentions if m.text == "In April")


def test_the_language_pack_is_inside_the_package() -> None:
    names = {p.name for p in (resources.files("onrecord") / "data" / "lexicon" / "en").iterdir()}
    assert {"votes.toml", "tallies.toml", "outcomes.toml", "grammar.toml", "words.toml"} <= names


_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()


def _words(value: int) -> str:
    if value < 20:
        return _UNITS[value]
    if value < 100:
        tens, unit = divmod(value, 10)
        return _TENS[tens] + (f"-{_UNITS[unit]}" if unit else "")
    return "one hundred" + (f" and {_words(value - 100)}" if value > 100 else "")
