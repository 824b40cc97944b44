"""Downloading over the network, against a real server that serves well, badly, and with ill intent."""

import errno
import gzip
import hashlib
import json
import logging
import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from local_server import Answer, Site, Visit, drip, file, page, redirect, serving

from onrecord.record.fetch import Challenged, Fetched, FetchError, Limits, Unanswered, fetch, read_page, size_of
from onrecord.record.fetch.addresses import is_public
from onrecord.terms import DataError, UsageError

TABLE = b"undl_id,ms_code,ms_vote\n" + b"".join(b"%d,FRA,Y\n" % n for n in range(20_000))
QUICK = Limits(stall=0.2, seconds=5, connect=1, attempts=3, wait=0.01, longest_wait=1)
ONCE = Limits(stall=0.2, seconds=5, connect=1, attempts=1, wait=0.01)
INSIDE = ".".join(("10", "0", "0", "7"))


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "votes.csv"


def bring(site: Site, target: Path, path: str = "/votes.csv", limits: Limits = QUICK, **more: Any) -> Fetched:
    return fetch(site.url(path), target, trusted=[site.base], limits=limits, **more)


def left(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir())


def half(target: Path, url: str, data: bytes = TABLE, etag: str | None = '"one"', **more: object) -> None:
    """What an interrupted download leaves."""
    note = {"url": url, "etag": etag, "last_modified": None, "size": len(TABLE), "started": "2026-11-21T10:00:00+00:00"}
    target.with_name(f"{target.name}.part").write_bytes(data)
    target.with_name(f"{target.name}.part.json").write_text(json.dumps(note | more))


def test_a_file_arrives_whole_with_its_hash_and_nothing_beside_it(site: Site, target: Path) -> None:
    site["/votes.csv"] = file(TABLE)
    fetched = bring(site, target)
    assert target.read_bytes() == TABLE
    assert fetched.sha256 == hashlib.sha256(TABLE).hexdigest()
    assert (fetched.path, fetched.url, fetched.final_url) == (target, site.url("/votes.csv"), site.url("/votes.csv"))
    assert (fetched.size, fetched.headers["etag"]) == (len(TABLE), '"one"')
    assert abs(fetched.read_at - datetime.now(UTC)) < timedelta(seconds=5)
    assert left(target) == ["votes.csv"]


def test_an_empty_file_is_a_file(site: Site, target: Path) -> None:
    site["/votes.csv"] = page(b"")
    assert bring(site, target).size == 0
    assert target.read_bytes() == b""


def test_the_server_is_asked_for_plain_bytes_by_name(site: Site, target: Path) -> None:
    site["/votes.csv"] = file(TABLE)
    bring(site, target)
    [sent] = site.visits
    assert sent["accept-encoding"] == "identity"
    assert sent["user-agent"].startswith("onrecord/")
    assert "cookie" not in sent
    assert "authorization" not in sent


def test_progress_grows_to_the_whole(site: Site, target: Path) -> None:
    site["/votes.csv"] = file(TABLE)
    seen: list[tuple[int, int | None]] = []
    bring(site, target, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (len(TABLE), len(TABLE))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_a_chunked_answer_of_unknown_length_is_read_to_its_end_mark(site: Site, target: Path) -> None:
    def answer(visit: Visit) -> None:
        visit.head(200, Transfer_Encoding="chunked")
        visit.raw(b"%x\r\n%s\r\n" % (len(TABLE), TABLE) + b"0\r\n\r\n")

    site["/votes.csv"] = answer
    assert bring(site, target).size == len(TABLE)


def test_a_file_already_there_is_replaced_only_by_a_whole_one(site: Site, target: Path) -> None:
    target.write_bytes(b"the old one")
    site["/votes.csv"] = page("broken", 404)
    with pytest.raises(FetchError, match="answered 404"):
        bring(site, target)
    assert target.read_bytes() == b"the old one"
    assert left(target) == ["votes.csv"]
    site["/votes.csv"] = file(TABLE)
    bring(site, target)
    assert target.read_bytes() == TABLE


# Breaking off and going on


def test_a_cut_download_is_resumed_where_it_stopped(site: Site, target: Path) -> None:
    site["/votes.csv"] = file(TABLE, cut_at=100_000)
    fetched = bring(site, target)
    assert (target.read_bytes(), fetched.sha256) == (TABLE, hashlib.sha256(TABLE).hexdigest())
    assert site.visits[1]["range"] == "bytes=100000-"
    assert site.visits[1]["if-range"] == '"one"'


def test_a_download_cut_for_good_keeps_what_came_and_the_next_run_goes_on(site: Site, target: Path) -> None:
    def answer(visit: Visit) -> None:
        visit.head(200, Content_Length=len(TABLE), ETag='"one"')
        visit.raw(TABLE[:50_000])

    site["/votes.csv"] = answer
    with pytest.raises(Unanswered, match=r"type the same command again to go on"):
        bring(site, target, limits=ONCE)
    assert left(target) == ["votes.csv.part", "votes.csv.part.json"]
    site["/votes.csv"] = file(TABLE)
    fetched = bring(site, target)
    assert site.visits[-1]["range"] == "bytes=50000-"
    assert (target.read_bytes(), fetched.sha256) == (TABLE, hashlib.sha256(TABLE).hexdigest())
    assert left(target) == ["votes.csv"]


def test_a_download_that_is_killed_outright_is_taken_up_where_it_was(site: Site, target: Path) -> None:
    def answer(visit: Visit) -> None:
        visit.head(200, Content_Length=len(TABLE), ETag='"one"')
        visit.raw(TABLE[:100_000])
        visit.wait(10)

    site["/votes.csv"] = answer
    code = (
        "import sys; from pathlib import Path; from onrecord.record.fetch import fetch;"
        "fetch(sys.argv[1], Path(sys.argv[2]), trusted=[sys.argv[1]])"
    )
    part = target.with_name("votes.csv.part")
    with subprocess.Popen([sys.executable, "-c", code, site.url("/votes.csv"), target]) as other:
        end = time.monotonic() + 10
        while not (part.exists() and part.stat().st_size == 100_000) and time.monotonic() < end:
            time.sleep(0.01)
        other.kill()
    assert left(target) == ["votes.csv.part", "votes.csv.part.json"]
    site["/votes.csv"] = file(TABLE)
    assert bring(site, target).sha256 == hashlib.sha256(TABLE).hexdigest()
    assert site.visits[-1]["range"] == "bytes=100000-"


def test_a_stalled_server_is_given_up_and_asked_for_the_rest(site: Site, target: Path) -> None:
    whole = file(TABLE)

    def answer(visit: Visit) -> None:
        if visit.number > 1:
            return whole(visit)
        visit.head(200, Content_Length=len(TABLE), ETag='"one"')
        visit.raw(TABLE[:9000])
        return visit.wait(3)

    site["/votes.csv"] = answer
    started = time.monotonic()
    bring(site, target)
    assert target.read_bytes() == TABLE
    assert site.visits[1]["range"] == "bytes=9000-"
    assert time.monotonic() - started < 2


def test_a_server_that_never_says_a_word_is_given_up(site: Site, target: Path) -> None:
    site["/votes.csv"] = lambda visit: visit.wait(3)
    with pytest.raises(Unanswered, match=r"asked 3 times: no byte came for 0\.2 s") as caught:
        bring(site, target)
    assert "kept" not in str(caught.value)
    assert left(target) == []


def test_a_server_that_drips_is_stopped_by_the_time_for_everything(site: Site, target: Path) -> None:
    site["/votes.csv"] = drip(TABLE[:500], 0.02)
    started = time.monotonic()
    with pytest.raises(FetchError, match=r"not read within 0\.4 s"):
        bring(site, target, limits=Limits(stall=1, seconds=0.4, attempts=3, wait=0.01))
    assert time.monotonic() - started < 1.5
    assert left(target) == ["votes.csv.part", "votes.csv.part.json"]


def test_a_file_that_changed_meanwhile_is_read_from_the_start(site: Site, target: Path) -> None:
    half(target, site.url("/votes.csv"), b"x" * 1000)
    site["/votes.csv"] = file(TABLE, etag='"two"')
    assert bring(site, target).sha256 == hashlib.sha256(TABLE).hexdigest()
    assert target.read_bytes() == TABLE


def test_a_server_that_continues_another_version_is_seen_through(site: Site, target: Path) -> None:
    half(target, site.url("/votes.csv"), b"x" * 1000)

    def answer(visit: Visit) -> None:
        if visit.offset is None:
            return page(TABLE, ETag='"two"')(visit)
        visit.head(206, Content_Range=f"bytes 1000-{len(TABLE) - 1}/{len(TABLE)}", ETag='"two"', Content_Length=9)
        return visit.raw(b"the rest.")

    site["/votes.csv"] = answer
    bring(site, target)
    assert target.read_bytes() == TABLE


@pytest.mark.parametrize(
    "span", ["bytes 0-99/{all}", "bytes 1001-{last}/{all}", "bytes 1000-{last}/999999", "lines 1000-2/9", ""]
)
def test_a_range_that_was_not_asked_for_is_not_pasted_in(site: Site, target: Path, span: str) -> None:
    half(target, site.url("/votes.csv"), TABLE[:1000])

    def answer(visit: Visit) -> None:
        if visit.offset is None:
            return page(TABLE, ETag='"one"')(visit)
        where = span.format(all=len(TABLE), last=len(TABLE) - 1)
        return page(b"something else", 206, Content_Range=where, ETag='"one"')(visit)

    site["/votes.csv"] = answer
    bring(site, target)
    assert target.read_bytes() == TABLE


def test_a_server_that_ignores_ranges_is_read_from_the_start(site: Site, target: Path) -> None:
    half(target, site.url("/votes.csv"), TABLE[:1000])
    site["/votes.csv"] = page(TABLE, ETag='"one"')
    bring(site, target)
    assert target.read_bytes() == TABLE


def test_a_part_that_was_whole_is_confirmed_with_its_last_byte(site: Site, target: Path) -> None:
    half(target, site.url("/votes.csv"), TABLE)
    site["/votes.csv"] = file(TABLE)
    assert bring(site, target).sha256 == hashlib.sha256(TABLE).hexdigest()
    assert site.visits[0]["range"] == f"bytes={len(TABLE) - 1}-"


def test_a_range_the_server_cannot_meet_starts_again(site: Site, target: Path) -> None:
    half(target, site.url("/votes.csv"), TABLE[:1000])
    site["/votes.csv"] = lambda visit: (page(TABLE) if visit.offset is None else page(b"", 416))(visit)
    bring(site, target)
    assert target.read_bytes() == TABLE


@pytest.mark.parametrize("tag", [None, 'W/"weak"'])
def test_a_part_that_cannot_be_told_from_another_version_is_not_resumed(
    site: Site, target: Path, tag: str | None
) -> None:
    half(target, site.url("/votes.csv"), b"x" * 1000, etag=tag)
    site["/votes.csv"] = file(TABLE)
    bring(site, target)
    assert "range" not in site.visits[0]
    assert target.read_bytes() == TABLE


def test_a_part_of_another_address_is_not_resumed(site: Site, target: Path) -> None:
    half(target, site.url("/older.csv"), b"x" * 1000)
    site["/votes.csv"] = file(TABLE)
    bring(site, target)
    assert target.read_bytes() == TABLE


@pytest.mark.parametrize("note", ["", "{", "[]", '{"url": 3}', '{"url": "a", "etag": 1}', "\x00"])
def test_a_damaged_note_means_starting_again(site: Site, target: Path, note: str) -> None:
    half(target, site.url("/votes.csv"), b"x" * 1000)
    target.with_name("votes.csv.part.json").write_text(note)
    site["/votes.csv"] = file(TABLE)
    bring(site, target)
    assert target.read_bytes() == TABLE


def test_a_date_of_change_serves_where_there_is_no_tag(site: Site, target: Path) -> None:
    when = "Fri, 06 Feb 2026 10:00:00 GMT"
    half(target, site.url("/votes.csv"), TABLE[:1000], etag=None, last_modified=when)
    span = f"bytes 1000-{len(TABLE) - 1}/{len(TABLE)}"
    site["/votes.csv"] = page(TABLE[1000:], 206, Content_Range=span, Last_Modified=when)
    assert bring(site, target).sha256 == hashlib.sha256(TABLE).hexdigest()
    assert site.visits[0]["if-range"] == when


def test_two_downloads_of_one_file_do_not_mix(site: Site, target: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    site["/votes.csv"] = file(TABLE)
    with target.with_name("votes.csv.part").open("wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(DataError, match="another download is writing"):
            bring(site, target)
    assert site.asked == []


# Lies about length


def test_a_server_that_states_more_than_it_sends_is_caught(site: Site, target: Path) -> None:
    site["/votes.csv"] = page(TABLE, Content_Length=len(TABLE) + 10)
    with pytest.raises(Unanswered, match="broke off"):
        bring(site, target, limits=ONCE)
    assert not target.exists()


def test_a_server_that_states_less_than_it_sends_is_caught(site: Site, target: Path) -> None:
    site["/votes.csv"] = page(TABLE, Content_Length=1000)
    with pytest.raises(FetchError, match="stated 1000 bytes and sent"):
        bring(site, target)
    assert left(target) == []


def test_bytes_that_trail_in_after_the_stated_end_are_caught(site: Site, target: Path) -> None:
    def answer(visit: Visit) -> None:
        visit.head(200, Content_Length=1000)
        visit.raw(TABLE[:1000])
        visit.wait(0.05)
        visit.raw(TABLE[1000:2000])

    site["/votes.csv"] = answer
    with pytest.raises(FetchError, match="stated 1000 bytes and sent 2000"):
        bring(site, target)
    assert left(target) == []


def test_an_interim_answer_is_not_counted_as_content(site: Site, target: Path) -> None:
    def answer(visit: Visit) -> None:
        visit.raw(b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n")
        page(TABLE)(visit)

    site["/votes.csv"] = answer
    assert bring(site, target).size == len(TABLE)


def test_a_chunked_answer_without_its_end_mark_is_cut(site: Site, target: Path) -> None:
    def answer(visit: Visit) -> None:
        visit.head(200, Transfer_Encoding="chunked")
        visit.raw(b"%x\r\n%s\r\n" % (1000, TABLE[:1000]))

    site["/votes.csv"] = answer
    with pytest.raises(Unanswered, match="asked 3 times: it broke off"):
        bring(site, target)
    assert left(target) == []


def test_an_answer_whose_end_cannot_be_seen_is_refused(site: Site, target: Path) -> None:
    def answer(visit: Visit) -> None:
        visit.head(200, Content_Type="text/csv")
        visit.raw(TABLE)

    site["/votes.csv"] = answer
    with pytest.raises(FetchError, match="does not say how long the file is"):
        bring(site, target)
    assert left(target) == []


@pytest.mark.parametrize("length", ["-5", "abc", "1e3", "10, 20"])
def test_a_length_that_is_no_length_is_not_believed(site: Site, target: Path, length: str) -> None:
    site["/votes.csv"] = page(TABLE, Content_Length=length)
    with pytest.raises(DataError):
        bring(site, target, limits=ONCE)
    assert left(target) == []


def test_a_file_too_large_is_refused_by_its_stated_length(site: Site, target: Path) -> None:
    site["/votes.csv"] = page(TABLE)
    with pytest.raises(FetchError, match="more than the 1000 allowed"):
        bring(site, target, limits=Limits(max_bytes=1000))
    assert left(target) == []


def test_a_file_too_large_is_refused_when_its_length_was_not_stated(site: Site, target: Path) -> None:
    def answer(visit: Visit) -> None:
        visit.head(200, Transfer_Encoding="chunked")
        visit.raw(b"%x\r\n%s\r\n" % (len(TABLE), TABLE) + b"0\r\n\r\n")

    site["/votes.csv"] = answer
    with pytest.raises(FetchError, match="larger than the 1000 bytes allowed"):
        bring(site, target, limits=Limits(max_bytes=1000))
    assert left(target) == []


# Compression nobody asked for


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(TABLE)),
        ("x-gzip", gzip.compress(TABLE[:500]) + gzip.compress(TABLE[500:])),
        ("deflate", zlib.compress(TABLE)),
    ],
)
def test_a_file_packed_unasked_is_unpacked(site: Site, target: Path, coding: str, packed: bytes) -> None:
    site["/votes.csv"] = page(packed, Content_Encoding=coding, ETag='"one"')
    assert bring(site, target).sha256 == hashlib.sha256(TABLE).hexdigest()
    assert target.read_bytes() == TABLE


def test_a_compression_bomb_is_refused_under_the_cap(site: Site, target: Path) -> None:
    bomb = gzip.compress(bytes(40 << 20))
    site["/votes.csv"] = page(bomb, Content_Encoding="gzip")
    with pytest.raises(FetchError, match="refused as a compression bomb"):
        bring(site, target, limits=Limits(max_bytes=1 << 20))
    assert left(target) == []


def test_a_compression_bomb_is_refused_by_its_ratio_long_before_the_cap(site: Site, target: Path) -> None:
    site["/votes.csv"] = page(gzip.compress(bytes(40 << 20)), Content_Encoding="gzip")
    with pytest.raises(FetchError, match=r"unpack to more than 1[67]"):
        bring(site, target)
    assert left(target) == []


@pytest.mark.parametrize("packed", [gzip.compress(TABLE)[:-20], b"no compression at all"])
def test_damaged_compression_is_not_taken_for_the_file(site: Site, target: Path, packed: bytes) -> None:
    site["/votes.csv"] = page(packed, Content_Encoding="gzip")
    with pytest.raises(Unanswered, match="compress"):
        bring(site, target)
    assert left(target) == []


def test_a_packing_we_cannot_undo_is_named(site: Site, target: Path) -> None:
    site["/votes.csv"] = page(TABLE, Content_Encoding="br")
    with pytest.raises(FetchError, match="packed the answer as 'br'"):
        bring(site, target)


# Trouble at the server


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_server_in_trouble_is_asked_again(site: Site, target: Path, status: int) -> None:
    site["/votes.csv"] = lambda visit: (page("busy", status) if visit.number < 3 else file(TABLE))(visit)
    bring(site, target)
    assert target.read_bytes() == TABLE
    assert len(site.asked) == 3


def test_a_server_in_lasting_trouble_is_named_after_all_attempts(site: Site, target: Path) -> None:
    site["/votes.csv"] = page("busy", 500)
    with pytest.raises(Unanswered, match=r"asked 3 times: the server answers 500.*onrecord update --from FILE"):
        bring(site, target)


@pytest.mark.parametrize("status", [400, 401, 404, 410])
def test_a_refusal_is_not_argued_with(site: Site, target: Path, status: int) -> None:
    site["/votes.csv"] = page("no", status)
    with pytest.raises(FetchError, match=f"answered {status}; expected 200|answered {status}"):
        bring(site, target)
    assert len(site.asked) == 1


@pytest.mark.parametrize("as_date", [False, True])
def test_the_pause_a_server_asks_for_is_kept(site: Site, target: Path, as_date: bool) -> None:
    def answer(visit: Visit) -> None:
        soon = format_datetime(datetime.now(UTC) + timedelta(seconds=1.5), usegmt=True) if as_date else "1"
        (page("busy", 503, Retry_After=soon) if visit.number == 1 else file(TABLE))(visit)

    site["/votes.csv"] = answer
    started = time.monotonic()
    bring(site, target, limits=replace(QUICK, longest_wait=3))
    assert time.monotonic() - started >= (0.4 if as_date else 1)


def test_a_server_that_asks_for_an_hour_is_left_alone(site: Site, target: Path) -> None:
    site["/votes.csv"] = page("busy", 429, Retry_After="3600")
    with pytest.raises(Unanswered, match="asks for a pause of 3600 s"):
        bring(site, target)
    assert len(site.asked) == 1


def test_retrying_prints_nothing(site: Site, target: Path) -> None:
    site["/votes.csv"] = lambda visit: (page("busy", 500) if visit.number < 2 else file(TABLE))(visit)
    bring(site, target)
    assert any(isinstance(handler, logging.NullHandler) for handler in logging.getLogger("stamina").handlers)


def test_a_server_that_is_gone_is_named_with_what_to_type(target: Path) -> None:
    with serving() as site:
        base = site.base
    with pytest.raises(Unanswered, match=r"no connection .*onrecord update --from FILE"):
        fetch(f"{base}/votes.csv", target, trusted=[base], limits=QUICK)
    assert left(target) == []


def test_a_server_that_disappears_half_way_leaves_what_came(target: Path) -> None:
    def answer(visit: Visit) -> None:
        visit.head(200, Content_Length=len(TABLE), ETag='"one"')
        visit.raw(TABLE[:5000])
        visit.stop_listening()

    with serving() as site:
        site["/votes.csv"] = answer
        with pytest.raises(Unanswered):
            bring(site, target)
    assert left(target) == ["votes.csv.part", "votes.csv.part.json"]
    assert target.with_name("votes.csv.part").read_bytes() == TABLE[:5000]


def test_a_name_that_leads_nowhere_is_said_at_once(site: Site, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    with pytest.raises(FetchError, match="no such host is known, or this machine is offline"):
        fetch("https://library.example/votes.csv", target, limits=QUICK)


# Redirects


def test_redirects_are_followed_and_the_last_address_is_told(site: Site, target: Path) -> None:
    site["/a"] = redirect("/b", 301)
    site["/b"] = redirect(site.url("/votes.csv#part"), 307)
    site["/votes.csv"] = file(TABLE)
    fetched = bring(site, target, "/a")
    assert (fetched.url, fetched.final_url) == (site.url("/a"), site.url("/votes.csv"))


def test_five_redirects_are_enough_and_six_too_many(site: Site, target: Path) -> None:
    for n in range(6):
        site[f"/{n}"] = redirect(f"/{n + 1}")
    site["/6"] = file(TABLE)
    assert bring(site, target, "/1").size == len(TABLE)
    with pytest.raises(FetchError, match="redirects more than 5 times"):
        bring(site, target, "/0")


def test_a_circle_of_redirects_is_seen(site: Site, target: Path) -> None:
    site["/a"] = redirect("/b")
    site["/b"] = redirect("/a")
    with pytest.raises(FetchError, match="redirects in a circle"):
        bring(site, target, "/a")


def test_a_redirect_to_another_machine_inside_is_refused(site: Site, target: Path) -> None:
    with serving() as inside:
        inside["/secret"] = page("the secret")
        site["/votes.csv"] = redirect(inside.url("/secret"))
        with pytest.raises(FetchError, match="leads into a private network"):
            bring(site, target)
        assert inside.asked == []
    assert left(target) == []


@pytest.mark.parametrize(
    ("to", "says"),
    [
        ("file:///etc/passwd", "found file"),
        ("ftp://library.example/votes.csv", "found ftp"),
        ("javascript:alert(1)", "found javascript"),
        ("http://reader:word@library.example/votes.csv", "name or password"),
        (f"http://{INSIDE}/votes.csv", "private network"),
        ("http://169.254.169.254/latest/meta-data", "private network"),
        ("http://[::1]/votes.csv", "private network"),
        ("http://[::ffff:127.0.0.1]/votes.csv", "private network"),
        ("http://2130706433/votes.csv", "private network"),
        ("http://0x7f.1/votes.csv", "private network"),
        ("http://0/votes.csv", "private network"),
        ("http://localhost/votes.csv", "private network"),
        ("http://[::1/", "no address"),
        ("https:///votes.csv", "no host|no address"),
    ],
)
def test_a_redirect_out_of_the_public_web_is_refused(site: Site, target: Path, to: str, says: str) -> None:
    site["/votes.csv"] = redirect(to)
    with pytest.raises(FetchError, match=says):
        bring(site, target)
    assert left(target) == []


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for this machine that only the test trusts."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl on this machine to make a certificate with")
    folder = tmp_path / "certificate"
    folder.mkdir()
    key, cert = folder / "key", folder / "cert"
    options = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=localhost"
    subprocess.run(
        ["openssl", *options.split(), "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", cert],
        check=True,
        capture_output=True,
    )
    return key, cert


def test_https_verifies_the_name_and_never_steps_down_to_http(
    certificate: tuple[Path, Path], target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, cert = certificate

    def wrap(server: ThreadingHTTPServer) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cert, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)

    with serving(wrap) as safe, serving() as plain:
        base = safe.base.replace("http://127.0.0.1", "https://localhost")
        safe["/votes.csv"] = file(TABLE)
        safe["/down"] = redirect(plain.url("/votes.csv"))
        plain["/votes.csv"] = file(TABLE)
        trusted = [base, plain.base, base.replace("localhost", "127.0.0.1")]
        with pytest.raises(FetchError, match="certificate that does not verify"):
            fetch(f"{base}/votes.csv", target, trusted=trusted, limits=QUICK)
        monkeypatch.setenv("SSL_CERT_FILE", str(cert))
        assert fetch(f"{base}/votes.csv", target, trusted=trusted, limits=QUICK).size == len(TABLE)
        with pytest.raises(FetchError, match="certificate that does not verify"):
            fetch(trusted[2] + "/votes.csv", target, trusted=trusted, limits=QUICK)
        with pytest.raises(FetchError, match="would leave https for http"):
            fetch(f"{base}/down", target, trusted=trusted, limits=QUICK)
        assert plain.asked == []


# Addresses


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://x.example/a", "//x.example/a", "votes.csv", "", "http://", "https://u:p@x.example/a"],
)
def test_an_address_of_another_kind_is_a_users_mistake(target: Path, url: str) -> None:
    with pytest.raises(UsageError) as caught:
        fetch(url, target)
    assert "u:p" not in str(caught.value)
    assert left(target) == []


def test_a_private_address_is_a_users_mistake_unless_trusted(site: Site, target: Path) -> None:
    site["/votes.csv"] = file(TABLE)
    with pytest.raises(UsageError, match="leads into a private network: 127"):
        fetch(site.url("/votes.csv"), target, limits=QUICK)
    assert site.asked == []


@pytest.mark.parametrize("trusted", ["https://127.0.0.1:{port}", "http://localhost:{port}", "http://127.0.0.1:1"])
def test_trust_is_for_scheme_host_and_port_together(site: Site, target: Path, trusted: str) -> None:
    port = site.base.rpartition(":")[2]
    with pytest.raises(UsageError, match="private network"):
        fetch(site.url("/votes.csv"), target, trusted=[trusted.format(port=port)], limits=QUICK)


def test_a_name_with_one_private_address_among_public_ones_is_refused(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def both(host: str, port: int, **_: object) -> list[Any]:
        return [(2, 1, 6, "", ("8.8.8.8", port)), (2, 1, 6, "", (INSIDE, port))]

    monkeypatch.setattr(socket, "getaddrinfo", both)
    with pytest.raises(UsageError, match="private network"):
        fetch("http://library.example/votes.csv", target, limits=QUICK)


def test_a_name_that_changes_its_address_after_the_check_gains_nothing(
    site: Site, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site["/votes.csv"] = page("the secret")
    port = int(site.base.rpartition(":")[2])
    looked_up: list[str] = []
    connected: list[object] = []
    real = socket.getaddrinfo

    def rebinding(host: str, *rest: Any, **more: Any) -> Any:
        if host != "library.example":
            return real(host, *rest, **more)
        looked_up.append(host)
        address = "8.8.8.8" if len(looked_up) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(self: socket.socket, address: object) -> None:
        connected.append(address)
        raise OSError(errno.ECONNREFUSED, "Connection refused")

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(Unanswered):
        fetch(f"http://library.example:{port}/votes.csv", target, limits=ONCE)
    assert looked_up == ["library.example"]
    assert connected == [("8.8.8.8", port)]
    assert site.asked == []


@pytest.mark.parametrize(
    "address",
    """127.0.0.1 0.0.0.0 169.254.169.254 100.64.0.1 172.16.0.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 192.0.2.1
    198.18.0.1 ::1 :: fe80::1 fe80::1%eth0 fc00::1 fec0::1 ff02::1 ::ffff:127.0.0.1 ::7f00:1 64:ff9b::7f00:1
    64:ff9b:1::1 2002:7f00:1::1 2001::1 2001:db8::1 3fff::1 5f00::1 100::1 library.example""".split(),
)
def test_an_address_that_is_not_public_is_known_as_such(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"]
)
def test_a_public_address_is_known_as_such(address: str) -> None:
    assert is_public(address)


# Challenges


CHALLENGES: list[tuple[str, Answer]] = [
    ("Just a moment", page("<!DOCTYPE html><title>Just a moment...</title>", 503)),
    ("Just a moment", page("<!DOCTYPE html><title>Just a moment...</title>", 403, Server="cloudflare")),
    ("cf-mitigated: challenge", page("", 403, cf_mitigated="challenge")),
    ("x-amzn-waf-action: challenge", page("", 202, x_amzn_waf_action="challenge")),
    ("x-amzn-waf-action: captcha", page("", 405, x_amzn_waf_action="captcha")),
    ("AWS WAF", page("<html><script src='https://x.token.awswaf.com/challenge.js'></script></html>", 202)),
    ("captcha", page("<html><body>Please solve the CAPTCHA</body></html>", 429)),
    ("Access Denied", page("<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD></HTML>", 403)),
    ("JavaScript required", page("<html><noscript>Please enable JavaScript and reload</noscript></html>")),
    ("a web page", page("<!-- hello --><html><body>Welcome</body></html>", Content_Type="text/html")),
    ("a web page", page("\ufeff\n<!doctype HTML><p>Welcome", Content_Type="text/csv")),
    ("Cloudflare", page(gzip.compress(b"<html class='cf-page'></html>"), 403, Content_Encoding="gzip")),
]


@pytest.mark.parametrize(("sign", "answer"), CHALLENGES, ids=lambda x: x if isinstance(x, str) else "")
def test_a_challenge_is_recognised_and_named(site: Site, target: Path, sign: str, answer: Answer) -> None:
    site["/votes.csv"] = answer
    with pytest.raises(Challenged, match="a page meant for a person's browser") as caught:
        bring(site, target)
    assert f"({sign})" in str(caught.value)
    assert "onrecord update --from FILE" in str(caught.value)
    assert len(site.asked) == 1
    assert left(target) == []


def test_a_challenge_half_way_does_not_cost_what_came_before(site: Site, target: Path) -> None:
    half(target, site.url("/votes.csv"), TABLE[:1000])
    site["/votes.csv"] = page("<html><title>Just a moment...</title></html>", 200)
    with pytest.raises(Challenged):
        bring(site, target)
    assert target.with_name("votes.csv.part").read_bytes() == TABLE[:1000]
    site["/votes.csv"] = file(TABLE)
    bring(site, target)
    assert site.visits[-1]["range"] == "bytes=1000-"


def test_a_table_that_speaks_of_captchas_is_a_table(site: Site, target: Path) -> None:
    site["/votes.csv"] = page("title\nAccess denied to the captcha of cf-Just a moment\n", Content_Type="text/html")
    assert bring(site, target).size > 0


def test_a_server_that_is_merely_busy_is_not_taken_for_a_challenge(site: Site, target: Path) -> None:
    site["/votes.csv"] = page("<html>Service unavailable</html>", 503)
    with pytest.raises(Unanswered, match="answers 503"):
        bring(site, target)


# The disk


def test_a_full_disk_keeps_what_came_and_says_so(site: Site, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site["/votes.csv"] = file(TABLE)
    real = os.write

    def write(handle: int, data: bytes) -> int:
        if os.fstat(handle).st_size > 60_000:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(handle, data)

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(DataError, match=r"found the disk full.*is kept in .*make room"):
        bring(site, target)
    monkeypatch.undo()
    assert left(target) == ["votes.csv.part", "votes.csv.part.json"]
    assert bring(site, target).sha256 == hashlib.sha256(TABLE).hexdigest()
    assert "range" in site.visits[-1]


def test_a_limit_of_the_system_on_files_counts_as_a_full_disk(site: Site, target: Path) -> None:
    site["/votes.csv"] = file(TABLE)
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(DataError, match="found the disk full after 100000 bytes"):
            bring(site, target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert target.with_name("votes.csv.part").stat().st_size == 100_000
    assert bring(site, target).sha256 == hashlib.sha256(TABLE).hexdigest()


def test_a_disk_too_small_is_said_before_anything_is_written(
    site: Site, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site["/votes.csv"] = file(TABLE)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 5, 5))
    with pytest.raises(DataError, match="has 5 bytes free and the file needs"):
        bring(site, target)
    assert left(target) == []


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS])
def test_a_folder_that_cannot_be_written_in_is_named_before_the_server_is_asked(
    site: Site, target: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def barred(*_: object, **__: object) -> int:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "open", barred)
    with pytest.raises(DataError, match=r"expected a folder that can be written in, found .*set ONRECORD_HOME"):
        bring(site, target)
    monkeypatch.undo()
    assert site.asked == []
    assert left(target) == []


def test_a_file_where_the_folder_should_be_is_named(site: Site, tmp_path: Path) -> None:
    (tmp_path / "record").write_text("a file")
    with pytest.raises(DataError, match="could not be written"):
        bring(site, tmp_path / "record" / "votes.csv")
    assert site.asked == []


def test_a_part_that_is_a_link_elsewhere_is_not_written_through(site: Site, target: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine")
    target.with_name("votes.csv.part").symlink_to(precious)
    site["/votes.csv"] = file(TABLE)
    with pytest.raises(DataError, match="could not be written"):
        bring(site, target)
    assert precious.read_text() == "mine"


def test_a_folder_in_the_files_place_is_a_users_mistake(site: Site, target: Path) -> None:
    target.mkdir()
    with pytest.raises(UsageError, match="is a folder"):
        bring(site, target)


# Pages and sizes


def test_a_page_is_read_into_memory(site: Site) -> None:
    site["/page"] = page(gzip.compress("<html>Zażółć</html>".encode()), Content_Encoding="gzip")
    read = read_page(site.url("/page"), trusted=[site.base], html=True)
    assert read.text == "<html>Zażółć</html>"


def test_a_page_that_mentions_captchas_is_no_challenge_where_a_page_was_wanted(site: Site) -> None:
    site["/page"] = page("<html class='cf-x'><noscript>enable JavaScript</noscript> captcha</html>")
    assert "captcha" in read_page(site.url("/page"), trusted=[site.base], html=True).text
    with pytest.raises(Challenged):
        read_page(site.url("/page"), trusted=[site.base])


def test_a_page_too_large_is_refused(site: Site) -> None:
    site["/page"] = page(TABLE)
    with pytest.raises(FetchError, match="larger than the 1000 bytes allowed"):
        read_page(site.url("/page"), trusted=[site.base], limits=Limits(max_bytes=1000))


def test_a_size_is_asked_without_reading_the_file(site: Site) -> None:
    site["/votes.csv"] = file(TABLE)
    assert size_of(site.url("/votes.csv"), trusted=[site.base]) == len(TABLE)
    assert site.asked == ["HEAD /votes.csv"]


def test_a_size_that_cannot_be_had_is_unknown(site: Site) -> None:
    site["/chunked"] = lambda visit: visit.head(200, Transfer_Encoding="chunked")
    site["/challenge"] = page("<html>", 403)
    for path in ("/chunked", "/challenge", "/nowhere"):
        assert size_of(site.url(path), trusted=[site.base], limits=QUICK) is None
    assert size_of(site.url("/chunked"), limits=QUICK) is None  # not trusted


def test_importing_the_package_does_not_load_the_http_client() -> None:
    code = (
        "import sys, onrecord.record.fetch; print(sorted({'httpx2', 'httpcore2', 'stamina', 'ssl'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
