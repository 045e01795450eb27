from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace
from python_calamine import CalamineWorkbook

from gouji.facts.reasons import Missing, NoOrgan
from gouji.form import TABLES, layout
from gouji.reading.read import read
from gouji.report import FormatVersion, Place
from gouji.result import Result, causes
from gouji.wording import explanation, verdict
from gouji.wording.returned import returned
from gouji.wording.workbook import workbook
from tests.gouji.wording.builders import TOTAL, finding, result, unassessed, unreadable

SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
GRANTED = "t3.granted.total"
PARTIAL = "t3.partial.total"
REPAIRS: tuple[dict[str, float], ...] = ({TOTAL: 39}, {GRANTED: 2})
BROKEN = result(
    cells={TOTAL: 41, PARTIAL: None},
    marks={PARTIAL: "unreadable"},
    places={PARTIAL: Place("1?")},
    deduced={PARTIAL: 3},
    findings=[
        finding("甲不平。", "X-01", cells=(TOTAL, GRANTED), cause=1, repairs=REPAIRS),
        finding("乙不平。", "X-02", cells=(TOTAL,), cause=1, repairs=REPAIRS),
        finding("丙单独。", "X-03", "warning", cells=()),
    ],
    unassessed=[unassessed(NoOrgan(what="sources")), unassessed(Missing(what="roster"))],
)


def rows(content: bytes, sheet: str) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(sheet).to_python()


def names(content: bytes) -> list[str]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names


def words(content: bytes, sheet: str) -> str:
    return "\n".join(str(value) for row in rows(content, sheet) for value in row)


def part(content: bytes, name: str) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return ET.fromstring(package.read(name))  # noqa: S314 - written by ourselves


def comments(content: bytes, sheet: int = 1) -> dict[str, str]:
    """The comments of the `sheet`-th sheet that has any, by address."""
    root = part(content, f"xl/comments{sheet}.xml")
    return {
        each.attrib["ref"]: "".join(each.itertext()) for each in root.iter(f"{SPREADSHEET}comment")
    }


def fills(content: bytes, sheet: int) -> dict[str, str | None]:
    """The colour behind each cell, by address."""
    styles = part(content, "xl/styles.xml")
    colours = [
        colour.attrib.get("rgb")
        if (colour := fill.find(f".//{SPREADSHEET}fgColor")) is not None
        else None
        for fill in styles.iter(f"{SPREADSHEET}fill")
    ]
    formats = styles.find(f"{SPREADSHEET}cellXfs")
    assert formats is not None
    fill_of = [int(each.attrib["fillId"]) for each in formats]
    cells = part(content, f"xl/worksheets/sheet{sheet}.xml").iter(f"{SPREADSHEET}c")
    return {c.attrib["r"]: colours[fill_of[int(c.attrib.get("s", 0))]] for c in cells}


def address(content: bytes, sheet: str, text: object, nth: int = 0) -> str:
    """Where the `nth` cell with this content stands."""
    found = [
        f"{chr(ord('A') + column)}{row}"
        for row, values in enumerate(rows(content, sheet), 1)
        for column, value in enumerate(values)
        if value == text
    ]
    return found[nth]


# --- one report -----------------------------------------------------------------------------


def test_single_report_has_its_verdict_and_findings_first_and_then_its_tables() -> None:
    content = workbook([BROKEN])
    assert names(content) == ["结论", "退回意见", "1 青川市档案局"]
    first = words(content, "结论")
    assert first.startswith(verdict.headline(BROKEN))
    for said in ("甲不平。", "丙单独。", "X-02 乙规则", "没有找到机关名称：X-01 甲规则"):
        assert said in first


def test_finding_reads_the_same_in_page_mail_and_sheet() -> None:
    (cause,) = causes(BROKEN)
    content = workbook([BROKEN])
    said = words(content, "结论")
    assert explanation.likeliest(BROKEN, cause) in said
    for alternative in explanation.alternatives(BROKEN, cause):
        assert alternative in said
    page = "\n".join(map(str, verdict.page(BROKEN)))
    noted = "\n".join(comments(content).values())
    for each in BROKEN.findings:
        assert each.message in page
        assert each.message in said
        assert each.message in noted or not each.cells


@pytest.mark.parametrize("format_version", ["2019", "2021"])
def test_tables_are_read_back_as_they_were_written(format_version: FormatVersion) -> None:
    cells = {cell: n for n, cell in enumerate(result(format_version).cells, 1)}
    content = workbook([result(format_version, cells=cells)])
    tables = [TABLES[table, format_version] for table in ("t2", "t3", "t4")]
    labels = {box.label for table in tables for box in layout(table) if box.label}
    name = names(content)[-1]
    assert labels <= {str(value) for row in rows(content, name) for value in row}
    reading = read(content)
    assert reading.forms == {"t2": format_version, "t3": format_version, "t4": format_version}
    assert {cell: reading.cells[cell].value for cell in cells} == cells


def test_cells_in_question_are_coloured_by_severity_and_the_suspect_most() -> None:
    content = workbook([BROKEN])
    filled = fills(content, 3)
    sheet = names(content)[-1]
    assert filled[address(content, sheet, 41)] == "FFFF7C80"
    above = address(content, sheet, "（一）予以公开").replace("B", "O")
    assert filled[above] == "FFFCE4E4"
    unread = address(content, sheet, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）")
    assert filled[unread.replace("B", "O")] == "FFD9D9D9"


def test_comment_says_what_is_wrong_what_it_should_be_and_where_it_stands() -> None:
    content = workbook([BROKEN])
    noted = comments(content)
    sheet = names(content)[-1]
    assert noted[address(content, sheet, 41)].splitlines() == [
        "［错误］甲不平。〔X-01 甲规则〕",
        "［错误］乙不平。〔X-02 乙规则〕",
        "建议：改为 39（原因 1 的最可能的改法，共 2 种）。",
        "位置：第3页第2个表第27行第10格",
    ]
    (unread,) = (text for text in noted.values() if "看不出" in text)
    assert unread == "文件中写的是“1?”，看不出是什么数字（推算为 3）。"
    assert len(noted) == 3


def test_cell_without_a_number_stays_empty_and_one_of_zero_does_not() -> None:
    content = workbook([BROKEN])
    (row,) = (r for r in rows(content, names(content)[-1]) if "（二）部分公开" in str(r[1]))
    assert row[8:15] == [0, 0, 0, 0, 0, 0, ""]


@pytest.mark.parametrize("mark", ["recognised", "inferred"])
def test_number_that_is_not_certain_says_so(mark: str) -> None:
    content = workbook([result(cells={TOTAL: 41}, marks={TOTAL: mark})])
    (noted,) = comments(content).values()
    assert "41" in noted
    assert {"recognised": "文字识别", "inferred": "拆分"}[mark] in noted


def test_amount_shows_the_unit_that_is_printed_with_it() -> None:
    cell = "t2.charges.amount"
    content = workbook([result(cells={cell: 251000}, units={cell: "元"})])
    assert 'General"元"' in ET.tostring(part(content, "xl/styles.xml"), "unicode").replace(
        "&quot;", '"'
    )


def test_findings_are_filtered_and_printed_on_a4() -> None:
    content = workbook([BROKEN, result()])
    sheet = part(content, "xl/worksheets/sheet2.xml")
    assert sheet.find(f"{SPREADSHEET}autoFilter") is not None
    assert sheet.find(f".//{SPREADSHEET}pane") is not None
    setup = sheet.find(f"{SPREADSHEET}pageSetup")
    assert setup is not None
    assert (setup.attrib["paperSize"], setup.attrib["fitToHeight"]) == ("9", "0")
    assert "Print_Titles" in ET.tostring(part(content, "xl/workbook.xml"), "unicode")


# --- several --------------------------------------------------------------------------------


def test_several_reports_have_an_overview_all_findings_and_a_sheet_each() -> None:
    content = workbook([BROKEN, unreadable("文件打不开。"), result(organ="青川市教育局")])
    assert names(content) == ["汇总", "问题", "合计", "1 青川市档案局", "3 青川市教育局"]
    top, *overview = rows(content, "汇总")
    assert top[0] == "共 3 份：通过 1，需要修改 1，无法读取 1"
    assert overview[1][:8] == [1, "青川市档案局", 2022, "需要修改", 2, 1, 0, 2]
    assert overview[1][8] == "\n".join(returned(BROKEN))
    assert overview[2][:4] == [2, "年报.docx", "", "无法读取"]
    assert overview[2][8] == "文件打不开。"
    assert overview[3][3] == "通过"
    assert [row[5] for row in rows(content, "问题")[1:]] == ["甲不平。", "乙不平。", "丙单独。"]
    links = ET.tostring(part(content, "xl/worksheets/sheet1.xml"), "unicode")
    assert re.findall(r"location=\"'(.+?)'!A1\"", links) == ["1 青川市档案局", "3 青川市教育局"]


def test_single_report_has_a_sheet_with_what_goes_back() -> None:
    said = [row[0] for row in rows(workbook([BROKEN]), "退回意见")]
    assert said == list(returned(BROKEN))
    assert rows(workbook([result()]), "退回意见") == [["没有需要退回更正的。"]]


def test_every_finding_says_what_to_do() -> None:
    alone = [
        ("没有找到表四，请补上。", "请补上。"),
        ("表三有 2 格空着（请看表）；没有数字的应当填 0。", "没有数字的应当填 0。"),
        ("写的是“请示，办结”，不是整数。", "请对照原始台账核对更正。"),
    ]
    content = workbook([result(findings=[finding(said) for said, _ in alone])] * 2)
    assert [row[6] for row in rows(content, "问题")[1:4]] == [advice for _, advice in alone]


# --- sums -----------------------------------------------------------------------------------


def summed(content: bytes, label: str, sheet: str = "合计") -> list[Any]:
    """The figures of a row of table 3, by its label."""
    (row,) = (r for r in rows(content, sheet) if label in r[:8] and r[8] != "")
    return row[8:15]


def test_tables_are_added_up_over_the_files() -> None:
    cell, amount = "t3.granted.natural_person", "t2.charges.amount"
    one = result(cells={cell: 3, amount: 0.5})
    other = result(organ="青川市教育局", cells={cell: 4, amount: 2000}, units={amount: "元"})
    content = workbook([one, other, unreadable("打不开。")])
    assert summed(content, "（一）予以公开") == [7, 0, 0, 0, 0, 0, 0]
    assert "2022年度合计（2 份）" in words(content, "合计")
    assert 0.7 in [value for row in rows(content, "合计") for value in row]


def test_sum_that_lacks_a_certain_number_says_so() -> None:
    one = result(cells={TOTAL: None, GRANTED: 5}, marks={TOTAL: "blank", GRANTED: "inferred"})
    content = workbook([one, result(cells={TOTAL: 2, GRANTED: 1})])
    noted = set(comments(content).values())
    assert noted == {"1 份没有数字", "1 份的数字由识别或推断得出"}
    assert summed(content, "（一）予以公开")[-1] == 6


def test_years_and_formats_are_added_up_apart_and_doubles_are_named() -> None:
    content = workbook([result(), result(), result("2019"), result(forms={"t4": None})])
    assert names(content)[2:4] == ["合计 2020", "合计 2022"]
    said = words(content, "合计 2022")
    assert "“青川市档案局” 3 份" in said
    assert "没有找到表四的 1 份，该表没有计入" in said
    assert "（2021年格式），2 份相加" in said


def test_folder_without_reports_is_an_empty_overview() -> None:
    assert names(workbook([])) == ["汇总", "问题"]


def test_organs_of_any_name_each_have_their_sheet() -> None:
    odd = ("甲[乙]:*?/\\'局'", "局" * 50, "局" * 50, "History", "")
    content = workbook([result(organ=organ) for organ in odd])
    found = names(content)[3:]
    assert len(set(found)) == len(odd)
    assert all(len(name) <= 31 for name in found)


# --- words of the document ------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "https://example.org", "internal:A1"]
)
def test_words_of_a_document_stay_words(text: str) -> None:
    odd = result(organ=text, file=text, findings=[finding(text)], rule_names={"X-01": text})
    for content in (workbook([odd]), workbook([odd, unreadable(text)])):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            sheets = [package.read(n).decode() for n in package.namelist() if "sheets/sheet" in n]
        assert not any("<f>" in sheet for sheet in sheets)
        assert "hyperlink r:id" not in "".join(sheets)
        assert text in words(content, names(content)[0])


def test_words_that_no_workbook_can_hold_are_cut_and_cleaned() -> None:
    content = workbook([result(findings=[finding("长" * 40_000 + "\x00\ud800", cells=(TOTAL,))])])
    said = words(content, "结论")
    assert "长" * 1000 in said
    assert "……" in said
    assert (
        "长" * 1000
        in comments(content)[address(content, names(content)[-1], "（七）总计").replace("B", "O")]
    )


def test_office_of_three_hundred_reports_has_one_workbook() -> None:
    many: Sequence[Result] = [BROKEN] * 300
    assert len(names(workbook(many))) == 303


def test_repair_that_is_contradicted_says_so_in_its_comment() -> None:
    found = [replace(f, facts=replace(f.facts, refuted=(1,))) for f in BROKEN.findings]
    content = workbook([replace(BROKEN, findings=tuple(found))])
    said = "\n".join(comments(content).values())
    assert "建议：改为 39（原因 1 的最可能的改法，共 2 种）。" in said
    assert "建议：改为 2（原因 1 的另一种改法，共 2 种，但与正文或上年度报告所写的不符）。" in said


def test_single_report_says_what_could_not_be_read() -> None:
    assert "“1?”，看不出是什么数字" in words(workbook([replace(BROKEN, findings=())]), "结论")
