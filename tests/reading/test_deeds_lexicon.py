"""What states do to one another is read as done by one to the other, and never when only wished, planned or denied."""

import tomllib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.deeds import deed_rules, read_deeds
from onrecord.reading.document import document_from_text
from onrecord.reading.speech_words import lexicon_text
from onrecord.terms import Deed, EventType

RULES = tomllib.loads(lexicon_text("deeds.toml"))["deed"]


def deeds(text: str, published: date | None = None) -> tuple[Deed, ...]:
    return read_deeds(document_from_text(text, published=published))


@pytest.mark.parametrize(("rule", "row"), [(rule["id"], row) for rule in RULES for row in rule["reads"]])
def test_each_rule_reads_its_own_examples(rule: str, row: list[str]) -> None:
    found = [d for d in deeds(row[0]) if d.rule == rule]
    assert [(d.actor or "", d.recipient or "") for d in found] == [(row[1], row[2])]


@pytest.mark.parametrize(("rule", "sentence"), [(rule["id"], text) for rule in RULES for text in rule["skips"]])
def test_each_rule_leaves_its_counter_examples_alone(rule: str, sentence: str) -> None:
    assert not [d for d in deeds(sentence) if d.rule == rule]


def test_every_rule_has_examples_and_a_type_of_its_own() -> None:
    assert len({rule.id for rule in deed_rules()}) == len(RULES)
    assert all(rule["reads"] and rule["skips"] for rule in RULES)


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "kind"),
    [
        ("After the vote Romania expelled ten Russian diplomats.", "ROU", "RUS", EventType.COERCE),
        ("The Dutch government froze the assets of three Belarusian companies.", "NLD", "BLR", EventType.SANCTION),
        ("Pyongyang has test-fired a long-range missile.", "PRK", None, EventType.MOBILIZE),
        ("Egyptian and Qatari envoys met in Doha. Egypt supplied food to Sudan.", "EGY", "SDN", EventType.AID),
        (
            "In a telephone call with his Indian counterpart, Sergei Lavrov promised oil.",
            "RUS",
            "IND",
            EventType.CONSULT,
        ),
    ],
)
def test_deeds_of_several_kinds_are_read(text: str, actor: str, recipient: str | None, kind: EventType) -> None:
    assert (actor, recipient, kind) in [(d.actor, d.recipient, d.type) for d in deeds(text)]


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("Iraq invaded Kuwait on 2 August 1990.", None, date(1990, 8, 2)),
        ("Iran seized a Greek tanker on Friday.", date(2022, 5, 29), date(2022, 5, 27)),
        ("Iran seized a Greek tanker yesterday.", date(2022, 5, 28), date(2022, 5, 27)),
        ("Iran seized a Greek tanker on Friday.", None, None),
        ("Iran seized a Greek tanker in May.", date(2022, 5, 29), None),
    ],
)
def test_a_deed_has_a_day_only_when_the_sentence_gives_one(text: str, published: date | None, day: date | None) -> None:
    (deed,) = deeds(text, published)
    assert deed.date == day


def test_words_in_quotation_marks_are_no_deeds_of_the_story() -> None:
    assert deeds("“Iran seized a Greek tanker,” the captain said.") == ()


_PIECES = st.sampled_from(
    (
        "China|Russia's|invaded|Ukraine|imposed sanctions on|in a call with|said|by|not|it|,|.|\n\n|“|”|İ|on Friday"
    ).split("|")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=30).map(" ".join))
def test_every_deed_is_a_slice_of_the_text_in_order(text: str) -> None:
    if not text.strip():
        return
    document = document_from_text(text)
    found = read_deeds(document)
    assert [d.id for d in found] == [f"d{i}" for i in range(1, len(found) + 1)]
    for d in found:
        assert d.quote == d.span.of(document.body)
        assert d.actor or d.recipient
    longer = document_from_text(text + "\n\nThe valley stayed dry.")
    assert read_deeds(longer)[: len(found)] == found or text.rstrip()[-1:] not in ".”"
