"""Step 3: which header is in force for a row."""

from __future__ import annotations

from gouji.reading.document import Grid
from gouji.reading.tables.headers import Header, headed_rows, order_of_applicants
from tests.gouji.reading.tables.builders import (
    APPLICANTS,
    GRANTED,
    KINDS,
    NEW,
    SEVEN,
    classified,
    real,
    text,
)


def headers(*grids: Grid) -> list[Header]:
    return [row.header for row in headed_rows(classified(*grids))]


def test_header_counts_for_the_rows_below_it_in_its_grid() -> None:
    _, header = headers(real(("", *APPLICANTS), (NEW, *SEVEN)))
    assert header.is_own
    assert [cell.column for cell in header.columns.values()] == [2, 3, 4, 5, 6, 7, 8]


def test_header_over_two_lines_is_one_header() -> None:
    lines = (("", "自然人", ("法人或其他组织", 5), "总计"), ("", "", *KINDS, ""))
    *_, header = headers(real(*lines, (NEW, *SEVEN)))
    assert len(header.columns) == 7
    assert header.columns["total"].column == 8


def test_header_of_the_grid_before_is_not_the_grids_own() -> None:
    *_, header = headers(real(("", *APPLICANTS)), real((NEW, *SEVEN), number=2))
    assert (len(header.columns), header.is_own) == (7, False)


def test_header_of_running_text_says_nothing_of_a_real_tables_columns() -> None:
    *_, header = headers(text(APPLICANTS), real((NEW, *SEVEN), number=2))
    assert len(header.columns) == 0
    *_, header = headers(text(APPLICANTS), text((NEW, *SEVEN), number=2))
    assert len(header.columns) == 7


def test_each_block_of_table_2_has_a_header_of_its_own() -> None:
    first = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
    second = ("信息内容", "本年处理决定数量")
    found = headers(real(first, ("规章", "1", "2", "3"), second, ("行政许可", "4")))
    assert [len(header.columns) for header in found] == [3, 3, 1, 1]


def test_columns_that_the_header_gives_to_something_else_are_extra() -> None:
    found = headers(real(("", *APPLICANTS, "备注"), (NEW, *SEVEN, "无"), (GRANTED, *SEVEN, "")))
    assert [header.extra for header in found] == [frozenset({9})] * 3
    assert [cell.text for cell in found[-1].others] == ["备注"]


def test_what_stands_behind_the_last_column_of_plain_text_moves_no_other() -> None:
    header, _ = headers(text(("项目", *APPLICANTS, "备注"), (NEW, *SEVEN)))
    assert header.extra == {1}


def test_order_of_the_columns_is_that_of_a_header_in_one_line() -> None:
    turned = ("总计", "自然人", *KINDS)
    (header,) = headers(text(turned))
    assert order_of_applicants(header.columns)[:2] == ("total", "natural_person")
    assert order_of_applicants({}) == tuple(headers(text(APPLICANTS))[0].columns)
