from __future__ import annotations

from collections import Counter

import pytest

from gouji.form import TABLES, all_cell_ids, format_version_of
from gouji.report import FormatVersion, TableId


@pytest.mark.parametrize(
    ("table", "format_version", "cells"),
    [
        ("t2", "2019", 22),
        ("t2", "2021", 10),
        ("t3", "2019", 23 * 7),
        ("t3", "2021", 25 * 7),
        ("t4", "2019", 15),
        ("t4", "2021", 15),
    ],
)
def test_table_has_the_cells_of_the_form(
    table: TableId, format_version: FormatVersion, cells: int
) -> None:
    assert len(TABLES[table, format_version].specs) == cells


@pytest.mark.parametrize(
    ("format_version", "rows", "outcomes"), [("2019", 23, 19), ("2021", 25, 21)]
)
def test_identities_of_table_3_follow_from_its_totals(
    format_version: FormatVersion, rows: int, outcomes: int
) -> None:
    identities = TABLES["t3", format_version].identities
    assert Counter(i.kind for i in identities) == {
        "balance": 7,
        "row total": 7,
        "column total": rows,
    }
    assert {len(i.left) for i in identities if i.kind == "row total"} == {outcomes}
    assert {len(i.left) for i in identities if i.kind == "column total"} == {6}


def test_balance_sets_requests_against_outcomes() -> None:
    balance = next(i for i in TABLES["t3", "2021"].identities if i.kind == "balance")
    assert balance.left == ("t3.new_received.natural_person", "t3.carried_in.natural_person")
    assert balance.right == ("t3.concluded.natural_person", "t3.carried_over.natural_person")


def test_each_group_of_table_4_has_its_total() -> None:
    identities = TABLES["t4", "2021"].identities
    assert [i.right for i in identities] == [
        ("t4.reconsideration.total",),
        ("t4.litigation_direct.total",),
        ("t4.litigation_after_reconsideration.total",),
    ]


def test_cell_ids_are_listed_once() -> None:
    ids = all_cell_ids()
    assert len(ids) == len(set(ids))
    assert {cell for table in TABLES.values() for cell in table.specs} == set(ids)


@pytest.mark.parametrize(
    ("year", "format_version"),
    [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2025, "2021"), (None, "2021")],
)
def test_format_follows_the_year(year: int | None, format_version: FormatVersion) -> None:
    assert format_version_of(year) == format_version
