"""Balanced tables of offices of three sizes, and the slips that people make when they fill them in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

from gouji.form import TABLES, Table, row_of
from gouji.report import CellId

Figures = dict[CellId, int]
Slip = Callable[[Random, Figures, Table], set[CellId]]

T3: Final = TABLES["t3", "2021"]
T4: Final = TABLES["t4", "2021"]
# Requests a year: about how many a row holds that is used at all.
SIZES: Final[Mapping[str, int]] = {"all zero": 0, "street office": 4, "city government": 400}
# Most applicants are natural persons; kinds of organisations apply seldom.
_COLUMN_SHARES: Final = (1.0, 0.15, 0.01, 0.01, 0.03, 0.04)
_ROW_USED: Final = 0.4
_ROWS: Final = tuple(dict.fromkeys(spec.row.id for spec in T3.specs.values()))
_COLUMNS: Final = tuple(dict.fromkeys(spec.column.id for spec in T3.specs.values()))
_OUTCOMES: Final = tuple(
    row for row in _ROWS if row not in {"new_received", "carried_in", "concluded", "carried_over"}
)


def balanced_table(random: Random, scale: int) -> Figures:
    """Table 3, format 2021, all identities holding; `scale` requests in a row that is used, on average."""
    figures: Figures = {}
    used = {row for row in _OUTCOMES if random.random() < _ROW_USED}
    for column, share in zip(_COLUMNS, _COLUMN_SHARES, strict=False):
        for row in _OUTCOMES:
            figures[f"t3.{row}.{column}"] = _count(random, scale * share if row in used else 0)
        concluded = sum(figures[f"t3.{row}.{column}"] for row in _OUTCOMES)
        carried_over = _count(random, scale * share / 2)
        carried_in = random.randint(0, (concluded + carried_over) // 6)
        figures[f"t3.concluded.{column}"] = concluded
        figures[f"t3.carried_over.{column}"] = carried_over
        figures[f"t3.carried_in.{column}"] = carried_in
        figures[f"t3.new_received.{column}"] = concluded + carried_over - carried_in
    return _with_totals(figures, T3)


def balanced_disputes(random: Random, scale: int) -> Figures:
    """Table 4 with all totals right."""
    figures = {cell: _count(random, scale / 4) for cell in T4.specs if not cell.endswith(".total")}
    return _with_totals(figures, T4)


def _with_totals(figures: Figures, table: Table) -> Figures:
    for identity in table.identities:
        if identity.kind == "column total":
            figures[identity.right[0]] = sum(figures[cell] for cell in identity.left)
    return {cell: figures[cell] for cell in table.specs}


def _count(random: Random, mean: float) -> int:
    return int(random.expovariate(1 / mean) + random.random()) if mean else 0


# --- slips -----------------------------------------------------------------------------------


def _one_cell(change: Callable[[Random, str], str | None]) -> Slip:
    """A slip that changes the digits of one cell."""

    def slip(random: Random, figures: Figures, _: Table) -> set[CellId]:
        for _attempt in range(1000):
            cell = random.choice(list(figures))
            written = change(random, str(figures[cell]))
            if written is not None and int(written) != figures[cell]:
                figures[cell] = int(written)
                return {cell}
        return set()

    return slip


def _digit(random: Random, number: str) -> str:
    i = random.randrange(len(number))
    return number[:i] + random.choice("0123456789") + number[i + 1 :]


def _swapped(random: Random, number: str) -> str | None:
    if len(number) < 2:
        return None
    i = random.randrange(len(number) - 1)
    return number[:i] + number[i + 1] + number[i] + number[i + 2 :]


def _lost(random: Random, number: str) -> str | None:
    if len(number) < 2:
        return None
    i = random.randrange(len(number))
    return number[:i] + number[i + 1 :]


def _neighbour(random: Random, figures: Figures, table: Table) -> set[CellId]:
    """Two neighbouring cells are exchanged; most often one of them holds 0."""
    for _ in range(1000):
        one = random.choice(list(figures))
        other = random.choice(_next_to(one, table))
        if figures[one] != figures[other]:
            figures[one], figures[other] = figures[other], figures[one]
            return {one, other}
    return set()


def _split(random: Random, figures: Figures, table: Table) -> set[CellId]:
    """A number of two digits or more runs over into the next cell of its row, which held 0."""
    for _ in range(1000):
        one = random.choice(list(figures))
        row = row_of(one)
        beside = [cell for cell in _next_to(one, table) if row_of(cell) == row]
        others = [cell for cell in beside if figures[cell] == 0]
        number = str(figures[one])
        if len(number) >= 2 and others:
            i = random.randrange(1, len(number))
            other = random.choice(others)
            figures[one], figures[other] = int(number[:i]), int(number[i:])
            return {one, other}
    return set()


def _not_updated(random: Random, figures: Figures, table: Table) -> set[CellId]:
    """A total still shows what it was before its parts changed."""
    totals = [
        cell for cell, spec in table.specs.items() if spec.row.node.total or spec.column.node.total
    ]
    cell = random.choice(totals)
    before = max(figures[cell] + random.choice((-3, -2, -1, 1, 2, 3)), 0)
    if before == figures[cell]:
        before += 1
    figures[cell] = before
    return {cell}


def _next_to(cell: CellId, table: Table) -> list[CellId]:
    cells = list(table.specs)
    columns = len({spec.column.id for spec in table.specs.values()})
    at = cells.index(cell)
    row, column = divmod(at, columns)
    near = [(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)]
    return [
        cells[r * columns + c]
        for r, c in near
        if 0 <= c < columns and 0 <= r < len(cells) // columns
    ]


def _counted_into(line: str, other: str) -> Slip:
    """In every column one row holds another's number besides its own."""

    def slip(_random: Random, figures: Figures, table: Table) -> set[CellId]:
        changed = set()
        for column in _columns(table, line):
            if part := figures[f"t3.{other}.{column}"]:
                figures[f"t3.{line}.{column}"] += part
                changed.add(f"t3.{line}.{column}")
        return changed

    return slip


def _aside(random: Random, figures: Figures, table: Table) -> set[CellId]:
    """The numbers of a row beside its total stand one column too far right."""
    for _ in range(1000):
        row = random.choice(_ROWS)
        cells = [f"t3.{row}.{column}" for column in _columns(table, row)][:-1]
        before = [figures[cell] for cell in cells]
        if sum(map(bool, before)) > 1 and not before[-1]:
            figures.update(zip(cells, [0, *before[:-1]], strict=True))
            return {cell for cell, n in zip(cells, before, strict=True) if figures[cell] != n}
    return set()


def _late_request(random: Random, figures: Figures, _: Table) -> set[CellId]:
    """A request that came last stands in its own column and in no total."""
    rows = ("new_received", random.choice(_OUTCOMES), "concluded")
    totals = [f"t3.{row}.total" for row in rows]
    if not all(figures[cell] for cell in totals):
        return set()
    for cell in totals:
        figures[cell] -= 1
    return set(totals)


def _columns(table: Table, row: str) -> list[str]:
    return [spec.column.id for spec in table.specs.values() if spec.row.id == row]


SLIPS: Final[Mapping[str, Slip]] = {
    "a digit": _one_cell(_digit),
    "digits swapped": _one_cell(_swapped),
    "a digit lost": _one_cell(_lost),
    "total not updated": _not_updated,
    "neighbouring cells exchanged": _neighbour,
    "a number over two cells": _split,
}
# Slips that run through table 3; of a late request the text states the total, as it should be.
HABITS: Final[Mapping[str, Slip]] = {
    "open requests counted as concluded": _counted_into("concluded", "carried_over"),
    "carried-in requests counted as new": _counted_into("new_received", "carried_in"),
    "a row one column aside": _aside,
    "a late request in no total": _late_request,
}


@dataclass(frozen=True, slots=True)
class Faulty:
    """A table as filled in, and what is true of the cells that are wrong."""

    printed: Figures
    true: Figures


def faulty(random: Random, figures: Figures, table: Table, slip: Slip, times: int) -> Faulty | None:
    """The same table with so many slips of one kind in different cells; None where it has no room for them."""
    printed = dict(figures)
    wrong: set[CellId] = set()
    for _ in range(times):
        cells = slip(random, printed, table)
        if not cells or cells & wrong:
            return None
        wrong |= cells
    return Faulty(printed, {cell: figures[cell] for cell in wrong})
