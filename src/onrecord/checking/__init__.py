"""Story against record: which vote is meant, is it so, and why."""

from onrecord.checking.checker import check
from onrecord.checking.ports import RecordView

__all__ = ["RecordView", "check"]
