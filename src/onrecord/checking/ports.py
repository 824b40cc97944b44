"""What checking needs of a record, so that a test can stand a few votes in place of thousands."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from onrecord.terms import Body, Coverage, RecordStamp, RollCall


class RecordView(Protocol):
    """The part of `onrecord.record.Record` that linking and judging use."""

    @property
    def stamp(self) -> RecordStamp:
        """Which record this is."""
        ...

    @property
    def rollcalls(self) -> Sequence[RollCall]:
        """Every roll call, sorted by date."""
        ...

    def find(self, symbol: str, body: Body | None = None) -> tuple[RollCall, ...]:
        """Roll calls of a symbol in any usual spelling."""
        ...

    def coverage(self, body: Body, kind: str, on: date | None = None) -> tuple[Coverage, ...]:
        """What is held of one body and kind of item, on one day where a day is given."""
        ...
