"""A checked story for a terminal: the wrong words marked, the record's answer under them, and what was not read."""

from collections import Counter
from collections.abc import Sequence

from onrecord.report.contract import cue_words
from onrecord.report.marks import wrong_spans
from onrecord.report.outcome import cited, explained, grounds_of
from onrecord.report.palette import VERDICTS
from onrecord.report.provenance import citation, long_date
from onrecord.report.text import cell_width, counted, cut, listed, plain, sentence_around, wrap, wrap_spans
from onrecord.terms import CheckedClaim, CheckedStory, Document, PublishedBasis, Span, Verdict

_LONGEST = 420  # characters of a sentence shown whole; beyond it only the claim's own words are


def story_text(checked: CheckedStory, width: int = 88, colour: bool = False, explain: bool = False) -> str:
    """The story's claims, wrong ones first and in full, then the open ones, then the right ones, one line each.

    Wrong words are underlined by a row of carets, with `colour` by colour and underline as well. `explain` shows
    every claim in full, with how it was read and which votes it may mean.
    """
    pen = Pen(colour)
    width = max(40, min(width, 110))
    document = checked.reading.document
    parts = [_head(document, width, pen), _summary(checked, width, pen)]
    parts += _claims(checked, width, pen, explain)
    parts.append(_unread(checked, width, pen))
    parts.append(wrap(citation(checked.record), width))
    return "\n\n".join(p for p in parts if p) + "\n"


class Pen:
    """Writes terminal colour, or nothing where colour is off."""

    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def __call__(self, text: str, codes: str) -> str:
        """`text` in the SGR `codes` given, as "1;31"."""
        return f"\x1b[{codes}m{text}\x1b[0m" if self.colour and text else text


def _head(document: Document, width: int, pen: Pen) -> str:
    title = document.title or document.source
    return pen(wrap(title, width), "1") + "\n" + wrap(published_sentence(document), width)


_BASIS = {
    PublishedBasis.GIVEN: "as you gave it",
    PublishedBasis.HEADER: "from the file's header",
    PublishedBasis.METADATA: "from the page's metadata",
    PublishedBasis.DATELINE: "from the dateline",
    PublishedBasis.INFERRED: "inferred from the text",
}


def published_sentence(document: Document) -> str:
    """When the story appeared and how that is known, since it decides what "Friday" means."""
    if document.published is None:
        return "Publication date not known: days without a year are read from the story alone."
    return f"Published {long_date(document.published)} ({_BASIS.get(document.published_basis, 'basis not stated')})."


def verdict_counts(claims: Sequence[CheckedClaim]) -> list[tuple[Verdict, int]]:
    """How many claims got each verdict, wrong ones first, none left out that occurred."""
    counts = Counter(c.finding.verdict for c in claims)
    return [(v, counts[v]) for v in sorted(counts, key=lambda v: VERDICTS[v].rank)]


def summary_sentence(claims: Sequence[CheckedClaim]) -> str:
    """One sentence that counts the claims by verdict, wrong ones first: 2 contradicted and 11 supported."""
    if not claims:
        return "No claim about a vote was read in this story."
    parts = [f"{n} {VERDICTS[v].label}" for v, n in verdict_counts(claims)]
    return f"{counted(len(claims), 'claim')} about votes: {listed(parts)}."


def _summary(checked: CheckedStory, width: int, pen: Pen) -> str:
    return pen(wrap(summary_sentence(checked.claims), width), "1")


def _claims(checked: CheckedStory, width: int, pen: Pen, explain: bool) -> list[str]:
    document = checked.reading.document
    ordered = sorted(checked.claims, key=lambda c: (VERDICTS[c.finding.verdict].rank, c.claim.span))
    right = [] if explain else [c for c in ordered if c.finding.verdict is Verdict.SUPPORTED]
    full = ordered if explain else [c for c in ordered if c.finding.verdict is not Verdict.SUPPORTED]
    blocks = [_claim_block(document, c, width, pen) + (_explained(c, width) if explain else "") for c in full]
    if right:
        blocks.append(_right(right, width, pen))
    return blocks


def _claim_block(document: Document, checked: CheckedClaim, width: int, pen: Pen) -> str:
    style = VERDICTS[checked.finding.verdict]
    reason = checked.finding.reason.value.replace("_", " ")
    head = pen(f"{style.sign} {style.label.upper()}", f"1;{style.ansi}") + f"  {checked.claim.id}, {reason}"
    lines = [head, marked_sentence(document, checked, width, pen), wrap(explained(checked.finding), width, "  ")]
    lines += _sources(checked, width, pen)
    lines += _candidates(checked, width)
    return "\n".join(lines)


def marked_sentence(document: Document, checked: CheckedClaim, width: int, pen: Pen) -> str:
    """The story's sentence indented by four, wrong words underlined by carets, loose or open ones by tildes."""
    where = sentence_around(document, checked.claim.span)
    if where.end - where.start > _LONGEST:
        where = checked.claim.span
    text = plain(where.of(document.body))
    marks = [s.shift(-where.start) for s in wrong_spans(checked) if where.covers(s)]
    verdict = checked.finding.verdict
    under, ansi = "^" if verdict is Verdict.CONTRADICTED else "~", VERDICTS[verdict].ansi
    lines: list[str] = []
    for line in wrap_spans(text, width - 4):
        lines += _marked_line(text, line, marks, (under, ansi), pen)
    return "\n".join(lines)


def _marked_line(text: str, line: Span, marks: Sequence[Span], style: tuple[str, str], pen: Pen) -> list[str]:
    under, ansi = style
    here = [Span(max(m.start, line.start), min(m.end, line.end)) for m in marks if m.overlaps(line)]
    shown, carets, at = "", "", line.start
    for mark in here:
        before, wrong = text[at : mark.start], mark.of(text)
        shown += before + pen(wrong, f"1;4;{ansi}")
        carets += " " * cell_width(before) + under * cell_width(wrong)
        at = mark.end
    shown += text[at : line.end]
    return ["    " + shown, "    " + pen(carets, ansi)] if here else ["    " + shown]


def _sources(checked: CheckedClaim, width: int, pen: Pen) -> list[str]:
    lines = []
    for held in grounds_of(checked.finding):
        where = f"{held.event}: " if held.event else ""
        cells = f"{held.cells}. " if held.cells else ""
        lines.append(wrap(f"{where}{cells}Source: {cited(held.source)}", width, "  "))
    return [pen("\n".join(lines), "2")] if lines else []


def _candidates(checked: CheckedClaim, width: int) -> list[str]:
    if checked.finding.verdict is not Verdict.AMBIGUOUS:
        return []
    return [
        wrap(f"if {c.event} is meant: {VERDICTS[c.says].label if c.says else 'the record is silent'}", width, "    ")
        for c in checked.finding.candidates
        if c.event not in checked.finding.explanation
    ]


def _explained(checked: CheckedClaim, width: int) -> str:
    claim = checked.claim
    read = f"Read by {claim.rule or 'no named rule'}, {claim.modality}; triggers: {', '.join(claim.triggers) or 'none'}"
    lines = [wrap(read, width, "  "), wrap(f"Cues: {'; '.join(cue_words(claim.cues)) or 'none'}", width, "  ")]
    for candidate in checked.finding.candidates:
        says = VERDICTS[candidate.says].label if candidate.says else "silent"
        by = ", ".join(candidate.cues)
        lines.append(wrap(f"May mean {candidate.event}: score {candidate.score:.2f}, {says}; by {by}", width, "  "))
    return "\n" + "\n".join(lines)


def _right(claims: Sequence[CheckedClaim], width: int, pen: Pen) -> str:
    """The right claims, one line each, under the vote they are about."""
    votes: dict[str, list[CheckedClaim]] = {}
    for checked in claims:
        votes.setdefault(checked.finding.event or "", []).append(checked)
    lines = [pen("Right", "1")]
    for event, told in votes.items():
        lines.append(pen(f"  {event or 'no single vote'}", "2"))
        lines += [_right_line(c, width, pen) for c in told]
    return "\n".join(lines)


def _right_line(checked: CheckedClaim, width: int, pen: Pen) -> str:
    style = VERDICTS[checked.finding.verdict]
    return f"  {pen(style.sign, style.ansi)} {cut(checked.claim.quote.strip(), width - 4)}"


def _unread(checked: CheckedStory, width: int, pen: Pen) -> str:
    unread = checked.reading.unread
    if not unread:
        return ""
    head = f"Not read: {len(unread)} sentences that speak of a vote"
    if len(unread) == 1:
        head = "Not read: 1 sentence that speaks of a vote"
    lines = [wrap(f"{u.reason}: {u.quote}", width, "  ") for u in unread]
    return "\n".join([pen(wrap(head, width), "1"), *lines])
