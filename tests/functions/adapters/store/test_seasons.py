from __future__ import annotations

import pytest

from functions.adapters import clients
from functions.adapters.store import OfficeFile, Store
from gouji.season.roster import roster_from
from gouji.season.submission import Uploaded
from tests.functions.builders import upload


def known(store: Store) -> list[tuple[str, int | None]]:
    return [(each.office, each.year) for each in store.seasons.all()]


def test_office_and_year_are_listed_with_the_first_upload(store: Store) -> None:
    store.register(upload("haishu/2022/甲局/1.txt"), "run-1")
    store.register(upload("haishu/2022/乙局/1.txt"), "run-2")
    store.register(upload("yinzhou/2023/丙局/1.txt"), "run-3")
    assert known(store) == [("haishu", 2022), ("yinzhou", 2023)]


def test_year_is_listed_with_its_roster_before_anything_is_handed_in(store: Store) -> None:
    roster = roster_from("机关\n甲局\n".encode(), "roster.csv")
    file = OfficeFile(kind="roster", name="roster.csv", content=roster)
    store.office_files.adopt(
        ("haishu", 2023), file, Uploaded("1", "k", "1", "2024-01-01T00:00:00Z")
    )
    assert known(store) == [("haishu", 2023)]


def test_office_of_which_only_a_misplaced_file_is_known_is_listed_without_a_year(
    store: Store,
) -> None:
    store.register(upload("haishu/年报.txt"), "run-1")
    assert known(store) == [("haishu", None)]
    assert store.seasons.of("haishu") == []


def test_years_of_one_office_come_newest_first_and_no_other_offices(store: Store) -> None:
    for office, year in (("haishu", 2021), ("haishu", 2023), ("haishu-2", 2024), ("haishu", 2022)):
        store.seasons.add(office, year)
    assert store.seasons.of("haishu") == [2023, 2022, 2021]


def test_what_is_listed_is_written_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.seasons.add("haishu", 2023)
    monkeypatch.setattr(clients.dynamodb(), "put_item", None)
    store.seasons.add("haishu", 2023)
