"""Captions and labels of tables that name another year than the report's, or than the form has there.

2021年…情况表 above a table of 2022, 上年制发件数 where the form has 本年制发件数.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Final

from msgspec import Struct

from gouji.dates import YEAR, year_of
from gouji.form import TABLE_IDS, TABLES, leaves
from gouji.reading.document import Block, Document, Grid, GridCell, Paragraph
from gouji.reading.tables.classified import ClassifiedRow
from gouji.reading.tables.rows import FoundRow, FoundTables, rows_of
from gouji.reading.tables.units import beside
from gouji.reading.words.characters import plain, visible
from gouji.reading.words.labels import Role, roles_but_for_year, roles_of
from gouji.reading.words.periods import is_of, period_in_name
from gouji.report import CellId, OddYear, Place, TableId
from gouji.text import lazy_pattern, squeezed

_NUMBERED: Final = lazy_pattern(rf"(?<!\d)({YEAR})\s*年")
_RELATIVE: Final = lazy_pattern(
    r"(本|当|今|上一|上|去|前一|前|下一|下|明|次)(?:个|统计|报告|自然)?年"
)
_OFFSETS: Final = {
    "上": -1, "上一": -1, "去": -1, "前一": -1, "前": -2, "下": 1, "下一": 1, "明": 1, "次": 1
}  # fmt: skip
# Documents, and the day of filling in, have years of their own.
_OTHER: Final = lazy_pattern(
    r"《[^》]*》|[〔\[(]\d{4}[〕\])]\d*号?|\d{4}年(?:\d+月\d+日)?(?:修[订正]|公布|起?施行)"
)
_FILLED_IN: Final = lazy_pattern(
    r"填|制表|报送|发布|更新|打印|审核|公布|编制|截[至止]|结转|^\d+年\d+月\d+日$"
)
_CAPTION: Final = lazy_pattern(
    r".*(?:情况|表|数据|一览|公开|事项|汇总|统计|申请|诉讼|年度?|日|如下)(?:\([^()]*\))?[::]?\)?"
)
_NOTE: Final = lazy_pattern(r"\(?(?:备?注|说明)[::]")
_SENTENCE: Final = lazy_pattern(r"[。;!?,](?=.)")  # what a caption is without
_LONGEST: Final = 40  # characters of a caption
_MOST: Final = 6  # lines and rows above a table


class _Said(Struct, frozen=True):
    """The years that a text names: by number, and as 本年 (0), 上年 (-1)."""

    years: frozenset[int]
    offsets: frozenset[int]

    def differs(self, year: int | None, meant: int) -> bool:
        """Whether it names years, and not the one that is so many after the report's."""
        if meant in self.offsets or (year is not None and year + meant in self.years):
            return False
        return bool(self.offsets) or (year is not None and bool(self.years))


@lru_cache(maxsize=1024)
def _said(text: str) -> _Said:
    spaced = _OTHER.sub("", plain(text))
    bare = squeezed(spaced)
    numbered = _NUMBERED.findall(spaced) or _NUMBERED.findall(bare)  # 表2 2021年; 2 0 2 1年
    return _Said(
        frozenset(map(year_of, numbered)),
        frozenset(_OFFSETS.get(word, 0) for word in _RELATIVE.findall(bare)),
    )


def _meant() -> Iterator[tuple[tuple[TableId, str, str], int]]:
    """By table, axis and id: which year the form's own label is about, if not the report's."""
    for (table, _), form in TABLES.items():
        for block in form.blocks:
            for axis, node in (("row", block.rows), ("column", block.columns)):
                for leaf in leaves(node):
                    for offset in _said(leaf.label).offsets:
                        yield (table, axis, leaf.id), offset


_MEANT: Final = dict(_meant())


def odd_years(
    found: FoundTables, document: Document, year: int | None, cells: Iterable[CellId]
) -> tuple[OddYear, ...]:
    """The captions and labels of a report of this year that name another one; `cells` are the report's."""
    labels = _labels(found.classified, year, tuple(cells))
    grids = {row.grid.number for row in rows_of(found, year)}
    rows = [row for row in found.rows if row.grid.number in grids]
    return (*labels, *_captions(rows, document, year), *_sheets(rows, document, year))


def _labels(
    rows: Sequence[ClassifiedRow], year: int | None, cells: Sequence[CellId]
) -> Iterator[OddYear]:
    """Labels of another year; none where the same row or column has another label of the right one."""
    right: set[tuple[Role, int]] = set()
    odd: dict[tuple[Role, int], OddYear] = {}
    for i, row in enumerate(rows):
        for cell, role in _labelled(row):
            meant = _MEANT.get((role.table, role.axis, role.id), 0)
            key = role, i if role.axis == "column" else 0
            if not _said(cell.text).differs(year, meant):
                right.add(key)
                continue
            below = {of.id for of in takewhile(lambda of: of.kind == "row", rows[i + 1 :])}
            own = tuple(cell_id for cell_id in cells if _is_of(cell_id, role, below))
            odd[key] = OddYear(role.table, _place(row.row.grid, cell), meant, True, own)
    yield from (named for key, named in odd.items() if key not in right)


def _labelled(row: ClassifiedRow) -> Iterator[tuple[GridCell, Role]]:
    """The cells of a row that name a year and are labels, or would be with another year, and what they name."""
    order = ("row", "column", "group") if row.kind == "row" else ("column", "group", "row")
    for cell in row.row.cells:
        if "年" in cell.text and (named := roles_of(cell.text) or roles_but_for_year(cell.text)):
            yield cell, min(named, key=lambda role: order.index(role.axis))


def _is_of(cell: CellId, role: Role, rows: set[str]) -> bool:
    """Whether a cell is of the row, or of the column in one of the rows below."""
    table, _, name = cell.partition(".")
    row, _, column = name.rpartition(".")
    if table != role.table or role.axis == "group":
        return False
    return row == role.id if role.axis == "row" else column == role.id and row in rows


def _sheets(rows: Sequence[FoundRow], document: Document, year: int | None) -> Iterator[OddYear]:
    """The names of sheets that say another year, where nothing on the sheet says the right one."""
    on = dict.fromkeys((row.table, row.grid.sheet) for row in rows if row.grid.sheet)
    for table, sheet in on:
        period = period_in_name(sheet)
        if year and period and not is_of(period, year) and not _says(document, sheet, year):
            number = next(row.grid.number for row in rows if row.grid.sheet == sheet)
            yield OddYear(table, Place(sheet, None, number), is_sheet=True)


def _says(document: Document, sheet: str, year: int) -> bool:
    """Whether a text on a sheet names a year."""
    for block in document.blocks:
        if block.sheet != sheet:
            continue
        texts = (
            [c.text for row in block.rows for c in row] if isinstance(block, Grid) else [block.text]
        )
        if any("年" in text and year in _said(text).years for text in texts):
            return True
    return False


def _captions(found: Sequence[FoundRow], document: Document, year: int | None) -> Iterator[OddYear]:
    """Captions and notes of another year."""
    at = {b.number: i for i, b in enumerate(document.blocks) if isinstance(b, Grid)}
    for table in TABLE_IDS:
        rows = [row for row in found if row.table == table]
        if not rows:
            continue
        first, last = rows[0], rows[-1]
        others = [row for row in found if row.table != table]
        begins = at[first.grid.number]
        heads = _heads(document.blocks[:begins], {row.grid.number for row in found})
        places = [
            *_above(first, others),
            *(place for grid in heads for place in _alone(grid, grid.rows)),
            *_lines(beside(document.blocks[: begins - len(heads)][::-1], _MOST)),
            *_notes(beside(document.blocks[at[last.grid.number] + 1 :], _MOST)),
        ]
        for place in places:
            if _is_caption(place.text) and _said(place.text).differs(year, 0):
                yield OddYear(table, place)


def _above(first: FoundRow, others: Iterable[FoundRow]) -> Iterator[Place]:
    """The rows of one text above a table's first row of figures, below those of other tables."""
    at = first.tail[0].row
    ends = [row.tail[0].row for row in others if row.grid.number == first.grid.number]
    top = max((end for end in ends if end < at), default=0)
    rows = [row for row in first.grid.rows if row and top < row[0].row < at]
    yield from _alone(first.grid, rows[-_MOST:])


def _heads(blocks: Sequence[Block], known: Container[int]) -> Sequence[Grid]:
    """The grids right above a table that hold no figures: its header, which a page's end cuts off."""
    run = takewhile(lambda b: isinstance(b, Grid) and b.number not in known, reversed(blocks))
    return [block for block in run if isinstance(block, Grid) and len(block.rows) <= _MOST]


def _alone(grid: Grid, rows: Iterable[Sequence[GridCell]]) -> Iterator[Place]:
    """The texts that are all that their rows show."""
    for row in rows:
        shown = [cell for cell in row if visible(cell.text)]
        # A merged cell may be written once for each of its places.
        if len({cell.text for cell in shown}) == 1 and not roles_of(shown[0].text):
            yield _place(grid, shown[0])


def _lines(paragraphs: Iterable[Paragraph]) -> Iterator[Place]:
    return (Place(visible(p.text), p.page) for p in paragraphs)


def _notes(paragraphs: Iterable[Paragraph]) -> Iterator[Place]:
    return (place for place in _lines(paragraphs) if _NOTE.match(plain(place.text)))


def _is_caption(text: str) -> bool:
    """Whether a line is a caption or a note, and no sentence of the narrative."""
    if "年" not in text:
        return False
    bare = squeezed(plain(text))
    if len(bare) > _LONGEST or _FILLED_IN.search(bare):
        return False
    return not _SENTENCE.search(bare) and _CAPTION.fullmatch(bare.rstrip("。")) is not None


def _place(grid: Grid, cell: GridCell) -> Place:
    return Place(visible(cell.text), grid.page, grid.number, cell.row, cell.column)
