"""`onrecord update` from the first full record to the next newer file, against a library that may lie or stall."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cli_run import Answer, Run
from library_file import LATER, Vote, assembly, council, laid_out, rows_of
from local_server import Answer as Serve
from local_server import Site, Visit, file, page, redirect, serving
from updating import content, refused, runner, summary, with_a_small_core

from onrecord.record import fetch
from onrecord.record.fetch import Limits
from onrecord.record.record import Record, open_record
from onrecord.terms import Body, Outcome, Position

DATA = Path(__file__).parent / "data"
DAY = date(2022, 3, 2)
OLD, NEW = "2025_9_19_ga_voting.csv", "2026_02_06_ga_voting.csv"
COUNCIL = "2026_02_06_sc_voting.csv"
NUMBERS = {"ga_voting.csv": "4060887", "sc_voting.csv": "4055387"}
RES = "UNGA A/RES/76/999 2022-03-02"
GONE = "UNGA A/RES/76/998 2022-03-02"
ADDED = "UNGA A/RES/76/1000 2022-03-02"
CHALLENGE = "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>captcha</body></html>"
QUICK = Limits(max_bytes=1 << 22, stall=0.3, seconds=4, connect=1, attempts=2, wait=0.01, longest_wait=0.1)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home that is not there yet, and a network that is given up on soon."""
    monkeypatch.setenv("ONRECORD_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(fetch.download, "Limits", lambda: QUICK)
    monkeypatch.setattr(fetch.pages, "SMALL", QUICK)
    with_a_small_core(monkeypatch)
    return tmp_path / "home"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(capsys.readouterr)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The Library, as ONRECORD_LIBRARY names it, with both of its files."""
    with serving() as running:
        monkeypatch.setenv("ONRECORD_LIBRARY", running.base)
        shelved(running, OLD, first())
        shelved(running, COUNCIL, laid_out(council("3", DAY, resolution="S/RES/2999(2022)").rows(), LATER[Body.UNSC]))
        yield running


def first() -> bytes:
    gone = assembly("1", DAY, resolution="A/RES/76/998")
    return laid_out(rows_of([gone, assembly("2", DAY, "BLR RUS", "CHN", resolution="A/RES/76/999")]))


def later() -> bytes:
    kept = assembly("2", DAY, "BLR RUS CHN", resolution="A/RES/76/999")
    return laid_out(rows_of([kept, assembly("4", DAY, "USA", resolution="A/RES/76/1000")]))


def shelved(site: Site, name: str, data: bytes, served: Serve | None = None) -> None:
    """Puts a file into the Library's record."""
    number = NUMBERS[name[-13:]]
    path = f"/record/{number}/files/{name}"
    site[f"/record/{number}/export/xm"] = page(
        '<collection xmlns="http://www.loc.gov/MARC21/slim"><record><datafield tag="856" ind1="4" ind2=" ">'
        f'<subfield code="s">{len(data)}</subfield><subfield code="u">https://digitallibrary.un.org{path}</subfield>'
        "</datafield></record></collection>"
    )
    site[path] = served or file(data)


def update(run: Run, *words: str) -> dict[str, Any]:
    return summary(run("update", *words, "--yes", "--format", "json"))


def given(run: Run, path: Path, data: bytes | str) -> dict[str, Any]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return update(run, "--from", str(path))


def files_asked(site: Site) -> list[str]:
    return [line.rsplit("/", 1)[1] for line in site.asked if line.startswith("GET") and "/files/" in line]


def test_both_files_make_the_full_record_and_the_version_says_so(run: Run, site: Site, home: Path) -> None:
    told = update(run)
    assert told["switched"] is True
    assert {s["source"]: (s["name"], s["votes"]) for s in told["sources"]} == {
        "library-assembly": (OLD, 2),
        "library-council": (COUNCIL, 1),
    }
    shown = run("--version").out
    assert f"record full {told['snapshot'][:12]}, through" in shown
    found = open_record(home).rollcall("A/RES/76/999")
    assert found.positions["CHN"] is Position.ABSTAIN
    assert sorted(p.name for p in home.iterdir()) == ["current", "snapshots", "update.lock"]


def test_a_second_update_downloads_nothing_and_a_newer_file_alone_is_fetched(run: Run, site: Site) -> None:
    update(run)
    asked = len(files_asked(site))
    again = update(run)
    assert (again["switched"], again["why"]) == (False, "up to date")
    assert len(files_asked(site)) == asked
    shelved(site, NEW, later())
    told = update(run)
    assert files_asked(site)[asked:] == [NEW]
    assert told["switched"] is True
    assert told["changed"] == [{"id": RES, "what": "tally 190-2-1 to 190-3-0; votes of CHN"}]
    assert (told["added"], told["removed"]) == (1, [GONE])
    assert update(run)["why"] == "up to date"
    shelved(site, OLD, first())  # the Library goes back: what is newer is kept
    assert update(run)["why"] == "up to date"


def test_only_the_body_asked_for_is_brought(run: Run, site: Site) -> None:
    update(run, "--body", "UNSC")
    assert files_asked(site) == [COUNCIL]


def test_what_would_change_can_be_shown_without_changing_it(run: Run, site: Site, home: Path) -> None:
    update(run)
    before = content(home)
    shelved(site, NEW, later())
    told = update(run, "--dry-run")
    assert (told["switched"], told["why"], told["removed"]) == (False, "left as it was", [GONE])
    assert content(home) == before


def test_a_script_that_does_not_agree_to_the_terms_downloads_nothing(run: Run, site: Site, home: Path) -> None:
    answer = run("update")
    refused(answer, "terms", "onrecord update --yes")
    assert (answer.code, files_asked(site)) == (2, [])
    assert content(home) == {}


def stalls(visit: Visit) -> None:
    visit.head(200, Content_Length=5000)
    visit.raw(b"undl_id,")
    visit.wait(5)


def cuts(visit: Visit) -> None:
    data = later()
    visit.head(200, Content_Length=len(data))
    visit.raw(data[: len(data) // 2])


def says_less(visit: Visit) -> None:
    data = later()
    visit.head(200, Content_Length=len(data) // 2)
    visit.raw(data)


BAD_ANSWERS: dict[str, tuple[Serve, str]] = {
    "challenges": (page(CHALLENGE, 403, Content_Type="text/html"), "turned us away"),
    "challenges politely": (page(CHALLENGE, 200, Content_Type="text/csv"), "turned us away"),
    "stalls": (stalls, "did not answer"),
    "cuts": (cuts, "did not answer"),
    "says less than it sends": (says_less, "stated"),
    "fails": (page("no", 503), "did not answer"),
    "has lost the file": (page("no", 404), "answered 404"),
    "leads to a private place": (redirect("http://172.16.0.1/file.csv"), "not a public address"),
    "leads to this machine's metadata": (redirect("http://169.254.169.254/latest"), "not a public address"),
    "leads to a file": (redirect("file:///etc/passwd"), "expected"),
    "leads in circles": (redirect("/record/4060887/files/" + NEW), "in a circle"),
    "sends another file": (page("symbol,votes\n1,2\n"), "expected a header with undl_id"),
    "sends a table of corrections": (
        page("origin,body,symbol,date,state,vote,source\noverride,UNGA,A/RES/76/9,2022-03-02,CHN,no,A/76/PV.1\n"),
        "expected a header with undl_id",
    ),
    "sends the Council's file": (
        page(laid_out(council("3", DAY, resolution="S/RES/2999(2022)").rows(), LATER[Body.UNSC])),
        "expected library-assembly, found library-council",
    ),
    "sends half a file as if it were whole": (page(later()[:-9000]), "was refused and the record is as it was"),
}


@pytest.mark.parametrize("name", BAD_ANSWERS)
def test_a_library_that_fails_is_one_message_and_the_record_stays(run: Run, site: Site, home: Path, name: str) -> None:
    given(run, home.parent / "mine.csv", laid_out(assembly("9", DAY, resolution="A/RES/76/9").rows()))
    before = {name: digest for name, digest in content(home).items() if not name.startswith("downloads/")}
    served, told = BAD_ANSWERS[name]
    shelved(site, NEW, later(), served)
    answer = run("update", "--body", "UNGA", "--yes")
    refused(answer, told, "--from FILE")
    assert answer.code == 3
    assert "https://digitallibrary.un.org/record/4060887" in answer.err or "was refused" in answer.err
    after = {name: digest for name, digest in content(home).items() if not name.startswith("downloads/")}
    assert after == before


@pytest.mark.parametrize("served", [page(CHALLENGE, 403, Content_Type="text/html"), page("no", 500), stalls])
def test_a_library_that_names_no_file_is_told_with_the_file_to_fetch_by_hand(
    run: Run, site: Site, home: Path, served: Serve
) -> None:
    for path in ("/record/4060887/export/xm", "/record/4060887?ln=en"):
        site[path] = served
    answer = run("update", "--yes")
    refused(answer, "https://digitallibrary.un.org/record/4060887", "ga_voting.csv", "--from FILE")
    assert (answer.code, content(home)) == (3, {})


def test_a_download_that_broke_off_goes_on_where_it_stopped(run: Run, site: Site) -> None:
    data = first()
    shelved(site, OLD, data, file(data, cut_at=len(data) // 2))
    assert update(run)["switched"] is True
    assert "range" in site.visits[[line.rsplit("/", 1)[1] for line in site.asked].index(OLD) + 1]


def test_a_file_may_be_given_by_its_address(run: Run, site: Site, home: Path) -> None:
    site["/a/copy.csv"] = file(first())
    told = update(run, "--from", site.url("/a/copy.csv"))
    assert told["sources"][0]["name"] == "copy.csv"
    refused(run("update", "--from", site.url("/a/nothing.csv")), "answered 404")
    assert sorted(p.name for p in home.iterdir()) == ["current", "downloads", "snapshots", "update.lock"]


ES11 = "UNGA A/RES/ES-11/1 2022-03-02"


def cast(record: Record, symbol: str) -> dict[str, str]:
    letters = {Position.YES: "Y", Position.NO: "N", Position.ABSTAIN: "A", Position.ABSENT: "X"}
    return {state: letters[p] for state, p in record.rollcall(symbol).positions.items()}


def library_of_es_11_1(**changed: str) -> bytes:
    cells = cast(open_record(), "A/RES/ES-11/1") | changed
    head = {"draft": "A/ES-11/L.1", "meeting": "A/ES-11/PV.5"}
    return laid_out(Vote("3959039", DAY, cells, Body.UNGA, "A/RES/ES-11/1", head=head).rows())


def provisional(home: Path) -> list[str]:
    return [roll.id for roll in open_record(home).rollcalls if roll.provisional]


def test_the_library_confirms_the_vote_of_a_press_release(run: Run, home: Path) -> None:
    told = update(run, "--from", str(DATA / "release_assembly.html"))
    assert provisional(home) == ["UNGA A/ES-11/L.1 2022-03-02"]
    assert told["added"] == 1
    told = given(run, home.parent / NEW, library_of_es_11_1())
    assert told["confirmed"] == [ES11]
    assert (told["added"], told["removed"]) == (0, [])
    assert told["changed"][0]["what"].startswith("was UNGA A/ES-11/L.1 2022-03-02")
    assert provisional(home) == []
    roll = open_record(home).rollcall("A/RES/ES-11/1")
    assert {f.origin for f in roll.fragments} == {"press", "library-assembly"}
    assert [d for d in open_record(home).differences() if d.id == ES11] == []


def test_the_library_contradicts_the_vote_of_a_press_release_and_both_are_kept(run: Run, home: Path) -> None:
    update(run, "--from", str(DATA / "release_assembly.html"))
    told = given(run, home.parent / NEW, library_of_es_11_1(CHN="Y"))
    assert told["confirmed"] == [ES11]
    assert told["differences"] == {"cell": 1, "tally": 1}
    found = {d.what: (d.state, d.kept, d.other) for d in open_record(home).differences() if d.id == ES11}
    assert found == {"tally": ("", "142-5-34", "141-5-35"), "cell": ("CHN", "yes", "abstain")}
    assert open_record(home).rollcall("A/RES/ES-11/1").positions["CHN"] is Position.YES


OVERRIDE = "origin,body,symbol,date,state,vote,declared,source,note\n"


def test_a_correction_by_hand_survives_later_updates(run: Run, home: Path, tmp_path: Path) -> None:
    given(run, tmp_path / OLD, first())
    table = OVERRIDE + "override,UNGA,A/RES/76/999,2022-03-02,CHN,no,,A/76/PV.50,misprinted\n"
    told = given(run, tmp_path / "corrections.csv", table)
    assert told["changed"] == [{"id": RES, "what": "tally 190-2-1 to 190-3-0; votes of CHN"}]
    for data in (first(), first().replace(b"Letter", b"Note")):
        given(run, tmp_path / NEW, data)
        roll = open_record(home).rollcall("A/RES/76/999")
        assert roll.positions["CHN"] is Position.NO
        assert "corrected by hand: misprinted (A/76/PV.50)" in roll.note
        listed = [d for d in open_record(home).differences() if d.id == RES and d.what == "cell"]
        assert [(d.state, d.kept, d.other) for d in listed] == [("CHN", "no", "abstain")]


def test_a_row_taken_out_of_a_table_of_corrections_is_taken_back(run: Run, home: Path, tmp_path: Path) -> None:
    given(run, tmp_path / OLD, first())
    row = "override,UNGA,A/RES/76/{},2022-03-02,{},no,,A/76/PV.50,misprinted\n"
    given(run, tmp_path / "mine.csv", OVERRIDE + row.format(998, "FRA") + row.format(999, "FRA"))
    given(run, tmp_path / "mine.csv", OVERRIDE + row.format(999, "FRA"))
    record = open_record(home)
    assert record.rollcall("A/RES/76/998").positions["FRA"] is Position.YES
    assert record.rollcall("A/RES/76/999").positions["FRA"] is Position.NO


def test_what_a_member_declared_later_is_kept_beside_its_vote_as_cast(run: Run, home: Path, tmp_path: Path) -> None:
    given(run, tmp_path / OLD, first())
    row = "override,UNGA,A/RES/76/999,2022-03-02,CHN,,yes,A/76/PV.50,meant to vote in favour\n"
    given(run, tmp_path / "declared.csv", OVERRIDE + row)
    roll = open_record(home).rollcall("A/RES/76/999")
    assert roll.positions["CHN"] is Position.ABSTAIN
    assert roll.declared == {"CHN": Position.YES}
    assert (roll.tally.abstain if roll.tally else None) == 1


def test_a_text_adopted_without_a_vote_has_no_members_votes_whoever_says_so(
    run: Run, home: Path, tmp_path: Path
) -> None:
    rows = council("3", DAY, abstain="CHN", modality="Without vote", resolution="S/RES/2999(2022)").rows()
    given(run, tmp_path / COUNCIL, laid_out(rows, LATER[Body.UNSC]))
    roll = open_record(home).rollcall("S/RES/2999")
    assert (roll.outcome, dict(roll.positions), roll.tally) == (Outcome.ADOPTED_WITHOUT_VOTE, {}, None)
    given(run, tmp_path / OLD, first())
    table = "origin,body,symbol,date,outcome,source\noverride,UNGA,A/RES/76/999,2022-03-02,"
    table += "adopted without a vote,A/76/PV.50\n"
    given(run, tmp_path / "mine.csv", table)
    roll = open_record(home).rollcall("A/RES/76/999")
    assert (roll.outcome, dict(roll.positions), roll.tally) == (Outcome.ADOPTED_WITHOUT_VOTE, {}, None)


def test_two_files_that_tell_one_vote_differently_are_refused_together(run: Run, home: Path, tmp_path: Path) -> None:
    given(run, tmp_path / OLD, first())
    before = content(home)
    (tmp_path / NEW).write_bytes(later())
    answer = run("update", "--from", str(tmp_path / OLD), "--from", str(tmp_path / NEW), "--yes")
    refused(answer, OLD, NEW, "give the newer of the two alone")
    assert content(home) == before


def test_a_change_in_who_did_not_vote_is_told_as_that(run: Run, tmp_path: Path) -> None:
    given(run, tmp_path / OLD, first())
    told = given(run, tmp_path / NEW, first().replace(b",0,193,https", b",,193,https"))
    assert told["changed"][0]["what"] == "members not voting 0 to not stated"


def told_lines(answer: Answer) -> list[str]:
    return answer.out.splitlines()


def test_the_change_is_told_in_words(run: Run, tmp_path: Path) -> None:
    given(run, tmp_path / OLD, first())
    (tmp_path / NEW).write_bytes(later())
    lines = told_lines(run("update", "--from", str(tmp_path / NEW), "--yes", "--format", "text"))
    assert lines[0].endswith("1 added (UNGA 1), 1 changed, 1 removed.")
    assert f"  {RES}: tally 190-2-1 to 190-3-0; votes of CHN" in lines
    assert f"  {GONE}" in lines
    assert lines[-1].startswith("The record in ")
