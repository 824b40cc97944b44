"""`onrecord tally`: what a body's rule would say of a vote, cast or imagined."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import Colour, ColourOption, Format, FormatOption, OutOption, parse_body, parse_date

if TYPE_CHECKING:
    from datetime import date

    from onrecord.procedure import WhatIf
    from onrecord.terms import Body

_HELP = "a number, or states with commas between"


def register(app: typer.Typer) -> None:
    """Adds the command to `app`."""
    app.command("tally")(tally)


def tally(
    body: Annotated[str, typer.Option("--body", help="UNGA, UNSC, UNHRC or IAEA.")],
    yes: Annotated[str | None, typer.Option("--yes", help=f"In favour: {_HELP}; all others if not given.")] = None,
    no: Annotated[str | None, typer.Option("--no", help=f"Against: {_HELP}.")] = None,
    abstain: Annotated[str | None, typer.Option("--abstain", help=f"Abstaining: {_HELP}.")] = None,
    absent: Annotated[str | None, typer.Option("--absent", help=f"Not voting: {_HELP}.")] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="The day whose members and rules count; today if not given."),
    ] = None,
    procedural: Annotated[
        bool, typer.Option("--procedural", help="A matter of procedure, on which no vote of the Council is a veto.")
    ] = False,
    majority: Annotated[
        str, typer.Option("--majority", help="simple or two_thirds, where a body may decide by either.")
    ] = "",
    fmt: FormatOption = None,
    out: OutOption = None,
    colour: ColourOption = Colour.AUTO,
) -> None:
    """Say what the rule makes of a vote, and why: a what-if."""
    from datetime import date

    from onrecord.cli.output import settle
    from onrecord.cli.render import finish
    from onrecord.procedure import what_if
    from onrecord.terms import UsageError

    target = settle(fmt, out, colour)
    day = parse_date(on, "--on") or date.today()  # noqa: DTZ011 - the user's own calendar day is meant
    which = parse_body(body)
    if which is None:
        raise UsageError("--body expects a body; type: onrecord tally --body UNSC --no Russia")
    if majority not in ("", "simple", "two_thirds"):
        raise UsageError(f"--majority expects simple or two_thirds, found {majority!r}")
    answer = what_if(
        which,
        day,
        yes=_side("--yes", yes, day),
        no=_side("--no", no, day),
        abstain=_side("--abstain", abstain, day),
        absent=_side("--absent", absent, day),
        procedural=procedural,
        majority=majority,
    )
    finish(target, _render(answer, which, day, target.format))


def _side(option: str, text: str | None, on: "date") -> tuple[str, ...] | int | None:
    from onrecord.states import find_state
    from onrecord.terms import UsageError

    if text is None:
        return None
    words = [w.strip() for w in text.split(",") if w.strip()]
    if not words:
        raise UsageError(f"{option} expects a number or states such as Russia,China; found nothing")
    if len(words) == 1 and words[0].isdecimal():
        return int(words[0])
    return tuple(find_state(word, on).code for word in words)


def _render(answer: "WhatIf", body: "Body", on: "date", fmt: Format) -> str:
    from onrecord import report
    from onrecord.cli.render import as_json, as_json_line, paragraphs

    given = {"body": body.value, "on": on.isoformat(), "tally": asdict(answer.tally)}
    whole = report.tally_json(answer.ruling) | {"assumed": list(answer.assumed)} | given
    match fmt:
        case Format.TEXT:
            return paragraphs(_lines(answer, body, on))
        case Format.JSON:
            return as_json(whole)
        case Format.JSONL:
            return as_json_line(whole)
        case Format.CSV:
            return report.rows_csv([whole], tuple(whole), _citation())
        case Format.HTML:
            return report.rows_page([whole], tuple(whole), _citation(), "What the rule would say")


def _citation() -> str:
    import onrecord

    return f"On Record {onrecord.__version__}, computed from the rules; no vote of the record"


def _lines(answer: "WhatIf", body: "Body", on: "date") -> list[str]:
    from onrecord.states import state_name

    ruling, cast = answer.ruling, answer.tally
    by = f": vetoed by {', '.join(state_name(s) for s in ruling.vetoed_by)}" if ruling.vetoed_by else ""
    decided = "Not adopted" if by or not ruling.outcome.carried else "Adopted"
    lines = [
        f"{body.title}, {on}: {cast.yes} in favour, {cast.no} against, {cast.abstain} abstaining",
        f"{decided}{by}",
        *answer.assumed,
        "",
        "Why",
    ]
    lines += [f"- {_cited(g.sentence, g.citation)}" for g in ruling.grounds]
    lines.append(f"- Needed: {ruling.needed}")
    if ruling.follows:
        lines += ["", "What follows"]
    for duty in ruling.follows:
        when = f"by {duty.due}, " if duty.due else ""
        force = "must" if duty.obliged else "may"
        lines.append(f"- {when}{duty.by_whom} {force} {duty.what} ({duty.citation})")
    return lines


def _cited(sentence: str, citation: str) -> str:
    """The sentence with its citation inside its full stop."""
    return f"{sentence.rstrip('.')} ({citation})." if citation else sentence
