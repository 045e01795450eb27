"""PDF: what a reader sees of a page counts, however it is drawn."""

from __future__ import annotations

import pytest

from gouji.reading.formats.pdf.reader import read_pdf
from gouji.report import ScannedReport
from tests.gouji.reading import contents, hostile

_LINES = (
    b"20 20 m 180 20 l 20 60 m 180 60 l 20 20 m 20 60 l 100 20 m 100 60 l 180 20 m 180 60 l S\n"
)
_TEXT = b"BT /F1 12 Tf 30 35 Td (12) Tj ET\n"
_OTHER = b"BT /F1 12 Tf 120 35 Td (37) Tj ET\n"
_COVER = b"110 25 60 30 re f\n"
_IMAGE = (
    b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
    b"/Length 1>>stream\n\x80\nendstream"
)
_WHITE, _BLACK = b"1 g\n", b"0 g\n"


def pdf(
    *notes: bytes, content: bytes = _LINES + _TEXT, page: bytes = b"", root: bytes = b""
) -> bytes:
    """A page with a table of two cells, the first of which holds 12, and annotations."""
    listed = b" ".join(b"%d 0 R" % (i + 9) for i in range(len(notes)))
    form = b"q " + _OTHER + b"Q"
    return hostile.pdf(
        (
            b"<</Type/Catalog/Pages 2 0 R" + root + b">>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/Contents 4 0 R"
            b"/Resources<</Font<</F1 5 0 R>>/XObject<</Image 6 0 R/Form 7 0 R>>"
            b"/ExtGState<</None<</ca 0>>>>/Properties<</Layer 8 0 R>>>>"
            b"/Annots["
            + listed
            + b"]"
            + (page if b"/MediaBox" in page else b"/MediaBox[0 0 200 200]" + page)
            + b">>",
            b"<</Length %d>>stream\n" % len(content) + content + b"\nendstream",
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            _IMAGE,
            b"<</Type/XObject/Subtype/Form/BBox[0 0 200 200]/OC 8 0 R/Resources<</Font<</F1 5 0 R>>>>"
            b"/Length %d>>stream\n" % len(form) + form + b"\nendstream",
            b"<</Type/OCG/Name(Layer)>>",
            *notes,
        )
    )


_LAYER_OFF = b"/OCProperties<</OCGs[8 0 R]/D<</OFF[8 0 R]>>>>"


def seen(document: bytes) -> list[object]:
    """The first row: numbers, or marks."""
    return contents.figures(read_pdf(document))


def test_cells_of_a_page_are_its_own_text() -> None:
    assert seen(pdf()) == [12, "blank"]


def test_figure_typed_into_a_form_field_or_a_note_is_no_blank() -> None:
    field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(37)/Rect[110 30 170 50]/F 4>>"
    note = b"<</Type/Annot/Subtype/FreeText/Contents(37)/Rect[110 30 170 50]/F 4>>"
    for laid_over in (field, note):
        assert seen(pdf(laid_over)) == [12, "unreadable"]


def test_hidden_notes_and_empty_fields_leave_a_cell_blank() -> None:
    hidden = b"<</Type/Annot/Subtype/FreeText/Contents(37)/Rect[110 30 170 50]/F 2>>"
    empty = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[110 30 170 50]/F 4>>"
    assert seen(pdf(hidden, empty)) == [12, "blank"]


UNSEEN = {
    "white on white": _WHITE + _OTHER,
    "nearly white": b"1 1 0.97 rg\n" + _OTHER,
    "black on black": _COVER + _OTHER,
    "neither filled nor stroked": b"3 Tr\n" + _OTHER,
    "transparent": b"/None gs\n" + _OTHER,
    "clipped away": b"q 0 0 100 200 re W n\n" + _OTHER + b"Q",
    "covered by a shape": _OTHER + _WHITE + _COVER,
    "covered by a picture": _OTHER + b"q 60 0 0 30 110 25 cm /Image Do Q",
    "in a hidden layer": b"/OC /Layer BDC\n" + _OTHER + b"EMC",
    "in a form of a hidden layer": b"/Form Do",
}


@pytest.mark.parametrize("drawn", UNSEEN.values(), ids=list(UNSEEN))
def test_figure_that_is_not_seen_is_no_number_and_no_blank(drawn: bytes) -> None:
    document = pdf(content=_LINES + _TEXT + drawn, root=_LAYER_OFF)
    assert seen(document) == [12, "unreadable"]


def test_part_of_a_figure_that_is_not_seen_makes_it_doubtful() -> None:
    for hidden in (b"7", b".5"):
        figure = b"BT /F1 12 Tf 120 35 Td (3) Tj 1 g (" + hidden + b") Tj ET\n"
        assert seen(pdf(content=_LINES + _TEXT + figure)) == [12, "unreadable"]


def test_figure_outside_the_crop_box_is_not_seen() -> None:
    document = pdf(content=_LINES + _TEXT + _OTHER, page=b"/CropBox[0 0 110 200]")
    assert seen(document) == [12, "unreadable"]


def test_lines_off_the_page_are_no_rows_of_it() -> None:
    above = b"20 300 m 180 300 l 20 250 m 180 250 l 20 20 m 20 300 l 100 20 m 100 300 l 180 20 m 180 300 l S\n"
    assert seen(pdf(content=_LINES + above + _TEXT + _OTHER)) == ["blank", "blank", 12, 37]


def test_figure_covered_by_a_note_is_not_seen() -> None:
    square = (
        b"<</Type/Annot/Subtype/Square/Rect[110 25 170 55]/F 4/AP<</N 10 0 R>>>>",
        b"<</Type/XObject/Subtype/Form/BBox[110 25 170 55]/Length 23>>stream\n1 g 110 25 60 30 re f\n\nendstream",
    )
    assert seen(pdf(*square, content=_LINES + _TEXT + _OTHER)) == [12, "unreadable"]


@pytest.mark.parametrize("kind", [b"StrikeOut", b"Redact"])
def test_figure_struck_out_by_a_note_is_doubtful(kind: bytes) -> None:
    note = b"<</Type/Annot/Subtype/%s/Rect[110 25 170 55]/F 4>>" % kind
    assert seen(pdf(note, content=_LINES + _TEXT + _OTHER)) == [12, "unreadable"]


SEEN = {
    "its shadow printed below it": b"0.9 g\n"
    + _OTHER.replace(b"120 35", b"120.4 34.6")
    + _BLACK
    + _OTHER,
    "its shadow printed at its place": b"0.97 g\n" + _OTHER + _BLACK + _OTHER,
    "a white copy below it": _WHITE + _OTHER + _BLACK + _OTHER,
    "white on a dark shape": _COVER + _WHITE + _OTHER,
    "a light shape below it": b"0.9 g\n" + _COVER + _BLACK + _OTHER,
    "a picture below it": b"q 60 0 0 30 110 25 cm /Image Do Q\n" + _OTHER,
    "a clip around it": b"q 110 25 60 30 re W n\n" + _OTHER + b"Q",
    "stroked letters": b"1 Tr\n" + _OTHER,
    "a layer that is shown": b"/OC /Layer BDC\n" + _OTHER + b"EMC",
}


@pytest.mark.parametrize("drawn", SEEN.values(), ids=list(SEEN))
def test_figure_that_is_seen_is_read_whatever_lies_about_it(drawn: bytes) -> None:
    assert seen(pdf(content=_LINES + _TEXT + drawn)) == [12, 37]


def test_text_under_a_picture_of_the_whole_page_is_a_scan() -> None:
    with pytest.raises(ScannedReport):
        read_pdf(pdf(content=_LINES + _TEXT + b"q 200 0 0 200 0 0 cm /Image Do Q"))


QUARTERS = {
    "clockwise": b"0 -1 1 0 0 200 cm\n",
    "upside down": b"-1 0 0 -1 200 200 cm\n",
    "counter-clockwise": b"0 1 -1 0 200 0 cm\n",
}


@pytest.mark.parametrize("turn", QUARTERS.values(), ids=list(QUARTERS))
def test_page_drawn_turned_is_read_as_it_is_meant(turn: bytes) -> None:
    assert seen(pdf(content=turn + _LINES + _TEXT + _OTHER, page=b"/MediaBox[0 -50 200 250]")) == [
        12,
        37,
    ]


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_page_whose_text_lies_after_its_rotation_is_read_as_it_is_meant(rotation: int) -> None:
    content = _LINES + _TEXT + _OTHER
    assert seen(pdf(content=content, page=b"/Rotate %d/MediaBox[0 0 200 300]" % rotation)) == [
        12,
        37,
    ]


@pytest.mark.parametrize(
    "matrix", [b"0 1 -1 0 140 30", b"-1 0 0 1 140 35", b"-1 0 0 -1 140 45", b".7 .7 -.7 .7 130 30"]
)
def test_figure_that_stands_otherwise_than_the_page_is_doubtful(matrix: bytes) -> None:
    label = b"BT /F1 6 Tf 25 50 Td (label) Tj ET\n"
    other = b"BT /F1 12 Tf " + matrix + b" Tm (37) Tj ET\n"
    (row,) = contents.texts(read_pdf(pdf(content=_LINES + label + other)))
    assert row[0] == "label"
    assert "?" in row[1]


def test_flipped_coordinates_leave_text_upright() -> None:
    content = b"1 0 0 -1 0 200 cm\n" + _LINES + b"BT /F1 12 Tf 1 0 0 -1 30 45 Tm (12) Tj ET\n"
    assert seen(pdf(content=content)) == [12, "blank"]


def test_watermark_askew_leaves_figures_readable() -> None:
    mark = b"0.8 g BT /F1 12 Tf .7 .7 -.7 .7 120 30 Tm (draft) Tj ET 0 g\n"
    assert seen(pdf(content=_LINES + mark + _TEXT + _OTHER)) == [12, 37]


def test_pictures_as_thin_as_lines_are_rulings() -> None:
    image = b"q %d 0 0 %d %d %d cm /Image Do Q\n"
    across = b"".join(image % (160, 1, 20, y) for y in (20, 60))
    down = b"".join(image % (1, 40, x, 20) for x in (20, 100, 180))
    assert seen(pdf(content=across + down + _TEXT + _OTHER)) == [12, 37]


def test_thick_lines_are_rulings() -> None:
    across = b"20 18 160 4 re 20 58 160 4 re "
    down = b"18 20 4 40 re 98 20 4 40 re 178 20 4 40 re f\n"
    assert seen(pdf(content=across + down + _TEXT + _OTHER)) == [12, 37]


def test_running_text_says_where_it_is_doubtful() -> None:
    told = b"BT /F1 12 Tf 20 150 Td (1) Tj 1 g (2) Tj 0 g (3 4) Tj ET\n"
    assert contents.doubts(read_pdf(pdf(content=_LINES + _TEXT + told))) == [("123 4", ["2"])]


def _vertical(label: str, x: float) -> bytes:
    """The table, 37 in its second cell, its first cell labelled downwards in a font of vertical writing.

    The font's vertical origins lie far off, as some office programs write them; the text is moved to make up for it.
    """
    codes = b"".join(b"<%04X> <%04X>\n" % (i, ord(ch)) for i, ch in enumerate(label, 1))
    unicode = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange %d beginbfchar\n%sendbfchar endcmap end end"
    ) % (len(label), codes)
    shown = b"".join(b"%04X" % i for i in range(1, len(label) + 1))
    content = (
        b"20 20 m 280 20 l 20 90 m 280 90 l 20 20 m 20 90 l 100 20 m 100 90 l 280 20 m 280 90 l S\n"
        b"BT /F1 12 Tf 120 35 Td (37) Tj ET BT /F2 12 Tf 1 0 0 1 %g 85 Tm <%s> Tj ET"
    ) % (x + 16.6 * 12, shown)
    return hostile.pdf(
        (
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            (
                b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 300 200]"
                b"/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>"
            ),
            b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            (
                b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/Identity-V/DescendantFonts[7 0 R]"
                b"/ToUnicode 8 0 R>>"
            ),
            (
                b"<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/DW 1000/W2[1 9 -1000 16600 880]"
                b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 9 0 R>>"
            ),
            b"<</Length %d>>stream\n%s\nendstream" % (len(unicode), unicode),
            (
                b"<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[-8 -145 1000 859]/ItalicAngle 0"
                b"/Ascent 859/Descent -141/CapHeight 683/StemV 80>>"
            ),
        )
    )


@pytest.mark.parametrize("x", [30, 60, 85])
def test_label_in_vertical_writing_stands_where_it_is_drawn(x: float) -> None:
    (row,) = contents.texts(read_pdf(_vertical("行政复议", x)))
    assert row == ["行\n政\n复\n议", "37"]
