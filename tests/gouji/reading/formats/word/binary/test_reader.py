"""Binary Word documents: what Word shows in a cell is read there; what is no plain text makes the cell doubtful."""

from __future__ import annotations

import struct

import pytest

from gouji.reading.document import Document
from gouji.reading.formats.word.binary.reader import read_doc
from gouji.report import UnreadableReport
from tests.gouji.reading.contents import cells, grids, lines
from tests.gouji.reading.formats.word.binary.word97 import (
    DELETED,
    IN_TABLE,
    INNER_CELL,
    INNER_TTP,
    STRIKE,
    TTP,
    VANISH,
    Part,
    Piece,
    Style,
    Text,
    Word97,
    cell,
    definition,
    fonts,
    itap,
    level,
    lists,
    p,
    row,
    sprm,
    style_sheet,
)


def _read(*parts: Part | list[Part], **more: object) -> Document:
    flat = [one for part in parts for one in (part if isinstance(part, list) else [part])]
    return read_doc(Word97(flat, **more).document())  # type: ignore[arg-type]  # as the test names them


def _shown(document: Document) -> list[list[str]]:
    """The rows of all grids; a cell that is doubtful ends in a question mark."""
    return [
        [found.text + "?" * found.doubtful for found in found_row]
        for grid in grids(document)
        for found_row in grid.rows
    ]


def _cell(*texts: Text, papx: bytes = b"", istd: int = 0, **more: object) -> str:
    """What the one cell of a table shows."""
    (((shown),),) = _shown(_read(row(cell(*texts, papx=papx, istd=istd)), **more))
    return shown


_FIELD = "\x13{}\x14{}\x15"
_RAISED_BY_HAND = sprm(0x4845, 8)
_SUPERSCRIPT = sprm(0x2A48)
_WHITE = sprm(0x6870, b"\xff\xff\xff\x00")
_BLACK = sprm(0x6870, bytes(4))
_WHITE_ICO = sprm(0x2A42, 8)
_DARK = struct.pack("<4s4sH", b"\x00\x00\x00\xff", b"\x1f\x4e\x79\x00", 0)
_PALE = struct.pack("<4s4sH", b"\x00\x00\x00\xff", b"\xff\xff\xff\x00", 0)
_SYMBOL = sprm(0x6A09, b"\x00\x00\xfc\xf0")


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (("3", ("7", sprm(0x0835))), "37"),
        (("37", ("36", DELETED)), "37"),
        ((("37", sprm(0x0801)),), "37"),
        ((("37", VANISH),), ""),
        ((("37", sprm(0x083C, 0)),), "37"),
        ((("37", STRIKE),), "37?"),
        ((("37", sprm(0x2A53)),), "37?"),
        (("37", ("1", _SUPERSCRIPT)), "371?"),
        (("37", ("1", _RAISED_BY_HAND)), "371?"),
        ((("37", sprm(0x4845, -2)),), "37"),
        (("37", (" ", STRIKE)), "37"),
        ((("37", _WHITE),), "37?"),
        ((("37", _WHITE_ICO),), "37?"),
        ((("37", _WHITE + _BLACK),), "37"),
        ((("37", _WHITE + sprm(0xCA71, _DARK)),), "37"),
        ((("37", _WHITE + sprm(0x4866, 0x0040)),), "37"),
        ((("37", sprm(0xCA47, b"")),), "37?"),
        (("37", ("(", sprm(0x0855) + _SYMBOL)), "37?"),
        ((("(", sprm(0x0855) + _SYMBOL),), "?"),
        (("37\x02",), "37"),
        (("37\x05",), "37"),
        (("\x1e417",), "-417"),
        (("3\x1f7",), "37"),
        (("3\x107",), "37?"),
        (("3\t7",), "3 7"),
        (("3\x0b7",), "3\n7"),
        (("\x01",), "?"),
        (("\x08",), "?"),
        (("37\x01",), "37"),
        ((("\x01", DELETED),), ""),
        (("\U00020bb7",), "\U00020bb7"),
    ],
)
def test_cell_is_read_as_word_shows_it(texts: tuple[Text, ...], shown: str) -> None:
    assert _cell(*texts) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (_FIELD.format("=SUM(ABOVE)", "37"), "37"),
        (_FIELD.format("= " + _FIELD.format("REF x", "36") + "+1", "37"), "37"),
        (_FIELD.format("REF a", _FIELD.format("REF b", "37")), "37"),
        (_FIELD.format("=SUM(LEFT)", ""), "?"),
        ("\x13=SUM(LEFT)\x15", "?"),
        ("\x13FORMDROPDOWN \x01\x15", "?"),
        ("\x13EQ \\o\\ac(○,1)\x15", "?"),
        (_FIELD.format(" FORMTEXT \x01", ""), ""),
        ('37\x13XE "件"\x15', "37"),
        ("\x13REF x 37", "REF x 37?"),
        ("37\x14\x15", "37"),
    ],
)
def test_field_shows_its_result_and_not_its_code(text: str, shown: str) -> None:
    assert _cell(text) == shown


def test_field_may_go_on_over_paragraphs() -> None:
    document = _read(p("前\x13TOC \\o"), p("1-3\x14一、总体情况"), p("二、主动公开\x15后"))
    assert lines(document) == ["前", "一、总体情况", "二、主动公开后"]


_STYLES = style_sheet(
    Style(1),
    Style(1, chpx=VANISH),
    Style(2, chpx=STRIKE),
    Style(2, base=2),
    Style(2, chpx=_SUPERSCRIPT),
    Style(2, chpx=sprm(0x083C, 0x81)),
    Style(1, base=7),
    Style(1, base=6, papx=sprm(0x460B)),
    None,
)


def _styled(number: int, more: bytes = b"") -> tuple[str, bytes]:
    return "37", sprm(0x4A30, number) + more


@pytest.mark.parametrize(
    ("istd", "text", "shown"),
    [
        (0, "37", "37"),
        (1, "37", ""),
        (1, ("37", sprm(0x083C, 0)), "37"),
        (1, ("37", sprm(0x083C, 0x80)), ""),
        (1, ("37", sprm(0x083C, 0x81)), "37"),
        (0, ("37", sprm(0x083C, 0x81)), ""),
        (0, _styled(2), "37?"),
        (0, _styled(3), "37?"),
        (0, _styled(3, sprm(0x0837, 0)), "37"),
        (0, ("37", STRIKE + sprm(0x4A30, 0)), "37"),
        (0, ("37", STRIKE + sprm(0x2A33, 0)), "37"),
        (0, ("37", DELETED + sprm(0x2A33, 0)), ""),
        (0, _styled(4), "37?"),
        (0, _styled(5), ""),
        (1, _styled(5), "37"),
        (6, "37", "37"),
        (8, "37", "37"),
        (99, "37", "37"),
    ],
)
def test_styles_hide_strike_out_and_raise(istd: int, text: Text, shown: str) -> None:
    assert _cell(text, istd=istd, tables=_STYLES) == shown


_TABLES, _BEHIND = lists(
    level("\x00、", 0x0A, (1,)),
    level("", 0xFF),
    level("\uf06c", 0x17),
    level("\x00", 0, (1,), chpx=VANISH),
    level("\x00", 0xFF, (1,)),
    level("", 0xFF),
    overrides={5: level("\x00", 0, (1,))},
)


@pytest.mark.parametrize(
    ("papx", "text", "shown"),
    [
        (sprm(0x460B, 1), "", "?"),
        (sprm(0x460B, 1), "37", "37?"),
        (sprm(0x460B, 2), "37", "37"),
        (sprm(0x460B, 3), "37", "37?"),
        (sprm(0x460B, 4), "37", "37"),
        (sprm(0x460B, 5), "37", "37"),
        (sprm(0x460B, 6), "37", "37?"),
        (sprm(0x460B, -1), "37", "37?"),
        (sprm(0x460B, 0), "37", "37"),
        (sprm(0x460B, 99), "37", "37"),
        (sprm(0x460B, 0xF801 - 0x10000), "37", "37"),
        (sprm(0x460B, 1) + sprm(0x260A, 12), "37", "37"),
    ],
)
def test_number_that_a_list_makes_is_neither_blank_nor_part_of_a_figure(
    papx: bytes, text: str, shown: str
) -> None:
    assert _cell(text, papx=papx, tables=_TABLES, behind=_BEHIND) == shown


def test_list_may_come_from_the_style() -> None:
    tables = _TABLES | style_sheet(Style(1), Style(1, papx=sprm(0x460B, 1)))
    assert _cell("37", istd=1, tables=tables, behind=_BEHIND) == "37?"
    none = sprm(0x460B, 0)
    assert _cell("37", istd=1, papx=none, tables=tables, behind=_BEHIND) == "37"


def test_digits_of_a_symbol_font_are_doubtful() -> None:
    tables = fonts("宋体", "Wingdings 2")
    assert _cell(("2", sprm(0x4A4F, 1)), tables=tables) == "2?"
    assert _cell(("2", sprm(0x4A4F, 0)), tables=tables) == "2"


def test_white_text_is_seen_in_a_shaded_cell_only() -> None:
    shades = sprm(0xD612, _DARK + _PALE)
    table = row(("1", _WHITE), ("2", _WHITE), ("3", _WHITE), more=shades)
    assert _shown(_read(table)) == [["1", "2?", "3?"]]
    old = row(("1", _WHITE), ("2", _WHITE), more=sprm(0xD609, struct.pack("<HH", 1 << 5, 8 << 5)))
    assert _shown(_read(old)) == [["1", "2?"]]


def test_doubts_of_running_text_stand_where_they_are() -> None:
    (found,) = _read(p("  办结37", ("1", _SUPERSCRIPT), "件", ("(", _SYMBOL), "。")).paragraphs
    assert (found.text, found.doubts) == ("办结371件。", ((4, 5), (6, 6)))
    first, second = _read(p(("一1", STRIKE), "\x0b二", ("2", STRIKE))).paragraphs
    assert (first.doubts, second.doubts) == (((0, 2),), ((1, 2),))


def test_lines_of_a_cell_are_put_together() -> None:
    parts = row(p("3", papx=IN_TABLE), p(papx=IN_TABLE), cell("7"), "8")
    assert _shown(_read(parts)) == [["3\n7", "8"]]


def test_paragraphs_whose_mark_was_deleted_are_one() -> None:
    assert _shown(_read(row(p("3", papx=IN_TABLE, deleted=True), cell("7")))) == [["37"]]


def test_deleted_rows_are_gone_and_deleted_cells_doubtful() -> None:
    gone = row(cell("1", deleted=True), cell("2", deleted=True), deleted=True)
    kept = row(cell("3", deleted=True), cell("4"), deleted=True)
    document = _read(row("5", "6"), gone, kept)
    assert _shown(document) == [["5", "6"], ["3?", "4"]]
    assert [found.row for found in cells(document)] == [1, 1, 3, 3]


def _places(document: Document) -> list[tuple[str, int, int]]:
    return [(found.text, found.column, found.column_span) for found in cells(document)]


def test_edges_of_all_rows_make_the_columns() -> None:
    document = _read(
        row("A", "B", edges=(0, 2000, 3000)),
        row("C", "D", "E", edges=(0, 1000, 2000, 3000)),
        row("F", edges=(1000, 3000)),
    )
    assert _places(document) == [
        *(("A", 1, 2), ("B", 3, 1)),
        *(("C", 1, 1), ("D", 2, 1), ("E", 3, 1)),
        ("F", 2, 2),
    ]


def test_edges_that_differ_by_some_twips_are_one() -> None:
    document = _read(row("A", "B", edges=(0, 1001, 2000)), row("C", "D", edges=(-1, 999, 2002)))
    assert _places(document) == [("A", 1, 1), ("B", 2, 1), ("C", 1, 1), ("D", 2, 1)]


@pytest.mark.parametrize("merges", [{0: 2, 1: 1}, {0: 3, 1: 1}, {0: 1, 1: 2}])
def test_cells_merged_across_are_one(merges: dict[int, int]) -> None:
    document = _read(row("1", "", "2", merges=merges))
    assert _places(document) == [("1", 1, 2), ("2", 3, 1)]


def test_sets_of_merged_cells_stand_side_by_side() -> None:
    document = _read(row("1", "", "2", "", merges={0: 1, 1: 2, 2: 1, 3: 2}))
    assert _places(document) == [("1", 1, 2), ("2", 3, 2)]


def test_hidden_text_of_a_cell_merged_across_makes_it_doubtful() -> None:
    assert _shown(_read(row("1", "9", merges={0: 2, 1: 1}))) == [["1?"]]


_RESTART, _GOES_ON = 0x60, 0x20


def test_cells_merged_down_are_one_and_those_that_continue_nothing_cells() -> None:
    document = _read(
        row("1", "2", merges={0: _GOES_ON}),
        row("", "4", merges={0: _GOES_ON}),
        row("5", edges=(0, 2000), merges={0: _RESTART}),
        row("6", "7", merges={0: _GOES_ON}),
        row("8", "9", merges={0: _RESTART}, edges=(0, 1002, 2000)),
        row("", "10", merges={0: _GOES_ON}),
    )
    assert _shown(document) == [["1", "2"], ["4"], ["5"], ["6", "7"], ["8", "9"], ["10"]]


@pytest.mark.parametrize(
    ("change", "places"),
    [
        (sprm(0x5624, b"\x00\x02"), [("1", 1, 2), ("2", 3, 1)]),
        (sprm(0x5624, b"\x00\x02") + sprm(0x5625, b"\x00\x02"), [("1", 1, 1), ("", 2, 1), ("2", 3, 1)]),
        (sprm(0x7623, b"\x00\x01\xd0\x07"), [("1", 1, 2), ("", 3, 1), ("2", 4, 1)]),
        (sprm(0x9602, 100) + sprm(0x9601, 1100), [("1", 2, 1), ("", 3, 1), ("2", 4, 1)]),
    ],
)  # fmt: skip
def test_definition_of_a_row_may_be_changed_behind_it(
    change: bytes, places: list[tuple[str, int, int]]
) -> None:
    document = _read(row("a", "b", "c"), row("1", "", "2", more=change))
    assert _places(document)[3:] == places


@pytest.mark.parametrize(
    "change", [sprm(0x7621, b"\x01\x01\xe8\x03"), sprm(0x5622, b"\x01\x02"), sprm(0xD62B, b"\x00\x01")]
)  # fmt: skip
def test_cells_are_inserted_deleted_and_merged_down_behind_the_definition(change: bytes) -> None:
    count = {0x7621: 1, 0x5622: 3, 0xD62B: 2}[struct.unpack_from("<H", change)[0]]
    first = row("a", "b", merges={0: _RESTART})
    second = [*(cell(str(i)) for i in range(2)), Part((), "\x07", IN_TABLE + TTP)]
    second[-1] = Part(
        (), "\x07", IN_TABLE + TTP + definition(range(0, 1000 * (count + 1), 1000)) + change
    )
    document = _read(first, second)
    expected = [["1"]] if count == 2 else [["0", "1"]]
    assert _shown(document)[1:] == expected


@pytest.mark.parametrize(
    "edges", [(0, 1000), (0, 1000, 2000, 3000), (0, 1000, 1000), (0, 1000, 500)]
)
def test_row_whose_cells_are_not_told_is_doubtful(edges: tuple[int, ...]) -> None:
    end = Part((), "\x07", IN_TABLE + TTP + definition(edges))
    assert _shown(_read(cell("1"), cell("2"), end)) == [["1?", "2?"]]


def test_row_without_definition_is_doubtful() -> None:
    assert _shown(_read(cell("1"), Part((), "\x07", IN_TABLE + TTP))) == [["1?"]]


def test_definition_of_a_row_may_lie_in_the_data_stream() -> None:
    defined = itap(1) + TTP + definition((0, 3000, 4000))
    data = bytes(7) + struct.pack("<H", len(defined)) + defined
    for name in (0x6646, 0x646B):
        end = Part((), "\x07", sprm(name, 7))
        document = _read(row("a", "b", "c"), cell("1"), cell("2"), end, data=data)
        assert _places(document)[3:] == [("1", 1, 3), ("2", 4, 1)]


def _inner(*texts: str) -> list[Part]:
    parts = [p(text, papx=itap(2) + INNER_CELL) for text in texts]
    edges = range(0, 500 * (len(texts) + 1), 500)
    return [*parts, Part((), "\r", itap(2) + INNER_TTP + definition(edges))]


def test_nested_tables_are_read_and_the_table_around_only_lays_out() -> None:
    before, after = p("前", papx=itap(1)), cell("后", papx=itap(1))
    document = _read(row(before, *_inner("1", "2"), *_inner("3", "4"), after, "旁"), p("外"))
    assert lines(document) == ["前", "后", "旁", "外"]
    assert _shown(document) == [["1", "2"], ["3", "4"]]


def test_tables_are_numbered_as_they_come() -> None:
    document = _read(row("1"), p("中"), row("2"))
    assert [grid.number for grid in grids(document)] == [1, 2]


def test_cells_that_no_row_follows_are_paragraphs() -> None:
    assert lines(_read(p("前"), cell("1"), cell("2"), p("后"))) == ["前", "1", "2", "后"]


def test_pages_and_sections_part_paragraphs() -> None:
    parts = (p("一"), Part((("二", b""),), "\x0c"), p("三\x0e四"))
    assert lines(_read(*parts)) == ["一", "二", "三", "四"]


def test_text_box_stands_behind_the_paragraph_that_anchors_it() -> None:
    boxes = {7: [p("框"), *row("1", "2")], 8: [p("又")]}
    document = _read(p("前\x08"), p("后\x08"), boxes=boxes, anchors={1: 7, 4: 8})
    assert lines(document) == ["前", "框", "后", "又"]
    assert _shown(document) == [["1", "2"]]


def test_text_box_that_is_anchored_nowhere_comes_last() -> None:
    document = _read(p("前"), *row("\x0837"), boxes={7: [p("框")]}, anchors={2: 9})
    assert lines(document) == ["前", "框"]
    assert _shown(document) == [["37?"]]  # it may lie over any cell


def test_text_box_in_deleted_text_is_gone() -> None:
    document = _read(p("前", ("\x08", DELETED)), boxes={7: [p("框")]}, anchors={1: 7})
    assert lines(document) == ["前"]


def test_text_box_may_lie_over_the_cell_in_which_it_stands() -> None:
    boxes = {7: [p("5")], 8: list(row("9"))}
    document = _read(*row("36\x08", "37\x08", "38"), boxes=boxes, anchors={2: 7, 6: 8})
    assert _shown(document) == [["365?", "37?", "38"], ["9"]]


def test_text_in_bytes_and_in_words_is_one_text() -> None:
    parts = [p("37 €"), p("件")]
    for pieces in (
        (Piece(5, compressed=True), Piece(2)),
        (Piece(2), Piece(3, compressed=True), Piece(2)),
    ):
        assert lines(_read(*parts, pieces=pieces)) == ["37 €", "件"]


@pytest.mark.parametrize(
    ("prm", "prcs", "shown"),
    [
        (0, (), "1234"),
        (0x5C << 1 | 1 << 8, (), "12"),
        (0x41 << 1 | 1 << 8, (), "12"),
        (0x57 << 1 | 1 << 8, (), "1234?"),
        (1, (STRIKE,), "1234?"),
        (1 << 1 | 1, (STRIKE, VANISH), "12"),
    ],
)
def test_pieces_of_a_quickly_saved_document_have_properties_of_their_own(
    prm: int, prcs: tuple[bytes, ...], shown: str
) -> None:
    pieces = (Piece(2), Piece(2, prm=prm), Piece(2))
    assert _shown(_read(row("1234"), pieces=pieces, prcs=prcs)) == [[shown]]


def test_piece_may_put_a_paragraph_into_a_table() -> None:
    end = Part((), "\x07", TTP + definition((0, 1000)))
    pieces = (Piece(3, prm=0x18 << 1 | 1 << 8),)
    assert _shown(_read(Part((("1", b""),), "\x07"), end, pieces=pieces)) == [["1"]]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"flags": 0x0300}, "设有密码"),
        ({"flags": 0x8300}, "设有密码"),
        ({"version": 0x68}, "版本过旧"),
        ({"tables": {33: b""}}, "已损坏"),
        ({"tables": {13: b"\x01"}}, "已损坏"),
        ({"tables": {1: b"\xff\xff\x01\x00\x0a\x00"}}, "已损坏"),
        ({"pieces": (Piece(3), Piece(999))}, "已损坏"),
        ({"pieces": (Piece(4, prm=1),)}, "已损坏"),
    ],
)
def test_document_that_cannot_be_read_is_refused(more: dict[str, object], said: str) -> None:
    with pytest.raises(UnreadableReport, match=said):
        _read(p("三个字"), **more)


def test_properties_that_run_in_a_circle_are_damaged() -> None:
    data = struct.pack("<HHI", 6, 0x646B, 0)
    with pytest.raises(UnreadableReport, match="已损坏"):
        _read(p("一", papx=sprm(0x646B, 0)), data=data)


def test_tables_within_tables_have_an_end() -> None:
    with pytest.raises(UnreadableReport, match="嵌套过深"):
        _read(p("一", papx=itap(100_000)))


def test_document_of_more_paragraphs_than_any_report_is_refused() -> None:
    with pytest.raises(UnreadableReport, match="内容过多"):
        _read(p("\r" * 300_000))


def test_fields_within_fields_take_no_long_time() -> None:
    begins, ends = "\x13REF a \x14" * 20_000, "\x15" * 20_000
    assert lines(_read(p(f"前{begins}37{ends}后"))) == ["前37后"]
