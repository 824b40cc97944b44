"""Who Voeten's codes stand for on a day: his Correlates of War numbers, his ISO-like codes, the R export's names."""

import datetime as dt
from collections.abc import Iterator, Sequence

from onrecord.record.sources.codes import seat, seat_of_cow, seat_of_name
from onrecord.states import code_of_cow, seat_code

SEPARATOR = "|"
_WIDE, _EXPORT = "voeten", "unvotes"
_MISSING = "NA"  # R's word for an empty cell; in the export also Namibia's letters, whose name stands beside them


def seat_of(key: str, kinds: Sequence[str], day: dt.date) -> str | None:
    """Our seat code for a member on a day; `key` joins the cells of the columns `kinds`. None when it is unknown.

    The number is asked first, since it alone tells the Yemens apart; then the code, the name and the two letters.
    """
    cells = dict(zip(kinds, key.split(SEPARATOR), strict=True))
    number = cells.get("ccode", "").removesuffix(".0")
    if number.isascii() and number.isdigit() and (ours := _of_number(int(number), day)):
        return ours
    written = cells.get("country", "") or cells.get("countryname", "")
    if written and written != _MISSING and (ours := _of_text(written, day)):
        return ours
    letters = cells.get("country_code", "")
    return seat(letters, day, _EXPORT) if letters else None


def _of_number(number: int, day: dt.date) -> str | None:
    """By the day; where the source's day is a month or so beside the state's first, by the number alone."""
    if ours := seat_of_cow(number, day):
        return ours
    alone = code_of_cow(number)
    return seat_code(alone, day) if alone else None


def _of_text(written: str, day: dt.date) -> str | None:
    if len(written) == 3 and written.isupper():
        return seat(written, day, _WIDE)
    return seat_of_name(written, day, _EXPORT)


def spans(key: str, kinds: Sequence[str], days: Sequence[dt.date]) -> Iterator[tuple[str | None, dt.date, dt.date]]:
    """The seats `key` held over sorted `days`, each with its first and last day among them.

    A seat once given up under one code is not taken up again, so equal ends mean that nothing changed between.
    """
    first, last = seat_of(key, kinds, days[0]), seat_of(key, kinds, days[-1])
    if first == last or len(days) == 1:
        yield first, days[0], days[-1]
    else:
        middle = len(days) // 2
        yield from spans(key, kinds, days[:middle])
        yield from spans(key, kinds, days[middle:])
