"""Word documents: what Word shows in a cell is read there; what is no plain text is marked."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from gouji.reading.files.kinds import kind_of
from gouji.reading.formats.word.reader import read_docx
from tests.gouji.reading.contents import cells, doubts, figures, grids, lines, texts

SAMPLES = Path(__file__).parents[5] / "samples"
_ROOT = (
    '<w:{} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">{}</w:{}>'
)
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def _rels(links: dict[str, str]) -> str:
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    inner = "".join(
        f'<Relationship Id="{kind}" Type="{_TYPE}{kind}" Target="{target}"/>'
        for kind, target in links.items()
    )
    return f'<Relationships xmlns="{namespace}">{inner}</Relationships>'


def _docx(body: str, *, styles: str = "", numbering: str = "", chunk: bytes = b"") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        parts = {"document": f"<w:body>{body}</w:body>", "styles": styles, "numbering": numbering}
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", _ROOT.format(name, content, name))
        links = {"styles": "styles.xml", "numbering": "numbering.xml", "aFChunk": "chunk.mht"}
        package.writestr("word/_rels/document.xml.rels", _rels(links))
        package.writestr("word/chunk.mht", chunk)
    return packed.getvalue()


def _run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def _p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def _tc(*content: str, properties: str = "") -> str:
    inner = "".join(c if c.startswith(("<w:p>", "<w:tbl>")) else _p(c) for c in content) or _p()
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def _tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def _cell(content: str, *, styles: str = "", numbering: str = "") -> object:
    """The number or mark of the one cell with this content."""
    table = _tbl(_tr(_tc(content)))
    (found,) = figures(read_docx(_docx(table, styles=styles, numbering=numbering)))
    return found


def _field(code: str, result: str | None) -> str:
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    shown = (
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}' if result is not None else ""
    )
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{shown}{end}"


_BOX = "<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>"
_PICTURE = "<w:r><w:drawing/></w:r>"
_RUBY = f"<w:r><w:ruby><w:rt>{_run('1')}</w:rt><w:rubyBase>{_run('37')}</w:rubyBase></w:ruby></w:r>"
_DIGIT = "<m:r><m:t>{}</m:t></m:r>"
_FRACTION = f"<m:oMath><m:f><m:num>{_DIGIT.format(3)}</m:num><m:den>{_DIGIT.format(7)}</m:den></m:f></m:oMath>"


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (f"{_run('3')}{_run('7')}", 37),
        (f"<w:ins>{_run('37')}</w:ins><w:del>{_run('36')}</w:del>", 37),
        (f"<w:moveTo>{_run('37')}</w:moveTo>", 37),
        (f"<w:moveFrom>{_run('37')}</w:moveFrom>", "blank"),
        (f"<w:smartTag>{_run('37')}</w:smartTag>", 37),
        (f"<w:sdt><w:sdtContent>{_run('37')}</w:sdtContent></w:sdt>", 37),
        (f"<w:hyperlink>{_run('37')}</w:hyperlink>", 37),
        ("<w:r><w:noBreakHyphen/><w:t>417</w:t></w:r>", -417),
        ("<w:r><w:t>3</w:t><w:softHyphen/><w:t>7</w:t></w:r>", 37),
        ("<w:r><w:t>37</w:t><w:footnoteReference w:id='2'/></w:r>", 37),
        (_RUBY, 37),
        ("<m:oMath><m:r><m:t>37</m:t></m:r></m:oMath>", 37),
        (_FRACTION, "unreadable"),
        (f"{_run('37')}<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>", "unreadable"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>", "unreadable"),
        (_run("2", '<w:rFonts w:ascii="Wingdings 2"/>'), "unreadable"),
        (f"<w:bdo w:val='rtl'>{_run('12')}</w:bdo>", "unreadable"),
        (_run("37", "<w:vanish/>"), "blank"),
        (_run("37", '<w:vanish w:val="0"/>'), 37),
        (_run("37", "<w:strike/>"), "unreadable"),
        (_run("37") + _run("1", '<w:vertAlign w:val="superscript"/>'), "unreadable"),
        (_run("37") + _run("1", '<w:position w:val="8"/>'), "unreadable"),
        (_run("37", '<w:position w:val="-2"/>'), 37),
        (_run("37", '<w:color w:val="FFFFFF"/>'), "unreadable"),
        (_run("37", '<w:color w:val="FFFFFF"/><w:shd w:fill="1F4E79"/>'), 37),
        (_BOX.format(_p(_run("37"))), "unreadable"),
        (_PICTURE, "unreadable"),
        (_run("37") + _PICTURE, 37),
        ("<w:r><w:object/></w:r>", "unreadable"),
        (f"<w:del>{_PICTURE}</w:del>", "blank"),
    ],
)  # fmt: skip
def test_cell_is_read_as_word_shows_it(content: str, shown: object) -> None:
    assert _cell(content) == shown


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (_field("=SUM(ABOVE)", _run("37")), 37),
        (_field(f"= </w:instrText></w:r>{_field('REF x', _run('36'))}<w:r><w:instrText>+1",
                _run("37")), 37),
        (_field("REF a", _field("REF b", _run("37"))), 37),
        (f'<w:fldSimple w:instr="REF x">{_run("37")}</w:fldSimple>', 37),
        ('<w:fldSimple w:instr="=SUM(LEFT)"/>', "unreadable"),
        (_field("=SUM(LEFT)", None), "unreadable"),
        (_field("FORMDROPDOWN", None), "unreadable"),
        (_field(r"EQ \o\ac(○,1)", None), "unreadable"),
        (_field("FORMTEXT", ""), "blank"),
        (_run("37") + _field('XE "件"', None), 37),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + _run("37"), 37),
    ],
)  # fmt: skip
def test_field_shows_its_result_and_not_its_code(content: str, shown: object) -> None:
    assert _cell(content) == shown


_STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"/>
<w:style w:type="paragraph" w:styleId="gone"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="item"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="struck"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="heir"><w:basedOn w:val="struck"/></w:style>
<w:style w:type="character" w:styleId="note"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="loop"><w:basedOn w:val="loop"/></w:style>
"""


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (_p(_run("37"), properties='<w:pStyle w:val="gone"/>'), "blank"),
        (_p(_run("37", '<w:vanish w:val="0"/>'), properties='<w:pStyle w:val="gone"/>'), 37),
        (_run("37", '<w:rStyle w:val="struck"/>'), "unreadable"),
        (_run("37", '<w:rStyle w:val="heir"/>'), "unreadable"),
        (_run("37", '<w:rStyle w:val="heir"/><w:strike w:val="false"/>'), 37),
        (_run("37") + _run("1", '<w:rStyle w:val="note"/>'), "unreadable"),
        (_run("37", '<w:rStyle w:val="loop"/>'), 37),
    ],
)
def test_styles_hide_strike_out_and_raise(content: str, shown: object) -> None:
    assert _cell(content, styles=_STYLES) == shown


_NUMBERING = """
<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="none"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
"""
_ITEM = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (_p(properties=_ITEM.format(0, 1)), "unreadable"),
        (_p(_run("37"), properties=_ITEM.format(0, 1)), "unreadable"),
        (_p(properties='<w:pStyle w:val="item"/>'), "unreadable"),
        (_p(_run("37"), properties=_ITEM.format(1, 1)), 37),
        (_p(_run("37"), properties=_ITEM.format(0, 0)), 37),
        (_p(_run("37"), properties='<w:pStyle w:val="item"/>' + _ITEM.format(0, 0)), 37),
        (_p(_run("37"), properties=_ITEM.format(0, 99)), 37),
    ],
)
def test_number_that_a_list_makes_is_neither_blank_nor_part_of_a_figure(
    content: str, shown: object
) -> None:
    assert _cell(content, styles=_STYLES, numbering=_NUMBERING) == shown


def test_paragraphs_whose_mark_was_deleted_are_one() -> None:
    first = _p(_run("3"), properties="<w:rPr><w:del/></w:rPr>")
    assert _cell(first + _p(_run("7"))) == 37
    assert _cell(_p(_run("3")) + _p(_run("7"))) == "unreadable"


def test_deleted_rows_are_gone_and_deleted_cells_doubtful() -> None:
    gone = _tr(_tc(_run("1")), properties="<w:del/>")
    kept = _tr(_tc(_run("2"), properties="<w:cellDel/>"), properties="<w:ins/>")
    assert texts(read_docx(_docx(_tbl(gone, kept)))) == [["2?"]]


def test_rows_and_cells_stand_within_content_controls_and_custom_xml() -> None:
    row = _tr(f"<w:sdt><w:sdtContent>{_tc(_run('1'))}</w:sdtContent></w:sdt>", _tc(_run("2")))
    table = _tbl(f"<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>",
                 f"<w:customXml>{_tr(_tc(_run('3')), _tc(_run('4')))}</w:customXml>")  # fmt: skip
    assert texts(read_docx(_docx(table))) == [["1", "2"], ["3", "4"]]


def test_columns_left_out_before_a_row_are_counted() -> None:
    table = _tbl(_tr(_tc(_run("7")), properties='<w:gridBefore w:val="2"/>'))
    assert [cell.column for cell in cells(read_docx(_docx(table)))] == [3]


def test_cells_merged_in_the_old_way_are_one_cell() -> None:
    start, rest = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
    row = _tr(_tc(_run("1"), properties=start), _tc(properties=rest), _tc(_run("2")))
    found = cells(read_docx(_docx(_tbl(row))))
    assert [(c.text, c.column, c.column_span) for c in found] == [("1", 1, 2), ("2", 3, 1)]


def test_hidden_text_of_a_cell_merged_in_the_old_way_makes_it_doubtful() -> None:
    rest = '<w:hMerge w:val="continue"/>'
    row = _tr(_tc(_run("1")), _tc(_run("9"), properties=rest))
    assert texts(read_docx(_docx(_tbl(row)))) == [["1?"]]


def test_cell_that_continues_nothing_is_a_cell() -> None:
    rest = "<w:vMerge/>"
    wide = '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>'
    table = _tbl(_tr(_tc(_run("1"), properties=rest), _tc(_run("2"))),
                 _tr(_tc(_run("3"), properties=rest), _tc(_run("4"))),
                 _tr(_tc(_run("5"), properties=wide)),
                 _tr(_tc(_run("6"), properties=rest), _tc(_run("7"))))  # fmt: skip
    assert texts(read_docx(_docx(table))) == [["1", "2"], ["4"], ["5"], ["6", "7"]]


def test_table_in_a_text_box_is_read_once_and_the_table_around_stays_one() -> None:
    box = f"<w:txbxContent>{_tbl(_tr(_tc(_run('9'))))}</w:txbxContent>"
    drawn = (f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
             f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>")  # fmt: skip
    outer = _tbl(_tr(_tc(_run("1")), _tc(drawn)))
    assert texts(read_docx(_docx(_p(drawn)))) == [["9"]]
    assert texts(read_docx(_docx(outer))) == [["1", "?"], ["9"]]


def test_text_box_within_a_text_box_is_read_once() -> None:
    inner = _BOX.format(_p(_run("内")))
    assert lines(read_docx(_docx(_p(_BOX.format(_p(_run("外"), inner)))))) == ["外", "内"]


def test_nested_tables_are_read_and_the_table_around_only_lays_out() -> None:
    inner = _tbl(_tr(_tc(_run("1"))))
    document = read_docx(_docx(_tbl(_tr(_tc(_p(_run("前")), inner, _p(_run("后")))))))
    assert lines(document) == ["前", "后"]
    assert texts(document) == [["1"]]


def test_embedded_web_page_is_read_in_its_place() -> None:
    page = b"Content-Type: text/html\r\n\r\n<table><tr><td>1<td>2</table>"
    table = _tbl(_tr(_tc(_run("0"))))
    document = read_docx(_docx(f"{table}<w:altChunk r:id='aFChunk'/>{table}", chunk=page))
    assert texts(document) == [["0"], ["1", "2"], ["0"]]
    assert [grid.number for grid in grids(document)] == [1, 2, 3]


def test_main_part_is_found_by_its_link() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, text in (("document", "旧"), ("document2", "新")):
            body = f"<w:body>{_p(_run(text))}</w:body>"
            package.writestr(f"word/{name}.xml", _ROOT.format("document", body, "document"))
        package.writestr("_rels/.rels", _rels({"officeDocument": "/word/document2.xml"}))
    assert lines(read_docx(packed.getvalue())) == ["新"]


def test_main_part_may_have_any_name() -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        body = f"<w:body>{_tbl(_tr(_tc(_run('37'))))}</w:body>"
        package.writestr("story/main.xml", _ROOT.format("document", body, "document"))
        package.writestr("_rels/.rels", _rels({"officeDocument": "story/main.xml"}))
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{namespace}"><Override PartName="/story/main.xml" ContentType="{kind}"/></Types>',
        )
    document = packed.getvalue()
    assert kind_of(document) == "docx"
    assert texts(read_docx(document)) == [["37"]]


def test_text_box_with_a_table_may_lie_over_the_cell_in_which_it_stands() -> None:
    box = _BOX.format(_tbl(_tr(_tc(_run("5")))))
    document = read_docx(_docx(_tbl(_tr(_tc(_run("36") + box), _tc(_run("37"))))))
    assert texts(document) == [["36?", "37"], ["5"]]


def test_running_text_says_where_it_is_doubtful() -> None:
    struck, symbol = _run(" 9 件", "<w:strike/>"), "<w:r><w:sym w:char='F0FE'/></w:r>"
    document = read_docx(_docx(_p(_run(" 收到 "), struck, _run("\u3000"), symbol, _run("3"))))
    assert doubts(document) == [("收到  9 件\u30003", [" 9 件", ""])]


@pytest.mark.parametrize("name", ["qingchuan-education-2023", "yunping-traffic-2022"])
def test_table_reads_alike_in_one_go_and_cell_by_cell(name: str) -> None:
    document = (SAMPLES / f"{name}.docx").read_bytes()
    looked_at = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as source, zipfile.ZipFile(looked_at, "w") as made:
        for part in source.namelist():
            content = source.read(part)
            made.writestr(part, content.replace(b"<w:tbl>", b"<w:tbl><w:del/>"))
    assert b"<w:del/>" in zipfile.ZipFile(looked_at).read("word/document.xml")
    assert read_docx(looked_at.getvalue()).blocks == read_docx(document).blocks


_OFF = "".join(f"<w:{name} w:val='0'/>" for name in ("vanish", "strike", "dstrike"))
_PLAIN = "<w:color w:val='000000'/><w:vertAlign w:val='baseline'/><w:rFonts w:ascii='Arial'/>"


@pytest.mark.parametrize("properties", ["", _OFF, _PLAIN, "<w:rStyle w:val='Strong'/>"])
def test_marks_that_say_nothing_change_nothing(properties: str) -> None:
    styles = "<w:style w:type='character' w:styleId='Strong'><w:rPr><w:b/></w:rPr></w:style>"
    assert _cell(_run("37", properties), styles=styles) == 37


@pytest.mark.parametrize("hidden", ["<w:vanish/>", "<w:rStyle w:val='Hidden'/>"])
def test_one_hidden_figure_of_a_table_leaves_the_others_as_they_are(hidden: str) -> None:
    styles = "<w:style w:styleId='Hidden'><w:rPr><w:vanish/></w:rPr></w:style>"
    rows = [_tr(*map(_tc, map(_run, "123"))), _tr(_tc(_run("4")), _tc(_run("5", hidden)))]
    assert figures(read_docx(_docx(_tbl(*rows), styles=styles))) == [1, 2, 3, 4, "blank"]
