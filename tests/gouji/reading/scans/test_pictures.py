"""Pictures of every kind are read or refused with a sentence, never with a crash."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from gouji.reading.scans.ink import Picture
from gouji.reading.scans.pictures import pictures_of_file, pictures_of_pdf
from gouji.report import UnreadableReport
from tests.gouji.reading.hostile import pdf


def _saved(image: Image.Image, kind: str) -> bytes:
    packed = io.BytesIO()
    image.save(packed, kind)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("1", "TIFF"), ("L", "PNG"), ("P", "GIF"), ("RGBA", "PNG"), ("CMYK", "TIFF"), ("RGB", "BMP")],
)
def test_picture_of_any_mode_gives_one_grey_page(mode: str, kind: str) -> None:
    (page,) = pictures_of_file(_saved(Image.new("L", (400, 600), 255).convert(mode), kind))
    assert page.grey.ndim == 2
    assert page.grey.shape == page.red.shape


def test_picture_of_one_pixel_is_bounded() -> None:
    for page in pictures_of_file(_saved(Image.new("L", (1, 1)), "PNG")):
        assert page.grey.size < 10_000_000


def test_damaged_picture_is_refused() -> None:
    with pytest.raises(UnreadableReport):
        list(pictures_of_file(b"\x89PNG\r\n\x1a\n" + bytes(50)))


def test_strip_that_would_be_vast_as_a_page_is_refused() -> None:
    with pytest.raises(UnreadableReport):
        list(pictures_of_file(_saved(Image.new("1", (60_000, 1)), "PNG")))


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_picture_that_is_too_large_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(UnreadableReport):
        list(pictures_of_file(_saved(Image.new("1", (12_000, 12_000)), "PNG")))


def _page(mode: str = "L") -> Image.Image:
    """An upright page, a black stroke in its upper left corner."""
    page = Image.new("L", (400, 600), 255)
    page.paste(0, (30, 54, 50, 66))
    return page.convert(mode)


def _is_dark(page: Picture, x: float, y: float) -> bool:
    return bool(page.grey[int(y * page.height), int(x * page.width)] < 100)


def test_png_of_sixteen_bits_keeps_dark_and_light() -> None:
    deep = Image.fromarray(np.asarray(_page(), np.uint16) * 257)
    (page,) = pictures_of_file(_saved(deep, "PNG"))
    assert _is_dark(page, 0.1, 0.1)
    assert not _is_dark(page, 0.9, 0.9)


def test_dark_print_of_sixteen_bits_is_not_taken_for_white() -> None:
    deep = Image.fromarray(np.where(np.asarray(_page()) == 0, 9000, 65535).astype(np.uint16))
    (page,) = pictures_of_file(_saved(deep, "PNG"))
    assert _is_dark(page, 0.1, 0.1)
    assert not _is_dark(page, 0.9, 0.9)


def test_photograph_is_turned_as_its_camera_says() -> None:
    packed = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # to be shown turned by a quarter, clockwise
    _page("RGB").rotate(90, expand=True).save(packed, "JPEG", exif=exif)
    (page,) = pictures_of_file(packed.getvalue())
    assert page.height > page.width
    assert _is_dark(page, 0.1, 0.1)


@pytest.mark.parametrize("kind", ["TIFF", "GIF"])
def test_each_frame_is_a_page(kind: str) -> None:
    packed = io.BytesIO()
    frames = [_page(), _page().rotate(180)]
    frames[0].save(packed, kind, save_all=True, append_images=frames[1:])
    first, second = pictures_of_file(packed.getvalue())
    assert [_is_dark(first, 0.1, 0.1), _is_dark(first, 0.9, 0.9)] == [True, False]
    assert [_is_dark(second, 0.1, 0.1), _is_dark(second, 0.9, 0.9)] == [False, True]


def test_pdf_one_of_whose_pages_is_damaged_is_refused() -> None:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>"
    broken = pdf(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>", page, b"7"]
    )
    with pytest.raises(UnreadableReport, match="已损坏"):
        list(pictures_of_pdf(broken))
