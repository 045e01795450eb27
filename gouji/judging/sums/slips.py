"""Slips of more than one cell that people make: an exchange with the neighbour, a number over two cells.

They go on where the search for the smallest repair ends, at three cells: up to three such slips together. What they
find mends everything it touches, but that there is nothing smaller is not shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from gouji.form import Table, row_of
from gouji.report import CellId

_MOST_SLIPS: Final = 3
_MOST_STEPS: Final = 20_000

Changes = dict[CellId, int]


@dataclass(frozen=True, slots=True)
class _Undone:
    """A slip taken back: the new values, and by how much each identity's left less its right changes."""

    changes: Changes
    effect: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class _Grid:
    """The cells of a table by row and column, in the order of the form; what each weighs in the identities."""

    rows: tuple[tuple[CellId, ...], ...]
    weights: Mapping[CellId, tuple[tuple[int, int], ...]]

    def neighbours(self) -> Iterator[tuple[CellId, CellId]]:
        """Every two cells side by side or one above the other, in the order of the form."""
        for row in self.rows:
            yield from pairwise(row)
        for above, below in pairwise(self.rows):
            yield from zip(above, below, strict=True)


@cache
def _grid(table: Table) -> _Grid:
    rows: dict[str, list[CellId]] = {}
    for cell, spec in table.specs.items():
        rows.setdefault(spec.row.id, []).append(cell)
    weights: dict[CellId, list[tuple[int, int]]] = {}
    for n, identity in enumerate(table.identities):
        for cell in identity.cells:
            weights.setdefault(cell, []).append((n, 1 if cell in identity.left else -1))
    return _Grid(
        tuple(map(tuple, rows.values())), {cell: tuple(pairs) for cell, pairs in weights.items()}
    )


def undone_slips(table: Table, printed: Mapping[CellId, int]) -> list[Changes]:
    """The new values by cell of every way found to mend broken identities by taking back up to three slips.

    `printed`: a whole number for every cell of the table's identities.
    """
    gaps = {
        n: sum(printed[c] for c in i.left) - sum(printed[c] for c in i.right)
        for n, i in enumerate(table.identities)
    }
    slips = list(_slips(_grid(table), printed))
    return list(_Search(slips, {n: gap for n, gap in gaps.items() if gap}).all())


def _slips(grid: _Grid, printed: Mapping[CellId, int]) -> Iterator[_Undone]:
    for one, other in grid.neighbours():
        a, b = printed[one], printed[other]
        if a != b:
            yield _undone(grid, printed, {one: b, other: a})
        if a and b and row_of(one) == row_of(other):
            joined = int(f"{a}{b}")
            yield _undone(grid, printed, {one: joined, other: 0})
            yield _undone(grid, printed, {one: 0, other: joined})


def _undone(grid: _Grid, printed: Mapping[CellId, int], changes: Changes) -> _Undone:
    effect: dict[int, int] = {}
    for cell, n in changes.items():
        for identity, weight in grid.weights[cell]:
            effect[identity] = effect.get(identity, 0) + weight * (n - printed[cell])
    return _Undone(changes, {identity: n for identity, n in effect.items() if n})


class _Search:
    """Combinations of slips that together leave no identity broken which one of them touches."""

    def __init__(self, slips: Sequence[_Undone], gaps: Mapping[int, int]) -> None:
        self._gaps = gaps
        self._steps = _MOST_STEPS
        self._touching: dict[int, list[_Undone]] = {}
        for slip in slips:
            for identity in slip.effect:
                self._touching.setdefault(identity, []).append(slip)

    def all(self) -> Iterator[Changes]:
        seen: set[frozenset[tuple[CellId, int]]] = set()
        for size in range(1, _MOST_SLIPS + 1):
            for start in self._gaps:
                for changes in self._extend({start: self._gaps[start]}, {}, size):
                    key = frozenset(changes.items())
                    if key not in seen:
                        seen.add(key)
                        yield changes

    def _extend(self, state: Mapping[int, int], changes: Changes, left: int) -> Iterator[Changes]:
        unmet = [n for n, gap in state.items() if gap]
        if not unmet:
            if not left:
                yield changes
            return
        self._steps -= 1
        if not left or self._steps < 0:
            return
        target = min(unmet, key=lambda n: len(self._touching.get(n, ())))
        for slip in self._touching.get(target, ()):
            if left == 1 and slip.effect[target] != -state[target]:
                continue
            if not changes.keys() & slip.changes.keys():
                after = dict(state)
                for n, change in slip.effect.items():
                    after[n] = after.get(n, self._gaps.get(n, 0)) + change
                yield from self._extend(after, {**changes, **slip.changes}, left - 1)
