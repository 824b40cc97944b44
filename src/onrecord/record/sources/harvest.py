"""What one reading of one source gives: fragments, the defects met on the way, and what the source covers."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.terms import DataError, Fragment

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Defect:
    """Something odd in a source that was read all the same, and how. `where` names the row, record or line."""

    origin: str
    where: str
    found: str
    treatment: str  # what was made of it, as in "read as yes"

    def __str__(self) -> str:
        return f"{self.where}: {self.found}; {self.treatment}"


@dataclass(frozen=True, slots=True)
class Harvest:
    """Everything one file or folder says. `origin` is its source's key in data/sources.toml, `digest` the SHA-256 of
    the bytes read. A `whole` one is all that the source has: it takes the place of whatever was read of it before;
    another adds to it.
    """

    origin: str
    fragments: tuple[Fragment, ...]
    defects: tuple[Defect, ...] = ()
    digest: str = ""
    notes: tuple[str, ...] = ()  # plain sentences for whoever ran the update
    name: str = ""  # what the file or folder was called
    whole: bool = False

    @property
    def through(self) -> dt.date | None:
        """The last day it tells of, a day of which only the month is known left out."""
        return max((f.day for f in self.fragments if f.day is not None and not f.month_only), default=None)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a source that cannot be read as a vote."""

    where: str  # "row 812" or "record 4060887"
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.where}: expected {self.expected}, found {self.found}"


def refuse(name: str, faults: Iterable[Fault], then: str = "") -> DataError:
    """The one message for a file that is refused: the first faults, how many there are, and what to type next."""
    faults = list(faults)
    listed = "; ".join(str(fault) for fault in faults[:_SHOWN])
    more = f"; and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
    return DataError(f"{name} was refused and the record is as it was. {listed}{more}. {then}".strip())
