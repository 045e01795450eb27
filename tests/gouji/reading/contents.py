"""What the tests of the readers look at: the texts of a document's grids, and whether they are figures."""

from __future__ import annotations

from gouji.reading.document import Document, Grid, GridCell
from gouji.reading.words.values import parse_value


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def cells(document: Document) -> list[GridCell]:
    """The cells of all grids, in reading order."""
    return [cell for grid in grids(document) for row in grid.rows for cell in row]


def texts(document: Document) -> list[list[str]]:
    """The texts of all grids' rows; what is doubtful ends in ?."""
    return [
        [cell.text + "?" * cell.doubtful for cell in row]
        for grid in grids(document)
        for row in grid.rows
    ]


def lines(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def figures(document: Document) -> list[object]:
    """Each cell's number, or, where it has none, its mark."""
    return [figure(cell) for cell in cells(document)]


def figure(cell: GridCell) -> object:
    """A cell's number, counted or of money, or, where it has none, its mark."""
    value, mark, _ = parse_value(cell.text, "amount", doubtful=cell.doubtful)
    if mark == "unreadable":
        value, mark, _ = parse_value(cell.text, "count", doubtful=cell.doubtful)
    return mark or value


def doubts(document: Document) -> list[tuple[str, list[str]]]:
    """Each paragraph, and its doubtful stretches."""
    return [
        (paragraph.text, [paragraph.text[start:end] for start, end in paragraph.doubts])
        for paragraph in document.paragraphs
    ]
