"""Finding the Library's current file, against a real server that stands in for the Library."""

import gzip
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from local_server import Site, file, page, redirect, serving

from onrecord.record import library_site
from onrecord.record.fetch import Challenged, Limits
from onrecord.record.library_site import LibraryFile, current_file, download, library
from onrecord.terms import DataError, UsageError

EXPORT = "/record/4060887/export/xm"
PAGE = "/record/4060887?ln=en"
FILES = "/record/4060887/files/"
TABLE = b"undl_id,ms_code,ms_vote\n1,FRA,Y\n"
QUICK = Limits(max_bytes=1 << 20, stall=0.2, seconds=3, connect=1, attempts=2, wait=0.01, longest_wait=0.1)
BY_HAND = (
    r"open https://digitallibrary\.un\.org/record/4060887 in a browser, download the newest file named like "
    r"YYYY_MM_DD_ga_voting\.csv, and type `onrecord update --from FILE`"
)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The Library, as ONRECORD_LIBRARY names it."""
    with serving() as running:
        monkeypatch.setenv("ONRECORD_LIBRARY", running.base + "/")
        yield running


def field(address: str, size: str | None = None) -> str:
    stated = f'<subfield code="s">{size}</subfield>' if size is not None else ""
    return (
        f'<datafield tag="856" ind1="4" ind2=" "><subfield code="9">12-ab</subfield>{stated}'
        f'<subfield code="u">{address}</subfield><subfield code="y">English</subfield></datafield>'
    )


def marcxml(*fields: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n<record>'
        '<controlfield tag="001">4060887</controlfield>'
        '<datafield tag="245" ind1=" " ind2=" "><subfield code="a">Voting Data &amp; more</subfield></datafield>'
        f"{''.join(fields)}</record></collection>"
    )


def official(name: str) -> str:
    return f"https://digitallibrary.un.org{FILES}{name}"


def find() -> LibraryFile:
    return current_file("library-assembly", limits=QUICK)


def test_the_newest_file_of_the_export_is_the_current_one(site: Site) -> None:
    site[EXPORT] = page(
        marcxml(
            field(official("2025_7_23_ga_voting.csv"), "363000000"),
            field(official("2026_02_06_ga_voting.csv"), "364120000"),
            field(official("2025_11_05_ga_voting.csv"), "363500000"),
            field(official("2026_02_06_ga_voting_md.md"), "6000"),
            field(official("2026_05_01_sc_voting.csv"), "1000"),
        )
    )
    url = site.url(f"{FILES}2026_02_06_ga_voting.csv")
    assert find() == LibraryFile("library-assembly", "2026_02_06_ga_voting.csv", url, date(2026, 2, 6), 364_120_000)
    assert site.asked == [f"GET {EXPORT}"]


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("2025_7_23_ga_voting.csv", "2025_11_05_ga_voting.csv"),
        ("2025_9_19_ga_voting.csv", "2025_09_20_ga_voting.csv"),
        ("2025_12_1_ga_voting.csv", "2026_1_1_ga_voting.csv"),
        ("2025-12-01_ga_voting.csv", "2025_12_02_ga_voting.csv"),
    ],
)
def test_dates_are_compared_as_dates_whether_padded_or_not(site: Site, older: str, newer: str) -> None:
    for names in ((older, newer), (newer, older)):
        site[EXPORT] = page(marcxml(*(field(official(name), "10") for name in names)))
        assert find().name == newer


def test_the_councils_file_is_found_in_its_own_record(site: Site) -> None:
    name = "2026_02_06_sc_voting.csv"
    site["/record/4055387/export/xm"] = page(
        marcxml(field(f"https://digitallibrary.un.org/record/4055387/files/{name}", "7"))
    )
    found = current_file("library-council", limits=QUICK)
    assert (found.name, found.size, found.url) == (name, 7, site.url(f"/record/4055387/files/{name}"))


@pytest.mark.parametrize(
    "link",
    [
        official("2026_02_06_ga_voting.csv?ln=en"),
        "http://digitallibrary.un.org" + FILES + "2026_02_06_ga_voting.csv",
        "/nanna" + FILES + "2026_02_06_ga_voting.csv?withWatermark=0&amp;version=1",
        FILES + "2026%5F02_06_ga_voting.csv#top",
    ],
)
def test_a_link_in_any_of_the_librarys_forms_leads_to_the_file_at_the_mirror(site: Site, link: str) -> None:
    site[EXPORT] = page(marcxml(field(link, "10")))
    assert find().url == site.url(FILES + "2026_02_06_ga_voting.csv")


@pytest.mark.parametrize(
    "link",
    [
        "https://digitallibrary.un.org/record/9999999/files/2026_02_06_ga_voting.csv",
        official("2026_02_30_ga_voting.csv"),
        official("2026_13_01_ga_voting.csv"),
        official("2026_02_06_ga_voting.csv.exe"),
        official("x/2026_02_06_ga_voting.csv/../../secret"),
        official("2026_02_06_ga_voting.csv\n"),
        "https://[::1/2026_02_06_ga_voting.csv",
        "javascript:alert(1)",
        "",
    ],
)
def test_a_link_to_anything_else_is_not_the_file(site: Site, link: str) -> None:
    site[EXPORT] = page(marcxml(field(link)))
    site[PAGE] = page("<html>no files</html>")
    if link.endswith("\n"):  # a line break around an address is only layout
        assert find().name == "2026_02_06_ga_voting.csv"
        return
    with pytest.raises(DataError, match=r"lists no file whose name ends in a date and _ga_voting\.csv"):
        find()


def test_the_page_serves_where_there_is_no_export(site: Site) -> None:
    site[PAGE] = page(
        "<html><body class='cf-x'><script>captcha()</script>"
        f"<a href='{FILES}2025_9_19_ga_voting.csv?ln=en'>old</a>"
        f"<a href='https://digitallibrary.un.org{FILES}2026_02_06_ga_voting.csv'>new</a>"
        "<a>nothing</a><a href>empty</a><a href='2027_01_01_ga_voting.csv'>elsewhere</a></body></html>",
        Content_Type="text/html; charset=utf-8",
    )
    site[FILES + "2026_02_06_ga_voting.csv"] = file(TABLE)
    found = find()
    assert (found.name, found.day, found.size) == ("2026_02_06_ga_voting.csv", date(2026, 2, 6), len(TABLE))
    assert site.asked == [f"GET {EXPORT}", f"GET {PAGE}", f"HEAD {FILES}2026_02_06_ga_voting.csv"]


@pytest.mark.parametrize("size", [None, "", "0", "big", "-5", "9" * 40])
def test_a_size_the_record_does_not_state_is_asked_of_the_file(site: Site, size: str | None) -> None:
    site[EXPORT] = page(marcxml(field(official("2026_02_06_ga_voting.csv"), size)))
    site[FILES + "2026_02_06_ga_voting.csv"] = file(TABLE)
    assert find().size == len(TABLE)


def test_a_size_nobody_states_is_left_open(site: Site) -> None:
    site[EXPORT] = page(marcxml(field(official("2026_02_06_ga_voting.csv"))))
    assert find().size is None


@pytest.mark.parametrize(
    "export",
    [
        '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        "<?xml version='1.0'?>\n<!doctype a><a/>",
        marcxml()[:-30],
        "not xml at all",
        "",
    ],
)
def test_an_export_that_is_no_plain_xml_sends_us_to_the_page(site: Site, export: str) -> None:
    site[EXPORT] = page(export)
    site[PAGE] = page(f"<a href='{FILES}2026_02_06_ga_voting.csv'>new</a>")
    assert find().name == "2026_02_06_ga_voting.csv"


def test_a_document_type_hidden_in_another_encoding_is_not_parsed(site: Site) -> None:
    bomb = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
    site[EXPORT] = page(bomb.encode("utf-16"))
    with pytest.raises(DataError, match="could not tell which file is current"):
        find()


def test_an_export_packed_as_a_bomb_is_refused(site: Site) -> None:
    site[EXPORT] = page(gzip.compress(bytes(8 << 20)), Content_Encoding="gzip")
    with pytest.raises(DataError, match=BY_HAND):
        find()


def test_a_challenge_is_said_with_the_file_to_download_by_hand(site: Site) -> None:
    site[EXPORT] = page("", 202, x_amzn_waf_action="challenge")
    site[PAGE] = page("<html><title>Just a moment...</title></html>", 403)
    with pytest.raises(Challenged, match=f"the Library turned us away: .*x-amzn-waf-action.*; {BY_HAND}"):
        find()


def test_a_challenge_that_looks_like_a_good_page_is_seen_by_what_it_lacks(site: Site) -> None:
    site[PAGE] = page("<html><script src='https://x.awswaf.com/challenge.js'></script></html>")
    with pytest.raises(Challenged, match=f"AWS WAF.*{BY_HAND}"):
        find()


def test_a_library_that_lists_no_such_file_is_named_with_what_to_type(site: Site) -> None:
    site[EXPORT] = page(marcxml(field(official("readme.txt"))))
    site[PAGE] = page("<html><body>Record</body></html>")
    with pytest.raises(DataError, match=f"record 4060887 at http://127.* lists no file.*{BY_HAND}"):
        find()


def test_a_library_that_does_not_answer_is_named_with_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as site:
        monkeypatch.setenv("ONRECORD_LIBRARY", site.base)
    started = time.monotonic()
    with pytest.raises(DataError, match=f"did not answer: .*no connection.*{BY_HAND}") as caught:
        find()
    assert caught.value.exit_code == 3
    assert time.monotonic() - started < 2


def test_a_library_that_stalls_is_given_up(site: Site) -> None:
    site[EXPORT] = site[PAGE] = lambda visit: visit.wait(3)
    with pytest.raises(DataError, match=f"no byte came.*{BY_HAND}"):
        find()


def test_a_mirror_does_not_lead_us_further_inside(site: Site) -> None:
    with serving() as inside:
        site[EXPORT] = site[PAGE] = redirect(inside.url(EXPORT))
        with pytest.raises(DataError, match="private network"):
            find()
        assert inside.asked == []


def test_the_file_is_brought_under_its_own_name(site: Site, tmp_path: Path) -> None:
    site[EXPORT] = page(marcxml(field(official("2026_02_06_ga_voting.csv"))))
    site[FILES + "2026_02_06_ga_voting.csv"] = file(TABLE)
    fetched = download(find(), tmp_path, limits=QUICK)
    assert fetched.path == tmp_path / "2026_02_06_ga_voting.csv"
    assert fetched.path.read_bytes() == TABLE


def test_a_challenge_at_the_file_itself_says_what_to_do_by_hand(site: Site, tmp_path: Path) -> None:
    site[EXPORT] = page(marcxml(field(official("2026_02_06_ga_voting.csv"), "10")))
    site[FILES + "2026_02_06_ga_voting.csv"] = page("<html><title>Just a moment...</title></html>", 403)
    with pytest.raises(Challenged, match=f"Just a moment.*{BY_HAND}"):
        download(find(), tmp_path, limits=QUICK)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_had_says_what_to_do_by_hand(site: Site, tmp_path: Path) -> None:
    site[EXPORT] = page(marcxml(field(official("2026_02_06_ga_voting.csv"), "10")))
    site[FILES + "2026_02_06_ga_voting.csv"] = page("busy", 500)
    with pytest.raises(DataError, match=f"the Library did not answer.*answers 500.*{BY_HAND}"):
        download(find(), tmp_path, limits=QUICK)


def test_without_a_mirror_the_library_itself_is_asked_and_nobody_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    for value in (None, "", "  "):
        monkeypatch.delenv("ONRECORD_LIBRARY", raising=False)
        if value is not None:
            monkeypatch.setenv("ONRECORD_LIBRARY", value)
        assert library() == (library_site.OFFICIAL, ())


def test_a_mirror_may_live_below_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as site:
        monkeypatch.setenv("ONRECORD_LIBRARY", site.url("/mirror/un/"))
        site["/mirror/un" + EXPORT] = page(marcxml(field(official("2026_02_06_ga_voting.csv"), "10")))
        assert find().url == site.url("/mirror/un" + FILES + "2026_02_06_ga_voting.csv")
        assert library()[1] == (site.base,)


@pytest.mark.parametrize(
    "value", ["mirror.example", "file:///x", "https://u:word@x.example", "https://", "https://x/?a"]
)
def test_a_setting_that_is_no_address_is_a_users_mistake(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("ONRECORD_LIBRARY", value)
    with pytest.raises(UsageError, match="ONRECORD_LIBRARY expects the base address") as caught:
        library()
    assert "word" not in str(caught.value)


@pytest.mark.parametrize("key", ["core", "voeten", "nothing"])
def test_a_source_that_is_no_file_of_the_librarys_is_a_users_mistake(key: str) -> None:
    with pytest.raises(UsageError, match="expected one of library-assembly, library-council"):
        current_file(key)
