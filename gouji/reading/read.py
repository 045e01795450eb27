"""Bytes of a file → a report as read: kind → paragraphs and grids → the form's tables → cells."""

from __future__ import annotations

from typing import Final

from gouji.reading import limits
from gouji.reading.document import Document, Grid, without_page_edges
from gouji.reading.flattened.pasted import with_flattened_tables
from gouji.reading.headings import with_headings_in_grids
from gouji.reading.narrative import read_narrative
from gouji.reading.readers import reader_of
from gouji.reading.reports import named_by, reports_of
from gouji.reading.tables.cells import account_of, cells_of, forms_of
from gouji.reading.tables.texts import with_texts_of_grids
from gouji.reading.tables.units import with_units
from gouji.reading.tables.years import odd_years
from gouji.reading.words.characters import share_of_traditional
from gouji.report import Key, Report, ScannedReport, UnreadableReport

_NO_TABLE = (
    "文件里没有找到年度报告的统计表（表二、表三、表四），"
    "请确认报送的是政府信息公开工作年度报告，且表格是文字而不是图片。"
)
_PICTURED: Final = (
    "年度报告的统计表（表二、表三、表四）是图片，没有可读的文字，"
    "请报送表格为文字的 Word 文档（.docx）或 PDF。"
)
_SEVERAL: Final = "文件里有 {} 份年度报告，无法确定核对哪一份，请每份报告单独报送一个文件。"


def read(document: bytes, *, file: str = "", key: Key | None = None) -> Report:
    """Read a report from a file's bytes; its name and where it was handed in are further sources of organ and year.

    Raises UnreadableReport, with one Chinese sentence for the sender, where the file is empty, of a kind
    that is not read, damaged, encrypted, past a limit, or holds no table of the form; its subclass ScannedReport
    where the report is a picture.
    """
    with limits.of_document():
        return read_blocks(to_blocks(document), file=file, key=key)


def to_blocks(document: bytes) -> Document:
    """Bytes → paragraphs and grids, by the reader for this kind of file. Raises as `read` does."""
    limits.check_bytes(len(document))
    try:
        return reader_of(document)(document)
    except RecursionError as error:
        raise UnreadableReport(limits.TOO_DEEP) from error
    except MemoryError as error:
        raise UnreadableReport(limits.TOO_COMPLEX) from error


def as_read(document: Document) -> Document:
    """The paragraphs and grids from which a report is read: the grids have the numbers that places name."""
    return with_flattened_tables(without_page_edges(document))


def read_blocks(document: Document, *, file: str = "", key: Key | None = None) -> Report:
    """Paragraphs and grids → the report. Raises UnreadableReport where no table of the form is found."""
    revisions, comments = document.revisions, document.comments
    document = with_texts_of_grids(as_read(document))
    parts = reports_of(document)
    part = parts[0] if len(parts) == 1 else named_by(parts, key)
    if part is None:
        raise UnreadableReport(_SEVERAL.format(len(parts)))
    document, found = part.document, part.tables
    narrative = read_narrative(part.lines, file, document.name)
    forms = forms_of(found, narrative.year)
    if None in forms.values() and document.pictured_pages:
        raise ScannedReport(_PICTURED)
    if not any(forms.values()):
        raise UnreadableReport(_NO_TABLE)
    cells, stated = with_units(
        cells_of(found, forms, narrative.year, part.lines.squeezed), found, document
    )
    return Report(
        organ=narrative.organ,
        year=narrative.year,
        title=narrative.title,
        forms=forms,
        cells=cells,
        sections=narrative.sections,
        tables=account_of(found, cells, forms, narrative.year),
        namings=narrative.namings,
        period=narrative.period,
        signature=narrative.signature,
        date=narrative.date,
        recognised=document.recognised,
        reports=len(parts),
        lead=narrative.lead,
        headings=with_headings_in_grids(document, narrative.headings),
        traditional=share_of_traditional(_text(document)),
        stated_units=stated,
        odd_years=odd_years(found, document, narrative.year, cells),
        revisions=revisions,
        comments=comments,
    )


def _text(document: Document) -> str:
    """All of the document's text in one."""
    texts: list[str] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            texts += [cell.text for row in block.rows for cell in row]
        else:
            texts.append(block.text)
    return "".join(texts)
