"""Reads the header line of a Library voting file: which columns it has, in any order and any known spelling."""

import csv
from collections.abc import Mapping
from pathlib import Path

from onrecord.record.sources.harvest import Fault, refuse
from onrecord.terms import Body

_LONGEST_HEADER = 4096
_BOTH = (
    "undl_id ms_code ms_name ms_vote date resolution draft meeting subjects vote_note total_yes total_no "
    "total_abstentions total_non_voting total_ms undl_link"
).split()
COLUMNS: Mapping[Body, tuple[str, ...]] = {
    Body.UNGA: (*_BOTH, "session", "committee_report", "title", "agenda_title"),
    Body.UNSC: (*_BOTH, "permanent_member", "description", "agenda", "modality"),
}
NEEDED = ("undl_id", "ms_code", "ms_vote", "date", "resolution", "total_yes", "total_no", "total_abstentions")
"""Without these a row is no vote; the others came with later versions of the files."""
_OTHER_SPELLINGS = {"totalnonvoting": "total_non_voting", "subject": "subjects", "voting": "ms_vote", "id": "undl_id"}


def plain(name: str) -> str:
    """A column name for comparison: small letters, no blanks, underscores or plural s."""
    return "".join(c for c in name.lower() if c.isalnum()).removesuffix("s")


_KNOWN = {plain(name): name for columns in COLUMNS.values() for name in columns} | {
    plain(k): v for k, v in _OTHER_SPELLINGS.items()
}


def header(path: Path) -> tuple[Body, list[str]]:
    """The body of a Library voting file and our names for its columns, in the file's order; unknown ones stay.

    DataError when the first line is no such header.
    """
    with path.open("rb") as stream:
        line = stream.readline(_LONGEST_HEADER)
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refuse(path.name, [Fault("row 1", "UTF-8 text", f"other bytes at {error.start}")]) from error
    try:
        found = next(csv.reader([text.strip("\r\n")]), [])
    except csv.Error:  # a line feed alone, as old machines wrote
        found = text.splitlines()[:1]
    names = [_KNOWN.get(plain(name), name) for name in found]
    missing = [name for name in NEEDED if name not in names]
    twice = sorted({name for name in names if names.count(name) > 1})
    if missing or twice:
        wrong = f"no column {', '.join(missing)}" if missing else f"{', '.join(twice)} twice"
        raise refuse(
            path.name,
            [Fault("row 1", f"a header with {', '.join(NEEDED)}", wrong)],
            "Give the file as the UN Digital Library publishes it (records 4060887 and 4055387) with --from FILE",
        )
    if "session" in names:
        return Body.UNGA, names
    if "permanent_member" in names or "modality" in names or "description" in names:
        return Body.UNSC, names
    raise refuse(path.name, [Fault("row 1", "a column session (Assembly) or permanent_member (Council)", text[:80])])
