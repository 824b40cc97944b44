"""Security Council: every veto, the failed drafts, the key votes and all adopted resolutions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tools.core import topics
from tools.core.rows import Cells, Compiled, Source, Vote, codes, read_csv, sentence, tally_of

from onrecord.record.sources.exchange.council_facts import KEY_NAMES, KINDS, with_symbols
from onrecord.states import council_members, seat_code

UN_TABLE = "UN Library yearly meetings table and veto list (to July 2022)"
UN_TABLE_CHECK = "UN Library yearly meetings table (to July 2022)"
_LETTERS = {"Y": "yes", "N": "no", "A": "abstain", "X": "absent"}
_KEY_BASES = {
    "all fifteen positions read on pages": ("press", "press"),
    "tally and dissenters read on a page; the remaining yes votes follow from Council membership": ("press", "derived"),
    "tally read on a page; names of abstainers from recall": ("press", "recall"),
    "compiler recall; consistent with membership and tally, not read this session": ("recall", "recall"),
}
_SPONSORS = {
    r"\bUS text|American text": "USA",
    r"Russian (text|amendment)": "RUS",
    r"Soviet amendment": "SUN",
    r"\bBrazil(ian)? text|\(Brazil\)": "BRA",
    r"UAE text|\(UAE\)": "ARE",
    r"Algeria text|\(Algeria\)": "DZA",
    r"French text": "FRA",
    r"Bahrain text|\(Bahrain\)": "BHR",
    r"\(Korea, President\)": "KOR",
    r"Russia-China": "RUS CHN",
    r"Ceylon-Tunisia": "LKA TUN",
}


@dataclass(frozen=True, slots=True)
class KeyVote:
    """One vote of the member-by-member table."""

    head: Cells
    votes: Mapping[str, str]

    @property
    def bases(self) -> tuple[str, str]:
        """Basis of the tally and of the members' positions."""
        return _KEY_BASES[self.head["basis"]]


def build(data: Path) -> Compiled:
    """Every Council row, the members' votes of the key table merged in and kept as fragments."""
    key = _key_votes(data)
    out = Compiled()
    for row in with_symbols(read_csv(data / "facts/sc_vetoes.csv"), "veto_id"):
        _add(out, _veto(row, data), key, _table_fragments(row))
    for row in with_symbols(read_csv(data / "facts/sc_failed.csv"), "failed_id"):
        _add(out, _failed(row, data), key, [])
    _resolutions(out, data, key)
    for vote in key.values():
        out.votes.append(_only_in_key(vote, data))
    return out


def _key_votes(data: Path) -> dict[tuple[str, str], KeyVote]:
    """Key votes by day and folded symbol."""
    heads: dict[str, Cells] = {}
    votes: dict[str, dict[str, str]] = {}
    for row in read_csv(data / "facts/sc_votes_key.csv"):
        heads.setdefault(row["vote_id"], row)
        votes.setdefault(row["vote_id"], {})[row["iso3"]] = _LETTERS[row["vote"]]
    out = {}
    for name, head in heads.items():
        symbol = KEY_NAMES.get(head["symbol"], head["symbol"])
        out[(head["date"], symbol)] = KeyVote({**head, "symbol": symbol}, votes[name])
    return out


def _veto(row: Cells, data: Path) -> Vote:
    """One vetoed proposal, with the votes that follow from the veto and the tally alone."""
    extra = topics.landmark("UNSC", row["symbol"])
    title = extra["title"] or row["topic"]
    recall = row["tally_basis"].startswith("compiler recall") or row["source"].startswith("compiler recall")
    vote = Vote(
        "UNSC",
        row["symbol"],
        row["date"],
        KINDS[row["kind"]].value,
        "vetoed",
        title,
        draft=row["draft"] if row["draft"] != row["symbol"] else "",
        meeting=row["meeting"] or row["record_symbol"],
        vetoed_by=codes(row["vetoing_members"]),
        tally_basis="press" if row["tally_basis"].startswith("page") else "recall" if recall else "document",
        note=row["note"],
        source=row["source"],
    )
    if row["un_table_check"] == "agrees":
        vote.tally_basis = "document"
    vote.count(row["yes"], row["no"], row["abstain"], row["not_voting"])
    _words(vote, row["topic"], data, extra)
    vetoers = vote.vetoed_by.split()
    vote.seat(dict.fromkeys(vetoers, "no"))
    vote.positions_basis = "recall" if row["source"].startswith("compiler recall") else "document"
    _derive(vote)
    return vote


def _derive(vote: Vote) -> None:
    """Seats every member where tally and vetoes leave one possibility: no abstention, no other no."""
    vetoers = set(vote.vetoed_by.split())
    if vote.no == str(len(vetoers)) and vote.abstain == "0" and vote.absent == "0":
        vote.seat({s: "no" if s in vetoers else "yes" for s in council_members(date.fromisoformat(vote.date))})
        vote.positions_basis = "recall" if vote.tally_basis == "recall" else "derived"


def _failed(row: Cells, data: Path) -> Vote:
    """One draft that got too few votes."""
    extra = topics.landmark("UNSC", row["symbol"])
    basis = "press" if "page" in row["tally_basis"] else "document"
    vote = Vote(
        "UNSC",
        row["symbol"],
        row["date"],
        "draft",
        "rejected",
        extra["title"] or row["topic"].replace(" | ", "; "),
        draft=row["draft"] if row["draft"] != row["symbol"] else "",
        meeting=row["meeting"],
        tally_basis=basis,
        note=row["note"],
        source=row["source"],
    )
    vote.count(row["yes"], row["no"], row["abstain"], row["not_voting"])
    _words(vote, row["topic"], data, extra)
    return vote


def _words(vote: Vote, text: str, data: Path, extra: Cells) -> None:
    """Fills the linking words, the states the text is about and the known sponsors."""
    states = data / "facts/states.csv"
    whole = f"{text} {extra['title']}"
    vote.topic = topics.topic(whole, vote.date, extra["topic"])
    vote.about = topics.about(whole, vote.date, states, extra["about"])
    found = {s for pattern, names in _SPONSORS.items() if re.search(pattern, text) for s in names.split()}
    vote.sponsors = " ".join(sorted(found | set(extra["sponsors"].split())))
    vote.note = sentence(vote.note, extra["note"])


def _table_fragments(row: Cells) -> list[Source]:
    """The UN table's own tally of a veto, as a fragment beside ours."""
    tally = tally_of(row["un_table_tally"])
    note = "" if row["un_table_check"] in ("agrees", "filled") else row["un_table_check"]
    if tally is None:
        return (
            [Source("", UN_TABLE, "document", row["date"], note=row["un_table_tally"])] if row["un_table_tally"] else []
        )
    return [Source("", UN_TABLE, "document", row["date"], tally[0], tally[1], tally[2], note=note)]


def _add(out: Compiled, vote: Vote, key: dict[tuple[str, str], KeyVote], fragments: list[Source]) -> None:
    """Adds a row, merging the key table's members where it has the same vote."""
    found = key.pop((vote.date, vote.symbol), None)
    if found is not None:
        fragments = [*fragments, _merge(vote, found)]
    for fragment in fragments:
        fragment.id = vote.id
    out.votes.append(vote)
    out.fragments += fragments


def _merge(vote: Vote, key: KeyVote) -> Source:
    """Takes the members' positions over unless ours are complete on a better basis; returns the fragment."""
    head, (tally_basis, positions_basis) = key.head, key.bases
    complete = len(vote.yes_members.split()) > 0
    ours = {"document": 0, "press": 1, "derived": 2, "recall": 3}
    if not complete or ours[positions_basis] < ours[vote.positions_basis]:
        vote.seat(key.votes)
        vote.positions_basis = positions_basis
    if not vote.yes:
        vote.count(head["yes"], head["no"], head["abstain"], head["not_voting"])
        vote.tally_basis = tally_basis
    elif vote.tally_basis == "recall" and tally_basis != "recall":
        vote.tally_basis = tally_basis
    if head["title"].lower() not in vote.title.lower():
        vote.topic = topics.topic(head["title"], vote.date, vote.topic)
    return Source(
        vote.id, head["source"], tally_basis, head["date"], head["yes"], head["no"], head["abstain"], head["not_voting"]
    )


def _only_in_key(key: KeyVote, data: Path) -> Vote:
    """A key vote no other table holds."""
    head, (tally_basis, positions_basis) = key.head, key.bases
    extra = topics.landmark("UNSC", head["symbol"])
    adopted = head["result"] == "adopted"
    vote = Vote(
        "UNSC",
        head["symbol"],
        head["date"],
        "resolution" if adopted else KINDS[head["kind"]].value,
        {"adopted": "adopted", "vetoed": "vetoed"}.get(head["result"], "rejected"),
        extra["title"] or head["title"],
        meeting=head["meeting"],
        procedural="yes" if head["procedural"] == "Y" else "",
        tally_basis=tally_basis,
        positions_basis=positions_basis,
        source=head["source"],
    )
    vote.count(head["yes"], head["no"], head["abstain"], head["not_voting"])
    vote.seat(key.votes)
    _words(vote, f"{head['title']} {head['symbol']}", data, extra)
    return vote


def _resolutions(out: Compiled, data: Path, key: dict[tuple[str, str], KeyVote]) -> None:
    """The compact table of adopted resolutions: only the members that did not vote yes are stored."""
    import duckdb

    checks = {r["resolution"]: r for r in read_csv(data / "facts/sc_tally_check.csv")}
    rows = (
        duckdb.connect()
        .execute(
            f"""select r.resolution, any_value(r.date), any_value(r.title), any_value(r.meeting), any_value(r.agenda),
                   min(r.undl_id), list(distinct v.iso3 || ' ' || v.vote order by v.iso3 || ' ' || v.vote)
            from '{data}/sc_rollcalls.parquet' r join '{data}/sc_votes.parquet' v using (rollcall_id)
            where v.vote in ('yes','no','abstain','absent')
            group by r.resolution order by any_value(r.date),
                     try_cast(regexp_extract(r.resolution, '(\\d+)\\(', 1) as int)"""
        )
        .fetchall()
    )
    for printed, day, title, meeting, agenda, undl, listed in rows:
        votes = {seat_code(pair[:3], day): pair[4:] for pair in listed}
        row = _resolution(printed, day, title, meeting or "", agenda or "", undl, votes, data)
        ident = f"UNSC {row['symbol']} {row['date']}"
        out.fragments += _check(row, votes, checks.get(printed), ident)
        found = key.pop((row["date"], row["symbol"]), None)
        if found is not None:
            out.fragments.append(_press(row, found, ident, data))
        out.resolutions.append(row)


def _resolution(
    printed: str,
    on: date,
    title: str,
    meeting: str,
    agenda: str,
    undl: int,
    votes: Mapping[str, str],
    data: Path,
) -> Cells:
    """One adopted resolution as the library's voting record has it."""
    day = str(on)
    symbol = re.sub(r"\(\d{4}\)$", "", printed)
    bracket = re.search(r"\[(.*)\]", title)
    plain = (bracket.group(1) if bracket else title).strip().rstrip(".")
    extra = topics.landmark("UNSC", symbol)
    subject = re.sub(r"S/\s?\S+ \[\d+\]|S/\s?[\dXVI]+|\(S/\d{4}/\d+\)", " ", agenda)
    text = f"{plain} {subject} {extra['title']}"
    row = {
        "symbol": symbol,
        "date": day,
        "title": extra["title"] or plain[:1].upper() + plain[1:],
        "meeting": meeting,
        "sponsors": " ".join(sorted(extra["sponsors"].split())),
        "outcome": "adopted",
        "procedural": extra["procedural"],
        "tally": "-".join(str(sum(v == p for v in votes.values())) for p in ("yes", "no", "abstain", "absent")),
        "no_members": " ".join(sorted(s for s, v in votes.items() if v == "no")),
        "abstain_members": " ".join(sorted(s for s, v in votes.items() if v == "abstain")),
        "absent_members": " ".join(sorted(s for s, v in votes.items() if v == "absent")),
        "yes_members": "",
        "tally_basis": "",
        "positions_basis": "",
        "about": topics.about(text, day, data / "facts/states.csv", extra["about"]),
        "topic": topics.topic(text, day, extra["topic"]),
        "note": extra["note"],
        "record": str(undl),
        "source": "",
    }
    if frozenset(votes) != council_members(on):
        row["yes_members"] = " ".join(sorted(s for s, v in votes.items() if v == "yes"))
    if set(votes.values()) == {"absent"}:
        row.update(outcome="adopted_without_vote", tally="", absent_members="", yes_members="")
        row["note"] = sentence(row["note"], "adopted without a vote: the library's record has no vote of any member")
    return row


def _check(row: Cells, votes: Mapping[str, str], check: Cells | None, ident: str) -> list[Source]:
    """Applies what is known where the library's record and its yearly table differ; both stay as fragments."""
    if check is None:
        return []
    note, table = check["reading"], tally_of(check["un_table"])
    yes, no, abstain = table or ("", "", "")
    absent = check["table_not_voting"]
    fragment = Source(ident, UN_TABLE_CHECK, "document", row["date"], yes, no, abstain, absent)
    fragment.note = note
    abstainers = row["abstain_members"].split()
    if "other differences" in note or "one of the two" in note:
        row.update(tally_basis="recall", positions_basis="recall")
        row["note"] = sentence(
            row["note"], f"the library's record says {check['ours']}, its yearly table {check['un_table']}"
        )
    elif "non-participants" in note:
        silent = int(check["table_not_voting"])
        away = abstainers if silent == len(abstainers) else ["CHN"] if silent == 1 and "CHN" in abstainers else []
        kept = [s for s in abstainers if s not in away]
        row["absent_members"] = " ".join(sorted({*row["absent_members"].split(), *away}))
        row["abstain_members"] = " ".join(kept)
        row["positions_basis"] = "recall"
        if away:
            row["tally"] = "-".join((str(len(votes) - len(abstainers)), "0", str(len(kept)), str(len(away))))
        row["note"] = sentence(
            row["note"],
            f"the library's record counts non-participation as abstention ({check['ours']}); its yearly table has "
            f"{check['un_table']} and {silent} not participating" + ("" if away else ", not said which"),
        )
        if away:
            row["source"] = UN_TABLE_CHECK
            counted = tally_of(check["ours"]) or ("", "", "")
            library = f"UN Digital Library record {row['record']}"
            return [Source(ident, library, "document", row["date"], counted[0], counted[1], counted[2], "0", note)]
    return [fragment]


def _press(row: Cells, key: KeyVote, ident: str, data: Path) -> Source:
    """The key table's fragment of an adopted resolution; its words join the topic."""
    head = key.head
    row["procedural"] = "yes" if head["procedural"] == "Y" else row["procedural"]
    row["topic"] = topics.topic(head["title"], row["date"], row["topic"])
    row["about"] = topics.about(head["title"], row["date"], data / "facts/states.csv", row["about"])
    figures = (head["yes"], head["no"], head["abstain"], head["not_voting"])
    return Source(ident, head["source"], key.bases[0], head["date"], *figures)
