"""What one catalogue record says of a vote: the text, the day, the outcome, the official totals and who voted how."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from onrecord.record.positions import Seats
from onrecord.record.sources.harvest import Defect, Fault
from onrecord.record.sources.marcxml.rolls import LARGEST, Roll, Totals, counted, disbelieved, is_library, rows, swapped
from onrecord.record.sources.marcxml.stream import Record
from onrecord.record.sources.marcxml.texts import (
    amended_text,
    body_of,
    days_in,
    draft_of,
    figures_in,
    is_amendment,
    mended,
    outcome_in,
    session_of,
)
from onrecord.states import find_state
from onrecord.terms import Basis, Body, Fragment, ItemKind, Outcome, Position, Tally, UsageError

_ORIGINS = {
    Body.UNHRC: "rights",
    Body.UNCHR: "rights",
    Body.UNGA: "library-assembly",
    Body.UNSC: "library-council",
}
_RIGHTS = (Body.UNHRC, Body.UNCHR)
_NOTES = (
    (re.compile(r"without (?:a )?vote|acclamation|consensus", re.I), Outcome.ADOPTED_WITHOUT_VOTE),
    (re.compile(r"withdrawn", re.I), Outcome.WITHDRAWN),
    (re.compile(r"not considered", re.I), Outcome.NOT_CONSIDERED),
)
_KINDS = (
    (re.compile(r"/RES"), ItemKind.RESOLUTION),
    (re.compile(r"/DEC"), ItemKind.DECISION),
    (re.compile(r"/PRST"), ItemKind.STATEMENT),
)
_TITLED = re.compile(r"\s*:\s*(?P<what>amendment|resolution|decision|presidential statement|draft \w+)\s*/?.*$", re.I)
_TITLES = {
    "resolution": ItemKind.RESOLUTION,
    "decision": ItemKind.DECISION,
    "presidential statement": ItemKind.STATEMENT,
}
_MISPLACED = re.compile(r"(A/HRC)/(?:RES|DEC)/(\S+/L\.\S+)")
_JOINED = re.compile(r"^(A/HRC/(?:RES|DEC))(?=\d)")
_YEAR = re.compile(r"\s*\(\d{4}\)$")
_BRACKETED = re.compile(r"\[(.*)\]\s*$", re.DOTALL)
_MEETING = re.compile(r"\bat the (\d+\w* ?(?:organizational )?meeting)", re.I)
_SPONSORS = re.compile(r"\s*main sponsors?\s*:\s*(.+)", re.I)


class Vote:
    """One record's account of a vote, and what was found wrong or odd in it on the way."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.faults: list[Fault] = []
        self.defects: list[Defect] = []
        self._count: Tally | None = None
        self._where = f"record {record.number or f'at line {record.line}'}"
        self._draft = mended("; ".join(record.all("993", "a")))
        self._note = record.first("591", "a") or record.first("996", "a")
        written = record.first("791", "a") or record.first("191", "a")
        self._symbol = _YEAR.sub("", _JOINED.sub(r"\1/", _MISPLACED.sub(r"\1/\2", mended(written))))
        self._body = body_of(self._symbol, record.first("981", "a"))
        self._origin = _ORIGINS.get(self._body, "rights") if self._body else "rights"
        if self._symbol and self._symbol != _YEAR.sub("", written):
            self._tell(f"the symbol {written}", f"read as {self._symbol}")

    def fragment(self) -> Fragment | None:
        """The vote as the record states it; None for a record that is of another body or of no vote."""
        if self._body is None or not self._is_vote():
            self._tell(f"no vote of a body the record keeps ({self._symbol or 'no symbol'})", "left out")
            return None
        if not self.record.number.isdigit():
            self._fault("the record's number in field 001", repr(self.record.number))
        day = self._day()
        if day is None:
            return None
        kind = self._kind()
        totals = self._totals(self._body)
        silent = next((outcome for pattern, outcome in _NOTES if pattern.search(self._note)), None)
        positions, tally = self._votes(self._body, day, totals, silent)
        outcome = silent or self._outcome(kind, tally, positions)
        if outcome is Outcome.ADOPTED_WITHOUT_VOTE:
            positions, tally = {}, None
        return self._fragment(self._body, day, kind, outcome, tally, positions)

    def _fragment(
        self,
        body: Body,
        day: dt.date,
        kind: ItemKind,
        outcome: Outcome | None,
        tally: Tally | None,
        positions: Mapping[str, Position],
    ) -> Fragment:
        amendment = kind is ItemKind.AMENDMENT
        own = self._symbol or (draft_of(self._draft) if kind is not ItemKind.DECISION else "")
        return Fragment(
            source=self._cite(),
            basis=Basis.DOCUMENT,
            tally=tally,
            day=day,
            note="; ".join(self._notes(amendment=amendment)),
            origin=self._origin,
            ref=self.record.number,
            address=self._address(),
            body=body,
            symbol=own,
            draft=draft if (draft := draft_of(self._draft)) != own and not amendment else "",
            kind=kind,
            title=self._title(body),
            outcome=outcome,
            positions=_seats(positions),
            meeting=self._meeting(),
            session=session_of(own),
            part_of=amended_text(self._draft, own) if amendment else "",
            agenda="; ".join(dict.fromkeys(self.record.all("991", "d") + self.record.all("991", "c"))),
            sponsors=self._sponsors(),
        )

    def _is_vote(self) -> bool:
        """Whether the record tells of a decision: by its note, its totals, its list or the kind of its symbol."""
        record = self.record
        return bool(self._note or record.fields.get("996") or record.fields.get("967"))

    def _fault(self, expected: str, found: str) -> None:
        self.faults.append(Fault(self._where, expected, found))

    def _tell(self, found: str, treatment: str) -> None:
        self.defects.append(Defect(self._origin, self._where, found, treatment))

    def _day(self) -> dt.date | None:
        """The day of action (field 992), else of the record (269); the last where several are named."""
        acted = [day for text in self.record.all("992", "a") for day in days_in(text)]
        dated = [day for text in self.record.all("269", "a") for day in days_in(text)]
        days = acted or dated
        if not days or not 1945 < days[-1].year < 2200:
            found = self.record.first("992", "a") or self.record.first("269", "a")
            self._fault("a day such as 20220304 in field 992 or 269", repr(found))
            return None
        if len(set(acted + dated)) > 1:
            self._tell(f"the days {', '.join(map(str, dict.fromkeys(acted + dated)))}", f"dated {days[-1]}")
        return days[-1]

    def _kind(self) -> ItemKind:
        """What was voted on: an amendment by its note or title, else by the symbol, else by the title."""
        titled = _TITLED.search(self._full_title())
        what = titled["what"].lower() if titled else ""
        if what == "amendment" or is_amendment(self._draft):
            return ItemKind.AMENDMENT
        by_symbol = next((kind for pattern, kind in _KINDS if pattern.search(self._symbol)), None)
        return by_symbol or (ItemKind.DRAFT if self._symbol else _TITLES.get(what, ItemKind.DRAFT))

    def _totals(self, body: Body) -> Totals | None:
        """The official totals; from the words of the notes where field 996 has no figures."""
        found = {
            tuple(next((text for own, text in field if own == code), "") for code in "bcdef")
            for field in self.record.fields.get("996", ())
        }
        found = {cells for cells in found if any(cells[:3])}
        if len(found) > 1:
            self._fault("one set of official totals", " and ".join("-".join(cells[:3]) for cells in sorted(found)))
        if not found:
            told = figures_in(self._draft) or figures_in(self.record.first("996", "a"))
            return Totals(told, None) if told else None
        cells = found.pop()
        counts = [_count(cell) for cell in cells]
        wrong = any(n is not None and not 0 <= n <= LARGEST[body] for n in counts)
        if wrong or None in counts[:3]:
            self._fault(f"official totals of at most {LARGEST[body]} members", "-".join(cells))
            return None
        yes, no, abstain, absent, members = counts
        stated = Tally(yes or 0, no or 0, abstain or 0, absent)
        told = figures_in(self._draft)
        if told and str(told) != str(stated):
            self._tell(f"{told} in words, {stated} as official totals", "the official totals are kept")
        return Totals(stated, members)

    def _votes(
        self, body: Body, day: dt.date, totals: Totals | None, silent: Outcome | None
    ) -> tuple[Mapping[str, Position], Tally | None]:
        """The members' positions and the tally; no positions where the list contradicts the record's own totals."""
        listed = rows(self.record)
        tally = totals.tally if totals else None
        if silent is not None:
            if totals or any(row.vote not in ("", ".") for row in listed):
                self._tell(f"votes in a record marked {self._note!r}", "left out")
            return {}, None
        if not listed:
            return {}, tally
        positions = Roll(body, day, tally, self._fault, self._tell, self._scheme()).positions(listed)
        count = self._count = counted(positions)
        if totals is None:
            return positions, tally
        unused, why = disbelieved(body, count, totals)
        if why:
            self._tell(why, "the list is not used" if unused else "the list is kept")
        if unused:
            return {}, tally
        return positions, count if body in _RIGHTS else tally

    def _outcome(self, kind: ItemKind, tally: Tally | None, positions: Mapping[str, Position]) -> Outcome | None:
        """Adopted where the symbol is of an adopted text; else by the note's words, which the totals must bear out."""
        if kind not in (ItemKind.AMENDMENT, ItemKind.DRAFT):
            silent = positions and set(positions.values()) <= {Position.ABSENT, Position.NOT_ENTITLED}
            if silent and not (tally and tally.yes):
                self._tell("no vote of any member", "read as adopted without a vote")
                return Outcome.ADOPTED_WITHOUT_VOTE
            return Outcome.ADOPTED
        said = outcome_in(self._draft)
        if tally is None or self._body not in _RIGHTS:
            return said
        counts = _majority(tally)
        if said not in (Outcome.ADOPTED, Outcome.REJECTED):
            return counts
        if said is counts or (self._count and swapped(self._count, tally) and said is _majority(self._count)):
            return said
        self._tell(f"{said} in words, {tally} in figures", "left without an outcome")
        return None

    def _full_title(self) -> str:
        return " ".join(filter(None, (self.record.first("245", code) for code in "ab")))

    def _title(self, body: Body) -> str:
        """The title without what kind of text it is; of a Council record what stands in brackets."""
        title = _TITLED.sub("", self._full_title())
        inner = _BRACKETED.search(title) if body is Body.UNSC else None
        return " ".join((inner[1] if inner else title).split()).rstrip(" .:/")

    def _meeting(self) -> str:
        written = self.record.first("952", "a")
        if "/" in written:
            return written
        found = _MEETING.search(written) or _MEETING.search(self._note)
        return found[1] if found else ""

    def _notes(self, *, amendment: bool) -> Iterator[str]:
        """The catalogue's own words where they say more than the fields."""
        if amendment or (self._draft and not draft_of(self._draft)):
            yield self._draft
        if self._note and self._note.upper() not in ("RECORDED", "ADOPTED WITHOUT VOTE"):
            yield self._note

    def _sponsors(self) -> tuple[str, ...]:
        """Codes of the main sponsors that are states; a group they spoke for is left out."""
        found = next((said[1] for text in self.record.all("500", "a") if (said := _SPONSORS.match(text))), "")
        names = [re.split(r"\s+(?:\(?on behalf|\()", name)[0] for name in re.split(r",\s*(?![^()]*\))", found)]
        return tuple(dict.fromkeys(code for name in names if (code := _state(name))))

    def _scheme(self) -> str:
        return "library" if self._by_library() else "ohchr"

    def _by_library(self) -> bool:
        return self._origin != "rights" or is_library(self.record)

    def _cite(self) -> str:
        library = "UN Digital Library" if self._by_library() else "OHCHR search library"
        return f"{library} record {self.record.number}"

    def _address(self) -> str:
        host = "digitallibrary.un.org" if self._by_library() else "searchlibrary.ohchr.org"
        return f"https://{host}/record/{self.record.number}"


def _majority(tally: Tally) -> Outcome:
    """What the rights bodies' rule makes of a tally: a majority of those voting for or against."""
    return Outcome.ADOPTED if tally.yes > tally.no else Outcome.REJECTED


@lru_cache(maxsize=1024)
def _state(name: str) -> str:
    try:
        return find_state(name).code if name else ""
    except UsageError:
        return ""


def _count(text: str) -> int | None:
    """A total such as 14, 014 or 14.0; None where there is none, -1 where it is no whole number."""
    whole, _, rest = text.partition(".")
    if not text:
        return None
    return int(whole) if whole.isascii() and whole.isdigit() and len(whole) < 5 and not rest.strip("0") else -1


def _seats(positions: Mapping[str, Position]) -> Seats:
    sides = ((p, " ".join(s for s, own in positions.items() if own is p)) for p in Position)
    return Seats(tuple((p, members) for p, members in sides if members))
