"""Step 2: labelled rows → what each of them is: a header, a row of the form, the figures of table 4.

A row is told by its labels; where they fit several things, by what stands above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from gouji.reading.document import GridCell
from gouji.reading.tables.disputes import (
    CELLS,
    GROUPS,
    OUTCOMES,
    Columns,
    DisputesHeader,
    can_be_outcomes,
    columns_of,
    is_group,
    with_labels,
)
from gouji.reading.tables.labelled import Label, LabelledRow, is_page_number
from gouji.reading.words.characters import visible
from gouji.reading.words.labels import Role, holds_rows
from gouji.reading.words.periods import Period, period_of, year_of
from gouji.report import TableId

RowKind = Literal["row", "header", "header of table 4", "figures of table 4", "other"]
# 其他 and 总计 are rows, columns and ends of table 4 alike: they name a row only after another row of table 3.
_WEAK: Final = frozenset({"other.other", "concluded"})
_TOTAL: Final = "total"
_BEGINNING: Final = frozenset({"new_received", "carried_in"})  # table 3's rows before its results


class ClassifiedRow(Struct, frozen=True):
    """A row, what it is, and the table in which the document is behind it.

    `id`: of the row of the form that it is, empty for table 4's one row. `role`: what its label says, in tables 2
    and 3. `values`: the cells behind that label. `columns`: table 4's header for them. `names`: the labels beside or
    instead of it, which may name columns. `period`: of which year its figures are, where it says so.
    """

    row: LabelledRow
    kind: RowKind
    table: TableId | None
    names: tuple[Label, ...] = ()
    id: str = ""
    role: Role | None = None
    values: tuple[GridCell, ...] = ()
    columns: Columns = {}
    period: Period | None = None


class Above(Struct, frozen=True):
    """What was read above a row: the table, the last row with values, table 4's header, its figures if left blank.

    `read`: the header whose figures were just read, as further rows of figures may follow. `caption`: the period that
    a row of its own says, with the number of its grid.
    """

    table: TableId | None = None
    last: str | None = None
    header: DisputesHeader = DisputesHeader()
    blank: LabelledRow | None = None
    read: DisputesHeader | None = None
    caption: tuple[Period, int] | None = None


_Step = tuple[ClassifiedRow, Above]


def classified_rows(rows: Iterable[LabelledRow]) -> Iterator[ClassifiedRow]:
    """Each row in its turn; blank figures of table 4 that no others followed come last."""
    above = Above()
    for row in rows:
        found, above = classified(row, above)
        yield found
    if above.blank and (step := _accepted(above.blank, above.blank.cells, None, above)):
        yield step[0]


def classified(row: LabelledRow, above: Above) -> _Step:
    """What a row is below these others, and what the next one has above it."""
    if row.periods and (caption := _caption(row)):
        return _other(row, replace(above, caption=(caption, row.grid.number)))
    if above.read:
        if step := _further(row, above):
            return step
        above = above if _is_blank(row) else replace(above, read=None)
    return _labelled(row, above) if row.labels else _unlabelled(row, above)


def _labelled(row: LabelledRow, above: Above) -> _Step:
    if is_group(row, above.header):
        return _group(row, row.labels[-1].meaning.groups[0], row.labels[-1].index + 1, above)
    if any(label.meaning.heads_table_4 for label in row.labels):
        header = with_labels(above.header, row)
        behind = row.cells[row.labels[-1].index + 1 :]
        return _figures(row, behind, replace(above, table="t4", header=header))
    if named := _row_named(row.labels, above):
        return _row(row, *named, above)
    return ClassifiedRow(row, "header", above.table, row.labels), above


def _is_blank(row: LabelledRow) -> bool:
    return all(cell.is_blank for cell in row.cells)


def _caption(row: LabelledRow) -> Period | None:
    """The period that a row says and nothing else; a merged cell may be written once for each place.

    A row with a further cell for each of table 4's figures has these left blank; one beside a label that goes on from
    the row above is a part of that row.
    """
    if len(row.cells) > len(CELLS) or (row.grid.aligned and row.cells[0].column > 1):
        return None
    shown = {cell.text for cell in row.cells if not cell.is_blank}
    return row.periods[0].period if len(shown) == 1 else None


def _unlabelled(row: LabelledRow, above: Above) -> _Step:
    if above.table != "t4":
        return _other(row, above)
    if above.last in GROUPS and can_be_outcomes(row.cells, above.header):
        return _group(row, above.last, 0, above)
    return _figures(row, row.cells, above)


def _other(row: LabelledRow, above: Above) -> _Step:
    kind: RowKind = "header of table 4" if row.labels else "other"
    return ClassifiedRow(row, kind, above.table), above


def _row(row: LabelledRow, label: Label, role: Role, above: Above) -> _Step:
    names = tuple(name for name in row.labels if name.index < label.index)
    values = _of_one_row(_without_periods(row.cells[label.index + 1 :]))
    last = role.id if values else above.last
    period = _period(row, label.meaning.period, above)
    found = ClassifiedRow(row, "row", role.table, names, role.id, role, values, period=period)
    if (role.table, last) == (above.table, above.last):
        return found, above
    return found, replace(above, table=role.table, last=last)


def _of_one_row(cells: tuple[GridCell, ...]) -> tuple[GridCell, ...]:
    """The cells behind a label; all doubtful where a cell among them names several rows, whose figures these are."""
    if not any(not cell.text.isascii() and holds_rows(cell.text) for cell in cells):
        return cells
    return tuple(replace(cell, doubtful=True) for cell in cells)


def _without_periods(cells: tuple[GridCell, ...]) -> tuple[GridCell, ...]:
    start, end = 0, len(cells)
    while start < end and period_of(cells[start].text):
        start += 1
    while start < end and period_of(cells[end - 1].text):
        end -= 1
    return cells[start:end]


def _period(row: LabelledRow, of_label: Period | None, above: Above) -> Period | None:
    """Of which year a row is; of none that counts where it says two."""
    said = {dated.period for dated in row.periods}
    if of_label:
        said.add(of_label)
    if said:
        return _one_of(said)
    return above.caption[0] if above.caption and above.caption[1] == row.grid.number else None


def _row_named(labels: tuple[Label, ...], above: Above) -> tuple[Label, Role] | None:
    """The last label that names a row of tables 2 or 3, and that row."""
    among_results = _is_among_results(labels, above)
    for label in reversed(labels):
        for role in label.meaning.rows:
            if role.id not in _WEAK or among_results:
                return label, role
    return None


def _is_among_results(labels: tuple[Label, ...], above: Above) -> bool:
    started = above.last is not None and above.last not in _BEGINNING
    if not started or above.table != "t3":
        return False
    return sum(bool(label.meaning.columns) for label in labels) <= 1


def _group(row: LabelledRow, group: str, start: int, above: Above) -> _Step:
    """A row of a table 4 that stands on its side; one without label is a further one of the group above."""
    found = ClassifiedRow(
        row,
        "figures of table 4",
        above.table,
        id=group,
        values=_without_periods(row.cells[start:]),
        columns=above.header.last_outcomes or {},
        period=_period(row, None, above),
    )
    return found, replace(above, last=group)


def _further(row: LabelledRow, above: Above) -> _Step | None:
    """A further row of table 4's figures below the first one."""
    labels = [label for label in row.labels if label.meaning.outcomes != (_TOTAL,)]
    if labels or not above.read or is_page_number(row):
        return None
    cells, period = _fifteen(row)
    if not cells or (period is None and not any(cell.is_value for cell in cells)):
        return None
    return _accepted(row, cells, period, replace(above, header=above.read))


def _fifteen(row: LabelledRow) -> tuple[tuple[GridCell, ...], Period | None]:
    """A row's cells without the text before and behind fifteen figures, and the period that this text says."""
    count = len(row.cells)
    room = max(count - len(CELLS), 0)
    texts = [index for index, cell in enumerate(row.cells) if _is_text(cell, count)]
    start = max((index + 1 for index in texts if index < room), default=0)
    end = min((index for index in texts if index >= max(start, count - room)), default=count)
    said = (year_of(cell.text) for cell in (*row.cells[:start], *row.cells[end:]))
    periods = {period for period in said if period}
    figures = tuple(cell for cell in row.cells[start:end] if not period_of(cell.text))
    return figures, _one_of(periods)


def _one_of(periods: set[Period]) -> Period | None:
    """The period that is said; one that never counts where two are."""
    return "other" if len(periods) > 1 else next(iter(periods), None)


def _is_text(cell: GridCell, count: int) -> bool:
    """Whether it can be none of table 4's figures: of sixteen cells, a bare 2022 is none."""
    if cell.is_blank or not cell.is_value:
        return not cell.is_blank
    return count == len(CELLS) + 1 and year_of(cell.text) is not None


def _figures(row: LabelledRow, cells: tuple[GridCell, ...], above: Above) -> _Step:
    """Table 4's figures, if these cells can be them."""
    is_blank = all(cell.is_blank for cell in cells)
    if is_blank and len(cells) >= len(CELLS):
        # An empty row may only part the header from the figures: it counts if no other row comes.
        blank = above.blank or LabelledRow(row.grid, cells, ())
        return _other(row, replace(above, blank=blank))
    shown = sum(len(visible(cell.text)) for cell in cells)
    if not is_blank and (len(cells) >= len(OUTCOMES) or shown >= len(CELLS)):
        core, period = _fifteen(LabelledRow(row.grid, cells, ()))
        if len(core) == len(CELLS) or len(core) < len(cells) <= len(CELLS):
            cells = core
        return _accepted(row, cells, period, above) or _other(row, above)
    return _other(row, above)


def _accepted(
    row: LabelledRow, cells: tuple[GridCell, ...], period: Period | None, above: Above
) -> _Step | None:
    """The row as table 4's figures; None where what stands above is not its header."""
    columns = columns_of(above.header, cells, row.grid)
    if columns is None:
        return None
    figures = ClassifiedRow(
        row,
        "figures of table 4",
        None,
        values=cells,
        columns=columns,
        period=period or _period(row, None, above),
    )
    return figures, Above(last="", read=above.header, caption=above.caption)
