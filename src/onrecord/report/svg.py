"""Altair charts as inline SVG: no network, text kept as text, colours that follow the page, a title and description."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import altair as alt

INK = "#0b0c0d"
"""Drawn where the page's own text colour is meant; replaced by `currentColor`, so that dark pages stay legible."""

FONT = "system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
_OPENING = re.compile(r"<svg[^>]*>")
_VIEW = re.compile(r'viewBox="([^"]*)"')
_ARIA = re.compile(r' (?:aria-[a-z]+|role)="[^"]*"')
_EMPTY = re.compile(r'<path class="(?:background|foreground)"[^>]*/>|<g></g>')
_DECIMALS = re.compile(r"(\d+\.\d)\d+")
_FONT = re.compile(r' font-family="[^"]*"')


def inline(values: Sequence[Mapping[str, object]]) -> "alt.Data":
    """Rows as the data of a chart, held inside it."""
    import altair as alt

    return alt.Data(values=[dict(v) for v in values])  # type: ignore[no-untyped-call]


def as_svg(chart: "alt.LayerChart | alt.FacetChart | alt.Chart", title: str, description: str) -> str:
    """The chart as one `<svg>` element with `title` and `description` for readers who cannot see it.

    Sized by its view box and never wider than drawn, so that a narrow page shrinks it.
    """
    import vl_convert

    styled = chart.configure(background="transparent", font=FONT, padding=1).configure_view(stroke=None)
    styled = styled.configure_axis(labelColor=INK, tickColor=INK, domainColor=INK, gridColor=INK, gridOpacity=0.12)
    styled = styled.configure_header(labelColor=INK)
    drawn: str = vl_convert.vegalite_to_svg(styled.to_dict(validate=False))
    return _framed(drawn, title, description)


def _framed(drawn: str, title: str, description: str) -> str:
    opening = _OPENING.search(drawn)
    view = _VIEW.search(opening.group()) if opening else None
    if opening is None or view is None:
        raise ValueError("the chart renderer gave no SVG with a view box")
    body = _EMPTY.sub("", _ARIA.sub("", drawn[opening.end() :]))
    body = _DECIMALS.sub(r"\1", _FONT.sub("", body)).replace(INK, "currentColor").replace('"transparent"', '"none"')
    width = view.group(1).split()[2]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="{view.group(1)}" width="{width}" '
        f'font-family="{escape(FONT)}"><title>{escape(title)}</title><desc>{escape(description)}</desc>{body}'
    )
