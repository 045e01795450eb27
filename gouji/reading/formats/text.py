"""Plain text → paragraphs and grids, by what the typography shows: tabs, pipes, commas, blank lines.

Layouts that keep rows and blanks: cells parted by tabs, pipes or commas on one line; one cell a line behind a tab,
rows parted by empty lines; one cell a line before a pipe, rows filled up with pipes. Text that shows
no cells stays paragraphs; `gouji.reading.flattened.pasted` looks for tables in those.
"""

from __future__ import annotations

import csv
import re
from itertools import takewhile
from typing import Final

from gouji.reading import limits
from gouji.reading.document import Block, Document, Paragraph, ragged_grid
from gouji.reading.formats.pipes import (
    Rows,
    continues,
    is_piped,
    is_rule,
    rows_of_pipes,
    shown_lines,
    with_pipes,
)
from gouji.reading.headings import section_number
from gouji.reading.words.values import looks_like_value

_CELL = 80  # a longer line behind a tab is an indented paragraph
_SEPARATORS: Final = (",", ";", "，", "；")
_LONGEST: Final = 1000  # characters of a line of cells
_LOOKED_AT: Final = 8  # lines, for figures
_LEAST_LINES: Final = 3  # with equally many separators; fewer are a list in a text
_LEAST_CELLS: Final = 3
_NEAR: Final = (
    2  # separators that the lines of a header may have more or fewer than those of the figures
)
_LEAST_VALUES: Final = 2  # or blanks, in one of the rows
# 12,345 on a line of values that spaces part is one number.
# So are numbers with them that run together behind a label: 数量 1,0231,024.
_GLUED = re.compile(r"[^,]*[^\d\s,][^\d,]*\s?\d{1,3},\d{3}")
_THOUSANDS = re.compile(r"(?<![,\d\"])\d{1,3}(?:,\d{3})+(?![,\d])")


def read_text(text: str) -> Document:
    """Read decoded text. Lines end in any way; form feeds count as line ends."""
    limits.check_text(len(text))
    lines = re.split(r"\r\n|[\r\n\f\v\u2028\u2029]", with_pipes(text))
    blocks: list[Block] = []
    tables = 0
    i = 0
    while i < len(lines):
        limits.check_time()
        end, rows = _table_at(lines, i)
        if rows:
            tables += 1
            limits.count_cells(sum(map(len, rows)))
            blocks.append(ragged_grid(rows, tables))
        elif end == i:
            if lines[i].strip() and not is_rule(lines[i]):
                blocks += map(Paragraph, shown_lines(lines[i]))
            end += 1
        i = end
    return Document(tuple(blocks))


def _table_at(lines: list[str], start: int) -> tuple[int, Rows]:
    line = lines[start]
    if is_piped(line):
        end, rows = rows_of_pipes(lines, start)
        return (end, rows) if rows else (start, [])
    if "\t" in line.strip(" \u3000\t") or _is_padded(lines, start):
        return _tabs(lines, start)
    if _is_tabbed_cell(line):
        return _one_cell_a_line(lines, start)
    return _separated(lines, start)


def _is_padded(lines: list[str], start: int) -> bool:
    """One text before the tabs of empty cells, and a row below: a heading within the table."""
    below = lines[start + 1] if start + 1 < len(lines) else ""
    return lines[start].endswith("\t") and "\t" in below.strip(" \u3000\t")


def _is_tabbed_cell(line: str) -> bool:
    """One cell behind a tab: no further cell on the line, no heading, no indented paragraph."""
    cell = line.strip(" \u3000\t")
    return (
        line.startswith("\t")
        and "\t" not in cell
        and len(cell) <= _CELL
        and not section_number(cell)
    )


def _tabs(lines: list[str], start: int) -> tuple[int, Rows]:
    rows: Rows = []
    i = start
    while i < len(lines) and "\t" in lines[i]:
        limits.check_time()
        if not is_rule(lines[i]):
            rows.append(lines[i].split("\t"))
        i += 1
    # One line with tabs and no figure is a line of text.
    alone = len(rows) == 1 and not any(map(looks_like_value, rows[0]))
    return (start, []) if alone else (i, rows)


def _one_cell_a_line(lines: list[str], start: int) -> tuple[int, Rows]:
    rows: Rows = [[]]
    i = start
    while i < len(lines):
        limits.check_time()
        line = lines[i]
        if _is_tabbed_cell(line):
            rows[-1].append(line.strip("\t"))
        elif not line.strip():
            rows.append([])
        elif continues(lines, i, "\t") and rows[-1]:
            rows[-1][-1] += line.strip()
        else:
            break
        i += 1
    return i, [row for row in rows if row]


def _separated(lines: list[str], start: int) -> tuple[int, Rows]:
    """Lines with equally many separators each, as sheets are written: all rows have all of the table's columns."""
    for separator in _SEPARATORS:
        width = _width(lines[start], separator)
        if not width or not _hold_values(lines[start : start + _LOOKED_AT], separator, width):
            continue
        end = start
        while end < len(lines) and _width(lines[end], separator) == width:
            limits.check_time()
            end += 1
            width = _width_below(lines, end, separator, width)
        return end, [_cells(line, separator) for line in lines[start:end]]
    return start, []


def _width_below(lines: list[str], at: int, separator: str, width: int) -> int:
    """How many cells the next lines have: nearly as many where a header lacks a column or has one too many."""
    below = _width(lines[at], separator) if at < len(lines) else 0
    if below in {0, width} or abs(below - width) > _NEAR:
        return width
    return below if _hold_values(lines[at : at + _LOOKED_AT], separator, below) else width


def _hold_values(lines: list[str], separator: str, width: int) -> bool:
    """Whether the first lines have as many cells each, and one of them figures."""
    shown = list(takewhile(lambda line: _width(line, separator) == width, lines))
    return len(shown) >= _LEAST_LINES and any(
        sum(not cell.strip() or looks_like_value(cell) for cell in _cells(line, separator))
        >= _LEAST_VALUES
        for line in shown
    )


def _cells(line: str, separator: str) -> list[str]:
    return next(csv.reader([line], delimiter=separator), [])


def _width(line: str, separator: str) -> int:
    """How many cells a line has; 0 where too few, or where the separators are those of a text or within numbers."""
    if separator not in line or len(line) > _LONGEST or "。" in line:
        return 0
    if separator == "," and (_THOUSANDS.search(line) or _GLUED.match(line)):
        return 0
    cells = _cells(line, separator)
    return len(cells) if len(cells) >= _LEAST_CELLS else 0
