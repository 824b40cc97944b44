"""Claims about how a body decides, held against the statements of procedure; a statement contradicts only when firm."""

from datetime import date

from onrecord.procedure import RuleStatement, rule_statements
from onrecord.terms import (
    Asserts,
    Body,
    Claim,
    ClaimKind,
    Evidence,
    Finding,
    Reason,
    RollCall,
    Side,
    Verdict,
)

# facts a claim's own slots can be compared with
_COUNTED = {Side.MEMBERS: ("size",), Side.YES: ("affirmative_needed",), Side.COSPONSORS: ("cosponsors",)}
_BINDING = {Body.UNGA: "unga_not_binding", Body.UNHRC: "unhrc_not_binding", Body.UNSC: "unsc_decisions_binding"}


def answer_rule(claim: Claim, roll: RollCall | None, on: date | None) -> Finding | None:
    """The finding for a claim of procedure or obligation; None where it states nothing the rules hold."""
    a = claim.asserts
    if a.rule:
        statement = rule_statements().get(a.rule)
        if statement is None:
            return Finding(
                Verdict.NOT_CHECKABLE,
                Reason.NOT_A_RECORD_QUESTION,
                "No statement of procedure in the rules answers this.",
            )
        return _against(claim, statement, roll, on)
    if a.binding is not None and not (a.votes or a.counts or a.vetoes):
        return _binding(claim, roll)
    if claim.kind in (ClaimKind.PROCEDURE, ClaimKind.OBLIGATION) and not _says_anything(a):
        return Finding(
            Verdict.NOT_CHECKABLE, Reason.NOT_A_RECORD_QUESTION, "No statement of procedure in the rules answers this."
        )
    return None


def _says_anything(a: Asserts) -> bool:
    return a != Asserts(note=a.note)


def _against(claim: Claim, statement: RuleStatement, roll: RollCall | None, on: date | None) -> Finding:
    evidence = (Evidence("rule", None, statement.sentence, statement.cited),)
    event = roll.id if roll else None
    day = roll.date if roll else on
    if day is not None and not statement.holds_on(day):
        why = f"{statement.sentence} The text speaks of {day.isoformat()}, when another rule held."
        return Finding(Verdict.NOT_CHECKABLE, Reason.NOT_A_RECORD_QUESTION, why, evidence, event)
    wrong = _conflicts(claim.asserts, statement) or claim.negated
    if not wrong:
        return Finding(Verdict.SUPPORTED, Reason.RULE_SAYS_SO, statement.sentence, evidence, event)
    if statement.firm and claim.readings == 1:
        return Finding(Verdict.CONTRADICTED, Reason.WRONG_RULE, statement.sentence, evidence, event)
    why = f"{statement.sentence} The text of the rule is still to be checked, so this settles nothing."
    return Finding(Verdict.NOT_CHECKABLE, Reason.NOT_A_RECORD_QUESTION, why, evidence, event)


def _conflicts(a: Asserts, statement: RuleStatement) -> bool:
    """Whether a figure, list or yes-or-no of the claim differs from the statement's own."""
    facts = statement.facts
    for count in a.counts:
        for key in _COUNTED.get(count.side, ()):
            value = facts.get(key)
            if isinstance(value, int) and not isinstance(value, bool) and not count.bound.admits(count.number, value):
                return True
    if a.binding is not None and isinstance(facts.get("binding"), bool) and facts["binding"] is not a.binding:
        return True
    stated = {code for code, _ in a.votes} | set(a.vetoes)
    members = facts.get("permanent_members") or facts.get("veto_members")
    if (
        stated
        and isinstance(members, tuple)
        and not {"RUS" if c == "SUN" else c for c in stated} <= {"RUS" if c == "SUN" else c for c in members}
    ):
        return True
    return any(_told(a.note, key, value) for key, value in facts.items())


def _told(note: str, key: str, value: object) -> bool:
    """Whether a note of the form "key=value; key=value" gives another value for a fact."""
    for part in note.split(";"):
        name, _, stated = part.partition("=")
        if name.strip() == key and stated.strip():
            return stated.strip().casefold() != str(value).casefold()
    return False


def _binding(claim: Claim, roll: RollCall | None) -> Finding:
    a = claim.asserts
    body = a.body or (roll.body if roll else None) or claim.cues.body
    statement = rule_statements().get(_BINDING[body]) if body in _BINDING else None
    if statement is None or body is None:
        return Finding(
            Verdict.NOT_CHECKABLE,
            Reason.NOT_A_RECORD_QUESTION,
            "The rules held here do not say whether such a text binds.",
        )
    evidence = (Evidence("rule", None, statement.sentence, statement.cited),)
    event = roll.id if roll else None
    binds = bool(a.binding) is not claim.negated
    if body is not Body.UNSC:
        return _not_binding(statement, binds, evidence, event, claim)
    if binds and roll is not None and not roll.outcome.carried:
        cell = Evidence("outcome", roll.id, roll.outcome.value, roll.sources[0] if roll.sources else roll.symbol)
        why = f"{statement.sentence} {roll.symbol} was not adopted, so it binds no one."
        return Finding(
            Verdict.CONTRADICTED if _direct(claim) else Verdict.NOT_CHECKABLE,
            Reason.DRAFT_NOT_ADOPTED,
            why,
            (*evidence, cell),
            event,
        )
    if binds:
        return Finding(Verdict.SUPPORTED, Reason.RULE_SAYS_SO, statement.sentence, evidence, event)
    if roll is not None and not roll.outcome.carried:
        return Finding(
            Verdict.SUPPORTED,
            Reason.RULE_SAYS_SO,
            f"{roll.symbol} was not adopted, so it binds no one.",
            evidence,
            event,
        )
    why = f"{statement.sentence} Whether a given paragraph binds depends on its wording."
    return Finding(Verdict.NOT_CHECKABLE, Reason.NOT_A_RECORD_QUESTION, why, evidence, event)


def _not_binding(
    statement: RuleStatement, binds: bool, evidence: tuple[Evidence, ...], event: str | None, claim: Claim
) -> Finding:
    if not binds:
        return Finding(Verdict.SUPPORTED, Reason.RULE_SAYS_SO, statement.sentence, evidence, event)
    if statement.firm and claim.readings == 1 and claim.cues.body is statement.body:
        return Finding(Verdict.CONTRADICTED, Reason.WRONG_RULE, statement.sentence, evidence, event)
    return Finding(Verdict.NOT_CHECKABLE, Reason.NOT_A_RECORD_QUESTION, statement.sentence, evidence, event)


def _direct(claim: Claim) -> bool:
    """Whether the text says of an actual text, on a day or by symbol, that it binds; conditionals are never direct."""
    return (
        claim.readings == 1
        and bool(claim.cues.symbols or (claim.cues.on and claim.cues.on.exact))
        and claim.kind is not ClaimKind.PROCEDURE
    )
