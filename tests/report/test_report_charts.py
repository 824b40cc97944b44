import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from sample_story import assembly_vote, council_veto, later_veto

import onrecord
from onrecord.report import (
    figure_html,
    positions_over_years,
    positions_text,
    rows_page,
    state_html,
    vetoes_over_time,
    vetoes_text,
)
from onrecord.report.terminal_charts import cells_of
from onrecord.terms import Body, Position, RollCall

RECORD = onrecord.open()
_SGR = re.compile(r"\x1b\[[\d;]*m")


def soviet_vote() -> RollCall:
    return replace(assembly_vote(), date=date(1980, 1, 14), positions={"SUN": Position.NO, "CHN": Position.YES})


def test_a_states_bars_add_up_to_its_votes() -> None:
    figure = positions_over_years("FRA", RECORD.rollcalls)
    for position in Position:
        cast = sum(r.positions.get("FRA") is position for r in RECORD.rollcalls)
        assert sum(int(str(row[position.value])) for row in figure.rows) == cast


def test_the_bars_drawn_are_as_tall_as_the_rows() -> None:
    figure = positions_over_years("FRA", RECORD.rollcalls)
    [panel] = [p for p in figure.panels if p.heading.startswith("General Assembly")]
    rows = [r for r in figure.rows if r["body"] == "UNGA"]
    told = re.findall(r"<g><title>(\d{4}): ([^<]*)</title>(.*?)</g>", panel.svg)
    assert [int(year) for year, _, _ in told] == [r["year"] for r in rows]
    tallest = max(sum(int(str(r[p.value])) for p in Position) for r in rows)
    for row, (_, _, bars) in zip(rows, told, strict=True):
        tall = dict(re.findall(r'height="([\d.]+)" fill="url\(#years-UNGA-(\w+)\)"', bars))
        drawn = {side: float(height) for height, side in tall.items()}
        for side, height in drawn.items():
            assert height == pytest.approx(128 * int(str(row[side])) / tallest, abs=0.06)


def test_a_seat_that_was_continued_keeps_its_votes_and_says_so() -> None:
    figure = positions_over_years("RUS", [soviet_vote(), assembly_vote()])
    assert [(r["year"], r["no"]) for r in figure.rows] == [(1980, 1), (2022, 1)]
    assert figure.notes == ("Votes of the Soviet Union count, whose seat it continued.",)
    assert positions_over_years("UKR", [soviet_vote()]).panels == ()


def test_a_body_has_a_panel_of_its_own() -> None:
    figure = positions_over_years("CHN", [council_veto(), assembly_vote()])
    assert [p.heading for p in figure.panels] == [
        "General Assembly: 1 vote held, 2022",
        "Security Council: 1 vote held, 2022",
    ]
    assert all((figure.question, figure.how_to_read, figure.limits, figure.source))


def test_one_square_is_one_veto() -> None:
    figure = vetoes_over_time(RECORD.vetoes())
    [panel] = figure.panels
    drawn = re.findall(r'<path d="([^"]*)" fill="#c4491d"><title>([^<]*)</title>', panel.svg)
    assert sum(d.count("M") for d, _ in drawn) == sum(int(str(r["vetoes"])) for r in figure.rows)
    assert {t.rpartition(": ")[2] for _, t in drawn} == {str(r["vetoes"]) for r in figure.rows}
    assert sum(int(str(r["vetoes"])) for r in figure.rows) == sum(len(v.vetoed_by) for v in RECORD.vetoes())


def test_vetoes_of_one_year_are_drawn_too() -> None:
    [panel] = vetoes_over_time([council_veto(), later_veto()]).panels
    assert panel.svg.count("<title>Russia, 2022: 2</title>") == 1


def test_a_state_in_the_terminal_has_a_bar_and_its_numbers_for_each_span() -> None:
    text = positions_text("CHN", RECORD.rollcalls, 80)
    assert "Y in favour   N against   A abstained" in text
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 80
    [line] = [x for x in text.split("Security Council")[1].splitlines() if x.startswith("1971-1979")]
    cast = Counter(
        r.positions["CHN"] for r in RECORD.rollcalls
        if r.body is Body.UNSC and r.date.year < 1980 and "CHN" in r.positions
    )  # fmt: skip
    assert line.split()[-4:] == [str(cast[p]) for p in (Position.YES, Position.NO, Position.ABSTAIN, Position.ABSENT)]


def test_colour_adds_to_the_letters_and_takes_no_more_room() -> None:
    plain = positions_text("CHN", RECORD.rollcalls, 70)
    coloured = _SGR.sub("", positions_text("CHN", RECORD.rollcalls, 70, colour=True))
    assert [len(line) for line in plain.splitlines()] == [len(line) for line in coloured.splitlines()]
    assert coloured.count("N") >= plain.count("N against")


@pytest.mark.parametrize("width", [30, 40, 80, 200])
def test_charts_keep_to_the_width(width: int) -> None:
    texts = (positions_text("RUS", RECORD.rollcalls, width), vetoes_text(RECORD.vetoes(), width))
    assert max(len(line) for text in texts for line in text.splitlines()) <= max(40, min(width, 100))


def test_a_state_without_votes_has_no_chart() -> None:
    assert positions_text("VAT", RECORD.rollcalls) == ""


def test_vetoes_in_the_terminal_are_a_letter_each() -> None:
    text = vetoes_text(RECORD.vetoes(), 90)
    cast = [c for v in RECORD.vetoes() if v.date.year // 10 == 195 for c in v.vetoed_by]
    [line] = [x for x in text.splitlines() if x.startswith("1950s")]
    assert line.split()[1:] == ["S" * cast.count("SUN") + "G" * cast.count("GBR") + "FFT", str(len(cast))]
    assert "One letter is one veto" in text
    assert f"R Russia {sum('RUS' in v.vetoed_by for v in RECORD.vetoes())}" in text


def test_a_few_vetoes_need_no_chart() -> None:
    assert vetoes_text([council_veto(), later_veto()]) == ""


@pytest.mark.parametrize(
    ("numbers", "longest", "room"), [([900, 1, 0, 3], 904, 20), ([5, 3], 8, 20), ([400, 400], 800, 7)]
)
def test_a_bar_fits_and_nothing_that_was_done_vanishes_from_it(numbers: list[int], longest: int, room: int) -> None:
    cells = cells_of(numbers, longest, room)
    assert sum(cells) <= room
    assert [bool(n) for n in numbers] == [bool(c) for c in cells]


def test_the_page_of_a_state_shows_its_years_and_escapes_what_it_is_told() -> None:
    figure = positions_over_years("CHN", [council_veto()])
    page = state_html(
        "<b>China</b>", [("Note", "<script>")], figure, [{"body": "UNSC", "yes": "<i>1</i>"}], RECORD.stamp
    )
    assert 'id="figure-years"' in page
    assert "<script>" not in page
    assert "<b>China" not in page
    assert "<i>1" not in page
    nothing = state_html("Holy See", [], positions_over_years("VAT", RECORD.rollcalls), [], RECORD.stamp)
    assert "not to say that it never voted" in nothing


def test_the_figure_stands_above_the_rows_of_vetoes() -> None:
    page = rows_page([{"date": "2022-02-25"}], ["date"], "cited", "Vetoes", [vetoes_over_time([council_veto()])])
    assert page.index("figure-vetoes") < page.index("2022-02-25</td>")


def test_a_figure_alone_is_a_piece_of_a_page_with_its_numbers() -> None:
    piece = figure_html(positions_over_years("CHN", [council_veto()]))
    assert piece.strip().startswith("<figure")
    assert "Download as CSV" in piece
