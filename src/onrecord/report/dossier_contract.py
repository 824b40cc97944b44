"""A dossier as one JSON object, and as rows: one entry a row, whatever its kind."""

from collections.abc import Mapping
from datetime import date

from onrecord.dossier import Act, ClaimOn, Dated, Dossier, Due, Signal, VoteCast, Word
from onrecord.report.contract import claim_json, deed_json, statement_json, unread_json
from onrecord.report.dossier_words import day_code
from onrecord.report.provenance import citation, stamp_json
from onrecord.report.record_json import reasons, vote_row
from onrecord.report.rows import rows_csv

SCHEMA = "onrecord.dossier/1"
COLUMNS = ("key", "kind", "day", "who", "text", "event", "verdict", "story", "start", "end")


def dossier_json(dossier: Dossier) -> dict[str, object]:
    """The dossier whole, as plain JSON values; entries keep the keys by which signals refer to them."""
    return {
        "schema": SCHEMA,
        "state": dossier.state,
        "name": dossier.name,
        "topic": dossier.topic,
        "today": _iso(dossier.today),
        "record": stamp_json(dossier.record),
        "stories": [_story(dossier, i) for i in range(1, len(dossier.stories) + 1)],
        "words": [_word(w) for w in dossier.words],
        "votes": [_vote(v) for v in dossier.votes],
        "deeds": [_act(a) for a in dossier.deeds],
        "others_words": [_word(w) for w in dossier.others_words],
        "others_deeds": [_act(a) for a in dossier.others_deeds],
        "claims": [_claim(c) for c in dossier.claims],
        "due": [_due(d) for d in dossier.due],
        "signals": [_signal(s) for s in dossier.signals],
        "unread": [{"story": n.story} | unread_json(n.unread) for n in dossier.unread],
    }


def _story(dossier: Dossier, number: int) -> dict[str, object]:
    document = dossier.document(number)
    about: dict[str, object] = {"story": number, "source": document.source, "title": document.title}
    return about | {"url": document.url, "published": _iso(document.published), "body_sha256": document.body_sha256}


def _word(word: Word) -> dict[str, object]:
    return {"key": word.key, "story": word.story} | _dated(word.dated) | statement_json(word.statement)


def _act(act: Act) -> dict[str, object]:
    return {"key": act.key, "story": act.story} | _dated(act.dated) | deed_json(act.deed)


def _dated(dated: Dated) -> dict[str, object]:
    """The day where it is one, else the earliest the story can be of; `day_inferred` where neither was told."""
    earliest = _iso(dated.day) if dated.told is None else None
    day: dict[str, object] = {"day": _iso(dated.told), "story_not_before": earliest, "day_said": dated.said or None}
    return day | {"day_basis": dated.basis.value, "day_inferred": dated.basis.inferred}


def _vote(vote: VoteCast) -> dict[str, object]:
    cast: dict[str, object] = {"key": vote.key, "position": vote.position.value, "stories": list(vote.stories)}
    return cast | vote_row(vote.rollcall) | {"reasons": list(reasons(vote.rollcall))}


def _claim(claim: ClaimOn) -> dict[str, object]:
    held: dict[str, object] = {"key": claim.key, "story": claim.story, "of_state": claim.of_state}
    return held | claim_json(claim.checked)


def _due(due: Due) -> dict[str, object]:
    return {
        "key": due.key,
        "veto": due.veto.id,
        "vetoed_by": list(due.veto.vetoed_by),
        "vetoed_on": due.veto.date.isoformat(),
        "due_by": _iso(due.due_by),
        "debated_on": _iso(due.debated_on),
        "status": due.status.value,
        "source": due.source,
    }


def _signal(signal: Signal) -> dict[str, object]:
    return {
        "kind": signal.kind.value,
        "sentence": signal.sentence,
        "rule": signal.rule,
        "matter": signal.matter or None,
        "keys": list(signal.keys),
    }


def dossier_csv(dossier: Dossier) -> str:
    """Every entry as one row, in the dossier's order, each with the record it was checked against."""
    rows = [
        *(_vote_row(v) for v in dossier.votes),
        *(_word_row(w, "word") for w in dossier.words),
        *(_act_row(a, "deed") for a in dossier.deeds),
        *(_word_row(w, "word of another") for w in dossier.others_words),
        *(_act_row(a, "deed of another") for a in dossier.others_deeds),
        *(_claim_row(c) for c in dossier.claims),
        *({"key": d.key, "kind": "due", "day": _iso(d.due_by), "event": d.veto.id, "verdict": d.status.value}
          for d in dossier.due),
        *({"key": " ".join(s.keys), "kind": f"signal: {s.kind.value}", "text": s.sentence} for s in dossier.signals),
    ]  # fmt: skip
    return rows_csv(rows, COLUMNS, citation(dossier.record))


def _vote_row(vote: VoteCast) -> Mapping[str, object]:
    return {
        "key": vote.key,
        "kind": "vote",
        "day": vote.rollcall.date.isoformat(),
        "text": vote.position.value,
        "event": vote.rollcall.id,
        "verdict": vote.rollcall.outcome.value,
        "story": list(vote.stories),
    }


def _word_row(word: Word, kind: str) -> Mapping[str, object]:
    said = word.statement
    row: dict[str, object] = {"key": word.key, "kind": kind, "day": day_code(word.dated), "who": said.speaker}
    place: dict[str, object] = {"story": word.story, "start": said.span.start, "end": said.span.end}
    return row | {"text": said.quote_text, "event": said.event} | place


def _act_row(act: Act, kind: str) -> Mapping[str, object]:
    row: dict[str, object] = {"key": act.key, "kind": kind, "day": day_code(act.dated), "who": act.deed.actor}
    return row | {
        "text": act.deed.quote,
        "story": act.story,
        "start": act.deed.span.start,
        "end": act.deed.span.end,
    }


def _claim_row(claim: ClaimOn) -> Mapping[str, object]:
    said, finding = claim.checked.claim, claim.checked.finding
    return {
        "key": claim.key,
        "kind": f"claim: {said.kind.value}",
        "text": said.quote,
        "event": finding.event,
        "verdict": finding.verdict.value,
        "story": claim.story,
        "start": said.span.start,
        "end": said.span.end,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
