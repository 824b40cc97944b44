"""The sources' own state codes as our seat codes on a day: one code may be two states, one state two codes."""

from datetime import date
from functools import lru_cache

from onrecord.states import find_state, seat_code
from onrecord.terms import UsageError

_CHINA_SEAT_CHANGED = date(1971, 10, 26)  # the vote of 25 October itself was cast by TWN
_SAME_STATE = {
    "GER": "DEU",  # the Library's code for the Federal Republic of Germany, 1973 to 1990
    "BUR": "MMR",
    "DAH": "BEN",
    "HVO": "BFA",
    "ZAR": "COD",
    "CEY": "LKA",
    "KHR": "KHM",
    "BYS": "BLR",
    "TMP": "TLS",
    "ROM": "ROU",
    "SVU": "SUN",
    "EUR": "",
}
_CHINA = frozenset({"CHN", "TWN"})
_AS_WRITTEN = frozenset({"DDR", "YMD", "CSK", "CZE", "SVK", "EAZ"})


@lru_cache(maxsize=65536)
def seat(code: str, day: date) -> str | None:
    """The code under which our tables keep that seat on that day; None for a code no source is known to use.

    Takes three-letter codes of any source: the Library's and the OHCHR's CHN for both holders of China's seat,
    RUS or SUN for the Soviet one, GER before 1990, Yugoslavia's and Serbia's.
    """
    known = code.strip().upper()
    known = _SAME_STATE.get(known, known)
    if known in _CHINA:
        return "CHN" if day >= _CHINA_SEAT_CHANGED else "TWN"
    if known in _AS_WRITTEN:
        return known
    try:
        return seat_code(find_state(known, day).code, day) if len(known) == 3 else None
    except UsageError:
        return None
