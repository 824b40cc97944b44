"""Reads the packaged core tables into roll calls, quickly and without a database."""

import csv
import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from operator import itemgetter

from onrecord.record.positions import Seats, the_council
from onrecord.terms import Basis, Body, Coverage, DataError, Fragment, ItemKind, Outcome, Position, RollCall, Tally

CORE_TABLES = ("rollcalls.csv", "council_resolutions.csv", "fragments.csv", "veto_debates.csv", "coverage.csv")
_LIBRARY = "UN Digital Library record "
_BODY = {b.value: b for b in Body}
_KIND = {k.value: k for k in ItemKind}
_OUTCOME = {o.value: o for o in Outcome}
_BASIS = {b.value: b for b in Basis}
_RESOLUTION_COLUMNS = (
    "symbol date title meeting sponsors outcome procedural tally no_members abstain_members absent_members yes_members "
    "tally_basis positions_basis about topic note record source"
).split()
_MEMBER_COLUMNS = (
    ("yes_members", Position.YES),
    ("no_members", Position.NO),
    ("abstain_members", Position.ABSTAIN),
    ("absent_members", Position.ABSENT),
    ("not_entitled_members", Position.NOT_ENTITLED),
)


@dataclass(frozen=True, slots=True)
class Debate:
    """What the Assembly did after a veto under A/RES/76/262.

    `held_on` is the day of its meeting, None when none is known. `exempt` marks vetoes on whose matter
    an emergency special session met, where paragraph 1 asks for no separate debate.
    """

    held_on: dt.date | None
    exempt: bool
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything the core tables hold."""

    rollcalls: tuple[RollCall, ...]
    debates: Mapping[str, Debate]
    coverage: tuple[Coverage, ...]
    digest: str  # first sixteen hexadecimal digits of the SHA-256 of the tables


def load_core() -> Tables:
    """The packaged core record; DataError when a table is missing or a cell cannot be read."""
    texts = {name: _text(name) for name in CORE_TABLES}
    digest = hashlib.sha256("\0".join(texts.values()).encode()).hexdigest()[:16]
    try:
        further = _fragments(texts["fragments.csv"])
        rolls = [*_rollcalls(texts["rollcalls.csv"], further)]
        rolls += _resolutions(texts["council_resolutions.csv"], further)
        debates = _debates(texts["veto_debates.csv"])
        coverage = _coverage(texts["coverage.csv"])
    except (KeyError, ValueError, IndexError) as error:
        raise DataError(
            f"expected the packaged core tables to be readable, found {error!r}; reinstall onrecord"
        ) from error
    rolls.sort(key=lambda r: (r.date, r.body, r.symbol, r.order))
    return Tables(tuple(rolls), debates, coverage, digest)


def _text(name: str) -> str:
    """The text of one packaged table."""
    try:
        return resources.files("onrecord").joinpath("data", "core", name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise DataError(f"expected the packaged table core/{name}, found none; reinstall onrecord") from error


def _rows(text: str) -> Iterator[dict[str, str]]:
    """Rows by column name."""
    return csv.DictReader(text.splitlines())


def _day(text: str) -> dt.date | None:
    """The day, or None for an empty cell."""
    return dt.date.fromisoformat(text) if text else None


@cache
def _counts(text: str) -> Tally | None:
    """The tally a cell such as 11-1-3-0 states; the few hundred distinct ones are shared between votes."""
    return _tally(*text.split("-")) if text else None


def _tally(yes: str, no: str, abstain: str, absent: str) -> Tally | None:
    """The tally, or None where the votes cast are not known."""
    return Tally(int(yes), int(no), int(abstain), int(absent) if absent else None) if yes else None


def _fragments(text: str) -> dict[str, tuple[Fragment, ...]]:
    """Further sources by roll call id."""
    found: dict[str, tuple[Fragment, ...]] = {}
    for row in _rows(text):
        tally = _tally(row["yes"], row["no"], row["abstain"], row["absent"])
        fragment = Fragment(row["source"], _BASIS[row["basis"]], tally, _day(row["day"]), row["note"])
        found[row["id"]] = (*found.get(row["id"], ()), fragment)
    return found


def _rollcalls(text: str, further: Mapping[str, tuple[Fragment, ...]]) -> Iterator[RollCall]:
    """The rows of the member-by-member table, by place and not by name: the table is the bulk of the record."""
    rows = csv.reader(text.splitlines())
    at = {name: place for place, name in enumerate(next(rows))}
    members = [(position, at[column]) for column, position in _MEMBER_COLUMNS]
    figures = itemgetter(*(at[name] for name in ("yes", "no", "abstain", "absent")))
    plain = itemgetter(*(at[name] for name in ("draft", "meeting", "session", "majority", "topic", "note", "title")))
    lists = itemgetter(*(at[name] for name in ("vetoed_by", "sponsors", "about")))
    key = itemgetter(*(at[name] for name in ("body", "symbol", "date")))
    closed = itemgetter(*(at[name] for name in ("kind", "outcome", "tally_basis", "positions_basis")))
    for row in rows:
        body, symbol, on = key(row)
        day = dt.date.fromisoformat(on)
        kind, outcome, counted, seated = closed(row)
        draft, meeting, session, majority, topic, note, title = plain(row)
        vetoed_by, sponsors, about = lists(row)
        tally, basis = _tally(*figures(row)), _BASIS[counted]
        yield RollCall(
            _BODY[body],
            symbol,
            day,
            title,
            _KIND[kind],
            _OUTCOME[outcome],
            tally,
            Seats(tuple((p, row[c]) for p, c in members if row[c])),
            draft,
            meeting,
            int(row[at["order"]]),
            session,
            majority,
            row[at["procedural"]] == "yes",
            tuple(vetoed_by.split()),
            topic,
            tuple(sponsors.split()),
            tuple(about.split()),
            basis,
            _BASIS[seated],
            note,
            (Fragment(row[at["source"]], basis, tally, day), *further.get(f"{body} {symbol} {on}", ())),
        )


def _resolutions(text: str, further: Mapping[str, tuple[Fragment, ...]]) -> Iterator[RollCall]:
    """The compact table of adopted Council resolutions; who voted yes follows from the membership of the day."""
    rows = csv.reader(text.splitlines())
    if next(rows) != _RESOLUTION_COLUMNS:
        raise ValueError("council_resolutions.csv has other columns than this version reads")
    council, kind, document = Body.UNSC, ItemKind.RESOLUTION, Basis.DOCUMENT
    yes_, no_, abstain_, absent_ = Position.YES, Position.NO, Position.ABSTAIN, Position.ABSENT
    for row in rows:
        symbol, on, title, meeting, sponsors, outcome, procedural, counts, no, abstain, absent, yes = row[:12]
        counted, seated, about, topic, note, number, source = row[12:]
        day = dt.date.fromisoformat(on)
        tally = _counts(counts)
        basis = _BASIS[counted] if counted else document
        sides = (
            ((yes_, yes), (no_, no), (abstain_, abstain), (absent_, absent)) if yes or no or abstain or absent else ()
        )
        yield RollCall(
            council,
            symbol,
            day,
            title,
            kind,
            _OUTCOME[outcome],
            tally,
            Seats(sides, None if tally is None or yes else partial(the_council, day)),
            meeting=meeting,
            procedural=procedural == "yes",
            topic=topic,
            sponsors=tuple(sponsors.split()),
            about=tuple(about.split()),
            tally_basis=basis,
            positions_basis=_BASIS[seated] if seated else document,
            note=note,
            fragments=(
                Fragment(source or _LIBRARY + number, basis, tally, day),
                *further.get(f"UNSC {symbol} {on}", ()),
            ),
        )


def _debates(text: str) -> dict[str, Debate]:
    """Assembly meetings by the id of the veto they followed."""
    return {
        row["veto"]: Debate(_day(row["held_on"]), row["exempt"] == "yes", row["note"], row["source"])
        for row in _rows(text)
    }


def _coverage(text: str) -> tuple[Coverage, ...]:
    """What the core holds, by body and kind."""
    return tuple(
        Coverage(
            body=_BODY[row["body"]],
            kind=row["kind"],
            first=dt.date.fromisoformat(row["first"]),
            last=dt.date.fromisoformat(row["last"]),
            complete=row["complete"] == "yes",
            tier="core",
            absence_means=row["absence_means"],
            basis=row["basis"],
        )
        for row in _rows(text)
    )
