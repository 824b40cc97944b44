"""A claim in the making: what one wording found in one sentence, before its vote is placed."""

from dataclasses import dataclass, field

from onrecord.terms import Asserts, ClaimKind, Modality


@dataclass(frozen=True, slots=True)
class Draft:
    """Masked range, leading kind and slots of a claim; `trigger` is the masked position of its vote word."""

    start: int
    end: int
    trigger: int
    kind: ClaimKind
    asserts: Asserts
    rule: str
    modality: Modality = Modality.ASSERTED
    negated: bool = False
    loose: tuple[str, ...] = ()
    readings: int = 1
    words: tuple[str, ...] = field(default=())
    council: bool = False  # the words themselves mean a Security Council vote
