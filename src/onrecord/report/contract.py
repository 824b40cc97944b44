"""A checked story as the JSON contract `onrecord.check/1`, which other programs rely on."""

from collections.abc import Mapping
from datetime import date

from onrecord.report.provenance import stamp_json
from onrecord.terms import (
    Asserts,
    Bound,
    Candidate,
    CheckedClaim,
    CheckedStory,
    DateHint,
    Deed,
    EventCues,
    Evidence,
    Outcome,
    Statement,
    Unread,
)

SCHEMA = "onrecord.check/1"
UNNAMED = "unnamed"  # a veto whose caster the text does not name


def story_json(checked: CheckedStory) -> dict[str, object]:
    """The story, the record used, and every claim, statement, deed and unread sentence, as plain JSON values."""
    document = checked.reading.document
    return {
        "schema": SCHEMA,
        "story": {
            "source": document.source,
            "title": document.title,
            "url": document.url,
            "published": _iso(document.published),
            "published_basis": document.published_basis.value,
            "language": document.language,
            "body_sha256": document.body_sha256,
        },
        "record": stamp_json(checked.record),
        "claims": [claim_json(c) for c in checked.claims],
        "statements": [statement_json(s) for s in checked.reading.statements],
        "deeds": [deed_json(d) for d in checked.reading.deeds],
        "unread": [unread_json(u) for u in checked.reading.unread],
    }


def claim_json(checked: CheckedClaim) -> dict[str, object]:
    """One claim with its verdict, reason, explanation, evidence, how it was read and which votes it may mean."""
    claim, finding = checked.claim, checked.finding
    return {
        "id": claim.id,
        "start": claim.span.start,
        "end": claim.span.end,
        "quote": claim.quote,
        "kind": claim.kind.value,
        "event": finding.event,
        "asserts": asserts_json(claim.asserts),
        "modality": claim.modality.value,
        "negated": claim.negated,
        "speaker": claim.speaker or None,
        "verdict": finding.verdict.value,
        "reason": finding.reason.value,
        "explanation": finding.explanation,
        "evidence": [evidence_json(e) for e in finding.evidence],
        "reading": {
            "rule": claim.rule,
            "cues": list(cue_words(claim.cues)),
            "triggers": list(claim.triggers),
            "loose": list(claim.loose),
            "readings": claim.readings,
        },
        "candidates": [candidate_json(c) for c in finding.candidates],
    }


def asserts_json(asserts: Asserts) -> dict[str, object]:
    """What a claim says, only the slots it fills.

    One voter gives `member` and `vote`, several give `votes`. An adoption without a vote is `outcome` "adopted"
    with `consensus` true. A veto with no caster named is `veto` "unnamed". `bounds` holds only inexact numbers.
    """
    slots: dict[str, object] = {}
    slots |= _counts(asserts)
    slots |= _votes(asserts)
    slots |= _vetoes(asserts)
    slots |= _decision(asserts)
    slots |= _rest(asserts)
    return slots


def _counts(asserts: Asserts) -> dict[str, object]:
    out: dict[str, object] = {}
    for count in asserts.counts:
        out.setdefault(count.side.value, count.number)
    bounds = {c.side.value: c.bound.value for c in asserts.counts if c.bound is not Bound.EXACT}
    if bounds:
        out["bounds"] = bounds
    return out


def _votes(asserts: Asserts) -> dict[str, object]:
    votes = {state: position.value for state, position in asserts.votes}
    if asserts.sole is not None:
        key = {"absent": "not_voting"}.get(asserts.sole.value, asserts.sole.value)
        return {f"only_{key}": sorted(votes)} | _voters(votes)
    return _voters(votes)


def _voters(votes: Mapping[str, str]) -> dict[str, object]:
    if len(votes) == 1:
        [(member, vote)] = votes.items()
        return {"member": member, "vote": vote}
    return {"votes": dict(votes)} if votes else {}


def _vetoes(asserts: Asserts) -> dict[str, object]:
    out: dict[str, object] = {}
    if asserts.vetoes:
        out["veto"] = "+".join(asserts.vetoes)
    elif asserts.vetoed:
        out["veto"] = UNNAMED
    if asserts.not_vetoes:
        out["not_veto"] = "+".join(asserts.not_vetoes)
    return out


def _decision(asserts: Asserts) -> dict[str, object]:
    out: dict[str, object] = {}
    without_vote = asserts.outcome is Outcome.ADOPTED_WITHOUT_VOTE
    if asserts.outcome is not None:
        out["outcome"] = Outcome.ADOPTED.value if without_vote else asserts.outcome.value
    if asserts.consensus or without_vote:
        out["consensus"] = True
    if asserts.unanimous:
        out["unanimous"] = True
    if asserts.body is not None:
        out["body"] = asserts.body.value
    if asserts.on is not None:
        out["date"] = _iso(asserts.on.exact)
        out["date_between"] = _between(asserts.on)
    return out


def _rest(asserts: Asserts) -> dict[str, object]:
    slots: dict[str, object] = {
        "sponsors": list(asserts.sponsors),
        "symbol": asserts.symbol,
        "rest": asserts.rest.value if asserts.rest else "",
        "first_since": asserts.first_since,
        "not_member": list(asserts.not_members),
        "rule": asserts.rule,
        "note": asserts.note,
    }
    nth_veto = asserts.ordinal if asserts.vetoes else None  # the fiftieth veto says that fifty were cast
    times = asserts.times if asserts.times is not None else nth_veto
    numbers: dict[str, object] = {"times": times, "ordinal": asserts.ordinal, "binding": asserts.binding}
    return {k: v for k, v in slots.items() if v} | {k: v for k, v in numbers.items() if v is not None}


def _between(hint: DateHint) -> dict[str, object]:
    parts: dict[str, object] = {"first": _iso(hint.first), "last": _iso(hint.last), "month": hint.month}
    parts |= {"day": hint.day, "weekday": hint.weekday, "resolved_by": hint.resolved_by or None}
    return {k: v for k, v in parts.items() if v is not None}


def cue_words(cues: EventCues) -> tuple[str, ...]:
    """The cues to the vote meant, as "name: value (where found)"."""
    words: list[str] = []
    if cues.body:
        words.append(f"body: {cues.body}" + (f" ({cues.body_basis})" if cues.body_basis else ""))
    if cues.on:
        words.append(f"date: {_hint(cues.on)}" + (f" ({cues.on_basis})" if cues.on_basis else ""))
    for name, values in (
        ("symbol", cues.symbols),
        ("topic", cues.topics),
        ("about", cues.about),
        ("sponsor", cues.sponsors),
        ("other body", (cues.other_body,) if cues.other_body else ()),
    ):
        words += [f"{name}: {value}" for value in values]
    if cues.draft is not None:
        words.append(f"draft: {'yes' if cues.draft else 'no'}")
    return (*words, "emergency special session") if cues.emergency_session else tuple(words)


def _hint(hint: DateHint) -> str:
    return _iso(hint.exact) or ", ".join(f"{k} {v}" for k, v in _between(hint).items() if k != "resolved_by")


def evidence_json(evidence: Evidence) -> dict[str, object]:
    """One cell of the record or one rule, with its source and, where they differ, what the story said."""
    cell: dict[str, object] = {
        "what": evidence.what,
        "event": evidence.event,
        "recorded": evidence.recorded,
        "source": evidence.source,
    }
    extra: dict[str, object] = {"state": evidence.state, "states": list(evidence.states), "stated": evidence.stated}
    return cell | {k: v for k, v in extra.items() if v}


def candidate_json(candidate: Candidate) -> dict[str, object]:
    """A vote the words may mean: score to three places, cues, and what it says of the claim."""
    return {
        "event": candidate.event,
        "score": round(candidate.score, 3),
        "cues": list(candidate.cues),
        "says": candidate.says.value if candidate.says else None,
    }


def statement_json(statement: Statement) -> dict[str, object]:
    """One statement; `outlet` is the nearest of `outlets`, the chain of reporting."""
    return {
        "id": statement.id,
        "start": statement.span.start,
        "end": statement.span.end,
        "quote": statement.quote,
        "speaker": statement.speaker,
        "speaker_role": statement.speaker_role or None,
        "state": statement.state,
        "quote_text": statement.quote_text,
        "direct": statement.direct,
        "verb": statement.verb,
        "about": statement.about,
        "outlet": statement.outlets[0] if statement.outlets else None,
        "outlets": list(statement.outlets),
        "event": statement.event,
        "type": statement.type.value if statement.type else None,
        "metonym": statement.metonym,
        "resolution_note": statement.resolution_note or None,
    }


def deed_json(deed: Deed) -> dict[str, object]:
    """One deed with its actor, recipient and PLOVER type."""
    return {
        "id": deed.id,
        "start": deed.span.start,
        "end": deed.span.end,
        "quote": deed.quote,
        "actor": deed.actor,
        "recipient": deed.recipient,
        "type": deed.type.value,
        "date": _iso(deed.date),
        "rule": deed.rule,
    }


def unread_json(unread: Unread) -> dict[str, object]:
    """One sentence that speaks of a vote and was not read, with the reason."""
    return {"start": unread.span.start, "end": unread.span.end, "quote": unread.quote, "reason": unread.reason}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
