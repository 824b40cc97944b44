"""The Library's open voting files: every known layout reads back to the votes as cast, everything else is refused."""

import csv
import gzip
import io
import random
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from cli_run import Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from library_file import FIRST, LATER, LETTER, Row, Vote, assembly, council, laid_out, rows_of
from updating import content, refused, runner, updated, with_a_small_core

from onrecord.record.intake import read as take_in
from onrecord.record.sources import library_csv
from onrecord.record.sources.harvest import Harvest
from onrecord.states import council_members, members_on
from onrecord.terms import Body, DataError, Fragment, ItemKind, Outcome, Position, Tally

INVASION = date(2022, 3, 2)
AGAINST = "BLR ERI PRK RUS SYR"
ABSTAINING = "CHN IND ZAF"
COLUMNS = LATER[Body.UNGA]
Mend = Callable[[list[Row]], None]


def read(path: Path, data: bytes) -> Harvest:
    path.write_bytes(data)
    return library_csv.read(path)


def only(harvest: Harvest) -> Fragment:
    (fragment,) = harvest.fragments
    return fragment


def es_11_1(**head: str) -> Vote:
    return assembly("3959039", INVASION, AGAINST, ABSTAINING, "VEN", resolution="A/RES/ES-11/1", **head)


SPELLINGS = {"TWN": ["TWN", "CHN"], "SUN": ["SUN", "RUS"], "DEU": ["DEU", "GER"]}


def theirs(code: str, day: date, chance: random.Random) -> str:
    if code == "DEU" and day >= date(1990, 10, 3):
        return code
    return chance.choice(SPELLINGS.get(code, [code]))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.sampled_from([Body.UNGA, Body.UNSC]),
    day=st.dates(date(1946, 1, 17), date(2026, 6, 30)),
    seed=st.integers(0, 2**32),
    layout=st.sampled_from([FIRST, LATER]),
    reordered=st.booleans(),
    newline=st.sampled_from(["\n", "\r\n"]),
)
def test_any_vote_of_any_day_reads_back_as_cast(
    tmp_path: Path, body: Body, day: date, seed: int, layout: dict[Body, list[str]], reordered: bool, newline: str
) -> None:
    chance = random.Random(seed)
    members = sorted(members_on(day) if body is Body.UNGA else council_members(day))
    cast = {state: chance.choice(list(LETTER)) for state in members}
    cast[members[0]] = Position.YES  # a list in which nobody voted is no list
    old = layout is FIRST
    cells = {}
    for state, position in cast.items():
        letter = "NV" if old and position is Position.ABSENT else LETTER[position]
        cells[theirs(state, day, chance)] = chance.choice([letter, letter.lower(), f" {letter}"])
    vote = Vote("77", day, cells, body)
    columns = list(layout[body])
    rows = vote.rows()
    if reordered:
        chance.shuffle(columns)
        chance.shuffle(rows)
    fragment = only(read(tmp_path / "file.csv", laid_out(rows, columns, newline=newline)))
    assert dict(fragment.positions) == cast
    counted = [sum(p is side for p in cast.values()) for side in LETTER]
    assert fragment.tally == Tally(*counted)
    assert (fragment.body, fragment.day, fragment.ref) == (body, day, "77")


def test_the_facts_of_a_vote_are_taken_from_its_columns(tmp_path: Path) -> None:
    head = {
        "total_yes": "184.0",
        "total_no": "5.0",
        "total_abstentions": "3.0",
        "session": "ES-11",
        "draft": "A/ES-11/L.1",
    }
    fragment = only(read(tmp_path / "f.csv", laid_out(es_11_1(**head).rows())))
    assert fragment.symbol == "A/RES/ES-11/1"
    assert fragment.draft == "A/ES-11/L.1"
    assert fragment.session == "ES-11"
    assert fragment.tally == Tally(184, 5, 3, 1)
    assert fragment.title == "Aggression against a state"
    assert fragment.meeting == "A/ES-11/PV.5"
    assert fragment.address == "https://digitallibrary.un.org/record/3959039"
    assert (fragment.kind, fragment.outcome) == (ItemKind.RESOLUTION, Outcome.ADOPTED)
    assert fragment.origin == "library-assembly"


def test_columns_may_be_plural_capital_and_in_another_order(tmp_path: Path) -> None:
    names = {
        "resolution": "Resolutions",
        "subjects": "Subject",
        "draft": "DRAFTS",
        "total_non_voting": "total_nonvoting",
    }
    data = laid_out(es_11_1().rows(), list(reversed(COLUMNS)), names=names)
    assert only(read(tmp_path / "f.csv", data)).symbol == "A/RES/ES-11/1"


def test_columns_that_later_versions_added_may_be_missing_and_unknown_ones_present(tmp_path: Path) -> None:
    fewest = "undl_id ms_code ms_vote date session resolution total_yes total_no total_abstentions".split()
    rows = [row | {"shoe_size": "42"} for row in es_11_1().rows()]
    fragment = only(read(tmp_path / "f.csv", laid_out(rows, [*fewest, "shoe_size"])))
    assert fragment.tally == Tally(184, 5, 3)
    assert len(fragment.positions) == 193


def test_a_byte_order_mark_and_line_breaks_inside_titles_are_no_trouble(tmp_path: Path) -> None:
    title = 'He said "no",\nand\r\nthat was it : resolution / adopted'
    rows = rows_of([es_11_1(title=title), assembly("2", INVASION, resolution="A/RES/76/1", title=title)])
    harvest = read(tmp_path / "f.csv", b"\xef\xbb\xbf" + laid_out(rows, quoting=csv.QUOTE_ALL))
    assert [f.title for f in harvest.fragments] == ['He said "no", and that was it'] * 2


def gzipped(data: bytes) -> bytes:
    return gzip.compress(data)


def zipped(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2026_02_06_ga_voting.csv", data)
    return out.getvalue()


@pytest.mark.parametrize("pack", [gzipped, zipped])
def test_a_packed_file_reads_like_the_file_itself(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    data = laid_out(es_11_1().rows())
    path = tmp_path / "anything.csv.gz"
    path.write_bytes(pack(data))
    (harvest,) = take_in(path, tmp_path / "scratch")
    assert only(harvest) == only(read(tmp_path / "f.csv", data))
    assert list((tmp_path / "scratch").iterdir()) == []


@pytest.mark.parametrize(
    "name",
    ["it's.csv", "new\nline.csv", "ga[1].csv", "ga*.csv", 'quo"te.csv', "plain.csv.gz", "-.csv", "é.csv", "a b.csv"],
)
def test_a_files_name_says_nothing_and_matches_no_other_file(tmp_path: Path, name: str) -> None:
    for decoy in ("ga1.csv", "gaX.csv"):
        (tmp_path / decoy).write_bytes(b"undl_id,ms_code\n1,2\n")
    (tmp_path / name).write_bytes(laid_out(es_11_1().rows()))
    (harvest,) = take_in(tmp_path / name, tmp_path / "scratch")
    assert len(only(harvest).positions) == 193
    assert len(library_csv.read(tmp_path / name).fragments) == 1 or name.endswith(".gz")


@pytest.mark.parametrize(
    ("day", "code", "ours"),
    [
        (date(1971, 10, 25), "CHN", "TWN"),
        (date(1971, 10, 26), "CHN", "CHN"),
        (date(1980, 12, 1), "RUS", "SUN"),
        (date(1980, 12, 1), "SUN", "SUN"),
        (date(1980, 12, 1), "GER", "DEU"),
        (date(1992, 12, 1), "RUS", "RUS"),
    ],
)
def test_the_librarys_codes_stand_for_the_seat_of_the_day(tmp_path: Path, day: date, code: str, ours: str) -> None:
    cells = {state: "Y" for state in sorted(members_on(day)) if state != ours} | {code: "N"}
    fragment = only(read(tmp_path / "f.csv", laid_out(Vote("1", day, cells).rows())))
    assert fragment.positions[ours] is Position.NO
    assert set(fragment.positions) == set(members_on(day))


@pytest.mark.parametrize(("cell", "yes"), [("AN", 48), ("Y ", 49), ("", 48), ("Y UGANDA", 49), ("?", 48)])
def test_a_stray_cell_is_read_as_the_stated_tally_needs_and_told(tmp_path: Path, cell: str, yes: int) -> None:
    day = date(1952, 12, 21)  # A/RES/620(VII)[A], 48-5-6, "AN PAKISTAN"
    states = sorted(members_on(day) - {"PAK"})
    cells = dict.fromkeys(states[:48], "Y") | dict.fromkeys(states[48:53], "N") | dict.fromkeys(states[53:], "A")
    abstained = len(states) - 53
    stated = {"total_yes": str(yes), "total_abstentions": str(abstained + (yes == 48)), "total_non_voting": "0"}
    harvest = read(tmp_path / "f.csv", laid_out(Vote("1", day, cells | {"PAK": cell}, head=stated).rows()))
    assert only(harvest).positions["PAK"] is (Position.ABSTAIN if yes == 48 else Position.YES)
    assert bool(harvest.defects) is (cell.strip() != "Y")


def test_a_stray_cell_that_the_tally_does_not_decide_gives_no_position(tmp_path: Path) -> None:
    vote = es_11_1(total_yes="150")
    vote.cells = {**vote.cells, "FRA": "%"}
    harvest = read(tmp_path / "f.csv", laid_out(vote.rows()))
    assert "FRA" not in only(harvest).positions
    assert any("FRA" in d.found and "without a position" in d.treatment for d in harvest.defects)


def test_a_cell_cannot_smuggle_in_another_members_vote(tmp_path: Path) -> None:
    vote = es_11_1(total_yes="184")
    cells = {code: cell for code, cell in vote.cells.items() if code != "USA"}
    vote.cells = cells | {"FRA": "zz|USA=N"}
    vote.head = {**vote.head, "total_no": "6", "total_yes": "182", "total_ms": "192"}
    harvest = read(tmp_path / "f.csv", laid_out(vote.rows()))
    assert "USA" not in only(harvest).positions


def test_a_state_listed_without_a_vote_when_it_was_no_member_is_left_out_and_told(tmp_path: Path) -> None:
    vote = es_11_1()
    vote.cells = {**vote.cells, "CSK": "X"}
    harvest = read(tmp_path / "f.csv", laid_out(vote.rows()))
    assert len(only(harvest).positions) == 193
    assert "CSK" in harvest.defects[0].found
    assert only(harvest).tally == Tally(184, 5, 3, 1)


@pytest.mark.parametrize(
    ("modality", "note"), [("Without vote", ""), ("BY ACCLAMATION", ""), ("", "Adopted without a vote")]
)
def test_a_text_adopted_without_a_vote_has_no_member_positions(tmp_path: Path, modality: str, note: str) -> None:
    data = laid_out(council("5", INVASION, modality=modality, vote_note=note).rows(), LATER[Body.UNSC])
    fragment = only(read(tmp_path / "f.csv", data))
    assert fragment.outcome is Outcome.ADOPTED_WITHOUT_VOTE
    assert (dict(fragment.positions), fragment.tally) == ({}, None)


def test_a_note_about_a_paragraph_does_not_unmake_a_divided_vote(tmp_path: Path) -> None:
    harvest = read(tmp_path / "f.csv", laid_out(es_11_1(vote_note="Paragraph 3 was adopted without a vote").rows()))
    assert only(harvest).outcome is Outcome.ADOPTED
    assert len(only(harvest).positions) == 193
    assert "read as a vote" in harvest.defects[0].treatment


def test_a_list_in_which_nobody_voted_is_no_list(tmp_path: Path) -> None:
    cells = dict.fromkeys(sorted(members_on(INVASION)), "X")
    harvest = read(tmp_path / "f.csv", laid_out(Vote("1", INVASION, cells).rows()))
    assert (dict(only(harvest).positions), only(harvest).tally) == ({}, None)


def test_a_council_resolution_goes_by_its_symbol_without_the_year(tmp_path: Path) -> None:
    vote = council(
        "5", INVASION, abstain="CHN", resolution="S/RES/2623(2022)", description="Resolution 2623 [on Ukraine]"
    )
    fragment = only(read(tmp_path / "f.csv", laid_out(vote.rows(), LATER[Body.UNSC])))
    assert (fragment.symbol, fragment.title, fragment.origin) == ("S/RES/2623", "On Ukraine", "library-council")


def test_a_draft_that_is_no_resolution_is_a_draft_of_open_outcome(tmp_path: Path) -> None:
    wrong_column = draft().rows()
    for row in wrong_column:
        row["resolution"], row["draft"] = row["draft"], ""
    for rows in (draft().rows(), wrong_column):
        fragment = only(read(tmp_path / "f.csv", laid_out(rows)))
        assert (fragment.symbol, fragment.kind, fragment.outcome) == ("A/73/L.42", ItemKind.DRAFT, None)


def draft() -> Vote:
    return assembly("9", date(2018, 12, 6), AGAINST, resolution="", draft="A/73/L.42")


def test_a_stated_tally_that_the_votes_do_not_bear_out_is_kept_and_told(tmp_path: Path) -> None:
    harvest = read(tmp_path / "f.csv", laid_out(es_11_1(total_yes="182.0", total_no="5.0").rows()))
    assert only(harvest).tally == Tally(182, 5, 3, 1)
    assert "182-5-3 over votes that count 184-5-3" in harvest.defects[0].found


def test_rows_that_differ_in_a_title_read_the_same_whatever_their_order(tmp_path: Path) -> None:
    rows = es_11_1().rows()
    for row in rows[::3]:
        row["title"] = "Another title"
    there = read(tmp_path / "f.csv", laid_out(rows))
    back = read(tmp_path / "f.csv", laid_out(rows[::-1]))
    assert there.fragments == back.fragments
    assert "differ in a title" in there.defects[0].found


def cell(column: str, value: str, at: int = 1) -> Mend:
    def mend(rows: list[Row]) -> None:
        rows[at][column] = value

    return mend


def every(column: str, value: str) -> Mend:
    def mend(rows: list[Row]) -> None:
        for row in rows:
            row[column] = value

    return mend


def doubled(rows: list[Row]) -> None:
    rows.append(dict(rows[4]))


def without_the_last(rows: list[Row]) -> None:
    del rows[-1]


@pytest.mark.parametrize(
    ("mend", "told"),
    [
        (cell("ms_code", "ZZZ"), "row 3 (record 3959039): expected a member's three-letter code, found 'ZZZ'"),
        (
            cell("ms_code", ""),
            "row 3 (record 3959039): expected a member's three-letter code, found ''",
        ),
        (cell("ms_code", "FRA DEU"), "one member's code in every row"),
        (
            cell("ms_code", "CSK"),
            "row 3 (record 3959039): expected members' votes only, on 2022-03-02, found yes",
        ),
        (cell("ms_code", "AFG"), "row 3 (record 3959039): expected each member once, found AFG twice"),
        (doubled, "row 195 (record 3959039): expected each member once"),
        (without_the_last, "row 2 (record 3959039): expected the votes of 193 members, found those of 192 and the end"),
        (every("date", "2022-13-01"), "row 2 (record 3959039): expected a day such as 2022-03-02, found '2022-13-01'"),
        (every("date", "02/03/2022"), "expected a day such as 2022-03-02"),
        (every("date", "2022-W09-3"), "expected a day such as 2022-03-02"),
        (cell("date", "2022-03-03", 7), "row 9 (record 3959039): expected the same day, symbol and totals"),
        (every("total_yes", "-5"), "expected whole numbers as totals, found -5"),
        (every("total_yes", "many"), "expected whole numbers as totals"),
        (every("total_yes", "184.5"), "expected whole numbers as totals"),
        (every("total_yes", ""), "expected whole numbers as totals"),
        (every("total_yes", "190"), "expected a tally of at most 193 members, found 190-5-3"),
        (every("total_ms", "lots"), "expected a whole number as total_ms, found 'lots'"),
        (every("resolution", ""), "expected the symbol of a resolution or draft, found none"),
        (every("resolution", "A/RES/\x1b[31m1"), "expected the symbol of a resolution or draft"),
        (every("undl_id", ""), "expected the number of a record in undl_id"),
        (every("undl_id", "=HYPERLINK(1)"), "expected the number of a record in undl_id, found '=HYPERLINK(1)'"),
    ],
)
def test_a_vote_that_cannot_be_is_refused_with_its_row_and_record(tmp_path: Path, mend: Mend, told: str) -> None:
    rows = es_11_1().rows()
    mend(rows)
    with pytest.raises(DataError) as error:
        read(tmp_path / "2026_02_06_ga_voting.csv", laid_out(rows))
    assert told in str(error.value)
    assert str(error.value).startswith("2026_02_06_ga_voting.csv was refused and the record is as it was. ")


def test_a_member_of_the_assembly_without_a_seat_in_the_council_cannot_vote_there(tmp_path: Path) -> None:
    rows = council("5", INVASION).rows()
    rows[3]["ms_code"] = "DEU"
    with pytest.raises(DataError, match=r"row 5 \(record 5\): expected members' votes only, .* found yes by DEU"):
        read(tmp_path / "f.csv", laid_out(rows, LATER[Body.UNSC]))


def test_a_vote_in_the_middle_of_the_file_may_lack_members_which_is_told(tmp_path: Path) -> None:
    short = assembly("1", INVASION, resolution="A/RES/34/13")
    short.cells = dict(list(short.cells.items())[:170])
    short.head = {"total_ms": "193", "total_non_voting": "23"}
    harvest = read(tmp_path / "f.csv", laid_out(rows_of([short, es_11_1()])))
    assert "170 members listed of 193 stated" in harvest.defects[0].found


@pytest.mark.parametrize("title", ["A title", "A title\nof two lines", 'With "quotes",\nand 1,2\n3,4'])
@pytest.mark.parametrize("kept", [1, 60, 192])
def test_a_file_cut_between_two_rows_is_noticed(tmp_path: Path, title: str, kept: int) -> None:
    rows = rows_of([assembly("1", INVASION, resolution="A/RES/76/1"), es_11_1(title=title)])[: 193 + kept]
    with pytest.raises(
        DataError, match=rf"row 195 \(record 3959039\): .* found those of {kept} and the end of the file"
    ):
        read(tmp_path / "f.csv", laid_out(rows))


GOOD = laid_out(rows_of([es_11_1(), assembly("2", INVASION, resolution="A/RES/76/1")]))
FIRST_LAYOUT = laid_out(es_11_1().rows(), FIRST[Body.UNGA])
CHALLENGE = b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>captcha</body></html>"


def bomb() -> bytes:
    return gzip.compress(GOOD[:4000] + b"\n" * (80 << 20))


BAD_FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "cut in a row": (lambda: GOOD[:-100], "row 387: expected as many cells as the header has columns"),
    "cut in a quoted cell": (lambda: GOOD.replace(b"A/RES/76/1,", b'"A/RES/76/1,', 1)[:50_000], "expected"),
    "the file twice over": (
        lambda: GOOD + GOOD,
        "row 388 (record undl_id): expected a day such as 2022-03-02, found 'date'",
    ),
    "rows doubled": (lambda: GOOD + GOOD.split(b"\n", 1)[1], "row 388 (record 3959039): expected each member once"),
    "two versions joined": (lambda: GOOD + FIRST_LAYOUT, "row 388: expected as many cells as the header has columns"),
    "Latin-1": (lambda: GOOD.replace(b"Letter", b"Lettr\xe9"), "expected UTF-8 text"),
    "UTF-16": (lambda: GOOD.decode().encode("utf-16"), "row 1: expected UTF-8 text"),
    "UTF-16 without a mark": (lambda: GOOD.decode().encode("utf-16-le"), "expected"),
    "NUL bytes": (lambda: GOOD.replace(b",FRA,", b",F\0A,"), "expected a member's three-letter code"),
    "one endless line": (lambda: GOOD[:400] + b"x" * 10_000_000, "expected a row of at most 200,000 bytes"),
    "an endless first line": (lambda: b"undl_id,ms_code,ms_vote" + b"," * 10_000_000, "expected"),
    "a challenge page": (lambda: CHALLENGE, "a page that asks a person to prove they are one"),
    "nothing": (lambda: b"", "an empty file"),
    "blank lines": (lambda: b"\n\n \n", "an empty file"),
    "a header alone": (lambda: GOOD.split(b"\n", 1)[0] + b"\n", "row 2: expected the vote of a member"),
    "a gzip bomb": (bomb, "MB unpacked"),
    "cut gzip": (lambda: gzip.compress(GOOD)[:-200], "expected a whole packed file"),
    "damaged gzip": (lambda: gzip.compress(GOOD)[:100] + b"?" * 50, "expected a whole packed file"),
    "damaged zip": (lambda: zipped(GOOD)[:200], "expected a whole packed file"),
    "old line ends": (lambda: GOOD.replace(b"\n", b"\r"), "expected"),
    "two columns of one name": (lambda: GOOD.replace(b"ms_name", b"ms_code", 1), "ms_code twice"),
    "semicolons": (lambda: GOOD.replace(b",", b";"), "expected a header"),
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a record in it."""
    folder = tmp_path_factory.mktemp("held")
    (folder / "good.csv").write_bytes(GOOD)
    with pytest.MonkeyPatch.context() as patch:
        with_a_small_core(patch)
        updated(folder / "home", folder / "good.csv")
    return folder / "home"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], held: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("ONRECORD_HOME", str(held))
    return runner(capsys.readouterr)


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_one_message_and_the_record_stays_as_it_was(
    run: Run, held: Path, tmp_path: Path, name: str
) -> None:
    before = content(held)
    data, told = BAD_FILES[name]
    path = tmp_path / "2026_02_06_ga_voting.csv"
    path.write_bytes(data())
    answer = run("update", "--from", str(path), "--yes")
    refused(answer, told, "2026_02_06_ga_voting.csv" if "zip" not in name else "")
    assert content(held) == before
    assert len(answer.err) < 2000


@pytest.mark.parametrize("name", ["nowhere.csv", "qu'ote\".csv", "new\nline.csv", "\x1b[31m.csv", "ga[1]*.csv"])
def test_a_bad_file_of_any_name_is_one_message(run: Run, held: Path, tmp_path: Path, name: str) -> None:
    before = content(held)
    path = tmp_path / name
    if name != "nowhere.csv":
        path.write_bytes(GOOD[:-100])
    answer = run("update", "--from", str(path))
    refused(answer)
    assert "\x1b" not in answer.err
    assert content(held) == before


def test_formulas_and_markup_in_words_are_kept_as_words(tmp_path: Path) -> None:
    title = "=cmd|' /C calc'!A0 <script>alert(1)</script>"
    fragment = only(read(tmp_path / "f.csv", laid_out(es_11_1(title=title).rows())))
    assert fragment.title == title


def test_rows_in_any_order_are_the_same_votes(tmp_path: Path) -> None:
    rows = rows_of([es_11_1(), assembly("2", INVASION, "USA", resolution="A/RES/76/1")])
    straight = read(tmp_path / "f.csv", laid_out(rows))
    random.Random(1).shuffle(rows)
    assert read(tmp_path / "f.csv", laid_out(rows)).fragments == straight.fragments
