"""What an update would change, in words: counts first, then the votes that read otherwise."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.report.text import plain

if TYPE_CHECKING:
    from onrecord.record.update import Prepared

_SHOWN = 8
_MOST_TOLD = 50  # one document may stand in several sources, and a difference with it


def changes_text(prepared: "Prepared") -> str:
    """The difference between the record in use and the new one, on at most some thirty lines."""
    changes = prepared.changes
    added = f"{prepared.votes:,} votes: {len(changes.added):,} added{_by_body(changes.added)}"
    lines = [f"{added}, {len(changes.changed):,} changed, {len(changes.removed):,} removed."]
    if 0 < len(changes.added) <= _SHOWN:
        lines += _some("Added", changes.added)
    lines += _some("Changed", [f"{name}: {what}" for name, what in changes.changed])
    lines += _some("Removed", changes.removed)
    lines += _some("Provisional until now, confirmed by the body's own record", changes.confirmed)
    told = ", ".join(f"{n:,} in a {what}" for what, n in sorted(changes.differences.items()))
    lines.append(f"Sources differ {told}." if told else "No two sources differ.")
    told_newly = dict.fromkeys(
        f"{d.id}: {' '.join(filter(None, (d.what, d.state, d.kept)))}, in {d.source} {d.other}"
        for d in changes.new_differences[:_MOST_TOLD]
    )
    if 0 < len(told_newly) <= _SHOWN:
        lines += [f"  {line}" for line in told_newly]
    elif told_newly:
        lines.append(f"{len(changes.new_differences):,} of them are new (table differences).")
    if changes.defects:
        lines.append(f"{len(changes.defects):,} oddities in the files were read with care (table defects).")
    return "\n".join(plain(line) for line in lines)


def _by_body(ids: Iterable[str]) -> str:
    counted = Counter(name.split(" ", 1)[0] for name in ids)
    return f" ({', '.join(f'{body} {n:,}' for body, n in sorted(counted.items()))})" if counted else ""


def _some(heading: str, told: Iterable[str]) -> list[str]:
    listed = list(told)
    if not listed:
        return []
    more = [f"  and {len(listed) - _SHOWN:,} more"] if len(listed) > _SHOWN else []
    return [f"{heading}:", *(f"  {line}" for line in listed[:_SHOWN]), *more]
