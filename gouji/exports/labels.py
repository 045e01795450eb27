"""The names of cells and columns for people, beside the ids for programs."""

from __future__ import annotations

from functools import cache

from gouji.form import TABLES, table_id_of
from gouji.report import CellId, FormatVersion
from gouji.text import without_note

# The newest first: its labels name what several versions have.
VERSIONS: tuple[FormatVersion, ...] = ("2021", "2019")


@cache
def name_of(cell: CellId) -> str:
    """「表三·三、本年度办理结果·（三）不予公开·1.属于国家秘密·自然人」, from the table down to the cell."""
    tables = (TABLES[table_id_of(cell), version] for version in VERSIONS)
    table = next(table for table in tables if cell in table.specs)
    spec = table.specs[cell]
    # The note in an amount's label is its unit.
    column = spec.column.label if spec.kind == "amount" else without_note(spec.column.label)
    rows = map(without_note, (*spec.row.above, spec.row.label))
    return "·".join(filter(None, (table.name, *rows, *spec.column.above, column)))


def heading(name: str, field: str) -> str:
    """A column's heading: 「机关〔organ〕」, the name for people and the field for programs."""
    return f"{name}〔{field}〕"
