"""Options that several commands share, and how their words are read."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from datetime import date

    from onrecord.terms import Body, ItemKind, Outcome, Position


class Format(StrEnum):
    """How an answer is written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"


class Colour(StrEnum):
    """When text is coloured."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


FormatOption = Annotated[
    Format | None,
    typer.Option("--format", help="How to write the answer; text on a terminal and JSON lines in a pipe if not given."),
]
OutOption = Annotated[
    Path | None, typer.Option("--out", help="Write to this file, whole or not at all, instead of the terminal.")
]
ColourOption = Annotated[Colour, typer.Option("--colour", help="Colour in text; NO_COLOR is honoured by auto.")]
YesOption = Annotated[bool, typer.Option("--yes", help="Answer yes to every question, such as replacing a file.")]
BodyOption = Annotated[str | None, typer.Option("--body", help="UNGA, UNSC, UNHRC, UNCHR or IAEA.")]
SinceOption = Annotated[str | None, typer.Option("--since", metavar="DATE", help="On or after this day, YYYY-MM-DD.")]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DATE", help="On or before this day, YYYY-MM-DD.")]
KindOption = Annotated[
    str | None, typer.Option("--kind", help="resolution, decision, draft, amendment, paragraph, motion, ...")
]
SessionOption = Annotated[str | None, typer.Option("--session", help="As the body counts: 77, ES-11, S-VI.")]
IssueOption = Annotated[
    str | None,
    typer.Option(
        "--issue", help="Voeten's issues: palestine, nuclear, disarmament, human_rights, colonialism, development."
    ),
]
TextOption = Annotated[
    str | None, typer.Option("--text", help="Words that must all occur in title, agenda item, note or symbol.")
]
ProvisionalOption = Annotated[
    bool,
    typer.Option("--provisional", help="Only votes known from a press release, not yet from the record."),
]
CommitteeOption = Annotated[
    str | None, typer.Option("--committee", help="Words of a committee's name, such as third, or plenary.")
]
TopicOption = Annotated[str | None, typer.Option("--topic", help="Words of the matter voted on, such as Ukraine.")]

_BODY_NAMES = {
    "GA": "UNGA",
    "GENERAL ASSEMBLY": "UNGA",
    "SC": "UNSC",
    "SECURITY COUNCIL": "UNSC",
    "HRC": "UNHRC",
    "CHR": "UNCHR",
    "COMMISSION ON HUMAN RIGHTS": "UNCHR",
    "HUMAN RIGHTS COUNCIL": "UNHRC",
    "BOARD OF GOVERNORS": "IAEA",
    "IAEA BOARD OF GOVERNORS": "IAEA",
}


def parse_date(text: str | None, option: str) -> "date | None":
    """The day `text` names, None when there is no text. Raises UsageError naming `option`."""
    from datetime import date

    from onrecord.terms import UsageError

    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} expects a day such as 2022-03-04, found {text!r}") from None


def parse_span(since: str | None, until: str | None) -> "tuple[date | None, date | None]":
    """Both ends of --since and --until. Raises UsageError when the first lies after the last."""
    from onrecord.terms import UsageError

    first, last = parse_date(since, "--since"), parse_date(until, "--until")
    if first and last and first > last:
        raise UsageError(
            f"--since {first} lies after --until {last}; no day is on or after the one and before the other"
        )
    return first, last


def parse_body(text: str | None) -> "Body | None":
    """The body `text` names in any usual way. Raises UsageError listing the bodies."""
    from onrecord.terms import Body, UsageError

    if text is None:
        return None
    name = " ".join(text.upper().removeprefix("UN ").removeprefix("THE ").split())
    try:
        return Body(_BODY_NAMES.get(name, name))
    except ValueError:
        known = ", ".join(f"{b.value} ({b.title})" for b in Body)
        raise UsageError(f"--body expects one of {known}, found {text!r}") from None


def parse_position(text: str | None) -> "Position | None":
    """The position `text` names. Raises UsageError listing them."""
    from onrecord.terms import Position, UsageError

    if text is None:
        return None
    try:
        return Position(text.strip().lower().replace("-", "_").replace(" ", "_"))
    except ValueError:
        raise UsageError(f"--position expects one of {', '.join(Position)}, found {text!r}") from None


def parse_outcome(text: str | None) -> "Outcome | None":
    """The outcome `text` names. Raises UsageError listing them."""
    from onrecord.terms import Outcome, UsageError

    if text is None:
        return None
    try:
        return Outcome(text.strip().lower().replace("-", "_").replace(" ", "_"))
    except ValueError:
        raise UsageError(f"--outcome expects one of {', '.join(Outcome)}, found {text!r}") from None


_ISSUES = {
    "palestine": "me",
    "middle_east": "me",
    "nuclear": "nu",
    "disarmament": "di",
    "human_rights": "hr",
    "colonialism": "co",
    "development": "ec",
}


def parse_issue(text: str | None) -> str | None:
    """Voeten's code of the issue `text` names. Raises UsageError listing them."""
    from onrecord.terms import UsageError

    if text is None:
        return None
    name = text.strip().lower().replace("-", "_").replace(" ", "_")
    code = _ISSUES.get(name, name)
    if code not in _ISSUES.values():
        raise UsageError(f"--issue expects one of {', '.join(_ISSUES)} or a code of Voeten's, found {text!r}")
    return code


def parse_kind(text: str | None) -> "ItemKind | None":
    """The kind of item `text` names. Raises UsageError listing them."""
    from onrecord.terms import ItemKind, UsageError

    if text is None:
        return None
    try:
        return ItemKind(text.strip().lower().replace("-", "_").replace(" ", "_"))
    except ValueError:
        raise UsageError(f"--kind expects one of {', '.join(ItemKind)}, found {text!r}") from None
