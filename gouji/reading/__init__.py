"""Bytes of a file → a report as read: kind → paragraphs and grids → the form's tables → cells."""

from __future__ import annotations

from gouji.reading.cells import account_of, cells_of, forms_of
from gouji.reading.decoding import decode
from gouji.reading.document import Document
from gouji.reading.kinds import HEAD, kind_of, refusal
from gouji.reading.narrative import read_narrative
from gouji.reading.stream import with_flattened_tables
from gouji.reading.tables import find_tables
from gouji.report import Report, UnreadableReport

_NO_TABLE = (
    "文件里没有找到年度报告的统计表（表二、表三、表四），"
    "请确认报送的是政府信息公开工作年度报告，且表格是文字而不是图片。"
)


def read(document: bytes) -> Report:
    """Read a report from a file's bytes.

    Raises UnreadableReport, with one Chinese sentence for the sender, where the file is empty, of a kind
    that is not read, damaged, or holds no table of the form.
    """
    return read_blocks(to_blocks(document))


def to_blocks(document: bytes) -> Document:
    """Bytes → paragraphs and grids, by the reader for this kind of file."""
    # A file may begin with a page of blank lines: its kind shows behind them.
    head = document.lstrip()[:HEAD]
    if reason := refusal(head):
        raise UnreadableReport(reason)
    kind = kind_of(head)
    if kind == "zip":
        from gouji.reading.docx import read_docx

        return read_docx(document)
    if kind == "html":
        from gouji.reading.html import read_html

        return read_html(decode(document))
    from gouji.reading.text import read_text

    return read_text(decode(document))


def read_blocks(document: Document) -> Report:
    """Paragraphs and grids → the report. Raises UnreadableReport where no table of the form is found."""
    document = with_flattened_tables(document)
    found = find_tables(document)
    narrative = read_narrative([paragraph.text for paragraph in document.paragraphs])
    forms = forms_of(found, narrative.year)
    if not any(forms.values()):
        raise UnreadableReport(_NO_TABLE)
    cells = cells_of(found, forms, narrative.year)
    return Report(
        organ=narrative.organ,
        year=narrative.year,
        title=narrative.title,
        forms=forms,
        cells=cells,
        sections=narrative.sections,
        tables=account_of(cells, forms, narrative.year),
    )
