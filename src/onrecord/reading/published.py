"""Finds the day a story was published: written days, HTML metadata and datelines; never guesses a year."""

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_MONTH = r"(?P<{0}>" + "|".join(_MONTHS) + r")\.?"
_WRITTEN = (
    r"(?:"
    + _MONTH.format("m1")
    + r"\s{1,3}(?P<d1>\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(?P<y1>(?:19|20)\d\d)\b"
    + r"|(?P<d2>\d{1,2})(?:st|nd|rd|th)?\s{1,3}(?:of\s)?"
    + _MONTH.format("m2")
    + r",?\s{1,3}(?P<y2>(?:19|20)\d\d)\b"
    + r"|(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d))"
)
_DATE = re.compile(r"(?<![\w-])" + _WRITTEN, re.IGNORECASE)
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s{1,3})?"
_DATE_LINE = re.compile(
    r"^\s*(?:(?:first\s)?(?:published|posted|updated|date|issued)(?:\son|\sat)?:?\s{1,3})?"
    + _WEEKDAY
    + _WRITTEN
    + r"(?:[\s,.|–—-]{0,4}(?:at\s)?\d{1,2}[:.]\d\d[^\n]{0,20})?[\s.]*$",
    re.IGNORECASE | re.MULTILINE,
)
_PLACE_LINE = re.compile(
    r"^\s*[A-Z][\w.'’/ -]{1,40}(?:,\s[A-Z][\w.' -]{1,30})?,\s{1,3}(?i:"
    + _WRITTEN
    + r")\s*(?:\([^)\n]{2,40}\)|/[^/\n]{2,30}/)?\.?\s*[–—-]",
    re.MULTILINE,
)
_AGENCY_LINE = re.compile(r"^[^\n]{0,60}\([A-Z][\w. ]{1,30}\)[\s,–—-]{1,4}(?i:" + _WRITTEN + ")", re.MULTILINE)
_HEAD = 1200  # characters of a story in which a dateline may stand
_DIGEST = 20_000  # characters searched for further lines that hold only a date


def written_day(text: str) -> date | None:
    """The first full day written in `text` ("2022-03-04", "March 4, 2022", "4 March 2022"), or None."""
    found = _DATE.search(text)
    return _day(found) if found else None


def written_days(text: str) -> tuple[tuple[int, int, date], ...]:
    """Every full day written in `text`, as (start, end, day) in order."""
    return tuple((m.start(), m.end(), day) for m in _DATE.finditer(text) if (day := _day(m)))


def dateline_day(body: str) -> date | None:
    """The day of a dateline near the top, where it names its year, or of the only line that is just a date."""
    head = body[:_HEAD]
    for form in (_PLACE_LINE, _AGENCY_LINE):
        found = form.search(head)
        if found:
            return _day(found)
    found = _DATE_LINE.search(head)
    if found is None:
        return None
    # a digest heads every entry with its day; none of them is the day of the whole
    days = {_day(line) for line in _DATE_LINE.finditer(body[:_DIGEST])}
    return _day(found) if len(days) == 1 else None


def _day(found: re.Match[str]) -> date | None:
    got = found.groupdict()
    for k in "123":
        if got[f"y{k}"]:
            month = got[f"m{k}"].lower()
            try:
                return date(int(got[f"y{k}"]), _MONTHS.get(month) or int(month), int(got[f"d{k}"]))
            except ValueError:
                return None
    return None
