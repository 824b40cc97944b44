"""What was decided: the tables read into roll calls, queries, coverage and audit."""

from onrecord.record.audit import AuditRow, AuditStatus, audit
from onrecord.record.positions import Seats, holds_whole_roll
from onrecord.record.record import Record, open_record
from onrecord.record.tables import Debate

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
