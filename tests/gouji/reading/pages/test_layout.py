"""Pages of lines and characters → grids: rows that a page break cuts through."""

from __future__ import annotations

import pytest

from gouji.reading.pages.glyphs import Glyph
from gouji.reading.pages.layout import Page, document_of
from gouji.reading.pages.rulings import Segment
from tests.gouji.reading.contents import texts

_XS = (60.0, 160.0, 260.0, 360.0)


def _page(number: int, top: float, *rows: tuple[str, ...], left: float = 0.0) -> Page:
    """A table of rows 20 points high, so many points from the left margin."""
    xs = [left + x for x in _XS]
    ys = [top + 20 * i for i in range(len(rows) + 1)]
    segments = [Segment(xs[0], y, xs[-1], y) for y in ys]
    segments += [Segment(x, ys[0], x, ys[-1]) for x in xs]
    glyphs = [
        Glyph(ch, x + 8 + 6 * i, y + 5, x + 14 + 6 * i, y + 15)
        for row, y in zip(rows, ys, strict=False)
        for text, x in zip(row, xs, strict=False)
        for i, ch in enumerate(text)
    ]
    return Page(number, 420, 800, segments, glyphs)


def _rows(*pages: Page) -> list[list[str]]:
    """The texts of all rows, without space; what is doubtful ends in ?."""
    shown = texts(document_of(pages))
    return [[text.replace("\n", "").replace(" ", "") for text in row] for row in shown]


def test_label_cut_where_its_beginning_is_a_row_of_its_own_is_put_together() -> None:
    above = _page(1, 700, ("1.属于国家秘密", "5", "6"), ("2.其他", "3", "4"))
    below = _page(2, 80, ("法律行政法规禁止公开", "", ""), ("3.危及“三安全一稳定”", "1", "2"))
    assert _rows(above, below)[1:] == [
        ["2.其他法律行政法规禁止公开", "3", "4"],
        ["3.危及“三安全一稳定”", "1", "2"],
    ]


@pytest.mark.parametrize("figures", [("", ""), ("7", "8")])
def test_row_after_other_is_not_taken_for_its_continuation(figures: tuple[str, str]) -> None:
    above = _page(1, 700, ("2.重复申请", "5", "6"), ("3.其他", "3", "4"))
    below = _page(2, 80, ("四、结转下年度继续办理", *figures), ("", "", ""))
    assert _rows(above, below)[1:3] == [
        ["3.其他", "3", "4"],
        ["四、结转下年度继续办理", *figures],
    ]


def test_blank_figures_below_a_header_at_a_pages_end_are_a_row() -> None:
    above = _page(
        1, 700, ("未经复议直接起诉", "复议后起诉", "行政复议"), ("结果维持", "其他结果", "总计")
    )
    below = _page(2, 80, ("", "", ""))
    assert _rows(above, below)[1:] == [["结果维持", "其他结果", "总计"], ["", "", ""]]


def test_two_filled_rows_are_not_made_one() -> None:
    above = _page(1, 700, ("1.属于国家秘密", "5", "6"), ("2.其他", "3", "4"))
    below = _page(2, 80, ("法律行政法规禁止公开", "7", "8"), ("重复申请", "1", "2"))
    assert ["2.其他", "3", "4"] in _rows(above, below)


def test_row_cut_by_the_page_is_put_together_where_the_next_page_lies_farther_right() -> None:
    above = _page(1, 700, ("1.本机关不掌握相关政府信息", "5", "6"), ("2.没有", "3", "4"))
    below = _page(2, 80, ("现成信息需要另行制作", "", ""), ("3.补正后", "1", "2"), left=9)
    assert _rows(above, below)[1] == ["2.没有现成信息需要另行制作", "3", "4"]


def test_shadow_along_the_edge_does_not_keep_the_halves_of_a_row_apart() -> None:
    above = _page(1, 700, ("1.本机关不掌握相关政府信息", "5", "6"), ("2.没有", "3", "4"))
    below = _page(2, 80, ("现成信息需要另行制作", "", ""), ("3.补正后", "1", "2"))
    edge = [(3.0, 0.0, 7.0, 0.0), (3.0, 780.0, 7.0, 780.0), (3.0, 0.0, 3.0, 780.0)]
    below.segments += [Segment(*line) for line in (*edge, (7.0, 0.0, 7.0, 780.0))]
    assert _rows(above, below)[1] == ["2.没有现成信息需要另行制作", "3", "4"]


def test_row_at_a_pages_top_that_goes_on_from_a_row_not_found_is_not_blank() -> None:
    above = _page(1, 700, ("（二）部分公开", "5", "6"), ("1.本机关不掌握相关政府信息", "3", "4"))
    below = _page(2, 80, ("现成信息需要另行制作", "", ""), ("3.补正后", "1", "2"))
    assert _rows(above, below)[2:] == [
        ["现成信息需要另行制作", "?", "?"],
        ["3.补正后", "1", "2"],
    ]


def test_blank_row_of_a_table_that_begins_on_the_page_is_blank() -> None:
    assert _rows(_page(1, 80, ("行政许可", "", ""), ("行政处罚", "1", "2")))[0] == [
        "行政许可",
        "",
        "",
    ]


def test_page_that_shows_nothing_but_the_end_of_a_cut_row_has_no_row_left() -> None:
    above = _page(1, 700, ("1.本机关不掌握相关政府信息", "5", "6"), ("2.没有", "3", "4"))
    below = _page(2, 80, ("现成信息需要另行制作", "", ""))
    assert _rows(above, below)[1:] == [["2.没有现成信息需要另行制作", "3", "4"]]


@pytest.mark.parametrize("label", ["行政强制", "（一）予以公开", "行政复议"])
def test_blank_row_at_a_pages_top_whose_label_is_whole_is_blank(label: str) -> None:
    above = _page(1, 700, ("信息内容", "本年处理决定数量", ""))
    below = _page(2, 80, (label, "", ""), ("合计栏", "1", "2"))
    assert _rows(above, below)[1] == [label, "", ""]


@pytest.mark.parametrize("rest", ["止公开", "或重新出具已获取信息"])
def test_row_at_a_pages_top_that_may_be_the_end_of_another_label_is_doubtful(rest: str) -> None:
    above = _page(1, 700, ("信息内容", "本年处理决定数量", ""))
    below = _page(2, 80, (rest, "", ""), ("合计栏", "1", "2"))
    assert _rows(above, below)[1] == [rest, "?", "?"]
