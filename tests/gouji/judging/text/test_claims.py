"""What a text states: the number, the cells that it may mean, the sentence and its place."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gouji.form import all_cell_ids
from gouji.judging.judge import judge
from gouji.judging.text.claims import Claim, stated
from gouji.judging.text.meaning import Kind
from gouji.judging.text.quantities import quantities
from gouji.reading.words.characters import plain
from gouji.report import FormatVersion
from tests.gouji import figures as fig
from tests.gouji.judging import told
from tests.gouji.judging.reports import CLEAN, ZEROS, with_text

RULES: dict[Kind, str] = {
    "new": "TXT-01",
    "natural": "TXT-01",
    "legal": "TXT-01",
    "applicant": "TXT-01",
    "carried_in": "TXT-02",
    "concluded": "TXT-03",
    "carried_over": "TXT-04",
    "outcome": "TXT-06",
    "reason": "TXT-06",
    "unreceived": "TXT-07",
    "dispute": "TXT-09",
    "document": "TXT-11",
    "decision": "TXT-14",
}


def _claims(text: str, section: int = 1) -> list[Claim]:
    report = with_text(section, plain(text))
    return [claim for claim in stated(report) if claim.section == section]


def _said(text: str, section: int = 1) -> list[tuple[str, int]]:
    return [(RULES[claim.kind], int(claim.number)) for claim in _claims(text, section)]


def test_every_match_of_a_sentence_is_read_with_its_place() -> None:
    report = with_text(1, "开头。", plain("平稳。收到申请42件，办结39件；收到申请24件。"))
    found = [c for c in stated(report) if c.section == 1]
    assert [(RULES[c.kind], c.number, c.paragraph) for c in found] == [
        ("TXT-01", 42, 2),
        ("TXT-03", 39, 2),
        ("TXT-01", 24, 2),
    ]
    assert {c.sentence for c in found} == {"收到申请42件,办结39件;收到申请24件。"}
    assert [c.sentence[c.at :][:2] for c in found] == ["42", "39", "24"]
    assert {(c.section, c.paragraph) for c in found} == {(1, 2)}


def test_number_with_those_carried_in_may_mean_either_sum() -> None:
    (received, carried) = _claims("收到政府信息公开申请43件（含上年结转1件）。")
    assert received.cells == (
        ("t3.new_received.total",),
        ("t3.new_received.total", "t3.carried_in.total"),
    )
    assert carried.cells == (("t3.carried_in.total",),)


def test_outcome_is_the_sum_of_its_rows_in_the_format_of_the_table() -> None:
    text = "申请办理中，其他处理2件，不予公开1件。"
    for format_version, rows in (("2019", 1), ("2021", 3)):
        forms: dict[str, FormatVersion] = {"2019": "2019", "2021": "2021"}
        report = with_text(1, plain(text), report=fig.report(forms[format_version], ZEROS))
        assert list(stated(report)) == []  # a report without sections says nothing
        report = with_text(1, plain(text))
        report = type(report)(**{
            **{name: getattr(report, name) for name in report.__struct_fields__},
            "forms": {"t2": format_version, "t3": format_version, "t4": format_version},
        })  # fmt: skip
        other, denied = stated(report)
        assert (len(other.cells[0]), len(denied.cells[0])) == (rows, 8)


def test_every_cell_that_a_claim_may_mean_is_one_of_the_form() -> None:
    known = set(all_cell_ids())
    numbers = dict.fromkeys(told.FIGURES, 3)
    for family in (told.RECEIVED, told.APPLICANTS, told.OUTCOMES, told.DISPUTES, told.DOCUMENTS):
        for phrase in family:
            for claim in _claims(told.fill(phrase, numbers, told.arabic)):
                assert known.issuperset(cell for cells in claim.cells for cell in cells)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("收到八份政府信息公开申请。", [("TXT-01", 8)]),
        ("其中13件予以公开，8件部分公开；均为政府信息公开申请。", []),
        ("办结申请21件，其中13件予以公开，8件部分公开。", [("TXT-03", 21), ("TXT-06", 13), ("TXT-06", 8)]),
        ("收到申请5件，上年结转1件，2022年结转2件至2023年继续办理。", [("TXT-01", 5), ("TXT-02", 1), ("TXT-04", 2)]),
        ("收到申请12件，已办结11件，其中本年新收10件。", [("TXT-01", 12), ("TXT-03", 11)]),
        ("3月举办培训。收到申请12件。", [("TXT-01", 12)]),
        ("2021年举办培训。收到申请12件。", []),
        ("2021年举办培训。2022年收到申请12件。", [("TXT-01", 12)]),
        ("市水利局收到政府信息公开申请12件。", []),
        ("市档案局收到政府信息公开申请12件。", [("TXT-01", 12)]),
        ("市政府办公室收到政府信息公开申请12件。", []),
        ("收到政府信息公开申请12件，收到群众来信9件，办结9件。", [("TXT-01", 12)]),
    ],
)  # fmt: skip
def test_number_belongs_to_the_words_beside_it(text: str, said: list[tuple[str, int]]) -> None:
    assert _said(text) == said


@pytest.mark.parametrize("sentence", told.ELSEWHERE)
def test_what_is_not_this_reports_own_is_no_claim(sentence: str) -> None:
    assert _claims(f"依申请公开规范有序。{sentence}") == []


@pytest.mark.parametrize("sentence", told.NOT_NONE)
def test_none_of_some_kind_is_no_claim(sentence: str) -> None:
    assert _claims(sentence) == []


def test_report_that_says_nothing_states_nothing_but_that_none_was_received() -> None:
    assert [(RULES[c.kind], c.number, c.none) for c in stated(CLEAN)] == [("TXT-07", 0, True)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("42件", [(42, "件")]),
        ("1,234件", [(1234, "件")]),
        ("四十二件", [(42, "件")]),
        ("一百零三件", [(103, "件")]),
        ("一万二千零三十件", [(12_030, "件")]),
        ("十件,两件,零件", [(10, "件"), (2, "件"), (0, "件")]),
        ("一〇三件", [(103, "件")]),
        ("复议1起诉讼2起", [(1, "起"), (2, "起")]),
        ("占4.61%", [(Decimal("4.61"), "%")]),
        ("共0。", [(0, "")]),
        ("第二十条,20个工作日,一件事,一次性告知,一起,3月份", []),
        ("国办发〔2021〕30号,0574-88", [(88, "")]),
    ],
)
def test_numbers_are_read_as_offices_write_them(
    text: str, found: list[tuple[int | Decimal, str]]
) -> None:
    assert [(q.number, q.unit) for q in quantities(text)] == found


@pytest.mark.parametrize("text", ["约30件", "280余条", "近40件", "237万件"])
def test_rough_number_does_not_count(text: str) -> None:
    assert [q.counts for q in quantities(text)] == [False]


@pytest.mark.parametrize("number", [0, 2, 9, 10, 14, 42, 100, 103, 110, 999, 1001, 12_030, 20_008])
def test_chinese_numerals_are_read_back(number: int) -> None:
    assert [q.number for q in quantities(f"{told.chinese(number)}件")] == [number]


@pytest.mark.parametrize("digits", ["9" * 5000, "一" * 5000, "1," * 3000])
def test_number_of_thousands_of_digits_is_no_claim(digits: str) -> None:
    report = with_text(1, f"全年收到政府信息公开申请{digits}件，发出收费通知{digits}件。")
    assert not [c for c in stated(report) if c.number > 10**15]
    judge(with_text(6, f"全年发出信息处理费收费通知{digits}件。", report=report))
