"""IAEA Board of Governors: tallies from the press, members where a source names them."""

from pathlib import Path

from tools.core import topics
from tools.core.rows import Compiled, Vote, codes, read_csv, sentence

_LETTERS = {"Y": "yes", "N": "no", "A": "abstain", "X": "absent"}


def build(data: Path) -> Compiled:
    """One row a Board vote; a member whose vote is not known has no position."""
    known: dict[str, dict[str, str]] = {}
    ways: dict[str, set[str]] = {}
    for row in read_csv(data / "facts/iaea_votes.csv"):
        if row["vote"] in _LETTERS:
            known.setdefault(row["vote_id"], {})[row["iso3"]] = _LETTERS[row["vote"]]
        ways.setdefault(row["vote_id"], set()).add(row["how_known"].split(":")[0])
    out = Compiled()
    for row in read_csv(data / "facts/iaea_tallies.csv"):
        symbol = row["document"] or f"Board resolution ({row['subject'].split(':')[0]})"
        extra = topics.landmark("IAEA", symbol)
        recall = row["basis"] == "recall"
        vote = Vote("IAEA", symbol, row["date"], "resolution", row["result"], extra["title"] or row["subject"])
        vote.count(row["yes"], row["no"], row["abstain"], row["not_voting"])
        vote.tally_basis = "recall" if recall else "press"
        votes = known.get(row["vote_id"]) or _named(row)
        vote.seat(votes)
        derived = "derived" in ways.get(row["vote_id"], set())
        vote.positions_basis = "recall" if recall else "derived" if derived else "press"
        words = f"{row['subject']} IAEA atomic agency board governors"
        vote.topic = topics.topic(words, row["date"], extra["topic"])
        vote.about = topics.about(row["subject"], row["date"], data / "facts/states.csv", extra["about"])
        vote.sponsors = extra["sponsors"]
        vote.session = row["board_year"]
        symbol_note = "document symbol from a compiler's memory" if row["document"] else "document symbol not known"
        vote.note = sentence(symbol_note, _partial(vote, row["board_size"]), extra["note"])
        vote.source = row["source"]
        out.votes.append(vote)
    return out


def _named(row: dict[str, str]) -> dict[str, str]:
    """The members the tally row itself names."""
    sides = {"no": row["no_members"], "abstain": row["abstain_members"], "absent": row["absent_members"]}
    return {state: side for side, members in sides.items() for state in codes(members).split()}


def _partial(vote: Vote, size: str) -> str:
    """A note where not every member's vote is known."""
    seated = sum(len(getattr(vote, f"{p}_members").split()) for p in ("yes", "no", "abstain", "absent"))
    return "" if seated == int(size) else f"the votes of {int(size) - seated} of {size} members are not known"
