"""How Voeten's files write symbols and days, and what the Library would write for them where that can be told."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Literal

FIRST_REBUILT = 31
"""Before this session the source counts roll calls of its own and does not name resolutions."""
DAYS_RELIABLE = 58
"""Before this session the month is the Assembly's and the day is not."""
Order = Literal["ymd", "dmy", "mdy"]
_SYMBOL = re.compile(
    r"(?:R|A/RES)/(?P<session>\d{1,3}|(?:ES|S)-\d+)/(?P<number>\d+)(?P<letters>[A-Z]{0,2})(?:/(?P<section>[A-Z]+))?"
)
_LAST_BRACKETED = 33  # A/RES/33/71[A], then A/RES/34/7A
_LAST_BRACKETED_SECTION = 34  # A/RES/34/233[XII], then A/RES/36/235XII
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_YEAR_LAST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: .*)?")


def library_symbol(written: str, session: int) -> str:
    """The resolution's symbol as the Library spells it; empty where the source's own does not give it.

    Sections were counted one apart from the Library in a few cases (A/RES/36/235XIII is the source's XII): the source's
    number is kept, since nothing in the source tells which they are.
    """
    found = _SYMBOL.fullmatch(written.strip().upper())
    if found is None:
        return ""
    named, section, letters = found["session"], found["section"] or "", "-".join(found["letters"])
    if named.isdigit():
        if int(named) != session or session < FIRST_REBUILT or (letters and section and session > _LAST_BRACKETED):
            return ""
        bracketed = session <= (_LAST_BRACKETED_SECTION if len(section) > 1 or section in "IVX" else _LAST_BRACKETED)
    else:
        bracketed = False
    part = "-".join(filter(None, (letters, section)))
    part = f"[{part}]" if part and bracketed else part
    return f"A/RES/{named}/{found['number']}{part}"


def order_of(dates: Iterable[str]) -> Order | None:
    """In which order a file writes year, month and day; None where it mixes two or does not show which."""
    orders: set[Order] = set()
    last = False
    for text in dates:
        if _YEAR_FIRST.fullmatch(text):
            orders.add("ymd")
        elif found := _YEAR_LAST.fullmatch(text):
            last = True
            if int(found[1]) > 12:
                orders.add("dmy")
            elif int(found[2]) > 12:
                orders.add("mdy")
        else:
            return None
    if len(orders) != 1 or (last and "ymd" in orders):
        return None
    return orders.pop()


def day_of(text: str, order: Order) -> dt.date | None:
    """The day a cell names, or None where there is no such day."""
    found = (_YEAR_FIRST if order == "ymd" else _YEAR_LAST).fullmatch(text)
    if found is None:
        return None
    first, second, third = (int(part) for part in found.groups())
    year, month, day = {"ymd": (first, second, third), "dmy": (third, second, first), "mdy": (third, first, second)}[
        order
    ]
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
