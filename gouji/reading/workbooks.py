"""How far a workbook unfolds, checked before calamine allocates for it.

Two cells at opposite corners of a sheet make calamine fill everything between; the process does not survive that.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gouji.reading import limits
from gouji.reading.packages import Package
from gouji.report import UnreadableReport

_CELL = re.compile(rb"<(?:\w+:)?(c|row)(?=[\s/>])([^<>]*)")
_REFERENCE = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]*)(\d*)""")
_SHARED = re.compile(rb"""\bt\s*=\s*["']s["']""")
DAMAGED: Final = "电子表格已损坏，打不开，请用 Excel 或 WPS 打开原件、另存为 .xlsx 后重新报送。"
ENCRYPTED: Final = "电子表格设有密码，无法打开，请取消密码后重新报送。"
_TAG = re.compile(rb"<[^<>]*>")
_NOT_CALCULATED: Final = (
    "电子表格里的公式没有保存计算结果，请用 Excel 或 WPS 打开、保存后重新报送。"
)
# A formula that no program has calculated yet would be read as a blank.
_UNCALCULATED = re.compile(rb"<f(?:\s[^<>]*)?(?:/>|>[^<]*</f>)\s*+(?:<v\s*/>|<v>\s*</v>)?\s*+</c>")
_BYTES_FOR_A_CHARACTER: Final = 4  # at most
_LARGEST: Final = 1 << 24  # what a row or column beyond any sheet counts as

# Records of .xls ([MS-XLS] 2.3) that begin with a row and a column and hold something; the last has several cells.
_XLS_CELLS: Final = frozenset(
    {0x02, 0x03, 0x04, 0x05, 0x06, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x206, 0x27E, 0x406}
)
_XLS_SEVERAL: Final = 0xBD
_XLS_BEGINS: Final = frozenset({0x09, 0x209, 0x409, 0x809})
_XLS_ENCRYPTED: Final = 0x2F
_XLS_SIZE: Final = 0x200  # first and last row, first and last column
_XLS_ROWS, _XLS_COLUMNS = 65536, 256
_XLS_SHARED: Final = 0xFD
_XLS_STRINGS: Final = frozenset({0xFC, 0x3C})  # with what goes on behind them
# Records of .xlsb ([MS-XLSB] 2.3.1).
_XLS_STREAMS: Final = ("workbook", "book")
_XLSB_ROW: Final = 0
_XLSB_CELLS: Final = range(1, 12)
_XLSB_SHARED: Final = 7
_XLSB_STRING: Final = 19


@dataclass(slots=True)
class _Extent:
    """The corner of a sheet that is farthest from A1, counted from 1."""

    rows: int = 0
    columns: int = 0

    def take(self, row: int, column: int) -> None:
        """Widen it so that it holds a cell."""
        self.rows = max(self.rows, row)
        self.columns = max(self.columns, column)

    def check(self) -> None:
        """Raise UnreadableReport where it is too large."""
        limits.check_cells(self.rows * self.columns)


def check_package(package: Package) -> None:
    """Check an .xlsx or .xlsb. Raises UnreadableReport, also where formulas have no results."""
    longest = references = 0
    for name in package.names:
        content = package.read(name)
        limits.check_time()
        if not content.lstrip()[:3].startswith((b"<", b"\xef\xbb\xbf")):
            found = _binary_part(content) if name.endswith(".bin") else (0, 0)
        else:
            found = _xml_part(content)
        longest, references = max(longest, found[0]), references + found[1]
    _check_text(longest * references)


def _xml_part(content: bytes) -> tuple[int, int]:
    """The longest shared string of a part, and how often its cells name one."""
    limits.check_elements(content.count(b"<"))
    if b"<!DOCTYPE" in content:
        raise UnreadableReport("文件里含有外部引用声明（DTD），请用 Excel 或 WPS 另存后重新报送。")
    _extent(content).check()
    if _UNCALCULATED.search(content):
        raise UnreadableReport(_NOT_CALCULATED)
    strings = content.split(b"<si>") if b"<si>" in content else []
    longest = max((len(_TAG.sub(b"", text)) for text in strings), default=0)
    return longest, len(_SHARED.findall(content))


def _extent(content: bytes) -> _Extent:
    extent = _Extent()
    row = column = 0
    for match in _CELL.finditer(content):
        reference = _REFERENCE.search(match[2])
        if match[1] == b"row":
            row, column = _number(reference[2]) if reference else row + 1, 0
            continue
        if reference is not None:
            row, column = _number(reference[2]), _column(reference[1])
        else:
            column += 1  # a cell without a reference stands behind the one before it
        if not match[2].endswith(b"/"):
            extent.take(row, column)
    return extent


def _number(digits: bytes) -> int:
    return int(digits or b"0") if len(digits) < 8 else _LARGEST


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters.upper()[:5]:
        column = column * 26 + letter - 64
    return column


def _binary_part(content: bytes) -> tuple[int, int]:
    extent = _Extent()
    longest = references = row = 0
    for kind, data in _xlsb_records(content):
        if kind == _XLSB_STRING:
            longest = max(longest, len(data))
        elif kind == _XLSB_ROW and len(data) >= 4:
            row = int.from_bytes(data[:4], "little") + 1
        elif kind in _XLSB_CELLS and len(data) >= 4:
            extent.take(row, int.from_bytes(data[:4], "little") + 1)
            references += kind == _XLSB_SHARED
    extent.check()
    return longest, references


def _xlsb_records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and data of each record; both the number and the length are stored seven bits to a byte."""
    at = count = 0
    while at < len(content):
        kind, at = _varied(content, at, 2)
        length, at = _varied(content, at, 4)
        yield kind, content[at : at + length]
        at += length
        count += 1
        if not count % 4096:
            limits.check_time()


def _varied(content: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for i, byte in enumerate(content[at : at + most]):
        value |= (byte & 0x7F) << 7 * i
        if not byte & 0x80:
            return value, at + i + 1
    return value, at + most


def check_compound_file(document: bytes) -> bytes:
    """Check an .xls and give its sheets' stream. Raises UnreadableReport where it is damaged or too large."""
    stream = _workbook(document)
    extents = [_Extent()]
    strings = 0
    shared: dict[bytes, int] = {}
    for kind, data in _xls_records(stream):
        if kind == _XLS_ENCRYPTED:
            raise UnreadableReport(ENCRYPTED)  # calamine reads on where the password only obscures
        if kind in _XLS_BEGINS:
            extents.append(_Extent())
        elif kind in _XLS_STRINGS:
            strings += len(data)
        else:
            _take_xls(extents[-1], kind, data)
            if kind == _XLS_SHARED:
                shared[data[6:10]] = shared.get(data[6:10], 0) + 1
    for extent in extents:
        extent.check()
    _check_text(strings * max(shared.values(), default=0))
    return stream


def _take_xls(extent: _Extent, kind: int, data: bytes) -> None:
    if kind in _XLS_CELLS and len(data) >= 4:
        row, column = struct.unpack_from("<HH", data)
        extent.take(row + 1, column + 1)
    elif kind == _XLS_SEVERAL and len(data) >= 6:
        (row,), (column,) = struct.unpack_from("<H", data), struct.unpack("<H", data[-2:])
        extent.take(row + 1, column + 1)
    elif kind == _XLS_SIZE:
        _check_claim(data)


def _check_claim(data: bytes) -> None:
    """What a sheet says of its size may be formats without cells, but calamine reserves room for it."""
    first_row = rows = first_column = columns = 0
    if len(data) >= 12:
        first_row, rows, first_column, columns = struct.unpack_from("<IIHH", data)
    elif len(data) >= 8:
        first_row, rows, first_column, columns = struct.unpack_from("<HHHH", data)
    if first_row > rows or first_column > columns:
        raise UnreadableReport(DAMAGED)  # it would count backwards to four billion
    if rows > _XLS_ROWS or columns > _XLS_COLUMNS:
        raise UnreadableReport(limits.TABLES_TOO_LARGE)


def _workbook(document: bytes) -> bytes:
    """The stream of an .xls that holds its sheets."""
    from doc2docx.cfb import CompoundFile, CompoundFileLimits  # late: it takes some 80 ms
    from doc2docx.errors import Doc2DocxError

    bounds = CompoundFileLimits(max_input_bytes=limits.MAX_BYTES, max_stream_bytes=limits.MAX_BYTES)
    try:
        file = CompoundFile(document, limits=bounds)
        names = [entry.path for entry in file.entries]
        name = next((name for name in names if name.casefold() in _XLS_STREAMS), None)
        return file.open_stream(name) if name else b""
    except (Doc2DocxError, ValueError, struct.error, KeyError) as error:
        raise UnreadableReport(DAMAGED) from error


def _xls_records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = count = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
        count += 1
        if not count % 4096:
            limits.check_time()


def _check_text(characters: int) -> None:
    """Cells that share a long string each get a copy of it."""
    limits.check_text(characters // _BYTES_FOR_A_CHARACTER)
