"""Binary Word documents → paragraphs and grids."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from gouji.reading import limits
from gouji.reading.document import Block, Document, Gathered, Paragraph
from gouji.reading.formats.word.binary.fib import (
    PLC_SPA_MOM,
    PLCF_AND_REF,
    PLCF_TXBX_TXT,
    EncryptedDocument,
    WordFile,
    plc,
)
from gouji.reading.formats.word.binary.nesting import (
    Item,
    Nesting,
    StoryCell,
    StoryParagraph,
    StoryTable,
)
from gouji.reading.formats.word.binary.rows import CellText, Row, TableRow, grid_of, row_of
from gouji.reading.formats.word.binary.shown import EMPTY, Line, Wording
from gouji.reading.formats.word.binary.sprms import (
    P_ISTD,
    P_ITAP,
    PF_IN_TABLE,
    PF_INNER_TABLE_CELL,
    PF_INNER_TTP,
    PF_TTP,
    Prl,
    Properties,
    number,
    of_paragraph,
    prls,
    unfolded,
)
from gouji.reading.formats.word.binary.styles import Lists, Styles
from gouji.report import UnreadableReport

_DAMAGED: Final = (
    "Word 文档打不开：它已损坏或版本过旧，请用 Word 或 WPS 打开原件、另存为 .docx 后重新报送。"
)
_ENCRYPTED: Final = "Word 文档设有密码，无法打开，请取消密码后重新报送。"
_CELL_MARK: Final = "\x07"
# Ends of paragraphs, of cells and rows, of pages and sections.
_MARKS: Final = ("\r", _CELL_MARK, "\x0c")
_MARK: Final = re.compile(f"[{''.join(_MARKS)}]")
_MOST_PARAGRAPHS: Final = 300_000
_SPA, _FTXBXS, _ATRD = 26, 22, 30  # bytes
_NO_SHAPE: Final = -1


def read_doc(document: bytes) -> Document:
    """Read a binary Word document. Raises UnreadableReport where it is damaged, encrypted or too old."""
    try:
        file = WordFile(document)
        reader = _Reader(file)
        return Document(
            tuple(reader.blocks()),
            revisions=reader.revisions,
            comments=_comments(file),
        )
    except EncryptedDocument as error:
        raise UnreadableReport(_ENCRYPTED) from error
    except (ValueError, IndexError, struct.error) as error:
        raise UnreadableReport(_DAMAGED) from error


def _comments(file: WordFile) -> int:
    """How many comments there are; a damaged list of them leaves the text as it is."""
    try:
        places, _ = plc(file.part(PLCF_AND_REF), _ATRD)
    except (ValueError, struct.error):
        return 0
    return max(len(places) - 1, 0)


@dataclass
class _Papx:
    """A paragraph: its style, how many tables it stands in, what is said of it, and the sprms that say so."""

    istd: int
    depth: int
    properties: Properties
    found: Sequence[Prl]

    @cached_property
    def row(self) -> Row:
        """The row that it ends."""
        return row_of(self.found)


class _Reader:
    """One document."""

    def __init__(self, file: WordFile) -> None:
        limits.check_elements(sum(map(file.text.count, _MARKS)), _MOST_PARAGRAPHS)
        self._gathered = Gathered()
        self._file = file
        self._styles = Styles(file)
        self._lists = Lists(file)
        self._wording = Wording(file, self._styles)
        self._papxs: dict[tuple[bytes, tuple[Prl, ...]], _Papx] = {}
        self._anchors = {
            cp: number(spa[:4]) for cp, spa in zip(*plc(file.part(PLC_SPA_MOM), _SPA), strict=False)
        }
        self._boxes = dict(_boxes(file))
        anchored = set(self._anchors.values())
        self._unplaced = [place for shape, place in self._boxes.items() if shape not in anchored]
        if not self._boxes and file.boxes < file.boxes_end:
            self._unplaced = [(file.boxes, file.boxes_end)]

    @property
    def revisions(self) -> int:
        """How many stretches of the text a tracked change put in or took away."""
        return self._wording.revisions

    def blocks(self) -> list[Block]:
        """The text, text boxes where they are anchored; those of which that is not known come last."""
        self._add(self._items(0, self._file.main))
        for start, end in self._unplaced:
            self._add(self._items(start, end))
        return self._gathered.blocks

    def _items(self, start: int, end: int) -> list[Item]:
        nesting = Nesting()
        for found in _MARK.finditer(self._file.text, start, end):
            self._take(nesting, start, found.start())
            start = found.end()
        nesting.go_to(0)
        nesting.add(StoryParagraph(self._wording.line(start, end, 0)))
        return nesting.items()

    def _take(self, nesting: Nesting, start: int, mark: int) -> None:
        """Take what stands before a mark, and what the mark ends."""
        limits.check_time()
        papx = self._papx(mark)
        if papx.depth > limits.MAX_DEPTH:
            raise UnreadableReport(limits.TOO_DEEP)
        nesting.go_to(papx.depth)
        line = self._wording.line(start, mark, papx.istd)
        deleted = self._wording.is_deleted(mark, papx.istd)
        outer = self._file.text[mark] == _CELL_MARK
        if papx.depth and papx.properties.get(PF_TTP if outer else PF_INNER_TTP):
            if line is not EMPTY:
                nesting.add(StoryParagraph(line))
            nesting.end_row(papx.row, deleted=deleted)
            return
        numbered = papx.depth > 0 and self._lists.is_shown(papx.properties)
        nesting.add(StoryParagraph(line, numbered, deleted))
        if papx.depth and (outer or papx.properties.get(PF_INNER_TABLE_CELL)):
            nesting.end_cell(deleted=deleted)

    def _papx(self, mark: int) -> _Papx:
        key = self._file.paragraph(mark)
        if key not in self._papxs:
            papx, prm = key
            found = (*unfolded(prls(papx[2:]), self._file.data), *prm)
            told = of_paragraph(found)
            istd = told.get(P_ISTD, number(papx[:2]))
            depth = told.get(P_ITAP, told.get(PF_IN_TABLE, 0))
            self._papxs[key] = _Papx(istd, depth, {**self._styles.paragraph(istd), **told}, found)
        return self._papxs[key]

    def _add(self, items: Iterable[Item]) -> None:
        """Gather what is shown of these, text boxes behind the paragraphs that they are anchored in."""
        for item in items:
            if isinstance(item, StoryTable):
                self._add_table(item)
                continue
            self._gathered.add(*_paragraphs(item.line))
            for shape in item.line.shapes:
                self._add(self._box(shape))

    def _add_table(self, table: StoryTable) -> None:
        rows = [(i, row) for i, row in enumerate(table.rows, 1) if not row.deleted]
        if table.holds_table():
            for cell in (cell for _, row in rows for cell in row.cells):
                self._add(cell.content)
            return
        boxes: list[Item] = []
        shown = [
            TableRow(i, row.definition, [self._cell(cell, boxes) for cell in row.cells])
            for i, row in rows
        ]
        if shown:
            self._gathered.add(grid_of(shown))
        self._add(boxes)

    def _cell(self, cell: StoryCell, boxes: list[Item]) -> CellText:
        """What a cell shows; tables of text boxes in it are put aside, to be read by themselves."""
        paragraphs = [item for item in cell.content if isinstance(item, StoryParagraph)]
        text, goes_on = "", True
        for paragraph in paragraphs:
            line = paragraph.line.text.strip()
            text += line if goes_on or not line else f"\n{line}"
            goes_on = not text or paragraph.deleted
        shapes = [shape for p in paragraphs for shape in p.line.shapes]
        beside, unsure = self._beside(shapes, boxes)
        text += beside
        unread = not text and (shapes or any(p.line.pictured for p in paragraphs))
        doubted = any(p.numbered or p.line.doubts for p in paragraphs)
        doubtful = bool(cell.deleted or unsure or unread or doubted)
        return CellText(text, doubtful, any(p.line.unseen for p in paragraphs))

    def _beside(self, shapes: Iterable[int], boxes: list[Item]) -> tuple[str, bool]:
        """The texts of the text boxes in a cell, and whether there are any: they may lie over any cell."""
        texts, unsure = "", False
        for shape in shapes:
            box = self._box(shape)
            if any(isinstance(item, StoryTable) for item in box):
                boxes += box
                unsure = True
                continue
            text = "".join(item.line.text for item in box if isinstance(item, StoryParagraph))
            texts += text.strip()
            unsure = unsure or bool(text.strip() or self._unplaced)
        return texts, unsure

    def _box(self, shape: int) -> list[Item]:
        """The content of the text box that is anchored here; nothing where another shape is, or it was read."""
        place = self._boxes.pop(self._anchors.get(shape, _NO_SHAPE), None)
        return self._items(*place) if place else []


def _paragraphs(line: Line) -> Iterator[Paragraph]:
    """The lines of a paragraph that hold text."""
    doubts = sorted((*line.doubts, *line.unseen))
    start = 0
    for part in line.text.split("\n"):
        shown = part.strip()
        if shown:
            first = start + len(part) - len(part.lstrip())
            yield Paragraph(shown, doubts=tuple(_cut(doubts, first, first + len(shown))))
        start += len(part) + 1


def _cut(doubts: Iterable[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Doubts of a part of a text, by their places in it."""
    for first, last in doubts:
        if (first < end and last > start) or start <= first == last <= end:
            yield max(first, start) - start, min(last, end) - start


def _boxes(file: WordFile) -> Iterator[tuple[int, tuple[int, int]]]:
    """The text boxes: the shape of each, and where its text stands."""
    cps, entries = plc(file.part(PLCF_TXBX_TXT), _FTXBXS)
    if any(a > b for a, b in pairwise(cps)):
        raise ValueError("text boxes out of order")
    # The last entry is none.
    for (start, end), entry in zip(pairwise(cps), entries[:-1], strict=False):
        reusable, shape = struct.unpack("<8xH4xI4x", entry)
        if not reusable:
            yield shape, (file.boxes + start, min(file.boxes + end, file.boxes_end))
