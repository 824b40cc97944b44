"""`onrecord batch`, `serve` and `mcp`: the other ways in, started from the command line."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.check import PublishedOption
from onrecord.cli.options import parse_date

if TYPE_CHECKING:
    from onrecord.batch import Entry, Manifest


def register(app: typer.Typer) -> None:
    """Adds the commands to `app`."""
    app.command("batch")(batch)
    app.command("serve")(serve)
    app.command("mcp")(mcp)


def batch(
    stories: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Story files, or folders of .txt and .html.")
    ],
    out: Annotated[Path, typer.Option("--out", help="The folder for one JSON file a story and the manifest.")],
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Processes at work; as many as processors if not given.")
    ] = None,
    published: PublishedOption = None,
) -> None:
    """Check many stories; a broken run goes on where it stopped.

    Writes one JSON file a story and manifest.json into --out. A story whose bytes, record and code have not changed
    is not checked again. Answers 2 when a story could not be read; the others are still done.
    """
    from onrecord.batch import run
    from onrecord.cli.output import progress

    day = parse_date(published, "--published")
    files = _stories_in(stories)
    done = 0

    def tell(entry: "Entry") -> None:
        nonlocal done
        done += 1
        progress(done, len(files), entry.path)

    manifest = run(files, out, workers, published=day, on_done=tell)
    _report(manifest, out)
    if any(entry.status == "failed" for entry in manifest.entries):
        raise typer.Exit(2)


def _stories_in(paths: list[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        inside = (
            sorted(p for p in path.rglob("*") if p.suffix.lower() in (".txt", ".html", ".htm"))
            if path.is_dir()
            else [path]
        )
        found += inside
    return found


def _report(manifest: "Manifest", out: Path) -> None:
    from onrecord.cli.output import complain

    for entry in manifest.entries:
        if entry.status == "failed":
            complain(entry.error)
    counts = [f"{sum(e.status == s for e in manifest.entries)} {s}" for s in ("checked", "skipped", "failed")]
    wrong = sum(e.contradicted for e in manifest.entries)
    typer.echo(f"{', '.join(counts)}; {wrong} contradicted claims; see {out / 'manifest.json'}")


def serve(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port on this machine.")] = 8765,
) -> None:
    """Open the page on this machine, and only there."""
    import onrecord
    from onrecord.web import serve as start

    record = onrecord.open()
    if sys.stderr.isatty():
        sys.stderr.write(f"On Record is at http://127.0.0.1:{port} until you press Ctrl+C\n")
    start(port, record)


def mcp() -> None:
    """Answer an assistant's questions over standard input.

    Speaks the Model Context Protocol; the tools are find_vote, state_votes, check_text and agreement. Needs the extra:
    pip install "onrecord[mcp]".
    """
    from onrecord.mcp import serve as start

    start()
