"""States are found in running text, and what only looks like one is not."""

import string
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.states import all_states, find_states
from onrecord.states.crosswalk import edited_names


def found(text: str, on: date | None = None) -> list[tuple[str, str]]:
    return [(m.text, " ".join(m.codes)) for m in find_states(text, on)]


NAMED = [
    ("Niger and Nigeria abstained.", [("Niger", "NER"), ("Nigeria", "NGA")]),
    ("Nigerien and Nigerian envoys", [("Nigerien", "NER"), ("Nigerian", "NGA")]),
    ("Oman, Romania and a woman", [("Oman", "OMN"), ("Romania", "ROU")]),
    ("Mali, Somalia, Malians, Somalis", [("Mali", "MLI"), ("Somalia", "SOM"), ("Malians", "MLI"), ("Somalis", "SOM")]),
    ("Dominica and the Dominican Republic", [("Dominica", "DMA"), ("Dominican Republic", "DOM")]),
    ("the Dominican envoy", [("Dominican", "DMA DOM")]),
    (
        "Guinea, Guinea-Bissau, Equatorial Guinea and Papua New Guinea",
        [("Guinea", "GIN"), ("Guinea-Bissau", "GNB"), ("Equatorial Guinea", "GNQ"), ("Papua New Guinea", "PNG")],
    ),
    (
        "the Republic of the Congo and the Democratic Republic of the Congo",
        [("Republic of the Congo", "COG"), ("Democratic Republic of the Congo", "COD")],
    ),
    ("Congo", [("Congo", "COD COG")]),
    (
        "Absent: Chad, Congo, Democratic Republic of the Congo and Gabon",
        [("Chad", "TCD"), ("Congo", "COG"), ("Democratic Republic of the Congo", "COD"), ("Gabon", "GAB")],
    ),
    ("the Democratic Republic of Congo. In Congo,", [("Democratic Republic of Congo", "COD"), ("Congo", "COD COG")]),
    ("Korea, Republic of Moldova", [("Korea", "PRK KOR"), ("Republic of Moldova", "MDA")]),
    ("Moscow-backed, not London-based", [("Moscow", "RUS")]),
    ("DRC and DR Congo", [("DRC", "COD"), ("DR Congo", "COD")]),
    ("N. Korea and South Koreans", [("N. Korea", "PRK"), ("South Koreans", "KOR")]),
    ("Korea's envoy", [("Korea", "PRK KOR")]),
    ("South Sudan and Sudan", [("South Sudan", "SSD"), ("Sudan", "SDN")]),
    ("the U.S., the US and the U.S.-led text", [("U.S.", "USA"), ("US", "USA"), ("U.S.", "USA")]),
    ("UAE and U.K. and USSR", [("UAE", "ARE"), ("U.K.", "GBR"), ("USSR", "SUN")]),
    ("Côte d’Ivoire (Ivory Coast)", [("Côte d’Ivoire", "CIV"), ("Ivory Coast", "CIV")]),
    ("Cote d'Ivoire", [("Cote d'Ivoire", "CIV")]),
    ("Türkiye, Turkiye, Turkey", [(w, "TUR") for w in ("Türkiye", "Turkiye", "Turkey")]),
    ("Burma (Myanmar)", [("Burma", "MMR"), ("Myanmar", "MMR")]),
    ("the Gambia", [("Gambia", "GMB")]),
    ("St. Kitts, St Vincent and the Grenadines", [("St. Kitts", "KNA"), ("St Vincent and the Grenadines", "VCT")]),
    ("the Holy See and the Vatican", [("Holy See", "VAT"), ("Vatican", "VAT")]),
    ("Bosnia, Micronesia, Timor-Leste", [("Bosnia", "BIH"), ("Micronesia", "FSM"), ("Timor-Leste", "TLS")]),
    ("Iran (Islamic Republic of)", [("Iran (Islamic Republic of)", "IRN")]),
    ("the former Yugoslav Republic of Macedonia", [("former Yugoslav Republic of Macedonia", "MKD")]),
    ("RUSSIA VETOES US TEXT", [("RUSSIA", "RUS"), ("US", "USA")]),
    ("the Republic of China (Taiwan)", [("Republic of China", "TWN"), ("Taiwan", "TWN")]),
    ("Saudi\nArabia and the United\r\n  Kingdom", [("Saudi\nArabia", "SAU"), ("United\r\n  Kingdom", "GBR")]),
    ("Jordan's envoy, Chad and Georgia", [("Jordan", "JOR"), ("Chad", "TCD"), ("Georgia", "GEO")]),
    ("Jordan Foreign Minister Ayman Safadi", [("Jordan", "JOR")]),
    ("talks in Male, and in Malé", [("Male", "MDV"), ("Malé", "MDV")]),
    ("Whitehall and the Quai d'Orsay", [("Whitehall", "GBR"), ("Quai d'Orsay", "FRA")]),
    ("Danes, Swedes, Poles and Turks", [("Danes", "DNK"), ("Swedes", "SWE"), ("Poles", "POL"), ("Turks", "TUR")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMED, ids=[text[:40] for text, _ in NAMED])
def test_names_demonyms_capitals_and_abbreviations_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They told us and gave us a hand.",
        "male and female voters; Male voters",
        "he ate turkey from china plates and polish sausage",
        "New Mexico, New England and the South China Sea",
        "the Sea of Japan, the Gulf of Mexico, the Indian Ocean",
        "the Paris Agreement, the Vienna Conventions, the Geneva Conventions, the Minsk agreements",
        "in Vienna, Geneva, New York, Brussels and The Hague",
        "China Daily, the Jerusalem Post, the Times of India, the Korea Times",
        "the Bank of China and the Washington Post",
        "Jordan Smith, Michael Jordan, Mr. Jordan and Chad Smith",
        "a professor at the University of Georgia; Georgia Senator Warnock",
        "Latin America, South America and an African-American poet",
        "Turkish Cypriot leaders; Northern Ireland; American Samoa",
        "https://example.com/china/russia and desk@france.org",
        "US$5 million",
        "Israel Katz spoke",
        "Romani, womanly, Malice, Chadwick, Perugia, Americas",
        "the Warsaw Pact and the Rome Statute",
    ],
)
def test_what_only_looks_like_a_state_is_not_one(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("Russia", "name"),
        ("Russian", "demonym"),
        ("Russians", "plural"),
        ("Moscow", "capital"),
        ("Kremlin", "metonym"),
        ("USSR", "abbreviation"),
        ("Korean peninsula", "place"),
        ("Benelux", "group"),
    ],
)
def test_each_mention_says_what_form_of_words_it_is(word: str, form: str) -> None:
    assert [m.form for m in find_states(f"what {word} said")] == [form]


@pytest.mark.parametrize(
    ("text", "on", "codes"),
    [
        ("Moscow", date(1980, 1, 7), "SUN"),
        ("Russia", date(1950, 1, 13), "SUN"),
        ("Russia", date(2022, 2, 25), "RUS"),
        ("the Soviet Union", date(2022, 2, 25), "SUN"),
        ("China", date(1955, 12, 13), "CHN"),
        ("Peking", date(1971, 10, 25), "CHN"),
        ("Berlin", date(1980, 1, 1), None),
        ("Berlin", date(2003, 3, 5), "DEU"),
        ("Lagos", date(1980, 1, 1), "NGA"),
        ("Lagos", date(2020, 1, 1), None),
    ],
)
def test_wordings_that_changed_hands_go_by_the_day(text: str, on: date | None, codes: str | None) -> None:
    assert [c for _, c in found(text, on)] == ([codes] if codes else [])


def test_north_and_south_need_a_korea_before_them() -> None:
    assert found("The North and the South fought; the South won.") == []
    text = "North Korea fired. The North said the South lied; the South China Sea, the North Atlantic."
    assert found(text) == [("North Korea", "PRK"), ("North", "PRK"), ("South", "KOR")]


def test_groups_carry_the_members_of_the_day() -> None:
    def codes(text: str, on: date) -> set[str]:
        (only,) = find_states(text, on)
        return set(only.codes)

    assert codes("the permanent five", date(1960, 5, 1)) == {"FRA", "GBR", "SUN", "TWN", "USA"}
    assert codes("the five permanent members", date(2022, 3, 1)) == {"CHN", "FRA", "GBR", "RUS", "USA"}
    assert len(codes("the European Union", date(2022, 3, 2))) == 27
    assert len(codes("the EU", date(2020, 1, 31))) == 28
    assert codes("the Baltic states", date(2022, 3, 2)) == {"EST", "LTU", "LVA"}
    assert codes("the ten elected members", date(2022, 2, 25)) >= {"IND", "ARE"}


def test_a_group_that_changes_yearly_has_no_members_without_a_day() -> None:
    (mention,) = find_states("the ten elected members")
    assert mention.codes == ()


CROSSWALK_NAMES = sorted(
    {(name, one.code) for one in all_states() for name in (one.name, one.official_name, *one.demonyms) if name}
)
NOT_IN_TEXT = {row.text for row in edited_names() if row.match == "lookup" or row.form == "skip"} | {"Zanzibar"}


@pytest.mark.parametrize(("name", "code"), CROSSWALK_NAMES)
def test_every_name_and_demonym_is_found_whole_in_a_sentence(name: str, code: str) -> None:
    if name in NOT_IN_TEXT or ", " in name:
        pytest.skip("asked for by name only: too ambiguous in text")
    (mention,) = find_states(f"It is said that {name} abstained.")
    assert code in mention.codes
    assert mention.text == name.removeprefix("the ").removeprefix("The ")


WORDS = st.sampled_from(
    [row.text for row in edited_names()]
    + [one.name for one in all_states()]
    + [
        "and",
        "the",
        ",",
        ". ",
        "'s",
        "-",
        "\n",
        "  ",
        "in",
        "vote",
        "Smith",
        "İ",
        "ß",
        "é",
        "\u00a0",
        "North",
        "the South",
    ]
)
TEXTS = st.lists(WORDS | st.text(string.printable, max_size=3), max_size=25).map(" ".join)


@given(TEXTS | st.text(max_size=80), st.none() | st.dates(date(1945, 1, 1), date(2026, 12, 31)))
def test_spans_quote_the_text_in_order_without_overlap(text: str, on: date | None) -> None:
    mentions = find_states(text, on)
    for mention in mentions:
        assert mention.span.of(text) == mention.text
        assert mention.text.strip() == mention.text != ""
    for before, after in pairwise(mentions):
        assert before.span.end <= after.span.start


@given(TEXTS)
def test_a_paragraph_before_or_after_changes_no_mention(text: str) -> None:
    alone = [(m.text, m.codes, m.form) for m in find_states(text)]
    lead = "Delegates met for an hour.\n\n"
    after = find_states(lead + text)
    assert [(m.text, m.codes, m.form) for m in after] == alone
    assert [m.span.start - len(lead) for m in after] == [m.span.start for m in find_states(text)]
