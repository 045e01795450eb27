"""Years in titles, periods, citations, plans and dates, as offices write them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gouji.judging.judge import judge
from gouji.organs import Organ
from gouji.report import Naming, OddYear, Place, Report, Source
from tests.gouji.judging.cases.years import of_other_year, with_heading
from tests.gouji.judging.reports import CLEAN, CONTEXT, with_text
from tests.gouji.judging.rules.phrases import findings, key, raised


def test_year_that_only_the_file_name_contradicts_warns_and_does_not_flag() -> None:
    report = replace(CLEAN, namings=(Naming("file", None, 2021, "2021年政府信息公开工作年度报告"),))
    judgement = judge(report, CONTEXT)
    assert [(f.rule, f.severity) for f in judgement.findings] == [("YR-02", "warning")]
    assert judgement.status == "passed"


@pytest.mark.parametrize(
    "title",
    [
        "青川市档案局2022年政府信息公开工作年度报告",
        "青川市档案局2022年度政府信息公开工作年度报告",
        "青川市档案局关于2022年政府信息公开工作年度报告",
        "2022年青川市档案局政府信息公开工作年度报告",
        "青川市档案局政府信息公开工作年度报告(2022年)",
        "青川市档案局政府信息公开工作2022年度报告",
        "青川市档案局二〇二二年政府信息公开工作年度报告",
    ],
)
def test_title_may_put_its_year_anywhere(title: str) -> None:
    assert not findings("YR-01", replace(CLEAN, title=title))


@pytest.mark.parametrize(
    ("title", "severity"),
    [
        ("青川市档案局政府信息公开工作年度报告", "error"),
        ("2022年政府信息公开工作年度报告", "error"),
        (None, "error"),
        ("青川市档案局2022年政府信息公开年度报告", "warning"),
    ],
)
def test_title_that_lacks_something_is_found(title: str | None, severity: str) -> None:
    (finding,) = findings("YR-01", replace(CLEAN, title=title))
    assert finding.severity == severity


@pytest.mark.parametrize(
    "text",
    [
        "数据统计截至2022年12月31日。",
        "所列数据的时限为上一自然年,即1月1日到12月31日。",
        "统计时段为2022全年。",
    ],
)
def test_period_in_other_words_is_stated(text: str) -> None:
    report = replace(with_text(1, *CLEAN.sections[0].paragraphs[1:]), period=None)
    assert findings("YR-04", report)
    assert not findings("YR-04", replace(report, lead=(text,)))


@pytest.mark.parametrize(
    "text",
    [
        "按照国办公开办函〔2021〕30号和国办函〔2020〕109号的要求编制。",
        "依据《政府信息公开信息处理费管理办法》(国办函〔2020〕109号)执行。",
        "贯彻《关于全面推进政务公开工作的意见》(中办发〔2016〕8号)。",
        "依照《中华人民共和国政府信息公开条例》(国务院令第711号,2019年修订)编制。",
        "落实《青川市2022年政务公开工作要点》(青政办〔2022〕11号)。",
        "落实《青川市2021年政务公开重点工作安排》。",
        "清理2015年以来的规范性文件,保留青政发〔2016〕12号等27件。",
        "《青川市公文处理规定》(青政〔2014〕2号)和《2022年青川市政务公开工作要点》(青政办〔2022〕11号)。",
    ],
)
def test_standing_rules_and_plans_of_the_year_may_be_cited(text: str) -> None:
    assert not raised("YR-05", text)


@pytest.mark.parametrize(
    "text",
    [
        "落实《青川市2018年政务公开工作要点》。",
        "落实《2019年政务公开工作要点任务分解的通知》(青政办〔2019〕11号)。",
        "按照市政府办公室关于印发2020年政务公开工作要点的通知(青政办〔2020〕6号)执行。",
    ],
)
def test_plan_of_years_ago_is_found(text: str) -> None:
    assert raised("YR-05", text)


@pytest.mark.parametrize(
    "text",
    [
        "2023年,我局将增设专栏。",
        "针对上述问题,2023年将重点做好解读。",
        "2022年将公开工作纳入年终考核,取得了成效。",
        "到2025年将实现全部档案数字化。",
        "2022年底前将完成的两项整改均已完成。",
        "今后将增设专栏。",
        "2022年存在的问题将在2023年逐项整改。",
        "2022年已将案卷全部移交。",
    ],
)
def test_plans_for_next_year_are_in_order(text: str) -> None:
    assert not raised("YR-06", "更新不够及时。", text, section=5)


@pytest.mark.parametrize(
    "text",
    [
        "2022年将从以下方面改进:一是增设专栏。",
        "2022年,我局将加强培训。",
        "下一步,2024年计划增设专栏。",
    ],
)
def test_plan_for_another_year_is_found(text: str) -> None:
    assert raised("YR-06", "更新不够及时。", text, section=5)


@pytest.mark.parametrize(
    ("organ", "date", "found"),
    [
        ("青川市档案局", "2023-01-31", False),
        ("青川市档案局", "2023-02-01", True),
        ("青川市档案局", "2022-12-30", True),
        ("青川市人民政府", "2023-03-31", False),
        ("青川市人民政府", "2023-04-01", True),
        ("青川市人民政府办公室", "2023-03-20", False),
    ],
)
def test_date_is_held_against_the_time_for_its_kind_of_organ(
    organ: str, date: str, found: bool
) -> None:
    assert bool(findings("YR-07", replace(CLEAN, organ=organ, date=date))) is found


def test_roster_tells_the_kind_of_organ() -> None:
    report = replace(CLEAN, organ="青川新区", date="2023-03-01")
    roster = (Organ("青川新区", government=False),)
    found = judge(report, replace(CONTEXT, roster=roster)).findings
    assert "YR-07" in {f.rule for f in found}
    assert not findings("YR-07", report)


@pytest.mark.parametrize(
    ("rule", "section", "text", "other"),
    [
        (
            "YR-05",
            6,
            "落实《青川市2018年政务公开工作要点》",
            "落实《青川市2019年政务公开工作要点》",
        ),
        ("YR-06", 5, "2022年将增设专栏3个", "2022年将增设专栏4个"),
    ],
)
def test_key_rests_on_the_sentence_and_on_nothing_around_it(
    rule: str, section: int, text: str, other: str
) -> None:
    said = key(rule, with_text(section, text))
    assert said == key(rule, with_text(section, "更新不够及时。", f"解读单一。{text}。今后改进。"))
    assert said != key(rule, with_text(section, other))


@pytest.mark.parametrize(
    ("rule", "field", "one", "other"),
    [
        ("YR-01", "title", "2022年政府信息公开工作年度报告", "2022年度政府信息公开工作年度报告"),
        ("YR-01", "title", None, "青川市档案局2022年政府信息公开年度报告"),
        ("YR-03", "period", ("2022-01-01", "2022-11-30"), ("2022-01-01", "2022-12-30")),
        ("YR-07", "date", "2023-02-01", "2023-02-02"),
    ],
)
def test_key_changes_with_title_period_and_date(
    rule: str, field: str, one: object, other: object
) -> None:
    def with_other_text(value: object) -> Report:
        return replace(with_text(6, "无其他事项。"), **{field: value})

    said = key(rule, replace(CLEAN, **{field: one}))
    assert said == key(rule, with_other_text(one))
    assert said != key(rule, with_other_text(other))


def test_key_of_a_year_that_differs_rests_on_source_and_year() -> None:
    def named(source: Source, year: int) -> str:
        return key("YR-02", replace(CLEAN, namings=(Naming(source, None, year, f"{year}年"),)))

    assert named("period", 2021) == named("period", 2021)
    assert len({named("period", 2021), named("period", 2020), named("body", 2021)}) == 3


def test_caption_of_another_year_flags_and_is_quoted_with_its_place() -> None:
    judged = judge(of_other_year(OddYear("t3", Place("2021年申请情况", page=3))), CONTEXT)
    (finding,) = [f for f in judged.findings if f.rule == "YR-02"]
    assert judged.status == "flagged"
    assert "表三的表题写的是“2021年申请情况”（第3页），应当写2022年" in finding.message


def test_caption_that_is_a_heading_is_told_once() -> None:
    heading = "2021年主动公开政府信息情况"
    said = replace(with_heading(2, heading), odd_years=(OddYear("t2", Place(heading)),))
    assert len(findings("YR-02", said)) == 1


def test_label_of_another_year_names_its_cells_and_the_year_that_the_form_has_there() -> None:
    cells = ("t3.carried_over.total",)
    odd = OddYear("t3", Place("四、结转上年度继续办理"), 1, is_label=True, cells=cells)
    (finding,) = findings("YR-02", of_other_year(odd))
    assert finding.cells == cells
    assert "应当写下年（2023年）" in finding.message
    (finding,) = findings("YR-02", replace(of_other_year(odd), year=None))
    assert "应当写下年，" in finding.message


@pytest.mark.parametrize(
    ("number", "heading", "odd"),
    [
        (2, "二、2021年主动公开政府信息情况", True),
        (3, "三、收到和处理政府信息公开申请情况（二〇二一年）", True),
        (3, "三、上年度收到和处理政府信息公开申请情况", True),
        (4, "四、去年政府信息公开行政复议、行政诉讼情况", True),
        (2, "前一年主动公开政府信息情况", True),
        (2, "二、2022年主动公开政府信息情况", False),
        (1, "一、总体情况（与上年比较）", False),
        (5, "五、存在的主要问题及2023年改进情况", False),
    ],
)
def test_heading_of_another_year_is_told(number: int, heading: str, odd: bool) -> None:
    found = findings("YR-02", with_heading(number, heading))
    assert bool(found) == odd
