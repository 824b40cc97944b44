"""The page: what it shows equals its JSON, and it holds against hostile names, sizes and texts."""

import html
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

import onrecord
from onrecord import report
from onrecord.terms import UsageError
from onrecord.web import create_app
from onrecord.web.guard import MAX_BODY, MAX_TEXT, is_loopback
from onrecord.web.server import _listen

RECORD = onrecord.open()
STORY = (
    "UNITED NATIONS, 2 March 2022 - The General Assembly adopted a resolution on Ukraine by 141 votes to 5, "
    "with 35 abstentions. China abstained.\n"
)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(RECORD), base_url="http://127.0.0.1:8765") as opened:
        yield opened


def test_the_front_page_offers_a_box_and_names_the_record(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert '<textarea id="text" name="text"' in answer.text
    assert html.escape(report.citation(RECORD.stamp)) in answer.text


def test_a_pasted_story_is_checked(client: TestClient) -> None:
    answer = client.post("/check", data={"text": STORY, "published": "2022-03-02"})
    assert answer.status_code == 200
    assert "141 votes to 5" in answer.text
    assert "A/RES/ES-11/1" in answer.text
    assert 'href="/"' in answer.text


def test_the_json_of_a_check_is_the_contracts(client: TestClient) -> None:
    answer = client.post("/check.json", json={"text": STORY, "published": "2022-03-02"})
    assert answer.status_code == 200
    story = answer.json()
    assert story["schema"] == "onrecord.check/1"
    assert story["story"]["published"] == "2022-03-02"
    assert any(c["asserts"].get("yes") == 141 for c in story["claims"])


def test_a_vote_has_a_page_and_its_json_twin(client: TestClient) -> None:
    page = client.get("/vote/A/RES/ES-11/1")
    assert page.status_code == 200
    assert "141" in page.text
    twin = client.get("/vote/A/RES/ES-11/1.json")
    assert twin.json()["tally"] == {"yes": 141, "no": 5, "abstain": 35, "absent": 12}


def test_a_vote_may_be_asked_for_by_its_whole_identifier(client: TestClient) -> None:
    assert client.get("/vote/UNGA A/RES/ES-11/1 2022-03-02.json").json()["symbol"] == "A/RES/ES-11/1"


def test_every_veto_is_listed_on_the_page_and_in_the_json(client: TestClient) -> None:
    rows = client.get("/vetoes.json").json()["vetoes"]
    assert len(rows) == len(RECORD.vetoes())
    assert client.get("/vetoes").text.count("<tr") >= len(rows)


def test_a_state_may_be_given_by_any_name(client: TestClient) -> None:
    answer = client.get("/state/Eritrea.json").json()
    assert answer["state"]["code"] == "ERI"
    assert {v["position"] for v in answer["votes"]} <= {"yes", "no", "abstain", "absent", "not_entitled"}
    assert "Eritrea" in client.get("/state/ERI").text


@pytest.mark.parametrize(
    ("words", "address"),
    [("es-11/1", "/vote/UNGA%20A/RES/ES-11/1%202022-03-02"), ("North Korea", "/state/PRK"), ("Eritrea", "/state/ERI")],
)
def test_a_vote_or_a_state_can_be_looked_up(client: TestClient, words: str, address: str) -> None:
    answer = client.get("/find", params={"q": words}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, address)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("words", ["A/RES/99/999", "Ruritania", "", "//evil.example/"])
def test_a_search_that_finds_nothing_leads_nowhere(client: TestClient, words: str) -> None:
    assert client.get("/find", params={"q": words}, follow_redirects=False).status_code == 404


def test_each_veto_leads_to_its_vote(client: TestClient) -> None:
    links = re.findall(r'href="(/vote/[^"]*)"', client.get("/vetoes").text)
    assert len(links) == len(RECORD.vetoes())
    assert client.get(html.unescape(links[-1])).status_code == 200


def test_what_is_not_held_answers_404_with_the_reason(client: TestClient) -> None:
    assert client.get("/vote/A/RES/99/999").status_code == 404
    twin = client.get("/vote/A/RES/99/999.json")
    assert twin.status_code == 404
    assert "A/RES/99/999" in twin.json()["error"]
    assert client.get("/state/Ruritania").status_code == 404


def test_an_empty_box_and_a_crooked_date_are_told_apart(client: TestClient) -> None:
    assert "found nothing" in client.post("/check", data={"text": "  "}).text
    wrong = client.post("/check", data={"text": STORY, "published": "yesterday"})
    assert wrong.status_code == 400
    assert "2022-03-04" in wrong.text


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("127.0.0.1:8765", True),
        ("localhost", True),
        ("[::1]:8765", True),
        ("LOCALHOST:80", True),
        ("evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("localhost.evil.example:8765", False),
        ("evil@127.0.0.1", False),
        ("127.0.0.1/evil", False),
        ("127.0.0.1:port", False),
        ("0.0.0.0", False),
        ("", False),
    ],
)
def test_only_loopback_names_are_answered(client: TestClient, host: str, ours: bool) -> None:
    assert is_loopback(host) is ours
    assert client.get("/", headers={"host": host}).status_code == (200 if ours else 400)


@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}])
def test_another_sites_page_may_not_post_here(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/check", data={"text": STORY}, headers=headers).status_code == 403


def test_our_own_form_may_post_here(client: TestClient) -> None:
    ours = {"origin": "http://127.0.0.1:8765", "sec-fetch-site": "same-origin"}
    assert client.post("/check", data={"text": STORY}, headers=ours).status_code == 200


def test_a_story_over_the_cap_is_refused(client: TestClient) -> None:
    assert client.post("/check", data={"text": "x" * (MAX_TEXT + 1)}).status_code == 413
    assert client.post("/check.json", json={"text": "x" * (MAX_TEXT + 1)}).status_code == 413


def test_a_body_over_the_cap_is_refused_even_when_its_length_is_not_told(client: TestClient) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(MAX_BODY // 100_000 + 2):
            yield b"text=" + b"x" * 100_000

    assert client.post("/check", content=endless()).status_code == 413
    lying = {"content-length": "99999999999"}
    assert client.post("/check", content=b"text=a", headers=lying).status_code == 413


HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)"> The General Assembly voted 141-5. China abstained.'


def test_markup_in_a_story_is_shown_and_never_run(client: TestClient) -> None:
    answer = client.post("/check", data={"text": HOSTILE, "published": "2022-03-02"})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text


def test_markup_in_an_address_is_shown_and_never_run(client: TestClient) -> None:
    for path in ("/vote/<script>alert(1)<%2Fscript>", "/state/<img src=x onerror=alert(1)>"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "<script>alert" not in answer.text
        assert "<img" not in answer.text


@pytest.mark.parametrize("path", ["/", "/vetoes", "/vote/A/RES/ES-11/1", "/nothing", "/vetoes.json"])
def test_every_answer_carries_a_policy_that_lets_nothing_in_from_outside(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "script-src 'self';" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/vetoes", "/vote/A/RES/ES-11/1", "/state/CHN"])
def test_no_page_loads_anything_from_elsewhere(client: TestClient, path: str) -> None:
    page = client.get(path).text
    loaded = re.findall(r'(?:<script[^>]*src|<link[^>]*href|<img[^>]*src|<iframe[^>]*src)="([^"]*)"', page)
    assert [address for address in loaded if not address.startswith(("/", "data:"))] == []


def test_the_openapi_description_names_the_routes(client: TestClient) -> None:
    assert "/check.json" in client.get("/openapi.json").json()["paths"]
    assert client.get("/docs").status_code == 404  # its page would load scripts from another host


def test_the_server_listens_on_loopback_and_says_when_a_port_is_taken() -> None:
    with _listen(0) as first:
        address, port = first.getsockname()
        assert address == "127.0.0.1"
        with pytest.raises(UsageError, match="--port"):
            _listen(port)


CHROMIUM = next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None)


@pytest.fixture
def served() -> Iterator[str]:
    """The address of a real server on a free port."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(RECORD), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 10
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.mark.browser
def test_a_real_browser_shows_the_vote_and_runs_no_foreign_script(served: str, tmp_path: Path) -> None:
    if CHROMIUM is None:
        if os.environ.get("ONRECORD_REQUIRE_BROWSER") == "1":
            pytest.fail("no Chromium on this machine, and ONRECORD_REQUIRE_BROWSER=1 demands one")
        pytest.skip("no Chromium on this machine")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    flags += [
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        f"--user-data-dir={tmp_path / 'profile'}",
    ]
    address = f"{served}/vote/A/RES/ES-11/1"
    shown = subprocess.run(
        [CHROMIUM, *flags, "--virtual-time-budget=3000", "--dump-dom", address],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "A/RES/ES-11/1" in shown.stdout
    assert "Eritrea" in shown.stdout or "ERI" in shown.stdout
    picture = tmp_path / "page.png"
    subprocess.run(
        [CHROMIUM, *flags, f"--screenshot={picture}", "--window-size=1100,1400", f"{served}/"],
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert picture.stat().st_size > 5_000
