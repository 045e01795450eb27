"""Word 97 documents made by hand ([MS-DOC]): paragraphs with the properties that a test gives them."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Final

from gouji.reading.formats.word.binary.fib import (
    PLC_SPA_MOM,
    PLCF_TXBX_TXT,
    PLF_LFO,
    PLF_LST,
    STSHF,
    STTBF_FFN,
)
from tests.gouji.reading.files.compounds import compound_file

_TEXT_AT: Final = 0x400
_FKP: Final = 512
_PAIRS: Final = 93
_CLX, _BTE_CHPX, _BTE_PAPX = 33, 12, 13
_IN_FKP: Final = 3  # runs or paragraphs


def sprm(code: int, operand: bytes | int = 1) -> bytes:
    """A property; an operand that is a number takes as many bytes as the sprm asks for."""
    size = (1, 1, 2, 4, 2, 2, 1, 3)[code >> 13]
    if isinstance(operand, int):
        operand = operand.to_bytes(size, "little", signed=operand < 0)
    elif code >> 13 == 6 and code != 0xD608:
        operand = bytes((len(operand),)) + operand
    return struct.pack("<H", code) + operand


IN_TABLE: Final = sprm(0x2416)
TTP: Final = sprm(0x2417)
INNER_CELL: Final = sprm(0x244B)
INNER_TTP: Final = sprm(0x244C)
VANISH: Final = sprm(0x083C)
STRIKE: Final = sprm(0x0837)
DELETED: Final = sprm(0x0800)


def itap(depth: int) -> bytes:
    return IN_TABLE + sprm(0x6649, depth)


def definition(edges: Sequence[int], merges: Mapping[int, int] | None = None) -> bytes:
    """sprmTDefTable: edges in twips, and a TCGRF for some of the cells."""
    count = len(edges) - 1
    cells = b"".join(struct.pack("<H18x", (merges or {}).get(i, 0)) for i in range(count))
    content = struct.pack(f"<B{count + 1}h", count, *edges) + cells
    return struct.pack("<HH", 0xD608, len(content) + 1) + content


@dataclass(frozen=True)
class Part:
    """A paragraph, or the end of a cell or row: runs of text with their CHPX, a mark, and its PAPX."""

    runs: tuple[tuple[str, bytes], ...] = ()
    mark: str = "\r"
    papx: bytes = b""
    istd: int = 0
    mark_chpx: bytes = b""

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.runs) + self.mark


Text = str | tuple[str, bytes]


def _runs(texts: Iterable[Text]) -> tuple[tuple[str, bytes], ...]:
    return tuple((text, b"") if isinstance(text, str) else text for text in texts)


def p(*texts: Text, papx: bytes = b"", istd: int = 0, deleted: bool = False) -> Part:
    return Part(_runs(texts), "\r", papx, istd, DELETED if deleted else b"")


def cell(*texts: Text, papx: bytes = b"", istd: int = 0, deleted: bool = False) -> Part:
    """The last paragraph of a cell."""
    return Part(_runs(texts), "\x07", IN_TABLE + papx, istd, DELETED if deleted else b"")


def row(
    *cells: Text | Part,
    edges: Sequence[int] = (),
    merges: Mapping[int, int] | None = None,
    more: bytes = b"",
    deleted: bool = False,
) -> list[Part]:
    """A row of cells, 1000 twips each where no edges are given; parts that do not end a cell belong to the next."""
    parts = [found if isinstance(found, Part) else cell(found) for found in cells]
    count = sum(part.mark == "\x07" for part in parts)
    defined = definition(edges or range(0, 1000 * (count + 1), 1000), merges)
    end = Part((), "\x07", IN_TABLE + TTP + defined + more, 0, DELETED if deleted else b"")
    return [*parts, end]


@dataclass(frozen=True)
class Piece:
    """So many characters of the text, in bytes or in words, with a Prm."""

    length: int
    compressed: bool = False
    prm: int = 0


@dataclass
class Word97:
    """A document. `boxes`: text boxes by the number of their shape; `anchors`: by the cp of a \\x08, which shape.

    `tables`: further parts of the table stream by their pair; `behind`: what stands behind a part.
    """

    parts: Sequence[Part]
    boxes: Mapping[int, Sequence[Part]] = field(default_factory=dict)
    anchors: Mapping[int, int] = field(default_factory=dict)
    pieces: Sequence[Piece] = ()
    prcs: Sequence[bytes] = ()
    data: bytes = b""
    tables: Mapping[int, bytes] = field(default_factory=dict)
    behind: Mapping[int, bytes] = field(default_factory=dict)
    flags: int = 0x0200
    version: int = 0xC1

    def document(self) -> bytes:
        """The bytes of the file."""
        story = [*self.parts, *(part for box in self.boxes.values() for part in box)]
        if self.boxes:
            story.append(Part())
        text = "".join(part.text for part in story).encode("utf-16-le")
        pieces = self.pieces or (Piece(len(text) // 2),)
        fcs, content = _laid_out(text, pieces)
        main = bytearray(_TEXT_AT) + content
        parts = {
            _CLX: _clx(pieces, self.prcs, fcs),
            _BTE_CHPX: _add_fkps(main, fcs, _runs_of(story, pieces), 1),
            _BTE_PAPX: _add_fkps(main, fcs, _paragraphs_of(story), 13),
            **self.tables,
            **(_box_tables(self.boxes, self.anchors) if self.boxes or self.anchors else {}),
        }
        table, pairs = b"", [(0, 0)] * _PAIRS
        for pair, found in parts.items():
            pairs[pair] = len(table), len(found)
            table += found + self.behind.get(pair, b"")
        fib = self._fib(pairs)
        main[: len(fib)] = fib
        streams = {"WordDocument": bytes(main), "1Table": table, "Data": self.data}
        return compound_file(streams)

    def _fib(self, pairs: Sequence[tuple[int, int]]) -> bytes:
        counts = [0] * 22
        counts[3] = _length(self.parts)
        counts[9] = sum(map(_length, self.boxes.values())) + 1 if self.boxes else 0
        return b"".join(
            (
                struct.pack("<HH6xH20x", 0xA5EC, self.version, self.flags),
                struct.pack("<H28xH22I", 14, 22, *counts),
                struct.pack(f"<H{2 * _PAIRS}I", _PAIRS, *(n for pair in pairs for n in pair)),
            )
        )


def _length(parts: Iterable[Part]) -> int:
    return sum(len(part.text.encode("utf-16-le")) for part in parts) // 2


def _laid_out(text: bytes, pieces: Sequence[Piece]) -> tuple[list[int], bytes]:
    """Where each character lies, and the last one ends, and the bytes of all."""
    fcs, content, at = [_TEXT_AT], b"", 0
    for piece in pieces:
        words = text[at : at + 2 * piece.length]
        width = 1 if piece.compressed else 2
        content += words.decode("utf-16-le").encode("cp1252") if piece.compressed else words
        fcs += [fcs[-1] + width * (i + 1) for i in range(piece.length)]
        at += 2 * piece.length
    return fcs, content


Span = tuple[int, int, bytes]  # first cp, cp after the last, properties


def _runs_of(story: Iterable[Part], pieces: Sequence[Piece]) -> Iterator[Span]:
    """Runs; those that reach over the end of a piece are cut there."""
    ends, at = set(accumulate(piece.length for piece in pieces)), 0
    for text, chpx in (run for part in story for run in (*part.runs, (part.mark, part.mark_chpx))):
        start, at = at, at + len(text.encode("utf-16-le")) // 2
        cuts = [start, *sorted(end for end in ends if start < end < at), at]
        yield from ((a, b, bytes((len(chpx),)) + chpx if chpx else b"") for a, b in pairwise(cuts))


def _paragraphs_of(story: Iterable[Part]) -> Iterator[Span]:
    at = 0
    for part in story:
        start, at = at, at + _length([part])
        papx = struct.pack("<H", part.istd) + part.papx
        papx += bytes(len(papx) % 2)
        yield start, at, bytes((0, len(papx) // 2)) + papx


def _add_fkps(main: bytearray, fcs: Sequence[int], spans: Iterable[Span], size: int) -> bytes:
    """Put FKPs behind the rest, and give their PlcBte. `size`: bytes that each span takes in an FKP's table."""
    found = [(fcs[start], fcs[end], properties) for start, end, properties in spans if start < end]
    starts, pages = [], []
    for i in range(0, len(found), _IN_FKP):
        main.extend(bytes(-len(main) % _FKP))
        starts.append(found[i][0])
        pages.append(len(main) // _FKP)
        main += _fkp(found[i : i + _IN_FKP], size)
    return struct.pack(f"<{2 * len(pages) + 1}I", *starts, found[-1][1], *pages)


def _fkp(spans: Sequence[Span], size: int) -> bytes:
    page = bytearray(_FKP)
    count = len(spans)
    struct.pack_into(f"<{count + 1}I", page, 0, *(span[0] for span in spans), spans[-1][1])
    at = _FKP - 2
    for i, (_, _, properties) in enumerate(spans):
        if properties:
            at -= len(properties) + len(properties) % 2
            page[at : at + len(properties)] = properties
            page[4 * (count + 1) + size * i] = at // 2
    page[-1] = count
    return bytes(page)


def _clx(pieces: Sequence[Piece], prcs: Sequence[bytes], fcs: Sequence[int]) -> bytes:
    starts = [0, *accumulate(piece.length for piece in pieces)]
    plc = struct.pack(f"<{len(starts)}I", *starts)
    for start, piece in zip(starts, pieces, strict=False):
        fc = fcs[start] * 2 | 0x40000000 if piece.compressed else fcs[start]
        plc += struct.pack("<HIH", 0, fc, piece.prm)
    named = b"".join(struct.pack("<BH", 1, len(prc)) + prc for prc in prcs)
    return named + struct.pack("<BI", 2, len(plc)) + plc


def _box_tables(
    boxes: Mapping[int, Sequence[Part]], anchors: Mapping[int, int]
) -> dict[int, bytes]:
    starts = [0, *accumulate(map(_length, boxes.values()))]
    texts = struct.pack(f"<{len(starts) + 1}I", *starts, starts[-1] + 1)
    texts += b"".join(struct.pack("<II6xII", 1, 0, shape, 0) for shape in boxes)
    texts += struct.pack("<II6xII", 0, 0, 0, 0)
    spas = struct.pack(f"<{len(anchors) + 1}I", *anchors, max(anchors, default=0) + 1)
    spas += b"".join(struct.pack("<I22x", shape) for shape in anchors.values())
    return {PLCF_TXBX_TXT: texts, PLC_SPA_MOM: spas}


@dataclass(frozen=True)
class Style:
    """A style: of paragraphs (kind 1) or characters (2), its base and what it changes."""

    kind: int
    chpx: bytes = b""
    papx: bytes = b""
    base: int = 0x0FFF


def style_sheet(*styles: Style | None) -> dict[int, bytes]:
    """The part STSH, with styles numbered from 0."""
    stsh = struct.pack("<HHH14x", 18, len(styles), 10)
    for i, style in enumerate(styles):
        std = b""
        if style:
            upxs = (
                [style.chpx] if style.kind == 2 else [struct.pack("<H", i) + style.papx, style.chpx]
            )
            std = struct.pack("<HHHHH", 0, style.kind | style.base << 4, len(upxs), 0, 0)
            std += struct.pack("<HHH", 1, ord("a"), 0)
            std += b"".join(struct.pack("<H", len(upx)) + upx + bytes(len(upx) % 2) for upx in upxs)
        stsh += struct.pack("<H", len(std)) + std + bytes(len(std) % 2)
    return {STSHF: stsh}


def level(text: str, nfc: int = 0, places: Sequence[int] = (), chpx: bytes = b"") -> bytes:
    """An LVL that shows this text; `places`: where in it numbers stand, from 1."""
    lvl = struct.pack("<IBB9sBiiBBBB", 1, nfc, 0, bytes(places), 0, 0, 0, len(chpx), 0, 0, 0)
    return lvl + chpx + struct.pack("<H", len(text)) + text.encode("utf-16-le")


def lists(
    *levels: bytes, overrides: Mapping[int, bytes] | None = None
) -> tuple[dict[int, bytes], dict[int, bytes]]:
    """Parts, and what stands behind them, of lists with one level each; `overrides`: by list, a level instead."""
    lstfs = b"".join(struct.pack("<ii18xBx", i, 0, 1) for i in range(len(levels)))
    over = overrides or {}
    lfos = b"".join(struct.pack("<i8xB3x", i, int(i in over)) for i in range(len(levels)))
    for i in range(len(levels)):
        lfos += struct.pack("<I", 0xFFFFFFFF)
        if i in over:
            lfos += struct.pack("<II", 1, 0x20) + over[i]
    plf = struct.pack("<h", len(levels)) + lstfs
    return {PLF_LST: plf, PLF_LFO: struct.pack("<I", len(levels)) + lfos}, {
        PLF_LST: b"".join(levels)
    }


def fonts(*names: str) -> dict[int, bytes]:
    """The part SttbfFfn."""
    ffns = [bytes(39) + name.encode("utf-16-le") + b"\x00\x00" for name in names]
    return {
        STTBF_FFN: struct.pack("<HH", len(ffns), 0) + b"".join(bytes((len(f),)) + f for f in ffns)
    }
