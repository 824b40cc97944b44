"""Claims of many stories as rows, and as ClaimReview objects that fact-checking tools read."""

from collections.abc import Iterable, Sequence

from onrecord.report.html import safe_url
from onrecord.report.palette import VERDICTS
from onrecord.report.provenance import citation
from onrecord.report.rows import rows_csv
from onrecord.terms import CheckedClaim, CheckedStory, Document

COLUMNS = ("story", "id", "kind", "verdict", "reason", "event", "quote", "explanation", "start", "end")


def claim_rows(stories: Iterable[CheckedStory]) -> list[dict[str, object]]:
    """One row a claim, stories in the order given, claims in theirs."""
    return [_row(story.reading.document, checked) for story in stories for checked in story.claims]


def _row(document: Document, checked: CheckedClaim) -> dict[str, object]:
    claim, finding = checked.claim, checked.finding
    return {
        "story": document.source,
        "id": claim.id,
        "kind": claim.kind.value,
        "verdict": finding.verdict.value,
        "reason": finding.reason.value,
        "event": finding.event,
        "quote": claim.quote,
        "explanation": finding.explanation,
        "start": claim.span.start,
        "end": claim.span.end,
    }


def stories_csv(stories: Sequence[CheckedStory]) -> str:
    """Every claim of the stories as CSV, each row with the record it was checked against."""
    cited = citation(stories[0].record) if stories else ""
    return rows_csv(claim_rows(stories), COLUMNS, cited)


def claim_review(checked: CheckedStory) -> list[dict[str, object]]:
    """One schema.org ClaimReview a claim with a decisive verdict; the verdict is a word, never a number on a scale."""
    document = checked.reading.document
    return [_review(document, c, checked) for c in checked.claims if c.finding.verdict.decisive]


def _review(document: Document, checked: CheckedClaim, story: CheckedStory) -> dict[str, object]:
    item: dict[str, object] = {"@type": "Claim", "name": checked.claim.quote}
    if document.published:
        item["datePublished"] = document.published.isoformat()
    if url := safe_url(document.url):
        item["appearance"] = {"@type": "CreativeWork", "url": url}
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": checked.claim.quote,
        "itemReviewed": item,
        "reviewRating": {
            "@type": "Rating",
            "alternateName": VERDICTS[checked.finding.verdict].label,
            "ratingExplanation": checked.finding.explanation,
        },
        "author": {"@type": "Organization", "name": "On Record"},
        "isBasedOn": [e.source for e in checked.finding.evidence],
        "version": citation(story.record),
    }
