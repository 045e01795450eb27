"""Step 1: grids → rows with their labels, each with what it may stand for."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from gouji.reading import limits
from gouji.reading.document import Document, Grid, GridCell
from gouji.reading.words.labels import Meaning, meaning_of
from gouji.reading.words.periods import Period, period_of


class Label(Struct, frozen=True):
    """A cell of a row that is a label of the form: its index in the row, the cell, its meaning."""

    index: int
    cell: GridCell
    meaning: Meaning


class Dated(Struct, frozen=True):
    """A cell that says a period and nothing else."""

    cell: GridCell
    period: Period


class LabelledRow(Struct, frozen=True):
    """A row of a grid, its labels and its periods, from left to right."""

    grid: Grid
    cells: tuple[GridCell, ...]
    labels: tuple[Label, ...]
    periods: tuple[Dated, ...] = ()


class LabelledGrid(Struct, frozen=True):
    """A grid, the index of its block in the document, and its rows."""

    block: int
    grid: Grid
    rows: tuple[LabelledRow, ...]


def is_page_number(row: LabelledRow) -> bool:
    """Whether a row of a real table may be that: one cell, which begins where the labels do."""
    return row.grid.aligned and len(row.cells) == 1 and row.cells[0].column == 1


def labelled_grids(document: Document) -> Iterator[LabelledGrid]:
    """Every grid of the document, in reading order."""
    for block, grid in enumerate(document.blocks):
        if isinstance(grid, Grid):
            yield LabelledGrid(block, grid, tuple(labelled_row(grid, row) for row in grid.rows))


def labelled_row(grid: Grid, cells: tuple[GridCell, ...]) -> LabelledRow:
    """One row of a grid with its labels."""
    limits.check_time()
    labels: list[Label] = []
    periods: list[Dated] = []
    for index, cell in enumerate(cells):
        if cell.text.isascii():
            continue
        if meaning := meaning_of(cell.text):
            labels.append(Label(index, cell, meaning))
        elif period := period_of(cell.text):
            periods.append(Dated(cell, period))
    return LabelledRow(grid, cells, tuple(labels), tuple(periods))
