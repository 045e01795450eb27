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
    OUTCOMES,
    Columns,
    DisputesHeader,
    columns_of,
    is_group,
    with_labels,
)
from gouji.reading.tables.labelled import Label, LabelledRow
from gouji.reading.words.characters import visible
from gouji.reading.words.labels import Role
from gouji.report import TableId

RowKind = Literal["row", "header", "header of table 4", "figures of table 4", "other"]
# 其他 and 总计 are rows, columns and ends of table 4 alike: they name a row only after another row of table 3.
_WEAK: Final = frozenset({"other.other", "concluded"})
_BEGINNING: Final = frozenset({"new_received", "carried_in"})  # table 3's rows before its results


class ClassifiedRow(Struct, frozen=True):
    """A row, what it is, and the table in which the document is behind it.

    `id`: of the row of the form that it is, empty for table 4's one row. `role`: what its label says, in tables 2
    and 3. `values`: the cells behind that label. `columns`: table 4's header for them. `names`: the labels beside or
    instead of it, which may name columns.
    """

    row: LabelledRow
    kind: RowKind
    table: TableId | None
    names: tuple[Label, ...] = ()
    id: str = ""
    role: Role | None = None
    values: tuple[GridCell, ...] = ()
    columns: Columns = {}


class Above(Struct, frozen=True):
    """What was read above a row: the table, the last row with values, table 4's header, its figures if left blank."""

    table: TableId | None = None
    last: str | None = None
    header: DisputesHeader = DisputesHeader()
    blank: LabelledRow | None = None


_Step = tuple[ClassifiedRow, Above]


def classified_rows(rows: Iterable[LabelledRow]) -> Iterator[ClassifiedRow]:
    """Each row in its turn; blank figures of table 4 that no others followed come last."""
    above = Above()
    for row in rows:
        found, above = classified(row, above)
        yield found
    if above.blank and (step := _accepted(above.blank, above.blank.cells, above)):
        yield step[0]


def classified(row: LabelledRow, above: Above) -> _Step:
    """What a row is below these others, and what the next one has above it."""
    if not row.labels:
        return _figures(row, row.cells, above) if above.table == "t4" else _other(row, above)
    if is_group(row, above.header):
        return _group(row, above)
    if any(label.meaning.heads_table_4 for label in row.labels):
        header = with_labels(above.header, row)
        behind = row.cells[row.labels[-1].index + 1 :]
        return _figures(row, behind, replace(above, table="t4", header=header))
    if named := _row_named(row.labels, above):
        return _row(row, *named, above)
    return ClassifiedRow(row, "header", above.table, row.labels), above


def _other(row: LabelledRow, above: Above) -> _Step:
    kind: RowKind = "header of table 4" if row.labels else "other"
    return ClassifiedRow(row, kind, above.table), above


def _row(row: LabelledRow, label: Label, role: Role, above: Above) -> _Step:
    names = tuple(name for name in row.labels if name.index < label.index)
    values = row.cells[label.index + 1 :]
    last = role.id if values else above.last
    found = ClassifiedRow(row, "row", role.table, names, role.id, role, values)
    if (role.table, last) == (above.table, above.last):
        return found, above
    return found, replace(above, table=role.table, last=last)


def _row_named(labels: tuple[Label, ...], above: Above) -> tuple[Label, Role] | None:
    """The last label that names a row of tables 2 or 3, and that row."""
    for label in reversed(labels):
        for role in label.meaning.rows:
            if role.id not in _WEAK or _is_among_results(labels, above):
                return label, role
    return None


def _is_among_results(labels: tuple[Label, ...], above: Above) -> bool:
    columns = sum(bool(label.meaning.columns) for label in labels)
    started = above.last is not None and above.last not in _BEGINNING
    return columns <= 1 and above.table == "t3" and started


def _group(row: LabelledRow, above: Above) -> _Step:
    label = row.labels[-1]
    (group,) = label.meaning.groups
    found = ClassifiedRow(
        row,
        "figures of table 4",
        above.table,
        id=group,
        values=row.cells[label.index + 1 :],
        columns=above.header.last_outcomes or {},
    )
    return found, replace(above, last=group)


def _figures(row: LabelledRow, cells: tuple[GridCell, ...], above: Above) -> _Step:
    """Table 4's figures, if these cells can be them."""
    is_blank = all(cell.is_blank for cell in cells)
    if is_blank and len(cells) >= len(CELLS):
        # An empty row may only part the header from the figures: it counts if no other row comes.
        blank = above.blank or LabelledRow(row.grid, cells, ())
        return _other(row, replace(above, blank=blank))
    shown = sum(len(visible(cell.text)) for cell in cells)
    if not is_blank and (len(cells) >= len(OUTCOMES) or shown >= len(CELLS)):
        return _accepted(row, cells, above) or _other(row, above)
    return _other(row, above)


def _accepted(row: LabelledRow, cells: tuple[GridCell, ...], above: Above) -> _Step | None:
    """The row as table 4's figures; None where what stands above is not its header."""
    columns = columns_of(above.header, cells, row.grid)
    if columns is None:
        return None
    figures = ClassifiedRow(row, "figures of table 4", None, values=cells, columns=columns)
    return figures, Above(last="")
