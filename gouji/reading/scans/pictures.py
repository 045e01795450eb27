"""The pictures in a file, one a page, in grey: red stamps taken out, shadows and faint print made even."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Final

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter, ImageOps, UnidentifiedImageError

from gouji.reading import limits
from gouji.reading.scans.ink import Bytes, Picture
from gouji.report import UnreadableReport

_DPI: Final = 200  # at which pages are looked at: recognition gains nothing from more
_MOST_PIXELS: Final = 80_000_000  # A3 at 600 dpi has 70 million
_MOST_PAGES: Final = 60
_PAPER: Final = 8.27  # inches; the width of A4, for pictures that do not tell their resolution
_RED: Final = 60  # by which red exceeds green and blue in a stamp or a red figure
_UNRED: Final = 5, 4  # how much of that excess is taken for light: black under a stamp stays dark
_BYTE: Final = 255
_TILE: Final = 8  # pixels; the paper's brightness is looked at in tiles
_REACH: Final = 9  # tiles; wider than any stroke, narrower than a shadow
_FAINTEST: Final = 3.0  # by which faint print is made darker at most
_INK_SHARE: Final = 0.5  # percent of a page that is ink for certain
_DAMAGED: Final = "图片已损坏或格式不能识别，请重新扫描为 PDF、JPG 或 PNG 后报送。"
_TOO_LARGE: Final = "图片过大，请以 200 至 300 dpi 重新扫描后报送。"
_TOO_MANY: Final = "扫描件超过 {} 页，请只报送年度报告本身。"


def pictures_of_pdf(document: bytes) -> Iterator[Picture]:
    """Each page of a PDF as shown. Raises UnreadableReport where it is damaged or too long."""
    try:
        pages = pypdfium2.PdfDocument(document)
    except pypdfium2.PdfiumError as error:
        raise UnreadableReport(_DAMAGED) from error
    try:
        _check_pages(len(pages))
        for page in pages:
            width, height = page.get_size()
            scale = _DPI / 72
            if width * height * scale**2 > _MOST_PIXELS:
                raise UnreadableReport(_TOO_LARGE)
            shown = page.render(scale=scale).to_pil()
            page.close()
            yield _grey(shown, 1 / scale)
    except pypdfium2.PdfiumError as error:  # a single page may be damaged
        raise UnreadableReport(_DAMAGED) from error
    finally:
        pages.close()


def pictures_of_file(document: bytes) -> Iterator[Picture]:
    """Each frame of a PNG, JPEG or TIFF. Raises UnreadableReport where it is damaged or too large."""
    try:
        image = Image.open(io.BytesIO(document))
        frames = getattr(image, "n_frames", 1)
        _check_pages(frames)
        for frame in range(frames):
            limits.check_time()
            image.seek(frame)
            if image.width * image.height > _MOST_PIXELS:
                raise UnreadableReport(_TOO_LARGE)
            yield _scaled(ImageOps.exif_transpose(_in_colour(image)))
    except (
        *(UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError),
        *(ValueError, TypeError, EOFError, IndexError, OverflowError, struct.error),
    ) as error:
        raise UnreadableReport(_DAMAGED) from error


def _in_colour(image: Image.Image) -> Image.Image:
    """With eight bits a colour; of sixteen, Pillow alone would keep the lower eight and show dark as white."""
    if not image.mode.startswith("I"):
        return image.convert("RGB")
    values = np.asarray(image)
    deep = np.clip(values // 256 if values.max(initial=0) > _BYTE else values, 0, _BYTE)
    shown = Image.fromarray(deep.astype(np.uint8)).convert("RGB")
    shown.info = image.info
    return shown


def _check_pages(count: int) -> None:
    if count > _MOST_PAGES:
        raise UnreadableReport(_TOO_MANY.format(_MOST_PAGES))


def _scaled(image: Image.Image) -> Picture:
    """To about the resolution that we look at; the shorter side is taken for the paper's width."""
    dots = min(image.size) / _PAPER
    if dots > 1.3 * _DPI or dots < 0.8 * _DPI:
        factor = _DPI / dots
        size = (max(round(image.width * factor), 1), max(round(image.height * factor), 1))
        if size[0] * size[1] > _MOST_PIXELS:  # a strip: no page, and vast once it is as wide as one
            raise UnreadableReport(_TOO_LARGE)
        image = image.resize(size, Image.Resampling.LANCZOS)
        dots = _DPI
    return _grey(image, 72 / dots)


def _grey(image: Image.Image, point: float) -> Picture:
    rgb: Bytes = np.asarray(image.convert("RGB"))
    others = np.maximum(rgb[:, :, 1], rgb[:, :, 2])
    excess = np.maximum(rgb[:, :, 0], others) - others
    times, of = _UNRED
    # By brightness, not by the darkest colour: what a marker has coloured yellow is no ink.
    light = np.asarray(image.convert("L"), np.int16) + times * excess.astype(np.int16) // of
    grey = np.minimum(light, 255).astype(np.uint8)
    return Picture(_levelled(grey), point, excess > _RED)


def _levelled(grey: Bytes) -> Bytes:
    """Paper white everywhere and ink black: each pixel against the paper around it."""
    height, width = grey.shape
    small = (max(width // _TILE, 1), max(height // _TILE, 1))
    tiles = Image.fromarray(grey).resize(small, Image.Resampling.BOX)
    paper = tiles.filter(ImageFilter.MaxFilter(_REACH)).filter(ImageFilter.GaussianBlur(_REACH))
    around = np.asarray(paper.resize((width, height), Image.Resampling.BILINEAR), np.float32)
    darkness = 1 - np.minimum(grey / np.maximum(around, 1), 1)
    darkest = float(np.percentile(darkness[::2, ::2], 100 - _INK_SHARE))
    gain = min(max(1 / max(darkest, 0.01), 1), _FAINTEST)
    levelled: Bytes = (255 * (1 - np.minimum(darkness * gain, 1))).astype(np.uint8)
    return levelled
