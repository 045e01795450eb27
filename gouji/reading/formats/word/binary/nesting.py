"""The paragraphs of a binary Word document, in which cells and rows only end → tables, and what stands in them."""

from __future__ import annotations

from dataclasses import dataclass, field

from gouji.reading.formats.word.binary.rows import Row
from gouji.reading.formats.word.binary.shown import Line


@dataclass(slots=True)
class StoryParagraph:
    """A paragraph; `numbered`: a list shows something before it; `deleted`: its mark was, so that it goes on."""

    line: Line
    numbered: bool = False
    deleted: bool = False


@dataclass(slots=True)
class StoryCell:
    """A cell; `deleted`: its mark was."""

    content: list[StoryParagraph | StoryTable]
    deleted: bool


@dataclass(slots=True)
class StoryRow:
    """A row; `deleted`: its mark was."""

    cells: list[StoryCell]
    definition: Row
    deleted: bool


@dataclass(slots=True)
class StoryTable:
    """A table; `cells` and `content` are of the row and the cell that have not ended yet."""

    rows: list[StoryRow] = field(default_factory=list)
    cells: list[StoryCell] = field(default_factory=list)
    content: list[StoryParagraph | StoryTable] = field(default_factory=list)

    def holds_table(self) -> bool:
        """Whether tables stand in its cells: then it only lays out the page."""
        cells = (cell for row in self.rows for cell in row.cells)
        return any(isinstance(item, StoryTable) for cell in cells for item in cell.content)


Item = StoryParagraph | StoryTable


class Nesting:
    """Takes paragraphs and the ends of cells and rows as they come in the text."""

    def __init__(self) -> None:
        self._outside: list[Item] = []
        self._tables: list[StoryTable] = []

    def go_to(self, depth: int) -> None:
        """End the tables that do not reach this depth, and begin those that lack."""
        while len(self._tables) > depth:
            table = self._tables.pop()
            if table.rows:
                self._open().append(table)
            for cell in (*table.cells, StoryCell(table.content, deleted=False)):
                self._open().extend(cell.content)  # what no end of a row follows is no table
        while len(self._tables) < depth:
            self._tables.append(StoryTable())

    def add(self, paragraph: StoryParagraph) -> None:
        """A paragraph at the depth that was gone to."""
        self._open().append(paragraph)

    def end_cell(self, *, deleted: bool) -> None:
        """What came is a cell."""
        table = self._tables[-1]
        table.cells.append(StoryCell(table.content, deleted))
        table.content = []

    def end_row(self, definition: Row, *, deleted: bool) -> None:
        """The cells that came are a row."""
        table = self._tables[-1]
        if table.content:
            self.end_cell(deleted=False)
        # LibreOffice gives a row's mark the revision of the text behind it: all cells' marks must be deleted, too.
        deleted = deleted and all(cell.deleted for cell in table.cells)
        table.rows.append(StoryRow(table.cells, definition, deleted))
        table.cells = []

    def items(self) -> list[Item]:
        """All that came."""
        self.go_to(0)
        return self._outside

    def _open(self) -> list[Item]:
        return self._tables[-1].content if self._tables else self._outside
