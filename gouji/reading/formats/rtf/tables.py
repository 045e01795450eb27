"""Lines, cells and rows of rich text, as they come → paragraphs and grids; tables may stand in cells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from msgspec.structs import replace

from gouji.reading import limits
from gouji.reading.document import Block, Gathered, Grid, GridCell, Paragraph, paragraphs_of
from gouji.reading.runs import Run, Runs, Text

UNFINISHED: Final = Run("", doubtful=True)  # a field, until its result comes
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
class _Content:
    """What a cell holds; `drawn`: a picture or another drawing as well."""

    pieces: list[Text | _Table] = field(default_factory=list)
    drawn: bool = False


@dataclass(slots=True)
class _Table:
    """A table whose end has not come: its rows, the cells of the row that is open, what stands in the open cell."""

    rows: list[tuple[list[_Content], Definition]] = field(default_factory=list)
    cells: list[_Content] = field(default_factory=list)
    content: _Content = field(default_factory=_Content)


class Layout:
    """Gathers blocks. A level is 0 in the body, 1 in a table, 2 in a table in a cell, and so on."""

    def __init__(self) -> None:
        self.gathered = Gathered()
        self._line: list[Run] = []
        self._drawn = False  # something is drawn in the open line
        self._boxed: list[Text] = []
        self._box_tables: list[
            Block
        ] = []  # of text boxes, until the paragraph ends that they stand in
        self._open: list[_Table] = []

    def put(self, run: Run) -> None:
        """Add to the open line."""
        self._line.append(run)

    def draw(self) -> None:
        """Take what is shown in the open line but is no text."""
        self._drawn = True

    def put_beside(self, box: Layout) -> None:
        """Add what a text box shows: it may lie over any cell."""
        box.finish()
        blocks = box.gathered.blocks
        if any(isinstance(block, Grid) for block in blocks):
            self._box_tables += blocks
            self._boxed.append(Text())
        elif blocks:
            self._boxed.append(_lines(blocks))

    def take_back(self, run: Run) -> None:
        """Take away a run that was put last."""
        if self._line and self._line[-1] is run:
            self._line.pop()

    def cell_number(self, level: int) -> int:
        """The number of the cell that is open, from 0."""
        return len(self._open[level - 1].cells) if len(self._open) >= level > 0 else 0

    def end_line(self, level: int) -> None:
        """A paragraph ends. Within a row all are a cell's, whatever they say of themselves."""
        if not level and self._open and self._open[0].cells:
            level = 1
        self._line.append(Run("\n"))
        line, drawn = self._taken_line()
        self._reach(level)
        if level:
            content = self._open[-1].content
            content.pieces.append(line)
            content.drawn = content.drawn or drawn
        else:
            self._add_paragraphs([line, *self._taken_boxes()])
            self._add_box_tables()

    def end_cell(self, level: int) -> None:
        """A cell ends."""
        line, drawn = self._taken_line()
        self._reach(level)
        table = self._open[-1]
        content, table.content = table.content, _Content()
        boxes = (Text(box.text, ((0, len(box.text)),)) for box in self._taken_boxes())
        table.cells.append(_Content([*content.pieces, line, *boxes], content.drawn or drawn))

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
                content = self._open[-1].content
                content.pieces += [table, *rest.pieces] if table.rows else rest.pieces
                content.drawn = content.drawn or rest.drawn
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
        return _Content()

    def _add_table(self, table: _Table) -> None:
        limits.check_time()
        contents = [content for cells, _ in table.rows for content in cells]
        if any(isinstance(piece, _Table) for content in contents for piece in content.pieces):
            for content in contents:
                self._add_content(content)  # a table around tables only lays out the page
        elif table.rows:
            self.gathered.add(Grid(tuple(_grid_rows(table.rows)), 1, aligned=True))

    def _add_content(self, content: _Content) -> None:
        for piece in content.pieces:
            if isinstance(piece, _Table):
                self._add_table(piece)
            else:
                self._add_paragraphs([piece])

    def _add_paragraphs(self, texts: Sequence[Text]) -> None:
        for text in texts:
            self.gathered.add(*paragraphs_of(text))

    def _taken_line(self) -> tuple[Text, bool]:
        runs = Runs()
        for doubtful, group in groupby(self._line, key=lambda run: run.doubtful):
            runs.add(_whole("".join(run.text for run in group)), doubtful=doubtful)
        drawn, self._line, self._drawn = self._drawn, [], False
        return runs.text(), drawn

    def _taken_boxes(self) -> list[Text]:
        texts, self._boxed = self._boxed, []
        return texts

    def _add_box_tables(self) -> None:
        self.gathered.add(*self._box_tables)
        self._box_tables = []


def _whole(text: str) -> str:
    """Characters beyond the basic plane come as two halves."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _lines(blocks: Sequence[Block]) -> Text:
    """The paragraphs among blocks as one text, each on its line."""
    runs = Runs()
    for paragraph in (block for block in blocks if isinstance(block, Paragraph)):
        if runs.length:
            runs.add("\n")
        runs.join(Text(paragraph.text, paragraph.doubts))
    return runs.text()


def _shown(content: _Content) -> Run:
    """What a cell shows of its text; where a drawing stands instead, that is no certain figure."""
    texts = [piece for piece in content.pieces if isinstance(piece, Text)]
    lines = "".join(text.text for text in texts).split("\n")
    shown = "\n".join(line.strip() for line in lines).strip()
    doubtful = any(text.doubts for text in texts)
    return Run(shown, doubtful or (content.drawn and not shown))


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
            row.take(i, _shown(content), start, last - start + 1)
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

    def take(self, i: int, content: Run, column: int, width: int) -> None:
        """The next cell, with its place. A merge that begins nowhere leaves the cell as it is."""
        definition = self.definition
        if i in definition.to_below or i in definition.from_above:
            self.merging[column] = width
        if i in definition.from_left and i - 1 in definition.to_right | definition.from_left:
            if not self.covered:
                self._widen(content, width)
            return
        self.covered = i in definition.from_above and self.above.get(column) == width
        if not self.covered:
            doubtful = content.doubtful or i in definition.deleted
            cell = GridCell(content.text, self.number, column, width, doubtful=doubtful)
            self.cells.append(cell)

    def _widen(self, hidden: Run, width: int) -> None:
        """Make the last cell wider; what the merged cell holds is not shown."""
        if self.cells:
            cell = self.cells[-1]
            doubtful = cell.doubtful or bool(hidden.text) or hidden.doubtful
            self.cells[-1] = replace(cell, column_span=cell.column_span + width, doubtful=doubtful)
