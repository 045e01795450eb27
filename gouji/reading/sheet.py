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
from gouji.reading.values import looks_like_value
from gouji.reading.vocabulary import roles_of
from gouji.reading.workbooks import DAMAGED, ENCRYPTED, check_compound_file, check_package
from gouji.report import UnreadableReport

Value = str | float | bool | date | time | timedelta
Spans = dict[tuple[int, int], tuple[int, int]]  # 1-based row and column → rows and columns covered

_LONG: Final = 60  # characters; a longer cell that stands alone in its row is narrative
_DIGITS: Final = 15  # what a spreadsheet shows of a number: 0.1 + 0.2 is 0.3


def read_sheet(document: bytes) -> Document:
    """Read every visible sheet; a row with one long text, or a heading, is a paragraph.

    Raises UnreadableReport where the file is damaged, encrypted, too large, or holds formulas without results.
    """
    if document.startswith(b"PK"):
        check_package(document)
    else:
        check_compound_file(document)
    try:
        with _Panics():
            blocks = _blocks(document)
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


def _blocks(document: bytes) -> list[Block]:
    workbook = calamine.load_workbook(BytesIO(document))
    blocks: list[Block] = []
    for name in _visible(workbook):
        sheet = workbook.get_sheet_by_name(name)
        limits.count_cells(sheet.total_height * sheet.total_width)
        tables = sum(isinstance(block, Grid) for block in blocks)
        blocks.extend(blocks_of(_rows(sheet), tables))
    return blocks


def _visible(workbook: calamine.CalamineWorkbook) -> Iterator[str]:
    for about in workbook.sheets_metadata:
        worksheet = about.typ == calamine.SheetTypeEnum.WorkSheet
        if worksheet and about.visible == calamine.SheetVisibleEnum.Visible:
            yield about.name


def _rows(sheet: calamine.CalamineSheet) -> Iterator[tuple[GridCell, ...]]:
    spans, covered = _merged(sheet)
    for r, values in enumerate(sheet.to_python(skip_empty_area=False), 1):
        yield _row([_text(value) for value in values], r, spans, covered)


def blocks_of(rows: Iterable[tuple[GridCell, ...]], tables: int) -> Iterator[Block]:
    """Rows of a sheet → grids, numbered after `tables`, and the rows that are text: paragraphs."""
    grid: list[tuple[GridCell, ...]] = []
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
    if grid:
        yield Grid(tuple(grid), tables + 1, aligned=True)


def _alone(row: Sequence[GridCell]) -> str | None:
    filled = [cell.text for cell in row if cell.text.strip()]
    return filled[0] if len(filled) == 1 and not looks_like_value(filled[0]) else None


def _is_narrative(text: str, *, within: bool) -> bool:
    """A text alone in its row: a heading, a long one, or, above a table, whatever is no label of the form."""
    return bool(section_number(text)) or len(text) > _LONG or not (within or roles_of(text))


def _row(
    texts: Sequence[str], row: int, spans: Spans, covered: set[tuple[int, int]]
) -> tuple[GridCell, ...]:
    return tuple(
        GridCell(text, row, column, spans.get((row, column), (1, 1))[1])
        for column, text in enumerate(texts, 1)
        if (row, column) not in covered
    )


def _merged(sheet: calamine.CalamineSheet) -> tuple[Spans, set[tuple[int, int]]]:
    spans: Spans = {}
    covered: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        # A merged range may reach beyond what is filled.
        height = min(bottom, sheet.total_height - 1) - top + 1
        width = min(right, sheet.total_width - 1) - left + 1
        if height < 1 or width < 1:
            continue
        limits.count_cells(height * width)
        spans[top + 1, left + 1] = height, width
        covered |= {
            (top + 1 + r, left + 1 + c) for r in range(height) for c in range(width) if r or c
        }
    return spans, covered


def _text(value: Value) -> str:
    """The value as a spreadsheet shows it, so far as the file tells."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        shown = f"{value:.{_DIGITS}g}"
        return f"{value:.0f}" if "e" in shown and value == int(value) else shown
    return str(value)
