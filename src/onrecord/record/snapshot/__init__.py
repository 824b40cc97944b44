"""Snapshots: immutable folders of tables, built aside, verified by their manifest, switched to in one step."""

from onrecord.record.snapshot.holdings import SnapshotHoldings
from onrecord.record.snapshot.lock import sole_writer
from onrecord.record.snapshot.manifest import MANIFEST, SourceStamp, current, stamps, verify
from onrecord.record.snapshot.store import discard, prepare, switch

__all__ = [
    "MANIFEST",
    "SnapshotHoldings",
    "SourceStamp",
    "current",
    "discard",
    "prepare",
    "sole_writer",
    "stamps",
    "switch",
    "verify",
]
