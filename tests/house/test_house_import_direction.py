"""A room may import only from the rooms before it, so that nothing flows back through the house."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "onrecord"
ROOMS = ("terms", "states", "procedure", "record", "reading", "checking", "measures", "dossier", "report")
FACES = ("batch", "mcp", "web", "cli")  # faces know nothing of each other, but the command line starts the rest
ORDER = (*ROOMS, *FACES)
ALLOWED = {room: set(ORDER[: n + 1]) for n, room in enumerate(ROOMS)}
ALLOWED |= {face: {*ROOMS, face} for face in FACES} | {"cli": set(ORDER), "data": set()}


def rooms_imported(tree: ast.AST) -> Iterator[str]:
    """The first word after `onrecord.` of everything a module imports from the package; "" for the package itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                parts = alias.name.split(".")
                if parts[0] == "onrecord":
                    yield parts[1] if len(parts) > 1 else ""
        elif isinstance(node, ast.ImportFrom):
            parts = (node.module or "").split(".")
            if node.level:
                yield "."
            elif parts == ["onrecord"]:
                yield from (a.name if a.name in ORDER else "" for a in node.names if a.name != "__version__")
            elif parts[0] == "onrecord":
                yield parts[1]


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_from_the_rooms_before_its_own(path: Path) -> None:
    inside = path.relative_to(PACKAGE).parts
    imported = set(rooms_imported(ast.parse(path.read_text(encoding="utf-8"))))
    assert "." not in imported, "imports are written in full, so that the room can be read off"
    if len(inside) == 1:
        return  # the package's own front door opens every room, inside its functions
    room = inside[0]
    may_use_the_front_door = room in FACES
    assert imported - {""} <= ALLOWED[room]
    assert may_use_the_front_door or "" not in imported


def test_every_folder_of_the_package_is_a_room_of_the_house() -> None:
    folders = {p.parent.relative_to(PACKAGE).parts[0] for p in modules() if p.parent != PACKAGE}
    assert folders <= {*ORDER, "data"}


def test_an_import_from_a_later_room_would_be_seen() -> None:
    tree = ast.parse("from onrecord.report import story_json\nfrom onrecord import web\nimport onrecord.cli.main")
    assert set(rooms_imported(tree)) == {"report", "web", "cli"}
