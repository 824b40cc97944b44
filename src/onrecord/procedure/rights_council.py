"""How the Human Rights Council decides: forty-seven members, a simple majority of those voting, no veto."""

from onrecord.procedure.assembly import SIMPLE, adopted_without_vote, by_simple_majority, check_majority
from onrecord.procedure.citations import ground
from onrecord.procedure.ruling import Ruling
from onrecord.terms import Tally


def decide(tally: Tally, *, majority: str = "", without_vote: bool = False) -> Ruling:
    """The Human Rights Council's ruling on one vote (A/HRC/RES/5/1, annex, rule 20); a tie adopts nothing."""
    check_majority(majority, (SIMPLE,))
    if without_vote:
        return adopted_without_vote()
    outcome, why = by_simple_majority(tally, "rights_council_rule_20")
    no_veto = ground("No member of the Human Rights Council has a veto.", "rights_council_no_veto")
    return Ruling(outcome, (why, no_veto), "more votes in favour than against, abstentions left out")
