"""The sources' own state codes, numbers and names as our seat codes on a day, by the dated rows of the crosswalk."""

from datetime import date
from functools import cache, lru_cache

from onrecord.states import code_of_cow, code_of_name, seat_code, shared_on, state
from onrecord.states.crosswalk import folded
from onrecord.states.tables import day, table, within
from onrecord.terms import UsageError

_Row = tuple[str, date | None, date | None]
_ANY = "*"


@cache
def _rows() -> dict[tuple[str, str], tuple[_Row, ...]]:
    """Rows of source_codes.csv by scheme and code or name; codes in capitals, names folded."""
    found: dict[tuple[str, str], list[_Row]] = {}
    for row in table("source_codes.csv"):
        theirs = row["their_code"]
        key = theirs if _is_code(theirs) else folded(theirs)
        for scheme in row["scheme"].split():
            found.setdefault((scheme, key), []).append((row["code"], day(row["first"]), day(row["last"])))
    return {key: tuple(rows) for key, rows in found.items()}


def schemes() -> frozenset[str]:
    """The sources whose own codes or names the table holds: the values `scheme` may take."""
    return frozenset(scheme for scheme, _ in _rows() if scheme != _ANY)


def _is_code(text: str) -> bool:
    return len(text) <= 3 and text.isascii() and text.isupper()


def _listed(key: str, on: date, scheme: str) -> str | None:
    """Our code by the source's own row, else by one for any source; "" where it is no one state, None for no row."""
    for which in (scheme, _ANY) if scheme else (_ANY,):
        for code, first, last in _rows().get((which, key), ()):
            if within(on, first, last):
                return code
    return None


@lru_cache(maxsize=65536)
def seat(code: str, day: date, scheme: str = "") -> str | None:
    """The code under which our tables keep that seat on that day; None for a code no source is known to use.

    Takes the codes of any source, or reads them as `scheme` does ("library", "ohchr", "voeten", "unvotes"):
    CHN for both holders of China's seat except where the source tells them apart, RUS or SUN for the Soviet one,
    GER before 1990, Yugoslavia's and Serbia's. Two-letter codes are read only for a named scheme. A code is never
    read as a name.
    """
    known = code.strip().upper()
    listed = _listed(known, day, scheme)
    if listed is not None:
        return seat_code(listed, day) if listed else None
    try:
        if len(known) == 3:
            return seat_code(state(known).code, day)
        own = _two_letters().get(known) if scheme else None
        return seat_code(own, day) if own else None
    except UsageError:
        return None


@cache
def _two_letters() -> dict[str, str]:
    from onrecord.states import all_states

    return {one.iso2: one.code for one in all_states() if one.iso2}


@lru_cache(maxsize=65536)
def seat_of_cow(cow: int, day: date) -> str | None:
    """The seat a Correlates of War number stands for on a day, as vote tables use it; None for no state here."""
    return code_of_cow(cow, day)


@lru_cache(maxsize=65536)
def seat_of_name(name: str, day: date, scheme: str = "") -> str | None:
    """The seat a full name stood for on a day: by the source's own rows, else the United Nations' name at the time.

    Capitals, accents and a leading "the" do not matter; nothing else is forgiven. A name of several states that
    day, of another time or of none is None.
    """
    listed = _listed(folded(name), day, scheme)
    if listed is not None:
        return seat_code(listed, day) if listed else None
    return None if shared_on(name, day) else code_of_name(name, day)
