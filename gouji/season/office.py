"""What an office's own files of a year come to: what it decided, its roster, and why one of the two is not there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, Literal

from msgspec import Struct, field

from gouji.facts.base import Reason
from gouji.facts.office_files import Fault
from gouji.facts.reasons import MalformedOfficeFile
from gouji.organs import Organ
from gouji.season.settings import OfficeSettings, Settings

FileKind = Literal["roster", "settings"]

_RULES: Final = "rules.json"


class Office(Struct, frozen=True):
    """What an office gave for a year. `missing`: why its `settings` or its `roster` cannot be used."""

    settings: Settings = field(default_factory=Settings)
    deadline: date | None = None
    roster: tuple[Organ, ...] | None = None
    missing: Mapping[str, Reason] = field(default_factory=dict)
    publication: date | None = None


def kind_of_file(name: str) -> FileKind | None:
    """What an office's own file is by its name; any file called a roster is one, for its bytes tell how to read it."""
    name = name.lower()
    if name == _RULES:
        return "settings"
    return "roster" if name.startswith("roster.") else None


def office_in_force(
    settings: OfficeSettings | None,
    roster: Sequence[Organ] | None,
    faults: Mapping[FileKind, Fault] | None = None,
) -> Office:
    """The office as its files in force have it; None where none ever was.

    `faults`: of files that were put in and refused. They keep a rule from being checked only where nothing is in force.
    """
    there = {"settings": settings, "roster": roster}
    missing: dict[str, Reason] = {
        what: MalformedOfficeFile(what=what, fault=fault)
        for what, fault in (faults or {}).items()
        if there[what] is None
    }
    said = settings or OfficeSettings()
    organs = None if roster is None else tuple(roster)
    return Office(said.rules, said.deadline, organs, missing, said.publication)
