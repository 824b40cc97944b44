"""`onrecord tally`: what a body's rule would say of a vote, cast or imagined."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import (
    Colour,
    ColourOption,
    Format,
    FormatOption,
    OutOption,
    parse_body,
    parse_date,
)

if TYPE_CHECKING:
    from datetime import date

    from onrecord.procedure import Ruling
    from onrecord.terms import Body, Tally

_SIDES = ("yes", "no", "abstain", "absent")
_HELP = "a number, or states by any name with commas between"


@dataclass(frozen=True, slots=True)
class Ballot:
    """An imagined vote: how many on each side, who where named, and which side was filled up with the rest."""

    tally: "Tally"
    noes: tuple[str, ...]
    assumed: str = ""


def register(app: typer.Typer) -> None:
    """Adds the command to `app`."""
    app.command("tally")(tally)


def tally(
    body: Annotated[str, typer.Option("--body", help="UNGA, UNSC, UNHRC or IAEA.")],
    yes: Annotated[
        str | None, typer.Option("--yes", help=f"Who voted in favour: {_HELP}; the rest if not given.")
    ] = None,
    no: Annotated[str | None, typer.Option("--no", help=f"Who voted against: {_HELP}.")] = None,
    abstain: Annotated[str | None, typer.Option("--abstain", help=f"Who abstained: {_HELP}.")] = None,
    absent: Annotated[str | None, typer.Option("--absent", help=f"Who did not vote: {_HELP}.")] = None,
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
    replace: Annotated[bool, typer.Option("--replace", help="Replace the file named by --out without asking.")] = False,
) -> None:
    """Say what a body's rule makes of a vote: adopted or not, why, and what follows."""
    from datetime import date

    from onrecord.cli.output import settle
    from onrecord.cli.render import finish
    from onrecord.procedure import decide
    from onrecord.terms import UsageError

    target = settle(fmt, out, colour, yes=replace)
    day = parse_date(on, "--on") or date.today()  # noqa: DTZ011 - the user's own calendar day is meant
    which = parse_body(body)
    if which is None:
        raise UsageError("--body expects a body; type: onrecord tally --body UNSC --no Russia")
    if majority not in ("", "simple", "two_thirds"):
        raise UsageError(f"--majority expects simple or two_thirds, found {majority!r}")
    ballot = imagine(which, {"yes": yes, "no": no, "abstain": abstain, "absent": absent}, day)
    ruling = decide(which, ballot.tally, day, noes=ballot.noes, procedural=procedural, majority=majority)
    finish(target, _render(ruling, ballot, which, day, target.format))


def imagine(body: "Body", sides: Mapping[str, str | None], on: "date") -> Ballot:
    """The vote that `sides` describe, each a number or a list of states; members named nowhere voted yes.

    Raises UsageError for a state that was no member that day, one named twice, and more votes than members.
    """
    from onrecord.terms import Tally, UsageError

    if not any(sides.values()):
        raise UsageError("nobody's vote was given; say who voted how, such as: onrecord tally --body UNSC --no Russia")
    members = _members(body, on)
    named: dict[str, str] = {}
    counts: dict[str, int] = {}
    for side, text in sides.items():
        counts[side] = _count(side, text, named, body, members, on)
    assumed = ""
    if sides["yes"] is None:
        size = _size(body, members, on)
        counts["yes"] = max(0, size - sum(counts.values()))
        assumed = f"the {counts['yes']} members not named are taken to have voted yes"
    total = sum(counts.values())
    if members and total > len(members):
        raise UsageError(f"{total} votes were given, but the {body.title} had {len(members)} members on {on}")
    noes = tuple(sorted(state for state, side in named.items() if side == "no"))
    return Ballot(Tally(counts["yes"], counts["no"], counts["abstain"], counts["absent"]), noes, assumed)


def _count(
    side: str, text: str | None, named: dict[str, str], body: "Body", members: "frozenset[str]", on: "date"
) -> int:
    from onrecord.states import find_state, seat_code, state_name
    from onrecord.terms import UsageError

    words = [w.strip() for w in (text or "").split(",") if w.strip()]
    if len(words) == 1 and words[0].isdigit():
        return int(words[0])
    for word in words:
        code = seat_code(find_state(word, on).code, on)
        if members and code not in members:
            raise UsageError(f"--{side} names {state_name(code)}, which was not a member of the {body.title} on {on}")
        if code in named:
            raise UsageError(
                f"{state_name(code)} is named twice, under --{named[code]} and --{side}; a member votes once"
            )
        named[code] = side
    return len(words)


def _members(body: "Body", on: "date") -> "frozenset[str]":
    """Codes of the members that day; empty where the record does not keep the body's membership."""
    from onrecord.states import board_members, council_members, members_on
    from onrecord.terms import Body

    match body:
        case Body.UNGA:
            return members_on(on)
        case Body.UNSC:
            return council_members(on)
        case Body.IAEA:
            return board_members(on) or frozenset()
        case Body.UNHRC:
            return frozenset()


def _size(body: "Body", members: "frozenset[str]", on: "date") -> int:
    from onrecord.terms import Body, UsageError

    if members:
        return len(members)
    if body is Body.UNHRC:
        return 47  # General Assembly resolution 60/251, paragraph 7
    raise UsageError(f"the members of the {body.title} on {on} are not in the record; give --yes as a number too")


def _render(ruling: "Ruling", ballot: Ballot, body: "Body", on: "date", fmt: Format) -> str:
    from onrecord import report
    from onrecord.cli.render import as_json, as_json_line

    answer = {"body": body.value, "on": on.isoformat(), "tally": report.tally_counts(ballot.tally)}
    answer |= {"assumed": ballot.assumed or None} | report.tally_json(ruling)
    match fmt:
        case Format.TEXT:
            return _text(ruling, ballot, body, on)
        case Format.JSON:
            return as_json(answer)
        case Format.JSONL:
            return as_json_line(answer)
        case Format.CSV:
            return report.rows_csv([answer], tuple(answer), "")
        case Format.HTML:
            return report.rows_page([answer], tuple(answer), "", "What the rule would say")


def _text(ruling: "Ruling", ballot: Ballot, body: "Body", on: "date") -> str:
    from onrecord.cli.render import paragraphs
    from onrecord.states import state_name

    lines = [
        f"{body.title}, {on}: {ballot.tally} (yes-no-abstaining)" + (f"; {ballot.assumed}" if ballot.assumed else ""),
        ruling.outcome.value.replace("_", " ").upper()
        + (f" by {', '.join(state_name(s) for s in ruling.vetoed_by)}" if ruling.vetoed_by else ""),
    ]
    lines += [f"- {g.sentence} ({g.citation})" if g.citation else f"- {g.sentence}" for g in ruling.grounds]
    lines.append(f"Needed: {ruling.needed}")
    for duty in ruling.follows:
        when = f", by {duty.due}" if duty.due else ""
        force = "" if duty.obliged else ", not obliged to"
        lines.append(f"Follows: {duty.what} ({duty.by_whom}{when}{force}; {duty.citation})")
    return paragraphs(lines)
