from __future__ import annotations

import pytest

from gouji.facts.base import Excerpt
from gouji.facts.narrative import Passage, ShareAboveWhole
from gouji.page.document import ShownParagraph
from gouji.page.passages import passages, span_of
from gouji.report import Report, Section


def found(words: str, *texts: str, section: Section | None = None) -> list[tuple[int, str]]:
    """Block and words of what a finding quotes from the first paragraph of the first section."""
    report = Report(
        None,
        None,
        None,
        {"t2": None, "t3": None, "t4": None},
        {},
        sections=(section,) if section else (),
    )
    facts = ShareAboveWhole(passage=Passage(1, 1, Excerpt(words)), percent=101)
    blocks = [ShownParagraph(text) for text in texts]
    return [
        (one.block, texts[one.block][one.start : one.end])
        for one in passages(facts, report, blocks)
    ]


def test_words_are_found_in_their_paragraph_though_they_stand_elsewhere_too() -> None:
    section = Section(1, "一、总体情况", ("今年占101%,很高。",))
    texts = ("前言占101%。", "今年占101％，很高。")
    assert found("占101%", *texts, section=section) == [(1, "占101％")]


def test_words_without_a_known_paragraph_are_found_wherever_they_stand() -> None:
    assert found("占101%", "甲占101%。", "乙", "占101%") == [(0, "占101%"), (2, "占101%")]


def test_words_that_stand_nearly_everywhere_are_left_out() -> None:
    assert found("件", *["收到3件"] * 5) == []


@pytest.mark.parametrize(
    ("words", "printed", "shown"),
    [
        ("收到3件", "全年收到3件。", "收到3件"),
        ("收到3件,办结2件", "全年收到 3 件，办结２件。", "收到 3 件，办结２件"),
        ("办理结果", "各項辦理結果如下", "辦理結果"),
        ("没有这些字", "全年收到3件。", None),
        (" ", "全年 收到", None),
    ],
)
def test_span_is_that_of_the_words_as_printed(words: str, printed: str, shown: str | None) -> None:
    span = span_of(words, printed)
    assert (printed[span[0] : span[1]] if span else None) == shown
