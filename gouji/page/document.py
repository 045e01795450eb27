"""A document as read → what the page shows of it: paragraphs and grids, each cell with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from gouji.page.drawings import Drawing
from gouji.reading.document import Block, Document, GridCell, Paragraph
from gouji.reading.runs import Doubt
from gouji.report import Box, Place

# Cells of a grid that are shown; further rows, but for those with figures of the form, are counted only.
_MOST_CELLS: Final = 8000

_Spot = tuple[int, int]  # row and column


class ShownParagraph(Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="paragraph"):
    """A paragraph; `doubts` are stretches (start, end) that are hidden, struck out or uncertain."""

    text: str
    page: int | None = None
    sheet: str = ""
    doubts: tuple[Doubt, ...] = ()


class ShownCell(Struct, frozen=True, omit_defaults=True):
    """A cell where it begins, 1-based in its grid, with what it covers; `box` in points from the page's top left."""

    text: str
    row: int
    column: int
    column_span: int = 1
    row_span: int = 1
    box: Box | None = None
    doubtful: bool = False


class ShownGrid(Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="grid"):
    """A grid under the number that places have. `omitted`: so many rows at its end are not shown."""

    number: int
    rows: tuple[tuple[ShownCell, ...], ...]
    aligned: bool = False
    page: int | None = None
    sheet: str = ""
    omitted: int = 0


class ShownPage(Struct, frozen=True, omit_defaults=True):
    """A page; width and height in points. `drawing`: where it is no picture."""

    page: int
    width: float
    height: float
    drawing: Drawing | None = None


class ShownDocument(Struct, frozen=True):
    """The document as read. `pages` only where the medium has pages that can be drawn."""

    name: str
    pages: tuple[ShownPage, ...]
    blocks: tuple[ShownParagraph | ShownGrid, ...]


def shown_blocks(
    document: Document, places: Mapping[str, Place]
) -> tuple[ShownParagraph | ShownGrid, ...]:
    """All blocks in reading order; block for block those of the document."""
    last: dict[int, int] = {}
    for place in places.values():
        if place.table is not None and place.row is not None:
            last[place.table] = max(place.row, last.get(place.table, 0))
    return tuple(_shown(block, last) for block in document.blocks)


def _shown(block: Block, last: Mapping[int, int]) -> ShownParagraph | ShownGrid:
    if isinstance(block, Paragraph):
        return ShownParagraph(_text(block.text), block.page, _text(block.sheet), block.doubts)
    rows = [row for row in block.rows if row]
    shown = list(_within(rows, last.get(block.number, 0)))
    return ShownGrid(
        number=block.number,
        rows=tuple(_rows(shown) if block.aligned else map(_row, shown)),
        aligned=block.aligned,
        page=block.page,
        sheet=_text(block.sheet),
        omitted=len(rows) - len(shown),
    )


def _within(rows: Sequence[Sequence[GridCell]], last: int) -> Iterator[Sequence[GridCell]]:
    """The rows down to the last one with a figure of the form, and further ones as long as there is room."""
    room = _MOST_CELLS
    for row in rows:
        room -= len(row)
        if room >= 0 or row[0].row <= last:
            yield row


def _row(cells: Sequence[GridCell]) -> tuple[ShownCell, ...]:
    return tuple(_cell(cell, 1) for cell in cells)


def _rows(rows: Sequence[Sequence[GridCell]]) -> Iterator[tuple[ShownCell, ...]]:
    """Rows of a real table: where nothing begins below a cell, the cell goes on there."""
    numbers = [row[0].row for row in rows]
    covered = [{column for cell in row for column in cell.columns} for row in rows]
    for i, row in enumerate(rows):
        shown = []
        for cell in row:
            end = i + 1
            while (
                end < len(rows)
                and numbers[end] == numbers[end - 1] + 1
                and covered[end].isdisjoint(cell.columns)
            ):
                covered[end].update(cell.columns)
                end += 1
            shown.append(_cell(cell, end - i))
        yield tuple(shown)


def _cell(cell: GridCell, row_span: int) -> ShownCell:
    return ShownCell(
        _text(cell.text), cell.row, cell.column, cell.column_span, row_span, cell.box, cell.doubtful
    )


def _text(text: str) -> str:
    """A text that UTF-8 can hold: halves of surrogate pairs are no characters."""
    return text if text.isascii() else text.encode(errors="replace").decode()
