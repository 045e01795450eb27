from __future__ import annotations

import pytest

from gouji.judging.text import copying
from gouji.report import Section
from tests.gouji.judging.cases.previous import RETOLD, STORY

FRAME = (
    "本报告根据《中华人民共和国政府信息公开条例》的规定编制，由总体情况等六个部分组成，"
    "数据统计期限为2022年1月1日至2022年12月31日，电子版可在门户网站下载，如有疑问请与本机关联系。"
)


def narrative(*paragraphs: str, names: tuple[str, ...] = ()) -> copying.Narrative:
    return copying.narrative((Section(1, "一、总体情况", paragraphs),), names)


def test_the_same_text_of_another_year_is_wholly_alike() -> None:
    assert copying.measured(narrative(*STORY), narrative(*RETOLD)) == 1.0


@pytest.mark.parametrize("printed", ["二〇二一年", "2021年度", "２０２１年"])
def test_years_are_masked_however_they_are_written(printed: str) -> None:
    other = narrative(*(text.replace("2022年", printed.replace("度", "")) for text in STORY))
    assert (copying.measured(narrative(*STORY), other) or 0) >= copying.LIKE


def test_own_names_are_masked_in_full_and_in_short() -> None:
    one = [f"青川市档案局在{text}，市档案局和本局一并落实" for text in STORY]
    other = [f"云屏县水利局在{text}，县水利局和我局一并落实" for text in STORY]
    share = copying.measured(
        narrative(*one, names=("青川市档案局",)), narrative(*other, names=("云屏县水利局",))
    )
    assert share == 1.0


def test_half_the_text_alike_is_not_alike() -> None:
    more = narrative(*STORY, *(text[::-1] for text in STORY))
    assert (copying.measured(more, narrative(*STORY)) or 1) < copying.LIKE


def test_short_narratives_are_alike_for_want_of_anything_to_say() -> None:
    assert copying.measured(narrative(STORY[0]), narrative(STORY[0])) is None


def test_sentences_that_every_report_has_do_not_count() -> None:
    framed = narrative(FRAME)
    assert (framed.text, framed.paragraphs) == ("", {})
    assert copying.measured(narrative(FRAME, *STORY), narrative(*STORY)) == 1.0


def test_passages_are_shown_as_each_report_prints_them() -> None:
    mine, theirs = copying.passages(narrative(*STORY), narrative(*RETOLD))
    assert mine in "".join(STORY)
    assert theirs == mine.replace("2022", "2021")


def test_long_paragraph_that_is_copied_is_found_and_a_short_one_is_not() -> None:
    long = "。".join(text.rstrip("。") for text in STORY[:2]) + "。"
    old = long.replace("2022", "2021")
    assert copying.copied(narrative(long, STORY[3]), narrative(old)) == [(long, old)]
    assert copying.copied(narrative(STORY[3]), narrative(RETOLD[3])) == []


def test_text_without_a_word_is_like_nothing() -> None:
    assert copying.measured(narrative(), narrative("", "——")) is None
    assert copying.passages(narrative(), narrative(*STORY)) == ("", "")


def test_stop_in_a_name_does_not_tear_sentences_apart() -> None:
    assert narrative(*STORY, names=("市局。办",)).text == narrative(*STORY).text
