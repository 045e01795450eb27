"""Grids → the form's rows: which grid row is which row of the form, and which cells are its values.

Rows are anchored by their labels, so that tables may be split, padded or stand out of their place. Values are
put into columns by the header of a real table, else by their number; where that leaves
more than one way, the row is not guessed but left uncertain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from gouji.form import TABLES, leaves
from gouji.reading.characters import visible
from gouji.reading.document import Document, Grid, GridCell
from gouji.reading.vocabulary import Role, roles_of
from gouji.report import FormId, TableId

T3_COLUMNS: Final = tuple(leaf.id for leaf in leaves(TABLES["t3", "2021"].blocks[0].columns))
_T4_GROUPS: Final = tuple(leaf.id for leaf in leaves(TABLES["t4", "2021"].blocks[0].rows))
_T4_OUTCOMES: Final = tuple(leaf.id for leaf in leaves(TABLES["t4", "2021"].blocks[0].columns))
T4_CELLS: Final = tuple(f"{g}.{o}" for g in _T4_GROUPS for o in _T4_OUTCOMES)
# 其他 and 总计 are rows, columns and ends of table 4 alike: they name a row only after another row of table 3.
_WEAK: Final = frozenset({"other.other", "concluded"})

Slots = tuple[GridCell | None, ...]


@dataclass(slots=True)
class FoundRow:
    """One row of the form in one grid: its id within the table, the cells behind its label."""

    table: TableId
    id: str
    grid: Grid
    tail: tuple[GridCell, ...]
    header: dict[str, GridCell]


@dataclass(slots=True)
class FoundTables:
    """All rows found, in reading order, and the votes of the labels for the formats."""

    rows: list[FoundRow] = field(default_factory=list)
    votes: dict[TableId, Counter[FormId]] = field(
        default_factory=lambda: {"t2": Counter(), "t3": Counter(), "t4": Counter()}
    )


def find_tables(document: Document) -> FoundTables:
    """Go through all grids once, in reading order."""
    finder = _Finder()
    for block in document.blocks:
        if isinstance(block, Grid):
            finder.read(block)
    return finder.found


class _Finder:
    """What was seen so far: the table in which we are, its header, its rows."""

    def __init__(self) -> None:
        self.found = FoundTables()
        self._table: TableId | None = None
        self._header: dict[str, GridCell] = {}
        self._groups: list[tuple[str, GridCell]] = []
        self._outcomes: list[tuple[str, GridCell]] = []

    def read(self, grid: Grid) -> None:
        if grid.aligned:
            # Columns of another grid say nothing about this one's, but table 4's header may stand apart.
            self._header = {}
        for row in grid.rows:
            self._read_row(grid, row)

    def _read_row(self, grid: Grid, row: tuple[GridCell, ...]) -> None:
        labels = [(i, cell, roles_of(cell.text)) for i, cell in enumerate(row)]
        labels = [(i, cell, roles) for i, cell, roles in labels if roles]
        self._vote(labels)
        if self._is_header_of_4(labels):
            self._table = "t4"
            self._read_header_of_4(labels)
            self._read_cases(grid, row[labels[-1][0] + 1 :])
        elif (found := self._row_label(labels)) is not None:
            index, role = found
            self._read_header([item for item in labels if item[0] < index], role.table)
            self._table = role.table
            tail = row[index + 1 :]
            if tail:
                self.found.rows.append(FoundRow(role.table, role.id, grid, tail, self._header))
                if role.table == "t3" and len(role.forms) == 1:
                    # A label counts as a row only: 其他 is a column in both formats.
                    self.found.votes["t3"].update(role.forms)
        elif labels:
            self._read_header(labels, None)
        elif self._table == "t4":
            self._read_cases(grid, row)

    def _vote(self, labels: Sequence[tuple[int, GridCell, tuple[Role, ...]]]) -> None:
        for _, _, roles in labels:
            for role in roles:
                if role.table == "t2" and role.axis != "group" and len(role.forms) == 1:
                    self.found.votes["t2"].update(role.forms)

    def _row_label(
        self, labels: Sequence[tuple[int, GridCell, tuple[Role, ...]]]
    ) -> tuple[int, Role] | None:
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
        labels: Sequence[tuple[int, GridCell, tuple[Role, ...]]],
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
        if not set(columns) <= set(T3_COLUMNS):
            self._header = columns  # each block of table 2 has a header of its own
        else:
            self._header = {
                key: cell for key, cell in self._header.items() if key in T3_COLUMNS
            } | columns

    @staticmethod
    def _is_header_of_4(labels: Sequence[tuple[int, GridCell, tuple[Role, ...]]]) -> bool:
        return any(
            role.table == "t4" and not (role.axis == "column" and role.id == "total")
            for _, _, roles in labels
            for role in roles
        )

    def _read_header_of_4(self, labels: Sequence[tuple[int, GridCell, tuple[Role, ...]]]) -> None:
        for _, cell, roles in labels:
            for role in roles:
                if role.table == "t4" and role.axis == "row":
                    self._groups.append((role.id, cell))
                elif role.table == "t4" and role.axis == "column":
                    self._outcomes.append((role.id, cell))

    def _read_cases(self, grid: Grid, cells: tuple[GridCell, ...]) -> None:
        if len(cells) < len(_T4_OUTCOMES):
            return
        if not any(visible(cell.text) for cell in cells) and len(cells) < len(T4_CELLS):
            return
        header = self._header_of_4() if grid.aligned else {}
        seen = [name for name, _ in self._outcomes][-len(T4_CELLS) :]
        if not header and seen != list(_T4_OUTCOMES) * len(_T4_GROUPS):
            return
        self.found.rows.append(FoundRow("t4", "", grid, cells, header))
        self._groups, self._outcomes, self._table = [], [], None

    def _header_of_4(self) -> dict[str, GridCell]:
        """Each of the fifteen cells by its group above and its outcome; empty where any is unclear."""
        header = {
            f"{group}.{outcome}": cell
            for outcome, cell in self._outcomes
            for group, above in self._groups
            if cell.column in above.columns
        }
        return header if set(header) == set(T4_CELLS) else {}


def slots_of(rows: Sequence[FoundRow], names: Sequence[str]) -> Iterator[Slots | None]:
    """For rows of one grid: the cell of each named column, in that order.

    None stands for a row whose cells can be read in more than one way.
    """
    columns = _columns(rows, names) if rows and rows[0].grid.aligned else None
    habit = _habit(rows, len(names))
    for row in rows:
        if columns:
            yield _by_column(row, columns)
        else:
            yield _by_number(row, len(names), habit)


def _columns(rows: Sequence[FoundRow], names: Sequence[str]) -> tuple[int, ...] | None:
    """The grid columns of the names: from the header, unless most rows contradict its spans."""
    header = [row.header for row in rows if set(names) <= set(row.header)]
    from_header = tuple(header[0][name].column for name in names) if header else None
    patterns = Counter(
        tuple(cell.column for cell in row.tail) for row in rows if len(row.tail) == len(names)
    )
    common, count = patterns.most_common(1)[0] if patterns else (None, 0)
    in_order = from_header is None or list(from_header) == sorted(from_header)
    if common and common != from_header and in_order and 2 * count > len(rows):
        return common
    return from_header


def _by_column(row: FoundRow, columns: tuple[int, ...]) -> Slots | None:
    slots = tuple(
        next((cell for cell in row.tail if column in cell.columns), None) for column in columns
    )
    placed = [id(cell) for cell in slots if cell]
    if len(placed) != len(set(placed)):
        return None  # one cell over several columns
    stray = (cell for cell in row.tail if id(cell) not in placed)
    return None if any(visible(cell.text) for cell in stray) else slots


def _windows(tail: tuple[GridCell, ...], width: int) -> list[int]:
    """Where `width` neighbouring cells can begin so that only empty cells are left out."""
    filled = [i for i, cell in enumerate(tail) if visible(cell.text)]
    first, last = (filled[0], filled[-1]) if filled else (len(tail), -1)
    return [
        start for start in range(len(tail) - width + 1) if start <= first and last < start + width
    ]


@dataclass(frozen=True, slots=True)
class _Habit:
    """Where the rows of a ragged grid begin their values, as far as rows leave one way only."""

    by_length: dict[int, set[int]]  # number of cells behind the label -> first value among them
    by_width: dict[int, Counter[int]]  # number of cells of the row -> column of the first value


def _habit(rows: Sequence[FoundRow], width: int) -> _Habit:
    habit = _Habit({}, {})
    for row in rows:
        windows = _windows(row.tail, width)
        if len(windows) != 1 or not visible(row.tail[windows[0]].text):
            continue
        first = row.tail[windows[0]]
        habit.by_length.setdefault(len(row.tail), set()).add(windows[0])
        habit.by_width.setdefault(row.tail[-1].column, Counter())[first.column] += 1
    return habit


def _by_number(row: FoundRow, width: int, habit: _Habit) -> Slots | None:
    tail = row.tail
    windows = _windows(tail, width)
    if not windows:
        return None
    if not any(visible(cell.text) for cell in tail):
        return tail[:width]
    usual = habit.by_width.get(tail[-1].column, Counter())
    if len(usual) == 1 and usual.total() > 1:
        # Every row of this width begins its values in the same column: the text kept the table's columns.
        windows = [start for start in windows if tail[start].column in usual]
    elif len(windows) > 1:
        known = habit.by_length.get(len(tail), set())
        windows = [start for start in windows if {start} == known]
    elif not visible(tail[0].text) and len(tail) == width and _are_padded(habit, width):
        return None  # a cell may have been cut off at the end
    return tail[windows[0] : windows[0] + width] if windows else None


def _are_padded(habit: _Habit, width: int) -> bool:
    return any(length > width and min(starts) > 0 for length, starts in habit.by_length.items())
