"""Figures as checks need them: all of them known, or a reason; and how a message names one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from gouji.facts.base import Cells, Shown
from gouji.facts.reasons import NoNumbers
from gouji.form import table_id_of
from gouji.judging.case import Case, finding, unassessed
from gouji.report import Cell, CellId, Number
from gouji.verdict import Finding, Unassessed
from gouji.wording import sentences

_UNCERTAIN: Final = frozenset({"recognised", "inferred"})


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
        for table_id in dict.fromkeys(map(table_id_of, named))
        for table in [case.table(table_id)]
        for own in [[cell for cell in named if cell in table.specs]]
    )
    return unassessed(rule, f"{listed}没有可用的数字，无法核对。", named)


def shown(case: Case, cell: CellId) -> str:
    """「表三“…”行“总计”列（第3页…）是 3（推算）」."""
    where = sentences.place(case.cells[cell].place)
    at = f"（{where}）" if where else ""
    value = case.value(cell)
    number = "空" if value is None else sentences.number(value)
    deduced = "（推算）" if cell in case.deduced else ""
    return f"{sentences.cell_label(case.table(table_id_of(cell)), cell)}{at}是 {number}{deduced}"


def graded(rule: str, cells: Sequence[CellId], message: str, seen: Iterable[Cell]) -> Finding:
    """A finding on cells, some perhaps of other reports; it only warns where one was recognised or inferred."""
    if any(cell.mark in _UNCERTAIN for cell in seen):
        asked = f"{message}其中有识别或推断得出的数字，请先对照原件。"
        return Finding(rule, "warning", tuple(cells), asked)
    return finding(rule, cells, message)


def figure(case: Case, cell: CellId) -> Shown:
    """A figure as facts have it: the number as printed, else as deduced; its place without the box."""
    found = case.cells[cell]
    place = replace(found.place, box=None) if found.place else None
    return Shown(
        cell,
        case.table(table_id_of(cell)).form,
        case.value(cell),
        found.mark,
        cell in case.deduced,
        place,
    )


def no_numbers(case: Case, cells: Iterable[CellId]) -> NoNumbers:
    """The reason that these cells have no number, table by table."""
    named = list(dict.fromkeys(cells))
    return NoNumbers(
        cells=tuple(
            Cells(case.table(table).form, tuple(c for c in named if table_id_of(c) == table))
            for table in dict.fromkeys(map(table_id_of, named))
        )
    )
