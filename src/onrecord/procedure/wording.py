"""Plain English for counts and lists of states, so that every ground reads as a sentence."""

from collections.abc import Sequence

from onrecord.states import state_name

_SMALL = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight"),
    *("nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
)
_ARTICLE_STARTS = ("United ", "Democratic ", "Federated ", "Republic of")
_ARTICLE_ENDS = (" Union", " Republic", " Islands", " SSR")
_ARTICLE_NAMES = frozenset({"Bahamas", "Comoros", "Gambia", "Holy See", "Maldives", "Netherlands", "Philippines"})


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
    """The states' short names joined as in running text, with "the" where English puts it."""
    return listed([_with_article(state_name(code)) for code in codes])


def _with_article(name: str) -> str:
    takes_one = name.startswith(_ARTICLE_STARTS) or name.endswith(_ARTICLE_ENDS) or name in _ARTICLE_NAMES
    return f"the {name}" if takes_one else name
