"""One roll call from the fragments of one vote: which source leads, what others add, how well each part is known."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from onrecord.procedure import decide
from onrecord.record.merge.differing import same_count
from onrecord.record.positions import Seats, count, holds_whole_roll, same_cells
from onrecord.record.sources.registry import source
from onrecord.states import council_members
from onrecord.terms import (
    Basis,
    Body,
    Fragment,
    ItemKind,
    Outcome,
    Position,
    RollCall,
    Tally,
)

_T = TypeVar("_T")
_CAST = (Position.YES, Position.NO, Position.ABSTAIN)
_HAND = "override"
_PROVISIONAL = frozenset({"press"})
_CONTRADICT = 10  # votes by which two documents may differ before neither is to be believed
_TORN = "its documents contradict each other in more than a slip, so neither is held against anyone"
_OWN_SYMBOL = frozenset(
    {ItemKind.RESOLUTION, ItemKind.DECISION, ItemKind.STATEMENT, ItemKind.DRAFT, ItemKind.APPLICATION}
)


def roll_call(fragments: Sequence[Fragment]) -> RollCall:
    """The merger of one vote's fragments. Sources lead by rank (data/sources.toml); corrections by hand lie over all.

    The tally is taken from the source that gives the members' votes, so that the two are of one kind.
    """
    ranked = sorted(fragments, key=lambda f: (source(f.origin).rank_in(f.body), f.origin, f.ref))
    by_hand = [f for f in ranked if f.origin == _HAND]
    ranked = [f for f in ranked if f.origin != _HAND] or by_hand
    roll_of = _with_members(ranked)
    counted = roll_of if roll_of is not None and roll_of.tally else _first_with(ranked, lambda f: f.tally)
    tally = counted.tally if counted else None
    positions: Mapping[str, Position] = roll_of.positions if roll_of else {}
    lead, body = ranked[0], _the(ranked, lambda f: f.body)
    assert body is not None, "a source gave a vote of no body"
    dated = _first_with(ranked, lambda f: f.day and not f.month_only) or lead
    assert dated.day is not None, "a source gave a vote without a day"
    stating = _first_with(ranked, lambda f: f.outcome)
    silent = stating is not None and stating.outcome is Outcome.ADOPTED_WITHOUT_VOTE
    torn = _contradicted(counted, ranked) or _contradicted(roll_of, ranked)
    merged = RollCall(
        body=body,
        symbol=symbol_of(ranked),
        date=dated.day,
        title=_title(ranked),
        kind=_kind(ranked),
        outcome=Outcome.ADOPTED,
        tally=None if silent else tally,
        positions={} if silent else positions,
        draft=_the(ranked, lambda f: f.draft) or "",
        meeting=_the(ranked, lambda f: f.meeting) or "",
        order=_the(ranked, lambda f: f.order) or 1,
        session=_the(ranked, lambda f: f.session) or "",
        majority=_the(ranked, lambda f: f.majority) or "",
        procedural=any(f.procedural for f in ranked),
        vetoed_by=_the(ranked, lambda f: f.vetoed_by) or (),
        topic=_the(ranked, lambda f: f.topic) or "",
        sponsors=_the(ranked, lambda f: f.sponsors) or (),
        about=_the(ranked, lambda f: f.about) or (),
        tally_basis=Basis.DISPUTED if torn else _basis(counted, ranked),
        positions_basis=Basis.DISPUTED if torn else _positions_basis(roll_of, ranked),
        note=_note(ranked, torn=torn),
        fragments=(*by_hand, *ranked) if by_hand is not ranked else tuple(ranked),
        committee=_the(ranked, lambda f: f.committee) or "",
        part_of=_the(ranked, lambda f: f.part_of) or "",
        agenda=_the(ranked, lambda f: f.agenda) or "",
        issues=_the(ranked, lambda f: f.issues) or (),
        declared=_declared(ranked),
        month_only=dated.month_only,
        provisional=_provisional(fragments),
    )
    return _by_hand(_decided(merged, ranked), by_hand)


def _note(ranked: Sequence[Fragment], *, torn: bool) -> str:
    notes = [f.note for f in ranked if f.note and f.origin in ("core", ranked[0].origin)]
    return "; ".join(dict.fromkeys([*notes, _TORN] if torn else notes))


def _first_with(ranked: Iterable[Fragment], has: Callable[[Fragment], object]) -> Fragment | None:
    return next((f for f in ranked if has(f)), None)


def _the(ranked: Iterable[Fragment], cell: Callable[[Fragment], _T]) -> _T | None:
    """The cell of the first source that fills it."""
    return next((value for f in ranked if (value := cell(f))), None)


def _title(ranked: Sequence[Fragment]) -> str:
    """The core's title where it has the vote, since that was written to be read; else the leading source's."""
    return (
        next((f.title for f in ranked if f.origin == "core" and f.title), "") or _the(ranked, lambda f: f.title) or ""
    )


def _kind(ranked: Sequence[Fragment]) -> ItemKind:
    found = [f.kind for f in ranked if f.kind is not None]
    return next((k for k in found if k is not ItemKind.UNSPECIFIED), found[0] if found else ItemKind.UNSPECIFIED)


def symbol_of(ranked: Sequence[Fragment]) -> str:
    """The symbol that names the vote: of the adopted text, else of the draft, else one made from what it belongs to."""
    core = next((f.symbol for f in ranked if f.origin == "core" and f.symbol), "")
    kind = _kind(ranked)
    given = core or _the(ranked, lambda f: f.symbol) or (_the(ranked, lambda f: f.draft) if kind in _OWN_SYMBOL else "")
    plain = any(f.symbol == given and f.kind is None and not f.part_of for f in ranked)  # a table that says no kind
    if given and (core or plain or kind in _OWN_SYMBOL or kind is ItemKind.AMENDMENT):
        return given
    lead = ranked[0]
    whole = _the(ranked, lambda f: f.part_of) or given or _the(ranked, lambda f: f.draft)
    family = "Voeten" if source(lead.origin).family == "voeten" else source(lead.origin).family
    what = kind.value.replace("_", " ") if kind is not ItemKind.UNSPECIFIED else "vote"
    return f"{whole or f'A/{lead.session}'} ({what}, {family} {lead.ref})"


def _with_members(ranked: Sequence[Fragment]) -> Fragment | None:
    """The first source whose list accounts for its own tally, else the one that names most members."""
    listing = [f for f in ranked if f.positions]
    for fragment in listing:
        if fragment.tally is None or _accounts_for(fragment):
            return fragment
    return max(listing, key=lambda f: len(f.positions), default=None)


def _accounts_for(fragment: Fragment) -> bool:
    counted = Tally(*(count(fragment.positions, side) for side in _CAST))
    return fragment.tally is not None and same_count(counted, fragment.tally)


def _basis(counted: Fragment | None, ranked: Sequence[Fragment]) -> Basis:
    return counted.basis if counted is not None else ranked[0].basis


def _positions_basis(roll_of: Fragment | None, ranked: Sequence[Fragment]) -> Basis:
    given = roll_of or ranked[0]
    return given.positions_basis or given.basis


def _contradicted(one: Fragment | None, ranked: Sequence[Fragment]) -> bool:
    """Whether another document counts or lists so differently that neither can be held against anyone."""
    if one is None:
        return False
    documents = [f for f in ranked if f is not one and f.basis is Basis.DOCUMENT]
    return any(_tallies_apart(one.tally, f.tally) or _cells_apart(one.positions, f.positions) for f in documents)


def _tallies_apart(a: Tally | None, b: Tally | None) -> bool:
    if a is None or b is None:
        return False
    return abs(a.yes - b.yes) + abs(a.no - b.no) + abs(a.abstain - b.abstain) > _CONTRADICT


def _cells_apart(a: Mapping[str, Position], b: Mapping[str, Position]) -> bool:
    """Whether more members than a slip explains cast another vote in the other list; an absence in one is no vote."""
    if not a or not b or same_cells(a, b):
        return False
    cast = ((p, b.get(state)) for state, p in a.items() if p in _CAST)
    return sum(q in _CAST and p is not q for p, q in cast) > _CONTRADICT


def _provisional(fragments: Iterable[Fragment]) -> bool:
    given = [f for f in fragments if f.origin != _HAND]  # a correction by hand confirms nothing
    return bool(given) and all(f.origin in _PROVISIONAL for f in given)


def _declared(ranked: Iterable[Fragment]) -> Mapping[str, Position]:
    found: dict[str, Position] = {}
    for fragment in ranked:
        for state, position in fragment.declared.items():
            found.setdefault(state, position)
    return found


def _decided(roll: RollCall, ranked: Sequence[Fragment]) -> RollCall:
    """The roll call with its outcome: as a source states it, else by the body's rule, which then is said."""
    from dataclasses import replace

    stating = _first_with(ranked, lambda f: f.outcome)
    if stating is not None and stating.outcome is not None:
        basis = stating.outcome_basis or (stating.basis if stating.basis.firm else Basis.DOCUMENT)
        return replace(roll, outcome=stating.outcome, outcome_basis=basis, vetoed_by=_vetoers(roll, stating.outcome))
    if roll.tally is None:
        return replace(roll, outcome=Outcome.NOT_CONSIDERED, outcome_basis=Basis.COMPUTED)
    noes = roll.who(Position.NO)
    ruling = decide(
        roll.body,
        roll.tally,
        roll.date,
        noes=noes,
        procedural=roll.procedural,
        majority=roll.majority,
        committee=bool(roll.committee),
    )
    # A catalogue whose words contradict its count leaves the outcome open; so does a source that never states one.
    return replace(roll, outcome=ruling.outcome, outcome_basis=Basis.COMPUTED, vetoed_by=ruling.vetoed_by)


def _vetoers(roll: RollCall, outcome: Outcome) -> tuple[str, ...]:
    if roll.vetoed_by or outcome is not Outcome.VETOED or roll.body is not Body.UNSC or roll.tally is None:
        return roll.vetoed_by
    noes = [state for state in roll.who(Position.NO) if state in council_members(roll.date)]
    return decide(roll.body, roll.tally, roll.date, noes=noes).vetoed_by


def _by_hand(roll: RollCall, corrections: Sequence[Fragment]) -> RollCall:
    """The roll call with the cells that corrections by hand fill, and no other, laid over it."""
    from dataclasses import replace

    for fix in corrections:
        cells: dict[str, object] = {}
        for name in ("title", "draft", "meeting", "session", "majority", "committee", "part_of", "agenda"):
            if value := getattr(fix, name):
                cells[name] = value
        if fix.outcome:
            cells |= {"outcome": fix.outcome, "outcome_basis": fix.basis}
        if fix.tally:
            cells |= {"tally": fix.tally, "tally_basis": fix.basis}
        if fix.positions:
            cells["positions"] = fixed = over(roll.positions, fix.positions)
            if fix.tally is None and holds_whole_roll(roll):
                cells |= {"tally": _recount(fixed), "tally_basis": fix.basis}
        if fix.declared:
            cells["declared"] = {**roll.declared, **fix.declared}
        why = f"corrected by hand: {fix.note} ({fix.source})" if fix.note else f"corrected by hand ({fix.source})"
        cells["note"] = "; ".join(filter(None, (roll.note, why)))
        if (fix.outcome or roll.outcome) is Outcome.ADOPTED_WITHOUT_VOTE:
            cells |= {"tally": None, "positions": {}, "vetoed_by": ()}
        roll = replace(roll, **cells)  # type: ignore[arg-type]
    return roll


def _recount(positions: Seats) -> Tally:
    """The tally of a whole roll after a correction: it was the sum of the members' votes and stays it."""
    return Tally(*(positions.count(p) for p in (*_CAST, Position.ABSENT)))


def over(cast: Mapping[str, Position], fixed: Mapping[str, Position]) -> Seats:
    """Member lists with some members' positions replaced."""
    cells = {**cast, **fixed}
    sides = ((p, " ".join(sorted(s for s, q in cells.items() if q is p))) for p in Position)
    return Seats(tuple((p, listed) for p, listed in sides if listed))
