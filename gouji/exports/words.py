"""The totals of an office's year as a Word document: the tables merged as in the form, to be copied from there.

Written by hand (ECMA-376 part 1, WordprocessingML): headings, paragraphs and tables are all that is needed, and a
library for it brings lxml, five times what Query's layer holds beside it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final
from xml.sax.saxutils import escape

from gouji.exports.statutory import Filled, FilledTable
from gouji.form import layout
from gouji.form.layout import Box
from gouji.report import TableId
from gouji.text import printable
from gouji.wording.exported import notes_of, remarks, title
from gouji.wording.sentences import number

_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FONT: Final = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/>'
_PARTS: Final = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    ),
    "word/_rels/document.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "word/styles.xml": (
        f'<w:styles xmlns:w="{_WORD}"><w:docDefaults><w:rPrDefault><w:rPr>{_FONT}'
        '<w:sz w:val="21"/><w:lang w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "</w:style></w:styles>"
    ),
}
# A4 with margins of 2 cm, in twentieths of a point: what is left is as wide as the tables.
_WIDTH: Final = 9638
_SECTION: Final = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="720" '
    'w:footer="720" w:gutter="0"/></w:sectPr>'
)
# How wide the columns of a table are to each other; further ones are as the last.
_SHARES: Final[Mapping[TableId, tuple[int, ...]]] = {
    "t2": (4, 3),
    "t3": (5, 7, 22, 6),
    "t4": (1,),
}
_EDGES: Final = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS: Final = (
    '<w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar>'
)


def totals_docx(totals: Filled) -> bytes:
    """The document (.docx)."""
    body = "".join(_body(totals))
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}{_SECTION}</w:body></w:document>'
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in {**_PARTS, "word/document.xml": document}.items():
            # The time is ZIP's earliest: the same sums are the same bytes, whenever they are written.
            part = zipfile.ZipInfo(name)
            part.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(part, _DECLARATION + xml)
    return content.getvalue()


def _body(totals: Filled) -> Iterator[str]:
    heading = title(totals.summed)
    yield _paragraph(heading, alignment="center", size=32, bold=True)
    for table in totals.tables:
        yield _paragraph(table.heading, size=24, bold=True)
        yield _table(table)
        yield _paragraph("")
    for line in remarks(totals.summed):
        yield _paragraph(line)
    for table in totals.tables:
        for note in notes_of(table.table, table.totals):
            yield _paragraph(note)


def _table(filled: FilledTable) -> str:
    boxes = layout(filled.table)
    columns = max(box.column + box.width for box in boxes)
    widths = _widths(filled.table.id, columns)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(f"<w:tr>{row}</w:tr>" for row in _rows(filled, boxes, widths))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{_EDGES}</w:tblBorders><w:tblLayout w:type="fixed"/>{_MARGINS}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _widths(table: TableId, columns: int) -> list[int]:
    given = _SHARES[table]
    shares = [given[min(column, len(given) - 1)] for column in range(columns)]
    return [_WIDTH * share // sum(shares) for share in shares]


def _rows(filled: FilledTable, boxes: tuple[Box, ...], widths: list[int]) -> Iterator[str]:
    """Row by row the cells; a box that is higher than a row stands in each of its rows, below the first unseen."""
    body = {box.row for box in boxes if box.cell}
    for row in range(max(box.row + box.height for box in boxes)):
        own = [box for box in boxes if box.row <= row < box.row + box.height]
        yield "".join(
            _cell(filled, box, widths, is_first=box.row == row, is_label=box.row in body)
            for box in sorted(own, key=lambda box: box.column)
        )


def _cell(
    filled: FilledTable, box: Box, widths: list[int], *, is_first: bool, is_label: bool
) -> str:
    span = f'<w:gridSpan w:val="{box.width}"/>' if box.width > 1 else ""
    restart = ' w:val="restart"' if is_first else ""
    merge = f"<w:vMerge{restart}/>" if box.height > 1 else ""
    width = sum(widths[box.column : box.column + box.width])
    text = (_figure(filled, box) if box.cell else box.label) if is_first else ""
    alignment = "left" if is_label and not box.cell else "center"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}'
        f'<w:vAlign w:val="center"/></w:tcPr>{_paragraph(text, alignment=alignment, size=18)}</w:tc>'
    )


def _figure(filled: FilledTable, box: Box) -> str:
    """The number; an amount whose label has no unit with its own."""
    if box.cell is None or (value := filled.figure(box.cell)) is None:
        return ""
    is_in_label = filled.table.specs[box.cell].column.node.unit is not None
    unit = filled.totals[box.cell].unit
    return number(value) + (unit if unit and not is_in_label else "")


def _paragraph(text: str, *, alignment: str = "both", size: int = 21, bold: bool = False) -> str:
    """`size` in half points."""
    look = f'<w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/></w:rPr>'
    seen = escape(printable(text))
    run = f'<w:r>{look}<w:t xml:space="preserve">{seen}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:jc w:val="{alignment}"/></w:pPr>{run}</w:p>'
