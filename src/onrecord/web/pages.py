"""One constructor for each page; what it gives is written as HTML or as JSON, so that the two cannot differ."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from onrecord import report
from onrecord.terms import Body, Position, RollCall, UsageError

if TYPE_CHECKING:
    import jinja2
    from markupsafe import Markup

    from onrecord.record import Record

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
    parts = record.parts(rollcall)
    return Page(report.vote_json(rollcall, record, parts), lambda: _framed(report.vote_html(rollcall, record, parts)))


def vetoes_page(record: "Record") -> Page:
    """Every veto, oldest first."""
    vetoes = record.vetoes()
    rows, columns = report.veto_rows(vetoes), report.COLUMNS["vetoes"][1:]
    citation = report.citation(record.stamp)

    def html() -> str:
        return _fill(
            "rows.html",
            title="Vetoes in the Security Council",
            figure=_drawn(report.vetoes_over_time(vetoes)),
            found=rows,
            columns=columns,
            citation=citation,
        )

    return Page({"vetoes": rows, "record": citation}, html)


def state_page(record: "Record", name: str) -> Page:
    """A state, how often it took each side in each body, and its votes, latest first; UsageError suggests names.

    Votes of the seat it continued count, as the Soviet Union's for Russia.
    """
    from onrecord.states import find_state, seat_asked

    found = find_state(name)
    cast = [(r, seat) for r in record.rollcalls if (seat := seat_asked(found.code, r.date)) in r.positions]
    votes = [report.vote_row(r, seat) for r, seat in reversed(cast)]
    counts = _counts(cast)
    citation = report.citation(record.stamp)
    profile = report.state_profile(found)

    def html() -> str:
        return _fill(
            "state.html",
            title=found.name,
            profile=profile,
            figure=_drawn(report.positions_over_years(found.code, record.rollcalls)),
            counts=counts,
            count_columns=("body", *(p.value for p in Position)),
            votes=votes,
            vote_columns=("date", "body", "symbol", "title", "outcome", "yes", "no", "abstain", "absent", "position"),
            citation=citation,
        )

    return Page({"state": profile, "counts": counts, "votes": votes, "record": citation}, html)


def address_of(record: "Record", words: str) -> str:
    """The address of the vote or state that `words` name; UsageError where they name neither."""
    from onrecord.states import find_state

    held = record.find(words)
    if len(held) == 1:
        return f"/vote/{quote(held[0].id)}"
    if held or "/" in words:
        record.rollcall(words)  # says which votes it may be, or which are nearest
    return f"/state/{quote(find_state(words).code)}"


def error_page(message: str, title: str = "That cannot be answered") -> Page:
    """One mistake, told as on the command line."""
    return Page({"error": message}, lambda: _fill("error.html", title=title, message=message))


def _counts(cast: Sequence[tuple[RollCall, str]]) -> list[JSON]:
    rows: list[JSON] = []
    for body in Body:
        sides = Counter(r.positions[seat] for r, seat in cast if r.body is body)
        if sides:
            rows.append({"body": body.value} | {p.value: sides[p] for p in Position})
    return rows


def _drawn(figure: "report.Figure") -> "Markup":
    from markupsafe import Markup

    return Markup(report.figure_html(figure))  # noqa: S704 - made by a template that escapes everything it is given


def _framed(page: str) -> str:
    """A whole rendered page with the way back above it."""
    opening = page.find(">", page.find("<body")) + 1
    return page[:opening] + _fill("way_back.html", title="") + page[opening:] if opening else page


def _fill(template: str, **values: object) -> str:
    return _templates().get_template(template).render(**values)


@cache
def _templates() -> "jinja2.Environment":
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PackageLoader("onrecord.web"), autoescape=True, undefined=jinja2.StrictUndefined
    )
