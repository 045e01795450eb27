"""Table 4, whose header stands over two lines: groups above, outcomes below; then its fifteen figures in one row.

Turned on its side it is read group by group, five figures each.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from gouji.form import TABLES, leaves
from gouji.reading.document import Grid, GridCell
from gouji.reading.tables.labelled import LabelledRow
from gouji.reading.words.periods import period_of

GROUPS: Final = tuple(leaf.id for leaf in leaves(TABLES["t4", "2021"].blocks[0].rows))
OUTCOMES: Final = tuple(leaf.id for leaf in leaves(TABLES["t4", "2021"].blocks[0].columns))
CELLS: Final = tuple(f"{group}.{outcome}" for group in GROUPS for outcome in OUTCOMES)
_MOST_OUTCOMES: Final = 10  # of fifteen; the rest may be cut off
_MOST_LABELS: Final = 60  # of a header; it has 18

Columns = dict[str, GridCell]  # the cell of a header for each column


class DisputesHeader(Struct, frozen=True):
    """The labels of table 4's header that were read so far; outcomes with the number of their grid."""

    groups: tuple[tuple[str, GridCell], ...] = ()
    outcomes: tuple[tuple[str, GridCell, int], ...] = ()

    @property
    def last_outcomes(self) -> Columns | None:
        """The five outcomes that were named last, where they are the form's, in its order."""
        last = self.outcomes[-len(OUTCOMES) :]
        are_all = tuple(name for name, _, _ in last) == OUTCOMES
        return {name: cell for name, cell, _ in last} if are_all else None


def with_labels(header: DisputesHeader, row: LabelledRow) -> DisputesHeader:
    """The header with a further row of labels."""
    groups = [(group, label.cell) for label in row.labels for group in label.meaning.groups]
    outcomes = [
        (outcome, label.cell, row.grid.number)
        for label in row.labels
        for outcome in label.meaning.outcomes
    ]
    return DisputesHeader(
        (*header.groups, *groups)[-_MOST_LABELS:], (*header.outcomes, *outcomes)[-_MOST_LABELS:]
    )


def is_group(row: LabelledRow, header: DisputesHeader) -> bool:
    """Whether table 4 stands on its side: below the outcomes a row begins with a group, and five figures follow."""
    if not row.labels or not row.labels[-1].meaning.groups:
        return False
    if any(label.meaning.groups for label in row.labels[:-1]):
        return False
    return can_be_outcomes(row.cells[row.labels[-1].index + 1 :], header)


def can_be_outcomes(cells: tuple[GridCell, ...], header: DisputesHeader) -> bool:
    """Whether cells can be the five figures of one group, below these outcomes."""
    return (
        len(OUTCOMES) <= len(cells) <= len(OUTCOMES) + 2
        and header.last_outcomes is not None
        and all(cell.is_blank or cell.is_value or period_of(cell.text) for cell in cells)
    )


def columns_of(header: DisputesHeader, cells: tuple[GridCell, ...], grid: Grid) -> Columns | None:
    """The header's cell for each of the fifteen figures in a row; None where the header is not table 4's.

    Empty where the header names all of them but only their order counts.
    """
    if grid.aligned:
        columns = _named(header) or _by_number(header, cells, grid.number)
        if columns:
            return columns
    last = [name for name, _, _ in header.outcomes[-len(CELLS) :]]
    return {} if last == list(OUTCOMES) * len(GROUPS) else None


def _named(header: DisputesHeader) -> Columns:
    """Each of the fifteen cells by its group above and its outcome; empty where any is unclear."""
    columns = {
        f"{group}.{outcome}": cell
        for outcome, cell, _ in header.outcomes
        for group, above in header.groups
        if cell.column in above.columns
    }
    if columns.keys() == set(CELLS):
        return columns
    by_place = {
        f"{group}.{outcome}": replace(above, column=above.column + i, column_span=1)
        for group, above in header.groups
        if above.column_span == len(OUTCOMES)
        for i, outcome in enumerate(OUTCOMES)
    }
    # Some outcomes cannot be read, but each group spans five columns, and those that can stand in the form's order.
    agree = all(
        name in by_place and by_place[name].column == columns[name].column for name in columns
    )
    return by_place if by_place.keys() == set(CELLS) and agree else {}


def _by_number(header: DisputesHeader, cells: tuple[GridCell, ...], grid: int) -> Columns:
    """Fifteen figures below a header of which a page break left only a part: those names must fit."""
    if len(cells) != len(CELLS):
        return {}
    by_number = dict(zip(CELLS, cells, strict=True))
    at = {cell.column: name.rpartition(".")[2] for name, cell in by_number.items()}
    own = [(name, cell) for name, cell, number in header.outcomes if number == grid]
    fit = all(at.get(cell.column) == name for name, cell in own)
    return by_number if fit and len(own) >= _MOST_OUTCOMES else {}
