"""The outcome of a roll call in one plain sentence, for every rendering."""

from dataclasses import dataclass

from onrecord.report.marks import differs
from onrecord.report.text import counted, in_text, listed
from onrecord.terms import Evidence, Finding, ItemKind, Outcome, Position, RollCall

_KINDS = {ItemKind.PRELIMINARY_QUESTION: "preliminary question", ItemKind.APPLICATION: "application for membership"}


def outcome_sentence(rollcall: RollCall) -> str:
    """What was decided, by how many votes, and by whose veto."""
    from onrecord.states import state_name

    votes = tally_words(rollcall)
    by = f", {votes}" if votes else ""
    match rollcall.outcome:
        case Outcome.VETOED:
            casters = listed([in_text(state_name(s)) for s in rollcall.vetoed_by]) or "a permanent member"
            return f"Not adopted: vetoed by {casters}{by}."
        case Outcome.ADOPTED_WITHOUT_VOTE:
            return "Adopted without a vote."
        case Outcome.ADOPTED:
            return f"Adopted{by}."
        case Outcome.REJECTED:
            return f"Not adopted: too few votes{by}."
    return f"Withdrawn{by}."


def tally_words(rollcall: RollCall) -> str:
    """The tally in words, abstentions and absences only where there were any; empty where nothing was counted."""
    tally = rollcall.tally
    if tally is None:
        return ""
    parts = [f"{tally.yes} in favour", f"{tally.no} against"]
    if tally.abstain:
        parts.append(counted(tally.abstain, "abstention"))
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
    """One cell of the record for a reader: whose or what it is, and its value."""
    from onrecord.states import state_name

    recorded = evidence.recorded
    if recorded in _POSITION_WORDS:
        recorded = _POSITION_WORDS[recorded]
        named = [state_name(s) for s in (evidence.state, *evidence.states) if s]
        return f"{listed(named) or evidence.what} {recorded}"
    whose = f"{state_name(evidence.state)}, " if evidence.state else ""
    return f"{whose}{evidence.what}: {recorded}"


@dataclass(frozen=True, slots=True)
class Grounds:
    """What one source shows of one vote, or of a rule (`event` None): the cells in words, and the source."""

    event: str | None
    cells: str
    source: str


def grounds_of(finding: Finding) -> tuple[Grounds, ...]:
    """The evidence of a verdict, one entry a vote and source, so that no source is printed once a cell.

    A cell that only repeats the explanation is left out of the words; its source stays.
    """
    cells: dict[tuple[str | None, str], list[str]] = {}
    for evidence in finding.evidence:
        held = cells.setdefault((evidence.event, evidence.source), [])
        stated = stated_words(evidence)
        words = evidence_words(evidence) + (f" (the story: {stated})" if stated else "")
        if evidence.recorded.rstrip(".") not in finding.explanation.rstrip(".") or evidence.what != "rule":
            held.append(words)
    return tuple(Grounds(event, "; ".join(dict.fromkeys(c)), source) for (event, source), c in cells.items())


def stated_words(evidence: Evidence) -> str:
    """What the story said of the cell, in words; empty where it said the same or nothing."""
    return _POSITION_WORDS.get(evidence.stated, evidence.stated) if differs(evidence) else ""


_POSITION_WORDS = {
    Position.YES.value: "voted in favour",
    Position.NO.value: "voted against",
    Position.ABSTAIN.value: "abstained",
    Position.ABSENT.value: "did not vote",
    Position.NOT_ENTITLED.value: "was not entitled to vote",
}
