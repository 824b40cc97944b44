"""Stories of every make become documents, and unreadable ones are refused with one clear message."""

from datetime import date
from pathlib import Path

import pytest

from onrecord.reading.document import document_from_text, load_document
from onrecord.terms import PublishedBasis, UsageError

STORY = (
    '---\ntitle: "Vote: \\"yes\\""\nurl: null\n'
    'published: "2022-02-26 (inferred from the text)"\nlanguage: "en"\n---\nThe Council met.\n'
)


def test_a_header_is_read_off_and_the_body_begins_after_it() -> None:
    got = document_from_text(STORY)
    assert got.body == "The Council met.\n"
    assert got.title == 'Vote: "yes"'
    assert (got.published, got.published_basis) == (date(2022, 2, 26), PublishedBasis.HEADER)
    assert got.url is None
    assert got.language == "en"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\n---\nBody.", "Body."),
        ("---\ntitle: x\nnot a pair\n---\nBody.", "Body."),
        ("---\nNot a header.\n---\nBody.", "---\nNot a header.\n---\nBody."),
        ("---\ntitle: never closed\nBody.", "---\ntitle: never closed\nBody."),
        ("---\r\ntitle: 'it''s'\r\n---\r\nOne.\r\nTwo.", "One.\r\nTwo."),
        ("Body only.\n---\nMore.", "Body only.\n---\nMore."),
    ],
)
def test_only_a_closed_header_of_pairs_is_taken_off(text: str, body: str) -> None:
    assert document_from_text(text).body == body


@pytest.mark.parametrize(
    ("text", "day", "basis"),
    [
        ("GENEVA, 4 March 2022 (Agency) — The council met.", date(2022, 3, 4), PublishedBasis.DATELINE),
        ("(Reuters) March 4, 2022 - The council met.", date(2022, 3, 4), PublishedBasis.DATELINE),
        ("A title\n\nFriday, March 4, 2022\n\nThe council met.", date(2022, 3, 4), PublishedBasis.DATELINE),
        ("Published on 4 Mar 2022 10:15 GMT\n\nThe council met.", date(2022, 3, 4), PublishedBasis.DATELINE),
        ("SEOUL, May 27 — The council met.", None, PublishedBasis.NONE),
        ("The council met on March 4, 2022.", None, PublishedBasis.NONE),
        ("4 June 2025\nOne thing.\n\n28 August 2025\nAnother.", None, PublishedBasis.NONE),
        ("SEOUL, February 30, 2022 — The council met.", None, PublishedBasis.NONE),
    ],
)
def test_a_dateline_tells_the_day_only_when_it_names_its_year(
    text: str, day: date | None, basis: PublishedBasis
) -> None:
    got = document_from_text(text)
    assert (got.published, got.published_basis) == (day, basis)


def test_the_users_day_outranks_the_storys_own() -> None:
    got = document_from_text(STORY, published=date(2020, 1, 1))
    assert (got.published, got.published_basis) == (date(2020, 1, 1), PublishedBasis.GIVEN)


PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Site | Vote</title>
<meta property="article:published_time" content="2022-03-02T21:15:00-05:00">
<meta property="og:title" content="A vote &amp; a veto">
<link rel="canonical" href="https://example.org/vote"><style>p {color: red}</style></head>
<body><nav><ul><li><a href="/">Home</a></li></ul></nav><article><h1>A vote</h1>
<p>The <b>Assembly</b> voted 141&#8211;5.<br>Then it rose.</p><figure><img alt=x><figcaption>Delegates clap</figcaption>
</figure><blockquote><p>&ldquo;History,&rdquo; he said.</p></blockquote><ul><li>Yes: 141</li><li>No: 5</li></ul>
<script>var x = "<p>no</p>";</script><aside><p>Read also.</p></aside><div>Loose words end here.</div></article>
<footer><p>Imprint</p></footer></body></html>"""


def test_a_page_yields_its_reading_text_in_order_without_its_furniture() -> None:
    got = document_from_text(PAGE)
    assert got.body.split("\n\n") == [
        "A vote",
        "The Assembly voted 141–5. Then it rose.",
        "Delegates clap",
        "“History,” he said.",
        "Yes: 141",
        "No: 5",
        "Loose words end here.",
    ]
    assert got.title == "A vote & a veto"
    assert got.url == "https://example.org/vote"
    assert got.language == "en"
    assert (got.published, got.published_basis) == (date(2022, 3, 2), PublishedBasis.METADATA)


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@graph":[{"datePublished":"2022-03-02T10:00Z"}]}</script>',
        '<meta itemprop="datePublished" content="2 March 2022">',
    ],
)
def test_a_pages_day_is_found_in_linked_data_and_meta_tags(head: str) -> None:
    got = document_from_text(f"<html><head>{head}</head><body><p>The council met.</p></body></html>")
    assert got.published == date(2022, 3, 2)


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 50_000 + "<p>Deep words.",
        "<html><body>" + "<b><i>" * 20_000 + "Deep words.",
        "<html><body><p " + " ".join(f'a{i}="x"' for i in range(50_000)) + ">Deep words.</p>",
        "<html><body>" + "<ul><li>" * 500 + "Deep words.",
    ],
    ids=["nested", "misnested", "attributes", "lists"],
)
def test_a_hostile_page_is_read_without_harm(page: str) -> None:
    assert "Deep words." in document_from_text(page).body


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "nothing in"),
        (b" \n\t", "nothing in"),
        (b"---\ntitle: x\n---\n \n", "no text in"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04rest", "docx"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"abc\x00def", "NUL byte at byte 3"),
        (b"caf\xc3\xa9 then \xe9 broken", "byte 0xe9 at byte 11"),
        (b"\xcf\xf0\xe8\xe2\xe5\xf2 \xec\xe8\xf0", "byte 0xcf at byte 0"),
        (b"\xff\xfea", "utf-16"),
        (b"x" * 101, "at most 100 bytes"),
    ],
)
def test_an_unreadable_story_is_refused_with_what_was_found(data: bytes, said: str) -> None:
    with pytest.raises(UsageError, match="expected") as caught:
        load_document("-", stdin=data, size_cap=100)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_a_folder_and_an_address_are_each_named(tmp_path: Path) -> None:
    for source, said in (
        (tmp_path / "no.txt", "no such file"),
        (tmp_path, "folder"),
        ("https://example.org/x", "address"),
    ):
        with pytest.raises(UsageError, match=said):
            load_document(source)


@pytest.mark.parametrize(
    ("data", "body"),
    [
        ("Çavuşoğlu said.".encode(), "Çavuşoğlu said."),
        ("\ufeffÇavuşoğlu said.".encode(), "Çavuşoğlu said."),
        ("Çavuşoğlu said.".encode("utf-16"), "Çavuşoğlu said."),
        ("The envoy said “no” in a café.".encode("cp1252"), "The envoy said “no” in a café."),
    ],
)
def test_usual_encodings_are_read(data: bytes, body: str, tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(data)
    assert load_document(path).body == body
