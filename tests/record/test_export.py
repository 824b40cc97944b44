"""What is taken out of the record is the record: cell by cell, with its citation, whole or not at all."""

import csv
import datetime as dt
import gzip
import hashlib
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

import onrecord
from onrecord.record import Record, open_record
from onrecord.record.export import would_replace
from onrecord.record.snapshot import SourceStamp, prepare, switch
from onrecord.record.snapshot.store import Built
from onrecord.record.sql import STORED, TABLES
from onrecord.record.tables import Tables
from onrecord.report import citation
from onrecord.report.rows import safe_cell
from onrecord.terms import Body, Fragment, Position, UsageError

FORMS = ("votes.csv", "votes.csv.gz", "votes.parquet", "record.sqlite", "record")
INVASION = "UNSC S/2022/155 2022-02-25"
HOSTILE = (
    '=HYPERLINK("http://example.org","click")',
    "+1+1",
    " @SUM(A1)",
    "-5",
    'a "quoted" title, with a comma',
    "two\nlines\r\nand a half",
    "it's; drop table rollcalls; --",
    "ends in a backslash \\",
    "ñ 联合国 🇺🇳 \u202e",
)


@pytest.fixture(scope="module")
def core() -> Record:
    return open_record()


@pytest.fixture(scope="module")
def small(core: Record) -> Record:
    """A year of the core record, in memory as the core is."""
    rolls = core.votes(since=dt.date(2022, 1, 1), until=dt.date(2022, 12, 31))
    debates = {veto: debate for veto, debate in core.debates().items() if veto in {r.id for r in rolls}}
    return Record(Tables(rolls, debates, core.all_coverage(), "fedcba9876543210"))


@pytest.fixture(scope="module")
def hostile(core: Record) -> Record:
    """A small record whose titles are what no title should be."""
    rolls = tuple(
        replace(roll, title=title, declared={"FRA": Position.NO}, issues=("me", "nu"))
        for roll, title in zip(core.votes(body=Body.UNSC)[-len(HOSTILE) :], HOSTILE, strict=True)
    )
    return Record(Tables(rolls, {}, core.all_coverage(), "0123456789abcdef"))


@pytest.fixture(scope="module")
def full(core: Record, tmp_path_factory: pytest.TempPathFactory) -> Record:
    """A snapshot of some of the core's votes, as an update would write it."""
    home = tmp_path_factory.mktemp("home")
    rolls = core.votes(since=dt.date(2022, 1, 1), until=dt.date(2022, 12, 31))
    fragments: list[tuple[str, Fragment]] = [
        (roll.id, replace(one, origin="library-council", ref=f"{roll.id} {n}"))
        for roll in rolls
        for n, one in enumerate(roll.fragments)
    ]
    built = Built(rolls, fragments, (), core.all_coverage(), {}, ())
    stamp = SourceStamp("library-council", "ab" * 32, "sc_voting.csv", "2026-02-06", len(rolls))
    switch(home, prepare(home, built, [stamp], "0"))
    return onrecord.open(home)


def csv_rows(path: Path) -> list[dict[str, str]]:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def parquet(path: Path, query: str = "select *") -> list[tuple[object, ...]]:
    return duckdb.execute(f"{query} from read_parquet('{path}')").fetchall()


def metadata(path: Path) -> dict[str, str]:
    rows = duckdb.execute(f"select decode(key), decode(value) from parquet_kv_metadata('{path}')").fetchall()
    return {str(key): str(value) for key, value in rows}


def sqlite(path: Path, query: str) -> list[tuple[object, ...]]:
    file = sqlite3.connect(path)
    try:
        return file.execute(query).fetchall()
    finally:
        file.close()


def left_in(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


# -- the three lines --------------------------------------------------------------------------------------------------


def test_three_lines_lead_to_every_vote_of_every_member() -> None:
    record = onrecord.open()
    votes = record.table("tidy")
    cast = {(r.id, state, p.value) for r in record.rollcalls for state, p in r.positions.items()}
    assert set(votes.project("id, state, position").fetchall()) == cast
    assert votes.aggregate("count(*)").fetchall() == [(len(cast),)]


def test_a_row_says_who_voted_how_on_what_with_which_result(core: Record) -> None:
    query = f"select * from tidy where id = '{INVASION}' and state = 'RUS'"
    row = dict(zip(TABLES["tidy"], core.sql(query).fetchall()[0], strict=True))
    told = ("body", "date", "outcome", "state_name", "position", "yes", "no", "abstain", "vetoed_by")
    day = dt.date(2022, 2, 25)
    assert [row[c] for c in told] == ["UNSC", day, "vetoed", "Russian Federation", "no", 11, 1, 3, ["RUS"]]
    roll = core.by_id(INVASION)
    assert roll is not None
    assert (row["title"], row["source"]) == (roll.title, roll.sources[0])


def test_states_have_the_names_of_their_day_and_no_row_is_lost_or_doubled(core: Record) -> None:
    def named(code: str, day: str) -> set[object]:
        query = f"select distinct state_name from tidy where state = '{code}' and date < date '{day}'"
        return {name for (name,) in core.sql(query).fetchall()}

    assert named("COD", "1971-01-01") <= {"Congo (Leopoldville)", "Democratic Republic of the Congo"}
    assert "United Arab Republic" in named("EGY", "1971-01-01")
    assert core.sql(
        "select count(*) from (select id, state from tidy group by all having count(*) > 1)"
    ).fetchall() == [(0,)]
    assert core.sql("select count(*) from tidy where state_name is null").fetchall() == [(0,)]


def test_the_first_rows_are_the_same_rows_every_time(core: Record, full: Record) -> None:
    for record in (core, full):
        first = [record.sql("from tidy limit 5").fetchall() for _ in range(3)]
        assert first[0] == first[1] == first[2]
        days = [day for (day,) in record.sql("select date from tidy").fetchall()]
        assert days == sorted(days)


def test_a_later_declaration_stands_beside_the_vote_as_cast(hostile: Record) -> None:
    rows = hostile.sql("select state, position, declared from tidy where state in ('FRA', 'GBR')").fetchall()
    assert {(state, declared) for state, _, declared in rows} == {("FRA", "no"), ("GBR", "")}
    assert "no" not in {position for state, position, _ in rows if state == "FRA"}


@pytest.mark.parametrize("table", TABLES)
def test_core_and_snapshot_have_the_same_tables_and_columns(core: Record, full: Record, table: str) -> None:
    told = [c for c in full.table(table).columns if (table, c) != ("fragments", "place")]  # the snapshot's own
    assert told == core.table(table).columns == list(TABLES[table])


def test_sources_name_their_terms_and_what_was_read_of_them(core: Record, full: Record) -> None:
    [(origin, fragments)] = core.sql("select origin, fragments from sources").fetchall()
    assert (origin, fragments) == ("core", sum(len(r.fragments) for r in core.rollcalls))
    [row] = full.sql("select origin, terms, file, sha256, read_on from sources").fetchall()
    assert row[0] == "library-council"
    assert "attribution" in row[1]
    assert row[2:] == ("sc_voting.csv", "ab" * 32, dt.date(2026, 2, 6))


# -- every form -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMS)
def test_nothing_but_the_export_is_left_and_it_names_its_record(small: Record, tmp_path: Path, name: str) -> None:
    written = small.export(tmp_path / "new" / name)
    assert left_in(tmp_path / "new") == [name]
    assert written.path == tmp_path / "new" / name
    assert written.size > 1000
    assert written.about.citation.startswith(citation(small.stamp)), "one citation, wherever it is printed"
    assert str(written.about.written) in written.about.citation


@pytest.mark.parametrize("name", ["votes.csv", "votes.csv.gz"])
def test_every_row_of_csv_names_the_record_and_its_source(small: Record, tmp_path: Path, name: str) -> None:
    rows = csv_rows(small.export(tmp_path / name).path)
    assert len(rows) == sum(len(r.positions) for r in small.rollcalls)
    assert list(rows[0]) == [*TABLES["tidy"], "record"]
    assert {row["record"] for row in rows} == {citation(small.stamp).split(", through")[0]}
    assert all(row["source"] for row in rows)
    [veto] = [row for row in rows if row["id"] == INVASION and row["state"] == "CHN"]
    assert (veto["position"], veto["yes"], veto["vetoed_by"], veto["provisional"]) == ("abstain", "11", "RUS", "false")


def test_parquet_carries_the_citation_the_terms_and_the_meaning_of_its_columns(small: Record, tmp_path: Path) -> None:
    written = small.export(tmp_path / "votes.parquet")
    told = metadata(written.path)
    assert told["citation"] == written.about.citation
    assert told["snapshot"] == small.stamp.snapshot
    assert "facts compiled with their documents" in told["terms"]
    assert list(json.loads(told["columns"])) == list(TABLES["tidy"])
    assert parquet(written.path) == small.table("tidy").fetchall()


@pytest.mark.parametrize("table", TABLES)
def test_any_table_can_be_taken_alone(full: Record, tmp_path: Path, table: str) -> None:
    written = full.export(tmp_path / "one.parquet", table=table)
    columns = ", ".join(TABLES[table])
    assert sorted(map(str, parquet(written.path))) == sorted(
        map(str, full.sql(f"select {columns} from {table}").fetchall())
    )
    rows = csv_rows(full.export(tmp_path / "one.csv", table=table).path)
    assert len(rows) == written.rows[table]
    assert not rows or list(rows[0]) == [*TABLES[table], "record"]


@pytest.mark.parametrize("which", ["small", "full"])
def test_one_sqlite_file_holds_every_cell_of_every_table(
    which: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    record: Record = request.getfixturevalue(which)
    written = record.export(tmp_path / "record.sqlite")
    assert sqlite(written.path, "pragma integrity_check") == [("ok",)]
    assert sqlite(written.path, "pragma foreign_key_check") == []
    for table, columns in TABLES.items():
        named = ", ".join(f'"{c}"' for c in columns)
        found = sqlite(written.path, f"select {named} from {table}")
        expected = [tuple(map(as_sqlite, row)) for row in record.sql(f"select {named} from {table}").fetchall()]
        assert sorted(map(str, found)) == sorted(map(str, expected)), table
    assert written.rows == {
        table: sqlite(written.path, f"select count(*) from {table}")[0][0] for table in TABLES if table != "tidy"
    }


def as_sqlite(cell: object) -> object:
    match cell:
        case bool():
            return int(cell)
        case dt.date():
            return cell.isoformat()
        case list():
            return json.dumps(cell, ensure_ascii=False, separators=(",", ":"))
    return cell


def test_the_sqlite_file_explains_itself(small: Record, tmp_path: Path) -> None:
    written = small.export(tmp_path / "record.db")
    about = {str(key): str(value) for key, value in sqlite(written.path, "select key, value from about")}
    assert about["citation"] == written.about.citation
    assert about["written"] == str(written.about.written)
    assert about["terms"]
    told = {(table, column) for table, column in sqlite(written.path, 'select "table", "column" from dictionary')}
    tables = sqlite(written.path, "select name from sqlite_master where type in ('table', 'view')")
    for (table,) in tables:
        if not str(table).startswith(("sqlite_", "rollcalls_fts")):
            columns = sqlite(written.path, f"select name from pragma_table_info('{table}')")
            assert {(table, column) for (column,) in columns} == {t for t in told if t[0] == table}


def test_words_of_a_title_find_the_vote_in_sqlite(small: Record, tmp_path: Path) -> None:
    path = small.export(tmp_path / "record.sqlite").path
    query = (
        "select id from rollcalls where vote in (select rowid from rollcalls_fts where rollcalls_fts match 'ukraine')"
    )
    found = {str(i) for (i,) in sqlite(path, query)}
    assert INVASION in found
    assert "rollcalls" in str(sqlite(path, "select sql from sqlite_master where name = 'rollcalls_fts'")), (
        "what a browser of data looks for to offer a search box"
    )


def test_a_members_votes_and_a_votes_members_are_found_by_index(small: Record, tmp_path: Path) -> None:
    path = small.export(tmp_path / "record.sqlite").path
    for question in (
        "select * from tidy where id = 'UNSC S/2022/155 2022-02-25'",
        "select * from ballots where state = 'CHN' and position = 'no'",
        "select * from fragments where id = 'x'",
        "select * from rollcalls where body = 'UNSC' and date > '2022-01-01'",
    ):
        plan = [str(row[-1]) for row in sqlite(path, f"explain query plan {question}")]
        main = [step for step in plan if "SCAN" in step and "states" not in step and "told" not in step]
        assert not [step for step in main if step.split()[1] in {"r", "b", "ballots", "rollcalls", "fragments"}], plan


def test_a_folder_is_a_data_package_whose_hashes_and_fields_hold(full: Record, tmp_path: Path) -> None:
    folder = full.export(tmp_path / "record").path
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [r["name"] for r in package["resources"]] == list(TABLES)
    assert left_in(folder) == sorted([*(r["path"] for r in package["resources"]), "README.md", "datapackage.json"])
    for one in package["resources"]:
        content = (folder / one["path"]).read_bytes()
        assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert one["bytes"] == len(content)
        assert [f["name"] for f in one["schema"]["fields"]] == list(TABLES[one["name"]])
        assert all(f["description"] for f in one["schema"]["fields"])
        assert parquet(folder / one["path"], "select count(*)") == [(one["rows"],)]
    assert all({"name", "path"} & set(licence) for licence in package["licenses"])
    assert package["sources"]
    for text in (package["description"], (folder / "README.md").read_text(encoding="utf-8")):
        assert citation(full.stamp) in text


@pytest.mark.parametrize("name", FORMS)
def test_the_same_record_gives_the_same_bytes(full: Record, tmp_path: Path, name: str) -> None:
    def digests(folder: str) -> list[str]:
        path = full.export(tmp_path / folder / name).path
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        return [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]

    assert digests("one") == digests("two")


# -- hostile titles ---------------------------------------------------------------------------------------------------


def test_parquet_and_sqlite_hold_a_title_letter_by_letter(hostile: Record, tmp_path: Path) -> None:
    path = hostile.export(tmp_path / "r.parquet", table="rollcalls").path
    assert {title for (title,) in parquet(path, "select title")} == set(HOSTILE)
    path = hostile.export(tmp_path / "r.sqlite").path
    assert {title for (title,) in sqlite(path, "select title from rollcalls")} == set(HOSTILE)
    assert {issues for (issues,) in sqlite(path, "select issues from rollcalls")} == {'["me","nu"]'}


def test_csv_holds_every_title_and_no_spreadsheet_runs_one(hostile: Record, tmp_path: Path) -> None:
    rows = csv_rows(hostile.export(tmp_path / "r.csv", table="rollcalls").path)
    assert {row["title"] for row in rows} == {safe_cell(title) for title in HOSTILE}, "as every CSV of ours"
    assert {row["issues"] for row in rows} == {"me; nu"}
    path = hostile.export(tmp_path / "tidy.csv").path
    back = duckdb.execute(f"from read_csv('{path}', header = true, all_varchar = true)").fetchall()
    assert len(back) == sum(len(r.positions) for r in hostile.rollcalls)


# -- a part of it -----------------------------------------------------------------------------------------------------


def test_a_part_is_what_the_list_of_votes_would_be(core: Record, tmp_path: Path) -> None:
    first, last = dt.date(2022, 1, 1), dt.date(2022, 12, 31)
    path = core.export(tmp_path / "v.csv", body=Body.UNSC, state="CHN", since=first, until=last).path
    rows = csv_rows(path)
    expected = core.votes(body=Body.UNSC, state="CHN", since=first, until=last)
    assert [(r["id"], r["position"]) for r in rows] == sorted(
        ((v.id, v.positions["CHN"].value) for v in expected), key=lambda pair: (pair[0].split()[-1], pair[0])
    )
    assert {r["state"] for r in rows} == {"CHN"}
    heads = csv_rows(core.export(tmp_path / "h.csv", table="rollcalls", state="CHN", since=first, until=last).path)
    assert {r["id"] for r in heads} == {v.id for v in core.votes(state="CHN", since=first, until=last)}
    told = metadata(core.export(tmp_path / "v.parquet", body=Body.UNSC, until=last).path)
    assert told["choice"] == "UNSC, until 2022-12-31"


@pytest.mark.parametrize(
    ("name", "chosen", "message"),
    [
        ("v.csv", {"table": "nowhere"}, "rollcalls, positions"),
        ("v.csv", {"table": "rollcalls; drop"}, "rollcalls, positions"),
        ("v.csv", {"table": "coverage", "state": "CHN"}, "belong to no one vote"),
        ("v.sqlite", {"table": "rollcalls"}, "holds the record whole"),
        ("v.db", {"state": "CHN"}, "holds the record whole"),
        ("folder", {"body": Body.UNSC}, "holds the record whole"),
        ("v.xlsx", {}, "expected a name ending in .csv"),
        ("v.json", {}, "expected a name ending in .csv"),
    ],
)
def test_what_does_not_go_together_is_one_message_and_no_file(
    core: Record, tmp_path: Path, name: str, chosen: dict[str, str], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        core.export(tmp_path / name, **chosen)  # type: ignore[arg-type]
    assert left_in(tmp_path) == []


# -- whole or not at all ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMS)
def test_an_earlier_export_is_replaced_in_one_step(full: Record, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert not would_replace(path)
    full.export(path)
    assert would_replace(path)
    full.export(path)
    assert left_in(tmp_path) == [name]


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("why", [KeyboardInterrupt(), OSError(28, "No space left on device"), ValueError("odd")])
def test_an_interrupted_write_leaves_what_was_there(
    full: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, why: BaseException
) -> None:
    path = full.export(tmp_path / name).path
    before = {p: p.read_bytes() for p in files_in(path)}

    def broken(*_: object) -> None:
        raise why

    monkeypatch.setattr("onrecord.record.export.aside._flush", broken)
    with pytest.raises(UsageError if isinstance(why, OSError) else type(why)):
        full.export(path)
    with pytest.raises(UsageError if isinstance(why, OSError) else type(why)):
        full.export(tmp_path / f"another-{name}")
    assert left_in(tmp_path) == [name]
    assert {p: p.read_bytes() for p in files_in(path)} == before


def files_in(path: Path) -> Iterator[Path]:
    return path.iterdir() if path.is_dir() else iter([path])


FULL_DISK = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
from onrecord.record import open_record
from onrecord.terms import UsageError
try:
    open_record().export(sys.argv[1])
except UsageError as error:
    print(error)
"""


@pytest.mark.parametrize("name", ["votes.csv", "votes.csv.gz", "record.sqlite", "record"])
@pytest.mark.skipif(sys.platform == "win32", reason="this system sets no limit to a file's size")
def test_a_disk_that_takes_no_more_is_one_message_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    words = [sys.executable, "-c", FULL_DISK, str(tmp_path / name)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr == ""
    assert "could not be written" in done.stdout
    assert left_in(tmp_path) == []


def test_a_place_that_cannot_be_is_one_message(core: Record, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", "utf-8")
    with pytest.raises(UsageError, match="could not be written"):
        core.export(tmp_path / "file" / "votes.csv")


def test_a_folder_of_somebody_elses_is_never_replaced(small: Record, tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("years of work", "utf-8")
    with pytest.raises(UsageError, match=r"thesis\.tex"):
        small.export(tmp_path)
    mine = small.export(tmp_path / "record").path
    (mine / "notes.txt").write_text("added by hand", "utf-8")
    with pytest.raises(UsageError, match=r"notes\.txt"):
        small.export(mine)
    assert (mine / "notes.txt").exists()
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "mine.parquet").write_bytes(b"mine")
    with pytest.raises(UsageError, match="earlier export"):
        small.export(tmp_path / "tables")


def test_a_file_where_a_folder_is_meant_and_a_device_are_left_alone(core: Record, tmp_path: Path) -> None:
    (tmp_path / "votes").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="found a file"):
        core.export(tmp_path / "votes")
    (tmp_path / "v.csv").symlink_to("/dev/null")
    with pytest.raises(UsageError, match="device"):
        core.export(tmp_path / "v.csv")


def test_a_link_is_followed_and_stays_a_link(core: Record, tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old", "utf-8")
    (tmp_path / "real.csv").chmod(0o640)
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    core.export(tmp_path / "link.csv", table="debates")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").stat().st_mode & 0o777 == 0o640
    assert len(csv_rows(tmp_path / "real.csv")) == len(core.debates())


def test_a_query_still_reaches_no_file_but_the_records_own(core: Record, full: Record, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n1,2\n", "utf-8")
    for record in (core, full):
        with pytest.raises(UsageError):
            record.sql(f"from read_csv('{secret}')").fetchall()
        with pytest.raises(UsageError):
            record.sql(f"copy (from rollcalls) to '{tmp_path / 'out.csv'}'")
    assert left_in(tmp_path) == ["secret.csv"]


def test_what_the_record_is_kept_in_did_not_change() -> None:
    assert list(STORED) == ["rollcalls", "positions", "fragments", "differences", "coverage", "debates", "defects"]
    assert list(TABLES)[: len(STORED)] == list(STORED)
