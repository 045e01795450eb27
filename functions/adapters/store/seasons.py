"""Which offices there are, and of which years they have something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct, convert

from functions.adapters.store.table import Table

_OFFICES: Final = "OFFICES"


class SeasonItem(Struct, frozen=True):
    """An office's year that has something; of an office whose uploads are all misplaced no year is known."""

    pk: str
    sk: str
    office: str
    year: int | None = None


class Seasons:
    """The list of a table's offices and years, an item each, written once before there is anything in it."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, office: str, year: int | None) -> None:
        """Have a year on the list; safe to repeat. Where it is there, it costs one small read."""
        item = SeasonItem(_OFFICES, f"{office}#{year or ''}", office, year)
        if self._table.get(item.pk, item.sk) is None:
            # By itself: in the transactions of a hundred first uploads at once all would wait for this item.
            self._table.put_alone(item)

    def all(self) -> Iterator[SeasonItem]:
        """All of all offices, in the order of their codes."""
        for row in self._table.rows(_OFFICES):
            yield convert(row, SeasonItem)

    def of(self, office: str) -> list[int]:
        """The years that have something of one office, newest first."""
        rows = self._table.rows(_OFFICES, f"{office}#")
        years = (convert(row, SeasonItem).year for row in rows)
        return sorted((year for year in years if year), reverse=True)
