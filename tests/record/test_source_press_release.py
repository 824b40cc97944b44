"""A press release or verbatim record is read into the votes it tells of, or refused by its line; nothing is guessed."""

import contextlib
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record import open_record
from onrecord.record.sources.harvest import Harvest
from onrecord.record.sources.member_lists import seat_named, seat_of, split_names
from onrecord.record.sources.press_release import read
from onrecord.states import members_on, state
from onrecord.terms import (
    Basis,
    Body,
    DataError,
    Fragment,
    ItemKind,
    OnRecordError,
    Outcome,
    Position,
    Tally,
    UsageError,
)

DATA = Path(__file__).parent / "data"
DAY = date(2022, 3, 2)
RECORD = open_record()
ES11 = RECORD.rollcall("A/RES/ES-11/1")
S155 = RECORD.rollcall("S/2022/155")
HEAD = "GA/12999\n\n2 March 2022\n\nSeventy-sixth General Assembly\nPlenary\n60th Meeting (AM)\n\n"


def sample(name: str) -> Harvest:
    return read((DATA / name).read_bytes(), name)


def text(body: str, head: str = HEAD) -> Harvest:
    return read((head + body).encode(), "release.txt")


def one(body: str, head: str = HEAD) -> Fragment:
    [fragment] = text(body, head).fragments
    return fragment


def official(code: str) -> str:
    return state(code).official_name


def test_a_release_of_the_assembly_is_one_vote_with_the_roll_of_the_core_record() -> None:
    harvest = sample("release_assembly.html")
    [vote] = harvest.fragments
    assert (vote.body, vote.draft, vote.day) == (Body.UNGA, "A/ES-11/L.1", DAY)
    assert vote.tally == Tally(141, 5, 35)
    assert dict(vote.positions) == dict(ES11.positions)
    assert (vote.meeting, vote.order, vote.session) == (ES11.meeting, 1, "ES-11")
    assert (vote.kind, vote.outcome) == (ItemKind.RESOLUTION, Outcome.ADOPTED)
    assert vote.title == ES11.title
    assert (vote.origin, vote.basis, vote.ref) == ("press", Basis.PRESS, "GA/12407#1")
    assert vote.address == "https://press.un.org/en/2022/ga12407.doc.htm"
    assert "provisional" in vote.note
    assert harvest.defects == ()
    assert len(harvest.digest) == 64


def test_a_verbatim_record_reads_over_page_breaks_and_gives_the_resolution() -> None:
    [vote] = sample("record_assembly.txt").fragments
    assert (vote.symbol, vote.draft, vote.meeting) == ("A/RES/ES-11/1", "A/ES-11/L.1", "A/ES-11/PV.5")
    cast = {code: side for code, side in ES11.positions.items() if side is not Position.ABSENT}
    assert dict(vote.positions) == cast
    assert vote.tally == Tally(141, 5, 35)


@pytest.mark.parametrize("name", ["release_council.html", "record_council.txt"])
def test_a_text_of_the_council_that_fails_by_a_veto_says_so(name: str) -> None:
    [vote] = sample(name).fragments
    assert (vote.body, vote.draft, vote.symbol) == (Body.UNSC, "S/2022/155", "")
    assert (vote.kind, vote.outcome, vote.vetoed_by) == (ItemKind.DRAFT, Outcome.VETOED, ("RUS",))
    assert (vote.tally, vote.meeting, vote.day) == (Tally(11, 1, 3), S155.meeting, S155.date)
    expected = dict(S155.positions)
    if name == "release_council.html":
        expected = {code: side for code, side in expected.items() if side is not Position.YES}
    assert dict(vote.positions) == expected


def test_every_vote_of_a_committee_is_its_own_in_the_order_they_were_taken() -> None:
    harvest = sample("release_committee.txt")
    votes = harvest.fragments
    assert [(v.order, v.kind, v.draft, str(v.tally or "")) for v in votes] == [
        (1, ItemKind.PARAGRAPH, "A/C.1/78/L.990", "6-1-2"),
        (2, ItemKind.PARAGRAPH, "A/C.1/78/L.990", "7-0-2"),
        (3, ItemKind.AMENDMENT, "A/C.1/78/L.991", "2-6-1"),
        (4, ItemKind.DRAFT, "A/C.1/78/L.990", "7-1-1"),
        (0, ItemKind.DRAFT, "A/C.1/78/L.992", ""),
        (0, ItemKind.DRAFT, "A/C.1/78/L.993", ""),
    ]
    assert {v.committee for v in votes} == {"First Committee"}
    assert {v.meeting for v in votes} == {"A/C.1/78/PV.25"}
    assert [v.part_of for v in votes] == ["A/C.1/78/L.990"] * 3 + [""] * 3
    assert [v.title for v in votes][:2] == [
        "Preambular paragraph 2, Invented measures",
        "Operative paragraph 7, Invented measures",
    ]
    assert votes[2].outcome is Outcome.REJECTED
    assert {v.outcome for v in votes[4:]} == {Outcome.ADOPTED_WITHOUT_VOTE}
    assert all(not v.positions for v in (votes[2], *votes[4:]))
    assert [d.found for d in harvest.defects] == ["the vote 100-2-50 of another day"]


def test_what_a_member_meant_is_kept_beside_its_vote_and_never_in_it() -> None:
    whole = sample("release_committee.txt").fragments[3]
    assert dict(whole.declared) == {"TTO": Position.YES}
    assert whole.positions["TTO"] is Position.ABSENT


def test_corrections_of_several_delegations_are_told_apart() -> None:
    vote = one(
        "A recorded vote was taken.\n\nIn favour:\nFrance, Mali\n\nAgainst:\nNone\n\nAbstaining:\nCuba\n\n"
        "Draft resolution A/76/L.990 was adopted by 2 votes to none, with 1 abstention (resolution 76/990).\n\n"
        "[Subsequently, the delegations of Chad and Trinidad and Tobago informed the Secretariat that they had "
        "intended to vote in favour; the delegation of Cuba informed the Secretariat that it had intended to vote "
        "against; the delegation of Mali informed the Secretariat that it had not intended to participate.]\n"
    )
    assert vote.symbol == "A/RES/76/990"
    assert dict(vote.declared) == {
        "TCD": Position.YES,
        "TTO": Position.YES,
        "CUB": Position.NO,
        "MLI": Position.ABSENT,
    }
    assert dict(vote.positions) == {"FRA": Position.YES, "MLI": Position.YES, "CUB": Position.ABSTAIN}


def test_names_for_one_side_only_are_a_partial_roll() -> None:
    vote = one(
        "The Assembly adopted the draft resolution titled “Invented” (document A/76/L.990) by a recorded vote of "
        "120 in favour to 3 against (Israel, Micronesia (Federated States of) and United States), with no abstentions."
    )
    assert dict(vote.positions) == dict.fromkeys(("FSM", "ISR", "USA"), Position.NO)
    assert (vote.tally, vote.kind, vote.title) == (Tally(120, 3, 0), ItemKind.RESOLUTION, "Invented")


def test_two_votes_in_one_sentence_stay_two() -> None:
    votes = text(
        "The Assembly retained operative paragraph 3 of draft resolution A/76/L.990 by a recorded vote of 90 in favour "
        "to 4 against, with 20 abstentions, and adopted the text as a whole by a recorded vote of 100 in favour to "
        "2 against (Israel, United States), with 12 abstentions."
    ).fragments
    assert [(v.kind, str(v.tally), v.draft) for v in votes] == [
        (ItemKind.PARAGRAPH, "90-4-20", "A/76/L.990"),
        (ItemKind.RESOLUTION, "100-2-12", "A/76/L.990"),
    ]
    assert votes[0].part_of == "A/76/L.990"


@pytest.mark.parametrize(
    ("told", "kind", "outcome", "tally"),
    [
        ("That provision was approved by a vote of 9 in favour to 3 against", ItemKind.PARAGRAPH, "adopted", "9-3-0"),
        ("The Assembly voted to retain paragraph 5 by 10 votes to 2", ItemKind.PARAGRAPH, "adopted", "10-2-0"),
        (
            "The no-action motion was rejected by 75 votes in favour to 77 against",
            ItemKind.MOTION,
            "rejected",
            "75-77-0",
        ),
        (
            "By a vote of 5 in favour to 7against ( Cuba), it rejected the amendment",
            ItemKind.AMENDMENT,
            "rejected",
            "5-7-0",
        ),
        ("It was approved by a recorded vote of 12-none-3", None, "", ""),
        ("Adopted by a vote of 12-1-3, the draft went on", ItemKind.RESOLUTION, "adopted", "12-1-3"),
    ],
)
def test_wordings_of_a_vote(told: str, kind: ItemKind | None, outcome: str, tally: str) -> None:
    head = "The Assembly took up draft resolution A/76/L.990. "
    if kind is None:
        with pytest.raises(DataError):
            text(head + told + ".")
        return
    vote = one(head + told + ".")
    assert (vote.kind, str(vote.outcome), str(vote.tally), vote.draft) == (kind, outcome, tally, "A/76/L.990")


def test_a_tally_that_differs_from_the_lists_is_kept_with_them() -> None:
    harvest = text(
        "Draft resolution A/76/L.990 was adopted by a recorded vote of 3 in favour to 1 against, with no abstentions, "
        "as follows:\n\nIn favour:  France, Mali.\n\nAgainst:  Cuba.\n\nAbstain:  None.\n\nAbsent:  Chad.\n"
    )
    [vote] = harvest.fragments
    assert vote.tally == Tally(3, 1, 0)
    assert len(vote.positions) == 4
    assert [(d.where, d.treatment) for d in harvest.defects] == [("line 11", "both are kept")]
    assert "2-1-0" in harvest.defects[0].found


def test_an_annex_alone_gives_title_and_roll_and_no_tally_of_our_own() -> None:
    vote = one("ANNEX\n\nVote on Invented Measures\n\nIn favour: France.\n\nAgainst: None.\n\nAbstain: Cuba.\n")
    assert (vote.tally, vote.title, dict(vote.positions)) == (
        None,
        "Invented Measures",
        {"FRA": Position.YES, "CUB": Position.ABSTAIN},
    )


def test_a_heading_that_counts_its_list_states_the_tally() -> None:
    head = "16 March 2023\nHuman Rights Council\n"
    body = (
        "The vote on draft resolution A/HRC/52/L.990:\n\nIn favour (2): France, Mali\n\nAgainst (1): Cuba\n\n"
        "Abstentions (0): None"
    )
    [vote] = read((head + "\n" + body).encode(), "page.txt", body=Body.UNHRC).fragments
    assert (vote.tally, vote.body) == (Tally(2, 1, 0), Body.UNHRC)


def test_a_council_text_adopted_by_all_has_its_number_and_no_tally() -> None:
    head = "SC/15999\n20 December 2022\n\n9228th Meeting (AM)\n\n"
    vote = one("Unanimously adopting resolution 2669 (2022), the Council extended the mandate.", head)
    assert (vote.symbol, vote.outcome, vote.tally) == ("S/RES/2669", Outcome.ADOPTED, None)


def test_a_council_text_that_merely_failed_is_left_to_the_rules() -> None:
    head = "SC/15999\n25 February 2022\n\n8979th Meeting (PM)\n\n"
    told = (
        "The Council failed to adopt draft resolution S/2022/155 by a vote of 11 in favour to 1 against{}, with 3 "
        "abstentions."
    )
    assert one(told.format(" (Russian Federation)"), head).outcome is None
    assert one(told.format(""), head).outcome is None
    assert one(told.format(" (Mexico)"), head).outcome is Outcome.REJECTED


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("France, Atlantis, Mali", '"Atlantis"'),
        ("France, Nigera, Mali", "Nigeria"),
        ("France, Paris", "France"),
        ("France, Mali, France", '"France" again'),
        ("France, Cuba", '"Cuba" again under no'),
        ("France, Holy See", "(VAT), which held no seat"),
        ("France, Taiwan", "(TWN), which held no seat"),
        ("France, Korea", "Korea"),
        ("Bolivia (Plurinational State of, France", "Bolivia"),
    ],
)
def test_a_list_that_cannot_be_read_whole_is_refused_with_its_line(listed: str, expected: str) -> None:
    body = f"In favour: {listed}.\n\nAgainst: Cuba.\n\nAbstain: None.\n"
    with pytest.raises(DataError) as refused:
        text("Draft A/76/L.1 was adopted as follows:\n\n" + body)
    assert expected in str(refused.value)
    assert "line 11" in str(refused.value) or "line 13" in str(refused.value)


def test_a_vote_by_a_state_off_the_council_is_refused() -> None:
    head = "SC/15999\n25 February 2022\n\n8979th Meeting (PM)\n\n"
    told = (
        "The Council adopted draft resolution S/2022/155 by a vote of 14 in favour to 1 against (Germany), with no "
        "abstentions."
    )
    with pytest.raises(DataError, match="Germany"):
        text(told, head)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "release number"),
        (b"%PDF-1.7 x", "PDF"),
        (b"GA/12407\n\nNothing of note.", "a date"),
        (b"GA/12407\n2 March 2022\n\nNo vote was held.", "a vote"),
        (b"\xff\xfeG", "UTF-16"),
        (b"GA\x00", "zero byte"),
        (b"<div>" * 700 + b"x", "nested"),
        (b"x" * 5_000_001, "5,000,000"),
    ],
)
def test_what_is_no_release_is_refused_with_what_was_expected(data: bytes, expected: str) -> None:
    with pytest.raises(DataError, match=expected) as refused:
        read(data, "page.html")
    assert "page.html was refused" in str(refused.value)


def test_the_page_of_one_body_is_not_read_as_another() -> None:
    with pytest.raises(DataError, match="SC/14808"):
        read((DATA / "release_council.html").read_bytes(), "page.html", body=Body.UNGA)


def test_a_page_that_gives_no_head_is_read_with_body_and_day_given() -> None:
    data = b"Draft resolution A/76/L.990 was adopted by 100 votes to 2, with 30 abstentions."
    [vote] = read(data, "page.txt", body=Body.UNGA, day=DAY).fragments
    assert (vote.draft, vote.session, vote.day) == ("A/76/L.990", "76", DAY)


def test_scripts_and_attributes_are_never_read() -> None:
    page = (
        "<html><body onload='x'><p>GA/12407</p><p>2 March 2022</p><script>Draft A/76/L.1 was adopted by 5 votes to 3"
        "</script><style>In favour: France</style><p title='rejected by 9 votes to 1'>Draft resolution A/76/L.990 was "
        "adopted by 100&nbsp;votes to&nbsp;2, with 30 absten&shy;tions.</p></body></html>"
    )
    [vote] = read(page.encode(), "x").fragments
    assert (vote.tally, vote.draft) == (Tally(100, 2, 30), "A/76/L.990")


def test_an_old_page_in_windows_1252_reads_and_says_so() -> None:
    body = "Draft A/76/L.990 was adopted as follows:\n\nIn favour: Côte d’Ivoire.\n\nAgainst: None.\n\nAbstain: None."
    harvest = read((HEAD + body).encode("cp1252"), "x")
    assert list(harvest.fragments[0].positions) == ["CIV"]
    assert [d.treatment for d in harvest.defects] == ["read as Windows-1252"]


@pytest.mark.parametrize(
    "page",
    [
        "(" * 400_000,
        "a (b " * 200_000,
        "1 in favour (" * 100_000,
        "In favour: " * 100_000,
        "France and " * 100_000,
        "In favour: " + "France and Mali and " * 50_000,
        "before " * 200_000,
        "amendment to " * 100_000,
        "A/76/L.1 " * 100_000,
        "x. A" * 500_000,
        "delegation of " * 100_000 + " had intended ",
        "<p>" * 300_000,
    ],
    ids=lambda page: page[:12],
)
def test_a_hostile_page_takes_no_longer_than_a_long_one(page: str) -> None:
    began = time.perf_counter()
    with contextlib.suppress(OnRecordError):
        text(page)
    assert time.perf_counter() - began < 20


MEMBERS = sorted(members_on(DAY))


@given(st.lists(st.sampled_from([*Position][:4]), min_size=len(MEMBERS), max_size=len(MEMBERS)), st.integers(20, 200))
@settings(max_examples=25, deadline=None)
def test_any_roll_set_as_an_annex_reads_back_the_same(sides: list[Position], width: int) -> None:
    roll = dict(zip(MEMBERS, sides, strict=True))
    heads = {Position.YES: "In favour", Position.NO: "Against", Position.ABSTAIN: "Abstain", Position.ABSENT: "Absent"}
    lists = []
    for side, head in heads.items():
        names = ", ".join(official(code) for code in MEMBERS if roll[code] is side) or "None"
        lists.append(wrapped(f"{head}:  {names}.", width))
    counts = [sides.count(side) for side in (Position.YES, Position.NO, Position.ABSTAIN)]
    stated = "adopted by a recorded vote of {} in favour to {} against, with {} abstentions".format(*counts)
    vote = one(f"The draft resolution (document A/76/L.990) was {stated}, as follows:\n\n" + "\n\n".join(lists))
    assert dict(vote.positions) == roll
    assert vote.tally == Tally(counts[0], counts[1], counts[2])


def wrapped(line: str, width: int) -> str:
    out, used = "", 0
    for word in line.split(" "):
        if used and used + len(word) > width:
            out, used = out.rstrip(" ") + "\n", 0
        out, used = out + word + " ", used + len(word) + 1
    return out.rstrip(" ")


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for given_bytes in (data, HEAD.encode() + data, b"<html><body>" + data):
        harvest = None
        with contextlib.suppress(DataError, UsageError):
            harvest = read(given_bytes, "x")
        assert harvest is None or harvest.fragments


WORDS = st.lists(
    st.sampled_from(
        (
            "In favour: |Against: |Abstain: |(|)|,|France|Mali|3|12|in favour|to|against|with|none|abstentions|"
            "A/76/L.1|draft resolution|adopted|by|a recorded vote of|[Subsequently, the delegation of|had intended to|"
            "vote in favour|.|\n\n|ANNEX II|(See Annex II)|as follows:|paragraph 3|retained|without a vote|amendment|"
            "rejected|resolution 76/9|(resolution 76/9)|unanimously"
        ).split("|")
    ),
    max_size=40,
)


@given(WORDS)
@settings(max_examples=100, deadline=None)
def test_any_order_of_a_releases_own_words_is_read_or_refused(words: list[str]) -> None:
    try:
        harvest = text(" ".join(words))
    except DataError:
        return
    for vote in harvest.fragments:
        assert set(vote.positions) <= members_on(DAY)
        assert vote.origin == "press"


@given(st.sampled_from(MEMBERS), st.data())
@settings(max_examples=150, deadline=None)
def test_a_misspelt_name_never_becomes_another_state(code: str, data: st.DataObject) -> None:
    name = official(code)
    at = data.draw(st.integers(0, len(name) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz ,()-"))
    kind = data.draw(st.sampled_from(("cut", "put", "change")))
    bent = name[:at] + (letter if kind != "cut" else "") + name[at + (kind != "put") :]
    genuine = {official(other) for other in MEMBERS} | {state(other).name for other in MEMBERS}
    for read_name in (seat_named, seat_of):
        for part in split_names(bent):
            try:
                found = read_name(part, DAY)
            except UsageError:
                continue
            assert found == code or part.strip() in genuine, (bent, part, found)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("France, Mali and Cuba", ["France", "Mali", "Cuba"]),
        ("Trinidad and Tobago and Tuvalu", ["Trinidad and Tobago", "Tuvalu"]),
        ("Antigua and Barbuda, and Bosnia and Herzegovina", ["Antigua and Barbuda", "Bosnia and Herzegovina"]),
        ("Iran (Islamic Republic of), Korea (Republic of)", ["Iran (Islamic Republic of)", "Korea (Republic of)"]),
        ("None.", []),
        ("", []),
    ],
)
def test_a_list_is_parted_at_its_commas_and_at_no_name_s_own_and(written: str, names: list[str]) -> None:
    assert split_names(written) == names


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Lao People’s Democratic Republic", "LAO"),
        ("Côte d’Ivoire", "CIV"),
        ("the former Yugoslav Republic of Macedonia", "MKD"),
        ("Gambia (The)", "GMB"),
        ("Gambia (Republic of The)", "GMB"),
        ("Congo", "COG"),
        ("Democratic Republic of the Congo", "COD"),
        ("Federated States of Micronesia", "FSM"),
        ("Netherlands (Kingdom of the)", "NLD"),
        ("Viet Nam", "VNM"),
        ("Syria", "SYR"),
        ("Afghan-istan", "AFG"),
    ],
)
def test_names_as_releases_write_them(written: str, code: str) -> None:
    assert seat_named(written, DAY) == code


def test_a_seat_is_named_by_who_held_it_that_day() -> None:
    assert seat_named("Russian Federation", date(1980, 1, 1)) == "SUN"
    assert seat_named("China", date(1970, 1, 1)) == "TWN"
    assert seat_named("Taiwan", DAY) == "TWN"
