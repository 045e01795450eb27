"""Pages of a PDF → pictures (PNG) as the page shows them, in grey where a page has no colour."""

from __future__ import annotations

import ctypes
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    import pypdfium2.raw as pdfium

_SCALE: Final = (
    1.6  # pixels a point: 115 dpi, in which the figures of a table of 9 points are read with ease
)
_WIDEST: Final = 1600  # pixels a side; a poster is drawn smaller
_MOST_PAGES: Final = 80  # drawn; a report has three to ten
_SECONDS: Final = 30.0  # after which no further page is drawn; one takes a tenth of a second
_WHITE: Final = 0xFFFFFFFF
# Colours are rounded to 16 steps, which halves the size of a page and is not seen.
_ROUNDED: Final = bytes(min((value + 8) // 17 * 17, 255) for value in range(256))


class Drawn(Struct, frozen=True):
    """One page: its size in points and its picture."""

    page: int
    width: float
    height: float
    png: bytes


def drawn_pages(document: bytes, turned: Mapping[int, int]) -> Iterator[Drawn]:
    """The first pages of a PDF, as many as half a minute allows, each turned by so many quarters, counter-clockwise.

    From one that cannot be drawn on there is none, nor of a file that does not open.
    """
    import pypdfium2.raw as pdfium  # late: who shows pictures that are drawn already does without

    deadline = monotonic() + _SECONDS
    pdfium.FPDF_InitLibrary()
    handle = pdfium.FPDF_LoadMemDocument64(document, len(document), None)
    if not handle:
        return
    try:
        for index in range(min(pdfium.FPDF_GetPageCount(handle), _MOST_PAGES)):
            page = pdfium.FPDF_LoadPage(handle, index)
            if not page or monotonic() > deadline:
                break
            try:
                yield _drawn(page, index + 1, turned.get(index + 1, 0))
            finally:
                pdfium.FPDF_ClosePage(page)
    finally:
        pdfium.FPDF_CloseDocument(handle)


def _drawn(page: pdfium.FPDF_PAGE, number: int, turned: int) -> Drawn:
    import pypdfium2.raw as pdfium  # late, as above

    points = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if turned % 2:
        points = points[::-1]
    scale = min(_SCALE, _WIDEST / max(*points, 1))
    width, height = (max(round(side * scale), 1) for side in points)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGR, None, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
        clockwise = -turned % 4
        pdfium.FPDF_RenderPageBitmap(
            bitmap, page, 0, 0, width, height, clockwise, pdfium.FPDF_ANNOT
        )
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return Drawn(number, *points, png_of(pixels, width, height, stride))


def png_of(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """A PNG of rows of blue, green and red bytes, each row `stride` bytes long."""
    rows = [pixels[y * stride : y * stride + 3 * width].translate(_ROUNDED) for y in range(height)]
    if all(row[0::3] == row[1::3] == row[2::3] for row in rows):
        return _packed([row[0::3] for row in rows], width, grey=True)
    return _packed([_red_first(row) for row in rows], width, grey=False)


def grey_png(rows: Sequence[bytes], width: int) -> bytes:
    """A PNG of rows of grey bytes."""
    return _packed([row.translate(_ROUNDED) for row in rows], width, grey=True)


def _red_first(row: bytes) -> bytes:
    turned = bytearray(row)
    turned[0::3], turned[2::3] = row[2::3], row[0::3]
    return bytes(turned)


def _packed(rows: Sequence[bytes], width: int, *, grey: bool) -> bytes:
    """Rows of grey bytes, two pixels a byte in the file; or of three bytes a pixel."""
    lines = [_nibbles(row) for row in rows] if grey else rows
    header = struct.pack(">IIBBBBB", width, len(rows), 4 if grey else 8, 0 if grey else 2, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + line for line in lines), 9)
    chunks = (b"IHDR", header), (b"IDAT", data), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _nibbles(row: bytes) -> bytes:
    """Grey values of 16 steps, two in a byte."""
    even = row + b"\xff" if len(row) % 2 else row
    high, low = (int.from_bytes(even[i::2], "big") for i in (0, 1))
    size = len(even) // 2
    mask = int.from_bytes(b"\xf0" * size, "big")
    return ((high & mask) | ((low & mask) >> 4)).to_bytes(size, "big")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )
