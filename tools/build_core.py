"""Compiles the packaged core record from a folder of exchange tables and says what changed.

    python tools/build_core.py SOURCE_DIR [--check]

The tables go to src/onrecord/data. With --check nothing is written and a difference is exit code 1.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.core import additions, assembly, board, council, rights, tables
from tools.core.rows import Compiled


def compile_tables(source: Path) -> dict[str, str]:
    """Text of every table, by its path inside the package's data folder."""
    compiled = Compiled()
    for body in (council, assembly, rights, board):
        compiled.extend(body.build(source))
    additions.apply(compiled, source)
    return tables.all_tables(compiled, source)


def main(arguments: list[str] | None = None) -> int:
    """Builds, prints the differences, writes; returns the exit code."""
    parser = argparse.ArgumentParser(description="Compile the core record.")
    parser.add_argument("source", type=Path, help="folder with the exchange tables (its facts/ folder inside)")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a table would change")
    options = parser.parse_args(arguments)
    if not (options.source / "facts" / "sc_vetoes.csv").exists():
        parser.error(f"{options.source} holds no facts/sc_vetoes.csv; give the folder of exchange tables")
    target = tables.REPOSITORY / "src" / "onrecord" / "data"
    changed = 0
    for name, text in compile_tables(options.source).items():
        path = target / name
        lines = tables.differences(path, text)
        if path.exists() and not lines and path.read_text(encoding="utf-8") != text:
            lines = [f"{path.name}: same rows in another order or with other comments"]
        changed += len(lines)
        print(
            "\n".join(
                lines[:40] + ([f"... {len(lines) - 40} more"] if len(lines) > 40 else []) or [f"{path.name}: same"]
            )
        )
        if not options.check:
            tables.write(path, text)
    return 1 if options.check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
