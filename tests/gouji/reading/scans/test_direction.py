"""Pages that lie or stand on their heads are turned; what is not the form's words turns nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from gouji.reading.pages.rulings import lattices
from gouji.reading.scans.direction import known_pairs, upright
from gouji.reading.scans.ink import Picture
from gouji.reading.scans.page import ScannedPage
from gouji.reading.scans.pictures import _grey
from gouji.reading.scans.recogniser import Recogniser
from gouji.report import Box

POINT = 72 / 200


def _page() -> Picture:
    """A table whose rows hold long lines of text; its top left cell is marked by a block of ink."""
    page = Image.new("L", (1000, 700), 255)
    pen = ImageDraw.Draw(page)
    for y in range(100, 601, 100):
        pen.line((100, y, 900, y), 0, 2)
    for x in (100, 500, 900):
        pen.line((x, 100, x, 600), 0, 2)
    for y in range(130, 600, 100):
        pen.text((130, y), "1234567 8901234", 0, ImageFont.load_default(26))
        pen.text((530, y), "1234567 8901234", 0, ImageFont.load_default(26))
    return _grey(page, POINT)


class _Reads(Recogniser):
    """Reads the form's words on the page that looks like this, and nothing elsewhere."""

    def __init__(self, right: Picture) -> None:
        self._right = right.grey

    def looked_at(self, picture: Picture, boxes: Sequence[Box]) -> tuple[list[str], float]:
        is_right = picture.grey.shape == self._right.shape and np.array_equal(
            picture.grey, self._right
        )
        return (["政府信息公开申请"] * len(boxes), 0.9) if is_right else ([""] * len(boxes), 0.99)


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_page_is_turned_until_its_words_can_be_read(quarters: int) -> None:
    right = ScannedPage.of(_page())
    found = upright(right.turned(quarters), _Reads(right.picture))
    assert np.array_equal(found.picture.grey, right.picture.grey)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_rulings_turn_with_their_page(quarters: int) -> None:
    page = ScannedPage.of(_page()).turned(quarters)
    (table,) = lattices(page.segments)
    assert len(table.cells) == 10
    assert all(page.lines_of_cells().values())


def test_words_of_the_form_are_known_and_figures_and_strokes_are_not() -> None:
    assert known_pairs("本年新收政府信息公开申请数量") > 10
    assert known_pairs("1181 一一 0 6819") == 0
