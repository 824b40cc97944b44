"""Scans Voeten's files in the database, so that of a million cells Python sees one member list a vote and position."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from onrecord.record.sources.database import scanner, told
from onrecord.record.sources.harvest import Fault, refuse
from onrecord.record.sources.voeten.layout import HEADS, Files, Layout, columns
from onrecord.record.sources.voeten.members import SEPARATOR, spans
from onrecord.states.seats import memberships

if TYPE_CHECKING:
    import duckdb

NEXT = "Download the file again, or give another with --from FILE"
_CODES = {
    1: "'1', '1.0', 'yes', 'y'",
    2: "'2', '2.0', 'abstain', 'a'",
    3: "'3', '3.0', 'no', 'n'",
    8: "'8', '8.0', 'absent'",
}
_CODES |= {9: "'9', '9.0'", 0: "'', 'na'"}
_NUMBER = r"case when regexp_full_match(trim(rcid), '\d{1,9}(\.0)?') then trim(rcid)::double::int end"
_SLACK = 92
"""Days by which a day may be wrong where only its month is kept: a session's autumn."""
_SHOWN = 6


class Lists(NamedTuple):
    """One roll call's members by position, and what is odd about its rows."""

    yes: str
    abstain: str
    no: str
    absent: str
    doubled: str  # members listed as absent beside a vote under another code
    twice: str  # members with two rows
    strangers: str  # voters that were no members about that day
    gone: str  # states listed as absent that were no members about that day
    blank: int  # cells without a code


class Scan:
    """Voeten's files opened for reading; close it after use."""

    def __init__(self, files: Files) -> None:

        self._files = files
        self._name = files.cells.path.name
        self._con = scanner()

    def close(self) -> None:
        """Let go of the database."""
        self._con.close()

    def _run(self, query: str, *values: object) -> "duckdb.DuckDBPyConnection":
        import duckdb

        try:
            return self._con.execute(query, list(values))
        except duckdb.Error as error:
            raise refuse(self._name, [told(error)], NEXT) from error

    def load(self) -> None:
        """Read the cells; DataError naming rows where a roll call's number or a vote is none."""
        cells = self._files.cells
        self._run(f"create temp table cells as select {_cell(cells)} from {cells.table}")  # noqa: S608 - quoted
        if self._one("select count(*) from cells where rcid is null or code is null"):
            raise refuse(self._name, self._bad_rows(cells), NEXT)
        if not self._one("select count(*) from cells"):
            raise refuse(self._name, [Fault("row 2", "the vote of a member", "the end of the file")], NEXT)

    def heads(self) -> dict[int, Mapping[str, str]]:
        """What the files say of each roll call itself, by its number; DataError where rows of one roll call differ."""
        rolls = self._files.rolls
        plain = ", ".join(f"any_value({sql})" for sql in columns(rolls, HEADS))
        steady = ", ".join(f"coalesce({sql}, '')" for sql in columns(rolls, HEADS[:8]))
        several = "" if rolls == self._files.cells else " or count(*) > 1"
        found = self._run(
            f"select {_NUMBER}, min(hash({steady})) <> max(hash({steady})){several}, {plain} from {rolls.table} group by 1"  # noqa: S608, E501 - columns are ours, the path is quoted
        ).fetchall()
        faults = [_mixed(rcid) for rcid, mixed, *_ in found if mixed or rcid is None]
        if faults:
            raise refuse(rolls.path.name, sorted(faults, key=str), NEXT)
        heads: dict[int, Mapping[str, str]] = {
            rcid: {n: c or "" for n, c in zip(HEADS, cells, strict=True)} for rcid, _, *cells in found
        }
        alone = self._column("select distinct rcid from cells where rcid not in (select unnest(?))", list(heads))
        if alone:
            faults = [Fault(f"roll call {rcid}", "its day and symbol", "votes only") for rcid in alone]
            raise refuse(rolls.path.name, faults, NEXT)
        return heads

    def issues(self) -> dict[int, set[str]]:
        """Issue codes by roll call, where they are in a table of their own."""
        if self._files.issues is None:
            return {}
        query = f"select {_NUMBER}, lower(trim(short_name)) from {self._files.issues.table}"  # noqa: S608
        found: dict[int, set[str]] = {}
        for rcid, name in self._run(query).fetchall():
            found.setdefault(rcid, set()).add(name)
        return found

    def lists(self, days: Mapping[int, dt.date], reliable: Mapping[int, bool]) -> dict[int, Lists]:
        """The member lists of each roll call, under our seat codes; DataError for codes that stand for nobody."""
        slack = dt.timedelta(days=_SLACK)
        none = dt.timedelta()
        wide = {rcid: none if reliable[rcid] else slack for rcid in days}
        spread = [(rcid, day, day - wide[rcid], day + wide[rcid]) for rcid, day in days.items()]
        self._table("days", "rcid int, day date, lo date, hi date", spread)
        self._table("seats", "key varchar, seat varchar, since date, until date", self._seats())
        held = [(t.code, t.first or dt.date.min, t.last or dt.date(2999, 1, 1)) for t in memberships()]
        self._table("held", "code varchar, since date, until date", held)
        self._check_codes()
        return {int(rcid): Lists(*rest) for rcid, *rest in self._run(_LISTS).fetchall()}

    def _seats(self) -> list[tuple[str | None, ...]]:
        """Every key that took a position, with the seats it held and from when to when."""
        query = "select distinct key, day from cells join days using (rcid) where code in (1, 2, 3, 8) order by all"
        met: dict[str, list[dt.date]] = {}
        for key, day in self._run(query).fetchall():
            met.setdefault(key, []).append(day)
        kinds = self._files.cells.states
        return [
            (key, seat, str(first), str(last))
            for key, days in met.items()
            for seat, first, last in spans(key, kinds, days)
        ]

    def _check_codes(self) -> None:
        unknown = self._run(
            "select key, count(*), min(day), max(day) from cells join days using (rcid) join seats using (key) "
            "where code in (1, 2, 3, 8) and day between since and until and seat is null group by key order by key"
        ).fetchall()
        if unknown:
            faults = [
                Fault(f"{n} rows from {first} to {last}", "the code of a state", repr(key.strip(SEPARATOR)))
                for key, n, first, last in unknown
            ]
            raise refuse(self._name, faults, NEXT)

    def _bad_rows(self, cells: Layout) -> list[Fault]:
        """The rows whose number or vote cannot be read, in the file's order."""
        self._run("set preserve_insertion_order = true")
        self._run("set threads = 1")
        numbered = f"select row_number() over () + 1 as n, rcid as written, vote, {_cell(cells)} from {cells.table}"  # noqa: S608
        found = self._run(
            f"select n, written, vote, r.rcid from (select n, written, vote, rcid_1 as rcid, code from ({numbered}) "  # noqa: S608
            f"as t(n, written, vote, rcid_1, key, code)) r where rcid is null or code is null order by n limit {_SHOWN}"
        ).fetchall()
        return [
            Fault(f"row {n}", "the number of a roll call", repr(written))
            if rcid is None
            else Fault(f"row {n}", "a vote (1 yes, 2 abstain, 3 no, 8 absent, 9 not a member)", repr(vote))
            for n, written, vote, rcid in found
        ]

    def _table(self, name: str, described: str, rows: Sequence[Sequence[object]]) -> None:
        self._run(f"create temp table {name} ({described})")
        if rows:
            lists = [list(column) for column in zip(*rows, strict=True)]
            self._run(f"insert into {name} select {', '.join('unnest(?)' for _ in lists)}", *lists)

    def _one(self, query: str) -> int:
        return int(self._column(query)[0])

    def _column(self, query: str, *values: object) -> list[int]:
        return [row[0] for row in self._run(query, *values).fetchall()]


def _cell(cells: Layout) -> str:
    """SQL for a cell's roll call, member and vote; nothing for a number or vote that is none."""
    key = f" || '{SEPARATOR}' || ".join(f"coalesce(trim({name}), '')" for name in cells.states)
    cases = " ".join(f"when {words} then {code}" for code, words in _cases())
    vote = "lower(trim(coalesce(vote, '')))"
    return f"{_NUMBER} as rcid, {key} as key, (case {cases.replace('?', vote)} end)::tinyint as code"


def _cases() -> Iterable[tuple[int, str]]:
    return ((code, f"? in ({words})") for code, words in _CODES.items())


def _mixed(rcid: int | None) -> Fault:
    if rcid is None:
        return Fault("a roll call", "its number", "none")
    return Fault(f"roll call {rcid}", "one day, symbol and tally in all its rows", "rows that differ")


_LISTS = """
with placed as (
  select rcid, seat, code, key, lo, hi
  from cells join days using (rcid) join seats using (key)
  where code in (1, 2, 3, 8) and day between since and until),
members as (
  select rcid, seat, min(code) as code, count(*) > 1 as several,
         count(*) filter (where code < 8) > 1 or count(distinct key) < count(*) as twice, min(lo) as lo, min(hi) as hi
  from placed group by rcid, seat),
known as (
  select m.*, exists (from held h where h.code = m.seat and h.since <= m.hi and h.until >= m.lo) as member
  from members m),
lists as (
  select rcid,
    coalesce(string_agg(seat, ' ' order by seat) filter (where code = 1), ''),
    coalesce(string_agg(seat, ' ' order by seat) filter (where code = 2), ''),
    coalesce(string_agg(seat, ' ' order by seat) filter (where code = 3), ''),
    coalesce(string_agg(seat, ' ' order by seat) filter (where code = 8 and member), ''),
    coalesce(string_agg(seat, ' ' order by seat) filter (where several and not twice and code < 8), ''),
    coalesce(string_agg(seat, ' ' order by seat) filter (where twice), ''),
    coalesce(string_agg(seat, ' ' order by seat) filter (where not member and code < 8), ''),
    coalesce(string_agg(seat, ' ' order by seat) filter (where not member and code = 8), '')
  from known group by rcid)
select lists.*, coalesce(blanks.n, 0)
from lists left join (select rcid, count(*) as n from cells where code = 0 group by rcid) blanks using (rcid)
order by rcid
"""
