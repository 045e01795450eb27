"""Step 4, and all of them: the rows of the form that grids hold."""

from __future__ import annotations

from gouji.reading.document import Document, Grid
from gouji.reading.tables.labelled import labelled_grids
from gouji.reading.tables.rows import FoundTables, find_tables
from tests.gouji.reading.tables.builders import APPLICANTS, GRANTED, NEW, SEVEN, real


def found(*grids: Grid) -> FoundTables:
    return find_tables(labelled_grids(Document(grids)))


def test_rows_of_a_table_over_two_grids_are_found_with_the_grid_of_each() -> None:
    tables = found(real(("", *APPLICANTS), (NEW, *SEVEN)), real((GRANTED, *SEVEN), number=2))
    assert [(row.id, row.grid.number, row.header_is_own) for row in tables.rows] == [
        ("new_received", 1, True),
        ("granted", 2, False),
    ]


def test_label_without_cells_behind_it_is_no_row() -> None:
    assert not found(real(("", *APPLICANTS), (NEW,))).rows


def test_every_step_is_kept() -> None:
    tables = found(real(("", *APPLICANTS), (NEW, *SEVEN), ("备注",)))
    assert [row.kind for row in tables.classified] == ["header", "row", "other"]
    assert [row.row for row in tables.headed] == list(tables.classified)


def test_labels_that_one_format_alone_has_vote_for_it() -> None:
    assert found(real(("行政规范性文件", "1", "2", "3"))).votes["t2"] == {"2021": 1}
    assert found(real(("规范性文件", "1", "2"))).votes["t2"] == {"2019": 1}
    assert not found(real(("规章", "1", "2", "3"))).votes["t2"]


def test_labels_are_kept_as_printed_with_their_table() -> None:
    tables = found(real(("一、 本年新收政府信息公开申请数量", *SEVEN), ("", *APPLICANTS)))
    assert tables.labels[0] == ("t3", "一、 本年新收政府信息公开申请数量")
    assert {table for table, _ in tables.labels} == {"t3"}


def test_figures_behind_a_cell_that_names_two_rows_are_doubtful() -> None:
    group, both = "（六）其他处理", "3.其他\n（七）总计"
    (row,) = found(real(("", "", *APPLICANTS), (group, both, *SEVEN))).rows
    assert all(cell.doubtful for cell in row.tail)
