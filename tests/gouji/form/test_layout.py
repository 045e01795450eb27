from __future__ import annotations

import pytest

from gouji.form import TABLES, layout
from gouji.report import FormatVersion, TableId
from samples.printed import LAYOUTS, grid


@pytest.mark.parametrize(("table", "format_version"), TABLES)
def test_table_is_laid_out_as_it_is_printed(table: TableId, format_version: FormatVersion) -> None:
    printed = {
        (b.row, b.column): b for row in grid(LAYOUTS[table, format_version], {}).rows for b in row
    }
    assert [
        (b.row, b.column, b.height, b.width, b.label, b.cell)
        for b in layout(TABLES[table, format_version])
    ] == [
        (*at, b.rowspan, b.colspan, "" if b.cell else b.text, b.cell)
        for at, b in sorted(printed.items())
    ]
