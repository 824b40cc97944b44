"""Which record an answer came from, said the same way in every output."""

from collections.abc import Iterable
from datetime import date

from onrecord import __version__
from onrecord.terms import Body, Coverage, RecordStamp


def citation(stamp: RecordStamp) -> str:
    """One line that lets an answer be computed again: code version, tier, snapshot and how far each body reaches."""
    reach = ", ".join(f"{body} {day.isoformat()}" for body, day in sorted(stamp.through))
    through = f", through {reach}" if reach else ""
    return f"On Record {__version__}, {stamp.tier} record {stamp.snapshot[:12]}{through}"


def stamp_json(stamp: RecordStamp) -> dict[str, object]:
    """The `record` object of the JSON contract."""
    return {
        "snapshot": stamp.snapshot,
        "tier": stamp.tier,
        "through": {body: day.isoformat() for body, day in sorted(stamp.through)},
    }


def record_sentence(stamp: RecordStamp) -> str:
    """The record used, for a reader: tier, snapshot and last day held of each body."""
    reach = "; ".join(f"{body_title(body)} to {long_date(day)}" for body, day in sorted(stamp.through))
    return f"Checked against the {stamp.tier} record, snapshot {stamp.snapshot[:12]}" + (
        f" ({reach})." if reach else "."
    )


def coverage_note(held: Iterable[Coverage], body: Body | None = None) -> str:
    """Which adopted texts a list holds whole and of which only a choice, for one body or all."""
    adopted = [c for c in held if c.kind == "adopted" and body in (None, c.body)]
    whole = [c for c in adopted if c.complete]
    parts = [f"{c.body.title}: {_every(c.body)} of {long_date(c.first)} to {long_date(c.last)}" for c in whole]
    chosen = sorted({c.body.title for c in adopted} - {c.body.title for c in whole})
    parts += [f"{', '.join(chosen)}: a choice"] if chosen else []
    return f"{'; '.join(parts)}." if parts else ""


def _every(body: Body) -> str:
    """What complete coverage of adopted texts holds; the Council's takes in those adopted without a vote."""
    return "every adopted text" if body is Body.UNSC else "every resolution adopted by recorded vote"


def body_title(code: str) -> str:
    """A body's name for a reader; the code itself where the record uses one we have no name for."""
    try:
        return Body(code).title
    except ValueError:
        return code


def long_date(day: date | None, unknown: str = "no date") -> str:
    """A day as "2 March 2022", the same in every locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else unknown


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
