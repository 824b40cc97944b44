"""Voting records as MARCXML: both libraries' layouts, the catalogue's own errors, and hostile files."""

import datetime as dt
import html
from collections.abc import Iterable
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record.sources.harvest import Harvest
from onrecord.record.sources.marcxml import read
from onrecord.record.sources.marcxml.texts import amended_text, body_of, days_in, draft_of, outcome_in, session_of
from onrecord.terms import Body, DataError, Fragment, ItemKind, Outcome, Position, Tally

DATA = Path(__file__).parent / "data"
Subfields = Iterable[tuple[str, str]]
LETTERS = {Position.YES: "Y", Position.NO: "N", Position.ABSTAIN: "A", Position.ABSENT: "."}
SLIM = 'xmlns="http://www.loc.gov/MARC21/slim"'


def field(tag: str, *subfields: tuple[str, str]) -> str:
    inner = "".join(f'<subfield code="{code}">{html.escape(text)}</subfield>' for code, text in subfields)
    return f'<datafield tag="{tag}" ind1=" " ind2=" ">{inner}</datafield>'


def totals(yes: int, no: int, abstain: int, absent: int = 0) -> str:
    figures = zip("bcdef", (yes, no, abstain, absent, yes + no + abstain + absent), strict=True)
    return field("996", *((code, str(n)) for code, n in figures))


def member(code: str, vote: str = "Y", name: str = "") -> str:
    return field("967", ("a", "1"), ("b", code), ("d", vote), ("e", name))


VOTERS = "".join([member("FRA"), member("DEU"), member("CHN", "N"), member("IND", "A"), member("KAZ", ".")])
BASE = {
    "245": field("245", ("a", "Situation of human rights :"), ("b", "resolution /")),
    "269": field("269", ("a", "20220304")),
    "591": field("591", ("a", "RECORDED")),
    "791": field("791", ("a", "A/HRC/RES/49/1")),
    "967": VOTERS,
    "993": field("993", ("a", "Draft resolution A/HRC/49/L.1 as amended")),
    "996": totals(2, 1, 1, 1),
}


def record(number: str = "30045", **changed: str) -> str:
    """One record; `t591=field(...)` changes a field."""
    fields = BASE | {tag.removeprefix("t"): text for tag, text in changed.items()}
    return f'<record><controlfield tag="001">{number}</controlfield>{"".join(fields.values())}</record>'


def collection(*records: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><collection {SLIM}>{"".join(records)}</collection>'.encode()


def one(**changed: str) -> tuple[Fragment, Harvest]:
    harvest = read(collection(record(**changed)), "records.xml")
    return harvest.fragments[0], harvest


def test_rights_records_as_the_ohchr_serves_them() -> None:
    harvest = read((DATA / "marcxml_rights.xml").read_bytes(), "marcxml_rights.xml")
    found = {f.ref: f for f in harvest.fragments}
    assert (harvest.origin, len(found), {f.origin for f in harvest.fragments}) == ("rights", 7, {"rights"})
    ukraine = found["30045"]
    assert (ukraine.symbol, ukraine.body, ukraine.day) == ("A/HRC/RES/49/1", Body.UNHRC, dt.date(2022, 3, 4))
    assert ukraine.tally == Tally(32, 2, 13, 0)
    assert [s for s, p in ukraine.positions.items() if p is Position.NO] == ["ERI", "RUS"]
    assert (ukraine.outcome, ukraine.session, len(ukraine.positions)) == (Outcome.ADOPTED, "49", 47)
    assert ukraine.address == "https://searchlibrary.ohchr.org/record/30045"
    amendment = found["30893"]
    assert (amendment.kind, amendment.symbol, amendment.part_of) == (
        ItemKind.AMENDMENT,
        "A/HRC/38/L.31",
        "A/HRC/38/L.20",
    )
    assert (amendment.outcome, amendment.tally, amendment.meeting) == (
        Outcome.REJECTED,
        Tally(9, 21, 16, 0),  # its note says 10 to 21 with 15: told as a defect
        "39th meeting",
    )
    contradicted = found["31064"]
    assert (dict(contradicted.positions), contradicted.tally) == ({}, Tally(12, 21, 13, 1))
    assert found["30901"].outcome is Outcome.WITHDRAWN
    assert found["21081"].tally == Tally(48, 5, 0, 0)  # the catalogue prints 48-0-5, its own list has it right
    assert (found["21081"].body, found["21837"].body) == (Body.UNCHR, Body.UNCHR)
    assert not found["21837"].positions
    assert sorted(d.where for d in harvest.defects) == ["record 21081", "record 30893", "record 31064"]


def test_records_of_the_un_digital_library() -> None:
    harvest = read((DATA / "marcxml_library.xml").read_bytes(), "marcxml_library.xml")
    silent, iraq, ukraine = harvest.fragments
    assert [f.origin for f in harvest.fragments] == ["library-council", "library-council", "library-assembly"]
    assert (ukraine.symbol, ukraine.session, ukraine.tally) == ("A/RES/ES-11/1", "ES-11", Tally(141, 5, 35, 12))
    assert len(ukraine.positions) == 193  # the list runs through fields 967, 968 and 969
    assert [s for s, p in ukraine.positions.items() if p is Position.NO] == ["BLR", "ERI", "PRK", "RUS", "SYR"]
    assert ukraine.source.startswith("UN Digital Library record ")
    assert (iraq.symbol, iraq.body, iraq.tally) == ("S/RES/1454", Body.UNSC, Tally(13, 0, 2, 0))
    assert iraq.title.startswith("on adjustments and revised procedures")
    assert [s for s, p in iraq.positions.items() if p is Position.ABSTAIN] == ["RUS", "SYR"]
    assert (silent.outcome, silent.tally, dict(silent.positions)) == (Outcome.ADOPTED_WITHOUT_VOTE, None, {})


def test_a_library_row_marked_not_eligible() -> None:
    rows = field("967", ("c", "FRA"), ("d", "Y")) + field("967", ("b", "9"), ("c", "VEN"))
    found, _ = one(t791=field("791", ("a", "A/RES/70/9")), t967=rows, t993="", t996="")
    assert dict(found.positions) == {"FRA": Position.YES, "VEN": Position.NOT_ENTITLED}


def test_the_same_record_in_other_wrappings() -> None:
    plain, _ = one()
    inner = record()
    oai = f"<OAI-PMH><ListRecords><record><header/><metadata>{inner}</metadata></record></ListRecords></OAI-PMH>"
    prefixed = inner.replace("</", "</marc:").replace("<marc:/", "</").replace("<record", "<marc:record")
    for name in ("datafield", "subfield", "controlfield"):
        prefixed = prefixed.replace(f"<{name}", f"<marc:{name}")
    old = (
        inner.replace("record>", "oai_marc>")
        .replace("controlfield tag", "fixfield id")
        .replace("controlfield", "fixfield")
    )
    old = old.replace("datafield tag", "varfield id").replace("datafield", "varfield").replace("code=", "label=")
    for wrapped in (inner, oai, f"<marc:collection xmlns:marc='x'>{prefixed}</marc:collection>", old):
        found = read(wrapped.encode(), "records.xml").fragments
        assert found[0] == plain
        assert dict(found[0].positions) == dict(plain.positions)


def test_utf_16_and_declared_latin_1_are_read() -> None:
    text = collection(record(t245=field("245", ("a", "Côte d'Ivoire :"), ("b", "resolution /")))).decode()
    for encoding in ("utf-16", "iso-8859-1"):
        found = read(text.replace("UTF-8", encoding).encode(encoding), "records.xml").fragments[0]
        assert found.title == "Côte d'Ivoire"


@pytest.mark.parametrize(
    ("note", "outcome"),
    [
        ("ADOPTED WITHOUT VOTE", Outcome.ADOPTED_WITHOUT_VOTE),
        ("Withdrawn", Outcome.WITHDRAWN),
        ("NOT CONSIDERED", Outcome.NOT_CONSIDERED),
    ],
)
def test_no_positions_where_nothing_was_voted_on_whatever_the_list_says(note: str, outcome: Outcome) -> None:
    found, harvest = one(t591=field("591", ("a", note)))
    assert (found.outcome, found.tally, dict(found.positions)) == (outcome, None, {})
    assert "left out" in str(harvest.defects[0])


@pytest.mark.parametrize(
    ("official", "used"),
    [
        (totals(2, 1, 1, 1), True),
        (totals(2, 1, 1, 0), True),  # absences alone decide nothing
        (field("996", ("b", "12"), ("c", "1"), ("d", "1"), ("e", "1"), ("f", "5")), True),  # does not add up to five
        (field("996", ("b", "002"), ("c", "1.0"), ("d", "01"), ("e", ""), ("f", "")), True),
        (totals(1, 2, 1, 1), True),  # swapped
        (totals(3, 1, 1, 0), False),
        (totals(20, 10, 5, 1), False),
    ],
)
def test_a_list_that_contradicts_its_own_totals_is_not_used(official: str, used: bool) -> None:
    found, harvest = one(t996=official)
    assert bool(found.positions) is used
    if used:
        assert str(found.tally) == "2-1-1"
    else:
        assert "the list is not used" in str(harvest.defects[0])


def test_codes_are_checked_against_the_names_beside_them() -> None:
    rows = member("HND", "Y", "HUNGARY") + member("PER", "N", "PERU") + member("PER", "N", "NORWAY")
    rows += member("VEN$eVENEZUELA", "A") + member("CHN", "y", "CHINA") + field("967", ("a", "9"))
    found, harvest = one(t967=rows, t996=totals(2, 2, 1))
    assert "".join(f"{s}{LETTERS[p]} " for s, p in found.positions.items()) == "CHNY HUNY NORN PERN VENA "
    assert [d.treatment for d in harvest.defects] == ["read as HUN", "read as NOR", "left out"]


def test_a_code_of_a_state_to_come_gives_way_to_the_name() -> None:
    old = {"t269": field("269", ("a", "19690304")), "t791": field("791", ("a", "E/CN.4/RES/6(XXV)")), "t993": ""}
    found, _ = one(**old, t967=member("ARE", "Y", "UNITED ARAB REPUBLIC") + member("SUN", "N"), t996=totals(1, 1, 0))
    assert dict(found.positions) == {"EGY": Position.YES, "SUN": Position.NO}
    assert found.session == "XXV"


def test_a_stray_letter_is_read_by_what_the_totals_need() -> None:
    found, harvest = one(t967=VOTERS + member("PAK", "AN"), t996=totals(2, 1, 2, 1))
    assert found.positions["PAK"] is Position.ABSTAIN
    assert "which alone makes the stated tally add up" in str(harvest.defects[0])


@pytest.mark.parametrize(
    ("words", "tally", "outcome", "main"),
    [
        ("Amendment A/HRC/50/L.43 to draft resolution A/HRC/50/L.11 Rejected (15 to 22, with 7 abstentions)", None,
         Outcome.REJECTED, "A/HRC/50/L.11"),
        ("Amendment to A/HRC/39/L.20 A/HRC/39/L.26 Russian Federation Rejected (9 to 24, with 14 abstentions)", None,
         Outcome.REJECTED, "A/HRC/39/L.20"),
        ("Amendment A/HRC/50/L.43 to draft resolution L.11/Rev.1 REJECTED by a recorded vote", (8, 20, 9),
         Outcome.REJECTED, "A/HRC/50/L.11/Rev.1"),
        ("Amendment A/HRC/50/L.43 to draft resolution A/HRC/50//L.11", (20, 8, 9), Outcome.ADOPTED, "A/HRC/50/L.11"),
        ("Amendment A/HRC/50/L.43 to draft resolution A/HRC/50/L.11 Rejected", (20, 8, 9), None, "A/HRC/50/L.11"),
        ("Amendment A/HRC/50/L.43 to draft resolution A/HRC/50/L.11 Not considered", None, Outcome.NOT_CONSIDERED,
         "A/HRC/50/L.11"),
    ],
)  # fmt: skip
def test_what_became_of_an_amendment(
    words: str, tally: tuple[int, int, int] | None, outcome: Outcome | None, main: str
) -> None:
    official = totals(*tally) if tally else ""
    found, _ = one(t791=field("791", ("a", "A/HRC/50/L.43")), t967="", t993=field("993", ("a", words)), t996=official)
    assert (found.kind, found.outcome, found.part_of) == (ItemKind.AMENDMENT, outcome, main)
    assert found.tally is not None or "abstentions" not in words


def test_symbols_and_free_text() -> None:
    assert body_of("E/HR/RES", "") is Body.UNCHR
    assert body_of("", "Human Rights Council") is Body.UNHRC
    assert body_of("E/RES/2002/39", "Human Rights Council") is None
    assert [session_of(s) for s in ("A/HRC/RES/S-33/1", "E/CN.4/RES/1999/76", "A/RES/181(II)")] == [
        "S-33",
        "1999",
        "II",
    ]
    assert draft_of("Draft resolution A/HRC/44/L..1 as amended") == "A/HRC/44/L.1"
    assert draft_of("Draft decision 14 in E/CN.4/2004/2") == ""
    assert amended_text("no amendment", "A/HRC/1/L.1") == ""
    assert outcome_in("Adopted without a vote") is Outcome.ADOPTED_WITHOUT_VOTE
    assert days_in("20040914, 20041004; 20041399") == [dt.date(2004, 9, 14), dt.date(2004, 10, 4)]


def test_other_records_are_left_out_and_told() -> None:
    other = record("7", t791=field("791", ("a", "E/RES/2002/39")))
    book = '<record><controlfield tag="001">8</controlfield>' + field("245", ("a", "A book")) + "</record>"
    harvest = read(collection(record(), other, book, record()), "records.xml")
    assert len(harvest.fragments) == 1
    assert [d.treatment for d in harvest.defects] == ["left out", "left out", "read once"]


LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><collection>&b;</collection>'
BAD: dict[str, tuple[bytes, str]] = {
    "billion laughs": (
        LAUGHS.encode(),
        r"line 1: expected records without a document type or entities, found a DOCTYPE",
    ),
    "outside entity": (b'<!DOCTYPE r SYSTEM "file:///etc/hosts"><record/>', r"found a DOCTYPE"),
    "undeclared entity": (collection(record(t245=field("245", ("a", "X"))).replace("X", "&x;")), r"undefined entity"),
    "cut": (collection(record())[:-40], r"line 1: expected well-formed XML to the end"),
    "latin-1": (collection(record(t245=field("245", ("a", "Côte")))).decode().encode("latin-1"), r"well-formed XML"),
    "deep": (b"<a>" * 20, r"elements at most 12 deep"),
    "a record in a record": (
        collection(record().replace("</record>", "<record/></record>")),
        r"another record inside it",
    ),
    "an unknown encoding": (b"<?xml version='1.0' encoding='UTFx8'?><record/>", r"unknown encoding"),
    "a web page": (b"<!DOCTYPE html><html></html>", r"found a DOCTYPE"),
    "other xml": (b"<rss/>", r"the file: expected MARCXML records, found none"),
    "nothing": (b"", r"no element found"),
    "no vote at all": (collection(record(t791=field("791", ("a", "E/RES/1")))), r"found 1 other records"),
    "no number": (collection(record("x")), r"expected the record's number in field 001, found 'x'"),
    "no day": (collection(record(t269=field("269", ("a", "2022")))), r"record 30045: expected a day such as 20220304"),
    "an unknown code": (
        collection(record(t967=member("XQZ"))),
        r"record 30045: expected a member's three-letter code, found",
    ),
    "a member twice": (
        collection(record(t967=VOTERS + member("FRA"))),
        r"record 30045: expected each member once, found FRA",
    ),
    "a non-member": (
        collection(record(t967=member("TWN") + member("SUN") + member("YMD"))),
        r"a vote by YMD, no member",
    ),
    "not on the Council": (
        collection(record(t791=field("791", ("a", "S/RES/2623 (2022)")), t967=field("967", ("c", "DEU"), ("d", "N")))),
        r"a vote by DEU, no member that day",
    ),
    "impossible totals": (collection(record(t996=totals(48, 0, 0))), r"expected official totals of at most 47 members"),
    "totals in words": (
        collection(record(t996=field("996", ("b", "many"), ("c", "1"), ("d", "1")))),
        r"official totals",
    ),
    "two totals": (
        collection(record(t996=totals(2, 1, 1, 1) + totals(3, 1, 1))),
        r"expected one set of official totals",
    ),
    "two versions": (
        collection(record(), record(t996=totals(3, 1, 1))),
        r"expected one version of each record, found two",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused_with_record_and_reason(name: str) -> None:
    data, reason = BAD[name]
    with pytest.raises(DataError, match=reason) as refused:
        read(data, "records.xml")
    assert str(refused.value).startswith("records.xml was refused and the record is as it was.")


def test_size_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.record.sources.marcxml.stream._LARGEST", 100)
    with pytest.raises(DataError, match="expected at most 0 MB"):
        read(collection(record()), "records.xml")


SOME = "ARG BEN BOL BRA CHN CIV CMR CUB DEU ERI FIN FRA GAB GBR GMB HND IDN IND JPN KAZ KOR LBY MEX NPL PAK POL QAT"


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(SOME.split()), st.sampled_from(sorted(LETTERS)), min_size=1))
def test_any_list_laid_out_reads_back(votes: dict[str, Position]) -> None:
    sides = list(votes.values())
    official = totals(*(sides.count(p) for p in LETTERS))
    found, harvest = one(t967="".join(member(s, LETTERS[p]) for s, p in votes.items()), t996=official)
    silent = set(sides) == {Position.ABSENT}
    assert dict(found.positions) == ({} if silent else votes)
    assert silent or harvest.defects == ()


NOTES = {
    "recorded": "RECORDED",
    "without vote": "ADOPTED WITHOUT VOTE",
    "recorded at a closed meeting": "RECORDED CLOSED",
}
OUTCOMES = {"adopted": Outcome.ADOPTED, "rejected": Outcome.REJECTED, "withdrawn": Outcome.WITHDRAWN, "": None}


@pytest.mark.shared
def test_every_catalogued_vote_of_the_exchange_tables_survives(shared: Path) -> None:
    con = duckdb.connect(config={"memory_limit": "400MB", "threads": 2})
    data = shared / "data"
    cells: dict[str, dict[str, str]] = {}
    for key, state, vote in con.execute(f"from '{data / 'hrc_votes.parquet'}'").fetchall():
        cells.setdefault(key, {})[state] = vote
    answer = con.execute(f"from '{data / 'hrc_rollcalls.parquet'}' where source = 'ohchr'")
    names = [column[0] for column in answer.description or ()]
    rows = [{n: "" if c is None else str(c) for n, c in zip(names, row, strict=True)} for row in answer.fetchall()]
    laid_out = collection(*(_catalogued(row, cells.get(row["rollcall_id"], {})) for row in rows))
    found = {f.ref: f for f in read(laid_out, "all.xml").fragments}
    assert len(found) == len(rows) == 6346
    wrong = [r["source_id"] for r in rows if not _same(found[r["source_id"]], r, cells.get(r["rollcall_id"], {}))]
    assert wrong == []
    used = [r for r in rows if found[r["source_id"]].positions]
    assert len(used) == 1593
    otherwise = [r["draft"] for r in rows if found[r["source_id"]].outcome is not _outcome(r)]
    assert len(otherwise) == 3  # adopted without a vote, and two amendments that were never put to one


def _catalogued(row: dict[str, str], votes: dict[str, str]) -> str:
    day, egypt = row["date"].replace("-", ""), row["date"] < "1972"
    figures = [row[f"{name}_recorded"] for name in ("yes", "no", "abstain", "nonvoting", "total")]
    listed = "".join(
        member(s, LETTERS[Position(v)], "UNITED ARAB REPUBLIC" if s == "ARE" and egypt else "")
        for s, v in votes.items()
    )
    return record(
        row["source_id"],
        t245=field("245", ("a", row["title_in_source"])),
        t269=field("269", ("a", day)),
        t591=field("591", ("a", NOTES.get(row["vote_kind"], row["vote_kind"].upper()))),
        t791=field("791", ("a", row["symbol_in_source"])),
        t967=listed,
        t981=field("981", ("a", {"HRC": "Human Rights Council", "CHR": "Commission on Human Rights"}[row["body"]])),
        t993=field("993", ("a", row["draft"])),
        t996=field("996", *zip("bcdef", figures, strict=True)) if figures[0] else "",
    )


def _same(found: Fragment, row: dict[str, str], votes: dict[str, str]) -> bool:
    listed = {"EGY" if s == "ARE" and row["date"] < "1972" else s: Position(v) for s, v in votes.items()}
    used = row["use_members"] == "True"
    tally = found.tally is not None and str(found.tally) == "-".join(row[n] for n in ("yes", "no", "abstain"))
    return dict(found.positions) == (listed if used else {}) and (tally or not used) and str(found.day) == row["date"]


def _outcome(row: dict[str, str]) -> Outcome | None:
    if row["vote_kind"] == "without vote":
        return Outcome.ADOPTED_WITHOUT_VOTE
    return OUTCOMES.get(row["outcome"], Outcome.NOT_CONSIDERED)
