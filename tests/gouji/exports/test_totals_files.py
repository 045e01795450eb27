"""The tables as files: what our own reader and LibreOffice find in them."""

from __future__ import annotations

import io
import warnings
import zipfile
from decimal import Decimal
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from bench.made.formats import converted, has_office
from gouji.exports.sheets import is_held, totals_xlsx
from gouji.exports.statutory import Filled, filled
from gouji.exports.words import totals_docx
from gouji.form import TABLES, layout
from gouji.reading.read import read
from gouji.report import CellId, Number
from tests.gouji.exports.years import CHARGES, PROCUREMENT, TOTAL, figures

WRITERS = {"xlsx": totals_xlsx, "docx": totals_docx}
YEAR = {
    "甲局": figures(),
    "乙局": figures({TOTAL: 40}, {"t3.carried_in.total": "blank"}),
    "丙局": figures({"t4.reconsideration.total": 7}, {"t4.reconsideration.total": "recognised"}),
}


def sums(totals: Filled) -> dict[CellId, Number | None]:
    return {cell: table.figure(cell) for table in totals.tables for cell in table.table.specs}


def read_back(content: bytes) -> dict[CellId, Number | None]:
    report = read(content)
    assert {cell.mark for cell in report.cells.values() if cell.value is None} <= {"blank"}
    return {cell: found.value for cell, found in report.cells.items()}


@pytest.mark.parametrize("kind", WRITERS)
def test_our_own_reader_finds_every_sum_in_its_cell(kind: str) -> None:
    totals = filled(2022, YEAR)
    assert read_back(WRITERS[kind](totals)) == sums(totals)


@pytest.mark.parametrize("kind", WRITERS)
def test_amounts_of_the_older_format_stand_with_their_unit(kind: str) -> None:
    totals = filled(
        2019, {"甲局": figures({PROCUREMENT: 5_000}, units={PROCUREMENT: "元"}, version="2019")}
    )
    cell = read(WRITERS[kind](totals)).cells[PROCUREMENT]
    assert (cell.value, cell.unit) == (Decimal("0.5"), "万元")


@pytest.mark.parametrize("kind", WRITERS)
def test_sum_without_a_certain_number_is_read_as_blank(kind: str) -> None:
    inside = "t3.new_received.business"
    totals = filled(2022, {"甲局": figures(marks={inside: "placeholder"})})
    cell = read(WRITERS[kind](totals)).cells[inside]
    assert (cell.value, cell.mark) == (None, "blank")


@pytest.mark.parametrize("kind", WRITERS)
def test_same_sums_are_the_same_bytes(kind: str) -> None:
    assert WRITERS[kind](filled(2022, YEAR)) == WRITERS[kind](filled(2022, YEAR))


@pytest.mark.slow
def test_libreoffice_opens_both_and_keeps_every_sum(tmp_path: Path) -> None:
    if not has_office():
        warnings.warn("LibreOffice is not installed: it was not tried", stacklevel=1)
        pytest.skip("LibreOffice (soffice) is not installed")
    totals = filled(2022, YEAR)
    for kind, write in WRITERS.items():
        (tmp_path / f"{kind}.{kind}").write_bytes(write(totals))
    workbook = converted([tmp_path / "xlsx.xlsx"], "ods", [])["xlsx"]
    document = converted([tmp_path / "docx.docx"], "odt", [])["docx"]
    assert read_back(workbook) == read_back(document) == sums(totals)


def test_workbook_has_a_sheet_a_table_merged_as_in_the_form() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(totals_xlsx(filled(2022, YEAR))))
    assert book.sheet_names == ["表二", "表三", "表四", "说明"]
    for name, table_id in (("表二", "t2"), ("表三", "t3"), ("表四", "t4")):
        wide = [b for b in layout(TABLES[table_id, "2021"]) if b.height > 1 or b.width > 1]  # type: ignore[index]
        expected = {
            ((b.row + 1, b.column), (b.row + b.height, b.column + b.width - 1)) for b in wide
        }
        assert set(book.get_sheet_by_name(name).merged_cell_ranges or ()) == expected


def test_figures_are_numbers_of_the_sheet() -> None:
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(totals_xlsx(filled(2022, {"甲局": figures()})))
    )
    values = [value for row in book.get_sheet_by_name("表三").to_python() for value in row]
    assert sum(isinstance(value, float) for value in values) == len(TABLES["t3", "2021"].specs)


def test_what_a_sum_leaves_open_is_told_beside_it_and_below() -> None:
    totals = filled(2022, YEAR, left_out=("市政府（汇总）",))
    book = totals_xlsx(totals)
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        comments = "".join(
            package.read(name).decode() for name in package.namelist() if "comments" in name
        )
    assert "1 份没有数字" in comments
    assert "1 份的数字由识别或推断得出（合计 7），没有计入" in comments
    with zipfile.ZipFile(io.BytesIO(totals_docx(totals))) as package:
        document = package.read("word/document.xml").decode()
    for said in (
        "表三“二、上年结转政府信息公开申请数量”行“总计”列：1 份没有数字。",
        "表四“行政复议”行“总计”列：1 份的数字由识别或推断得出（合计 7），没有计入。",
        "为避免重复计算而没有计入的：市政府（汇总）。",
        "计入的机关：甲局、乙局、丙局。",
    ):
        assert said in document


def test_names_with_markup_in_them_break_no_document() -> None:
    totals = filled(2022, {"甲<局>&\x0b": figures()})
    for write in WRITERS.values():
        assert read_back(write(totals)) == sums(totals)


@given(st.decimals(0, 10**12, places=6, allow_nan=False, allow_infinity=False))
def test_number_that_a_sheet_does_not_hold_is_no_number_of_it(value: Decimal) -> None:
    if is_held(value):
        assert Decimal(repr(float(f"{float(value):.16G}"))) == value


def test_amount_of_more_digits_than_a_sheet_holds_keeps_them_all() -> None:
    amount = Decimal("123456789012.123456")
    totals = filled(2022, {"甲局": figures({CHARGES: amount})})
    for write in WRITERS.values():
        assert read(write(totals)).cells[CHARGES].value == amount


def test_totals_of_three_hundred_organs_take_less_than_a_second() -> None:
    year = {f"第{number}局": figures() for number in range(300)}
    totals_xlsx(filled(2022, YEAR))  # what is loaded once
    start = process_time()
    totals_xlsx(filled(2022, year))
    assert process_time() - start < 1
