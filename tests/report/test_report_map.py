import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from sample_story import SampleRecord, assembly_vote, council_veto

import onrecord
from onrecord.report import vote_html, world_map
from onrecord.report.maps import unheld
from onrecord.report.palette import POSITIONS
from onrecord.report.textures import textures
from onrecord.report.world import drawn, holder, holdings, world
from onrecord.states import all_states, members_on
from onrecord.terms import Body, Position, RollCall

RECORD = onrecord.open()


def marks(rollcall: RollCall) -> list[tuple[str, str]]:
    """The code and the fill of everything drawn for a member."""
    [panel] = world_map(rollcall).panels
    return re.findall(r'<g data-state="([A-Z]{3})" fill="url\(#map-(\w+)\)"', panel.svg)


def land_of(code: str, on: date) -> set[str]:
    [found] = drawn([code], on)
    return set(found.shapes)


def whole_assembly(on: date) -> RollCall:
    """A roll in which every member of the day took part."""
    return replace(assembly_vote(), date=on, positions=dict.fromkeys(members_on(on), Position.YES))


@pytest.mark.parametrize("year", [1946, 1950, 1960, 1964, 1971, 1980, 1990, 1992, 2000, 2005, 2012, 2025])
def test_every_member_of_the_assembly_is_on_the_map_exactly_once(year: int) -> None:
    rollcall = whole_assembly(date(year, 3, 1))
    assert sorted(code for code, _ in marks(rollcall)) == sorted(rollcall.positions)
    assert all(r["drawn"] != "not drawn" for r in world_map(rollcall).rows)


def test_every_member_has_something_to_see_within_the_map() -> None:
    known = world()
    for found in drawn(members_on(date(2025, 1, 1)), date(2025, 1, 1)):
        assert found.circle or set(found.shapes) - known.small, found.code
    assert all(0 <= x <= known.width and 0 <= y <= known.height for x, y in known.points.values())


def test_no_circle_lies_over_another() -> None:
    points = sorted(world().points.values())
    near = [
        (a, b) for i, a in enumerate(points) for b in points[i + 1 :] if (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 < 225
    ]
    assert near == []


def test_no_land_is_coloured_with_two_votes() -> None:
    for year in range(1946, 2026):
        on = date(year, 7, 1)
        shapes = Counter(s for found in drawn(members_on(on), on) for s in found.shapes)
        assert max(shapes.values()) == 1


def test_the_figures_rows_are_what_is_drawn() -> None:
    figure = world_map(assembly_vote())
    told = {str(r["state"]): r["position"] for r in figure.rows}
    assert {c: p for c, p in marks(assembly_vote()) if p != "unknown"} == {
        c: p for c, p in told.items() if p != "not in the record"
    }
    assert all((figure.question, figure.how_to_read, figure.limits, figure.source))
    assert "Natural Earth" in figure.source


def test_the_legend_counts_what_is_drawn() -> None:
    rollcall = RECORD.rollcall("ES-11/1")
    words = [words for _, words in world_map(rollcall).legend]
    assert words == ["Y in favour: 141", "N against: 5", "A abstained: 35", "· did not vote: 12", "no vote here"]
    assert Counter(fill for _, fill in marks(rollcall)) == {"yes": 141, "no": 5, "abstain": 35, "absent": 12}


def test_a_position_the_record_does_not_hold_is_not_an_absence() -> None:
    roll = RECORD.rollcall("ES-11/1")
    partial = replace(roll, positions={c: p for c, p in roll.positions.items() if c not in ("FRA", "TUV")})
    assert unheld(partial) == ("FRA", "TUV")
    fills = dict(marks(partial))
    assert (fills["FRA"], fills["TUV"], fills["MAR"]) == ("unknown", "unknown", "absent")
    [note] = [n for n in world_map(partial).notes if "hatched" in n]
    assert "2 members" in note
    assert "does not say that they were absent" in note
    assert {r["state"] for r in world_map(partial).rows if r["position"] == "not in the record"} == {"FRA", "TUV"}


def test_a_state_that_was_no_member_has_no_vote_to_show() -> None:
    assert "CHE" not in unheld(replace(assembly_vote(), date=date(1990, 3, 1)))
    assert "KOR" not in dict(marks(whole_assembly(date(1980, 3, 1))))
    assert holder("CHE", members_on(date(1990, 3, 1)), date(1990, 3, 1)) is None


def test_the_soviet_seat_of_1980_colours_russia_and_not_ukraine_or_belarus() -> None:
    on = date(1980, 1, 14)
    members = members_on(on)
    assert holder("RUS", members, on) == holder("KAZ", members, on) == holder("EST", members, on) == "SUN"
    assert (holder("UKR", members, on), holder("BLR", members, on)) == ("UKR", "BLR")


def test_the_baltic_states_of_late_1991_have_votes_of_their_own() -> None:
    on = date(1991, 11, 1)
    assert holder("LVA", members_on(on), on) == "LVA"
    assert holder("RUS", members_on(on), on) == "SUN"


def test_one_land_with_two_members_is_coloured_by_neither() -> None:
    on = date(1985, 6, 1)
    for codes in (("DEU", "DDR"), ("YEM", "YMD")):
        found = [d for d in drawn(members_on(on), on) if d.code in codes]
        assert [(d.shapes, d.circle is not None) for d in found] == [((), True), ((), True)]
        assert holder(codes[0], members_on(on), on) is None
    assert any("Two Germanys" in n for n in world_map(whole_assembly(on)).notes)
    assert land_of("DEU", date(1995, 1, 1)) == {"DEU"}


def test_chinas_seat_before_1971_colours_neither_china_nor_taiwan() -> None:
    before, after = date(1971, 10, 25), date(1971, 10, 26)
    [held] = drawn(["TWN"], before)
    assert (held.shapes, held.circle is not None) == ((), True)
    assert holder("CHN", members_on(before), before) is None
    assert holder("CHN", members_on(after), after) == "CHN"
    assert holder("TWN", members_on(after), after) is None


@pytest.mark.parametrize("land", ["UA-43", "ESH", "XKX", "TWN", "PSE", "CYN", "SOL", "GRL", "FLK"])
def test_land_in_dispute_and_territories_have_no_vote_today(land: str) -> None:
    on = date(2025, 1, 1)
    assert land in world().shapes
    assert holder(land, members_on(on), on) is None


@pytest.mark.parametrize(
    ("code", "on", "shapes"),
    [
        ("CSK", date(1970, 1, 1), {"CZE", "SVK"}),
        ("YUG", date(1970, 1, 1), {"BIH", "HRV", "MKD", "MNE", "SRB", "SVN", "XKX"}),
        ("YUG", date(2001, 1, 1), {"MNE", "SRB", "XKX"}),
        ("PAK", date(1970, 1, 1), {"PAK", "BGD"}),
        ("EGY", date(1960, 1, 1), {"EGY", "SYR"}),
        ("SDN", date(2000, 1, 1), {"SDN", "SSD"}),
        ("SDN", date(2012, 1, 1), {"SDN"}),
        ("UKR", date(2000, 1, 1), {"UKR", "UA-43"}),
        ("UKR", date(2022, 3, 2), {"UKR"}),
        ("RUS", date(2022, 3, 2), {"RUS"}),
    ],
)
def test_an_ended_state_colours_the_states_that_came_of_it(code: str, on: date, shapes: set[str]) -> None:
    assert land_of(code, on) == shapes


def test_every_row_of_the_holdings_names_land_and_a_seat_that_exist() -> None:
    codes = {s.code for s in all_states()}
    for row in holdings():
        assert row.shape in world().shapes
        assert row.seat in codes
        assert row.how in ("fill", "leave")


def test_every_vote_of_the_record_can_be_drawn() -> None:
    for rollcall in RECORD.rollcalls[::25]:
        if rollcall.positions:
            found = drawn({*rollcall.positions, *unheld(rollcall)}, rollcall.date)
            assert [d.code for d in found if d.unplaced] == []


def test_positions_differ_in_texture_and_not_only_in_colour() -> None:
    drawings = re.findall(r'<pattern id="k-(\w+)".*?<rect[^>]*/>(.*?)</pattern>', textures("k"))
    assert {name for name, _ in drawings} == {*(p.value for p in POSITIONS), "unknown"}
    without_ink = {re.sub(r'(stroke|fill)="[^"]*"', "", drawing) for _, drawing in drawings}
    assert len(without_ink) == len(drawings)


def test_a_roll_without_members_has_no_map() -> None:
    assert world_map(replace(assembly_vote(), positions={})).panels == ()


def test_the_page_of_a_vote_has_the_map_under_the_tiles() -> None:
    page = vote_html(council_veto(), SampleRecord())
    assert page.index('id="figure-tiles"') < page.index('id="figure-map"')


def test_nothing_a_vote_is_called_can_leave_the_map() -> None:
    hostile = replace(council_veto(), symbol='</title><script>alert("x")</script>', body=Body.UNSC)
    [panel] = world_map(hostile).panels
    assert "<script" not in panel.svg
    assert "<script" not in vote_html(hostile, SampleRecord())


def test_a_vote_in_the_terminal_loads_neither_the_map_nor_the_chart_library() -> None:
    code = (
        "import sys\nfrom onrecord.cli.main import main\nmain(['vote', 'ES-11/1', '--format', 'text'])\n"
        "print(sorted(sys.modules.keys() & {'altair', 'vl_convert', 'onrecord.report.maps', 'onrecord.report.world'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
