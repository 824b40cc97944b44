"""One state's words, votes and deeds side by side: signals, reports that differ, and what was due."""

from onrecord.dossier.build import build_dossier
from onrecord.dossier.model import (
    Act,
    ClaimOn,
    Dated,
    DayBasis,
    Dossier,
    Due,
    DueStatus,
    NotRead,
    Signal,
    SignalKind,
    VoteCast,
    Word,
)

__all__ = [
    "Act",
    "ClaimOn",
    "Dated",
    "DayBasis",
    "Dossier",
    "Due",
    "DueStatus",
    "NotRead",
    "Signal",
    "SignalKind",
    "VoteCast",
    "Word",
    "build_dossier",
]
