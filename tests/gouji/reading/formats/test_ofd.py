"""OFD: what a reader sees of a page counts, wherever it is written."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from gouji.reading.formats.ofd import read_ofd
from gouji.report import UnreadableReport
from tests.gouji.reading import contents, hostile

_O = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_LINES = (
    '<ofd:PathObject Boundary="0 0 210 297"><ofd:AbbreviatedData>M 10 10 L 90 10 M 10 30 L 90 30 '
    "M 10 10 L 10 30 M 50 10 L 50 30 M 90 10 L 90 30</ofd:AbbreviatedData></ofd:PathObject>"
)


def text(figure: str, x: float, looks_so: str = "", inside: str = "", y: float = 20) -> str:
    return (
        f'<ofd:TextObject Boundary="{x} {y} 30 10" Size="4" {looks_so}>{inside}'
        f'<ofd:TextCode X="0" Y="4">{figure}</ofd:TextCode></ofd:TextObject>'
    )


def ofd(
    content: str, *, layer: str = "", resources: str = "", notes: str = "", template: str = ""
) -> bytes:
    """A page with this content, drawing parameters, notes and template."""
    page = f"<ofd:Content><ofd:Layer {layer}>{{}}</ofd:Layer></ofd:Content>"
    return hostile.packed(
        {
            "OFD.xml": f"<ofd:OFD {_O}><ofd:DocBody><ofd:DocRoot>D/D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "D/D.xml": f"<ofd:Document {_O}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
            "</ofd:PhysicalBox></ofd:PageArea><ofd:DocumentRes>R.xml</ofd:DocumentRes>"
            '<ofd:TemplatePage ID="8" BaseLoc="T.xml"/></ofd:CommonData>'
            '<ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages>'
            "<ofd:Annotations>A/A.xml</ofd:Annotations></ofd:Document>",
            "D/P.xml": f'<ofd:Page {_O}><ofd:Template TemplateID="8"/>{page.format(content)}</ofd:Page>',
            "D/T.xml": f"<ofd:Page {_O}>{page.format(template)}</ofd:Page>",
            "D/R.xml": f"<ofd:Res {_O}><ofd:DrawParams>{resources}</ofd:DrawParams></ofd:Res>",
            "D/A/A.xml": f'<ofd:Annotations {_O}><ofd:Page PageID="1"><ofd:FileLoc>N.xml</ofd:FileLoc></ofd:Page>'
            "</ofd:Annotations>",
            "D/A/N.xml": f"<ofd:PageAnnot {_O}>{notes}</ofd:PageAnnot>",
        }
    )


def seen(document: bytes) -> list[object]:
    """The first row: numbers, or marks."""
    return contents.figures(read_ofd(document))


_WHITE = '<ofd:FillColor Value="255 255 255"/>'
_UNSEEN = {
    "transparent": text("37", 60, 'Alpha="0"'),
    "transparent colour": text("37", 60, "", '<ofd:FillColor Value="0 0 0" Alpha="0"/>'),
    "white": text("37", 60, "", _WHITE),
    "white by its parameter": text("37", 60, 'DrawParam="3"'),
    "white by a parameter's parameter": text("37", 60, 'DrawParam="4"'),
    "neither filled nor stroked": text("37", 60, 'Fill="false"'),
    "covered": text("37", 60)
    + '<ofd:PathObject Boundary="55 15 30 12" Fill="true" Stroke="false"><ofd:AbbreviatedData>'
    "M 0 0 L 30 0 L 30 12 L 0 12 C</ofd:AbbreviatedData></ofd:PathObject>",
}
_PARAMETERS = f'<ofd:DrawParam ID="3">{_WHITE}</ofd:DrawParam><ofd:DrawParam ID="4" Relative="3"/>'


@pytest.mark.parametrize("drawn", _UNSEEN.values(), ids=list(_UNSEEN))
def test_figure_that_is_not_seen_is_no_number_and_no_blank(drawn: str) -> None:
    document = ofd(_LINES + text("12", 20) + drawn, resources=_PARAMETERS)
    assert seen(document) == [12, "unreadable"]


def test_colour_of_a_layer_holds_where_a_text_has_none() -> None:
    black = '<ofd:FillColor Value="0 0 0"/>'
    content = _LINES + text("12", 20, "", black) + text("37", 60)
    assert seen(ofd(content, layer='DrawParam="3"', resources=_PARAMETERS)) == [12, "unreadable"]


def test_parameters_that_build_on_each_other_in_a_circle_end() -> None:
    circle = '<ofd:DrawParam ID="3" Relative="4"/><ofd:DrawParam ID="4" Relative="3"/>'
    document = ofd(_LINES + text("12", 20, 'DrawParam="3"'), resources=circle)
    assert seen(document) == [12, "blank"]


def test_figure_that_is_not_visible_leaves_its_cell_blank() -> None:
    content = _LINES + text("12", 20) + text("37", 60, 'Visible="false"')
    assert seen(ofd(content)) == [12, "blank"]


@pytest.mark.parametrize(("shown", "mark"), [("true", "unreadable"), ("false", "blank")])
def test_figure_of_a_note_is_doubtful_where_it_is_shown(shown: str, mark: str) -> None:
    note = (
        f'<ofd:Annot Visible="{shown}"><ofd:Appearance Boundary="50 10 40 20">{text("37", 10, y=10)}'
        "</ofd:Appearance></ofd:Annot>"
    )
    assert seen(ofd(_LINES + text("12", 20), notes=note)) == [12, mark]


def test_rulings_of_a_template_hold_the_figures_of_a_page() -> None:
    assert seen(ofd(text("12", 20) + text("37", 60), template=_LINES)) == [12, 37]


def test_numbers_of_a_path_may_begin_with_their_point() -> None:
    lines = _LINES.replace('Boundary="0 0', 'Boundary="-.5 0').replace("M 50 10", "M +50. .1e2")
    lines = lines.replace("M 10 10 L 10 30", "M 10.5 .5 L 10.5 30")
    assert seen(ofd(lines + text("12", 20) + text("37", 60)))[-2:] == [12, 37]


def test_page_drawn_turned_is_read_as_it_is_meant() -> None:
    def point(x: float, y: float) -> str:
        return f"{100 - y} {x}"

    pairs = [((10, y), (90, y)) for y in (10, 30)] + [((x, 10), (x, 30)) for x in (10, 50, 90)]
    data = " ".join(f"M {point(*one)} L {point(*other)}" for one, other in pairs)
    lines = f"<ofd:PathObject><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    figures = "".join(
        f'<ofd:TextObject Boundary="{point(x, 24)} 9 9" Size="4" CTM="0 1 -1 0 0 0">'
        f'<ofd:TextCode X="0" Y="0">{figure}</ofd:TextCode></ofd:TextObject>'
        for figure, x in (("12", 20), ("37", 60))
    )
    assert seen(ofd(lines + figures)) == [12, 37]


def test_figure_that_stands_otherwise_than_the_page_is_doubtful() -> None:
    content = _LINES + text("label", 12) + text("37", 70, 'CTM="0 1 -1 0 0 0"')
    assert seen(ofd(content))[1] == "unreadable"


_CONTENT = _LINES + text("12", 20) + text("37", 60)


def _parts(document: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(document)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("http://www.ofdspec.org/2016", "http://www.ofdspec.org"),
        ("http://www.ofdspec.org/2016", "http://www.ofdspec.org/"),
        ("ofd:", ""),
        (' xmlns:ofd="http://www.ofdspec.org/2016"', ""),
        ("D/D.xml", "/D/D.xml"),
        ("D/D.xml", "./D/D.xml"),
        ("D/D.xml", r"D\D.xml"),
        ("D/D.xml", "d/d.XML"),
        ("P.xml", "p.XML"),
        ("<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>", ""),
        ("<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>", ""),
    ],
)
def test_what_older_writers_leave_out_or_name_otherwise_is_read(old: str, new: str) -> None:
    parts = _parts(ofd(_CONTENT))
    if not new:
        parts = {name: part.replace("ofd:", "") for name, part in parts.items()}
        old = old.replace("ofd:", "")
    assert not old or any(old in part for part in parts.values())
    written = {n: p.replace(old, new) if old else p for n, p in parts.items()}
    assert seen(hostile.packed(written)) == [12, 37]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("#000000", 37),
        ("#00 #00 #00", 37),
        ("#FFFFFF", "unreadable"),
        ("#ff #FF #ff", "unreadable"),
    ],
)
def test_colour_in_hexadecimal_digits_is_a_colour(value: str, expected: object) -> None:
    colour = f'<ofd:FillColor Value="{value}"/>'
    assert seen(ofd(_LINES + text("12", 20) + text("37", 60, "", colour))) == [12, expected]


def test_document_of_paths_alone_is_said_to_hold_no_text_and_not_to_be_damaged() -> None:
    with pytest.raises(UnreadableReport) as refusal:
        read_ofd(ofd(_LINES))
    assert "没有文字" in str(refusal.value)
    assert "损坏" not in str(refusal.value)
