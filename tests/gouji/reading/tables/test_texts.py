"""Text that stands in grids: a page set in a table, headings among rows, tables of problems and of fees."""

from __future__ import annotations

import pytest

from gouji.form import SECTIONS, TABLES
from gouji.judging.judge import judge
from gouji.judging.text import prose
from gouji.reading.read import read
from gouji.report import Report
from samples import printed, render

Rows = list[list[str]]

HEADINGS = [f"{'一二三四五六'[i]}、{name}" for i, name in enumerate(SECTIONS)]
TITLE = "青川市档案局2023年政府信息公开工作年度报告"
FIVE = "部分栏目更新不够及时，今后将安排专人每周检查。"
SIX = "本年度没有收取信息处理费，没有其他需要报告的事项。"
ORGAN, DATE = "青川市档案局", "2024年1月15日"


def _form(table: str, **figures: int) -> str:
    shown = {cell: "0" for form in TABLES.values() for cell in form.specs}
    shown |= {cell.replace("__", "."): str(figure) for cell, figure in figures.items()}
    layout = next(layout for (t, f), layout in printed.LAYOUTS.items() if (t, f) == (table, "2021"))
    return render.html([printed.grid(layout, shown)])


def _table(rows: Rows) -> str:
    cells = ("".join(f"<td>{text}</td>" for text in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def _wide(*texts: str) -> str:
    return "".join(f"<tr><td colspan='10'>{text}</td></tr>" for text in texts)


def _lines(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def _read(
    *, five: str = _lines(FIVE), six: str = _lines(SIX), sign: str = "", overdue: int = 0
) -> Report:
    figures = {"t3__other__fee_overdue__natural_person": overdue}
    body = (
        _lines(TITLE, HEADINGS[0], "2023年，按规定公开信息。", HEADINGS[1])
        + _form("t2")
        + _lines(HEADINGS[2])
        + _form("t3", **figures, t3__other__fee_overdue__total=overdue)
        + _lines(HEADINGS[3])
        + _form("t4")
        + _lines(HEADINGS[4])
        + five
        + _lines(HEADINGS[5])
        + six
    )
    return _page(body + (sign or _lines(ORGAN, DATE)))


def _page(body: str) -> Report:
    return read(f"<html><meta charset='utf-8'><body>{body}</body></html>".encode())


def _rules(report: Report) -> set[str]:
    return {finding.rule for finding in judge(report).findings}


@pytest.mark.parametrize(
    "rows",
    [
        [["存在的主要问题", "改进情况"], [FIVE[:11], FIVE[11:]]],
        [["序号", "问题", "措施"], ["1", "栏目更新不够及时。", "今后将安排专人每周检查栏目。"]],
        [["存在的主要问题", "栏目更新不够及时。"], ["改进情况", "将安排专人每周检查栏目更新。"]],
        [[FIVE]],
    ],
)
def test_section_five_in_a_table_is_its_text(rows: Rows) -> None:
    report = _read(five=_table(rows))
    said = prose.text(report, 5)
    assert "更新不够及时" in said
    assert "专人每周检查" in said
    assert not _rules(report) & {"CON-01", "CON-04", "FMT-01"}


@pytest.mark.parametrize(
    "rows",
    [
        [["发出收费通知的件数", "总金额（元）", "实际收取的总金额（元）"], ["3", "600", "400"]],
        [["项目", "收费通知（件）", "实收（元）"], ["信息处理费", "3", "400"]],
        [
            ["信息处理费收取情况（单位：元）"],
            ["发出收费通知的件数", "总金额", "实际收取总金额"],
            ["3件", "600", "400"],
        ],
        [["发出信息处理费收费通知", "3件"], ["实际收取信息处理费", "400元"]],
    ],
)
def test_table_of_fees_is_section_sixs_text(rows: Rows) -> None:
    report = _read(six=_table(rows), overdue=2)
    rules = _rules(report)
    assert not rules & {"CON-02", "FEE-01", "FEE-03", "T3-11"}
    assert "T3-11" in _rules(_read(six=_table(rows), overdue=4))


def test_received_fee_in_a_table_is_compared_with_the_charges() -> None:
    rows = [["信息处理费：发出收费通知的件数", "信息处理费：实际收取的总金额（元）"], ["3", "400"]]
    assert "FEE-02" in _rules(_read(six=_table(rows)))


def test_columns_named_as_the_forms_make_no_table_of_the_form() -> None:
    report = _read(six=_table([["按件计收", "按量计收", "合计"], ["0", "0", "0"]]))
    assert prose.section(report, 6) == ("按件计收0,按量计收0,合计0。",)


def test_headings_and_text_among_the_rows_of_one_table_are_sections() -> None:
    tables = [_form(t).removeprefix("<table>").removesuffix("</table>") for t in ("t2", "t3", "t4")]
    rows = _wide(TITLE, HEADINGS[0], "2023年，青川市档案局按规定公开政府信息，办理申请。")
    for heading, table in zip(HEADINGS[1:4], tables, strict=True):
        rows += _wide(heading) + table
    rows += _wide(HEADINGS[4], FIVE, HEADINGS[5], SIX, ORGAN, DATE)
    report = _page(f"<table>{rows}</table>")
    assert (report.organ, report.year, report.signature) == (ORGAN, 2023, ORGAN)
    assert [section.number for section in report.sections] == [1, 2, 3, 4, 5, 6]
    assert prose.section(report, 6) == (SIX.replace("，", ","),)
    assert not [cell for cell, found in report.cells.items() if found.mark]


def test_title_in_a_table_of_metadata_is_found() -> None:
    metadata = _table([["信息名称", TITLE], ["索引号", "QC-2024-1"]])
    body = metadata + _lines(HEADINGS[0], "2023年，按规定公开信息。", HEADINGS[1]) + _form("t2")
    report = _page(body + _lines(HEADINGS[2]) + _form("t3"))
    assert (report.title, report.organ, report.year) == (TITLE, ORGAN, 2023)


@pytest.mark.parametrize(
    "paragraph",
    [
        f"{HEADINGS[4]}{FIVE}{HEADINGS[5]}{SIX}{ORGAN} {DATE}",
        f"{HEADINGS[4]} {FIVE} {HEADINGS[5]} {SIX} {ORGAN} {DATE}",
        f"五、存在的问题及改进措施 {FIVE}六、其他需要说明的事项 {SIX}{ORGAN}{DATE}",
    ],
)
def test_sections_within_one_paragraph_are_parted(paragraph: str) -> None:
    body = _lines(TITLE, f"本报告依法编制。{HEADINGS[0]}按规定公开信息。{HEADINGS[1]}")
    tables = _form("t2") + _lines(HEADINGS[2]) + _form("t3") + _lines(HEADINGS[3]) + _form("t4")
    report = _page(body + tables + _lines(paragraph))
    assert [section.number for section in report.sections] == [1, 2, 3, 4, 5, 6]
    assert prose.section(report, 6) == (SIX.replace("，", ","),)
    assert (report.signature, report.date) == (ORGAN, "2024-01-15")


def test_parts_that_an_introduction_lists_are_no_headings() -> None:
    listed = f"本报告由{'；'.join(HEADINGS)}六个部分组成。"
    report = _page(_lines(TITLE, listed, HEADINGS[0], "按规定公开。", HEADINGS[1]) + _form("t2"))
    assert [heading.number for heading in report.headings] == [1, 2]
