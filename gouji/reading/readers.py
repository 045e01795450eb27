"""The kinds of file that are read, each with its reader: bytes → paragraphs and grids."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final, cast

from gouji.reading.document import Document
from gouji.reading.files.kinds import Kind, kind_of, refusal_of
from gouji.report import UnreadableReport

Reader = Callable[[bytes], Document]
# Each reader's module is imported when the first such file comes: cold starts stay short.
READERS: Final[Mapping[Kind, tuple[str, str]]] = {
    "text": ("gouji.reading.formats.markup", "read_text_bytes"),
    "html": ("gouji.reading.formats.web.reader", "read_html_bytes"),
    "mhtml": ("gouji.reading.formats.web.mhtml", "read_mhtml"),
    "docx": ("gouji.reading.formats.word.reader", "read_docx"),
    "doc": ("gouji.reading.formats.word.binary.reader", "read_doc"),
    "rtf": ("gouji.reading.formats.rtf.reader", "read_rtf"),
    "odt": ("gouji.reading.formats.opendocument.reader", "read_odt"),
    "ods": ("gouji.reading.formats.opendocument.reader", "read_ods"),
    "fodt": ("gouji.reading.formats.opendocument.reader", "read_flat_odt"),
    "fods": ("gouji.reading.formats.opendocument.reader", "read_flat_ods"),
    "sheet": ("gouji.reading.formats.spreadsheet.reader", "read_sheet"),
    "ofd": ("gouji.reading.formats.ofd", "read_ofd"),
    "pdf": ("gouji.reading.formats.pdf.apart", "read_pdf_apart"),
    "zip": ("gouji.reading.formats.zipped", "read_zip"),
    "image": ("gouji.reading.formats.picture", "read_picture"),
}


def reader_of(document: bytes) -> Reader:
    """The reader for this kind of file. UnreadableReport, with a sentence for the sender, where it is not read."""
    kind = kind_of(document)
    if reason := refusal_of(kind, document):
        raise UnreadableReport(reason)
    module, function = READERS[kind]
    return cast("Reader", getattr(import_module(module), function))
