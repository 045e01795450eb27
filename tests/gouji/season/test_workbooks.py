"""Rosters in workbooks: what offices make of them in Excel and WPS, and files that are none."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter.worksheet import Worksheet as Sheet

from gouji.organs import Organ
from gouji.season.roster import roster_from
from gouji.season.workbooks import sheets_of
from tests.gouji.season.told import told

Value = str | float | bool | None

HEADER = ("机关", "简称", "政府", "分组", "邮箱")
_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(*sheets: Callable[[Sheet], object], strings: bool = True) -> bytes:
    """A workbook, each sheet filled by a function; without `strings` texts stand in their cells."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": not strings}) as book:
        for fill in sheets:
            fill(book.add_worksheet())
    return stream.getvalue()


def rows(*lines: Sequence[Value], first: int = 0) -> Callable[[Sheet], None]:
    """Rows from a line on."""

    def fill(sheet: Sheet) -> None:
        for number, line in enumerate(lines, first):
            sheet.write_row(number, 0, line)

    return fill


def read(content: bytes) -> tuple[Organ, ...]:
    return roster_from(content, "roster.xlsx").organs


def said(content: bytes) -> list[str]:
    return told(lambda: roster_from(content, "roster.xlsx"))


@pytest.mark.parametrize("strings", [True, False])
def test_workbook_is_read_as_separated_text_is(*, strings: bool) -> None:
    content = workbook(
        rows(HEADER, ("甲局", "甲、12345", True, "第一组", "a@b.cn"), ("乙局",), first=2),
        strings=strings,
    )
    assert read(content) == (
        Organ("甲局", ("甲", "12345"), government=True, group="第一组", email="a@b.cn"),
        Organ("乙局"),
    )


def test_number_in_a_cell_is_a_text_without_a_point() -> None:
    content = workbook(rows(HEADER, ("甲局", 12345, 1, 1), ("乙局", 13800000000, 0, 2.5)))
    assert read(content) == (
        Organ("甲局", ("12345",), government=True, group="1"),
        Organ("乙局", ("13800000000",), group="2.5"),
    )


def test_title_may_stand_merged_above_the_names_of_the_columns() -> None:
    def fill(sheet: Sheet) -> None:
        sheet.merge_range("A1:E1", "2022年度名册")
        rows(HEADER, ("甲局",), first=2)(sheet)

    assert read(workbook(fill)) == (Organ("甲局"),)


def test_merged_cell_stands_for_all_its_rows() -> None:
    def fill(sheet: Sheet) -> None:
        rows(HEADER, ("甲局",), ("乙局",), ("丙局", None, None, "第二组"))(sheet)
        sheet.merge_range("D2:D3", "第一组")

    groups = {organ.name: organ.group for organ in read(workbook(fill))}
    assert groups == {"甲局": "第一组", "乙局": "第一组", "丙局": "第二组"}


def test_merged_cell_that_reaches_below_the_organs_adds_none() -> None:
    def fill(sheet: Sheet) -> None:
        rows((*HEADER, "序号"), ("甲局", *[None] * 4, 1), (*[None] * 5, 2))(sheet)
        sheet.merge_range("D2:D3", "第一组")

    assert read(workbook(fill)) == (Organ("甲局", group="第一组"),)


def test_merged_names_are_told() -> None:
    def fill(sheet: Sheet) -> None:
        rows(HEADER, ("甲局", "甲"), (None, "甲办"))(sheet)
        sheet.merge_range("A2:A3", "甲局")

    first, *_ = said(workbook(fill))
    assert first.startswith("roster.xlsx 第 3 行：“机关”一栏有合并的单元格")


def test_section_heading_across_the_columns_is_no_organ() -> None:
    def fill(sheet: Sheet) -> None:
        rows(HEADER, (), ("甲局",))(sheet)
        sheet.merge_range("A2:E2", "一、市直部门")

    assert said(workbook(fill))[0].startswith("roster.xlsx 第 2 行：“一、市直部门”不像机关的名称")


def test_note_beside_the_columns_is_remarked_and_not_read() -> None:
    content = workbook(rows((*HEADER, "备注"), ("甲局", *[None] * 6, "已撤并")))
    found = roster_from(content, "roster.xlsx")
    assert found.organs == (Organ("甲局"),)
    assert [(remark.kind, remark.value) for remark in found.remarks] == [
        ("unknown_column", "备注"),
        ("no_column", "已撤并"),
    ]


def test_rows_hidden_by_a_filter_are_read() -> None:
    def fill(sheet: Sheet) -> None:
        rows(HEADER, ("甲局",), ("乙局",))(sheet)
        sheet.set_row(1, options={"hidden": True})

    assert len(read(workbook(fill))) == 2


def test_hidden_sheets_are_passed_over_and_of_two_rosters_none_is_chosen() -> None:
    roster, lists = rows(HEADER, ("甲局",)), rows(("是", "否"))
    assert read(workbook(lists, roster)) == (Organ("甲局"),)
    assert read(workbook(roster, lambda sheet: (rows(HEADER, ("乙局",))(sheet), sheet.hide())))
    (fault,) = said(workbook(roster, rows(HEADER, ("乙局",))))
    assert "“Sheet1、Sheet2”几张工作表都有“机关”一栏" in fault


def test_result_of_a_formula_is_read_and_one_that_is_an_error_is_told() -> None:
    def fill(sheet: Sheet) -> None:
        rows(HEADER, (), ("乙局",))(sheet)
        sheet.write_formula("A2", '="甲"&"局"', None, "甲局")
        sheet.write_formula("F2", "=1/0", None, "#DIV/0!")

    assert read(workbook(fill)) == (Organ("甲局"), Organ("乙局"))

    def wrong(sheet: Sheet) -> None:
        rows(HEADER, ("甲局",))(sheet)
        sheet.write_formula("D2", "=VLOOKUP(1,A1:B2,2)", None, "#N/A")

    assert said(workbook(wrong)) == ["roster.xlsx 第 2 行：有公式的结果是“#N/A”，请修改。"]


def test_formula_that_nobody_calculated_is_told_and_its_row_not_lost() -> None:
    sheet = (
        f'<worksheet xmlns="{_NAMESPACE}"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>机关</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><r><t>甲</t></r><r><t>局</t></r></is></c></row>'
        '<row r="3"><c r="A3" t="str"><f>A2</f></c></row>'
        "</sheetData></worksheet>"
    )
    assert said(_with_sheet(sheet))[0].startswith("roster.xlsx 第 3 行：有公式没有保存计算结果")


def test_cells_without_references_stand_one_behind_the_other() -> None:
    sheet = (
        f'<worksheet xmlns="{_NAMESPACE}"><sheetData>'
        "<row><c t='inlineStr'><is><t>分组</t></is></c><c t='inlineStr'><is><t>机关</t></is></c></row>"
        "<row><c/><c t='inlineStr'><is><t>甲局_x000D_</t></is></c></row>"
        "</sheetData></worksheet>"
    )
    assert read(_with_sheet(sheet)) == (Organ("甲局"),)


def test_sheet_that_ends_in_empty_rows_is_read() -> None:
    empty = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(3, 100_000))
    sheet = (
        f'<worksheet xmlns="{_NAMESPACE}"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>机关</t></is></c></row>'
        f'<row r="2"><c r="A2" t="inlineStr"><is><t>甲局</t></is></c></row>{empty}'
        '</sheetData><mergeCells><mergeCell ref="B2:B1048576"/></mergeCells></worksheet>'
    )
    assert read(_with_sheet(sheet)) == (Organ("甲局"),)


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (lambda content: content[: len(content) // 2], "打不开"),
        (lambda _: b"PK\x03\x04" + bytes(100), "打不开"),
        (lambda _: _with_sheet("<worksheet>"), "打不开"),
        (lambda _: _with_sheet("<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet/>"), "打不开"),
        (lambda _: _with_sheet("<worksheet><sheetData/></worksheet>"), "没有“机关”一栏"),
        (lambda _: _with_sheet(" " * (17 << 20)), "文件过大"),
        (lambda content: _without(content, "xl/workbook.xml"), "打不开"),
        (lambda content: _without(content, "xl/sharedStrings.xml"), "打不开"),
    ],
)
def test_file_that_is_no_workbook_is_told(damage: Callable[[bytes], bytes], fault: str) -> None:
    (found,) = said(damage(workbook(rows(HEADER, ("甲局",)))))
    assert fault in found


def test_document_of_another_program_is_no_roster() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("word/document.xml", "<document/>")
    (fault,) = said(stream.getvalue())
    assert "打不开" in fault


_texts = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=8)


@settings(max_examples=30)
@given(st.lists(st.lists(_texts, min_size=1, max_size=4), min_size=1, max_size=4))
def test_texts_of_cells_are_read_as_written(lines: list[list[str]]) -> None:
    filled = {
        number: [*line] for number, line in enumerate(lines, 1) if any(t.strip() for t in line)
    }

    def fill(sheet: Sheet) -> None:
        for r, line in enumerate(lines):
            for c, text in enumerate(line):
                sheet.write_string(r, c, text)

    for grid in sheets_of(workbook(fill), "roster.xlsx"):
        found = dict(grid.rows)
        assert found.keys() == filled.keys()
        for line, texts in filled.items():
            read_texts = [*found[line], *[""] * (len(texts) - len(found[line]))]
            assert read_texts == texts


def _with_sheet(sheet: str) -> bytes:
    return _changed(workbook(rows(HEADER)), {"xl/worksheets/sheet1.xml": sheet})


def _without(content: bytes, part: str) -> bytes:
    return _changed(content, {part: None})


def _changed(content: bytes, parts: dict[str, str | None]) -> bytes:
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            text = parts.get(name, old.read(name))
            if text is not None:
                new.writestr(name, text)
    return stream.getvalue()
