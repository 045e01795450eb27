"""Figures as checks need them: all of them known, or a reason; and as facts show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from msgspec.structs import replace

from gouji.facts.base import Cells, Excerpt, Facts, Shown
from gouji.facts.reasons import NoNumbers
from gouji.facts.table2 import AmountInOtherUnit, UnitsUnclear
from gouji.form import table_id_of
from gouji.judging.case import Case, Subject
from gouji.judging.rule import NotAssessed, Violated
from gouji.money import in_wan
from gouji.report import Cell, CellId, Number, Report, run_together

EMPTY: Final = frozenset({"blank", "placeholder"})
_UNCERTAIN: Final = frozenset({"recognised", "inferred"})


def numbers(case: Subject, cells: Sequence[CellId]) -> list[Number] | NotAssessed:
    """The cells' numbers, deduced ones included; where one is not known, nothing can be checked."""
    known = [value for cell in cells if (value := case.value(cell)) is not None]
    if len(known) == len(cells):
        return known
    return without_numbers(case, [cell for cell in cells if case.value(cell) is None])


def known_or_zero(case: Subject, cells: Sequence[CellId]) -> list[Number] | None:
    """The cells' numbers, with 0 for blanks and placeholders; None where one is not known for another reason."""
    values = [(case.value(cell), case.cells[cell].mark) for cell in cells]
    if any(value is None and mark not in EMPTY for value, mark in values):
        return None
    return [value or 0 for value, _ in values]


def without_numbers(case: Subject, cells: Iterable[CellId]) -> NotAssessed:
    """Nothing can be checked without these cells."""
    named = tuple(dict.fromkeys(cells))
    return NotAssessed(no_numbers(case, named), named)


def graded(
    facts: Facts,
    cells: Sequence[CellId],
    seen: Iterable[Cell],
    rests_on: Sequence[Number] = (),
) -> Violated:
    """A violation on cells seen in one or more reports; it only warns where one was recognised or inferred."""
    if any(cell.mark in _UNCERTAIN for cell in seen):
        return Violated(replace(facts, uncertain=True), cells, rests_on, "warning")
    return Violated(facts, cells, rests_on)


def figure(case: Subject, cell: CellId) -> Shown:
    """A figure as facts have it: the number as printed, else as deduced; its place without the box."""
    found = case.cells[cell]
    place = replace(found.place, box=None) if found.place else None
    return Shown(
        cell,
        case.table(table_id_of(cell)).format_version,
        case.value(cell),
        found.mark,
        cell in case.deduced,
        place,
    )


def figures(case: Subject, cells: Iterable[CellId]) -> tuple[Shown, ...]:
    """Figures as facts have them."""
    return tuple(figure(case, cell) for cell in cells)


def cells_of(case: Subject, cells: Sequence[CellId]) -> Cells:
    """Cells of one table as facts have them."""
    return Cells(case.table(table_id_of(cells[0])).format_version, tuple(cells))


def unit_outside(case: Case, cell: CellId) -> AmountInOtherUnit | UnitsUnclear | None:
    """What is wrong with the unit of an amount of 万元 that stands outside its cell."""
    stated = case.report.stated_units.get(cell)
    if stated is None:
        return None
    said = tuple(map(Excerpt, stated.texts))
    found = case.cells[cell]
    if found.unit is None:
        unknown = len(stated.units) == 1
        return UnitsUnclear(amount=figure(case, cell), said=said, unknown=unknown)
    if found.unit == "万元" or found.value is None:
        return None
    amount = in_wan(found.value, found.unit)
    return AmountInOtherUnit(amount=figure(case, cell), unit=found.unit, in_wan=amount, said=said)


def no_numbers(
    case: Subject, cells: Iterable[CellId], what: Literal["all", "whole"] = "all"
) -> NoNumbers:
    """The reason that these cells have no number, table by table."""
    cells = tuple(cells)
    joined = any(
        (place := case.cells[cell].place) is not None and run_together(place.text)
        for cell in case.undivided.intersection(cells)
    )
    return NoNumbers(cells=by_table(case, cells), what=what, undivided=joined)


def by_table(case: Subject, cells: Iterable[CellId]) -> tuple[Cells, ...]:
    """Cells as facts have them, table by table, each once."""
    tables: dict[str, list[CellId]] = {}
    for cell in dict.fromkeys(cells):
        tables.setdefault(table_id_of(cell), []).append(cell)
    return tuple(cells_of(case, own) for own in tables.values())


def odd_labels(report: Report) -> frozenset[str]:
    """The labels of tables, without spaces, that name another year or another unit than the form."""
    words = [odd.place.text for odd in report.odd_years if odd.is_label]
    for stated in report.stated_units.values():
        words += stated.texts if stated.units != ("万元",) else ()
    return frozenset("".join(text.split()) for text in words)
