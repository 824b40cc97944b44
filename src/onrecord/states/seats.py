"""Who sat where on a day: United Nations members, the Security Council, the IAEA Board of Governors."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from onrecord.states.crosswalk import all_states
from onrecord.states.tables import day, table, within

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Term:
    """A seat held by one code, both days included; None is an open end."""

    code: str
    first: date | None
    last: date | None

    def holds(self, on: date) -> bool:
        """Whether the seat was held on that day."""
        return within(on, self.first, self.last)


def _terms(name: str, kind: str = "") -> tuple[Term, ...]:
    return tuple(
        Term(row["code"], day(row["first"]), day(row["last"])) for row in table(name) if not kind or row["kind"] == kind
    )


@cache
def memberships() -> tuple[Term, ...]:
    """Every United Nations membership by seat code: seats.csv where it has dates, else the state's admission."""
    dated = _terms("seats.csv", "member")
    codes = {term.code for term in dated}
    plain = (Term(s.code, s.admitted, None) for s in all_states() if s.status == "member" and s.code not in codes)
    return tuple(sorted((*dated, *plain), key=lambda term: (term.code, term.first or date.min)))


class Eras:
    """Who held seats on any day, worked out once for every run of days without a change."""

    def __init__(self, terms: Iterable[Term]) -> None:
        held = tuple(terms)
        changes = {t.first for t in held if t.first} | {t.last + _DAY for t in held if t.last and t.last < date.max}
        self._starts = sorted({date.min, *changes})
        self._holders = [frozenset(t.code for t in held if t.holds(start)) for start in self._starts]

    def on(self, day: date) -> frozenset[str]:
        """Codes of the holders on a day; of equal days the same set."""
        return self._holders[bisect_right(self._starts, day) - 1]


@cache
def _member_eras() -> Eras:
    return Eras(memberships())


def members_on(on: date) -> frozenset[str]:
    """Codes of the United Nations' members on a day, as the voting tables write them.

    China's seat is TWN to 25 October 1971 inclusive, then CHN; the Soviet seat SUN to 23 December 1991, then RUS;
    YUG stands for both Yugoslavias, to 3 February 2003, also while barred from the Assembly.
    """
    return _member_eras().on(on)


def is_member(code: str, on: date) -> bool:
    """Whether this code held a United Nations seat on that day (CHN did not in 1970: TWN held China's seat)."""
    return code in members_on(on)


@cache
def _successions() -> tuple[tuple[str, str, date], ...]:
    return tuple((row["before"], row["after"], date.fromisoformat(row["since"])) for row in table("successions.csv"))


def seat_code(code: str, on: date) -> str:
    """The code under which one continued seat was held on a day: ("RUS", 1980) is SUN, ("SRB", 2000) is YUG.

    Follows continued memberships only (successions.csv). CHN and TWN are two states and keep their codes;
    CZE and SVK were admitted anew, DDR and YMD ended, so they keep theirs.
    """
    steps = _successions()
    for before, after, since in reversed(steps):
        if code == after and on < since:
            code = before
    for before, after, since in steps:
        if code == before and on >= since:
            code = after
    return code


def seat_asked(code: str, on: date) -> str:
    """The seat code on a day for whoever asks for `code`: asked for Russia, SUN in 1980; asked for the USSR, only SUN.

    A state of today has the past of its seat; a state that ended has not the future of its successor.
    """
    return seat_code(code, on) if seat_code(code, date.max) == code else code


@cache
def _permanent() -> tuple[Term, ...]:
    return _terms("seats.csv", "permanent")


@cache
def _elected() -> tuple[Term, ...]:
    return _terms("council_terms.csv")


def permanent_members(on: date) -> tuple[str, ...]:
    """Codes of the Council's five permanent members on a day (Charter Article 23), by code."""
    return tuple(sorted(term.code for term in _permanent() if term.holds(on)))


def ever_permanent(code: str) -> bool:
    """Whether a state has held a permanent seat of the Council on any day, and with it a veto."""
    return any(term.code == code for term in _permanent())


@cache
def _elected_eras() -> Eras:
    return Eras(_elected())


def elected_members(on: date) -> frozenset[str]:
    """Codes of the Council's elected members on a day; terms run by calendar year."""
    return _elected_eras().on(on)


@cache
def council_members(on: date) -> frozenset[str]:
    """Codes of the Security Council's members on a day; empty before 1946."""
    elected = elected_members(on)
    return elected | frozenset(permanent_members(on)) if elected else frozenset()


def council_size(on: date) -> int:
    """Seats on the Council: 11 to the end of 1965, then 15 (Article 23 as amended by A/RES/1991 (XVIII))."""
    return 11 if on < date(1966, 1, 1) else 15


@cache
def _board() -> tuple[Term, ...]:
    return _terms("board_terms.csv")


@cache
def board_members(on: date) -> frozenset[str] | None:
    """Codes of the IAEA Board of Governors' members on a day; None for board years the table does not hold."""
    return frozenset(term.code for term in _board() if term.holds(on)) or None
