"""Grids and rows for tests of the steps: texts in, labelled or classified rows out."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.reading.document import Document, Grid, GridCell, ragged_grid
from gouji.reading.tables.classified import ClassifiedRow, classified_rows
from gouji.reading.tables.labelled import LabelledRow, labelled_grids

KINDS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
APPLICANTS = ("自然人", *KINDS, "总计")
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
GROUPS = ("行政复议", "未经复议直接起诉", "复议后起诉")
NEW = "一、本年新收政府信息公开申请数量"
CARRIED = "二、上年结转政府信息公开申请数量"
GRANTED = "（一）予以公开"
SEVEN = ("9", "1", "2", "3", "4", "5", "24")
FIFTEEN = tuple(map(str, range(15)))


def real(*rows: tuple[str | tuple[str, int], ...], number: int = 1) -> Grid:
    """A real table; a cell over several columns is a text with its span."""
    return Grid(tuple(tuple(_cells(row, r)) for r, row in enumerate(rows, 1)), number, aligned=True)


def _cells(row: tuple[str | tuple[str, int], ...], number: int) -> Iterator[GridCell]:
    column = 1
    for item in row:
        text, span = item if isinstance(item, tuple) else (item, 1)
        yield GridCell(text, number, column, span)
        column += span


def text(*rows: tuple[str, ...], number: int = 1) -> Grid:
    """A table of plain text, whose columns only count the cells."""
    return ragged_grid([list(row) for row in rows], number)


def labelled(*grids: Grid) -> list[LabelledRow]:
    return [row for grid in labelled_grids(Document(grids)) for row in grid.rows]


def classified(*grids: Grid) -> list[ClassifiedRow]:
    return list(classified_rows(labelled(*grids)))
