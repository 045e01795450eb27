"""Spreadsheets: the figures that a reader sees on the sheet, not the values that lie behind."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import quoteattr

import pytest

from gouji.reading.document import Grid, GridCell
from gouji.reading.formats.spreadsheet.reader import blocks_of, read_sheet
from gouji.report import UnreadableReport
from tests.gouji.reading.contents import cells, figures, texts

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def _xlsx(
    rows: str, *, formats: tuple[str, ...] = (), head: str = "", tail: str = "", strings: str = ""
) -> bytes:
    """A workbook of one sheet.

    Style 1 is struck out, style 2 a date, styles 3 and on have the given formats; then come white, white on a
    fill, and a Chinese date.
    """
    codes = "".join(
        f'<numFmt numFmtId="{200 + i}" formatCode={quoteattr(code)}/>'
        for i, code in enumerate(formats)
    )
    own = "".join(f'<xf numFmtId="{200 + i}" fontId="0"/>' for i in range(len(formats)))
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>'
        '<sheet name="表" sheetId="1" r:id="s"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">'
        f'<Relationship Id="s" Type="{_LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="t" Type="{_LINKS}/styles" Target="styles.xml"/>'
        f'<Relationship Id="u" Type="{_LINKS}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        "</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><numFmts>{codes}</numFmts>'
        "<fonts><font/><font><strike/></font><font><color theme='0'/></font></fonts>"
        "<fills><fill><patternFill patternType='none'/></fill>"
        "<fill><patternFill patternType='solid'/></fill></fills>"
        '<cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1"/>'
        f'<xf numFmtId="14" fontId="0"/>{own}<xf fontId="2" fillId="0"/><xf fontId="2" fillId="1"/>'
        '<xf numFmtId="57"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}">{head}<sheetData>{rows}</sheetData>'
        f"{tail}</worksheet>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}">'
        f'<Relationship Id="w" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return packed.getvalue()


def _row(*values: str, number: int = 1, style: int = 0, attributes: str = "") -> str:
    filled = "".join(
        f'<c r="{chr(64 + i)}{number}" s="{style}"><v>{value}</v></c>'
        for i, value in enumerate(values, 1)
        if value
    )
    return f'<row r="{number}" {attributes}>{filled}</row>'


@pytest.mark.parametrize(
    ("code", "value", "figure"),
    [
        ('_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "0", "placeholder"),
        ("0", "0.5", 1),
        ("#,##0", "1234", 1234),
        ("0%", "0.5", "unreadable"),
        ('0"件"', "3", 3),
        ("[DBNum1]0", "3", "unreadable"),
        ("0;-0;;@", "0", "blank"),
        ("General", "3.0000000000000004", 3),
        ("yyyy/m/d", "44621", "unreadable"),
    ],
)
def test_number_is_read_as_it_is_shown(code: str, value: str, figure: object) -> None:
    document = read_sheet(_xlsx(_row("1", value, style=3), formats=(code,)))
    assert figures(document)[1:] == [figure]


def test_number_that_became_a_date_is_no_figure() -> None:
    assert figures(read_sheet(_xlsx(_row("44621", "44622", style=2)))) == ["unreadable"] * 2


def test_date_of_a_chinese_format_is_no_figure_and_is_told_as_a_date() -> None:
    assert texts(read_sheet(_xlsx(_row("1", "44621", style=5)))) == [["1899-12-31", "2022-03-01"]]


def test_white_figures_are_doubtful_where_nothing_lies_behind_them() -> None:
    assert texts(read_sheet(_xlsx(_row("37", "5", style=3)))) == [["37?", "5?"]]
    assert texts(read_sheet(_xlsx(_row("37", "5", style=4)))) == [["37", "5"]]


def test_cells_without_names_stand_behind_the_ones_before_them() -> None:
    rows = '<row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c r="B2"><v>5</v></c><c><v>6</v></c></row>'
    assert texts(read_sheet(_xlsx(rows))) == [["1", "", "3"], ["", "5", "6"]]


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A1"><v>1</v></c><c r="B1"/><c r="C1" s="3"/><c><v>4</v></c>',
        '<c r="A1"><v>1</v></c><c r="B1"/><c/><c r="D1"><v>4</v></c>',
        '<c r="A1"><v>1</v></c><c r="B1"/><c s="3"/><c\ns="3"><v>4</v></c>',
        '<c r="A1"><v>1</v></c><!-- <c r="B1"/> --><c r="D1"><v>4</v></c>',
        '<c r="A1" note=">"><v>1</v></c><c r="B1" note="/>"/><c r="D1" s="3"><v>4</v></c>',
    ],
)
def test_empty_cells_keep_the_others_in_their_places(cells: str) -> None:
    document = read_sheet(_xlsx(f'<row r="1">{cells}</row>', formats=("General",)))
    assert texts(document) == [["1", "", "", "4"]]


def test_text_that_looks_like_an_empty_cell_is_kept() -> None:
    shown = 'before <c r="B1"/> behind'
    cell = f'<c r="A1" t="inlineStr"><is><t><![CDATA[{shown}]]></t></is></c>'
    document = read_sheet(_xlsx(f'<row r="1">{cell}<c r="B1"><v>2</v></c></row>'))
    assert texts(document) == [[shown, "2"]]


def test_place_that_is_filled_twice_is_doubtful() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="A1"><v>7</v></c></row>'
    assert texts(read_sheet(_xlsx(rows))) == [["7?", "2"]]


def test_formula_whose_result_is_an_empty_text_is_blank() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><f>""</f><v></v></c></row>'
    assert figures(read_sheet(_xlsx(rows))) == [1, "blank"]


def test_characters_that_xml_cannot_hold_are_no_part_of_a_figure() -> None:
    row = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>2</v></c></row>'
    assert figures(read_sheet(_xlsx(row, strings="<si><t>37_x000D_</t></si>"))) == [37, 2]


def test_sheet_that_is_hidden_or_a_chart_is_not_read() -> None:
    shown = _xlsx(_row("1", "2"))
    for old, new in (
        (b'sheetId="1"', b'sheetId="1" state="hidden"'),
        (b"/worksheet", b"/chartsheet"),
    ):
        assert texts(read_sheet(_changed(shown, old, new))) == []


def _changed(workbook: bytes, old: bytes, new: bytes) -> bytes:
    """The workbook with other bytes in the parts that tell of its sheets."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts, zipfile.ZipFile(packed, "w") as package:
        for name in parts.namelist():
            content = parts.read(name)
            package.writestr(name, content.replace(old, new) if "sheets" not in name else content)
    return packed.getvalue()


@pytest.mark.parametrize("kind", ["e", "b"])
def test_errors_and_truth_values_are_no_figures(kind: str) -> None:
    value = {"e": "#REF!", "b": "1"}[kind]
    row = f'<row r="1"><c r="A1"><v>5</v></c><c r="B1" t="{kind}"><v>{value}</v></c></row>'
    assert figures(read_sheet(_xlsx(row))) == [5, "unreadable"]


def test_numbers_stored_as_text_are_numbers() -> None:
    row = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>38</t></is></c></row>'
    document = read_sheet(_xlsx(row, strings="<si><t>37</t><rPh sb='0' eb='1'><t>1</t></rPh></si>"))
    assert figures(document) == [37, 38]


def test_struck_out_and_raised_texts_are_doubtful() -> None:
    note = "<si><r><t>37</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>1</t></r></si>"
    row = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>38</v></c></row>'
    assert texts(read_sheet(_xlsx(row, strings=note))) == [["371?", "38?"]]


def test_zeros_that_a_sheet_does_not_show_are_blank() -> None:
    head = '<sheetViews><sheetView showZeros="0" workbookViewId="0"/></sheetViews>'
    assert figures(read_sheet(_xlsx(_row("0", "3"), head=head))) == ["blank", 3]


def test_hidden_rows_and_columns_are_not_there() -> None:
    head = '<cols><col min="2" max="2" hidden="1"/></cols>'
    rows = (
        _row("1", "2", "3")
        + _row("4", "5", "6", number=2, attributes='hidden="1"')
        + _row("7", "8", "9", number=3)
    )
    document = read_sheet(_xlsx(rows, head=head))
    assert texts(document) == [["1", "3"], ["7", "9"]]
    assert [(cell.row, cell.column) for cell in cells(document)] == [(1, 1), (1, 3), (3, 1), (3, 3)]


def test_merged_cell_that_begins_in_a_hidden_row_is_shown_below() -> None:
    rows = _row("1", "2", attributes='hidden="1"') + _row("", "3", number=2)
    merged = '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>'
    assert texts(read_sheet(_xlsx(rows, tail=merged))) == [["1", "3"]]


def test_formula_without_a_result_is_not_read_as_blank() -> None:
    row = '<row r="1"><c r="A1"><f>1+1</f></c></row>'
    with pytest.raises(UnreadableReport, match="公式"):
        read_sheet(_xlsx(row))


def test_empty_row_below_a_header_is_kept_and_a_thousand_are_not() -> None:
    def row(number: int, *texts: str) -> tuple[GridCell, ...]:
        return tuple(GridCell(text, number, i) for i, text in enumerate(texts, 1))

    rows = [row(1, "结果维持", "结果纠正"), *(row(2 + i, "", "") for i in range(1000))]
    (grid,) = blocks_of(rows, 0)
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in line] for line in grid.rows[:2]] == [
        ["结果维持", "结果纠正"],
        ["", ""],
    ]
    assert len(grid.rows) < 5


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('<c r="B1" t="s"><v></v></c>', "blank"),
        ('<c r="B1" t="s"><v/></c>', "blank"),
        ('<c r="B1" t="s"><v>99</v></c>', "unreadable"),
        ('<c r="B1" t="s"><v>x</v></c>', "unreadable"),
    ],
)
def test_shared_string_that_is_not_there_costs_its_own_cell_alone(cell: str, shown: str) -> None:
    row = f'<row r="1"><c r="A1"><v>12</v></c>{cell}<c r="C1"><v>5</v></c></row>'
    assert figures(read_sheet(_xlsx(row, strings="<si><t>甲</t></si>"))) == [12, shown, 5]
