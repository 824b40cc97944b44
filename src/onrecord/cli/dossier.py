"""`onrecord dossier`: one state's words, votes and deeds in a set of stories, side by side."""

from typing import Annotated

import typer

from onrecord.cli.check import LanguageOption, PublishedOption, StoriesArgument
from onrecord.cli.options import Colour, ColourOption, Format, FormatOption, OutOption, YesOption, parse_date


def register(app: typer.Typer) -> None:
    """Adds the command to `app`."""
    app.command("dossier")(dossier)


def dossier(
    stories: StoriesArgument,
    of: Annotated[str, typer.Option("--of", metavar="STATE", help="The state, by any name or code.")],
    on: Annotated[str | None, typer.Option("--on", metavar="TOPIC", help="Only what bears on this matter.")] = None,
    today: Annotated[
        str | None, typer.Option("--today", metavar="DATE", help="The day that debates due are reckoned from.")
    ] = None,
    published: PublishedOption = None,
    language: LanguageOption = None,
    fmt: FormatOption = None,
    out: OutOption = None,
    colour: ColourOption = Colour.AUTO,
    yes: YesOption = False,
) -> None:
    """Set a state's words, votes and deeds side by side."""
    import onrecord
    from onrecord import report
    from onrecord.cli.check import check_files
    from onrecord.cli.output import settle
    from onrecord.cli.render import as_json, as_json_line, finish, terminal_width
    from onrecord.dossier import build_dossier
    from onrecord.states import find_state

    target = settle(fmt, out, colour, yes=yes)
    state = find_state(of).code
    day = parse_date(today, "--today")
    checked, failed = check_files(stories, published=parse_date(published, "--published"), language=language)
    if not checked:
        raise typer.Exit(2)
    answer = build_dossier(checked, onrecord.open(), state, topic=on, today=day)
    match target.format:
        case Format.TEXT:
            text = report.dossier_text(answer, width=terminal_width(), colour=target.colour)
        case Format.JSON:
            text = as_json(report.dossier_json(answer))
        case Format.JSONL:
            text = as_json_line(report.dossier_json(answer))
        case Format.CSV:
            text = report.dossier_csv(answer)
        case Format.HTML:
            text = report.dossier_html(answer)
    finish(target, text)
    if failed:
        raise typer.Exit(2)
