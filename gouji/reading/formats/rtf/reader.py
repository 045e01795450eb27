"""Rich text (.rtf, and what WPS and Word call .doc) → paragraphs and grids, by a short reader of our own.

Libraries that read RTF give running text: the cells of a table, and above all its blanks, are lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from gouji.reading import limits
from gouji.reading.document import Document
from gouji.reading.formats.rtf.tables import DEEPEST, UNFINISHED, Definition, Layout
from gouji.reading.runs import NO_TEXT, Run
from gouji.report import UnreadableReport

_TOKEN = re.compile(
    rb"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\(.)|([{}])|([^\\{}\r\n]+)|[\r\n]+",
    re.DOTALL,
)
_CODE, _WORD, _NUMBER, _SYMBOL, _BRACE, _TEXT = range(1, 7)  # the groups of a token
# Groups that are not part of the text; all that begin with \* are left out as well, but for those below.
_DESTINATIONS: Final = frozenset(
    b"fonttbl colortbl stylesheet info header headerl headerr headerf footer footerl footerr footerf footnote "
    b"annotation xe tc txe private themedata colorschememapping datastore listtable listoverridetable "
    b"generator bkmkstart bkmkend nonesttables nonshppict shprslt mmathPict sp".split()
)
_LOOKED_INTO: Final = frozenset({b"nesttableprops", b"shpinst", b"shppict"})
# Shown, but no text: drawings, pictures, embedded files, formulas.
_DRAWN: Final = frozenset(
    {b"shp", b"do", b"pict", b"object", b"objattph", b"mmath", b"moMath", b"moMathPara"}
)
_NUMBERS: Final = frozenset({b"listtext", b"pntext"})  # of the items of a list
_CHARSETS: Final = {134: "gb18030", 136: "big5hkscs", 128: "cp932", 129: "cp949"}
_SYMBOLIC: Final = 2  # the character set of fonts whose digits are signs
_CODE_PAGES: Final = {936: "gb18030", 950: "big5hkscs", 65001: "utf-8", 54936: "gb18030"}
_SYMBOLS: Final = {
    b"line": "\n", b"tab": " ", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’",
    b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"emspace": " ", b"enspace": " ", b"softline": "\n",
}  # fmt: skip
_SIGNS: Final = {b"\\": "\\", b"{": "{", b"}": "}", b"~": "\u00a0", b"_": "-"}
_BREAKS: Final = frozenset({b"par", b"sect", b"page", b"column"})
_HIDING: Final = frozenset({b"v", b"deleted"})
_SCRIPTS: Final = frozenset({b"super", b"sub"})
_SHIFTS: Final = frozenset({b"up", b"dn"})  # by half-points
_SHADING: Final = frozenset({b"chcbpat", b"cb", b"highlight"})
_MARKS: Final = _HIDING | _SCRIPTS | _SHIFTS | _SHADING | {b"strike", b"striked"}
_DOUBTED: Final = _SCRIPTS | _SHIFTS | {b"strike", b"striked"}
_RAISED: Final = 6  # half-points; a note's number raised by hand
_MERGES: Final = {
    b"clmgf": "to_right", b"clmrg": "from_left", b"clvmgf": "to_below", b"clvmrg": "from_above",
    b"cldel": "deleted", b"clcbpat": "shaded", b"clshdng": "shaded",
}  # fmt: skip
# The words that say something where no group begins; a file has ten times as many others.
_KNOWN: Final = frozenset(
    {*_SYMBOLS, *_BREAKS, *_MARKS, *_MERGES}
    | set(b"u uc f fcharset deff cf plain nosupersub ansicpg cpg".split())
    | set(b"cell row nestcell nestrow pard intbl itap trowd cellx trleft".split())
)
# What a review left: changes that are on, comments; 0 switches a change off.
_OF_REVIEW = re.compile(rb"\\(revised|deleted|\*\\annotation)(?![a-zA-Z0])")
_COLOURS = re.compile(rb"\\colortbl([^{}]{0,20000})")
_WHITE = re.compile(rb"\\red255\s*\\green255\s*\\blue255(?!\d)")


class _State(Struct, frozen=True):
    """What a group inherits and its end restores."""

    skipped: bool = False
    encoding: str = "cp1252"
    marks: frozenset[bytes] = frozenset()  # properties of characters that are on
    symbolic: bool = False
    white: bool = False
    listing: bool = False  # in the number of a list's item
    instructing: bool = False  # in the instruction of a field
    nested: bool = False  # in the definition of a row of a table in a cell
    level: int = 0  # of tables: 1 in a cell, 2 in a cell of a table in a cell
    fallback: int = 1  # characters to leave out after each \\u


def read_rtf(document: bytes) -> Document:
    """Read an .rtf. Raises UnreadableReport where it is nested too deep or takes too long."""
    reader = _Reader(document)
    reader.read(document)
    left = Counter(match[1] for match in _OF_REVIEW.finditer(document))
    return Document(
        tuple(reader.layout.gathered.blocks),
        revisions=left[b"revised"] + left[b"deleted"],
        comments=left[b"*\\annotation"],
    )


class _Reader:
    """Goes through the tokens once."""

    def __init__(self, document: bytes) -> None:
        self.layout = Layout()
        self._state = _State()
        self._stack: list[_State] = []
        self._fonts: dict[int, str] = {}
        self._symbolic_fonts: set[int] = set()
        self._white_colours = _white_colours(document)
        self._font = self._default_font = 0
        self._default = "cp1252"
        self._bytes = bytearray()
        self._definition = Definition()
        self._inner_definition = Definition()
        self._inner_level = 2
        self._to_skip = 0
        self._opened = self._starred = False  # the token before was an opening brace, or \*
        self._in_fonts = 0
        self._boxes: list[tuple[int, Layout, Definition]] = []  # what stands around each text box
        self._instruction = ""

    def read(self, document: bytes) -> None:
        for i, match in enumerate(_tokens(document)):
            if not i % 4096:
                limits.check_time()
            # Most tokens: words that say nothing here.
            if match[_WORD] and not self._opened and match[_WORD] not in _KNOWN:
                self._flush_bytes()
                self._to_skip = 0  # no fallback was given: what follows is text of its own
                self._starred = False
            else:
                self._take(match)
        self._flush_bytes()
        while self._boxes:
            self._end_box()
        self.layout.finish()

    def _take(self, match: re.Match[bytes]) -> None:
        kind = match.lastindex
        if kind is None:
            return  # line breaks mean nothing
        if kind == _CODE:
            self._take_bytes(bytes([int(match[_CODE], 16)]))
        elif kind == _TEXT:
            self._take_bytes(match[_TEXT])
            if match[_TEXT].isspace():
                return
        else:
            self._flush_bytes()
            self._take_control(kind, match)
        self._starred = match[_SYMBOL] == b"*"
        self._opened = match[_BRACE] == b"{" or (self._starred and self._opened)

    def _take_control(self, kind: int, match: re.Match[bytes]) -> None:
        if kind == _BRACE:
            self._take_brace(match[_BRACE])
        elif kind == _SYMBOL:
            self._take_symbol(match[_SYMBOL])
        else:
            number = match[_NUMBER]
            self._take_word(match[_WORD], int(number) if number else None)

    def _take_brace(self, brace: bytes) -> None:
        self._to_skip = 0  # a character's fallback ends with its group
        if brace == b"{":
            self._stack.append(self._state)
            if len(self._stack) > limits.MAX_DEPTH:
                raise UnreadableReport(limits.TOO_DEEP)
        elif self._stack:
            self._state = self._stack.pop()
            if len(self._stack) < self._in_fonts:
                self._in_fonts = 0
            if self._boxes and len(self._stack) < self._boxes[-1][0]:
                self._end_box()

    def _end_box(self) -> None:
        box = self.layout
        _, self.layout, self._definition = self._boxes.pop()
        self.layout.put_beside(box)

    def _take_bytes(self, content: bytes) -> None:
        if self._to_skip:
            skipped = min(self._to_skip, len(content))
            self._to_skip -= skipped
            content = content[skipped:]
        self._bytes += content

    def _flush_bytes(self) -> None:
        if self._bytes:
            # A character's two bytes come as two tokens: they are decoded together.
            self._put_text(self._bytes.decode(self._state.encoding, errors="replace"))
            self._bytes.clear()

    def _put_text(self, text: str) -> None:
        state = self._state
        if state.instructing:
            self._instruction += text
        if state.listing:
            self._put(NO_TEXT if text.strip() else Run(""))
        else:
            self._put(Run(text, bool(text.strip()) and self._is_doubtful(state)))

    def _put(self, run: Run) -> None:
        if not self._is_hidden:
            self.layout.put(run)

    def _draw(self) -> None:
        """Take a drawing; one that is raised or struck out is doubtful like text."""
        if self._is_hidden:
            return
        self.layout.draw()
        if self._state.listing or self._is_doubtful(self._state):
            self.layout.put(NO_TEXT)

    @property
    def _is_hidden(self) -> bool:
        return self._state.skipped or bool(self._state.marks & _HIDING)

    def _is_doubtful(self, state: _State) -> bool:
        """Raised, struck-out or symbolic, or white on the page's white: what stands beside a figure, not in it."""
        if state.marks & _DOUBTED or state.symbolic:
            return True
        if not state.white or state.marks & _SHADING:
            return False
        return self.layout.cell_number(state.level) not in self._definition.shaded

    def _take_symbol(self, symbol: bytes) -> None:
        if symbol in _SIGNS and self._to_skip:
            self._to_skip -= 1
        elif symbol in _SIGNS:
            self._put_text(_SIGNS[symbol])
        elif symbol in b"\r\n" and not self._state.skipped:
            self._end_line()  # the same as \par

    def _take_word(self, word: bytes, number: int | None) -> None:
        if word not in _SYMBOLS:
            self._to_skip = 0  # no fallback was given: what follows is text of its own
        elif self._to_skip:
            self._to_skip -= 1
            return
        if self._opened and self._destination(word):
            return
        if word == b"u" and number is not None:
            self._put_text(chr(number % 0x10000))
            self._to_skip = self._state.fallback
        elif word in _SYMBOLS:
            self._put_text(_SYMBOLS[word])
        elif not (self._character(word, number) or self._state.skipped):
            self._structure(word, number)

    def _destination(self, word: bytes) -> bool:
        """What a group is for; False where its first word says nothing of it."""
        if word in _DRAWN:
            self._draw()
        elif word in {b"fldinst", b"fldrslt"}:
            self._take_field(word)
            return True
        elif word == b"shptxt":
            self._boxes.append((len(self._stack), self.layout, self._definition))
            self.layout, self._definition = Layout(), Definition()
            self._state = replace(self._state, level=0)
        elif word in _NUMBERS:
            self._state = replace(self._state, listing=True)
        elif word == b"nesttableprops":
            self._state = replace(self._state, nested=True)
        if self._starred:
            self._skip(word not in _LOOKED_INTO)
            return True
        self._skip(word in _DESTINATIONS or word in _DRAWN - {b"shp"})
        self._in_fonts = len(self._stack) if word == b"fonttbl" else self._in_fonts
        return word in _DESTINATIONS

    def _skip(self, skipped: bool) -> None:
        if skipped:
            self._state = replace(self._state, skipped=True)

    def _take_field(self, word: bytes) -> None:
        """A field without a result (a form's list, a sum not yet made), or an equation, is doubtful."""
        if word == b"fldinst":
            self._put(UNFINISHED)
            self._instruction = ""
            self._state = replace(self._state, skipped=True, instructing=True)
        elif not self._state.skipped and self._instruction.split()[:1] != ["EQ"]:
            self.layout.take_back(UNFINISHED)

    def _character(self, word: bytes, number: int | None) -> bool:
        """Properties of characters and encodings; True where the word was one."""
        state = self._state
        if word in _MARKS:
            self._take_mark(word, number)
        elif word == b"nosupersub":
            self._state = replace(state, marks=state.marks - _SCRIPTS)
        elif word == b"uc":
            self._state = replace(state, fallback=max(number or 0, 0))
        elif word in {b"ansicpg", b"cpg"}:
            encoding = _CODE_PAGES.get(
                number or 0, f"cp{number}" if number in {1252, 1250} else "cp1252"
            )
            self._default = encoding
            self._state = replace(state, encoding=encoding)
        elif word == b"cf":
            self._state = replace(state, white=(number or 0) in self._white_colours)
        elif word in {b"f", b"fcharset", b"deff"}:
            self._take_font(word, number or 0)
        elif word == b"plain":
            self._state = replace(state, marks=frozenset(), white=False)
            self._take_font(b"f", self._default_font)
        else:
            return False
        return True

    def _take_mark(self, word: bytes, number: int | None) -> None:
        on = number != 0
        if word in _SHIFTS:
            on = number is None or number >= _RAISED
        marks = self._state.marks
        self._state = replace(self._state, marks=marks | {word} if on else marks - {word})

    def _take_font(self, word: bytes, number: int) -> None:
        if word == b"deff":
            self._default_font = number
        elif self._in_fonts and word == b"f":
            self._font = number
        elif word == b"fcharset":
            if self._in_fonts and number in _CHARSETS:
                self._fonts[self._font] = _CHARSETS[number]
            elif self._in_fonts and number == _SYMBOLIC:
                self._symbolic_fonts.add(self._font)
        else:
            encoding = self._fonts.get(number, self._default)
            symbolic = number in self._symbolic_fonts
            self._state = replace(self._state, encoding=encoding, symbolic=symbolic)

    def _structure(self, word: bytes, number: int | None) -> None:
        """Lines, cells and rows."""
        if word in {b"cell", b"row"}:
            self._end(word, 1, self._definition)
        elif word in {b"nestcell", b"nestrow"}:
            if word == b"nestcell":
                self._inner_level = max(self._state.level, 2)
            self._end(word, self._inner_level, self._inner_definition)
        elif word in {b"pard", b"intbl", b"itap"}:
            self._take_level(word, number)
        elif word in _BREAKS:
            self._end_line()
        else:
            self._define(word, number)

    def _end(self, word: bytes, level: int, definition: Definition) -> None:
        if word.endswith(b"cell"):
            self.layout.end_cell(level)
        else:
            self.layout.end_row(level, definition)

    def _end_line(self) -> None:
        self.layout.end_line(self._state.level)

    def _take_level(self, word: bytes, number: int | None) -> None:
        level = 0
        if word == b"intbl":
            level = max(self._state.level, 1)
        elif word == b"itap":
            level = min(max(number or 0, 0), DEEPEST)
        self._state = replace(self._state, level=level)

    def _define(self, word: bytes, number: int | None) -> None:
        """What comes with a row: its cells' edges, and how they are merged."""
        if word == b"trowd":
            if self._state.nested:
                self._inner_definition = Definition()
            else:
                self._definition = Definition()
            return
        definition = self._inner_definition if self._state.nested else self._definition
        if word == b"cellx" and number is not None:
            definition.edges.append(number)
        elif word == b"trleft" and number is not None:
            definition.left = number
        elif word in _MERGES:
            merged: set[int] = getattr(definition, _MERGES[word])
            merged.add(len(definition.edges))


def _white_colours(document: bytes) -> frozenset[int]:
    """The numbers of white in the table of colours."""
    table = _COLOURS.search(document)
    colours = table[1].split(b";") if table else []
    return frozenset(i for i, colour in enumerate(colours) if _WHITE.search(colour))


def _tokens(document: bytes) -> Iterator[re.Match[bytes]]:
    """The tokens; the raw bytes of a `bin`, which may be braces, are left out."""
    start: int | None = 0
    while start is not None:
        tokens, start = _TOKEN.finditer(document, start), None
        for match in tokens:
            yield match
            if match[2] == b"bin" and match[3]:
                start = match.end() + max(int(match[3]), 0)
                break
