"""What every reader gives: paragraphs and grids, in reading order. Nothing here knows the form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from gouji.reading.runs import Doubt, Text
from gouji.reading.words.characters import visible
from gouji.reading.words.values import looks_like_value
from gouji.report import Box

# What a browser prints at the edges of its pages: the page's address and number; day, time and the page's title.
_ADDRESS = re.compile(
    r"(?:file|https?)://\S+\s+\d{1,4}\s*/\s*\d{1,4}|file://\S+|about:blank.{0,12}"
)
_PRINTED = re.compile(
    r"(?:\d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,4}日?),?\s*(?:上午|下午)?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
    r"(?:\s*[AP]M)?\s*(?P<title>.{0,200})"
)
_COUNTED = re.compile(r"\d{1,4}\s*/\s*\d{1,4}")


class Paragraph(Struct, frozen=True, gc=False):
    """One paragraph of text outside the grids.

    `doubts`: stretches of the text (start, end) that are hidden, struck out, raised, covered or uncertain: a figure
    there is no certain number. Where both are alike, something is shown that is no text. `sheet`: the name of the
    spreadsheet's sheet on which it stands.
    """

    text: str
    page: int | None = None
    doubts: tuple[Doubt, ...] = ()
    sheet: str = ""

    def part(self, start: int, end: int) -> Paragraph:
        """What stands from one place to the other, without the space around it, as a paragraph of its own."""
        piece = Text(self.text, self.doubts).part(start, end)
        return Paragraph(piece.text, self.page, piece.doubts, self.sheet)


class GridCell(Struct, frozen=True, gc=False):
    """A cell where it begins; `row` and `column` are 1-based in its grid.

    `box` stands in points on the page, measured from its top left corner; None where the medium has no pages.
    `full`: a line of its text leaves no room for a further digit, so that a number may go on in the next.
    `doubtful`: something in it is hidden, struck out, raised, covered, a picture or uncertain: no certain number.
    """

    text: str
    row: int
    column: int
    column_span: int = 1
    box: Box | None = None
    full: bool = False
    doubtful: bool = False

    @property
    def columns(self) -> range:
        """The columns that the cell covers."""
        return range(self.column, self.column + self.column_span)

    @property
    def is_blank(self) -> bool:
        """Whether it shows nothing: what is doubtful is shown."""
        if self.doubtful:
            return False
        text = self.text
        return not text.strip() if text.isascii() else not visible(text)

    @property
    def is_value(self) -> bool:
        """Whether it shows a certain number or a placeholder."""
        return not self.doubtful and looks_like_value(self.text)


class Grid(Struct, frozen=True):
    """Rows of cells. `aligned`: columns are those of a real table; else they only count the cells.

    `recognised`: its texts come from character recognition. `sheet`: the name of the spreadsheet's sheet on which it
    stands.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    number: int
    aligned: bool
    page: int | None = None
    recognised: bool = False
    sheet: str = ""


Block = Paragraph | Grid


class Gathered:
    """Blocks in the order in which they are read; grids are numbered as they come."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._grids = 0

    def add(self, *blocks: Block) -> None:
        """Add blocks, also those of a document within, which has numbers of its own."""
        for block in blocks:
            self.blocks.append(self._numbered(block) if isinstance(block, Grid) else block)

    def _numbered(self, grid: Grid) -> Grid:
        self._grids += 1
        return replace(grid, number=self._grids)


class Document(Struct, frozen=True):
    """A document as its reader saw it. `pictured_pages` show pictures, which may hold what the text lacks.

    `name`: the title of its page or window, which is not within the text. `revisions`, `comments`: how many tracked
    changes and open comments a review left in the file. `turned_pages`: by how many quarters, counter-clockwise, pages
    lie turned on which the boxes of cells are told.
    """

    blocks: tuple[Block, ...]
    pictured_pages: tuple[int, ...] = ()
    name: str = ""
    revisions: int = 0
    comments: int = 0
    turned_pages: Mapping[int, int] = {}

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The text outside the grids."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def recognised(self) -> bool:
        """Whether a table was read by character recognition."""
        return any(isinstance(block, Grid) and block.recognised for block in self.blocks)


def paragraphs_of(text: Text, page: int | None = None) -> Iterator[Paragraph]:
    """The lines of a text that are not blank, each a paragraph."""
    for line in text.lines():
        yield Paragraph(line.text, page, line.doubts)


def ragged_grid(
    rows: Sequence[Sequence[str]], number: int, doubtful: Container[tuple[int, int]] = ()
) -> Grid:
    """A grid from rows of texts whose columns only count the cells (plain text).

    `doubtful`: the places, 1-based row and column, of the cells that are.
    """
    return Grid(
        tuple(
            tuple(
                [
                    GridCell(text, r, c, doubtful=bool(doubtful) and (r, c) in doubtful)
                    for c, text in enumerate(row, 1)
                ]
            )
            for r, row in enumerate(rows, 1)
        ),
        number,
        aligned=False,
    )


def without_page_edges(document: Document) -> Document:
    """The document without what a browser printed at the edges of its pages; the page's title becomes its name."""
    texts = [block.text if isinstance(block, Paragraph) else "" for block in document.blocks]
    addresses = any(map(_ADDRESS.fullmatch, texts))
    printed = [_PRINTED.fullmatch(text) if text[:1].isdecimal() else None for text in texts]
    often = Counter(match[0] for match in printed if match)
    if not addresses and max(often.values(), default=0) < 2:
        return document
    kept: list[Block] = []
    for block, match in zip(document.blocks, printed, strict=True):
        edge = match or (
            isinstance(block, Paragraph)
            and (_ADDRESS.fullmatch(block.text) or _COUNTED.fullmatch(block.text))
        )
        if not edge:
            kept.append(block)
    title = next((match["title"].strip() for match in printed if match), "")
    return replace(document, blocks=tuple(kept), name=document.name or title)
