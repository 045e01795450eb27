"""Figures of table 3 that are hardly so."""

from __future__ import annotations

from gouji.report import Cell
from tests.gouji.judging.cases import Family
from tests.gouji.judging.cases.figures import OPEN
from tests.gouji.judging.reports import (
    CLEAN,
    CONTEXT,
    Given,
    with_cells,
    with_text,
    without_table,
)


def _people(**rows: int) -> Given:
    """A report whose requests all came from natural persons, by row."""
    cells: dict[str, Cell | int] = {
        f"t3__{row}__{column}": number
        for row, number in rows.items()
        for column in ("natural_person", "total")
    }
    return with_cells(**cells), CONTEXT


def _fees(*text: str) -> Given:
    report, context = _people(other__fee_overdue=2)
    return with_text(6, *text, report=report), context


FAMILY = Family(
    holding={
        "T3-07": lambda: _people(new_received=2, carried_over=2),
        "T3-08": lambda: _people(new_received=9, carried_over=9),
        "T3-09": lambda: (CLEAN, CONTEXT),
        "T3-10": lambda: _people(concluded=20, other__other=6),
        "T3-11": lambda: _fees("全年发出收费通知三件,收取信息处理费120元。"),
        "T3-12": lambda: _people(new_received=8, carried_in=2, not_processed__excessive=1),
    },
    broken={
        "T3-07": lambda: _people(new_received=1, carried_in=1, carried_over=2),
        "T3-08": lambda: _people(new_received=10, carried_over=3),
        "T3-09": lambda: (
            with_cells(t3__granted__natural_person=12, t3__granted__total=21),
            CONTEXT,
        ),
        "T3-10": lambda: _people(concluded=20, other__other=7),
        "T3-11": lambda: _fees("本年度没有收取信息处理费。"),
        "T3-12": lambda: _people(new_received=9, not_processed__excessive=1),
    },
    further=(
        lambda: (with_cells(t3__granted__natural_person=3, t3__granted__other=3), CONTEXT),
        lambda: _fees("全年发出收费通知。"),
        lambda: _fees("全年发出收费通知1件。"),
    ),
    unassessable={
        "T3-07": lambda: (with_cells(**OPEN), CONTEXT),
        "T3-08": lambda: (without_table("t3"), CONTEXT),
        "T3-09": lambda: (with_cells(**OPEN), CONTEXT),
        "T3-10": lambda: (without_table("t3"), CONTEXT),
        "T3-11": lambda: (without_table("t3"), CONTEXT),
        "T3-12": lambda: (without_table("t3"), CONTEXT),
    },
)
