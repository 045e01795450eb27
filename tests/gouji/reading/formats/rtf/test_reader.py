"""Rich text: characters, fonts and what stands beside figures; merged cells; tables in cells."""

from __future__ import annotations

import pytest

from gouji.reading.formats.rtf.reader import read_rtf
from tests.gouji.reading.contents import cells, doubts, figures, grids, lines, texts


def _cell(content: bytes, head: bytes = b"", definition: bytes = b"") -> object:
    row = b"\\trowd" + definition + b"\\cellx1000\\intbl " + content + b"\\cell\\row"
    (found,) = figures(read_rtf(rb"{\rtf1\ansi" + head + row + b"}"))
    return found


def _row(*values: str, edges: tuple[int, ...] = (), merges: tuple[str, ...] = ()) -> str:
    edges = edges or tuple(1000 * (i + 1) for i in range(len(values)))
    merges = merges or ("",) * len(edges)
    defined = "".join(f"{m}\\cellx{edge}" for m, edge in zip(merges, edges, strict=True))
    return f"\\trowd{defined}\\pard\\intbl " + "".join(f"{v}\\cell " for v in values) + "\\row\n"


def _places(rows: str) -> list[tuple[str, int, int, int]]:
    found = cells(read_rtf(f"{{\\rtf1 {rows}\\pard\\par}}".encode()))
    return [(cell.text, cell.row, cell.column, cell.column_span) for cell in found]


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (rb"{\u160}37", 37),
        (rb"\u160 {37}", 37),
        (rb"\u160\b 37", 37),
        (rb"\u160\'2037", 37),
        (rb"\u160?37", 37),
        (rb"\uc0\u160 37", 37),
        (rb"\uc2\u65299\'a3\'b37", 37),
        (rb"{\uc0 }\u160?37", 37),
        (rb"\u160\enspace 37", 37),
        (rb"\u160\~37", 37),
        (rb"\u160\_37", 37),
        (rb"\_37", -37),
    ],
)
def test_fallback_that_is_not_given_takes_no_digit_away(content: bytes, shown: object) -> None:
    assert _cell(content) == shown


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (rb"{\v 9}37", 37),
        (rb"{\deleted 9}{\revised 37}", 37),
        (rb"\deleted 37\plain", "blank"),
        (rb"{\strike 9}37", "unreadable"),
        (rb"\strike\super\strike0 37", "unreadable"),
        (rb"\super\nosupersub 37", 37),
        (rb"37{\super 1}", "unreadable"),
        (rb"37{\up12 1}", "unreadable"),
        (rb"{\up2 37}\up0", 37),
        (rb"37{\super \chftn}{\footnote 1}", 37),
        (rb"{\listtext\pard 1.\tab}37", "unreadable"),
        (rb"{\listtext\pard 1.\tab}", "unreadable"),
        (rb"{\listtext\pard\tab}37", 37),
        (rb"{\pict\wmetafile8 0037}", "unreadable"),
        (rb"37{\pict 0037}", 37),
        (rb"{\*\shppict{\pict 00}}{\nonshppict{\pict 00}}", "unreadable"),
        (rb"{\v{\pict 00}}", "blank"),
        (rb"{\shp{\*\shpinst{\sp{\sn a}{\sv 5}}{\shptxt\pard 37\par}}{\shprslt 37}}", "unreadable"),
        (rb"36{\shp{\*\shpinst{\shptxt\pard 37\par}}}", "unreadable"),
        (rb"{\*\do\dptxbx{\dptxbxtext 37}}", "unreadable"),
        (rb"{\object{\*\objdata 01}{\result 37}}", "unreadable"),
        (rb"{\mmath{\*\moMath{\mr 37}}}", "unreadable"),
        (rb"{\*\moMathPara{\*\moMath{\mr 37}}}", "unreadable"),
        (rb"{\field{\*\fldinst HYPERLINK 5}{\fldrslt 37}}", 37),
        (rb"{\field{\*\fldinst =1+2}}", "unreadable"),
        (rb"{\field{\*\fldinst FORMTEXT}{\fldrslt}}", "blank"),
        (rb"{\field{\*\fldinst{EQ \\o(37)}}{\fldrslt}}", "unreadable"),
        (rb"{\f1 2}", "unreadable"),
        (rb"{\f1\plain 2}", 2),
        (rb"{\cf2 37}", "unreadable"),
        (rb"{\cf1 37}", 37),
        (rb"{\cf2\chcbpat1 37}", 37),
        (rb"3{\bin2 }}7", 37),
        (b"3\\\n7", "unreadable"),
        (rb"3\par 7", "unreadable"),
        (b"3\n7", 37),
    ],
)
def test_cell_is_read_as_it_is_shown(content: bytes, shown: object) -> None:
    head = (
        rb"{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset2 Wingdings;}}"
        rb"{\colortbl;\red0\green0\blue0;\red255\green255\blue255;}"
    )
    assert _cell(content, head) == shown


def test_white_figure_on_a_shaded_cell_is_seen() -> None:
    head = rb"{\colortbl;\red255\green255\blue255;}"
    assert _cell(rb"{\cf1 37}", head, rb"\clcbpat2") == 37
    assert _cell(rb"{\cf1 37}", head) == "unreadable"


def test_characters_are_decoded_by_the_font_they_are_set_in() -> None:
    head = rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset134 A;}{\f1\fcharset136 B;}}"
    document = head + rb"{\f0\'d5\'fe}{\f1\'ac\'46}\f1\plain\'d5\'fe\par}"
    assert lines(read_rtf(document)) == ["政政政"]


def test_cell_goes_on_with_the_one_above_only_where_one_is_merged() -> None:
    merged = _row("1", "2", merges=("\\clvmgf", "")) + _row("", "3", merges=("\\clvmrg", ""))
    assert _places(merged) == [("1", 1, 1, 1), ("2", 1, 2, 1), ("3", 2, 2, 1)]
    alone = _row("1", "2") + _row("4", "3", merges=("\\clvmrg", ""))
    assert [text for text, *_ in _places(alone)] == ["1", "2", "4", "3"]
    first = _row("4", "3", merges=("\\clvmrg", ""))
    assert [text for text, *_ in _places(first)] == ["4", "3"]


def test_cell_that_goes_on_with_another_width_is_shown_by_itself() -> None:
    rows = _row("1", "2", merges=("\\clvmgf", "")) + _row("4", edges=(2000,), merges=("\\clvmrg",))
    assert _places(rows)[2:] == [("4", 2, 1, 2)]


def test_cell_goes_on_with_the_one_before_only_where_that_is_merged() -> None:
    merged = _row("1", "", "3", merges=("\\clmgf", "\\clmrg", ""))
    assert _places(merged) == [("1", 1, 1, 2), ("3", 1, 3, 1)]
    assert [t for t, *_ in _places(_row("1", "2", merges=("", "\\clmrg")))] == ["1", "2"]
    row = _row("1", "2", merges=("\\clmgf", "\\clmrg"))
    hidden = read_rtf(f"{{\\rtf1{row}}}".encode())
    assert texts(hidden) == [["1?"]]


def test_cell_merged_over_rows_and_columns_widens_no_other() -> None:
    rows = _row("0", "1", "", merges=("", "\\clmgf\\clvmgf", "\\clmrg\\clvmgf")) + _row(
        "5", "", "", merges=("", "\\clmgf\\clvmrg", "\\clmrg\\clvmrg")
    )
    assert _places(rows) == [("0", 1, 1, 1), ("1", 1, 2, 2), ("5", 2, 1, 1)]


def test_edges_that_lie_near_one_another_are_one() -> None:
    rows = _row("1", "2", edges=(1000, 2000)) + _row("3", "4", edges=(1012, 1990))
    assert _places(rows) == [("1", 1, 1, 1), ("2", 1, 2, 1), ("3", 2, 1, 1), ("4", 2, 2, 1)]


def test_narrow_columns_of_one_row_stay_apart() -> None:
    rows = _row("1", "2", "3", edges=(1000, 1010, 2000)) + _row("4", "5", edges=(1000, 2000))
    assert _places(rows)[2:] == [("3", 1, 3, 1), ("4", 2, 1, 1), ("5", 2, 2, 2)]


def test_row_that_begins_further_right_leaves_the_columns_before_it() -> None:
    rows = _row("1", "2") + "\\trowd\\trleft1000\\cellx2000\\pard\\intbl 3\\cell\\row "
    assert _places(rows)[2:] == [("3", 2, 2, 1)]


def test_cell_that_was_deleted_is_doubtful() -> None:
    row = _row("1", "2", merges=("", "\\cldel"))
    document = f"{{\\rtf1{row}}}"
    assert texts(read_rtf(document.encode())) == [["1", "2?"]]


def _nested(*rows: tuple[str, ...], level: int = 2) -> str:
    shown = ""
    for values in rows:
        inner = "".join(f"\\pard\\intbl\\itap{level} {v}\\nestcell " for v in values)
        defined = "".join(f"\\cellx{500 * (i + 1)}" for i in range(len(values)))
        shown += f"{inner}{{\\*\\nesttableprops\\trowd{defined}\\nestrow}}{{\\nonesttables\\par}}"
    return shown


def _around(content: str) -> bytes:
    row = f"\\trowd\\cellx9000\\pard\\intbl {content}\\pard\\intbl\\cell\\row\\pard after\\par"
    return f"{{\\rtf1 before\\par {row}}}".encode()


def test_table_in_a_cell_is_a_table_and_what_is_around_it_text() -> None:
    document = read_rtf(
        _around("above\\par" + _nested(("1", ""), ("", "4")) + "\\pard\\intbl below")
    )
    assert texts(document) == [["1", ""], ["", "4"]]
    assert lines(document) == ["before", "above", "below", "after"]


def test_tables_in_a_cell_with_text_between_are_two() -> None:
    inner = _nested(("1", "2")) + "\\pard\\intbl between\\par" + _nested(("3", "4"))
    document = read_rtf(_around(inner))
    assert [grid.number for grid in grids(document)] == [1, 2]
    assert texts(document) == [["1", "2"], ["3", "4"]]


def test_tables_are_found_at_any_depth() -> None:
    deep = _nested(("1", "2"), level=3) + "\\pard\\intbl\\itap2\\nestcell"
    deep += "{\\*\\nesttableprops\\trowd\\cellx900\\nestrow}"
    assert texts(read_rtf(_around(deep))) == [["1", "2"]]


def test_row_around_has_its_own_edges_whatever_stands_in_it() -> None:
    rows = _row("1", "2", edges=(1000, 5000))
    document = read_rtf(_around(_nested(("3",)))[:-1] + f"{rows}{_row('5', '6')}}}".encode())
    assert [cell.column_span for cell in cells(document)] == [1, 1, 2, 1, 1]


def test_row_that_the_file_breaks_off_in_is_kept() -> None:
    assert texts(read_rtf(rb"{\rtf1\trowd\cellx1\cellx2\intbl 1\cell 2\cell 3")) == [
        ["1", "2", "3"]
    ]


def test_text_box_is_read_where_it_stands() -> None:
    box = rb"{\rtf1 a{\shp{\*\shpinst{\shptxt\pard b\par c\par}}}d\par e\par}"
    assert lines(read_rtf(box)) == ["ad", "b", "c", "e"]


def test_table_within_a_cell_stands_for_itself_between_the_cell_s_paragraphs() -> None:
    definition = rb"{\*\nesttableprops\trowd\cellx1000\cellx2000\nestrow}{\nonesttables\par}"
    inner = rb"\pard\intbl\itap2 37\nestcell\pard\intbl\itap2\nestcell" + definition
    document = read_rtf(
        rb"{\rtf1\ansi\trowd\cellx9000\pard\intbl before\par " + inner + inner
        + rb"\pard\intbl behind\cell\row\pard end\par}"
    )  # fmt: skip
    assert texts(document) == [["37", ""], ["37", ""]]
    assert [paragraph.text for paragraph in document.paragraphs] == ["before", "behind", "end"]
    assert [document.blocks[1]] == grids(document)


_BOXED = rb"{\shp{\*\shpinst{\shptxt\trowd\cellx1\cellx2\intbl 1\cell\cell\row\pard x\par}}}"


def test_table_in_a_text_box_is_a_table() -> None:
    document = read_rtf(rb"{\rtf1 a" + _BOXED + rb"\par\trowd\cellx1\intbl 2\cell\row}")
    assert texts(document) == [["1", ""], ["2"]]
    assert [grid.number for grid in grids(document)] == [1, 2]
    assert lines(document) == ["a", "x"]


def test_table_in_a_text_box_may_lie_over_the_cell_in_which_it_stands() -> None:
    document = read_rtf(rb"{\rtf1\trowd\cellx1\cellx2\intbl 36" + _BOXED + rb"\cell 37\cell\row}")
    assert texts(document) == [["36?", "37"], ["1", ""]]


def test_running_text_says_where_it_is_doubtful() -> None:
    document = rb"{\rtf1 a {\strike 9} 3 {\pict 00}\par {\u-10179?\u-8694?} {\super 2}\par}"
    assert doubts(read_rtf(document)) == [("a 9 3", ["9"]), ("\U0001f60a 2", ["2"])]
