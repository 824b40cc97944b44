import subprocess
import sys

import pytest
import typer

from onrecord.cli.main import app

COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
HEAVY = {"altair", "duckdb", "fastapi", "numpy", "pydantic", "rich", "mcp", "vl_convert", "ahocorasick", "jinja2"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_every_option_says_what_it_is_for(command: str) -> None:
    found = typer.main.get_command(app).commands[command]  # type: ignore[attr-defined]
    assert found.help
    assert len(found.help.splitlines()[0]) <= 62, "longer and the list of commands cuts it off"
    assert [p.name for p in found.params if not getattr(p, "help", None) and p.name != "help"] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_rows_and_reports_can_be_written_in_every_form_and_to_a_file(command: str) -> None:
    found = typer.main.get_command(app).commands[command]  # type: ignore[attr-defined]
    options = {o for p in found.params for o in p.opts}
    if command not in ("serve", "mcp", "batch", "export"):  # which write files of their own
        assert {"--format", "--out", "--colour"} <= options


def test_asking_for_help_brings_in_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from onrecord.cli.main import main\n"
        "code = main(['--help'])\n"
        "sys.stderr.write(' '.join(sorted({m.split('.')[0] for m in sys.modules})))\n"
        "sys.exit(code)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not HEAVY & set(done.stderr.split())
    assert "check" in done.stdout
