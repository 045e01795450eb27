from __future__ import annotations

import pytest

from gouji.facts.base import Habit
from gouji.form import TABLES, all_cell_ids
from gouji.report import Place
from gouji.wording.english.terms import (
    cell_label,
    cell_list,
    habit,
    joined,
    lines_of_cells,
    named,
    place,
    some,
)
from gouji.wording.screen.views import VIEWS

TABLE_3 = TABLES["t3", "2021"]


@pytest.mark.parametrize("cell", all_cell_ids())
def test_cell_is_called_by_its_id_as_the_pages_script_calls_it(cell: str) -> None:
    table, *row, column = cell.split(".")
    terms = [term.replace("_", " ") for term in (table[1:], ": ".join(row), column)]
    said = VIEWS["cell_term"][1].replace("{}", "%s") % tuple(terms)
    assert cell_label(cell) == said
    assert said.isprintable()


def test_cells_are_told_by_name_and_many_are_counted() -> None:
    cells = [c for c in TABLE_3.specs if c.startswith("t3.granted.")]
    assert cell_list(cells[:2]) == "Table 3 “granted | natural person”, “granted | business”"
    assert cell_list(cells).endswith("“granted | research” and others (7 cells)")
    assert lines_of_cells(TABLE_3, cells) == "Table 3 row “granted”"
    some_cell = "t3.partial.total"
    both = lines_of_cells(TABLE_3, [*cells, some_cell])
    assert both == "Table 3 row “granted”, Table 3 “partial | total”"
    assert lines_of_cells(TABLE_3, list(TABLE_3.specs)) == "all rows of Table 3"


def test_place_is_told_as_far_as_it_is_known() -> None:
    assert place(Place("5", 3, 2, 24, 9)) == "page 3, grid 2, row 24, cell 9"
    assert place(Place("5", row=7)) == "row 7"
    assert place(None) == ""


def test_names_counts_and_lists() -> None:
    assert named(["甲局"]) == "“甲局”"
    assert named(["甲", "乙", "丙", None], 2) == "“甲”, “乙”, “丙” and others (6 bodies)"
    assert (some(1, "cell"), some(2, "cell"), some(2, "body", "bodies")) == (
        "1 cell",
        "2 cells",
        "2 bodies",
    )
    assert joined("abc") == "a, b and c"


def test_slip_is_told_by_its_line() -> None:
    row = Habit("included", "row", "2021", "t3.concluded.total", "t3.carried_over.total")
    assert habit(row).endswith("row “concluded” also contains row “carried over” throughout")
    left = Habit("left-out", "column", "2021", "t3.granted.total", "t3.granted.other")
    assert habit(left).endswith("column “total” leaves out column “other” throughout")
    aside = Habit("shifted", "row", "2021", "t3.granted.business", "t3.granted.natural_person")
    assert "row “granted” stand one column too far to the left" in habit(aside)
