"""What was decided: the tables read into roll calls, queries, coverage and audit."""

from onrecord.record.positions import Seats, holds_whole_roll
from onrecord.record.record import Disagreement, Record, open_record
from onrecord.record.tables import Debate

__all__ = ["Debate", "Disagreement", "Record", "Seats", "holds_whole_roll", "open_record"]
