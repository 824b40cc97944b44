"""The arithmetic of majorities among members present and voting, shared by every body but the Council."""

from onrecord.terms import Tally


def simple(tally: Tally) -> bool:
    """Whether more members voted yes than no (General Assembly Rules 85 and 86: abstentions do not count)."""
    return tally.yes > tally.no


def two_thirds(tally: Tally) -> bool:
    """Whether yes votes reach two thirds of the yes and no votes together (Charter Article 18(2)).

    Abstentions do not count. A vote in which nobody votes yes adopts nothing.
    """
    return tally.yes > 0 and 3 * tally.yes >= 2 * (tally.yes + tally.no)


def two_thirds_needed(total: int) -> int:
    """The fewest votes that are two thirds of `total`."""
    return -(-2 * total // 3)


def tied(tally: Tally) -> bool:
    """Whether yes and no are equal and at least one vote of each was cast."""
    return tally.yes == tally.no > 0
