"""Rows of a binary Word document's tables: where their cells begin and end, and which are merged → a grid."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

from gouji.reading import limits
from gouji.reading.document import Grid, GridCell
from gouji.reading.formats.word.binary.sprms import (
    T_DEF_TABLE,
    Prl,
    is_shaded,
    is_shaded80,
    number,
    signed,
)

_TC80: Final = 20  # bytes that describe a cell in the definition of its row
_SHD80, _SHD = 2, 10  # bytes
_HORZ_MERGE: Final = 0x03
_VERT_MERGE: Final = 0x60
_VERT_GOES_ON: Final = 0x20
_NEARLY: Final = 3  # twips by which the edges of one column may differ from row to row
_MOST_CELLS: Final = 64  # of a row, as Word has it


class CellText(NamedTuple):
    """What a cell shows. `unseen`: it is white, and seen where the cell is shaded."""

    text: str
    doubtful: bool
    unseen: bool


@dataclass(slots=True)
class Row:
    """What a row's end says of its cells: their edges in twips from the left, and a TCGRF for each.

    `edges` is empty where the row says nothing.
    """

    edges: list[int] = field(default_factory=list)
    merges: list[int] = field(default_factory=list)
    shadings: list[tuple[int, int, bytes]] = field(
        default_factory=list
    )  # from which cell on, how large each
    gap: int = 0

    def is_shaded(self, cell: int) -> bool:
        """Whether a cell's ground is anything else than white; the last that is said of it counts."""
        shaded = False
        for first, size, shds in self.shadings:
            shd = shds[(cell - first) * size :][:size] if cell >= first else b""
            if len(shd) == size:
                shaded = is_shaded(shd) if size == _SHD else is_shaded80(shd)
        return shaded


def row_of(found: Iterable[Prl]) -> Row:
    """The definition of a row and its changes, in their order."""
    row = Row()
    for sprm, operand in found:
        if sprm in _CHANGES:
            _CHANGES[sprm](row, operand)
    return row


def _define(row: Row, operand: bytes) -> None:
    count = operand[2]
    row.edges = list(struct.unpack_from(f"<{count + 1}h", operand, 3))
    described = operand[3 + 2 * (count + 1) :][: count * _TC80]
    row.merges = [number(described[at : at + 2]) for at in range(0, len(described), _TC80)]
    row.merges += [0] * (count - len(row.merges))


def _indent(row: Row, operand: bytes) -> None:
    if row.edges:
        shift = signed(operand) - row.gap - row.edges[0]
        row.edges = [edge + shift for edge in row.edges]


def _set_gap(row: Row, operand: bytes) -> None:
    row.gap = signed(operand)


def _insert(row: Row, operand: bytes) -> None:
    first, count, width = struct.unpack("<BBH", operand)
    if not row.edges or first > len(row.merges) or len(row.merges) + count > _MOST_CELLS:
        raise ValueError("cells inserted beyond the row")
    start = row.edges[first]
    new = [start + width * i for i in range(1, count + 1)]
    row.edges[first + 1 :] = new + [edge + width * count for edge in row.edges[first + 1 :]]
    row.merges[first:first] = [0] * count
    row.shadings.clear()


def _delete(row: Row, operand: bytes) -> None:
    first, after = operand
    if not first < after <= len(row.merges):
        raise ValueError("cells deleted beyond the row")
    gone = row.edges[after] - row.edges[first]
    row.edges[first + 1 :] = [edge - gone for edge in row.edges[after + 1 :]]
    del row.merges[first:after]
    row.shadings.clear()


def _widen(row: Row, operand: bytes) -> None:
    first, after, width = struct.unpack("<BBH", operand)
    for i in range(first, min(after, len(row.merges))):
        more = width - (row.edges[i + 1] - row.edges[i])
        row.edges[i + 1 :] = [edge + more for edge in row.edges[i + 1 :]]


def _merge(row: Row, operand: bytes) -> None:
    first, after = operand
    for i in range(first, min(after, len(row.merges))):
        row.merges[i] = row.merges[i] & ~_HORZ_MERGE | (2 if i == first else 1)


def _split(row: Row, operand: bytes) -> None:
    first, after = operand
    for i in range(first, min(after, len(row.merges))):
        row.merges[i] &= ~_HORZ_MERGE


def _merge_down(row: Row, operand: bytes) -> None:
    _, cell, flag = operand
    if cell < len(row.merges):
        row.merges[cell] = row.merges[cell] & ~_VERT_MERGE | (flag & 3) << 5


def _shade(first: int, size: int) -> Callable[[Row, bytes], None]:
    def shade(row: Row, operand: bytes) -> None:
        row.shadings.append((first, size, operand[1:]))

    return shade


_CHANGES: Final[Mapping[int, Callable[[Row, bytes], None]]] = {
    T_DEF_TABLE: _define,
    0x9601: _indent,  # sprmTDxaLeft
    0x9602: _set_gap,  # sprmTDxaGapHalf
    0x7621: _insert,  # sprmTInsert
    0x5622: _delete,  # sprmTDelete
    0x7623: _widen,  # sprmTDxaCol
    0x5624: _merge,  # sprmTMerge
    0x5625: _split,  # sprmTSplit
    0xD62B: _merge_down,  # sprmTVertMerge
    0xD609: _shade(0, _SHD80),  # sprmTDefTableShd80
    **{sprm: _shade(0, _SHD) for sprm in (0xD612, 0xD670)},  # sprmTDefTableShd
    **{sprm: _shade(22, _SHD) for sprm in (0xD616, 0xD671)},  # sprmTDefTableShd2nd
    **{sprm: _shade(44, _SHD) for sprm in (0xD60C, 0xD672)},  # sprmTDefTableShd3rd
}


class TableRow(NamedTuple):
    """A row that is shown, with its number in its table."""

    number: int
    definition: Row
    cells: Sequence[CellText]


def grid_of(rows: Sequence[TableRow]) -> Grid:
    """The grid that rows of one table make: the edges of all rows divide its columns."""
    column_of = _columns(edge for row in rows for edge in row.definition.edges)
    shown: list[tuple[GridCell, ...]] = []
    above: dict[int, int] = {}
    for row in rows:
        cells, above = _cells(row, column_of, above)
        limits.count_cells(len(cells))
        shown.append(cells)
    return Grid(tuple(shown), 1, aligned=True)


def _columns(edges: Iterable[int]) -> Callable[[int], int]:
    """Which column, from 1, begins at an edge."""
    starts: list[int] = []
    for edge in sorted(set(edges)):
        if not starts or edge - starts[-1] > _NEARLY:
            starts.append(edge)
    return lambda edge: bisect_right(starts, edge)


def _cells(
    row: TableRow, column_of: Callable[[int], int], above: Mapping[int, int]
) -> tuple[tuple[GridCell, ...], dict[int, int]]:
    """A row's cells, and the columns and widths of those that the row below may go on with."""
    merges = row.definition.merges
    columns = [column_of(edge) for edge in row.definition.edges]
    if len(merges) != len(row.cells) or any(a >= b for a, b in pairwise(columns)):
        # Which column a cell is of is not told.
        return tuple(
            GridCell(cell.text, row.number, i, doubtful=True) for i, cell in enumerate(row.cells, 1)
        ), {}
    cells: list[GridCell] = []
    merged: dict[int, int] = {}
    for together in _merged_across(merges):
        column = columns[together.start]
        width = columns[together.stop] - column
        down = merges[together.start] & _VERT_MERGE
        if down:
            merged[column] = width
        # A merge that begins nowhere, or with another width: the cell is shown by itself.
        if down != _VERT_GOES_ON or above.get(column) != width:
            text, doubtful = _shown(row, together)
            cells.append(GridCell(text, row.number, column, width, doubtful=doubtful))
    return tuple(cells), merged


def _shown(row: TableRow, together: range) -> tuple[str, bool]:
    """The text of merged cells, and whether it is doubtful: only the first one's is shown."""
    first, *others = (row.cells[i] for i in together)
    unseen = first.unseen and not row.definition.is_shaded(together.start)
    covered = any(cell.text or cell.doubtful for cell in others)
    return first.text, first.doubtful or unseen or covered


def _merged_across(merges: Sequence[int]) -> Iterator[range]:
    """Cells that are one. The specification has 2 or 3 for the first and 1 for the others, Word 97's own 1 and 2."""
    start = first = 0
    for i, flags in enumerate(merges):
        merge = flags & _HORZ_MERGE
        if first and merge == (2 if first == 1 else 1):
            continue
        if i:
            yield range(start, i)
        start, first = i, merge
    if merges:
        yield range(start, len(merges))
