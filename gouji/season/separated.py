"""Text with a row on a line and its cells between separators (CSV) → its rows, by the line on which each begins."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Final

from gouji.facts.office_files import Fault
from gouji.season.grids import MOST_ROWS, Grid, Row

_SEPARATORS: Final = (",", "\t", ";", "，")


def separated_ways(text: str, file: str) -> list[Grid]:
    """The text as each separator parts it, the likeliest first."""
    return [_separated(text, file, separator) for separator in _SEPARATORS]


def _separated(text: str, file: str, separator: str) -> Grid:
    """The rows up to the first that is not well-formed. An open quote would swallow all that follows: it is a fault."""
    rows: list[Row] = []
    faults: list[Fault] = []
    line = 1
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, tuple(cells)))
            line = reader.line_num + 1
    except csv.Error:
        faults.append(Fault(file, line, "not_csv"))
    if len(rows) > MOST_ROWS:
        faults.append(Fault(file, rows[MOST_ROWS][0], "too_many_rows"))
    return Grid(tuple(rows[:MOST_ROWS]), tuple(faults), separator=separator)
