"""Table 2: what its figures say of each other, in either format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from gouji.facts.base import Facts
from gouji.facts.table2 import (
    DecisionsWithoutItems,
    FewerDisclosed,
    FewerInForce,
    ItemsOdd,
    MadeUndisclosed,
    ProcurementInconsistent,
    ProcurementWithUnit,
    UnitsUnclear,
)
from gouji.judging.case import Case
from gouji.judging.rule import (
    DEFINITION,
    LAYOUT,
    NEW,
    OLD,
    PUBLISHED,
    REGULATIONS,
    NotAssessed,
    Outcome,
    Violated,
    rule,
)
from gouji.judging.values import figures, known_or_zero, numbers, unit_outside
from gouji.report import CellId, FormatVersion

_DOCUMENTS: Final = ("rules", "normative_documents")
_ITEMS: Final = ("licences", "other_services", "penalties", "coercion", "charges")
_DECIDED: Final = _ITEMS[:-1]  # on charges nothing is decided


@rule(
    "T2-04",
    "现行有效件数不小于净增",
    "现行有效件数不小于本年制发件数减本年废止件数。",
    "warning",
    basis=(DEFINITION,),
    forms=NEW,
)
def documents_in_force(case: Case) -> Iterator[Outcome]:
    """In force ≥ issued − repealed."""
    for cells in _rows(case, NEW, _DOCUMENTS, "issued", "repealed", "in_force"):
        yield from _gaps(case, cells)
        values = known_or_zero(case, cells)
        if values and values[2] < values[0] - values[1]:
            issued, repealed, in_force = figures(case, cells)
            facts = FewerInForce(in_force=in_force, issued=issued, repealed=repealed)
            yield _violated(case, facts, cells)


@rule(
    "T2O-02",
    "对外公开总数不小于本年新公开",
    "对外公开总数量不小于本年新公开数量。",
    "error",
    basis=(DEFINITION,),
    forms=OLD,
)
def documents_disclosed(case: Case) -> Iterator[Outcome]:
    """In all disclosed ≥ newly disclosed."""
    for cells in _rows(case, OLD, _DOCUMENTS, "newly_disclosed", "total_disclosed"):
        yield from _gaps(case, cells)
        values = known_or_zero(case, cells)
        if values and values[1] < values[0]:
            new, total = figures(case, cells)
            facts = FewerDisclosed(total_disclosed=total, newly_disclosed=new)
            yield _violated(case, facts, cells)


@rule(
    "T2O-03",
    "新制作未公开",
    "本年新制作了规章、规范性文件的，也有新公开的和对外公开的数量。",
    "warning",
    basis=(REGULATIONS, DEFINITION),
    forms=OLD,
)
def what_is_made_is_disclosed(case: Case) -> Iterator[Outcome]:
    """What was made this year is disclosed, too."""
    for cells in _rows(case, OLD, _DOCUMENTS, "made", "newly_disclosed", "total_disclosed"):
        values = numbers(case, cells)
        if isinstance(values, NotAssessed):
            yield values
        elif values[0] > 0 and not (values[1] > 0 and values[2] > 0):
            made, new, total = figures(case, cells)
            facts = MadeUndisclosed(made=made, newly_disclosed=new, total_disclosed=total)
            yield Violated(facts, cells)


@rule(
    "T2O-04",
    "增减后项目数非负",
    "上一年项目数量加本年增减数不小于0。",
    "error",
    basis=(DEFINITION,),
    forms=OLD,
)
def items_after_change(case: Case) -> Iterator[Outcome]:
    """Items of last year and their change are not below 0."""
    for cells in _rows(case, OLD, _ITEMS, "previous_items", "change"):
        yield from _gaps(case, cells)
        values = known_or_zero(case, cells)
        if values and (sum(values) < 0 or any(value != int(value) for value in values)):
            before, change = figures(case, cells)
            facts = ItemsOdd(previous_items=before, change=change, items=sum(values))
            yield _violated(case, facts, cells)


@rule(
    "T2O-05",
    "无事项却有决定",
    "有处理决定的，项目数量大于0。",
    "warning",
    basis=(DEFINITION,),
    forms=OLD,
)
def decisions_need_items(case: Case) -> Iterator[Outcome]:
    """Decisions are made on items that there are."""
    for cells in _rows(case, OLD, _DECIDED, "previous_items", "change", "decisions"):
        values = numbers(case, cells)
        if isinstance(values, NotAssessed):
            yield values
        elif values[2] > 0 and values[0] + values[1] <= 0:
            before, change, decisions = figures(case, cells)
            facts = DecisionsWithoutItems(decisions=decisions, previous_items=before, change=change)
            yield Violated(facts, cells)


@rule(
    "T2O-06",
    "采购金额格式与单位",
    "采购总金额是不带单位的数字；有采购项目才有金额，有金额必有项目。",
    "warning",
    basis=(LAYOUT, PUBLISHED),
    forms=OLD,
)
def procurement(case: Case) -> Iterator[Outcome]:
    """The amount is a plain number, and there are projects exactly where there is an amount."""
    for cells in _rows(case, OLD, ("procurement",), "projects", "amount"):
        unclear = unit_outside(case, cells[1])
        if isinstance(unclear, UnitsUnclear):  # any one unit will do, as the form has none
            yield Violated(unclear, (cells[1],))
        values = numbers(case, cells)
        if isinstance(values, NotAssessed):
            yield values
            continue
        projects, amount = figures(case, cells)
        if case.cells[amount.cell].unit and amount.cell not in case.report.stated_units:
            yield Violated(ProcurementWithUnit(amount=amount), (amount.cell,))
        if (values[0] == 0) != (values[1] == 0):
            yield Violated(ProcurementInconsistent(projects=projects, amount=amount), cells)


def _gaps(case: Case, cells: Sequence[CellId]) -> Iterator[NotAssessed]:
    """That cells have no number, where one has none."""
    values = numbers(case, cells)
    if isinstance(values, NotAssessed):
        yield values


def _violated(case: Case, facts: Facts, cells: Sequence[CellId]) -> Violated:
    """A violation; where blanks were taken as 0 it says so and only warns."""
    if all(case.value(cell) is not None for cell in cells):
        return Violated(facts, cells)
    return Violated(replace(facts, assuming="zero"), cells, severity="warning")


def _rows(
    case: Case, forms: Sequence[FormatVersion], rows: Sequence[str], *columns: str
) -> Iterator[tuple[CellId, ...]]:
    """The cells of each row in these columns, where table 2 has one of these formats."""
    if case.table("t2").format_version in forms:
        yield from (tuple(f"t2.{row}.{column}" for column in columns) for row in rows)
