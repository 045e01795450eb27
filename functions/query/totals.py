"""The sums of an office's current reports, cell by cell. Nothing uncertain is added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from functions.adapters.store import Figures, Item, unpacked
from functions.query.models import Total, TotalList
from gouji.form import TABLES, all_cell_ids
from gouji.money import Unit, in_wan

_AMOUNTS: Final = {
    cell: spec.column.node.unit
    for table in TABLES.values()
    for cell, spec in table.specs.items()
    if spec.kind == "amount"
}


def totals(items: Iterable[Item]) -> TotalList:
    """Add up summaries and figures of one year; figures of a superseded upload do not count."""
    by_kind: dict[str, dict[str, Item]] = {"REPORT": {}, "FIGURES": {}}
    for item in items:
        kind, organ = item["sk"].split("#", 1)
        by_kind[kind][organ] = item
    reports = by_kind["REPORT"]
    current = [
        unpacked(figures["body"], Figures)
        for organ, figures in by_kind["FIGURES"].items()
        if organ in reports and reports[organ]["upload_id"] == figures["upload_id"]
    ]
    return TotalList(
        reports=dict(Counter(report["state"] for report in reports.values())),
        items=[_total(cell, current) for cell in all_cell_ids()] if current else [],
    )


def _total(cell: str, reports: Iterable[Figures]) -> Total:
    total = Decimal(0)
    counts: Counter[str] = Counter()
    for report in reports:
        if cell not in report.cells:
            continue  # the report's format does not have this cell
        number = report.cells[cell]
        factor = _factor(cell, report.units.get(cell))
        if number is None:
            counts["blanks"] += 1
        elif cell in report.marks:
            counts["uncertain"] += 1
        elif factor is None:
            counts["without_unit"] += 1
        else:
            total += Decimal(number) * factor
            counts["reports"] += 1
    return Total(
        cell=cell,
        sum=int(total) if total == int(total) else total,
        unit="万元" if cell in _AMOUNTS else None,
        reports=counts["reports"],
        blanks=counts["blanks"],
        without_unit=counts["without_unit"],
        uncertain=counts["uncertain"],
    )


def _factor(cell: str, printed: Unit | None) -> Decimal | None:
    """What brings a number into the sum's unit; None where an amount's unit is not known."""
    if cell not in _AMOUNTS:
        return Decimal(1)
    unit = printed or _AMOUNTS[cell]
    return in_wan(1, unit) if unit else None
