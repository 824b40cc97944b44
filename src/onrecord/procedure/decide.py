"""One door to every body's rule: the body, the tally and the day go in, the ruling comes out."""

from collections.abc import Collection
from datetime import date
from typing import assert_never

from onrecord.procedure import assembly, board, council, rights_commission, rights_council
from onrecord.procedure.ruling import Ruling
from onrecord.terms import Body, Tally


def decide(
    body: Body,
    tally: Tally,
    on: date,
    *,
    noes: Collection[str] = (),
    procedural: bool = False,
    majority: str = "",
    without_vote: bool = False,
    committee: bool = False,
) -> Ruling:
    """The ruling on one vote under the body's own rule on that day.

    `noes`, the members that voted against, matter in the Security Council alone; `majority` and
    `committee` in the others. Raises UsageError for a majority the body does not know.
    """
    match body:
        case Body.UNGA:
            return assembly.decide(
                tally, on, majority=majority, procedural=procedural, without_vote=without_vote, committee=committee
            )
        case Body.UNSC:
            return council.decide(tally, on, noes=noes, procedural=procedural, without_vote=without_vote)
        case Body.UNHRC:
            return rights_council.decide(tally, majority=majority, without_vote=without_vote)
        case Body.UNCHR:
            return rights_commission.decide(tally, majority=majority, without_vote=without_vote)
        case Body.IAEA:
            return board.decide(tally, majority=majority, without_vote=without_vote)
        case _:
            assert_never(body)
