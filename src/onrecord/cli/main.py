"""The `onrecord` command: its list of commands, its exit codes, and how mistakes are told."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.exceptions import TyperException

from onrecord.cli import agree, check, dossier, export, faces, state, tables, tally, update, votes
from onrecord.cli.output import prepare_streams

app = typer.Typer(
    name="onrecord",
    help="Checks what is said about a United Nations vote against the vote.",
    epilog="Exit codes: 0 done; 1 contradicted claims found (only with --fail-on contradicted); "
    "2 the request cannot be met as given; 3 the record is missing or fails verification.",
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _module in (check, votes, tally, state, dossier, agree, update, tables, export, faces):
    _module.register(app)


def _print_version(wanted: bool) -> None:
    if not wanted:
        return
    import onrecord

    stamp = onrecord.open().stamp
    reach = ", ".join(f"{body} {day}" for body, day in stamp.through)
    typer.echo(f"onrecord {onrecord.__version__}\nrecord {stamp.tier} {stamp.snapshot[:12]}, through {reach}")
    raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and the record's."),
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an unexpected error.")] = False,
) -> None:
    pass


def main(args: Sequence[str] | None = None) -> int:
    """Runs one command and returns the process's exit code; every mistake becomes one message on standard error."""
    words = list(sys.argv[1:] if args is None else args)
    prepare_streams()
    command = typer.main.get_command(app)
    try:
        code = command.main(words, prog_name="onrecord", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        return _leave_quietly()
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _leave_quietly()
        return _tell(f"{where}{error.strerror or error}; check the path, its permissions and the room left", 2)
    except typer.Abort:
        return 130
    except TyperException as error:
        return _tell(_usage_message(error), error.exit_code)
    except Exception as error:
        return _tell_unexpected(error, debug="--debug" in words)
    return code if isinstance(code, int) else 0


def _usage_message(error: TyperException) -> str:
    message = " ".join(error.format_message().split()).rstrip(".")
    context = getattr(error, "ctx", None)
    where = context.command_path if context is not None else "onrecord"
    return f"{message}; type: {where} --help"


def _tell_unexpected(error: Exception, *, debug: bool) -> int:
    from onrecord.terms import OnRecordError

    if isinstance(error, OnRecordError):
        return _tell(str(error), error.exit_code)
    if debug:
        import traceback

        traceback.print_exception(error)
        return 1
    return _tell(
        f"something went wrong that should not have: {type(error).__name__}: {error}. "
        "This is our mistake, not yours; run it again as onrecord --debug ... and report what it prints",
        1,
    )


def _tell(message: str, code: int) -> int:
    from onrecord.cli.output import complain

    complain(message)
    return code


def _leave_quietly() -> int:
    # The reader of our pipe has left; closing it again at exit must not complain either.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 141  # 128 + SIGPIPE, as a shell reports it


if __name__ == "__main__":
    sys.exit(main())
