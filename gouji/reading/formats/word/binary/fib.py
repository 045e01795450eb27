"""The parts of a Word 97 to 2003 document, as its FIB names them ([MS-DOC] 2.5): text, runs and paragraphs.

A character is told by its position in the text, its cp, and lies at an offset of the stream WordDocument, its fc.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from gouji.reading import limits
from gouji.reading.files.compound import CompoundFile
from gouji.reading.formats.word.binary.sprms import Prl, prls, prls_of_prm0

_WORD_97: Final = 0xC0  # nFib; the empty document that Word itself brought has this instead of 0xC1
_IDENT: Final = 0xA5EC
_ENCRYPTED: Final = 0x0100
_IN_1TABLE: Final = 0x0200
_FIB_BASE: Final = 32  # bytes
_CCP_TEXT, _CCP_TXBX, _CCP_HDR_TXBX = 3, 9, 10  # in FibRgLw97
# Pairs of fc and lcb in FibRgFcLcb97.
STSHF: Final = 1
_PLCF_BTE_CHPX: Final = 12
_PLCF_BTE_PAPX: Final = 13
STTBF_FFN: Final = 15
_CLX: Final = 33
PLCF_AND_REF: Final = 4
PLC_SPA_MOM: Final = 40
PLCF_TXBX_TXT: Final = 56
PLF_LST: Final = 73
PLF_LFO: Final = 74

_FKP: Final = 512  # bytes
_PN: Final = 0x3FFFFF  # the bits that number an FKP
_BX_PAP: Final = 13  # bytes
_PRC, _PCDT = 1, 2
_PCD: Final = 8  # bytes
_COMPRESSED: Final = 0x40000000
_FC: Final = 0x3FFFFFFF
_COMPLEX: Final = 1  # a Prm that names properties of the Clx
_ANSI: Final = {code: bytes((code,)).decode("cp1252", "replace") for code in range(0x80, 0xA0)}


class EncryptedDocument(Exception):
    """The document has a password."""


class _Piece(NamedTuple):
    """A piece of the text: its cps, its first fc, the bytes of a character, and properties that it adds."""

    start: int
    end: int
    fc: int
    width: int
    prm: tuple[Prl, ...]


class Run(NamedTuple):
    """Characters with the properties that differ from their style."""

    start: int
    end: int
    chpx: bytes
    prm: tuple[Prl, ...]


class _Formats(NamedTuple):
    """What the FKPs of one kind say, by fc: where each run or paragraph begins and ends, and its properties."""

    starts: list[int]
    ends: list[int]
    properties: list[bytes]


class WordFile:
    """A document's text and properties. Raises ValueError or struct.error where it is damaged or too old."""

    def __init__(self, document: bytes) -> None:
        file = CompoundFile(document)
        self._main = file.stream("WordDocument") or b""
        ident, version, flags = struct.unpack_from("<HH6xH", self._main)
        if ident != _IDENT or version < _WORD_97:
            raise ValueError("older than Word 97")
        if flags & _ENCRYPTED:
            raise EncryptedDocument
        self._table = file.stream("1Table" if flags & _IN_1TABLE else "0Table") or b""
        self.data = file.stream("Data") or b""
        counts = self._read_fib()
        self.main = counts[
            _CCP_TEXT
        ]  # characters of the text, and where that of the boxes begins and ends
        self.boxes = sum(counts[_CCP_TEXT:_CCP_TXBX])
        self.boxes_end = self.boxes + counts[_CCP_TXBX]
        self._pieces = tuple(self._read_pieces())
        self._starts = [piece.start for piece in self._pieces]
        limits.check_text(self._pieces[-1].end)
        self.text = "".join(map(self._text_of, self._pieces))
        if len(self.text) < max(self.main, self.boxes_end):
            raise ValueError("text is missing")
        self._papx = self._read_formats(_PLCF_BTE_PAPX, _papx)

    def part(self, pair: int) -> bytes:
        """A part of the table stream by its pair; nothing where the document has none."""
        if pair >= len(self._pairs):
            return b""
        start, size = self._pairs[pair]
        if start + size > len(self._table):
            raise ValueError("a part lies outside its stream")
        return self._table[start : start + size]

    def behind(self, pair: int) -> bytes:
        """What stands behind a part in the table stream."""
        start, size = self._pairs[pair]
        return self._table[start + size :]

    def paragraph(self, mark: int) -> tuple[bytes, tuple[Prl, ...]]:
        """The PAPX of the paragraph that ends with this mark, and what the piece adds to it."""
        piece = self._pieces[bisect_right(self._starts, mark) - 1]
        fc = piece.fc + (mark - piece.start) * piece.width
        i = bisect_right(self._papx.starts, fc) - 1
        found = i >= 0 and fc < self._papx.ends[i]
        return self._papx.properties[i] if found else b"", piece.prm

    def runs(self) -> Iterator[Run]:
        """All runs, in the order of the text."""
        starts, ends, properties = self._read_formats(_PLCF_BTE_CHPX, _chpx)
        for piece in self._pieces:
            begins, fc, width = piece.start, piece.fc, piece.width
            last = fc + (piece.end - begins) * width
            i = max(bisect_right(starts, fc) - 1, 0)
            while i < len(starts) and starts[i] < last:
                first, after = max(starts[i], fc) - fc, min(ends[i], last) - fc
                if first < after:
                    if first % width or after % width:
                        raise ValueError("a run ends within a character")
                    yield Run(
                        begins + first // width, begins + after // width, properties[i], piece.prm
                    )
                i += 1
        limits.check_time()

    def _read_fib(self) -> tuple[int, ...]:
        """Read the pairs, and give the numbers of FibRgLw97."""
        at = _FIB_BASE
        at += 2 + 2 * int(struct.unpack_from("<H", self._main, at)[0])
        (count,) = struct.unpack_from("<H", self._main, at)
        numbers = struct.unpack_from(f"<{count}I", self._main, at + 2)
        at += 2 + 4 * count
        (pairs,) = struct.unpack_from("<H", self._main, at)
        found = struct.unpack_from(f"<{2 * pairs}I", self._main, at + 2)
        self._pairs = tuple(zip(found[::2], found[1::2], strict=True))
        if count <= _CCP_HDR_TXBX or pairs <= _CLX:
            raise ValueError("a short FIB")
        return numbers

    def _read_pieces(self) -> Iterator[_Piece]:
        clx, at = self.part(_CLX), 0
        prcs: list[tuple[Prl, ...]] = []
        while clx[at] == _PRC:
            (size,) = struct.unpack_from("<H", clx, at + 1)
            prcs.append(tuple(prls(clx[at + 3 : at + 3 + size])))
            at += 3 + size
        if clx[at] != _PCDT:
            raise ValueError("no pieces")
        cps, pcds = plc(clx[at + 5 : at + 5 + struct.unpack_from("<I", clx, at + 1)[0]], _PCD)
        if cps[0]:
            raise ValueError("text is missing")
        taken = 0
        for (start, end), pcd in zip(pairwise(cps), pcds, strict=True):
            fc, prm = struct.unpack_from("<IH", pcd, 2)
            width = 1 if fc & _COMPRESSED else 2
            taken += (end - start) * width
            if start >= end or taken > len(self._main):
                raise ValueError("pieces overlap")
            fc = (fc & _FC) // 2 if width == 1 else fc & _FC
            yield _Piece(start, end, fc, width, _prm(prm, prcs))

    def _text_of(self, piece: _Piece) -> str:
        size = (piece.end - piece.start) * piece.width
        content = self._main[piece.fc : piece.fc + size]
        if len(content) < size:
            raise ValueError("a piece lies outside its stream")
        if piece.width == 1:
            return content.decode("latin-1").translate(_ANSI)
        text = content.decode("utf-16-le", "surrogatepass")
        if len(text) * 2 == size:
            return text
        return "".join(map(chr, struct.unpack(f"<{size // 2}H", content)))

    def _read_formats(
        self, pair: int, properties_of: Callable[[bytes, int, int], bytes]
    ) -> _Formats:
        found = _Formats([], [], [])
        _, pages = plc(self.part(pair), 4)
        for page in pages:
            at = (int.from_bytes(page, "little") & _PN) * _FKP
            fkp = self._main[at : at + _FKP]
            if len(fkp) < _FKP:
                raise ValueError("an FKP lies outside its stream")
            count = fkp[-1]
            fcs = struct.unpack_from(f"<{count + 1}I", fkp)
            found.starts.extend(fcs[:-1])
            found.ends.extend(fcs[1:])
            found.properties.extend(properties_of(fkp, count, i) for i in range(count))
        if any(a >= b for a, b in pairwise(found.starts)):
            raise ValueError("FKPs out of order")
        limits.check_elements(len(found.starts))
        return found


def plc(content: bytes, size: int) -> tuple[tuple[int, ...], list[bytes]]:
    """A PLC's cps, or fcs, and what stands between each two of them, so many bytes each."""
    if not content:
        return (), []
    count, rest = divmod(len(content) - 4, 4 + size)
    if rest:
        raise ValueError("a PLC of another size")
    cps = struct.unpack_from(f"<{count + 1}I", content)
    data = content[4 * (count + 1) :]
    return cps, [data[at : at + size] for at in range(0, len(data), size)]


def _prm(prm: int, prcs: list[tuple[Prl, ...]]) -> tuple[Prl, ...]:
    return prcs[prm >> 1] if prm & _COMPLEX else tuple(prls_of_prm0(prm))


def _papx(fkp: bytes, count: int, i: int) -> bytes:
    """A paragraph's istd and grpprl; nothing where it has the properties of the default style."""
    at = fkp[4 * (count + 1) + _BX_PAP * i] * 2
    if not at:
        return b""
    words = fkp[at]
    start, size = (at + 1, words * 2 - 1) if words else (at + 2, fkp[at + 1] * 2)
    return _cut(fkp, start, size)


def _chpx(fkp: bytes, count: int, i: int) -> bytes:
    at = fkp[4 * (count + 1) + i] * 2
    return _cut(fkp, at + 1, fkp[at]) if at else b""


def _cut(fkp: bytes, start: int, size: int) -> bytes:
    if start + size >= len(fkp):
        raise ValueError("properties lie outside their FKP")
    return fkp[start : start + size]
