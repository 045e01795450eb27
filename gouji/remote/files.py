"""Whose report each file is that is to be handed in: never guessed, unless that is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath

from msgspec import Struct

from gouji.checking import encodable, files_of, is_folder
from gouji.remote.faults import UnusableCall
from gouji.remote.handing_in import Given
from gouji.wording import remote as words


class ToHandIn(Struct, frozen=True):
    """What a call means: the files with their organs, other files of the folders, and folders that did not open."""

    files: tuple[Given, ...]
    others: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()


def to_hand_in(named: Sequence[str], organ: str | None, *, from_names: bool) -> ToHandIn:
    """The files of a call. UnusableCall where it is not certain whose a file is, or where an organ has several.

    `organ`: of the one file. Without it the files are to be folders with a folder for each organ. `from_names`: a
    file is called as its organ is.
    """
    if organ is not None:
        if len(named) != 1 or is_folder(Path(named[0])):
            raise UnusableCall(words.ORGAN_OF_ONE_FILE)
        return ToHandIn((Given(named[0], organ),))
    files: list[Given] = []
    others: list[str] = []
    closed: list[str] = []
    for name in named:
        if is_folder(Path(name)):
            found = files_of([name])
            own = [file for file in found.files if _is_offices_own(Path(name), file)]
            reports = [file for file in found.files if file not in own]
            files += (_below(Path(name), file, from_names=from_names) for file in reports)
            others += (*found.others, *own)
            closed += found.closed
        elif from_names:
            files.append(Given(name, PurePath(name).stem))
        else:
            raise UnusableCall(words.whose(encodable(name)))
    _refuse_several(files)
    if not files:
        raise UnusableCall(words.NOTHING_TO_HAND_IN)
    return ToHandIn(tuple(files), tuple(others), tuple(closed))


def _is_offices_own(folder: Path, file: str) -> bool:
    """Whether a file lies among the office's own, as in the bucket."""
    return Path(file).relative_to(folder).parts[0].startswith("_")


def _below(folder: Path, file: str, *, from_names: bool) -> Given:
    """A file of a folder: the folder in it is called as the organ is, or the file itself is."""
    parts = Path(file).relative_to(folder).parts
    if len(parts) == 2:
        return Given(file, parts[0])
    if len(parts) == 1 and from_names:
        return Given(file, PurePath(file).stem)
    raise UnusableCall(words.whose(encodable(file)))


def _refuse_several(files: Iterable[Given]) -> None:
    """An organ has one report a year: of two files the later would take the place of the other."""
    seen: dict[str, str] = {}
    for given in files:
        if given.organ in seen:
            pair = (encodable(seen[given.organ]), encodable(given.file))
            raise UnusableCall(words.several_of(encodable(given.organ), *pair))
        seen[given.organ] = given.file
