"""One constructor for each page; what it gives is written as HTML or as JSON, so that the two cannot differ."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from onrecord import report
from onrecord.terms import Body, Position, UsageError

if TYPE_CHECKING:
    import jinja2

    from onrecord.record import Record
    from onrecord.states import State

JSON = dict[str, object]


@dataclass(frozen=True, slots=True)
class Page:
    """One answer in two forms: `data` for programs, `html` for people, made only when asked for."""

    data: JSON
    html: Callable[[], str]


def front_page(record: "Record") -> Page:
    """The form for a story, and which record it will be held against."""
    citation = report.citation(record.stamp)
    return Page({"record": citation}, lambda: _fill("front.html", title="On Record", citation=citation))


def check_page(record: "Record", text: str, published: date | None, language: str | None = None) -> Page:
    """Every claim of a pasted story with its verdict; UsageError where there is no story to read."""
    from onrecord.checking import check
    from onrecord.reading import document_from_text, read

    if not text.strip():
        raise UsageError("expected the text of a story, found nothing; paste it into the box")
    document = document_from_text(text, source="pasted text", published=published, language=language)
    checked = check(read(document), record)
    return Page(report.story_json(checked), lambda: _framed(report.stories_html([checked])))


def vote_page(record: "Record", symbol: str, body: Body | None = None) -> Page:
    """One roll call; UsageError names the nearest where the symbol is not held."""
    rollcall = record.rollcall(symbol, body)
    return Page(report.vote_json(rollcall, record), lambda: _framed(report.vote_html(rollcall, record)))


def vetoes_page(record: "Record") -> Page:
    """Every veto, oldest first."""
    rows = report.veto_rows(record.vetoes())
    return _rows_page(record, "vetoes", rows, report.COLUMNS["vetoes"], "Vetoes in the Security Council")


def state_page(record: "Record", name: str) -> Page:
    """A state, how often it took each side in each body, and its votes, latest first; UsageError suggests names."""
    from onrecord.states import find_state

    found = find_state(name)
    cast = [r for r in record.rollcalls if found.code in r.positions]
    votes = report.vote_rows(reversed(cast), found.code)
    counts = [
        {"body": body.value}
        | {p.value: sum(r.positions[found.code] is p for r in cast if r.body is body) for p in Position}
        for body in Body
        if any(r.body is body for r in cast)
    ]
    citation = report.citation(record.stamp)
    profile = _profile(found)
    columns = (*report.COLUMNS["votes"], "position")

    def html() -> str:
        return _fill(
            "state.html",
            title=found.name,
            profile=profile,
            counts=report.rows_html(counts, ("body", *(p.value for p in Position)), citation),
            votes=report.rows_html(votes, columns, citation),
        )

    return Page({"state": profile, "counts": counts, "votes": votes, "record": citation}, html)


def error_page(message: str) -> Page:
    """One mistake, told as on the command line."""
    return Page({"error": message}, lambda: _fill("error.html", title="Not found", message=message))


def _profile(found: "State") -> JSON:
    return {
        "code": found.code,
        "name": found.name,
        "official_name": found.official_name,
        "status": found.status,
        "admitted": found.admitted.isoformat() if found.admitted else None,
        "left": found.left.isoformat() if found.left else None,
        "group": found.group or None,
        "capital": found.capital or None,
        "note": found.note or None,
    }


def _rows_page(record: "Record", key: str, rows: Sequence[JSON], columns: Sequence[str], title: str) -> Page:
    citation = report.citation(record.stamp)
    table = report.rows_html
    return Page(
        {key: list(rows), "record": citation},
        lambda: _fill("rows.html", title=title, table=table(rows, columns, citation)),
    )


def _framed(page: str) -> str:
    """A whole rendered page with the way back above it."""
    opening = page.find(">", page.find("<body")) + 1
    return page[:opening] + _fill("way_back.html", title="") + page[opening:] if opening else page


def _fill(template: str, **values: object) -> str:
    return _templates().get_template(template).render(**values)


@cache
def _templates() -> "jinja2.Environment":
    import jinja2

    # Every value is escaped; only tables our own renderer has already escaped are marked safe, in the templates.
    return jinja2.Environment(
        loader=jinja2.PackageLoader("onrecord.web"), autoescape=True, undefined=jinja2.StrictUndefined
    )
