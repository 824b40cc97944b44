"""What `onrecord check --explain` adds: how each claim was read, and which votes its words may mean."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.terms import CheckedStory

COLUMNS = ("source", "id", "start", "end", "quote", "kind", "event", "modality", "verdict", "reason", "explanation")


def explanation(story: "CheckedStory") -> str:
    """A paragraph a claim: its words, the wording that read it, the cues, and each candidate with what it says."""
    from onrecord.cli.render import paragraphs

    lines = ["How the claims were read"]
    for claim in _claims(story):
        lines += _of(claim)
    return paragraphs(lines)


def claim_rows(stories: "Sequence[CheckedStory]") -> list[dict[str, object]]:
    """One row a claim, in the order of the stories."""
    return [{"source": s.reading.document.source} | claim for s in stories for claim in _claims(s)]


def _claims(story: "CheckedStory") -> list[dict[str, object]]:
    from onrecord import report

    claims = report.story_json(story)["claims"]
    return claims if isinstance(claims, list) else []


def _of(claim: dict[str, object]) -> list[str]:
    reading, candidates = claim["reading"], claim["candidates"]
    lines = [f'{claim["id"]}  "{claim["quote"]}": {claim["verdict"]}, {claim["reason"]}']
    lines.append(f"- {claim['kind']}, {claim['modality']}: {_slots(claim['asserts'])}")
    if isinstance(reading, dict):
        cues = "; ".join(reading["cues"]) or "no cue to a vote"
        lines.append(f"- read by {reading['rule'] or 'no one wording'}; {cues}")
    if isinstance(candidates, list):
        lines += [
            f"- may mean {c['event']} ({c['score']}; {', '.join(c['cues'])}): {c['says'] or 'silent'}"
            for c in candidates
        ]
    return lines


def _slots(asserts: object) -> str:
    if not isinstance(asserts, dict):
        return ""
    return ", ".join(f"{key} {value}" for key, value in asserts.items()) or "nothing in particular"
