"""Which states a group's name covers on a day."""

from datetime import date
from functools import cache

from onrecord.states.crosswalk import all_states, folded
from onrecord.states.seats import council_members, elected_members, members_on, permanent_members
from onrecord.states.tables import day, table, within

# Elections by region follow A/RES/1991 (XVIII) of 17 December 1963; before it the groups were customary.
_REGIONS_SINCE = date(1963, 12, 17)
_ISRAEL_IN_WEOG = date(2000, 5, 30)


@cache
def _dated() -> dict[str, tuple[tuple[str, date | None, date | None], ...]]:
    groups: dict[str, list[tuple[str, date | None, date | None]]] = {}
    for row in table("groups.csv"):
        groups.setdefault(row["group"], []).append((row["code"], day(row["first"]), day(row["last"])))
    return {group: tuple(rows) for group, rows in groups.items()}


@cache
def _regions() -> frozenset[str]:
    return frozenset(one.group for one in all_states() if one.group)


@cache
def _spellings() -> dict[str, str]:
    names = {folded(group): group for group in (*_dated(), *_regions(), "P5", "E10", "A3")}
    return names | {folded(row["text"]): row["group"] for row in table("group_names.csv")}


def group_name(text: str) -> str | None:
    """The group a wording stands for, under the name `group_members` keeps it by; None when it is no group."""
    return _spellings().get(folded(text))


def group_members(name: str, on: date | None = None) -> frozenset[str] | None:
    """Codes of a group's members on a day, or today's without one.

    None when the group is unknown, when its members on that day are, or when a group that changes every year
    (E10, A3) is asked for without a day.
    """
    group = group_name(name)
    if group is None:
        return None
    if group == "P5":
        return frozenset(permanent_members(on or date.max)) or None
    if group in ("E10", "A3", "A3 Plus"):
        return _on_the_council(group, on) if on is not None else None
    if group in _regions():
        return _region(group, on or date.max)
    return _listed(group, on)


def _listed(group: str, on: date | None) -> frozenset[str] | None:
    rows = _dated()[group]
    if on is None:
        return frozenset(code for code, _, last in rows if last is None)
    return frozenset(code for code, first, last in rows if within(on, first, last)) or None


def _on_the_council(group: str, on: date) -> frozenset[str] | None:
    if group == "E10":
        return elected_members(on) or None
    african = {one.code for one in all_states() if one.group == "African Group"}
    members = elected_members(on) & african
    if group == "A3 Plus":
        members |= (_listed(group, on) or frozenset()) & council_members(on)
    return members or None


def _region(group: str, on: date) -> frozenset[str] | None:
    if on < _REGIONS_SINCE:
        return None
    own = {one.code for one in all_states() if one.group == group}
    if on < _ISRAEL_IN_WEOG:
        own.discard("ISR")
    return frozenset(own & members_on(on))
