"""A document as read → what the page shows of it: paragraphs and grids, each cell with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from gouji.page.drawings import Drawing
from gouji.reading.document import Block, Document, GridCell, Paragraph
from gouji.reading.runs import Doubt
from gouji.report import Box, CellId, Place

# Cells of a grid that are shown; further rows, but for those with figures of the form, are counted only.
_MOST_CELLS: Final = 8000

_Spot = tuple[int, int]  # row and column of a grid
_Row = tuple[int, int]  # a grid's number and a row of it


class ShownParagraph(Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="paragraph"):
    """A paragraph; `doubts` are stretches (start, end) that are hidden, struck out or uncertain."""

    text: str
    page: int | None = None
    sheet: str = ""
    doubts: tuple[Doubt, ...] = ()


class ShownCell(Struct, frozen=True, omit_defaults=True):
    """A cell where it begins, 1-based in its grid, with what it covers; `box` in points from the page's top left.

    `cells`: the cells of the form that stand here, or in a row of which this is a part.
    """

    text: str
    row: int
    column: int
    column_span: int = 1
    row_span: int = 1
    box: Box | None = None
    doubtful: bool = False
    cells: tuple[CellId, ...] = ()


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
    document: Document, places: Mapping[CellId, Place]
) -> tuple[ShownParagraph | ShownGrid, ...]:
    """All blocks in reading order; block for block those of the document."""
    of_row: dict[_Row, list[CellId]] = {}
    for cell, place in places.items():
        if place.table is not None and place.row is not None:
            of_row.setdefault((place.table, place.row), []).append(cell)
    return tuple(_shown(block, places, of_row) for block in document.blocks)


def _shown(
    block: Block, places: Mapping[CellId, Place], of_row: Mapping[_Row, Sequence[CellId]]
) -> ShownParagraph | ShownGrid:
    if isinstance(block, Paragraph):
        return ShownParagraph(_text(block.text), block.page, _text(block.sheet), block.doubts)
    rows = [row for row in block.rows if row]
    last = max((row for table, row in of_row if table == block.number), default=0)
    kept = list(_within(rows, last))
    standing: dict[_Spot, list[CellId]] = {}
    for row in kept:
        for cell in of_row.get((block.number, row[0].row), ()):
            for column in _columns(places[cell], row):
                standing.setdefault((row[0].row, column), []).append(cell)
    spans = _spans(kept) if block.aligned else {}
    return ShownGrid(
        number=block.number,
        rows=tuple(tuple(_cell(cell, spans, standing) for cell in row) for row in kept),
        aligned=block.aligned,
        page=block.page,
        sheet=_text(block.sheet),
        omitted=len(rows) - len(kept),
    )


def _columns(place: Place, row: Sequence[GridCell]) -> Sequence[int]:
    """Where a place stands in its row: its own cell, with those behind it where only together they have its text."""
    words = place.text.split()
    columns: list[int] = []
    read: list[str] = []
    for cell in row:
        if cell.column >= (place.column or 0):
            columns.append(cell.column)
            read += cell.text.split()
            if read == words:
                return columns
            if len(read) > len(words):
                break
    return columns[:1] if columns[:1] == [place.column] else ()


def _within(rows: Sequence[Sequence[GridCell]], last: int) -> Iterator[Sequence[GridCell]]:
    """The rows down to the last one with a figure of the form, and further ones as long as there is room."""
    room = _MOST_CELLS
    for row in rows:
        room -= len(row)
        if room >= 0 or row[0].row <= last:
            yield row


def _spans(rows: Sequence[Sequence[GridCell]]) -> dict[_Spot, int]:
    """How many rows each cell of a real table covers: where nothing begins below a cell, it goes on there."""
    numbers = [row[0].row for row in rows]
    covered = [{column for cell in row for column in cell.columns} for row in rows]
    spans: dict[_Spot, int] = {}
    for i, row in enumerate(rows):
        for cell in row:
            end = i + 1
            while (
                end < len(rows)
                and numbers[end] == numbers[end - 1] + 1
                and covered[end].isdisjoint(cell.columns)
            ):
                covered[end].update(cell.columns)
                end += 1
            spans[cell.row, cell.column] = end - i
    return spans


def _cell(
    cell: GridCell, spans: Mapping[_Spot, int], standing: Mapping[_Spot, Sequence[CellId]]
) -> ShownCell:
    at = cell.row, cell.column
    return ShownCell(
        text=_text(cell.text),
        row=cell.row,
        column=cell.column,
        column_span=cell.column_span,
        row_span=spans.get(at, 1),
        box=cell.box,
        doubtful=cell.doubtful,
        cells=tuple(standing.get(at, ())),
    )


def _text(text: str) -> str:
    """A text that UTF-8 can hold: halves of surrogate pairs are no characters."""
    return text if text.isascii() else text.encode(errors="replace").decode()
