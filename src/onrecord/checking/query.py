"""What is known of the vote a claim means, with the fact under test left out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.checking.folding import topic_words
from onrecord.terms import Asserts, Body, Claim, ClaimKind, CueBasis, DateHint, Outcome, Side

# Members at most: a number above it cannot be of that body. The Assembly has 193 since 2011.
BODY_SIZE = {Body.UNSC: 15, Body.IAEA: 35, Body.UNHRC: 53, Body.UNCHR: 53, Body.UNGA: 193}
_VOTERS = (Side.YES, Side.NO, Side.ABSTAIN, Side.NOT_VOTING)


@dataclass(frozen=True, slots=True)
class LinkQuery:
    """Cues to one vote. `peers` are what the other claims of the passage assert, never the claim itself."""

    body: Body | None = None
    body_basis: CueBasis | None = None
    on: DateHint | None = None
    on_basis: CueBasis | None = None
    symbols: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    sponsors: frozenset[str] = frozenset()
    draft: bool | None = None
    emergency: bool = False
    published: date | None = None
    anchor: date | None = None  # of other passages of the same story, where it has no date
    peers: tuple[Asserts, ...] = ()
    excluded: frozenset[Body] = frozenset()  # too small for the numbers told

    @property
    def names_a_vote(self) -> bool:
        """Whether anything but the day of publication tells which vote is meant."""
        return bool(self.body or self.on or self.symbols or self.words or self.about or self.peers)


def peers_of(claim: Claim, claims: Sequence[Claim]) -> tuple[Asserts, ...]:
    """What the other claims about the same vote assert: the leave-one-out half of linking."""
    if claim.frame is None:
        return ()
    return tuple(
        c.asserts
        for c in claims
        if c.frame == claim.frame and c.id != claim.id and c.modality.checkable and not c.negated and not _is_general(c)
    )


def _is_general(claim: Claim) -> bool:
    a = claim.asserts
    return bool(a.rule or a.times or a.ordinal or a.first_since) or claim.kind in (
        ClaimKind.PROCEDURE,
        ClaimKind.OBLIGATION,
    )


def build_query(
    claim: Claim,
    peers: tuple[Asserts, ...],
    *,
    published: date | None,
    anchor: date | None = None,
    leave_out: frozenset[str] = frozenset(),
) -> LinkQuery:
    """The claim's query without the slots named in `leave_out` ("body", "on", "symbol", "sponsors")."""
    cues, a = claim.cues, claim.asserts
    voters = _voters((a, *peers))
    about = frozenset(cues.about) - voters
    query = LinkQuery(
        body=cues.body,
        body_basis=cues.body_basis or (CueBasis.STORY if cues.body else None),
        on=cues.on,
        on_basis=cues.on_basis or (CueBasis.STORY if cues.on else None),
        symbols=cues.symbols,
        words=(topic_words(cues.topics) - {"@" + code for code in voters}) | {"@" + code for code in about},
        about=about,
        sponsors=frozenset(cues.sponsors),
        draft=cues.draft,
        emergency=cues.emergency_session,
        published=published,
        anchor=anchor,
        peers=peers,
        excluded=too_small((a, *peers)),
    )
    query = _own_body_first(_assume_council_for_vetoes(query, (a, *peers)), a)
    return _without(query, leave_out | _under_test(claim))


def _own_body_first(query: LinkQuery, a: Asserts) -> LinkQuery:
    """A body the claim's own sentence names holds; what is told beside it of a larger one is of another vote."""
    if query.body is None or query.body_basis is not CueBasis.EXPLICIT or query.body not in query.excluded:
        return query
    if query.body in too_small((a,)):
        return query
    peers = tuple(p for p in query.peers if query.body not in too_small((p,)))
    return replace(query, peers=peers, excluded=too_small((a, *peers)))


def _voters(told: Sequence[Asserts]) -> frozenset[str]:
    """States told to have voted: facts, not the matter, so that a voter's name leads to no vote."""
    return frozenset(code for a in told for code in (*(c for c, _ in a.votes), *a.vetoes, *a.not_vetoes))


def _under_test(claim: Claim) -> frozenset[str]:
    """Slots that are the very point of the claim, so that they may not lead to its vote."""
    a = claim.asserts
    out = set()
    if claim.kind is ClaimKind.BODY and a.body is not None:
        out.add("body")
    if claim.kind is ClaimKind.DATE and a.on is not None:
        out.add("on")
    if a.sponsors:
        out.add("sponsors")
    return frozenset(out)


def _without(query: LinkQuery, slots: frozenset[str]) -> LinkQuery:
    if "body" in slots:
        query = replace(query, body=None, body_basis=None)
    if "on" in slots:
        query = replace(query, on=None, on_basis=None)
    if "symbol" in slots:
        query = replace(query, symbols=())
    if "sponsors" in slots:
        query = replace(query, sponsors=frozenset())
    return query


def _assume_council_for_vetoes(query: LinkQuery, told: tuple[Asserts, ...]) -> LinkQuery:
    """Only the Council knows a veto, so a claim of one speaks of it, whatever body its sentence names beside."""
    if any(speaks_of_veto(a) for a in told[:1]):
        return replace(query, body=Body.UNSC, body_basis=CueBasis.EXPLICIT)
    if query.body is None and any(speaks_of_veto(a) for a in told[1:]):
        return replace(query, body=Body.UNSC, body_basis=CueBasis.CONTEXT)
    return query


def speaks_of_veto(a: Asserts) -> bool:
    """Whether a claim is about a veto cast or withheld."""
    return bool(a.vetoes or a.vetoed or a.not_vetoes or a.outcome is Outcome.VETOED)


def too_small(told: Sequence[Asserts]) -> frozenset[Body]:
    """Bodies with fewer members than the numbers or lists told of one vote need.

    The one place where a claim's own figures bear on its link: thirty-five abstentions are no vote of fifteen.
    """
    need = 0
    for a in told:
        need = max(need, len(a.votes), *(c.number for c in a.counts if c.side in _VOTERS), 0)
    return frozenset(body for body, size in BODY_SIZE.items() if size < need)
