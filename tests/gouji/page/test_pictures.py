from __future__ import annotations

import io

import pytest
from PIL import Image

from gouji.page.pictures import drawn_pages, grey_png, png_of
from gouji.reading.document import Grid, GridCell
from gouji.reading.formats.pdf.reader import read_pdf
from gouji.report import Box
from tests.documents.kinds import document
from tests.gouji.reading.formats.pdf.test_reader import _LINES, _TEXT, pdf

TURNS = {
    "as it is": b"",
    "clockwise": b"0 -1 1 0 0 200 cm\n",
    "upside down": b"-1 0 0 -1 200 200 cm\n",
    "counter-clockwise": b"0 1 -1 0 200 0 cm\n",
}


def ink(png: bytes, size: tuple[float, float], box: Box) -> bool:
    """Whether anything dark stands well within a box given in points."""
    image = Image.open(io.BytesIO(png)).convert("L")
    across, down = image.width / size[0], image.height / size[1]
    left, top, right, bottom = box
    inner = ((left + 3) * across, (top + 3) * down, (right - 3) * across, (bottom - 3) * down)
    darkest, _ = image.crop(tuple(map(round, inner))).getextrema()  # type: ignore[arg-type]  # four numbers
    return int(darkest) < 100  # type: ignore[arg-type]  # of one band


def first_row(content: bytes) -> tuple[bytes, tuple[float, float], list[GridCell]]:
    """A page's picture, its size, and the cells of its first grid."""
    read = read_pdf(content)
    (page,) = drawn_pages(content, read.turned_pages)
    grid = next(block for block in read.blocks if isinstance(block, Grid))
    return page.png, (page.width, page.height), list(grid.rows[0])


@pytest.mark.parametrize("turn", TURNS.values(), ids=TURNS)
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_of_cells_lie_on_the_picture_however_the_page_is_turned(
    turn: bytes, rotation: int
) -> None:
    png, size, (full, empty) = first_row(
        pdf(content=turn + _LINES + _TEXT, page=b"/Rotate %d" % rotation)
    )
    assert full.box
    assert empty.box
    assert (full.text, ink(png, size, full.box)) == ("12", True)
    assert (empty.text, ink(png, size, empty.box)) == ("", False)


def test_page_within_a_crop_box_is_drawn_as_its_boxes_are_told() -> None:
    png, size, (full, empty) = first_row(pdf(page=b"/MediaBox[0 0 200 200]/CropBox[10 15 190 150]"))
    assert size == (180, 135)
    assert full.box
    assert empty.box
    assert ink(png, size, full.box)
    assert not ink(png, size, empty.box)


def test_colour_stays() -> None:
    pixels = bytes((0, 0, 255)) * 3 + bytes((255, 255, 255)) * 3
    image = Image.open(io.BytesIO(png_of(pixels, 3, 2, 9))).convert("RGB")
    assert [image.getpixel((0, y)) for y in (0, 1)] == [(255, 0, 0), (255, 255, 255)]


@pytest.mark.parametrize("width", [1, 2, 5, 8])
def test_grey_of_any_width_is_what_was_drawn(width: int) -> None:
    rows = [bytes((i * 17 * (j + 1)) % 256 // 17 * 17 for i in range(width)) for j in range(3)]
    image = Image.open(io.BytesIO(grey_png(rows, width))).convert("L")
    assert image.size == (width, 3)
    assert image.tobytes() == b"".join(rows)


def test_page_of_text_is_small() -> None:
    for page in drawn_pages(document("hailan-government-2021", "pdf"), {}):
        assert len(page.png) < 110_000


def test_what_is_no_pdf_has_no_pages() -> None:
    assert list(drawn_pages(b"%PDF-1.7 broken", {})) == []
