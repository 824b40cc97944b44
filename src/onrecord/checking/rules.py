"""Claims about how a body decides, held against the statements of procedure; a statement contradicts only when firm."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from onrecord.checking.cells import source_of
from onrecord.checking.index import RecordIndex
from onrecord.procedure import RuleStatement, rule_statements, rules_with
from onrecord.reading.symbols import find_symbols
from onrecord.terms import Asserts, Body, Claim, ClaimKind, Evidence, Finding, Reason, RollCall, Side, Verdict

_BINDING = {Body.UNGA: "unga_not_binding", Body.UNHRC: "unhrc_not_binding", Body.UNSC: "unsc_decisions_binding"}
_FIGURES = ("affirmative_needed", "working_days", "size", "elected", "permanent", "term_years")
_NAMES = {"invited": "veto_explanation_invited_not_obliged", "permanent": "unsc_permanent_members"}
# a figure of this key is only ever meant where the words say so; "within five working days" may be of anything
_NEEDS_WORD = {"working_days": "veto", "obliged": "veto"}
_AFTER_VETO = ("working_days", "invited", "obliged", "veto_")
_NO_ANSWER = "No statement of procedure in the rules answers this."


def answer_rule(claim: Claim, roll: RollCall | None, published: date | None) -> Finding | None:
    """The finding for a claim of procedure or obligation; None where it states nothing the rules hold.

    Rules are those of the day of the vote; what follows a veto is told as of the story's own day.
    """
    a = claim.asserts
    if a.rule:
        return _rule(claim, roll, published)
    if a.binding is not None and not (a.votes or a.counts or a.vetoes):
        return _binding(claim, roll)
    if claim.kind in (ClaimKind.PROCEDURE, ClaimKind.OBLIGATION) and a == Asserts(note=a.note, body=a.body):
        return _silent(_NO_ANSWER, roll)
    return None


def of_the_text_cited(finding: Finding, index: RecordIndex) -> Finding:
    """The finding with the vote on the text its rule is cited from, where the record holds it: A/RES/76/262.

    That text comes first in a citation; votes that only show the rule at work come after.
    """
    rules = [find_symbols(e.source) for e in finding.evidence if e.what == "rule"]
    cited = {found[0].number for found in rules if found and found[0].span.start == 0}
    places = {place for number in cited for place in index.with_symbol(number)}
    if not finding.verdict.decisive or len(places) != 1:
        return finding
    return replace(finding, event=index.rolls[places.pop()].id)


def _silent(why: str, roll: RollCall | None, evidence: tuple[Evidence, ...] = ()) -> Finding:
    return Finding(Verdict.NOT_CHECKABLE, Reason.NOT_A_RECORD_QUESTION, why, evidence, roll.id if roll else None)


def _cited(statement: RuleStatement) -> tuple[Evidence, ...]:
    return (Evidence("rule", None, statement.sentence, statement.cited),)


def _so(statement: RuleStatement, roll: RollCall | None) -> Finding:
    event = roll.id if roll else None
    return Finding(Verdict.SUPPORTED, Reason.RULE_SAYS_SO, statement.sentence, _cited(statement), event)


def _rule(claim: Claim, roll: RollCall | None, published: date | None) -> Finding:
    """By the id of a statement, or by facts: "majority=two_thirds", "affirmative_needed=9", "veto=true;members=CHN"."""
    told = claim.asserts.rule
    after_veto = told.startswith(_AFTER_VETO)
    day = published if roll is None or after_veto else roll.date
    statement = rule_statements().get(_NAMES.get(told, told))
    if statement is not None:
        return _by_id(claim, statement, roll, day)
    facts = dict(_pair(part) for part in told.split(";") if "=" in part)
    body = claim.asserts.body or (roll.body if roll else None) or claim.cues.body
    if claim.negated or not facts:
        return _silent(_NO_ANSWER, roll)
    if "veto" in facts:
        return _veto(facts, body, roll, day)
    if "majority" in facts:
        return _majority(facts["majority"], body, roll)
    key, value = next(iter(facts.items()))
    return _fact(claim, key, value, body, roll, day)


def _pair(part: str) -> tuple[str, str]:
    key, _, value = part.partition("=")
    return key.strip(), value.strip()


def _by_id(claim: Claim, statement: RuleStatement, roll: RollCall | None, day: date | None) -> Finding:
    if day is not None and not statement.holds_on(day):
        return _silent(f"{statement.sentence} On {day.isoformat()} another rule held.", roll, _cited(statement))
    if claim.negated:
        return _silent(statement.sentence, roll, _cited(statement))
    if _conflicts(claim.asserts, statement):
        return _not_so(claim, (statement,), roll)
    return _so(statement, roll)


def _not_so(claim: Claim, statements: Sequence[RuleStatement], roll: RollCall | None) -> Finding:
    """Contradicted by firm statements and one reading only."""
    statement = statements[0]
    if claim.readings == 1 and all(s.firm for s in statements):
        event = roll.id if roll else None
        return Finding(Verdict.CONTRADICTED, Reason.WRONG_RULE, statement.sentence, _cited(statement), event)
    return _silent(f"{statement.sentence} That settles nothing here.", roll, _cited(statement))


def _conflicts(a: Asserts, statement: RuleStatement) -> bool:
    """Whether a figure or the legal force told differs from the statement's own."""
    for count in a.counts:
        key = {Side.MEMBERS: "size", Side.YES: "affirmative_needed"}.get(count.side, "")
        value = statement.facts.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and not count.bound.admits(count.number, value):
            return True
    binding = statement.facts.get("binding")
    return a.binding is not None and isinstance(binding, bool) and binding is not a.binding


def _veto(facts: Mapping[str, str], body: Body | None, roll: RollCall | None, day: date | None) -> Finding:
    """Who has a veto. A sentence names other states too, so a list of names supports and never contradicts."""
    members = {c for c in facts.get("members", "").split(",") if c}
    seats = _statement("permanent_members", Body.UNSC, day)
    permanent = set(_words(seats, "permanent_members")) if seats else set()
    permanent |= {"RUS", "SUN"} if permanent & {"RUS", "SUN"} else set()
    if facts["veto"] == "true":
        holds = rule_statements().get("unsc_only_permanent_members_veto")
        if seats is not None and members & permanent:
            return _so(seats, roll)
        return _so(holds, roll) if holds is not None and not members else _silent(_NO_ANSWER, roll)
    if members and not members & permanent and body in (Body.UNSC, None):
        statement = rule_statements().get("unsc_elected_members_no_veto")
    else:
        statement = _statement("veto", body, day, value=False) if body not in (Body.UNSC, None) else None
    return _so(statement, roll) if statement is not None else _silent(_NO_ANSWER, roll)


def _statement(key: str, body: Body | None, day: date | None, value: object = None) -> RuleStatement | None:
    found = rules_with(body, key, day)
    return next((s for s in found if s.body is body and (value is None or s.facts[key] == value)), None)


def _words(statement: RuleStatement, key: str) -> tuple[str, ...]:
    value = statement.facts.get(key)
    return value if isinstance(value, tuple) else ()


def _majority(stated: str, body: Body | None, roll: RollCall | None) -> Finding:
    """Which majority: by the vote's own record, an emergency session's rule, or the body's only rule."""
    rules = rule_statements()
    if roll is not None and roll.majority == stated:
        statement = _statement("majority", roll.body, roll.date, value=stated)
        if statement is not None:
            return _so(statement, roll)
    emergency = roll is not None and "ES-" in roll.symbol
    if stated == "two_thirds" and emergency:
        return _so(rules["ess_two_thirds"], roll)
    if stated == "simple" and body is Body.UNHRC:
        return _so(rules["unhrc_simple_majority"], roll)
    if stated == "simple" and body is Body.IAEA:
        return _so(rules["iaea_simple_majority"], roll)
    return _silent("Which majority the Assembly needs depends on the matter.", roll)


def _fact(claim: Claim, key: str, value: str, body: Body | None, roll: RollCall | None, day: date | None) -> Finding:
    """Any other fact: so where a statement on the body gives it, not so where every one gives another figure."""
    held = [s for s in rules_with(body, key, day) if s.body is body or s.body is None] or list(
        rules_with(None, key, day)
    )
    same = [s for s in held if _text(s.facts[key]) == value.casefold()]
    if same:
        return _so(same[0], roll)
    word = _NEEDS_WORD.get(key, "")
    anywhere = [s for s in rules_with(None, key, day) if _text(s.facts[key]) == value.casefold()]
    own = [s for s in held if s.body is body]
    firm_fact = (key in _FIGURES and own) or (key == "obliged" and held)
    if firm_fact and not anywhere and word in claim.quote.casefold():
        return _not_so(claim, own or held, roll)
    return _silent(_NO_ANSWER, roll)


def _text(value: object) -> str:
    return str(value).casefold()


def _binding(claim: Claim, roll: RollCall | None) -> Finding:
    """Legal force by body: an Assembly text recommends, a decision of the Council binds."""
    a = claim.asserts
    body = (roll.body if roll else None) or a.body or claim.cues.body
    if body is None or body not in _BINDING:
        return _silent("The rules held here do not say whether such a text binds.", roll)
    statement = rule_statements()[_BINDING[body]]
    binds = bool(a.binding) is not claim.negated
    if body is not Body.UNSC:
        sure = claim.cues.body is body and "security council" not in claim.quote.casefold()
        if not binds:
            return _so(statement, roll)
        return _not_so(claim, (statement,), roll) if sure else _silent(statement.sentence, roll, _cited(statement))
    if binds:
        return _so(statement, roll)
    if roll is not None and not roll.outcome.carried:
        cell = Evidence("outcome", roll.id, roll.outcome.value.replace("_", " "), source_of(roll))
        why = f"{roll.symbol} was not adopted, so it binds no one."
        return Finding(Verdict.SUPPORTED, Reason.RULE_SAYS_SO, why, (*_cited(statement), cell), roll.id)
    why = f"{statement.sentence} Whether a given paragraph binds depends on its wording."
    return _silent(why, roll, _cited(statement))
