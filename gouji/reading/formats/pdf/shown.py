"""Which characters of a PDF's page are seen: white on white, clipped, covered, transparent or hidden ones are not.

Only a page on which something may hide text is looked at: drawn with its text and without, it
differs where text is seen.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

import pypdfium2.raw as pdfium

from gouji.reading import limits
from gouji.reading.pages.glyphs import Glyph, is_figure

_PLAIN_MODES: Final = (pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE)
_DARK: Final = 128  # of 255; lighter text may be lost on what it stands on
_LIGHT: Final = 160  # of 255; what is darker may swallow text
_CONTRAST: Final = 16  # of 255; less is not seen
_MOST_PIXELS: Final = 2_000_000
_PIXEL: Final = 4  # bytes
_LAYERED: Final = "OC"  # the mark of optional content (ISO 32000-1, 8.11.3.2)
_NAME: Final = 16  # bytes, enough to tell that mark
_SLACK: Final = 1.0  # points by which text may stand over its clip: side bearings, accents
_COLOUR: Final = tuple(
    ctypes.c_uint() for _ in range(4)
)  # where pdfium, one call at a time, writes
_PLACES: Final = tuple(map(ctypes.byref, _COLOUR))
_QUIET: Final = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_POPUP)


@dataclass(slots=True)
class Doubts:
    """Gathers, object by object in the order of drawing, whether anything may hide a page's text."""

    any: bool = False
    texts: list[pdfium.FPDF_PAGEOBJECT] = field(default_factory=list)

    def text(self, thing: pdfium.FPDF_PAGEOBJECT, mode: int, *, in_form: bool) -> None:
        """Take a text object; a form may belong to a layer, which pdfium does not tell."""
        self.texts.append(thing)
        self.any = self.any or in_form or mode not in _PLAIN_MODES or _may_be_lost(thing)

    def area(self, thing: pdfium.FPDF_PAGEOBJECT) -> None:
        """Take a filled shape that is no line."""
        self.any = self.any or bool(self.texts) or not _brightness(thing) >= _LIGHT

    def picture(self) -> None:
        """Take an image or a shading: its colours are not known."""
        self.any = True

    def notes(self, page: pdfium.FPDF_PAGE) -> None:
        """Take what is laid over the page."""
        for i in range(pdfium.FPDFPage_GetAnnotCount(page)):
            if self.any:
                return
            note = pdfium.FPDFPage_GetAnnot(page, i)
            self.any = pdfium.FPDFAnnot_GetSubtype(note) not in _QUIET
            pdfium.FPDFPage_CloseAnnot(note)


def _brightness(thing: pdfium.FPDF_PAGEOBJECT) -> float:
    """Of its filling, from 0 to 255; no number where it is a pattern."""
    if not pdfium.FPDFPageObj_GetFillColor(thing, *_PLACES):
        return float("nan")
    red, green, blue, _ = _COLOUR
    return 0.299 * red.value + 0.587 * green.value + 0.114 * blue.value


def _may_be_lost(thing: pdfium.FPDF_PAGEOBJECT) -> bool:
    return (
        not _brightness(thing) <= _DARK
        or bool(pdfium.FPDFPageObj_HasTransparency(thing))
        or _is_clipped(thing)
        or _is_layered(thing)
    )


def _is_layered(thing: pdfium.FPDF_PAGEOBJECT) -> bool:
    marks = pdfium.FPDFPageObj_CountMarks(thing)
    if marks <= 1 and (not marks or pdfium.FPDFPageObj_GetMarkedContentID(thing) >= 0):
        return False  # what a tagged document has everywhere
    return any(_name(pdfium.FPDFPageObj_GetMark(thing, i)) == _LAYERED for i in range(marks))


def _name(mark: pdfium.FPDF_PAGEOBJECTMARK) -> str:
    name, size = ctypes.create_string_buffer(_NAME), ctypes.c_ulong()
    place = ctypes.cast(name, ctypes.POINTER(pdfium.FPDF_WCHAR))
    if not pdfium.FPDFPageObjMark_GetName(mark, place, _NAME, size):
        return ""
    return name.raw[: size.value].decode("utf-16-le", "replace").rstrip("\x00")


def _is_clipped(thing: pdfium.FPDF_PAGEOBJECT) -> bool:
    """Whether a part of it may lie outside of its clip."""
    clip = pdfium.FPDFPageObj_GetClipPath(thing)
    paths = pdfium.FPDFClipPath_CountPaths(clip)
    if paths <= 0:
        return False
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    for path in range(paths):
        xs, ys = _extent(clip, path)
        if not (
            len(xs) == 2  # a rectangle's
            and xs[0] - _SLACK <= left.value
            and right.value <= xs[1] + _SLACK
            and ys[0] - _SLACK <= bottom.value
            and top.value <= ys[1] + _SLACK
        ):
            return True
    return False


def _extent(clip: pdfium.FPDF_CLIPPATH, path: int) -> tuple[list[float], list[float]]:
    """The different positions of a clip's corners; those of anything but a short path are none."""
    points = pdfium.FPDFClipPath_CountPathSegments(clip, path)
    xs, ys = set(), set()
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(points if points <= 6 else 0):
        segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        xs.add(x.value)
        ys.add(y.value)
    return sorted(xs), sorted(ys) if len(ys) == 2 else [0.0, 0.0]


def unseen(
    page: pdfium.FPDF_PAGE,
    texts: Iterable[pdfium.FPDF_PAGEOBJECT],
    glyphs: Sequence[Glyph],
    size: tuple[float, float],
) -> set[int]:
    """Indices of the figures that are not seen on a page of this size. The page is of no further use."""
    width, height = size
    scale = min(1.0, (_MOST_PIXELS / (width * height)) ** 0.5)
    shape = max(int(width * scale), 1), max(int(height * scale), 1)
    with _drawn(page, shape) as with_text:
        for thing in texts:
            pdfium.FPDFPageObj_SetIsActive(thing, False)
        with _drawn(page, shape) as without:
            return {
                i
                for i, glyph in enumerate(glyphs)
                if is_figure(glyph) and not _differ(with_text, without, glyph, scale, shape)
            }


@contextmanager
def _drawn(page: pdfium.FPDF_PAGE, shape: tuple[int, int]) -> Iterator[memoryview]:
    """The page's pixels, four bytes each."""
    bitmap = pdfium.FPDFBitmap_CreateEx(*shape, pdfium.FPDFBitmap_BGRx, None, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, *shape, 0xFFFFFFFF)
        _draw(bitmap, page, shape)
        bytes_of = ctypes.c_ubyte * (shape[0] * shape[1] * _PIXEL)
        start = pdfium.FPDFBitmap_GetBuffer(bitmap)
        yield memoryview(ctypes.cast(start, ctypes.POINTER(bytes_of)).contents).cast("B")
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def _draw(bitmap: pdfium.FPDF_BITMAP, page: pdfium.FPDF_PAGE, shape: tuple[int, int]) -> None:
    """Draw in steps, between which the time is looked at."""
    kind = type(pdfium.IFSDK_PAUSE().NeedToPauseNow)
    pause = pdfium.IFSDK_PAUSE(version=1, NeedToPauseNow=kind(lambda _: 1))
    try:
        state = pdfium.FPDF_RenderPageBitmap_Start(
            *(bitmap, page, 0, 0, *shape, 0, pdfium.FPDF_ANNOT), pause
        )
        while state == pdfium.FPDF_RENDER_TOBECONTINUED:
            limits.check_time()
            state = pdfium.FPDF_RenderPage_Continue(page, pause)
    finally:
        pdfium.FPDF_RenderPage_Close(page)


def _differ(
    one: memoryview, other: memoryview, glyph: Glyph, scale: float, shape: tuple[int, int]
) -> bool:
    """Whether two pictures differ where a character stands; the pixels that its neighbours share are left out."""
    width, height = shape
    x = int(glyph.centre[0] * scale)
    left = max(min(int(glyph.x0 * scale) + 1, x), 0)
    right = min(max(int(glyph.x1 * scale), x + 1), width)
    top, bottom = max(int(glyph.y0 * scale), 0), min(int(glyph.y1 * scale) + 1, height)
    for row in range(top, bottom):
        start, end = ((row * width + column) * _PIXEL for column in (left, right))
        here, there = bytes(one[start:end]), bytes(other[start:end])
        if here != there and any(abs(a - b) >= _CONTRAST for a, b in zip(here, there, strict=True)):
            return True
    return False
