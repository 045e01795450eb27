"""The statutory tables as pages draw them, where there is no report: their boxes, and what each cell is called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct

from gouji.form import SECTIONS, TABLE_IDS, TABLES
from gouji.page.view import TableBox, boxes_of
from gouji.report import CellId, FormatVersion, TableId
from gouji.wording.screen.matters import short_label


class Form(Struct, frozen=True):
    """A table in one format, as in `view.TableView`; `labels`: its cells in short."""

    id: TableId
    format: FormatVersion
    name: str
    heading: str
    boxes: tuple[TableBox, ...]
    labels: Mapping[CellId, str]


@cache
def forms() -> tuple[Form, ...]:
    """All tables in their formats, in the order of the form, the newer format of each first; alike ones once."""
    return tuple(_forms())


def _forms() -> Iterator[Form]:
    sections = dict(zip(TABLE_IDS, SECTIONS[1:4], strict=True))
    newest_first = sorted(TABLES.items(), key=lambda each: each[0][1], reverse=True)
    seen: set[tuple[TableBox, ...]] = set()
    for table_id in TABLE_IDS:
        for (of, version), table in newest_first:
            boxes = boxes_of(table)
            if of != table_id or boxes in seen:
                continue
            seen.add(boxes)
            labels = {cell: short_label(table, cell) for cell in table.specs}
            yield Form(table_id, version, table.name, sections[table_id], boxes, labels)
