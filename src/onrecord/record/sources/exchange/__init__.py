"""The exchange tables: a folder of Parquet and CSV tables compiled from several sources, read table by table."""

from collections.abc import Callable
from pathlib import Path

from onrecord.record.sources.exchange import assembly, board, council, council_facts, recent, rights
from onrecord.record.sources.harvest import Fault, Harvest, refuse

_TABLES: tuple[tuple[str, Callable[[Path], list[Harvest]]], ...] = (
    ("ga_rollcalls.parquet", assembly.read),
    ("ga_tallies_recent.csv", recent.read),
    ("sc_rollcalls.parquet", council.read),
    ("facts/sc_vetoes.csv", council_facts.read),
    ("hrc_rollcalls.parquet", rights.read),
    ("facts/iaea_tallies.csv", board.read),
)


def is_exchange(folder: Path) -> bool:
    """Whether a folder holds at least one of the exchange tables."""
    return folder.is_dir() and any((folder / name).is_file() for name, _ in _TABLES)


def read(folder: Path) -> list[Harvest]:
    """A harvest for every table the folder holds; DataError when it holds none or one cannot be read."""
    harvests = [h for name, reading in _TABLES if (folder / name).is_file() for h in reading(folder)]
    if not harvests:
        expected = "exchange tables such as ga_rollcalls.parquet"
        raise refuse(str(folder), [Fault("the folder", expected, "none of them")])
    return harvests
