"""Every rendering of one result: terminal, page, JSON, CSV, ClaimReview, and every figure. Values in, text out."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.report.changes import changes_text as changes_text
    from onrecord.report.claims import claim_review as claim_review
    from onrecord.report.claims import claim_rows as claim_rows
    from onrecord.report.claims import stories_csv as stories_csv
    from onrecord.report.contract import story_json as story_json
    from onrecord.report.dossier_contract import dossier_csv as dossier_csv
    from onrecord.report.dossier_contract import dossier_json as dossier_json
    from onrecord.report.dossier_page import dossier_html as dossier_html
    from onrecord.report.figures import Figure as Figure
    from onrecord.report.figures import tally_bar as tally_bar
    from onrecord.report.figures import tiles_by_group as tiles_by_group
    from onrecord.report.maps import world_map as world_map
    from onrecord.report.outcome import outcome_sentence as outcome_sentence
    from onrecord.report.pages import figure_html as figure_html
    from onrecord.report.pages import rows_page as rows_page
    from onrecord.report.pages import state_html as state_html
    from onrecord.report.pages import stories_html as stories_html
    from onrecord.report.pages import story_html as story_html
    from onrecord.report.pages import vote_html as vote_html
    from onrecord.report.provenance import citation as citation
    from onrecord.report.provenance import coverage_note as coverage_note
    from onrecord.report.provenance import record_sentence as record_sentence
    from onrecord.report.record_json import COLUMNS as COLUMNS
    from onrecord.report.record_json import audit_row as audit_row
    from onrecord.report.record_json import due_row as due_row
    from onrecord.report.record_json import due_rows as due_rows
    from onrecord.report.record_json import reasons as reasons
    from onrecord.report.record_json import state_profile as state_profile
    from onrecord.report.record_json import tally_counts as tally_counts
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
    from onrecord.report.terminal_charts import positions_text as positions_text
    from onrecord.report.terminal_charts import vetoes_text as vetoes_text
    from onrecord.report.terminal_record import dossier_text as dossier_text
    from onrecord.report.terminal_record import vote_text as vote_text
    from onrecord.report.timelines import timeline as timeline
    from onrecord.report.veto_figure import vetoes_over_time as vetoes_over_time
    from onrecord.report.years import positions_over_years as positions_over_years

_HOME = {
    "changes": ("changes_text",),
    "claims": (
        "claim_review",
        "claim_rows",
        "stories_csv",
    ),
    "contract": ("story_json",),
    "dossier_contract": (
        "dossier_csv",
        "dossier_json",
    ),
    "dossier_page": ("dossier_html",),
    "figures": (
        "Figure",
        "tally_bar",
        "tiles_by_group",
    ),
    "maps": ("world_map",),
    "outcome": ("outcome_sentence",),
    "pages": (
        "figure_html",
        "rows_page",
        "state_html",
        "stories_html",
        "story_html",
        "vote_html",
    ),
    "provenance": (
        "citation",
        "coverage_note",
        "record_sentence",
    ),
    "record_json": (
        "COLUMNS",
        "audit_row",
        "due_row",
        "due_rows",
        "reasons",
        "state_profile",
        "tally_counts",
        "tally_json",
        "veto_row",
        "veto_rows",
        "vote_json",
        "vote_row",
        "vote_rows",
    ),
    "rows": (
        "rows_csv",
        "rows_html",
        "rows_json",
        "rows_jsonl",
        "rows_text",
    ),
    "terminal": ("story_text",),
    "terminal_charts": (
        "positions_text",
        "vetoes_text",
    ),
    "terminal_record": (
        "dossier_text",
        "vote_text",
    ),
    "timelines": ("timeline",),
    "veto_figure": ("vetoes_over_time",),
    "years": ("positions_over_years",),
}
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}


def __getattr__(name: str) -> object:
    """Bring a rendering in when it is first asked for, so that `onrecord --help` pays for none of them."""
    if name in _MODULE_OF:
        return getattr(import_module(f"onrecord.report.{_MODULE_OF[name]}"), name)
    raise AttributeError(f"module 'onrecord.report' has no attribute {name!r}")
