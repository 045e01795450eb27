"""The sums of cells over several reports, exactly: what is no certain number of a known unit is told apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Context, localcontext
from typing import Final, Literal, NamedTuple

from msgspec import Struct

from gouji.form import TABLE_IDS, TABLES, all_cell_ids
from gouji.money import Unit, in_wan
from gouji.report import CellId, Mark, Number, TableId

# What a report has in one cell. `certain`: a printed number; `uncertain`: a number that was recognised or inferred;
# `absent`: its format does not have the cell.
Share = Literal["certain", "uncertain", "blank", "without_unit", "absent"]

_EXACT: Final = Context(prec=200)  # digits: no sum of what anybody prints is rounded
_UNIT_OF_FORM: Final = {
    cell: spec.column.node.unit
    for table in TABLES.values()
    for cell, spec in table.specs.items()
    if spec.kind == "amount"
}


class _Version(NamedTuple):
    """The cells of a table in one format version, and those that no other version has."""

    cells: frozenset[CellId]
    alone: frozenset[CellId]


def _versions(table: TableId) -> tuple[_Version, ...]:
    of_each = [frozenset(one.specs) for one in TABLES.values() if one.id == table]
    return tuple(
        _Version(cells, cells.difference(*(other for other in of_each if other is not cells)))
        for cells in of_each
    )


_VERSIONS: Final = tuple(map(_versions, TABLE_IDS))


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


class OrganShare(Struct, frozen=True):
    """What one organ's report has in a cell: the value as printed, its mark and unit, and what of it was added.

    `added` is None where nothing was; of an amount it is in 万元.
    """

    organ: str
    value: Number | None
    mark: Mark | None
    unit: Unit | None
    share: Share
    added: Number | None


def totals(reports: Mapping[str, Figures]) -> list[Total]:
    """Add up all cells of the formats that are in use, in the order of the form; `reports` by organ.

    Gives what `total` gives, in a fraction of the time: column by column.
    """
    figures = list(reports.values())
    columns, doubtful, missing = _columns(figures), *_marked(figures)
    shown = {cell for cell, values in columns.items() if len(values) > missing[cell]}
    with localcontext(_EXACT):
        return [
            _total(cell, figures)
            if cell in _UNIT_OF_FORM
            else _count(cell, columns[cell], doubtful.get(cell, ()), len(figures))
            for cell in _in_use(shown)
            if cell in columns
        ]


def shares_of(cell: CellId, reports: Mapping[str, Figures]) -> list[OrganShare]:
    """What stands behind one cell's total, organ by organ."""
    return [
        OrganShare(
            organ,
            report.cells.get(cell),
            report.marks.get(cell),
            report.units.get(cell),
            _share(cell, report),
            _number(cell, report),
        )
        for organ, report in reports.items()
    ]


def total(cell: CellId, reports: Iterable[Figures]) -> Total:
    """Add up one cell."""
    with localcontext(_EXACT):
        return _total(cell, reports)


def plain(number: Number) -> Number:
    """A whole number as int, any other as it is."""
    return int(number) if number == int(number) else number


def _total(cell: CellId, reports: Iterable[Figures]) -> Total:
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


def _columns(reports: Sequence[Figures]) -> dict[CellId, list[Number | None]]:
    """All values of each cell. Most reports have the same cells in one order, so that they are turned together."""
    alike: defaultdict[tuple[CellId, ...], list[Figures]] = defaultdict(list)
    for report in reports:
        alike[tuple(report.cells)].append(report)
    columns: defaultdict[CellId, list[Number | None]] = defaultdict(list)
    for cells, own in alike.items():
        turned = zip(*(report.cells.values() for report in own), strict=True)
        for cell, values in zip(cells, turned, strict=True):
            columns[cell].extend(values)
    return columns


def _marked(
    reports: Sequence[Figures],
) -> tuple[Mapping[CellId, list[Number]], Mapping[CellId, int]]:
    """Of each cell the numbers that are uncertain, and in how many reports it was not found."""
    doubtful: defaultdict[CellId, list[Number]] = defaultdict(list)
    missing: Counter[CellId] = Counter()
    for report in reports:
        for cell, mark in report.marks.items():
            number = report.cells.get(cell)
            if number is not None:
                doubtful[cell].append(number)
            elif mark == "missing" and cell in report.cells:
                missing[cell] += 1
    return doubtful, missing


def _in_use(shown: Collection[CellId]) -> list[CellId]:
    """The cells of the format versions that reports use, by the cells that were found in some report.

    A table that is in no report is not left out: its blanks tell that.
    """
    used = {
        cell
        for versions in _VERSIONS
        for own in ([own for own in versions if not own.alone.isdisjoint(shown)] or versions)
        for cell in own.cells
    }
    return [cell for cell in all_cell_ids() if cell in used]


def _count(
    cell: CellId, values: Sequence[Number | None], doubtful: Sequence[Number], reports: int
) -> Total:
    """Add up a cell that is no amount."""
    known = [value for value in values if value is not None]
    shares: dict[Share, int] = {
        "certain": len(known) - len(doubtful),
        "uncertain": len(doubtful),
        "blank": len(values) - len(known),
        "absent": reports - len(values),
    }
    uncertain = sum(doubtful)
    return Total(
        cell=cell,
        unit=None,
        certain=plain(sum(known) - uncertain),
        uncertain=plain(uncertain),
        shares={share: number for share, number in shares.items() if number},
        complete=len(known) == reports,
    )


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
