"""Rows and columns of texts, as a workbook and separated text have them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from gouji.facts.office_files import Fault

Row = tuple[int, tuple[str, ...]]  # its line from 1, its cells
Place = tuple[int, int]  # line from 1, column from 0

MOST_ROWS: Final = 20_000


class Grid(Struct, frozen=True):
    """The rows that have anything in them, and what is wrong with the whole.

    `odd`: what is wrong with a single cell. `sheet`: its name in a workbook. `repeated`: places that belong to a merged
    cell which begins in a line above; they have its text. `separator`: None in a workbook, where no cell can shift its
    neighbours.
    """

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...] = ()
    odd: Mapping[Place, Fault] = {}
    sheet: str = ""
    repeated: frozenset[Place] = frozenset()
    separator: str | None = None
