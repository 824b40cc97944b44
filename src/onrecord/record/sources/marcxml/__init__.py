"""Voting records as MARCXML, from the OHCHR's search library and the UN Digital Library, which share one system."""

from hashlib import sha256

from onrecord.record.sources.harvest import Defect, Fault, Harvest, refuse
from onrecord.record.sources.marcxml.stream import Record, records
from onrecord.record.sources.marcxml.votes import Vote
from onrecord.terms import Fragment

_RIGHTS = "rights"
_NEXT = "Export the records again as MARCXML, or give another file with --from FILE"


def read(data: bytes, name: str) -> Harvest:
    """Every voting record in a MARCXML file: Human Rights Council, Commission, General Assembly, Security Council.

    Each fragment carries the origin of its own body; the harvest that of the first. A record of another body or without
    a vote is left out and told as a defect. DataError naming record and reason when the file is not well-formed, has a
    DOCTYPE, holds one record in two versions, or a vote that cannot be.
    """
    faults: list[Fault] = []
    defects: list[Defect] = []
    fragments: dict[tuple[str, str], Fragment] = {}
    seen: dict[str, Record] = {}
    for record in records(data, name):
        if (known := seen.get(record.number)) is not None and record.number:
            faults += _repeated(known, record, defects)
            continue
        seen[record.number] = record
        vote = Vote(record)
        fragment = vote.fragment()
        faults += vote.faults
        defects += vote.defects
        if fragment is not None:
            fragments[(fragment.origin, fragment.ref)] = fragment
    if not fragments and not faults:
        faults.append(Fault("the file", "a voting record of a body the record keeps", f"{len(seen)} other records"))
    if faults:
        raise refuse(name, faults, _NEXT)
    found = tuple(sorted(fragments.values(), key=lambda f: (str(f.day), f.ref.zfill(12))))
    origin = next(iter(fragments))[0] if fragments else _RIGHTS
    return Harvest(origin, found, tuple(defects), sha256(data).hexdigest())


def _repeated(known: Record, again: Record, defects: list[Defect]) -> list[Fault]:
    """Nothing where the same record came twice, a fault where the two say different things."""
    where = f"record {known.number}"
    if known.fields == again.fields:
        defects.append(Defect(_RIGHTS, where, "the same record twice", "read once"))
        return []
    return [Fault(where, "one version of each record", f"two that differ, at lines {known.line} and {again.line}")]
