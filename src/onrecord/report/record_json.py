"""Roll calls, vetoes, debates due, rulings and audit findings as the objects and rows other programs rely on."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Protocol

from onrecord.record.merge.differing import differences
from onrecord.record.positions import position_of
from onrecord.terms import Body, Coverage, Fragment, Outcome, Position, RecordStamp, RollCall, Tally, UsageError

if TYPE_CHECKING:
    from onrecord.procedure import Ruling
    from onrecord.record.merge import Difference
    from onrecord.states import State

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "votes": ("id", "body", "symbol", "date", "title", "outcome", "yes", "no", "abstain", "absent"),
    "vetoes": ("id", "symbol", "date", "topic", "vetoed_by", "yes", "no", "abstain", "outcome"),
    "due": ("veto", "vetoed_by", "vetoed_on", "due_by", "debated_on", "status"),
    "agree": ("state_a", "state_b", "n", "agreement", "measure"),
    "ideal": ("state", "session", "year", "ideal_point", "sd", "q5", "q95", "n_votes"),
    "power": ("seat", "banzhaf", "shapley_shubik", "game"),
    "audit": ("id", "check", "recorded", "recomputed", "status", "reason"),
    "states": ("code", "name", "official_name", "iso2", "m49", "status", "admitted", "left", "group", "capital"),
}
"""The columns of each command that prints rows, in order."""


class RecordView(Protocol):
    """What these renderings ask of a record."""

    @property
    def stamp(self) -> RecordStamp: ...  # noqa: D102

    def coverage(self, body: Body, kind: str, on: date | None = None) -> tuple[Coverage, ...]: ...  # noqa: D102


class DebateView(Protocol):
    """What a row of debates due asks of one debate."""

    @property
    def held_on(self) -> date | None: ...  # noqa: D102
    @property
    def exempt(self) -> bool: ...  # noqa: D102


class AuditView(Protocol):
    """What a row of the audit asks of one finding."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def check(self) -> str: ...  # noqa: D102
    @property
    def recorded(self) -> object: ...  # noqa: D102
    @property
    def recomputed(self) -> object: ...  # noqa: D102
    @property
    def status(self) -> str: ...  # noqa: D102
    @property
    def reason(self) -> str: ...  # noqa: D102


def vote_json(rollcall: RollCall, record: RecordView, parts: Iterable[RollCall] = ()) -> dict[str, object]:
    """One roll call whole: tally, outcome, the reasons by the body's rule, every member's position, sources, coverage.

    A side of `tally` is null where it is not known, as after an adoption without a vote. `parts` are the votes on its
    paragraphs, amendments and motions and in committee.
    """
    return {
        "id": rollcall.id,
        "body": rollcall.body.value,
        "symbol": rollcall.symbol,
        "draft": rollcall.draft or None,
        "date": rollcall.date.isoformat(),
        "title": rollcall.title,
        "kind": rollcall.kind.value,
        "session": rollcall.session or None,
        "meeting": rollcall.meeting or None,
        "tally": tally_counts(rollcall.tally),
        "outcome": rollcall.outcome.value,
        "reasons": list(reasons(rollcall)),
        "votes": {state: position.value for state, position in sorted(rollcall.positions.items())},
        "vetoed_by": list(rollcall.vetoed_by),
        "sponsors": list(rollcall.sponsors),
        "note": rollcall.note or None,
        "tally_basis": rollcall.tally_basis.value,
        "positions_basis": rollcall.positions_basis.value,
        "outcome_basis": rollcall.outcome_basis.value,
        "provisional": rollcall.provisional,
        "day_reliable": not rollcall.month_only,
        "committee": rollcall.committee or None,
        "part_of": rollcall.part_of or None,
        "parts": [_part(part) for part in parts],
        "agenda": rollcall.agenda or None,
        "issues": list(rollcall.issues),
        "declared": {state: position.value for state, position in sorted(rollcall.declared.items())},
        "differences": [_difference(d) for d in differences(rollcall)],
        "fragments": [_fragment(f) for f in rollcall.fragments],
        "sources": list(rollcall.sources),
        "coverage": [coverage_json(c) for c in record.coverage(rollcall.body, coverage_kind(rollcall), rollcall.date)],
    }


def _part(roll: RollCall) -> dict[str, object]:
    return {
        "id": roll.id,
        "kind": roll.kind.value,
        "committee": roll.committee or None,
        "outcome": roll.outcome.value,
        "tally": tally_counts(roll.tally),
        "title": roll.title,
    }


def _difference(found: "Difference") -> dict[str, object]:
    return {
        "what": found.what,
        "state": found.state or None,
        "kept": found.kept,
        "other": found.other,
        "source": found.source,
    }


def _fragment(given: Fragment) -> dict[str, object]:
    """One source's account, its members' votes left out: `onrecord sql` has them in the table fragments."""
    return {
        "source": given.source,
        "origin": given.origin or None,
        "address": given.address or None,
        "read_on": given.read_on.isoformat() if given.read_on else None,
        "basis": given.basis.value,
        "date": given.day.isoformat() if given.day else None,
        "tally": str(given.tally) if given.tally else None,
        "note": given.note or None,
    }


def tally_counts(tally: Tally | None) -> dict[str, int | None]:
    """`yes`, `no`, `abstain`, `absent`; None where not known."""
    if tally is None:
        return {"yes": None, "no": None, "abstain": None, "absent": None}
    return {"yes": tally.yes, "no": tally.no, "abstain": tally.abstain, "absent": tally.absent}


def ruling_on(rollcall: RollCall) -> "Ruling | None":
    """What the body's rule makes of the recorded roll; None where there is nothing to count or no rule is held."""
    from onrecord.procedure import decide

    without_vote = rollcall.outcome is Outcome.ADOPTED_WITHOUT_VOTE
    undecided = rollcall.outcome in (Outcome.WITHDRAWN, Outcome.NOT_CONSIDERED)
    if undecided or (rollcall.tally is None and not without_vote):
        return None
    try:
        return decide(
            rollcall.body,
            rollcall.tally or Tally(0, 0, 0),
            rollcall.date,
            noes=rollcall.who(Position.NO) or rollcall.vetoed_by,
            procedural=rollcall.procedural,
            majority=rollcall.majority,
            without_vote=without_vote,
        )
    except UsageError:
        return None


def reasons(rollcall: RollCall) -> tuple[str, ...]:
    """The grounds of the outcome, each a sentence with its rule in brackets."""
    ruling = ruling_on(rollcall)
    return tuple(_ground(g.sentence, g.citation) for g in ruling.grounds) if ruling else ()


def _ground(sentence: str, citation: str) -> str:
    return f"{sentence.rstrip().removesuffix('.')} ({citation})." if citation else sentence


def coverage_kind(rollcall: RollCall) -> str:
    """Which kind of coverage answers for a roll call."""
    if rollcall.procedural:
        return "procedural"
    match rollcall.outcome:
        case Outcome.VETOED:
            return "vetoed"
        case Outcome.ADOPTED_WITHOUT_VOTE:
            return "without_vote"
        case Outcome.ADOPTED:
            return "adopted"
    return "rejected"


def coverage_json(coverage: Coverage) -> dict[str, object]:
    """What the record holds of one body and kind of item, and what absence from it means."""
    return {
        "body": coverage.body.value,
        "kind": coverage.kind,
        "first": coverage.first.isoformat(),
        "last": coverage.last.isoformat(),
        "complete": coverage.complete,
        "tier": coverage.tier,
        "absence_means": coverage.absence_means,
        "basis": coverage.basis,
    }


def vote_row(rollcall: RollCall, state: str | None = None) -> dict[str, object]:
    """A row of `votes`; with `state`, that member's `position` (None where it has none)."""
    row: dict[str, object] = {
        "id": rollcall.id,
        "body": rollcall.body.value,
        "symbol": rollcall.symbol,
        "date": rollcall.date.isoformat(),
        "title": rollcall.title,
        "outcome": rollcall.outcome.value,
        **tally_counts(rollcall.tally),
    }
    if state is not None:
        position = position_of(rollcall, state)
        row["position"] = position.value if position else None
    return row


def veto_row(rollcall: RollCall) -> dict[str, object]:
    """A row of `vetoes`; `vetoed_by` is a list of ISO 3166-1 alpha-3 codes."""
    counts = tally_counts(rollcall.tally)
    return {
        "id": rollcall.id,
        "symbol": rollcall.symbol,
        "date": rollcall.date.isoformat(),
        "topic": rollcall.title,
        "vetoed_by": list(rollcall.vetoed_by),
        "yes": counts["yes"],
        "no": counts["no"],
        "abstain": counts["abstain"],
        "outcome": rollcall.outcome.value,
    }


def due_row(
    veto: RollCall, debate: DebateView | None, today: date, known_through: date | None = None
) -> dict[str, object]:
    """A row of `due`: when the Assembly had to meet after a veto (A/RES/76/262), when it did, and the status today.

    `known_through` is the last day the record of debates reaches; past it no debate is called overdue.
    """
    from onrecord.procedure import debate_due, debate_status

    held = debate.held_on if debate else None
    return {
        "veto": veto.id,
        "vetoed_by": list(veto.vetoed_by),
        "vetoed_on": veto.date.isoformat(),
        "due_by": debate_due(veto.date).isoformat(),
        "debated_on": held.isoformat() if held and held <= today else None,
        "status": debate_status(veto.date, held, bool(debate and debate.exempt), today, known_through=known_through),
    }


def tally_json(ruling: "Ruling") -> dict[str, object]:
    """What the rule would say of a tally: outcome, grounds, what was needed, by whom vetoed, what duties follow."""
    return {
        "outcome": ruling.outcome.value,
        "reasons": [_ground(g.sentence, g.citation) for g in ruling.grounds],
        "needed": ruling.needed,
        "vetoed_by": list(ruling.vetoed_by),
        "follows": [
            {
                "what": d.what,
                "by_whom": d.by_whom,
                "due": d.due.isoformat() if d.due else None,
                "obliged": d.obliged,
                "citation": d.citation,
            }
            for d in ruling.follows
        ],
    }


def state_profile(one: "State") -> dict[str, object]:
    """What is known of a state itself: names, standing in the United Nations with its days, group and capital."""
    return {
        "code": one.code,
        "name": one.name,
        "official_name": one.official_name,
        "status": one.status,
        "admitted": one.admitted.isoformat() if one.admitted else None,
        "left": one.left.isoformat() if one.left else None,
        "group": one.group or None,
        "capital": one.capital or None,
        "note": one.note or None,
    }


def audit_row(row: AuditView) -> dict[str, object]:
    """A row of `audit`."""
    return {
        "id": row.id,
        "check": row.check,
        "recorded": row.recorded,
        "recomputed": row.recomputed,
        "status": str(row.status),
        "reason": row.reason,
    }


def vote_rows(rollcalls: Iterable[RollCall], state: str | None = None) -> list[dict[str, object]]:
    """Rows of `votes` in the order given."""
    return [vote_row(r, state) for r in rollcalls]


def veto_rows(rollcalls: Iterable[RollCall]) -> list[dict[str, object]]:
    """Rows of `vetoes` in the order given."""
    return [veto_row(r) for r in rollcalls]


def due_rows(
    vetoes: Iterable[RollCall],
    debates: Mapping[str, DebateView],
    today: date,
    known_through: date | None = None,
) -> list[dict[str, object]]:
    """Rows of `due` for vetoes cast since the duty began (26 April 2022), in the order given."""
    from onrecord.procedure import owes_debate

    return [due_row(v, debates.get(v.id), today, known_through) for v in vetoes if owes_debate(v.date)]
