"""Annotated stories and checked stories as the same values, so that one can be scored against the other."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

HEADER = re.compile(r"---\n.*?\n---\n", re.DOTALL)
FOLDED = {"imprecise": "supported", "ambiguous": "not_checkable"}
"""Finer verdicts of the checker, folded onto the four that are annotated."""


@dataclass(frozen=True, slots=True)
class VoteClaim:
    """A vote claim, annotated or predicted; `span` is None where a prediction cannot be located."""

    quote: str
    span: tuple[int, int] | None
    kind: str
    verdict: str
    accept: frozenset[str]
    events: tuple[str, ...]  # the vote meant first
    asserts: Mapping[str, object]
    truth: str
    high: bool
    first_event: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, annotated or predicted."""

    quote: str
    span: tuple[int, int] | None
    speaker: str
    role: str
    state: str
    words: str
    direct: bool
    outlet: str


@dataclass(frozen=True, slots=True)
class Told:
    """Everything annotated or predicted in one story."""

    stem: str
    body: str
    claims: tuple[VoteClaim, ...]
    statements: tuple[Said, ...]
    provenance: str = ""


@dataclass(frozen=True, slots=True)
class AnnotatedStory:
    """One story file and what is annotated in it."""

    path: Path
    told: Told


def body_of(text: str) -> str:
    """What follows the YAML header, or the whole text where there is none."""
    header = HEADER.match(text)
    return text[header.end() :] if header else text


def read_corpus(folder: Path) -> tuple[AnnotatedStory, ...]:
    """Every annotated story of `folder`, by name; ValueError where a quote is not what its offsets cover."""
    stories = []
    for path in sorted(folder.glob("*.json")):
        text = path.with_suffix(".txt")
        body = body_of(text.read_text(encoding="utf-8"))
        told = told_from(path.stem, body, json.loads(path.read_text(encoding="utf-8")))
        items: tuple[VoteClaim | Said, ...] = (*told.claims, *told.statements)
        for item in items:
            if item.span is None or body[slice(*item.span)] != item.quote:
                raise ValueError(f"{path}: the offsets of {item.quote!r} cover other words")
        stories.append(AnnotatedStory(text, told))
    return tuple(stories)


def told_from(stem: str, body: str, data: Mapping[str, object]) -> Told:
    """The claims and statements of an annotation file or of the checker's JSON; statements may stand in either list."""
    claims: list[VoteClaim] = []
    statements: list[Said] = []
    for item in _records(data.get("claims")):
        if item.get("kind") == "statement":
            statements.append(_said(item, body))
        else:
            claims.append(_claim(item, body))
    statements += [_said(item, body) for item in _records(data.get("statements"))]
    return Told(stem, body, tuple(claims), tuple(statements), _text(data, "provenance"))


def digest(folder_or_file: Path) -> str:
    """SHA-256 over the names and contents of a corpus, in name order."""
    files = [folder_or_file] if folder_or_file.is_file() else sorted(folder_or_file.glob("*.*"))
    total = hashlib.sha256()
    for path in files:
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _claim(item: Mapping[str, object], body: str) -> VoteClaim:
    raw = item.get("asserts")
    asserts: Mapping[str, object] = raw if isinstance(raw, dict) else {}
    verdict = _text(item, "verdict")
    verdict = FOLDED.get(verdict, verdict)
    first = item.get("event")
    further = asserts.get("events")
    events = [first, *further] if isinstance(further, list) else [first]
    accept = item.get("accept")
    return VoteClaim(
        quote=_text(item, "quote"),
        span=_locate(item, body),
        kind=_text(item, "kind"),
        verdict=verdict,
        accept=frozenset(str(v) for v in accept) if isinstance(accept, list) else frozenset({verdict}),
        events=tuple(str(e) for e in events if e),
        asserts=asserts,
        truth=_text(item, "truth"),
        high=item.get("confidence", "high") == "high",
        first_event=str(first) if first else None,
    )


def _said(item: Mapping[str, object], body: str) -> Said:
    return Said(
        quote=_text(item, "quote"),
        span=_locate(item, body),
        speaker=_text(item, "speaker"),
        role=_text(item, "speaker_role"),
        state=_text(item, "state").upper(),
        words=_text(item, "quote_text"),
        direct=bool(item.get("direct")),
        outlet=_text(item, "outlet"),
    )


def _locate(item: Mapping[str, object], body: str) -> tuple[int, int] | None:
    start, end = item.get("start"), item.get("end")
    if isinstance(start, int) and isinstance(end, int) and end > start:
        return start, end
    quote = _text(item, "quote") or _text(item, "quote_text")
    at = body.find(quote) if quote else -1
    return (at, at + len(quote)) if at >= 0 else None


def _records(value: object) -> Iterator[Mapping[str, object]]:
    if isinstance(value, Sequence) and not isinstance(value, str):
        yield from (v for v in value if isinstance(v, dict))


def _text(item: Mapping[str, object], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""
