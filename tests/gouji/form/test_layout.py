from __future__ import annotations

import pytest

from gouji.form import TABLES, layout
from gouji.report import FormId, TableId
from samples.printed import LAYOUTS, grid


@pytest.mark.parametrize(("table", "form"), TABLES)
def test_table_is_laid_out_as_it_is_printed(table: TableId, form: FormId) -> None:
    printed = {(b.row, b.column): b for row in grid(LAYOUTS[table, form], {}).rows for b in row}
    assert [
        (b.row, b.column, b.height, b.width, b.label, b.cell) for b in layout(TABLES[table, form])
    ] == [
        (*at, b.rowspan, b.colspan, "" if b.cell else b.text, b.cell)
        for at, b in sorted(printed.items())
    ]
