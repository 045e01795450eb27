"""Grids → the form's rows: which grid row is which row of the form, and which cells are its values.

Rows are anchored by their labels, so that tables may be split, padded or stand out of their place. The steps are
labelled → classified → headed → found, each kept. Which of the cells behind the label are the values of which
columns, `gouji.reading.tables.columns` finds out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from gouji.reading.document import Grid, GridCell
from gouji.reading.tables.classified import ClassifiedRow, classified_rows
from gouji.reading.tables.headers import HeadedRow, headed_rows
from gouji.reading.tables.labelled import LabelledGrid
from gouji.reading.tables.surplus import SurplusRow, surplus_rows
from gouji.reading.words.periods import Period, is_of, period_in_name
from gouji.report import FormatVersion, TableId

Votes = Mapping[TableId, Counter[FormatVersion]]


class FoundRow(Struct, frozen=True):
    """Step 4. One row of the form in one grid: its id within the table, the cells behind its label.

    `header`: the cell of each column that was named above; of another grid unless `header_is_own`. `extra`: columns
    that the header gives to something else (备注, 小计). `others`: the cells of these in the header, of any grid.
    `period`: of which year it says to be. `doubtful`: it may be this row or not, so that it can only contradict.
    """

    table: TableId
    id: str
    grid: Grid
    tail: tuple[GridCell, ...]
    header: Mapping[str, GridCell]
    header_is_own: bool
    extra: frozenset[int] = frozenset()
    others: tuple[GridCell, ...] = ()
    period: Period | None = None
    doubtful: bool = False


class FoundTables(Struct, frozen=True):
    """The rows of the form in reading order, and the steps that led to them.

    `votes`: how many labels only one format has. `labels`: those of the tables as printed. `surplus`: rows of figures
    that are none of the form's.
    """

    classified: tuple[ClassifiedRow, ...]
    headed: tuple[HeadedRow, ...]
    rows: tuple[FoundRow, ...]
    votes: Votes
    labels: tuple[tuple[TableId, str], ...]
    surplus: tuple[SurplusRow, ...] = ()


def find_tables(grids: Iterable[LabelledGrid]) -> FoundTables:
    """The form's rows in the grids of one report, in reading order."""
    classified = tuple(classified_rows(row for grid in grids for row in grid.rows))
    headed = tuple(headed_rows(classified))
    surplus = tuple(surplus_rows(headed))
    return FoundTables(
        classified,
        headed,
        (*found_rows(headed), *_readings(surplus)),
        _votes(classified),
        tuple(_labels(classified)),
        surplus,
    )


def found_rows(rows: Iterable[HeadedRow]) -> Iterator[FoundRow]:
    """The rows that are rows of the form and have cells behind their label, once for each year in their header."""
    for headed in rows:
        row = headed.row
        grid = row.row.grid
        if row.kind == "figures of table 4" and row.values:
            own = grid.aligned or not row.id
            yield FoundRow("t4", row.id, grid, row.values, row.columns, own, period=row.period)
        elif row.kind == "row" and row.role and row.values:
            yield from _editions(headed, row.role.table)


def _readings(surplus: Iterable[SurplusRow]) -> Iterator[FoundRow]:
    """What rows without a label would be of the rows of the form that they may belong to."""
    for row in surplus:
        for claim in (claim for claim in row.claims if claim.cells):
            headed = replace(
                claim.of, row=replace(claim.of.row, values=claim.cells, period=row.period)
            )
            for found in _editions(headed, row.table):
                yield replace(found, doubtful=not row.period and not claim.certain)


def _editions(headed: HeadedRow, table: TableId) -> Iterator[FoundRow]:
    row = headed.row
    for period, header in headed.header.editions():
        yield FoundRow(
            table,
            row.id,
            row.row.grid,
            row.values,
            header.columns,
            header.is_own,
            header.extra,
            header.others,
            row.period or period,
        )


def rows_of(found: FoundTables, year: int | None) -> Sequence[FoundRow]:
    """The rows of the report's year where the document has those of several; the doubtful ones last.

    Rows that say to be of other years only are doubtful.
    """
    if not any(row.period or row.doubtful or row.grid.sheet for row in found.rows):
        return found.rows
    named: dict[tuple[TableId, str], list[FoundRow]] = defaultdict(list)
    for row in found.rows:
        if not row.doubtful:
            named[row.table, row.id].append(row)
    kept = [row for rows in named.values() for row in _of_the_year(_of_sheets(rows, year), year)]
    doubtful = [
        row
        for row in found.rows
        if row.doubtful and (row.period is None or is_of(row.period, year))
    ]
    return sorted([*kept, *doubtful], key=_place)


def _place(row: FoundRow) -> tuple[bool, int, int]:
    return row.doubtful, row.grid.number, row.tail[0].row


def _of_sheets(rows: Sequence[FoundRow], year: int | None) -> Sequence[FoundRow]:
    """Of the rows that are one row of the form on several sheets, those whose sheet names no other year."""
    if len({row.grid.sheet for row in rows}) == 1:
        return rows
    said = [(row, period_in_name(row.grid.sheet)) for row in rows]
    own = [row for row, period in said if period is None or is_of(period, year)]
    return own or [replace(row, doubtful=True) for row in rows]


def _of_the_year(rows: Sequence[FoundRow], year: int | None) -> Sequence[FoundRow]:
    """Of the rows that are one row of the form, those that count; all of them, as doubtful, where none does."""
    own = [row for row in rows if is_of(row.period, year)]
    own = own or [row for row in rows if row.period is None]
    if own or {row.period for row in rows} == {"sum"}:
        return own or rows
    one = year is None and len({row.period for row in rows}) == 1
    return rows if one else [replace(row, doubtful=True) for row in rows]


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
