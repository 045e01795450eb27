"""Text is cut into sentences, phrases and numbers with the words beside them; places stay."""

from __future__ import annotations

import pytest

from gouji.judging.text.phrases import (
    Line,
    Origin,
    beside,
    normalized,
    phrases,
    split,
    years_as_words,
)

ORIGIN = Origin(2022, "青川市档案局", "2021", "2021", section=1, paragraph=1)


def _beside(text: str) -> list[tuple[str, str, str]]:
    return [
        (str(number.quantity.number), number.label, number.rest)
        for phrase in phrases(Line(text, ORIGIN))
        for number in beside(phrase)
    ]


def test_spaces_go_but_between_numbers_and_marks_become_half_width() -> None:
    assert normalized("收到 ４２ 件，（含 1 2 件）") == "收到42件,(含1 2件)"


def test_sentences_end_where_a_full_stop_ends_them() -> None:
    assert split("收到42件。办结39件;结转3件!平稳") == ["收到42件。", "办结39件;结转3件!", "平稳"]


def test_years_beside_the_reports_are_told_in_words() -> None:
    text = "2021年2件,2022年3件,2023年4件,2019年5件"
    assert years_as_words(text, 2022) == "上年2件,本年3件,下年4件,2019年5件"
    assert years_as_words(text, None) == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("依《政府信息公开条例》收到3件", "依··········收到3件"),
        ("收到43件(含上年结转1件)", "收到43件,含上年结转1件,"),
        ("部分公开(区分处理)2件", "部分公开·区分处理·2件"),
        ("(一)主动公开", "···主动公开"),
        ("部分公开(不含其他情形)2件", "部分公开········2件"),
        ("国办函〔2020〕109号", "国办函······109号"),
    ],
)
def test_names_of_documents_and_brackets_are_blanked_place_by_place(text: str, masked: str) -> None:
    line = Line(text, ORIGIN)
    assert line.masked == masked
    assert len(line.masked) == len(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("收到申请42件,办结39件", [("42", "收到申请", ""), ("39", "办结", "")]),
        ("收到8份申请", [("8", "收到", "申请")]),
        ("13件予以公开、8件部分公开", [("13", "予以公开、", ""), ("8", "部分公开", "")]),
        ("上年结转政府信息公开申请,共3件", [("3", "上年结转政府信息公开申请共", "")]),
        ("2021年结转2件", [("2", "上年结转", "")]),
        ("其中,自然人2件占5%", [("2", "自然人", "占5%")]),
        ("分别为3件、4件", []),
        ("收到1,234件", [("1234", "收到", "")]),
    ],
)
def test_number_has_the_words_before_it_or_those_behind_it_where_it_comes_first(
    text: str, found: list[tuple[str, str, str]]
) -> None:
    assert _beside(text) == found


@pytest.mark.parametrize(
    ("text", "counts"),
    [("收到3件", True), ("收费3元", True), ("未收到申请", True), ("工作平稳", False)],
)
def test_sentence_counts_where_it_has_a_number_or_says_that_there_was_none(
    text: str, counts: bool
) -> None:
    assert Line(text, ORIGIN).counts() is counts
