"""The words of findings and reasons: each kind of facts registers its sentence here, a module a family."""

from __future__ import annotations

from datetime import date
from functools import singledispatch

from gouji.facts.base import Facts, Reason
from gouji.form import TABLES, Table, table_id_of
from gouji.report import CellId, FormId


@singledispatch
def sentence(facts: Facts | Reason) -> str:
    """The Chinese sentence of a kind of facts, or of a reason. TypeError where a kind has no words."""
    raise TypeError(f"no words for {type(facts).__name__}")


def table_of(cell: CellId, form: FormId) -> Table:
    """The table in whose format a cell is named."""
    return TABLES[table_id_of(cell), form]


def day(on: date) -> str:
    """「2023年1月8日」."""
    return f"{on.year}年{on.month}月{on.day}日"
