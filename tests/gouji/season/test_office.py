"""What an office gave for a year, and what of it cannot be used."""

from __future__ import annotations

from datetime import date

from gouji.facts.office_files import Fault
from gouji.facts.reasons import MalformedOfficeFile, RosterNotCsv
from gouji.judging.rules.collected import RULE
from gouji.organs import Organ
from gouji.season.office import Office, office_of
from gouji.season.settings import Settings

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
    found = office_of({"roster.xlsx": b"PK"}, RULES)
    assert found.missing == {"roster": RosterNotCsv(file="roster.csv")}
