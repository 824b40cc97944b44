"""The one place where text becomes HTML: templates that escape everything, and the few filters they use."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from onrecord import __version__
from onrecord.report.annotate import shown
from onrecord.report.dossier_words import day_note, day_words, words_of
from onrecord.report.figures import Figure
from onrecord.report.outcome import cited, explained, grounds_of
from onrecord.report.palette import POSITIONS, VERDICTS
from onrecord.report.provenance import long_date
from onrecord.report.rows import rows_csv
from onrecord.report.text import in_text

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def render(template: str, cited: str, values: Mapping[str, object]) -> str:
    """One self-contained page: no request leaves it, and nothing in `values` can be more than text.

    `cited` is the citation of the record used. A template that names a missing value fails rather than leaving a gap.
    """
    page = _environment().get_template(template)
    return page.render(citation=cited, version=__version__, **values)


def safe_url(url: str | None) -> str | None:
    """`url` where a page may link to it: http or https with a host; None for every other scheme."""
    if url is None or any(c.isspace() or not c.isprintable() for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("onrecord.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "shown": _shown,
        "day": _day,
        "state": _state,
        "anchor": _anchor,
        "drawing": _drawing,
        "csv_link": _csv_link,
        "grounds": grounds_of,
        "explained": explained,
        "cited": cited,
        "day_words": day_words,
        "day_note": day_note,
        "words_of": words_of,
        "in_text": in_text,
    }
    made.globals |= {"positions": POSITIONS, "verdicts": VERDICTS}
    return made


def _shown(value: object) -> str:
    return shown(str(value))


def _day(value: date | None, unknown: str = "no day") -> str:
    return long_date(value, unknown)


def _state(code: str | None) -> str:
    from onrecord.states import state_name

    return state_name(code) if code else "An actor not named"


def _anchor(key: str) -> str:
    """The page's anchor of an entry's key: claims ("1.c2") stand under "claim-1-c2"."""
    story, dot, claim = key.partition(".")
    return f"claim-{story}-{claim}" if dot else key


def _drawing(svg: str) -> "Markup":
    """Lets a figure's SVG through unescaped: it comes from our own renderer, which escapes what it is given."""
    from markupsafe import Markup

    return Markup(svg)  # noqa: S704


def _csv_link(figure: Figure) -> str:
    return "data:text/csv;charset=utf-8," + quote(rows_csv(figure.rows, figure.columns, figure.source))
