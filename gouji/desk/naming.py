"""Whose report a file is: by its folder, by what it says, by its own name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from typing import Final

from msgspec import Struct

from gouji.organs import Organ, folded, is_name
from gouji.season.entries import Entries

_OFFICES_OWN: Final = "_"  # what the folders of an office's own files begin with, as in the bucket


class Handed(Struct, frozen=True):
    """Whose report a file is: the name it was handed in under, and the organ, by its full name on the roster."""

    name: str
    organ: str
    listed: bool


class NamedFile(Struct, frozen=True):
    """A file, the folders between it and the one that was given, and the organ that it says it is of."""

    file: str
    folders: tuple[str, ...]
    printed: str | None


class Names:
    """The organs by their names: those of the roster, and those that only their reports name, as they come up."""

    def __init__(self, roster: Sequence[Organ] = ()) -> None:
        self._roster, self._listed = tuple(roster), Entries(roster)
        self._unlisted = Entries()

    def on_roster(self, name: str | None) -> Organ | None:
        """The roster's entry."""
        return self._listed.of(name)

    def handed(self, name: str, organ: str | None = None) -> Handed:
        """What is handed in under a name. `organ`: whose it is, where another name tells that."""
        entry = self._listed.of(organ or name)
        if entry is not None:
            return Handed(name, entry.name, listed=True)
        known = self._unlisted.of(organ or name)
        if known is None:
            known = Organ(folded(organ or name))
            self._unlisted.add(known)
        return Handed(name, known.name, listed=False)

    def within(self, stem: str) -> Organ | None:
        """The organ of the roster whose name stands in the name of a file; of several the longest name counts."""
        stem = folded(stem)
        found = {
            len(name): organ
            for organ in self._roster
            for name in sorted(map(folded, organ.names))
            if name in stem and self._listed.of(name) == organ
        }
        return found[max(found)] if found else None


def placed(files: Sequence[NamedFile], names: Names) -> list[Handed]:
    """Whose report each file is. A name on the roster counts before any other.

    A folder that nobody on the roster is called by is an organ's where it is called so and its reports name no two.
    """
    printed: defaultdict[str, set[str]] = defaultdict(set)
    for file in files:
        if file.printed and file.folders:
            printed[file.folders[0]].add(names.handed(file.printed).organ)
    shared = frozenset(folder for folder, organs in printed.items() if len(organs) > 1)
    return [_placed(file, names, shared) for file in files]


def _placed(file: NamedFile, names: Names, shared: frozenset[str]) -> Handed:
    for folder in file.folders:
        if names.on_roster(folder):
            return names.handed(folder)
    stem = PurePath(file.file).stem
    entry = names.on_roster(file.printed) or names.within(stem)
    if entry is not None:
        return names.handed(entry.name)
    if file.folders and file.folders[0] not in shared and is_name(folded(file.folders[0])):
        return names.handed(file.folders[0])
    name = file.printed or _beginning(stem)
    return names.handed(names.handed(name).organ)


def _beginning(stem: str) -> str:
    """The organ's name with which a file's begins, else the whole."""
    text = folded(stem)
    return next((text[:n] for n in range(len(text), 2, -1) if is_name(text[:n])), stem)


def folders_of(file: str, folder: Path) -> tuple[str, ...]:
    """The folders between a file and the one that was given, from above."""
    return Path(file).relative_to(folder).parts[:-1]


def is_offices_own(folders: Iterable[str]) -> bool:
    """Whether a file lies among the office's own, not among reports."""
    return any(folder.startswith(_OFFICES_OWN) for folder in folders)
