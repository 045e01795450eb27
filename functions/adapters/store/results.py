"""Results of uploads, and the figures of the current ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import convert

from functions.adapters.store.items import (
    FIGURES,
    RESULT,
    FiguresItem,
    ResultItem,
    packed,
    partition_of,
    unpacked,
    year_partition,
)
from functions.adapters.store.table import Table
from gouji.result import Result
from gouji.season.totals import Figures

if TYPE_CHECKING:
    from functions.adapters.messages import Upload
    from functions.adapters.store.table import Write
    from gouji.report import Key


class Results:
    """The result and figures items of a table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def put(self, upload: Upload, result: Result) -> Write:
        """Keep the result of an upload."""
        sk = f"{RESULT}{upload.upload_id}"
        return self._table.put(ResultItem(partition_of(upload), sk, packed(result)))

    def put_figures(self, place: Key, upload_id: str, result: Result) -> Write:
        """Keep what is added up of an organ's current report."""
        pk, sk = year_partition(place.office, place.year), f"{FIGURES}{place.organ}"
        body = packed(Figures(result.cells, result.marks, result.units))
        return self._table.put(FiguresItem(pk, sk, upload_id, body))

    def get(self, partition: str, upload_id: str) -> Result | None:
        """The result of an upload; None where there is none yet."""
        row = self._table.get(partition, f"{RESULT}{upload_id}")
        return unpacked(convert(row, ResultItem).body, Result) if row else None
