"""What each tool answers: plain functions from a record and words to JSON, without the protocol."""

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from onrecord import report
from onrecord.terms import Body, Outcome, Position, UsageError

if TYPE_CHECKING:
    from enum import StrEnum

    from onrecord.record import Record

JSON = dict[str, object]
Word = TypeVar("Word", bound="StrEnum")

MAX_TEXT = 1_000_000
"""Characters of story text accepted at once."""


def find_vote(record: "Record", symbol: str, body: str = "") -> JSON:
    """The vote as `onrecord vote` gives it, with `found` true; else `found` false and what is nearest.

    A vote that is not in the record may still have happened: the answer says so, and names what is covered.
    """
    citation = report.citation(record.stamp)
    wanted = _word(Body, body, "body")
    held = record.find(symbol, wanted)
    if len(held) == 1:
        return {"found": True} | report.vote_json(held[0], record, record.parts(held[0])) | {"record": citation}
    if held:
        return {"found": False, "may_mean": [r.id for r in held], "record": citation}
    try:
        record.rollcall(symbol, wanted)
    except UsageError as error:
        message = f"{error} That it is not in the record does not mean that it did not happen."
        return {"found": False, "message": message, "record": citation}
    raise AssertionError(symbol)


def state_votes(
    record: "Record",
    state: str,
    *,
    body: str = "",
    position: str = "",
    against: str = "",
    since: str = "",
    until: str = "",
    topic: str = "",
    outcome: str = "",
    limit: int = 50,
) -> JSON:
    """The latest votes of a state that pass the filters, as rows of `onrecord votes`; `held` counts all that pass."""
    from onrecord.states import find_state

    code = find_state(state).code
    found = record.votes(
        body=_word(Body, body, "body"),
        state=code,
        position=_word(Position, position, "position"),
        against=find_state(against).code if against else None,
        since=_day(since),
        until=_day(until),
        topic=topic or None,
        outcome=_word(Outcome, outcome, "outcome"),
    )
    if limit < 1:
        raise UsageError(f"expected a limit of 1 or more, found {limit}")
    columns = (*report.COLUMNS["votes"], "position")
    return {"state": code, "held": len(found), "rows": _rows(record, report.vote_rows(found[-limit:], code), columns)}


def check_text(record: "Record", text: str, published: str = "", language: str = "") -> JSON:
    """Every claim about a vote in a story, with verdict, reason and evidence, as `onrecord check` gives it."""
    from onrecord.checking import check
    from onrecord.reading import document_from_text, read

    if not text.strip():
        raise UsageError("expected the text of a story, found nothing")
    if len(text) > MAX_TEXT:
        raise UsageError(f"a story may have {MAX_TEXT:,} characters at most, found {len(text):,}; check it in parts")
    document = document_from_text(text, source="text", published=_day(published), language=language or None)
    return report.story_json(check(read(document), record))


def agreement(
    record: "Record",
    state_a: str,
    state_b: str,
    *,
    measure: str = "three_point",
    absences: str = "exclude",
    body: str = "UNGA",
    since: str = "",
    until: str = "",
) -> JSON:
    """How often two states vote alike, as a row of `onrecord agree`, with the assumption behind the value.

    `agreement` is null where fewer than ten votes are shared.
    """
    from onrecord import measures
    from onrecord.record import holds_whole_roll
    from onrecord.states import find_state

    held = record.votes(body=_word(Body, body, "body"), since=_day(since), until=_day(until))
    rolls = tuple(r for r in held if holds_whole_roll(r))
    pair = measures.agreement(rolls, find_state(state_a).code, find_state(state_b).code, measure, absences=absences)
    [row] = _rows(record, [pair.row()], report.COLUMNS["agree"])
    return row | {"assumption": pair.assumption, "tier": record.stamp.tier}


def _rows(record: "Record", rows: Sequence[JSON], columns: Sequence[str]) -> list[JSON]:
    found: list[JSON] = json.loads(report.rows_json(rows, columns, report.citation(record.stamp)))
    return found


def _word(kind: "type[Word]", text: str, what: str) -> "Word | None":
    if not text:
        return None
    for word in kind:
        if word.value.casefold() == text.strip().casefold():
            return word
    raise UsageError(f"expected a {what}, one of {', '.join(w.value for w in kind)}; found {text!r}")


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"expected a date such as 2022-03-04, found {text!r}") from None
