"""Which cell is which column: the header stands on the page before, or text has a column too many."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gouji.reading.document import Document, Grid, GridCell
from gouji.reading.read import read, read_blocks
from gouji.report import Cell, Number

_KINDS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
_LABEL = "一、本年新收政府信息公开申请数量"


def _row(
    number: int, *texts: str, page_top: float = 0.0, width: float = 50.0
) -> tuple[GridCell, ...]:
    """Cells side by side, each `width` points wide."""
    return tuple(
        GridCell(
            text,
            number,
            column,
            box=(
                width * column,
                page_top + 20.0 * number,
                width * (column + 1),
                page_top + 20.0 * (number + 1),
            ),
        )
        for column, text in enumerate(texts, 1)
    )


def _read(header: tuple[str, ...], values: tuple[str, ...]) -> list[Number | None]:
    above = Grid((_row(1, *header),), 1, aligned=True, page=2)
    below = Grid((_row(1, _LABEL, *values),), 2, aligned=True, page=3)
    cells = read_blocks(Document((above, below))).cells
    columns = (
        "natural_person",
        "business",
        "research",
        "welfare",
        "legal_service",
        "other",
        "total",
    )
    return [cells[f"t3.new_received.{column}"].value for column in columns]


def test_columns_lie_below_the_header_of_the_page_before() -> None:
    values = ("9", "1", "2", "3", "4", "5", "24")
    assert _read(("项目", "自然人", *_KINDS, "总计"), values) == [9, 1, 2, 3, 4, 5, 24]


@pytest.mark.parametrize("word", ["小计", "法人合计数"])
def test_column_that_the_header_before_gives_to_something_else_is_passed_over(word: str) -> None:
    values = ("9", "1", "2", "3", "4", "5", "15", "24")
    assert _read(("项目", "自然人", *_KINDS, word, "总计"), values) == [9, 1, 2, 3, 4, 5, 24]


def test_figures_below_no_column_of_the_header_before_are_not_guessed() -> None:
    values = ("9", "1", "2", "3", "4", "5", "15", "24")
    assert _read(("项目", "自然人", *_KINDS, "总计"), values) == [None] * 7


def _pasted(*rows: tuple[str, ...]) -> dict[str, Cell]:
    """Table 3 with a column of subtotals, as text with a row on a line."""
    header = (("项目", "申请人情况"), ("自然人", "法人或其他组织", "总计"), (*_KINDS, "小计"))
    lines = [*header, *rows]
    document = "\n".join("|".join(line) for line in lines)
    return dict(read(f"三、收到和处理政府信息公开申请情况\n{document}\n".encode()).cells)


_TELLING = (
    (_LABEL, "9", "1", "2", "3", "4", "5", "15", "24"),
    ("二、上年结转政府信息公开申请数量", "3", "2", "0", "1", "0", "0", "3", "6"),
    ("（一）予以公开", "7", "0", "5", "0", "0", "1", "6", "13"),
)


def test_column_too_many_in_plain_text_is_left_out_where_only_so_the_rows_add_up() -> None:
    cells = _pasted(*_TELLING)
    assert (cells["t3.granted.research"].value, cells["t3.granted.total"].value) == (5, 13)
    assert {cells[f"t3.granted.{column}"].mark for column in ("research", "other")} == {"inferred"}


def test_row_whose_cells_could_be_left_out_in_two_ways_stays_unreadable() -> None:
    cells = _pasted((_LABEL, "9", "2", "0", "0", "0", "0", "2", "11"))
    assert cells["t3.new_received.business"] == replace(
        cells["t3.new_received.business"], value=None, mark="unreadable"
    )


def test_row_that_does_not_add_up_is_read_as_the_others_tell() -> None:
    cells = _pasted(*_TELLING, ("（二）部分公开", "4", "1", "0", "0", "0", "0", "1", "9"))
    assert cells["t3.partial.total"].value == 9
    assert cells["t3.partial.business"].value == 1


@pytest.mark.parametrize(
    "name", ["2021年总计", "上年总计", "较上年增减", "占比", "同比", "说不清的一列"]
)
@pytest.mark.parametrize("figures", [("",) * 2 + ("0",) * 3 + ("",) * 2, ("", *"123450"[:5], "")])
def test_blank_first_figure_beside_a_further_column_of_text_never_moves_the_others(
    name: str, figures: tuple[str, ...]
) -> None:
    cells = _with_column(name, "86216", figures)
    for found, shown in zip(cells, figures, strict=True):
        assert found.mark in {"unreadable", "inferred"} or (found.mark == "blank" and not shown)
        assert found.value in {None, int(shown or -1)}


@pytest.mark.parametrize("remark", ["无", "/", "3"])
def test_remark_that_looks_like_a_value_is_not_taken_for_the_total(remark: str) -> None:
    cells = _with_column("备注", remark, ("", "0", "0", "0", "0", "0", ""))
    assert {cell.mark for cell in cells} == {"unreadable"}


def test_remark_in_words_moves_no_figure() -> None:
    cells = _with_column("备注", "含上年", tuple("9123450"))
    assert [cell.value for cell in cells] == [9, 1, 2, 3, 4, 5, 0]
    assert [cell.mark for cell in cells] == [None] * 7


def test_row_of_text_without_the_further_column_of_its_header_is_not_certain() -> None:
    cells = _with_column("上年总计", None, tuple("9123450"))
    assert {cell.mark for cell in cells} == {"unreadable"}


def _with_column(name: str, figure: str | None, figures: tuple[str, ...]) -> list[Cell]:
    """Table 3 with a column behind the totals, a cell a line behind a tab, a report of 2022."""
    further = (figure,) if figure is not None else ()
    rows = (
        ("（本列数据的勾稽关系为：第一项加第二项之和）", "申请人情况"),
        ("", "自然人", "法人或其他组织", "总计", name),
        ("", "", *_KINDS, "", ""),
        (_LABEL, *figures, *further),
        ("二、上年结转政府信息公开申请数量", *figures, *further),
    )
    table = "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in rows)
    title = "青川市档案局2022年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
    cells = read(f"{title}{table}\n\n".encode()).cells
    return [cell for name, cell in cells.items() if name.startswith("t3.new_received.")]
