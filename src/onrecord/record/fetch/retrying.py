"""Asking again when it may help: after a pause that grows, or the one the server asked for."""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from onrecord.record.fetch.model import Limits, Transient, Unanswered

T = TypeVar("T")

# stamina reports each retry to its logger, and Python prints a warning nobody listens for to the user's terminal.
logging.getLogger("stamina").addHandler(logging.NullHandler())


def persist(once: Callable[[], T], what: str, limits: Limits, deadline: float, then: Callable[[], str]) -> T:
    """The result of `once`, repeated on Transient; Unanswered, ending in `then()`, when they run out."""
    import stamina

    asked = 0

    def counted() -> T:
        nonlocal asked
        asked += 1
        return once()

    def pause(error: Exception) -> bool | float:
        if not isinstance(error, Transient):
            return False
        after = error.after
        if (after is not None and after > limits.longest_wait) or time.monotonic() + (after or 0) > deadline:
            return False
        return True if after is None else after

    caller = stamina.RetryingCaller(
        attempts=max(1, limits.attempts),
        timeout=None,  # the deadline stands in `pause` and on every read
        wait_initial=limits.wait,
        wait_max=limits.longest_wait,
        wait_jitter=limits.wait,
    )
    try:
        return caller(pause, counted)
    except Transient as error:
        times = "once" if asked == 1 else f"{asked} times"
        raise Unanswered(f"{what} could not be read, asked {times}: {error.reason}", then()) from error


def retry_after(value: str | None) -> float | None:
    """Seconds named by a Retry-After header, given as a number or as a date; None when it says neither."""
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value.strip()[:9])
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
