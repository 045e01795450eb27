"""What an office gave for a year, and what of it cannot be used."""

from __future__ import annotations

from datetime import date

import pytest

from gouji.facts.office_files import Fault
from gouji.facts.reasons import MalformedOfficeFile, RosterNotCsv
from gouji.judging.rules.collected import RULE
from gouji.organs import Organ
from gouji.season.office import FileKind, Office, kind_of_file, office_in_force, office_of
from gouji.season.settings import OfficeSettings, Settings
from gouji.wording.office.faults import fault_sentence
from tests.gouji.season.test_workbooks import rows, workbook

RULES = {"T2-08": RULE["T2-08"]}
ROSTER = "机关\n青川市档案局\n".encode()


def test_office_without_files_decided_nothing_and_lacks_nothing() -> None:
    assert office_of({}, RULES) == Office()


def test_files_are_known_by_their_names() -> None:
    content = b'{"off": ["T2-08"], "deadline": "2023-01-15"}'
    files = {"rules.json": content, "roster.csv": ROSTER, "notes.txt": b"?"}
    assert office_of(files, RULES) == Office(
        Settings(frozenset({"T2-08"})), date(2023, 1, 15), (Organ("青川市档案局"),)
    )


def test_faulty_file_counts_as_not_there_and_leaves_the_other_alone() -> None:
    found = office_of({"rules.json": b"[]", "roster.csv": ROSTER}, RULES)
    assert (found.settings, found.roster) == (Settings(), (Organ("青川市档案局"),))
    fault = Fault("rules.json", 1, "no_object")
    assert found.missing == {"settings": MalformedOfficeFile(what="settings", fault=fault)}
    found = office_of({"roster.csv": b"\xff"}, RULES)
    fault = Fault("roster.csv", 1, "encoding")
    assert found.missing == {"roster": MalformedOfficeFile(what="roster", fault=fault)}


def test_roster_of_another_kind_of_file_is_named() -> None:
    found = office_of({"roster.docx": b"PK"}, RULES)
    assert found.missing == {"roster": RosterNotCsv(file="roster.csv")}


def test_roster_is_read_from_a_workbook_and_of_two_files_none_is_chosen() -> None:
    content = workbook(rows(["机关"], ["青川市档案局"]))
    assert office_of({"roster.xlsx": content}, RULES).roster == (Organ("青川市档案局"),)
    found = office_of({"roster.xlsx": content, "roster.csv": ROSTER}, RULES)
    fault = Fault("roster.xlsx", 0, "two_files", "roster.csv")
    assert found.missing == {"roster": MalformedOfficeFile(what="roster", fault=fault)}
    assert fault_sentence(fault) == "roster.xlsx：同时还有 roster.csv，请只留一份名册。"


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
