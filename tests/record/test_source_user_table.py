"""A user's table is read whole or refused by row and column; a correction by hand must cite its document."""

import contextlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record import open_record
from onrecord.record.sources.user_table import read, write_template
from onrecord.states import council_members, members_on, state
from onrecord.terms import Basis, Body, DataError, ItemKind, Outcome, Position, Tally, UsageError

DAY = date(2022, 3, 2)
RECORD = open_record()
ES11 = RECORD.rollcall("A/RES/ES-11/1")
S155 = RECORD.rollcall("S/2022/155")
MEMBERS = sorted(members_on(DAY))


def long(*lines: str, head: str = "body,symbol,date,state,vote") -> str:
    return "\n".join((head, *lines)) + "\n"


def refusal(text: str, **options: str) -> str:
    with pytest.raises(DataError) as refused:
        read(text.encode(), "/somewhere/votes.csv", **options)
    assert str(refused.value).startswith("votes.csv was refused")
    return str(refused.value)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_whole_roll_of_a_resolution_reads_from_one_row_a_member(mark: str, encoding: str) -> None:
    lines = [mark.join(("Body", "Resolution", "Date", "Country", "Position"))]
    lines += [
        mark.join(("General Assembly", "A/RES/ES-11/1", "2022-03-02", f'"{state(c).official_name}"', p.value))
        for c, p in ES11.positions.items()
    ]
    harvest = read("\r\n".join(lines).encode(encoding), "votes.csv")
    [vote] = harvest.fragments
    assert dict(vote.positions) == dict(ES11.positions)
    assert (vote.body, vote.symbol, vote.day, vote.tally) == (Body.UNGA, "A/RES/ES-11/1", DAY, None)
    assert (vote.origin, vote.basis, vote.ref, vote.source) == (
        "table",
        Basis.DOCUMENT,
        "votes.csv#2",
        "table votes.csv",
    )
    assert harvest.origin == "table"


@pytest.mark.parametrize(
    ("yes", "abstain"),
    [
        ("ALB BRA FRA GAB GHA GBR IRL KEN MEX NOR USA", "CHN IND ARE"),
        ("ALB,BRA,FRA,GAB,GHA,GBR,IRL,KEN,MEX,NOR,USA", "China, India and UAE"),
        ("AL; BR; FR; GA; GH; United Kingdom; IE; KE; MX; NO; 840", "People's Republic of China; India; UAE"),
    ],
)
def test_one_row_a_vote_takes_members_by_any_name_or_code(yes: str, abstain: str) -> None:
    text = (
        "body,draft,date,title,in favour,against,abstentions,absent,"
        "yes_members,no_members,abstain_members,result,kind\n"
        f'UNSC,S/2022/155,25 February 2022,Ukraine,11.0,1,3,0,"{yes}",Russia,"{abstain}",vetoed,draft\n'
    )
    [vote] = read(text.encode(), "votes.csv").fragments
    assert dict(vote.positions) == dict(S155.positions)
    assert (vote.tally, vote.outcome, vote.kind) == (Tally(11, 1, 3, 0), Outcome.VETOED, ItemKind.DRAFT)
    assert (vote.day, vote.draft, vote.title) == (S155.date, "S/2022/155", "Ukraine")


@pytest.mark.parametrize("wide", [False, True])
def test_the_template_reads_as_it_stands_and_agrees_with_the_record(wide: bool) -> None:
    text = write_template(wide=wide)
    [vote] = read(text.encode(), "template.csv").fragments
    assert text.startswith("#")
    assert vote.symbol == S155.symbol
    assert vote.day == S155.date
    assert vote.outcome is S155.outcome
    assert all(S155.positions[code] is side for code, side in vote.positions.items())
    assert not wide or dict(vote.positions) == dict(S155.positions)


def test_votes_of_one_text_on_one_day_are_told_apart_by_kind_committee_and_place() -> None:
    text = long(
        "UNGA,A/C.1/78/L.990,2022-03-02,FRA,yes,paragraph,First Committee,1",
        "UNGA,A/C.1/78/L.990,2022-03-02,FRA,no,,C.1,2",
        "UNGA,A/C.1/78/L.990,2022-03-02,CUB,no,paragraph,1,1",
        head="body,draft,date,state,vote,kind,committee,order",
    )
    votes = read(text.encode(), "v.csv").fragments
    assert [(v.order, v.kind, len(v.positions), v.committee) for v in votes] == [
        (1, ItemKind.PARAGRAPH, 2, "First Committee"),
        (2, None, 1, "First Committee"),
    ]


def test_a_declared_vote_stands_beside_the_vote_as_cast() -> None:
    text = long("UNGA,A/RES/ES-11/1,2022-03-02,Chad,absent,yes", head="body,symbol,date,state,vote,intended vote")
    [vote] = read(text.encode(), "v.csv").fragments
    assert dict(vote.positions) == {"TCD": Position.ABSENT}
    assert dict(vote.declared) == {"TCD": Position.YES}


def test_figures_that_differ_from_the_members_are_both_kept() -> None:
    text = "body,symbol,date,yes,no,abstain,yes_members\nUNGA,A/RES/ES-11/1,2022-03-02,141,5,35,FRA MLI\n"
    harvest = read(text.encode(), "v.csv")
    assert harvest.fragments[0].tally == Tally(141, 5, 35)
    assert [str(d) for d in harvest.defects] == [
        "row 2, column yes_members: 2 members for the figure 141; both are kept"
    ]


def test_a_text_adopted_without_a_vote_has_no_positions_whatever_the_table_says() -> None:
    text = long("UNGA,A/RES/ES-11/1,2022-03-02,FRA,yes,by consensus", head="body,symbol,date,state,vote,outcome")
    harvest = read(text.encode(), "v.csv")
    assert harvest.fragments[0].outcome is Outcome.ADOPTED_WITHOUT_VOTE
    assert not harvest.fragments[0].positions
    assert len(harvest.defects) == 1


def test_a_correction_by_hand_may_be_of_one_cell_and_cites_its_document() -> None:
    text = "body,symbol,date,title,source\nUNGA,A/RES/ES-11/1,2022-03-02,A better title,A/ES-11/PV.5\n"
    harvest = read(text.encode(), "v.csv", origin="override")
    [vote] = harvest.fragments
    assert (vote.origin, harvest.origin, vote.source) == ("override", "override", "A/ES-11/PV.5")
    assert (vote.title, vote.positions, vote.tally, vote.outcome, vote.kind) == ("A better title", {}, None, None, None)


def test_a_column_makes_the_rows_corrections() -> None:
    text = long(
        "UNGA,A/RES/ES-11/1,2022-03-02,Chad,no,override,A/ES-11/PV.5", head="body,symbol,date,state,vote,origin,source"
    )
    assert read(text.encode(), "v.csv").fragments[0].origin == "override"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("A/RES/ES-11/1,2022-03-02,Chad,no,", "row 2, column source"),
        ("A/RES/ES-11/1,2022-03-02,,,A/ES-11/PV.5", "at least one cell"),
    ],
)
def test_a_correction_that_cites_or_corrects_nothing_is_refused(row: str, expected: str) -> None:
    text = long("UNGA," + row, head="body,symbol,date,state,vote,source")
    assert expected in refusal(text, origin="override")


GOOD = "UNGA,A/RES/ES-11/1,2022-03-02,France,yes"


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        ("UNGA,A/RES/ES-11/1,2022-03-02,Frence,yes", ("row 3, column state", '"Frence"', "France")),
        ("UNGA,A/RES/ES-11/1,2022-03-02,Paris,yes", ("row 3, column state", "France")),
        ("UNGA,A/RES/ES-11/1,2022-03-02,Cuba,yess", ("row 3, column vote", '"yess"', "did you mean yes")),
        ("UNGAA,A/RES/ES-11/1,2022-03-02,Cuba,yes", ("row 3, column body", '"UNGAA"', "unga")),
        (",A/RES/ES-11/1,2022-03-02,Cuba,yes", ("row 3, column body", "nothing")),
        ("UNGA,,2022-03-02,Cuba,yes", ("row 3, column symbol", "nothing")),
        ("UNGA,A/RES/ES-11/1,02/03/2022,Cuba,yes", ("row 3, column date", '"02/03/2022"', "2022-03-02")),
        ("UNGA,A/RES/ES-11/1,2022-02-30,Cuba,yes", ("row 3, column date",)),
        ("UNGA,A/RES/ES-11/1,2022-03-02,France,no", ("row 3, column state", '"France" again')),
        ("UNGA,A/RES/ES-11/1,2022-03-02,Holy See,no", ("VAT", "held no seat")),
        ("UNGA,A/RES/ES-11/1,2022-03-02,TWN,no", ("TWN", "held no seat")),
        ("UNGA,A/RES/ES-11/1,2022-03-02,Cuba", ("row 3", "5 cells", "found 4")),
        ("UNGA,A/RES/ES-11/1,2022-03-02,Cuba,", ("row 3, column vote", "nothing")),
        ("UNGA,A/RES/ES-11/1,2022-03-02,,yes", ("row 3, column state",)),
        ('UNGA,A/RES/ES-11/1,2022-03-02,"Cuba,yes', ("row 3", "quotes")),
    ],
)
def test_every_mistake_names_its_row_its_column_and_what_was_expected(bad: str, expected: tuple[str, ...]) -> None:
    message = refusal(long(GOOD, bad))
    assert all(words in message for words in expected), message


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("body,symbol,date,state,votte", ('"votte"', "did you mean vote")),
        ("body,symbol,date,state,country", ("one column state", '"country"')),
        ("symbol,date,state,vote", ("a column body",)),
        ("body,symbol,state,vote", ("a column date",)),
        ("body,date,state,vote", ("a column symbol or draft",)),
        ("body,symbol,date,vote", ("a column state",)),
        ("body,symbol,date,state", ("a column vote",)),
        ("body,symbol,date,state,vote,yes_members", ("both, as in yes_members",)),
        ("nonsense", ("column names",)),
        ("", ("column names",)),
    ],
)
def test_a_head_that_cannot_be_read_is_refused_at_once(head: str, expected: tuple[str, ...]) -> None:
    message = refusal(head + "\n")
    assert all(words in message for words in expected), message


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("UNGA,A/RES/ES-11/1,2022-03-02,141,5,,", "row 2, column abstain"),
        ("UNGA,A/RES/ES-11/1,2022-03-02,many,5,35,", "row 2, column yes"),
        ("UNGA,A/RES/ES-11/1,2022-03-02,,,,", "figures, members or an outcome"),
        ("UNGA,A/RES/ES-11/1,2022-03-02,141,5,35,FRA Nowhere", "Nowhere"),
        ("UNGA,A/RES/ES-11/1,2022-03-02,141,5,35,FRA FRA", '"FRA" again'),
    ],
)
def test_a_row_of_one_vote_that_cannot_be_read_is_refused(row: str, expected: str) -> None:
    assert expected in refusal(f"body,symbol,date,yes,no,abstain,yes_members\n{row}\n")


def test_one_vote_in_two_rows_of_the_wide_layout_is_refused() -> None:
    row = "UNGA,A/RES/ES-11/1,2022-03-02,141,5,35\n"
    assert "the vote of row 2 again" in refusal(f"body,symbol,date,yes,no,abstain\n{row}{row}")


def test_rows_of_one_vote_that_differ_about_it_are_refused() -> None:
    rows = [f"UNGA,A/RES/ES-11/1,2022-03-02,{s},yes,{t}" for s, t in (("FRA", "One"), ("CUB", "Two"))]
    assert "row 3, column title" in refusal(long(*rows, head="body,symbol,date,state,vote,title"))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"PK\x03\x04rest", "workbook"),
        (long(GOOD, "UNGA,A/RES/ES-11/1,2022-03-02,C\u00f4te d'Ivoire,yes").encode("cp1252"), "row 3"),
        (b"\xff\xfeb", "row 1"),
        (b"body,symbol\x00,date\n", "zero byte"),
    ],
)
def test_a_file_in_another_encoding_is_refused_with_its_row(data: bytes, expected: str) -> None:
    with pytest.raises(DataError, match=expected):
        read(data, "votes.csv")


def test_an_unknown_origin_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="override"):
        read(b"", "v.csv", origin="press")


@given(st.lists(st.sampled_from([*Position][:4]), min_size=len(MEMBERS), max_size=len(MEMBERS)), st.sampled_from(",; "))
@settings(max_examples=25, deadline=None)
def test_any_roll_in_either_layout_reads_back_the_same(sides: list[Position], mark: str) -> None:
    roll = dict(zip(MEMBERS, sides, strict=True))
    rows = [f"UNGA,A/RES/ES-11/1,2022-03-02,{code},{side}" for code, side in roll.items()]
    lists = [mark.join(code for code in MEMBERS if roll[code] is side) for side in [*Position][:4]]
    quoted = ",".join(f'"{codes}"' for codes in lists)
    wide = "body,symbol,date,outcome,yes_members,no_members,abstain_members,absent_members\n"
    wide += f"UNGA,A/RES/ES-11/1,2022-03-02,adopted,{quoted}\n"
    for text in (long(*rows), wide):
        assert dict(read(text.encode(), "v.csv").fragments[0].positions) == roll


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "ignore")))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for given_bytes in (data, b"body,symbol,date,state,vote\n" + data, b"body,draft,date,yes_members,outcome\n" + data):
        harvest = None
        with contextlib.suppress(DataError, UsageError):
            harvest = read(given_bytes, "v.csv")
        assert harvest is None or harvest.fragments


@given(st.sampled_from(sorted(council_members(DAY))), st.integers(0, 40), st.sampled_from("abcdeilnorstu -"))
@settings(max_examples=100, deadline=None)
def test_a_misspelt_state_is_refused_or_still_itself(code: str, at: int, letter: str) -> None:
    name = state(code).name
    at %= len(name)
    bent = name[:at] + letter + name[at + 1 :]
    text = long(f"UNGA,A/RES/ES-11/1,2022-03-02,{bent},yes")
    try:
        [vote] = read(text.encode(), "v.csv").fragments
    except DataError:
        return
    genuine = bent.strip(" ,") in {state(other).name for other in MEMBERS}  # Ireland is one letter from Iceland
    assert genuine or list(vote.positions) == [code]
