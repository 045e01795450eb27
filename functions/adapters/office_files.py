"""An office's own files: read, put in force, and what follows from it. The domain's readers are imported on use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from functions.adapters.rechecks import RecheckRequested, start_recheck
from functions.adapters.runs import tell
from functions.adapters.store import Address, Adoption, Faults, OfficeFile, Store, fits
from gouji.facts.office_files import Fault
from gouji.season.office_files import MOST_BYTES, MalformedFile

if TYPE_CHECKING:
    from functions.adapters.store.office import Content
    from gouji.season.office import FileKind
    from gouji.season.submission import Uploaded


def read_office_file(
    kind: FileKind, name: str, content: bytes, by: str | None = None
) -> OfficeFile:
    """Read a file; a faulty one is one, too. `by`: the subject of the token that it came with."""
    try:
        if len(content) > MOST_BYTES:
            raise _too_large(name)
        said = _content(kind, name, content)
        if not fits(said):
            raise _too_large(name)
    except MalformedFile as error:
        return OfficeFile(kind=kind, name=name, faults=Faults(error.faults, error.further), by=by)
    return OfficeFile(kind=kind, name=name, content=said, by=by)


def adopt(
    store: Store,
    place: tuple[str, int],
    file: OfficeFile,
    put_in: Uploaded,
    *,
    at_once: bool = False,
    seen: int | None = None,
) -> Adoption:
    """Put a file in force, have the office told, and its year judged again. Safe to repeat.

    `place`: office and year. `at_once`, `seen`: see `OfficeFiles.adopt`.
    """
    adoption = store.office_files.adopt(place, file, put_in, at_once=at_once, seen=seen)
    item = adoption.item
    if item.attempt and item.digest == file.digest:
        # Also where it said nothing new: the one before may have been cut off here. A run's name is used once.
        office, year = place
        start_recheck(RecheckRequested(item.attempt, office, year, file.kind))
    tell(Address(place[0]), f"{put_in.upload_id}-settings")
    return adoption


def pass_over(store: Store, place: tuple[str, int], name: str, upload_id: str) -> None:
    """Have an office told that a file in its folder is none of its own by its name. Safe to repeat."""
    store.office_files.pass_over(place, name, upload_id)
    tell(Address(place[0]), f"{upload_id}-settings")


def _content(kind: FileKind, name: str, content: bytes) -> Content:
    if kind == "roster":
        from gouji.season.roster import roster_from

        return roster_from(content, name)
    from gouji.judging.rules.collected import RULE
    from gouji.season.settings import settings_from_json

    return settings_from_json(content, name, RULE)


def _too_large(name: str) -> MalformedFile:
    return MalformedFile([Fault(name, 0, "too_large")])
