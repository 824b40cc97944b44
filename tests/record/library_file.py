"""Small voting files in the layouts of the UN Digital Library, composed of real members and any votes wanted."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from onrecord.states import council_members, members_on
from onrecord.terms import Body, Position

_FIRST = (
    "undl_id ms_code ms_name ms_vote date session resolution draft committee_report meeting title agenda_title "
    "subjects total_yes total_no total_abstentions total_non_voting total_ms undl_link"
).split()
_LATER = [*_FIRST[:13], "vote_note", *_FIRST[13:]]
_COUNCIL_FIRST = (
    "undl_id ms_code ms_name permanent_member ms_vote date resolution draft meeting description agenda "
    "subjects total_yes total_no total_abstentions total_non_voting total_ms undl_link"
).split()
_COUNCIL_LATER = [*_COUNCIL_FIRST[:12], "vote_note", *_COUNCIL_FIRST[12:17], "modality", "undl_link"]
FIRST: Mapping[Body, Sequence[str]] = {Body.UNGA: _FIRST, Body.UNSC: _COUNCIL_FIRST}
LATER: Mapping[Body, Sequence[str]] = {Body.UNGA: _LATER, Body.UNSC: _COUNCIL_LATER}
LETTER = {Position.YES: "Y", Position.NO: "N", Position.ABSTAIN: "A", Position.ABSENT: "X"}
Row = dict[str, str]


@dataclass
class Vote:
    """One vote to be laid out. `cells` goes from the Library's code to its letter; `head` replaces any other cell."""

    number: str
    day: date
    cells: Mapping[str, str]
    body: Body = Body.UNGA
    resolution: str = "A/RES/ES-11/99"
    title: str = "Aggression against a state : resolution / adopted by the General Assembly"
    head: Mapping[str, str] = field(default_factory=dict)

    def rows(self) -> list[Row]:
        """A row a member, every column of every layout filled."""
        letters = [cell.strip().upper() for cell in self.cells.values()]
        counted = [letters.count(letter) for letter in "YNA"]
        common = {
            "undl_id": self.number,
            "date": self.day.isoformat(),
            "session": "ES-11",
            "resolution": self.resolution,
            "draft": "",
            "committee_report": "",
            "meeting": "A/ES-11/PV.5" if self.body is Body.UNGA else "S/PV.9999",
            "title": self.title,
            "description": self.title,
            "agenda_title": "Letter dated 28 February",
            "agenda": "Letter dated 28 February",
            "subjects": "SUBJECT--ONE|SUBJECT--TWO",
            "vote_note": "",
            "total_yes": str(counted[0]),
            "total_no": str(counted[1]),
            "total_abstentions": str(counted[2]),
            "total_non_voting": str(len(letters) - sum(counted)),
            "total_ms": str(len(letters)),
            "modality": "",
            "permanent_member": "",
            "undl_link": f"https://digitallibrary.un.org/record/{self.number}",
        } | dict(self.head)
        return [
            common | {"ms_code": code, "ms_name": f"NAME OF {code}", "ms_vote": cell}
            for code, cell in self.cells.items()
        ]


def rows_of(votes: Iterable[Vote]) -> list[Row]:
    """The rows of all votes, one vote after another."""
    return [row for vote in votes for row in vote.rows()]


def laid_out(
    rows: Iterable[Row],
    columns: Sequence[str] = _LATER,
    *,
    names: Mapping[str, str] | None = None,
    newline: str = "\n",
    quoting: int = csv.QUOTE_MINIMAL,
) -> bytes:
    """The file: a header, in which `names` may call columns otherwise, and the rows."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=newline, quoting=quoting)  # type: ignore[arg-type]
    writer.writerow([(names or {}).get(column, column) for column in columns])
    writer.writerows([row[column] for column in columns] for row in rows)
    return out.getvalue().encode()


def assembly(number: str, day: date, no: str = "", abstain: str = "", absent: str = "", **head: str) -> Vote:
    """A vote of all the Assembly's members that day, in favour but for those named."""
    symbol = head.pop("resolution", "A/RES/ES-11/99")
    return Vote(number, day, _cells(members_on(day), no, abstain, absent), Body.UNGA, symbol, head=head)


def council(number: str, day: date, no: str = "", abstain: str = "", absent: str = "", **head: str) -> Vote:
    """The same of the Security Council."""
    symbol = head.pop("resolution", "S/RES/9999(2022)")
    return Vote(number, day, _cells(council_members(day), no, abstain, absent), Body.UNSC, symbol, head=head)


def _cells(members: Iterable[str], no: str, abstain: str, absent: str) -> dict[str, str]:
    named = {s: letter for listed, letter in ((no, "N"), (abstain, "A"), (absent, "X")) for s in listed.split()}
    return {state: named.get(state, "Y") for state in sorted(members)}
