"""Figures as checks need them: all of them known, or a reason; and how a message names one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gouji.form import Table
from gouji.judging.case import Case, unassessed
from gouji.report import CellId, Number, TableId, Unassessed
from gouji.wording import sentences


def values(case: Case, rule: str, cells: Sequence[CellId]) -> list[Number] | Unassessed:
    """The cells' numbers, deduced ones included; where one is not known, the rule is not assessable."""
    known = [value for cell in cells if (value := case.value(cell)) is not None]
    if len(known) == len(cells):
        return known
    return lacking(case, rule, [cell for cell in cells if case.value(cell) is None])


def lacking(case: Case, rule: str, cells: Iterable[CellId]) -> Unassessed:
    """The rule cannot be checked without these cells."""
    named = list(dict.fromkeys(cells))
    listed = "、".join(
        sentences.cell_list(table, own)
        for table_id in dict.fromkeys(cell[:2] for cell in named)
        for table in [_table(case, f"{table_id}.")]
        for own in [[cell for cell in named if cell.startswith(table_id)]]
    )
    return unassessed(rule, f"{listed}没有可用的数字，无法核对。", named)


def shown(case: Case, cell: CellId) -> str:
    """「表三“…”行“总计”列是 3（推算）」."""
    deduced = "（推算）" if cell in case.deduced else ""
    value = case.value(cell)
    number = "空" if value is None else sentences.number(value)
    return f"{sentences.cell_label(_table(case, cell), cell)}是 {number}{deduced}"


def _table(case: Case, cell: CellId) -> Table:
    ids: dict[str, TableId] = {"t2": "t2", "t3": "t3", "t4": "t4"}
    return case.table(ids[cell.partition(".")[0]])
