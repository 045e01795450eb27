"""Digits that run together are told as what they are, and no number is asked for that is printed."""

from __future__ import annotations

import pytest

from gouji.judging.judge import judge
from gouji.reading.read import read
from gouji.report import CellId, Mark, Place, run_together, undivided

HEADER = "三、收到和处理政府信息公开申请情况\n自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计"
ROWS = "一、本年新收政府信息公开申请数量 1001100210031004\n二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0"


def test_reason_says_that_the_digits_run_together() -> None:
    report = read(f"青川市档案局2022年政府信息公开工作年度报告\n{HEADER}\n{ROWS}".encode())
    told = {
        item.rule: item.reason
        for item in judge(report).unassessed
        if item.cells and item.cells[0].startswith("t3.new_received.")
    }
    assert "数字连在一起，无法分开" in told["T3-03"]


@pytest.mark.parametrize(
    ("text", "together"),
    [("3702000039", True), ("15 13000 028", True), ("2664 3509", False), ("0 0 5", False)],
)
def test_digits_run_together_where_no_space_parts_them(text: str, together: bool) -> None:
    assert run_together(text) is together


def test_cells_are_undivided_where_several_share_one_text_of_digits() -> None:
    row, one, words = Place("120", row=3), Place("12", row=4), Place("见附件", row=5)
    places = {"a": row, "b": row, "c": one, "d": words, "e": words, "f": row}
    marks: dict[CellId, Mark | None] = dict.fromkeys("abcde", "unreadable")
    marks["f"] = "inferred"
    assert undivided(marks, places) == {"a", "b"}
