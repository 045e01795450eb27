from __future__ import annotations

import pytest
from msgspec.structs import replace

from gouji.facts.base import Excerpt, Habit, Shown
from gouji.facts.narrative import Passage, TextDisagrees
from gouji.report import Place
from gouji.result import causes
from gouji.verdict import Finding
from gouji.wording import explanation
from tests.gouji.wording.builders import TOTAL, finding, result

PLACED = "表三“（七）总计”行“总计”列（第3页第2个表第27行第10格）"
GRANTED = "t3.granted.total"


def told(**fields: object) -> list[str]:
    """What is said of the first cause."""
    made = result(**fields)
    (cause, *_) = causes(made)
    return [explanation.likeliest(made, cause), *explanation.alternatives(made, cause)]


def three(*repairs: dict[str, float], bounded: bool = False) -> list[Finding]:
    return [finding(cause=1, repairs=repairs, bounded=bounded) for _ in range(3)]


# --- the repair -----------------------------------------------------------------------------


def test_only_repair_is_told_with_place_what_is_printed_and_what_it_mends() -> None:
    assert told(cells={TOTAL: 41}, findings=three({TOTAL: 39})) == [
        f"{PLACED}填的是 41，改为 39 后，以下 3 处全部相符。这样改动最少，修改前请对照原始台账核实。"
    ]


def test_only_repair_of_a_bounded_search_is_not_called_the_smallest() -> None:
    (said,) = told(findings=three({TOTAL: 39}, bounded=True))
    assert "可能还有别的" in said
    assert "最少" not in said


def test_first_alternatives_are_told_and_the_rest_counted() -> None:
    ways: tuple[dict[str, float], ...] = tuple({TOTAL: n} for n in range(1, 9))
    said = told(findings=three(*ways))
    assert said[0].startswith("最可能的是，")
    assert said[1] == "另有 7 种改法同样成立，究竟是哪一种，请对照原始台账确定："
    assert said[2] == "表三“（七）总计”行“总计”列填的是 0，改为 2。"
    assert said[3:] == [
        "表三“（七）总计”行“总计”列填的是 0，改为 3。",
        "表三“（七）总计”行“总计”列填的是 0，改为 4。",
        "表三“（七）总计”行“总计”列填的是 0，改为 5。",
        "表三“（七）总计”行“总计”列填的是 0，改为 6。",
        "其余 2 种从略。",
    ]
    assert told(findings=three(*ways, bounded=True))[1].startswith("另有至少 7 种")


def test_cells_to_change_together_are_told_as_one_repair() -> None:
    (said,) = told(findings=three({TOTAL: 39, GRANTED: 2}))
    assert said.startswith(f"2 格一并修改：{PLACED}填的是 0，改为 39；表三“（一）予以公开”")
    assert "；这样修改后，以下 3 处全部相符。" in said


def test_single_finding_is_not_counted() -> None:
    (said,) = told(findings=[finding(cause=1, repairs=({TOTAL: 39},))])
    assert "改为 39 后，这一处就相符。" in said


@pytest.mark.parametrize(
    ("bounded", "said"),
    [
        (False, "以下 3 处互相牵连，没有找到改动几格就能相符的改法"),
        (True, "以下 3 处互相牵连，在查找的范围内没有找到"),
    ],
)
def test_cause_without_a_repair_says_so(bounded: bool, said: str) -> None:
    assert told(findings=three(bounded=bounded))[0].startswith(said)


@pytest.mark.parametrize(
    ("mark", "text", "said"),
    [
        ("blank", "", "空着（推算为 7），填上 5 后"),
        ("placeholder", "—", "填的是“—”（推算为 7），填上 5 后"),
        ("unreadable", "1 2", "写的是“1 2”，看不出是什么数字（推算为 7），填上 5 后"),
        ("missing", "", "没有找到（推算为 7），填上 5 后"),
    ],
)
def test_cell_without_a_number_says_what_stands_there(mark: str, text: str, said: str) -> None:
    place = {TOTAL: Place(text, page=1)}
    (first,) = told(
        cells={TOTAL: None}, marks={TOTAL: mark}, places=place, deduced={TOTAL: 7},
        findings=three({TOTAL: 5}),
    )  # fmt: skip
    assert f"（第1页）{said}" in first


@pytest.mark.parametrize(("mark", "verb"), [("recognised", "识别为"), ("inferred", "推断为")])
def test_number_that_is_not_certain_is_looked_up_before_it_is_changed(mark: str, verb: str) -> None:
    (said,) = told(cells={TOTAL: 41}, marks={TOTAL: mark}, findings=three({TOTAL: 39}))
    assert f"{verb} 41，应当是 39；果真如此，以下 3 处全部相符。" in said
    assert "请先对照原件核对" in said
    assert "改为" not in said


def test_alternative_of_a_number_that_is_not_certain_is_a_whole_sentence() -> None:
    marks = {TOTAL: "recognised", GRANTED: "recognised"}
    said = told(cells={TOTAL: 41}, marks=marks, findings=three({TOTAL: 39}, {GRANTED: 2}))
    assert said[2] == "表三“（一）予以公开”行“总计”列识别为 0，应当是 2。"
    both = told(marks=marks, findings=three({TOTAL: 39, GRANTED: 2}))[0]
    assert both.startswith("2 格一并核对：")
    assert "如果" not in both


@pytest.mark.parametrize(
    ("message", "advice"),
    [
        ("标题没有写明年度，请补上。", "请补上。"),
        ("表二应有 3 行，没有找到“请示”行，请按表样补齐。", "请按表样补齐。"),
        ("填的是“-1”，不是不小于 0 的整数。", "请对照原始台账核对更正。"),
        ("用的是旧格式，2022年度的应当用新格式。", "2022年度的应当用新格式。"),
        ("甲是 3（应当看第2页），乙是 4，请核对；属实的可说明。", "请核对；属实的可说明。"),
    ],
)
def test_advice_is_what_the_sentence_asks_for(message: str, advice: str) -> None:
    assert explanation.advice(finding(message)) == advice


def test_amounts_are_written_as_people_write_them() -> None:
    cell = "t2.charges.amount"
    (said,) = told(cells={cell: 0.1}, findings=three({cell: 1e-07}))
    assert "填的是 0.1，改为 0.0000001 后" in said


def test_absent_table_is_named_in_the_format_of_the_year() -> None:
    made = result("2019", forms={"t3": None})
    assert "（六）其他处理" in explanation.change(made, {"t3.other.all.total": 1})


# --- one slip, and what contradicts ---------------------------------------------------------


def test_one_slip_is_told_with_the_cause_and_not_with_each_finding() -> None:
    slip = Habit("included", "row", "2021", TOTAL, "t3.carried_over.total")
    named = "像是“（七）总计”行的各列都多算了“四、结转下年度继续办理”行的数。"
    found = [
        replace(f, message=f"{f.message}{named}", facts=replace(f.facts, habit=slip))
        for f in three({TOTAL: 39})
    ]
    (said,) = told(findings=found)
    assert said.startswith(f"{named}{PLACED}填的是 0，改为 39")
    assert explanation.own_words(found[0]) == "这里不平。"


def test_repairs_that_are_contradicted_say_so() -> None:
    found = [
        replace(f, facts=replace(f.facts, refuted=(1,))) for f in three({TOTAL: 39}, {GRANTED: 2})
    ]
    assert told(findings=found)[2].endswith("改为 2（与正文或上年度报告所写的不符）。")
    found = [replace(f, facts=replace(f.facts, refuted=(0,))) for f in three({TOTAL: 39})]
    (said,) = told(findings=found)
    assert said.endswith("但这样修改与正文或上年度报告所写的不符，请对照原始台账核实。")


def test_other_repairs_that_leave_the_text_contradicted_say_so() -> None:
    shown = Shown(TOTAL, "2021", 0)
    said = TextDisagrees(passage=Passage(1, 1, Excerpt("办结39件")), number=39, tables=((shown,),))
    broken = [replace(f, cells=(TOTAL, GRANTED)) for f in three({TOTAL: 39}, {GRANTED: 2})[:1]]
    lines = told(findings=[*broken, replace(finding(severity="error"), facts=said)])
    assert lines[1].startswith("另有 1 种改法也能使合计相符")
    assert lines[2].endswith("改为 2（与正文或上年度报告所写的不符）。")
