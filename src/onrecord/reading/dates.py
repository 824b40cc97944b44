"""Days as news copy names them, kept as open as they were left: "Wednesday, March 2", "three days earlier"."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace

from onrecord.reading.numbers import find_numbers, parse_cardinal
from onrecord.reading.places import Taken
from onrecord.terms import DateHint, Span

_MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name} | {
    name.lower(): i for i, name in enumerate(calendar.month_abbr) if name
}
_MONTHS["sept"] = 9
_WEEKDAYS = {name.lower(): i for i, name in enumerate(calendar.day_name)}
_MONTH = r"(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_WEEKDAY = r"(?:" + "|".join(_WEEKDAYS) + r")"
_YEAR = r"(?:19[4-9]\d|20\d\d)"
_COUNT = r"(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"

_OF_YEAR = rf"(?:\s*,?\s+(?P<year>{_YEAR}))?"
_ON_WEEKDAY = rf"(?:\b(?P<weekday>{_WEEKDAY})\s*,?\s+(?:the\s+)?)?"
_NTH_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WORDED = (
    r"(?:(?:twenty|thirty)-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|\w+teenth|twentieth|thirtieth)"
)
_PART = r"(?:day|night|evening|afternoon)"
_KINDS: dict[str, str] = {
    "iso": rf"(?<![\w/-])(?P<year>{_YEAR})-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?![\w-])",
    "month_day": rf"{_ON_WEEKDAY}\b(?P<month>{_MONTH})\s+{_NTH_DAY}{_OF_YEAR}(?![\d\w])",
    "day_month": rf"{_ON_WEEKDAY}\b{_NTH_DAY}\s+(?:of\s+)?(?P<month>{_MONTH}){_OF_YEAR}\b",
    "worded_day": rf"\b(?P<worded>{_WORDED})\s+of\s+(?P<month>{_MONTH}){_OF_YEAR}\b",
    "month_year": rf"\b(?:(?:late|early|mid)[- ])?(?P<month>{_MONTH})\s*,?\s+(?:of\s+)?(?P<year>{_YEAR})\b",
    "weekday_day": rf"\b(?P<weekday>{_WEEKDAY})\s+\((?P<day>\d{{1,2}})\)",
    "earlier": rf"\b(?P<count>{_COUNT})\s+(?P<unit>days?|weeks?|months?|years?)\s+"
    r"(?P<way>earlier|before|previously|ago|later)\b",
    "same_day": rf"\b(?:(?:on |later )?(?:the|that)(?: very)? same {_PART}|later (?:that|the same) {_PART}"
    rf"|hours (?:later|earlier|before)|that {_PART})\b",
    "following": r"\b(?:on )?the (?:next|following) (?P<unit>day|week|month|year|morning)\b",
    "next_day": r"\b(?:the\s+)?(?P<unit>day|week|month|year)\s+(?P<way>earlier|before|previously|later|after)\b",
    "prior": rf"\b(?:the\s+)?(?P<way>previous|preceding)\s+(?P<unit>day|week|month|year|{_WEEKDAY})\b",
    "last": rf"\blast\s+(?P<unit>night|week|month|year|{_WEEKDAY})\b",
    "this": r"\b(?:this|earlier\s+this)\s+(?P<unit>week|month|year)\b",
    "weekday": rf"\b(?:late\s+)?(?:on\s+)?(?P<weekday>{_WEEKDAY})(?:'s)?\b",
    "relative": r"\b(?P<unit>yesterday|today|tonight)\b",
    "in_month": rf"\b(?:in|since|last)\s+(?:late\s+|early\s+|mid-)?(?P<month>{_MONTH})(?![\w-])",
    "year": rf"\b(?:in|of|since|for|until|before|from|and)\s+(?P<year>{_YEAR})(?![\w-])",
    "year_bare": rf"(?<![\w/.-])(?<!resolution )(?<!resolutions )(?P<year>{_YEAR})(?![\w/-])",
}
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS.items())
_SINCE = re.compile(r"\b(?:since|until|through|before)\s+(?:late\s+|early\s+|mid-)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression: its words, what they allow, and whether they count from another event of the story."""

    span: Span
    text: str
    hint: DateHint
    kind: str
    offset_days: tuple[int, int] | None = None  # days from the last event told, first and last
    since: bool = False  # "since 2006": a limit of a series, not a day of a vote


def _month_range(year: int, month: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def _safe_date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _number(words: str) -> int:
    return int(words) if words.isdigit() else (parse_cardinal(words) or 1)


def _day(hint: dt.date, basis: str) -> DateHint:
    return DateHint(first=hint, last=hint, resolved_by=basis)


def _recent_weekday(weekday: int, published: dt.date, back_weeks: int = 0) -> dt.date:
    back = (published.weekday() - weekday) % 7
    return published - dt.timedelta(days=back + 7 * back_weeks)


def _month(word: str | None) -> int | None:
    """The month a word or a two-digit number names; None where there is none."""
    if not word:
        return None
    return int(word) if word.isdigit() else _MONTHS[word.lower().rstrip(".")]


def _calendar_hint(match: re.Match[str], published: dt.date | None) -> DateHint | None:
    groups = match.groupdict()
    month = _month(groups.get("month"))
    weekday = _WEEKDAYS[groups["weekday"].lower()] if groups.get("weekday") else None
    day = int(groups["day"]) if groups.get("day") else None
    if groups.get("worded"):
        day = next((n.value for n in find_numbers(groups["worded"]) if n.ordinal), None)
    if groups.get("year"):
        return _with_year(int(groups["year"]), month, day)
    if published is None or month is None:
        return DateHint(month=month, day=day, weekday=weekday) if month or day else None
    return _nearest(month, day, weekday, published)


def _with_year(year: int, month: int | None, day: int | None) -> DateHint | None:
    if month is None:
        return DateHint(first=dt.date(year, 1, 1), last=dt.date(year, 12, 31), resolved_by="text")
    if not 1 <= month <= _MONTHS_A_YEAR:
        return None
    if day is None:
        first, last = _month_range(year, month)
        return DateHint(first=first, last=last, resolved_by="text")
    exact = _safe_date(year, month, day)
    return _day(exact, "text") if exact else None


def _nearest(month: int, day: int | None, weekday: int | None, published: dt.date) -> DateHint | None:
    """The last occurrence before publication (or just after); a stated weekday has to fit, or the hint stays open."""
    if day is None:
        year = published.year if month <= published.month else published.year - 1
        first, last = _month_range(year, month)
        return DateHint(first=first, last=last, resolved_by="published")
    options = [d for y in (-1, 0) if (d := _safe_date(published.year + y, month, day))]
    past = [d for d in options if d <= published + dt.timedelta(days=_AHEAD)]
    if not past:
        return None
    best = past[-1]
    if weekday is not None and best.weekday() != weekday:
        return DateHint(month=month, day=day)
    return _day(best, "published")


def _relative_hint(kind: str, match: re.Match[str], published: dt.date | None) -> DateHint | None:
    if published is None:
        weekday = _WEEKDAYS.get((match.groupdict().get("weekday") or match.groupdict().get("unit") or "").lower())
        return DateHint(weekday=weekday) if weekday is not None else None
    unit = (match.groupdict().get("unit") or match.groupdict().get("weekday") or "").lower()
    one = dt.timedelta(days=1)
    if unit in _WEEKDAYS:
        back = 0 if kind == "weekday" else None
        recent = _recent_weekday(_WEEKDAYS[unit], published)
        if back is None:
            return DateHint(first=recent - 7 * one, last=recent, weekday=_WEEKDAYS[unit], resolved_by="published")
        return _day(recent, "published")
    match unit:
        case "yesterday" | "night":
            return _day(published - one, "published")
        case "today" | "tonight":
            return _day(published, "published")
        case "week":
            ago = 13 if kind == "last" else 7
            return DateHint(first=published - ago * one, last=published, resolved_by="published")
        case "month":
            day = published.replace(day=1) - one if kind == "last" else published
            return DateHint(*_month_range(day.year, day.month), resolved_by="published")
        case "year":
            year = published.year - (kind == "last")
            return DateHint(first=dt.date(year, 1, 1), last=dt.date(year, 12, 31), resolved_by="published")
    return None


_AHEAD = 21  # days: a vote announced for later this month
_CLOSE = 240  # characters
_MONTHS_A_YEAR = 12
_LONG = 32  # days: more than a month
_UNIT_DAYS = {"day": (1, 0), "week": (7, 2), "month": (30, 16), "year": (365, 60)}


def _offset(kind: str, match: re.Match[str]) -> tuple[int, int] | None:
    unit = match["unit"].lower().rstrip("s")
    if kind == "prior" and unit in _WEEKDAYS:
        return (-7, -1)
    if unit not in _UNIT_DAYS:
        return None
    count = _number(match["count"]) if kind == "earlier" else 1
    length, slack = _UNIT_DAYS[unit]
    middle = length * count * (1 if match["way"].lower() in ("later", "after") else -1)
    return (middle - slack, middle + slack)


def find_dates(text: str, published: dt.date | None) -> tuple[DateMention, ...]:
    """Every date expression in order of the text; longer expressions win over the words inside them."""
    found: list[DateMention] = []
    taken = Taken()
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            span = Span(match.start(), match.end())
            if taken.overlaps(span):
                continue
            after_since = bool(_SINCE.search(text, max(0, match.start() - 12), match.start()))
            mention = _mention(kind, match, span, published, after_since)
            if mention is not None:
                taken.take(span)
                found.append(mention)
    found.sort(key=lambda m: m.span)
    return _of_their_year(text, found, published) if published is not None else _with_years(found)


def _of_their_year(text: str, found: list[DateMention], published: dt.date) -> tuple[DateMention, ...]:
    """Days without a year soon after a day of an earlier year are of that year: "In July 2020 ... on 11 July"."""
    dated: list[DateMention] = []
    for mention in found:
        told = next((m for m in reversed(dated) if m.hint.first is not None and _within_a_month(m)), None)
        apart = told is not None and "\n" in text[told.span.end : mention.span.start]
        dated.append(mention if told is None or apart else _moved_to(told, mention, published))
    return tuple(dated)


def _moved_to(told: DateMention, mention: DateMention, published: dt.date) -> DateMention:
    """The mention in the year told just before, where publication alone had given it one."""
    exact, year = mention.hint.exact, told.hint.first.year if told.hint.first else published.year
    placed_by_publication = mention.hint.resolved_by == "published" and mention.kind in ("month_day", "day_month")
    near = mention.span.start - told.span.end < _CLOSE and told.hint.resolved_by in ("text", "story")
    moved = _safe_date(year, exact.month, exact.day) if exact else None
    onward = moved is not None and told.hint.first is not None and moved >= told.hint.first
    if moved is None or not onward or not placed_by_publication or not near or year >= published.year:
        return mention
    return replace(mention, hint=_day(moved, "story"))


def _within_a_month(mention: DateMention) -> bool:
    """Whether a mention places an event in a month of a year; a bare year or a limit of a series places none."""
    return not mention.since and (mention.hint.width or _LONG) < _LONG


def _with_years(found: list[DateMention]) -> tuple[DateMention, ...]:
    """In a story without a date, days without a year take the year last told, or the only one the story tells."""
    told = [m.hint.first.year for m in found if m.hint.first is not None and _within_a_month(m)]
    year = told[0] if len(set(told)) == 1 else None
    dated = []
    for mention in found:
        hint = mention.hint
        if hint.first is not None:
            year = hint.first.year if _within_a_month(mention) else year
        elif year is not None and hint.month is not None and not mention.offset_days:
            placed = _with_year(year, hint.month, hint.day)
            if placed is not None and (
                hint.weekday is None or placed.exact is None or placed.exact.weekday() == hint.weekday
            ):
                mention = replace(mention, hint=replace(placed, resolved_by="story"))
        dated.append(mention)
    return tuple(dated)


def _mention(
    kind: str, match: re.Match[str], span: Span, published: dt.date | None, after_since: bool
) -> DateMention | None:
    since = after_since or bool(re.match(r"since\b|until\b|before\b|from\b|for\b", match.group(), re.IGNORECASE))
    if kind == "same_day":
        return DateMention(span, match.group(), DateHint(), kind, (0, 0))
    if kind == "following":
        length, slack = _UNIT_DAYS.get(match["unit"].lower(), (1, 0))
        return DateMention(span, match.group(), DateHint(), kind, (length - slack, length + slack))
    if kind in ("earlier", "next_day", "prior"):
        offset = _offset(kind, match)
        if offset is None:
            return None
        hint = DateHint()
        unit = match["unit"].lower()
        if unit in _WEEKDAYS:
            hint = DateHint(weekday=_WEEKDAYS[unit])
        if kind == "earlier" and match["way"].lower() == "ago" and published is not None:
            hint = DateHint(
                first=published + dt.timedelta(days=offset[0]),
                last=published + dt.timedelta(days=offset[1]),
                resolved_by="published",
            )
            return DateMention(span, match.group(), hint, kind)
        return DateMention(span, match.group(), hint, kind, offset)
    if kind == "weekday_day":
        return _weekday_day(match, span, published)
    found = (
        _relative_hint(kind, match, published)
        if kind in ("last", "this", "weekday", "relative")
        else _calendar_hint(match, published)
    )
    return None if found is None else DateMention(span, match.group(), found, kind, since=since)


def _weekday_day(match: re.Match[str], span: Span, published: dt.date | None) -> DateMention:
    weekday, day = _WEEKDAYS[match["weekday"].lower()], int(match["day"])
    if published is not None:
        for back in range(31):
            candidate = published - dt.timedelta(days=back)
            if candidate.day == day and candidate.weekday() == weekday:
                return DateMention(span, match.group(), _day(candidate, "published"), "weekday_day")
    return DateMention(span, match.group(), DateHint(day=day, weekday=weekday), "weekday_day")


def narrowed(hint: DateHint, days: tuple[dt.date, dt.date]) -> DateHint:
    """The hint limited to the days between two dates, where it has no year of its own."""
    if hint.first is not None:
        return hint
    return replace(hint, first=days[0], last=days[1], resolved_by="story")
