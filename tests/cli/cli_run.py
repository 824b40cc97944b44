"""What one run of the command leaves behind, as the tests of the command line see it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """What one run of the command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Answer]
