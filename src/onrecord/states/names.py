"""The United Nations' own names of its members by day, and the one state such a name stood for on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from onrecord.states.crosswalk import State, all_states, folded, state
from onrecord.states.tables import day, table, within


@dataclass(frozen=True, slots=True)
class NameAtTime:
    """A name the United Nations used for a state, both days included; None is an open end.

    `aliases` are other spellings and names of those days. For looking up only: texts are read by names.csv.
    """

    code: str
    name: str
    first: date | None
    last: date | None
    aliases: tuple[str, ...]
    source: str

    def holds(self, on: date) -> bool:
        """Whether the name was in use on that day."""
        return within(on, self.first, self.last)

    def spellings(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)


def _listed() -> Iterator[NameAtTime]:
    for row in table("names_at_time.csv"):
        aliases = tuple(alias for alias in row["aliases"].split("|") if alias)
        yield NameAtTime(row["code"], row["name"], day(row["first"]), day(row["last"]), aliases, row["source"])


def _only_name(one: State) -> NameAtTime:
    """The name of a state that never changed it: the official one, on the days of its seat."""
    last = one.left - timedelta(days=1) if one.left else None
    aliases = (one.name,) if one.name != one.official_name else ()
    return NameAtTime(one.code, one.official_name, one.admitted, last, aliases, one.source)


@cache
def _by_code() -> dict[str, tuple[NameAtTime, ...]]:
    listed: dict[str, list[NameAtTime]] = {}
    for row in _listed():
        listed.setdefault(row.code, []).append(row)
    return {s.code: tuple(listed.get(s.code, ())) or (_only_name(s),) for s in all_states()}


def names_of(code: str) -> tuple[NameAtTime, ...]:
    """The names the United Nations used for a state, oldest first; UsageError when the code is unknown."""
    return _by_code()[state(code).code]


def name_on(code: str, on: date) -> str:
    """The United Nations' name for a state on a day: "Upper Volta" for BFA in 1980.

    Outside the days of its seat the nearest name: the last one before that day, else the first.
    """
    rows = names_of(code)
    begun = [row for row in rows if row.first is None or row.first <= on]
    return (begun or list(rows[:1]))[-1].name


@cache
def _by_spelling() -> dict[str, tuple[NameAtTime, ...]]:
    found: dict[str, list[NameAtTime]] = {}
    for rows in _by_code().values():
        for row in rows:
            for key in dict.fromkeys(map(folded, row.spellings())):
                found.setdefault(key, []).append(row)
    return {key: tuple(rows) for key, rows in found.items()}


def codes_of_name(name: str, on: date | None = None) -> tuple[str, ...]:
    """Codes of the states that bore this name on a day, or ever without one; spelled out in full, never guessed."""
    rows = _by_spelling().get(folded(name), ())
    return tuple(dict.fromkeys(row.code for row in rows if on is None or row.holds(on)))


@dataclass(frozen=True, slots=True)
class SharedName:
    """A name that meant several states on some days; "-" among the codes is a state without a code here."""

    codes: tuple[str, ...]
    first: date | None
    last: date | None
    note: str


@cache
def _shared() -> dict[str, SharedName]:
    return {
        folded(row["name"]): SharedName(tuple(row["codes"].split()), day(row["first"]), day(row["last"]), row["note"])
        for row in table("shared_names.csv")
    }


def shared_on(name: str, on: date) -> tuple[str, ...]:
    """Codes of the several states a name meant on a day; empty when it meant one state or none."""
    shared = _shared().get(folded(name))
    return shared.codes if shared is not None and within(on, shared.first, shared.last) else ()


def code_of_name(name: str, on: date) -> str | None:
    """The one state that bore this name on a day; None for a name of several states, of another time or of none."""
    codes = codes_of_name(name, on)
    return codes[0] if len(codes) == 1 and not shared_on(name, on) else None
