"""A wrong body or day: without it one vote stands out, and with it the record shows there was none."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from onrecord.checking.cases import FITS, Case, Weighed, weigh
from onrecord.checking.cells import source_of
from onrecord.checking.gates import claim_allows, complete
from onrecord.checking.grounds import names_body
from onrecord.checking.judge import day_words, hint_words
from onrecord.checking.query import BODY_SIZE, too_small
from onrecord.checking.rivals import rival
from onrecord.checking.weights import weights
from onrecord.terms import Asserts, Body, ClaimKind, Evidence, Finding, Reason, Verdict

_IDENTIFYING = {"topic", "tally", "symbol"}
_INDEPENDENT_CUES = 2


def slot_is_wrong(case: Case, weighed: list[Weighed]) -> Finding | None:
    """The body or day stated is wrong: without it one vote stands out, and with it the record shows there was none."""
    a = case.asserts
    if not claim_allows(case.claim) or case.claim.negated:
        return None
    named = a.body is not None and names_body(case.sentence, a.body)
    if a.body is not None and named and case.claim.kind is not ClaimKind.BODY and not _has_own_matter(weighed):
        found = _sole_without(case, "body", replace(a, body=None))
        if found is not None and found.roll.body is not a.body and _not_that_body(case, a.body, found):
            return _wrong(
                found,
                Reason.WRONG_BODY,
                f"{found.roll.symbol} was put to the {found.roll.body.title}.",
                found.roll.body.title,
                a.body.title,
                "body",
            )
    if (
        a.on is not None
        and a.on.exact is not None
        and case.grounds.day
        and case.claim.kind is not ClaimKind.DATE
        and not _has_own_matter(weighed)
    ):
        found = _sole_without(case, "on", replace(a, on=None))
        if found is not None and not a.on.admits(found.roll.date, slack=1) and _not_that_day(case, a.on.exact, found):
            sentence = f"The vote on {found.roll.symbol} was on {day_words(found.roll.date)}."
            return _wrong(found, Reason.WRONG_DATE, sentence, found.roll.date.isoformat(), hint_words(a.on), "date")
    return None


def _has_own_matter(weighed: Sequence[Weighed]) -> bool:
    """Whether a vote with the stated body and day is also on the matter, so that nothing is amiss with either."""
    return any(_IDENTIFYING & set(w.scored.cues) for w in weighed)


def _sole_without(case: Case, slot: str, a: Asserts) -> Weighed | None:
    """The one vote found with a slot set aside, if two independent cues lead to it and the rest is so."""
    found = weigh(case, case.query(slot), a)
    if not found or found[0].scored.share < weights().bar["single"]:
        return None
    best = found[0]
    if best.scored.strength < _INDEPENDENT_CUES or not _IDENTIFYING & set(best.scored.cues):
        return None
    if best.judged.verdict not in (*FITS, Verdict.NOT_CHECKABLE):
        return None
    return None if rival(case, case.query(), [best.scored]) is not None else best


def _not_that_body(case: Case, body: Body, found: Weighed) -> bool:
    """The stated body took no such vote that day, or is too small for the numbers told of it."""
    if body in too_small((case.asserts, *case.peers)) and BODY_SIZE[body] < BODY_SIZE[found.roll.body]:
        return not names_body(case.sentence, found.roll.body)
    if "date" not in found.scored.cues and "symbol" not in found.scored.cues:
        return False
    day = found.roll.date
    kinds = ("adopted", "vetoed") if body is Body.UNSC else ("adopted",)
    held = complete(case.index.record, body, kinds, day - timedelta(days=1), day + timedelta(days=1))
    same = [case.index.rolls[i] for i in case.index.around(day, 1) if case.index.rolls[i].body is body]
    likeness = [case.index.likeness(found.scored.place, case.index.place(r)) for r in same]
    return (
        held
        and not names_body(case.sentence, found.roll.body)
        and all(x < weights().bar["same_matter"] for x in likeness)
    )


def _not_that_day(case: Case, day: date, found: Weighed) -> bool:
    """The found vote's body took none on the matter on the stated day, in a record complete for it."""
    body = found.roll.body
    kinds = ("adopted", "vetoed") if body is Body.UNSC else ("adopted",)
    if "symbol" in found.scored.cues:
        return True
    held = complete(case.index.record, body, kinds, day - timedelta(days=1), day + timedelta(days=1))
    return held and not [i for i in case.index.around(day, 1) if case.index.rolls[i].body is body]


def _wrong(found: Weighed, reason: Reason, sentence: str, recorded: str, stated: str, what: str) -> Finding:
    cell = Evidence(what, found.roll.id, recorded, source_of(found.roll), stated=stated)
    return Finding(
        Verdict.CONTRADICTED, reason, sentence, (cell, *found.judged.evidence), found.roll.id, (found.candidate(),)
    )
