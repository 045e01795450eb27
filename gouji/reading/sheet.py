"""Spreadsheets (.xlsx, .xlsm, .xlsb, .xls, .et) → paragraphs and grids, by calamine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time, timedelta
from io import BytesIO
from typing import Final

import python_calamine as calamine

from gouji.reading import limits
from gouji.reading.document import Block, Document, Grid, GridCell, Paragraph
from gouji.reading.headings import section_number
from gouji.reading.number_formats import general
from gouji.reading.packages import Package
from gouji.reading.sheet_looks import SheetLooks, looks_of
from gouji.reading.values import DOUBTFUL, looks_like_value
from gouji.reading.vocabulary import roles_of
from gouji.reading.workbooks import DAMAGED, ENCRYPTED, check_compound_file, check_package
from gouji.reading.xls_looks import looks_of_xls
from gouji.report import UnreadableReport

Value = str | float | bool | date | time | timedelta
Spot = tuple[int, int]  # 1-based row and column

_MOST_EMPTY: Final = 2  # rows together that are kept; a sheet may end in thousands
_LONG: Final = 60  # characters; a longer cell that stands alone in its row is narrative


def read_sheet(document: bytes) -> Document:
    """Read every visible sheet; a row with one long text, or a heading, is a paragraph.

    Raises UnreadableReport where the file is damaged, encrypted, too large, or holds formulas without results.
    """
    looks: dict[str, SheetLooks] = {}
    if document.startswith(b"PK"):
        package = Package(document)
        check_package(package)
        looks = looks_of(package)
    else:
        looks = looks_of_xls(check_compound_file(document))
    try:
        with _Panics():
            blocks = _blocks(document, looks)
    except calamine.PasswordError as error:
        raise UnreadableReport(ENCRYPTED) from error
    # ValueError and OverflowError: dates and sizes out of range.
    except (calamine.CalamineError, ValueError, OverflowError, OSError) as error:
        raise UnreadableReport(DAMAGED) from error
    return Document(tuple(blocks))


class _Panics:
    """A panic of calamine's Rust is no Exception, and its class cannot be imported: it is known by its name."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        if kind is not None and kind.__name__ == "PanicException":
            raise UnreadableReport(DAMAGED)


def _blocks(document: bytes, looks: dict[str, SheetLooks]) -> list[Block]:
    workbook = calamine.load_workbook(BytesIO(document))
    blocks: list[Block] = []
    for name in _visible(workbook):
        sheet = workbook.get_sheet_by_name(name)
        limits.count_cells(sheet.total_height * sheet.total_width)
        tables = sum(isinstance(block, Grid) for block in blocks)
        blocks.extend(blocks_of(_rows(sheet, looks.get(name, SheetLooks())), tables))
    return blocks


def _visible(workbook: calamine.CalamineWorkbook) -> Iterator[str]:
    for about in workbook.sheets_metadata:
        worksheet = about.typ == calamine.SheetTypeEnum.WorkSheet
        if worksheet and about.visible == calamine.SheetVisibleEnum.Visible:
            yield about.name


def _rows(sheet: calamine.CalamineSheet, looks: SheetLooks) -> Iterator[tuple[GridCell, ...]]:
    stored = sheet.to_python(skip_empty_area=False)
    texts = {
        (r, c): looks.texts.get((r, c), _text(value))
        for r, values in enumerate(stored, 1)
        for c, value in enumerate(values, 1)
    }
    for place in looks.doubtful & texts.keys():
        if texts[place].strip():
            texts[place] = DOUBTFUL + texts[place]
    spans, covered = _merged(sheet, texts, looks)
    for r, values in enumerate(stored, 1):
        if r in looks.hidden_rows:
            continue
        yield tuple(
            GridCell(texts[r, c], r, c, spans.get((r, c), 1))
            for c in range(1, len(values) + 1)
            if c not in looks.hidden_columns and (r, c) not in covered
        )


def blocks_of(rows: Iterable[tuple[GridCell, ...]], tables: int) -> Iterator[Block]:
    """Rows of a sheet → grids, numbered after `tables`, and the rows that are text: paragraphs."""
    grid: list[tuple[GridCell, ...]] = []
    empty = 0  # rows since the last that was not
    for row in rows:
        limits.check_time()
        alone = _alone(row)
        if alone is not None and _is_narrative(alone, within=bool(grid)):
            if grid:
                tables += 1
                yield Grid(tuple(grid), tables, aligned=True)
                grid = []
            for line in alone.split("\n"):
                yield Paragraph(line.strip())
        elif any(cell.text.strip() for cell in row):
            grid.append(row)
            empty = 0
        elif grid and empty < _MOST_EMPTY:
            grid.append(row)  # it may be a row of figures that were left out
            empty += 1
    if grid:
        yield Grid(tuple(grid), tables + 1, aligned=True)


def _alone(row: Sequence[GridCell]) -> str | None:
    filled = [cell.text for cell in row if cell.text.strip()]
    return filled[0] if len(filled) == 1 and not looks_like_value(filled[0]) else None


def _is_narrative(text: str, *, within: bool) -> bool:
    """A text alone in its row: a heading, a long one, or, above a table, whatever is no label of the form."""
    return bool(section_number(text)) or len(text) > _LONG or not (within or roles_of(text))


def _merged(
    sheet: calamine.CalamineSheet, texts: dict[Spot, str], looks: SheetLooks
) -> tuple[dict[Spot, int], set[Spot]]:
    """Where merged cells are shown, with their width in columns, and the places that they cover.

    A merged cell whose first row or column is hidden shows its text where it begins to be seen.
    """
    spans: dict[Spot, int] = {}
    covered: set[Spot] = set()
    height, width = (
        (max(numbers, default=0) for numbers in zip(*texts, strict=True)) if texts else (0, 0)
    )
    for (top, left), (last, rightmost) in sheet.merged_cell_ranges or []:
        # A merged range may reach beyond what is filled.
        bottom, right = min(last, height - 1), min(rightmost, width - 1)
        limits.count_cells(max(bottom - top + 1, 0) * max(right - left + 1, 0))
        rows = [r for r in range(top + 1, bottom + 2) if r not in looks.hidden_rows]
        columns = [c for c in range(left + 1, right + 2) if c not in looks.hidden_columns]
        covered |= {(r, c) for r in rows for c in columns}
        if rows and columns:
            shown = rows[0], columns[0]
            covered.discard(shown)
            spans[shown] = right + 2 - columns[0]
            texts[shown] = texts.get((top + 1, left + 1), "")
    return spans, covered


def _text(value: Value) -> str:
    """The value as a spreadsheet shows it, so far as the file tells."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return general(value)
    return str(value)
