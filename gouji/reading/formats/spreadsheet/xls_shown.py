"""What an .xls file (BIFF8) shows of its cells, which calamine does not tell; numbers of records as in [MS-XLS] 2.3."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from gouji.reading import limits
from gouji.reading.formats.spreadsheet.cells import DAMAGED, Spot, number_as_shown
from gouji.reading.formats.spreadsheet.number_formats import BUILT_IN
from gouji.report import UnreadableReport

_BEGIN, _END = 0x809, 0x0A
_FONT, _FORMAT, _STYLE, _SHEET, _DATES = 0x31, 0x41E, 0xE0, 0x85, 0x22
_STRINGS, _CONTINUED = 0xFC, 0x3C
_ROW, _COLUMNS, _WINDOW = 0x208, 0x7D, 0x23E
_NUMBER, _SHORT, _SHORTS, _OTHER = 0x203, 0x27E, 0xBD, 0x205
# Some writers keep the formulas of Excel 3 and 4, which begin alike and which calamine passes over.
_FORMULAS: Final = frozenset({0x06, 0x206, 0x406})
_OF_EXCEL_2: Final = frozenset({0x02, 0x03, 0x04, 0x05})  # cells that nobody reads here
_SHARED: Final = 0xFD
_TEXTS: Final = frozenset({_SHARED, 0x204, 0xD6})
_WHITE: Final = frozenset({1, 9})  # colours of the palette
_STRUCK: Final = 0x8
_ROW_HIDDEN: Final = 0x20
_ZEROS_SHOWN: Final = 0x10
_NO_NUMBER: Final = b"\xff\xff"  # where a formula's result is a text, a truth value or an error
_ERROR: Final = 2
_SKIPPED_FONT: Final = 4  # there is no font of this number
_MOST_COLUMNS: Final = 256
_FILL: Final = 26  # bits before the pattern of the fill
_RICH, _SPOKEN = 0x8, 0x4  # flags of a string: runs of fonts, how it is read aloud

Records = Iterator[tuple[int, bytes]]


@dataclass(slots=True)
class ShownSheet:
    """Of one sheet, by 1-based row and column: texts of numbers and errors, what is doubtful or hidden."""

    texts: dict[Spot, str] = field(default_factory=dict)
    doubtful: set[Spot] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def shown_sheets(stream: bytes) -> dict[str, ShownSheet]:
    """What each sheet shows, by its name. Raises UnreadableReport where a record is damaged."""
    book = _Book()
    try:
        for kind, data in _substream(stream, 0):
            book.take(kind, data)
        book.take_strings()
        return {name: book.sheet(_substream(stream, at)) for name, at in book.sheets.items()}
    except struct.error as error:
        raise UnreadableReport(DAMAGED) from error


def _substream(stream: bytes, at: int) -> Records:
    """The records from one beginning to its end; those of charts within are left out."""
    depth = 0
    count = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BEGIN) - (kind == _END)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
        count += 1
        if not count % 4096:
            limits.check_time()


@dataclass(slots=True)
class _Book:
    """Fonts, formats and styles of a workbook, and where its sheets begin."""

    sheets: dict[str, int] = field(default_factory=dict)
    _codes: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    _since_1904: bool = False
    _doubtful_fonts: list[bool] = field(default_factory=list)
    _white_fonts: list[bool] = field(default_factory=list)
    _styles: list[tuple[int, int, bool]] = field(default_factory=list)  # font, format, filled
    _string_records: list[bytes] = field(default_factory=list)
    _doubtful_strings: set[int] = field(default_factory=set)

    def take(self, kind: int, data: bytes) -> None:
        """A record of the workbook itself."""
        if kind == _FONT:
            flags, colour, raised = struct.unpack_from("<2xHH2xH", data)
            self._doubtful_fonts.append(bool(flags & _STRUCK or raised))
            self._white_fonts.append(colour in _WHITE)
        elif kind == _FORMAT:
            number, length = struct.unpack_from("<HH", data)
            self._codes[number] = _string(data[4:], length)
        elif kind == _STYLE:
            font, code, borders = struct.unpack_from("<HH10xI", data)
            self._styles.append((font, code, bool(borders >> _FILL)))
        elif kind == _SHEET:
            at, length = struct.unpack_from("<I2xB", data)
            self.sheets[_string(data[7:], length)] = at
        elif kind == _DATES:
            self._since_1904 = data[:1] == b"\x01"
        elif kind == _STRINGS or (kind == _CONTINUED and self._string_records):
            self._string_records.append(data)

    def take_strings(self) -> None:
        """Once all is known: which of the shared strings are raised or struck out in part."""
        for index, fonts in enumerate(_fonts_of_strings(self._string_records)):
            if any(self._is_odd(self._doubtful_fonts, font) for font in fonts):
                self._doubtful_strings.add(index)

    def sheet(self, records: Records) -> ShownSheet:
        """What one sheet shows. Whether it shows zeros is told behind its cells."""
        sheet = ShownSheet()
        numbers: list[tuple[Spot, int, float]] = []
        zeros = True
        for kind, data in records:
            if kind == _WINDOW:
                zeros = bool(struct.unpack_from("<H", data)[0] & _ZEROS_SHOWN)
            elif kind in {_ROW, _COLUMNS}:
                _take_hidden(sheet, kind, data)
            else:
                numbers += _numbers(kind, data)
                self._take_other(sheet, kind, data)
        for place, style, number in numbers:
            shown = number_as_shown(
                repr(number), self._code(style), zeros=zeros, since_1904=self._since_1904
            )
            sheet.texts[place] = shown.text
            if shown.doubtful or self._is_doubtful(style):
                sheet.doubtful.add(place)
        return sheet

    def _take_other(self, sheet: ShownSheet, kind: int, data: bytes) -> None:
        """Cells that hold no number: texts, which a style may strike out, and errors."""
        if kind not in _TEXTS | _FORMULAS | _OF_EXCEL_2 | {_OTHER}:
            return
        row, column, style = struct.unpack_from("<HHH", data)
        place = row + 1, column + 1
        is_error = kind in _OF_EXCEL_2 or (kind == _OTHER and data[7:8] == b"\x01")
        if kind in _FORMULAS:
            # Of the older ones calamine gives no text either.
            is_error = data[12:14] == _NO_NUMBER and (data[6] == _ERROR or kind != 0x06)
        if is_error:
            sheet.texts[place] = "#"
        shared = kind == _SHARED and struct.unpack_from("<6xI", data)[0] in self._doubtful_strings
        if is_error or shared or self._is_doubtful(style):
            sheet.doubtful.add(place)

    def _code(self, style: int) -> str:
        number = self._styles[style][1] if style < len(self._styles) else 0
        return self._codes.get(number, "")

    def _is_doubtful(self, style: int) -> bool:
        """Struck out, raised, or white without a fill."""
        font, _, filled = self._styles[style] if style < len(self._styles) else (0, 0, False)
        unseen = not filled and self._is_odd(self._white_fonts, font)
        return unseen or self._is_odd(self._doubtful_fonts, font)

    @staticmethod
    def _is_odd(fonts: list[bool], number: int) -> bool:
        number -= number > _SKIPPED_FONT
        return number < len(fonts) and fonts[number]


def _fonts_of_strings(records: list[bytes]) -> Iterator[list[int]]:
    """The numbers of the fonts of the runs of each shared string (2.4.265)."""
    if not records:
        return
    strings = _Strings(records)
    (count,) = struct.unpack("<4xI", strings.take(8))
    for _ in range(count):
        limits.check_time()
        length, flags = struct.unpack("<HB", strings.take(3))
        runs = struct.unpack("<H", strings.take(2))[0] if flags & _RICH else 0
        spoken = struct.unpack("<I", strings.take(4))[0] if flags & _SPOKEN else 0
        strings.skip_text(length, wide=bool(flags & 1))
        found = struct.iter_unpack("<HH", strings.take(4 * runs))
        yield [font for begin, font in found if begin < length]
        strings.take(spoken)


class _Strings:
    """Bytes that go on from record to record; where a text goes on, it says anew whether it is wide."""

    def __init__(self, records: list[bytes]) -> None:
        self._rest = iter(records)
        self._record, self._at = next(self._rest), 0

    def _next(self) -> None:
        following = next(self._rest, None)
        if following is None:
            raise struct.error("the strings end too early")
        self._record, self._at = following, 0

    def take(self, size: int) -> bytes:
        taken = self._record[self._at : self._at + size]
        self._at += len(taken)
        while len(taken) < size:
            self._next()
            more = self._record[: size - len(taken)]
            self._at = len(more)
            taken += more
        return taken

    def skip_text(self, characters: int, *, wide: bool) -> None:
        while True:
            size = 2 if wide else 1
            here = min(characters, (len(self._record) - self._at) // size)
            self._at += here * size
            characters -= here
            if not characters:
                return
            self._next()
            wide, self._at = self._record[:1] == b"\x01", 1


def _take_hidden(sheet: ShownSheet, kind: int, data: bytes) -> None:
    if kind == _ROW:
        row, height, flags = struct.unpack_from("<H4xH4xH", data)
        if flags & _ROW_HIDDEN or not height & 0x7FFF:
            sheet.hidden_rows.add(row + 1)
        return
    first, last, width, flags = struct.unpack_from("<HHH2xH", data)
    if flags & 1 or not width:
        sheet.hidden_columns |= set(range(first + 1, min(last, _MOST_COLUMNS) + 2))


def _numbers(kind: int, data: bytes) -> list[tuple[Spot, int, float]]:
    """Place, style and value of each number in a record."""
    if kind == _SHORTS:
        row, column = struct.unpack_from("<HH", data)
        pairs = struct.iter_unpack("<HI", data[4 : 4 + (len(data) - 6) // 6 * 6])
        return [
            ((row + 1, column + i + 1), style, _short(code))
            for i, (style, code) in enumerate(pairs)
        ]
    if kind not in {_NUMBER, _SHORT, *_FORMULAS}:
        return []
    row, column, style = struct.unpack_from("<HHH", data)
    if kind == _SHORT:
        value = _short(struct.unpack_from("<I", data, 6)[0])
    elif kind in _FORMULAS and data[12:14] == _NO_NUMBER:
        return []
    else:
        value = struct.unpack_from("<d", data, 6)[0]
    return [((row + 1, column + 1), style, value)]


def _short(code: int) -> float:
    """A number in four bytes: an integer, or the upper half of a double, perhaps a hundredfold (2.5.217)."""
    if code & 2:
        value = float((code >> 2) - (1 << 30 if code >> 31 else 0))
    else:
        value = struct.unpack("<d", struct.pack("<Q", (code & 0xFFFFFFFC) << 32))[0]
    return value / 100 if code & 1 else value


def _string(data: bytes, length: int) -> str:
    wide = data[:1] == b"\x01"
    if wide:
        return data[1 : 1 + 2 * length].decode("utf-16-le", "replace")
    return data[1 : 1 + length].decode("latin-1")
