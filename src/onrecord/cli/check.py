"""`onrecord check`: every claim about a vote in one story or many, each with its verdict."""

import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import Colour, ColourOption, Format, FormatOption, YesOption, parse_date

if TYPE_CHECKING:
    from datetime import date

    from onrecord.cli.output import Target
    from onrecord.record import Record
    from onrecord.terms import CheckedStory


class FailOn(StrEnum):
    """What makes the command answer 1."""

    CONTRADICTED = "contradicted"


StoriesArgument = Annotated[
    list[str], typer.Argument(metavar="[PATH|-]...", help="Story files: text or HTML; - reads standard input.")
]
PublishedOption = Annotated[
    str | None,
    typer.Option(
        "--published", metavar="DATE", help="When the stories appeared, YYYY-MM-DD; overrides their own date."
    ),
]
LanguageOption = Annotated[str | None, typer.Option("--language", help="The stories' language, such as en.")]


def register(app: typer.Typer) -> None:
    """Adds the command to `app`."""
    app.command("check")(check)


def check(
    stories: StoriesArgument,
    published: PublishedOption = None,
    language: LanguageOption = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show how each claim was read and which votes it may mean.")
    ] = False,
    fail_on: Annotated[
        FailOn | None, typer.Option("--fail-on", help="Answer 1 when a claim of this verdict is found.")
    ] = None,
    fmt: FormatOption = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", help="Write to this file; or, for a name with no ending, one file a story into that folder."
        ),
    ] = None,
    colour: ColourOption = Colour.AUTO,
    yes: YesOption = False,
) -> None:
    """Check every claim about a vote in stories."""
    from onrecord.cli.output import settle

    day = parse_date(published, "--published")
    _refuse_repeats(stories)
    folder = out if out is not None and (not out.suffix or os.path.isdir(out)) else None  # noqa: PTH112 - never raises
    target = settle(fmt or (Format.JSON if folder else None), None if folder else out, colour, yes=yes)
    if folder:
        _refuse_same_names(stories, folder, target)
    checked, failed = check_files(stories, published=day, language=language)
    if folder:
        _write_folder(checked, folder, target, explain)
    elif checked:
        _write_all(checked, target, explain)
    if failed:
        raise typer.Exit(2)
    if fail_on and any(c.finding.verdict == fail_on.value for story in checked for c in story.claims):
        raise typer.Exit(1)


def check_files(
    sources: Sequence[str], *, published: "date | None" = None, language: str | None = None
) -> "tuple[list[CheckedStory], int]":
    """The checked stories in the order given, and how many sources could not be read; each of those is told at once."""
    import logging

    import onrecord
    from onrecord.cli.output import complain, progress
    from onrecord.terms import UsageError

    logging.basicConfig(format="onrecord: %(message)s", level=logging.WARNING)
    record = onrecord.open()
    checked: list[CheckedStory] = []
    failed = 0
    for n, source in enumerate(sources, start=1):
        progress(n - 1, len(sources), source)
        try:
            checked.append(_check_one(source, record, published, language))
        except UsageError as error:
            failed += 1
            progress(len(sources), len(sources), "")
            complain(str(error))
    progress(len(sources), len(sources), "")
    return checked, failed


def _check_one(source: str, record: "Record", published: "date | None", language: str | None) -> "CheckedStory":
    from onrecord.checking import check as check_reading
    from onrecord.reading import load_document, read
    from onrecord.terms import UsageError

    if source.startswith(("http://", "https://")):
        raise UsageError(
            f"{source}: pages are not fetched from the web yet; save the page in a browser and give the file, "
            "such as: onrecord check page.html"
        )
    if source != "-" and Path(source).is_dir():
        raise UsageError(
            f"{source} is a folder, a story file was expected; type: onrecord check {Path(source) / '*.txt'}"
        )
    stdin = sys.stdin.buffer.read() if source == "-" else None
    return check_reading(read(load_document(source, published=published, language=language, stdin=stdin)), record)


def _refuse_repeats(stories: Sequence[str]) -> None:
    from onrecord.terms import UsageError

    if stories.count("-") > 1:
        raise UsageError("- was given twice; standard input holds one story and can be read once")


def _stem(source: str) -> str:
    return "stdin" if source == "-" else Path(source).stem


def _refuse_same_names(stories: Sequence[str], folder: Path, target: "Target") -> None:
    from onrecord.terms import UsageError

    seen: dict[str, str] = {}
    for source in stories:
        stem = _stem(source)
        if stem in seen:
            raise UsageError(
                f"{seen[stem]} and {source} would both be written to {folder / stem}.{target.format}; "
                "check them in two runs with two --out folders"
            )
        seen[stem] = source


def _write_folder(checked: "Sequence[CheckedStory]", folder: Path, target: "Target", explain: bool) -> None:
    from onrecord.cli.output import say_written, write_file

    ending = {Format.TEXT: "txt"}.get(target.format, target.format.value)
    for story in checked:
        path = folder / f"{_stem(story.reading.document.source)}.{ending}"
        write_file(path, _render([story], target, explain), yes=target.yes)
        say_written(path)


def _write_all(checked: "Sequence[CheckedStory]", target: "Target", explain: bool) -> None:
    from onrecord.cli.output import say_written, write

    write(target, _render(checked, target, explain))
    if target.out:
        say_written(target.out)


def _render(checked: "Sequence[CheckedStory]", target: "Target", explain: bool) -> str:
    from onrecord import report
    from onrecord.cli.explain import COLUMNS, claim_rows
    from onrecord.cli.render import as_json, as_json_line

    match target.format:
        case Format.TEXT:
            return "\n".join(_text(story, target, explain) for story in checked)
        case Format.JSON:
            objects = [report.story_json(s) for s in checked]
            return as_json(objects[0] if len(objects) == 1 else objects)
        case Format.JSONL:
            return "".join(as_json_line(report.story_json(s)) for s in checked)
        case Format.CSV:
            return report.rows_csv(claim_rows(checked), COLUMNS, report.citation(checked[0].record))
        case Format.HTML:
            return report.stories_html(checked)


def _text(story: "CheckedStory", target: "Target", explain: bool) -> str:
    from onrecord import report
    from onrecord.cli.explain import explanation
    from onrecord.cli.render import terminal_width

    text = report.story_text(story, width=terminal_width(), colour=target.colour)
    return f"{text}\n{explanation(story)}" if explain else text
