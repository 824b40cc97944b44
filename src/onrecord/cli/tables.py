"""`onrecord audit` and `sql`: the record held against itself, and asked in its own tables."""

from datetime import date
from decimal import Decimal
from typing import Annotated

import typer

from onrecord.cli.options import Colour, ColourOption, FormatOption, OutOption, YesOption


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

    if status not in (None, "equal", "explained", "unexplained"):
        raise UsageError(f"--status expects equal, explained or unexplained, found {status!r}")
    from onrecord.record import audit as audit_record

    target = settle(fmt, out, colour, yes=yes)
    record = onrecord.open()
    rows = [audit_row(r) for r in audit_record(record) if status is None or str(r.status) == status]
    write_rows(target, rows, COLUMNS["audit"], record.stamp, "The record held against its own rules")


def sql(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="One SELECT over the tables rollcalls and positions.")],
    fmt: FormatOption = None,
    out: OutOption = None,
    colour: ColourOption = Colour.AUTO,
    yes: YesOption = False,
) -> None:
    """Ask the record in SQL.

    The dialect is DuckDB's; docs/record.md lists the tables and their columns.
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
