"""Ways in which real reports come: plain text in four layouts, web pages, Word documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final, Literal

from samples.printed import Box, Grid


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of text and what it is in the document."""

    text: str
    role: Literal["title", "heading", "body", "signature"] = "body"


Content = Sequence[Paragraph | Grid]
NBSP: Final = "\u00a0"


def _plain(content: Content, table: Callable[[Grid], str], gap: str) -> str:
    blocks = (block.text if isinstance(block, Paragraph) else table(block) for block in content)
    return gap.join(blocks) + "\n"


def text_cell_a_line(content: Content) -> str:
    """Copied from a web page: a tab before each cell, a line for each, an empty line after a row."""

    def shown(box: Box, begins: bool) -> str:
        return "\t" + (NBSP if box.cell else "") + (box.text if begins else "")

    def table(grid: Grid) -> str:
        rows = ((shown(*pair) for pair in grid.line(r)) for r in range(len(grid.rows)))
        return "\n\n".join("\n".join(row) for row in rows) + "\n\n"

    return _plain(content, table, "\n")


def _spread(grid: Grid) -> list[list[str]]:
    """Every place of the table; a merged cell stands in its first and leaves the others empty."""
    return [
        [box.text if (box.row, box.column) == (r, c) else "" for c, box in enumerate(row)]
        for r, row in enumerate(grid.rows)
    ]


def text_tabs(content: Content) -> str:
    """Copied from a sheet: tabs between cells, merged cells padded."""
    return _plain(content, lambda grid: "\n".join(map("\t".join, _spread(grid))), "\n\n")


def text_pipes(content: Content) -> str:
    """Stripped of its tags: one cell and a pipe a line, the pipes of merged cells after the row."""

    def row(grid: Grid, index: int) -> str:
        boxes = [box for box, begins in grid.line(index) if begins]
        rest = "|" * (len(grid.rows[index]) - len(boxes))
        return "\n".join([f"{box.text} |" for box in boxes] + [rest] * bool(rest))

    return _plain(
        content, lambda grid: "\n".join(row(grid, r) for r in range(len(grid.rows))), "\n"
    )


def text_markdown(content: Content) -> str:
    """Markdown: a pipe before and after each cell, a ruling below the first row."""

    def table(grid: Grid) -> str:
        lines = ["| " + " | ".join(row) + " |" for row in _spread(grid)]
        return "\n".join([lines[0], "|" + " --- |" * len(grid.rows[0]), *lines[1:]])

    return _plain(content, table, "\n\n")


def html(content: Content) -> str:
    """The body of a web page, with colspan and rowspan."""
    tags = {"title": "h1", "heading": "h2", "body": "p", "signature": "p"}

    def cell(box: Box) -> str:
        spans = (("colspan", box.colspan), ("rowspan", box.rowspan))
        attributes = "".join(f' {name}="{n}"' for name, n in spans if n > 1)
        return f"<td{attributes}><p>{escape(box.text) or '&nbsp;'}</p></td>"

    def table(grid: Grid) -> str:
        rows = (
            "".join(cell(box) for box, begins in grid.line(r) if begins)
            for r in range(len(grid.rows))
        )
        return "<table>\n" + "".join(f"<tr>{row}</tr>\n" for row in rows) + "</table>"

    return "\n".join(
        table(block)
        if isinstance(block, Grid)
        else f"<{tags[block.role]}>{escape(block.text)}</{tags[block.role]}>"
        for block in content
    )


_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
)
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_MAIN_TYPE: Final = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CONTENT_TYPES: Final = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN_TYPE}"/></Types>'
)
_RELATIONS: Final = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>'
)


def docx(content: Content) -> bytes:
    """A Word document with gridSpan and vMerge.

    Written by hand and stored uncompressed, so that neither a library's nor zlib's version changes
    a byte.
    """
    body = "".join(
        _word_table(block) if isinstance(block, Grid) else _word_paragraph(block.text, block.role)
        for block in content
    )
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as package:
        for name, xml in parts.items():
            package.writestr(zipfile.ZipInfo(name), _DECLARATION + xml)
    return packed.getvalue()


def _word_paragraph(text: str, role: str = "body") -> str:
    alignment = {"title": "center", "signature": "right"}.get(role, "both")
    weight = "<w:rPr><w:b/></w:rPr>" if role in {"title", "heading"} else ""
    run = f'<w:r>{weight}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'
    return f'<w:p><w:pPr><w:jc w:val="{alignment}"/></w:pPr>{run if text else ""}</w:p>'


def _word_table(grid: Grid) -> str:
    columns = f'<w:gridCol w:w="{9000 // len(grid.rows[0])}"/>' * len(grid.rows[0])
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    rows = (
        "".join(_word_cell(box, begins) for box, begins in grid.line(r))
        for r in range(len(grid.rows))
    )
    return (
        f"<w:tbl><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>"
        + "".join(f"<w:tr>{row}</w:tr>" for row in rows)
        + "</w:tbl>"
    )


def _word_cell(box: Box, begins: bool) -> str:
    span = f'<w:gridSpan w:val="{box.colspan}"/>' if box.colspan > 1 else ""
    merge = ""
    if box.rowspan > 1:
        merge = '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
    text = box.text if begins else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{_word_paragraph(text)}</w:tc>"
