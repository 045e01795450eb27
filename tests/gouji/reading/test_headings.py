"""The headings of level 1: found by words or numeral and place, told from contents, lists and headings below."""

from __future__ import annotations

import pytest

from gouji.form import SECTIONS
from gouji.reading.document import Document, Paragraph, ragged_grid
from gouji.reading.headings import Start, section_starts, with_headings_in_grids
from gouji.reading.narrative import read_narrative
from gouji.reading.words.characters import share_of_traditional
from gouji.reading.words.lines import lines_of
from gouji.report import Heading

NUMERALS = "一二三四五六七"
HEADINGS = [f"{NUMERALS[i]}、{name}" for i, name in enumerate(SECTIONS)]


def _numbers(*paragraphs: str) -> list[int | None]:
    return [start.number for start in section_starts(lines_of(paragraphs).plain)]


def _with(number: int, *lines: str) -> list[str]:
    """The six headings, one of them replaced by other lines."""
    return [*HEADINGS[: number - 1], *lines, *HEADINGS[number:]]


def test_six_headings_are_found_in_their_order() -> None:
    assert _numbers(*HEADINGS) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("number", "line"),
    [
        (4, "四、因政府信息公开工作被申请复议和提起诉讼的情况"),
        (5, "五、工作中的主要问题与今后的改进"),
        (6, "六、其它事项"),
        (1, "一、工作概况"),
        (3, "三、依申请公开政府信息情况"),
    ],
)
def test_heading_in_other_words_counts_with_its_numeral_in_its_place(
    number: int, line: str
) -> None:
    assert _numbers(*_with(number, line)) == [1, 2, 3, 4, 5, 6]


def test_headings_that_are_all_in_other_words_are_found_by_their_numerals() -> None:
    words = ("概况", "主动公开情况", "依申请公开情况", "复议诉讼情况", "存在问题", "其他事项")
    assert _numbers(*(f"{n}、{text}" for n, text in zip(NUMERALS, words, strict=False))) == [
        *range(1, 7)
    ]


def test_line_in_other_words_out_of_its_place_is_no_heading() -> None:
    assert _numbers(*_with(4), "四、复议和诉讼") == [1, 2, 3, 5, 6]


def test_table_of_contents_is_no_second_run_of_headings() -> None:
    contents = [f"{heading}……{i}" for i, heading in enumerate(HEADINGS)]
    starts = section_starts(lines_of(["目录", *contents, *HEADINGS]).plain)
    assert [start.at for start in starts] == list(range(7, 13))


def test_headings_below_level_one_with_the_words_of_a_section_are_none() -> None:
    below = [HEADINGS[0], "（一）主动公开政府信息情况", "发布30条。", "总体情况", *HEADINGS[1:]]
    assert _numbers(*below) == [1, 2, 3, 4, 5, 6]


def test_heading_that_comes_twice_is_kept_twice() -> None:
    assert _numbers(*HEADINGS, HEADINGS[4]) == [1, 2, 3, 4, 5, 6, 5]


def test_heading_whose_numerals_go_on_is_one_more() -> None:
    assert _numbers(*HEADINGS, "七、附表") == [1, 2, 3, 4, 5, 6, None]
    shifted = [*HEADINGS[:4], "五、收费情况", "六、" + SECTIONS[4], "七、" + SECTIONS[5]]
    assert _numbers(*shifted) == [1, 2, 3, 4, None, 5, 6]


def test_list_with_the_same_numerals_is_no_heading() -> None:
    assert _numbers(*_with(6, "一、加强学习", "二、加强宣传", HEADINGS[5])) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("六、其他需要报告的事项：无。", "无。"),
        ("六、其他需要报告的事项 无", "无"),
        (
            "六、其他需要报告的事项没有收取信息处理费，无其他事项。",
            "没有收取信息处理费,无其他事项。",
        ),
        ("六、其他需要报告的事项（单位：元）", ""),
    ],
)
def test_text_behind_a_heading_belongs_to_its_section(line: str, rest: str) -> None:
    start = section_starts(lines_of(_with(6, line)).plain)[-1]
    assert isinstance(start, Start)
    assert (start.number, start.rest) == (6, rest)
    narrative = read_narrative(lines_of(_with(6, line)))
    assert narrative.sections[-1].paragraphs == ((rest,) if rest else ())


def test_heading_within_a_table_is_found_in_reading_order() -> None:
    grid = ragged_grid([[HEADINGS[1]], ["规章", "0"]], 1)
    document = Document((Paragraph(HEADINGS[0]), grid, Paragraph(HEADINGS[2])))
    headings = {0: Heading(1, HEADINGS[0]), 1: Heading(3, HEADINGS[2])}
    assert [h.number for h in with_headings_in_grids(document, headings)] == [1, 2, 3]


def test_paragraphs_before_the_first_section_are_kept() -> None:
    lead = ("青川市档案局2022年政府信息公开工作年度报告", "编制说明。")
    assert read_narrative(lines_of([*lead, *HEADINGS])).lead == lead


def test_traditional_characters_are_counted_among_the_chinese_ones() -> None:
    assert share_of_traditional("政府信息公开2022 abc") == 0
    assert share_of_traditional("政府信息公開") == pytest.approx(1 / 6)
    assert share_of_traditional("") == 0
