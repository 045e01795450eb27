"""How a table of the form is laid out on paper: which label or figure covers which places of the grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from gouji.form.tree import Leaf, Table, leaves
from gouji.report import CellId

Path = tuple[str, ...]


class Box(Struct, frozen=True):
    """One cell as printed, 0-based: where it begins, what it covers, its label or its figure's id."""

    row: int
    column: int
    height: int
    width: int
    label: str = ""
    cell: CellId | None = None


@cache
def layout(table: Table) -> tuple[Box, ...]:
    """All boxes of a table, row by row; together they cover its grid."""
    boxes = {"t2": _stacked, "t3": _crossed, "t4": _in_one_line}[table.id](table)
    return tuple(sorted(boxes, key=lambda box: (box.row, box.column)))


def _stacked(table: Table) -> Iterator[Box]:
    """Table 2: block under block, each with its heading; the last column fills the width."""
    width = max(len(list(leaves(block.columns))) for block in table.blocks) + 1
    top = 0
    for block in table.blocks:
        yield Box(top, 0, 1, width, block.label)
        yield Box(top + 1, 0, 1, 1, table.captions[0])
        spans = _filling(list(leaves(block.columns)), width)
        yield from (Box(top + 1, at, 1, w, column.label) for column, at, w in spans)
        top += 2
        for row in leaves(block.rows):
            yield Box(top, 0, 1, 1, row.label)
            yield from (Box(top, at, 1, w, cell=table.cell(row, c)) for c, at, w in spans)
            top += 1


def _crossed(table: Table) -> Iterator[Box]:
    """Table 3: labels of rows at the left, of columns above, the caption in the corner."""
    (block,) = table.blocks
    heading, corner = table.captions
    rows, columns = list(leaves(block.rows)), list(leaves(block.columns))
    across = [(heading, *_path(column)) for column in columns]
    down = [_path(row) for row in rows]
    deep, wide = max(map(len, across)), max(map(len, down))
    yield Box(0, 0, deep, wide, corner)
    for level, levels, start, length, label in _headings(across):
        yield Box(level, wide + start, levels, length, label)
    for level, levels, start, length, label in _headings(down):
        yield Box(deep + start, level, length, levels, label)
    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            yield Box(deep + i, wide + j, 1, 1, cell=table.cell(row, column))


def _in_one_line(table: Table) -> Iterator[Box]:
    """Table 4: all figures in one line, rows of the tree as headings above its columns."""
    (block,) = table.blocks
    pairs = [(row, column) for row in leaves(block.rows) for column in leaves(block.columns)]
    paths = [(*_path(row), column.label) for row, column in pairs]
    deep = max(map(len, paths))
    for level, levels, start, length, label in _headings(paths):
        yield Box(level, start, levels, length, label)
    for i, (row, column) in enumerate(pairs):
        yield Box(deep, i, 1, 1, cell=table.cell(row, column))


def _headings(paths: Sequence[Path]) -> Iterator[tuple[int, int, int, int, str]]:
    """(level, levels, start, length, label) of labels over labels; the last label fills the depth."""
    depth = max(map(len, paths))
    for level in range(depth):
        start = 0
        while start < len(paths):
            head = paths[start][: level + 1]
            stop = start + 1
            while stop < len(paths) and paths[stop][: level + 1] == head:
                stop += 1
            if len(head) == level + 1:
                levels = depth - level if len(paths[start]) == len(head) else 1
                yield level, levels, start, stop - start, head[-1]
            start = stop


def _path(leaf: Leaf) -> Path:
    return tuple(label for label in (*leaf.above, leaf.label) if label)


def _filling(columns: Sequence[Leaf], width: int) -> list[tuple[Leaf, int, int]]:
    """Each column's place and width beside the labels; the last one takes what is left."""
    last = len(columns) - 1
    return [(c, i + 1, width - 1 - i if i == last else 1) for i, c in enumerate(columns)]
