"""What must hold before `contradicted`: one reading, a firm link, and no other vote that makes the claim true."""

from collections.abc import Sequence
from datetime import date, timedelta

from onrecord.checking.index import RecordIndex
from onrecord.checking.judge import Context, Judgement, judge
from onrecord.checking.link import Scored, score_all
from onrecord.checking.peers import take_apart
from onrecord.checking.ports import RecordView
from onrecord.checking.query import LinkQuery
from onrecord.checking.weights import weights
from onrecord.terms import Asserts, Body, Claim, ClaimKind, CueBasis, Outcome, Reason, RollCall, Verdict

_INDEPENDENT_CUES = 2
_NEIGHBOUR_DAYS = 30
_FITS = (Verdict.SUPPORTED, Verdict.IMPRECISE)


def complete(record: RecordView, body: Body, kinds: Sequence[str], first: date, last: date | None = None) -> bool:
    """Whether the record is complete for a body and every kind over a span of days (both ends; one day by default)."""
    return all(_complete(record, body, kind, first, last or first) for kind in kinds)


def _complete(record: RecordView, body: Body, kind: str, first: date, last: date) -> bool:
    spans = sorted((c.first, c.last) for c in record.coverage(body, kind) if c.complete)
    reached = first
    for start, end in spans:
        if start <= reached <= end:
            if end >= last:
                return True
            reached = end + timedelta(days=1)
    return False


def outcome_kind(roll: RollCall) -> str:
    """The kind of coverage a roll call falls under."""
    if roll.procedural:
        return "procedural"
    match roll.outcome:
        case Outcome.ADOPTED:
            return "adopted"
        case Outcome.VETOED:
            return "vetoed"
        case Outcome.ADOPTED_WITHOUT_VOTE:
            return "without_vote"
        case _:
            return "rejected"


def claim_allows(claim: Claim) -> bool:
    """Whether the words themselves leave no way out."""
    return claim.readings == 1 and claim.modality.checkable


def cues_suffice(best: Scored, roll: RollCall, record: RecordView) -> bool:
    """Two independent cues, one of them more than "this body, that day" unless all that body did that day is held."""
    if best.strength < _INDEPENDENT_CUES:
        return False
    beyond = {"symbol", "topic", "tally", "positions", "sponsors"} & set(best.cues)
    kinds = ("adopted", "vetoed") if roll.body is Body.UNSC else ("adopted",)
    return bool(beyond) or complete(record, roll.body, kinds, roll.date)


def link_is_refuted(judged: Judgement, best: Scored, query: LinkQuery) -> bool:
    """Whether what is wrong speaks against the link itself: a voter that had no seat there voted somewhere else."""
    return (
        judged.reason is Reason.NOT_A_MEMBER and "symbol" not in best.cues and query.body_basis is not CueBasis.EXPLICIT
    )


def passage_disagrees(peers: Sequence[Asserts], roll: RollCall) -> bool:
    """Whether the passage's other figures speak against the vote more than for it: then the link is what is wrong."""
    counts = [t for a in peers for t in take_apart(a) if t.count is not None]
    fits = [t.fits(roll) for t in counts]
    return fits.count(False) > fits.count(True)


def rival(
    claim: Claim, query: LinkQuery, credible: Sequence[Scored], index: RecordIndex, context: Context
) -> RollCall | None:
    """A vote near the one meant of which the claim would be true; None where body, day or symbol leave no such vote."""
    if query.symbols and claim.kind is not ClaimKind.DATE:
        return None
    tried = {s.place for s in credible}
    for place in _neighbours(query, credible, index):
        if place in tried:
            continue
        tried.add(place)
        if judge(claim.asserts, index.rolls[place], context).verdict in _FITS:
            return index.rolls[place]
    return None


def _neighbours(query: LinkQuery, credible: Sequence[Scored], index: RecordIndex) -> list[int]:
    bar = weights().bar
    best = credible[0]
    on_matter = "topic" in best.cues
    near = [
        s.place
        for s in score_all(query, index)
        if s.points >= best.points - bar["neighbour_margin"] and ("topic" in s.cues or not on_matter)
    ]
    day = index.rolls[best.place].date
    fixed = "date" in best.cues and query.on_basis in (CueBasis.EXPLICIT, CueBasis.CONTEXT)
    for place in index.same_matter(best.place, bar["same_matter"]):
        roll = index.rolls[place]
        if not _possible(query, roll):
            continue
        if not fixed or abs((roll.date - day).days) <= _NEIGHBOUR_DAYS:
            near.append(place)
    return near


def _possible(query: LinkQuery, roll: RollCall) -> bool:
    if roll.body in query.excluded or (query.published and roll.date > query.published + timedelta(days=1)):
        return False
    if query.body_basis is CueBasis.EXPLICIT and query.body is not None and roll.body is not query.body:
        return False
    if query.on is not None and query.on_basis is CueBasis.EXPLICIT:
        return query.on.admits(roll.date, slack=1)
    return True
