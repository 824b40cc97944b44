"""Voeten's roll calls: every layout they were published in reads back to the same votes; what cannot be is refused."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.record.sources.harvest import Harvest
from onrecord.record.sources.voeten import read
from onrecord.record.sources.voeten.spelling import library_symbol, order_of
from onrecord.record.symbols import fold
from onrecord.states import all_states
from onrecord.states.cow import cow_for
from onrecord.states.tables import table
from onrecord.terms import Body, DataError, ItemKind, Position, Tally

DATA = Path(__file__).parent / "data"
COLUMNS = (
    "rcid ccode member vote Country Countryname year session abstain yes no importantvote date unres amend para "
    "short descr me nu di hr co ec"
).split()
CODES = {Position.YES: "1", Position.ABSTAIN: "2", Position.NO: "3", Position.ABSENT: "8"}
COW = {"USA": "2", "CAN": "20", "CUB": "40", "FRA": "220", "IND": "750", "AUS": "900", "BRA": "140", "AGO": "540"}
ROLL = {
    "rcid": "4807",
    "member": "1",
    "year": "2007",
    "session": "62",
    "abstain": "NA",
    "yes": "NA",
    "no": "NA",
    "date": "18/12/2007",
    "unres": "R/62/169",
    "amend": "0",
    "para": "0",
    "short": "HUMAN RIGHTS",
    "descr": "NA",
}
Votes = Mapping[str, Position]
SIX = {"USA": Position.NO, "CAN": Position.YES, "CUB": Position.NO, "FRA": Position.YES, "IND": Position.ABSTAIN}


def lines(votes: Votes = SIX, **head: str) -> list[dict[str, str]]:
    """One roll call as the wide file has it, a row a member."""
    return [
        dict.fromkeys(COLUMNS, "0")
        | ROLL
        | {"Country": state, "ccode": COW[state], "Countryname": state, "vote": CODES[vote]}
        | head
        for state, vote in votes.items()
    ]


def text(rows: Iterable[Mapping[str, str]], columns: Iterable[str] = COLUMNS, separator: str = ",") -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(columns), delimiter=separator, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def reading(folder: Path, written: str | bytes, name: str = "UNVotes.csv") -> Harvest:
    path = folder / name
    path.write_bytes(written if isinstance(written, bytes) else written.encode())
    return read(path)


def cells(harvest: Harvest) -> dict[str, dict[str, Position]]:
    return {f.ref: dict(f.positions) for f in harvest.fragments}


def test_three_roll_calls_as_published() -> None:
    harvest = read(DATA / "voeten_three.csv")
    amendment, whole, paragraph = harvest.fragments
    assert (harvest.origin, len(harvest.digest), harvest.defects) == ("voeten", 64, ())
    assert amendment.kind is ItemKind.AMENDMENT
    assert (amendment.day, amendment.month_only, amendment.symbol) == (dt.date(1946, 1, 1), True, "")
    assert amendment.note.startswith("R/1/66 in the source")
    assert amendment.tally == Tally(29, 18, 4)
    assert (amendment.positions["CUB"], "TWN" in amendment.positions) == (Position.YES, True)
    assert (whole.kind, whole.outcome, whole.symbol) == (ItemKind.UNSPECIFIED, None, "A/RES/35/218")
    assert whole.tally == Tally(111, 12, 13)
    assert whole.issues == ("hr",)
    assert {"SUN", "YMD", "YEM", "DDR", "CSK"} <= set(whole.positions)
    assert (paragraph.kind, paragraph.symbol, paragraph.part_of) == (ItemKind.PARAGRAPH, "", "A/RES/71/250")
    assert (paragraph.day, paragraph.month_only, paragraph.tally) == (dt.date(2016, 12, 22), False, None)
    assert paragraph.body is Body.UNGA
    assert (harvest.whole, harvest.through) == (True, dt.date(2016, 12, 22))


def test_columns_in_any_order_and_a_running_number_in_front_read_the_same(tmp_path: Path) -> None:
    plain = cells(reading(tmp_path, text(lines())))
    turned = [{**row, "": str(n)} for n, row in enumerate(lines(), 1)]
    assert cells(reading(tmp_path, text(turned, ["", *reversed(COLUMNS)]))) == plain
    assert cells(reading(tmp_path, "\ufeff" + text(lines(), separator="\t"), "UNVotes.tab")) == plain
    assert cells(reading(tmp_path, text(lines(), separator=";"))) == plain == {"4807": SIX}
    fewer = [c for c in COLUMNS if c not in ("Country", "Countryname", "member", "year")]
    assert cells(reading(tmp_path, text(lines(), fewer))) == plain
    coded = [c for c in COLUMNS if c != "ccode"]
    assert cells(reading(tmp_path, text(lines(), coded))) == plain


def test_tab_file_with_backslashes_before_quotes(tmp_path: Path) -> None:
    short = text(lines(short="X"), separator="\t").replace("\tX\t", '\t"the \\"so-called\\" item"\t')
    assert reading(tmp_path, short, "UNVotes.tab").fragments[0].title == 'the "so-called" item'


@pytest.mark.parametrize("written", ["2007-12-18", "18/12/2007", "12/18/2007", "2007-12-18T00:00:00Z", "18.12.2007"])
def test_days_in_every_published_order(tmp_path: Path, written: str) -> None:
    assert reading(tmp_path, text(lines(date=written))).fragments[0].day == dt.date(2007, 12, 18)


def test_an_order_of_days_is_that_of_the_whole_file() -> None:
    assert order_of(["01/02/2007", "13/02/2007"]) == "dmy"
    assert order_of(["01/02/2007", "02/13/2007"]) == "mdy"
    assert order_of(["01/02/2007", "02/03/2007"]) is None
    assert order_of(["13/02/2007", "02/13/2007"]) is None
    assert order_of(["13/02/2007", "2007-02-13"]) is None


@pytest.mark.parametrize(
    ("written", "session", "symbol"),
    [
        ("R/71/250", 71, "A/RES/71/250"),
        ("A/RES/77/272", 77, "A/RES/77/272"),
        ("A/RES/ES-10/19", 72, "A/RES/ES-10/19"),
        ("R/32/91C", 32, "A/RES/32/91[C]"),
        ("R/46/41A", 46, "A/RES/46/41A"),
        ("R/61/128AB", 61, "A/RES/61/128A-B"),
        ("R/42/209/B", 42, "A/RES/42/209B"),
        ("R/34/233/IX", 34, "A/RES/34/233[IX]"),
        ("R/33/116A/VI", 33, "A/RES/33/116[A-VI]"),
        ("R/36/235/IV", 36, "A/RES/36/235IV"),
        ("R/50/38B/II", 50, ""),
        ("R/677/46", 67, ""),
        ("R/1/66", 1, ""),
        ("ESS/2/77A", 11, ""),
        ("", 56, ""),
    ],
)
def test_symbols_as_the_library_writes_them(written: str, session: int, symbol: str) -> None:
    assert library_symbol(written, session) == symbol


def test_split_files_of_the_r_export(tmp_path: Path) -> None:
    votes = [
        ("3", "Namibia", "NA", "yes"),
        ("3", "Yemen People's Republic", "NA", "no"),
        ("3", "Cuba", "CU", "abstain"),
    ]
    rolls = "rcid,session,importantvote,date,unres,amend,para,short,descr\n3,44,0,1989-12-15,R/44/79,0,NA,TITLE,NA\n"
    rows = "".join(f'{rcid},"{name}",{code},{vote}\n' for rcid, name, code, vote in votes)
    (tmp_path / "un_votes.csv").write_text("rcid,country,country_code,vote\n" + rows.replace("Namibia", "Angola"))
    (tmp_path / "un_roll_calls.csv").write_text(rolls)
    (tmp_path / "un_roll_call_issues.csv").write_text("rcid,short_name,issue\n3,hr,Human rights\n3,co,Colonialism\n")
    found = read(tmp_path).fragments[0]
    assert dict(found.positions) == {"AGO": Position.YES, "YMD": Position.NO, "CUB": Position.ABSTAIN}
    assert (found.issues, found.tally, found.symbol) == (("hr", "co"), None, "A/RES/44/79")
    (tmp_path / "un_roll_calls.csv").unlink()
    with pytest.raises(DataError, match="one table of roll calls"):
        read(tmp_path)


def test_code_nine_and_blank_votes_give_no_position(tmp_path: Path) -> None:
    rows = lines({**SIX, "AUS": Position.YES, "BRA": Position.YES})
    rows[-1]["vote"], rows[-2]["vote"] = "9", "NA"
    harvest = reading(tmp_path, text(rows))
    assert cells(harvest) == {"4807": SIX}
    assert [d.found for d in harvest.defects] == ["1 cells without a vote code"]


def test_an_absence_of_a_state_that_was_no_member_is_left_out(tmp_path: Path) -> None:
    harvest = reading(
        tmp_path, text(lines({"FRA": Position.YES, "AGO": Position.ABSENT}, date="18/12/1947", session="2"))
    )
    assert cells(harvest) == {"4807": {"FRA": Position.YES}}
    assert str(harvest.defects[0]) == "roll call 4807: AGO listed as absent, no member about that day; left out"


def test_a_stated_tally_is_kept_beside_the_count(tmp_path: Path) -> None:
    harvest = reading(tmp_path, text(lines(yes="3", no="2", abstain="1")))
    assert harvest.fragments[0].tally == Tally(3, 2, 1)
    assert str(harvest.defects[0]) == "roll call 4807: a stated tally of 3-2-1, 2-2-1 counted; both are kept"


def changed(**cell: str) -> str:
    """The roll call with its third row changed."""
    rows = lines()
    rows[2] |= cell
    return text(rows)


BAD: dict[str, tuple[str | bytes, str]] = {
    "cut in a row": (text(lines())[:-30], r"row \d+: expected"),
    "cut in a quotation": (text(lines(descr='a "quoted" day'))[:-40] + '"open', r"expected"),
    "a row twice": (text([*lines(), lines()[0]]), r"roll call 4807: expected each member once, found USA twice"),
    "a state under two codes": (text([*lines(), {**lines()[0], "ccode": "2.0", "vote": "1"}]), r"USA twice"),
    "two versions": (changed(unres="R/62/170"), r"roll call 4807: expected one day, symbol and tally in all its rows"),
    "two files in one": (text(lines()) + text(lines(rcid="4808")), r"row 7: expected the number of a roll call, found"),
    "latin-1": (text(lines(short="Côte d'Ivoire")).encode("latin-1"), r"expected UTF-8 text"),
    "a latin-1 header": (text(lines()).replace("short", "Größe").encode("latin-1"), r"row 1: expected UTF-8 text"),
    "an unknown vote": (changed(vote="4"), r"row 4: expected a vote .*, found '4'"),
    "a number that is none": (changed(rcid="x1"), r"row 4: expected the number of a roll call, found 'x1'"),
    "an unknown code": (changed(ccode="999", Country="XQZ"), r"expected the code of a state, found '999|XQZ'"),
    "no member then": (
        text(lines({"AGO": Position.YES}, date="18/12/1947", session="58", rcid="9")),
        r"roll call 9: expected members' votes only",
    ),
    "too many votes": (text(lines(yes="150", no="50", abstain="10")), r"expected a tally of at most 193 members"),
    "a tally of words": (text(lines(yes="many", no="1", abstain="1")), r"expected whole numbers as a tally"),
    "no such day": (text(lines(date="31/02/2007")), r"expected a day since 1946, found '31/02/2007'"),
    "day or month": (text(lines(date="05/06/2007")), r"the column date: expected days written in one way"),
    "no days": (
        text(lines(), [c for c in COLUMNS if c != "date"]),
        r"one table of roll calls \(columns rcid and date\)",
    ),
    "no states": (text(lines(), ["rcid", "vote", "date"]), r"one table of votes"),
    "a column twice": (text(lines()).replace("short", "descr", 1), r"row 1: expected each column once, found descr"),
    "a session that is none": (text(lines(session="-3")), r"expected the number of a session"),
    "a header alone": (text([]), r"row 2: expected the vote of a member"),
    "nothing": ("", r"row 1: expected each column once, found no columns|one table of votes"),
    "a web page": ("<!DOCTYPE html><html>\n", r"one table of votes"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused_with_row_and_reason(tmp_path: Path, name: str) -> None:
    written, reason = BAD[name]
    with pytest.raises(DataError, match=reason) as refused:
        reading(tmp_path, written)
    assert "was refused and the record is as it was" in str(refused.value)


rolls = st.dictionaries(
    st.integers(1, 99999),
    st.tuples(
        st.dictionaries(st.sampled_from(sorted(COW)), st.sampled_from(sorted(CODES)), min_size=1),
        st.dates(dt.date(2003, 10, 1), dt.date(2020, 1, 14)),
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Z"]), max_size=20).filter(
            lambda t: t != "NA"
        ),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rolls, st.permutations(COLUMNS), st.sampled_from([",", "\t", ";"]))
def test_any_roll_laid_out_reads_back(
    tmp_path: Path, drawn: dict[int, tuple[dict[str, Position], dt.date, str]], columns: list[str], separator: str
) -> None:
    rows = [
        row
        for rcid, (votes, day, title) in drawn.items()
        for row in lines(votes, rcid=str(rcid), date=day.isoformat(), session="60", short=title)
    ]
    harvest = reading(tmp_path, text(rows, columns, separator))
    assert cells(harvest) == {str(rcid): votes for rcid, (votes, _, _) in drawn.items()}
    assert {f.ref: (f.day, f.title) for f in harvest.fragments} == {
        str(rcid): (day, title.strip()) for rcid, (_, day, title) in drawn.items()
    }


GONE = 232
PUBLISHED = {"SUN": "RUS", "YMD": "YAR", "SCG": "YUG", "SRB": "YUG"}
WIDE = """
copy (select source_id as rcid, n.cow as ccode, (vote <> 'nonmember')::int as member,
        case vote when 'yes' then 1 when 'abstain' then 2 when 'no' then 3 when 'absent' then 8 else 9 end as vote,
        n.published as "Country", n.name as "Countryname", year(date_in_source) as year, session,
        coalesce(abstain_recorded::varchar, 'NA') as abstain, coalesce(yes_recorded::varchar, 'NA') as yes,
        coalesce(no_recorded::varchar, 'NA') as no, 0 as importantvote, strftime(date_in_source, '%d/%m/%Y') as date,
        coalesce(symbol_in_source, 'NA') as unres, coalesce(amend::int::varchar, 'NA') as amend,
        coalesce(para::int::varchar, 'NA') as para, coalesce(title, 'NA') as short,
        coalesce(description[:40], 'NA') as descr, me::int as me, nu::int as nu, di::int as di, hr::int as hr,
        co::int as co, ec::int as ec
      from votes join rolls using (rollcall_id) join names n using (iso3) order by source_id, ccode)
to '{out}' (header, delimiter '{separator}', quote '"', escape '"')"""
CAST = """
copy (select source_id as rcid, n.name as country, n.letters as country_code, vote
      from votes join rolls using (rollcall_id) join names n using (iso3)
      where vote in ('yes', 'no', 'abstain') order by source_id, n.name) to '{out}' (header)"""
ROLLS = """
copy (select source_id as rcid, session, 0 as importantvote, date_in_source as date, symbol_in_source as unres,
        amend::int as amend, para::int as para, title as short, description as descr from rolls order by source_id)
to '{out}' (header, nullstr 'NA')"""
ISSUES = """
copy (select source_id as rcid, short_name, 'its name' as issue from (unpivot rolls on me, nu, di, hr, co, ec
      into name short_name value set_ order by source_id) where set_) to '{out}' (header)"""


def exchange(shared: Path) -> duckdb.DuckDBPyConnection:
    """The exchange tables' rows of Voeten's, and his codes and names for their states."""
    con = duckdb.connect(config={"memory_limit": "400MB", "threads": 2})
    data = shared / "data"
    con.execute(f"create view rolls as from '{data / 'ga_rollcalls.parquet'}' where source = 'voeten'")
    con.execute(f"create view votes as from '{data / 'ga_votes.parquet'}' where rollcall_id like 'voeten:%'")
    exported = {r["code"]: r["their_code"] for r in table("source_codes.csv") if "unvotes" in r["scheme"].split()}
    day = dt.date(1980, 1, 1)
    rows = [
        (s.code, cow_for(s.code, day, day) or 0, PUBLISHED.get(s.code, s.code), exported.get(s.code, s.name), s.iso2)
        for s in all_states()
    ]
    names = [(*row[:3], row[3] if len(row[3]) > 3 else row[0], row[4] or "NA") for row in rows]
    con.execute("create table names (iso3 varchar, cow int, published varchar, name varchar, letters varchar)")
    con.execute(
        "insert into names select unnest(?), unnest(?), unnest(?), unnest(?), unnest(?)", list(zip(*names, strict=True))
    )
    return con


def truth(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    query = "select source_id::varchar, iso3, vote from votes join rolls using (rollcall_id) where vote <> 'nonmember'"
    for rcid, state, vote in con.execute(query).fetchall():
        found.setdefault(rcid, {})[state] = vote
    return found


@pytest.mark.shared
@pytest.mark.parametrize(("name", "separator"), [("UNVotes.csv", ","), ("UNVotes.tab", "\t")])
def test_every_cell_of_the_exchange_rows_survives_the_wide_layout(
    shared: Path, tmp_path: Path, name: str, separator: str
) -> None:
    con = exchange(shared)
    con.execute(WIDE.format(out=tmp_path / name, separator=separator))
    harvest = read(tmp_path / name)
    known = truth(con)
    assert len(harvest.fragments) == len(known) == 6203
    differing = {
        (s, known[f.ref].get(s))
        for f in harvest.fragments
        for s in known[f.ref]
        if known[f.ref][s] != f.positions.get(s)
    }
    assert differing == {("SYR", "absent"), ("IDN", "absent")}  # out of the United Nations 1958 to 1961 and in 1965
    assert sum(map(len, known.values())) - sum(len(f.positions) for f in harvest.fragments) == GONE
    assert len([d for d in harvest.defects if "stated tally" in d.found]) == 20
    assert sum(f.month_only for f in harvest.fragments) == 4610
    symbols = dict(
        con.execute("select source_id::varchar, coalesce(resolution, '') from rolls where session > 30").fetchall()
    )
    ours = {f.ref: f.symbol or f.part_of for f in harvest.fragments if f.ref in symbols}
    bare = str.maketrans("", "", "[]")
    alike = [r for r, s in symbols.items() if fold(s)[1].translate(bare) == fold(ours[r])[1].translate(bare)]
    assert (len(alike), len(symbols)) == (4468, 4498)  # the other thirty are numbered otherwise in the source


@pytest.mark.shared
def test_every_vote_cast_survives_the_split_files(shared: Path, tmp_path: Path) -> None:
    con = exchange(shared)
    for name, query in (("un_votes.csv", CAST), ("un_roll_calls.csv", ROLLS), ("un_roll_call_issues.csv", ISSUES)):
        con.execute(query.format(out=tmp_path / name))
    harvest = read(tmp_path)
    known = {r: {s: v for s, v in votes.items() if v != "absent"} for r, votes in truth(con).items()}
    assert len(harvest.fragments) == 6203
    assert [f.ref for f in harvest.fragments if {s: str(p) for s, p in f.positions.items()} != known[f.ref]] == []
    issues = con.execute(
        "select count(*) from (unpivot rolls on me, nu, di, hr, co, ec into name n value v) where v"
    ).fetchone()
    assert issues is not None
    assert sum(len(f.issues) for f in harvest.fragments) == issues[0]
