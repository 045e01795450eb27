"""Workbooks of Excel 97 to 2003 and WPS (.xls, .et) → the sheets that are shown, by calamine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from io import BytesIO

import python_calamine as calamine

from gouji.reading import limits
from gouji.reading.files.compound import with_one_stream
from gouji.reading.formats.spreadsheet.cells import DAMAGED, Sheet
from gouji.reading.formats.spreadsheet.number_formats import general
from gouji.reading.formats.spreadsheet.xls_checks import ENCRYPTED, check_compound_file
from gouji.reading.formats.spreadsheet.xls_shown import ShownSheet, shown_sheets
from gouji.report import UnreadableReport

Value = str | float | bool | date | time | timedelta


def read_xls(document: bytes) -> list[Sheet]:
    """The sheets that a workbook shows.

    Raises UnreadableReport where it is damaged, encrypted, too old or too large.
    """
    stream = check_compound_file(document)
    shown = shown_sheets(stream)
    try:
        with _Panics():
            return list(_sheets(_rewritten(document, stream), shown))
    except calamine.PasswordError as error:
        raise UnreadableReport(ENCRYPTED) from error
    # ValueError and OverflowError: dates and sizes out of range.
    except (calamine.CalamineError, ValueError, OverflowError, OSError) as error:
        raise UnreadableReport(DAMAGED) from error


def _rewritten(document: bytes, stream: bytes) -> bytes:
    """The same stream in a plain file: calamine is strict about marks and names that some writers leave out."""
    try:
        return with_one_stream("Workbook", stream)
    except ValueError:
        return document


class _Panics:
    """A panic of calamine's Rust is no Exception, and its class cannot be imported: it is known by its name."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        if kind is not None and kind.__name__ == "PanicException":
            raise UnreadableReport(DAMAGED)


def _sheets(document: bytes, shown: Mapping[str, ShownSheet]) -> Iterator[Sheet]:
    workbook = calamine.load_workbook(BytesIO(document))
    for about in workbook.sheets_metadata:
        worksheet = about.typ == calamine.SheetTypeEnum.WorkSheet
        if worksheet and about.visible == calamine.SheetVisibleEnum.Visible:
            sheet = workbook.get_sheet_by_name(about.name)
            limits.check_cells(sheet.total_height * sheet.total_width)
            yield _sheet(sheet, shown.get(about.name, ShownSheet()), about.name)


def _sheet(sheet: calamine.CalamineSheet, shown: ShownSheet, name: str) -> Sheet:
    # Cells that calamine passes over may stand beyond those that it gives.
    texts = {
        (r, c): _text(value)
        for r, values in enumerate(sheet.to_python(skip_empty_area=False), 1)
        for c, value in enumerate(values, 1)
    } | shown.texts
    doubtful = {place for place in shown.doubtful & texts.keys() if texts[place].strip()}
    merged = [
        ((top + 1, left + 1), (bottom + 1, right + 1))
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
    ]
    return Sheet(texts, doubtful, shown.hidden_rows, shown.hidden_columns, merged, name=name)


def _text(value: Value) -> str:
    """A text; numbers are told by what is shown, but for those of damaged records."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return general(value)
    return str(value)
