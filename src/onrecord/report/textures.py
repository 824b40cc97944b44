"""A fill for each position that holds without colour: a texture beside the shade, as SVG patterns, and its key."""

from collections.abc import Mapping
from html import escape

from onrecord.report.palette import POSITION_ORDER, POSITIONS
from onrecord.terms import Position

UNKNOWN = "unknown"
"""The name of the fill for a member of which the record has no position: hatched, since that is not an absence."""

# Each texture is drawn on a square of ten units, in which `{}` is the second ink.
_TEXTURES: Mapping[str, tuple[str, str]] = {
    Position.YES.value: ("", ""),
    Position.NO.value: ("#fff", '<path d="M-2 2 2-2M-2 12 12-2M8 12 12 8" stroke="{}" stroke-width="1.7"/>'),
    Position.ABSTAIN.value: (
        "#5f4a12",
        '<path d="M2.5 2.5h0M7.5 7.5h0" stroke="{}" stroke-width="2.8" stroke-linecap="round"/>',
    ),
    Position.ABSENT.value: ("#7d7d77", '<path d="M0 2.5H10M0 7.5H10" stroke="{}" stroke-width="1.2"/>'),
    Position.NOT_ENTITLED.value: ("#3c3c38", '<path d="M0 0 10 10M10 0 0 10" stroke="{}" stroke-width="1.2"/>'),
    UNKNOWN: ("currentColor", '<path d="M-2 8 2 12M-2-2 12 12M8-2 12 2" stroke="{}" stroke-width="1"/>'),
}


def textures(key: str, size: float = 6) -> str:
    """The `<defs>` of every texture, repeated each `size` units; `key` begins their names, unique on a page."""
    return f"<defs>{''.join(_pattern(key, name, size) for name in _TEXTURES)}</defs>"


def fill(key: str, name: str) -> str:
    """The paint of a position, or of what is unknown, among the textures drawn under `key`."""
    return f"url(#{key}-{name})"


def swatch(key: str, name: str) -> str:
    """A small sample of a texture for a legend on the same page; the words beside it tell what it is."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="22" height="14" viewBox="0 0 22 14" aria-hidden="true">'
        f'<rect x=".5" y=".5" width="21" height="13" fill="{fill(key, name)}" stroke="currentColor" '
        'stroke-opacity=".35"/></svg>'
    )


def legend(key: str, counts: Mapping[Position, int]) -> tuple[tuple[str, str], ...]:
    """A sample and words for each position with its number; those nobody took are left out."""
    return tuple(
        (swatch(key, p.value), f"{POSITIONS[p].letter} {POSITIONS[p].label}: {counts[p]:,}")
        for p in POSITION_ORDER
        if counts.get(p)
    )


def _pattern(key: str, name: str, size: float) -> str:
    ink, drawing = _TEXTURES[name]
    ground = "none" if name == UNKNOWN else POSITIONS[Position(name)].fill
    return (
        f'<pattern id="{escape(key)}-{name}" width="{size:g}" height="{size:g}" viewBox="0 0 10 10" '
        f'patternUnits="userSpaceOnUse"><rect width="10" height="10" fill="{ground}"/>{drawing.format(ink)}</pattern>'
    )
