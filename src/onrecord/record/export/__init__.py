"""The record written out whole for other programs: CSV, Parquet, one SQLite file, or a folder of tables."""

from onrecord.record.export.about import About
from onrecord.record.export.choice import Choice
from onrecord.record.export.write import ENDINGS, Written, export, would_replace

__all__ = ["ENDINGS", "About", "Choice", "Written", "export", "would_replace"]
