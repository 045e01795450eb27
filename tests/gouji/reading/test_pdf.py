"""PDF: what is laid over a page's own text is seen, too."""

from __future__ import annotations

from gouji.reading.document import Grid
from gouji.reading.pdf import read_pdf
from gouji.reading.values import parse_value

_LINES = b"20 20 m 180 20 l 20 60 m 180 60 l 20 20 m 20 60 l 100 20 m 100 60 l 180 20 m 180 60 l S"
_TEXT = b"BT /F1 12 Tf 30 35 Td (12) Tj ET"


def pdf(*notes: bytes) -> bytes:
    """A page with a table of two cells, the first of which holds 12, and annotations."""
    content = _LINES + b" " + _TEXT
    listed = b" ".join(b"%d 0 R" % (i + 6) for i in range(len(notes)))
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>/Annots[" + listed + b"]>>",
        b"<</Length %d>>stream\n" % len(content) + content + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *notes,
    )
    file, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(file))
        file += b"%d 0 obj\n" % number + part + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + table
    return file + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(parts) + 1,
        start,
    )


def cells(document: bytes) -> list[str]:
    (grid,) = (block for block in read_pdf(document).blocks if isinstance(block, Grid))
    return [cell.text for cell in grid.rows[0]]


def test_cells_of_a_page_are_its_own_text() -> None:
    assert cells(pdf()) == ["12", ""]


def test_figure_typed_into_a_form_field_or_a_note_is_no_blank() -> None:
    field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(37)/Rect[110 30 170 50]/F 4>>"
    note = b"<</Type/Annot/Subtype/FreeText/Contents(37)/Rect[110 30 170 50]/F 4>>"
    for laid_over in (field, note):
        first, second = cells(pdf(laid_over))
        assert first == "12"
        assert parse_value(second, "count")[:2] == (None, "unreadable")


def test_hidden_notes_and_empty_fields_leave_a_cell_blank() -> None:
    hidden = b"<</Type/Annot/Subtype/FreeText/Contents(37)/Rect[110 30 170 50]/F 2>>"
    empty = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[110 30 170 50]/F 4>>"
    assert cells(pdf(hidden, empty)) == ["12", ""]
