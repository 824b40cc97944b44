"""Errors a user can act on: one message that says what was expected, what was found, where, and what to type next."""


class OnRecordError(Exception):
    """Base of every error shown to a user without a traceback; `exit_code` is the process's answer."""

    exit_code = 1


class UsageError(OnRecordError):
    """The request cannot be met as given: an unknown state or symbol, contradictory options, unreadable input."""

    exit_code = 2


class DataError(OnRecordError):
    """The record is missing, damaged or fails verification."""

    exit_code = 3
