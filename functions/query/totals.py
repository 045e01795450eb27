"""The sums of an office's current reports, cell by cell. Nothing uncertain is added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from functions.adapters.store import FiguresItem, RecordItem, SummaryItem
from functions.query.models import Total, TotalList
from gouji.form import all_cell_ids
from gouji.season import totals as season


def totals(items: Iterable[SummaryItem | RecordItem | FiguresItem]) -> TotalList:
    """Add up summaries and figures of one year; figures of a superseded upload do not count."""
    summaries: list[SummaryItem] = []
    figures: list[FiguresItem] = []
    for item in items:
        if isinstance(item, SummaryItem):
            summaries.append(item)
        elif isinstance(item, FiguresItem):
            figures.append(item)
    uploads = {(summary.organ, summary.upload_id) for summary in summaries}
    current = {
        item.organ: item.figures for item in figures if (item.organ, item.upload_id) in uploads
    }.values()
    return TotalList(
        reports=dict(Counter(summary.state for summary in summaries)),
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
