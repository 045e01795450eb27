"""What the text says of disputes, documents and decisions: held against tables 4 and 2, or asked about."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import pytest
from msgspec.structs import replace

from gouji.facts.narrative import TextUnmatched
from gouji.judging.context import Context
from gouji.judging.judge import judge
from gouji.reading.words.characters import plain
from gouji.report import Cell, Report
from tests.gouji.judging.reports import CLEAN, with_cells, with_text

_RULES: Final = frozenset(("TXT-09", "TXT-11", "TXT-14"))
_DISTRICT: Final = "青川区人民政府"
_FIGURES: Final = with_cells(
    t4__reconsideration__upheld=3, t4__reconsideration__corrected=1, t4__reconsideration__pending=1,
    t4__reconsideration__total=5, t4__litigation_direct__upheld=1, t4__litigation_direct__other=1,
    t4__litigation_direct__total=2, t4__litigation_after_reconsideration__upheld=1,
    t4__litigation_after_reconsideration__total=1, t2__rules__issued=1, t2__rules__in_force=4,
    t2__normative_documents__issued=3, t2__normative_documents__repealed=2,
    t2__normative_documents__in_force=12, t2__licences__decisions=4567, t2__penalties__decisions=234,
    t2__coercion__decisions=56, t2__charges__amount=Cell(Decimal("258.5")),
)  # fmt: skip

# Every number in braces is right, and wrong if it is one more.
_DISPUTES: Final = (
    "因政府信息公开被申请行政复议{5}件、提起行政诉讼{3}件。",
    "围绕政府信息公开工作开展监督保障。全年发生行政复议案件{5}件，行政诉讼案件{3}件。",
    "政府信息公开行政复议案件由3件增加为{5}件。",
    "因政府信息公开引发的行政复议从8件降到{5}件，行政诉讼从9件降到{3}件。",
    "政府信息公开行政复议案件同比减少3件，降至{5}件。",
    "与上年8件相比，政府信息公开行政复议减少至{5}件。",
    "政府信息公开行政复议2021年8件、2022年{5}件。",
    "政府信息公开行政复议、行政诉讼案件分别为{5}件、{3}件。",
    "全年共发生{5}件政府信息公开行政复议案件。",
    "政府信息公开行政复议案件{5}件，被维持{3}件，被纠正{1}件，正在审理中{1}件。",
    "政府信息公开行政复议中，复议机关维持{3}件，纠正{1}件。",
    "政府信息公开行政复议案件{5}件，已审结{4}件，未审结{1}件。",
    "因政府信息公开被复议{5}件。其中，维持{3}件，纠正{1}件，{1}件尚未办结。",
    "被申请政府信息公开行政复议{5}件，其中维持具体行政行为{3}件、撤销原行政行为{1}件、{1}件尚未审结。",
    "政府信息公开行政诉讼案件{3}件，其中直接诉讼{2}件，复议后诉讼{1}件。",
    "全年被申请行政复议9件，其中涉及政府信息公开{5}件。",
    "行政复议{5}件、行政诉讼{3}件，均因政府信息公开引起。",
)
_DOCUMENTS: Final = (
    "截至2022年12月31日，本机关现行有效行政规范性文件共{12}件。",
    "组织开展规范性文件清理，废止行政规范性文件{2}件，现行有效{12}件。",
    "清理后，现行有效的行政规范性文件{12}件。",
    "行政规范性文件：本年制发{3}件，本年废止{2}件，现行有效{12}件。",
    "目前现行有效规章{4}部、行政规范性文件{12}件。",
    "新制定行政规范性文件{3}件，宣布失效和废止{2}件，继续有效{12}件。",
    "本年度制定行政规范性文件{3}件，均通过合法性审核并备案。",
    "制发、废止、现行有效行政规范性文件分别为{3}件、{2}件、{12}件。",
    "及时公开行政规范性文件，本年度新制发{3}条，废止{2}条。",
)
_DECISIONS: Final = (
    "全年作出行政许可决定{4567}件，行政处罚决定{234}件，行政强制{56}件。",
    "行政许可本年处理决定数量{4567}，行政处罚本年处理决定数量{234}，行政强制本年处理决定数量{56}。",
    "2022年，我局作出{4567}件行政许可决定、{234}件行政处罚决定。",
    "作出行政许可、行政处罚、行政强制决定分别为{4567}件、{234}件和{56}件。",
    "本年度市档案局依法实施行政处罚{234}宗。",
    "办理行政许可{4567}件次。",
    "行政处罚案件数由300件下降到{234}件。",
)
# Wrong by the figures above, in words or otherwise.
_CONTRADICTING: Final = (
    ("TXT-09", 1, "政府信息公开行政复议5件，均维持原行政行为。"),
    ("TXT-09", 1, "因政府信息公开被申请行政复议5件均维持。"),
    ("TXT-09", 1, "政府信息公开行政复议5件，结果全部为维持。"),
    ("TXT-09", 1, "政府信息公开行政复议5件，均未被纠正。"),
    ("TXT-09", 1, "政府信息公开行政复议5件，无一被撤销或确认违法。"),
    ("TXT-09", 1, "政府信息公开行政复议5件，纠错率为零。"),
    ("TXT-09", 1, "政府信息公开行政复议5件，全部审结。"),
    ("TXT-09", 4, "行政复议案件5件，均维持。"),
    ("TXT-09", 4, "收到行政复议申请6件，其中维持3件。"),
    ("TXT-09", 1, "因政府信息公开引发行政诉讼，一审4件、二审2件。"),
    ("TXT-09", 1, "政府信息公开行政复议和行政诉讼均为零。"),
    ("TXT-09", 1, "政府信息公开领域实现零复议、零诉讼。"),
    ("TXT-09", 1, "全年未发生一起因政府信息公开引起的行政复议。"),
    ("TXT-09", 1, "本年度，未因政府信息公开产生行政诉讼。"),
    ("TXT-11", 1, "本年度我局未制发行政规范性文件。"),
    ("TXT-14", 1, "未作出行政处罚决定。"),
    ("TXT-14", 1, "本年度没有收取行政事业性收费。"),
    ("TXT-14", 1, "收取行政事业性收费共计2685000元。"),
    ("TXT-14", 1, "行政事业性收费259.5万元。"),
    ("TXT-14", 1, "全年办理行政许可0.48万件。"),
)
# Nothing of these is the organ's own of the year.
_ELSEWHERE: Final = (
    "作为复议机关，共收到行政复议申请9001件，受理8000件。",
    "近三年政府信息公开行政诉讼9001件。",
    "出庭应诉9001件，负责人出庭率100%。",
    "全年行政诉讼案件9001件（涉政府信息公开3件）。",
    "因政府信息公开被申请行政复议5件，占全部行政复议9001件的20%。",
    "政府信息公开行政复议5件。办理行政执法监督案件9001件，纠正9000件。",
    "政府信息公开行政复议5件。收到群众咨询9001件，均已办结。",
    "政府信息公开行政复议5件。检查发现问题9001个，均已纠正，无败诉。",
    "政府信息公开行政复议减少9001件，下降30%。",
    "我区现行有效的行政规范性文件共9001件。",
    "市政府现行有效规范性文件9001件，均已公开。",
    "自2008年以来制发规范性文件9001件。",
    "制定党内规范性文件9001件。",
    "上级机关制发规范性文件9001件。",
    "公开规范性文件和规章制度9001页次。",
    "全市办理行政许可9001件。",
    "市水利局作出行政处罚9001件。",
    "公开行政许可事项9001项，行政处罚事项9002项。",
    "公示行政许可9001条、行政处罚9002条，办事指南9003条。",
    "2021年作出行政许可9001件，行政处罚9002件。",
    "行政许可听证9001次。",
    "行政处罚罚款金额9001万元。",
    "减免行政事业性收费9001万元。",
    "依申请提供政府信息，未收取行政事业性收费。",
)
# What these count is not certain: the sentence is to be read.
_UNSURE: Final = (
    ("TXT-09", "行政复议案件9001件。"),
    ("TXT-09", "全年审理政府信息公开行政复议案件9001件。"),
    ("TXT-09", "全年没有行政复议。"),
    ("TXT-11", "全年公开行政规范性文件9001件。"),
    ("TXT-11", "对规范性文件开展合法性审核，印发规范性文件9001件。"),
    ("TXT-14", "依法公开行政许可决定9001件。"),
    ("TXT-14", "立案查处行政处罚案件9001件。"),
)


def _report(text: str, section: int = 1, organ: str = "青川市档案局") -> Report:
    return with_text(section, plain(text), report=replace(_FIGURES, organ=organ))


def _broken(report: Report) -> set[str]:
    return {f.rule for f in judge(report, Context()).findings} & _RULES


def _asked(report: Report) -> list[str]:
    unassessed = judge(report, Context()).unassessed
    return [item.rule for item in unassessed if isinstance(item.facts, TextUnmatched)]


def _numbers(text: str) -> list[str]:
    return [part.split("}")[0] for part in text.split("{")[1:]]


def _filled(text: str, wrong: int | None = None) -> str:
    for i, number in enumerate(_numbers(text)):
        text = text.replace(f"{{{number}}}", str(int(number) + (i == wrong)), 1)
    return text


@pytest.mark.parametrize("text", [*_DISPUTES, *_DOCUMENTS, *_DECISIONS])
def test_right_numbers_break_no_rule_and_each_wrong_one_does(text: str) -> None:
    assert (_broken(_report(_filled(text))), _asked(_report(_filled(text)))) == (set(), [])
    for i in range(len(_numbers(text))):
        assert len(_broken(_report(_filled(text, wrong=i)))) == 1, i


@pytest.mark.parametrize(("rule", "section", "text"), _CONTRADICTING)
def test_contradiction_in_words_is_told(rule: str, section: int, text: str) -> None:
    assert _broken(_report(text, section)) == {rule}


@pytest.mark.parametrize("text", _ELSEWHERE)
def test_what_is_others_or_of_another_year_is_held_against_no_table(text: str) -> None:
    assert _broken(_report(text)) == set()


@pytest.mark.parametrize(("rule", "text"), _UNSURE)
def test_sentence_of_which_it_is_not_certain_what_it_counts_is_to_be_read(
    rule: str, text: str
) -> None:
    report = _report(text)
    assert (_broken(report), _asked(report)) == (set(), [rule])


def test_one_reason_asks_for_a_whole_sentence() -> None:
    report = _report("行政复议案件9001件，行政诉讼案件9002件，行政复议9003件。")
    assert _asked(report) == ["TXT-09"]


@pytest.mark.parametrize(
    "text",
    [
        "我区现行有效的行政规范性文件共{12}件。",
        "我区2022年制发行政规范性文件{3}份，废止{2}份。",
        "区政府制定行政规范性文件{3}件，现行有效{12}件。",
        "制定规章{1}件，规范性文件{3}件。",
    ],
)
def test_districts_documents_are_those_of_its_government(text: str) -> None:
    assert _broken(_report(_filled(text), organ=_DISTRICT)) == set()
    for i in range(len(_numbers(text))):
        assert _broken(_report(_filled(text, wrong=i), organ=_DISTRICT)) == {"TXT-11"}, i


def test_levels_of_court_add_up_to_the_lawsuits_or_are_the_same_ones() -> None:
    assert _broken(_report("因政府信息公开引发行政诉讼，一审2件、二审1件。")) == set()
    assert _broken(_report("因政府信息公开引发行政诉讼3件，其中一审3件、二审1件。")) == set()


def test_amount_is_held_against_a_cell_in_its_own_unit() -> None:
    cell = Cell(2_585_000, unit="元")
    report = replace(_FIGURES, cells={**_FIGURES.cells, "t2.charges.amount": cell})
    right, wrong = "行政事业性收费258.5万元。", "行政事业性收费268.5万元。"
    assert _broken(with_text(1, right, report=report)) == set()
    assert _broken(with_text(1, wrong, report=report)) == {"TXT-14"}


def test_report_that_says_nothing_of_them_is_asked_nothing() -> None:
    assert _asked(CLEAN) == []
