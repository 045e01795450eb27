"""Spreadsheets (.xlsx, .xlsm, .xls, .et) → paragraphs and grids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from gouji.reading import limits
from gouji.reading.document import Block, Document, Grid, GridCell, Paragraph
from gouji.reading.formats.spreadsheet.cells import Sheet, Spot
from gouji.reading.formats.spreadsheet.xls import read_xls
from gouji.reading.formats.spreadsheet.xlsx import read_xlsx
from gouji.reading.headings import section_number
from gouji.reading.words.labels import roles_of

_MOST_EMPTY: Final = 2  # rows together that are kept; a sheet may end in thousands
_LONG: Final = 60  # characters; a longer cell that stands alone in its row is narrative


def read_sheet(document: bytes) -> Document:
    """Read every visible sheet; a row with one long text, or a heading, is a paragraph.

    Raises UnreadableReport where the file is damaged, encrypted, too large, or holds formulas without results.
    """
    sheets = read_xlsx(document) if document.startswith(b"PK") else read_xls(document)
    blocks: list[Block] = []
    comments = 0
    for sheet in sheets:
        tables = sum(isinstance(block, Grid) for block in blocks)
        blocks.extend(blocks_of(_rows(sheet), tables, sheet.name))
        comments += sheet.comments
    return Document(tuple(blocks), comments=comments)


def _rows(sheet: Sheet) -> Iterator[tuple[GridCell, ...]]:
    if not sheet.texts:
        return
    height, width = (max(numbers) for numbers in zip(*sheet.texts, strict=True))
    limits.count_cells(height * width)
    spans, covered = _merged(sheet, height, width)
    columns = _seen(range(1, width + 1), sheet.hidden_columns)
    for r in _seen(range(1, height + 1), sheet.hidden_rows):
        hidden = covered.get(r, ())
        places = [(r, c) for c in columns if c not in hidden]
        yield tuple(
            [
                GridCell(
                    *(sheet.texts.get(place, ""), r, place[1], spans.get(place, 1)),
                    doubtful=place in sheet.doubtful,
                )
                for place in places
            ]
        )


def blocks_of(
    rows: Iterable[tuple[GridCell, ...]], tables: int, sheet: str = ""
) -> Iterator[Block]:
    """Rows of a sheet, which has a name, → grids, numbered after `tables`, and the rows that are text: paragraphs."""
    grid: list[tuple[GridCell, ...]] = []
    empty = 0  # rows since the last that was not
    for row in rows:
        limits.check_time()
        alone = _alone(row)
        if alone is not None and _is_narrative(alone.text, within=bool(grid)):
            if grid:
                tables += 1
                yield Grid(tuple(grid), tables, aligned=True, sheet=sheet)
                grid = []
            for line in alone.text.split("\n"):
                text = line.strip()
                doubts = ((0, len(text)),) if alone.doubtful else ()
                yield Paragraph(text, doubts=doubts, sheet=sheet)
        elif any(cell.doubtful or cell.text.strip() for cell in row):
            grid.append(row)
            empty = 0
        elif grid and empty < _MOST_EMPTY:
            grid.append(row)  # it may be a row of figures that were left out
            empty += 1
    if grid:
        yield Grid(tuple(grid), tables + 1, aligned=True, sheet=sheet)


def _alone(row: Sequence[GridCell]) -> GridCell | None:
    filled = [cell for cell in row if cell.doubtful or cell.text.strip()]
    return filled[0] if len(filled) == 1 and not filled[0].is_value else None


def _is_narrative(text: str, *, within: bool) -> bool:
    """A text alone in its row: a heading, a long one, or, above a table, whatever is no label of the form."""
    return bool(section_number(text)) or len(text) > _LONG or not (within or roles_of(text))


def _merged(
    sheet: Sheet, height: int, width: int
) -> tuple[dict[Spot, int], Mapping[int, set[int]]]:
    """Where merged cells are shown, with their width in columns, and the columns that they cover in each row.

    A merged cell whose first row or column is hidden shows its text where it begins to be seen.
    """
    spans: dict[Spot, int] = {}
    covered: defaultdict[int, set[int]] = defaultdict(set)
    # A merged range may reach beyond what is filled.
    merged = [
        (range(top, min(bottom, height) + 1), range(left, min(right, width) + 1))
        for (top, left), (bottom, right) in sheet.merged
    ]
    limits.count_cells(sum([len(rows) * len(columns) for rows, columns in merged]))
    for all_rows, all_columns in merged:
        rows = _seen(all_rows, sheet.hidden_rows)
        columns = _seen(all_columns, sheet.hidden_columns)
        for row in rows:
            covered[row].update(columns)
        if rows and columns:
            shown, origin = (rows[0], columns[0]), (all_rows[0], all_columns[0])
            covered[shown[0]].discard(shown[1])
            spans[shown] = all_columns[-1] + 1 - shown[1]
            if shown != origin:
                _move(sheet, origin, shown)
    return spans, covered


def _move(sheet: Sheet, origin: Spot, shown: Spot) -> None:
    """Show in one place what another one holds."""
    sheet.texts[shown] = sheet.texts.get(origin, "")
    if origin in sheet.doubtful:
        sheet.doubtful.add(shown)
    else:
        sheet.doubtful.discard(shown)


def _seen(numbers: range, hidden: set[int]) -> Sequence[int]:
    return [n for n in numbers if n not in hidden] if hidden else numbers
