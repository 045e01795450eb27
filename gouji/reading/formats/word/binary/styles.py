"""Styles, fonts and lists of a binary Word document, as far as they hide text, question it or show more of it."""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterator, Mapping
from typing import Final, NamedTuple

from gouji.reading.formats.word.binary.fib import PLF_LFO, PLF_LST, STSHF, STTBF_FFN, WordFile
from gouji.reading.formats.word.binary.sprms import (
    CF_VANISH,
    P_ILFO,
    P_ILVL,
    Properties,
    applied,
    of_characters,
    of_paragraph,
    prls,
)

_NO_STYLE: Final = 0x0FFF
_OF_PARAGRAPHS, _OF_CHARACTERS = 1, 2  # kinds of styles
_DINGBATS: Final = ("wingdings", "webdings")
_NAME_OF_FONT: Final = 39  # where an FFN has it
_LSTF, _LFO, _LVLF, _LFOLVL = 28, 16, 28, 8  # bytes
_LEVELS: Final = 9
_MOST_LISTS: Final = 0x7FE  # what sprmPIlfo says beyond it names no list
_NO_NUMBER: Final = 0xFF  # nfc
_SKIPPED: Final = 12  # ilvl
_SIMPLE: Final = 0x01  # a list of one level
_FORMATTED: Final = 0x20  # an LFOLVL with a level of its own


class _Style(NamedTuple):
    """What a style changes of the one it is based on."""

    base: int
    paragraph: Properties
    characters: Properties


_PLAIN: Final = _Style(_NO_STYLE, {}, {})


class Styles:
    """The style sheet (STSH), read as its styles are asked for; `symbolic`: fonts whose digits are pictures."""

    def __init__(self, file: WordFile) -> None:
        self.symbolic = _symbolic_fonts(file.part(STTBF_FFN))
        self._stds = tuple(_stds(file.part(STSHF)))
        self._read: dict[int, _Style] = {}
        self._characters: dict[int, Properties] = {}

    def characters(self, istd: int) -> Properties:
        """How a paragraph style shows its characters."""
        if istd not in self._characters:
            found: Properties = {}
            for style in reversed(self._chain(istd)):
                found = applied(style.characters, found)
            self._characters[istd] = found
        return self._characters[istd]

    def changes(self, istd: int) -> Properties:
        """What a character style changes, toggles as written."""
        found: dict[int, int] = {}
        for style in reversed(self._chain(istd)):
            found |= style.characters
        return found

    def paragraph(self, istd: int) -> Properties:
        """What a style says of its paragraphs."""
        found: dict[int, int] = {}
        for style in reversed(self._chain(istd)):
            found |= style.paragraph
        return found

    def _chain(self, istd: int) -> list[_Style]:
        """The style and those that it is based on."""
        chain: dict[int, _Style] = {}
        while istd < len(self._stds) and istd not in chain:
            if istd not in self._read:
                std, base_size = self._stds[istd]
                self._read[istd] = _style(std, base_size, self.symbolic) if std else _PLAIN
            chain[istd] = self._read[istd]
            istd = chain[istd].base
        return list(chain.values())


def _stds(stsh: bytes) -> Iterator[tuple[bytes, int]]:
    """The styles, in the order of their numbers, and where each has its name."""
    if not stsh:
        return
    size, count, base_size = struct.unpack_from("<HHH", stsh)
    at = 2 + size
    for _ in range(count):
        (size,) = struct.unpack_from("<H", stsh, at)
        std = stsh[at + 2 : at + 2 + size]
        if len(std) < size:
            raise ValueError("a style is cut off")
        yield std, base_size
        at += 2 + size + size % 2


def _style(std: bytes, base_size: int, symbolic: Collection[int]) -> _Style:
    base, upx = struct.unpack_from("<2xHH", std)
    (letters,) = struct.unpack_from("<H", std, base_size)
    parts = list(_upx(std, base_size + 2 + 2 * letters + 2, upx & 0xF))
    papx, chpx = b"", b""
    if base & 0xF == _OF_PARAGRAPHS and len(parts) > 1:
        papx, chpx = parts[0][2:], parts[1]
    elif base & 0xF == _OF_CHARACTERS and parts:
        chpx = parts[0]
    return _Style(base >> 4, of_paragraph(prls(papx)), of_characters(prls(chpx), symbolic))


def _upx(std: bytes, at: int, count: int) -> Iterator[bytes]:
    for _ in range(count):
        (size,) = struct.unpack_from("<H", std, at)
        yield std[at + 2 : at + 2 + size]
        at += 2 + size + size % 2


def _symbolic_fonts(ffns: bytes) -> frozenset[int]:
    """The numbers of the fonts whose digits are pictures."""
    return frozenset(i for i, name in enumerate(_fonts(ffns)) if name.startswith(_DINGBATS))


def _fonts(ffns: bytes) -> Iterator[str]:
    at = 4
    while at < len(ffns):
        ffn = ffns[at + 1 : at + 1 + ffns[at]]
        yield ffn[_NAME_OF_FONT:].decode("utf-16-le", "replace").lower()
        at += 1 + ffns[at]


class Lists:
    """Whether a list shows a number or bullet that is no text (PlfLst, PlfLfo)."""

    def __init__(self, file: WordFile) -> None:
        levels = dict(_lists(file.part(PLF_LST), file)) if file.part(PLF_LST) else {}
        lfos = file.part(PLF_LFO)
        self._of_lfo = tuple(_overridden(lfos, levels)) if lfos else ()

    def is_shown(self, paragraph: Properties) -> bool:
        """Whether the paragraph is an item whose level shows something."""
        # A negated number names a list, too: the paragraph only keeps its own indents.
        ilfo, ilvl = abs(paragraph.get(P_ILFO, 0)), paragraph.get(P_ILVL, 0)
        if not 0 < ilfo <= min(len(self._of_lfo), _MOST_LISTS) or ilvl == _SKIPPED:
            return False
        return self._of_lfo[ilfo - 1].get(ilvl, True)


def _lists(plf: bytes, file: WordFile) -> Iterator[tuple[int, dict[int, bool]]]:
    """Each list's lsid, and of each of its levels whether it shows something."""
    levels, at = file.behind(PLF_LST), 0
    (count,) = struct.unpack_from("<h", plf)
    for i in range(count):
        lsid, flags = struct.unpack_from("<i22xB", plf, 2 + i * _LSTF)
        shown: dict[int, bool] = {}
        for level in range(1 if flags & _SIMPLE else _LEVELS):
            shown[level], at = _level(levels, at)
        yield lsid, shown


def _level(lvl: bytes, at: int) -> tuple[bool, int]:
    """Whether a level shows a number, a bullet or a text, and where the next one begins."""
    nfc, places, chpx_size, papx_size = struct.unpack_from("<4xBx9s9xBB", lvl, at)
    at += _LVLF + papx_size
    hidden = of_characters(prls(lvl[at : at + chpx_size])).get(CF_VANISH) == 1
    at += chpx_size
    (letters,) = struct.unpack_from("<H", lvl, at)
    text = lvl[at + 2 : at + 2 + 2 * letters].decode("utf-16-le", "replace")
    numbers = {place - 1 for place in places if place}
    shown = any(
        nfc != _NO_NUMBER if i in numbers else bool(letter.strip()) for i, letter in enumerate(text)
    )
    return shown and not hidden, at + 2 + 2 * letters


def _overridden(plf: bytes, levels: Mapping[int, dict[int, bool]]) -> Iterator[dict[int, bool]]:
    """Of each LFO, which of its levels show something: those of its list, or in their place its own."""
    (count,) = struct.unpack_from("<I", plf)
    at = 4 + count * _LFO
    for i in range(count):
        lsid, changed = struct.unpack_from("<i8xB", plf, 4 + i * _LFO)
        shown = dict(levels.get(lsid, {}))
        at += 4  # the LFOData's cp
        for _ in range(changed):
            (flags,) = struct.unpack_from("<I", plf, at + 4)
            at += _LFOLVL
            if flags & _FORMATTED:
                shown[flags & 0xF], at = _level(plf, at)
        yield shown
