"""What the head of a release says of all its votes: body, committee, meeting, session, day and number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.terms import Body

_COMMITTEES = {
    "DIS": "First Committee",
    "EF": "Second Committee",
    "SHC": "Third Committee",
    "SPD": "Fourth Committee",
    "AB": "Fifth Committee",
    "L": "Sixth Committee",
    "J": "Sixth Committee",
}
_NUMBERS = {word: number for number, word in enumerate("First Second Third Fourth Fifth Sixth".split(), start=1)}
_RELEASE = re.compile(r"\b(GA|SC)/(?:(SHC|DIS|EF|SPD|AB|L|J)/)?(\d{3,6})\b")
_FILE = re.compile(r"(?:^|[/\\.])(ga|sc)(shc|dis|ef|spd|ab|l|j)?(\d{3,6})(?=\D*$|\.|_)", re.IGNORECASE)
_RECORD = re.compile(r"\b(?:([AS])/(?:(C\.\d)/)?(?:(E?S-\d{1,2}|\d{1,2})/)?(PV|SR)\.(\d{1,5}))\b")
_COMMITTEE = re.compile(r"(First|Second|Third|Fourth|Fifth|Sixth) Committee(?: \([^()]*\))?", re.IGNORECASE)
_MEETINGS = re.compile(
    r"\b(\d{1,5}) ?(?:st|nd|rd|th)(?: ?(?:&|and|–|-|to) ?(\d{1,5}) ?(?:st|nd|rd|th))? ?(?:plenary )?Meetings?\b",
    re.IGNORECASE,
)
_MONTHS = {
    month: number
    for number, month in enumerate(
        "january february march april may june july august september october november december".split(), start=1
    )
}
_MONTH = "|".join(_MONTHS)
_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})\s+(?P<month>{_MONTH})\s*,?\s*(?P<year>\d{{4}})\b"
    r"|\b(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})\b|(?<!\d)(?P<ymd>(?:19|20)\d{6})(?!\d)"
    r"|\b(?P<iso>\d{4}-\d{2}-\d{2})\b",
    re.IGNORECASE,
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_DATELINE = re.compile(
    rf"(?:(?:New York|For immediate release|\S*\d+\S*),? )?{_WEEKDAY}(?:{_DAY.pattern})"
    r"(?:,? (?:\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\.?|noon))?",
    re.IGNORECASE,
)
_UNITS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_TENS = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eight": 80, "ninet": 90}
_IN_TENS = rf"(?:{'|'.join(_TENS)})(?:ieth|y-(?:{'|'.join(_UNITS[:9])}))"
_ORDINAL = rf"(?:{_IN_TENS}|hundredth|{'|'.join(_UNITS)}|\d{{1,3}}(?:st|nd|rd|th))"
_SESSION = re.compile(
    rf"\b(?P<number>{_ORDINAL}) (?P<kind>emergency special |special )?(?:session\b|General Assembly\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Head:
    """What holds for every vote a release tells of; empty where the release does not say."""

    body: Body | None = None
    release: str = ""  # "GA/SHC/4321", or the symbol of a verbatim record
    committee: str = ""
    meeting: str = ""  # symbol of the meeting's record, as "A/ES-11/PV.5"
    meetings: tuple[int, ...] = ()
    session: str = ""
    day: date | None = None


def read_head(lines: Sequence[str], name: str, address: str) -> Head:
    """The head of a release from its first lines; `name` and `address` help only where these give no number."""
    text = "\n".join(lines)
    record = _RECORD.search(text)
    release = _RELEASE.search(text)
    filed = _FILE.search(address) or _FILE.search(name)
    if record and (not release or record.start() < release.start()):
        return _of_record(record, lines)
    if release:
        body, part, number = release[1], release[2] or "", release[3]
    elif filed:
        body, part, number = filed[1].upper(), (filed[2] or "").upper(), filed[3]
    else:
        return _unnumbered(lines)
    symbol = "/".join(word for word in (body, part, number) if word)
    return _completed(Body.UNSC if body == "SC" else Body.UNGA, symbol, _COMMITTEES.get(part, ""), lines)


def _unnumbered(lines: Sequence[str]) -> Head:
    """A page without a number: body and committee by the words that stand alone in its head."""
    alone = next((m for line in lines if (m := _COMMITTEE.fullmatch(line))), None)
    if alone:
        return _completed(Body.UNGA, "", f"{alone[1].capitalize()} Committee", lines)
    named = re.search(r"\b(General Assembly|Security Council)\b", "\n".join(lines), re.IGNORECASE)
    body = None if named is None else Body.UNGA if named[1].lower().startswith("g") else Body.UNSC
    return _completed(body, "", "", lines)


def _of_record(record: re.Match[str], lines: Sequence[str]) -> Head:
    part = f"C.{record[2][2:]}" if record[2] else ""
    names = {f"C.{number}": f"{word} Committee" for word, number in _NUMBERS.items()}
    body = Body.UNSC if record[1] == "S" else Body.UNGA
    session = record[3] or ""
    return Head(body, record[0], names.get(part, ""), record[0], (int(record[5]),), session, _first_day(lines))


def _completed(body: Body | None, release: str, committee: str, lines: Sequence[str]) -> Head:
    text = "\n".join(lines)
    session = session_in(text) if body is Body.UNGA else ""
    held = _MEETINGS.search(text)
    meetings = tuple(int(number) for number in held.groups() if number) if held else ()
    meeting = meeting_symbol(body, committee, session, meetings)
    return Head(body, release, committee, meeting, meetings, session, _first_day(lines))


def meeting_symbol(body: Body | None, committee: str, session: str, meetings: tuple[int, ...]) -> str:
    """The symbol of the record of one meeting; empty for two meetings at once, or where the session is not known."""
    if len(meetings) != 1:
        return ""
    if body is Body.UNSC:
        return f"S/PV.{meetings[0]}"
    if body is not Body.UNGA or not session:
        return ""
    if not committee:
        return f"A/{session}/PV.{meetings[0]}"
    number = _NUMBERS[committee.split()[0]]
    return f"A/C.{number}/{session}/{'PV' if number == 1 else 'SR'}.{meetings[0]}"


def session_in(text: str) -> str:
    """The session a text names, as symbols write it: "78", "ES-11", "S-32"; empty where it names none."""
    found = _SESSION.search(text)
    if not found:
        return ""
    kind = (found["kind"] or "").lower()
    return ("ES-" if "emergency" in kind else "S-" if kind else "") + str(_ordinal(found["number"].lower()))


def _ordinal(word: str) -> int:
    if word[0].isdigit():
        return int(re.sub(r"\D", "", word))
    if word in _UNITS:
        return _UNITS.index(word) + 1
    if word == "hundredth":
        return 100
    tens, _, unit = word.partition("y-")
    return _TENS[tens.removesuffix("ieth")] + (_UNITS.index(unit) + 1 if unit else 0)


def _first_day(lines: Sequence[str]) -> date | None:
    """The day of a line that is nothing but a date, else the first date of the head."""
    for line in lines:
        if (found := _DATELINE.fullmatch(line)) and (day := _as_day(found)):
            return day
    return next((day for line in lines for found in _DAY.finditer(line) if (day := _as_day(found))), None)


def days_in(text: str) -> list[date]:
    """Every full date a text writes out."""
    return [day for found in _DAY.finditer(text) if (day := _as_day(found))]


def _as_day(found: re.Match[str]) -> date | None:
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        if found["ymd"]:
            return date(int(found["ymd"][:4]), int(found["ymd"][4:6]), int(found["ymd"][6:]))
        if found["d"]:
            return date(int(found["y"]), int(found["m"]), int(found["d"]))
        return date(int(found["year"]), _MONTHS[found["month"].lower()], int(found["day"]))
    except ValueError:
        return None
