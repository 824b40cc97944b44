"""`onrecord export`: the record as CSV, Parquet, one SQLite file or a folder of tables, for other programs."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import BodyOption, SinceOption, UntilOption, YesOption, parse_body, parse_span

if TYPE_CHECKING:
    from onrecord.record.export import Written

_SHEET_ROWS = 1_048_575  # what a spreadsheet shows under the header


def register(app: typer.Typer) -> None:
    """Adds the command to `app`."""
    app.command("export")(export)


def export(
    path: Annotated[
        Path,
        typer.Argument(metavar="PATH", help="A name ending in .csv, .csv.gz, .parquet, .sqlite or .db, or a folder."),
    ],
    table: Annotated[
        str | None,
        typer.Option(
            "--table", help="Which table a CSV or Parquet file holds (docs/dictionary.md); tidy if not given."
        ),
    ] = None,
    body: BodyOption = None,
    state: Annotated[
        str | None, typer.Option("--state", help="Only what this state did, or the votes it took part in; any name.")
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    yes: YesOption = False,
) -> None:
    """Write the record for other programs.

    The name's ending decides. CSV and Parquet hold one table: a row for every member and vote, or another with --table.
    SQLite (which opens in Datasette) and a folder (Parquet with a data package) hold every table. Each says which
    record it is, from which sources and on what terms.
    """
    import onrecord
    from onrecord.cli.output import confirmed
    from onrecord.record.export import would_replace
    from onrecord.states import find_state
    from onrecord.terms import UsageError

    which, (first, last) = parse_body(body), parse_span(since, until)
    code = find_state(state).code if state else ""
    record = onrecord.open()
    if would_replace(path) and confirmed(f"{path} is there already. Replace it?", yes=yes) is False:
        raise UsageError(f"{path} was left as it is; give --yes, or another name")
    _tell(record.export(path, table=table or "", body=which, state=code, since=first, until=last))


def _tell(written: "Written") -> None:
    """What was written and on what terms, to a person at the terminal."""
    from onrecord.cli.output import remark

    lines = [f"wrote {written.path}, {written.size / 1e6:,.1f} MB"]
    lines += [f"  {table}: {count:,} rows" for table, count in written.rows.items()]
    if written.path.suffix.lower() == ".csv" and max(written.rows.values()) > _SHEET_ROWS:
        lines += [
            f"A spreadsheet shows {_SHEET_ROWS:,} of these rows; --body, --state, --since and --until narrow them."
        ]
    lines += [written.about.citation, "Terms of the sources:", *(f"  {one}" for one in written.about.terms)]
    remark("\n".join(lines))
