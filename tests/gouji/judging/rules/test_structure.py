"""Headings and their numbers as offices really write them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gouji.judging.judge import judge
from gouji.report import MISSING, Cell, Heading, OddYear, Place, StatedUnits
from tests.gouji.judging.cases.structure import introduced, read_with, with_surplus, without
from tests.gouji.judging.reports import CLEAN, CONTEXT, with_text
from tests.gouji.judging.rules.phrases import findings, key, raised

HEADINGS = CLEAN.headings


def test_message_names_the_missing_heading() -> None:
    (finding,) = findings("FMT-01", replace(CLEAN, headings=(*HEADINGS[:3], *HEADINGS[4:])))
    assert "没有找到一级标题“四、政府信息公开行政复议、行政诉讼情况”" in finding.message


@pytest.mark.parametrize(
    "headings",
    [
        (*HEADINGS[:2], *HEADINGS[1:]),
        (HEADINGS[1], HEADINGS[0], *HEADINGS[2:]),
        (*HEADINGS, Heading(None, "七、附表")),
        (),
    ],
)
def test_doubled_swapped_extra_or_no_headings_are_found(headings: tuple[Heading, ...]) -> None:
    report = replace(CLEAN, headings=headings, sections=CLEAN.sections if headings else ())
    assert findings("FMT-01", report)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("五、存在的主要问题及改进情况", False),
        ("五 . 存在的主要问题 及改进情况:", False),
        ("存在的主要问题及改进情况", False),
        ("5.存在的主要问题及改进情况", False),
        ("五、存在的主要问题和改进措施", True),
        ("四、存在的主要问题及改进情况", True),
        ("第五部分 存在的主要问题及改进情况", True),
        ("五、五、存在的主要问题及改进情况", True),
    ],
)
def test_heading_is_compared_by_its_words_and_its_numeral(text: str, found: bool) -> None:
    report = replace(CLEAN, headings=(*HEADINGS[:4], Heading(5, text), HEADINGS[5]))
    assert bool(findings("FMT-02", report)) is found


def test_of_headings_that_changed_places_only_the_order_is_told() -> None:
    third, fourth = (h.text.split("、", 1)[1] for h in HEADINGS[2:4])
    moved = (Heading(4, f"三、{fourth}"), Heading(3, f"四、{third}"))
    report = replace(CLEAN, headings=(*HEADINGS[:2], *moved, *HEADINGS[4:]))
    assert not findings("FMT-02", report)
    assert findings("FMT-01", report)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("(一)主动公开。", "一是网站。", "二是公众号。", "(二)依申请公开。", "一是受理。", "二是答复。"),
        ("问题:", "1.更新不及时。", "2.解读单一。", "改进:", "1.专人负责。", "2.丰富形式。"),
        ("(一)主动公开。内容完整。(二)依申请公开。没有申请。", "(三)监督保障。"),
        ("(一)问题。", "1、更新慢。", "2、解读少。", "(二)改进。", "1、专人负责。", "2、增加解读。"),
        ("存在问题:", "一是更新慢。", "二是解读少。", "改进措施:", "(一)专人负责。", "(二)增加解读。"),
        ("2022年共公开信息30条。", "3.5万人次访问。"),
        ("( 一 )主动公开。", "(二 )依申请公开。", "( 三)监督保障。"),
        ("(一)甲。", "(二)乙。", "(三)丙。", "(四)丁。", "(五)戊。", "(六)己。", "(七)庚。",
         "(八)辛。", "(九)壬。", "(十)癸。", "(十一)子。", "(十二)丑。"),
        ("一、更新不及时......1", "二、解读单一......2"),
    ],
)  # fmt: skip
def test_numbers_that_run_on_are_in_order(paragraphs: tuple[str, ...]) -> None:
    assert not raised("FMT-06", *paragraphs, section=5)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("(一)主动公开。", "(三)平台建设。"),
        ("1.更新慢。", "2.解读少。", "2.人员少。"),
        ("(一)主动公开。", "各项工作有序开展。"),
        ("一、更新不及时。", "二、解读单一。"),
        ("一是公开。", "二是申请。", "(一)聚焦审批。", "(二)聚焦服务。"),
        ("(二)依申请公开。", "(三)平台建设。"),
    ],
)
def test_gaps_restarts_and_collisions_are_found(paragraphs: tuple[str, ...]) -> None:
    assert raised("FMT-06", *paragraphs, section=5)


def test_key_of_numbers_rests_on_the_sentence_that_is_numbered() -> None:
    said = key("FMT-06", with_text(5, "(一)更新慢。", "(三)解读少。人员紧张。"))
    assert said == key("FMT-06", with_text(6, "概况。", "(一)更新慢。", "( 三 )解读少。"))
    assert said != key("FMT-06", with_text(5, "(一)更新慢。", "(四)解读少。人员紧张。"))


def test_key_of_headings_rests_on_their_order_and_words() -> None:
    short = key("FMT-01", replace(CLEAN, headings=HEADINGS[:5]))
    spaced = tuple(replace(heading, text=f" {heading.text}:") for heading in HEADINGS[:5])
    assert short == key("FMT-01", replace(CLEAN, headings=spaced))
    assert short != key("FMT-01", replace(CLEAN, headings=HEADINGS[:4]))
    odd = key("FMT-02", replace(CLEAN, headings=(*HEADINGS[:5], Heading(6, "六、其他事项"))))
    spaced = (*HEADINGS[:5], Heading(6, "六 、 其他事项"))
    assert odd == key("FMT-02", replace(CLEAN, headings=spaced))
    assert odd != key("FMT-02", replace(CLEAN, headings=(*HEADINGS[:5], Heading(6, "六、其他"))))


def test_key_of_labels_and_rows_rests_on_them() -> None:
    def labelled(*printed: str) -> str:
        labels = [(text, "上年结转") for text in printed]
        return key("FMT-14", replace(CLEAN, tables=(read_with("t3", *labels),)))

    assert labelled("上年转结") == labelled("上年 转结")
    assert labelled("上年转结") != labelled("上年转接")

    def with_rows(*extra: str) -> str:
        return key("T3-06", replace(CLEAN, tables=(read_with("t3", extra=extra),)))

    assert with_rows("逾期") != with_rows("其他")


def test_missing_column_is_told_once_and_a_missing_row_of_other_outcomes_by_both() -> None:
    column = [cell for cell in CLEAN.cells if cell.startswith("t3.") and cell.endswith(".research")]
    gone = replace(CLEAN, cells={**CLEAN.cells, **dict.fromkeys(column, MISSING)})
    assert findings("T3-05", gone)
    assert not findings("T3-06", gone)
    row = without(gone, "t3.other.fee_overdue")
    assert findings("T3-06", row)


def test_key_of_missing_cells_rests_on_them() -> None:
    gone = key("T3-05", without(CLEAN, "t3.partial"))
    assert gone == key("T3-05", with_text(6, "无。", report=without(CLEAN, "t3.partial")))
    assert gone != key("T3-05", without(CLEAN, "t3.partial", "t3.granted"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("全文共五部分。", "五"),
        ("全文分为七部分,数据截至年底。", "七"),
        ("本报告内容共 8 个部分", "八"),
        ("本报告由总体情况、主动公开情况、依申请公开情况等三个部分组成。", "三"),
        ("依照条例编制。年报包括总体情况、存在的主要问题等十大部分(附表三张)。", "十"),
    ],
)
def test_introduction_that_counts_other_than_six_parts_is_told(text: str, said: str) -> None:
    (finding,) = findings("FMT-17", introduced("青川市档案局年度报告", text))
    assert f"有{said}个部分" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "本报告由总体情况、主动公开情况等六个部分组成。",
        "全文共6部分。",
        "本报告包括六大部分。",
        "年报由正文和附表两部分组成。",
        "本报告第五部分写明存在的主要问题。",
        "报告的一部分,另行公布。",
        "本报告所列三部分数据均截至年底。",
    ],
)
def test_six_parts_and_what_counts_no_parts_are_not_told(text: str) -> None:
    assert not findings("FMT-17", introduced(text))


def test_old_parts_are_told_once() -> None:
    report = introduced("本报告由概述、主动公开等七个部分组成。")
    assert findings("FMT-08", report)
    assert not findings("FMT-17", report)


def test_parts_are_counted_in_the_introduction_only() -> None:
    assert not raised("FMT-17", "报告共五部分。")


def test_key_of_the_number_of_parts_is_the_sentence() -> None:
    said = key("FMT-17", introduced("全文共五部分。"))
    assert said == key("FMT-17", introduced("按规定编制。全文共 五部分。"))
    assert said != key("FMT-17", introduced("全文共四部分。"))


def test_label_of_which_another_rule_speaks_is_not_told_twice() -> None:
    amount = "本年收费金额（单位：元）"
    tables = (
        read_with("t2", (amount, "本年收费金额（单位：万元）"), ("上年制发件数", "本年制发件数")),
    )
    plain = replace(CLEAN, tables=tables)
    told = replace(
        plain,
        stated_units={"t2.charges.amount": StatedUnits(("元",), (amount,))},
        odd_years=(OddYear("t2", Place("上年制发件数"), is_label=True),),
    )
    assert "FMT-14" in {f.rule for f in judge(plain, CONTEXT).findings}
    assert "FMT-14" not in {f.rule for f in judge(told, CONTEXT).findings}


def test_row_too_many_in_table_four_stands_beside_a_broken_sum() -> None:
    extra = with_surplus("t4", "1 0 0 0 1")
    cells = {**extra.cells, "t4.reconsideration.total": Cell(3)}
    findings = judge(replace(extra, cells=cells), CONTEXT).findings
    assert {"T4-01", "T4-02"} <= {f.rule for f in findings}
    assert next(f for f in findings if f.rule == "T4-02").cause is None
