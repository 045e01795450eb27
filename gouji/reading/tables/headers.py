"""Step 3: classified rows → the header in force for each row of tables 2 and 3."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from operator import attrgetter
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from gouji.form import TABLES, leaves
from gouji.reading.document import Grid, GridCell
from gouji.reading.tables.classified import ClassifiedRow
from gouji.reading.tables.labelled import Dated, LabelledRow
from gouji.reading.words.characters import fold
from gouji.reading.words.periods import Period, year_of
from gouji.report import TableId
from gouji.text import lazy_pattern

APPLICANTS: Final = tuple(leaf.id for leaf in leaves(TABLES["t3", "2021"].blocks[0].columns))
_NAMES: Final = frozenset(APPLICANTS)
# A header over two lines names the total before the kinds of legal persons.
_TWO_LINES: Final = tuple(
    sorted(APPLICANTS, key=lambda name: name not in {"natural_person", "total"})
)
_LEAST: Final = 2  # names of columns; a row with fewer is no header
_REMARK: Final = lazy_pattern("(?:情况)?(?:备注|备考|说明|注)(?:情况|事项)?")
_UNIT: Final = lazy_pattern("单位|元")


DatedColumn = tuple[Period, str, GridCell]  # the period, the column's id, its cell


class Header(Struct, frozen=True):
    """The header in force.

    `columns`: its cell of each column of the form. `is_own`: it stands in the grid. `counts_words`: it stood in
    running text, where a cell's column only counts the cells before it. `extra`: columns of the grid that it gives to
    something else (备注, 小计), in running text only to figures; `others`: its cells for all of these. `dated`: columns
    of the form that say a period; `periods`: cells that say a period above names which are still to come.
    """

    columns: Mapping[str, GridCell] = {}
    is_own: bool = False
    counts_words: bool = False
    extra: frozenset[int] = frozenset()
    others: tuple[GridCell, ...] = ()
    dated: tuple[DatedColumn, ...] = ()
    periods: tuple[Dated, ...] = ()

    def editions(self) -> list[tuple[Period | None, Header]]:
        """The header once for each period whose columns it names in full; as it is where none says a period."""
        if not self.dated:
            return [(None, self)]
        every = {*self.columns, *(name for _, name, _ in self.dated)}
        found = []
        for period in (None, *dict.fromkeys(period for period, _, _ in self.dated)):
            own = {name: cell for of, name, cell in self.dated if of == period}
            columns = {**self.columns, **own}
            if columns.keys() == every:
                found.append((period, self._edition(columns)))
        return found or [("other", self)]

    def _edition(self, columns: Mapping[str, GridCell]) -> Header:
        """The header with these columns, those of other periods being none of the form's."""
        if self.counts_words:  # a line's columns say nothing of another line's
            own = {(cell.row, cell.column) for cell in columns.values()}
            others = [cell for _, _, cell in self.dated if (cell.row, cell.column) not in own]
            taken = set[int]()
        else:
            taken = {cell.column for cell in columns.values()}
            others = [cell for _, _, cell in self.dated if cell.column not in taken]
        others += [cell for name, cell in self.columns.items() if columns[name] is not cell]
        extra = self.extra.union(*(cell.columns for cell in others)) - taken
        shown = (*self.others, *others)
        return replace(self, columns=columns, extra=extra, others=shown, dated=(), periods=())


class HeadedRow(Struct, frozen=True):
    """A classified row with the header in force for it."""

    row: ClassifiedRow
    header: Header


def headed_rows(rows: Iterable[ClassifiedRow]) -> Iterator[HeadedRow]:
    """Each row in its turn."""
    header = Header()
    grid: Grid | None = None
    above = ""
    for row in rows:
        if row.row.grid is not grid:
            grid = row.row.grid
            header = into_grid(header, grid)
        # Directly below figures, a year without any is a row of them that was left blank.
        if (above, row.kind) != ("row", "other"):
            header = below(header, row)
            above = row.kind
        yield HeadedRow(row, header)


def into_grid(header: Header, grid: Grid) -> Header:
    """What a header still says in the next grid: of its columns little, unless the grid is plain text."""
    of_words = header.counts_words and header.columns.keys() <= _NAMES
    if grid.aligned and of_words and order_of_applicants(header.columns) == APPLICANTS:
        header = replace(header, columns={})  # they say nothing of this grid's columns
    counts_words = header.counts_words or not grid.aligned
    return Header(
        header.columns,
        not grid.aligned,
        counts_words,
        others=header.others,
        dated=header.dated,
    )


def below(header: Header, row: ClassifiedRow) -> Header:
    """The header in force once a row's labels are read."""
    if row.kind == "row":
        return _with_columns(header, row, (row.table,)) if row.names else header
    if row.kind == "header":
        header = _with_periods(header, row.row) if row.row.periods else header
        return _with_extra(_with_columns(header, row, ("t2", "t3")), row.row)
    if row.row.periods and row.kind == "other" and not _has_figures(row.row):
        return _with_periods(header, row.row)
    return header


def _has_figures(row: LabelledRow) -> bool:
    return any(cell.is_value and not year_of(cell.text) for cell in row.cells)


def _with_columns(header: Header, row: ClassifiedRow, tables: tuple[TableId | None, ...]) -> Header:
    named = [
        (role.id, _spread(label.cell, row.row), label.meaning.period)
        for label in row.names
        for role in label.meaning.columns
        if role.table in tables
    ]
    if not named:
        return header
    if not header.is_own:
        header = Header(is_own=True, extra=header.extra, periods=header.periods)
    named = [(name, cell, said or _above(header, cell)) for name, cell, said in named]
    columns = {name: cell for name, cell, period in named if period is None}
    dated = tuple((period, name, cell) for name, cell, period in named if period)
    if not row.row.grid.aligned and not _goes_on(header, columns):
        header = replace(header, extra=frozenset(), others=())
    if not {name for name, _, _ in named} <= _NAMES:
        # Each block of table 2 has a header of its own.
        return replace(header, columns=columns, dated=dated, others=(), periods=())
    known = {name: cell for name, cell in header.columns.items() if name in _NAMES}
    before = {(of, name): cell for of, name, cell in header.dated if name in _NAMES}
    now = before | {(of, name): cell for of, name, cell in dated}
    return replace(
        header, columns=known | columns, dated=tuple((*said, cell) for said, cell in now.items())
    )


def _goes_on(header: Header, columns: Mapping[str, GridCell]) -> bool:
    """Whether a line of a header goes on with the one above it: table 3's, with further names."""
    return columns.keys() | header.columns.keys() <= _NAMES and not (
        columns.keys() & header.columns.keys()
    )


def _above(header: Header, cell: GridCell) -> Period | None:
    """The period in the header above a cell."""
    return next((d.period for d in header.periods if cell.column in d.cell.columns), None)


def _with_periods(header: Header, row: LabelledRow) -> Header:
    """The header with a row of periods: each below a name that spans it, or above names to come."""
    columns = dict(header.columns)
    dated = list(header.dated)
    above: list[Dated] = []
    for found in row.periods:
        cell = _spread(found.cell, row)
        own = header.columns.items() if header.is_own else ()
        under = [name for name, of in own if _is_within(cell, of)]
        dated += [(found.period, name, cell) for name in under]
        above += [] if under else [replace(found, cell=cell)]
        for name in under:
            columns.pop(name, None)
    return replace(
        header,
        columns=columns,
        dated=tuple(dated),
        periods=tuple(above) if above else header.periods,
    )


def _is_within(cell: GridCell, above: GridCell) -> bool:
    return cell.column in above.columns and cell.row > above.row


def _spread(cell: GridCell, row: LabelledRow) -> GridCell:
    """In plain text, a cell with the blank ones behind it, over which it may be set."""
    if row.grid.aligned:
        return cell
    behind = bisect_right(row.cells, cell.column, key=attrgetter("column"))
    shown = (c.column for c in islice(row.cells, behind, None) if not c.is_blank)
    end = next(shown, row.cells[-1].column + 1)
    return replace(cell, column_span=end - cell.column)


def _with_extra(header: Header, row: LabelledRow) -> Header:
    """The columns that are none of the form's."""
    columns = {role.id for label in row.labels for role in label.meaning.columns}
    if len(columns) < (_LEAST if row.grid.aligned or columns <= _NAMES else 1):
        return header
    named = {label.cell.column for label in row.labels}
    others = [cell for cell in row.cells if not cell.is_blank and cell.column not in named]
    extra = {cell.column for cell in others}
    if not row.grid.aligned:
        others = [cell for cell in others if not states_unit(cell.text)]
        extra = {cell.column for cell in others if not is_remark(cell.text)}
        # What stands before the names stands above the labels.
        first = min(label.cell.column for label in row.labels if label.meaning.columns)
        others = [cell for cell in others if cell.column > first]
    return replace(header, extra=header.extra | extra, others=(*header.others, *others))


def is_remark(text: str) -> bool:
    """Whether a column of this name holds remarks, which are no figures."""
    return _REMARK.fullmatch(fold(text)) is not None


def states_unit(text: str) -> bool:
    """Whether a cell beside a header's names says in which unit the figures are, so that it heads no column."""
    return _UNIT.search(text) is not None


def order_of_applicants(columns: Mapping[str, GridCell]) -> tuple[str, ...]:
    """Table 3's columns in plain text: the form's order, or that of a header that names all seven in one line."""
    shown = tuple(name for name in columns if name in _NAMES)
    lines = {columns[name].row for name in shown}
    one_line = len(shown) == len(APPLICANTS) and len(lines) == 1 and shown != _TWO_LINES
    return shown if one_line else APPLICANTS
