"""What was decided: the tables read into roll calls, queries, coverage and audit."""

from typing import TYPE_CHECKING

from onrecord.record.positions import Seats, holds_whole_roll
from onrecord.record.record import Record, open_record
from onrecord.record.tables import Debate

if TYPE_CHECKING:
    from onrecord.record.auditing import AuditRow as AuditRow
    from onrecord.record.auditing import AuditStatus as AuditStatus
    from onrecord.record.auditing import audit as audit

__all__ = [
    "AuditRow",
    "AuditStatus",
    "Debate",
    "Record",
    "Seats",
    "audit",
    "holds_whole_roll",
    "open_record",
]


def __getattr__(name: str) -> object:
    """Imports the audit, and with it every body's rules, only for whoever asks for it."""
    if name in ("AuditRow", "AuditStatus", "audit"):
        import importlib

        module = importlib.import_module("onrecord.record.auditing")
        globals().update({n: getattr(module, n) for n in ("AuditRow", "AuditStatus", "audit")})
        return globals()[name]
    raise AttributeError(name)
