"""Which table, and which of its rows, an export of one table holds."""

import datetime as dt
from dataclasses import dataclass

from onrecord.record.sql import TABLES, literal
from onrecord.terms import Body, UsageError

ORDER = {
    "rollcalls": "date, body, id",
    "positions": "date, id, state",
    "fragments": "origin, ref, id, source",
    "differences": "id, what, state, origin, other",
    "coverage": "body, kind, first",
    "debates": "veto",
    "defects": "origin, place, found",
    "tidy": "date, id, state",
    "states": "code, first nulls first",
    "sources": "origin",
}
"""The order of each table's rows in an export."""
_VOTE = {"debates": "veto"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One table, or all of them where none is named, narrowed to some votes; with `state`, to what it did in them."""

    table: str = ""
    body: Body | None = None
    state: str = ""
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def narrowed(self) -> bool:
        """Whether anything but the table is chosen."""
        return any((self.body, self.state, self.since, self.until))

    @property
    def words(self) -> str:
        """What is chosen, for a reader."""
        parts = [self.body.value] if self.body else []
        parts += [f"state {self.state}"] if self.state else []
        parts += [f"since {self.since}"] if self.since else []
        parts += [f"until {self.until}"] if self.until else []
        return ", ".join(parts)

    def rows(self, table: str) -> str:
        """The end of a SELECT: FROM, WHERE and ORDER BY. UsageError where the table's rows belong to no vote."""
        where = " and ".join(self._conditions(table))
        return f"from {table}{f' where {where}' if where else ''} order by {ORDER[table]}"

    def _conditions(self, table: str) -> list[str]:
        if not self.narrowed:
            return []
        vote = _VOTE.get(table, "id")
        if vote not in TABLES[table]:
            raise UsageError(
                f"the rows of {table} belong to no one vote, so that --body, --state, --since and --until do not "
                f"narrow them; leave these out, or ask with onrecord sql"
            )
        of_vote = [f"body = {literal(self.body.value)}"] if self.body else []
        of_vote += [f"date >= date {literal(self.since.isoformat())}"] if self.since else []
        of_vote += [f"date <= date {literal(self.until.isoformat())}"] if self.until else []
        chosen = [f"{vote} in (select id from rollcalls where {' and '.join(of_vote)})"] if of_vote else []  # noqa: S608
        if self.state and "state" in TABLES[table]:
            chosen.append(f"state = {literal(self.state)}")
        elif self.state:
            chosen.append(f"{vote} in (select id from positions where state = {literal(self.state)})")  # noqa: S608
        return chosen
