"""What a check sees of the text: quotations, sentences, and the paragraphs that are text."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gouji.facts.base import Excerpt
from gouji.judging.text import prose
from tests.gouji.judging.reports import CLEAN, with_text

TEXT = "更新不够及时。解读形式单一,群众反映较多!今后将每周检查?已定专人"


@pytest.mark.parametrize(
    ("spot", "sentence"),
    [
        ("更新", "更新不够及时"),
        ("不够及时。", "更新不够及时"),
        ("单一,群众", "解读形式单一,群众反映较多"),
        ("较多!今后", "解读形式单一,群众反映较多!今后将每周检查"),
        ("?", "今后将每周检查"),
        ("专人", "已定专人"),
    ],
)
def test_sentence_is_the_whole_one_in_which_the_spot_stands(spot: str, sentence: str) -> None:
    start = TEXT.index(spot)
    assert prose.sentence(TEXT, start, start + len(spot)) == sentence


def test_every_sentence_of_a_paragraph_is_found_by_any_of_its_characters() -> None:
    for sentence in prose.sentences(TEXT):
        start = TEXT.index(sentence)
        for at in range(start, start + len(sentence)):
            assert prose.sentence(TEXT, at, at + 1) == sentence


def test_quotation_says_where_it_was_cut_and_has_no_line_ends() -> None:
    text = "甲" * 20 + "\n中心\n" + "乙" * 17
    assert prose.excerpt(text, 21, 23) == Excerpt("甲" * 17 + "中心" + "乙" * 17, cut_before=True)
    assert prose.excerpt("中心将", 0, 2) == Excerpt("中心将")
    assert prose.opening("中心将", 2) == Excerpt("中心", cut_after=True)


def test_parts_hold_their_text_without_signature_date_and_furniture() -> None:
    own = ("无其他事项。",)
    around = ("青川市档案局", "2023年1月18日", "二〇二三年一月十八日", "-3-", "打印本页")
    report = replace(
        with_text(6, *own, *around), lead=("现将情况报告如下。", "扫一扫在手机打开当前页")
    )
    parts = dict(prose.parts(report))
    assert list(parts) == [None, 1, 2, 3, 4, 5, 6]
    assert (parts[None], parts[6]) == (("现将情况报告如下。",), own)
    assert prose.section(report, 6) == own


def test_section_that_comes_twice_is_one_and_one_that_is_not_there_is_none() -> None:
    five, six = CLEAN.sections[4:]
    report = replace(CLEAN, sections=(five, six, five))
    assert prose.section(report, 5) == five.paragraphs * 2
    assert prose.section(report, 1) is None
    assert prose.text(report, 1) == ""
