"""Human Rights Council: the landmark votes of the reviewed list."""

import re
from collections.abc import Mapping
from pathlib import Path

from tools.core import topics
from tools.core.rows import Cells, Compiled, Vote, sentence


def build(data: Path) -> Compiled:
    """One row for every landmark; members only where the catalogue's list agrees with its total."""
    import duckdb

    wanted = {row["symbol"]: row for (body, _), row in topics.landmarks().items() if body == "UNHRC"}
    con = duckdb.connect()
    rows = con.execute(
        f"""select *, cast(date as varchar) as day from '{data}/hrc_rollcalls.parquet'
            where body = 'HRC' and (resolution in (select unnest(?)) or rollcall_id in (select unnest(?)))
            order by date, resolution, rollcall_id""",
        [sorted(wanted), sorted(r["record"] for r in wanted.values() if r["record"])],
    )
    heads = [dict(zip([d[0] for d in rows.description or ()], r, strict=True)) for r in rows.fetchall()]
    out, found = Compiled(), set()
    by_record = {row["record"]: row for row in wanted.values() if row["record"]}
    for head in heads:
        entry = by_record.get(str(head["rollcall_id"])) or wanted[str(head["resolution"])]
        found.add(entry["symbol"])
        votes = con.execute(
            f"select iso3, vote from '{data}/hrc_votes.parquet' where rollcall_id = ?", [head["rollcall_id"]]
        ).fetchall()
        out.votes.append(_vote(head, dict(votes) if head["use_members"] else {}, entry, data))
    missing = sorted(set(wanted) - found)
    if missing:
        raise SystemExit(f"tools/landmarks.csv names rights council texts no table holds: {', '.join(missing)}")
    return out


def _vote(head: Mapping[str, object], votes: Mapping[str, str], entry: Cells, data: Path) -> Vote:
    """One text of the Council as catalogued."""
    symbol = entry["as"] or entry["symbol"]
    silent = str(head["vote_kind"]) != "recorded" and not votes and head["yes_recorded"] is None
    outcome = "adopted_without_vote" if silent and head["outcome"] == "adopted" else str(head["outcome"])
    kind = {"resolution": "resolution", "decision": "decision", "amendment": "amendment"}.get(
        str(head["item_type"]), "draft"
    )
    title = entry["title"] or str(head["title"])
    vote = Vote("UNHRC", symbol, str(head["day"]), kind, outcome, title)
    draft = re.search(r"A/HRC/S?-?\d+/L\.\d+(/Rev\.\d)?", str(head["draft"] or ""))
    vote.draft = entry["draft"] or (draft.group() if draft and draft.group() != symbol else "")
    vote.meeting = ""
    vote.session, vote.sponsors = str(head["session_label"]), entry["sponsors"]
    if votes:
        vote.count(head["yes"], head["no"], head["abstain"], head["absent"])
        vote.seat(votes)
    elif not silent:
        vote.count(head["yes_recorded"], head["no_recorded"], head["abstain_recorded"])
    press = str(head["source"]) == "press"
    vote.tally_basis = vote.positions_basis = "press" if press else "document"
    words = f"{title} {head['title']} human rights council"
    vote.topic = topics.topic(words, str(head["day"]), entry["topic"])
    vote.about = topics.about(f"{title} {head['title']}", str(head["day"]), data / "facts/states.csv", entry["about"])
    check = str(head["list_check"] or "")
    vote.note = sentence(
        entry["note"],
        "" if check in ("equal", "") else f"catalogue check: {check}",
        "members' votes not known" if not votes and not silent else "",
    )
    vote.source = str(head["origin"]) if press else f"OHCHR search library record {head['source_id']}"
    return vote
