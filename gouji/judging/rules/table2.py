"""Table 2: what its figures say of each other, in either format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from gouji.judging.case import Case, Check, Outcome, finding
from gouji.judging.values import shown
from gouji.judging.values import values as values_of
from gouji.report import CellId
from gouji.wording import sentences

_DOCUMENTS: Final = ("rules", "normative_documents")
_ITEMS: Final = ("licences", "other_services", "penalties", "coercion", "charges")


def check_in_force(case: Case) -> Iterator[Outcome]:
    """T2-04: in force ≥ issued − repealed."""
    for row in _rows(case, "2021", _DOCUMENTS):
        cells = _cells(row, "issued", "repealed", "in_force")
        values = values_of(case, "T2-04", cells)
        if isinstance(values, list):
            issued, repealed, in_force = values
            if in_force < issued - repealed:
                message = (
                    f"{shown(case, cells[2])}，少于{shown(case, cells[0])}减去{shown(case, cells[1])}，"
                    "请核对现行有效件数。"
                )
                yield finding("T2-04", cells, message)
        else:
            yield values


def check_disclosed(case: Case) -> Iterator[Outcome]:
    """T2O-02: in all disclosed ≥ newly disclosed. T2O-03: what was made this year is disclosed, too."""
    for row in _rows(case, "2019", _DOCUMENTS):
        cells = _cells(row, "made", "newly_disclosed", "total_disclosed")
        values = values_of(case, "T2O-02", cells[1:])
        if not isinstance(values, list):
            yield values
        elif values[1] < values[0]:
            message = f"{shown(case, cells[2])}，少于{shown(case, cells[1])}，请核对。"
            yield finding("T2O-02", cells[1:], message)
        values = values_of(case, "T2O-03", cells)
        if not isinstance(values, list):
            yield values
        elif values[0] > 0 and not (values[1] > 0 and values[2] > 0):
            message = (
                f"{shown(case, cells[0])}，而{shown(case, cells[1])}，{shown(case, cells[2])}；"
                "规章、规范性文件应当公开，请核对。"
            )
            yield finding("T2O-03", cells, message)


def check_items(case: Case) -> Iterator[Outcome]:
    """T2O-04: items of last year and their change are not below 0. T2O-05: decisions need items."""
    for row in _rows(case, "2019", _ITEMS):
        cells = _cells(row, "previous_items", "change")
        values = values_of(case, "T2O-04", cells)
        if not isinstance(values, list):
            yield values
        elif sum(values) < 0 or any(value != int(value) for value in values):
            message = (
                f"{shown(case, cells[0])}，{shown(case, cells[1])}，相加是 {sentences.number(sum(values))}；"
                "项目数应当是不小于 0 的整数，请核对增减数。"
            )
            yield finding("T2O-04", cells, message)
        if row == "charges":
            continue
        cells = _cells(row, "previous_items", "change", "decisions")
        values = values_of(case, "T2O-05", cells)
        if not isinstance(values, list):
            yield values
        elif values[2] > 0 and values[0] + values[1] <= 0:
            message = (
                f"{shown(case, cells[2])}，而{shown(case, cells[0])}、{shown(case, cells[1])}，"
                "没有项目却有处理决定，请核对。"
            )
            yield finding("T2O-05", cells, message)


def check_procurement(case: Case) -> Iterator[Outcome]:
    """T2O-06: the amount is a plain number, and there are projects exactly where there is an amount."""
    for row in _rows(case, "2019", ("procurement",)):
        cells = _cells(row, "projects", "amount")
        values = values_of(case, "T2O-06", cells)
        if not isinstance(values, list):
            yield values
            continue
        projects, amount = values
        cell = case.cells[cells[1]]
        if cell.unit:
            printed = cell.place.text if cell.place else sentences.number(amount)
            message = (
                f"{sentences.cell_label(case.table('t2'), cells[1])}填的是“{printed}”，"
                "应当只填数字；金额的单位请在正文中说明。"
            )
            yield finding("T2O-06", cells[1:], message)
        if (projects == 0) != (amount == 0):
            message = f"{shown(case, cells[0])}，而{shown(case, cells[1])}，请核对。"
            yield finding("T2O-06", cells, message)


CHECKS: Final[tuple[Check, ...]] = (check_in_force, check_disclosed, check_items, check_procurement)


def _rows(case: Case, form: str, rows: Sequence[str]) -> Sequence[str]:
    return rows if case.table("t2").form == form else ()


def _cells(row: str, *columns: str) -> tuple[CellId, ...]:
    return tuple(f"t2.{row}.{column}" for column in columns)
