"""Rich text (.rtf, and what WPS and Word call .doc) → paragraphs and grids, by a short reader of our own.

Libraries that read RTF give running text: the cells of a table, and above all its blanks, are lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from gouji.reading import limits
from gouji.reading.document import Block, Document, Grid, GridCell, Paragraph
from gouji.reading.values import DOUBTFUL
from gouji.report import UnreadableReport

_TOKEN = re.compile(
    rb"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\(.)|([{}])|([^\\{}\r\n]+)|[\r\n]+",
    re.DOTALL,
)
# Groups that are not part of the text; all that begin with \* are left out as well.
_DESTINATIONS: Final = frozenset(
    b"fonttbl colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf footnote "
    b"annotation xe tc txe private themedata colorschememapping datastore listtable listoverridetable object "
    b"fldinst generator bkmkstart bkmkend pntext listtext nonesttables".split()
)
_CHARSETS: Final = {134: "gb18030", 136: "big5hkscs", 128: "cp932", 129: "cp949"}
_CODE_PAGES: Final = {936: "gb18030", 950: "big5hkscs", 65001: "utf-8", 54936: "gb18030"}
_SYMBOLS: Final = {
    b"line": "\n", b"tab": " ", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’",
    b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"emspace": " ", b"enspace": " ", b"softline": "\n",
}  # fmt: skip
_BREAKS: Final = frozenset({b"par", b"sect", b"page", b"column"})


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits and its end restores."""

    skipped: bool = False
    encoding: str = "cp1252"
    hidden: bool = False
    doubtful: bool = False
    in_table: bool = False
    nested: bool = False  # within the definition of a nested table's row
    fallback: int = 1  # characters to leave out after each \\u


@dataclass(slots=True)
class _Definition:
    """Right edges of the cells of a row, and which go on from the left or from above."""

    edges: list[int] = field(default_factory=list)
    from_left: set[int] = field(default_factory=set)
    from_above: set[int] = field(default_factory=set)


def read_rtf(document: bytes) -> Document:
    """Read an .rtf. Raises UnreadableReport where it is nested too deep or takes too long."""
    reader = _Reader()
    reader.read(document)
    return Document(tuple(reader.blocks))


class _Reader:
    """Goes through the tokens once."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._state = _State()
        self._stack: list[_State] = []
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._default = "cp1252"
        self._bytes = bytearray()
        self._line: list[str] = []
        self._cells: list[str] = []
        self._definition = _Definition()
        self._rows: list[tuple[list[str], _Definition]] = []
        # A table in a cell: the cell only lays out the page, and what it holds stands for itself.
        self._level = 0
        self._wraps = False
        self._inner_cells: list[str] = []
        self._inner_definition = _Definition()
        self._inner_rows: list[tuple[list[str], _Definition]] = []
        self._tables = 0
        self._to_skip = 0
        self._opened = False  # the token before was an opening brace
        self._in_fonts = 0

    def read(self, document: bytes) -> None:
        for i, match in enumerate(_tokens(document)):
            if not i % 4096:
                limits.check_time()
            self._take(match)
        self._flush_inner()
        self._flush_paragraph()
        self._flush_table()

    def _take(self, match: re.Match[bytes]) -> None:
        code, word, number, symbol, brace, text = match.groups()
        if code is None and text is None:
            self._flush_bytes()
        opened, self._opened = self._opened, brace == b"{"
        if code is not None:
            self._take_bytes(bytes([int(code, 16)]))
        elif text is not None:
            self._take_bytes(text)
        elif brace:
            self._take_brace(brace)
        elif word is not None:
            self._take_word(word, int(number) if number else None, opened)
        elif symbol is not None:
            self._take_symbol(symbol)

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

    def _take_bytes(self, content: bytes) -> None:
        if self._to_skip:
            skipped = min(self._to_skip, len(content))
            self._to_skip -= skipped
            content = content[skipped:]
        self._bytes += content

    def _flush_bytes(self) -> None:
        if self._bytes:
            # A character's two bytes come as two tokens: they are decoded together.
            self._put(self._bytes.decode(self._state.encoding, errors="replace"))
            self._bytes.clear()

    def _put(self, text: str) -> None:
        state = self._state
        if state.skipped or state.hidden:
            return
        if state.doubtful and text.strip():
            self._line.append(DOUBTFUL)
        self._line.append(text)

    def _take_symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._state = replace(self._state, skipped=True)
        elif symbol in b"\\{}":
            self._put(symbol.decode())
        elif symbol == b"~":
            self._put("\u00a0")
        elif symbol == b"_":
            self._put("-")

    def _take_word(self, word: bytes, number: int | None, opened: bool) -> None:
        if word not in _SYMBOLS:
            self._to_skip = 0  # no fallback was given: what follows is text of its own
        elif self._to_skip:
            self._to_skip -= 1
            return
        if word == b"nesttableprops" and self._stack and not self._stack[-1].skipped:
            self._state = replace(self._state, skipped=False, nested=True)
        elif opened and word in _DESTINATIONS:
            self._state = replace(self._state, skipped=True)
            self._in_fonts = len(self._stack) if word == b"fonttbl" else self._in_fonts
        elif word == b"u" and number is not None:
            self._put(chr(number % 0x10000))
            self._to_skip = self._state.fallback
        elif word in _SYMBOLS:
            self._put(_SYMBOLS[word])
        elif not (self._character(word, number) or self._state.skipped):
            self._table(word, number)

    def _character(self, word: bytes, number: int | None) -> bool:
        """Properties of characters and encodings; True where the word was one."""
        on = number != 0
        state = self._state
        if word == b"uc":
            self._state = replace(state, fallback=max(number or 0, 0))
        elif word in {b"ansicpg", b"cpg"}:
            encoding = _CODE_PAGES.get(
                number or 0, f"cp{number}" if number in {1252, 1250} else "cp1252"
            )
            self._default = encoding
            self._state = replace(state, encoding=encoding)
        elif word in {b"f", b"fcharset"}:
            self._take_font(word, number or 0)
        elif word == b"plain":
            self._state = replace(state, hidden=False, doubtful=False)
        elif word in {b"v", b"deleted"}:
            self._state = replace(state, hidden=on)
        elif word in {b"super", b"sub", b"strike", b"striked"}:
            self._state = replace(state, doubtful=on)
        elif word == b"nosupersub":
            self._state = replace(state, doubtful=False)
        else:
            return False
        return True

    def _take_font(self, word: bytes, number: int) -> None:
        if self._in_fonts:
            if word == b"f":
                self._font = number
            elif number in _CHARSETS:
                self._fonts[self._font] = _CHARSETS[number]
        elif word == b"f":
            self._state = replace(self._state, encoding=self._fonts.get(number, self._default))

    def _table(self, word: bytes, number: int | None) -> None:
        """The structure of tables and paragraphs."""
        if word in {b"nestcell", b"nestrow", b"itap"}:
            self._take_inner(word, number or 0)
        elif word == b"cell":
            self._end_cell()
        elif word == b"row":
            self._end_row()
        elif word in {b"intbl", b"pard"}:
            self._state = replace(self._state, in_table=word == b"intbl")
            self._level = 0 if word == b"pard" else self._level
        elif word in _BREAKS:
            self._end_paragraph()
        else:
            self._define(word, number)

    def _take_inner(self, word: bytes, number: int) -> None:
        """What belongs to a table within a cell."""
        if word == b"nestcell":
            self._inner_cells.append(self._taken_line())
        elif word == b"nestrow":
            self._inner_rows.append((self._inner_cells, self._inner_definition))
            self._inner_cells = []
        else:
            self._level = number
            if number > 1 and not self._inner_cells and not self._inner_rows:
                self._begin_inner()

    def _begin_inner(self) -> None:
        """What stands before the inner table, in its cell and in cells before it, is text."""
        before, self._cells = [*self._cells, self._taken_line()], []
        self._flush_table()
        self._wraps = True
        self._add_lines("\n".join(before))

    def _flush_inner(self) -> None:
        rows, self._inner_rows = self._inner_rows, []
        if self._inner_cells:
            rows.append((self._inner_cells, self._inner_definition))
            self._inner_cells = []
        if rows:
            self._tables += 1
            self.blocks.append(Grid(tuple(_grid_rows(rows)), self._tables, aligned=True))

    def _end_cell(self) -> None:
        if self._wraps:
            self._flush_inner()
            self._add_lines(self._taken_line())
        else:
            self._cells.append(self._taken_line())

    def _end_row(self) -> None:
        if self._wraps:
            self._wraps = False
        else:
            self._rows.append((self._cells, self._definition))
            self._cells = []

    def _define(self, word: bytes, number: int | None) -> None:
        """What comes before a row: its cells' edges, and which of them are merged."""
        nested = self._state.nested
        definition = self._inner_definition if nested else self._definition
        if word == b"trowd" and nested:
            self._inner_definition = _Definition()
        elif word == b"trowd":
            self._definition = _Definition()
        elif word == b"cellx" and number is not None:
            definition.edges.append(number)
        elif word == b"clmrg":
            definition.from_left.add(len(definition.edges))
        elif word == b"clvmrg":
            definition.from_above.add(len(definition.edges))

    def _end_paragraph(self) -> None:
        if self._wraps and self._level < 2:
            self._flush_inner()
            self._add_lines(self._taken_line())
        elif self._state.in_table or self._cells or self._level > 1:
            self._line.append("\n")
        else:
            self._flush_table()
            self._flush_paragraph()

    def _taken_line(self) -> str:
        text = "".join(self._line).strip()
        self._line = []
        # Characters beyond the basic plane come as two halves.
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _flush_paragraph(self) -> None:
        self._add_lines(self._taken_line())

    def _add_lines(self, text: str) -> None:
        for line in text.replace(DOUBTFUL, "").split("\n"):
            if line.strip():
                self._flush_table()
                self.blocks.append(Paragraph(line.strip()))

    def _flush_table(self) -> None:
        if self._cells:  # a row that the file breaks off in
            self._rows.append((self._cells, self._definition))
            self._cells = []
        rows, self._rows = self._rows, []
        if rows:
            self._tables += 1
            self.blocks.append(Grid(tuple(_grid_rows(rows)), self._tables, aligned=True))


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


def _grid_rows(rows: list[tuple[list[str], _Definition]]) -> Iterator[tuple[GridCell, ...]]:
    """Cells by the edges of all rows: rows of one table may each be cut in their own way."""
    definitions = {id(definition): definition for _, definition in rows}.values()
    edges = sorted({edge for definition in definitions for edge in definition.edges})
    column_of = {edge: column for column, edge in enumerate(edges, 1)}
    limits.check_cells(len(rows) * max(len(edges), 1))
    for r, (texts, definition) in enumerate(rows, 1):
        limits.count_cells(len(texts))
        cells: list[GridCell] = []
        last = 0
        for i, text in enumerate(texts):
            end = column_of[definition.edges[i]] if i < len(definition.edges) else last + 1
            start, last = last + 1, max(end, last + 1)
            if i in definition.from_above:
                continue
            if i in definition.from_left and cells:
                cells[-1] = replace(cells[-1], column_span=last - cells[-1].column + 1)
                continue
            cells.append(GridCell(text, r, start, last - start + 1))
        yield tuple(cells)
