"""What a function's bundle holds: its own folder, and of our packages just the modules that these import.

Imports are read from the source and never run: those inside functions count, those for the type checker alone do
not. A module that is looked up by its name counts where the name stands in the source, as `"gouji.reading.pdf"`;
a text that begins a name and ends with a full stop, as `f"gouji.reading.{kind}"`, stands for all modules there.
"""

from __future__ import annotations

import ast
import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from infra.compiled import compile_all, interpreter_of

ROOT: Final = Path(__file__).parents[1]
_NAME: Final = re.compile(r"(functions|gouji|web)(\.\w+)*\.?", re.ASCII)


def bundle_of(function: str, version: str) -> Path:
    """A folder with what one function's bundle holds, compiled for this Python; made once for each state of it."""
    files = files_of(function)
    digest = hashlib.sha256(f"{version} {interpreter_of(version) is None}".encode())
    for file in files:
        content = (ROOT / file).read_bytes()
        digest.update(f"{file} {len(content)} ".encode() + content)
    folder = ROOT / "build" / "bundles" / f"{function}-{digest.hexdigest()[:12]}"
    if folder.exists():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Made aside and then moved: a run that is broken off leaves nothing that looks finished.
    with tempfile.TemporaryDirectory(dir=folder.parent) as draft:
        bundle = Path(draft) / "bundle"
        for file in files:
            (bundle / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / file, bundle / file)
        compile_all(bundle, version)
        try:
            bundle.rename(folder)
        except OSError:
            if not folder.exists():  # else another process was quicker, with the same
                raise
    return folder


def files_of(function: str) -> list[Path]:
    """What a bundle holds, relative to the repository: modules, and what else lies in their folders."""
    modules = _reached(list((ROOT / "functions" / function).rglob("*.py")))
    data = {file for folder in {module.parent for module in modules} for file in _data(folder)}
    return sorted(path.relative_to(ROOT) for path in modules | data)


def _data(folder: Path) -> Iterator[Path]:
    """What lies in a package beside its modules, also in folders that are no packages."""
    for path in folder.iterdir():
        if path.is_dir():
            if not (path / "__init__.py").exists():
                yield from _data(path)
        elif path.suffix not in {".py", ".pyc"}:
            yield path


def _reached(start: Sequence[Path]) -> set[Path]:
    """These modules, and all that they import of ours, directly or not."""
    found: set[Path] = set()
    waiting = list(start)
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting += _imported(module)
    return found


@cache
def _imported(module: Path) -> frozenset[Path]:
    """Our modules that one module names, with the packages that they are in."""
    inside = module.relative_to(ROOT).with_suffix("").parts
    names = _names(ast.parse(module.read_bytes()), inside[:-1])
    return frozenset(path for name in names for path in _files(name))


def _names(node: ast.AST, package: tuple[str, ...]) -> Iterator[str]:
    """What the code below a node imports, or names as a text, in full: modules, and what is imported from them."""
    if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
        for other in node.orelse:
            yield from _names(other, package)
        return
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = package[: len(package) + 1 - node.level] if node.level else ()
        source = ".".join((*base, node.module) if node.module else base)
        yield source
        yield from (f"{source}.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for child in ast.iter_child_nodes(node):
        yield from _names(child, package)


def _files(name: str) -> Iterator[Path]:
    """The files that are run when a module of ours is imported; none where the name is of no module of ours."""
    if not _NAME.fullmatch(name):
        return
    place = ROOT
    for part in name.removesuffix(".").split("."):
        place /= part
        yield from filter(Path.is_file, (place.with_suffix(".py"), place / "__init__.py"))
    if name.endswith("."):
        yield from place.glob("*.py")
        yield from place.glob("*/__init__.py")
