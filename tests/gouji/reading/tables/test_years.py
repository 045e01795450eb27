"""Captions and labels that name another year, in every layout; what names the right one or none is not told."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.reading.read import read
from gouji.report import CellId, FormatVersion, Report, TableId
from samples import printed, render
from tests.gouji import figures as fig

NEW, CARRIED = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
OVER = "四、结转下年度继续办理"
ROW = "（本列数据的勾稽关系为"


def _read(
    layout: str,
    table: TableId,
    changes: dict[str, str],
    *lines: str,
    format_version: FormatVersion = "2021",
) -> Report:
    """A report of 2022, or of 2020 in the old format, with other words in a table and lines above it."""
    form = format_version
    shown = {cell: "1" for layout_of in ("t2", "t3", "t4") for cell in _cells(layout_of, form)}
    words = printed.LAYOUTS[table, form].replace("\\\n", "")
    for before, after in changes.items():
        assert before in words
        words = words.replace(before, after)
    content = list(fig.content(form, shown, 2022 if form == "2021" else 2020))
    at = [i for i, block in enumerate(content) if isinstance(block, printed.Grid)][
        int(table[1]) - 2
    ]
    content[at : at + 1] = [*map(render.Paragraph, lines), printed.grid(words, shown)]
    return read(fig.LAYOUTS[layout](content))


def _cells(table: str, format_version: FormatVersion) -> list[CellId]:
    return printed.cells_of(printed.LAYOUTS[table, format_version])


@pytest.mark.parametrize("layout", fig.LAYOUTS)
@pytest.mark.parametrize("table", ["t2", "t3", "t4"])
@pytest.mark.parametrize(
    "caption",
    [
        "2021年政府信息公开情况统计表",
        "二〇二一年度统计表",
        "表2 2023 年办理情况",
        "（2021年1月1日至2021年12月31日）",
        "统计时间：2021年1月1日至12月31日",
        "上年度政府信息公开情况",
        "有关情况（2021年度）",
        "上年度收到和处理政府信息公开申请情况",
        "2021年主动公开政府信息情况",
        "前一年行政复议、行政诉讼情况",
        "（一）去年依申请公开情况",
    ],
)
def test_caption_of_another_year_is_odd(caption: str, table: TableId, layout: str) -> None:
    odd = _read(layout, table, {}, caption).odd_years
    assert [(o.table, o.place.text, o.is_label) for o in odd] == [(table, caption, False)]


@pytest.mark.parametrize("layout", fig.LAYOUTS)
@pytest.mark.parametrize(
    "caption",
    [
        "2022年政府信息公开情况统计表",
        "主动公开政府信息情况（2022年度）",
        "（2022年1月1日至2022年12月31日）",
        "2021—2022年对比表",
        "填报单位：青川市档案局 填报日期：2023年1月10日",
        "2023年1月15日",
        "截至2023年1月1日数据",
        "上年结转申请情况",
        "依据《中华人民共和国政府信息公开条例》（2019年修订）统计情况",
        "根据国办公开办函〔2021〕30号的统计表",
        "2021年，本机关收到申请3件，均已办结。",
        "上年度和本年度情况",
        "本年度收到和处理政府信息公开申请情况",
        "2022年主动公开政府信息情况",
        "单位：件",
    ],
)
def test_caption_of_the_year_or_of_none_is_not_odd(caption: str, layout: str) -> None:
    assert _read(layout, "t3", {}, caption).odd_years == ()


@pytest.mark.parametrize("layout", fig.LAYOUTS)
def test_first_row_of_a_table_is_its_caption(layout: str) -> None:
    (odd,) = _read(layout, "t3", {ROW: "2021年申请情况表<10>\n" + ROW}).odd_years
    assert (odd.table, odd.place.text, odd.place.table) == ("t3", "2021年申请情况表", 2)


@pytest.mark.parametrize("layout", fig.LAYOUTS)
@pytest.mark.parametrize(
    ("table", "printed_as", "instead_of", "cells"),
    [
        (
            "t2",
            "上年制发件数",
            "本年制发件数",
            {"t2.rules.issued", "t2.normative_documents.issued"},
        ),
        (
            "t2",
            "2021年制发件数",
            "本年制发件数",
            {"t2.rules.issued", "t2.normative_documents.issued"},
        ),
        ("t2", "上年收费金额", "本年收费金额", {"t2.charges.amount"}),
        ("t3", "一、2021年新收政府信息公开申请数量", NEW, "t3.new_received."),
        ("t3", "一、上年新收政府信息公开申请数量", NEW, "t3.new_received."),
        ("t3", "二、2020年结转政府信息公开申请数量", CARRIED, "t3.carried_in."),
        ("t3", "二、本年结转政府信息公开申请数量", CARRIED, "t3.carried_in."),
        ("t3", "四、结转上年度继续办理", OVER, "t3.carried_over."),
        ("t3", "四、结转2022年度继续办理", OVER, "t3.carried_over."),
        ("t3", "三、上年度办理结果", "三、本年度办理结果", set[str]()),
    ],
)
def test_label_of_another_year_is_odd(
    table: TableId, printed_as: str, instead_of: str, cells: str | set[str], layout: str
) -> None:
    odd = _read(layout, table, {instead_of: printed_as}).odd_years
    own = (
        {c for c in _cells(table, "2021") if c.startswith(cells)}
        if isinstance(cells, str)
        else cells
    )
    assert [(o.table, o.is_label, set(o.cells)) for o in odd] == [(table, True, own)]
    assert printed_as in odd[0].place.text


@pytest.mark.parametrize("layout", fig.LAYOUTS)
def test_label_may_name_its_own_year_by_number(layout: str) -> None:
    changes = {
        NEW: NEW.replace("本年", "2022年"),
        CARRIED: CARRIED.replace("上年", "2021年"),
        OVER: OVER.replace("下年度", "2023年度"),
        "三、本年度": "三、2022年度",
    }
    report = _read(layout, "t3", changes)
    assert report.odd_years == ()
    assert {cell.value for cell in report.cells.values()} == {1}
    assert not [cell for cell in report.cells.values() if cell.mark]


@pytest.mark.parametrize("layout", fig.LAYOUTS)
def test_labels_of_the_old_format_name_the_year_before_where_the_form_does(layout: str) -> None:
    assert _read(layout, "t2", {}, format_version="2019").odd_years == ()
    (odd,) = _read(
        layout, "t2", {"本年新公开数量": "上年新公开数量"}, format_version="2019"
    ).odd_years
    assert set(odd.cells) == {"t2.rules.newly_disclosed", "t2.normative_documents.newly_disclosed"}


@pytest.mark.parametrize("layout", fig.LAYOUTS)
def test_column_of_another_year_takes_no_place_of_one_that_lacks(layout: str) -> None:
    heads = {"本年废止件数": "本年印发件数", "本年制发件数": "上年制发件数"}
    heads = {**heads, "本年印发件数": "本年制发件数"}
    report = _read(layout, "t2", heads)
    assert all(report.cells[f"t2.rules.{name}"].mark for name in ("issued", "repealed"))


SAMPLE = (Path(__file__).parents[4] / "samples" / "yunping-grain-2022.txt").read_text("utf-8")
FIFTEEN = "\t".join("0" * 15)


@pytest.mark.parametrize(
    ("rows", "note"),
    [
        (f"2022年\t{FIFTEEN}\n2021年\t{FIFTEEN}", "表四有 1 行写明是其他年份的数字，没有采用。"),
        (f"上年同期\t{FIFTEEN}\n本年\t{FIFTEEN}", "表四有 1 行写明是其他年份的数字，没有采用。"),
        (f"2021年\t{FIFTEEN}", "表四有 1 行只有写明是其他年份的数字，不予采用。"),
    ],
)
def test_rows_of_other_years_are_accounted_for(rows: str, note: str) -> None:
    report = read(SAMPLE.replace(f"\n{FIFTEEN}", f"\n{rows}").encode())
    (table,) = [table for table in report.tables if table.table == "t4"]
    assert table.notes == (note,)
    taken = [report.cells[cell].mark is None for cell in report.cells if cell.startswith("t4.")]
    assert all(taken) if "没有采用" in note else not any(taken)
