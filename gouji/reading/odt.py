"""OpenDocument texts and sheets (.odt, .fodt, .ods) → paragraphs and grids.

Sheets, too: calamine does not tell merged cells of .ods.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING, Final, TypeAlias

from gouji.reading import limits
from gouji.reading.document import Block, Document, Grid, GridCell, Paragraph
from gouji.reading.packages import Package, parse_xml
from gouji.reading.sheet import blocks_of
from gouji.reading.values import DOUBTFUL
from gouji.report import UnreadableReport

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element: TypeAlias = _Element

_NAMESPACE: Final = "{urn:oasis:names:tc:opendocument:xmlns:"
_TEXT: Final = _NAMESPACE + "text:1.0}"
_TABLE: Final = _NAMESPACE + "table:1.0}"
_DRAWING: Final = _NAMESPACE + "drawing:1.0}"
_TEXT_BOX: Final = _DRAWING + "text-box"
_OFFICE: Final = _NAMESPACE + "office:1.0}"
_STYLE: Final = _NAMESPACE + "style:1.0}"
_DAMAGED: Final = "文档已损坏或设有密码，打不开，请另存为 .docx 后重新报送。"
_MOST_REPEATS: Final = 64  # columns or rows; a table fills up a page with thousands of empty ones

# Deletions of tracked changes stand in a list of their own; notes and comments are no part of the text.
_GONE: Final = frozenset(
    {
        *(_TEXT + name for name in ("tracked-changes", "note", "ruby-text", "hidden-text")),
        *(_OFFICE + name for name in ("annotation", "forms")),
    }
)


def read_odt(document: bytes) -> Document:
    """Read an .odt. Raises UnreadableReport where it is damaged, encrypted or unfolds too large."""
    package = Package(document)
    if "content.xml" not in package.names:
        raise UnreadableReport(_DAMAGED)
    return _read(parse_xml(package.read("content.xml")))


def read_ods(document: bytes) -> Document:
    """Read an .ods, its hidden sheets left out. Raises UnreadableReport as `read_odt` does."""
    package = Package(document)
    if "content.xml" not in package.names:
        raise UnreadableReport(_DAMAGED)
    root = parse_xml(package.read("content.xml"))
    builder = _Builder(root)
    blocks: list[Block] = []
    for table in root.iterfind(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table"):
        if builder.is_shown(table):
            number = sum(isinstance(block, Grid) for block in blocks)
            blocks.extend(blocks_of(builder.rows(table), number))
    return Document(tuple(blocks))


def read_flat_odt(document: bytes) -> Document:
    """Read an .fodt: the same in one XML file."""
    return _read(parse_xml(document.lstrip()))


def _read(root: Element) -> Document:
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise UnreadableReport(_DAMAGED)
    builder = _Builder(root)
    builder.walk(body)
    return Document(tuple(builder.blocks))


class _Builder:
    """Walks the body once and gathers blocks."""

    def __init__(self, root: Element) -> None:
        self.blocks: list[Block] = []
        self._tables = 0
        self._hidden, self._doubtful = _styles(root)

    def is_shown(self, table: Element) -> bool:
        """Whether a sheet is visible."""
        return table.get(f"{_TABLE}style-name", "") not in self._hidden

    def walk(self, parent: Element) -> None:
        for node in parent:
            if node.tag in _GONE:
                continue
            if node.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
                self._add_paragraph(node)
            elif node.tag == f"{_TABLE}table":
                self._add_table(node)
            elif len(node):
                self.walk(node)  # sections, lists, frames

    def _add_paragraph(self, node: Element) -> None:
        for line in self._text(node).replace(DOUBTFUL, "").split("\n"):
            if line.strip():
                self.blocks.append(Paragraph(line.strip()))
        for box in node.iter(_TEXT_BOX):
            # A box within a box is found when the outer one is walked.
            within = takewhile(lambda above: above is not node, box.iterancestors())
            if not any(above.tag == _TEXT_BOX for above in within):
                self.walk(box)

    def _add_table(self, table: Element) -> None:
        limits.check_time()
        if sum(1 for _ in table.iter(f"{_TABLE}table")) > 1:
            for cell in table.iter(f"{_TABLE}table-cell"):
                if next(cell.iterancestors(f"{_TABLE}table")) is table:
                    self.walk(cell)  # a table around tables only lays out the page
            return
        rows = tuple(self.rows(table))
        if rows:
            self._tables += 1
            self.blocks.append(Grid(rows, self._tables, aligned=True))

    def rows(self, table: Element) -> Iterator[tuple[GridCell, ...]]:
        """The rows of a table; repeated ones are told out."""
        number = 0
        for row in table.iter(f"{_TABLE}table-row"):
            cells = list(self._cells(row))
            for _ in range(_repeats(row, "number-rows-repeated")):
                limits.count_cells(len(cells))
                number += 1
                yield tuple(GridCell(text, number, column, span) for text, column, span in cells)

    def _cells(self, row: Element) -> Iterator[tuple[str, int, int]]:
        column = 1
        for cell in row.iter(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            repeats = _repeats(cell, "number-columns-repeated")
            if cell.tag == f"{_TABLE}covered-table-cell":
                column += repeats
                continue
            span = _number(cell, "number-columns-spanned")
            text = self._cell_text(cell)
            for _ in range(repeats):
                yield text, column, span
                column += 1

    def _cell_text(self, cell: Element) -> str:
        lines = (self._text(p).strip() for p in _paragraphs(cell))
        text = "\n".join(line for line in lines if line)
        boxes = (self._text(p).strip() for box in _drawn(cell) for p in _paragraphs(box))
        text += "".join(DOUBTFUL + boxed for boxed in boxes if boxed)
        # A picture, a formula or a form's field stands where the figure should.
        return text or (DOUBTFUL if next(_drawn(cell), None) is not None else "")

    def _text(self, node: Element) -> str:
        return "".join(self._pieces(node))

    def _pieces(self, node: Element) -> Iterator[str]:
        yield node.text or ""
        for child in node:
            if isinstance(child.tag, str) and child.tag not in _GONE:
                yield from self._piece(child)
            yield child.tail or ""

    def _piece(self, node: Element) -> Iterator[str]:
        style = node.get(f"{_TEXT}style-name", "")
        if node.tag in {f"{_TEXT}s", f"{_TEXT}tab"}:
            yield " "
        elif node.tag == f"{_TEXT}line-break":
            yield "\n"
        elif _is_drawn(node) or style in self._hidden:
            return
        else:
            inner = self._text(node)
            yield DOUBTFUL + inner if style in self._doubtful and inner.strip() else inner


def _paragraphs(parent: Element) -> Iterator[Element]:
    """The paragraphs within; those of comments, notes and drawings are none of them."""
    for node in parent:
        if node.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
            yield node
        elif isinstance(node.tag, str) and node.tag not in _GONE and not _is_drawn(node):
            yield from _paragraphs(node)


def _drawn(cell: Element) -> Iterator[Element]:
    """The outermost drawings in a cell."""
    for node in cell.iter():
        if isinstance(node.tag, str) and _is_drawn(node):
            above = list(takewhile(lambda outer: outer is not cell, node.iterancestors()))
            if not any(outer.tag in _GONE or _is_drawn(outer) for outer in above):
                yield node


def _is_drawn(node: Element) -> bool:
    return str(node.tag).startswith(_DRAWING) and node.tag != f"{_DRAWING}a"


def _styles(root: Element) -> tuple[set[str], set[str]]:
    """Names of the styles of hidden text and sheets, and of raised, lowered or struck-out text."""
    hidden, doubtful = set(), set()
    for style in root.iter(f"{_STYLE}style"):
        name = style.get(f"{_STYLE}name", "")
        of_table = style.find(f"{_STYLE}table-properties")
        if of_table is not None and of_table.get(f"{_TABLE}display") == "false":
            hidden.add(name)
        properties = style.find(f"{_STYLE}text-properties")
        if properties is None:
            continue
        if properties.get(f"{_TEXT}display") == "none":
            hidden.add(name)
        struck = properties.get(f"{_STYLE}text-line-through-style", "none") != "none"
        position = properties.get(f"{_STYLE}text-position", "0%").split()[0]
        if struck or position not in {"0%", "0"}:
            doubtful.add(name)
    return hidden, doubtful


def _number(node: Element, name: str) -> int:
    value = node.get(_TABLE + name, "1")
    return max(int(value), 1) if value.isdecimal() and len(value) < 8 else 1


def _repeats(node: Element, name: str) -> int:
    return min(_number(node, name), _MOST_REPEATS)
