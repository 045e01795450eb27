from __future__ import annotations

from gouji.form import TABLES, all_cell_ids
from gouji.page.forms import forms


def test_every_cell_of_every_format_has_a_box_and_a_name() -> None:
    found = {(form.id, form.format): form for form in forms()}
    assert {cell for form in found.values() for cell in form.labels} == set(all_cell_ids())
    for key, form in found.items():
        assert {box.cell for box in form.boxes if box.cell} == set(TABLES[key].specs)
        assert form.labels.keys() == TABLES[key].specs.keys()


def test_a_table_that_is_alike_in_both_formats_stands_once() -> None:
    assert [(form.id, form.format) for form in forms()] == [
        ("t2", "2021"),
        ("t2", "2019"),
        ("t3", "2021"),
        ("t3", "2019"),
        ("t4", "2021"),
    ]
