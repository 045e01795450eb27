"""Lines, cells and rows of rich text, as they come → paragraphs and grids; tables may stand in cells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from msgspec.structs import replace

from gouji.reading import limits
from gouji.reading.document import Block, Gathered, Grid, GridCell, Paragraph
from gouji.reading.words.values import DOUBTFUL, of_paragraph

PICTURE: Final = "\ufffc"  # stands for what is shown but is no text
_NEAR: Final = 30  # twips, half a millimetre; programs round the edges of each row by themselves
DEEPEST: Final = 40  # tables within tables


@dataclass(slots=True)
class Definition:
    """A row: its left edge and the right edges of its cells, and by their numbers how cells are merged."""

    left: int = 0
    edges: list[int] = field(default_factory=list)
    to_right: set[int] = field(default_factory=set)
    from_left: set[int] = field(default_factory=set)
    to_below: set[int] = field(default_factory=set)
    from_above: set[int] = field(default_factory=set)
    deleted: set[int] = field(default_factory=set)
    shaded: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Table:
    """A table whose end has not come: its rows, the cells of the row that is open, what stands in the open cell."""

    rows: list[tuple[list[_Content], Definition]] = field(default_factory=list)
    cells: list[_Content] = field(default_factory=list)
    content: _Content = field(default_factory=list)


_Content: TypeAlias = list[str | _Table]


class Layout:
    """Gathers blocks. A level is 0 in the body, 1 in a table, 2 in a table in a cell, and so on."""

    def __init__(self) -> None:
        self.gathered = Gathered()
        self._line: list[str] = []
        self._boxed: list[str] = []
        self._box_tables: list[
            Block
        ] = []  # of text boxes, until the paragraph ends that they stand in
        self._open: list[_Table] = []

    def put(self, text: str) -> None:
        """Add to the open line."""
        self._line.append(text)

    def put_beside(self, box: Layout) -> None:
        """Add what a text box shows: it may lie over any cell."""
        box.finish()
        blocks = box.gathered.blocks
        if any(isinstance(block, Grid) for block in blocks):
            self._box_tables += blocks
            self._boxed.append("")
        else:
            texts = (block.text for block in blocks if isinstance(block, Paragraph))
            self._boxed += filter(None, ["\n".join(texts)])

    def take_back(self, mark: str) -> None:
        """Take away a mark that was put last."""
        if self._line and self._line[-1] == mark:
            self._line.pop()

    def cell_number(self, level: int) -> int:
        """The number of the cell that is open, from 0."""
        return len(self._open[level - 1].cells) if len(self._open) >= level > 0 else 0

    def end_line(self, level: int) -> None:
        """A paragraph ends. Within a row all are a cell's, whatever they say of themselves."""
        if not level and self._open and self._open[0].cells:
            level = 1
        line = self._taken_line()
        self._reach(level)
        if level:
            self._open[-1].content.append(line + "\n")
        else:
            self._add_paragraphs([line, *self._taken_boxes()])
            self._add_box_tables()

    def end_cell(self, level: int) -> None:
        """A cell ends."""
        line = self._taken_line()
        self._reach(level)
        table = self._open[-1]
        boxes = (DOUBTFUL + box for box in self._taken_boxes())
        table.cells.append([*table.content, line, *boxes])
        table.content = []

    def end_row(self, level: int, definition: Definition) -> None:
        """A row ends."""
        self._reach(level)
        table = self._open[-1]
        table.rows.append((table.cells, definition))
        table.cells = []

    def finish(self) -> None:
        """The file ends."""
        self.end_line(len(self._open))
        self._reach(0)
        self._add_paragraphs(self._taken_boxes())
        self._add_box_tables()

    def _reach(self, level: int) -> None:
        """Close the tables that are deeper, open those that are missing."""
        while len(self._open) > level:
            table = self._open.pop()
            rest = self._rest(table)
            if self._open:
                self._open[-1].content += [table, *rest] if table.rows else rest
            else:
                self._add_table(table)
                self._add_content(rest)
        while len(self._open) < min(level, DEEPEST):
            self._open.append(_Table())

    @staticmethod
    def _rest(table: _Table) -> _Content:
        """What a table whose row never ends has left: cells are a row, lines alone are none."""
        if not table.cells:
            return table.content
        table.rows.append(([*table.cells, table.content], Definition()))
        return []

    def _add_table(self, table: _Table) -> None:
        limits.check_time()
        contents = [content for cells, _ in table.rows for content in cells]
        if any(isinstance(piece, _Table) for content in contents for piece in content):
            for content in contents:
                self._add_content(content)  # a table around tables only lays out the page
        elif table.rows:
            self.gathered.add(Grid(tuple(_grid_rows(table.rows)), 1, aligned=True))

    def _add_content(self, content: _Content) -> None:
        for piece in content:
            if isinstance(piece, _Table):
                self._add_table(piece)
            else:
                self._add_paragraphs([piece])

    def _add_paragraphs(self, texts: Sequence[str]) -> None:
        for text in texts:
            for line in of_paragraph(text.replace(PICTURE, "")).split("\n"):
                if line.strip():
                    self.gathered.add(Paragraph(line.strip()))

    def _taken_line(self) -> str:
        line, self._line = "".join(self._line), []
        return _whole(line)

    def _taken_boxes(self) -> list[str]:
        texts, self._boxed = self._boxed, []
        return texts

    def _add_box_tables(self) -> None:
        self.gathered.add(*self._box_tables)
        self._box_tables = []


def _whole(text: str) -> str:
    """Characters beyond the basic plane come as two halves."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _text(content: _Content) -> str:
    lines = "".join(piece for piece in content if isinstance(piece, str)).split("\n")
    text = "\n".join(line.strip() for line in lines).strip()
    return text.replace(PICTURE, "").strip() or (DOUBTFUL if text else "")


def _grid_rows(
    rows: Sequence[tuple[list[_Content], Definition]],
) -> Iterator[tuple[GridCell, ...]]:
    """Cells by the edges of all rows: rows of one table may each be cut in their own way."""
    definitions = list({id(definition): definition for _, definition in rows}.values())
    near = _nearness(definitions)
    edges = _snapped([edge for definition in definitions for edge in definition.edges], near)
    limits.check_cells(len(rows) * max(len(edges), 1))
    merging: dict[int, int] = {}  # column → width of the cells that the row below may go on with
    for r, (contents, definition) in enumerate(rows, 1):
        limits.count_cells(len(contents))
        row = _Row(definition, r, merging)
        last = bisect_right(edges, definition.left + near)  # a row may begin further right
        for i, content in enumerate(contents):
            start = last + 1
            known = definition.edges[i : i + 1]  # a cell without an edge takes one column
            last = max([last, *(bisect_left(edges, edge - near) for edge in known)]) + 1
            row.take(i, _text(content), start, last - start + 1)
        merging = row.merging
        yield tuple(row.cells)


def _nearness(definitions: Sequence[Definition]) -> int:
    """How far edges may lie apart and still be one: less than half the narrowest cell."""
    widths = (
        right - left
        for definition in definitions
        for left, right in zip(definition.edges, definition.edges[1:], strict=False)
    )
    return max(min(_NEAR, (min(widths, default=_NEAR * 3) - 1) // 2), 0)


def _snapped(edges: Sequence[int], near: int) -> list[int]:
    """The edges in order, of those that lie near one another the first."""
    kept: list[int] = []
    for edge in sorted(set(edges)):
        if not kept or edge > kept[-1] + near:
            kept.append(edge)
    return kept


@dataclass(slots=True)
class _Row:
    """The cells of a row that are seen; what is merged into another is not."""

    definition: Definition
    number: int
    above: dict[int, int]
    merging: dict[int, int] = field(default_factory=dict)
    cells: list[GridCell] = field(default_factory=list)
    covered: bool = False  # the cell before went on with the one above

    def take(self, i: int, text: str, column: int, width: int) -> None:
        """The next cell, with its place. A merge that begins nowhere leaves the cell as it is."""
        definition = self.definition
        if i in definition.to_below or i in definition.from_above:
            self.merging[column] = width
        if i in definition.from_left and i - 1 in definition.to_right | definition.from_left:
            if not self.covered:
                self._widen(text, width)
            return
        self.covered = i in definition.from_above and self.above.get(column) == width
        if not self.covered:
            doubt = DOUBTFUL if i in definition.deleted else ""
            self.cells.append(GridCell(text + doubt, self.number, column, width))

    def _widen(self, text: str, width: int) -> None:
        if self.cells:
            cell = self.cells[-1]
            doubt = DOUBTFUL if text else ""  # what the merged cell holds is not shown
            self.cells[-1] = replace(
                cell, column_span=cell.column_span + width, text=cell.text + doubt
            )
