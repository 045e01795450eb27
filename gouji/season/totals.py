"""The sum of one cell over several reports, exactly: what is no certain number of a known unit is told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, Literal

from msgspec import Struct

from gouji.form import TABLES
from gouji.money import Unit, in_wan
from gouji.report import CellId, Mark, Number

# What a report has in one cell. `certain`: a printed number; `uncertain`: a number that was recognised or inferred;
# `absent`: its format does not have the cell.
Share = Literal["certain", "uncertain", "blank", "without_unit", "absent"]

_UNIT_OF_FORM: Final = {
    cell: spec.column.node.unit
    for table in TABLES.values()
    for cell, spec in table.specs.items()
    if spec.kind == "amount"
}


class Figures(Struct, frozen=True, forbid_unknown_fields=True):
    """What is added up of a report: its cells' numbers, why they are null or uncertain, and the printed units."""

    cells: Mapping[CellId, Number | None]
    marks: Mapping[CellId, Mark]
    units: Mapping[CellId, Unit]


class Total(Struct, frozen=True):
    """One cell over several reports; amounts are in 万元, the unit of a count is None.

    `certain` and `uncertain` are the sums of these numbers, `shares` counts the reports by what they have there.
    `complete`: each report has a number that was added to one of the two.
    """

    cell: CellId
    unit: Literal["万元"] | None
    certain: Number
    uncertain: Number
    shares: Mapping[Share, int]
    complete: bool

    @property
    def of_all(self) -> Number | None:
        """The sum over all reports, uncertain numbers included; None where one has no number to add."""
        return plain(self.certain + self.uncertain) if self.complete else None


def total(cell: CellId, reports: Iterable[Figures]) -> Total:
    """Add up one cell."""
    found = [(_share(cell, report), _number(cell, report)) for report in reports]
    known = [(share, number) for share, number in found if number is not None]
    return Total(
        cell=cell,
        unit="万元" if cell in _UNIT_OF_FORM else None,
        certain=plain(sum(number for share, number in known if share == "certain")),
        uncertain=plain(sum(number for share, number in known if share == "uncertain")),
        shares=Counter(share for share, _ in found),
        complete=len(known) == len(found),
    )


def plain(number: Number) -> Number:
    """A whole number as int, any other as it is."""
    return int(number) if number == int(number) else number


def _share(cell: CellId, report: Figures) -> Share:
    """What a report has in a cell; a number that is uncertain is so with a unit and without."""
    if cell not in report.cells:
        return "absent"
    if report.cells[cell] is None:
        return "blank"
    if cell in report.marks:
        return "uncertain"
    return "certain" if _number(cell, report) is not None else "without_unit"


def _number(cell: CellId, report: Figures) -> Number | None:
    """The number, an amount in 万元; None where there is none, or no unit of the amount."""
    number = report.cells.get(cell)
    if number is None or cell not in _UNIT_OF_FORM:
        return number
    unit = report.units.get(cell) or _UNIT_OF_FORM[cell]
    if number == 0:
        return 0  # in every unit
    return in_wan(number, unit) if unit else None
