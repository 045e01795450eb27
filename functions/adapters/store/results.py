"""Results and figures of uploads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import convert

from functions.adapters.store.items import (
    FIGURES,
    RESULT,
    FiguresItem,
    ResultItem,
    packed,
    unpacked,
    upload_partition,
)
from functions.adapters.store.table import Table
from gouji.result import Result
from gouji.season.totals import Figures

if TYPE_CHECKING:
    from functions.adapters.store.table import Write


class Results:
    """The result and figures items of a table's uploads."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def put(self, upload_id: str, result: Result) -> tuple[list[Write], bytes]:
        """Keep the result of an upload and what is added up of it; the latter also packed."""
        pk = upload_partition(upload_id)
        figures = packed(Figures(result.cells, result.marks, result.units))
        return [
            self._table.put(ResultItem(pk, RESULT, packed(result))),
            self._table.put(FiguresItem(pk, FIGURES, upload_id, figures)),
        ], figures

    def get(self, upload_id: str) -> Result | None:
        """The result of an upload; None where there is none yet."""
        row = self._table.get(upload_partition(upload_id), RESULT)
        return unpacked(convert(row, ResultItem).body, Result) if row else None

    def figures(self, upload_id: str) -> bytes | None:
        """The figures of an upload, packed; None where there is no result yet."""
        row = self._table.get(upload_partition(upload_id), FIGURES)
        return convert(row, FiguresItem).body if row else None
