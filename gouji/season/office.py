"""An office's own files of a year → what it decided, its roster, and why one of the two is not there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from gouji.facts.base import Reason
from gouji.facts.office_files import Fault
from gouji.facts.reasons import MalformedOfficeFile, RosterNotCsv
from gouji.organs import Organ
from gouji.season.office_files import MalformedFile
from gouji.season.roster import Roster, roster_from
from gouji.season.settings import OfficeSettings, Settings, settings_from_json
from gouji.verdict import Rule

FileKind = Literal["roster", "settings"]

_RULES: Final = "rules.json"
_ROSTERS: Final = ("roster.csv", "roster.xlsx")


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


def office_of(files: Mapping[str, bytes], rules: Mapping[str, Rule]) -> Office:
    """Read the files by their names; `rules`: those that there are, by their ids. A faulty file counts as not there."""
    faults: dict[FileKind, Fault] = {}
    settings, roster = None, None
    try:
        if _RULES in files:
            settings = settings_from_json(files[_RULES], _RULES, rules)
    except MalformedFile as error:
        faults["settings"] = error.faults[0]
    try:
        roster = _roster(files)
    except MalformedFile as error:
        faults["roster"] = error.faults[0]
    office = office_in_force(settings, roster.organs if roster else None, faults)
    others = any(name.startswith("roster.") for name in files)
    if others and "roster" not in faults and roster is None:
        return replace(office, missing={**office.missing, "roster": RosterNotCsv(file=_ROSTERS[0])})
    return office


def _roster(files: Mapping[str, bytes]) -> Roster | None:
    """The roster; which of two is meant nobody can tell. Raises MalformedFile."""
    names = [name for name in _ROSTERS if name in files]
    if len(names) > 1:
        raise MalformedFile([Fault(names[1], 0, "two_files", names[0])])
    return roster_from(files[names[0]], names[0]) if names else None
