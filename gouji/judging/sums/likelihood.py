"""How likely a repair is: by the slips that people make, by what the text and last year's report say.

Weights are costs, small ones likely; only their order counts. A slip is what made the printed number of the true one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log10
from typing import Final

from gouji.form import TABLES, Table
from gouji.judging.sums.habits import habits
from gouji.judging.sums.repair import Repair
from gouji.report import Cell, CellId, FormatVersion, Number, TableId

# Digits that character recognition takes for one another.
_LOOK_ALIKE: Final = frozenset(
    map(frozenset, ("17", "38", "56", "08", "06", "69", "35", "14", "49", "27", "68", "89"))
)
_LOOK_ALIKE_COST: Final = 1.0
_DIGIT: Final = 2.0
_SWAPPED: Final = 2.0
_LOST: Final = 2.5  # or doubled
_LEFT_OUT: Final = 3.5  # a number for which 0 was filled in
_NOT_UPDATED: Final = 3.0  # a total
_TOTAL_RATHER: Final = 0.1  # of equally likely cells the total
_INVENTED: Final = 4.0  # a number where 0 belongs
_ANY: Final = 5.0
_EXCHANGED: Final = 2.5  # with the neighbouring cell, both cells together
_SPLIT: Final = 3.5  # a number over two neighbouring cells
_TOTALS_EXCHANGED: Final = 1.0  # on top: totals are reckoned, not copied
_HABIT: Final = (
    3.0  # one line counted into another in every place, a whole row shifted by one column
)
_STATED: Final = (
    100.0  # agreement or contradiction with what is stated elsewhere: more than any slips together
)
_PRINTED_CLEARLY: Final = 3.0  # a cell not recognised, beside cells that are


@dataclass(frozen=True, slots=True)
class Statement:
    """A number that the text or last year's report gives: the sum of the cells of one of the alternatives."""

    number: int
    alternatives: tuple[tuple[CellId, ...], ...]

    def agrees(self, cells: Mapping[CellId, Cell], repair: Repair) -> bool:
        """Whether one alternative adds up to the number once `repair` is made; a cell without a number never does."""
        return any(self.number == self._sum(of, cells, repair) for of in self.alternatives)

    @staticmethod
    def _sum(of: tuple[CellId, ...], cells: Mapping[CellId, Cell], repair: Repair) -> Number | None:
        values = [repair.get(cell, cells[cell].value if cell in cells else None) for cell in of]
        known = [value for value in values if value is not None]
        return sum(known) if len(known) == len(values) else None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What repairs are weighed by: the cells as printed, and what is stated of them elsewhere."""

    table: Table
    cells: Mapping[CellId, Cell]
    statements: Sequence[Statement] = ()


def weighed(repairs: Iterable[Repair], evidence: Evidence) -> list[tuple[float, Repair]]:
    """Repairs of one cause with their costs, likeliest first; equal ones in the order of the form."""
    spots = _spots(evidence.table.id, evidence.table.format_version)
    order = {cell: n for n, cell in enumerate(spots)}
    printed = {cell: _count_of(evidence, cell) for cell in spots}
    habitual = [habit.changes for habit in habits(evidence.table, printed, least=1)]
    scanned = any(cell.mark == "recognised" for cell in evidence.cells.values())

    def key(repair: Repair) -> tuple[float, list[int]]:
        cost = _apart(tuple(repair), repair, evidence)
        if repair in habitual:
            cost = min(cost, _HABIT)
        cost += _contradiction(repair, evidence)
        if scanned:
            clear = sum(evidence.cells[cell].mark != "recognised" for cell in repair)
            cost += clear * _PRINTED_CLEARLY
        return cost, sorted(order[cell] for cell in repair)

    keyed = sorted(((key(repair), repair) for repair in repairs), key=lambda pair: pair[0])
    return [(cost, repair) for (cost, _), repair in keyed]


def contradicts(repair: Repair, evidence: Evidence) -> bool:
    """Whether more of what is stated elsewhere disagrees once a repair is made than agrees newly."""
    return _contradiction(repair, evidence) > 0


def _count_of(evidence: Evidence, cell: CellId) -> int | None:
    value = evidence.cells[cell].value
    return value if isinstance(value, int) and value >= 0 else None


def slip_cost(true: int, printed: int, *, total: bool = False, scanned: bool = False) -> float:
    """The cost of taking one number for another, by the digits."""
    one, other = str(true), str(printed)
    costs = [_ANY + min(log10(1 + abs(true - printed)), 2)]
    if total:
        costs.append(_NOT_UPDATED)
    if printed == 0:
        costs.append(_LEFT_OUT)
    elif true == 0:
        costs.append(_INVENTED)
    elif len(one) == len(other):
        costs.append(_same_length(one, other, scanned=scanned))
    elif _is_one_longer(one, other) or _is_one_longer(other, one):
        costs.append(_LOST)
    return min(costs) - (_TOTAL_RATHER if total else 0)


def _same_length(one: str, other: str, *, scanned: bool) -> float:
    wrong = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(wrong) == 1:
        pair = frozenset((one[wrong[0]], other[wrong[0]]))
        return _LOOK_ALIKE_COST if scanned and pair in _LOOK_ALIKE else _DIGIT
    i = wrong[0]
    if wrong == [i, i + 1] and one[i : i + 2] == other[i : i + 2][::-1]:
        return _SWAPPED
    return _ANY * 2


def _is_one_longer(long: str, short: str) -> bool:
    return len(long) == len(short) + 1 and any(
        long[:i] + long[i + 1 :] == short for i in range(len(long))
    )


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a cell stands in the form; whether it is a total."""

    row: int
    column: int
    total: bool


@cache
def _spots(table: TableId, format_version: FormatVersion) -> dict[CellId, _Spot]:
    specs = TABLES[table, format_version].specs
    rows = {row: n for n, row in enumerate(dict.fromkeys(s.row.id for s in specs.values()))}
    columns = {c: n for n, c in enumerate(dict.fromkeys(s.column.id for s in specs.values()))}
    return {
        cell: _Spot(
            rows[spec.row.id],
            columns[spec.column.id],
            spec.row.node.total or spec.column.node.total,
        )
        for cell, spec in specs.items()
    }


def _are_neighbours(one: _Spot, other: _Spot) -> bool:
    return abs(one.row - other.row) + abs(one.column - other.column) == 1


def _apart(cells: tuple[CellId, ...], repair: Repair, evidence: Evidence) -> float:
    """The cheapest story of some cells: neighbours two by two, the others each by its own slip."""
    if not cells:
        return 0.0
    first, *others = cells
    best = _slip(first, repair[first], evidence) + _apart(tuple(others), repair, evidence)
    spots = _spots(evidence.table.id, evidence.table.format_version)
    for other in others:
        if _are_neighbours(spots[first], spots[other]):
            rest = tuple(cell for cell in others if cell != other)
            pair = _pair_slip(first, other, repair, evidence)
            if spots[first].total and spots[other].total:
                pair += _TOTALS_EXCHANGED
            best = min(best, pair + _apart(rest, repair, evidence))
    return best


def _slip(cell: CellId, true: int, evidence: Evidence) -> float:
    spot = _spots(evidence.table.id, evidence.table.format_version)[cell]
    scanned = evidence.cells[cell].mark == "recognised"
    return slip_cost(true, _printed(cell, evidence), total=spot.total, scanned=scanned)


def _pair_slip(one: CellId, other: CellId, repair: Repair, evidence: Evidence) -> float:
    printed = _printed(one, evidence), _printed(other, evidence)
    true = repair[one], repair[other]
    if true == printed[::-1]:
        return _EXCHANGED
    # One number written over two cells: 12 as 1 and 2.
    if str(max(true)) == f"{printed[0]}{printed[1]}" and min(true) == 0:
        return _SPLIT
    # Both numbers added up in one cell.
    if sum(true) == max(printed) and min(printed) == 0:
        return _SPLIT
    return 2 * _ANY


def _printed(cell: CellId, evidence: Evidence) -> int:
    return int(evidence.cells[cell].value or 0)


def _contradiction(repair: Repair, evidence: Evidence) -> float:
    """Below 0 where the repair makes stated numbers agree, above 0 where it makes them disagree."""
    cost = 0.0
    for statement in evidence.statements:
        if not any(cell in repair for cells in statement.alternatives for cell in cells):
            continue
        before = statement.agrees(evidence.cells, {})
        after = statement.agrees(evidence.cells, repair)
        cost += _STATED * (before - after)
    return cost
