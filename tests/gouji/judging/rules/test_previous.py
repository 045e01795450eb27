"""What is compared with last year's report, and what is not."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gouji.facts.reasons import PreviousUnreadable
from gouji.judging.context import Context
from gouji.judging.judge import judge
from gouji.report import Cell, Mark, Report
from gouji.verdict import Finding, Verdict
from tests.gouji.judging.cases.previous import LONG, RETOLD, STORY, beside, in_old_form, with_story
from tests.gouji.judging.reports import CLEAN, CONTEXT, PREVIOUS, ROSTER, with_cells, with_text

XY = {"XY-01", "XY-02", "XY-03", "XY-04", "XY-06"}


def found(judgement: Verdict, rule: str) -> list[Finding]:
    return [f for f in judgement.findings if f.rule == rule]


def reasons(previous: Report | None, report: Report = CLEAN) -> dict[str, str]:
    judgement = judge(report, replace(CONTEXT, previous=previous))
    assert not [f for f in judgement.findings if f.rule in XY]
    return {u.rule: u.reason for u in judgement.unassessed if u.rule in XY}


def test_report_of_another_year_is_not_taken_for_last_years() -> None:
    said = reasons(replace(PREVIOUS, year=2020))
    assert set(said) == XY
    assert set(said.values()) == {"所给的上年度报告是2020年度的，不是2021年度的，无法核对。"}


def test_report_of_another_organ_is_not_taken_for_last_years() -> None:
    said = reasons(replace(PREVIOUS, organ="青川市水利局"))
    assert set(said) == XY
    assert all("是“青川市水利局”的，不是“青川市档案局”的" in reason for reason in said.values())


@pytest.mark.parametrize(
    ("organ", "last"),
    [
        ("青川市人民政府", "青川市人民政府办公室"),
        ("青川市公安局", "青川市公安局临湾分局"),
        ("青川市档案局", "青川市临湾区档案局"),
    ],
)
def test_office_or_branch_of_an_organ_is_another_organ(organ: str, last: str) -> None:
    assert set(reasons(replace(PREVIOUS, organ=last), replace(CLEAN, organ=organ))) == XY
    same = judge(
        replace(CLEAN, organ=organ), replace(CONTEXT, previous=replace(PREVIOUS, organ=organ))
    )
    assert not [u for u in same.unassessed if u.rule in XY]


def test_former_name_on_the_roster_counts_as_the_organ() -> None:
    renamed = replace(ROSTER[0], aliases=("青川市史志办",))
    context = replace(CONTEXT, roster=(renamed,), previous=replace(PREVIOUS, organ="青川市史志办"))
    assert not [u for u in judge(CLEAN, context).unassessed if u.rule in XY]


@pytest.mark.parametrize(
    ("previous", "report"),
    [(replace(PREVIOUS, year=None), CLEAN), (PREVIOUS, replace(CLEAN, year=None))],
)
def test_without_a_year_nothing_is_compared(previous: Report, report: Report) -> None:
    assert set(reasons(previous, report)) == XY


def test_reason_why_last_years_report_is_lacking_is_passed_on() -> None:
    context = Context(missing={"previous": PreviousUnreadable(file="2021.docx", why="打不开。")})
    said = {u.rule: u.reason for u in judge(CLEAN, context).unassessed}
    assert said["XY-01"] == "上年度报告（2021.docx）没有能够读取：打不开。"


def test_carried_over_is_compared_column_by_column_with_both_places_named() -> None:
    previous = with_cells(PREVIOUS, t3__carried_over__other=2, t3__carried_over__total=2)
    first, second = found(judge(*beside(previous)), "XY-01")
    assert (first.cells, second.cells) == (("t3.carried_in.other",), ("t3.carried_in.total",))
    assert first.message.startswith(
        "表三“二、上年结转政府信息公开申请数量”行“其他”列是 0，而2021年度报告的"
    )
    assert "“四、结转下年度继续办理”行“其他”列是 2" in first.message


def test_deduced_numbers_count_and_are_called_so() -> None:
    numbers = {f"t3__{row}__total": 2 for row in ("new_received", "carried_over")}
    previous = with_cells(
        PREVIOUS, **numbers, t3__new_received__other=2, t3__carried_over__other=Cell(None, "blank")
    )
    messages = [f.message for f in found(judge(*beside(previous)), "XY-01")]
    assert any("“其他”列是 2（推算）" in message for message in messages)


@pytest.mark.parametrize("mark", ["recognised", "inferred"])
def test_uncertain_number_of_either_year_only_warns(mark: Mark) -> None:
    cell = Cell(2, mark)
    (finding, *_) = found(
        judge(*beside(with_cells(PREVIOUS, t3__carried_over__other=cell))), "XY-01"
    )
    assert finding.severity == "warning"
    assert "请先对照原件" in finding.message


def test_table_in_the_old_format_is_compared_by_the_cells_that_both_have() -> None:
    report, previous = replace(CLEAN, year=2021), in_old_form(PREVIOUS, 2020)
    previous = with_cells(previous, t3__carried_over__other=1, t2__licences__decisions=200)
    judgement = judge(*beside(previous, report))
    assert found(judgement, "XY-01")
    assert [f.cells for f in found(judgement, "XY-04")] == [("t2.licences.decisions",)]
    (said,) = [u.reason for u in judgement.unassessed if u.rule == "XY-02"]
    assert "旧格式" in said


def test_clean_up_that_the_text_explains_makes_a_note_of_the_stock() -> None:
    previous = with_cells(PREVIOUS, t2__normative_documents__in_force=5)
    report = with_text(1, "年内开展规范性文件清理，宣布失效5件。")
    (finding,) = found(judge(*beside(previous, report)), "XY-02")
    assert finding.severity == "note"
    assert "规范性文件清理" in finding.message


@pytest.mark.parametrize(("then", "now"), [(19, 200), (20, 100), (20, 4), (100, 20), (0, 500)])
def test_small_bases_and_up_to_five_times_are_no_swing(then: int, now: int) -> None:
    previous = with_cells(PREVIOUS, t2__licences__decisions=then)
    assert not found(judge(*beside(previous, with_cells(t2__licences__decisions=now))), "XY-04")


def test_swing_downwards_is_noted() -> None:
    previous = with_cells(PREVIOUS, t2__licences__decisions=100)
    assert found(judge(*beside(previous, with_cells(t2__licences__decisions=19))), "XY-04")


@pytest.mark.parametrize(
    ("cells", "copied"),
    [
        ({}, False),
        ({"t2__normative_documents__in_force": 120}, False),  # a stock may stay what it was
        ({"t2__licences__decisions": 3}, False),  # alike by chance
        ({"t2__licences__decisions": 523, "t2__penalties__decisions": 41}, True),
    ],
)
def test_tables_that_cannot_be_alike_by_chance_are_noticed(
    cells: dict[str, int], copied: bool
) -> None:
    given = beside(with_cells(PREVIOUS, **cells), with_cells(**cells))
    assert bool(found(judge(*given), "XY-06")) is copied


def test_narrative_of_last_year_is_shown_with_both_passages() -> None:
    (finding,) = found(
        judge(*beside(with_story(PREVIOUS, RETOLD), with_story(CLEAN, STORY))), "XY-06"
    )
    assert finding.severity == "warning"
    assert "本年写“2022年，本机关围绕" in finding.message
    assert "上年写“2021年，本机关围绕" in finding.message


def test_one_copied_paragraph_is_a_note() -> None:
    previous = with_text(5, LONG.replace("2022", "2021"), report=PREVIOUS)
    (finding,) = found(judge(*beside(previous, with_text(5, LONG))), "XY-06")
    assert finding.severity == "note"
    assert "有 1 段文字与上年度报告逐字相同" in finding.message


def test_change_after_filing_names_cells_and_text() -> None:
    filed = with_text(5, "存在的主要问题：人手不足。")
    context = replace(CONTEXT, filed=filed)
    (finding,) = found(judge(with_cells(t2__licences__decisions=3), context), "XY-08")
    assert finding.cells == ("t2.licences.decisions",)
    assert "原为 0" in finding.message
    assert "人手不足" in finding.message


def test_spaces_are_no_change_after_filing() -> None:
    spaced = with_text(6, "本年度没有收取信息处理费， 无其他需要报告的事项。")
    assert not found(judge(spaced, CONTEXT), "XY-08")
