"""Fragments of all sources become roll calls: which are one vote, what it then says, and where sources differ."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.record.merge.combine import roll_call as roll_call
    from onrecord.record.merge.differing import Difference as Difference
    from onrecord.record.merge.differing import differences as differences
    from onrecord.record.merge.match import same_votes as same_votes
    from onrecord.record.merge.merge import merged as merged

_HOME = {
    "roll_call": "combine",
    "Difference": "differing",
    "differences": "differing",
    "same_votes": "match",
    "merged": "merge",
}
__all__ = ["Difference", "differences", "merged", "roll_call", "same_votes"]


def __getattr__(name: str) -> object:
    """Imports a part when it is first asked for: whoever reads one vote needs no merger."""
    if name in _HOME:
        return getattr(import_module(f"onrecord.record.merge.{_HOME[name]}"), name)
    raise AttributeError(name)
