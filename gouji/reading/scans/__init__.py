"""Scans and pictures → a report: straighten each page, find its rulings, recognise each cell alone.

It needs the extra `scan` (onnxruntime, numpy, Pillow and the models of rapidocr); nothing else of the room imports it.
"""

from __future__ import annotations

from typing import Final

from gouji.reading import limits, read_blocks
from gouji.reading.kinds import kind_of
from gouji.reading.laid_out import Page, document_of
from gouji.reading.ruled import Glyph, lattices
from gouji.reading.scans.ink import Picture, boxes_of_text, inked, rulings, straightened
from gouji.reading.scans.pictures import pictures_of_file, pictures_of_pdf
from gouji.reading.scans.recogniser import Recogniser
from gouji.reading.zipped import report_in
from gouji.report import Key, Report, UnreadableReport

_OFD: Final = "这份 OFD 是扫描件，请导出为 PDF 后报送，或报送可编辑的 Word 文档（.docx）。"
_SECONDS: Final = 240.0  # for a whole scan; a page takes one to three


def read_scan(document: bytes, *, file: str = "", key: Key | None = None) -> Report:
    """Read a report from pictures: a PDF without text, PNG, JPEG, TIFF. Every number carries the mark `recognised`.

    Raises UnreadableReport, with a sentence for the sender, where there is no table, or a limit is hit.
    """
    limits.start(_SECONDS)
    limits.check_bytes(len(document))
    kind = kind_of(document)
    if kind == "zip":
        document = report_in(document)
        kind = kind_of(document)
    if kind == "ofd":
        raise UnreadableReport(_OFD)
    pictures = pictures_of_pdf if kind == "pdf" else pictures_of_file
    recogniser = Recogniser()
    pages = []
    for number, picture in enumerate(pictures(document), 1):
        limits.check_time()
        pages.append(_page(picture, number, recogniser))
    return read_blocks(document_of(pages, recognised=True), file=file, key=key)


def _page(picture: Picture, number: int, recogniser: Recogniser) -> Page:
    picture = straightened(picture)
    segments, without_lines = rulings(picture)
    page = Page(number, picture.width * picture.point, picture.height * picture.point)
    page.segments = segments
    tables = lattices(segments)
    boxes = [cell.box for table in tables for cell in table.cells]
    lines = [
        line
        for box in boxes
        if inked(without_lines, box)
        for line in boxes_of_text(without_lines, box)
    ]
    lines += boxes_of_text(without_lines, None, around=[table.box for table in tables])
    page.glyphs = [
        Glyph(text, *box)
        for box, text in zip(lines, recogniser.texts(without_lines, lines), strict=True)
        if text
    ]
    return page
