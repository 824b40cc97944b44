"""Reads the packaged core tables into roll calls, quickly and without a database."""

import csv
import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import resources

from onrecord.record.positions import Seats, less_the_rest
from onrecord.terms import Basis, Body, Coverage, DataError, Fragment, ItemKind, Outcome, Position, RollCall, Tally

CORE_TABLES = ("rollcalls.csv", "council_resolutions.csv", "fragments.csv", "veto_debates.csv", "coverage.csv")
_LIBRARY = "UN Digital Library record "
_BODY = {b.value: b for b in Body}
_KIND = {k.value: k for k in ItemKind}
_OUTCOME = {o.value: o for o in Outcome}
_BASIS = {b.value: b for b in Basis}
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
        return resources.files("onrecord.data").joinpath("core", name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise DataError(f"expected the packaged table core/{name}, found none; reinstall onrecord") from error


def _rows(text: str) -> Iterator[dict[str, str]]:
    """Rows by column name."""
    return csv.DictReader(text.splitlines())


def _day(text: str) -> dt.date | None:
    """The day, or None for an empty cell."""
    return dt.date.fromisoformat(text) if text else None


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
    """The rows of the member-by-member table."""
    for row in _rows(text):
        day = dt.date.fromisoformat(row["date"])
        tally = _tally(row["yes"], row["no"], row["abstain"], row["absent"])
        basis = _BASIS[row["tally_basis"]]
        main = Fragment(row["source"], basis, tally, day)
        yield RollCall(
            body=_BODY[row["body"]],
            symbol=row["symbol"],
            date=day,
            title=row["title"],
            kind=_KIND[row["kind"]],
            outcome=_OUTCOME[row["outcome"]],
            tally=tally,
            positions=Seats(tuple((p, row[c]) for c, p in _MEMBER_COLUMNS if row[c])),
            draft=row["draft"],
            meeting=row["meeting"],
            order=int(row["order"]),
            session=row["session"],
            majority=row["majority"],
            procedural=row["procedural"] == "yes",
            vetoed_by=tuple(row["vetoed_by"].split()),
            topic=row["topic"],
            sponsors=tuple(row["sponsors"].split()),
            about=tuple(row["about"].split()),
            tally_basis=basis,
            positions_basis=_BASIS[row["positions_basis"]],
            note=row["note"],
            fragments=(main, *further.get(f"{row['body']} {row['symbol']} {row['date']}", ())),
        )


def _resolutions(text: str, further: Mapping[str, tuple[Fragment, ...]]) -> Iterator[RollCall]:
    """The compact table of adopted Council resolutions; who voted yes follows from the membership of the day."""
    for row in _rows(text):
        day = dt.date.fromisoformat(row["date"])
        tally = _tally(*row["tally"].split("-")) if row["tally"] else None
        basis = _BASIS[row["tally_basis"] or "document"]
        listed = tuple((p, row[c]) for c, p in _MEMBER_COLUMNS[:4] if row[c])
        rest = None if tally is None or row["yes_members"] else partial(less_the_rest, day)
        main = Fragment(_LIBRARY + row["record"], basis, tally, day)
        yield RollCall(
            body=Body.UNSC,
            symbol=row["symbol"],
            date=day,
            title=row["title"],
            kind=ItemKind.RESOLUTION,
            outcome=_OUTCOME[row["outcome"]],
            tally=tally,
            positions=Seats(listed, rest),
            meeting=row["meeting"],
            procedural=row["procedural"] == "yes",
            topic=row["topic"],
            about=tuple(row["about"].split()),
            tally_basis=basis,
            positions_basis=_BASIS[row["positions_basis"] or "document"],
            note=row["note"],
            fragments=(main, *further.get(f"UNSC {row['symbol']} {row['date']}", ())),
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
