"""Results and figures of uploads."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from msgspec import Struct, convert

from functions.adapters.store.items import (
    FIGURES,
    RESULT,
    SKETCH,
    UPLOAD,
    FiguresItem,
    ResultItem,
    SketchItem,
    packed,
    unpacked,
    upload_partition,
)
from functions.adapters.store.table import Table
from gouji.codec import encode
from gouji.result import Result
from gouji.season.sketch import Sketch
from gouji.season.totals import Figures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from functions.adapters.store.table import Write


class Packed(Struct, frozen=True):
    """What an office's year keeps of a report: its figures and, where it was read, itself in small."""

    figures: bytes
    sketch: bytes | None


class Stored(Struct, frozen=True):
    """The result of an upload, and the report in small, as they are stored; None where there is none."""

    body: bytes | None
    small: bytes | None

    @property
    def result(self) -> Result | None:
        """The result. DecodeError where it cannot be taken up any more."""
        return unpacked(self.body, Result) if self.body else None

    @property
    def sketch(self) -> Sketch | None:
        """The report in small."""
        return unpacked(self.small, Sketch) if self.small else None

    def is_just(self, result: Result, sketch: Sketch | None) -> bool:
        """Whether these are stored to the byte, for which nothing is decoded; what is not may still say the same."""
        return _is_packed(self.body, result) and _is_packed(self.small, sketch)


class Results:
    """The result and figures items of a table's uploads."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def put(
        self, upload_id: str, result: Result, sketch: Sketch | None
    ) -> tuple[list[Write], Packed]:
        """Keep the result of an upload, what is added up of it, and the report in small."""
        pk = upload_partition(upload_id)
        figures = packed(Figures(result.cells, result.marks, result.units))
        small = packed(sketch) if sketch else None
        writes = [
            self._table.put(ResultItem(pk, RESULT, packed(result))),
            self._table.put(FiguresItem(pk, FIGURES, upload_id, figures)),
        ]
        if small:
            writes.append(self._table.put(SketchItem(pk, SKETCH, upload_id, small)))
        return writes, Packed(figures, small)

    def get(self, upload_id: str) -> Result | None:
        """The result of an upload; None where there is none yet."""
        row = self._table.get(upload_partition(upload_id), RESULT)
        return unpacked(convert(row, ResultItem).body, Result) if row else None

    def all_of(self, upload_ids: Iterable[str]) -> dict[str, Result]:
        """The results of many uploads, by their ids, of those that have one."""
        rows = self._table.several((upload_partition(each), RESULT) for each in upload_ids)
        items = (convert(row, ResultItem) for row in rows.values())
        return {item.pk.removeprefix(UPLOAD): unpacked(item.body, Result) for item in items}

    def packed(self, upload_id: str) -> Packed | None:
        """What is kept of an upload for its office's year; None where there is no result yet."""
        rows = {row["sk"]: row for row in self._table.rows(upload_partition(upload_id))}
        if FIGURES not in rows:
            return None
        sketch = convert(rows[SKETCH], SketchItem).body if SKETCH in rows else None
        return Packed(convert(rows[FIGURES], FiguresItem).body, sketch)

    def stored(self, upload_id: str) -> Stored:
        """Both of an upload, in one request."""
        pk = upload_partition(upload_id)
        rows = self._table.several([(pk, RESULT), (pk, SKETCH)])
        result, sketch = rows.get((pk, RESULT)), rows.get((pk, SKETCH))
        return Stored(
            convert(result, ResultItem).body if result else None,
            convert(sketch, SketchItem).body if sketch else None,
        )

    def sketch(self, upload_id: str) -> Sketch | None:
        """The report of an upload in small; None where there is none."""
        row = self._table.get(upload_partition(upload_id), SKETCH)
        return convert(row, SketchItem).sketch if row else None


def _is_packed(body: bytes | None, data: Result | Sketch | None) -> bool:
    if body is None or data is None:
        return body is data
    return zlib.decompress(body) == encode(data)
