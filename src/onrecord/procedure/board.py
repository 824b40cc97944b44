"""How the IAEA Board of Governors decides: a majority of those voting, two thirds for the budget, no veto."""

from onrecord.procedure.assembly import (
    SIMPLE,
    TWO_THIRDS,
    adopted_without_vote,
    by_simple_majority,
    by_two_thirds,
    check_majority,
    two_thirds_phrase,
)
from onrecord.procedure.citations import ground
from onrecord.procedure.ruling import Ruling
from onrecord.terms import Tally


def decide(tally: Tally, *, majority: str = "", without_vote: bool = False) -> Ruling:
    """The Board's ruling on one vote (IAEA Statute, Article VI.E).

    `majority` is "two_thirds" for the amount of the budget; "simple" or "" for everything else.
    """
    check_majority(majority, (SIMPLE, TWO_THIRDS))
    if without_vote:
        return adopted_without_vote()
    no_veto = ground("No member of the Board has a veto.", "board_no_veto")
    if majority == TWO_THIRDS:
        outcome, why = by_two_thirds(tally, "board_budget")
        return Ruling(outcome, (why, no_veto), two_thirds_phrase(tally))
    outcome, why = by_simple_majority(tally, "board_majority")
    return Ruling(outcome, (why, no_veto), "more votes in favour than against, abstentions left out")
