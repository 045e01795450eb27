"""What a review left in a file is counted: tracked changes, and comments that are still open."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

import pytest

from gouji.reading.document import Document
from gouji.reading.formats.opendocument.reader import read_flat_odt, read_odt
from gouji.reading.formats.rtf.reader import read_rtf
from gouji.reading.formats.spreadsheet.reader import read_sheet
from gouji.reading.formats.word.binary.reader import read_doc
from gouji.reading.formats.word.reader import read_docx
from tests.gouji.reading.formats.word.binary.word97 import DELETED, Word97, p, sprm

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_OOXML = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LIST = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = " ".join(
    f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("office", "text", "table")
)


def _packed(parts: Mapping[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return packed.getvalue()


def _links(**targets: str) -> str:
    inner = "".join(
        f'<Relationship Id="{kind}" Type="{_OOXML}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{_LIST}">{inner}</Relationships>'


def docx(body: str, comments: str = "", threads: str = "") -> Document:
    """A document with these comments, of which `threads` says how they hang together."""
    parts = {
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
        "word/comments.xml": f'<w:comments xmlns:w="{_W}" xmlns:w14="{_W14}">{comments}</w:comments>',
        "word/commentsExtended.xml": f'<w15:commentsEx xmlns:w15="{_W15}">{threads}</w15:commentsEx>',
        "word/_rels/document.xml.rels": _links(
            comments="comments.xml", commentsExtended="commentsExtended.xml"
        ),
    }
    return read_docx(_packed(parts))


_REFERENCES = "".join(
    f'<w:p><w:r><w:t>5</w:t><w:commentReference w:id="{n}"/></w:r></w:p>' for n in (1, 2)
)
_COMMENTS = "".join(
    f'<w:comment w:id="{n}"><w:p w14:paraId="0{n}"><w:r><w:t>核实</w:t></w:r></w:p></w:comment>'
    for n in (1, 2, 3)  # the third stands nowhere in the text
)
_TEXT = "<w:r><w:t>收到申请5件。</w:t></w:r>"
_MOVED = f"<w:moveFrom>{_TEXT}</w:moveFrom>", f"<w:moveTo>{_TEXT}</w:moveTo>"


@pytest.mark.parametrize(
    ("document", "revisions"),
    [
        (lambda: docx(f"<w:p>{_TEXT}</w:p>"), 0),
        (lambda: docx(f"<w:p><w:ins>{_TEXT}</w:ins>{_TEXT}<w:del>{_TEXT}</w:del></w:p>"), 2),
        (lambda: docx(f"<w:p>{''.join(_MOVED)}</w:p>"), 1),
        (lambda: docx("<w:p><w:pPr><w:pPrChange><w:pPr/></w:pPrChange></w:pPr></w:p>"), 1),
        (lambda: read_rtf(rb"{\rtf1 a{\revised\revauth1 b}{\deleted c}\revised0 d\par}"), 2),
        (lambda: read_rtf(rb"{\rtf1\revisions\revbar1 a\par}"), 0),
        (lambda: read_doc(Word97([p("5", ("6", DELETED), ("7", sprm(0x0801)))]).document()), 2),
        (lambda: read_doc(Word97([p("5", ("7", sprm(0x0801, 0)))]).document()), 0),
    ],
)
def test_tracked_changes_are_counted(document: Callable[[], Document], revisions: int) -> None:
    found = document()
    assert (found.revisions, found.comments) == (revisions, 0)


@pytest.mark.parametrize(
    ("threads", "comments"),
    [
        ("", 2),
        ('<w15:commentEx w15:paraId="01" w15:done="0"/>', 2),
        ('<w15:commentEx w15:paraId="01" w15:done="1"/>', 1),
        ('<w15:commentEx w15:paraId="02" w15:paraIdParent="01" w15:done="0"/>', 1),
    ],
)
def test_comments_that_are_resolved_or_answers_or_nowhere_are_not_counted(
    threads: str, comments: int
) -> None:
    assert docx(_REFERENCES, _COMMENTS, threads).comments == comments


def test_comments_of_a_binary_document_are_counted() -> None:
    references = struct.pack("<3i", 0, 1, 2) + bytes(2 * 30)
    assert read_doc(Word97([p("56")], tables={4: references}).document()).comments == 2


def test_comments_of_rich_text_are_counted() -> None:
    comment = rb"{\*\atnid A}\chatn{\*\annotation{\*\atnref 1}\pard b}"
    assert read_rtf(rb"{\rtf1 a" + comment * 2 + rb"\par}").comments == 2


_CHANGED = (
    "<text:tracked-changes><text:changed-region/><text:changed-region/></text:tracked-changes>"
)
_NOTED = (
    "<text:p>5<office:annotation/><office:annotation xmlns:loext='urn:org:documentfoundation:names:"
    "experimental:office:xmlns:loext:1.0' loext:resolved='true'/></text:p>"
)


def test_changes_and_comments_of_open_document_texts_are_counted() -> None:
    content = f"<office:body><office:text>{_CHANGED}{_NOTED}</office:text></office:body>"
    packed = _packed(
        {
            "content.xml": f"<office:document-content {_NAMESPACES}>{content}</office:document-content>"
        }
    )
    flat = f"<office:document {_NAMESPACES}>{content}</office:document>".encode()
    for found in (read_odt(packed), read_flat_odt(flat)):
        assert (found.revisions, found.comments) == (2, 1)


@pytest.mark.parametrize(("done", "comments"), [("0", 2), ("1", 1)])
def test_comments_of_a_sheet_are_counted(done: str, comments: int) -> None:
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OOXML}"><sheets>'
        '<sheet name="1" r:id="worksheet"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _links(worksheet="worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData><row r="1">'
        '<c r="A1"><v>5</v></c></row></sheetData></worksheet>',
        "xl/worksheets/_rels/sheet1.xml.rels": _links(
            comments="../comments1.xml", threadedComment="../threadedComments/one.xml"
        ),
        "xl/comments1.xml": f'<comments xmlns="{_MAIN}"><commentList><comment ref="A1"/>'
        '<comment ref="B1"/></commentList></comments>',
        "xl/threadedComments/one.xml": f'<ThreadedComments xmlns="{_MAIN}">'
        f'<threadedComment ref="A1" done="{done}"/></ThreadedComments>',
    }
    assert read_sheet(_packed(parts)).comments == comments
