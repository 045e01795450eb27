"""Characters between rulings → grids of cells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from gouji.reading import limits
from gouji.reading.document import Grid, GridCell
from gouji.reading.pages.glyphs import Glyph, Strokes, line_text, lines_of
from gouji.reading.pages.rulings import Lattice, RuledCell, Segment, lattices
from gouji.reading.runs import Run
from gouji.reading.words.labels import holds_rows
from gouji.reading.words.values import looks_like_value
from gouji.report import Box

_TOUCH: Final = 0.05  # of their height; digits nearer to each other are one figure's
_PADDING: Final = 6.0  # between a cell's border and its text
_FIGURES = re.compile(r"[\d,.]+")


def page_tables(
    segments: Sequence[Segment], glyphs: Iterable[Glyph], page: int, first: int
) -> tuple[list[tuple[Lattice, Grid]], list[Glyph]]:
    """A page's tables, numbered from `first`, and the glyphs outside of them."""
    tables = lattices(segments)
    inside: list[dict[int, list[Glyph]]] = [defaultdict(list) for _ in tables]
    placed = [
        (table.ys[0], table.ys[-1], table, cells)
        for table, cells in zip(tables, inside, strict=True)
    ]
    outside: list[Glyph] = []
    for i, glyph in enumerate(glyphs):
        if not i % 1024:
            limits.check_time()
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
        for top, bottom, table, cells in placed:
            index = table.index_at(x, y) if top <= y <= bottom else None
            if index is not None:
                cells[index].append(glyph)
                break
        else:
            outside.append(glyph)
    for table, cells in zip(tables, inside, strict=True):
        _doubt_split_figures(table, cells)
    # A ruling runs between figures: whatever runs through one strikes it out.
    strokes = Strokes(segments)
    grids = [
        (table, _grid(table, cells, strokes, page, number))
        for number, (table, cells) in enumerate(zip(tables, inside, strict=True), first)
    ]
    return grids, outside


def _doubt_split_figures(table: Lattice, cells: dict[int, list[Glyph]]) -> None:
    """A figure too long for its column runs on into the next: what either cell shows is no number of its own.

    So does one through whose middle a ruling runs.
    """
    digits = {
        index: [glyph for glyph in glyphs if glyph.is_digit and len(glyph.text) == 1]
        for index, glyphs in cells.items()
    }
    tallest = max((glyph.height for glyphs in digits.values() for glyph in glyphs), default=0.0)
    near = _TOUCH * tallest
    if not any(_reach(glyphs, table.cells[i].box, near) for i, glyphs in digits.items()):
        return
    _doubt_touching(digits, cells)
    for index, glyph in ((i, glyph) for i, glyphs in digits.items() for glyph in glyphs):
        for beside in _also_in(table, glyph) - {index}:
            cells[beside].append(replace(glyph, text="", doubtful=True))


def _doubt_touching(digits: Mapping[int, Sequence[Glyph]], cells: dict[int, list[Glyph]]) -> None:
    """Doubt the digits of one figure that stand in two cells."""
    of = {id(glyph): index for index, glyphs in digits.items() for glyph in glyphs}
    for line in lines_of(glyph for glyphs in digits.values() for glyph in glyphs):
        for one, other in pairwise(line):
            touch = other.x0 - one.x1 < _TOUCH * max(one.height, other.height)
            if touch and of[id(one)] != of[id(other)]:
                for glyph in (one, other):
                    cells[of[id(glyph)]].append(replace(glyph, text="", doubtful=True))


def _also_in(table: Lattice, glyph: Glyph) -> set[int]:
    """The cells in which the middle half of a character stands, from top to bottom and from side to side."""
    (x, y), wide, high = glyph.centre, (glyph.x1 - glyph.x0) / 4, glyph.height / 4
    spots = ((x, y - high), (x, y + high), (x - wide, y), (x + wide, y))
    found = (table.index_at(*spot) for spot in spots)
    return {index for index in found if index is not None}


def _reach(glyphs: Iterable[Glyph], box: Box, near: float) -> bool:
    """Whether one of them comes near to a border of its cell, or goes over it: of two that touch one does."""
    left, top, right, bottom = box
    return any(
        glyph.x0 <= left + near or glyph.x1 >= right - near or glyph.y0 < top or glyph.y1 > bottom
        for glyph in glyphs
    )


def _grid(
    table: Lattice,
    inside: dict[int, list[Glyph]],
    strokes: Strokes,
    page: int,
    number: int,
) -> Grid:
    rows: list[list[GridCell]] = [[] for _ in range(len(table.ys) - 1)]
    lines = [lines_of(inside.get(i, ())) for i in range(len(table.cells))]
    texts = [_cell_text(*pair, strokes) for pair in zip(table.cells, lines, strict=True)]
    begun, mixed = _rows_begun(table.cells, texts), _rows_mixed(table.cells, texts)
    for cell, of_cell, shown in zip(table.cells, lines, texts, strict=True):
        full = bool(of_cell) and _fills(of_cell[-1], cell.box)
        place = cell.row, cell.column, cell.column_span
        unsure = cell.row in mixed or _is_over_several(cell, begun)
        doubtful = shown.doubtful or (unsure and looks_like_value(shown.text))
        rows[cell.row - 1].append(GridCell(shown.text, *place, _rounded(cell.box), full, doubtful))
    ordered = (tuple(sorted(row, key=lambda cell: cell.column)) for row in rows)
    return Grid(tuple(ordered), number, aligned=True, page=page)


def _rows_begun(cells: Sequence[RuledCell], texts: Sequence[Run]) -> dict[int, int]:
    """The rows in which a label begins, each with the column in which its last one ends."""
    begun: dict[int, int] = {}
    for cell, shown in zip(cells, texts, strict=True):
        if shown.text and not looks_like_value(shown.text):
            begun[cell.row] = max(begun.get(cell.row, 0), cell.column + cell.column_span)
    return begun


def _is_over_several(cell: RuledCell, begun: Mapping[int, int]) -> bool:
    """Whether a cell stands behind the labels of several rows: a rule lacks, and what it shows is of one of them."""
    below = range(cell.row + 1, cell.row + cell.row_span)
    return any(begun.get(row, cell.column + 1) <= cell.column for row in below)


def _rows_mixed(cells: Sequence[RuledCell], texts: Sequence[Run]) -> set[int]:
    """The rows beside a label that names several: a rule lacks, and the figures of either may stand here."""
    return {
        row
        for cell, shown in zip(cells, texts, strict=True)
        if not shown.text.isascii() and holds_rows(shown.text)
        for row in range(cell.row, cell.row + cell.row_span)
    }


def _cell_text(cell: RuledCell, lines: Sequence[Sequence[Glyph]], strokes: Strokes) -> Run:
    """The lines of a cell. A number that was too long for a narrow column goes on below: it is one number."""
    texts = [line_text(line, strokes) for line in lines]
    doubtful = any(text.doubts for text in texts)
    broken = (
        len(texts) > 1
        and cell.row_span == 1
        and not doubtful
        and all(len(glyph.text) == 1 for line in lines for glyph in line)
        and all(_FIGURES.fullmatch(text.text) for text in texts)
        and all(_fills(line, cell.box) for line in lines[:-1])
    )
    return Run(("" if broken else "\n").join(text.text for text in texts), doubtful)


def _fills(line: Sequence[Glyph], box: Box) -> bool:
    """Whether no further glyph would fit between the cell's paddings."""
    digit = max(glyph.x1 - glyph.x0 for glyph in line)
    return box[2] - box[0] - (line[-1].x1 - line[0].x0) < digit + 2 * _PADDING


def _rounded(box: Box) -> Box:
    x0, y0, x1, y1 = (round(value, 1) for value in box)
    return x0, y0, x1, y1
