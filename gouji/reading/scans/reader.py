"""Scans and pictures → a report: straighten each page, find its rulings, recognise each cell alone.

It needs the extra `scan` (onnxruntime, numpy, Pillow and the models of rapidocr); nothing else of the room imports it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from msgspec.structs import replace

from gouji.reading import limits
from gouji.reading.document import Document
from gouji.reading.files.kinds import kind_of
from gouji.reading.formats.zipped import report_in
from gouji.reading.pages.glyphs import Glyph
from gouji.reading.pages.layout import Page, document_of
from gouji.reading.pages.rulings import RuledCell
from gouji.reading.read import read_blocks
from gouji.reading.scans.apart import pictures_apart
from gouji.reading.scans.direction import upright
from gouji.reading.scans.ink import Picture, boxes_of_text, faint, hidden, placeholder
from gouji.reading.scans.page import ScannedPage
from gouji.reading.scans.recogniser import Recogniser
from gouji.reading.words.values import looks_like_value
from gouji.report import Box, Key, Report, UnreadableReport

_OFD: Final = "这份 OFD 是扫描件，请导出为 PDF 后报送，或报送可编辑的 Word 文档（.docx）。"
_DIGITS = re.compile(r"[\d,.]+")
_PADDING: Final = 12.0  # points between a cell's borders and its text, both sides together
_DIGIT: Final = 0.9  # of a line's height; a digit's width and the space beside it
SECONDS: Final = 240.0  # for a whole scan; a page takes one to three


Look = Callable[[int, Picture], None]


def read_scan(document: bytes, *, file: str = "", key: Key | None = None) -> Report:
    """Read a report from pictures: a PDF without text, PNG, JPEG, TIFF. Every number carries the mark `recognised`.

    Raises UnreadableReport, with a sentence for the sender, where there is no table, or a limit is hit.
    """
    with limits.of_document(SECONDS):
        return read_blocks(to_blocks(document), file=file, key=key)


def to_blocks(document: bytes, look: Look | None = None) -> Document:
    """Pictures → paragraphs and grids. `look` is shown each page by number as the boxes of cells lie on it: level,
    upright, in grey. Raises as `read_scan` does.
    """
    limits.check_bytes(len(document))
    kind = kind_of(document)
    if kind == "zip":
        document = report_in(document)
        kind = kind_of(document)
    if kind == "ofd":
        raise UnreadableReport(_OFD)
    recogniser = Recogniser()
    pages = []
    for number, picture in enumerate(pictures_apart(document, kind), 1):
        limits.check_time()
        pages.append(_page(picture, number, recogniser, look))
    return document_of(pages, recognised=True)


def _page(picture: Picture, number: int, recogniser: Recogniser, look: Look | None = None) -> Page:
    scanned = upright(ScannedPage.of(picture), recogniser)
    if look:
        look(number, scanned.whole)
    picture = scanned.picture
    page = Page(number, picture.width * picture.point, picture.height * picture.point)
    page.segments = scanned.segments
    cells = scanned.lines_of_cells()
    lines = [line for of_cell in cells.values() for line in of_cell]
    outside = boxes_of_text(picture, None, around=[table.box for table in scanned.tables])
    read = recogniser.texts(picture, [*lines, *outside])
    texts = {
        box: Glyph(run.text, *box, doubtful=run.doubtful)
        for box, run in zip([*lines, *outside], read, strict=True)
    }
    page.glyphs = [texts[line] for line in outside]
    for cell, of_cell in cells.items():
        page.glyphs += _of_cell(picture, cell, [texts[line] for line in of_cell])
    return page


def _of_cell(picture: Picture, cell: RuledCell, lines: Sequence[Glyph]) -> list[Glyph]:
    """What stands in a cell; doubtful where it shows more than was read, so that it is neither blank nor certain."""
    lines = [_one_number(lines)] if _is_one_number(cell, lines) else lines
    if len(lines) == 1 and (shape := placeholder(picture, _box_of(lines[0]))):
        lines = [replace(lines[0], text=shape, doubtful=False)]
    found = [line for line in lines if line.text or line.doubtful]
    text = "".join(line.text for line in found)
    if not any(line.doubtful for line in found) and (not text or looks_like_value(text)):
        lacks = len(found) < len(lines) or hidden(picture, cell.box)
        if cell.row_span == 1 and (lacks or (not text and faint(picture, cell.box))):
            found.append(Glyph("", *cell.box, doubtful=True))
    return found


def _box_of(glyph: Glyph) -> Box:
    return glyph.x0, glyph.y0, glyph.x1, glyph.y1


def _is_one_number(cell: RuledCell, lines: Sequence[Glyph]) -> bool:
    """Whether a number was too long for its narrow column, so that it goes on below."""
    if len(lines) < 2 or cell.row_span > 1:
        return False
    if not all(_DIGITS.fullmatch(line.text) and not line.doubtful for line in lines):
        return False
    room = cell.box[2] - cell.box[0] - _PADDING
    # Figures are of one width, but a 1 shows less of it.
    pitch = max((line.x1 - line.x0) / len(line.text) for line in lines)
    return all(room - pitch * len(line.text) < _DIGIT * line.height for line in lines[:-1])


def _one_number(lines: Sequence[Glyph]) -> Glyph:
    box = (
        min(line.x0 for line in lines),
        min(line.y0 for line in lines),
        max(line.x1 for line in lines),
        max(line.y1 for line in lines),
    )
    return Glyph("".join(line.text for line in lines), *box)
