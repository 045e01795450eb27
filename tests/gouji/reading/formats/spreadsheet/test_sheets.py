"""Workbooks whose sheets are of several years: those of the report's year count, and an odd one is told."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from html import escape
from typing import Final

import pytest
import xlsxwriter

from gouji.form import TABLES
from gouji.judging.judge import judge
from gouji.reading.read import read
from gouji.report import Report, TableId
from samples import printed
from samples.printed import Grid
from tests.gouji import figures as fig

Sheets = Sequence[tuple[str, Sequence[str | Grid]]]
_ODF: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_OWN, _OTHERS = 7, 5  # the figure that the report's tables show, and last year's
_TABLES: Final[tuple[TableId, ...]] = ("t2", "t3", "t4")
_ROWS: Final = ("new_received", "granted", "concluded")
_SHOWN: Final = (
    *(f"t3.{row}.natural_person" for row in _ROWS),
    *(f"t3.{row}.total" for row in _ROWS),
    "t2.licences.decisions",
    "t4.reconsideration.upheld",
    "t4.reconsideration.total",
)
CELLS: Final = ("t2.licences.decisions", "t3.granted.natural_person", "t4.reconsideration.upheld")


def _tables(figure: int) -> dict[TableId, Grid]:
    """The three tables, in order, with one figure in them."""
    shown = {cell: "0" for table in _TABLES for cell in TABLES[table, "2021"].specs}
    shown |= dict.fromkeys(_SHOWN, str(figure))
    return {table: printed.grid(printed.LAYOUTS[table, "2021"], shown) for table in _TABLES}


T2, T3, T4 = _tables(_OWN).values()
OTHER_2, OTHER_3, OTHER_4 = _tables(_OTHERS).values()
TEXT: Final = ("正文", [b.text for b in fig.content("2021", {}) if not isinstance(b, Grid)])


def _fods(sheets: Sheets) -> bytes:
    tables = "".join(
        f'<table:table table:name="{name}">{"".join(map(_fods_rows, blocks))}</table:table>'
        for name, blocks in sheets
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<office:document xmlns:office="{_ODF}office:1.0" xmlns:table="{_ODF}table:1.0"'
        f' xmlns:text="{_ODF}text:1.0" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document>"
    ).encode()


def _fods_rows(block: str | Grid) -> str:
    if isinstance(block, str):
        return f"<table:table-row>{_fods_cell(block, 1, 1)}</table:table-row>"
    return "".join(
        "<table:table-row>"
        + "".join(
            _fods_cell(box.text, box.colspan, box.rowspan)
            if begins
            else "<table:covered-table-cell/>" * box.colspan
            for box, begins in block.line(r)
        )
        + "</table:table-row>"
        for r in range(len(block.rows))
    )


def _fods_cell(text: str, columns: int, rows: int) -> str:
    return (
        f'<table:table-cell table:number-columns-spanned="{columns}" table:number-rows-spanned="{rows}">'
        f"<text:p>{escape(text)}</text:p></table:table-cell>"
        + "<table:covered-table-cell/>"
        * (columns - 1)
    )


def _xlsx(sheets: Sheets) -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        for name, blocks in sheets:
            sheet, top = book.add_worksheet(name), 0
            for block in blocks:
                if isinstance(block, str):
                    sheet.write_string(top, 0, block)
                    top += 1
                    continue
                for r in range(len(block.rows)):
                    for box, _ in (pair for pair in block.line(r) if pair[1]):
                        place = (top + r, box.column)
                        if box.colspan * box.rowspan > 1:
                            end = (place[0] + box.rowspan - 1, box.column + box.colspan - 1)
                            sheet.merge_range(*place, *end, box.text)
                        else:
                            sheet.write_string(*place, box.text)
                top += len(block.rows)
    return written.getvalue()


both_kinds = pytest.mark.parametrize("write", [_fods, _xlsx])


def _values(report: Report) -> list[object]:
    return [report.cells[cell].mark or report.cells[cell].value for cell in CELLS]


@both_kinds
@pytest.mark.parametrize(
    "sheets",
    [
        [("表二", [T2]), ("2021年表三", [OTHER_3]), ("2022年表三", [T3]), ("表四", [T4])],
        [("表二", [T2]), ("2022表三", [T3]), ("2021表三", [OTHER_3]), ("表四", [T4])],
        [("表二", [T2]), ("表三(上年)", [OTHER_3]), ("表三", [T3]), ("表四", [T4])],
        [("去年", [OTHER_2, OTHER_3, OTHER_4]), ("今年", [T2, T3, T4])],
        [("2021", [OTHER_2, OTHER_3, OTHER_4]), ("2022", [T2, T3, T4])],
        [
            ("2021年", ["2021年收到和处理政府信息公开申请情况", OTHER_3]),
            ("2022年", ["2022年收到和处理政府信息公开申请情况", T3, T2, T4]),
        ],
    ],
)
def test_of_sheets_of_several_years_that_of_the_report_counts(
    sheets: Sheets, write: Callable[[Sheets], bytes]
) -> None:
    report = read(write([TEXT, *sheets]))
    assert _values(report) == [_OWN] * 3
    assert (report.odd_years, judge(report).status) == ((), "passed")


@both_kinds
@pytest.mark.parametrize("names", [("2020年", "2021年"), ("表三", "表三 (2)")])
def test_sheets_none_of_which_is_the_reports_are_not_certain(
    names: tuple[str, str], write: Callable[[Sheets], bytes]
) -> None:
    sheets = [("表二", [T2]), (names[0], [OTHER_3]), (names[1], [T3]), ("表四", [T4])]
    assert _values(read(write([TEXT, *sheets]))) == [_OWN, "unreadable", _OWN]


@both_kinds
@pytest.mark.parametrize("name", ["2021年表三", "表3-2021", "申请情况（上年）", "2023 年度"])
def test_sheet_of_another_year_is_told(name: str, write: Callable[[Sheets], bytes]) -> None:
    report = read(write([TEXT, ("表二", [T2]), (name, [T3]), ("表四", [T4])]))
    assert _values(report) == [_OWN] * 3
    (told,) = (finding for finding in judge(report).findings if finding.rule == "YR-02")
    assert f"表三的工作表名称写的是“{name}”" in told.message


@both_kinds
@pytest.mark.parametrize(
    "sheet",
    [
        ("2022年表三", [T3]),
        ("表三", [T3]),
        ("2023.1.15", [T3]),
        ("2023年报送", [T3]),
        ("2021-2022", [T3]),
        ("上年结转及申请", [T3]),
        ("2021", ["2022年收到和处理政府信息公开申请情况", T3]),
    ],
)
def test_sheet_that_names_no_other_year_is_not_told(
    sheet: tuple[str, Sequence[str | Grid]], write: Callable[[Sheets], bytes]
) -> None:
    assert read(write([TEXT, ("表二", [T2]), sheet, ("表四", [T4])])).odd_years == ()
