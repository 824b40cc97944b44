"""How the Commission on Human Rights decided, 1946 to 2006: a simple majority of those voting, no veto."""

from onrecord.procedure.assembly import SIMPLE, adopted_without_vote, by_simple_majority, check_majority
from onrecord.procedure.ruling import Ruling
from onrecord.terms import Tally


def decide(tally: Tally, *, majority: str = "", without_vote: bool = False) -> Ruling:
    """The Commission's ruling on one vote (rules of procedure of the functional commissions); a tie adopts nothing."""
    check_majority(majority, (SIMPLE,))
    if without_vote:
        return adopted_without_vote()
    outcome, why = by_simple_majority(tally, "rights_commission_majority")
    return Ruling(outcome, (why,), "more votes in favour than against, abstentions left out")
