"""Which files hold Voeten's roll calls and how their columns are laid out: one file, or a folder of split files."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from onrecord.record.sources.database import quoted
from onrecord.record.sources.harvest import Fault, refuse

HEADS = "date unres session yes no abstain amend para short descr me nu di hr co ec".split()
"""What the files say of a roll call itself, any of which a release may lack but the date."""
_STATES = ("ccode", "country", "country_code", "countryname")
_ENDINGS = frozenset({".csv", ".tab", ".tsv", ".txt"})
_LONGEST_HEADER = 8192
_INNER_QUOTE = re.compile(rb'\\"[^\t\r\n]')  # the archive that serves the tab files writes \" inside a quoted cell
_NEXT = "Give Voeten's file of votes, or a folder with un_votes.csv and un_roll_calls.csv"


@dataclass(frozen=True, slots=True)
class Layout:
    """One file: its columns by our names in the file's order, and how it separates and quotes cells."""

    path: Path
    names: tuple[str, ...]
    separator: str
    escape: str

    def has(self, *names: str) -> bool:
        """Whether the file has all these columns."""
        return all(name in self.names for name in names)

    @property
    def states(self) -> tuple[str, ...]:
        """The columns that tell the member; its name only where there is no code."""
        found = tuple(name for name in _STATES[:3] if name in self.names)
        return found or tuple(name for name in _STATES[3:] if name in self.names)

    @property
    def table(self) -> str:
        """The file as a table of text in SQL."""
        columns = ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in self.names)
        return (
            f"read_csv({quoted(str(self.path))}, columns={{{columns}}}, header=true, auto_detect=false, "
            f"delim={quoted(self.separator)}, quote='\"', escape={quoted(self.escape)}, "
            "max_line_size=200000, null_padding=false, ignore_errors=false, strict_mode=true)"
        )


@dataclass(frozen=True, slots=True)
class Files:
    """Where the cells, the roll calls and their issues are read; the first two may be the same file."""

    cells: Layout
    rolls: Layout
    issues: Layout | None

    def digest(self) -> str:
        """SHA-256 of the bytes of the files, one after another."""
        hashed = sha256()
        for layout in dict.fromkeys(one for one in (self.cells, self.rolls, self.issues) if one):
            with layout.path.open("rb") as stream:
                while block := stream.read(1 << 20):
                    hashed.update(block)
        return hashed.hexdigest()


def found(path: Path) -> Files:
    """The files to read at `path`; DataError when they are not Voeten's or one of them is missing."""
    if not path.is_dir():
        layouts = [_layout(path)]
    else:
        layouts = [_layout(one) for one in sorted(path.iterdir()) if one.suffix.lower() in _ENDINGS and one.is_file()]
    cells = [one for one in layouts if one.has("rcid", "vote") and one.states]
    rolls = [one for one in layouts if one.has("rcid", "date") and (one in cells or not one.has("vote"))]
    issues = [one for one in layouts if one.has("rcid", "short_name") and one not in cells + rolls]
    whole = [one for one in cells if one in rolls]
    if len(whole) == 1 and len(cells) == 1:
        return Files(whole[0], whole[0], None)
    _check(path.name, "votes (columns rcid, vote and the member's code)", cells)
    _check(path.name, "roll calls (columns rcid and date)", rolls)
    if len(issues) > 1:
        _check(path.name, "issues (columns rcid and short_name)", issues)
    return Files(cells[0], rolls[0], issues[0] if issues else None)


def _check(name: str, expected: str, layouts: list[Layout]) -> None:
    if len(layouts) != 1:
        names = ", ".join(one.path.name for one in layouts) or "none"
        raise refuse(name, [Fault("row 1", f"one table of {expected}", names)], _NEXT)


def _layout(path: Path) -> Layout:
    with path.open("rb") as stream:
        line = stream.readline(_LONGEST_HEADER)
        backslashes = _INNER_QUOTE.search(stream.read(1 << 20)) is not None
    try:
        text = line.decode("utf-8-sig").strip("\r\n")
    except UnicodeDecodeError as error:
        raise refuse(path.name, [Fault("row 1", "UTF-8 text", f"other bytes at {error.start}")], _NEXT) from error
    separator = max("\t;,", key=text.count)
    names = [_plain(name, place) for place, name in enumerate(next(csv.reader([text], delimiter=separator), []))]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice or not names:
        raise refuse(path.name, [Fault("row 1", "each column once", ", ".join(twice) or "no columns")], _NEXT)
    return Layout(path, tuple(names), separator, "\\" if separator == "\t" and backslashes else '"')


def _plain(name: str, place: int) -> str:
    """A column's name for comparison; the running number that R writes in front has none."""
    return name.strip().lower() or f"unnamed {place}"


def columns(layout: Layout, names: Iterable[str]) -> list[str]:
    """SQL for each of `names`: its cell without blanks, nothing for NA, nothing where the file lacks the column."""
    return [f"nullif(nullif(trim({n}), 'NA'), '')" if layout.has(n) else "null" for n in names]
