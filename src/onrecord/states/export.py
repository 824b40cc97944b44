"""The crosswalk as plain rows, for exports and SQL."""

from typing import TypedDict

from onrecord.states.cow import cow_for
from onrecord.states.crosswalk import all_states, state
from onrecord.states.names import NameAtTime, names_of


class CrosswalkRow(TypedDict):
    """One name of one state between two days (ISO, both included, "" for an open end), with the state's codes."""

    code: str
    name: str
    first: str
    last: str
    iso2: str
    m49: str
    cow: int | None
    group: str


def _row(named: NameAtTime) -> CrosswalkRow:
    one = state(named.code)
    return {
        "code": one.code,
        "name": named.name,
        "first": named.first.isoformat() if named.first else "",
        "last": named.last.isoformat() if named.last else "",
        "iso2": one.iso2,
        "m49": one.m49,
        "cow": cow_for(one.code, named.first, named.last),
        "group": one.group,
    }


def crosswalk_rows() -> list[CrosswalkRow]:
    """One row a code and name at the time, by code and first day.

    ISO and M49 codes are those of the code here, today's for a state that only changed its name.
    """
    return [_row(named) for one in all_states() for named in names_of(one.code)]
