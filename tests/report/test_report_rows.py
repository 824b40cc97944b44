import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.report import rows_csv, rows_html, rows_json, rows_jsonl, rows_text
from onrecord.report.rows import safe_cell

ROWS = [
    {"id": "UNGA A/RES/ES-11/1 2022-03-02", "yes": 141, "vetoed_by": [], "title": "Aggression against Ukraine"},
    {"id": "UNSC S/2022/155 2022-02-25", "yes": 11, "vetoed_by": ["RUS"], "title": "=HYPERLINK(1)"},
]
COLUMNS = ("id", "yes", "vetoed_by", "title")


def test_every_csv_row_carries_the_record_it_came_from() -> None:
    rows = list(csv.DictReader(io.StringIO(rows_csv(ROWS, COLUMNS, "On Record, core record"))))
    assert [r["record"] for r in rows] == ["On Record, core record"] * 2
    assert rows[1]["vetoed_by"] == "RUS"


def test_a_spreadsheet_does_not_run_a_title() -> None:
    rows = list(csv.DictReader(io.StringIO(rows_csv(ROWS, COLUMNS, "c"))))
    assert rows[1]["title"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize(
    ("value", "cell"),
    [(-1.25, "-1.25"), ("-1.25", "-1.25"), ("-1+1", "'-1+1"), ("@SUM(A1)", "'@SUM(A1)"), (" =1", "' =1"), (None, "")],
)
def test_numbers_keep_their_sign_and_formulas_lose_their_force(value: object, cell: str) -> None:
    assert safe_cell(value) == cell


@given(st.text())
def test_no_cell_of_text_ever_begins_like_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.startswith(("=", "@", "\t", "\r"))
    assert cell.removeprefix("'") == text.removeprefix("'")


@given(st.lists(st.fixed_dictionaries({"id": st.text(), "yes": st.integers()}), max_size=5))
def test_json_lines_give_back_the_rows(rows: list[dict[str, object]]) -> None:
    lines = rows_jsonl(rows, ("id", "yes"), "c").split("\n")[:-1]
    assert [json.loads(line) for line in lines] == [{**r, "record": "c"} for r in rows]
    assert json.loads(rows_json(rows, ("id", "yes"), "c")) == [{**r, "record": "c"} for r in rows]


def test_the_text_table_fits_the_terminal_and_ends_in_its_citation() -> None:
    wide = [{"id": "x" * 30, "title": "word " * 60}]
    text = rows_text(wide, ("id", "title"), "On Record", width=70)
    assert max(len(line) for line in text.splitlines()) <= 70
    assert text.endswith("\nOn Record\n")


def test_an_empty_answer_says_so() -> None:
    assert rows_text([], COLUMNS, "On Record") == "No rows.\nOn Record\n"


def test_html_rows_are_escaped() -> None:
    page = rows_html([{"id": "<script>alert(1)</script>"}], ("id",), 'a "c" & <d>', caption="<i>")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "<i>" not in page
