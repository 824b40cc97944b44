"""What a text says about a day, kept as precisely as it was said and never more."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class DateHint:
    """A day, or the days a text leaves open.

    `first`..`last` bound the days when a year is known (both inclusive). Without a year, `month`, `day`
    and `weekday` (Monday is 0) constrain instead. `resolved_by` says what fixed the year or week:
    "text", "published", "story" (another date in the same story) or "" when nothing did.
    """

    first: date | None = None
    last: date | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    resolved_by: str = ""

    def __post_init__(self) -> None:
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"{self.first} lies after {self.last}")

    def admits(self, day: date, slack: int = 0) -> bool:
        """Whether `day` is one the text allows; `slack` is the days of time-zone grace on each side."""
        return any(self._admits_exactly(day + timedelta(days=k)) for k in range(-slack, slack + 1))

    def _admits_exactly(self, day: date) -> bool:
        return (
            (self.first is None or self.first <= day)
            and (self.last is None or day <= self.last)
            and (self.month is None or day.month == self.month)
            and (self.day is None or day.day == self.day)
            and (self.weekday is None or day.weekday() == self.weekday)
        )

    @property
    def width(self) -> int | None:
        """Days left open, both ends included; None when the text gives no year."""
        if self.first is None or self.last is None:
            return None
        return (self.last - self.first).days + 1

    @property
    def exact(self) -> date | None:
        """The one day meant, where there is only one."""
        return self.first if self.first is not None and self.first == self.last else None
