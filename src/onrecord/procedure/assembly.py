"""How the General Assembly decides: simple majority, two thirds, ties, committees, and adoption without a vote."""

from datetime import date, timedelta

from onrecord.procedure import majority as count
from onrecord.procedure.citations import cite, ground
from onrecord.procedure.ruling import Duty, Ground, Ruling
from onrecord.procedure.wording import number, sentence
from onrecord.states import members_on
from onrecord.terms import Outcome, Tally, UsageError

SIMPLE = "simple"
TWO_THIRDS = "two_thirds"
TWO_THIRDS_OF_MEMBERS = "two_thirds_of_members"
MAJORITIES = (SIMPLE, TWO_THIRDS, TWO_THIRDS_OF_MEMBERS)

SECOND_VOTE_WITHIN = timedelta(days=2)

_NEEDED_SIMPLE = "more votes in favour than against, abstentions left out"


def decide(
    tally: Tally,
    on: date,
    *,
    majority: str = "",
    procedural: bool = False,
    without_vote: bool = False,
    committee: bool = False,
) -> Ruling:
    """The Assembly's ruling on one vote.

    `majority` is "simple", "two_thirds", "two_thirds_of_members" (Charter Articles 108 and 109) or "" where
    it is not known; then the ruling follows the ordinary rule and `otherwise` says where two thirds would
    differ. A committee and a procedural motion always take a simple majority (Rules 85 and 125).
    """
    check_majority(majority)
    if without_vote:
        return adopted_without_vote()
    if committee:
        return _in_committee(tally)
    if majority == TWO_THIRDS_OF_MEMBERS:
        return _of_all_members(tally, on)
    if majority == TWO_THIRDS:
        return _by_two_thirds(tally)
    if majority == SIMPLE or procedural:
        return _by_simple_majority(tally, on)
    return _majority_unknown(tally, on)


def majority_in_session(session: str) -> str:
    """The majority for a recommendation in `session`: "two_thirds" in an emergency special session, else "".

    An emergency special session meets on a breach of the peace (A/RES/377 A (V), para. 1), and
    recommendations on peace and security need two thirds (Charter Article 18(2)). Its procedural motions do not.
    """
    return TWO_THIRDS if session.strip().upper().startswith("ES") else ""


def check_majority(majority: str, allowed: tuple[str, ...] = MAJORITIES) -> None:
    """Raise UsageError unless `majority` is empty or one of `allowed`."""
    if majority and majority not in allowed:
        raise UsageError(
            f"Expected a majority among {', '.join(allowed)}; found {majority!r}. Give one with --majority."
        )


def adopted_without_vote() -> Ruling:
    """The ruling on a text that nobody asked to vote on, in any body."""
    return Ruling(
        Outcome.ADOPTED_WITHOUT_VOTE,
        (ground("No vote was taken and nobody objected, so no member is recorded for or against.", "without_vote"),),
        needed="no objection",
    )


def by_simple_majority(tally: Tally, key: str) -> tuple[Outcome, Ground]:
    """Outcome and ground of a simple majority of those voting, citing the rule named `key`."""
    outcome = Outcome.ADOPTED if count.simple(tally) else Outcome.REJECTED
    relation = "more" if tally.yes > tally.no else "as many" if tally.yes == tally.no else "fewer"
    than = "as" if tally.yes == tally.no else "than"
    return outcome, ground(f"{_votes(tally)}: {relation} in favour {than} against.", key)


def by_two_thirds(tally: Tally, key: str) -> tuple[Outcome, Ground]:
    """Outcome and ground of two thirds of those voting, citing the rule named `key`."""
    outcome = Outcome.ADOPTED if count.two_thirds(tally) else Outcome.REJECTED
    cast = tally.yes + tally.no
    least = count.two_thirds_needed(cast)
    reached = "reached" if outcome is Outcome.ADOPTED else "not reached"
    return outcome, ground(f"{_votes(tally)}: two thirds of {cast} is {least}, which was {reached}.", key)


def two_thirds_phrase(tally: Tally) -> str:
    """What two thirds meant in this vote, in plain words."""
    cast = tally.yes + tally.no
    return f"two thirds of the votes for and against, here {count.two_thirds_needed(cast)} of {cast}"


def abstentions_ground(tally: Tally) -> tuple[Ground, ...]:
    """A ground on the abstentions, where there were any (Rule 86)."""
    if not tally.abstain:
        return ()
    who = "The one abstention does" if tally.abstain == 1 else f"The {number(tally.abstain)} abstentions do"
    return (ground(f"{who} not count: a member that abstains counts as not voting.", "rule_86"),)


def _votes(tally: Tally) -> str:
    return f"{tally.yes} voted in favour and {tally.no} against"


def _by_simple_majority(tally: Tally, on: date) -> Ruling:
    outcome, why = by_simple_majority(tally, "rule_85")
    tie_grounds, duties = _after_tie(tally, on)
    return Ruling(outcome, (why, *abstentions_ground(tally), *tie_grounds), _NEEDED_SIMPLE, follows=duties)


def _by_two_thirds(tally: Tally) -> Ruling:
    outcome, why = by_two_thirds(tally, "rule_83")
    return Ruling(outcome, (why, *abstentions_ground(tally)), two_thirds_phrase(tally))


def _of_all_members(tally: Tally, on: date) -> Ruling:
    size = len(members_on(on))
    least = count.two_thirds_needed(size)
    outcome = Outcome.ADOPTED if tally.yes >= least else Outcome.REJECTED
    why = ground(
        f"{tally.yes} of {size} members voted in favour; two thirds of all members is {least}, "
        "and here an abstention or absence weighs like a vote against.",
        "charter_108",
    )
    return Ruling(outcome, (why,), f"two thirds of all members, here {least} of {size}")


def _in_committee(tally: Tally) -> Ruling:
    outcome, why = by_simple_majority(tally, "rule_125")
    grounds = [why, *abstentions_ground(tally)]
    if count.tied(tally):
        grounds.append(ground("In a committee a tie rejects the proposal at once.", "rule_133"))
    return Ruling(outcome, tuple(grounds), _NEEDED_SIMPLE)


def _majority_unknown(tally: Tally, on: date) -> Ruling:
    simple, why_simple = by_simple_majority(tally, "rule_85")
    strict, why_strict = by_two_thirds(tally, "rule_83")
    tie_grounds, duties = _after_tie(tally, on)
    rest = (*abstentions_ground(tally), *tie_grounds)
    if simple is strict:
        why = Ground(
            sentence(f"simple majority and two thirds give the same: {simple.value}").replace("_", " "),
            why_simple.citation,
        )
        return Ruling(simple, (why_simple, why_strict, why, *rest), _NEEDED_SIMPLE, follows=duties)
    why = ground(
        f"Under a simple majority it is {simple.value}, under two thirds {strict.value}; which rule applied "
        "was not given, and the simple majority is the ordinary one.",
        "charter_18_3",
    )
    needed = f"{_NEEDED_SIMPLE}; on an important question {two_thirds_phrase(tally)}"
    return Ruling(simple, (why, why_simple, why_strict, *rest), needed, follows=duties, otherwise=strict)


def _after_tie(tally: Tally, on: date) -> tuple[tuple[Ground, ...], tuple[Duty, ...]]:
    if not count.tied(tally):
        return (), ()
    why = ground(
        "A tie adopts nothing; where a simple majority decides, a second vote follows, and a second tie "
        "rejects the proposal.",
        "rule_95",
    )
    duty = Duty(
        "take a second vote on the proposal within forty-eight hours",
        "General Assembly",
        on + SECOND_VOTE_WITHIN,
        obliged=True,
        citation=cite("rule_95"),
    )
    return (why,), (duty,)
