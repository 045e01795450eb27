"""An office's year in small: reports with just what a test says about them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from gouji.form import TABLE_IDS, TABLES
from gouji.money import Unit
from gouji.report import CellId, FormatVersion, Mark, Number
from gouji.season.totals import Figures

TOTAL: Final = "t3.new_received.total"
CHARGES: Final = "t2.charges.amount"
PROCUREMENT: Final = "t2.procurement.amount"


def cells_of(version: FormatVersion = "2021") -> dict[CellId, Number]:
    """Every cell of a format, each with another number; amounts have a fraction."""
    specs = {cell: s for t in TABLE_IDS for cell, s in TABLES[t, version].specs.items()}
    return {
        cell: Decimal(number) / 8 if spec.kind == "amount" else number
        for number, (cell, spec) in enumerate(specs.items(), 1)
    }


def figures(
    cells: Mapping[CellId, Number | None] | None = None,
    marks: Mapping[CellId, Mark] | None = None,
    units: Mapping[CellId, Unit] | None = None,
    version: FormatVersion = "2021",
) -> Figures:
    """The figures of a report that has every cell; what is given replaces what is there."""
    marked: dict[CellId, Number | None] = {
        cell: None
        for cell, mark in (marks or {}).items()
        if mark in {"blank", "placeholder", "missing", "unreadable"}
    }
    default: dict[CellId, Unit] = {PROCUREMENT: "万元"} if version == "2019" else {}
    return Figures(
        {**cells_of(version), **marked, **(cells or {})},
        marks or {},
        default if units is None else units,
    )
