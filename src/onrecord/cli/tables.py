"""`onrecord audit` and `sql`: the record held against itself, and asked in its own tables."""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import Colour, ColourOption, Format, FormatOption, OutOption, YesOption

if TYPE_CHECKING:
    from onrecord.record.auditing import AuditRow

_STATUSES = ("equal", "explained", "unexplained")


def register(app: typer.Typer) -> None:
    """Adds the commands to `app`."""
    app.command("audit")(audit)
    app.command("sql")(sql)


def audit(
    status: Annotated[
        str | None, typer.Option("--status", help="Only equal, explained or unexplained findings.")
    ] = None,
    fmt: FormatOption = None,
    out: OutOption = None,
    colour: ColourOption = Colour.AUTO,
    yes: YesOption = False,
) -> None:
    """Hold the record against its own rules and counts.

    Every recorded outcome is recomputed by its body's rule and every tally recounted.
    """
    import onrecord
    from onrecord.cli.output import settle
    from onrecord.cli.render import write_rows
    from onrecord.report import COLUMNS, audit_row
    from onrecord.terms import UsageError

    if status not in (None, *_STATUSES):
        raise UsageError(f"--status expects equal, explained or unexplained, found {status!r}")
    from onrecord.record import audit as audit_record

    target = settle(fmt, out, colour, yes=yes)
    record = onrecord.open()
    checks = list(audit_record(record))
    # A person wants what differs; a program gets every check, so that it can count for itself.
    quiet = status is None and target.format is Format.TEXT
    rows = [audit_row(r) for r in checks if str(r.status) == status or (status is None and not (quiet and _equal(r)))]
    counts = Counter(str(r.status) for r in checks)
    told = ", ".join(f"{counts[name]:,} {name}" for name in _STATUSES)
    note = f"{len(checks):,} checks: {told}." + (" The equal ones: --status equal." if quiet else "")
    write_rows(target, rows, COLUMNS["audit"], record.stamp, "The record held against its own rules", note)


def _equal(row: "AuditRow") -> bool:
    return str(row.status) == "equal"


def sql(
    query: Annotated[
        str,
        typer.Argument(metavar="QUERY", help="One SELECT over the tables of docs/dictionary.md, such as rollcalls."),
    ],
    fmt: FormatOption = None,
    out: OutOption = None,
    colour: ColourOption = Colour.AUTO,
    yes: YesOption = False,
) -> None:
    """Ask the record in SQL.

    The dialect is DuckDB's; docs/dictionary.md lists the tables and their columns.
    """
    import duckdb

    import onrecord
    from onrecord.cli.output import settle
    from onrecord.cli.render import write_rows
    from onrecord.terms import UsageError

    target = settle(fmt, out, colour, yes=yes)
    record = onrecord.open()
    try:
        if [s.type for s in duckdb.extract_statements(query)] != [duckdb.StatementType.SELECT]:
            raise UsageError(
                f"expected one query that returns rows, found {query!r}; the record is not changed this way. "  # noqa: S608
                'Type: onrecord sql "select id, title from rollcalls limit 5"'
            )
        answer = record.sql(query)
        columns = list(answer.columns)
        found = answer.fetchall()
    except duckdb.Error as error:
        raise UsageError(f"the query was refused: {str(error).strip()}") from error
    rows = [dict(zip(columns, (_cell(v) for v in values), strict=True)) for values in found]
    write_rows(target, rows, columns, record.stamp, "Query")


def _cell(value: object) -> object:
    """A value that every form can write: days as ISO dates, lists item by item, anything unusual as its text."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case date():
            return value.isoformat()
        case Decimal():
            return float(value)
        case list() | tuple():
            return [_cell(v) for v in value]
    return str(value)
