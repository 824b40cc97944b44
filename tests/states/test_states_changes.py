"""What came before and after which state, and that the seats agree with it on the days around."""

from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from onrecord.states import Change, all_changes, changes_of, is_member, members_on, predecessors, seat_code, successors
from onrecord.states.changes import KINDS
from onrecord.terms import UsageError


def _after(code: str) -> set[tuple[str, str, str]]:
    return {(change.after, change.kind, change.since.isoformat()) for change in successors(code)}


def _before(code: str) -> set[tuple[str, str]]:
    return {(change.before, change.kind) for change in predecessors(code)}


def test_what_came_after_the_states_that_ended() -> None:
    assert ("RUS", "continued", "1991-12-24") in _after("SUN")
    assert {code for code, _, _ in _after("SUN")} == set("RUS EST LVA LTU ARM AZE GEO KAZ KGZ MDA TJK TKM UZB".split())
    assert _after("CSK") == {("CZE", "admitted anew", "1993-01-19"), ("SVK", "admitted anew", "1993-01-19")}
    assert _after("DDR") == {("DEU", "merged", "1990-10-03")}
    assert _after("YMD") == {("YEM", "merged", "1990-05-22")}
    assert _after("EAZ") == {("TZA", "merged", "1964-04-26")}
    assert _after("TWN") == {("CHN", "changed hands", "1971-10-26")}
    assert {code for code, _, _ in _after("YUG")} == {"SCG", "BIH", "HRV", "MKD", "SVN"}
    assert ("SCG", "continued", "2003-02-04") in _after("YUG")
    assert _after("SCG") == {("SRB", "continued", "2006-06-03"), ("MNE", "split", "2006-06-28")}
    assert _after("SYR") == {("EGY", "merged", "1958-02-22")}
    assert _after("EGY") == {("SYR", "split", "1961-10-13")}


def test_what_came_before() -> None:
    assert _before("SGP") == {("MYS", "split")}
    assert _before("SSD") == {("SDN", "split")}
    assert _before("CHN") == {("TWN", "changed hands")}
    assert _before("RUS") == {("SUN", "continued")}
    assert _before("FRA") == set()


def test_a_state_that_stayed_away_is_no_successor_of_itself() -> None:
    assert successors("IDN") == ()
    assert [(c.kind, c.since) for c in changes_of("IDN")] == [
        ("interrupted", date(1965, 1, 20)),
        ("resumed", date(1966, 9, 28)),
    ]
    assert [c.kind for c in changes_of("yug") if c.before == c.after] == ["interrupted", "admitted anew"]
    with pytest.raises(UsageError):
        successors("Yugoslavia")


@pytest.mark.parametrize("change", all_changes(), ids=lambda c: f"{c.before}-{c.after}-{c.since}")
def test_the_seats_agree_with_every_change(change: Change) -> None:
    assert change.kind in KINDS
    assert change.source
    eve = change.since - timedelta(days=1)
    if change.kind in ("continued", "merged", "changed hands"):
        assert is_member(change.before, eve)
        assert not is_member(change.before, change.since)
        assert is_member(change.after, change.since)
    if change.kind in ("continued", "changed hands"):
        assert not is_member(change.after, eve)
    if change.kind in ("split", "admitted anew") and change.before != change.after:
        assert not is_member(change.after, eve)
        assert is_member(change.after, change.since)
    if change.kind == "split":
        assert is_member(change.before, change.since) or change.before == "SCG"
    assert (seat_code(change.before, change.since) == change.after) == (
        change.kind == "continued" or change.before == change.after
    ) or change.before == "YUG"


@pytest.mark.parametrize(
    ("document", "on", "members", "others"),
    [
        ("A/RES/1226 (XII)", date(1957, 12, 14), "EGY SYR YEM", "DEU DDR"),
        ("A/RES/1239 (XIII)", date(1958, 9, 23), "EGY YEM", "SYR"),
        ("A/RES/1627 (XVI)", date(1961, 10, 23), "EGY SYR", "TZA EAZ"),
        ("A/RES/1983 (XVIII)", date(1963, 12, 17), "TZA EAZ KEN MYS IDN", "SGP"),
        ("A/RES/2105 (XX)", date(1965, 12, 20), "TZA MYS SGP", "EAZ IDN"),
        ("A/RES/2145 (XXI)", date(1966, 10, 27), "IDN", "YMD"),
        ("A/RES/2758 (XXVI)", date(1971, 10, 25), "TWN", "CHN"),
        ("A/RES/2770 (XXVI)", date(1971, 11, 22), "CHN YEM YMD", "TWN DEU DDR"),
        ("A/RES/3050 (XXVIII)", date(1973, 9, 18), "DEU DDR", "VNM"),
        ("A/RES/3411 (XXX) G", date(1975, 12, 10), "ZAF", "WSM"),
        ("A/RES/46/242", date(1992, 8, 25), "BIH HRV SVN YUG RUS", "SUN MKD DDR YMD"),
        ("A/RES/47/1", date(1992, 9, 22), "YUG CSK", "SRB CZE SVK"),
        ("A/RES/49/10", date(1994, 11, 3), "YUG MKD CZE SVK ZAF", "CSK SRB"),
        ("A/RES/57/325", date(2003, 6, 18), "SCG", "YUG SRB MNE"),
        ("A/RES/60/278", date(2006, 6, 30), "SRB MNE", "SCG"),
        ("A/RES/66/1 A", date(2011, 9, 16), "SDN SSD", "PSE"),
    ],
)
def test_membership_on_days_around_the_changes(document: str, on: date, members: str, others: str) -> None:
    assert set(members.split()) <= members_on(on), document
    assert not set(others.split()) & members_on(on), document


def test_membership_equals_the_states_the_library_lists_at_every_roll_call(shared: Path) -> None:
    data = shared / "data"
    cells = duckdb.connect().sql(
        f"""select r.date, list(distinct v.iso3), list(distinct v.iso3) filter (v.vote <> 'absent')
        from '{data}/ga_votes.parquet' v join '{data}/ga_rollcalls.parquet' r using (rollcall_id)
        where r.source = 'undl' group by r.rollcall_id, r.date"""
    )
    assert cells is not None
    rolls = cells.fetchall()
    assert len(rolls) > 5_000
    early = {"JPN": 1956, "MNG": 1961, "ARE": 1971, "WSM": 1976, "DMA": 1978}  # listed absent days before admission
    for on, listed, voting in rolls:
        members = members_on(on)
        assert set(voting or ()) <= members, on
        assert all(early.get(code) == on.year for code in set(listed) - members), (on, set(listed) - members)
        assert not any(is_member(code, on - timedelta(days=1)) for code in members - set(listed)), on
