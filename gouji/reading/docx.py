"""Word documents (.docx) → paragraphs and grids, by a short reader of our own on lxml.

python-docx raises on `gridBefore`, and misses rows inside content controls and nested tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING, Final, TypeAlias

from gouji.reading import limits
from gouji.reading.document import Block, Document, Grid, GridCell, Paragraph
from gouji.reading.packages import Package, parse_xml
from gouji.reading.values import DOUBTFUL
from gouji.report import UnreadableReport

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element: TypeAlias = _Element

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PART: Final = re.compile(r"word/document\d*\.xml")
_TEXT_BOX: Final = f"{_W}txbxContent"
_LONGEST_NUMBER: Final = 6  # digits of a span
_TRANSITIONAL: Final = _W[1:-1].encode()
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"

_DAMAGED: Final = "Word 文档已损坏，打不开，请用 Word 或 WPS 打开原件、另存为 .docx 后重新报送。"
_NOT_WORD: Final = "这不是 Word 文档（.docx），请报送 Word 文档（.docx）、网页或文本文件。"

# Deleted and moved-away text of tracked changes is no part of the report; a fallback repeats its choice.
_GONE: Final = frozenset(
    {f"{_W}del", f"{_W}moveFrom"}
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)


def read_docx(document: bytes) -> Document:
    """Read a .docx or .docm; macros lie in parts of their own and are never opened.

    Raises UnreadableReport where it is none, is damaged, encrypted or unfolds too large.
    """
    package = Package(document)
    part = next((name for name in package.names if _PART.fullmatch(name)), None)
    if part is None:
        raise UnreadableReport(_NOT_WORD)
    # Strict files differ in the namespace only (ISO/IEC 29500-1, -4).
    root = parse_xml(package.read(part).replace(_STRICT, _TRANSITIONAL))
    body = root.find(f"{_W}body")
    if body is None:
        raise UnreadableReport(_DAMAGED)
    builder = _Builder()
    builder.walk(body)
    return Document(tuple(builder.blocks))


class _Builder:
    """Walks the body once and gathers blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._tables = 0

    def walk(self, parent: Element) -> None:
        for node in parent:
            if node.tag in _GONE:
                continue
            if node.tag == f"{_W}p":
                self._add_paragraph(node)
            elif node.tag == f"{_W}tbl":
                self._add_table(node)
            elif len(node):
                self.walk(node)  # content controls and custom XML hold blocks

    def _add_paragraph(self, node: Element) -> None:
        for line in _text(node).replace(DOUBTFUL, "").split("\n"):
            if line.strip():
                self.blocks.append(Paragraph(line.strip()))
        for box in node.iter(_TEXT_BOX):
            # A box within a box is found when the outer one is walked.
            within = takewhile(lambda above: above is not node, box.iterancestors())
            if not any(above.tag in _GONE or above.tag == _TEXT_BOX for above in within):
                self.walk(box)

    def _add_table(self, table: Element) -> None:
        if _holds_table(table):
            self.walk(table)  # a table around tables only lays out the page
            return
        rows = tuple(_grid_rows(table))
        if rows:
            self._tables += 1
            self.blocks.append(Grid(rows, self._tables, aligned=True))


def _holds_table(table: Element) -> bool:
    return sum(1 for _ in table.iter(f"{_W}tbl")) > 1


def _grid_rows(table: Element) -> Iterator[tuple[GridCell, ...]]:
    for r, tr in enumerate(_within(table, f"{_W}tr"), 1):
        if tr.find(f"{_W}trPr/{_W}del") is not None:
            continue
        column = 1 + _number(tr, "trPr/gridBefore")
        cells: list[GridCell] = []
        for tc in _within(tr, f"{_W}tc"):
            width = max(_number(tc, "tcPr/gridSpan"), 1)
            merge = tc.find(f"{_W}tcPr/{_W}vMerge")
            if merge is None or merge.get(f"{_W}val") == "restart":
                cells.append(GridCell(_cell_text(tc), r, column, width))
            column += width
        limits.count_cells(len(cells))
        yield tuple(cells)


def _within(parent: Element, tag: str) -> Iterator[Element]:
    """Children with this tag, content controls and the like looked through."""
    for node in parent:
        if node.tag == tag:
            yield node
        elif node.tag not in _GONE and node.tag != f"{_W}tbl":
            yield from _within(node, tag)


def _number(node: Element, path: str) -> int:
    found = node.find("/".join(_W + name for name in path.split("/")))
    value = found.get(f"{_W}val") if found is not None else None
    return int(value) if value and value.isdecimal() and len(value) < _LONGEST_NUMBER else 0


def _cell_text(cell: Element) -> str:
    return "\n".join(text for p in _within(cell, f"{_W}p") if (text := _text(p).strip()))


def _text(node: Element) -> str:
    return "".join(_pieces(node))


def _pieces(node: Element) -> Iterator[str]:
    for child in node:
        tag = child.tag
        if tag in _GONE or tag == _TEXT_BOX:
            continue
        if tag == f"{_W}r":
            yield from _run(child)
        elif len(child):
            yield from _pieces(child)


def _run(run: Element) -> Iterator[str]:
    properties = run.find(f"{_W}rPr")
    if _is_on(properties, "vanish"):
        return
    text = "".join(_run_pieces(run))
    if text.strip() and _is_doubtful(properties):
        yield DOUBTFUL
    yield text


def _run_pieces(run: Element) -> Iterator[str]:
    for node in run:
        if node.tag == f"{_W}t":
            yield node.text or ""
        elif node.tag in {f"{_W}br", f"{_W}cr"}:
            yield "\n"
        elif node.tag == f"{_W}tab":
            yield " "
        elif node.tag == f"{_W}noBreakHyphen":
            yield "-"


def _is_on(properties: Element | None, name: str) -> bool:
    found = properties.find(_W + name) if properties is not None else None
    return found is not None and found.get(f"{_W}val") not in {"0", "false", "none", "off"}


def _is_doubtful(properties: Element | None) -> bool:
    """Superscript (a note's number) and struck-out text stand beside a figure, not in it."""
    if properties is None:
        return False
    vertical = properties.find(f"{_W}vertAlign")
    raised = vertical is not None and vertical.get(f"{_W}val") in {"superscript", "subscript"}
    return raised or _is_on(properties, "strike") or _is_on(properties, "dstrike")
