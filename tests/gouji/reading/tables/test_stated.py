"""Totals that the text states choose among ways to read digits that run together, and only among these."""

from __future__ import annotations

import pytest

from gouji.reading.read import read
from gouji.reading.tables.stated import stated_totals
from gouji.report import Cell

NEW, CARRIED_IN, CARRIED_OVER = (
    f"t3.{row}.total" for row in ("new_received", "carried_in", "carried_over")
)
# As seven numbers that add up: 93 0 121 88 186 109 597; two other ways have 9597 in the end.
RUN = "93012188186109597"
COLUMNS = ("natural_person", "business", "research", "welfare", "legal_service", "other", "total")


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("本年新收政府信息公开申请12件,上年结转3件,结转下年度继续办理4件。", {NEW: 12, CARRIED_IN: 3, CARRIED_OVER: 4}),
        ("2022年,本机关收到政府信息公开申请共计15件,比上年增加3件。", {NEW: 15}),
        ("本年度新受理公开申请1,234件,结转至下年度办理6件。", {NEW: 1234, CARRIED_OVER: 6}),
        ("上年度结转政府信息公开申请1件。", {CARRIED_IN: 1}),
        ("新收申请5件。本年新收政府信息公开申请5件。", {NEW: 5}),
        ("新收申请5件。本年新收政府信息公开申请6件。", {}),
        ("全区各部门新收申请386件,本机关42件。", {}),
        ("通过网络收到申请3件。", {}),
        ("去年同期收到申请3件。", {}),
        ("收到行政许可申请30件。", {}),
        ("收到热线来电30件。", {}),
        ("未收到申请。", {}),
    ],
)  # fmt: skip
def test_sentence_counts_where_it_can_mean_nothing_else(line: str, cells: dict[str, int]) -> None:
    assert stated_totals([line]) == cells


def _row(sentence: str) -> list[Cell]:
    document = (
        "青川市档案局2022年政府信息公开工作年度报告\n一、总体情况\n"
        f"{sentence}\n三、收到和处理政府信息公开申请情况\n自然人 商业企业 科研机构 法律服务机构 总计\n"
        f"一、本年新收政府信息公开申请数量{RUN}\n二、上年结转政府信息公开申请数量0000000\n"
    )
    cells = read(document.encode()).cells
    return [cells[f"t3.new_received.{column}"] for column in COLUMNS]


def test_way_that_agrees_with_the_text_is_inferred() -> None:
    cells = _row("本年新收政府信息公开申请597件。")
    assert [cell.value for cell in cells] == [93, 0, 121, 88, 186, 109, 597]
    assert {cell.mark for cell in cells} == {"inferred"}


@pytest.mark.parametrize("sentence", ["本机关认真答复。", "本年新收政府信息公开申请598件。"])
def test_text_that_states_nothing_or_no_way_chooses_none(sentence: str) -> None:
    cells = _row(sentence)
    assert {cell.mark for cell in cells if cell.value is None} == {"unreadable"}
    assert cells[-1].value is None
