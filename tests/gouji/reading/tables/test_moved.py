"""Rows that end short of their header: figures that may have moved are no certain ones."""

from __future__ import annotations

import pytest

from bench.made import formats, layouts
from bench.made.corpus import draft_of
from gouji.judging.judge import judge
from gouji.reading.document import GridCell
from gouji.reading.read import read
from gouji.reading.tables.moved import Slots, Sums, without_moved

SEVEN = ("natural_person", "business", "research", "welfare", "legal_service", "other", "total")


def row(*figures: str) -> Slots:
    return tuple(GridCell(figure, 1, column) for column, figure in enumerate(figures, 1))


FULL = [row("3", "1", "0", "0", "0", "2", "6") for _ in range(5)]


@pytest.mark.parametrize(
    "figures",
    [
        ("1", "0", "0", "2", "4", "7", ""),  # another 4 or 0 before the 7
        ("0", "0", "0", "0", "5", "5", ""),
        ("5", "0", "0", "0", "0", "5", ""),
    ],
)
def test_row_whose_last_figure_may_be_its_total_is_left_out(figures: tuple[str, ...]) -> None:
    short = row(*figures)
    assert without_moved([*FULL, short], SEVEN, Sums()) == [*FULL, None]


@pytest.mark.parametrize(
    "figures",
    [
        ("9", "1", "0", "0", "0", "2", ""),  # 2 cannot be the total
        ("0", "0", "0", "0", "0", "0", ""),  # reads the same
        ("", "", "", "", "", "", ""),
        ("1", "0", "0", "2", "4", "7", "14"),
    ],
)
def test_row_that_cannot_have_moved_stays(figures: tuple[str, ...]) -> None:
    rows = [*FULL, row(*figures)]
    assert without_moved(rows, SEVEN, Sums()) == rows


def test_of_rows_that_do_not_add_up_none_shows_where_its_figures_stand() -> None:
    sums = Sums()
    sums.learn(row("9", "9", "9", "9", "9", "9", "1") for _ in range(5))
    short = row("9", "1", "3", "4", "5", "2", "")
    assert without_moved([*FULL, short], SEVEN, sums) == [*FULL, None]


@pytest.mark.parametrize("name", ["html", "docx", "ofd", "md"])
def test_column_without_head_and_figures_is_missing_and_named(name: str) -> None:
    made = draft_of("six heads", 1, layouts.column_lacks)
    report = read(formats.OWN[name][0](made))
    gone = {cell for cell, found in report.cells.items() if found.mark == "missing"}
    assert {cell for cell, truth in made.truth.items() if truth.mark == "missing"} == gone
    assert len({cell.rpartition(".")[2] for cell in gone}) == 1
    assert "T3-05" in {found.rule for found in judge(report).findings}
