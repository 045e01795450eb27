"""Old Excel files: the figures that the sheet shows, by records made by hand."""

from __future__ import annotations

import struct

import pytest

from gouji.reading.files.compound import CompoundFile, with_one_stream
from gouji.reading.formats.spreadsheet.xls_shown import ShownSheet, shown_sheets
from gouji.reading.read import read
from gouji.report import UnreadableReport
from tests.gouji.reading.hostile import old_sheet

_STYLES = ((0, 0), (0, 1), (0, 9), (1, 0), (0, 200))  # font and format; 200 is the one given


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _sheet(*records: bytes, code: str = "0.0", book: bytes = b"") -> ShownSheet:
    name = "表".encode("utf-16-le")
    begin, end = _record(0x809, struct.pack("<H14x", 0x600)), _record(0x0A)
    coded = struct.pack("<HHB", 200, len(code), 1) + code.encode("utf-16-le")
    head = (
        begin
        + _record(0x31, struct.pack("<HHHHH", 200, 0, 0, 400, 0))
        + _record(0x31, struct.pack("<HHHHH", 200, 8, 0, 400, 0))
        + _record(0x41E, coded)
        + b"".join(_record(0xE0, struct.pack("<HH16x", *style)) for style in _STYLES)
        + book
    )
    sheet = struct.pack("<IHBB", len(head) + 4 + 8 + len(name) + 4, 0, 1, 1) + name
    stream = head + _record(0x85, sheet) + end + begin + b"".join(records) + end
    return shown_sheets(stream)["表"]


def _number(value: float, style: int = 0) -> bytes:
    return _record(0x203, struct.pack("<HHHd", 0, 0, style, value))


@pytest.mark.parametrize(
    ("record", "shown"),
    [
        (_number(37), "37"),
        (_number(0.5, 1), "1"),
        (_number(0.5, 2), "50%"),
        (_number(2.25, 4), "2.3"),
        (_record(0x27E, struct.pack("<HHHI", 0, 0, 0, 37 << 2 | 2)), "37"),
        (_record(0x27E, struct.pack("<HHHI", 0, 0, 0, 3750 << 2 | 3)), "37.5"),
        (_record(0x27E, struct.pack("<HHHi", 0, 0, 0, -417 * 4 + 2)), "-417"),
        (_record(0x27E, struct.pack("<HHHI", 0, 0, 0, 0x40428000)), "37"),
        (_record(0x06, struct.pack("<HHHd8x", 0, 0, 1, 0.5)), "1"),
        (_record(0x206, struct.pack("<HHHd8x", 0, 0, 1, 0.5)), "1"),
        (_record(0x406, struct.pack("<HHHd8x", 0, 0, 0, 37)), "37"),
        (_record(0x406, struct.pack("<HHH", 0, 0, 0) + b"\0\0\0\0\0\0\xff\xff"), "#?"),
        (_record(0x02, struct.pack("<HH3xH", 0, 0, 37)), "#?"),
        (_record(0x205, struct.pack("<HHHBB", 0, 0, 0, 0x17, 1)), "#?"),
        (_record(0x06, struct.pack("<HHH", 0, 0, 0) + b"\2\0\x17\0\0\0\xff\xff"), "#?"),
        (_record(0x205, struct.pack("<HHHBB", 0, 0, 0, 1, 0)), None),
    ],
)
def test_number_is_read_as_it_is_shown(record: bytes, shown: str | None) -> None:
    sheet = _sheet(record)
    doubt = "?" * ((1, 1) in sheet.doubtful)
    assert (sheet.texts[1, 1] + doubt if sheet.texts else None) == shown


def test_numbers_that_share_a_record_each_have_their_place() -> None:
    pairs = b"".join(struct.pack("<HI", 1, value << 2 | 2) for value in (5, 6, 7))
    sheet = _sheet(_record(0xBD, struct.pack("<HH", 3, 2) + pairs + struct.pack("<H", 4)))
    assert sheet.texts == {(4, 3): "5", (4, 4): "6", (4, 5): "7"}


def test_hidden_rows_and_columns_are_told() -> None:
    row = struct.Struct("<HHHHHHI")
    sheet = _sheet(
        _record(0x208, row.pack(1, 0, 9, 300, 0, 0, 0x20)),
        _record(0x208, row.pack(2, 0, 9, 300, 0, 0, 0)),
        _record(0x7D, struct.pack("<HHHHHH", 3, 4, 2000, 0, 1, 0)),
        _record(0x7D, struct.pack("<HHHHHH", 6, 6, 2000, 0, 0, 0)),
    )
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {4, 5})


def test_zeros_that_a_sheet_does_not_show_are_blank() -> None:
    assert _sheet(_number(0), _record(0x23E, struct.pack("<H", 0))).texts == {(1, 1): ""}
    assert _sheet(_number(0), _record(0x23E, struct.pack("<H", 0x10))).texts == {(1, 1): "0"}


def test_struck_out_cells_are_doubtful_whatever_they_hold() -> None:
    assert _sheet(_number(37, 3)).doubtful == {(1, 1)}
    assert _sheet(_record(0xFD, struct.pack("<HHHI", 2, 3, 3, 0))).doubtful == {(3, 4)}


def test_chart_within_a_sheet_is_no_part_of_it() -> None:
    chart = _record(0x809, struct.pack("<H14x", 0x600)) + _number(5) + _record(0x0A)
    assert _sheet(chart, _number(37)).texts == {(1, 1): "37"}


def test_damaged_record_is_no_reason_to_believe_the_rest() -> None:
    with pytest.raises(UnreadableReport, match="已损坏"):
        _sheet(_record(0x203, b"\0"))


@pytest.mark.parametrize(("fill", "doubtful"), [(0, {(1, 1)}), (1, set())])
def test_white_figures_are_doubtful_where_nothing_lies_behind_them(
    fill: int, doubtful: set[tuple[int, int]]
) -> None:
    style = _record(0xE0, struct.pack("<HH10xI2x", 2, 0, fill << 26))
    white = _record(0x31, struct.pack("<HHHHH", 200, 0, 9, 400, 0))
    assert _sheet(_number(0, len(_STYLES)), book=white + style).doubtful == doubtful


def _strings(*texts: tuple[str, tuple[int, ...]]) -> bytes:
    """Shared strings, each with the fonts of its runs, which begin at its characters from the second on."""
    found = struct.pack("<II", len(texts), len(texts))
    for text, fonts in texts:
        runs = b"".join(struct.pack("<HH", i, font) for i, font in enumerate(fonts, 1))
        head = struct.pack("<HBH", len(text), 9, len(fonts))
        found += head + text.encode("utf-16-le") + runs
    return found


def _shared(row: int, index: int) -> bytes:
    return _record(0xFD, struct.pack("<HHHI", row, 0, 0, index))


_TEXTS = (("371", (0, 1)), ("37", (0,)), ("38", (1,)), ("39", (0, 1)))


def test_texts_that_are_struck_out_or_raised_in_part_are_doubtful() -> None:
    cells = [_shared(row, row) for row in range(4)]
    sheet = _sheet(*cells, book=_record(0xFC, _strings(*_TEXTS)))
    # The last one's run begins where the text ends.
    assert sheet.doubtful == {(1, 1), (3, 1)}


def test_texts_that_go_on_in_another_record_are_told_apart() -> None:
    whole = _strings(*_TEXTS)
    cells = [_shared(row, row) for row in range(4)]
    for at in (8, 8 + 5 + 2, 8 + 5 + 6, 8 + 5 + 6 + 3):
        within_text = 8 + 5 < at < 8 + 5 + 6
        rest = (b"\1" if within_text else b"") + whole[at:]
        book = _record(0xFC, whole[:at]) + _record(0x3C, rest)
        assert _sheet(*cells, book=book).doubtful == {(1, 1), (3, 1)}
    narrow = _record(0xFC, whole[: 8 + 5 + 2]) + _record(0x3C, b"\x0071" + whole[8 + 5 + 6 :])
    assert _sheet(*cells, book=narrow).doubtful == {(1, 1), (3, 1)}


def test_numbers_with_chinese_formats_of_dates_are_no_figures() -> None:
    date = _record(0xE0, struct.pack("<HH16x", 0, 57))
    assert _sheet(_number(44621, len(_STYLES)), book=date).texts == {(1, 1): "2022-03-01"}


def test_workbook_of_excel_95_is_refused_with_what_to_do() -> None:
    with pytest.raises(UnreadableReport, match=r"Excel 95.*另存为"):
        read(old_sheet(b"\x09\x08\x10\x00\x00\x06", lambda bof: bof[:4] + b"\x00\x05" + bof[6:]))


_SHORT_NUMBER = struct.pack("<HH", 0x27E, 10)


def _formula_of_excel_4(record: bytes) -> bytes:
    row, column, style, number = struct.unpack("<4xHHHI", record)
    return _record(0x406, struct.pack("<HHHd8x", row, column, style, number >> 2))


def test_cell_that_only_older_programs_write_is_not_lost() -> None:
    document = old_sheet(_SHORT_NUMBER, bytes)
    stream = CompoundFile(document).stream("Workbook") or b""
    start = stream.rindex(_SHORT_NUMBER)
    record = stream[start : start + 14]
    older = stream[:start] + _formula_of_excel_4(record) + stream[start + 14 :]
    assert read(with_one_stream("Workbook", older)).cells == read(document).cells


@pytest.mark.parametrize("name", ["WORKBOOK", "workbook"])
def test_stream_is_found_in_whatever_case_its_name_is_written(name: str) -> None:
    document = old_sheet(_SHORT_NUMBER, bytes)
    renamed = document.replace("Workbook".encode("utf-16-le"), name.encode("utf-16-le"))
    assert renamed != document
    assert read(renamed).cells == read(document).cells


@pytest.mark.parametrize("marked", [0xFFFFFFFF, 0xFFFFFFFE, 0])
def test_tables_of_the_file_that_are_not_marked_as_such_do_no_harm(marked: int) -> None:
    document = bytearray(old_sheet(_SHORT_NUMBER, bytes))
    expected = read(bytes(document)).cells
    (first,) = struct.unpack_from("<I", document, 76)
    struct.pack_into("<I", document, (first + 1) * 512 + first * 4, marked)
    struct.pack_into("<II", document, 60, 0, 0)  # and a mini FAT that is empty
    assert read(bytes(document)).cells == expected
