"""Slips of one habit that run through a whole table: open requests counted as concluded, carried-in ones as new.

One line of the table (a row, or the column of totals) holds in every place what another line holds there besides its
own, or leaves that out. The search for the smallest repair sees as many errors as there are columns; the office that
filled the table in made one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from gouji.form import Identity, Table
from gouji.judging.sums.deduction import Values
from gouji.report import CellId

Way = Literal["included", "left-out", "twice", "shifted"]
Changes = dict[CellId, int]
_LEAST_SHIFTED = 2  # numbers that are not 0
_Pair = tuple[CellId, CellId]


@dataclass(frozen=True, slots=True)
class Habit:
    """How one line was filled in, by a cell of it and the cell of the other line in the same place.

    `along_row`: the line is a row, else the column of totals.
    `included`: what belongs elsewhere was counted in; `left-out`, `twice`: a part of a total was not, or was twice.
    `shifted`: a row's numbers beside its total stand one column aside, on the side of `other`.
    `places`: how many of the line's cells are wrong, its total not counted. `changes`: the new values of all.
    """

    way: Way
    along_row: bool
    cell: CellId
    other: CellId
    places: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class _Line:
    """What one line may hold of another: the two cells of each place; not `along_row`: the column of totals."""

    way: Way
    along_row: bool
    pairs: tuple[_Pair, ...]


def habits(table: Table, values: Values, least: int = 2) -> Iterator[Habit]:
    """Every habit that would explain `least` places of a line or more; what they mend is not looked at.

    `values`: the printed whole numbers from 0 by cell, None where a cell shows none.
    """
    yield from _shifts(table, values, least)
    for line in _lines(table):
        changes: Changes = {}
        places = 0
        for cell, other in line.pairs:
            printed, part = values[cell], int(values[other] or 0)
            if printed is None or not part:
                continue
            changes[cell] = int(printed) + (part if line.way == "left-out" else -part)
            places += not _is_total(table, cell, line)
        if places >= least and min(changes.values()) >= 0:
            first = next(pair for pair in line.pairs if pair[0] in changes)
            yield Habit(line.way, line.along_row, *first, places, changes)


def _shifted(row: Sequence[int], by: int) -> list[int]:
    """A row's numbers one column further, the last before the first."""
    return [*row[-by:], *row[:-by]]


def _shifts(table: Table, values: Values, least: int) -> Iterator[Habit]:
    for row in _rows(table):
        cells = row[:-1]
        printed = [int(values[cell] or 0) for cell in cells]
        if sum(map(bool, printed)) < _LEAST_SHIFTED:
            continue
        for by, (cell, other) in ((1, (cells[-1], cells[0])), (-1, (cells[0], cells[-1]))):
            true = zip(cells, printed, _shifted(printed, by), strict=True)
            changes = {c: n for c, was, n in true if n != was and values[c] is not None}
            if len(changes) > least:  # two may as well have changed places
                yield Habit("shifted", True, cell, other, len(changes), changes)


@cache
def _rows(table: Table) -> tuple[tuple[CellId, ...], ...]:
    rows: dict[str, list[CellId]] = {}
    for identity in table.identities:
        if identity.kind == "column total":
            rows[identity.right[0]] = list(identity.cells)
    return tuple(map(tuple, rows.values()))


def _is_total(table: Table, cell: CellId, line: _Line) -> bool:
    """Whether a cell of a row is its total; the column of totals has none."""
    return line.along_row and table.specs[cell].column.node.total


@cache
def _lines(table: Table) -> tuple[_Line, ...]:
    lines: dict[tuple[Way, bool, str, str], list[_Pair]] = {}
    for identity in table.identities:
        along_row = identity.kind != "column total"
        for way, one, other in _terms(identity):
            ids = [_line_id(table, cell, along_row=along_row) for cell in (one, other)]
            lines.setdefault((way, along_row, ids[0], ids[1]), []).append((one, other))
    return tuple(_Line(key[0], key[1], tuple(pairs)) for key, pairs in lines.items())


def _line_id(table: Table, cell: CellId, *, along_row: bool) -> str:
    spec = table.specs[cell]
    return spec.row.id if along_row else spec.column.id


def _terms(identity: Identity) -> Iterator[tuple[Way, CellId, CellId]]:
    """Which term of an identity may by habit hold, or lack, which other."""
    whole, *rest = identity.right
    if identity.kind == "balance":
        new, *carried_in = identity.left
        yield from (("included", new, cell) for cell in carried_in)
        yield from (("included", whole, cell) for cell in rest)
        yield from (("left-out", new, cell) for cell in rest)
        return
    for part in identity.left:
        yield "left-out", whole, part
        yield "twice", whole, part
