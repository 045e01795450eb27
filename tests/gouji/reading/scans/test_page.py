"""A page drawn here → what its cells are read as: through rulings, ink and recognition to values and marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from gouji.reading.document import Grid
from gouji.reading.pages.glyphs import Glyph
from gouji.reading.pages.layout import document_of
from gouji.reading.pages.rulings import RuledCell
from gouji.reading.scans.ink import Picture
from gouji.reading.scans.pictures import _grey
from gouji.reading.scans.reader import _of_cell, _page
from gouji.reading.scans.recogniser import Recogniser
from gouji.reading.words.values import Value, parse_value
from gouji.report import Mark

POINT = 72 / 200
SIDE = 120  # pixels of a cell
COLUMNS = 4
FONT = ImageFont.load_default(26)

Pen = ImageDraw.ImageDraw
Drawn = Callable[[Pen, int, int], None]  # at a cell's top left corner


def _text(text: str, colour: str = "black") -> Drawn:
    return lambda pen, x, y: pen.text((x + 30, y + 40), text, colour, FONT)


def _line(x0: int, y0: int, x1: int, y1: int, colour: str = "black") -> Drawn:
    return lambda pen, x, y: pen.line((x + x0, y + y0, x + x1, y + y1), colour, 3)


def _hyphen(pen: Pen, x: int, y: int) -> None:
    """As thin and short as one of 10.5 points is at 200 dots an inch."""
    for row, colour in ((59, "#969696"), (60, "black"), (61, "#a0a0a0")):
        pen.line((x + 50, y + row, x + 57, y + row), colour, 1)


def _struck(text: str) -> Drawn:
    def drawn(pen: Pen, x: int, y: int) -> None:
        at = x + 30, y + 40
        pen.text(at, text, "black", FONT)
        x0, y0, x1, y1 = pen.textbbox(at, text, FONT)
        pen.line((x0 - 8, (y0 + y1) / 2, x1 + 8, (y0 + y1) / 2), "black", 2)

    return drawn


def _on(colour: str, text: str) -> Drawn:
    def drawn(pen: Pen, x: int, y: int) -> None:
        pen.rectangle((x + 3, y + 3, x + SIDE - 4, y + SIDE - 4), colour)
        _text(text)(pen, x, y)

    return drawn


def _nothing(_pen: Pen, _x: int, _y: int) -> None:
    pass


def _drawn(cells: Sequence[Drawn]) -> Image.Image:
    page = Image.new("RGB", (100 * 2 + COLUMNS * SIDE, 700), "white")
    pen = ImageDraw.Draw(page)
    for i in range(COLUMNS + 1):
        at, end = 100 + i * SIDE, 100 + COLUMNS * SIDE
        pen.line((100, at, end, at), "black", 2)
        pen.line((at, 100, at, end), "black", 2)
    for n, cell in enumerate(cells):
        cell(pen, 100 + n % COLUMNS * SIDE, 100 + n // COLUMNS * SIDE)
    return page


@cache
def _recogniser() -> Recogniser:
    return Recogniser()


def _read(page: Image.Image) -> list[Value]:
    read = _page(_grey(page, POINT), 1, _recogniser())
    (grid,) = [b for b in document_of([read], recognised=True).blocks if isinstance(b, Grid)]
    return [
        parse_value(cell.text, "amount", doubtful=cell.doubtful)
        for row in grid.rows
        for cell in row
    ]


def _marks(*cells: Drawn) -> list[Mark | None]:
    """The marks of these cells on a page of figures, whose direction is plain by them."""
    others = [_text("3052")] * (COLUMNS**2 - len(cells))
    return [mark for _, mark, _ in _read(_drawn([*cells, *others]))[: len(cells)]]


def test_figures_are_read_and_empty_cells_are_blank() -> None:
    figures = ["0", "1", "7", "8", "12", "305", "44", "22", "11", "1010"]
    read = _read(_drawn([*map(_text, figures), *[_nothing] * 6]))
    assert [value for value, _, _ in read] == [*map(int, figures), *[None] * 6]
    assert {mark for _, mark, _ in read[len(figures) :]} == {"blank"}


def test_cell_with_ink_is_never_blank() -> None:
    colours = ["#e01010", "#b8b8b8", "#d06060", "#2020c0", "#c0c0c0"]
    shapes = [_line(50, 60, 58, 60), _line(60, 40, 60, 70), _line(40, 50, 80, 75), _hyphen]
    assert "blank" not in _marks(*(_text("8", colour) for colour in colours), *shapes)


def test_struck_out_figures_are_unreadable() -> None:
    figures = ["0", "1", "3", "7", "8", "12", "305", "44"]
    assert set(_marks(*map(_struck, figures))) == {"unreadable"}


@pytest.mark.parametrize("colour", ["#ffff00", "#a0ff78", "#ffb0d0", "#80e0ff"])
def test_figures_on_highlighting_are_read(colour: str) -> None:
    read = _read(_drawn([_on(colour, text) for text in ("0", "12", "305", "8")]))
    assert [value for value, _, _ in read[:4]] == [0, 12, 305, 8]


def test_dash_is_a_placeholder_however_long() -> None:
    dashes = [_text("-"), _line(50, 58, 80, 58), _line(44, 58, 60, 58), _hyphen]
    assert set(_marks(*dashes)) == {"placeholder"}


def test_full_width_slash_is_a_placeholder() -> None:
    assert _marks(_line(70, 36, 40, 66)) == ["placeholder"]


def test_slash_is_no_one() -> None:
    slashes = [_text("/"), _line(66, 40, 52, 70), _line(70, 36, 46, 76)]
    assert set(_marks(*slashes)) <= {"placeholder", "unreadable"}
    assert _read(_drawn([_text("1")]))[0][0] == 1


def test_uncertain_figure_is_marked() -> None:
    def torn(pen: Pen, x: int, y: int) -> None:
        _text("3")(pen, x, y)
        pen.rectangle((x + 28, y + 56, x + 60, y + 72), "white")

    cells = _read(_drawn([torn, _text("3")]))
    assert [cell[:2] for cell in cells[:2]] == [(None, "unreadable"), (3, None)]


def test_group_of_three_behind_a_point_may_be_thousands_and_is_marked() -> None:
    read = _read(_drawn([_text("7.678"), _text("7,678"), _text("12.35"), _text("1234.5")]))
    assert [mark for _, mark, _ in read[:4]] == ["unreadable", None, None, None]
    assert [value for value, _, _ in read[1:4]] == [7678, Decimal("12.35"), Decimal("1234.5")]


@pytest.mark.parametrize("angle", [-1.5, 0.5, 3.0])
def test_figures_of_a_skewed_page_are_in_their_cells(angle: float) -> None:
    page = _drawn([_text(str(n)) for n in range(100, 116)])
    read = _read(page.rotate(angle, Image.Resampling.BICUBIC, fillcolor="white", expand=True))
    assert [value for value, _, _ in read] == list(range(100, 116))


def test_stamp_across_the_table_hides_neither_rulings_nor_figures() -> None:
    layer = Image.new("RGB", (100 * 2 + COLUMNS * SIDE, 700), "white")
    pen = ImageDraw.Draw(layer)
    pen.ellipse((120, 120, 480, 480), outline=(205, 40, 35), width=14)
    pen.ellipse((260, 260, 340, 340), (205, 40, 35))
    page = ImageChops.multiply(_drawn([_text(str(n)) for n in range(100, 116)]), layer)
    # JPEG keeps colours for four pixels together: black lines take on the red around them.
    ycc = page.convert("YCbCr").split()
    small = [band.resize((page.width // 2, page.height // 2)) for band in ycc[1:]]
    smeared = [band.resize(page.size) for band in small]
    spoilt = Image.merge("YCbCr", (ycc[0], *smeared)).convert("RGB")
    assert [value for value, _, _ in _read(spoilt)] == list(range(100, 116))


def _lines(widths: Sequence[float]) -> list[Glyph]:
    """11 and 85, one below the other, of these widths."""
    texts = zip(("11", "85"), widths, (6.0, 20.0), strict=True)
    return [Glyph(text, 6, y, 6 + width, y + 8) for text, width, y in texts]


@pytest.mark.parametrize(("room", "is_one"), [(31.0, True), (45.0, False)])
def test_number_broken_in_a_narrow_column_is_one_though_ones_show_less(
    room: float, *, is_one: bool
) -> None:
    paper = Picture(np.full((200, 200), 255, np.uint8), 1.0, np.zeros((200, 200), np.bool_))
    cell = RuledCell((0, 0, room, 34), 1, 1, 1, 1)
    found = _of_cell(paper, cell, _lines((10.5, 13.0)))
    assert [line.text for line in found][:1] == (["1185"] if is_one else ["11"])
