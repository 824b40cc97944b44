"""General Assembly: every vote of an emergency special session and the landmarks of the reviewed list."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tools.core import topics
from tools.core.rows import Cells, Compiled, Source, Vote, read_csv, sentence

from onrecord.states import members_on

_RECORD = "UN Digital Library record {}"
_VOETEN = "Voeten, General Assembly roll calls (unvotes 0.3.0), rcid {}"
_KINDS = {"adoption": "resolution", "paragraph": "paragraph", "amendment": "amendment"}


def build(data: Path) -> Compiled:
    """Roll calls of the reviewed list and of all emergency special sessions, then texts adopted without a vote."""
    import duckdb

    out = Compiled()
    con = duckdb.connect()
    wanted = {row["symbol"]: row for (body, _), row in topics.landmarks().items() if body == "UNGA"}
    picked = {row["record"]: row for row in wanted.values() if row["record"]}
    names = {s: r for s, r in wanted.items() if not r["record"] and not r["outcome"]}
    columns = """rollcall_id, source, source_id, cast(date as varchar) as day, date_basis, session, session_label,
                 resolution, vote_kind, title, description, agenda, meeting, yes, no, abstain, absent, members,
                 matched_rollcall_id, conflict"""
    rows = con.execute(
        f"""select {columns} from '{data}/ga_rollcalls.parquet'
            where preferred and (session_label like 'ES-%' or (source = 'undl' and resolution in (select unnest(?)))
                                 or rollcall_id in (select unnest(?)))
            order by date, resolution, rollcall_id""",
        [sorted(names), sorted(picked)],
    )
    heads = [dict(zip([d[0] for d in rows.description or ()], r, strict=True)) for r in rows.fetchall()]
    cast = _positions(con, data, [str(h["rollcall_id"]) for h in heads])
    found: set[str] = set()
    for head in heads:
        entry = picked.get(str(head["rollcall_id"])) or topics.landmark("UNGA", str(head["resolution"]))
        found.add(entry.get("symbol", ""))
        out.votes.append(_rollcall(head, cast[str(head["rollcall_id"])], entry, data))
        out.fragments += _other_source(con, data, head, out.votes[-1].id)
    _recent(out, data, names, found)
    missing = sorted(set(names) - found)
    if missing:
        raise SystemExit(f"tools/landmarks.csv names roll calls no table holds: {', '.join(missing)}")
    out.votes += [_by_hand(row, data) for row in wanted.values() if row["outcome"]]
    return out


def _positions(con: object, data: Path, ids: list[str]) -> dict[str, dict[str, str]]:
    """State to vote, by roll call; rows of states not yet or no longer members are left out."""
    import duckdb

    assert isinstance(con, duckdb.DuckDBPyConnection)
    votes: dict[str, dict[str, str]] = {name: {} for name in ids}
    query = f"""select rollcall_id, iso3, vote from '{data}/ga_votes.parquet'
                where rollcall_id in (select unnest(?)) and vote <> 'nonmember'"""
    for name, state, vote in con.execute(query, [ids]).fetchall():
        votes[name][state] = vote
    return votes


def _rollcall(head: Mapping[str, object], votes: dict[str, str], entry: Cells, data: Path) -> Vote:
    """One roll call as its source has it, named and worded by the reviewed list."""
    library = head["source"] == "undl"
    day = entry.get("day") or str(head["day"])
    symbol = entry["as"] or entry.get("symbol") or str(head["resolution"])
    title = entry["title"] or _plain(str(head["title"] or head["description"] or symbol))
    adopted = head["vote_kind"] == "adoption"
    carried = adopted or int(str(head["yes"])) > int(str(head["no"]))
    kind = entry.get("kind") or _KINDS.get(str(head["vote_kind"]), "draft" if not carried else "motion")
    vote = Vote("UNGA", symbol, day, kind, "adopted" if carried else "rejected", title)
    if entry.get("result"):
        vote.outcome = entry["result"]
    vote.draft, vote.majority, vote.sponsors = entry["draft"], entry["majority"], entry["sponsors"]
    vote.meeting = str(head["meeting"] or "")
    vote.session = str(head["session_label"] or head["session"])
    if vote.session.startswith("ES") and not vote.majority:
        vote.majority = "two_thirds" if "redentials" not in title else ""
    members = members_on(date.fromisoformat(day))
    seated = {state: cell for state, cell in votes.items() if cell != "absent" or state in members}
    vote.count(head["yes"], head["no"], head["abstain"], sum(cell == "absent" for cell in seated.values()))
    vote.seat(seated)
    vote.source = (_RECORD if library else _VOETEN).format(head["source_id"])
    subject = re.sub(r"A/(ES-\d+/)?\d+ \d+[a-z]?\.?", " ", str(head["agenda"] or ""))
    text = f"{_plain(str(head['title'] or ''))} {entry['title']} {subject[:300]}"
    vote.topic = topics.topic(text, day, entry["topic"])
    vote.about = topics.about(
        f"{_plain(str(head['title'] or ''))} {entry['title']}", day, data / "facts/states.csv", entry["about"]
    )
    notes = [entry["note"]]
    if len(seated) < len(votes):
        notes.append(
            f"not a member that day, though the source lists it: {', '.join(sorted(set(votes) - set(seated)))}"
        )
    if vote.symbol != head["resolution"] and head["resolution"]:
        notes.append(f"the UN Library writes {head['resolution']}")
    if str(head["date_basis"]) == "voeten-unreliable-day" and not entry.get("day"):
        notes.append("the day is not reliable, the month is")
    if head["conflict"]:
        notes.append("the library's record and another collection contradict each other")
        vote.tally_basis = vote.positions_basis = "recall"
    if entry["basis"]:
        vote.tally_basis = vote.positions_basis = entry["basis"]
    vote.note = sentence(*notes)
    return vote


def _plain(title: str) -> str:
    """The title without the library's tail."""
    return re.sub(r"\s*:\s*(resolution|decision)\s*/.*$", "", title).strip().rstrip(".")


def _other_source(con: object, data: Path, head: Mapping[str, object], ident: str) -> list[Source]:
    """The same vote in the other collection, where its tally differs."""
    import duckdb

    assert isinstance(con, duckdb.DuckDBPyConnection)
    if not head["matched_rollcall_id"]:
        return []
    row = con.execute(
        f"select source_id, yes, no, abstain from '{data}/ga_rollcalls.parquet' where rollcall_id = ?",
        [head["matched_rollcall_id"]],
    ).fetchone()
    if row is None or row[1:] == (head["yes"], head["no"], head["abstain"]):
        return []
    return [Source(ident, _VOETEN.format(row[0]), "document", "", *map(str, row[1:]))]


def _recent(out: Compiled, data: Path, names: Mapping[str, Cells], found: set[str]) -> None:
    """Votes after the library's scrape ends: tallies, and members for the two texts that have them."""
    cast: dict[str, dict[str, str]] = {}
    for row in read_csv(data / "ga_votes_recent.csv"):
        cast.setdefault(row["resolution"], {})[row["iso3"]] = row["vote"]
    for row in read_csv(data / "ga_tallies_recent.csv"):
        symbol = row["resolution"] or row["draft"] or f"A/{row['session']} ({row['title']})"
        entry = names.get(symbol) or topics.landmark("UNGA", symbol)
        found.add(symbol)
        press = not row["undl_id"]
        vote = Vote(
            "UNGA", entry["as"] or symbol, row["date"], "resolution", row["result"], entry["title"] or row["title"]
        )
        vote.draft, vote.meeting, vote.session = (
            row["draft"] if row["draft"] != symbol else "",
            row["meeting"],
            row["session"],
        )
        vote.majority = entry["majority"] or ("two_thirds" if row["session"].startswith("ES") else "")
        vote.count(row["yes"], row["no"], row["abstain"], row["non_voting"])
        vote.seat(cast.get(symbol, {}))
        vote.tally_basis = vote.positions_basis = "press" if press else "document"
        vote.topic = topics.topic(f"{row['title']} {entry['title']}", row["date"], entry["topic"])
        vote.about = topics.about(
            f"{row['title']} {entry['title']}", row["date"], data / "facts/states.csv", entry["about"]
        )
        vote.note = sentence(row["note"], entry["note"], "" if cast.get(symbol) else "tally only")
        vote.source = row["source"] if press else f"{_RECORD.format(row['undl_id'])}; {row['source']}"
        out.votes.append(vote)


def _by_hand(row: Cells, data: Path) -> Vote:
    """A text adopted without a vote, or a tally without a list, entered by hand with its citation."""
    vote = Vote(
        "UNGA", row["as"] or row["symbol"], row["day"], row["kind"] or "resolution", row["outcome"], row["title"]
    )
    vote.draft, vote.majority, vote.sponsors, vote.note = row["draft"], row["majority"], row["sponsors"], row["note"]
    vote.session, vote.source, vote.meeting = row["session"], row["source"], row["meeting"]
    vote.tally_basis = vote.positions_basis = row["basis"] or "press"
    vote.topic = topics.topic(row["title"], row["day"], row["topic"])
    vote.about = topics.about(row["title"], row["day"], data / "facts/states.csv", row["about"])
    return vote
