"""The outcome of a roll call in one plain sentence, for every rendering."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.report.marks import differs
from onrecord.report.text import counted, in_text, listed
from onrecord.terms import Evidence, Finding, ItemKind, Outcome, Position, RollCall

_KINDS = {
    ItemKind.PRELIMINARY_QUESTION: "preliminary question",
    ItemKind.APPLICATION: "application for membership",
    ItemKind.STATEMENT: "statement of the President",
}
_UNDECIDED = {Outcome.WITHDRAWN: "Withdrawn", Outcome.NOT_CONSIDERED: "Never put to the vote"}


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
    return f"{_UNDECIDED[rollcall.outcome]}{by}."


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
    """Why no member's position is shown; that there was no vote is kept apart from a gap in the record."""
    if rollcall.outcome is Outcome.ADOPTED_WITHOUT_VOTE:
        return f"No vote was taken on this {kind_name(rollcall)}, so no member has a position on it."
    if rollcall.outcome in _UNDECIDED and rollcall.tally is None:
        return f"This {kind_name(rollcall)} did not come to a vote, so no member has a position on it."
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
        return f"{listed(_few(named)) or evidence.what} {recorded}"
    whose = f"{state_name(evidence.state)}, " if evidence.state else ""
    return f"{whose}{evidence.what}: {recorded}"


def explained(finding: Finding) -> str:
    """The explanation, with states that did the same told in one sentence: "China and Russia voted against."

    Only sentences about states that the evidence names are drawn together; every other word stays.
    """
    from onrecord.states import state_name

    codes = {s for e in finding.evidence for s in (e.state, *e.states) if s}
    names = "|".join(re.escape(n) for n in sorted((state_name(c) for c in codes), key=len, reverse=True))
    if not names or len(codes) < 2:
        return finding.explanation
    one = rf"(?:{names}) (?:{'|'.join(_POSITION_WORDS.values())})\."
    run = re.compile(rf"(?<!\S){one}(?: {one})+(?!\S)")
    return run.sub(lambda m: _together(m.group(), names), finding.explanation)


def _together(sentences: str, names: str) -> str:
    did: dict[str, list[str]] = {}
    for name, what in re.findall(rf"({names}) ({'|'.join(_POSITION_WORDS.values())})\.", sentences):
        did.setdefault(what, []).append(in_text(name))
    told = []
    for what, who in did.items():
        verb = what.replace("was not", "were not") if len(who) > 1 else what
        sentence = f"{listed(_few(who))} {verb}."
        told.append(sentence[:1].upper() + sentence[1:])
    return " ".join(told)


_FEW = 12  # names a sentence lists before it counts the rest


def _few(names: list[str]) -> list[str]:
    return names if len(names) <= _FEW else [*names[: _FEW - 2], f"{len(names) - _FEW + 2} more"]


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as a reader needs it: the first documents, and what else was joined to them."""

    first: str
    more: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.first} and {len(self.more)} more" if self.more else self.first


def cited(source: str) -> Cited:
    """A joined list of sources cut to its first two, documents of a body before tables, sites and the press."""
    parts = list(dict.fromkeys(p.strip() for p in source.split(";") if p.strip()))
    parts = [_LABELLED.sub(r"\2 (\1)", p) for p in parts]
    ordered = sorted(parts, key=lambda p: not _DOCUMENT.search(p))
    return Cited("; ".join(ordered[:2]), tuple(ordered[2:]))


_LABELLED = re.compile(r"^(tally|positions|roll|votes|date): (.+)$")
_DOCUMENT = re.compile(
    r"\b(?:A|S)/(?:RES/|PV\.|HRC/|ES-|\d)|\bGOV/|\bUN (?:Digital )?Library\b|\bpress\.un\.org\b|\b(?:SC|GA)/\d{4,}"
    r"|\bCharter\b|\bRules? of Procedure\b|\bStatute\b"
)


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
    held: dict[tuple[str | None, str], list[Evidence]] = {}
    for evidence in finding.evidence:
        held.setdefault((evidence.event, evidence.source), []).append(evidence)
    return tuple(
        Grounds(event, "; ".join(dict.fromkeys(_cells(cells, finding))), source)
        for (event, source), cells in held.items()
    )


def _cells(evidence: Sequence[Evidence], finding: Finding) -> list[str]:
    """Cells of one vote and source in words, members that did the same together, those told otherwise first."""
    alike: dict[str, list[str]] = {}
    words: list[str] = []
    for cell in evidence:
        stated = stated_words(cell)
        if cell.recorded in _POSITION_WORDS and not stated and cell.state:
            alike.setdefault(cell.recorded, []).extend(s for s in (cell.state, *cell.states) if s)
        elif cell.recorded.rstrip(".") not in finding.explanation.rstrip(".") or cell.what != "rule":
            told = evidence_words(cell) + (f" (the story: {stated})" if stated else "")
            same = words and words[-1].startswith(f"{cell.what}: ") and not cell.state
            if same:
                words[-1] += f", {told.removeprefix(f'{cell.what}: ')}"
            else:
                words.append(told)
    return words + [_did(codes, _POSITION_WORDS[position]) for position, codes in alike.items()]


def _did(codes: Sequence[str], what: str) -> str:
    from onrecord.states import state_name

    names = [in_text(state_name(c)) for c in dict.fromkeys(codes)]
    told = f"{listed(_few(names))} {what.replace('was not', 'were not') if len(names) > 1 else what}"
    return told[:1].upper() + told[1:]


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
