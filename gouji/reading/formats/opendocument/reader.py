"""OpenDocument texts and sheets (.odt, .fodt, .ods, .fods) → paragraphs and grids.

Sheets, too: calamine does not tell merged cells of .ods.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from gouji.reading import limits
from gouji.reading.document import Block, Document, Gathered, Grid, GridCell, paragraphs_of
from gouji.reading.files.packages import ENCRYPTED, Package, parse_xml
from gouji.reading.formats.opendocument.shown import NAMESPACE as _NAMESPACE
from gouji.reading.formats.opendocument.shown import TABLE as _TABLE
from gouji.reading.formats.opendocument.shown import TEXT as _TEXT
from gouji.reading.formats.opendocument.shown import Styles
from gouji.reading.formats.spreadsheet.reader import blocks_of
from gouji.reading.runs import Run, Runs, Text
from gouji.report import UnreadableReport

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element: TypeAlias = _Element

_DRAWING: Final = _NAMESPACE + "drawing:1.0}"
_BOXES: Final = (f"{_DRAWING}text-box", f"{_DRAWING}custom-shape")  # what may hold text, and tables
_OFFICE: Final = _NAMESPACE + "office:1.0}"
_RESOLVED: Final = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}resolved"
_DAMAGED: Final = "文档已损坏，打不开，请另存为 .docx 后重新报送。"
_MANIFEST: Final = "META-INF/manifest.xml"
_ENCRYPTED: Final = b"encryption-data"  # OpenDocument 1.2, part 3, 4.4
# A table fills up a page with thousands of empty columns and rows; what stands behind them keeps its place.
_MOST_REPEATS: Final = 64
_MOST_FILLED: Final = 256  # columns with the same text
_CELL, _COVERED = f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"
_ROW, _TABLES = f"{_TABLE}table-row", f"{_TABLE}table"
_FAMILIES: Final = {_ROW: "table-row", _TABLES: "table"}
_STYLE, _USUAL_STYLE = f"{_TABLE}style-name", f"{_TABLE}default-cell-style-name"
_STYLE_OF_TEXT: Final = f"{_TEXT}style-name"
_COLUMNS_REPEATED, _ROWS_REPEATED, _COLUMNS_SPANNED, _ROWS_SPANNED = (
    f"{_TABLE}number-{name}"
    for name in ("columns-repeated", "rows-repeated", "columns-spanned", "rows-spanned")
)
_VISIBILITY: Final = f"{_TABLE}visibility"
_PARAGRAPHS: Final = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_SHOWN_AS: Final = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n"}
_LISTED: Final = f"{_TEXT}list-item"

# Deletions of tracked changes stand in a list of their own; notes and comments are no part of the text.
_GONE: Final = frozenset(
    {
        *(_TEXT + name for name in ("tracked-changes", "note", "ruby-text", "hidden-text")),
        *(_OFFICE + name for name in ("annotation", "forms")),
    }
)


def read_odt(document: bytes) -> Document:
    """Read an .odt. Raises UnreadableReport where it is damaged, encrypted or unfolds too large."""
    return _read(*_parts(document))


def read_ods(document: bytes) -> Document:
    """Read an .ods, its hidden sheets left out. Raises UnreadableReport as `read_odt` does."""
    return _read_sheets(*_parts(document))


def read_flat_odt(document: bytes) -> Document:
    """Read an .fodt: the same in one XML file."""
    root = parse_xml(document.lstrip())
    return _read(root, Styles(root))


def read_flat_ods(document: bytes) -> Document:
    """Read an .fods: an .ods in one XML file. Raises UnreadableReport where it is damaged or too large."""
    root = parse_xml(document.lstrip())
    # An embedded chart stands here whole, with a table of its figures that nobody sees.
    for embedded in root.findall(f".//{_OFFICE}document"):
        if (parent := embedded.getparent()) is not None:
            parent.remove(embedded)
    return _read_sheets(root, Styles(root))


def _read_sheets(root: Element, styles: Styles) -> Document:
    builder = _Builder(styles, root)
    blocks: list[Block] = []
    for table in root.iterfind(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table"):
        if builder.is_shown(table):
            number = sum(isinstance(block, Grid) for block in blocks)
            name = table.get(f"{_TABLE}name", "")
            blocks.extend(blocks_of(builder.rows(table), number, name))
    return Document(tuple(blocks), revisions=_revisions(root), comments=_comments(root))


def _revisions(root: Element) -> int:
    """How many tracked changes there are; their list stands before the text."""
    lists = root.iter(f"{_TEXT}tracked-changes", f"{_TABLE}tracked-changes")
    return sum(len(changes) for changes in lists)


def _comments(root: Element) -> int:
    """How many comments are open; only LibreOffice says of one that it is not."""
    notes = root.iter(f"{_OFFICE}annotation")
    return sum(note.get(_RESOLVED) != "true" for note in notes)


def _parts(document: bytes) -> tuple[Element, Styles]:
    """The content, and what the styles say of it."""
    package = Package(document)
    if _MANIFEST in package.names and _ENCRYPTED in package.read(_MANIFEST):
        raise UnreadableReport(ENCRYPTED)
    if "content.xml" not in package.names:
        raise UnreadableReport(_DAMAGED)
    root = parse_xml(package.read("content.xml"))
    named = [parse_xml(package.read("styles.xml"))] if "styles.xml" in package.names else []
    return root, Styles(*named, root)


def _read(root: Element, styles: Styles) -> Document:
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise UnreadableReport(_DAMAGED)
    builder = _Builder(styles, body)
    builder.walk(body)
    return Document(
        tuple(builder.gathered.blocks), revisions=_revisions(body), comments=_comments(body)
    )


class _Builder:
    """Walks the body once and gathers blocks."""

    def __init__(self, styles: Styles, root: Element) -> None:
        self.gathered = Gathered()
        self._styles = styles
        # Few cells hold a drawing, few paragraphs may be hidden: found in one pass.
        drawn = (node for node in root.iter(f"{_DRAWING}*") if _is_drawn(node))
        self._drawn_in = {above for node in drawn for above in node.iterancestors(_CELL)}
        marks = root.iter(f"{_TEXT}hidden-paragraph")
        self._hidden = {m.getparent() for m in marks if m.get(f"{_TEXT}is-hidden") == "true"}

    def is_shown(self, table: Element) -> bool:
        """Whether a table or sheet is visible."""
        return not self._styles.is_hidden_table(table.get(f"{_TABLE}style-name", ""))

    def walk(self, parent: Element) -> None:
        for node in parent:
            if node.tag in _GONE or _is_hidden_section(node):
                continue
            if node.tag in _PARAGRAPHS:
                self._add_paragraph(node)
            elif node.tag == _TABLES:
                self._add_table(node)
            elif len(node):
                self.walk(node)  # sections, lists, frames

    def _add_paragraph(self, node: Element) -> None:
        self.gathered.add(*paragraphs_of(self._text(node)))
        for box in node.iter(*_BOXES):
            # A box within a box is found when the outer one is walked.
            within = takewhile(lambda above: above is not node, box.iterancestors())
            if not any(above.tag in _BOXES for above in within):
                self.walk(box)

    def _add_table(self, table: Element) -> None:
        limits.check_time()
        if not self.is_shown(table):
            return
        if sum(1 for _ in table.iter(_TABLES)) > 1:
            for cell in table.iter(_CELL):
                if next(cell.iterancestors(_TABLES)) is table:
                    self.walk(cell)  # a table around tables only lays out the page
            return
        rows = tuple(self.rows(table))
        if rows:
            self.gathered.add(Grid(rows, 1, aligned=True))

    def rows(self, table: Element) -> Iterator[tuple[GridCell, ...]]:
        """The rows that are seen; repeated ones are told out."""
        number = 0
        _cover(table)
        columns, shaded = _Columns(table), self._is_shaded(table)
        pending: list[_Shown] = []  # cells that began in a hidden row and reach into the next
        for row in table.iter(_ROW):
            repeats = _number(row.get(_ROWS_REPEATED))
            cells = list(self._cells(row, columns, shaded=shaded))
            if pending:
                taken = {cell.column for cell in pending}
                own = (cell for cell in cells if cell.column not in taken)
                cells = sorted([*pending, *own], key=lambda cell: cell.column)
            if _is_collapsed(row):
                below = (cell.below(repeats) for cell in cells)
                pending = [cell for cell in below if cell.height > 0]
            else:
                pending = []
                yield from _told_out(cells, number, repeats)
            number += repeats

    def _cells(self, row: Element, columns: _Columns, *, shaded: bool) -> Iterator[_Shown]:
        column = 1
        usual = row.get(_USUAL_STYLE)
        shaded = shaded or self._styles.visibility(_FAMILIES[_ROW], row.get(_STYLE, "")).shaded
        for cell in row.iter(_CELL, _COVERED):
            said = dict(cell.items())  # quicker than to ask for each
            repeats = _number(said.get(_COLUMNS_REPEATED))
            if cell.tag == _CELL:
                style = said.get(_STYLE) or usual or columns.style(column)
                content = self._content(cell, style, shaded=shaded)
                span = _number(said.get(_COLUMNS_SPANNED))
                height = _number(said.get(_ROWS_SPANNED))
                most = _MOST_FILLED if content.text or content.doubtful else _MOST_REPEATS
                for first in range(column, column + min(repeats, most)):
                    shown_from, width = columns.shown(first, span)
                    if width:
                        yield _Shown(content, shown_from, width, height)
            column += repeats

    def _is_shaded(self, table: Element) -> bool:
        """Whether a table, or something around it, has a background."""
        around = (table, *table.iterancestors(_ROW, _TABLES))
        return any(
            self._styles.visibility(_FAMILIES[str(node.tag)], node.get(_STYLE, "")).shaded
            for node in around
        )

    def _content(self, cell: Element, style: str, *, shaded: bool) -> Run:
        own = self._styles.visibility("table-cell", style)
        shaded = shaded or own.shaded
        text, doubtful = "", False
        only = cell[0] if len(cell) == 1 else None  # most cells
        direct = only is not None and only.tag in _PARAGRAPHS
        if only is not None and direct and not len(only) and cell not in self._drawn_in:
            line = self._text(only, shaded=shaded)
            text = line.text.strip()
            doubtful = bool(line.doubts) or (bool(text) and own.doubts(shaded=shaded))
            return Run(text, doubtful or (not text and _is_value_without_text(cell)))
        for paragraph in cell if direct else _paragraphs(cell):
            line = self._text(paragraph, shaded=shaded)
            if shown := line.text.strip():
                text = f"{text}\n{shown}" if text else shown
            listed = not direct and self._is_numbered(paragraph)
            doubtful = doubtful or listed or bool(line.doubts)
        doubtful = doubtful or (bool(text) and own.doubts(shaded=shaded))
        if cell in self._drawn_in:
            text, doubtful = self._with_drawn(cell, text, doubtful=doubtful)
        return Run(text, doubtful or (not text and _is_value_without_text(cell)))

    def _with_drawn(self, cell: Element, text: str, *, doubtful: bool) -> tuple[str, bool]:
        """What boxes show in a cell; a picture, a formula or a form's field may stand where the figure should."""
        drawn = list(_drawn(cell))
        boxes = [self._text(p) for box in drawn for p in _paragraphs(box)]
        boxed = [box.text.strip() for box in boxes if not box.is_blank]
        text += "".join(boxed)
        return text, doubtful or bool(boxed) or (bool(drawn) and not text)

    def _is_numbered(self, paragraph: Element) -> bool:
        item = paragraph.getparent()
        if item is None or item.tag != _LISTED or item.find(f"{_TEXT}*") is not paragraph:
            return False
        lists = list(item.iterancestors(f"{_TEXT}list"))
        names = (one.get(f"{_TEXT}style-name", "") for one in lists)
        return self._styles.is_numbered(next((name for name in names if name), ""), len(lists))

    def _text(self, paragraph: Element, *, shaded: bool = True) -> Text:
        style = self._styles.visibility("paragraph", paragraph.get(_STYLE_OF_TEXT, ""))
        hidden = bool(style.hidden) or paragraph in self._hidden
        if not len(paragraph):
            text = "" if hidden else paragraph.text or ""
            doubtful = bool(text.strip()) and style.doubts(shaded=shaded)
            return Text(text, ((0, len(text)),) if doubtful else ())
        runs = Runs()
        self._gather(paragraph, runs, hidden=hidden, shaded=shaded)
        if style.doubts(shaded=shaded):
            runs.doubt_since(0)
        return runs.text()

    def _gather(self, node: Element, runs: Runs, *, hidden: bool, shaded: bool) -> None:
        if node.text and not hidden:
            runs.add(node.text)
        for child in node:
            if isinstance(child.tag, str) and child.tag not in _GONE:
                self._gather_inner(child, runs, hidden=hidden, shaded=shaded)
            if child.tail and not hidden:
                runs.add(child.tail)

    def _gather_inner(self, node: Element, runs: Runs, *, hidden: bool, shaded: bool) -> None:
        if node.tag in _SHOWN_AS:
            runs.add(_SHOWN_AS[node.tag])
        elif not _is_drawn(node):
            style = self._styles.visibility("text", node.get(_STYLE_OF_TEXT, ""))
            own, start = style.hidden, runs.length
            self._gather(node, runs, hidden=hidden if own is None else own, shaded=shaded)
            if style.doubts(shaded=shaded):
                runs.doubt_since(start)


class _Shown(Struct, frozen=True, gc=False):
    """A cell that is seen: its first column, its width in columns, and the rows that it still covers."""

    content: Run
    column: int
    width: int
    height: int

    def below(self, rows: int) -> _Shown:
        """What is left of it after so many rows."""
        return replace(self, height=self.height - rows)

    def in_row(self, number: int) -> GridCell:
        """Where it begins to be seen."""
        text, doubtful = self.content.text, self.content.doubtful
        return GridCell(text, number, self.column, self.width, doubtful=doubtful)


class _Columns:
    """The columns of a table: which are hidden, and the styles that they give to their cells."""

    def __init__(self, table: Element) -> None:
        self._hidden: list[range] = []
        self._styles: list[tuple[int, str]] = []
        last = 0
        for column in table.iter(f"{_TABLE}table-column"):
            first, last = last + 1, last + _number(column.get(_COLUMNS_REPEATED))
            if _is_collapsed(column):
                self._hidden.append(range(first, last + 1))
            self._styles.append((last, column.get(f"{_TABLE}default-cell-style-name", "")))

    def style(self, column: int) -> str:
        """The style of the cells that have none of their own."""
        return next((style for last, style in self._styles if column <= last), "")

    def shown(self, column: int, span: int) -> tuple[int, int]:
        """Where a cell begins to be seen, and its width from there; 0 where it is hidden."""
        if not self._hidden:
            return column, span
        end = column + span
        for hidden in self._hidden:
            column = hidden.stop if column in hidden else column
        return column, max(end - column, 0)


def _cover(table: Element) -> None:
    """Say which places merged cells cover, where the writer (pandoc) leaves that out, as web pages do."""
    spans = (_ROWS_SPANNED, _COLUMNS_SPANNED)
    if next(table.iter(_COVERED), None) is not None or not any(
        cell.get(span) for cell in table.iter(_CELL) for span in spans
    ):
        return
    reaching: list[tuple[int, int, int]] = []  # column, width and rows of cells that reach below
    for row in table.iter(_ROW):
        reaching += _cover_row(row, sorted(reaching))
        repeats = _number(row.get(_ROWS_REPEATED))
        reaching = [(column, width, rows - repeats) for column, width, rows in reaching]
        reaching = [cell for cell in reaching if cell[2] > 0]


def _cover_row(
    row: Element, reaching: Sequence[tuple[int, int, int]]
) -> list[tuple[int, int, int]]:
    """Cover what cells above reach into, and what its own cells span; gives those that reach below."""
    found = []
    column, passed = 1, 0
    for cell in row.findall(_CELL):
        limits.check_time()
        while passed < len(reaching) and reaching[passed][0] <= column:
            width = reaching[passed][1]
            cell.addprevious(_covered(cell, width))
            column, passed = column + width, passed + 1
        span, height = _number(cell.get(_COLUMNS_SPANNED)), _number(cell.get(_ROWS_SPANNED))
        if height > 1:
            found.append((column, span, height))
        if span > 1:
            cell.addnext(_covered(cell, span - 1))
        column += span * _number(cell.get(_COLUMNS_REPEATED))
    return found


def _covered(beside: Element, columns: int) -> Element:
    return beside.makeelement(_COVERED, {_COLUMNS_REPEATED: str(columns)})


def _told_out(cells: Sequence[_Shown], above: int, repeats: int) -> Iterator[tuple[GridCell, ...]]:
    """A row as often as it is repeated, below so many others."""
    for i in range(min(repeats, _MOST_REPEATS)):
        limits.count_cells(len(cells) + 1)
        yield tuple([cell.in_row(above + i + 1) for cell in cells])


def _is_value_without_text(cell: Element) -> bool:
    """Whether a program stored a number but not how it is shown."""
    stored = cell.get(f"{_OFFICE}value") is not None
    return stored and next(_paragraphs(cell), None) is None


def _is_hidden_section(node: Element) -> bool:
    return node.tag == f"{_TEXT}section" and node.get(f"{_TEXT}display") == "none"


def _is_collapsed(node: Element) -> bool:
    """Whether a row or column is hidden, by hand, by a filter or with its group."""
    if node.get(_VISIBILITY, "visible") != "visible":
        return True
    if (parent := node.getparent()) is not None and parent.tag == _TABLES:
        return False  # most are in no group
    kind = str(node.tag).rsplit("}", 1)[-1]
    groups = node.iterancestors(f"{_TABLE}{kind}-group")
    return any(group.get(f"{_TABLE}display") == "false" for group in groups)


def _paragraphs(parent: Element) -> Iterator[Element]:
    """The paragraphs within; those of comments, notes, drawings and hidden sections are none of them."""
    for node in parent:
        if node.tag in _PARAGRAPHS:
            yield node
        elif isinstance(node.tag, str) and not (
            node.tag in _GONE or _is_drawn(node) or _is_hidden_section(node)
        ):
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


def _number(value: str | None) -> int:
    if value is None:
        return 1
    return max(int(value), 1) if value.isdecimal() and len(value) < 8 else 1
