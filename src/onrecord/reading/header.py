"""Reads the small YAML header a story file may begin with: plain keys, quoted values, null."""

import re
from dataclasses import dataclass, field

_OPEN = re.compile(r"\ufeff?---[^\S\r\n]*(?:\r\n|\r|\n)")
_CLOSE = re.compile(r"^---[^\S\r\n]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)
_KEY = re.compile(r"([A-Za-z_][\w -]{0,40}):(?:\s+(.*))?$")
_LIMIT = 64_000
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/"}


@dataclass(frozen=True, slots=True)
class Header:
    """The header's values by lower-case key (null values left out) and where the body begins."""

    length: int = 0
    values: dict[str, str] = field(default_factory=dict)


def read_header(text: str) -> Header:
    """The header `text` begins with; one of length 0 when it has none. Lines that are not `key: value` are skipped."""
    opening = _OPEN.match(text)
    if opening is None:
        return Header()
    closing = _CLOSE.search(text, opening.end(), min(len(text), opening.end() + _LIMIT))
    if closing is None:
        return Header()
    lines = re.split(r"\r\n|\r|\n", text[opening.end() : closing.start()])
    values: dict[str, str] = {}
    keyed = 0
    for line in lines:
        found = _KEY.match(line.rstrip())
        if found:
            keyed += 1
            value = _value(found[2] or "")
            if value is not None:
                values[found[1].strip().lower()] = value
    if not keyed and any(line.strip() for line in lines):
        return Header()  # a rule drawn across the page, not a header
    return Header(closing.end(), values)


def _value(raw: str) -> str | None:
    raw = raw.strip()
    if raw[:1] == '"':
        inner = re.match(r'"((?:[^"\\]|\\.)*)"', raw)
        text = inner[1] if inner else raw.strip('"')
        return re.sub(r"\\(.)", lambda m: _ESCAPES.get(m[1], m[0]), text)
    if raw[:1] == "'":
        inner = re.match(r"'((?:[^']|'')*)'", raw)
        return (inner[1] if inner else raw.strip("'")).replace("''", "'")
    raw = re.sub(r"\s+#.*$", "", raw)
    return None if raw.lower() in {"", "~", "null", "none"} else raw
