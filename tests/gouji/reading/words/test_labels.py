"""Labels as printed: which are not the form's, and which rows are of the other format."""

from __future__ import annotations

import pytest

from gouji.form import TABLES
from gouji.reading.read import read
from gouji.reading.words.labels import holds_rows, label_meant

T2, T3, T4 = (TABLES[table, "2021"] for table in ("t2", "t3", "t4"))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("二、上年转结政府信息公开申请数量", "二、上年结转政府信息公开申请数量"),
        ("一、本年新收到政府信息公开申请数量", "一、本年新收政府信息公开申请数量"),
        ("4.无正当理由大量反复的申请", "4.无正当理由大量反复申请"),
    ],
)
def test_misspelt_label_is_told_with_the_forms(text: str, label: str) -> None:
    assert label_meant(text, T3) == label


@pytest.mark.parametrize(
    "text",
    [
        "（一） 予以公开",
        "1、属于国家秘密",
        "（二）部分公开",
        "合计",
        "其它",
        "危及“三安全一稳定",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开",  # a page ends here
        "结 转 下 年 度 继 续 办 理",
    ],
)
def test_numbering_spaces_notes_words_in_use_and_cut_off_labels_are_no_misspelling(
    text: str,
) -> None:
    assert label_meant(text, T3) is None


def test_name_of_the_other_format_is_told() -> None:
    assert label_meant("规范性文件", T2) == "行政规范性文件"
    assert label_meant("行政规范性文件", TABLES["t2", "2019"]) == "规范性文件"
    assert label_meant("本年新制作数量", T2) is None  # a column that this format does not have
    assert label_meant("结果维特", T4) == "结果维持"


def test_report_tells_misspelt_labels_and_rows_of_the_other_format() -> None:
    header = "\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n"
    rows = (
        "一、本年新收到政府信息公开申请数量",
        "（六）其他处理",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    )
    text = header + "".join(f"{row}{chr(9)}{chr(9).join('0000000')}\n" for row in rows)
    table = next(t for t in read(text.encode()).tables if t.table == "t3")
    assert table.labels == (
        ("一、本年新收到政府信息公开申请数量", "一、本年新收政府信息公开申请数量"),
    )
    assert table.extra_rows == ("（六）其他处理",)


@pytest.mark.parametrize(
    "text",
    [
        "3.其他\n（七）总计",
        "（五）不予处理\n（六）其他处理",
        "行政处罚 行政强制",
        "（六）其他处理（七）总计",
    ],
)
def test_text_that_names_two_rows_is_told_from_a_label(text: str) -> None:
    assert holds_rows(text)


@pytest.mark.parametrize(
    "text",
    [
        "3.其他",
        "（三）不予公开",
        "2.其他法律行政法规禁止公开",
        "行政诉讼",
        "备注：按月汇总",
        "12",
        "",
    ]
    + [
        label
        for table in TABLES.values()
        for spec in table.specs.values()
        for label in (spec.row.label,)
    ],
)
def test_label_of_one_row_does_not_name_two(text: str) -> None:
    assert not holds_rows(text)
