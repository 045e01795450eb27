"""Words are quoted as the document prints them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gouji.facts.base import Excerpt
from gouji.facts.narrative import Passage, ShareAboveWhole
from gouji.judging.context import Context
from gouji.judging.judge import judge
from gouji.judging.text.quoting import Printed
from gouji.reading.narrative import read_narrative
from gouji.reading.words.characters import plain
from gouji.reading.words.lines import lines_of
from gouji.report import Report
from tests.gouji.judging.reports import with_cells, with_text


def _printing(paragraph: str) -> Report:
    report = with_text(1, plain(paragraph), report=with_cells(t3__new_received__total=39))
    sections = (replace(report.sections[0], printed=(paragraph,)), *report.sections[1:])
    return replace(report, sections=sections)


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("全年收到政府信息公开申请４２件，均已登记（备查）。", "全年收到政府信息公开申请４２件，均已登记（备查）。"),
        ("全年收到政府信息公開申請42件，均已登記。", "全年收到政府信息公開申請42件，均已登記。"),
        ("全年收到 政府信息公开申请 42 件,均已登记.", "全年收到 政府信息公开申请 42 件,均已登记."),
        ("全年收到\u200b政府信息公开申请\n42件……", "全年收到\u200b政府信息公开申请42件……"),
    ],
)  # fmt: skip
def test_message_quotes_the_words_letter_by_letter(printed: str, words: str) -> None:
    verdict = judge(_printing(printed), Context())
    (found,) = [f for f in verdict.findings if f.rule == "TXT-01"]
    assert f"“{words}”" in found.message


def test_words_that_stand_nowhere_in_the_sections_stay_as_read() -> None:
    facts = ShareAboveWhole(passage=Passage(1, 1, Excerpt("占120%,合计")), percent=120)
    assert Printed(_printing("全年收到申请42件。")).quoted(facts) == facts
    found = Printed(_printing("占１２０％，合计")).quoted(facts)
    assert found.passage.excerpt == Excerpt("占１２０％，合计", verbatim=True)


def test_reading_keeps_each_paragraph_as_printed() -> None:
    lines = (
        "青川市档案局2022年政府信息公开工作年度报告",
        "一、總體情況。全年收到申請４２件，已答復。",
        "另有咨询，５次。",
        "二、主动公开政府信息情况",
    )
    first = read_narrative(lines_of(lines)).sections[0]
    assert first.paragraphs == ("全年收到申请42件,已答复。", "另有咨询,5次。")
    assert first.printed == ("全年收到申請４２件，已答復。", "另有咨询，５次。")
