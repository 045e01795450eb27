"""What the tests of the readers look at: the texts of a document's grids, and whether they are figures."""

from __future__ import annotations

from gouji.reading.document import Document, Grid, GridCell
from gouji.reading.words.values import DOUBTFUL, parse_value


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def cells(document: Document) -> list[GridCell]:
    """The cells of all grids, in reading order."""
    return [cell for grid in grids(document) for row in grid.rows for cell in row]


def texts(document: Document) -> list[list[str]]:
    """The texts of all grids' rows; what is doubtful shows as ?."""
    return [
        [cell.text.replace(DOUBTFUL, "?") for cell in row]
        for grid in grids(document)
        for row in grid.rows
    ]


def lines(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def figures(document: Document) -> list[object]:
    """Each cell's number, or, where it has none, its mark."""
    found = (parse_value(cell.text, "amount") for cell in cells(document))
    return [mark or value for value, mark, _ in found]
