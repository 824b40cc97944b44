"""Every rendering of one result: terminal, page, JSON, CSV, ClaimReview, and every figure. Values in, text out."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.report.contract import story_json as story_json
    from onrecord.report.provenance import citation as citation
    from onrecord.report.provenance import record_sentence as record_sentence
    from onrecord.report.record_json import COLUMNS as COLUMNS
    from onrecord.report.record_json import audit_row as audit_row
    from onrecord.report.record_json import due_row as due_row
    from onrecord.report.record_json import due_rows as due_rows
    from onrecord.report.record_json import tally_json as tally_json
    from onrecord.report.record_json import veto_row as veto_row
    from onrecord.report.record_json import veto_rows as veto_rows
    from onrecord.report.record_json import vote_json as vote_json
    from onrecord.report.record_json import vote_row as vote_row
    from onrecord.report.record_json import vote_rows as vote_rows
    from onrecord.report.rows import rows_csv as rows_csv
    from onrecord.report.rows import rows_html as rows_html
    from onrecord.report.rows import rows_json as rows_json
    from onrecord.report.rows import rows_jsonl as rows_jsonl
    from onrecord.report.rows import rows_text as rows_text
    from onrecord.report.terminal import story_text as story_text

_HOME = {
    "provenance": ("citation", "record_sentence"),
    "record_json": (
        "COLUMNS",
        "audit_row",
        "due_row",
        "due_rows",
        "tally_json",
        "veto_row",
        "veto_rows",
        "vote_json",
        "vote_row",
        "vote_rows",
    ),
    "rows": ("rows_csv", "rows_html", "rows_json", "rows_jsonl", "rows_text"),
    "contract": ("story_json",),
    "terminal": ("story_text",),
}
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}


def __getattr__(name: str) -> object:
    """Bring a rendering in when it is first asked for, so that `onrecord --help` pays for none of them."""
    if name in _MODULE_OF:
        return getattr(import_module(f"onrecord.report.{_MODULE_OF[name]}"), name)
    raise AttributeError(f"module 'onrecord.report' has no attribute {name!r}")
