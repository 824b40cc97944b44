"""Fragments of all sources become roll calls: which are one vote, what it then says, and where sources differ."""

from onrecord.record.merge.combine import roll_call
from onrecord.record.merge.differences import Difference, differences
from onrecord.record.merge.match import same_votes
from onrecord.record.merge.merge import merged

__all__ = ["Difference", "differences", "merged", "roll_call", "same_votes"]
