"""Who is meant: every state's names and codes over time, and the state a name or code stands for."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from onrecord.states.tables import day, table, within
from onrecord.terms import UsageError


@dataclass(frozen=True, slots=True)
class State:
    """One code of the voting tables and what is known of it.

    `status` is "member", "observer", "former" or "other". `admitted` and `left` are days of United Nations
    membership (`left`: the first day without it); ask `is_member` rather than comparing them, since a seat
    may have changed hands. `group` is the regional group for elections, "" when none.
    """

    code: str
    name: str
    official_name: str
    iso2: str
    m49: str
    status: str
    admitted: date | None
    left: date | None
    group: str
    capital: str
    demonyms: tuple[str, ...]
    aliases: tuple[str, ...]
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class NameEntry:
    """What one wording stands for, between two days where the wording changed hands.

    `match` says how strictly a text must write it: "any" case, "capital" first letter, "exact", "person"
    (capital, and not part of a person's name), "prep" (exact, after a preposition) or "lookup" (never in text).
    `form` "skip" marks wordings that name no state.
    """

    text: str
    codes: tuple[str, ...]
    form: str
    match: str
    first: date | None
    last: date | None


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@cache
def _states() -> dict[str, State]:
    return {
        row["code"]: State(
            code=row["code"],
            name=row["name"],
            official_name=row["official_name"],
            iso2=row["iso2"],
            m49=row["m49"],
            status=row["status"],
            admitted=day(row["admitted"]),
            left=day(row["left"]),
            group=row["group"],
            capital=row["capital"],
            demonyms=_parts(row["demonyms"]),
            aliases=_parts(row["aliases"]),
            note=row["note"],
            source=row["source"],
        )
        for row in table("states.csv")
    }


def all_states() -> tuple[State, ...]:
    """Every code the crosswalk knows, members, observers, former members and others, by code."""
    return tuple(_states().values())


def state(code: str) -> State:
    """The state with this three-letter code of the voting tables; UsageError with suggestions when unknown."""
    known = _states().get(code.strip().upper())
    if known is None:
        raise UsageError(_unknown(code))
    return known


def state_name(code: str) -> str:
    """Short name for output; the code itself when unknown."""
    known = _states().get(code)
    return known.name if known else code


_LETTERS = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‑": "-", "‐": "-", "–": "-", "\u00a0": " ", "ø": "o", "ł": "l", "ı": "i"}
)


def folded(text: str) -> str:
    """A spelling for comparison: lower case, no accents or dots, plain quotes, single spaces, no leading "the"."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS)).casefold()
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark)).replace(".", "").replace("&", "and")
    words = plain.split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@cache
def edited_names() -> tuple[NameEntry, ...]:
    """The hand-edited wordings of names.csv, in file order."""
    return tuple(
        NameEntry(
            row["text"], tuple(row["codes"].split()), row["form"], row["match"], day(row["first"]), day(row["last"])
        )
        for row in table("names.csv")
    )


def plural(demonym: str) -> str:
    """The people a demonym names, or "" where English has no plural of its own (Chinese, French, Swiss)."""
    if demonym.endswith(("ese", "ish", "ch", "ss", "ic", "oi", "ois", "s", "e")) and not demonym.endswith("ene"):
        return ""
    return demonym + "s"


def _derived(one: State) -> Iterable[NameEntry]:
    def entry(text: str, form: str, match: str) -> NameEntry:
        return NameEntry(text, (one.code,), form, match, None, None)

    for name in dict.fromkeys((one.name, one.official_name, *one.aliases)):
        short = name.replace(".", "").isupper()
        form = "abbreviation" if short else "name"
        inverted = ", " in name  # "Congo, Democratic Republic of the" would swallow half of a list
        strict = "lookup" if inverted else "exact" if short else "any" if len(name) > 3 else "capital"
        yield entry(name, form, strict)
    for demonym in one.demonyms:
        yield entry(demonym, "demonym", "any" if len(demonym) > 5 else "capital")
        if people := plural(demonym):
            yield entry(people, "plural", "any" if len(people) > 6 else "capital")
    if one.capital:
        yield entry(one.capital, "capital", "capital")


@cache
def name_entries() -> dict[str, tuple[NameEntry, ...]]:
    """Every wording by its folded spelling.

    A row of names.csv replaces what states.csv would give for it; a demonym or capital that two states share
    stands for both; a state's own name comes before either.
    """
    edited: dict[str, list[NameEntry]] = {}
    for row in edited_names():
        edited.setdefault(folded(row.text), []).append(row)
    derived: dict[str, list[NameEntry]] = {}
    for one in all_states():
        for row in _derived(one):
            derived.setdefault(folded(row.text), []).append(row)
    return {
        key: _with_spellings(edited[key], derived.get(key, [])) if key in edited else _merge(derived[key])
        for key in edited | derived
    }


def _with_spellings(edited: list[NameEntry], derived: list[NameEntry]) -> tuple[NameEntry, ...]:
    """Edited readings, and the same reading for spellings of states.csv they leave out (St Lucia, St. Lucia)."""
    model = edited[0]
    written = {row.text for row in edited}
    if model.first or model.last or model.form == "skip" or model.match in ("exact", "lookup", "caps"):
        return tuple(edited)
    more = (replace(model, text=row.text) for row in derived if row.text not in written and row.codes == model.codes)
    return (*edited, *dict.fromkeys(more))


_RANK = ("name", "abbreviation", "demonym", "plural", "capital")


def _merge(rows: list[NameEntry]) -> tuple[NameEntry, ...]:
    best = min(_RANK.index(row.form) for row in rows)
    kept = [row for row in rows if _RANK.index(row.form) == best]
    codes = tuple(dict.fromkeys(code for row in kept for code in row.codes))
    spellings = dict.fromkeys(row.text for row in kept)
    return tuple(NameEntry(text, codes, kept[0].form, kept[0].match, None, None) for text in spellings)


def entry_on(rows: tuple[NameEntry, ...], on: date | None) -> NameEntry:
    """The reading in force on a day; without a day, today's. The last row stands when none is dated so."""
    for row in rows:
        if (row.last is None) if on is None else within(on, row.first, row.last):
            return row
    return rows[-1]


@cache
def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for one in all_states():
        for key in (one.code, one.iso2, one.m49):
            if key:
                codes.setdefault(key, one.code)
    return codes


def find_state(text: str, on: date | None = None) -> State:
    """The state a name, code, demonym or capital stands for, on a day where that matters.

    Takes the United Nations' names of the time as well, and numbers as `cow:710` or `m49:156`; a plain number is
    M49. UsageError with the nearest names when unknown, and with the choices when it may be several states.
    """
    wanted = text.strip()
    if (number := _NUMBER.fullmatch(wanted)) is not None:
        return _numbered(number[1].lower(), int(number[2]), on)
    if (code := _codes().get(wanted.upper())) is not None and (len(wanted) != 2 or wanted.isupper()):
        return _states()[code]
    if on is not None:
        _refuse_shared(wanted, on)
    own = _own_names().get(folded(wanted))
    rows = name_entries().get(folded(wanted))
    if rows is None:
        if own:
            return _states()[own]
        return _named_then(wanted, on)
    entry = entry_on(rows, on)
    if own and (len(entry.codes) != 1 or entry.form == "skip"):
        return _states()[own]
    if len(entry.codes) > 1:
        raise UsageError(_several(wanted, entry.codes))
    if not entry.codes or entry.form in ("skip", "group"):
        raise UsageError(_unknown(wanted))
    return _states()[entry.codes[0]]


_NUMBER = re.compile(r"(cow|m49)\s*:\s*(\d{1,6})", re.IGNORECASE)


def _numbered(kind: str, number: int, on: date | None) -> State:
    from onrecord.states.cow import code_of_cow

    code = code_of_cow(number, on) if kind == "cow" else _codes().get(f"{number:03}")
    if code is None:
        then = f" on {on}" if on else ""
        raise UsageError(f"expected the {kind.upper()} number of a state, found {number}{then}; type a name")
    return _states()[code]


def _refuse_shared(wanted: str, on: date) -> None:
    from onrecord.states.names import shared_on

    if codes := shared_on(wanted, on):
        raise UsageError(_several(wanted, codes, on))


def _named_then(wanted: str, on: date | None) -> State:
    """The state of a name that only the United Nations' names at the time have: on that day, else at any time."""
    from onrecord.states.names import codes_of_name

    codes = (codes_of_name(wanted, on) if on else ()) or codes_of_name(wanted)
    if len(codes) > 1:
        raise UsageError(_several(wanted, codes))
    if not codes:
        raise UsageError(_unknown(wanted))
    return _states()[codes[0]]


def _several(wanted: str, codes: Iterable[str], on: date | None = None) -> str:
    choices = " or ".join("a state without a code here" if c == "-" else f"{state_name(c)} ({c})" for c in codes)
    then = f" on {on}" if on else ""
    return f'expected one state, found "{wanted}", which{then} may be {choices}; type the code'


@cache
def _own_names() -> dict[str, str]:
    """Names, then capitals, of single states as states.csv has them; a name two states claim is left out."""
    own: dict[str, str] = {}
    names = {s.code: (s.name, s.official_name, *s.aliases) for s in all_states()}
    capitals = {s.code: (s.capital,) for s in all_states()}
    for called in (names, capitals):
        claims: dict[str, set[str]] = {}
        for code, spellings in called.items():
            for name in spellings:
                claims.setdefault(folded(name), set()).add(code)
        for key, codes in claims.items():
            if key and len(codes) == 1:
                own.setdefault(key, *codes)
    return own


def _unknown(text: str) -> str:
    from rapidfuzz import process

    from onrecord.states.groups import group_name

    if group := group_name(text):
        return f'expected one state, found "{text}", a group ({group}); type one of its members, such as France or FRA'
    spellings = {folded(s.name): f"{s.name} ({s.code})" for s in all_states()}
    spellings |= {folded(a): f"{s.name} ({s.code})" for s in all_states() for a in s.aliases}
    near = process.extract(folded(text), list(spellings), limit=6, score_cutoff=60)
    names = list(dict.fromkeys(spellings[key] for key, _, _ in near))[:3]
    hint = f"did you mean {', '.join(names)}?" if names else "type a name such as France or a code such as FRA"
    return f'expected a state\'s name or code, found "{text}"; {hint}'
