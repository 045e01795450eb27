"""The code keeps to the table of layers: who may import whom, no circle, no room that has grown too large."""

from __future__ import annotations

import ast
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS: dict[str, list[str]] = tomllib.loads((ROOT / "layers.toml").read_text())["rooms"]
FOLDERS = ("gouji", "ops", "functions", "infra", "local", "samples", "bench", "web")
MOST_FILES = 20
MOST_LINES = 4000


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_name(path): path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")}


@cache
def _imports(module: str) -> frozenset[str]:
    """Our own modules that a module imports, late imports and type-checking ones as well."""
    return frozenset(
        name
        for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8")))
        for name in _named(node)
        if name in MODULES and name != module
    )


def _named(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        within = [f"{node.module}.{alias.name}" for alias in node.names]
        found = [name for name in within if name in MODULES]
        yield from found
        if len(found) < len(within):
            yield node.module


def _room(module: str) -> str:
    """The longest room in whose name the module stands."""
    above = (room for room in ROOMS if module == room or module.startswith(f"{room}."))
    return max(above, key=len, default="")


def _is_open(room: str, module: str) -> bool:
    """Whether the room may import the module: its room is named, or all rooms below one above it."""
    return any(
        module.startswith(allowed[:-1]) if allowed.endswith(".*") else _room(module) == allowed
        for allowed in ROOMS[room]
    )


@pytest.mark.parametrize("module", sorted(MODULES))
def test_module_imports_only_what_its_room_may(module: str) -> None:
    room = _room(module)
    assert room or module in FOLDERS, f"{module} stands in no room of layers.toml"
    closed = {n for n in _imports(module) if _room(n) != room and not _is_open(room, n)}
    assert not closed, f"{room} may not import {sorted(closed)}"


def test_every_room_of_the_table_is_there() -> None:
    assert not {room for room in ROOMS if room not in MODULES}


def test_every_arrow_of_the_table_is_used() -> None:
    used = {(_room(module), _room(name)) for module in MODULES for name in _imports(module)}
    named = {(room, to) for room, open_to in ROOMS.items() for to in open_to if to[-1] != "*"}
    assert not named - used


def test_no_modules_import_each_other_in_a_circle() -> None:
    try:
        tuple(TopologicalSorter({name: _imports(name) for name in MODULES}).static_order())
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def _folders() -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = defaultdict(list)
    for path in (*MODULES.values(), *(ROOT / "tests").rglob("*.py")):
        found[str(path.parent.relative_to(ROOT))].append(path)
    return found


@pytest.mark.parametrize(("folder", "paths"), sorted(_folders().items()), ids=lambda v: str(v)[:60])
def test_room_is_small_enough_to_be_known(folder: str, paths: list[Path]) -> None:
    lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in paths)
    assert len(paths) <= MOST_FILES, f"{folder} has {len(paths)} files"
    assert lines <= MOST_LINES, f"{folder} has {lines} lines"
