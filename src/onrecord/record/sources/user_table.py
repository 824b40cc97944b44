"""A user's own table of votes, one row a member or one row a vote, or corrections by hand that cite their document."""

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

from onrecord.record.sources.harvest import Defect, Fault, Harvest, refuse
from onrecord.record.sources.member_lists import Roll, seat_of, split_names
from onrecord.record.sources.table_columns import (
    BODIES,
    COLUMNS,
    KINDS,
    OUTCOMES,
    POSITIONS,
    as_committee,
    as_count,
    as_day,
    key,
    near,
    word,
)
from onrecord.record.sources.table_text import rows
from onrecord.record.symbols import fold
from onrecord.terms import Basis, Body, Fragment, Outcome, Position, Tally, UsageError

TABLE, OVERRIDE = "table", "override"
_SIDES = (Position.YES, Position.NO, Position.ABSTAIN, Position.ABSENT)
_NAMES = ("body", "symbol", "draft", "date", "order", "meeting", "committee", "part_of", "kind")
_PLAIN = ("title", "session", "source", "address", "note", "agenda", "outcome")
_THEN = "Mend the table and give it again."
_MOST_ROWS = 2_000_000


@dataclass(slots=True)
class _Vote:
    """One vote of the table: the cells that hold for all of it, and its rolls as cast and as later declared."""

    row: int
    body: Body
    day: date
    cells: dict[str, str]
    order: int
    committee: str
    roll: Roll = field(default_factory=Roll)
    declared: Roll = field(default_factory=Roll)


@dataclass(slots=True)
class _Table:
    """A table in hand: its columns by place, and what was met on the way."""

    name: str
    columns: list[str]
    origin: str
    votes: dict[tuple[object, ...], _Vote] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)

    @property
    def long(self) -> bool:
        """One row a member."""
        return "state" in self.columns


def read(data: bytes, name: str, *, origin: str = TABLE) -> Harvest:
    """The votes of a table, each a fragment; `origin="override"`, or a column `origin`, makes them corrections.

    DataError names the row and the column of every mistake, what was expected and what was found.
    """
    if origin not in (TABLE, OVERRIDE):
        raise UsageError(f'expected the origin {TABLE} or {OVERRIDE}, found "{origin}"')
    name = PurePath(name).name or name
    numbered = rows(data, name)
    row, heads = next(numbered, (1, []))
    table = _Table(name, [], origin)
    _columns(table, row, heads)
    for at, cells in numbered:
        if len(table.votes) > _MOST_ROWS:
            raise refuse(name, [Fault(f"row {at}", f"at most {_MOST_ROWS:,} votes", "more")], _THEN)
        _row(table, at, cells)
    if not table.votes and not table.faults:
        table.faults.append(Fault("the table", "a row for every vote or member under the column names", "none"))
    fragments = tuple(_fragments(table))
    if table.faults:
        raise refuse(name, table.faults, _THEN)
    named = sum(bool(fragment.positions) for fragment in fragments)
    notes = (f"{name}: votes {len(fragments)}, of these with members' positions {named}",)
    return Harvest(table.origin, fragments, tuple(table.defects), hashlib.sha256(data).hexdigest(), notes)


def _columns(table: _Table, row: int, heads: list[str]) -> None:
    """Reads the first row; refused at once where a column is unknown or missing, since no row could be read then."""
    faults: list[Fault] = []
    for head in heads:
        column = COLUMNS.get(key(head), "")
        if not column:
            faults.append(Fault(f"row {row}", "a column name this table may have", f'"{head}"{near(head, COLUMNS)}'))
        elif column in table.columns:
            faults.append(Fault(f"row {row}", f"one column {column}", f'"{head}", a second one'))
        table.columns.append(column)
    for needed in ("body", "date"):
        if needed not in table.columns:
            faults.append(Fault(f"row {row}", f"a column {needed}", "none"))
    if not {"symbol", "draft"} & set(table.columns):
        faults.append(Fault(f"row {row}", "a column symbol or draft", "none"))
    if "vote" in table.columns and not table.long:
        faults.append(Fault(f"row {row}", "a column state beside the column vote", "none"))
    if table.long and not {"vote", "declared"} & set(table.columns):
        faults.append(Fault(f"row {row}", "a column vote beside the column state", "none"))
    if table.long and (lists := [c for c in table.columns if c.endswith("_members")]):
        faults.append(Fault(f"row {row}", "members in the column state, or in lists", f"both, as in {lists[0]}"))
    if faults:
        raise refuse(table.name, faults, "The columns are told of in the template of a table.")


def _row(table: _Table, row: int, cells: list[str]) -> None:
    if len(cells) != len(table.columns):
        expected = f"{len(table.columns)} cells, one a column"
        table.faults.append(Fault(f"row {row}", expected, str(len(cells))))
        return
    named = dict(zip(table.columns, cells, strict=True))
    _set_origin(table, row, named.get("origin", ""))
    vote = _vote(table, row, named)
    if vote is None:
        return
    if table.long:
        _member(table, vote, row, named)
    else:
        _members(table, vote, row, named)


def _set_origin(table: _Table, row: int, cell: str) -> None:
    given = key(cell) or table.origin
    if given not in (TABLE, OVERRIDE):
        found = f'"{cell[:60]}"{near(cell, (TABLE, OVERRIDE))}'
        table.faults.append(Fault(f"row {row}, column origin", f"{TABLE} or {OVERRIDE}", found))
    elif given != table.origin:
        if table.votes:
            table.faults.append(Fault(f"row {row}, column origin", f"{table.origin}, as in the rows before", given))
        table.origin = given


def _vote(table: _Table, row: int, named: dict[str, str]) -> _Vote | None:
    """The vote a row belongs to, new or known; None where the row does not say which."""
    faults: list[Fault] = []
    if not named["body"]:
        faults.append(Fault(f"row {row}, column body", f"one of {', '.join(Body)}", "nothing"))
    body = word(BODIES, named["body"], f"row {row}, column body", faults)
    day = as_day(named["date"], f"row {row}, column date", faults)
    symbol, draft = named.get("symbol", ""), named.get("draft", "")
    for column in ("symbol", "draft"):
        if not (symbol or draft) and column in table.columns:
            faults.append(Fault(f"row {row}, column {column}", "a symbol such as A/RES/ES-11/1", "nothing"))
            break
    order = as_count(named.get("order", ""), f"row {row}, column order", faults) or 0
    committee = as_committee(named.get("committee", ""), f"row {row}, column committee", faults)
    word(KINDS, named.get("kind", ""), f"row {row}, column kind", faults)
    table.faults += faults
    if faults or body is None or day is None:
        return None
    where_in = (named.get(column, "") for column in ("meeting", "part_of", "kind"))
    same = (body, day, fold(symbol)[1], fold(draft)[1], order, committee, *where_in)
    known = table.votes.get(same)
    if known is None:
        known = table.votes[same] = _Vote(row, body, day, dict(named), order, committee)
    elif not table.long:
        table.faults.append(Fault(f"row {row}", "one row a vote", f"the vote of row {known.row} again"))
        return None
    else:
        _agree(table, known, row, named)
    return known


def _agree(table: _Table, vote: _Vote, row: int, named: dict[str, str]) -> None:
    """Cells that hold for the whole vote must be the same in all its rows; an empty one says nothing."""
    for column in (*_PLAIN, *_SIDES):
        cell, before = named.get(column, ""), vote.cells.get(column, "")
        if cell and before and cell != before:
            expected = f'"{before[:60]}", as in row {vote.row}'
            table.faults.append(Fault(f"row {row}, column {column}", expected, f'"{cell[:60]}"'))
        elif cell:
            vote.cells[column] = cell


def _member(table: _Table, vote: _Vote, row: int, named: dict[str, str]) -> None:
    """One member's row of the long layout."""
    for column, roll in (("vote", vote.roll), ("declared", vote.declared)):
        where = f"row {row}, column {column}"
        position = word(POSITIONS, named.get(column, ""), where, table.faults)
        if position is not None:
            roll.add([named["state"]], position, vote.day, f"row {row}, column state", seat_of)
    if table.origin == TABLE and "vote" in named and not (named["vote"] or named.get("declared")):
        table.faults.append(Fault(f"row {row}, column vote", "yes, no, abstain, absent or not_entitled", "nothing"))
    if not named["state"] and (named.get("vote") or named.get("declared")):
        table.faults.append(Fault(f"row {row}, column state", "a state's name or code", "nothing"))


def _members(table: _Table, vote: _Vote, row: int, named: dict[str, str]) -> None:
    """The lists of one vote's row in the wide layout."""
    for side in _SIDES:
        for column, roll in ((f"{side}_members", vote.roll), (f"declared_{side}", vote.declared)):
            if listed := named.get(column, ""):
                where = f"row {row}, column {column}"
                count = roll.add(_listed(listed, vote.day), side, vote.day, where, seat_of)
                stated = named.get(side, "")
                if roll is vote.roll and stated.removesuffix(".0").isdigit() and int(float(stated)) != count:
                    table.defects.append(
                        Defect(table.origin, where, f"{count} members for the figure {stated}", "both are kept")
                    )


def _listed(text: str, day: date) -> list[str]:
    """The names or codes of a cell; blanks part them only where each word is a state and the whole is none."""
    if ";" in text:
        return split_names(text, marks=";")
    if "," in text:
        return split_names(text, marks=",")
    names = split_names(text)
    words = text.split()
    if len(names) == 1 and len(words) > 1 and not _is_state(names[0], day) and all(_is_state(w, day) for w in words):
        return words
    return names


def _is_state(text: str, day: date) -> bool:
    try:
        return bool(seat_of(text, day))
    except UsageError:
        return False


def _fragments(table: _Table) -> Iterator[Fragment]:
    for vote in table.votes.values():
        where = f"row {vote.row}"
        for roll in (vote.roll, vote.declared):
            roll.check_membership(vote.body, vote.day, where)
            table.faults += roll.faults
        yield _fragment(table, vote)


def _fragment(table: _Table, vote: _Vote) -> Fragment:
    cells, where = vote.cells, f"row {vote.row}"
    outcome = word(OUTCOMES, cells.get("outcome", ""), f"{where}, column outcome", table.faults)
    tally = _tally(table, vote)
    positions = vote.roll.positions
    if outcome is Outcome.ADOPTED_WITHOUT_VOTE and (positions or tally):
        table.defects.append(Defect(table.origin, where, "figures or positions of a text without a vote", "left out"))
        positions, tally = {}, None
    _says_something(table, vote, bool(positions or tally or outcome or vote.declared.positions))
    return Fragment(
        source=cells.get("source", "") or f"table {table.name}",
        basis=Basis.DOCUMENT,
        tally=tally,
        day=vote.day,
        note=cells.get("note", ""),
        origin=table.origin,
        ref=f"{table.name}#{vote.row}",
        address=cells.get("address", ""),
        body=vote.body,
        symbol=cells.get("symbol", ""),
        draft=cells.get("draft", ""),
        kind=KINDS.get(key(cells.get("kind", ""))),
        title=cells.get("title", ""),
        outcome=outcome,
        positions=positions,
        declared=vote.declared.positions,
        meeting=cells.get("meeting", ""),
        order=vote.order,
        session=cells.get("session", ""),
        committee=vote.committee,
        part_of=cells.get("part_of", ""),
        agenda=cells.get("agenda", ""),
    )


def _says_something(table: _Table, vote: _Vote, voted: bool) -> None:
    """A table tells of the vote itself; a correction may be of any cell, and must cite a document."""
    where = f"row {vote.row}"
    if table.origin == OVERRIDE:
        if not vote.cells.get("source"):
            expected = "the document the correction rests on, such as A/78/PV.50"
            table.faults.append(Fault(f"{where}, column source", expected, "nothing"))
        corrected = (*_NAMES[4:], *_PLAIN, "symbol" if vote.cells.get("draft") else "")
        if not voted and not any(vote.cells.get(column) for column in corrected if column != "source"):
            table.faults.append(Fault(where, "at least one cell that is the correction", "none"))
    elif not voted and not vote.roll.faults:
        table.faults.append(Fault(where, "figures, members or an outcome", "none"))


def _tally(table: _Table, vote: _Vote) -> Tally | None:
    """The figures as the table states them, never recounted; yes, no and abstain together or not at all."""
    where = f"row {vote.row}, column "
    counts = {side: as_count(vote.cells.get(side, ""), where + side, table.faults) for side in _SIDES}
    if all(count is None for count in counts.values()):
        return None
    yes, no, abstain = counts[Position.YES], counts[Position.NO], counts[Position.ABSTAIN]
    if yes is None or no is None or abstain is None:
        missing = next(side for side in _SIDES if counts[side] is None)
        table.faults.append(Fault(where + missing, "a number beside the other figures", "nothing"))
        return None
    tally = Tally(yes, no, abstain, counts[Position.ABSENT])
    listed = [sum(p is side for p in vote.roll.positions.values()) for side in _SIDES[:3]]
    if table.long and table.origin == TABLE and any(listed) and listed != [yes, no, abstain]:
        found = f"{'-'.join(map(str, listed))} in the rows of a vote stated as {tally}"
        table.defects.append(Defect(table.origin, f"row {vote.row}", found, "both are kept"))
    return tally


def write_template(*, wide: bool = False) -> str:
    """A table to begin from, which reads as it stands: comments, the column names and an example vote."""
    common = ["UNSC", "S/2022/155", "2022-02-25", "Ukraine: Russian invasion"]
    if wide:
        heads = "body symbol date title yes no abstain absent yes_members no_members abstain_members outcome source"
        lists = ["ALB BRA FRA GAB GHA GBR IRL KEN MEX NOR USA", "Russian Federation", "China; India; UAE"]
        examples = [[*common, "11", "1", "3", "0", *lists, "vetoed", "S/PV.8979"]]
    else:
        heads = "body symbol date title state vote declared outcome source"
        voted = [("Russian Federation", "no"), ("CHN", "abstain"), ("India", "abstain")]
        examples = [[*common, state, vote, "", "vetoed", "S/PV.8979"] for state, vote in voted]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([heads.split(), *examples])
    return _COMMENTS[wide] + out.getvalue()


_SHARED = """\
# body: UNGA, UNSC, UNHRC, UNCHR or IAEA. date: as 2022-03-02. symbol: of the resolution, or use a column draft.
# Also: kind, meeting, session, committee, part_of, order, note, address. Lines that begin with # are left out.
# A column origin with the word override makes each vote a correction by hand: only the cells filled in are
# corrected, and the column source must name the document.
"""
_COMMENTS = {
    False: "# One row a member. vote: yes, no, abstain, absent or not_entitled. declared: what it had meant.\n"
    + _SHARED,
    True: "# One row a vote. Members by any name or code, parted by comma, semicolon or blank.\n" + _SHARED,
}
