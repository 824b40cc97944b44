"""`onrecord state`: one state over time: its names, its seats, how it has voted and with whom."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import Colour, ColourOption, Format, FormatOption, OutOption, YesOption

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.states import State

_NEIGHBOURS = 5
_YEARS = 10  # over a longer time the list fills with states that have ended
_SHARED_VOTES = 30  # a neighbour is named on this many common votes or not at all
_VOTE_COLUMNS = ("body", "votes", "yes", "no", "abstain", "absent", "first", "last")


def register(app: typer.Typer) -> None:
    """Adds the command to `app`."""
    app.command("state")(state)


def state(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A state by any name, code or capital.")],
    fmt: FormatOption = None,
    out: OutOption = None,
    colour: ColourOption = Colour.AUTO,
    yes: YesOption = False,
) -> None:
    """Show a state over time: names, seats, votes, vetoes."""
    import onrecord
    from onrecord import report
    from onrecord.cli.output import settle
    from onrecord.cli.render import as_json, as_json_line, finish, paragraphs, terminal_width, write_rows
    from onrecord.states import find_state

    target = settle(fmt, out, colour, yes=yes)
    found = find_state(name)
    record = onrecord.open()
    profile = describe(found, record)
    votes = vote_counts(found, record)
    told = _facts(profile) + _company(found, record) if target.format in (Format.TEXT, Format.HTML) else []
    match target.format:
        case Format.TEXT:
            facts = [_heading(profile), *(f"{label}: {words}" if label else words for label, words in told)]
            chart = report.positions_text(found.code, record.rollcalls, terminal_width(), target.colour)
            table = report.rows_text(votes, _VOTE_COLUMNS, report.citation(record.stamp), terminal_width())
            finish(target, "\n".join(part for part in (paragraphs(facts), chart, table) if part))
        case Format.JSON | Format.JSONL:
            whole = profile | {"votes": votes} | neighbours(found, record) | {"record": report.citation(record.stamp)}
            finish(target, as_json(whole) if target.format is Format.JSON else as_json_line(whole))
        case Format.CSV:
            rows = [{"state": found.code, "name": found.name} | row for row in votes]
            write_rows(target, rows, ("state", "name", *_VOTE_COLUMNS), record.stamp, found.name)
        case Format.HTML:
            figure = report.positions_over_years(found.code, record.rollcalls)
            finish(target, report.state_html(_heading(profile), told, figure, votes, record.stamp))


def describe(one: "State", record: "Record") -> dict[str, object]:
    """What is known of a state: names, membership, years on the Council, and the vetoes its seat has cast."""
    from onrecord.report import state_profile
    from onrecord.states import ever_permanent, seat_asked

    vetoes = [v.id for v in record.vetoes() if seat_asked(one.code, v.date) in v.vetoed_by]
    return state_profile(one) | {
        "iso2": one.iso2,
        "aliases": list(one.aliases),
        "council_years": council_years(one.code),
        "permanent_member": ever_permanent(one.code),
        "vetoes": vetoes,
        "source": one.source,
    }


def vote_counts(one: "State", record: "Record") -> list[dict[str, object]]:
    """How often the state took each side in each body, with the first and last day; its seat's earlier code counts."""
    from onrecord.states import seat_asked
    from onrecord.terms import Body, Position

    rows: list[dict[str, object]] = []
    for body in Body:
        cast = [
            (r.date, p)
            for r in record.rollcalls
            if r.body is body and (p := r.positions.get(seat_asked(one.code, r.date))) is not None
        ]
        if not cast:
            continue
        sides = Counter(p for _, p in cast)
        days = [d for d, _ in cast]
        row: dict[str, object] = {"body": body.value, "votes": len(cast)}
        row |= {p.value: sides[p] for p in (Position.YES, Position.NO, Position.ABSTAIN, Position.ABSENT)}
        rows.append(row | {"first": min(days).isoformat(), "last": max(days).isoformat()})
    return rows


def neighbours(one: "State", record: "Record") -> dict[str, list[dict[str, object]]]:
    """The five states that voted most like this one in the General Assembly, and the five least, with shared votes.

    Three-point agreement over the votes held of the state's last ten years, missed votes left out; pairs with fewer
    than 30 shared votes are withheld.
    """
    from onrecord.measures import agreement_matrix
    from onrecord.terms import Body

    rolls = [r for r in record.rollcalls if r.body is Body.UNGA and one.code in r.positions]
    rolls = [r for r in rolls if r.date.year > rolls[-1].date.year - _YEARS]
    codes, values, counts = agreement_matrix(rolls, min_n=_SHARED_VOTES)
    if one.code not in codes:
        return {"nearest": [], "farthest": []}
    row = codes.index(one.code)
    found = [
        {"state": code, "agreement": round(float(values[row, i]), 4), "n": int(counts[row, i])}
        for i, code in enumerate(codes)
        if i != row and values[row, i] == values[row, i]  # a value withheld is not equal to itself
    ]
    found.sort(key=lambda r: (-float(str(r["agreement"])), str(r["state"])))
    return {"nearest": found[:_NEIGHBOURS], "farthest": found[::-1][:_NEIGHBOURS]}


def council_years(code: str) -> list[str]:
    """Years on the Security Council as spans, such as "2022-2023"; a seat's earlier code counts."""
    from onrecord.states import council_members, seat_asked

    def sat(year: int) -> bool:
        middle = date(year, 7, 1)
        return seat_asked(code, middle) in council_members(middle)

    return spans(year for year in range(1946, _this_year() + 1) if sat(year))


def spans(years: Iterable[int]) -> list[str]:
    """Runs of successive years, each as "1950" or "1950-1952"."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]


def _this_year() -> int:
    return date.today().year  # noqa: DTZ011 - only bounds a list of past terms


def _company(one: "State", record: "Record") -> list[tuple[str, str]]:
    from onrecord.states import state_name

    found = neighbours(one, record)
    if not found["nearest"]:
        return []
    said = {
        side: ", ".join(f"{state_name(str(r['state']))} {r['agreement']:.2f}" for r in rows)
        for side, rows in found.items()
    }
    scale = "1 is the same side every time, 0 opposed every time"
    kept = f"withheld below {_SHARED_VOTES} shared votes"
    basis = f"General Assembly, the votes held of its last {_YEARS} years; {scale}; {kept}"
    return [("Votes most like", said["nearest"]), ("Votes least like", said["farthest"]), ("", f"({basis})")]


def _heading(profile: dict[str, object]) -> str:
    official = f", {profile['official_name']}" if profile["official_name"] not in ("", profile["name"]) else ""
    return f"{profile['name']} ({profile['code']}){official}"


def _facts(profile: dict[str, object]) -> list[tuple[str, str]]:
    """What is known of the state, each fact under its label."""

    def listed(key: str) -> str:
        value = profile[key]
        return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")

    joined = f", since {profile['admitted']}" if profile["admitted"] else ""
    until = f", until {profile['left']}" if profile["left"] else ""
    group = f"; {profile['group']}" if profile["group"] else ""
    kind = "permanent member" if profile["permanent_member"] else "elected"
    sat = f"{listed('council_years')} ({kind})" if profile["council_years"] else "never a member"
    facts = [("United Nations", f"{profile['status']}{joined}{until}{group}"), ("Security Council", sat)]
    vetoes = profile["vetoes"]
    if isinstance(vetoes, list) and vetoes:
        facts.append(("Vetoes", f"{len(vetoes)}, the last {vetoes[-1]}"))
    if profile["note"]:
        facts.append(("Note", str(profile["note"])))
    return facts
