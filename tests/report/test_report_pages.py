import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_story import SampleRecord, assembly_vote, council_veto, document, later_veto, story

from onrecord.dossier import build_dossier
from onrecord.report import dossier_html, rows_page, stories_html, story_html, vote_html
from onrecord.report.annotate import annotate, shown
from onrecord.report.html import safe_url
from onrecord.terms import CheckedStory, Reading, RollCall, Statement, UsageError

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "]]><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "&lt;b&gt; &amp; \u202egnp.exe\u202c",
    "javascript:alert(1)",
]
VOID = {"meta", "br", "img", "link", "input", "hr"}
SVG_SELF_CLOSING = {"path", "line", "rect", "circle"}


class Page(HTMLParser):
    """Tags, attributes and visible text of a page; fails on tags left open."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def spoilt(words: str) -> CheckedStory:
    """The sample story with `words` in every place a stranger's text can reach."""
    base = story()
    reading = base.reading
    claims = tuple(
        replace(c, finding=replace(c.finding, explanation=words, evidence=tuple(
            replace(e, stated=words, recorded=words) for e in c.finding.evidence)))
        for c in base.claims
    )  # fmt: skip
    said = tuple(
        replace(
            replace(s, quote_text=words, speaker=words, speaker_role=words),
            verb=words,
            outlets=(words,),
            resolution_note=words,
        )
        for s in reading.statements
    )
    body = reading.document.body + "\n\n" + words
    doc = replace(document(body, title=words, source=words), url=words)
    unread = tuple(replace(u, quote=words, reason=words) for u in reading.unread)
    deeds = tuple(replace(d, quote=words) for d in reading.deeds)
    return replace(base, claims=claims, reading=replace(
        reading, document=doc, statements=said, unread=unread, deeds=deeds))  # fmt: skip


def assert_harmless(html: str) -> None:
    page = Page(html)
    assert not {"script", "img", "iframe", "object", "link", "base", "form"} & set(page.tags)
    assert not [a for a in page.attributes if a[0].startswith("on")]
    targets = [value for name, value in page.attributes if name in ("href", "src")]
    assert all(t.startswith(("#", "http://", "https://", "data:text/csv;")) for t in targets)


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_story_stays_text_on_every_page(words: str) -> None:
    bad = spoilt(words)
    assert_harmless(story_html(bad))
    assert_harmless(dossier_html(build_dossier((bad,), SampleRecord(), "CHN", topic=words)))
    assert_harmless(rows_page([{"id": words}], ("id", words), words, words))
    assert_harmless(vote_html(replace(assembly_vote(), title=words, note=words, draft=words), SampleRecord()))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_still_readable(words: str) -> None:
    assert shown(words) in " ".join(Page(story_html(spoilt(words))).words)


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://news.example/a?b=1", True),
        ("http://news.example", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("//evil.example", False),
        ("https://", False),
        ("https://a\nb", False),
        ("http://[", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, safe: bool) -> None:
    assert (safe_url(url) is not None) is safe


def test_a_page_asks_nothing_of_the_network() -> None:
    made = build_dossier((story(),), SampleRecord(), "CHN", today=date(2026, 1, 1))
    for html in (story_html(story()), dossier_html(made), vote_html(assembly_vote(), SampleRecord())):
        assert "default-src 'none'" in html
        loads = re.findall(r"(?:src|srcset|xlink:href)=|@import|url\((?!#)", html)  # url(#...) is a texture of the page
        assert loads == []


def test_every_link_inside_a_dossier_leads_somewhere() -> None:
    record = SampleRecord((council_veto(), assembly_vote(), later_veto()))
    page = Page(dossier_html(build_dossier((story(), story()), record, "CHN", topic="Ukraine")))
    anchors = [value for name, value in page.attributes if name == "id"]
    assert len(anchors) == len(set(anchors))
    links = {v[1:] for name, v in page.attributes if name == "href" and v.startswith("#")}
    assert links - set(anchors) == set()


def test_words_and_deeds_lead_back_to_their_place_in_the_story() -> None:
    html = dossier_html(build_dossier((story(),), SampleRecord(), "CHN"))
    assert 'href="#st1-s1"' in html
    assert re.search(r'id="st1-s1"></span>\s*Zhang Jun', html)
    assert re.search(r'id="st1-d2"></span>\s*China sent Ukraine aid', html)


def test_every_note_of_a_story_page_is_reached_and_no_anchor_stands_twice() -> None:
    page = Page(stories_html([story(), story()]))
    anchors = [value for name, value in page.attributes if name == "id"]
    assert len(anchors) == len(set(anchors))
    links = {v[1:] for name, v in page.attributes if name == "href" and v.startswith("#")}
    assert len(links) == 10
    assert links <= set(anchors)


def test_a_figure_has_a_title_and_a_description_for_those_who_cannot_see_it() -> None:
    html = vote_html(council_veto(), SampleRecord())
    svgs = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    samples = [s for s in svgs if 'aria-hidden="true"' in s]  # of a legend, whose words stand beside them
    svgs = [s for s in svgs if s not in samples]
    assert len(svgs) == 7
    assert all("<title>" in s and "<desc>" in s and 'role="img"' in s for s in svgs)


def test_a_vote_page_tells_a_missing_roll_from_no_vote() -> None:
    unknown = vote_html(replace(assembly_vote(), positions={}), SampleRecord())
    assert "a gap in the record, not a finding" in unknown


def test_the_same_values_give_the_same_page() -> None:
    made = build_dossier((story(),), SampleRecord(), "CHN", topic="Ukraine")
    assert dossier_html(made) == dossier_html(made)
    assert story_html(story()) == story_html(story())


def test_a_page_of_no_story_is_a_users_mistake() -> None:
    with pytest.raises(UsageError, match="at least one"):
        stories_html([])


def joined(checked: CheckedStory) -> str:
    return "\n".join("".join(p.text for p in paragraph.pieces) for paragraph in annotate(checked))


def test_the_annotated_text_is_the_story() -> None:
    lines = [line for line in story().reading.document.body.splitlines() if line.strip()]
    assert joined(story()) == "\n".join(lines)


@settings(max_examples=60, deadline=None)
@given(body=st.text(alphabet="ab <&\"'\n\u202e\u4e2d", min_size=1, max_size=80), data=st.data())
def test_annotation_loses_and_adds_no_character_whatever_is_marked(body: str, data: st.DataObject) -> None:
    base = story()
    claims = []
    for checked in base.claims:
        start = data.draw(st.integers(0, len(body)))
        end = data.draw(st.integers(start, len(body)))
        span = type(checked.claim.span)(start, end)
        claims.append(replace(checked, claim=replace(checked.claim, span=span, quote=body[start:end])))
    statements: tuple[Statement, ...] = ()
    reading = Reading(document(body), (), tuple(c.claim for c in claims), statements, (), ())
    checked_story = CheckedStory(reading, tuple(claims), base.record)
    lines = [line for line in re.split(r"[\r\n]+", body) if line.strip()]
    assert joined(checked_story) == "\n".join(shown(line) for line in lines)


def test_two_votes_have_pages_of_their_own() -> None:
    def heading(rollcall: RollCall) -> str:
        found = re.search(r"<h1>(.*?)</h1>", vote_html(rollcall, SampleRecord()))
        return found.group(1) if found else ""

    assert heading(council_veto()) == "Draft on Ukraine"
    assert heading(assembly_vote()) == "Aggression against Ukraine"
