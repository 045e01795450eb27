"""Figures as checks need them: all of them known, or a reason; and as facts show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from msgspec.structs import replace

from gouji.facts.base import Cells, Facts, Shown
from gouji.facts.reasons import NoNumbers
from gouji.form import table_id_of
from gouji.judging.case import Case
from gouji.judging.rule import NotAssessed, Violated
from gouji.report import Cell, CellId, Number, run_together

_UNCERTAIN: Final = frozenset({"recognised", "inferred"})


def numbers(case: Case, cells: Sequence[CellId]) -> list[Number] | NotAssessed:
    """The cells' numbers, deduced ones included; where one is not known, nothing can be checked."""
    known = [value for cell in cells if (value := case.value(cell)) is not None]
    if len(known) == len(cells):
        return known
    return without_numbers(case, [cell for cell in cells if case.value(cell) is None])


def without_numbers(case: Case, cells: Iterable[CellId]) -> NotAssessed:
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


def figure(case: Case, cell: CellId) -> Shown:
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


def figures(case: Case, cells: Iterable[CellId]) -> tuple[Shown, ...]:
    """Figures as facts have them."""
    return tuple(figure(case, cell) for cell in cells)


def cells_of(case: Case, cells: Sequence[CellId]) -> Cells:
    """Cells of one table as facts have them."""
    return Cells(case.table(table_id_of(cells[0])).format_version, tuple(cells))


def no_numbers(
    case: Case, cells: Sequence[CellId], what: Literal["all", "whole"] = "all"
) -> NoNumbers:
    """The reason that these cells have no number, table by table."""
    joined = any(
        (place := case.cells[cell].place) is not None and run_together(place.text)
        for cell in case.undivided.intersection(cells)
    )
    return NoNumbers(cells=by_table(case, cells), what=what, undivided=joined)


def by_table(case: Case, cells: Iterable[CellId]) -> tuple[Cells, ...]:
    """Cells as facts have them, table by table, each once."""
    tables: dict[str, list[CellId]] = {}
    for cell in dict.fromkeys(cells):
        tables.setdefault(table_id_of(cell), []).append(cell)
    return tuple(cells_of(case, own) for own in tables.values())
