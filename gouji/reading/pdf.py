"""PDF with a text layer → paragraphs and grids: ruling lines make the cells, centre points put the characters in.

On pdfium's raw functions: its higher layers, and other libraries, join neighbouring cells.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, Final

import pypdfium2.raw as pdfium

from gouji.reading import limits
from gouji.reading.document import Block, Document, Grid, GridCell, Paragraph
from gouji.reading.ruled import Glyph, Lattice, Line, Segment, page_tables, text_lines
from gouji.reading.values import looks_like_value
from gouji.reading.vocabulary import roles_of
from gouji.report import ScannedReport, UnreadableReport

_DAMAGED: Final = "PDF 文件已损坏，打不开，请重新导出后报送，或报送 Word 文档（.docx）。"
_ENCRYPTED: Final = "PDF 文件设有密码，无法打开，请取消密码后重新报送。"
SCANNED: Final = (
    "这份 PDF 是扫描件，没有可读的文字，请报送可编辑的 Word 文档（.docx）或带文字的 PDF。"
)
_PASSWORD: Final = 4  # FPDF_ERR_PASSWORD
_THIN: Final = 2.5  # points; a filled shape thinner than this is a line
_BOW: Final = 0.5  # points by which a straight line may lean
_PICTURE: Final = 0.1  # of a page; a larger image may show a table
_FULL: Final = 0.5  # of a page; a larger image under unseen text is a scan with its recognised text
_MARGIN: Final = (
    0.1  # of a page's height at top and bottom, where running heads and page numbers stand
)
_NEAR: Final = 4.0  # points by which a column may shift from one page to the next
_FORM_DEPTH: Final = 8
_INVISIBLE: Final = 3  # text render mode
_PAGE_NUMBER = re.compile(
    r"[-—–·\s]*(?:第?\s*\d{1,3}\s*页?(?:\s*[/，,共]+\s*\d{1,3}\s*页?)?)[-—–·\s]*"
)
_UNMAPPED: Final = "\ufffd"  # a glyph whose character the file does not tell: no part of any number

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Final[Matrix] = (1, 0, 0, 1, 0, 0)


@dataclass(slots=True)
class _Page:
    """What was found on one page, in points from its top left corner as shown."""

    number: int
    width: float
    height: float
    segments: list[Segment] = field(default_factory=list)
    glyphs: list[Glyph] = field(default_factory=list)
    picture: float = 0.0  # the largest image's share of the page
    has_unseen_text: bool = False


def read_pdf(document: bytes) -> Document:
    """Read a PDF. Raises ScannedReport where no page has text, UnreadableReport where it is damaged or encrypted."""
    pages = list(_pages(document))
    scanned = tuple(page.number for page in pages if page.picture > _PICTURE)
    if not any(page.glyphs for page in pages):
        raise ScannedReport(SCANNED)
    return Document(tuple(_blocks(pages)), pictured_pages=scanned)


# --- from pdfium ------------------------------------------------------------------------------


def _pages(document: bytes) -> Iterator[_Page]:
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
        glyphs = 0
        for index in range(count):
            limits.check_time()
            page = pdfium.FPDF_LoadPage(handle, index)
            if not page:
                raise UnreadableReport(_DAMAGED)
            try:
                found = _page(page, index + 1)
            finally:
                pdfium.FPDF_ClosePage(page)
            glyphs += len(found.glyphs)
            limits.check_cells(glyphs // 10)  # a cell of a report has some ten characters
            yield found
    finally:
        pdfium.FPDF_CloseDocument(handle)


def _page(handle: Any, number: int) -> _Page:  # noqa: ANN401 - ctypes handles have no types
    frame = _Frame(handle)
    page = _Page(number, frame.width, frame.height)
    for kind, thing, matrix in _objects(handle):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            page.segments += (frame.segment(*s) for s in _path(thing, matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            page.picture = max(page.picture, _area(thing, matrix) / (page.width * page.height))
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            unseen = pdfium.FPDFTextObj_GetTextRenderMode(thing) == _INVISIBLE
            page.has_unseen_text = page.has_unseen_text or unseen
    if not (page.has_unseen_text and page.picture > _FULL):
        page.glyphs = list(_glyphs(handle, frame))
    return page


class _Frame:
    """The page as it is shown: its crop box and rotation turn PDF's coordinates into ours."""

    def __init__(self, page: Any) -> None:  # noqa: ANN401 - a ctypes handle
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        boxes = (pdfium.FPDFPage_GetCropBox, pdfium.FPDFPage_GetMediaBox)
        edges = tuple(ctypes.byref(edge) for edge in (left, bottom, right, top))
        if not any(box(page, *edges) for box in boxes):
            right.value = pdfium.FPDF_GetPageWidthF(page)
            top.value = pdfium.FPDF_GetPageHeightF(page)
        self._left, self._bottom = left.value, bottom.value
        self._right, self._top = right.value, top.value
        self._rotation = pdfium.FPDFPage_GetRotation(page)
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

    def glyph(self, text: str, x0: float, y0: float, x1: float, y1: float) -> Glyph:
        """A character as it is shown."""
        (ax, ay), (bx, by) = self.point(x0, y0), self.point(x1, y1)
        return Glyph(text, min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _objects(page: Any) -> Iterator[tuple[int, Any, Matrix]]:  # noqa: ANN401 - ctypes handles
    """The page's objects with their kind and the matrix of the form that they stand in."""
    for i in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _object(pdfium.FPDFPage_GetObject(page, i), _IDENTITY, 0)


def _object(thing: Any, outer: Matrix, depth: int) -> Iterator[tuple[int, Any, Matrix]]:  # noqa: ANN401
    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield kind, thing, outer
    elif depth < _FORM_DEPTH:
        matrix = _times(_matrix(thing), outer)
        for i in range(max(pdfium.FPDFFormObj_CountObjects(thing), 0)):
            yield from _object(pdfium.FPDFFormObj_GetObject(thing, i), matrix, depth + 1)


def _matrix(thing: Any) -> Matrix:  # noqa: ANN401 - a ctypes handle
    m = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, m)
    return m.a, m.b, m.c, m.d, m.e, m.f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (
        *(a * p + b * r, a * q + b * s),
        *(c * p + d * r, c * q + d * s),
        *(e * p + f * r + t, e * q + f * s + u),
    )


def _apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _area(thing: Any, matrix: Matrix) -> float:  # noqa: ANN401 - a ctypes handle
    """The area of an image, which is the unit square under its matrix."""
    a, b, c, d, _, _ = _times(_matrix(thing), matrix)
    return abs(a * d - b * c)


def _path(thing: Any, outer: Matrix) -> Iterator[tuple[float, float, float, float]]:  # noqa: ANN401
    """The straight lines of a path: its strokes, and the middles of filled shapes that are thin."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
    if not (fill.value or stroke.value):
        return
    matrix = _times(_matrix(thing), outer)
    for outline in _outlines(thing, matrix):
        xs, ys = [x for x, _ in outline], [y for _, y in outline]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        if min(x1 - x0, y1 - y0) <= _THIN:
            middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
            yield (
                (x0, middle_y, x1, middle_y) if x1 - x0 >= y1 - y0 else (middle_x, y0, middle_x, y1)
            )
        elif stroke.value:
            for (ax, ay), (bx, by) in pairwise(outline):
                if min(abs(ax - bx), abs(ay - by)) <= _BOW:
                    yield ax, ay, bx, by


def _outlines(thing: Any, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:  # noqa: ANN401
    """Each continuous run of points of a path; curves go straight to their ends."""
    outline: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(max(pdfium.FPDFPath_CountSegments(thing), 0)):
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


def _glyphs(page: Any, frame: _Frame) -> Iterator[Glyph]:  # noqa: ANN401 - a ctypes handle
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return
    try:
        box = pdfium.FS_RECTF()
        for i in range(pdfium.FPDFText_CountChars(text)):
            code = pdfium.FPDFText_GetUnicode(text, i)
            if code <= 0x20 or pdfium.FPDFText_IsGenerated(text, i) == 1:
                continue
            if not pdfium.FPDFText_GetLooseCharBox(text, i, box):
                continue
            unmapped = 0xE000 <= code <= 0xF8FF or pdfium.FPDFText_HasUnicodeMapError(text, i) == 1
            shown = _UNMAPPED if unmapped else chr(code)
            yield frame.glyph(shown, box.left, box.bottom, box.right, box.top)
    finally:
        pdfium.FPDFText_ClosePage(text)


# --- to blocks --------------------------------------------------------------------------------


def _blocks(pages: Sequence[_Page]) -> Iterator[Block]:
    tables = 0
    paragraphs = _Paragraphs()
    laid_out = [_laid_out(page) for page in pages]
    running = _running(pages, [lines for _, lines in laid_out])
    waiting: Grid | None = (
        None  # a page's last table: its last row may go on at the next page's top
    )
    for page, (grids, lines) in zip(pages, laid_out, strict=True):
        paragraphs.turn_page(lines)
        for item in _in_order(page, grids, lines, running):
            if isinstance(item, Line):
                if waiting is not None:
                    yield waiting
                    waiting = None
                yield from paragraphs.add(item, page.number)
                continue
            yield from paragraphs.flush()
            tables += 1
            grid = replace(item, number=tables)
            if waiting is not None:
                waiting, grid = _mended(waiting, grid)
                yield waiting
            waiting = grid
    yield from paragraphs.flush()
    if waiting is not None:
        yield waiting


def _laid_out(page: _Page) -> tuple[list[tuple[Lattice, Grid]], list[Line]]:
    grids, outside = page_tables(page.segments, page.glyphs, page.number, 1)
    return grids, text_lines(outside)


def _in_order(
    page: _Page, grids: list[tuple[Lattice, Grid]], lines: list[Line], running: frozenset[str]
) -> list[Line | Grid]:
    placed: list[tuple[float, Line | Grid]] = [(table.box[1], grid) for table, grid in grids]
    placed += [(line.y0, line) for line in lines if not _is_furniture(line, page, running)]
    return [item for _, item in sorted(placed, key=lambda pair: pair[0])]


def _in_margin(line: Line, page: _Page) -> bool:
    return line.y1 < _MARGIN * page.height or line.y0 > (1 - _MARGIN) * page.height


def _is_furniture(line: Line, page: _Page, running: frozenset[str]) -> bool:
    """A page number, or a running head, in the margin."""
    if not _in_margin(line, page):
        return False
    return line.text in running or _PAGE_NUMBER.fullmatch(line.text) is not None


def _running(pages: Sequence[_Page], lines: Sequence[list[Line]]) -> frozenset[str]:
    """Lines that stand in the margin of several pages, and of most."""
    counts = Counter(
        text
        for page, of_page in zip(pages, lines, strict=True)
        for text in {line.text for line in of_page if _in_margin(line, page)}
    )
    least = max(len(pages) // 2, 2)
    return frozenset(text for text, count in counts.items() if count >= least)


class _Paragraphs:
    """Joins lines into paragraphs: a short line ends one, an indented line begins the next."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._page = 0
        self._left = self._right = 0.0

    def turn_page(self, lines: Sequence[Line]) -> None:
        """Take the margins of the page that begins."""
        self._left = min((line.x0 for line in lines), default=0.0)
        self._right = max((line.x1 for line in lines), default=0.0)

    def add(self, line: Line, page: int) -> Iterator[Paragraph]:
        """Take the next line; gives the paragraph that it ends."""
        size = line.y1 - line.y0
        if self._lines:
            last = self._lines[-1]
            short = last.x1 < self._right - 2 * size
            indented = line.x0 > self._left + size
            apart = line.y0 - last.y1 > 1.5 * size  # negative from one page to the next
            if short or indented or apart:
                yield from self.flush()
        if not self._lines:
            self._page = page
        self._lines.append(line)

    def flush(self) -> Iterator[Paragraph]:
        """The paragraph so far."""
        if self._lines:
            yield Paragraph("".join(line.text for line in self._lines), self._page)
            self._lines = []


def _mended(above: Grid, below: Grid) -> tuple[Grid, Grid]:
    """Two pages' tables; a row that the page break cut in two is put together again above."""
    whole = _whole_row(above.rows[-1], below.rows[0])
    if whole is None:
        return above, below
    return (
        replace(above, rows=(*above.rows[:-1], whole)),
        replace(below, rows=below.rows[1:]),
    )


def _whole_row(last: Sequence[GridCell], first: Sequence[GridCell]) -> tuple[GridCell, ...] | None:
    """The row whose halves these are; None where each is a row, or nothing shows that they are not."""
    whole = []
    rest = list(first)
    for cell in last:
        half = next((other for other in rest if _same_column(cell, other)), None)
        joined = _joined(cell, half) if half else cell
        if joined is None:
            return None
        whole.append(joined)
        rest = [other for other in rest if other is not half]
    # A group's cell goes on beside the row that was cut; anything else makes it another row.
    if any(cell.text for cell in rest) or not _names_row(whole):
        return None
    return None if _names_row(last) and _names_row(first) else tuple(whole)


def _same_column(one: GridCell, other: GridCell) -> bool:
    if one.box is None or other.box is None:
        return False
    return abs(one.box[0] - other.box[0]) <= _NEAR and abs(one.box[2] - other.box[2]) <= _NEAR


def _joined(above: GridCell, below: GridCell) -> GridCell | None:
    """Both halves of a cell; None where each half is a figure of its own."""
    if not below.text or not above.text:
        return replace(above, text=above.text or below.text)
    if looks_like_value(above.text) or looks_like_value(below.text):
        return None
    return replace(above, text=f"{above.text}\n{below.text}")


def _names_row(cells: Sequence[GridCell]) -> bool:
    return any(role.axis == "row" for cell in cells for role in roles_of(cell.text))
