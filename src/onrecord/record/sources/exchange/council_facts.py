"""The exchange tables' vetoes, failed drafts and key votes of the Security Council."""

import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path

from onrecord.record.positions import Seats
from onrecord.record.sources.exchange.tables import LETTERS, codes, digest, rows, seats, tally
from onrecord.record.sources.harvest import Harvest
from onrecord.terms import Basis, Body, Fragment, ItemKind, Outcome, Position

Row = dict[str, str]
_ORIGIN, _KEY_ORIGIN = "exchange-council-facts", "exchange-council-key"
KINDS = {
    "draft resolution": ItemKind.DRAFT,
    "membership application": ItemKind.APPLICATION,
    "paragraph": ItemKind.PARAGRAPH,
    "amendment": ItemKind.AMENDMENT,
    "preliminary question": ItemKind.PRELIMINARY_QUESTION,
}
SYMBOLS = {"2025-09-19-F1": "S/2025/576"}
"""Draft symbols the source table lacks and another document supplies."""
_LABELS = {
    "2026-04-07-1": "Strait of Hormuz",
    "2025-09-26-F1": "Iran snapback extension",
    "1946-06-26-2": "preliminary question",
    "1948-05-24-2": "preliminary question",
}
KEY_NAMES = {
    "Soviet amendment on Indonesia": "S/PV.194 (Indonesia)",
    "European amendment (territorial integrity)": "S/PV.9866 (Ukraine)",
    "Hormuz text (Bahrain)": "draft (Strait of Hormuz)",
    "Gulf States text (Bahrain)": "S/RES/2817",
    "Russian text on the Middle East": "draft (Cessation of hostilities)",
    "Iran sanctions relief (Korea, President)": "S/2025/576",
    "Iran extension (Russia-China)": "draft (Iran snapback extension)",
}
"""Symbols under which the other tables keep votes that the key table calls by a description."""
_KEY_BASES = {
    "all fifteen positions read on pages": Basis.PRESS,
    "tally and dissenters read on a page; the remaining yes votes follow from Council membership": Basis.DERIVED,
}
_SHORT = re.compile(r"\s*\(.*|(?<=Rev\.\d)[^/\d].*|(?<=\))S/.*")


def read(folder: Path) -> list[Harvest]:
    """The vetoes and failed drafts, and apart from them the votes that the key table has member by member."""
    facts = folder / "facts"
    vetoes = with_symbols(rows(facts / "sc_vetoes.csv", ("veto_id", "date", "draft", "vetoing_members")), "veto_id")
    fragments = [_veto(row) for row in vetoes]
    paths = [facts / "sc_vetoes.csv"]
    if (facts / "sc_failed.csv").is_file():
        paths.append(facts / "sc_failed.csv")
        failed = with_symbols(rows(paths[1], ("failed_id", "date", "draft", "threshold")), "failed_id")
        fragments += [_failed(row) for row in failed]
    harvests = [Harvest(_ORIGIN, tuple(fragments), (), digest(*paths), whole=True)]
    key = facts / "sc_votes_key.csv"
    if key.is_file():
        harvests.append(Harvest(_KEY_ORIGIN, tuple(_key_votes(key)), (), digest(key), whole=True))
    return harvests


def with_symbols(found: Iterable[Row], key: str) -> list[Row]:
    """The rows with a `symbol` no other vote of that day carries: the draft, else the meeting and the matter."""
    found = list(found)
    bases = [_SHORT.sub("", r["draft"]).strip() or r["meeting"] for r in found]
    counts: dict[tuple[str, str], int] = {}
    for base, row in zip(bases, found, strict=True):
        counts[(base, row["date"])] = counts.get((base, row["date"]), 0) + 1
    used: set[tuple[str, str]] = set()
    for base, row in zip(bases, found, strict=True):
        symbol = _symbol(base, row, row[key], shared=counts[(base, row["date"])] > 1)
        number = 2
        while (symbol, row["date"]) in used:
            symbol = re.sub(r"(, \d+)?\)$", f", {number})", symbol)
            number += 1
        used.add((symbol, row["date"]))
        row["symbol"] = symbol
    return found


def _symbol(base: str, row: Row, key: str, *, shared: bool) -> str:
    if key in SYMBOLS:
        return SYMBOLS[key]
    label = _LABELS.get(key) or _label(row)
    if not base:
        return f"draft ({label})"
    return f"{base} ({label})" if not row["draft"] or shared else base


def _label(row: Row) -> str:
    """The matter in one or two words, from the topic."""
    if row["kind"] == "preliminary question":
        return "preliminary question"
    text = row["topic"].removeprefix("Admission to UN membership: ")
    return re.split(r"[:(|;]|, ", text)[0].strip()


def _veto(row: Row) -> Fragment:
    vetoers = codes(row["vetoing_members"])
    recall = row["tally_basis"].startswith("compiler recall") or row["source"].startswith("compiler recall")
    press = row["tally_basis"].startswith("page")
    return Fragment(
        source=row["source"],
        basis=Basis.PRESS if press else Basis.RECALL if recall else Basis.DOCUMENT,
        tally=tally(row["yes"], row["no"], row["abstain"], row["not_voting"]),
        day=dt.date.fromisoformat(row["date"]),
        note=row["note"],
        origin=_ORIGIN,
        ref=row["veto_id"],
        body=Body.UNSC,
        symbol=row["symbol"],
        draft=row["draft"] if row["draft"] != row["symbol"] else "",
        kind=KINDS[row["kind"]],
        title=row["topic"],
        outcome=Outcome.VETOED,
        positions=Seats(((Position.NO, " ".join(vetoers)),)),
        meeting=row["meeting"] or row["record_symbol"],
        vetoed_by=vetoers,
    )


def _failed(row: Row) -> Fragment:
    return Fragment(
        source=row["source"],
        basis=Basis.PRESS if "page" in row["tally_basis"] else Basis.DOCUMENT,
        tally=tally(row["yes"], row["no"], row["abstain"], row["not_voting"]),
        day=dt.date.fromisoformat(row["date"]),
        note=row["note"],
        origin=_ORIGIN,
        ref=row["failed_id"],
        body=Body.UNSC,
        symbol=row["symbol"],
        draft=row["draft"] if row["draft"] != row["symbol"] else "",
        kind=ItemKind.DRAFT,
        title=row["topic"].replace(" | ", "; "),
        outcome=Outcome.REJECTED,
        meeting=row["meeting"],
    )


def _key_votes(path: Path) -> Iterable[Fragment]:
    """One fragment a vote of the key table, adopted texts included."""
    first: dict[str, Row] = {}
    votes: dict[str, dict[str, Position]] = {}
    needed = "vote_id date meeting symbol kind title procedural iso3 vote result yes no abstain not_voting basis source"
    for row in rows(path, needed.split()):
        first.setdefault(row["vote_id"], row)
        votes.setdefault(row["vote_id"], {})[row["iso3"]] = LETTERS[row["vote"]]
    for name, row in first.items():
        adopted = row["result"] == "adopted"
        yield Fragment(
            source=row["source"],
            basis=_KEY_BASES.get(row["basis"], Basis.RECALL),
            tally=tally(row["yes"], row["no"], row["abstain"], row["not_voting"]),
            day=dt.date.fromisoformat(row["date"]),
            origin=_KEY_ORIGIN,
            ref=name,
            body=Body.UNSC,
            symbol=KEY_NAMES.get(row["symbol"], row["symbol"]),
            kind=ItemKind.RESOLUTION if adopted else KINDS[row["kind"]],
            title=row["title"],
            outcome={"adopted": Outcome.ADOPTED, "vetoed": Outcome.VETOED}.get(row["result"], Outcome.REJECTED),
            positions=seats(votes[name]),
            meeting=row["meeting"],
            procedural=row["procedural"] == "Y",
        )
