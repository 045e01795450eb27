"""How far an .xls unfolds, checked before calamine allocates for it.

Two cells at opposite corners of a sheet make calamine fill everything between; the process does not survive that.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gouji.reading import limits
from gouji.reading.files.compound import CompoundFile
from gouji.reading.formats.spreadsheet.cells import DAMAGED
from gouji.report import UnreadableReport

ENCRYPTED: Final = "电子表格设有密码，无法打开，请取消密码后重新报送。"
_TOO_OLD: Final = (
    "这是 Excel 95 或更早版本的电子表格，请用 Excel 或 WPS 打开、另存为 .xlsx 后重新报送。"
)
_BYTES_FOR_A_CHARACTER: Final = 4  # at most
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
_XLS_STREAMS: Final = ("workbook", "book")
_XLS_VERSION: Final = (
    b"\x00\x06"  # BIFF8; what is older shows numbers in ways that are not known here
)


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


def check_compound_file(document: bytes) -> bytes:
    """Check an .xls and give its sheets' stream. Raises UnreadableReport where it is damaged, too old or too large."""
    stream = _workbook(document)
    if stream[4:6] != _XLS_VERSION and stream[:1] == b"\x09":
        raise UnreadableReport(_TOO_OLD)
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
    try:
        file = CompoundFile(document)
        streams = (file.stream(name) for name in _XLS_STREAMS)
        return next((stream for stream in streams if stream is not None), b"")
    except ValueError as error:
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
