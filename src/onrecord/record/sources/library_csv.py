"""The UN Digital Library's open voting files: one row a member and vote, gathered into one fragment a vote."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from onrecord.record.positions import Seats
from onrecord.record.sources.codes import seat
from onrecord.record.sources.columns import header
from onrecord.record.sources.database import SCAN_SETTINGS, quoted, told
from onrecord.record.sources.harvest import Defect, Fault, Harvest, refuse
from onrecord.record.sources.seated import nobody_voted
from onrecord.record.sources.stray import settled
from onrecord.states import members_on
from onrecord.terms import Basis, Body, Fragment, ItemKind, Outcome, Position, Tally

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


class Gathered(NamedTuple):
    """One vote's rows, gathered by the database: what they share, the codes by vote, and what is odd about them."""

    undl_id: str
    head: Mapping[str, str]
    y: str
    n: str
    a: str
    x: str
    stray: str  # CODE=CELL, for cells that hold none of the known letters
    steady: bool  # whether every row says the same of the vote itself


def read(path: Path) -> Harvest:
    """Every vote in a Library voting file, Assembly or Council by its columns; positions under our seat codes.

    DataError naming row and reason when the file is cut, doubled, mixed, not UTF-8, or holds a vote that cannot be:
    an unknown code, a voter that was no member that day, more votes than members.
    """
    body, names = header(path)
    hashing = ThreadPoolExecutor(1)
    digest = hashing.submit(_digest, path)  # hashing lets the scan go on beside it
    faults: list[Fault] = []
    defects: list[Defect] = []
    fragments = []
    for gathered in _gather(path, names):
        reading = _Vote(body, gathered)
        fragments.append(reading.fragment())
        faults += reading.faults
        defects += reading.defects
    if not fragments:
        faults.append(Fault("row 2", "the vote of a member", "the end of the file"))
    if faults:
        raise refuse(path.name, faults, "Download the file again, or give another with --from FILE")
    fragments.sort(key=lambda f: (f.day or dt.date.min, f.ref))
    return Harvest(_ORIGIN[body], tuple(fragments), (), tuple(defects), digest.result())


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        hashed = sha256()
        while block := stream.read(1 << 20):
            hashed.update(block)
    return hashed.hexdigest()


def _gather(path: Path, names: list[str]) -> Iterator[Gathered]:
    """One row a vote, in one pass over the file."""
    import duckdb

    held = [name for name in _HEADS if name in names]
    letter = "case upper(trim(ms_vote)) when 'Y' then 'y' when 'N' then 'n' when 'A' then 'a' when 'X' then 'x' "
    letter += "when 'NV' then 'x' else '?' end"
    steady = ", ".join(f"coalesce({name}, '')" for name in _STEADY)
    lists = ", ".join(f"coalesce(string_agg(code, ' ') filter (where v = '{v}'), '')" for v in "ynax")
    query = f"""
        select undl_id, {", ".join(f"coalesce(any_value({name}), '')" for name in held)}, {lists},
               coalesce(string_agg(code || '=' || coalesce(ms_vote, ''), '|') filter (where v = '?'), ''),
               min(h) = max(h)
        from (select *, trim(ms_code) as code, {letter} as v, hash({steady}) as h from {_table(path, names)})
        group by undl_id"""  # noqa: S608 - column names are ours, the path is quoted
    con = duckdb.connect(config=SCAN_SETTINGS)
    try:
        answer = con.execute(query)
        while rows := answer.fetchmany(2048):
            for undl_id, *cells in rows:
                head = dict(zip(held, cells, strict=False))
                yield Gathered(undl_id or "", head, *cells[len(held) :])
    except duckdb.Error as error:
        raise refuse(path.name, [told(error)], "Download the file again, or give another with --from FILE") from error
    finally:
        con.close()


def _table(path: Path, names: list[str]) -> str:
    columns = ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in names)
    return (
        f"read_csv({quoted(str(path))}, columns={{{columns}}}, header=true, auto_detect=false, delim=',', quote='\"', "
        "escape='\"', max_line_size=200000, null_padding=false, ignore_errors=false)"
    )


class _Vote:
    """One vote of the file, and what was found wrong with it on the way."""

    def __init__(self, body: Body, rows: Gathered) -> None:
        self.body, self.rows, self.head = body, rows, rows.head
        self.faults: list[Fault] = []
        self.defects: list[Defect] = []
        self.where = f"record {rows.undl_id or '(none)'}"
        if not rows.steady:
            self._fault("the same day, symbol and totals in every row of one vote", "rows that differ")

    def fragment(self) -> Fragment:
        """The vote as the Library states it."""
        head, day = self.head, self._day()
        tally = self._tally()
        silent = bool(_SILENT.search(head.get("modality", "")) or _SILENT.search(head.get("vote_note", "")))
        positions = Seats(()) if silent else self._positions(day, tally)
        if nobody_voted(positions):
            self._tell("a list in which nobody voted", "taken for no list")
            positions, tally = Seats(()), None
        symbol = head["resolution"].strip() or head.get("draft", "").strip()
        if not symbol:
            self._fault("the symbol of a resolution or draft", "none")
        resolution = bool(head["resolution"].strip())
        return Fragment(
            source=f"UN Digital Library record {self.rows.undl_id}",
            basis=Basis.DOCUMENT,
            tally=None if silent else tally,
            day=day,
            note=head.get("vote_note", "").strip(),
            origin=_ORIGIN[self.body],
            ref=self.rows.undl_id,
            address=head.get("undl_link", ""),
            body=self.body,
            symbol=_COUNCIL_YEAR.sub("", symbol) if self.body is Body.UNSC else symbol,
            draft=head.get("draft", "").strip(),
            kind=ItemKind.RESOLUTION if resolution else ItemKind.DRAFT,
            title=self._title(),
            outcome=_outcome(resolution, silent),
            positions=positions,
            meeting=head.get("meeting", "").strip(),
            session=_session(head.get("session", "")),
            agenda=" ".join((head.get("agenda_title") or head.get("agenda") or "").split()),
        )

    def _fault(self, expected: str, found: str) -> None:
        self.faults.append(Fault(self.where, expected, found))

    def _day(self) -> dt.date:
        text = self.head["date"].strip()[:10]
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            self._fault("a day such as 2022-03-02", repr(text))
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
        if cast > _LARGEST[self.body] or (members is not None and yes + no + abstain > members):
            self._fault(f"a tally of at most {members or _LARGEST[self.body]} members", f"{yes}-{no}-{abstain}")
        return Tally(yes, no, abstain, absent)

    def _positions(self, day: dt.date, tally: Tally | None) -> Seats:
        """Seat codes by position; what is odd becomes a defect, what cannot be a fault."""
        listed = {_POSITION[v]: getattr(self.rows, v).split(" ") if getattr(self.rows, v) else [] for v in "ynax"}
        if self.rows.stray:
            listed = settled(listed, self.rows.stray.split("|"), tally, self._tell)
        members = members_on(day)
        seats = {position: self._seats(codes, position, day, members) for position, codes in listed.items()}
        together = [code for codes in seats.values() for code in codes]
        if len(set(together)) != len(together):
            twice = sorted({code for code in together if together.count(code) > 1})
            self._fault("each member once", f"{', '.join(twice)} twice")
        return Seats(tuple((position, " ".join(codes)) for position, codes in seats.items() if codes))

    def _tell(self, found: str, treatment: str) -> None:
        self.defects.append(Defect(_ORIGIN[self.body], self.where, found, treatment))

    def _seats(self, codes: list[str], position: Position, day: dt.date, members: frozenset[str]) -> list[str]:
        """The seats of the codes, sorted; almost always the codes themselves."""
        if members.issuperset(codes):
            return sorted(codes)
        seats = []
        for code in codes:
            ours = seat(code, day)
            if ours is None:
                self._fault("a member's three-letter code", repr(code))
            elif ours in members:
                seats.append(ours)
            elif position is Position.ABSENT:
                self._tell(f"{code} listed without a vote, no member on {day}", "left out")
            else:
                self._fault(f"members' votes only, on {day}", f"{position} by {code}, no member that day")
        return sorted(seats)


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
