"""Grids → the form's rows: which grid row is which row of the form, and which cells are its values.

Rows are anchored by their labels, so that tables may be split, padded or stand out of their place. Which of the
cells behind the label are the values of which columns, `gouji.reading.tables.columns` finds out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from msgspec.structs import replace

from gouji.form import TABLES, leaves
from gouji.reading import limits
from gouji.reading.document import Document, Grid, GridCell
from gouji.reading.words.characters import visible
from gouji.reading.words.labels import Role, roles_of
from gouji.report import FormId, TableId

T3_COLUMNS: Final = tuple(leaf.id for leaf in leaves(TABLES["t3", "2021"].blocks[0].columns))
_T4_GROUPS: Final = tuple(leaf.id for leaf in leaves(TABLES["t4", "2021"].blocks[0].rows))
T4_OUTCOMES: Final = tuple(leaf.id for leaf in leaves(TABLES["t4", "2021"].blocks[0].columns))
T4_CELLS: Final = tuple(f"{g}.{o}" for g in _T4_GROUPS for o in T4_OUTCOMES)
# 其他 and 总计 are rows, columns and ends of table 4 alike: they name a row only after another row of table 3.
_WEAK: Final = frozenset({"other.other", "concluded"})

_HEADER: Final = 2  # names of columns; a row with fewer is no header
_Label = tuple[int, GridCell, tuple[Role, ...]]  # index in its row, the cell, what it may stand for
_MOST_OUTCOMES: Final = 10  # of fifteen; the rest may be cut off
_MOST_LABELS: Final = 60  # of table 4's header; it has 18


@dataclass(slots=True)
class FoundRow:
    """One row of the form in one grid: its id within the table, the cells behind its label.

    `header`: the cell of each column that was named above; of another grid unless `header_is_own`. `extra`: columns
    that the header gives to something else (备注, 小计). `others`: the cells of these in the header, of any grid.
    """

    table: TableId
    id: str
    grid: Grid
    tail: tuple[GridCell, ...]
    header: dict[str, GridCell]
    header_is_own: bool
    extra: frozenset[int] = frozenset()
    others: tuple[GridCell, ...] = ()


@dataclass(slots=True)
class FoundTables:
    """All rows found, in reading order, the votes of the labels for the formats, the labels as printed."""

    rows: list[FoundRow] = field(default_factory=list)
    votes: dict[TableId, Counter[FormId]] = field(
        default_factory=lambda: {"t2": Counter(), "t3": Counter(), "t4": Counter()}
    )
    labels: list[tuple[TableId, str]] = field(default_factory=list)


def find_tables(document: Document) -> FoundTables:
    """Go through all grids once, in reading order."""
    finder = _Finder()
    for block in document.blocks:
        if isinstance(block, Grid):
            finder.read(block)
    return finder.finish()


def order_of_applicants(header: Mapping[str, GridCell]) -> tuple[str, ...]:
    """Table 3's columns in plain text: the form's order, or that of a header that names all seven in one line."""
    shown = tuple(name for name in header if name in T3_COLUMNS)
    lines = {header[name].row for name in shown}
    # A header over two lines names the total before the kinds of legal persons.
    two_lines = tuple(sorted(T3_COLUMNS, key=lambda name: name not in {"natural_person", "total"}))
    one_line = set(shown) == set(T3_COLUMNS) and len(lines) == 1 and shown != two_lines
    return shown if one_line else T3_COLUMNS


class _Finder:
    """What was seen so far: the table in which we are, its header, its rows."""

    def __init__(self) -> None:
        self.found = FoundTables()
        self._table: TableId | None = None
        self._header: dict[str, GridCell] = {}
        self._header_is_own = False
        self._header_counts = False  # it stands in running text
        self._extra: frozenset[int] = frozenset()
        self._others: tuple[
            GridCell, ...
        ] = ()  # the header's cells that name none of the form's columns
        self._groups: list[tuple[str, GridCell]] = []
        self._outcomes: list[tuple[str, GridCell, int]] = []  # with the grid's number
        self._blank_cases: tuple[Grid, tuple[GridCell, ...]] | None = None

    def read(self, grid: Grid) -> None:
        of_3 = self._header_counts and set(self._header) <= set(T3_COLUMNS)
        if grid.aligned and of_3 and order_of_applicants(self._header) == T3_COLUMNS:
            self._header = {}  # its columns only count words: they say nothing of this grid's
        # Columns of another grid say little about this one's.
        self._header_is_own = not grid.aligned
        self._extra = frozenset()
        for row in grid.rows:
            limits.check_time()
            labels = [(i, cell, roles_of(cell.text)) for i, cell in enumerate(row)]
            labels = [(i, cell, roles) for i, cell, roles in labels if roles]
            self._vote(labels)
            self._read_row(grid, row, labels)
            if self._table:
                self.found.labels.extend((self._table, cell.text) for _, cell, _ in labels)
        if self._header_is_own:
            self._header_counts = not grid.aligned

    def _read_row(self, grid: Grid, row: tuple[GridCell, ...], labels: Sequence[_Label]) -> None:
        if self._is_row_of_4(row, labels):
            self._read_row_of_4(grid, row, labels)
        elif self._is_header_of_4(labels):
            self._table = "t4"
            self._read_header_of_4(grid, labels)
            self._read_cases(grid, row[labels[-1][0] + 1 :])
        elif (found := self._row_label(labels)) is not None:
            index, role = found
            self._read_header([item for item in labels if item[0] < index], role.table)
            self._table = role.table
            tail = row[index + 1 :]
            if tail:
                header, own = self._header, self._header_is_own
                found_row = FoundRow(
                    role.table, role.id, grid, tail, header, own, self._extra, self._others
                )
                self.found.rows.append(found_row)
                if role.table == "t3" and len(role.forms) == 1:
                    # A label counts as a row only: 其他 is a column in both formats.
                    self.found.votes["t3"].update(role.forms)
        elif labels:
            self._read_header(labels, None)
            self._read_extra(grid, row, labels)
        elif self._table == "t4":
            self._read_cases(grid, row)

    def _vote(self, labels: Sequence[_Label]) -> None:
        for _, _, roles in labels:
            for role in roles:
                if role.table == "t2" and role.axis != "group" and len(role.forms) == 1:
                    self.found.votes["t2"].update(role.forms)

    def _row_label(self, labels: Sequence[_Label]) -> tuple[int, Role] | None:
        """The last label of the row that names a row of tables 2 or 3."""
        columns = sum(any(role.axis == "column" for role in roles) for _, _, roles in labels)
        for index, _, roles in reversed(labels):
            for role in roles:
                if role.axis != "row" or role.table == "t4":
                    continue
                if role.id in _WEAK and (columns > 1 or not self._in_results()):
                    continue
                return index, role
        return None

    def _in_results(self) -> bool:
        last = self.found.rows[-1] if self.found.rows else None
        return (
            self._table == "t3"
            and last is not None
            and last.id not in {"new_received", "carried_in"}
        )

    def _read_header(
        self,
        labels: Sequence[_Label],
        table: TableId | None,
    ) -> None:
        columns = {
            role.id: cell
            for _, cell, roles in labels
            for role in roles
            if role.axis == "column" and role.table in ({table} if table else {"t2", "t3"})
        }
        if not columns:
            return
        if not self._header_is_own:
            self._header, self._header_is_own, self._others = {}, True, ()
        if not set(columns) <= set(T3_COLUMNS):
            # Each block of table 2 has a header of its own.
            self._header, self._others = columns, ()
        else:
            self._header = {
                key: cell for key, cell in self._header.items() if key in T3_COLUMNS
            } | columns

    def _read_extra(self, grid: Grid, row: tuple[GridCell, ...], labels: Sequence[_Label]) -> None:
        """The columns of a header that are none of the form's."""
        columns = {
            role.id: cell for _, cell, roles in labels for role in roles if role.axis == "column"
        }
        if len(columns) < _HEADER:
            return
        named = {cell.column for _, cell, _ in labels}
        others = {cell.column for cell in row if not cell.is_blank and cell.column not in named}
        # In plain text what stands behind the table's last column moves no other.
        is_whole = "total" in columns or not set(columns) <= set(T3_COLUMNS)
        if is_whole and not grid.aligned:
            others = {column for column in others if column < max(named)}
        self._extra |= others
        self._others += tuple(cell for cell in row if cell.column in others)

    def _is_row_of_4(self, row: tuple[GridCell, ...], labels: Sequence[_Label]) -> bool:
        """Whether table 4 stands on its side: below the outcomes a row begins with a group, and five figures follow."""
        named = [_groups_of_4(roles) for _, _, roles in labels]
        if not named or not named[-1] or sum(map(bool, named)) > 1:
            return False
        tail = row[labels[-1][0] + 1 :]
        are_figures = all(cell.is_blank or cell.is_value for cell in tail)
        fits = len(T4_OUTCOMES) <= len(tail) <= len(T4_OUTCOMES) + 1
        above = [name for name, _, _ in self._outcomes[-len(T4_OUTCOMES) :]]
        return fits and are_figures and above == list(T4_OUTCOMES)

    def _read_row_of_4(
        self, grid: Grid, row: tuple[GridCell, ...], labels: Sequence[_Label]
    ) -> None:
        index, _, roles = labels[-1]
        (group,) = _groups_of_4(roles)
        header = {name: cell for name, cell, _ in self._outcomes[-len(T4_OUTCOMES) :]}
        self.found.rows.append(FoundRow("t4", group, grid, row[index + 1 :], header, grid.aligned))

    @staticmethod
    def _is_header_of_4(labels: Sequence[_Label]) -> bool:
        return any(
            role.table == "t4" and not (role.axis == "column" and role.id == "total")
            for _, _, roles in labels
            for role in roles
        )

    def _read_header_of_4(self, grid: Grid, labels: Sequence[_Label]) -> None:
        for _, cell, roles in labels:
            for role in roles:
                if role.table == "t4" and role.axis == "row":
                    self._groups.append((role.id, cell))
                elif role.table == "t4" and role.axis == "column":
                    self._outcomes.append((role.id, cell, grid.number))
        del self._groups[:-_MOST_LABELS], self._outcomes[:-_MOST_LABELS]

    def _read_cases(self, grid: Grid, cells: tuple[GridCell, ...]) -> None:
        shown = sum(len(visible(cell.text)) for cell in cells)
        if len(cells) < len(T4_OUTCOMES) and shown < len(T4_CELLS):
            return
        if all(cell.is_blank for cell in cells):
            # An empty row may only part the header from the figures: it counts if no other row comes.
            if len(cells) >= len(T4_CELLS):
                self._blank_cases = self._blank_cases or (grid, cells)
            return
        self._add_cases(grid, cells)

    def _add_cases(self, grid: Grid, cells: tuple[GridCell, ...]) -> None:
        header = self._header_of_4() or self._header_by_number(grid, cells) if grid.aligned else {}
        seen = [name for name, _, _ in self._outcomes][-len(T4_CELLS) :]
        if not header and seen != list(T4_OUTCOMES) * len(_T4_GROUPS):
            return
        self.found.rows.append(FoundRow("t4", "", grid, cells, header, header_is_own=True))
        self._groups, self._outcomes, self._table, self._blank_cases = [], [], None, None

    def _header_by_number(self, grid: Grid, cells: tuple[GridCell, ...]) -> dict[str, GridCell]:
        """Fifteen figures below a header of which a page break left only a part: those names must fit."""
        if len(cells) != len(T4_CELLS):
            return {}
        by_number = dict(zip(T4_CELLS, cells, strict=True))
        at = {cell.column: name.rpartition(".")[2] for name, cell in by_number.items()}
        own = [(name, cell) for name, cell, number in self._outcomes if number == grid.number]
        fit = all(at.get(cell.column) == name for name, cell in own)
        return by_number if fit and len(own) >= _MOST_OUTCOMES else {}

    def finish(self) -> FoundTables:
        """What was found, once all grids are read."""
        if self._blank_cases:
            self._add_cases(*self._blank_cases)
        return self.found

    def _header_of_4(self) -> dict[str, GridCell]:
        """Each of the fifteen cells by its group above and its outcome; empty where any is unclear."""
        header = {
            f"{group}.{outcome}": cell
            for outcome, cell, _ in self._outcomes
            for group, above in self._groups
            if cell.column in above.columns
        }
        by_place = {
            f"{group}.{outcome}": replace(above, column=above.column + i, column_span=1)
            for group, above in self._groups
            if above.column_span == len(T4_OUTCOMES)
            for i, outcome in enumerate(T4_OUTCOMES)
        }
        if set(header) == set(T4_CELLS):
            return header
        # Some outcomes cannot be read, but each group spans five columns, and those that can stand in the form's order.
        agree = all(
            name in by_place and by_place[name].column == header[name].column for name in header
        )
        return by_place if set(by_place) == set(T4_CELLS) and agree else {}


def _groups_of_4(roles: Sequence[Role]) -> list[str]:
    return [role.id for role in roles if role.table == "t4" and role.axis == "row"]
