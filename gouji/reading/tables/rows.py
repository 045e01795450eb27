"""Grids → the form's rows: which grid row is which row of the form, and which cells are its values.

Rows are anchored by their labels, so that tables may be split, padded or stand out of their place. The steps are
labelled → classified → headed → found, each kept. Which of the cells behind the label are the values of which
columns, `gouji.reading.tables.columns` finds out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from gouji.reading.document import Grid, GridCell
from gouji.reading.tables.classified import ClassifiedRow, classified_rows
from gouji.reading.tables.headers import HeadedRow, headed_rows
from gouji.reading.tables.labelled import LabelledGrid
from gouji.report import FormatVersion, TableId

Votes = Mapping[TableId, Counter[FormatVersion]]


class FoundRow(Struct, frozen=True):
    """Step 4. One row of the form in one grid: its id within the table, the cells behind its label.

    `header`: the cell of each column that was named above; of another grid unless `header_is_own`. `extra`: columns
    that the header gives to something else (备注, 小计). `others`: the cells of these in the header, of any grid.
    """

    table: TableId
    id: str
    grid: Grid
    tail: tuple[GridCell, ...]
    header: Mapping[str, GridCell]
    header_is_own: bool
    extra: frozenset[int] = frozenset()
    others: tuple[GridCell, ...] = ()


class FoundTables(Struct, frozen=True):
    """The rows of the form in reading order, and the steps that led to them.

    `votes`: how many labels only one format has. `labels`: those of the tables as printed.
    """

    classified: tuple[ClassifiedRow, ...]
    headed: tuple[HeadedRow, ...]
    rows: tuple[FoundRow, ...]
    votes: Votes
    labels: tuple[tuple[TableId, str], ...]


def find_tables(grids: Iterable[LabelledGrid]) -> FoundTables:
    """The form's rows in the grids of one report, in reading order."""
    classified = tuple(classified_rows(row for grid in grids for row in grid.rows))
    headed = tuple(headed_rows(classified))
    return FoundTables(
        classified,
        headed,
        tuple(found_rows(headed)),
        _votes(classified),
        tuple(_labels(classified)),
    )


def found_rows(rows: Iterable[HeadedRow]) -> Iterator[FoundRow]:
    """The rows that are rows of the form and have cells behind their label."""
    for headed in rows:
        row, header = headed.row, headed.header
        grid = row.row.grid
        if row.kind == "figures of table 4":
            own = grid.aligned or not row.id
            yield FoundRow("t4", row.id, grid, row.values, row.columns, own)
        elif row.kind == "row" and row.role and row.values:
            yield FoundRow(
                row.role.table,
                row.id,
                grid,
                row.values,
                header.columns,
                header.is_own,
                header.extra,
                header.others,
            )


def _votes(rows: Sequence[ClassifiedRow]) -> Votes:
    votes: dict[TableId, Counter[FormatVersion]] = {"t2": Counter(), "t3": Counter()}
    for row in rows:
        for label in row.row.labels:
            for format_version in label.meaning.formats_of_2:
                votes["t2"][format_version] += 1
        # A label of table 3 counts as a row only: 其他 is a column in both formats.
        if row.role and row.values and row.table == "t3" and len(row.role.forms) == 1:
            votes["t3"].update(row.role.forms)
    return votes


def _labels(rows: Iterable[ClassifiedRow]) -> Iterator[tuple[TableId, str]]:
    for row in rows:
        if row.table:
            for label in row.row.labels:
                yield row.table, label.cell.text
