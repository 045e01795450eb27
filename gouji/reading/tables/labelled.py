"""Step 1: grids → rows with their labels, each with what it may stand for."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from gouji.reading import limits
from gouji.reading.document import Document, Grid, GridCell
from gouji.reading.words.labels import Meaning, meaning_of


class Label(Struct, frozen=True):
    """A cell of a row that is a label of the form: its index in the row, the cell, its meaning."""

    index: int
    cell: GridCell
    meaning: Meaning


class LabelledRow(Struct, frozen=True):
    """A row of a grid and its labels, from left to right."""

    grid: Grid
    cells: tuple[GridCell, ...]
    labels: tuple[Label, ...]


class LabelledGrid(Struct, frozen=True):
    """A grid, the index of its block in the document, and its rows."""

    block: int
    grid: Grid
    rows: tuple[LabelledRow, ...]


def labelled_grids(document: Document) -> Iterator[LabelledGrid]:
    """Every grid of the document, in reading order."""
    for block, grid in enumerate(document.blocks):
        if isinstance(grid, Grid):
            yield LabelledGrid(block, grid, tuple(labelled_row(grid, row) for row in grid.rows))


def labelled_row(grid: Grid, cells: tuple[GridCell, ...]) -> LabelledRow:
    """One row of a grid with its labels."""
    limits.check_time()
    labels = [
        Label(index, cell, meaning)
        for index, cell in enumerate(cells)
        if not cell.text.isascii() and (meaning := meaning_of(cell.text))
    ]
    return LabelledRow(grid, cells, tuple(labels))
