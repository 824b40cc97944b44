"""One claim held against one vote: each slot with its cell of the record, the first wrong one decides."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.checking.cells import Slot, listed, source_of
from onrecord.checking.slots_figures import joined_by, judge_count, judge_outcome, later_declared, turned_round
from onrecord.checking.slots_voters import judge_vetoes, judge_votes
from onrecord.states import council_members, state_name
from onrecord.terms import Asserts, Body, DateHint, Evidence, Outcome, Reason, RollCall, Verdict


@dataclass(frozen=True, slots=True)
class Context:
    """What one vote cannot know of a claim: hedges, denial, states named beside it, and the vote its symbol names."""

    loose: bool = False
    negated: bool = False
    mentioned: frozenset[str] = frozenset()  # in the claim's sentence
    elsewhere: frozenset[str] = frozenset()  # voters the passage's other claims name
    told_outcome: Outcome | None = None  # of the vote, by the passage
    sides_open: bool = False  # a pair of figures without a word on which is for and which against
    symbol_names: Collection[str] | None = None  # ids of the roll calls the asserted symbol names


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one vote says of a whole claim."""

    verdict: Verdict
    reason: Reason
    sentence: str
    evidence: tuple[Evidence, ...] = ()
    known: int = 0  # slots the record could answer


def judge(a: Asserts, roll: RollCall, context: Context) -> Judgement:
    """The claim is so only if each slot is; the first wrong slot names the reason.

    A slot the record cannot answer makes the whole unanswered, unless it is a side remark (sponsors, co-sponsors).
    """
    slots = _slots(a, roll, context)
    if not slots:
        return Judgement(
            Verdict.NOT_CHECKABLE, Reason.NOT_A_RECORD_QUESTION, "The claim says nothing a vote's record could answer."
        )
    evidence = tuple(dict.fromkeys(e for s in slots for e in s.evidence))
    known = sum(1 for s in slots if s.verdict is not Verdict.NOT_IN_RECORD)
    chosen = _decisive(slots)
    judged = Judgement(chosen.verdict, chosen.reason, _say(slots, chosen), evidence, known)
    return _inverted(judged, len(slots)) if context.negated else judged


def _slots(a: Asserts, roll: RollCall, context: Context) -> list[Slot]:
    pair = turned_round(roll, a.counts, context.told_outcome) if context.sides_open else []
    slots = (
        pair
        or later_declared(roll, a.counts)
        or [joined_by(roll, c, a.votes) or judge_count(roll, c, loose=context.loose) for c in a.counts]
    )
    slots += judge_votes(roll, a, context.mentioned, context.elsewhere)
    slots += judge_vetoes(roll, a)
    slots += judge_outcome(roll, a)
    if a.not_members:
        slots += [_not_member(roll, code) for code in a.not_members]
    if a.on is not None:
        slots.append(_date(roll, a.on))
    if a.body is not None:
        slots.append(_body(roll, a.body))
    if a.symbol:
        slots.append(_symbol(roll, a.symbol, context))
    if a.sponsors:
        slots.append(_sponsors(roll, a.sponsors))
    return slots


def _decisive(slots: list[Slot]) -> Slot:
    """Wrong before unsettled before unknown before loose before right; a soft unknown gives way to any answer."""
    for verdict in (Verdict.CONTRADICTED, Verdict.AMBIGUOUS):
        for slot in slots:
            if slot.verdict is verdict:
                return slot
    hard_unknown = [s for s in slots if s.verdict is Verdict.NOT_IN_RECORD and not s.soft]
    if hard_unknown:
        return hard_unknown[0]
    loose = [s for s in slots if s.verdict is Verdict.IMPRECISE]
    if loose:
        return loose[0]
    right = [s for s in slots if s.verdict is Verdict.SUPPORTED]
    return right[0] if right else slots[0]


def _say(slots: list[Slot], chosen: Slot) -> str:
    if chosen.verdict is not Verdict.SUPPORTED:
        same = [s.sentence for s in slots if s.verdict is chosen.verdict]
        return " ".join(dict.fromkeys(same))
    return " ".join(list(dict.fromkeys(s.sentence for s in slots if s.verdict is Verdict.SUPPORTED))[:4])


def _inverted(judged: Judgement, slots: int) -> Judgement:
    """The answer to a denial. What several slots deny together is not said, so only a single one may be wrong."""
    match judged.verdict:
        case Verdict.CONTRADICTED:
            return Judgement(
                Verdict.SUPPORTED,
                _MIRROR.get(judged.reason, judged.reason),
                judged.sentence,
                judged.evidence,
                judged.known,
            )
        case Verdict.SUPPORTED if slots == 1:
            return Judgement(
                Verdict.CONTRADICTED,
                _MIRROR.get(judged.reason, judged.reason),
                judged.sentence,
                judged.evidence,
                judged.known,
            )
        case Verdict.SUPPORTED | Verdict.IMPRECISE:
            return Judgement(Verdict.AMBIGUOUS, Reason.SEVERAL_READINGS, judged.sentence, judged.evidence, judged.known)
        case _:
            return judged


_MIRROR = {
    Reason.WRONG_TALLY: Reason.TALLY_MATCHES,
    Reason.WRONG_POSITION: Reason.POSITIONS_MATCH,
    Reason.NOT_SOLE: Reason.POSITIONS_MATCH,
    Reason.NOT_A_MEMBER: Reason.POSITIONS_MATCH,
    Reason.WRONG_VETO: Reason.VETO_MATCHES,
    Reason.WRONG_OUTCOME: Reason.OUTCOME_MATCHES,
    Reason.DRAFT_NOT_ADOPTED: Reason.OUTCOME_MATCHES,
    Reason.WRONG_BODY: Reason.BODY_MATCHES,
    Reason.WRONG_DATE: Reason.DATE_MATCHES,
    Reason.TALLY_MATCHES: Reason.WRONG_TALLY,
    Reason.POSITIONS_MATCH: Reason.WRONG_POSITION,
    Reason.VETO_MATCHES: Reason.WRONG_VETO,
    Reason.OUTCOME_MATCHES: Reason.WRONG_OUTCOME,
    Reason.BODY_MATCHES: Reason.WRONG_BODY,
    Reason.DATE_MATCHES: Reason.WRONG_DATE,
}


def day_words(day: date) -> str:
    """A day as a sentence has it: 2 March 2022."""
    return f"{day.day} {day:%B %Y}"


def _date(roll: RollCall, on: DateHint) -> Slot:
    cell = Evidence("date", roll.id, roll.date.isoformat(), source_of(roll), stated=hint_words(on))
    sentence = f"The vote on {roll.symbol} was on {day_words(roll.date)}."
    if on.admits(roll.date):
        return Slot(Verdict.SUPPORTED, Reason.DATE_MATCHES, sentence, (cell,))
    if roll.month_only:
        said = f"The vote on {roll.symbol} was in {roll.date:%B %Y}; its day is not reliable in the source."
        return Slot(Verdict.AMBIGUOUS, Reason.RECALL_ONLY, said, (cell,))
    if on.admits(roll.date + timedelta(days=1)) or on.admits(roll.date - timedelta(days=1)):
        said = f"{sentence} A day's difference may be that of the clock."
        return Slot(Verdict.IMPRECISE, Reason.LOOSE_WORD, said, (cell,))
    return Slot(Verdict.CONTRADICTED, Reason.WRONG_DATE, sentence, (cell,))


def hint_words(on: DateHint) -> str:
    """A date as far as the text gives it, for evidence."""
    if on.exact is not None:
        return on.exact.isoformat()
    if on.first is not None and on.last is not None:
        return f"{on.first.isoformat()} to {on.last.isoformat()}"
    parts = [
        f"{name} {value}"
        for name, value in (("month", on.month), ("day", on.day), ("weekday", on.weekday))
        if value is not None
    ]
    return ", ".join(parts)


def _body(roll: RollCall, body: Body) -> Slot:
    cell = Evidence("body", roll.id, roll.body.title, source_of(roll), stated=body.title)
    sentence = f"{roll.symbol} was put to the {roll.body.title}."
    if roll.body is body:
        return Slot(Verdict.SUPPORTED, Reason.BODY_MATCHES, sentence, (cell,))
    return Slot(Verdict.CONTRADICTED, Reason.WRONG_BODY, sentence, (cell,))


def _symbol(roll: RollCall, symbol: str, context: Context) -> Slot:
    cell = Evidence("body", roll.id, roll.symbol, source_of(roll), stated=symbol)
    named = context.symbol_names
    if named is None or not named:
        return Slot(Verdict.NOT_IN_RECORD, Reason.FACT_NOT_KEPT, f"The record does not hold {symbol}.", soft=True)
    if roll.id in named:
        return Slot(Verdict.SUPPORTED, Reason.BODY_MATCHES, f"The symbol of the text is {roll.symbol}.", (cell,))
    return Slot(Verdict.CONTRADICTED, Reason.WRONG_BODY, f"The symbol of the text is {roll.symbol}.", (cell,))


def _sponsors(roll: RollCall, sponsors: tuple[str, ...]) -> Slot:
    if not roll.sponsors:
        return Slot(
            Verdict.NOT_IN_RECORD,
            Reason.FACT_NOT_KEPT,
            f"The record of {roll.symbol} does not hold who sponsored it.",
            soft=True,
        )
    cell = Evidence(
        "body",
        roll.id,
        f"sponsored by {listed(roll.sponsors)}",
        source_of(roll),
        states=roll.sponsors,
        stated=listed(sponsors),
    )
    sentence = f"{roll.symbol} was put forward by {listed(roll.sponsors)}."
    if set(sponsors) <= set(roll.sponsors):
        return Slot(Verdict.SUPPORTED, Reason.BODY_MATCHES, sentence, (cell,))
    # lists of sponsors are rarely whole, so a name not on one proves nothing
    return Slot(Verdict.NOT_IN_RECORD, Reason.FACT_NOT_KEPT, sentence, (cell,), soft=True)


def _not_member(roll: RollCall, code: str) -> Slot:
    if roll.body is not Body.UNSC:
        return Slot(
            Verdict.NOT_IN_RECORD, Reason.FACT_NOT_KEPT, f"The members of the {roll.body.title} that day are not kept."
        )
    return not_council_member(code, roll.date)


def not_council_member(code: str, day: date) -> Slot:
    """Whether a state had no seat in the Security Council on a day."""
    seated = code in council_members(day)
    word = "a member" if seated else "not a member"
    cell = Evidence(
        "membership", None, word, "membership of the Security Council by year", state=code, stated="not a member"
    )
    sentence = f"{state_name(code)} was {word} of the Security Council on {day_words(day)}."
    if seated:
        return Slot(Verdict.CONTRADICTED, Reason.NOT_A_MEMBER, sentence, (cell,))
    return Slot(Verdict.SUPPORTED, Reason.POSITIONS_MATCH, sentence, (cell,))
