"""Which cell is which column where the header stands alone on the page before."""

from __future__ import annotations

import pytest

from gouji.reading import read_blocks
from gouji.reading.document import Document, Grid, GridCell

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


def _read(header: tuple[str, ...], values: tuple[str, ...]) -> list[int | None]:
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
    return [cells[f"t3.new_received.{column}"].value for column in columns]  # type: ignore[misc]


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
