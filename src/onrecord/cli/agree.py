"""`onrecord agree`: how often states vote alike, with every assumption said."""

from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

from onrecord.cli.options import (
    Colour,
    ColourOption,
    FormatOption,
    OutOption,
    SinceOption,
    TopicOption,
    UntilOption,
    YesOption,
    parse_body,
    parse_span,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from onrecord.measures import Agreement
    from onrecord.record import Record
    from onrecord.terms import Body, RollCall

    Row = dict[str, object]


class How(TypedDict):
    """The measure and its treatment of silences, as the measures take them."""

    measure: str
    absences: str
    abstentions: str


def register(app: typer.Typer) -> None:
    """Adds the command to `app`."""
    app.command("agree")(agree)


def agree(
    states: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[STATE]...", help="Two states: that pair. One: it and every other. With --matrix: all given."
        ),
    ] = None,
    matrix: Annotated[bool, typer.Option("--matrix", help="Every pair of the states given, or of all.")] = False,
    by: Annotated[str | None, typer.Option("--by", help="For a pair, a row each session or year.")] = None,
    body: Annotated[str, typer.Option("--body", help="UNGA, UNSC, UNHRC or IAEA.")] = "UNGA",
    measure: Annotated[
        str, typer.Option("--measure", help="three_point, exact, lijphart, kappa or pi.")
    ] = "three_point",
    absences: Annotated[
        str, typer.Option("--absences", help="What a missed vote counts as: exclude or abstain.")
    ] = "exclude",
    abstentions: Annotated[
        str, typer.Option("--abstentions", help="What an abstention counts as: middle or exclude.")
    ] = "middle",
    since: SinceOption = None,
    until: UntilOption = None,
    topic: TopicOption = None,
    fmt: FormatOption = None,
    out: OutOption = None,
    colour: ColourOption = Colour.AUTO,
    yes: YesOption = False,
) -> None:
    """Measure how often states vote alike."""
    import onrecord
    from onrecord.cli.output import settle
    from onrecord.cli.render import write_rows
    from onrecord.record import holds_whole_roll
    from onrecord.report import COLUMNS
    from onrecord.states import find_state
    from onrecord.terms import UsageError

    target = settle(fmt, out, colour, yes=yes)
    which = parse_body(body)
    first, last = parse_span(since, until)
    codes = list(dict.fromkeys(find_state(s).code for s in states or ()))
    _refuse_what_does_not_go_together(states or [], codes, matrix, by)
    record = onrecord.open()
    passing = record.votes(body=which, since=first, until=last, topic=topic)
    rolls = tuple(r for r in passing if holds_whole_roll(r))
    if not rolls:
        raise UsageError(
            "no vote of which every member's side is known passes these filters; widen --since, --until or --topic"
        )
    how = How(measure=measure, absences=absences, abstentions=abstentions)
    columns = COLUMNS["agree"]
    if by:
        rows, columns = _by(rolls, codes, by, how), (*columns[:2], by, *columns[2:])
    elif len(codes) == 2 and not matrix:
        rows = [_pair(rolls, codes, how)]
    else:
        rows = _pairs(rolls, codes, how, matrix=matrix)
    note = _assumption(record, which, rolls, how) + _left_out([r for r in passing if not holds_whole_roll(r)])
    write_rows(target, rows, columns, record.stamp, "Agreement", note)


def _refuse_what_does_not_go_together(
    states: "Sequence[str]", codes: "Sequence[str]", matrix: bool, by: str | None
) -> None:
    from onrecord.terms import UsageError

    if not states and not matrix:
        raise UsageError("which states? type: onrecord agree China Russia, or onrecord agree --matrix")
    if len(states) == 2 and len(codes) == 1:
        raise UsageError(f"{states[0]} and {states[1]} are the same state, {codes[0]}; name two")
    if len(codes) > 2 and not matrix:
        raise UsageError(f"{len(codes)} states were given; for every pair of them add --matrix")
    if by is not None and by not in ("session", "year"):
        raise UsageError(f"--by expects session or year, found {by!r}")
    if by is not None and (matrix or len(codes) != 2):
        raise UsageError(
            "--by needs exactly two states and no --matrix; type: onrecord agree China Russia --by session"
        )


def _pair(rolls: "Sequence[RollCall]", codes: "Sequence[str]", how: How) -> "Row":
    from onrecord.measures import agreement

    return agreement(rolls, codes[0], codes[1], **how).row()


def _by(rolls: "Sequence[RollCall]", codes: "Sequence[str]", by: str, how: How) -> "list[Row]":
    from onrecord.measures import agreement_by

    name: Callable[[RollCall], str] = (lambda r: r.session) if by == "session" else (lambda r: str(r.date.year))
    found: tuple[tuple[str, Agreement], ...] = agreement_by(rolls, codes[0], codes[1], name, **how)
    return [one.row() | {by: group} for group, one in found if one.n]


def _pairs(rolls: "Sequence[RollCall]", codes: "Sequence[str]", how: How, *, matrix: bool) -> "list[Row]":
    from onrecord.measures import agreement_matrix

    wanted = list(codes) if matrix and codes else None
    names, values, counts = agreement_matrix(rolls, wanted, **how)
    rows: list[Row] = []
    for i, a in enumerate(names):
        for j, b in enumerate(names):
            if (i < j if matrix else a == codes[0] and i != j) and counts[i, j]:
                value = float(values[i, j])
                shown = None if value != value else value  # NaN is a value withheld
                rows.append(
                    {"state_a": a, "state_b": b, "n": int(counts[i, j]), "agreement": shown, "measure": how["measure"]}
                )
    if not matrix:
        rows.sort(key=lambda r: (r["agreement"] is None, -float(str(r["agreement"] or 0)), str(r["state_b"])))
    return rows


def _assumption(record: "Record", body: "Body | None", rolls: "Sequence[RollCall]", how: How) -> str:
    from onrecord.measures import agreement

    said = agreement(rolls, "", "", **how, min_n=0).assumption
    held = record.coverage(body, "adopted") if body else ()
    whole = any(c.complete and c.first <= rolls[0].date and c.last >= rolls[-1].date for c in held)
    choice = (
        "" if whole else f" Computed over the {len(rolls)} votes held, which are not all of this body's in these years."
    )
    return f"{said}; withheld below 10 shared votes.{choice}"


def _left_out(partial: "Sequence[RollCall]") -> str:
    """What is missing from the votes counted, since most vetoed drafts are known by their vetoers alone."""
    voted = [r for r in partial if r.tally is not None]
    vetoed = sum(bool(r.vetoed_by) for r in voted)
    if not voted:
        return ""
    more = f", {vetoed} of them vetoed: opponents look more alike than they were" if vetoed else ""
    return f" Left out are {len(voted)} votes of which not every member's side is known{more}."
