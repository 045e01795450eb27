"""An office's own files of a year → what it decided, its roster, and why one of the two is not there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from msgspec import Struct, field

from gouji.facts.base import Reason
from gouji.facts.reasons import MalformedOfficeFile, RosterNotCsv
from gouji.organs import Organ
from gouji.season.office_files import MalformedFile
from gouji.season.roster import roster_from_csv
from gouji.season.settings import OfficeSettings, Settings, settings_from_json
from gouji.verdict import Rule

_RULES: Final = "rules.json"
_ROSTER: Final = "roster.csv"


class Office(Struct, frozen=True):
    """What an office gave for a year. `missing`: why its `settings` or its `roster` cannot be used."""

    settings: Settings = field(default_factory=Settings)
    deadline: date | None = None
    roster: tuple[Organ, ...] | None = None
    missing: Mapping[str, Reason] = field(default_factory=dict)
    publication: date | None = None


def office_of(files: Mapping[str, bytes], rules: Mapping[str, Rule]) -> Office:
    """Read the files by their names; `rules`: those that there are, by their ids. A faulty file counts as not there."""
    missing: dict[str, Reason] = {}
    settings, roster = OfficeSettings(), None
    try:
        if _RULES in files:
            settings = settings_from_json(files[_RULES], _RULES, rules)
    except MalformedFile as error:
        missing["settings"] = MalformedOfficeFile(what="settings", fault=error.faults[0])
    try:
        if _ROSTER in files:
            roster = roster_from_csv(files[_ROSTER], _ROSTER)
        elif any(name.startswith("roster.") for name in files):
            missing["roster"] = RosterNotCsv(file=_ROSTER)
    except MalformedFile as error:
        missing["roster"] = MalformedOfficeFile(what="roster", fault=error.faults[0])
    return Office(settings.rules, settings.deadline, roster, missing, settings.publication)
