"""The narrative: told rightly in many ways no rule is broken, one number changed breaks the rule that it belongs to."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from gouji.facts.base import Excerpt, Shown
from gouji.facts.narrative import Passage, TextDisagrees
from gouji.judging import case
from gouji.judging.context import Context
from gouji.judging.judge import judge
from gouji.judging.text import claims
from gouji.judging.text.claims import Claim, Sentence
from gouji.judging.text.meaning import Kind
from gouji.reading.words.characters import plain
from gouji.report import Cell, Number, Report
from gouji.verdict import Finding
from tests.gouji import figures as fig
from tests.gouji.judging import told
from tests.gouji.judging.cases import narrative
from tests.gouji.judging.reports import CLEAN, with_cells, with_figures, with_text

FAMILIES = (told.RECEIVED, told.APPLICANTS, told.OUTCOMES, told.DISPUTES, told.DOCUMENTS)
PHRASES = [phrase for family in FAMILIES for phrase in family]
CERTAIN = [phrase for phrase in PHRASES if any("*" not in name for name in told.names([phrase]))]
BY_SECTION = [(n, phrase) for n, phrases in told.OTHER_SECTIONS.items() for phrase in phrases]


def _findings(report: Report) -> list[Finding]:
    return [f for f in judge(report, Context()).findings if f.rule.startswith("TXT")]


def _saying(report: Report, section: int, *paragraphs: str) -> Report:
    return with_text(section, *(plain(p) for p in paragraphs), report=report)


@st.composite
def _told(draw: st.DrawFn) -> tuple[dict[str, int], list[str]]:
    """Figures, and some of the ways to tell them, among sentences about something else."""
    figures = draw(fig.balanced("2021", largest=draw(st.sampled_from((0, 3, 300)))))
    own = [draw(st.sampled_from(family)) for family in FAMILIES]
    other = draw(st.lists(st.sampled_from(told.ELSEWHERE), max_size=4))
    return figures, draw(st.permutations([*own, *other]))


def _paragraphs(draw: st.DataObject, sentences: list[str]) -> list[str]:
    """Some paragraphs hold one sentence, some hold several."""
    return sentences if draw.draw(st.booleans()) else ["".join(sentences)]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=_told(), data=st.data())
def test_figures_told_rightly_in_any_words_break_no_rule(
    case: tuple[dict[str, int], list[str]], data: st.DataObject
) -> None:
    figures, phrases = case
    write = data.draw(st.sampled_from(told.WRITINGS))
    numbers = {name: told.value(name, figures) for name in told.FIGURES}
    text = _paragraphs(data, [told.fill(phrase, numbers, write) for phrase in phrases])
    # TXT-10 is right to say that the phrases drawn keep silent about the other kind of dispute.
    report = _saying(with_figures(figures), 1, *text)
    assert [f for f in _findings(report) if f.rule != "TXT-10"] == []


def _also_right(figures: dict[str, int], numbers: dict[str, int]) -> set[int]:
    """Other numbers that the same words may mean.

    Applicants may be counted with those of the year before, and an outcome may be that of all lawsuits together.
    """
    carried = {
        name: sum(figures[c.replace("new_received", "carried_in")] for c in told.FIGURES[name][1])
        for name in ("natural", "legal")
    }
    of_all = {
        sum(figures[f"t4.{group}.{outcome}"] for group in told.LAWSUITS)
        for outcome in ("upheld", "corrected", "other", "pending")
    }
    with_carried = {numbers[name] + more for name, more in carried.items()}
    return with_carried | of_all | {numbers["done"] + numbers["left"]}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.parametrize("phrase", CERTAIN)
@given(data=st.data())
def test_one_changed_number_breaks_the_rule_that_it_belongs_to(
    phrase: str, data: st.DataObject
) -> None:
    figures = data.draw(fig.balanced("2021", largest=200))
    write = data.draw(st.sampled_from(told.WRITINGS))
    numbers = {name: told.value(name, figures) for name in told.FIGURES}
    changed = data.draw(st.sampled_from([n for n in told.names([phrase]) if "*" not in n]))
    wrong = numbers[changed] + data.draw(st.integers(1, 99))
    assume(wrong not in {*numbers.values(), *_also_right(figures, numbers)})
    text = told.fill(phrase, numbers | {changed: wrong}, write)
    findings = _findings(_saying(with_figures(figures), 1, text))
    rule, cells = told.FIGURES[changed]
    mine = [f for f in findings if f.rule == rule]
    assert mine
    assert {f.severity for f in mine} == {"error"}
    assert any(set(cells) & set(f.cells) for f in mine)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.parametrize(("section", "phrase"), BY_SECTION)
@given(data=st.data())
def test_sections_three_and_four_are_read_without_naming_their_subject(
    section: int, phrase: str, data: st.DataObject
) -> None:
    figures = data.draw(fig.balanced("2021", largest=200))
    numbers = {name: told.value(name, figures) for name in told.FIGURES}
    report = with_figures(figures)
    text = told.fill(phrase, numbers, told.arabic)
    assert [f for f in _findings(_saying(report, section, text)) if f.rule != "TXT-10"] == []
    changed = data.draw(st.sampled_from([n for n in told.names([phrase]) if "*" not in n]))
    wrong = numbers | {changed: 100_000 + numbers[changed]}
    findings = _findings(_saying(report, section, told.fill(phrase, wrong, told.arabic)))
    assert told.FIGURES[changed][0] in {f.rule for f in findings}


@pytest.mark.parametrize("sentence", told.ELSEWHERE)
def test_sentence_about_something_else_is_held_against_no_table(sentence: str) -> None:
    text = (
        "依申请公开情况。全年收到政府信息公开申请3件，均已答复。",
        f"依申请公开工作规范有序。{sentence}",
        sentence,
    )
    report = with_cells(**{
        f"t3__{row}__{column}": 3
        for row in ("new_received", "granted", "concluded")
        for column in ("natural_person", "total")
    })  # fmt: skip
    assert _findings(_saying(report, 1, *text)) == []


@pytest.mark.parametrize("sentence", told.NO_REQUESTS)
def test_none_received_agrees_with_zero_and_contradicts_any_other_number(sentence: str) -> None:
    assert _findings(_saying(CLEAN, 1, sentence)) == []
    received = with_cells(t3__new_received__total=2)
    rules = {f.rule for f in _findings(_saying(received, 1, sentence))}
    assert rules & {"TXT-01", "TXT-07"}


@pytest.mark.parametrize("sentence", told.NO_DISPUTES)
def test_no_disputes_agrees_with_zero_and_contradicts_any_other_number(sentence: str) -> None:
    assert _findings(_saying(CLEAN, 1, sentence)) == []
    for group in ("reconsideration", "litigation_direct"):
        report = with_cells(**{f"t4__{group}__total": 1})
        assert "TXT-09" in {f.rule for f in _findings(_saying(report, 1, sentence))}


@pytest.mark.parametrize("sentence", told.NOT_NONE)
def test_none_of_some_kind_does_not_say_that_there_was_none_at_all(sentence: str) -> None:
    cells = {f"t3__{row}__total": Cell(5) for row in ("new_received", "granted", "concluded")}
    report = with_cells(**cells, t4__reconsideration__total=1, t4__litigation_direct__total=1)
    errors = [f for f in _findings(_saying(report, 1, sentence)) if f.severity == "error"]
    assert errors == []


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("收到申请42件，上年结转1件，办结39件，结转下年3件。", {"TXT-05"}),
        ("收到申请42件，办结39件，结转下年4件。", set()),
        ("收到申请42件（含上年结转1件），办结38件，结转下年4件。", set()),
        ("收到申请42件，其中自然人30件，法人10件。", {"TXT-12"}),
        ("收到申请42件。其中，网上申请30件，信函申请10件。", {"TXT-12"}),
        ("收到申请42件，其中网上申请30件，信函申请12件。", set()),
        ("全年公开信息84条，其中政策文件91条。", {"TXT-12"}),
        ("全年公开信息84条，其中政策文件41条。", set()),
        ("收到申请42件，其中予以公开30件，不予公开20件。", {"TXT-12"}),
        ("发布信息200条，其中图解50条，占25%。", set()),
        ("发布信息200条，其中图解50条，占35%。", {"TXT-13"}),
        ("推送图解50条，占25%。", set()),
        ("发布信息300条，其中图解100条，占33.3%。", set()),
        ("发布信息300条，其中图解200条，占66.66%。", set()),
        ("政府信息公开申请按时办结率达到120%。", {"TXT-13"}),
        ("主动公开信息较上年增长120%，办件满意率99%。", set()),
    ],
)
def test_text_is_held_against_itself(sentence: str, rules: set[str]) -> None:
    own = {"TXT-05", "TXT-12", "TXT-13"}
    report = with_cells(t3__new_received__total=99, t3__carried_in__total=5)
    assert {f.rule for f in _findings(_saying(report, 1, sentence))} & own == rules


def test_part_of_what_was_received_may_leave_out_what_was_carried_in() -> None:
    report = with_cells(
        t3__new_received__total=42, t3__carried_in__total=1, t3__concluded__total=39
    )
    said = "收到政府信息公开申请42件，其中已答复{}件。"
    assert _findings(_saying(report, 1, said.format(38))) == []
    assert {f.rule for f in _findings(_saying(report, 1, said.format(37)))} == {"TXT-03"}


def test_message_quotes_the_words_and_names_both_sides() -> None:
    report = with_cells(t3__new_received__total=39)
    (found,) = _findings(_saying(report, 1, "开头。", "全年收到政府信息公开申请42件，均已登记。"))
    assert found.message == (
        "第一部分第2段写的是“全年收到政府信息公开申请42件，均已登记。”，"
        "而表三“一、本年新收政府信息公开申请数量”行“总计”列是 39，请核对哪一个对。"
    )


def test_words_of_a_scan_only_warn() -> None:
    report = replace(with_cells(t3__new_received__total=39), recognised=True)
    (found,) = _findings(_saying(report, 1, "全年收到政府信息公开申请42件。"))
    assert (found.rule, found.severity) == ("TXT-01", "warning")
    assert "扫描件" in found.message


@pytest.mark.parametrize(
    ("paragraph", "amount", "rules"),
    [
        ("本年度没有收取信息处理费。", 0, set()),
        ("收取信息处理费0元。", 0, set()),
        ("发出信息处理费收费通知3件，总金额2,000元，实收信息处理费800元。", Decimal("0.08"), set()),
        ("全年收取信息处理费 320 元。", Decimal("0.03"), set()),
        ("全年收取信息处理费0.5万元。", Decimal("0.1"), {"FEE-02"}),
        ("全年收取信息处理费三千元。", 0, {"FEE-02"}),
        ("信息处理费收取情况：0。", 0, {"FEE-03"}),
        ("收取信息处理费的件数为0，金额为0元。", 0, set()),
        ("依据国办函〔2020〕109号，收取信息处理费0元。", 0, set()),
        ("其他需要报告的事项：无。", 0, {"FEE-01"}),
        ("本机关不存在收费情况。", 0, {"FEE-01"}),
    ],
)
def test_fees_of_section_six(paragraph: str, amount: Number, rules: set[str]) -> None:
    report = _saying(with_cells(t2__charges__amount=Cell(amount)), 6, paragraph)
    found = judge(report, Context()).findings
    assert {f.rule for f in found if f.rule.startswith("FEE")} == rules


def test_fees_are_no_matter_of_the_years_before_2021() -> None:
    report = _saying(replace(CLEAN, year=2020), 6, "无。")
    assert not [f for f in judge(report, Context()).findings if f.rule.startswith("FEE")]


@pytest.mark.parametrize(
    ("paragraph", "told_of"),
    [
        ("群众在提交政府信息公开申请时，普遍存在描述不清的情况。", True),
        ("全年政府信息公开申请均已按期答复。", True),
        ("完善申请的受理、答复流程，确保申请均按时答复。", False),
        ("本年度未收到政府信息公开申请，如有申请将依法答复。", False),
        ("开展业务培训，规范依申请公开答复文书。", False),
    ],
)
def test_handling_is_told_only_where_something_was_handled(paragraph: str, told_of: bool) -> None:
    assert ("TXT-08" in {f.rule for f in _findings(_saying(CLEAN, 1, paragraph))}) == told_of


@pytest.mark.parametrize("section", [1, 3, 4])
def test_disputes_need_to_be_told_in_more_than_the_list_of_sections(section: int) -> None:
    report = with_cells(t4__reconsideration__upheld=1, t4__reconsideration__total=1)
    listed = "本报告由总体情况、政府信息公开行政复议、行政诉讼情况等六部分组成。"
    assert "TXT-10" in {f.rule for f in _findings(_saying(report, 1, listed))}
    report = _saying(_saying(report, 1, listed), section, "被申请行政复议一件。")
    assert "TXT-10" not in {f.rule for f in _findings(report)}


def test_report_without_sections_is_not_said_to_keep_silent() -> None:
    report = with_cells(t4__reconsideration__upheld=1, t4__reconsideration__total=1)
    judgement = judge(replace(report, sections=()), Context())
    assert "TXT-10" not in {f.rule for f in judgement.findings}
    assert {"TXT-10", "FEE-01"} <= {u.rule for u in judgement.unassessed}


def _keys(report: Report, rule: str) -> list[str]:
    return [f.key for f in judge(report, Context()).findings if f.rule == rule]


BROKEN = narrative.FAMILY.broken


@pytest.mark.parametrize("rule", BROKEN)
def test_key_of_a_finding_is_the_same_wherever_its_sentence_stands(rule: str) -> None:
    report, _ = BROKEN[rule]()
    keys = _keys(report, rule)
    assert keys
    assert len(set(keys)) == len(keys)
    section = 6 if rule.startswith("FEE") else 1
    said = next(s.paragraphs for s in report.sections if s.number == section)
    assert keys == _keys(_saying(report, section, "工作平稳。", *said), rule)
    spaced = [text.replace("，", "， ") for text in said]
    assert keys == _keys(_saying(report, section, *spaced), rule)


@pytest.mark.parametrize(
    ("rule", "cells", "text", "other"),
    [
        ("TXT-01", {"t3__new_received__total": 1}, "收到申请24件。", "收到申请25件。"),
        ("TXT-01", {"t3__new_received__total": 1}, "收到申请24件。", "共收到申请24件。"),
        ("TXT-08", {}, "针对内容不明确的申请，主动联系。", "针对内容不明确的申请，及时联系。"),
        ("TXT-12", {}, "收到申请42件，其中办结43件。", "收到申请42件，其中办结44件。"),
        ("TXT-13", {}, "发布200条，其中图解50条，占35%。", "发布200条，其中图解50条，占45%。"),
    ],
)
def test_key_of_a_finding_changes_with_its_sentence(
    rule: str, cells: dict[str, int], text: str, other: str
) -> None:
    report = with_cells(**cells)
    (one,), (two,) = (_keys(_saying(report, 1, said), rule) for said in (text, other))
    assert one != two


def test_key_of_a_finding_changes_with_the_number_in_the_table() -> None:
    said = "全年收到政府信息公开申请42件。"
    one, two = (
        _keys(_saying(with_cells(t3__new_received__total=n), 1, said), "TXT-01") for n in (40, 41)
    )
    assert one != two


def test_facts_hold_the_words_their_place_and_the_figures() -> None:
    report = with_cells(t3__new_received__total=39)
    (found,) = _findings(_saying(report, 1, "开头。", "全年收到政府信息公开申请42件，均已登记。"))
    assert found.facts == TextDisagrees(
        passage=Passage(1, 2, Excerpt("全年收到政府信息公开申请42件,均已登记。")),
        number=42,
        tables=((Shown("t3.new_received.total", "2021", 39),),),
    )


def test_text_of_a_report_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Report] = []

    def sentences(report: Report) -> list[Sentence]:
        read.append(report)
        return claims.sentences(report)

    monkeypatch.setattr(case, "sentences", sentences)
    report = _saying(with_cells(t3__new_received__total=39), 1, "收到政府信息公开申请42件。")
    assert any(f.cause for f in judge(report, Context()).findings)
    assert read == [report]


@pytest.mark.parametrize("kind", [kind for kind in get_args(Kind) if kind != "channel"])
def test_claims_of_each_kind_are_held_against_the_tables_by_one_rule(
    kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = (("t2.rules.issued",),)
    claim = Claim(kind, 7, cells, "收到7件。", section=1, paragraph=1, at=2)
    text = [Sentence(claim.sentence, 1, 1, none=(claim,))]
    monkeypatch.setattr(case, "sentences", lambda _report: text)
    (found,) = [f for f in _findings(CLEAN) if f.cells == cells[0]]
    assert found.severity == "error"
