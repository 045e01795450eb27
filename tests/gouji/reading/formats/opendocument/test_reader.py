"""OpenDocument texts and sheets: what is shown in a cell is read, what is beside it or hidden is no figure of it."""

from __future__ import annotations

import io
import zipfile

import pytest

from gouji.reading.formats.opendocument.reader import (
    read_flat_ods,
    read_flat_odt,
    read_ods,
    read_odt,
)
from gouji.reading.read import read
from gouji.report import UnreadableReport
from tests.gouji.reading import hostile
from tests.gouji.reading.contents import cells, doubts, figures, lines, texts

_NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "style": "style",
        "fo": "xsl-fo-compatible",
    }.items()
)
_NOTE = "<text:note><text:note-body><text:p>5</text:p></text:note-body></text:note>"
_BOX = "<draw:frame><draw:text-box><text:p>5</text:p></draw:text-box></draw:frame>"


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("<text:p>37</text:p>", 37),
        ("<text:list><text:list-item><text:p>37</text:p></text:list-item></text:list>", 37),
        ("<text:p><text:a>37</text:a></text:p>", 37),
        ("<text:p><office:annotation><text:p>5</text:p></office:annotation></text:p>", "blank"),
        ("<text:p>37<office:annotation><text:p>5</text:p></office:annotation></text:p>", 37),
        (f"<text:p>37{_NOTE}</text:p>", 37),
        (f"<text:p>{_BOX}</text:p>", "unreadable"),
        (
            "<text:p><draw:custom-shape><text:p>5</text:p></draw:custom-shape></text:p>",
            "unreadable",
        ),
        ("<text:p><draw:frame><draw:image/></draw:frame></text:p>", "unreadable"),
        ("<text:p>37<draw:frame><draw:image/></draw:frame></text:p>", 37),
        ("<text:p><draw:control/></text:p>", "unreadable"),
    ],
)
def test_cell_is_read_without_what_stands_beside_its_text(content: str, shown: object) -> None:
    document = (
        f"<office:document {_NAMESPACES}><office:body><office:text><table:table><table:table-row>"
        f"<table:table-cell>{content}</table:table-cell>"
        "</table:table-row></table:table></office:text></office:body></office:document>"
    )
    assert figures(read_flat_odt(document.encode())) == [shown]


def _package(content: str, *, styles: str = "", named: str = "", sheet: bool = False) -> bytes:
    kind = "spreadsheet" if sheet else "text"
    parts = {
        "content.xml": f"<office:document-content {_NAMESPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:{kind}>{content}</office:{kind}>"
        "</office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {_NAMESPACES}><office:styles>{named}"
        "</office:styles></office:document-styles>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return packed.getvalue()


def _style(
    name: str, properties: str, *, family: str = "text", kind: str = "text", parent: str = ""
) -> str:
    above = f'style:parent-style-name="{parent}"' if parent else ""
    return (
        f'<style:style style:name="{name}" style:family="{family}" {above}>'
        f"<style:{kind}-properties {properties}/></style:style>"
    )


_SPAN = '<text:p>37<text:span text:style-name="S">9</text:span></text:p>'
_HIDDEN = 'text:display="none"'
_STRUCK = 'style:text-line-through-style="solid"'
_WHITE = 'fo:color="#FFFFFF"'
_SHADED = 'fo:background-color="#123456"'


def _table(*rows: str) -> str:
    return f"<table:table>{''.join(rows)}</table:table>"


def _row(*values: str, attributes: str = "") -> str:
    filled = "".join(
        value
        if value.startswith("<table")
        else f"<table:table-cell><text:p>{value}</text:p></table:table-cell>"
        for value in values
    )
    return f"<table:table-row {attributes}>{filled}</table:table-row>"


def _one(content: str, attributes: str = "") -> str:
    return _table(_row(f"<table:table-cell {attributes}>{content}</table:table-cell>"))


@pytest.mark.parametrize(
    ("styles", "shown"),
    [
        (_style("S", _HIDDEN), 37),
        (_style("S", 'text:display="true"'), 379),
        (_style("S", "", parent="N") + _style("N", _HIDDEN), 37),
        (_style("S", 'text:display="true"', parent="N") + _style("N", _HIDDEN), 379),
        (_style("S", _HIDDEN, family="paragraph"), 379),
        (_style("S", _STRUCK), "unreadable"),
        (_style("S", 'style:text-line-through-type="single"'), "unreadable"),
        (_style("S", 'style:text-line-through-style="none"'), 379),
        (_style("S", 'style:text-position="super 58%"'), "unreadable"),
        (_style("S", 'style:text-position="0% 100%"'), 379),
        (_style("S", _WHITE), "unreadable"),
        (_style("S", f"{_WHITE} {_SHADED}"), 379),
        (_style("S", "", parent="S"), 379),
    ],
)
@pytest.mark.parametrize("place", ["styles", "named"])
def test_styles_hide_and_doubt_wherever_they_are_kept(
    styles: str, shown: object, place: str
) -> None:
    kept = {"styles": "", "named": "", place: styles}
    document = _package(_one(_SPAN), styles=kept["styles"], named=kept["named"])
    assert figures(read_odt(document)) == [shown]


def test_style_of_a_paragraph_counts_where_that_of_the_text_says_nothing() -> None:
    span = '<text:p text:style-name="P">3<text:span text:style-name="S">7</text:span></text:p>'
    hidden = _style("P", _HIDDEN, family="paragraph")
    assert figures(read_odt(_package(_one(span), styles=hidden))) == ["blank"]
    shown = hidden + _style("S", 'text:display="true"')
    assert figures(read_odt(_package(_one(span), styles=shown))) == [7]
    struck = _style("P", _STRUCK, family="paragraph")
    assert figures(read_odt(_package(_one(span), styles=struck))) == ["unreadable"]


def test_white_figure_on_a_shaded_cell_is_seen() -> None:
    shaded = _style("C", _SHADED, family="table-cell", kind="table-cell")
    document = _package(_one(_SPAN, 'table:style-name="C"'), styles=_style("S", _WHITE) + shaded)
    assert figures(read_odt(document)) == [379]


@pytest.mark.parametrize(
    ("level", "shown"),
    [
        ('<text:list-level-style-number text:level="1" style:num-format="1"/>', "unreadable"),
        ('<text:list-level-style-number text:level="1" style:num-format=""/>', 37),
        ('<text:list-level-style-bullet text:level="1"/>', "unreadable"),
        ('<text:list-level-style-bullet text:level="2"/>', 37),
    ],
)
def test_number_that_a_list_gives_stands_beside_the_figure(level: str, shown: object) -> None:
    item = (
        '<text:list text:style-name="L"><text:list-item><text:p>37</text:p></text:list-item>'
        "</text:list>"
    )
    style = f'<text:list-style style:name="L">{level}</text:list-style>'
    assert figures(read_odt(_package(_one(item), named=style))) == [shown]


def test_hidden_sections_and_paragraphs_are_not_there() -> None:
    hidden = '<text:section text:display="none"><text:p>1</text:p></text:section>'
    marked = '<text:p>2<text:hidden-paragraph text:is-hidden="true"/></text:p>'
    cell = _one(f"{hidden}{marked}<text:p>3</text:p>")
    document = read_odt(_package(f"{hidden}{marked}<text:p>4</text:p>{cell}"))
    assert lines(document) == ["4"]
    assert texts(document) == [["3"]]


@pytest.mark.parametrize("visibility", ["collapse", "filter"])
def test_hidden_rows_and_columns_are_not_there(visibility: str) -> None:
    hidden = f'table:visibility="{visibility}"'
    columns = (
        "<table:table-column/>"
        f'<table:table-column {hidden} table:number-columns-repeated="2"/><table:table-column/>'
    )
    rows = (
        _row("1", "2", "3", "4"),
        _row("5", "6", "7", "8", attributes=hidden),
        _row("9", "10", "11", "12"),
    )
    document = read_ods(_package(_table(columns, *rows), sheet=True))
    assert texts(document) == [["1", "4"], ["9", "12"]]
    assert [(c.row, c.column) for c in cells(document)] == [(1, 1), (1, 4), (3, 1), (3, 4)]


def test_rows_of_a_closed_group_are_not_there() -> None:
    group = f'<table:table-row-group table:display="false">{_row("1")}</table:table-row-group>'
    assert texts(read_ods(_package(_table(group, _row("2")), sheet=True))) == [["2"]]


def test_merged_cell_that_begins_where_it_is_hidden_shows_where_it_is_seen() -> None:
    merged = (
        '<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2">'
        "<text:p>1</text:p></table:table-cell><table:covered-table-cell/>"
    )
    columns = '<table:table-column table:visibility="collapse"/><table:table-column/>'
    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    hidden = _row(merged, "2", attributes='table:visibility="collapse"')
    document = read_ods(_package(_table(columns, hidden, _row(covered, "3")), sheet=True))
    assert [(c.text, c.row, c.column, c.column_span) for c in cells(document)] == [
        ("1", 2, 2, 1),
        ("3", 2, 3, 1),
    ]


def test_cells_behind_many_repeated_ones_keep_their_place() -> None:
    empty = '<table:table-cell table:number-columns-repeated="100"/>'
    zeros = (
        '<table:table-cell table:number-columns-repeated="70"><text:p>0</text:p></table:table-cell>'
    )
    gap = _row("", attributes='table:number-rows-repeated="100"')
    document = read_ods(_package(_table(_row("1", empty, zeros), gap, _row("2")), sheet=True))
    found = [cell for cell in cells(document) if cell.text]
    assert [cell.column for cell in found[1:71]] == list(range(102, 172))
    assert (found[-1].text, found[-1].row) == ("2", 102)


def test_value_that_is_stored_without_its_text_is_not_blank() -> None:
    stored = '<table:table-cell office:value-type="float" office:value="37"/>'
    shown = stored.replace("/>", "><text:p>38</text:p></table:table-cell>")
    document = read_ods(_package(_table(_row(stored, shown)), sheet=True))
    assert figures(document) == ["unreadable", 38]


def test_struck_cell_of_a_sheet_is_doubtful() -> None:
    columns = '<table:table-column table:default-cell-style-name="C"/>'
    struck = _style("C", _STRUCK, family="table-cell")
    document = _package(_table(columns, _row("37", "38")), styles=struck, sheet=True)
    assert texts(read_ods(document)) == [["37?", "38"]]


def _flat_sheet(content: str, styles: str = "") -> bytes:
    return (
        f"<office:document {_NAMESPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{content}</office:spreadsheet></office:body></office:document>"
    ).encode()


def test_flat_sheet_is_read_as_a_packed_one_with_its_styles() -> None:
    struck = _style("C", _STRUCK, family="table-cell")
    hidden = _style("T", 'table:display="false"', family="table", kind="table")
    table = _table('<table:table-column table:default-cell-style-name="C"/>', _row("37", "38"))
    unseen = _table(_row("1")).replace("<table:table>", '<table:table table:style-name="T">')
    document = read_flat_ods(_flat_sheet(table + unseen, struck + hidden))
    assert document == read_ods(_package(table + unseen, styles=struck + hidden, sheet=True))
    assert texts(document) == [["37?", "38"]]


def test_figures_of_a_chart_in_a_flat_sheet_are_none_of_the_sheet() -> None:
    figures_of_chart = f"<office:chart><chart>{_table(_row('5', '6'))}</chart></office:chart>"
    chart = (
        "<table:shapes><draw:frame><draw:object><office:document><office:body>"
        f"{figures_of_chart}</office:body></office:document></draw:object></draw:frame></table:shapes>"
    )
    document = read_flat_ods(_flat_sheet(_table(chart, _row("37", "38"))))
    assert texts(document) == [["37", "38"]]
    assert [cell.row for cell in cells(document)] == [1, 1]


@pytest.mark.parametrize("shape", ["custom-shape", "text-box"])
def test_text_and_tables_in_a_shape_are_read_behind_its_paragraph(shape: str) -> None:
    cell = "<table:table-cell><text:p>37</text:p></table:table-cell>"
    table = f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
    document = read_flat_odt(
        f"<office:document {_NAMESPACES}><office:body><office:text>"
        f"<text:p>a<draw:{shape}><text:p>b</text:p>{table}</draw:{shape}></text:p>"
        "</office:text></office:body></office:document>".encode()
    )
    assert (lines(document), figures(document)) == (["a", "b"], [37])


def test_running_text_says_where_it_is_doubtful() -> None:
    struck = (
        "<style:style style:name='struck' style:family='text'>"
        "<style:text-properties style:text-line-through-style='solid'/></style:style>"
    )
    told = "<text:p>a <text:span text:style-name='struck'>9<text:s/>b</text:span> 3</text:p>"
    assert doubts(read_odt(_package(told, styles=struck))) == [("a 9 b 3", ["9 b"])]


@pytest.mark.parametrize("content", [b"\x8f\x02\x91", b"<office:document-content/>"])
def test_document_with_a_password_is_said_to_have_one(content: bytes) -> None:
    manifest = (
        '<manifest:manifest><manifest:file-entry manifest:full-path="content.xml">'
        "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    document = hostile.packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": manifest,
            "content.xml": content,
        }
    )
    with pytest.raises(UnreadableReport) as refusal:
        read(document)
    assert "密码" in str(refusal.value)


def _spanning_row(*cells: tuple[str, int, int]) -> str:
    """A row as pandoc writes it: what merged cells cover is left out."""
    spans = (
        f'<table:table-cell table:number-columns-spanned="{columns}" table:number-rows-spanned="{rows}">'
        f"<text:p>{text}</text:p></table:table-cell>"
        for text, columns, rows in cells
    )
    return f"<table:table-row>{''.join(spans)}</table:table-row>"


def test_cells_keep_their_columns_where_covered_ones_are_left_out() -> None:
    rows = (
        _spanning_row(("A", 2, 2), ("B", 1, 1), ("C", 1, 3)),
        _spanning_row(("D", 1, 1)),
        _spanning_row(("E", 1, 1), ("F", 2, 1)),
        _spanning_row(("G", 1, 1), ("H", 1, 1), ("I", 1, 1), ("J", 1, 1)),
    )
    table = f"<table:table>{''.join(rows)}</table:table>"
    document = read_flat_odt(
        f"<office:document {_NAMESPACES}><office:body><office:text>{table}</office:text>"
        "</office:body></office:document>".encode()
    )
    assert [(cell.text, cell.column, cell.column_span) for cell in cells(document)] == [
        *(("A", 1, 2), ("B", 3, 1), ("C", 4, 1), ("D", 3, 1), ("E", 1, 1), ("F", 2, 2)),
        *(("G", 1, 1), ("H", 2, 1), ("I", 3, 1), ("J", 4, 1)),
    ]
