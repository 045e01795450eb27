"""What an office gave for a year, and what of it cannot be used."""

from __future__ import annotations

from datetime import date

import pytest

from gouji.facts.office_files import Fault
from gouji.facts.reasons import MalformedOfficeFile
from gouji.organs import Organ
from gouji.season.office import FileKind, Office, kind_of_file, office_in_force
from gouji.season.settings import OfficeSettings, Settings


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("roster.csv", "roster"),
        ("Roster.XLSX", "roster"),
        ("roster.xls", "roster"),
        ("rules.json", "settings"),
        ("notes.txt", None),
        ("roster", None),
    ],
)
def test_file_of_the_office_is_known_by_its_name(name: str, kind: str | None) -> None:
    assert kind_of_file(name) == kind


def test_faulty_file_that_was_put_in_leaves_what_is_in_force() -> None:
    organs = (Organ("青川市档案局"),)
    faults: dict[FileKind, Fault] = {
        "roster": Fault("roster.csv", 2, "no_name"),
        "settings": Fault("rules.json", 1, "not_json"),
    }
    settings = OfficeSettings(Settings(frozenset({"T2-08"})), date(2023, 1, 15))
    assert office_in_force(settings, organs, faults) == Office(
        settings.rules, settings.deadline, organs
    )
    assert office_in_force(None, None) == Office()
    assert office_in_force(None, None, faults).missing == {
        what: MalformedOfficeFile(what=what, fault=fault) for what, fault in faults.items()
    }
