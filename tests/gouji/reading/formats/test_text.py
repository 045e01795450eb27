"""Plain text: whatever parts its cells, the same figures come out; pipes and commas of prose part nothing."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.made.texts import KEPT
from gouji.reading.document import Grid, Paragraph
from gouji.reading.formats.text import read_text
from gouji.reading.read import read
from gouji.report import FormatVersion
from tests.gouji import figures as fig

FORMS: tuple[FormatVersion, ...] = ("2019", "2021")


@pytest.mark.parametrize("layout", KEPT)
@pytest.mark.parametrize("format_version", FORMS)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_figure_is_read_where_all_are_printed(
    layout: str, format_version: FormatVersion, data: st.DataObject
) -> None:
    figures = data.draw(fig.balanced(format_version))
    shown = {cell: str(n) for cell, n in figures.items()}
    report = read(KEPT[layout](list(fig.content(format_version, shown))).encode())
    assert {cell: found.value for cell, found in report.cells.items()} == figures
    assert not [cell for cell, found in report.cells.items() if found.mark]
    assert (report.organ, report.year) == ("青川市档案局", 2022)


@pytest.mark.parametrize("layout", KEPT)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_figure_is_wrong_beside_blanks(layout: str, data: st.DataObject) -> None:
    figures = data.draw(fig.balanced("2021", largest=99))
    empty = data.draw(st.sets(st.sampled_from(sorted(figures)), min_size=3, max_size=150))
    shown = {cell: "" if cell in empty else str(n) for cell, n in figures.items()}
    report = read(KEPT[layout](list(fig.content("2021", shown))).encode())
    for cell, found in report.cells.items():
        if found.mark in {None, "blank"}:
            assert (found.mark == "blank", found.value) == (
                cell in empty,
                None if cell in empty else figures[cell],
            )


def grids(text: str) -> list[list[list[str]]]:
    blocks = read_text(text).blocks
    return [[[c.text for c in row] for row in b.rows] for b in blocks if isinstance(b, Grid)]


@pytest.mark.parametrize(
    "text",
    [
        "首页 | 政务公开 | 办事服务",
        "全年公开信息12条（首页 | 公开栏目），"
        + "其中通知公告、民生实事和政策解读各占一部分，" * 6,
        "行政许可 1,234\n行政处罚 5,678\n行政强制 9,012",
        "收到申请5件，办结3件，结转2件。\n收到申请6件，办结4件，结转2件。\n收到申请7件，办结5件，结转2件。",
        "|---|---|",
        "甲,乙,丙\n丁,戊,己\n庚,辛,壬",
    ],
)
def test_text_with_signs_that_part_cells_elsewhere_is_no_table(text: str) -> None:
    assert grids(text) == []


def test_a_whole_line_of_text_with_a_pipe_stays_one_paragraph() -> None:
    text = "关于年报 | 政务公开 " + "某单位认真落实要求，主动公开信息。" * 20
    assert read_text(text).blocks == (Paragraph(text),)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("| 甲 | 乙 |\n| --- | --- |\n| 1 |  |", [["甲", "乙"], ["1", ""]]),
        ("甲 | 乙 | \n | 1 | ", [["甲", "乙"], ["", "1"]]),
        ("甲 | 乙\n | 1", [["甲", "乙"], ["", "1"]]),
        (r"| 甲\|乙 | **丙** |" + "\n| 1 | &nbsp; |", [["甲|乙", "丙"], ["1", ""]]),
        ("| 件数 | 件数 | 金额 |\n| 1 | 1 | 1 |", [["件数", "件数", "金额"], ["1", "1"]]),
        ("| 件数 | 件数 |\n| 1 | 2 |", [["件数", "件数"], ["1", "2"]]),
        ("| 许可 | 许可 | 0 | 0 |\n| 处罚 | 处罚 | 0 | 0 |", [["许可", "许可", "0", "0"], ["处罚", "处罚", "0", "0"]]),
        ("│ 甲 │ 乙 │\n├───┼───┤\n│ 1 │ 2 │", [["甲", "乙"], ["1", "2"]]),
        ("+--+--+\n| 甲 | 1 |\n| 乙 |   |\n+--+--+\n| 丙 | 2 |\n+--+--+\n| 丁 | 3 |\n+--+--+",
         [["甲\n乙", "1"], ["丙", "2"], ["丁", "3"]]),
        ("|===\n|甲 |乙 |\n\n|丙 | |\n|1\n|===", [["甲", "乙", ""], ["丙", "", "", "1"]]),
        ('甲,1,2\n"乙,丙",3,\n丁,"1,000",5', [["甲", "1", "2"], ["乙,丙", "3", ""], ["丁", "1,000", "5"]]),
        ("甲\n|\n1\n|\n|\n2\n|", [["1"], [""], ["2"]]),
    ],
)  # fmt: skip
def test_rows_are_what_the_typography_shows(text: str, rows: list[list[str]]) -> None:
    assert grids(text) == [rows]


@pytest.mark.parametrize("line", ["甲,乙,丙", "甲 | 乙", "甲;1;2;3", "| 甲", "甲 |", "|", "│"])
def test_time_grows_with_the_text_and_no_faster(line: str) -> None:
    began = time.process_time()
    read_text(f"{line}\n" * 20_000)
    assert time.process_time() - began < 5


@pytest.mark.parametrize("separator", [",", ";"])
def test_header_with_a_name_too_few_stands_in_the_table_of_its_figures(separator: str) -> None:
    header = [["表三", "", "", *"甲乙丙丁"], ["", "", "", *"子丑寅卯"], ["", "", "", *"天地玄黄"]]
    rows = [[label, *"1234567"] for label in ("予以公开", "部分公开", "重复申请")]
    lines = [separator.join(row) for row in (*header, *rows)]
    grids = [block for block in read_text("\n".join(lines)).blocks if isinstance(block, Grid)]
    assert [len(grid.rows) for grid in grids] == [6]
