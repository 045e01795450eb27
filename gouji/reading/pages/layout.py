"""Pages of placed characters and lines (PDF, OFD, scans) → paragraphs and grids in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from msgspec.structs import replace

from gouji.reading import limits
from gouji.reading.document import Block, Document, Grid, GridCell, Paragraph
from gouji.reading.headings import section_number
from gouji.reading.pages.glyphs import OBLIQUE, Glyph, Line, text_lines
from gouji.reading.pages.grids import page_tables
from gouji.reading.pages.rulings import Lattice, Segment
from gouji.reading.runs import Runs
from gouji.reading.words.characters import fold
from gouji.reading.words.labels import VOCABULARY, roles_of

_NUMBERED: Final = re.compile(r"[（(]?[\d一二三四五六七八九十]+[、.．)）]")  # a row's own beginning
_NARROWEST: Final = 20.0  # points; what is narrower is no table but a shadow along the paper's edge
_PICTURE: Final = 0.1  # of a page; a larger image may show a table
FULL: Final = 0.5  # of a page; a larger image under unseen text is a scan with its recognised text
_MARGIN: Final = (
    0.1  # of a page's height at top and bottom, where running heads and page numbers stand
)
_LEAN: Final = 0.1  # of its length; by more a line of text leans
_FAR: Final = 1e5  # points; the largest page of a PDF has 14,400
_NEAR: Final = 4.0  # points by which a column may shift from one page to the next
_PAGE_NUMBER = re.compile(
    r"[-—–·\s]*(?:第?\s*\d{1,3}\s*页?(?:\s*[/，,共]+\s*\d{1,3}\s*页?)?)[-—–·\s]*"
)


@dataclass(slots=True)
class Page:
    """What was found on one page, in points from its top left corner as shown."""

    number: int
    width: float
    height: float
    segments: list[Segment] = field(default_factory=list)
    glyphs: list[Glyph] = field(default_factory=list)
    picture: float = 0.0  # the largest image's share of the page
    has_unseen_text: bool = False
    turned: int = (
        0  # by how many quarters, counter-clockwise, it was turned so that its text can be read
    )


def document_of(pages: Sequence[Page], *, recognised: bool = False) -> Document:
    """All pages' paragraphs and grids, running heads and page numbers left out."""
    blocks = tuple(
        replace(block, recognised=recognised) if isinstance(block, Grid) else block
        for block in _blocks(pages)
    )
    pictured = tuple(page.number for page in pages if page.picture > _PICTURE)
    return Document(
        tuple(_cut_off(blocks, recognised=recognised)),
        () if recognised else pictured,
        turned_pages={page.number: page.turned for page in pages if page.turned},
    )


def _blocks(pages: Sequence[Page]) -> Iterator[Block]:
    tables = 0
    paragraphs = _Paragraphs()
    laid_out = [_laid_out(page) for page in pages]
    running = _running(pages, [lines for _, lines in laid_out])
    waiting: Grid | None = (
        None  # a page's last table: its last row may go on at the next page's top
    )
    for page, (grids, lines) in zip(pages, laid_out, strict=True):
        paragraphs.turn_page(lines)
        for item in _in_order(page, grids, lines, running):
            if isinstance(item, Line):
                if waiting is not None:
                    yield waiting
                    waiting = None
                yield from paragraphs.add(item, page.number)
                continue
            yield from paragraphs.flush()
            tables += 1
            grid = replace(item, number=tables)
            if waiting is not None:
                waiting, grid = _mended(waiting, grid)
                yield waiting
            waiting = grid
    yield from paragraphs.flush()
    if waiting is not None:
        yield waiting


def _cut_off(blocks: Sequence[Block], *, recognised: bool) -> Iterator[Block]:
    """A page's first row without a number or a figure may go on from a row whose figures were not found: not blank.

    Of a page with text only where a table goes on; of a scan the page before may not show that it does.
    """
    before: Block | None = None
    for block in blocks:
        begins = isinstance(before, Grid) or recognised
        turned = before is None or block.page != before.page
        certain = not recognised
        if isinstance(block, Grid) and begins and turned and _goes_on(block.rows, certain=certain):
            first = tuple(
                replace(cell, doubtful=cell.doubtful or not cell.text) for cell in block.rows[0]
            )
            yield replace(block, rows=(first, *block.rows[1:]))
        else:
            yield block
        before = block


def _goes_on(rows: Sequence[Sequence[GridCell]], *, certain: bool) -> bool:
    # A grid has no row left where its only one was put together with the row before.
    filled = [cell for cell in rows[0] if not _is_empty(cell)] if rows else []
    return (
        len(filled) == 1
        and not _NUMBERED.match(filled[0].text)
        and not (certain and _is_no_end(filled[0].text))
    )


def _is_no_end(text: str) -> bool:
    """Whether a label is a row's to the letter, and that of no other row ends so."""
    folded = fold(text)
    rows = _rows_of(folded)
    return bool(rows) and all(
        not label.endswith(folded) or not _rows_of(label) or _rows_of(label) & rows
        for label in VOCABULARY
    )


def _rows_of(spelling: str) -> frozenset[tuple[str, str]]:
    roles = VOCABULARY.get(spelling, ())
    return frozenset((role.table, role.id) for role in roles if role.axis == "row")


def _is_empty(cell: GridCell) -> bool:
    return not cell.text and not cell.doubtful


def _laid_out(page: Page) -> tuple[list[tuple[Lattice, Grid]], list[Line]]:
    limits.check_time()
    segments, glyphs = to_be_read(page)
    grids, outside = page_tables(segments, glyphs, page.number, 1)
    wide = [(table, grid) for table, grid in grids if table.box[2] - table.box[0] >= _NARROWEST]
    return wide, text_lines(outside)


def to_be_read(page: Page) -> tuple[list[Segment], list[Glyph]]:
    """A page's lines and characters so turned that its text can be read; the page is turned with them, once."""
    segments = [segment for segment in page.segments if _is_near(segment)]
    glyphs = [glyph for glyph in page.glyphs if _is_near(glyph)]
    if any(glyph.turn for glyph in glyphs):
        return _upright(page, segments, glyphs)
    return segments, glyphs


def quarters_of(a: float, b: float, c: float, d: float) -> int:
    """By how many quarters, clockwise, a matrix turns text where y goes up; OBLIQUE: otherwise, or mirrored."""
    if a * d - b * c <= 0:
        return OBLIQUE
    if abs(b) <= _LEAN * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= _LEAN * abs(b):
        return 3 if b > 0 else 1
    return OBLIQUE


def _upright(
    page: Page, segments: list[Segment], glyphs: list[Glyph]
) -> tuple[list[Segment], list[Glyph]]:
    """A page's lines and characters so turned that its text can be read.

    Figures that stand otherwise than most text are doubtful; other characters that stand askew are a watermark's.
    """
    turns = Counter(glyph.turn for glyph in glyphs)
    turn = max(turns, key=lambda turn: (turn != OBLIQUE, turns[turn]))
    width, height = page.width, page.height

    def point(x: float, y: float) -> tuple[float, float]:
        places = {1: (y, width - x), 2: (width - x, height - y), 3: (height - y, x)}
        return places.get(turn, (x, y))

    def glyph_of(glyph: Glyph) -> Glyph:
        (ax, ay), (bx, by) = point(glyph.x0, glyph.y0), point(glyph.x1, glyph.y1)
        doubtful = glyph.doubtful or glyph.turn != turn or turn == OBLIQUE
        box = (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
        return Glyph(glyph.text, *box, doubtful=doubtful)

    kept = (glyph for glyph in glyphs if glyph.turn != OBLIQUE or glyph.text[:1].isdigit())
    turned = [Segment(*point(s.x0, s.y0), *point(s.x1, s.y1)) for s in segments]
    page.turned = 0 if turn == OBLIQUE else turn
    if turn in {1, 3}:
        page.width, page.height = height, width
    return turned, [glyph_of(glyph) for glyph in kept]


def _is_near(thing: Segment | Glyph) -> bool:
    """Whether it may be on a page at all: broken files place things at infinity, or nowhere."""
    return (
        -_FAR < thing.x0 < _FAR
        and -_FAR < thing.y0 < _FAR
        and -_FAR < thing.x1 < _FAR
        and -_FAR < thing.y1 < _FAR
    )


def _in_order(
    page: Page, grids: list[tuple[Lattice, Grid]], lines: list[Line], running: frozenset[str]
) -> list[Line | Grid]:
    placed: list[tuple[float, Line | Grid]] = [(table.box[1], grid) for table, grid in grids]
    placed += [(line.y0, line) for line in lines if not _is_furniture(line, page, running)]
    return [item for _, item in sorted(placed, key=lambda pair: pair[0])]


def _in_margin(line: Line, page: Page) -> bool:
    return line.y1 < _MARGIN * page.height or line.y0 > (1 - _MARGIN) * page.height


def _is_furniture(line: Line, page: Page, running: frozenset[str]) -> bool:
    """A page number, or a running head, in the margin."""
    if not _in_margin(line, page):
        return False
    text = line.content.text
    return text in running or _PAGE_NUMBER.fullmatch(text) is not None


def _running(pages: Sequence[Page], lines: Sequence[list[Line]]) -> frozenset[str]:
    """Lines that stand in the margin of several pages, and of most."""
    counts = Counter(
        text
        for page, of_page in zip(pages, lines, strict=True)
        for text in {line.content.text for line in of_page if _in_margin(line, page)}
    )
    least = max(len(pages) // 2, 2)
    return frozenset(text for text, count in counts.items() if count >= least)


class _Paragraphs:
    """Joins lines into paragraphs: a short line ends one, an indented line begins the next."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._page = 0
        self._left = self._right = 0.0

    def turn_page(self, lines: Sequence[Line]) -> None:
        """Take the margins of the page that begins."""
        self._left = min((line.x0 for line in lines), default=0.0)
        self._right = max((line.x1 for line in lines), default=0.0)

    def add(self, line: Line, page: int) -> Iterator[Paragraph]:
        """Take the next line; gives the paragraph that it ends."""
        size = line.y1 - line.y0
        if self._lines:
            last = self._lines[-1]
            short = last.x1 < self._right - 2 * size
            indented = line.x0 > self._left + size
            apart = line.y0 - last.y1 > 1.5 * size  # negative from one page to the next
            if short or indented or apart or section_number(line.content.text):
                yield from self.flush()
        if not self._lines:
            self._page = page
        self._lines.append(line)

    def flush(self) -> Iterator[Paragraph]:
        """The paragraph so far."""
        if self._lines:
            runs = Runs()
            for line in self._lines:
                runs.join(line.content)
            text = runs.text()
            yield Paragraph(text.text, self._page, text.doubts)
            self._lines = []


def _mended(above: Grid, below: Grid) -> tuple[Grid, Grid]:
    """Two pages' tables; a row that the page break cut in two is put together again above."""
    whole = _whole_row(above.rows[-1], _moved(below.rows[0], _shift(above, below)))
    if whole is None:
        return above, below
    return (
        replace(above, rows=(*above.rows[:-1], whole)),
        replace(below, rows=below.rows[1:]),
    )


def _shift(above: Grid, below: Grid) -> float:
    """By how much a table lies farther right on its second page: margins differ, and papers in a scanner."""
    (left, right), (x0, x1) = _sides(above), _sides(below)
    return x0 - left if abs((x1 - x0) - (right - left)) <= _NEAR else 0.0


def _sides(grid: Grid) -> tuple[float, float]:
    boxes = [cell.box for row in grid.rows for cell in row if cell.box]
    return min((box[0] for box in boxes), default=0.0), max((box[2] for box in boxes), default=0.0)


def _moved(row: Sequence[GridCell], shift: float) -> list[GridCell]:
    """A row as it would lie with its table moved to the left."""
    return [
        replace(cell, box=(cell.box[0] - shift, cell.box[1], cell.box[2] - shift, cell.box[3]))
        if cell.box
        else cell
        for cell in row
    ]


def _whole_row(last: Sequence[GridCell], first: Sequence[GridCell]) -> tuple[GridCell, ...] | None:
    """The row whose halves these are; None where each is a row, or nothing shows that they are not."""
    if _are_names(last) and all(map(_is_empty, first)):
        return None  # figures that were left out, below a header at a page's end
    whole = []
    rest = list(first)
    for cell in last:
        half = next((other for other in rest if _same_column(cell, other)), None)
        whole.append(_joined(cell, half) if half else cell)
        rest = [other for other in rest if other is not half]
    # A group's label goes on beside the row that was cut; anything else makes it another row.
    if any(cell.is_value or _rows_named([cell]) for cell in rest):
        return None
    rows = (_rows_named(last), _rows_named(first), _rows_named(whole))
    above, below, both = rows
    if any(rows):
        # 其他 is a row by itself and the beginning of 其他法律行政法规禁止公开.
        spelt_out = both == below and _is_spelt_out(whole)
        cut = not above or not below or above == below == both or spelt_out
        return tuple(whole) if both and cut and not _are_both_filled(last, first) else None
    # Rows without labels (table 4): figures that go on, each in its own column, were cut through.
    cut = all(_is_empty(cell) or cell.is_value for cell in (*last, *first))
    return tuple(whole) if cut and first else None


def _are_names(cells: Sequence[GridCell]) -> bool:
    """Whether a row has no figure and no room for one, as a header."""
    return not any(_is_empty(cell) or cell.is_value for cell in cells)


def _is_spelt_out(cells: Sequence[GridCell]) -> bool:
    """Whether a row's label is the form's to the letter."""
    labels = {fold(cell.text) for cell in cells if _rows_named([cell])}
    return bool(labels) and labels <= VOCABULARY.keys()


def _same_column(one: GridCell, other: GridCell) -> bool:
    if one.box is None or other.box is None:
        return False
    return abs(one.box[0] - other.box[0]) <= _NEAR and abs(one.box[2] - other.box[2]) <= _NEAR


def _joined(above: GridCell, below: GridCell) -> GridCell:
    """Both halves of a cell. A number that filled its narrow column goes on below; two figures stay apart."""
    doubtful = above.doubtful or below.doubtful
    if not below.text or not above.text:
        return replace(above, text=above.text or below.text, doubtful=doubtful)
    broken = above.full and above.is_value and below.is_value
    text = f"{above.text}{'' if broken else chr(10)}{below.text}"
    return replace(above, text=text, doubtful=doubtful)


def _are_both_filled(last: Sequence[GridCell], first: Sequence[GridCell]) -> bool:
    """Whether both halves hold figures of one column, neither of which had to be broken: they are two rows."""
    return any(
        cell.is_value and half.is_value and not cell.full
        for cell in last
        for half in first
        if _same_column(cell, half)
    )


def _rows_named(cells: Sequence[GridCell]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (role.table, role.id)
        for cell in cells
        for role in roles_of(cell.text)
        if role.axis == "row"
    )
