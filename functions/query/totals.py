"""The sums of an office's current reports, cell by cell. Nothing uncertain is added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from functions.adapters.store import Item, unpacked
from functions.query.models import Total, TotalList
from gouji.form import all_cell_ids
from gouji.season import totals as season


def totals(items: Iterable[Item]) -> TotalList:
    """Add up summaries and figures of one year; figures of a superseded upload do not count."""
    by_kind: dict[str, dict[str, Item]] = {"REPORT": {}, "FIGURES": {}}
    for item in items:
        kind, organ = item["sk"].split("#", 1)
        by_kind[kind][organ] = item
    reports = by_kind["REPORT"]
    current = [
        unpacked(figures["body"], season.Figures)
        for organ, figures in by_kind["FIGURES"].items()
        if organ in reports and reports[organ]["upload_id"] == figures["upload_id"]
    ]
    return TotalList(
        reports=dict(Counter(report["state"] for report in reports.values())),
        items=[_shown(season.total(cell, current)) for cell in all_cell_ids()] if current else [],
    )


def _shown(total: season.Total) -> Total:
    return Total(
        cell=total.cell,
        sum=total.certain,
        unit=total.unit,
        reports=total.shares.get("certain", 0),
        blanks=total.shares.get("blank", 0),
        without_unit=total.shares.get("without_unit", 0),
        uncertain=total.shares.get("uncertain", 0),
    )
