"""Rows of figures for more than one year, without a label, or of a length of their own."""

from __future__ import annotations

import pytest

from gouji.reading.document import Document, Grid, Paragraph
from gouji.reading.read import read_blocks
from gouji.report import Report
from tests.gouji.reading.tables.builders import (
    APPLICANTS,
    CARRIED,
    GRANTED,
    GROUPS,
    NEW,
    OUTCOMES,
    SEVEN,
    real,
    text,
)

OTHER = ("5", "0", "0", "0", "0", "1", "6")
BLANK = ("",) * 7
CASES = tuple(str(n) for n in range(20, 35))
LAST = tuple(str(n) for n in range(40, 55))
Line = tuple[str | tuple[str, int], ...]
ABOVE: Line = tuple((group, 5) for group in GROUPS)
BELOW: Line = OUTCOMES * 3
HEADER_4 = (ABOVE, BELOW)


def report(*grids: Grid) -> Report:
    return read_blocks(Document((Paragraph("某局2023年政府信息公开工作年度报告"), *grids)))


def marks(found: Report, row: str) -> set[object]:
    return {cell.mark for name, cell in found.cells.items() if name.startswith(f"{row}.")}


def values(found: Report, row: str) -> list[object]:
    return [cell.value for name, cell in found.cells.items() if name.startswith(f"{row}.")]


@pytest.mark.parametrize(
    ("last", "own"),
    [("2022年", "2023年"), ("上年", "本年"), ("2022", "2023"), ("去年数", "今年数")],
)
@pytest.mark.parametrize("turned", [False, True])
def test_row_of_table_4_that_names_the_year_is_taken(last: str, own: str, turned: bool) -> None:
    rows = [(last, *LAST), (own, *CASES)]
    header: tuple[Line, Line] = (("年度", *ABOVE), ("", *BELOW))
    for found in (
        report(real(*header, *(rows[::-1] if turned else rows))),
        report(text(GROUPS, OUTCOMES * 3, *(rows[::-1] if turned else rows))),
    ):
        assert values(found, "t4") == [int(n) for n in CASES]


def test_two_rows_of_table_4_that_name_no_year_are_doubtful_where_they_differ() -> None:
    found = report(real(*HEADER_4, CASES, (*CASES[:14], "99")))
    cell = found.cells["t4.litigation_after_reconsideration.total"]
    assert (cell.value, cell.mark, cell.place and cell.place.text) == (
        None,
        "unreadable",
        "34 / 99",
    )
    assert found.cells["t4.reconsideration.upheld"].value == 20
    assert [place.row for place in found.tables[2].surplus] == [4]


def test_column_that_names_the_year_is_taken() -> None:
    header = (
        ("信息内容", ("本年处理决定数量", 2)),
        ("", "2022年", "2023年"),
        ("行政许可", "7", "8"),
    )
    assert report(real(*header)).cells["t2.licences.decisions"].value == 8


def test_figures_of_another_year_alone_are_no_certain_numbers() -> None:
    found = report(real(("信息内容", "2022年处理决定数量"), ("行政许可", "7")))
    assert found.cells["t2.licences.decisions"].mark == "unreadable"


def test_row_without_label_makes_its_neighbours_doubtful_and_is_told() -> None:
    found = report(real(("", *APPLICANTS), (NEW, *SEVEN), ("", *OTHER), (CARRIED, *OTHER)))
    assert marks(found, "t3.new_received") == {"unreadable"}
    assert values(found, "t3.carried_in") == [int(n) for n in OTHER]
    assert [(place.row, place.column) for place in found.tables[1].surplus] == [(3, 2)]


def test_figures_a_row_below_their_labels_are_doubtful_from_the_blank_row_on() -> None:
    rows = ((NEW, *BLANK), (CARRIED, *SEVEN), (GRANTED, *OTHER), ("", *SEVEN))
    found = report(real(("", *APPLICANTS), *rows))
    for row in ("new_received", "carried_in", "granted"):
        assert "unreadable" in marks(found, f"t3.{row}")


def test_row_with_words_of_its_own_is_told_and_makes_no_other_doubtful() -> None:
    found = report(real(("", *APPLICANTS), (NEW, *SEVEN), ("其中：网上申请", *OTHER)))
    assert values(found, "t3.new_received") == [int(n) for n in SEVEN]
    assert found.tables[1].surplus[0].text.startswith("其中：网上申请")


@pytest.mark.parametrize("cells", [SEVEN[1:], (*SEVEN, "8")])
def test_row_that_lacks_a_cell_or_has_one_too_many_is_doubtful(cells: tuple[str, ...]) -> None:
    found = report(real(("", *APPLICANTS), (NEW, *cells), (CARRIED, *OTHER), (GRANTED, *OTHER)))
    assert marks(found, "t3.new_received") == {"unreadable"}
    assert values(found, "t3.carried_in") == [int(n) for n in OTHER]
