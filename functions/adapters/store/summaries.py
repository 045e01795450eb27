"""Summaries: the current upload of each organ of an office's year."""

from __future__ import annotations

from msgspec import Struct, convert

from functions.adapters.store.items import SUMMARY, SummaryItem, year_partition
from functions.adapters.store.table import Table


class Page(Struct, frozen=True):
    """Summaries, and the sort key to go on after; None at the end."""

    items: list[SummaryItem]
    after: str | None


def summary_key(office: str, year: int, organ: str) -> tuple[str, str]:
    """Under which key the current upload of one organ is kept."""
    return year_partition(office, year), f"{SUMMARY}{organ}"


class Summaries:
    """The summary items of a table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, office: str, year: int, organ: str) -> SummaryItem | None:
        """The current upload of one organ."""
        row = self._table.get(*summary_key(office, year, organ))
        return convert(row, SummaryItem) if row else None

    def page(self, office: str, year: int, limit: int, after: str | None) -> Page:
        """Those of an office's year in the order of organs, `limit` at most, after a sort key."""
        rows, last = self._table.page(
            year_partition(office, year), SUMMARY, limit=limit, after=after
        )
        return Page([convert(row, SummaryItem) for row in rows], last)
