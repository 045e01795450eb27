"""Word documents (.docx) → paragraphs and grids, by a short reader of our own on lxml.

python-docx raises on `gridBefore`, and misses rows inside content controls and nested tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec.structs import replace

from gouji.reading import limits
from gouji.reading.document import Document, Gathered, Grid, GridCell, paragraphs_of
from gouji.reading.files.kinds import kind_of
from gouji.reading.files.packages import Package, links_of, parse_xml
from gouji.reading.formats.word.review import comments_of, revisions_of
from gouji.reading.formats.word.shown import (
    GONE,
    SHOWN_TEXT,
    TEXT_BOX,
    Numbering,
    Styles,
    W,
    Wording,
    exceptional,
    within,
)
from gouji.reading.readers import reader_of
from gouji.reading.runs import Runs, Text
from gouji.report import UnreadableReport

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element: TypeAlias = _Element

_PART: Final = re.compile(r"word/document\d*\.xml")
_TRANSITIONAL: Final = W[1:-1].encode()
_LONGEST_NUMBER: Final = 6  # digits of a span
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_STRICT_LINKS: Final = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
_LINKS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMBEDDED: Final = frozenset({"html", "mhtml", "text"})  # kinds of an embedded part that is read

_P, _TBL, _TR, _TC = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
_SPAN, _MERGE, _VALUE = f"{W}gridSpan", f"{W}vMerge", f"{W}val"
_LEFT: Final = (f"{W}del", f"{W}moveFrom")
# Other tables, and what only describes, hold none of a table's own rows, cells and paragraphs.
_NOT_LOOKED_INTO: Final = GONE | {
    W + name for name in ("tbl", "tblPr", "tblGrid", "trPr", "tcPr", "pPr", "sdtPr", "sdtEndPr")
}

_DAMAGED: Final = "Word 文档已损坏，打不开，请用 Word 或 WPS 打开原件、另存为 .docx 后重新报送。"
_NOT_WORD: Final = "这不是 Word 文档（.docx），请报送 Word 文档（.docx）、网页或文本文件。"
# What a cell may hold instead of text; an embedded part is read in the body only.
_PICTORIAL: Final = (f"{W}drawing", f"{W}pict", f"{W}object", f"{W}altChunk", TEXT_BOX)


def read_docx(document: bytes) -> Document:
    """Read a .docx or .docm; macros lie in parts of their own and are never opened.

    Raises UnreadableReport where it is none, is damaged, encrypted or unfolds too large.
    """
    parts = _Parts(Package(document))
    root = parts.xml(parts.main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise UnreadableReport(_DAMAGED)
    builder = _Builder(parts, body)
    builder.walk(body)
    return Document(
        tuple(builder.gathered.blocks),
        revisions=revisions_of(body),
        comments=comments_of(body, parts.beside("comments"), parts.beside("commentsExtended")),
    )


class _Parts:
    """The package's parts, found by their relationships."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._names = frozenset(package.names)
        named = (target for kind, target in links_of(package).values() if kind == "officeDocument")
        usual = (name for name in package.names if _PART.fullmatch(name))
        main = next((name for name in (*named, *usual) if name in self._names), None)
        if main is None:
            raise UnreadableReport(_NOT_WORD)
        self.main = main
        self._of_main = links_of(package, main)

    def xml(self, name: str) -> Element | None:
        """A part's XML; None where the package has no such part."""
        if name not in self._names:
            return None
        # Strict files differ in the namespaces only (ISO/IEC 29500-1, -4).
        content = self._package.read(name).replace(_STRICT, _TRANSITIONAL)
        return parse_xml(content.replace(_STRICT_LINKS, _LINKS.encode()))

    def beside(self, kind: str) -> Element | None:
        """The part that the main one is linked to, by the last word of the link's type."""
        targets = (target for found, target in self._of_main.values() if found == kind)
        return self.xml(next(targets, ""))

    def embedded(self, link: str) -> bytes | None:
        """The bytes of a part that the main one embeds."""
        _, name = self._of_main.get(link, ("", ""))
        return self._package.read(name) if name in self._names else None


@dataclass(slots=True)
class _Cell:
    """A cell as the file has it; `below`, `beside`: whether it goes on with one before, None where it is not merged."""

    width: int = 1
    below: bool | None = None
    beside: bool = False
    lines: list[str] = field(default_factory=lambda: [""])
    doubtful: bool = False

    @property
    def text(self) -> str:
        """Its lines that are not blank."""
        return "\n".join([line for line in map(str.strip, self.lines) if line])


@dataclass(slots=True)
class _Row:
    """A row: how many columns are left out before it, and its cells."""

    before: int = 0
    cells: list[_Cell] = field(default_factory=list)


class _Builder:
    """Walks the body once and gathers blocks."""

    def __init__(self, parts: _Parts, body: Element) -> None:
        self.gathered = Gathered()
        self._parts = parts
        styles = Styles(parts.beside("styles"))
        self._exceptional = exceptional(body, styles)
        self._wording = Wording(styles, self._exceptional)
        self._numbering = Numbering(parts.beside("numbering"), styles)

    def walk(self, parent: Element) -> None:
        for node in parent:
            if node.tag in GONE or _is_deleted_row(node):
                continue
            if node.tag == _P:
                self._add_paragraph(node)
            elif node.tag == _TBL:
                self._add_table(node)
            elif node.tag == f"{W}altChunk":
                self._add_embedded(node.get(f"{{{_LINKS}}}id", ""))
            elif len(node):
                self.walk(node)  # content controls and custom XML hold blocks

    def _add_paragraph(self, node: Element) -> None:
        self.gathered.add(*paragraphs_of(self._wording.text(node)))
        for box in _within(node, TEXT_BOX):
            self.walk(box)

    def _add_table(self, table: Element) -> None:
        if _holds_table(table):
            self.walk(table)  # a table around tables only lays out the page
            return
        rows = tuple(self._rows(table))
        if rows:
            self.gathered.add(Grid(rows, 1, aligned=True))
        for box in _boxes(table):
            if _holds_table(box):
                self.walk(box)

    def _add_embedded(self, link: str) -> None:
        """A web page or text that Word shows in this place (`altChunk`)."""
        content = self._parts.embedded(link)
        if not content or kind_of(content) not in _EMBEDDED:
            return
        self.gathered.add(*reader_of(content)(content).blocks)

    def _rows(self, table: Element) -> Iterator[tuple[GridCell, ...]]:
        plain = table not in self._exceptional
        rows: Iterable[_Row | None] = _plain_rows(table) if plain else self._told_rows(table)
        # Column → width of the cells that the row below may go on with.
        merging: dict[int, int] = {}
        for r, row in enumerate(rows, 1):
            if row is None:
                continue
            cells: list[GridCell] = []
            merged: dict[int, int] = {}
            column = 1 + row.before
            for cell in row.cells:
                if cell.below is not None:
                    merged[column] = cell.width
                if cell.beside and cells:
                    cells[-1] = _widened(cells[-1], cell)
                elif not cell.below or merging.get(column) != cell.width:
                    # A merge that begins nowhere, or with another width: the cell is shown by itself.
                    place = r, column, cell.width
                    cells.append(GridCell(cell.text, *place, doubtful=cell.doubtful))
                column += cell.width
            merging = merged
            limits.count_cells(len(cells))
            yield tuple(cells)

    def _told_rows(self, table: Element) -> Iterator[_Row | None]:
        """The rows of a table, cell by cell; None for one that was deleted."""
        for tr in _within(table, _TR):
            if _is_deleted_row(tr):
                yield None
                continue
            row = _Row(_digits(within(tr, "trPr/gridBefore")))
            for tc in _within(tr, _TC):
                shown = self._cell_text(tc)
                row.cells.append(
                    _Cell(
                        _width(within(tc, "tcPr/gridSpan")),
                        _goes_on(within(tc, "tcPr/vMerge")),
                        _goes_on(within(tc, "tcPr/hMerge")) or False,
                        [shown.text],
                        bool(shown.doubts),
                    )
                )
            yield row

    def _cell_text(self, cell: Element) -> Text:
        runs, goes_on = Runs(), True
        for p in _within(cell, _P):
            if self._numbering.is_shown(p):
                runs.add("", doubtful=True)
            line = self._wording.text(p)
            line = line.part(0, len(line.text))
            if not goes_on and not line.is_blank:
                runs.add("\n")
            runs.join(line)
            goes_on = not runs.length or _is_deleted_mark(p)
        self._add_beside(cell, runs)
        unread = not runs.length and _has_picture(cell)
        if unread or within(cell, "tcPr/cellDel") is not None:
            runs.add("", doubtful=True)
        return runs.text()

    def _add_beside(self, cell: Element, runs: Runs) -> None:
        """What text boxes in the cell hold: they may lie over any cell."""
        for box in _boxes(cell):
            if _holds_table(box):
                runs.add("", doubtful=True)  # its tables are read by themselves
                continue
            shown = Runs()
            for p in box.iter(_P):
                shown.join(self._wording.text(p))
            text = shown.text()
            if not text.is_blank:
                runs.add(text.text.strip(), doubtful=True)


def _plain_rows(table: Element) -> list[_Row]:
    """The rows of a table in which nothing needs a closer look, in one go."""
    rows: list[_Row] = []
    row, cell = _Row(), _Cell()
    for node in table.iter(SHOWN_TEXT, _P, _TC, _TR, _SPAN, _MERGE):
        tag = node.tag
        if tag == SHOWN_TEXT:
            cell.lines[-1] += node.text or ""
        elif tag == _P:
            cell.lines.append("")
        elif tag == _TC:
            cell = _Cell()
            row.cells.append(cell)
        elif tag == _TR:
            row = _Row()
            rows.append(row)
        elif tag == _SPAN:
            cell.width = _width(node)
        else:
            cell.below = _goes_on(node)
    return rows


def _widened(cell: GridCell, hidden: _Cell) -> GridCell:
    """A cell that goes on into the next one; what the next one holds is not shown."""
    doubtful = cell.doubtful or hidden.doubtful or bool(hidden.text)
    return replace(cell, column_span=cell.column_span + hidden.width, doubtful=doubtful)


def _holds_table(parent: Element) -> bool:
    """Whether tables stand within; those in text boxes float beside it."""
    for inner in parent.iter(_TBL):
        above = takewhile(lambda node: node is not parent, inner.iterancestors())
        if inner is not parent and not any(node.tag == TEXT_BOX for node in above):
            return True
    return False


def _boxes(parent: Element) -> Iterator[Element]:
    """The text boxes that stand in a table or cell."""
    for box in parent.iter(TEXT_BOX):
        above = box.iterancestors()
        if not any(node.tag in GONE or node.tag == TEXT_BOX for node in above):
            yield box


def _has_picture(cell: Element) -> bool:
    return any(
        not any(above.tag in GONE for above in picture.iterancestors())
        for picture in cell.iter(*_PICTORIAL)
    )


def _is_deleted_row(node: Element) -> bool:
    return node.tag == _TR and within(node, "trPr/del") is not None


def _is_deleted_mark(paragraph: Element) -> bool:
    """Whether the paragraph's end was deleted: what follows goes on in its line."""
    properties = within(paragraph, "pPr/rPr")
    return properties is not None and next(properties.iterchildren(*_LEFT), None) is not None


def _goes_on(merge: Element | None) -> bool | None:
    """Whether a merged cell goes on with the one before; None where it is not merged."""
    return None if merge is None else merge.get(_VALUE) != "restart"


def _within(parent: Element, tag: str) -> Iterator[Element]:
    """Children with this tag, content controls and the like looked through."""
    for node in parent:
        if node.tag == tag:
            yield node
        elif node.tag not in _NOT_LOOKED_INTO:
            yield from _within(node, tag)


def _width(span: Element | None) -> int:
    return max(_digits(span), 1)


def _digits(node: Element | None) -> int:
    value = "" if node is None else node.get(_VALUE, "")
    return int(value) if value.isdecimal() and len(value) < _LONGEST_NUMBER else 0
