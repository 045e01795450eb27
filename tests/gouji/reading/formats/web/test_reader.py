"""Web pages: cells as a browser shows them; what a browser hides, strikes out or draws is no figure."""

from __future__ import annotations

import pytest

from gouji.reading.formats.web.reader import read_html
from gouji.reading.read import read
from gouji.report import Report
from samples import render
from tests.documents.kinds import SAMPLES, expected
from tests.gouji.reading.contents import cells, doubts, figures, lines, texts


def _cell(content: str, head: str = "") -> object:
    (found,) = figures(read_html(f"{head}<table><tr><td>{content}</td></tr></table>"))
    return found


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("<p class=MsoNormal>37<o:p></o:p></p>", 37),
        ("3<o:p></o:p>7", 37),
        ("<st1:chmetcnv SourceValue='37'>37件</st1:chmetcnv>", 37),
        ("<!--[if !supportMisalignedColumns]>9<![endif]-->37", 37),
        ("<span style='mso-spacerun:yes'>&nbsp;&nbsp;</span>37", 37),
        ("&#51;&#x37;", 37),
        ("3<br>7", "unreadable"),
        ("<div>37</div>", 37),
        ("<ruby>37<rp>(</rp><rt>1</rt><rp>)</rp></ruby>", 37),
        ("37<span style='display: none'>1</span>", 37),
        ("37<span style='mso-hide:all'>1</span>", 37),
        ("37<span hidden>1</span>", 37),
        ("<span style='visibility:hidden'>37</span>", "blank"),
        ("37<span style='vertical-align:super'>1</span>", "unreadable"),
        ("37<sup>1</sup>", "unreadable"),
        ("<span style='text-decoration:line-through'>37</span>", "unreadable"),
        ("<span style='text-decoration:underline line-through red'>36</span>37", "unreadable"),
        ("<del>36</del><ins>37</ins>", 37),
        ("<del>36</del>", "unreadable"),
        ("<span style='color:#ffffff'>37</span>", "unreadable"),
        ("<span style='color:#fff;background:#036'>37</span>", 37),
        ("<span style='background-color:white'>37</span>", 37),
        ("<font color='#FFFFFF'>37</font>", "unreadable"),
        ("<font color=white style='background:#036'>37</font>", 37),
        ("<font color=red>37</font>", 37),
        ("<span style='font-size:0'>37</span>", "unreadable"),
        ("<span style='font-size:0.9em'>37</span>", 37),
        ("<span style='opacity:0'>37</span>", "unreadable"),
        ("<span style='opacity:0.8'>37</span>", 37),
        ("<bdo dir=rtl>12</bdo>", "unreadable"),
        ("<ol><li></li></ol>", "unreadable"),
        ("<img src=x.png>", "unreadable"),
        ("<img src=space.gif width=1 height=1>", "blank"),
        ("37<img src=x.png>", 37),
        ("<input value='37'>", 37),
        ("<input type=number value=37>", 37),
        ("<input type=hidden value=37>", "blank"),
        ("<input type=text>", "blank"),
        ("<input type=checkbox checked>", "unreadable"),
        ("<textarea>37</textarea>", 37),
        ("<select><option>36<option selected>37</select>", 37),
        ("<select><option>36<option>37</select>", "unreadable"),
        ("<pre>3\n7</pre>", "unreadable"),
    ],
)
def test_cell_is_read_as_a_browser_shows_it(content: str, shown: object) -> None:
    assert _cell(content) == shown


@pytest.mark.parametrize(
    ("sheet", "shown"),
    [
        (".x{display:none}", "unreadable"),
        (".x, .y { text-decoration: line-through }", "unreadable"),
        (".x{vertical-align:super}", "unreadable"),
        ("/* .x{display:none} */", 37),
        (".x{display:none} span.x{display:inline}", 37),
        ("@media print{.x{display:none}} .y{color:red}", 37),
        ("@font-face{font-family:f} @import 'a'; .x{display:none}", "unreadable"),
        ("<!-- .x:hover{display:none} -->", 37),
        ("td{vertical-align:middle;text-decoration:none}", 37),
        ("tr{visibility:hidden}", "unreadable"),
        (".x{", 37),
    ],
)
def test_what_a_style_sheet_hides_or_strikes_out_is_doubtful(sheet: str, shown: object) -> None:
    assert _cell("<span class=x>37</span>", f"<style>{sheet}</style>") == shown


def test_unseen_cell_keeps_its_place_and_a_removed_one_does_not() -> None:
    row = "<table><tr><td>1<td style='{}'>2<td>3</table>"
    unseen = cells(read_html(row.format("visibility:hidden")))
    removed = cells(read_html(row.format("display:none")))
    assert [(cell.text, cell.column) for cell in unseen] == [("1", 1), ("", 2), ("3", 3)]
    assert [(cell.text, cell.column) for cell in removed] == [("1", 1), ("3", 2)]


def test_foot_that_stands_before_the_body_is_shown_below_it() -> None:
    foot, body = "<tfoot><tr><td>合计</tfoot>", "<tbody><tr><td>甲</tbody>"
    page = f"<table>{foot}{body}<thead><tr><td>头</thead></table>"
    assert texts(read_html(page)) == [["头"], ["甲"], ["合计"]]


def test_rowspan_ends_with_its_group_of_rows() -> None:
    page = (
        "<table><thead><tr><td rowspan=3>1<td>2</thead><tbody><tr><td>3<td>4</tbody></table>"
        "<table><tbody><tr><td rowspan=0>1<td>2<tr><td>3</tbody><tbody><tr><td>4</tbody></table>"
    )
    found = cells(read_html(page))
    assert [c.column for c in found] == [1, 2, 1, 2, 1, 2, 2, 1]


def test_open_tags_and_spans_beyond_reason_are_read() -> None:
    page = "<table><tr><td colspan=2>1<td>2<tr><td>3<td>4<td colspan=9999>5</table>"
    found = cells(read_html(page))
    assert [(c.column, c.column_span) for c in found] == [(1, 2), (3, 1), (1, 1), (2, 1), (3, 100)]


def test_lines_of_preformatted_text_stay_lines() -> None:
    page = "<pre>一、总体情况\n本年\n信息内容\t本年制发件数\n规章\t3\n</pre>"
    document = read_html(page)
    assert lines(document) == ["一、总体情况", "本年"]
    assert texts(document) == [["信息内容", "本年制发件数"], ["规章", "3"]]


def test_caption_is_a_paragraph_above_its_table() -> None:
    document = read_html("<table><caption>表 <b>二</b></caption><tr><td>1</table>")
    assert lines(document) == ["表 二"]
    assert texts(document) == [["1"]]


def test_article_beside_navigation_tables_is_read() -> None:
    menu = "<table><tr><td>首页<td>政务公开</table>"
    page = f"<table><tr><td>{menu}<td><p>正文</p><table><tr><td>37</table></table>"
    document = read_html(page)
    assert lines(document) == ["正文"]
    assert texts(document) == [["首页", "政务公开"], ["37"]]


def test_page_of_frames_or_scripts_holds_nothing() -> None:
    for page in ("<frameset><frame src=a></frameset>", "<div id=app></div><script>go()</script>"):
        assert read_html(page).blocks == ()


NAME = "yunping-grain-2022"
ROW = ("t3.granted.natural_person", "t3.granted.total")


def _without_table(
    *, row: str = "", first: str = "{}", style: str = "", around: str = ""
) -> Report:
    """A sample whose tables are divisions of the page; of one row the style, and how its first figure is written."""
    page = f"<style>{style}</style><main class={around or 'x'}>"
    for line in render.text_tabs(SAMPLES[NAME].content()).splitlines():
        pieces = line.split("\t")
        is_granted = any("予以公开" in piece for piece in pieces) and len(pieces) > 3
        if is_granted:
            first_figure = next(i for i, piece in enumerate(pieces) if piece.isdecimal())
            pieces[first_figure] = first.format(pieces[first_figure])
        cells = "".join(f"<span style='flex: 1'>{piece} </span>" for piece in pieces)
        page += f"<div style='display:flex;{row if is_granted else ''}'>{cells}</div>"
    return read(f"<html><body>{page}</main></body></html>".encode())


def _unread(report: Report) -> set[str]:
    return {cell for cell, found in report.cells.items() if found.mark == "unreadable"}


def test_rows_of_a_page_without_tables_are_read_in_their_order() -> None:
    report = _without_table()
    assert {cell: found.value for cell, found in report.cells.items()} == expected(NAME)["cells"]


@pytest.mark.parametrize(
    "first",
    [
        "<s>{}</s>", "<sup>{}</sup>", "{}<sup>1</sup>", "<b style='opacity:0'>{}</b>",
        "<b class=sr>{}</b>", "<b style='height:0;overflow:hidden'>{}</b>",
    ],
)  # fmt: skip
def test_doubtful_figure_of_a_page_without_tables_keeps_its_place(first: str) -> None:
    report = _without_table(first=first, style=".sr {position: static; clip: rect(0 0 0 0)}")
    assert _unread(report) == {ROW[0]}
    value = report.cells[ROW[1]].value
    assert value == expected(NAME)["cells"][ROW[1]]


@pytest.mark.parametrize(
    "row", ["flex-direction:row-reverse", "order:2", "position:absolute;top:9px", "grid-row: 1 / 2"]
)
def test_rows_that_are_shown_elsewhere_are_doubtful(row: str) -> None:
    granted = {cell for cell in expected(NAME)["cells"] if cell.startswith("t3.granted.")}
    assert _unread(_without_table(row=row)) == granted


def test_page_that_is_shown_elsewhere_as_a_whole_keeps_its_tables() -> None:
    page = "<style>main {order: 2}</style><main><table><tr><td>37</table></main>"
    assert figures(read_html(page)) == [37]


@pytest.mark.parametrize(
    "around",
    ["<s>{}</s>", "<div style='opacity:0'>{}</div>", "<div class=hidden>{}</div>"],
)
def test_table_within_what_is_struck_out_or_hidden_is_doubtful(around: str) -> None:
    table = around.format("<table><tr><td>37</table>")
    assert figures(read_html(f"<style>.hidden {{display:none}}</style>{table}")) == ["unreadable"]


@pytest.mark.parametrize(
    "row",
    [
        "<tbody style='text-decoration:line-through'><tr>",
        "<tr style='display:flex;flex-flow:row-reverse'>",
    ],
)
def test_rows_that_are_struck_out_or_reversed_are_doubtful(row: str) -> None:
    assert figures(read_html(f"<table>{row}<td>37<td>38</table>")) == ["unreadable"] * 2


def test_group_of_rows_that_is_not_shown_is_not_there() -> None:
    page = "<table><tbody style='display:none'><tr><td>36<tbody><tr><td>37</table>"
    assert figures(read_html(page)) == [37]


def test_running_text_says_where_it_is_doubtful() -> None:
    page = "<p>a <s>9 b</s> 3<input type=checkbox>4</p><pre>5</pre><s><pre>6</pre></s>"
    told = [("a 9 b 34", ["9 b", ""]), ("5", []), ("6", ["6"])]
    assert doubts(read_html(page)) == told
