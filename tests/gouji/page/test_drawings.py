from __future__ import annotations

import pytest

from gouji.page.drawings import drawing_of
from gouji.reading.formats.ofd import pages_of, read_ofd
from gouji.reading.pages.glyphs import Glyph
from gouji.reading.pages.layout import Page
from gouji.reading.pages.rulings import Segment
from tests.documents.kinds import SAMPLES, document


def row(text: str, y: float = 10, size: float = 10) -> list[Glyph]:
    return [Glyph(ch, 10 + size * i, y, 10 + size * (i + 1), y + size) for i, ch in enumerate(text)]


def test_characters_of_a_line_are_one_run_with_the_place_of_each() -> None:
    page = Page(3, 200, 100, [Segment(0, 0, 50, 0)], row("一二三"))
    drawing = drawing_of(page)
    (words,) = drawing.words
    assert (drawing.page, drawing.width, drawing.height) == (3, 200, 100)
    assert drawing.lines == ((0, 0, 50, 0),)
    assert (words.text, words.x, words.size) == ("一二三", (10, 20, 30), 10)
    assert 10 < words.y < 20


def test_characters_of_another_size_are_a_run_of_their_own() -> None:
    small = Glyph("2", 30, 10, 34, 15)
    drawing = drawing_of(Page(1, 200, 100, [], [*row("一二"), small]))
    assert [words.text for words in drawing.words] == ["一二", "2"]


@pytest.mark.parametrize("text", ["𠮷", "甲乙"])
def test_what_takes_more_places_than_one_stands_by_itself(text: str) -> None:
    odd = Glyph(text, 30, 10, 40, 20)
    drawing = drawing_of(Page(1, 200, 100, [], [*row("一二"), odd, Glyph("三", 40, 10, 50, 20)]))
    assert [(words.text, len(words.x)) for words in drawing.words] == [
        ("一二", 2),
        (text, 1),
        ("三", 1),
    ]


def test_page_that_lies_is_drawn_as_it_is_read() -> None:
    lying = [Glyph(ch, 50, 10 + 10 * i, 60, 20 + 10 * i, turn=1) for i, ch in enumerate("一二三")]
    drawing = drawing_of(Page(1, 100, 200, [], lying))
    assert (drawing.width, drawing.height) == (200, 100)
    (words,) = drawing.words
    assert words.text == "一二三"


@pytest.mark.parametrize("name", SAMPLES)
def test_every_figure_of_an_ofd_is_drawn_within_its_cell(name: str) -> None:
    content = document(name, "ofd")
    places = {
        (cell.box, block.page): cell.text
        for block in read_ofd(content).blocks
        if hasattr(block, "rows")
        for line in block.rows
        for cell in line
        if cell.text.isdigit()
    }
    drawings = {drawing.page: drawing for drawing in map(drawing_of, pages_of(content))}
    assert places
    for (box, page), text in places.items():
        assert box
        assert page
        left, top, right, bottom = box
        drawn = "".join(
            ch
            for words in drawings[page].words
            for ch, x in zip(words.text, words.x, strict=True)
            if left <= x < right and top < words.y <= bottom
        )
        assert drawn == text
