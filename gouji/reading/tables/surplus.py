"""Rows of figures within tables 2 and 3 that have no label of the form, and which rows of the form they may belong to.

One with words of its own in the column of the labels is a row too many. One without may be a further row of figures
of the row above it or below it, or these may have slipped by a row: each is a reading of the form's rows, and where
readings differ none is certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from gouji.reading import limits
from gouji.reading.document import Grid, GridCell
from gouji.reading.tables.headers import HeadedRow
from gouji.reading.tables.labelled import LabelledRow, is_page_number
from gouji.reading.words.periods import Period, period_of
from gouji.report import TableId

_MOST: Final = 60  # rows before or behind one that are looked at; two tables of the form have fewer


class Claim(Struct, frozen=True):
    """A row of the form, the cells that may be its figures, and whether they are for certain."""

    of: HeadedRow
    cells: tuple[GridCell, ...]
    certain: bool = False


class SurplusRow(Struct, frozen=True):
    """A row of figures without a label of the form: of which year it says to be, and whose it may be."""

    table: TableId
    grid: Grid
    cells: tuple[GridCell, ...]
    period: Period | None
    claims: tuple[Claim, ...]


def surplus_rows(rows: Sequence[HeadedRow]) -> Iterator[SurplusRow]:
    """Each of them that stands directly among the form's rows of one table."""
    if not any(_has_figures(row) for row in rows):
        return
    for run in _runs(rows):
        yield from _surplus_in(run)


def _runs(rows: Iterable[HeadedRow]) -> Iterator[list[HeadedRow]]:
    """The rows of the form and of figures that nothing but the end of a page parts, blank rows left out."""
    run: list[HeadedRow] = []
    for row in rows:
        if run and (_is_parted(run[-1], row) or _is_of_other_table(row, run)):
            yield run
            run = []
        if _is_of_form(row) or _has_figures(row):
            run.append(row)
        elif not all(cell.is_blank for cell in row.row.row.cells):
            yield run
            run = []
    yield run


def _is_parted(above: HeadedRow, row: HeadedRow) -> bool:
    """Whether a row stands in another grid that is not the next page's."""
    one, other = above.row.row.grid, row.row.row.grid
    return one is not other and not (one.page and other.page and other.page == one.page + 1)


def _is_of_other_table(row: HeadedRow, run: Sequence[HeadedRow]) -> bool:
    return _is_of_form(row) and _table(run) not in {None, row.row.table}


def _is_of_form(row: HeadedRow) -> bool:
    return row.row.kind == "row"


def _table(run: Sequence[HeadedRow]) -> TableId | None:
    return next((row.row.table for row in run if _is_of_form(row)), None)


def _has_figures(row: HeadedRow) -> bool:
    """Whether a row shows figures and no row's label; what is recognised from a scan may have had one.

    Of a row that says a period, the figures may be left out.
    """
    of_grid = row.row.row
    return (
        not row.row.id
        and ((row.row.kind == "other" and not of_grid.labels) or _is_in_group(of_grid))
        and not of_grid.grid.recognised
        and not is_page_number(of_grid)
        and (any(_is_figure(cell) for cell in of_grid.cells) or _says_a_period_alone(row))
    )


def _says_a_period_alone(row: HeadedRow) -> bool:
    """Whether a row has a period and cells for its figures, and no words."""
    of_grid = row.row.row
    return len(of_grid.periods) == 1 and len(of_grid.cells) > 1 and not _words(row)


def _is_in_group(row: LabelledRow) -> bool:
    """Whether its only labels are those of groups of rows, which a merged cell repeats in each of its lines."""
    named = (label.meaning for label in row.labels)
    return bool(row.labels) and all(m.roles and not any(r.id for r in m.roles) for m in named)


def _is_figure(cell: GridCell) -> bool:
    return cell.is_value and any(ch.isdigit() for ch in cell.text)


class _Around(Struct, frozen=True):
    """The rows of the form above and below rows without a label, and what holds for all of these.

    `beside`: the columns in which words divide the row above, as words behind its own label do. `slipped`: all claims
    of rows that may have slipped by one.
    """

    above: HeadedRow | None
    below: HeadedRow | None
    beside: frozenset[int]
    slipped: tuple[Claim, ...]


def _around(of_form: Sequence[HeadedRow], passed: int) -> _Around:
    """What stands around rows behind so many of the form's."""
    before = of_form[max(passed - _MOST, 0) : passed][::-1]
    behind = of_form[passed : passed + _MOST]
    above = before[0] if before else None
    return _Around(
        above,
        behind[0] if behind else None,
        frozenset(c.column for c in _words(above) if c.column >= _first(above))
        if above
        else frozenset(),
        (*_slipped(before), *_slipped(behind)),
    )


def _surplus_in(run: Sequence[HeadedRow]) -> Iterator[SurplusRow]:
    table = _table(run)
    if table is None:
        return
    of_form = [row for row in run if _is_of_form(row)]
    passed = 0  # of these
    around: _Around | None = None
    for place, row in enumerate(run):
        limits.check_time()
        if _is_of_form(row):
            passed, around = passed + 1, None
            continue
        around = around or _around(of_form, passed)
        cells = tuple(cell for cell in row.row.row.cells if not cell.is_blank)
        claims = tuple(_claims(run, place, around))
        yield SurplusRow(table, row.row.row.grid, cells, _period(row), claims)


def _claims(run: Sequence[HeadedRow], place: int, around: _Around) -> Iterator[Claim]:
    """Whose figures a row without label may be: of the row that it divides, or of those beside it."""
    row, above = run[place], around.above
    words = _words(row)
    if words and not (above and all(cell.column in around.beside for cell in words)):
        return
    if row.row.row.periods and _is_below_others(run, place):
        return
    if above and (words or row.row.row.periods or _is_merged(row, above)):
        yield Claim(above, _tail(row, above), certain=True)
    else:
        yield from _possible(row, around)


def _is_below_others(run: Sequence[HeadedRow], place: int) -> bool:
    """Whether the nearest row with a label has words that are none of the form's: a row of years is part of it."""
    for row in reversed(run[max(place - _MOST, 0) : place]):
        if _is_of_form(row):
            return False
        if words := _words(row):
            return words[0].column <= run[place].row.row.cells[0].column
    return False


def _words(row: HeadedRow) -> list[GridCell]:
    """The cells that are neither figures nor blank nor say a period; of a group's label, where no blank follows it."""
    cells = row.row.row.cells
    last = max((label.index for label in row.row.row.labels), default=-1)
    behind = cells[last + 1 :]
    own = behind if behind and _is_in_group(row.row.row) and behind[0].is_blank else cells
    return [
        cell
        for cell in own
        if not (cell.doubtful or cell.is_blank or cell.is_value or period_of(cell.text))
    ]


def _period(row: HeadedRow) -> Period | None:
    said = {dated.period for dated in row.row.row.periods}
    return said.pop() if len(said) == 1 else None


def _first(row: HeadedRow) -> int:
    """The first column behind a row's label."""
    label = max((label.cell for label in row.row.row.labels), key=lambda cell: cell.column)
    return label.columns[-1] + 1


def _is_merged(row: HeadedRow, above: HeadedRow) -> bool:
    """Whether the label of the row above spans this one, too."""
    grid = row.row.row.grid
    return grid.aligned and row.row.row.cells[0].column >= _first(above)


def _tail(row: HeadedRow, like: HeadedRow) -> tuple[GridCell, ...]:
    """The cells of a row where another one has its figures."""
    first = like.row.values[0].column if like.row.values else _first(like)
    cells = row.row.values if _is_of_form(row) else row.row.row.cells
    cells = tuple(cell for cell in cells if not period_of(cell.text))
    return tuple(cell for cell in cells if cell.column >= first) or cells


def _possible(row: HeadedRow, around: _Around) -> Iterator[Claim]:
    """The nearest rows, and all that may have slipped by one."""
    above, below = around.above, around.below
    if above:
        yield Claim(above, _tail(row, above))
    if below and not (above and _is_blank(above) and not _is_blank(below)):
        yield Claim(below, _tail(row, below))
    yield from around.slipped


def _slipped(rows: Sequence[HeadedRow]) -> Iterator[Claim]:
    """From the row beside one without label to the nearest blank one: each may have the figures of the one before."""
    blank = next((i for i, row in enumerate(rows) if _is_blank(row)), None)
    for i in range(1, (blank or 0) + 1):
        yield Claim(rows[i], _tail(rows[i - 1], rows[i]))


def _is_blank(row: HeadedRow) -> bool:
    return all(cell.is_blank for cell in row.row.values)
