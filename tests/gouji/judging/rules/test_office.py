"""A report among those of its office."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gouji.facts.office_files import Fault
from gouji.facts.reasons import MalformedOfficeFile
from gouji.judging.context import Context
from gouji.judging.judge import judge
from gouji.organs import Organ
from gouji.report import Cell
from gouji.verdict import Finding
from tests.gouji.judging.cases.office import (
    SCAN,
    WATER,
    aggregate,
    beside_others,
    charging,
    uploaded_twice,
)
from tests.gouji.judging.cases.previous import LONG, STORY, with_story
from tests.gouji.judging.reports import (
    BLANK,
    CLEAN,
    CONTEXT,
    GOVERNMENT,
    PREVIOUS,
    ROSTER,
    Given,
    sketches,
    with_cells,
    with_text,
)


def found(given: Given, rule: str) -> list[Finding]:
    return [f for f in judge(*given).findings if f.rule == rule]


def reasons(given: Given, rule: str) -> list[str]:
    return [u.reason for u in judge(*given).unassessed if u.rule == rule]


def named(organ: str, *roster: str) -> Given:
    entries = tuple(Organ(name) for name in roster)
    return replace(CLEAN, organ=organ), replace(CONTEXT, roster=entries)


@pytest.mark.parametrize(
    ("organ", "name"),
    [("宁波市海曙区教育局", "海曙区教育局"), ("海曙区教育局", "宁波市海曙区教育局")],
)
def test_higher_region_before_the_name_is_no_matter(organ: str, name: str) -> None:
    assert not found(named(organ, name), "ORG-01")


@pytest.mark.parametrize(
    ("organ", "advice"),
    [
        ("区教育局", "名册上相近的有“海曙区教育局”"),
        ("教育局", "名册上相近的有“海曙区教育局”"),
        ("海曙区水利局", "名册上没有相近的名称"),
    ],
)
def test_name_that_is_no_full_name_gets_advice(organ: str, advice: str) -> None:
    (finding,) = found(named(organ, "海曙区教育局"), "ORG-01")
    assert advice in finding.message


def test_short_name_of_the_roster_is_told_with_the_full_one() -> None:
    (finding,) = found((replace(CLEAN, organ="市档案局"), CONTEXT), "ORG-01")
    assert "它是“青川市档案局”的简称" in finding.message


def test_slash_in_the_row_of_rules_is_accepted() -> None:
    slash = Cell(None, "placeholder")
    cells = {f"t2__rules__{c}": slash for c in ("issued", "repealed", "in_force")}
    assert not found((with_cells(**cells), CONTEXT), "T2-05")
    assert not reasons((with_cells(**cells), CONTEXT), "T2-05")
    assert reasons((with_cells(t2__rules__issued=BLANK), CONTEXT), "T2-05")


def test_organ_that_is_not_on_the_roster_is_not_assessed() -> None:
    given = (CLEAN, replace(CONTEXT, key=None, roster=(Organ("青川市水利局"),)))
    assert reasons(given, "T2-05") == ["名册上没有“青川市档案局”，不知道有无规章制定权，无法核对。"]


def test_organ_is_found_on_the_roster_by_the_place_of_its_file() -> None:
    given = (replace(CLEAN, organ="档案馆"), CONTEXT)
    assert not reasons(given, "T2-05")


@pytest.mark.parametrize(
    ("organ", "large"),
    [
        ("青川市云屏区水利局", True),
        ("柳荫镇人民政府", True),
        ("青川市水利局", False),
        ("青川市住房和城乡建设局", False),
        ("云屏县人民政府", False),
    ],
)
def test_more_than_a_hundred_million_is_odd_below_a_city(organ: str, large: bool) -> None:
    report = with_cells(replace(CLEAN, organ=organ), t2__charges__amount=10001)
    context = replace(CONTEXT, key=None, roster=None)
    assert bool(found((report, context), "T2-06")) is large


def test_organs_that_charge_nothing_are_no_measure_of_charges() -> None:
    assert not found(charging(300, 0, 0, 0, 3, 4, 5), "T2-06")
    assert not reasons(charging(0, 0), "T2-06")


def test_narrative_of_another_organ_is_told_once_however_many_have_it() -> None:
    others = [
        replace(with_story(WATER, STORY), organ=f"青川市{n}局")
        for n in ("粮食", "体育", "气象", "地震")
    ]
    (finding,) = found((with_story(CLEAN, STORY), beside_others(*others)), "XY-07")
    assert "等 4 个机关的报告雷同" in finding.message
    assert "本报告写“2022年，本机关围绕" in finding.message


def test_paragraph_of_another_organ_is_a_note() -> None:
    others = beside_others(with_text(5, LONG, report=WATER))
    (finding,) = found((with_text(5, LONG), others), "XY-07")
    assert finding.severity == "note"
    assert "有 1 段文字与“青川市水利局”的报告逐字相同" in finding.message
    assert "：“2022年" in finding.message


def test_same_organ_and_other_years_are_no_other_organ() -> None:
    story = with_story(CLEAN, STORY)
    last = sketches(replace(with_story(WATER, STORY), year=2021))
    context = replace(beside_others(story), last_year=last)
    assert not found((story, context), "XY-07")


def test_sum_is_not_assessed_until_all_reports_are_in() -> None:
    assert not found(aggregate(CLEAN, t2__licences__decisions=5), "AGG-01")
    assert "还有 1 个单位没有报送（“青川市水利局”）" in reasons(aggregate(CLEAN), "AGG-01")[0]


def test_vertical_organs_do_not_count_in_the_sum() -> None:
    report, context = aggregate(CLEAN, with_cells(WATER, t2__licences__decisions=5))
    roster = (ROSTER[0], replace(ROSTER[1], vertical=True), GOVERNMENT)
    assert not found((report, replace(context, roster=roster)), "AGG-01")


def test_broken_sums_are_told_once_a_table() -> None:
    cells = {f"t2__{row}__decisions": 5 for row in ("licences", "penalties", "coercion")}
    (finding,) = found(aggregate(**cells, t2__normative_documents__issued=1), "AGG-01")
    assert len(finding.cells) == 4
    assert "；等 4 格" in finding.message


def test_recognised_number_of_any_organ_makes_the_sum_a_warning() -> None:
    scan = with_cells(WATER, t2__licences__decisions=Cell(3, "recognised"))
    (finding,) = found(aggregate(CLEAN, scan), "AGG-01")
    assert finding.severity == "warning"


def test_number_that_an_organ_lacks_leaves_the_sum_unassessed() -> None:
    (reason,) = reasons(
        aggregate(CLEAN, with_cells(WATER, t2__licences__decisions=BLANK)), "AGG-01"
    )
    assert "“青川市水利局”中没有可用的数字" in reason


def test_amounts_add_up_but_for_their_rounding() -> None:
    def amounts(*values: str) -> Given:
        from decimal import Decimal

        first, second, whole = (Cell(Decimal(value)) for value in values)
        return aggregate(
            with_cells(t2__charges__amount=first),
            with_cells(WATER, t2__charges__amount=second),
            t2__charges__amount=whole,
        )

    assert not found(amounts("0.1", "0.2", "0.31"), "AGG-05")
    assert found(amounts("0.1", "0.2", "0.32"), "AGG-05")


def test_organs_that_are_gone_are_named_where_what_was_carried_over_does_not_add_up() -> None:
    report, context = aggregate(CLEAN, with_cells(WATER, t3__carried_in__other=1))
    gone = replace(PREVIOUS, organ="青川市渔业局")
    last = (*(context.last_year or ()), *sketches(gone))
    (finding,) = found((report, replace(context, last_year=last)), "AGG-04")
    assert "上年报送而本年没有的有“青川市渔业局”" in finding.message


def test_rules_of_the_office_never_change_the_verdict() -> None:
    assert judge(*aggregate(CLEAN)).status == "passed"
    twice = beside_others(replace(CLEAN, organ="市档案局"))
    assert found((CLEAN, twice), "ORG-05")
    assert judge(CLEAN, twice).status == "passed"


def test_reason_why_the_roster_is_lacking_is_passed_on() -> None:
    fault = Fault("roster.csv", 3, "no_name")
    given = (CLEAN, Context(missing={"roster": MalformedOfficeFile(what="roster", fault=fault)}))
    for rule in ("ORG-01", "T2-05", "AGG-01", "AGG-02", "AGG-03"):
        assert reasons(given, rule) == [
            "名册有误，无法核对：roster.csv 第 3 行：没有机关名称，请补上。"
        ]


def test_other_name_under_which_the_organ_handed_in_is_told() -> None:
    (finding,) = found((CLEAN, beside_others(replace(CLEAN, organ="市档案局"))), "ORG-05")
    assert "另有“市档案局”" in finding.message


def test_upload_under_another_name_counts_though_it_was_not_read() -> None:
    (finding,) = found((CLEAN, replace(CONTEXT, unread=("市档案局",))), "ORG-05")
    assert "有 2 份现行的报告" in finding.message
    assert not found((CLEAN, replace(CONTEXT, unread=("青川市水利局",))), "ORG-05")


def test_organ_whose_report_could_not_be_read_is_not_said_to_have_handed_in_nothing() -> None:
    report, context = aggregate(CLEAN)
    given = report, replace(context, unread=("青川市水利局",))
    assert not found(given, "AGG-02")
    assert reasons(given, "AGG-01") == [
        "还有 1 个单位的报告没有读出（“青川市水利局”），无法核对汇总。"
    ]


def test_nobody_knows_which_of_two_reports_of_one_organ_to_add_up() -> None:
    given = aggregate(CLEAN, replace(CLEAN, organ="市档案局"), WATER)
    assert reasons(given, "AGG-01") == [
        "“青川市档案局”有几份现行的报告，不知道计入哪一份，无法核对汇总。"
    ]


def test_aggregate_that_is_one_organs_own_report_is_told_with_how_many_others_there_are() -> None:
    five = with_cells(t2__licences__decisions=5)
    (finding,) = found(
        aggregate(five, with_cells(WATER, t2__licences__decisions=1), t2__licences__decisions=5),
        "AGG-06",
    )
    assert "“青川市档案局”一家的完全相同，而另有 1 个单位也有数字" in finding.message
    assert not found(aggregate(five, WATER, t2__licences__decisions=5), "AGG-06")
    assert not found(aggregate(), "AGG-06")


def test_last_years_reports_that_nobody_gave_are_not_said_to_be_lacking() -> None:
    report, context = aggregate()
    assert reasons((report, replace(context, last_year=())), "AGG-04") == [
        "没有上年度的汇总报告，无法核对。"
    ]
    assert reasons((report, replace(context, last_year=None)), "AGG-04") == [
        "没有与其他机关上年度的报告一起核对，无法比较。"
    ]


def test_figure_of_a_scan_that_its_sums_confirm_is_a_difference() -> None:
    text = with_cells(t3__granted__other=1, t3__granted__total=1)
    (finding,) = found(uploaded_twice(text, SCAN), "DOC-02")
    assert finding.severity == "warning"
    assert finding.cells == ("t3.granted.other", "t3.granted.total")
    assert "电子文本是 1、扫描件是 0" in finding.message
    assert "请核对以哪一份为准" in finding.message


def test_figure_of_a_scan_that_no_sum_confirms_may_have_been_misread() -> None:
    in_no_sum = uploaded_twice(with_cells(t2__licences__decisions=1), SCAN)
    broken = with_cells(SCAN, t3__granted__other=Cell(7, "recognised"))
    for given in (in_no_sum, uploaded_twice(CLEAN, broken)):
        (finding,) = found(given, "DOC-02")
        assert finding.severity == "note"
        assert "可能识别有误" in finding.message


def test_scan_under_judgement_is_set_beside_the_text() -> None:
    (finding,) = found(uploaded_twice(SCAN, with_cells(t2__licences__decisions=1)), "DOC-02")
    assert "扫描件是 0、电子文本是 1" in finding.message


def test_blank_and_zero_are_no_difference_and_two_text_documents_are_not_compared() -> None:
    assert not found(uploaded_twice(with_cells(t2__licences__decisions=BLANK), SCAN), "DOC-02")
    assert not found(uploaded_twice(CLEAN, with_cells(t2__licences__decisions=1)), "DOC-02")


def test_amount_in_another_unit_is_a_difference() -> None:
    text = with_cells(t2__charges__amount=Cell(5, unit="元"))
    scan = with_cells(SCAN, t2__charges__amount=Cell(5, "recognised", "万元"))
    assert found(uploaded_twice(text, scan), "DOC-02")


def test_other_reports_that_nobody_gave_are_not_said_to_be_none() -> None:
    assert reasons((CLEAN, replace(CONTEXT, others=None)), "XY-07") == [
        "没有与其他机关的报告一起核对，无法比较。"
    ]
    assert not reasons((CLEAN, replace(CONTEXT, others=())), "XY-07")


def test_organs_that_explain_what_the_aggregate_lacks_are_told_with_what_happened_to_them() -> None:
    archive = with_cells(t2__licences__decisions=2, t2__penalties__decisions=7)
    water = with_cells(WATER, t2__licences__decisions=3)
    (left_out,) = found(aggregate(archive, water, t2__licences__decisions=3), "AGG-01")
    assert "各表的差额正好是漏计了“青川市档案局”。" in left_out.message
    twice = {"t2__licences__decisions": 8, "t2__penalties__decisions": 7}
    (finding,) = found(aggregate(archive, water, **twice), "AGG-01")
    assert "各表的差额正好是重复计入了“青川市水利局”。" in finding.message
    unlisted = with_cells(replace(CLEAN, organ="青川市渔业局"), t2__coercion__decisions=4)
    added = {"t2__licences__decisions": 5, "t2__penalties__decisions": 7}
    given = aggregate(archive, water, unlisted, **added, t2__coercion__decisions=4)
    (finding,) = found(given, "AGG-01")
    assert "正好是计入了不该计入的“青川市渔业局”。" in finding.message


def test_differences_that_no_few_organs_explain_are_told_without_any() -> None:
    (finding,) = found(aggregate(t2__licences__decisions=5), "AGG-01")
    assert "正好是" not in finding.message


def test_organs_that_explain_a_difference_equally_well_are_counted() -> None:
    two = with_cells(t2__licences__decisions=2)
    given = aggregate(two, replace(two, organ=WATER.organ), t2__licences__decisions=2)
    (finding,) = found(given, "AGG-01")
    assert "（至少另有 1 种说法同样相符）" in finding.message
