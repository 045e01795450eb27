"""All cells of an office's year, a report a line: for people as CSV, for programs as JSON lines.

In the CSV a number stands only where it is printed for certain. Whatever else a cell has is told in words in the cell
itself, so that nothing doubtful is added up unseen: an empty cell is a blank of the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from gouji.codec import encode
from gouji.exports.labels import heading, name_of
from gouji.exports.separated import Value, separated
from gouji.exports.statutory import form_of
from gouji.form import TABLE_IDS, TABLES
from gouji.money import Unit
from gouji.report import CellId, FormatVersion, Mark, Number, TableId
from gouji.season.life import Standing
from gouji.season.totals import Figures, totals
from gouji.wording.exported import (
    COLUMNS,
    NO_SUCH_CELL,
    NO_UNIT,
    NOT_READ,
    STANDINGS,
    UNIT,
    no_number,
    uncertain,
)
from gouji.wording.sentences import TABLE_NAMES

_AMOUNTS = {
    cell: spec.column.node.unit
    for table in TABLES.values()
    for cell, spec in table.specs.items()
    if spec.kind == "amount"
}


class Exported(Struct, frozen=True, kw_only=True):
    """What is exported of one organ: which upload's figures, and how the organ's report stands."""

    organ: str
    year: int
    upload_id: str
    standing: Standing
    figures: Figures

    @property
    def forms(self) -> dict[TableId, FormatVersion | None]:
        """In which format each table is; None where it was not found."""
        return {table: form_of(table, self.figures) for table in TABLE_IDS}


class CellsLine(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of `cells.jsonl`: cells, marks and units as in the contract. `labels`: the names of the cells."""

    organ: str
    year: int
    upload_id: str
    standing: Standing
    forms: Mapping[TableId, FormatVersion | None]
    cells: Mapping[CellId, Number | None]
    marks: Mapping[CellId, Mark]
    units: Mapping[CellId, Unit]
    labels: Mapping[CellId, str] | None = None


def cells_csv(reports: Sequence[Exported]) -> bytes:
    """One line of headings, then a row a report; cells of a format that no report uses are left out."""
    read = {report.organ: report.figures for report in reports if report.figures.cells}
    cells = [total.cell for total in totals(read)] if read else []
    return separated([_headings(cells), *(_row(report, cells) for report in reports)])


def cells_jsonl(reports: Sequence[Exported], *, labelled: bool = False) -> bytes:
    """A line a report; `labelled`: with the names of its cells."""
    return b"".join(encode(_line(report, labelled=labelled)) + b"\n" for report in reports)


def _headings(cells: Sequence[CellId]) -> list[str]:
    about = [heading(name, field) for field, name in COLUMNS.items()]
    about += [heading(f"{TABLE_NAMES[table]}格式", f"forms.{table}") for table in TABLE_IDS]
    for cell in cells:
        about.append(heading(name_of(cell), cell))
        if cell in _AMOUNTS:
            about.append(heading(f"{name_of(cell)}·{UNIT}", f"units.{cell}"))
    return about


def _row(report: Exported, cells: Sequence[CellId]) -> list[Value]:
    row: list[Value] = [report.organ, report.year, report.upload_id, STANDINGS[report.standing]]
    row += [report.forms[table] for table in TABLE_IDS]
    for cell in cells:
        row.append(_shown(report.figures, cell))
        if cell in _AMOUNTS:
            row.append(_unit(report.figures, cell))
    return row


def _shown(figures: Figures, cell: CellId) -> Value:
    """A certain number as such; nothing for a blank; words for all else."""
    if cell not in figures.cells:
        return NO_SUCH_CELL if figures.cells else NOT_READ
    value, mark = figures.cells[cell], figures.marks.get(cell)
    if value is None:
        return no_number(mark)
    return uncertain(value, mark) if mark else value


def _unit(figures: Figures, cell: CellId) -> str | None:
    """The unit as printed, else the form's; nothing where there is no number."""
    if figures.cells.get(cell) is None:
        return None
    return figures.units.get(cell) or _AMOUNTS[cell] or NO_UNIT


def _line(report: Exported, *, labelled: bool) -> CellsLine:
    figures = report.figures
    return CellsLine(
        organ=report.organ,
        year=report.year,
        upload_id=report.upload_id,
        standing=report.standing,
        forms=report.forms,
        cells=figures.cells,
        marks=figures.marks,
        units=figures.units,
        labels=dict(_labels(figures)) if labelled else None,
    )


def _labels(figures: Figures) -> Iterator[tuple[CellId, str]]:
    yield from ((cell, name_of(cell)) for cell in figures.cells)
