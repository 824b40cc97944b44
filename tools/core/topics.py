"""The plain words and the states a vote is about, from its title, the reviewed word table and the state names."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from tools.core.rows import Cells, read_csv

from onrecord.states import all_states

HERE = Path(__file__).parent
_WORD = re.compile(r"[a-z0-9][a-z0-9'\-]*[a-z0-9]")
_STOP = frozenset(
    """a about above adopted all also amended an and any are article as at authorization be been being between by
    calling called chairman charter concerning consideration council dated decision decisions draft emergency
    establishing establishment extension first for from further general government having held identical
    implementation in including into is item its letter letters meeting member members month months nations new of
    on operation other period permanent president question recalling regarding regular relating renewal report
    representative republic resolution respect revised second secretary secretary-general security session
    situation special state states text that the their thereto these this to twelve two under united until upon
    well which with years addressed organization sub-committee assembly""".split()
)


@dataclass(frozen=True, slots=True)
class Wording:
    """One entry of the word table: when `pattern` occurs in a title, `words` and `about` apply."""

    pattern: re.Pattern[str]
    first: str
    last: str
    words: tuple[str, ...]
    about: tuple[str, ...]

    def fits(self, text: str, day: str) -> bool:
        """Whether the entry applies to a title of that day."""
        return self.first <= day <= self.last and self.pattern.search(text) is not None


@cache
def wordings() -> tuple[Wording, ...]:
    """The reviewed word table, in file order."""
    return tuple(
        Wording(
            re.compile(row["match"], re.IGNORECASE),
            row["from"] or "0000",
            row["to"] or "9999",
            tuple(row["words"].split()),
            tuple(row["about"].split()),
        )
        for row in read_csv(HERE / "topic_words.csv")
    )


@cache
def _names(states_csv: Path) -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for every state name, longest first, and the code each name stands for."""
    by_name: dict[str, str] = {}
    for row in read_csv(states_csv):
        for name in (row["name_common"], row["name_official_short"], row["demonyms"].split("|")[0]):
            if len(name) > 3:
                by_name.setdefault(name.lower(), row["iso3"])
    ordered = sorted(by_name, key=lambda n: (-len(n), n))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b"), by_name


def _plain(text: str) -> str:
    """The text with straight apostrophes, as the tables of names write them."""
    return text.replace("\u2019", "'").replace("\u2018", "'")


@lru_cache(maxsize=4)
def _fitting(text: str, day: str) -> tuple[Wording, ...]:
    """Entries of the word table that apply to a title of that day."""
    plain = _plain(text)
    return tuple(wording for wording in wordings() if wording.fits(plain, day))


def states_named(text: str, states_csv: Path) -> list[str]:
    """Codes of the states whose name or demonym stands in the text, in text order, each once."""
    pattern, by_name = _names(states_csv)
    return list(dict.fromkeys(by_name[m.group()] for m in pattern.finditer(_plain(text).lower())))


def topic(text: str, day: str, extra: str = "") -> str:
    """Sorted plain lower-case words for linking: those of the text, of the word table and `extra`."""
    plain = _plain(text).lower().replace("--", " ")
    words = {w for w in _WORD.findall(plain) if w not in _STOP and len(w) > 2 and not w.isdigit()}
    for wording in _fitting(text, day):
        words.update(wording.words)
    return " ".join(sorted(words | set(extra.lower().split())))


def about(text: str, day: str, states_csv: Path, extra: str = "") -> str:
    """Codes of the states the text is about, named in it or by the word table, sorted."""
    found = set(states_named(text, states_csv)) | set(extra.split())
    for wording in _fitting(text, day):
        found.update(wording.about)
    return " ".join(sorted(found & _known()))


@cache
def _known() -> frozenset[str]:
    """Codes the crosswalk of states knows; territories and superseded labels are left to the words."""
    return frozenset(s.code for s in all_states())


@cache
def landmarks() -> dict[tuple[str, str], Cells]:
    """The reviewed list of landmark votes by body and symbol."""
    return {(row["body"], row["symbol"]): row for row in read_csv(HERE.parent / "landmarks.csv")}


def landmark(body: str, symbol: str) -> Cells:
    """The reviewed words for one vote; empty cells where the list does not name it."""
    return landmarks().get((body, symbol)) or dict.fromkeys(next(iter(landmarks().values())), "")
