"""Plain English for counts and lists of states, so that every ground reads as a sentence."""

from collections.abc import Sequence

from onrecord.states import state_name

_SMALL = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight"),
    *("nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
)


def number(n: int) -> str:
    """The count in words up to fifteen, in figures beyond; zero is "no"."""
    return _SMALL[n] if 0 <= n < len(_SMALL) else str(n)


def counted(n: int, one: str, many: str) -> str:
    """The count with its noun: "one member", "nine members"."""
    return f"{number(n)} {one if n == 1 else many}"


def sentence(text: str) -> str:
    """`text` with its first letter raised and a full stop."""
    return f"{text[:1].upper()}{text[1:]}."


def listed(words: Sequence[str]) -> str:
    """The words joined as in running text: "a, b and c"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def names(codes: Sequence[str]) -> str:
    """The states' short names joined as in running text."""
    return listed([state_name(code) for code in codes])
