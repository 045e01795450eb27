"""Pictures made here, of a table and figures → rulings, straight pages, cells with and without ink."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from gouji.reading.pages.rulings import lattices
from gouji.reading.scans.ink import Picture, boxes_of_text, faint, hidden, separators, straightened
from gouji.reading.scans.lines import rulings
from gouji.reading.scans.pictures import _grey

POINT = 72 / 200
SIDE = 120  # pixels of a cell


def _table(*, dotted: bool = False) -> Image.Image:
    page = Image.new("RGB", (900, 700), "white")
    pen = ImageDraw.Draw(page)
    for i in range(5):
        at = 100 + i * SIDE
        pen.line((100, at, 100 + 4 * SIDE, at), "black", 1 if dotted else 2)
        pen.line((at, 100, at, 100 + 4 * SIDE), "black", 1 if dotted else 2)
    if dotted:
        pixels = np.asarray(page).copy()
        pixels[::3], pixels[:, ::3] = 255, 255
        page = Image.fromarray(pixels)
    return page


def _written(text: str, colour: str = "black") -> Picture:
    page = _table()
    ImageDraw.Draw(page).text((130, 140), text, colour, ImageFont.load_default(26))
    return _grey(page, POINT)


def _box() -> tuple[float, float, float, float]:
    return 100 * POINT, 100 * POINT, (100 + SIDE) * POINT, (100 + SIDE) * POINT


def test_rulings_make_the_cells_and_leave_nothing_in_them() -> None:
    segments, without = rulings(_grey(_table(), POINT))
    (table,) = lattices(segments)
    assert len(table.cells) == 16
    for cell in table.cells:
        assert boxes_of_text(without, cell.box) == []
        assert not faint(without, cell.box)


@pytest.mark.parametrize("angle", [-2.0, 0.5, 1.5])
def test_skewed_page_is_made_level(angle: float) -> None:
    turned = _table().rotate(angle, Image.Resampling.BICUBIC, fillcolor="white")
    segments, _ = rulings(straightened(_grey(turned, POINT)))
    (table,) = lattices(segments)
    assert len(table.cells) == 16


@pytest.mark.parametrize("text", ["0", "1", "7", "-", "/", "12.35", "无", "l"])
def test_cell_with_ink_is_seen(text: str) -> None:
    _, without = rulings(_written(text))
    assert boxes_of_text(without, _box())


def test_long_dash_in_a_cell_is_no_ruling() -> None:
    page = _table()
    ImageDraw.Draw(page).line((120, 160, 200, 160), "black", 2)
    segments, without = rulings(_grey(page, POINT))
    assert len(lattices(segments)[0].cells) == 16
    assert boxes_of_text(without, _box())


def test_stroke_below_the_end_of_a_line_does_not_make_it_longer() -> None:
    page = Image.new("RGB", (700, 400), "white")
    pen = ImageDraw.Draw(page)
    for y in (100, 220, 256):
        pen.line((100, y, 500, y), "black", 2)
    for x, end in ((100, 256), (300, 220), (500, 256)):
        pen.line((x, 100, x, end), "black", 2)
    pen.line((300, 224, 300, 244), "black", 2)  # a character's
    segments, _ = rulings(_grey(page, POINT))
    assert len(lattices(segments)[0].cells) == 3


def test_pale_figure_is_seen_to_be_there() -> None:
    _, without = rulings(_written("8", "#b0b0b0"))
    assert boxes_of_text(without, _box()) or faint(without, _box())


def test_red_figure_is_hidden_and_not_blank() -> None:
    assert hidden(_written("8", "#e01010"), _box())


@pytest.mark.parametrize(("text", "told"), [("7,678", ","), ("12.35", "."), ("1,234,567", ",,")])
def test_commas_hang_below_and_points_do_not(text: str, told: str) -> None:
    picture = _written(text)
    (box,) = boxes_of_text(rulings(picture)[1], (*_box()[:2], 300 * POINT, _box()[3]))
    assert separators(picture.cut(box)) == told
