"""Step 3: classified rows → the header in force for each row of tables 2 and 3."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from gouji.form import TABLES, leaves
from gouji.reading.document import Grid, GridCell
from gouji.reading.tables.classified import ClassifiedRow
from gouji.reading.tables.labelled import Label, LabelledRow
from gouji.report import TableId

APPLICANTS: Final = tuple(leaf.id for leaf in leaves(TABLES["t3", "2021"].blocks[0].columns))
_NAMES: Final = frozenset(APPLICANTS)
# A header over two lines names the total before the kinds of legal persons.
_TWO_LINES: Final = tuple(
    sorted(APPLICANTS, key=lambda name: name not in {"natural_person", "total"})
)
_LEAST: Final = 2  # names of columns; a row with fewer is no header


class Header(Struct, frozen=True):
    """The header in force.

    `columns`: its cell of each column of the form. `is_own`: it stands in the grid. `counts_words`: it stood in
    running text, where a cell's column only counts the cells before it. `extra`: columns of the grid that it gives to
    something else (备注, 小计); `others`: its cells for these.
    """

    columns: Mapping[str, GridCell] = {}
    is_own: bool = False
    counts_words: bool = False
    extra: frozenset[int] = frozenset()
    others: tuple[GridCell, ...] = ()


class HeadedRow(Struct, frozen=True):
    """A classified row with the header in force for it."""

    row: ClassifiedRow
    header: Header


def headed_rows(rows: Iterable[ClassifiedRow]) -> Iterator[HeadedRow]:
    """Each row in its turn."""
    header = Header()
    grid: Grid | None = None
    for row in rows:
        if row.row.grid is not grid:
            grid = row.row.grid
            header = into_grid(header, grid)
        header = below(header, row)
        yield HeadedRow(row, header)


def into_grid(header: Header, grid: Grid) -> Header:
    """What a header still says in the next grid: of its columns little, unless the grid is plain text."""
    of_words = header.counts_words and header.columns.keys() <= _NAMES
    if grid.aligned and of_words and order_of_applicants(header.columns) == APPLICANTS:
        header = replace(header, columns={})  # they say nothing of this grid's columns
    counts_words = header.counts_words or not grid.aligned
    return Header(header.columns, not grid.aligned, counts_words, others=header.others)


def below(header: Header, row: ClassifiedRow) -> Header:
    """The header in force once a row's labels are read."""
    if row.kind == "row":
        return _with_columns(header, row.names, (row.table,)) if row.names else header
    if row.kind == "header":
        return _with_extra(_with_columns(header, row.names, ("t2", "t3")), row.row)
    return header


def _with_columns(
    header: Header, names: Iterable[Label], tables: tuple[TableId | None, ...]
) -> Header:
    columns = {
        role.id: label.cell
        for label in names
        for role in label.meaning.columns
        if role.table in tables
    }
    if not columns:
        return header
    if not header.is_own:
        header = Header(is_own=True, extra=header.extra)
    if not columns.keys() <= _NAMES:
        # Each block of table 2 has a header of its own.
        return replace(header, columns=columns, others=())
    known = {name: cell for name, cell in header.columns.items() if name in _NAMES}
    return replace(header, columns=known | columns)


def _with_extra(header: Header, row: LabelledRow) -> Header:
    """The columns that are none of the form's."""
    columns = {role.id for label in row.labels for role in label.meaning.columns}
    if len(columns) < _LEAST:
        return header
    named = {label.cell.column for label in row.labels}
    extra = {cell.column for cell in row.cells if not cell.is_blank and cell.column not in named}
    # In plain text what stands behind the table's last column moves no other.
    is_whole = "total" in columns or not columns <= _NAMES
    if is_whole and not row.grid.aligned:
        extra = {column for column in extra if column < max(named)}
    others = tuple(cell for cell in row.cells if cell.column in extra)
    return replace(header, extra=header.extra | extra, others=(*header.others, *others))


def order_of_applicants(columns: Mapping[str, GridCell]) -> tuple[str, ...]:
    """Table 3's columns in plain text: the form's order, or that of a header that names all seven in one line."""
    shown = tuple(name for name in columns if name in _NAMES)
    lines = {columns[name].row for name in shown}
    one_line = len(shown) == len(APPLICANTS) and len(lines) == 1 and shown != _TWO_LINES
    return shown if one_line else APPLICANTS
