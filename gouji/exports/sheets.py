"""The totals of an office's year as a workbook: a sheet a table, merged as in the form, to be copied from there.

A number is a number of the sheet where a spreadsheet holds all its digits, else it is text. What a sum leaves open is
shaded, told in the cell's comment and listed on the last sheet.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from gouji.exports.statutory import Filled, FilledTable
from gouji.form import layout
from gouji.form.layout import Box
from gouji.report import Number, TableId
from gouji.wording.exported import left_open, notes_of, remarks, title
from gouji.wording.sentences import TABLE_NAMES, number

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_Look = Mapping[str, Any]

_FRAMED: Final[_Look] = {
    "font_name": "宋体",
    "font_size": 10,
    "text_wrap": True,
    "valign": "vcenter",
    "align": "center",
    "border": 1,
}
_LABEL: Final[_Look] = {**_FRAMED, "align": "left"}
_HEADING: Final[_Look] = {"font_name": "宋体", "font_size": 14, "bold": True}
_PLAIN: Final[_Look] = {"font_name": "宋体", "font_size": 10, "text_wrap": True, "valign": "top"}
_OPEN: Final = "#D9D9D9"
_A4: Final = 9
# Widths in characters: of the labels at the left, and of all other columns.
_WIDTHS: Final[Mapping[TableId, tuple[tuple[float, ...], float]]] = {
    "t2": ((26,), 20),
    "t3": ((9, 13, 34), 9.5),
    "t4": ((), 8),
}
_NOTES: Final = 110.0
_LINE: Final = 15  # points
_SAVED: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - the same sums are the same bytes, whenever they are written


def totals_xlsx(totals: Filled) -> bytes:
    """The workbook (.xlsx)."""
    import xlsxwriter  # late: most of what Query answers is no workbook

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"created": _SAVED})
        pen = _Pen(book)
        for table in totals.tables:
            _write_table(pen, table)
        _write_notes(pen, totals)
    return content.getvalue()


@dataclass(frozen=True)
class _Pen:
    """A workbook to write in; each look is made once."""

    book: Workbook
    looks: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)

    def look(self, look: _Look) -> Format:
        key = tuple(sorted(look.items()))
        if key not in self.looks:
            self.looks[key] = self.book.add_format(dict(look))
        return self.looks[key]

    def sheet(self, name: str) -> Worksheet:
        sheet = self.book.add_worksheet(name)
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        return sheet


def _write_table(pen: _Pen, filled: FilledTable) -> None:
    table = filled.table
    name = TABLE_NAMES[table.id] + (f"（{table.format_version}年格式）" if filled.mixed else "")
    sheet = pen.sheet(name)
    boxes = layout(table)
    left, width = _WIDTHS[table.id]
    sheet.set_column(0, max(box.column + box.width for box in boxes) - 1, width)
    for column, wide in enumerate(left):
        sheet.set_column(column, column, wide)
    sheet.write_string(0, 0, filled.heading, pen.look(_HEADING))
    body = {box.row for box in boxes if box.cell}
    for box in boxes:
        _write_box(pen, sheet, filled, box, _LABEL if box.row in body else _FRAMED)


def _write_box(pen: _Pen, sheet: Worksheet, filled: FilledTable, box: Box, label: _Look) -> None:
    row, column = box.row + 1, box.column  # below the heading
    total = filled.totals.get(box.cell) if box.cell else None
    note = left_open(total) if total else ""
    look = pen.look(_figure_look(_unit(filled, box), note) if box.cell else label)
    if box.height > 1 or box.width > 1:
        last = row + box.height - 1, column + box.width - 1
        sheet.merge_range(row, column, *last, "", look)
    if box.cell is None:
        sheet.write_string(row, column, box.label, look)
    else:
        _write_number(sheet, row, column, filled.figure(box.cell), look)
    if note:
        sheet.write_comment(row, column, note, {"author": "勾稽", "font_size": 9})


def _unit(filled: FilledTable, box: Box) -> str | None:
    """The unit that stands with a number: that of an amount whose label has none."""
    if box.cell is None or filled.table.specs[box.cell].column.node.unit:
        return None
    total = filled.totals.get(box.cell)
    return total.unit if total else None


def _figure_look(unit: str | None, note: str) -> _Look:
    look = {**_FRAMED, "num_format": f'General"{unit}"' if unit else "General"}
    return {**look, "bg_color": _OPEN} if note else look


def _write_number(
    sheet: Worksheet, row: int, column: int, value: Number | None, look: Format
) -> None:
    if value is None:
        sheet.write_blank(row, column, None, look)
    elif is_held(value):
        sheet.write_number(row, column, float(value), look)
    else:
        sheet.write_string(row, column, number(value), look)


def is_held(value: Number) -> bool:
    """Whether a spreadsheet, which has 15 digits and writes 16, gives back the very number."""
    written = f"{float(value):.16G}"
    return float(written) == float(value) and Decimal(repr(float(value))) == value


def _write_notes(pen: _Pen, totals: Filled) -> None:
    """What to know about the sums, a line a row."""
    sheet = pen.sheet("说明")
    sheet.set_column(0, 0, _NOTES)
    heading = title(totals.summed)
    sheet.write_string(0, 0, heading, pen.look(_HEADING))
    lines = [
        *remarks(totals.summed),
        *(note for table in totals.tables for note in notes_of(table.table, table.totals)),
    ]
    for row, line in enumerate(lines, 1):
        sheet.set_row(row, min(_LINE * (1 + 2 * len(line) // int(_NOTES)), 409))
        sheet.write_string(row, 0, line[:32_000], pen.look(_PLAIN))
