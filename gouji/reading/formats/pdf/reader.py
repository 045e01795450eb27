"""PDF with a text layer → paragraphs and grids: ruling lines make the cells, centre points put the characters in.

On pdfium's raw functions: its higher layers, and other libraries, join neighbouring cells.
"""

from __future__ import annotations

import ctypes
import math
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import pypdfium2.raw as pdfium
from msgspec.structs import replace

from gouji.reading import limits
from gouji.reading.document import Document
from gouji.reading.formats.pdf.shown import Doubts, unseen
from gouji.reading.pages.glyphs import OBLIQUE, Glyph, is_figure
from gouji.reading.pages.layout import FULL, Page, document_of, quarters_of
from gouji.reading.pages.rulings import Segment
from gouji.report import Box, ScannedReport, UnreadableReport

_DAMAGED: Final = "PDF 文件已损坏，打不开，请重新导出后报送，或报送 Word 文档（.docx）。"
_ENCRYPTED: Final = "PDF 文件设有密码，无法打开，请取消密码后重新报送。"
SCANNED: Final = (
    "这份 PDF 是扫描件，没有可读的文字，请报送可编辑的 Word 文档（.docx）或带文字的 PDF。"
)
_PASSWORD: Final = 4  # FPDF_ERR_PASSWORD
_THIN: Final = 2.5  # points; a filled shape thinner than this is a line
_THICKEST: Final = 5.0  # points; of a line that is long
_LONG: Final = 3  # times as long as broad
_LARGEST: Final = 3  # times its font's size that a character's box may be
_BOW: Final = 0.5  # points by which a straight line may lean
_OFTEN: Final = 1024  # points or characters after which the time is looked at
_SOME: Final = 32  # objects after which it is
_FORM_DEPTH: Final = 8
_INVISIBLE: Final = 3  # text render mode
_TEXT_OF: Final = {pdfium.FPDF_ANNOT_WIDGET: b"V", pdfium.FPDF_ANNOT_FREETEXT: b"Contents"}
_STRIKING: Final = (pdfium.FPDF_ANNOT_STRIKEOUT, pdfium.FPDF_ANNOT_REDACT)
_UNSEEN: Final = 0x2 | 0x20  # hidden, not to be viewed (ISO 32000-1, 12.5.3)
_MOST_NOTES: Final = 5000
_LONGEST_NOTE: Final = 60  # characters; a figure is shorter
_UNMAPPED: Final = "□"  # shows where a glyph is whose character the file does not tell

Matrix = tuple[float, float, float, float, float, float]
Line = tuple[float, float, float, float]
_IDENTITY: Final[Matrix] = (1, 0, 0, 1, 0, 0)
_WRITTEN: Final = pdfium.FS_MATRIX()  # where pdfium, one call at a time, writes


def read_pdf(document: bytes) -> Document:
    """Read a PDF. Raises ScannedReport where no page has text, UnreadableReport where it is damaged or encrypted."""
    pages = list(_pages(document))
    if not any(page.glyphs for page in pages):
        raise ScannedReport(SCANNED)
    return document_of(pages)


def _pages(document: bytes) -> Iterator[Page]:
    pdfium.FPDF_InitLibrary()
    handle = pdfium.FPDF_LoadMemDocument64(document, len(document), None)
    if not handle:
        locked = pdfium.FPDF_GetLastError() == _PASSWORD
        raise UnreadableReport(_ENCRYPTED if locked else _DAMAGED)
    try:
        count = pdfium.FPDF_GetPageCount(handle)
        limits.check_pages(count)
        if not count:
            raise UnreadableReport(_DAMAGED)
        glyphs = segments = 0
        for index in range(count):
            limits.check_time()
            page = pdfium.FPDF_LoadPage(handle, index)
            if not page:
                raise UnreadableReport(_DAMAGED)
            try:
                found = _page(page, index + 1)
            finally:
                pdfium.FPDF_ClosePage(page)
            glyphs, segments = glyphs + len(found.glyphs), segments + len(found.segments)
            limits.check_drawing(glyphs, segments)
            yield found
    finally:
        pdfium.FPDF_CloseDocument(handle)


def _page(handle: pdfium.FPDF_PAGE, number: int) -> Page:
    frame = _Frame(handle)
    page = Page(number, frame.width, frame.height)
    doubts = Doubts()
    for i, (kind, thing, matrix) in enumerate(_objects(handle)):
        if not i % _SOME:
            limits.check_time()
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            mode = pdfium.FPDFTextObj_GetTextRenderMode(thing)
            page.has_unseen_text = page.has_unseen_text or mode == _INVISIBLE
            doubts.text(thing, mode, in_form=matrix is not _IDENTITY)
            frame.is_turned = frame.is_turned or not _is_upright(thing, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            _take_path(page, frame, doubts, thing, matrix)
            limits.check_drawing(0, len(page.segments))
        else:
            _take_picture(page, frame, doubts, thing, matrix)
    if not (page.has_unseen_text and page.picture > FULL):
        doubts.notes(handle)
        page.glyphs = _shown(handle, frame, page, doubts)
    page.glyphs += _filled_in(handle, frame)
    if all(_is_on(page, glyph) for glyph in page.glyphs):
        page.segments = list(_on_page(page))
    return page


def _is_on(page: Page, glyph: Glyph) -> bool:
    x, y = glyph.centre
    return 0 <= x <= page.width and 0 <= y <= page.height


def _on_page(page: Page) -> Iterator[Segment]:
    """The lines as far as they lie on the page: some programs draw all of a table on each of its pages.

    Where text lies off the page, too, it is not known what is cut off.
    """
    for s in page.segments:
        x0, x1 = (min(max(x, 0.0), page.width) for x in (s.x0, s.x1))
        y0, y1 = (min(max(y, 0.0), page.height) for y in (s.y0, s.y1))
        if (x0, y0) != (x1, y1):
            yield Segment(x0, y0, x1, y1)


def _shown(handle: pdfium.FPDF_PAGE, frame: _Frame, page: Page, doubts: Doubts) -> list[Glyph]:
    """The page's characters; figures that are not seen are doubtful, and under a whole page's picture none is there."""
    glyphs = list(_glyphs(handle, frame))
    size = page.width, page.height
    hidden = unseen(handle, doubts.texts, glyphs, size) if doubts.any and glyphs else set()
    if hidden and page.picture > FULL:
        return []
    struck = _struck(handle, frame)
    return [
        replace(glyph, doubtful=True)
        if i in hidden or (is_figure(glyph) and _is_lost(glyph, page, struck))
        else glyph
        for i, glyph in enumerate(glyphs)
    ]


def _is_lost(glyph: Glyph, page: Page, struck: Sequence[Box]) -> bool:
    """Whether it stands off the page, or under a note that strikes it out."""
    x, y = glyph.centre
    return not _is_on(page, glyph) or any(
        x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in struck
    )


def _take_path(
    page: Page, frame: _Frame, doubts: Doubts, thing: pdfium.FPDF_PAGEOBJECT, outer: Matrix
) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
    if not (fill.value or stroke.value):
        return
    covers = False
    for outline in _outlines(thing, _times(_matrix(thing), outer)):
        thin = _thin(outline)
        if thin:
            page.segments.append(frame.segment(*thin))
            continue
        covers = covers or bool(fill.value)
        if stroke.value:
            page.segments += (frame.segment(*s) for s in _straight(outline))
    if covers:
        doubts.area(thing)


def _take_picture(
    page: Page, frame: _Frame, doubts: Doubts, thing: pdfium.FPDF_PAGEOBJECT, outer: Matrix
) -> None:
    """An image, which is the unit square under its matrix; a thin one is a line. A shading has no known size."""
    m = _times(_matrix(thing), outer)
    corners = [_apply(m, x, y) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))]
    if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_IMAGE:
        doubts.picture()
    elif thin := _thin(corners):
        page.segments.append(frame.segment(*thin))
    else:
        doubts.picture()
        area = abs(m[0] * m[3] - m[1] * m[2])
        page.picture = max(page.picture, area / (page.width * page.height))


def _is_upright(thing: pdfium.FPDF_PAGEOBJECT, outer: Matrix) -> bool:
    a, b, c, d, _, _ = _times(_matrix(thing), outer)
    return quarters_of(a, b, c, d) == 0


def _filled_in(page: pdfium.FPDF_PAGE, frame: _Frame) -> Iterator[Glyph]:
    """What is typed into form fields and laid over the page as notes. How it is shown is not seen: it is doubtful."""
    for kind, note, box in _notes(page):
        if key := _TEXT_OF.get(kind):
            text = _string(note, key).strip()
            if text:
                yield Glyph(text, *frame.box(*box), doubtful=True)


def _struck(page: pdfium.FPDF_PAGE, frame: _Frame) -> list[Box]:
    """Where notes say that the text below them does not count."""
    return [frame.box(*box) for kind, _, box in _notes(page) if kind in _STRIKING]


def _notes(page: pdfium.FPDF_PAGE) -> Iterator[tuple[int, pdfium.FPDF_ANNOTATION, Line]]:
    """The notes that are shown, with their kinds and boxes."""
    for i in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_NOTES)):
        note = pdfium.FPDFPage_GetAnnot(page, i)
        box = pdfium.FS_RECTF()
        shown = not pdfium.FPDFAnnot_GetFlags(note) & _UNSEEN
        if shown and pdfium.FPDFAnnot_GetRect(note, box):
            kind = pdfium.FPDFAnnot_GetSubtype(note)
            yield kind, note, (box.left, box.bottom, box.right, box.top)
        pdfium.FPDFPage_CloseAnnot(note)


def _string(note: pdfium.FPDF_ANNOTATION, key: bytes) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(note, key, None, 0)
    buffer = ctypes.create_string_buffer(size)
    place = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
    pdfium.FPDFAnnot_GetStringValue(note, key, place, size)
    return buffer.raw.decode("utf-16-le", errors="replace").rstrip("\x00")[:_LONGEST_NOTE]


class _Frame:
    """The page as it is shown: its crop box and rotation turn PDF's coordinates into ours."""

    def __init__(self, page: pdfium.FPDF_PAGE) -> None:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        boxes = (pdfium.FPDFPage_GetCropBox, pdfium.FPDFPage_GetMediaBox)
        edges = tuple(ctypes.byref(edge) for edge in (left, bottom, right, top))
        if not any(box(page, *edges) for box in boxes):
            right.value = pdfium.FPDF_GetPageWidthF(page)
            top.value = pdfium.FPDF_GetPageHeightF(page)
        self._left, self._bottom = left.value, bottom.value
        self._right, self._top = right.value, top.value
        self._rotation = pdfium.FPDFPage_GetRotation(page)
        self.is_turned = False  # whether some of its text is not upright in PDF's coordinates
        width, height = max(self._right - self._left, 1), max(self._top - self._bottom, 1)
        self.width, self.height = (height, width) if self._rotation % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page is shown."""
        if self._rotation == 1:
            return y - self._bottom, x - self._left
        if self._rotation == 2:
            return self._right - x, y - self._bottom
        if self._rotation == 3:
            return self._top - y, self._right - x
        return x - self._left, self._top - y

    def segment(self, x0: float, y0: float, x1: float, y1: float) -> Segment:
        """A line as it is shown."""
        return Segment(*self.point(x0, y0), *self.point(x1, y1))

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A box as it is shown."""
        if self._rotation:
            (x0, y0), (x1, y1) = self.point(x0, y0), self.point(x1, y1)
        else:
            x0, y0, x1, y1 = x0 - self._left, self._top - y1, x1 - self._left, self._top - y0
        if x0 > x1:
            x0, x1 = x1, x0
        if y0 > y1:
            y0, y1 = y1, y0
        return x0, y0, x1, y1

    def turn(self, quarters: int) -> int:
        """How a character is turned that stands so on the page."""
        return quarters if quarters == OBLIQUE else (quarters + self._rotation) % 4


def _objects(page: pdfium.FPDF_PAGE) -> Iterator[tuple[int, pdfium.FPDF_PAGEOBJECT, Matrix]]:
    """The page's objects with their kind and the matrix of the form that they stand in."""
    for i in range(pdfium.FPDFPage_CountObjects(page)):
        thing = pdfium.FPDFPage_GetObject(page, i)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _object(thing, _IDENTITY, 0)
        else:
            yield kind, thing, _IDENTITY


def _object(
    thing: pdfium.FPDF_PAGEOBJECT, outer: Matrix, depth: int
) -> Iterator[tuple[int, pdfium.FPDF_PAGEOBJECT, Matrix]]:
    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield kind, thing, outer
    elif depth < _FORM_DEPTH:
        matrix = _times(_matrix(thing), outer)
        for i in range(max(pdfium.FPDFFormObj_CountObjects(thing), 0)):
            yield from _object(pdfium.FPDFFormObj_GetObject(thing, i), matrix, depth + 1)


def _matrix(thing: pdfium.FPDF_PAGEOBJECT) -> Matrix:
    m = _WRITTEN
    if not pdfium.FPDFPageObj_GetMatrix(thing, m):
        return 0, 0, 0, 0, 0, 0
    return m.a, m.b, m.c, m.d, m.e, m.f


def _times(one: Matrix, other: Matrix) -> Matrix:
    if other is _IDENTITY:
        return one
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (
        *(a * p + b * r, a * q + b * s),
        *(c * p + d * r, c * q + d * s),
        *(e * p + f * r + t, e * q + f * s + u),
    )


def _apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _thin(outline: Sequence[tuple[float, float]]) -> Line | None:
    """The middle of a shape that is no more than a line."""
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    breadth, length = sorted((x1 - x0, y1 - y0))
    if breadth > (_THIN if length < _LONG * breadth else _THICKEST):
        return None
    middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
    return (x0, middle_y, x1, middle_y) if x1 - x0 >= y1 - y0 else (middle_x, y0, middle_x, y1)


def _straight(outline: Sequence[tuple[float, float]]) -> Iterator[Line]:
    """The strokes of an outline that go across or down."""
    for (ax, ay), (bx, by) in pairwise(outline):
        if min(abs(ax - bx), abs(ay - by)) <= _BOW:
            yield ax, ay, bx, by


def _outlines(thing: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """Each continuous run of points of a path; curves go straight to their ends."""
    outline: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(max(pdfium.FPDFPath_CountSegments(thing), 0)):
        if not i % _OFTEN:
            limits.check_time()
        segment = pdfium.FPDFPath_GetPathSegment(thing, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            if len(outline) > 1:
                yield outline
            outline = []
        outline.append(_apply(matrix, x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            outline.append(outline[0])
    if len(outline) > 1:
        yield outline


def _is_unmapped(code: int) -> bool:
    """Private use, half of a pair, or beyond Unicode."""
    return 0xD800 <= code <= 0xF8FF or code > sys.maxunicode


def _quarters_of(text: pdfium.FPDF_TEXTPAGE, i: int) -> int:
    m = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text, i, m):
        return OBLIQUE
    way = -1 if pdfium.FPDFText_GetFontSize(text, i) < 0 else 1
    return quarters_of(way * m.a, way * m.b, way * m.c, way * m.d)


def _as_drawn(text: pdfium.FPDF_TEXTPAGE, i: int, edges: pdfium.FS_RECTF) -> Line:
    """A character's box. In vertical writing (Identity-V) pdfium may join a place to it where nothing is drawn."""
    box = edges.left, edges.bottom, edges.right, edges.top
    breadth, length = sorted((edges.right - edges.left, edges.top - edges.bottom))
    if length <= _LARGEST * breadth:
        return box
    size = _size_of(text, i)
    if length <= _LARGEST * size:
        return box
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not pdfium.FPDFText_GetCharBox(text, i, left, right, bottom, top):
        return box
    return left.value, bottom.value, right.value, top.value


def _size_of(text: pdfium.FPDF_TEXTPAGE, i: int) -> float:
    """How large a character is set, in points on the page."""
    m = pdfium.FS_MATRIX()
    scale = math.hypot(m.a, m.b) if pdfium.FPDFText_GetMatrix(text, i, m) else 1.0
    size: float = pdfium.FPDFText_GetFontSize(text, i)
    return abs(size) * scale


def _glyphs(page: pdfium.FPDF_PAGE, frame: _Frame) -> Iterator[Glyph]:
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return
    try:
        count = pdfium.FPDFText_CountChars(text)
        limits.check_drawing(count, 0)
        yield from _told_glyphs(text, count, frame)
    finally:
        pdfium.FPDFText_ClosePage(text)


def _told_glyphs(text: pdfium.FPDF_TEXTPAGE, count: int, frame: _Frame) -> Iterator[Glyph]:
    code_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    is_untold = pdfium.FPDFText_HasUnicodeMapError
    edges = pdfium.FS_RECTF()
    written, upright = ctypes.byref(edges), frame.turn(0)
    for i in range(count):
        if not i % _OFTEN:
            limits.check_time()
        code = code_of(text, i)
        if code <= 0x20 or not box_of(text, i, written):  # what pdfium adds is blank as well
            continue
        box = frame.box(*_as_drawn(text, i, edges))
        turn = frame.turn(_quarters_of(text, i)) if frame.is_turned else upright
        unmapped = _is_unmapped(code) or is_untold(text, i) == 1
        yield Glyph(_UNMAPPED if unmapped else chr(code), *box, turn, unmapped)
