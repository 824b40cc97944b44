"""The record's tables, column by column: type, meaning, and the cell a value gives; files, SQL and docs follow."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from onrecord.record.merge.differing import Difference
from onrecord.record.sources.harvest import Defect
from onrecord.record.tables import Debate
from onrecord.terms import Coverage, Fragment, Position, RollCall

if TYPE_CHECKING:
    from onrecord.record.snapshot.manifest import SourceStamp
    from onrecord.record.sources.registry import Source
    from onrecord.states import CrosswalkRow

_T = TypeVar("_T")
UNIT = "\x1f"
"""Between the entries of a list on its way into the database."""


@dataclass(frozen=True, slots=True)
class Column(Generic[_T]):
    """One column: its DuckDB type, what a cell means, and the cell of one value, as text or None."""

    name: str
    type: str
    means: str
    cell: Callable[[_T], str | None]


def _date(value: object) -> str | None:
    return None if value is None else str(value)


def _int(value: int | None) -> str | None:
    return None if value is None else str(value)


def _counted(side: str) -> Callable[[RollCall], str | None]:
    return lambda r: _int(getattr(r.tally, side)) if r.tally else None


def _stated(side: str) -> Callable[[tuple[str, Fragment]], str | None]:
    return lambda row: _int(getattr(row[1].tally, side)) if row[1].tally else None


def _stamped(name: str) -> "Callable[[tuple[Source, SourceStamp | None]], str | None]":
    return lambda row: (str(getattr(row[1], name)) or None) if row[1] else None


def members(positions: Mapping[str, Position], position: Position) -> str:
    """The codes that took a position, in order, separated by blanks."""
    from onrecord.record.positions import Seats

    if isinstance(positions, Seats):
        return positions.members(position)
    return " ".join(sorted(s for s, p in positions.items() if p is position))


def _declared(positions: Mapping[str, Position]) -> str:
    return " ".join(f"{state}={p.value}" for state, p in sorted(positions.items()))


def _listed(position: Position) -> Callable[[RollCall], str | None]:
    return lambda r: members(r.positions, position)


def _given(position: Position) -> Callable[[tuple[str, Fragment]], str | None]:
    return lambda row: members(row[1].positions, position)


_MEMBERS = {p: f"{p.value}_members" for p in Position}
_SIDES = {
    "yes": "votes in favour",
    "no": "votes against",
    "abstain": "abstentions",
    "absent": "members without a recorded vote; empty where not known",
}

ROLLCALLS: Sequence[Column[RollCall]] = (
    Column("id", "varchar", "body, symbol and day: the vote's name in every output", lambda r: r.id),
    Column("body", "varchar", "UNGA, UNSC, UNHRC, UNCHR or IAEA", lambda r: r.body.value),
    Column(
        "symbol",
        "varchar",
        "of the resolution, else of the draft, else made from what it is part of",
        lambda r: r.symbol,
    ),
    Column("date", "date", "in the body's own city", lambda r: r.date.isoformat()),
    Column("title", "varchar", "as the leading source has it, or shortened by hand", lambda r: r.title),
    Column("kind", "varchar", "what was put to the vote", lambda r: r.kind.value),
    Column("outcome", "varchar", "what the body decided", lambda r: r.outcome.value),
    *(Column(side, "smallint", means, _counted(side)) for side, means in _SIDES.items()),
    Column("draft", "varchar", "symbol of the draft voted on", lambda r: r.draft),
    Column("meeting", "varchar", "symbol of the meeting's record", lambda r: r.meeting),
    Column("order_in_meeting", "smallint", "place among the votes of its meeting, where known", lambda r: str(r.order)),
    Column("session", "varchar", "as the body counts: 77, ES-11, S-VI", lambda r: r.session),
    Column("committee", "varchar", "empty for the plenary", lambda r: r.committee),
    Column("part_of", "varchar", "symbol of the text a paragraph, amendment or motion belongs to", lambda r: r.part_of),
    Column(
        "majority",
        "varchar",
        "simple, two_thirds, or empty where the rule is the body's only one or not known",
        lambda r: r.majority,
    ),
    Column(
        "procedural", "boolean", "whether the matter was procedural, where no veto applies", lambda r: str(r.procedural)
    ),
    Column(
        "vetoed_by",
        "varchar[]",
        "permanent members whose negative vote stopped the text",
        lambda r: UNIT.join(r.vetoed_by),
    ),
    Column("sponsors", "varchar[]", "states known to have put the text forward", lambda r: UNIT.join(r.sponsors)),
    Column("about", "varchar[]", "states the text is about", lambda r: UNIT.join(r.about)),
    Column("agenda", "varchar", "agenda item", lambda r: r.agenda),
    Column(
        "issues",
        "varchar[]",
        "Voeten's: me Palestine, nu nuclear, di disarmament, hr human rights, co colonialism, ec development",
        lambda r: UNIT.join(r.issues),
    ),
    Column("topic", "varchar", "words for finding the vote, not a fact about it", lambda r: r.topic),
    Column("month_only", "boolean", "the day is not reliable, the month is", lambda r: str(r.month_only)),
    Column("provisional", "boolean", "known from a press release only", lambda r: str(r.provisional)),
    Column("tally_basis", "varchar", "how the tally is known", lambda r: r.tally_basis.value),
    Column("positions_basis", "varchar", "how the members' votes are known", lambda r: r.positions_basis.value),
    Column(
        "outcome_basis",
        "varchar",
        "how the outcome is known; computed: worked out here, no source states it",
        lambda r: r.outcome_basis.value,
    ),
    Column("note", "varchar", "what a reader must know", lambda r: r.note),
    Column(
        "sources", "varchar[]", "citations of all its sources, the leading one first", lambda r: UNIT.join(r.sources)
    ),
    *(
        Column(name, "varchar", f"codes of the members that took the position {p.value}", _listed(p))
        for p, name in _MEMBERS.items()
    ),
    Column(
        "declared", "varchar", "what members later said they had meant, as USA=yes", lambda r: _declared(r.declared)
    ),
)

FRAGMENTS: Sequence[Column[tuple[str, Fragment]]] = (
    Column("id", "varchar", "the vote it belongs to", lambda row: row[0]),
    Column("origin", "varchar", "key of the source", lambda row: row[1].origin),
    Column("ref", "varchar", "what names the vote within the source", lambda row: row[1].ref),
    Column("source", "varchar", "citation", lambda row: row[1].source),
    Column("address", "varchar", "web address at which the source shows the vote", lambda row: row[1].address),
    Column(
        "read_on",
        "date",
        "day the source was read; empty where the tables do not say",
        lambda row: _date(row[1].read_on),
    ),
    Column(
        "basis", "varchar", "document, press, derived, recall, disputed or computed", lambda row: row[1].basis.value
    ),
    Column(
        "positions_basis",
        "varchar",
        "of the members' votes, where another",
        lambda row: row[1].positions_basis and row[1].positions_basis.value,
    ),
    Column(
        "outcome_basis",
        "varchar",
        "of the outcome, where another",
        lambda row: row[1].outcome_basis and row[1].outcome_basis.value,
    ),
    Column("body", "varchar", "as in rollcalls", lambda row: row[1].body and row[1].body.value),
    Column("symbol", "varchar", "as the source has it", lambda row: row[1].symbol),
    Column("draft", "varchar", "as the source has it", lambda row: row[1].draft),
    Column("date", "date", "as the source has it", lambda row: _date(row[1].day)),
    Column("month_only", "boolean", "only the month is to be trusted", lambda row: str(row[1].month_only)),
    Column("kind", "varchar", "as the source has it", lambda row: row[1].kind and row[1].kind.value),
    Column("title", "varchar", "as the source has it", lambda row: row[1].title),
    Column(
        "outcome",
        "varchar",
        "as the source states it; empty where it does not",
        lambda row: row[1].outcome and row[1].outcome.value,
    ),
    *(Column(side, "smallint", f"{means}, as stated", _stated(side)) for side, means in _SIDES.items()),
    Column("meeting", "varchar", "as the source has it", lambda row: row[1].meeting),
    Column("order_in_meeting", "smallint", "as the source has it", lambda row: str(row[1].order)),
    Column("session", "varchar", "as the source has it", lambda row: row[1].session),
    Column("committee", "varchar", "as the source has it", lambda row: row[1].committee),
    Column("part_of", "varchar", "as the source has it", lambda row: row[1].part_of),
    Column(
        "same_as", "varchar", "the account of another source that this one says it repeats", lambda row: row[1].same_as
    ),
    Column("majority", "varchar", "as the source has it", lambda row: row[1].majority),
    Column("procedural", "boolean", "as the source has it", lambda row: str(row[1].procedural)),
    Column("vetoed_by", "varchar[]", "as the source has it", lambda row: UNIT.join(row[1].vetoed_by)),
    Column("issues", "varchar[]", "as the source has it", lambda row: UNIT.join(row[1].issues)),
    Column("agenda", "varchar", "as the source has it", lambda row: row[1].agenda),
    Column("topic", "varchar", "as the source has it", lambda row: row[1].topic),
    Column("sponsors", "varchar[]", "as the source has it", lambda row: UNIT.join(row[1].sponsors)),
    Column("about", "varchar[]", "as the source has it", lambda row: UNIT.join(row[1].about)),
    Column("note", "varchar", "as the source has it", lambda row: row[1].note),
    *(Column(name, "varchar", f"codes the source lists as {p.value}", _given(p)) for p, name in _MEMBERS.items()),
    Column("declared", "varchar", "later statements the source reports", lambda row: _declared(row[1].declared)),
)

COVERAGE: Sequence[Column[Coverage]] = (
    Column("body", "varchar", "as in rollcalls", lambda c: c.body.value),
    Column("kind", "varchar", "adopted, rejected, vetoed, without_vote, paragraph, amendment, ...", lambda c: c.kind),
    Column("first", "date", "first day spoken of", lambda c: c.first.isoformat()),
    Column("last", "date", "last day spoken of", lambda c: c.last.isoformat()),
    Column("complete", "boolean", "whether absence from the record is a finding", lambda c: str(c.complete)),
    Column("absence_means", "varchar", "what it means that the record holds no such item", lambda c: c.absence_means),
    Column("basis", "varchar", "why this may be said", lambda c: c.basis),
    Column("tier", "varchar", "core or full", lambda c: c.tier),
)

DIFFERENCES: Sequence[Column[Difference]] = (
    Column("id", "varchar", "the vote", lambda d: d.id),
    Column("what", "varchar", "cell, tally, date or outcome", lambda d: d.what),
    Column("state", "varchar", "the member, where it is a cell", lambda d: d.state),
    Column("kept", "varchar", "what the roll call has", lambda d: d.kept),
    Column("other", "varchar", "what the other source says", lambda d: d.other),
    Column("source", "varchar", "the other source", lambda d: d.source),
    Column("origin", "varchar", "its key", lambda d: d.origin),
    Column("note", "varchar", "its note", lambda d: d.note),
)

DEFECTS: Sequence[Column[Defect]] = (
    Column("origin", "varchar", "key of the source", lambda d: d.origin),
    Column("place", "varchar", "row or record", lambda d: d.where),
    Column("found", "varchar", "what was odd", lambda d: d.found),
    Column("treatment", "varchar", "what was made of it", lambda d: d.treatment),
)

DEBATES: Sequence[Column[tuple[str, Debate]]] = (
    Column("veto", "varchar", "the veto the Assembly met after", lambda row: row[0]),
    Column("held_on", "date", "day of its meeting", lambda row: _date(row[1].held_on)),
    Column(
        "exempt", "boolean", "an emergency special session met on the matter instead", lambda row: str(row[1].exempt)
    ),
    Column("note", "varchar", "meeting and item", lambda row: row[1].note),
    Column("source", "varchar", "citation", lambda row: row[1].source),
)

POSITIONS: Mapping[str, tuple[str, str]] = {
    "id": ("varchar", "the vote"),
    "date": ("date", "as in rollcalls"),
    "body": ("varchar", "as in rollcalls"),
    "state": ("varchar", "ISO 3166-1 alpha-3, and SUN, DDR and the like for states that ended"),
    "position": ("varchar", "yes, no, abstain, absent or not_entitled; a state that was no member has no row"),
}
"""One row a member and vote; unfolded from the lists of `rollcalls`."""

STATES: "Sequence[Column[CrosswalkRow]]" = (
    Column("code", "varchar", "as in positions", lambda s: s["code"]),
    Column("name", "varchar", "what the United Nations called the state in those days", lambda s: s["name"]),
    Column("first", "date", "first day of the name; empty where open", lambda s: s["first"] or None),
    Column("last", "date", "last day of the name; empty where it still stands", lambda s: s["last"] or None),
    Column("iso2", "varchar", "ISO 3166-1 alpha-2", lambda s: s["iso2"]),
    Column("m49", "varchar", "the UN Statistics Division's number, three digits", lambda s: s["m49"]),
    Column(
        "cow", "smallint", "Correlates of War number in those days; empty where it has none", lambda s: _int(s["cow"])
    ),
    Column("regional_group", "varchar", "the regional group of today", lambda s: s["group"]),
)

SOURCES: "Sequence[Column[tuple[Source, SourceStamp | None]]]" = (
    Column("origin", "varchar", "key of the source, as in fragments", lambda row: row[0].key),
    Column("title", "varchar", "what it is", lambda row: row[0].title),
    Column("terms", "varchar", "terms of use, as stated at the source", lambda row: row[0].terms),
    Column("cite", "varchar", "whom to name when the record is used", lambda row: row[0].cite),
    Column("file", "varchar", "what was read; empty for the package's own tables", _stamped("name")),
    Column("sha256", "varchar", "of the bytes read", _stamped("digest")),
    Column("read_on", "date", "day they were read", _stamped("read_on")),
)
"""What is known of a source beforehand; `SOURCE_COUNTS` is counted from its fragments."""

SOURCE_COUNTS: Mapping[str, tuple[str, str]] = {
    "fragments": ("bigint", "how many accounts of votes it gave"),
    "votes": ("bigint", "how many roll calls have one"),
}

TIDY: Mapping[str, tuple[str, str]] = {
    "id": ("varchar", "the vote: body, symbol and day"),
    "body": ("varchar", "as in rollcalls"),
    "symbol": ("varchar", "as in rollcalls"),
    "date": ("date", "in the body's own city"),
    "session": ("varchar", "as the body counts: 77, ES-11, S-VI"),
    "kind": ("varchar", "what was put to the vote"),
    "outcome": ("varchar", "what the body decided"),
    "state": ("varchar", "the member, as in positions"),
    "state_name": (
        "varchar",
        "its name at the United Nations that day; before it was a member, the first it had there",
    ),
    "position": ("varchar", "its vote as cast: yes, no, abstain, absent or not_entitled"),
    "declared": ("varchar", "what it later said it had meant; empty nearly everywhere"),
    "yes": ("smallint", "votes in favour"),
    "no": ("smallint", "votes against"),
    "abstain": ("smallint", "abstentions"),
    "absent": ("smallint", "members without a recorded vote; empty where not known"),
    "title": ("varchar", "as in rollcalls"),
    "issues": ("varchar[]", "Voeten's, as in rollcalls"),
    "vetoed_by": ("varchar[]", "permanent members whose negative vote stopped the text"),
    "draft": ("varchar", "symbol of the draft voted on"),
    "meeting": ("varchar", "symbol of the meeting's record"),
    "committee": ("varchar", "empty for the plenary"),
    "part_of": ("varchar", "symbol of the text a paragraph, amendment or motion belongs to"),
    "majority": ("varchar", "as in rollcalls"),
    "month_only": ("boolean", "the day is not reliable, the month is"),
    "provisional": ("boolean", "known from a press release only"),
    "positions_basis": ("varchar", "how the members' votes are known"),
    "note": ("varchar", "what a reader must know"),
    "source": ("varchar", "citation of the leading source; the others are in rollcalls"),
}
"""One row a member and vote, with the head of the vote beside it: what statistics programs want."""

MEANS: Mapping[str, str] = {
    "rollcalls": "One row a vote, or a text adopted without one.",
    "positions": "One row a member and vote; none where only the tally is known, or a text was adopted without a vote.",
    "fragments": "One row a source's account of a vote, as it gave it; a roll call is the merger of its fragments.",
    "differences": "One row a difference between what the roll call has and what another of its sources says.",
    "coverage": "One row a body, kind of item and time: what is held, and whether absence is a finding.",
    "debates": "One row a veto since 26 April 2022: the General Assembly's meeting after it (resolution 76/262).",
    "defects": "One row an oddity met in reading a source, and what was made of it.",
    "tidy": "One row a member and vote, with the head of the vote: `positions`, `rollcalls` and `states` joined.",
    "states": "One row a code and name at the time.",
    "sources": "One row a source of this record: its terms, whom to cite, and what was read of it.",
}
"""What one row of each table is."""
