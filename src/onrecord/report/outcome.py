"""The outcome of a roll call in one plain sentence, for every rendering."""

from onrecord.report.text import counted, listed
from onrecord.terms import Evidence, ItemKind, Outcome, RollCall

_KINDS = {ItemKind.PRELIMINARY_QUESTION: "preliminary question", ItemKind.APPLICATION: "application for membership"}


def outcome_sentence(rollcall: RollCall) -> str:
    """What was decided, by how many votes, and by whose veto."""
    from onrecord.states import state_name

    votes = tally_words(rollcall)
    by = f", {votes}" if votes else ""
    match rollcall.outcome:
        case Outcome.VETOED:
            casters = listed([state_name(s) for s in rollcall.vetoed_by]) or "a permanent member"
            return f"Not adopted: vetoed by {casters}{by}."
        case Outcome.ADOPTED_WITHOUT_VOTE:
            return "Adopted without a vote."
        case Outcome.ADOPTED:
            return f"Adopted{by}."
        case Outcome.REJECTED:
            return f"Not adopted: too few votes{by}."
    return f"Withdrawn{by}."


def tally_words(rollcall: RollCall) -> str:
    """The tally in words, absences last; empty where nothing was counted."""
    tally = rollcall.tally
    if tally is None:
        return ""
    parts = [f"{tally.yes} in favour", f"{tally.no} against", counted(tally.abstain, "abstention")]
    if tally.absent:
        parts.append(f"{tally.absent} not voting")
    return listed(parts)


def roll_missing(rollcall: RollCall) -> str:
    """Why no member's position is shown; the two reasons are kept apart."""
    if rollcall.outcome is Outcome.ADOPTED_WITHOUT_VOTE:
        return f"No vote was taken on this {kind_name(rollcall)}, so no member has a position on it."
    return "Our record holds the count but not how each member voted. That is a gap in the record, not a finding."


def kind_name(rollcall: RollCall) -> str:
    """What was put to the vote, as a common noun."""
    return _KINDS.get(rollcall.kind, rollcall.kind.value)


def evidence_words(evidence: Evidence) -> str:
    """One cell of the record for a reader: whose it is, what it is, and its value."""
    from onrecord.states import state_name

    named = [state_name(s) for s in (evidence.state, *evidence.states) if s]
    shown = named if len(named) <= 16 else [*named[:15], f"{len(named) - 15} more"]
    whose = f"{listed(shown)}, " if shown else ""
    return f"{whose}{evidence.what} {evidence.recorded}"
