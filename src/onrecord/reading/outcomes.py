"""Decisions as a story tells them: adopted, rejected, without a vote, unanimous."""

import re
from collections.abc import Sequence

from onrecord.reading.drafts import Draft
from onrecord.reading.lexicon import Wording, phrases, wordings
from onrecord.reading.marks import SIGNS
from onrecord.reading.modality import modality_of
from onrecord.reading.scene import Scene
from onrecord.terms import Asserts, ClaimKind, Modality, Outcome

_B, _O = SIGNS["B"], SIGNS["O"]
_PHRASES = phrases("outcomes")
_BODY = _PHRASES["body"]
_NEXT_CLAUSE = _PHRASES["next_clause"]
_PREVENTED = _PHRASES["prevented"]
_BODY_IS_PLACE = _PHRASES["body_is_place"]
_NEEDS_TEXT = _PHRASES["needs_text"]


def read_outcomes(scene: Scene, tallied: bool) -> list[Draft]:
    """Claims about what a body decided in one sentence; modifiers ("unanimously") join the decision they qualify."""
    text = scene.masked.text
    modifiers = [(m, w) for w in wordings("en", "outcomes") if w.form == "modifier" for m in w.pattern.finditer(text)]
    found: list[Draft] = []
    for wording in wordings("en", "outcomes"):
        if wording.form == "modifier":
            continue
        for match in wording.pattern.finditer(text):
            if any(d.start < match.end() and match.start() < d.end for d in found):
                continue
            draft = _draft(scene, wording, match, tallied)
            if draft is not None:
                found.append(_modified(draft, modifiers))
    if not found:
        found.extend(_alone(scene, modifiers))
    return found


def _draft(scene: Scene, wording: Wording, match: re.Match[str], tallied: bool) -> Draft | None:
    masked = scene.masked
    text = masked.text
    if wording.form == "body" and _BODY_IS_PLACE.search(text, max(0, match.start() - 12), match.start()):
        return None
    if wording.form in ("text", "noun") and not (_NEEDS_TEXT.search(match.group()) or tallied):
        return None
    end = _object_end(text, match.end())
    span = masked.origin(match.start(), end)
    subject = match.start()
    modality = modality_of(scene, subject, subject, span)
    if _PREVENTED.search(text, max(0, subject - 50), subject):
        modality = Modality.HYPOTHETICAL
    body = _BODY.match(match.group())
    asserted = masked.mark_at(match.start()) if body else None
    value = getattr(asserted.value, "body", None) if asserted else None
    return Draft(
        match.start(),
        end,
        match.start(),
        ClaimKind.OUTCOME,
        Asserts(outcome=wording.outcome, body=value),
        wording.id,
        modality=modality,
    )


def _object_end(text: str, at: int) -> int:
    """Where the decision's object ends: the next clause, or sixty characters on."""
    limit = min(len(text), at + 90)
    stop = _NEXT_CLAUSE.search(text, at, limit)
    return stop.start() if stop else limit if limit < len(text) else len(text.rstrip(" .\"'"))


def _modified(draft: Draft, modifiers: Sequence[tuple[re.Match[str], Wording]]) -> Draft:
    from dataclasses import replace

    for match, wording in modifiers:
        near = draft.start - 30 <= match.start() <= draft.end + 70
        if not near:
            continue
        start, end = min(draft.start, match.start()), max(draft.end, match.end())
        if wording.kind == "unanimous" and draft.asserts.outcome is Outcome.ADOPTED:
            draft = replace(draft, start=start, end=end, asserts=replace(draft.asserts, unanimous=True))
        elif wording.kind == "consensus" and draft.asserts.outcome is Outcome.ADOPTED:
            asserts = replace(draft.asserts, consensus=True, outcome=Outcome.ADOPTED_WITHOUT_VOTE)
            draft = replace(draft, start=start, end=end, asserts=asserts)
    return draft


def _alone(scene: Scene, modifiers: Sequence[tuple[re.Match[str], Wording]]) -> list[Draft]:
    """A modifier that is itself the claim: "The vote was unanimous"."""
    text = scene.masked.text
    found = []
    for match, wording in modifiers:
        if not re.search(
            r"\b(?:vot\w+|adopt\w+|approv\w+|pass\w+|council|assembly|resolution|decid\w+|agreed)\b|" + _B,
            text,
            re.IGNORECASE,
        ):
            continue
        consensus = wording.kind == "consensus"
        asserts = Asserts(
            unanimous=not consensus,
            consensus=consensus,
            outcome=Outcome.ADOPTED_WITHOUT_VOTE if consensus else None,
        )
        start = max(0, match.start() - 30)
        span = scene.masked.origin(match.start(), match.end())
        found.append(
            Draft(
                match.start(),
                match.end(),
                match.start(),
                ClaimKind.PROCEDURE if consensus else ClaimKind.OUTCOME,
                asserts,
                wording.id,
                modality=modality_of(scene, start, match.start(), span),
            )
        )
    return found[:1]
