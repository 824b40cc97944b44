"""Voeten's roll calls of the General Assembly as published: one wide file, or the split files of the R export."""

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import shorten

from onrecord.record.positions import Seats
from onrecord.record.sources.harvest import Defect, Fault, Harvest, refuse
from onrecord.record.sources.voeten.layout import found
from onrecord.record.sources.voeten.scan import NEXT, Lists, Scan
from onrecord.record.sources.voeten.spelling import DAYS_RELIABLE, day_of, library_symbol, order_of
from onrecord.terms import Basis, Body, Fragment, ItemKind, Position, Tally

_ORIGIN = "voeten"
_ISSUES = ("me", "nu", "di", "hr", "co", "ec")
_MOST_MEMBERS = 193
_LONGEST_TITLE, _LONGEST_NOTE = 300, 400  # from session 71 the description is the President's whole speech
_TRUE = ("1", "1.0", "TRUE", "true")
_EMPTY = Lists("", "", "", "", "", "", "", "", 0)
_Heads = dict[int, Mapping[str, str]]


def read(path: Path) -> Harvest:
    """Every roll call in a file of Voeten's, or in a folder of his split files; positions under our seat codes.

    What the release lacks stays empty: the R export has no absences and no tallies. DataError naming row or roll call
    and reason when a file is cut, doubled, mixed or not UTF-8, when its days cannot be told apart from its months, or
    when it holds a vote that cannot be.
    """
    files = found(path)
    scan = Scan(files)
    try:
        scan.load()
        heads = scan.heads()
        days, sessions = _days(files.rolls.path.name, heads)
        reliable = {rcid: session >= DAYS_RELIABLE for rcid, session in sessions.items()}
        lists = scan.lists(days, reliable)
        issues = scan.issues()
    finally:
        scan.close()
    rolls = [
        _Roll(rcid, head, days[rcid], sessions[rcid], lists.get(rcid, _EMPTY), issues.get(rcid, set()))
        for rcid, head in heads.items()
    ]
    fragments = tuple(sorted((roll.fragment() for roll in rolls), key=lambda f: (f.day or dt.date.min, int(f.ref))))
    if faults := [fault for roll in rolls for fault in roll.faults]:
        raise refuse(path.name, faults, NEXT)
    defects = tuple(defect for roll in rolls for defect in roll.defects)
    return Harvest(_ORIGIN, fragments, defects, files.digest(), _notes(fragments), whole=True)


def _days(name: str, heads: _Heads) -> tuple[dict[int, dt.date], dict[int, int]]:
    """Day and session of each roll call; DataError where a day cannot be read, or not in one way for all."""
    written = {head["date"] for head in heads.values()}
    order = order_of(written - {""})
    if order is None:
        sample = ", ".join(sorted(written)[:3])
        expected = "days written in one way that tells day from month, such as 2016-12-22"
        raise refuse(name, [Fault("the column date", expected, sample or "none")], NEXT)
    days: dict[int, dt.date] = {}
    sessions: dict[int, int] = {}
    faults = []
    for rcid, head in heads.items():
        day = day_of(head["date"], order)
        session = head["session"].removesuffix(".0")
        if day is None or day.year < 1946:
            faults.append(Fault(f"roll call {rcid}", "a day since 1946", repr(head["date"])))
        elif session and not (session.isdigit() and 0 < int(session) < 200):
            faults.append(Fault(f"roll call {rcid}", "the number of a session", repr(session)))
        else:
            days[rcid] = day
            sessions[rcid] = int(session) if session else day.year - (1945 if day.month > 8 else 1946)
    if faults:
        raise refuse(name, faults, NEXT)
    return days, sessions


class _Roll:
    """One roll call of the file, and what was found odd about it on the way."""

    def __init__(
        self, rcid: int, head: Mapping[str, str], day: dt.date, session: int, lists: Lists, issues: set[str]
    ) -> None:
        self.rcid, self.head, self.day, self.session, self.lists = rcid, head, day, session, lists
        self.issues = tuple(code for code in _ISSUES if head[code] in _TRUE or code in issues)
        self.faults: list[Fault] = []
        self.defects: list[Defect] = []

    def fragment(self) -> Fragment:
        """The roll call as the file states it."""
        head = self.head
        symbol = library_symbol(head["unres"], self.session)
        paragraph, amendment = head["para"] in _TRUE, head["amend"] in _TRUE
        part = paragraph or amendment
        self._check()
        return Fragment(
            source=f"Voeten, General Assembly roll calls, rcid {self.rcid}",
            basis=Basis.DOCUMENT,
            tally=self._tally(),
            day=self.day,
            note="; ".join(filter(None, self._notes(symbol))),
            origin=_ORIGIN,
            ref=str(self.rcid),
            body=Body.UNGA,
            symbol="" if part else symbol,
            kind=ItemKind.PARAGRAPH if paragraph else ItemKind.AMENDMENT if amendment else ItemKind.UNSPECIFIED,
            title=head["short"] or (head["descr"] if len(head["descr"]) <= _LONGEST_TITLE else ""),
            positions=self._positions(),
            session=str(self.session),
            part_of=symbol if part else "",
            month_only=self.session < DAYS_RELIABLE,
            issues=self.issues,
        )

    def _notes(self, symbol: str) -> Iterator[str]:
        """The symbol as the source writes it, where the Library would write another, and what part was voted on."""
        written = self.head["unres"]
        if written and written != symbol:
            yield f"{written} in the source"
        if self.head["short"] or len(self.head["descr"]) > _LONGEST_TITLE:
            yield shorten(self.head["descr"], _LONGEST_NOTE, placeholder=" ...")

    def _positions(self) -> Seats:
        lists = self.lists
        sides = (
            (Position.YES, lists.yes),
            (Position.NO, lists.no),
            (Position.ABSTAIN, lists.abstain),
            (Position.ABSENT, lists.absent),
        )
        return Seats(tuple((position, members) for position, members in sides if members))

    def _tally(self) -> Tally | None:
        """The tally stated; None where the release states none."""
        cells = [self.head[name].removesuffix(".0") for name in ("yes", "no", "abstain")]
        if "" in cells:
            return None
        if not all(cell.isascii() and cell.isdigit() and len(cell) < 4 for cell in cells):
            self._fault("whole numbers as a tally", "-".join(cells))
            return None
        tally = Tally(*map(int, cells))
        if tally.yes + tally.no + tally.abstain > _MOST_MEMBERS:
            self._fault(f"a tally of at most {_MOST_MEMBERS} members", str(tally))
        lists = self.lists
        counted = Tally(*(len(members.split()) for members in (lists.yes, lists.no, lists.abstain)))
        if counted != tally and counted != Tally(0, 0, 0):
            self._tell(f"a stated tally of {tally}, {counted} counted", "both are kept")
        return tally

    def _check(self) -> None:
        lists = self.lists
        if lists.twice:
            self._fault("each member once", f"{lists.twice.replace(' ', ', ')} twice")
        if lists.strangers:
            self._fault(f"members' votes only, about {self.day}", f"a vote by {lists.strangers.replace(' ', ', ')}")
        if lists.doubled:
            self._tell(f"{lists.doubled.replace(' ', ', ')} also absent under another code", "the vote is kept")
        if lists.gone:
            self._tell(f"{lists.gone.replace(' ', ', ')} listed as absent, no member about that day", "left out")
        if lists.blank:
            self._tell(f"{lists.blank} cells without a vote code", "left without a position")
        if lists == _EMPTY:
            self._tell("no member's vote", "kept without positions")

    def _fault(self, expected: str, what: str) -> None:
        self.faults.append(Fault(f"roll call {self.rcid}", expected, what))

    def _tell(self, what: str, treatment: str) -> None:
        self.defects.append(Defect(_ORIGIN, f"roll call {self.rcid}", what, treatment))


def _notes(fragments: tuple[Fragment, ...]) -> tuple[str, ...]:
    early = sum(f.month_only for f in fragments)
    if not early:
        return ()
    return (
        f"{early} roll calls before session {DAYS_RELIABLE} keep their month only: the source's days are not the UN's.",
    )
