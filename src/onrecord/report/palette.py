"""One colour, one letter and one word for each position and each verdict, the same in every rendering."""

from dataclasses import dataclass

from onrecord.terms import Position, Verdict


@dataclass(frozen=True, slots=True)
class PositionStyle:
    """How one position looks: fill, ink on that fill, and the letter that carries it where colour does not."""

    fill: str
    ink: str
    letter: str
    label: str
    ansi: str


POSITIONS: dict[Position, PositionStyle] = {
    Position.YES: PositionStyle("#1f6f9f", "#ffffff", "Y", "in favour", "34"),
    Position.NO: PositionStyle("#c4491d", "#ffffff", "N", "against", "31"),
    Position.ABSTAIN: PositionStyle("#e8c66a", "#2b2412", "A", "abstained", "33"),
    Position.ABSENT: PositionStyle("#dcdcd6", "#3c3c38", "·", "did not vote", "90"),
    Position.NOT_ENTITLED: PositionStyle("#a9a9a2", "#1c1c1a", "×", "not entitled to vote", "90"),
}
"""Blue, vermilion and sand differ in lightness as well as hue: apart in grey, and to colour-blind readers."""

POSITION_ORDER = (Position.YES, Position.NO, Position.ABSTAIN, Position.ABSENT, Position.NOT_ENTITLED)


@dataclass(frozen=True, slots=True)
class VerdictStyle:
    """How one verdict looks: its words for a reader, its sign, its terminal colour and its place on the page."""

    label: str
    sign: str
    ansi: str
    rank: int


VERDICTS: dict[Verdict, VerdictStyle] = {
    Verdict.CONTRADICTED: VerdictStyle("contradicted", "✗", "31", 0),
    Verdict.IMPRECISE: VerdictStyle("imprecise", "≈", "33", 1),
    Verdict.AMBIGUOUS: VerdictStyle("ambiguous", "?", "35", 2),
    Verdict.NOT_IN_RECORD: VerdictStyle("not in our record", "○", "36", 3),
    Verdict.NOT_CHECKABLE: VerdictStyle("not checkable", "–", "90", 4),
    Verdict.SUPPORTED: VerdictStyle("supported", "✓", "32", 5),
}
