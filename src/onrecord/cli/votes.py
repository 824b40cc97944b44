"""`onrecord vote`, `votes`, `vetoes` and `due`: what was decided, who did what, and what the Assembly then owed."""

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import (
    BodyOption,
    Colour,
    ColourOption,
    CommitteeOption,
    FormatOption,
    IssueOption,
    KindOption,
    OutOption,
    ProvisionalOption,
    SessionOption,
    SinceOption,
    TextOption,
    TopicOption,
    UntilOption,
    YesOption,
    parse_body,
    parse_date,
    parse_issue,
    parse_kind,
    parse_outcome,
    parse_position,
    parse_span,
)

if TYPE_CHECKING:
    from onrecord.cli.output import Target
    from onrecord.record import Record
    from onrecord.terms import RollCall


def register(app: typer.Typer) -> None:
    """Adds the commands to `app`."""
    app.command("vote")(vote)
    app.command("votes")(votes)
    app.command("vetoes")(vetoes)
    app.command("due")(due)


def vote(
    symbol: Annotated[
        str, typer.Argument(metavar="SYMBOL", help="A resolution or draft in any usual spelling, such as ES-11/1.")
    ],
    body: BodyOption = None,
    fmt: FormatOption = None,
    out: OutOption = None,
    colour: ColourOption = Colour.AUTO,
    yes: YesOption = False,
) -> None:
    """Show one roll call: outcome, rule, and who voted how."""
    import onrecord
    from onrecord.cli.output import settle
    from onrecord.cli.render import write_vote

    target = settle(fmt, out, colour, yes=yes)
    which = parse_body(body)
    record = onrecord.open()
    write_vote(target, record.rollcall(symbol, which), record)


def votes(
    body: BodyOption = None,
    state: Annotated[str | None, typer.Option("--state", help="Only votes this state took part in; any name.")] = None,
    position: Annotated[
        str | None,
        typer.Option("--position", help="Only where --state did this: yes, no, abstain, absent or not_entitled."),
    ] = None,
    with_state: Annotated[
        str | None, typer.Option("--with", metavar="STATE", help="Only where --state and this state voted alike.")
    ] = None,
    against: Annotated[
        str | None, typer.Option("--against", metavar="STATE", help="Only where one of the two voted yes and one no.")
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    topic: TopicOption = None,
    outcome: Annotated[
        str | None, typer.Option("--outcome", help="adopted, rejected, vetoed, adopted_without_vote or withdrawn.")
    ] = None,
    kind: KindOption = None,
    session: SessionOption = None,
    issue: IssueOption = None,
    text: TextOption = None,
    committee: CommitteeOption = None,
    provisional: ProvisionalOption = False,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="Only the latest so many.")] = None,
    fmt: FormatOption = None,
    out: OutOption = None,
    colour: ColourOption = Colour.AUTO,
    yes: YesOption = False,
) -> None:
    """List votes by body, state, days, topic or outcome."""
    import onrecord
    from onrecord.cli.output import settle
    from onrecord.cli.render import write_rows
    from onrecord.report import COLUMNS, coverage_note, vote_rows
    from onrecord.states import find_state

    _about_a_state(state, position, with_state, against)
    target = settle(fmt, out, colour, yes=yes)
    first, last = parse_span(since, until)
    which, side, decided = parse_body(body), parse_position(position), parse_outcome(outcome)
    code = find_state(state).code if state else None
    record = onrecord.open()
    found = record.votes(
        body=which,
        state=code,
        position=side,
        against=find_state(against).code if against else None,
        since=first,
        until=last,
        topic=topic,
        outcome=decided,
        session=session,
        issue=parse_issue(issue),
        kind=parse_kind(kind),
        text=text,
        committee=committee,
        provisional=True if provisional else None,
    )
    if code and with_state:
        found = _alike(found, code, find_state(with_state).code)
    found = found[-limit:] if limit else found
    columns = (*COLUMNS["votes"], "position") if code else COLUMNS["votes"]
    held = (coverage_note(record.all_coverage(), which), _reach_of_labels(record, issue=issue, committee=committee))
    write_rows(target, vote_rows(found, code), columns, record.stamp, "Votes", " ".join(filter(None, held)))


def _about_a_state(state: str | None, position: str | None, with_state: str | None, against: str | None) -> None:
    """UsageError where an option says what a state did and no state is named, or two say what cannot both be."""
    from onrecord.terms import UsageError

    for option, value in (("--position", position), ("--with", with_state), ("--against", against)):
        if value is not None and state is None:
            raise UsageError(
                f"{option} says what a state did and needs --state; type: onrecord votes --state China {option} {value}"
            )
    if with_state is not None and against is not None:
        raise UsageError("--with and --against cannot both hold of one vote; give one of them")


def _reach_of_labels(record: "Record", *, issue: str | None, committee: str | None) -> str:
    """How far the labels asked for go: a vote without one is not a vote on another matter."""
    told = []
    if issue is not None:
        days = [r.date for r in record.rollcalls if r.issues]
        reach = f"{min(days)} to {max(days)}" if days else "nowhere in this record; onrecord update brings them"
        told.append(f"Issue codes are Voeten's and stand on Assembly votes, {reach}.")
    if committee is not None and not any(r.committee for r in record.rollcalls):
        told.append("No vote of a committee is held; they come from press releases (onrecord update --from).")
    return " ".join(told)


def _alike(found: "tuple[RollCall, ...]", state: str, other: str) -> "tuple[RollCall, ...]":
    from onrecord.record.positions import position_of
    from onrecord.terms import Position

    cast = (Position.YES, Position.NO, Position.ABSTAIN)
    return tuple(r for r in found if (p := position_of(r, state)) in cast and p is position_of(r, other))


def vetoes(
    by: Annotated[str | None, typer.Option("--by", metavar="STATE", help="Only those this state cast.")] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    topic: TopicOption = None,
    fmt: FormatOption = None,
    out: OutOption = None,
    colour: ColourOption = Colour.AUTO,
    yes: YesOption = False,
) -> None:
    """List every veto in the Security Council, oldest first."""
    import onrecord
    from onrecord.cli.output import settle

    target = settle(fmt, out, colour, yes=yes)
    first, last = parse_span(since, until)
    record = onrecord.open()
    inside = {r.id for r in record.votes(since=first, until=last, topic=topic)}
    found = tuple(v for v in record.vetoes() if v.id in inside)
    note = ""
    if by is not None:
        found = tuple(v for v in found if _cast_by(v, by))
        note = _without_veto(by)
    _write_vetoes(target, found, record, note)


def _write_vetoes(target: "Target", found: "tuple[RollCall, ...]", record: "Record", note: str) -> None:
    """The rows, on a page under a figure and in a terminal over a chart."""
    from onrecord import report
    from onrecord.cli.options import Format
    from onrecord.cli.render import finish, paragraphs, terminal_width, write_rows

    rows, columns, cited = report.veto_rows(found), report.COLUMNS["vetoes"], report.citation(record.stamp)
    match target.format:
        case Format.TEXT:
            shown = ("date", "symbol", "vetoed_by", "yes", "no", "abstain", "topic")
            chart = report.vetoes_text(found, terminal_width(), target.colour)
            ends = [chart, f"{cited}\n{paragraphs([note])}" if note else cited]
            told = "\n".join(end for end in ends if end).rstrip("\n")
            finish(target, report.rows_text(rows, shown, told, terminal_width()))
        case Format.HTML:
            words = f"{cited}. {note}" if note else cited
            figures = (report.vetoes_over_time(found),)
            finish(target, report.rows_page(rows, columns[1:], words, "Vetoes in the Security Council", figures))
        case _:
            write_rows(target, rows, columns, record.stamp, "Vetoes", note)


def _without_veto(name: str) -> str:
    # An empty answer about a state that never could veto would read as restraint.
    from onrecord.states import ever_permanent, find_state

    found = find_state(name)
    return "" if ever_permanent(found.code) else f"{found.name} has never been a permanent member: it has no veto."


def _cast_by(veto: "RollCall", name: str) -> bool:
    # A seat passes on: whoever asks for Russia's vetoes means the Soviet Union's too.
    from onrecord.states import find_state, seat_asked

    code = find_state(name).code
    return code in veto.vetoed_by or seat_asked(code, veto.date) in veto.vetoed_by


def due(
    today: Annotated[
        str | None,
        typer.Option("--today", metavar="DATE", help="The day to answer for, YYYY-MM-DD; today if not given."),
    ] = None,
    fmt: FormatOption = None,
    out: OutOption = None,
    colour: ColourOption = Colour.AUTO,
    yes: YesOption = False,
) -> None:
    """List the debates the Assembly owes after vetoes.

    The General Assembly meets within ten working days of every veto (resolution 76/262).
    """
    from datetime import date

    import onrecord
    from onrecord.cli.output import settle
    from onrecord.cli.render import write_rows
    from onrecord.report import COLUMNS, due_rows

    target = settle(fmt, out, colour, yes=yes)
    day = parse_date(today, "--today") or date.today()  # noqa: DTZ011 - the user's own calendar day is meant
    record = onrecord.open()
    rows = due_rows([v for v in record.vetoes() if v.date <= day], record.debates(), day)
    shown = ("veto", "vetoed_by", "due_by", "debated_on", "status")
    write_rows(target, rows, COLUMNS["due"], record.stamp, f"Debates due, on {day}", shown=shown)
