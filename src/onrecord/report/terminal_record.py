"""Roll calls and dossiers for a terminal: the bar, the rule, who, and one state's entries with their keys."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.report.dossier_words import day_words, speaker_of, words_of
from onrecord.report.marks import wrong_spans
from onrecord.report.outcome import cited, explained, outcome_sentence, roll_missing
from onrecord.report.palette import POSITION_ORDER, POSITIONS, VERDICTS
from onrecord.report.provenance import citation, long_date
from onrecord.report.record_json import RecordView, reasons
from onrecord.report.terminal import Pen, marked_sentence
from onrecord.report.text import cut, plain, wrap
from onrecord.report.vote_remarks import remarks
from onrecord.terms import Position, RollCall, Verdict

if TYPE_CHECKING:
    from onrecord.dossier import Act, ClaimOn, Dossier, Due, Word

_TILE = 4  # columns a tile takes: three letters and a space


def vote_text(
    rollcall: RollCall, record: RecordView, width: int = 88, colour: bool = False, parts: Sequence[RollCall] = ()
) -> str:
    """One roll call: outcome and its rule, a bar of the votes, one tile a member by group, parts, sources, record."""
    pen, width = Pen(colour), max(40, min(width, 110))
    head = f"{rollcall.body.title}, {long_date(rollcall.date)}, {rollcall.symbol}"
    blocks = [
        pen(wrap(rollcall.title, width), "1") + "\n" + wrap(head, width),
        "\n".join([wrap(outcome_sentence(rollcall), width), *(wrap(r, width, "  ") for r in reasons(rollcall))]),
        bar_text(rollcall, width, pen),
        tiles_text(rollcall, width, pen),
        "\n".join(wrap(line, width) for line in remarks(rollcall, parts)),
        wrap(f"Sources: {'; '.join(str(cited(s)) for s in rollcall.sources) or 'not recorded'}", width),
        wrap(citation(record.stamp), width),
    ]
    return "\n\n".join(b for b in blocks if b) + "\n"


def bar_text(rollcall: RollCall, width: int, pen: Pen) -> str:
    """The tally as one bar of letters, as long as the terminal is wide; empty where nothing was counted."""
    tally = rollcall.tally
    if tally is None:
        return ""
    counts = dict(zip(POSITION_ORDER, (tally.yes, tally.no, tally.abstain, tally.absent or 0), strict=False))
    total = sum(counts.values())
    if total == 0:
        return ""
    room = min(width, 80)
    bar = "".join(pen(POSITIONS[p].letter * _cells(n, total, room), POSITIONS[p].ansi) for p, n in counts.items())
    legend = "   ".join(f"{POSITIONS[p].letter} {n} {POSITIONS[p].label}" for p, n in counts.items() if n)
    return f"{bar}\n{legend}"


def _cells(number: int, total: int, room: int) -> int:
    return max(1, round(number * room / total)) if number else 0


def tiles_text(rollcall: RollCall, width: int, pen: Pen) -> str:
    """One tile a member, by regional group and then by position; a sentence instead where no roll is held."""
    from onrecord.report.figures import grouped, heading_of

    if not rollcall.positions:
        return wrap(roll_missing(rollcall), width)
    blocks = []
    for group, codes in grouped(rollcall).items():
        lines = [wrap(heading_of(group, codes, rollcall), width)]
        for position in POSITION_ORDER:
            side = [c for c in codes if rollcall.positions[c] is position]
            lines += _tiles(side, position, width, pen)
        blocks.append("\n".join(lines))
    return "\n".join(blocks)


def _tiles(codes: Sequence[str], position: Position, width: int, pen: Pen) -> list[str]:
    style, a_row = POSITIONS[position], max(1, (width - 4) // _TILE)
    rows = [codes[i : i + a_row] for i in range(0, len(codes), a_row)]
    return ["  " + pen(f"{style.letter} {' '.join(row)}", style.ansi) for row in rows]


def dossier_text(dossier: "Dossier", width: int = 88, colour: bool = False) -> str:
    """A dossier: votes, words, claims with the wrong words marked, deeds, others, due, signals, not read, record."""
    from onrecord.report.dossier_page import dossier_heading
    from onrecord.report.dossier_words import held, standfirst

    pen, width = Pen(colour), max(40, min(width, 110))
    wrong = [c for c in dossier.claims if c.checked.finding.verdict in (Verdict.CONTRADICTED, Verdict.IMPRECISE)]
    sections = [
        ("What the stories get wrong", [_claim(dossier, c, width, pen) for c in wrong]),
        ("Votes", _votes(dossier, width, pen)),
        ("Due after the vetoes", [_due(d, width) for d in dossier.due]),
        ("Words", [_word(w, width) for w in dossier.words]),
        ("Deeds", [_act(a, width) for a in dossier.deeds]),
        (
            "What others said and did",
            [_word(w, width) for w in dossier.others_words] + [_act(a, width) for a in dossier.others_deeds],
        ),
        ("Other claims checked", [_claim(dossier, c, width, pen) for c in dossier.claims if c not in wrong]),
        ("Where they part", [wrap(f"{s.kind}: {s.sentence} Rule: {s.rule}", width, "  ") for s in dossier.signals]),
        (
            "Not read",
            [wrap(f"story {n.story}, {n.unread.reason}: {n.unread.quote}", width, "  ") for n in dossier.unread],
        ),
    ]
    head = pen(wrap(dossier_heading(dossier), width), "1") + "\n" + wrap(standfirst(dossier), width)
    head += "\n" + wrap(held(dossier), width)
    blocks = [_section(title, lines, pen) for title, lines in sections if lines]
    return "\n\n".join([head, *blocks, wrap(citation(dossier.record), width)]) + "\n"


def _section(title: str, lines: Sequence[str], pen: Pen) -> str:
    return "\n".join([pen(title, "1"), *lines] if title else lines)


def _votes(dossier: "Dossier", width: int, pen: Pen) -> list[str]:
    lines = []
    for vote in dossier.votes:
        style = POSITIONS[vote.position]
        told = "" if vote.stories else " (from the record)"
        said = f"{vote.key} {vote.rollcall.id}: {style.letter} {style.label}; {outcome_sentence(vote.rollcall)}{told}"
        lines.append(pen(wrap(said, width, "  "), style.ansi))
    return lines


def _word(word: "Word", width: int) -> str:
    said = word.statement
    return wrap(f"{word.key} {day_words(word.dated)}: {speaker_of(said)}: {words_of(said)}", width, "  ")


def _act(act: "Act", width: int) -> str:
    return wrap(f"{act.key} {day_words(act.dated)}, {act.deed.type.value.lower()}: {act.deed.quote}", width, "  ")


def _claim(dossier: "Dossier", claim: "ClaimOn", width: int, pen: Pen) -> str:
    finding, style = claim.checked.finding, VERDICTS[claim.checked.finding.verdict]
    head = pen(f"  {style.sign} {style.label}", style.ansi) + f"  {claim.key}"
    if finding.verdict is Verdict.SUPPORTED or not wrong_spans(claim.checked):
        quote = plain(claim.checked.claim.quote).strip()
        return pen(f"  {style.sign}", style.ansi) + f" {claim.key}  {cut(quote, width - 8 - len(claim.key))}"
    sentence = marked_sentence(dossier.document(claim.story), claim.checked, width, pen)
    return "\n".join([head, sentence, wrap(explained(finding), width, "    ")])


def _due(due: "Due", width: int) -> str:
    owed = f"due by {long_date(due.due_by)}" if due.due_by else "no debate was owed"
    held = f", held {long_date(due.debated_on)}" if due.debated_on else ""
    return wrap(f"{due.key} {due.veto.id}: {owed}{held}; {due.status.value.replace('_', ' ')}", width, "  ")
