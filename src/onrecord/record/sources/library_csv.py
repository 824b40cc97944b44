"""The UN Digital Library's open voting files: one row a member and vote, gathered into one fragment a vote."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from onrecord.record.positions import Seats
from onrecord.record.sources.codes import seat
from onrecord.record.sources.columns import header
from onrecord.record.sources.database import quoted, quoted_path, scanner, told
from onrecord.record.sources.harvest import Defect, Fault, Harvest, refuse
from onrecord.record.sources.library_rows import DIFFERS, WHOLE, Wrong, last_number, located
from onrecord.record.sources.seated import nobody_voted
from onrecord.record.sources.stray import settled
from onrecord.states import council_members, members_on
from onrecord.terms import Basis, Body, Fragment, ItemKind, Outcome, Position, Tally

if TYPE_CHECKING:
    import duckdb

_ORIGIN = {Body.UNGA: "library-assembly", Body.UNSC: "library-council"}
_POSITION = {"y": Position.YES, "n": Position.NO, "a": Position.ABSTAIN, "x": Position.ABSENT}
_HEADS = (
    "date resolution draft meeting session committee_report title agenda_title description agenda subjects vote_note "
    "total_yes total_no total_abstentions total_non_voting total_ms modality undl_link"
).split()
_STEADY = "date resolution total_yes total_no total_abstentions".split()
_TAIL = re.compile(r"\s*:\s*(?:resolution|decision)\s*/.*$", re.DOTALL)
_BRACKET = re.compile(r"\[(.*)\]\s*$", re.DOTALL)
_COUNCIL_YEAR = re.compile(r"\s*\(\d{4}\)$")
_SILENT = re.compile(r"without\s+(?:a\s+)?vote|acclamation|consensus", re.IGNORECASE)
_LARGEST = {Body.UNGA: 220, Body.UNSC: 15}
_NUMBER = re.compile(r"\s*(\d+)(?:\.0)?\s*", re.ASCII)
_DAY = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?:[T ].*)?\s*", re.ASCII)
_DRAFT = re.compile(r"/L\.\d")
_LONGEST_SYMBOL = 200
_THEN = "Download the file again, or give another with --from FILE"


class Gathered(NamedTuple):
    """One vote's rows, gathered by the database: what they share, the codes by vote, and what is odd about them."""

    undl_id: str
    head: Mapping[str, str]
    y: str
    n: str
    a: str
    x: str
    stray: list[str]  # CODE=CELL, for cells that hold none of the known letters
    rows: int
    steady: bool  # whether every row says the same of the vote itself
    alike: bool  # whether every row says the same of everything but the member


def read(path: Path) -> Harvest:
    """Every vote in a Library voting file, Assembly or Council by its columns; positions under our seat codes.

    DataError naming row and reason when the file is cut, doubled, mixed, not UTF-8, or holds a vote that cannot be:
    an unknown code, a voter that was no member that day, more votes than members.
    """
    body, names = header(path)
    digest: Future[str] | None = None
    wrong: list[Wrong] = []
    defects: list[Defect] = []
    fragments = []
    last = last_number(path, names)
    for gathered in _gather(path, names):
        # The scan takes every core; what follows takes one, and hashing leaves it alone.
        digest = digest or ThreadPoolExecutor(1).submit(_digest, path)
        reading = _Vote(body, gathered, ends_file=gathered.undl_id == last)
        fragments.append(reading.fragment())
        wrong += reading.wrong
        defects += reading.defects
    if wrong:
        raise refuse(path.name, located(path, names, _STEADY, wrong), _THEN)
    if digest is None:
        raise refuse(path.name, [Fault("row 2", "the vote of a member", "the end of the file")], _THEN)
    fragments.sort(key=lambda f: (f.day or dt.date.min, f.ref))
    defects.sort(key=lambda d: (d.where, d.found))
    return Harvest(_ORIGIN[body], tuple(fragments), tuple(defects), digest.result(), whole=True)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        hashed = sha256()
        while block := stream.read(1 << 20):
            hashed.update(block)
    return hashed.hexdigest()


def _gather(path: Path, names: list[str]) -> Iterator[Gathered]:
    """One row a vote, in one pass over the file; a second one for votes whose rows differ in a title or a note."""
    import duckdb

    held = [name for name in _HEADS if name in names]
    known = "when 'Y' then 'y' when 'N' then 'n' when 'A' then 'a' when 'X' then 'x'"
    # Nearly every cell is one of the four letters as it stands; only the rest is worth trimming.
    letter = f"case ms_vote {known} else case upper(trim(ms_vote)) {known} when 'NV' then 'x' else '?' end end"
    steady = ", ".join(f"coalesce({name}, '')" for name in _STEADY)
    every = ", ".join(held)
    lists = ", ".join(f"coalesce(string_agg(code, ' ') filter (where v = '{v}'), '')" for v in "ynax")
    query = f"""
        select coalesce(undl_id, ''), {", ".join(f"coalesce(any_value({name}), '')" for name in held)}, {lists},
               coalesce(list(code || '=' || coalesce(ms_vote, '')) filter (where v = '?'), []),
               count(*), min(h) = max(h), min(e) = max(e)
        from (select *, coalesce(trim(ms_code), '') as code, {letter} as v, hash({steady}) as h, hash({every}) as e
              from {_table(path, names)})
        group by undl_id"""  # noqa: S608 - column names are ours, the path is quoted
    con = scanner()
    uneven: list[Gathered] = []
    try:
        answer = con.execute(query)
        while rows := answer.fetchmany(2048):
            for undl_id, *cells in rows:
                head = dict(zip(held, cells, strict=False))
                gathered = Gathered(undl_id, head, *cells[len(held) :])
                if gathered.alike:
                    yield gathered
                else:
                    uneven.append(gathered)
        yield from _settled(con, _table(path, names), held, uneven)
    except duckdb.Error as error:
        raise refuse(path.name, [told(error)], _THEN) from error
    finally:
        con.close()


def _settled(
    con: "duckdb.DuckDBPyConnection", table: str, held: list[str], uneven: list[Gathered]
) -> Iterator[Gathered]:
    """Votes whose rows differ, each cell the first in alphabetical order, so that a file always reads alike."""
    if not uneven:
        return
    least = ", ".join(f"coalesce(min({name}), '')" for name in held)
    query = f"select coalesce(undl_id, ''), {least} from {table} where undl_id in (select unnest(?)) group by undl_id"  # noqa: S608
    heads = {row[0]: row[1:] for row in con.execute(query, [[vote.undl_id for vote in uneven]]).fetchall()}
    for vote in uneven:
        yield vote._replace(head=dict(zip(held, heads.get(vote.undl_id, vote.head.values()), strict=True)))


def _table(path: Path, names: list[str]) -> str:
    columns = ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in names)
    return (
        f"read_csv({quoted_path(path)}, columns={{{columns}}}, header=true, auto_detect=false, delim=',', quote='\"', "
        "escape='\"', max_line_size=200000, null_padding=false, ignore_errors=false, compression='none')"
    )


class _Vote:
    """One vote of the file, and what was found wrong with it on the way."""

    def __init__(self, body: Body, rows: Gathered, *, ends_file: bool) -> None:
        self.body, self.rows, self.head, self.ends_file = body, rows, rows.head, ends_file
        self.wrong: list[Wrong] = []
        self.defects: list[Defect] = []
        self.strangers = 0  # listed without a vote and without a seat
        number = _NUMBER.fullmatch(rows.undl_id)
        self.ref = number[1] if number else ""
        if not number:
            self._fault("the number of a record in undl_id", repr(rows.undl_id[:40]))
        if not rows.steady:
            self._fault("the same day, symbol and totals in every row of one vote", "another", DIFFERS)
        elif not rows.alike:
            self._tell("rows that differ in a title or a note", "the first in alphabetical order is kept")

    def fragment(self) -> Fragment:
        """The vote as the Library states it."""
        head, day = self.head, self._day()
        tally = self._tally()
        silent = self._silent()
        positions = Seats(()) if silent else self._positions(day, tally)
        if self.strangers and tally is not None and tally.absent is not None:
            tally = replace(tally, absent=max(0, tally.absent - self.strangers))
        if nobody_voted(positions):
            self._tell("a list in which nobody voted", "taken for no list")
            positions, tally = Seats(()), None
        resolution, draft = self._symbol("resolution"), self._symbol("draft")
        if _DRAFT.search(resolution):  # a draft's symbol in the wrong column adopts nothing
            resolution, draft = "", draft or resolution
        symbol = resolution or draft
        if not symbol:
            self._fault("the symbol of a resolution or draft", "none")
        return Fragment(
            source=f"UN Digital Library record {self.ref}",
            basis=Basis.DOCUMENT,
            tally=None if silent else tally,
            day=day,
            note=head.get("vote_note", "").strip(),
            origin=_ORIGIN[self.body],
            ref=self.ref,
            address=head.get("undl_link", ""),
            body=self.body,
            symbol=_COUNCIL_YEAR.sub("", symbol) if self.body is Body.UNSC else symbol,
            draft=draft,
            kind=ItemKind.RESOLUTION if resolution else ItemKind.DRAFT,
            title=self._title(),
            outcome=_outcome(bool(resolution), silent),
            positions=positions,
            meeting=head.get("meeting", "").strip(),
            session=_session(head.get("session", "")),
            agenda=" ".join((head.get("agenda_title") or head.get("agenda") or "").split()),
        )

    def _fault(self, expected: str, found: str, cell: str = WHOLE) -> None:
        self.wrong.append(Wrong(self.rows.undl_id, cell, expected, found))

    def _silent(self) -> bool:
        """Whether the text was adopted without a vote: by the column that says how, or by a note no vote belies."""
        divided = bool(self.rows.n or self.rows.a)
        if _SILENT.search(self.head.get("modality", "")):
            if divided:
                self._tell("members' votes of a text adopted without a vote", "left out")
            return True
        if _SILENT.search(self.head.get("vote_note", "")):
            if not divided:
                return True
            self._tell("a note of an adoption without a vote beside votes against or abstentions", "read as a vote")
        return False

    def _symbol(self, column: str) -> str:
        symbol = " ".join(self.head.get(column, "").split())
        if not symbol.isprintable() or len(symbol) > _LONGEST_SYMBOL:
            self._fault("the symbol of a resolution or draft", repr(symbol[:60]))
        return symbol

    def _day(self) -> dt.date:
        written = _DAY.fullmatch(self.head["date"])
        try:
            return dt.date.fromisoformat(written[1] if written else "")
        except ValueError:
            self._fault("a day such as 2022-03-02", repr(self.head["date"][:40]))
            return dt.date.min

    def _title(self) -> str:
        title = self.head.get("title") or self.head.get("description") or ""
        inner = _BRACKET.search(title) if self.body is Body.UNSC else None
        plain = " ".join((inner[1] if inner else _TAIL.sub("", title)).split()).rstrip(".")
        return plain[:1].upper() + plain[1:]

    def _tally(self) -> Tally | None:
        names = ("total_yes", "total_no", "total_abstentions", "total_non_voting")
        counts = [_count(self.head.get(name, "")) for name in names]
        if -1 in counts or None in counts[:3]:
            self._fault("whole numbers as totals", ", ".join(self.head.get(name, "") for name in names))
            return None
        yes, no, abstain, absent = counts
        assert yes is not None
        assert no is not None
        assert abstain is not None
        cast = yes + no + abstain + (absent or 0)
        members = _count(self.head.get("total_ms", ""))
        if members == -1:
            self._fault("a whole number as total_ms", repr(self.head["total_ms"][:40]))
        elif cast > _LARGEST[self.body] or (members is not None and yes + no + abstain > members):
            self._fault(f"a tally of at most {members or _LARGEST[self.body]} members", f"{yes}-{no}-{abstain}")
        return Tally(yes, no, abstain, absent)

    def _check_whole(self, tally: Tally | None, named: int) -> None:
        """Every row names one member, and each member has a row; where the file ends, a missing one shows a cut."""
        if named != self.rows.rows:
            self._fault("one member's code in every row", f"{self.rows.rows} rows with {named} codes")
        if tally is None:
            return
        members = _count(self.head.get("total_ms", "")) or tally.yes + tally.no + tally.abstain + (tally.absent or 0)
        if self.rows.rows < members and self.ends_file:
            self._fault(f"the votes of {members} members", f"those of {self.rows.rows} and the end of the file")
        elif self.rows.rows != members and self.head.get("total_ms", "").strip():
            self._tell(f"{self.rows.rows} members listed of {members} stated", "read as listed")

    def _positions(self, day: dt.date, tally: Tally | None) -> Seats:
        """Seat codes by position; what is odd becomes a defect, what cannot be a fault."""
        listed = {_POSITION[v]: getattr(self.rows, v).split(" ") if getattr(self.rows, v) else [] for v in "ynax"}
        self._check_whole(tally, sum(map(len, listed.values())) + len(self.rows.stray))
        if self.rows.stray:
            listed = settled(listed, self.rows.stray, tally, self._tell)
        members = council_members(day) if self.body is Body.UNSC else members_on(day)
        seats = {position: self._seats(codes, position, day, members) for position, codes in listed.items()}
        together = [code for codes in seats.values() for code in codes]
        if len(set(together)) != len(together):
            for code in sorted({code for code in together if together.count(code) > 1}):
                self._fault("each member once", f"{code} twice", code)
        if tally is not None and any(together):
            counted = Tally(*(len(seats[p]) for p in (Position.YES, Position.NO, Position.ABSTAIN)))
            if (counted.yes, counted.no, counted.abstain) != (tally.yes, tally.no, tally.abstain):
                self._tell(f"a stated tally of {tally} over votes that count {counted}", "both are kept")
        return Seats(tuple((position, " ".join(codes)) for position, codes in seats.items() if codes))

    def _tell(self, found: str, treatment: str) -> None:
        self.defects.append(Defect(_ORIGIN[self.body], f"record {self.ref or '(none)'}", found, treatment))

    def _seats(self, codes: list[str], position: Position, day: dt.date, members: frozenset[str]) -> list[str]:
        """The seats of the codes, sorted; almost always the codes themselves."""
        if members.issuperset(codes):
            return sorted(codes)
        seats = []
        for code in codes:
            ours = seat(code, day)
            if ours is None:
                self._fault("a member's three-letter code", repr(code[:40]), code)
            elif ours in members:
                seats.append(ours)
            elif position is Position.ABSENT:
                self._tell(f"{code} listed without a vote, no member on {day}", "left out")
                self.strangers += 1
            else:
                self._fault(f"members' votes only, on {day}", f"{position} by {code}, no member that day", code)
        return sorted(seats)


@lru_cache(maxsize=1024)
def _count(text: str) -> int | None:
    """A total such as 120 or 120.0; None where there is none, -1 where it is no whole number of votes."""
    text = text.strip()
    if not text:
        return None
    whole, _, rest = text.partition(".")
    return int(whole) if whole.isascii() and whole.isdigit() and len(whole) < 5 and not rest.strip("0") else -1


def _session(text: str) -> str:
    """The session as written: 77, ES-11, S-VI; 77.0 where a spreadsheet has been at it."""
    return text.strip().removesuffix(".0")


def _outcome(resolution: bool, silent: bool) -> Outcome | None:
    """Adopted where there is a resolution; of a draft without one the file does not say."""
    if not resolution:
        return None
    return Outcome.ADOPTED_WITHOUT_VOTE if silent else Outcome.ADOPTED
