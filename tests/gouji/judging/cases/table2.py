"""Figures of table 2 beside each other."""

from __future__ import annotations

from msgspec.structs import replace

from gouji.report import Cell, Place, Report, StatedUnits
from tests.gouji.judging.cases import Family
from tests.gouji.judging.reports import BLANK, CONTEXT, OLD, with_cells

_AMOUNT = "t2.charges.amount"


def in_yuan(amount: int = 50000) -> Report:
    """Charges under a header that says 元."""
    report = with_cells(t2__charges__amount=Cell(amount, unit="元", place=Place(str(amount))))
    return replace(report, stated_units={_AMOUNT: StatedUnits(("元",), ("收费金额（元）",))})


def in_two_units() -> Report:
    """Charges of which header and note name different units."""
    report = with_cells(t2__charges__amount=Cell(None, "unreadable", place=Place("5")))
    said = StatedUnits(("万元", "元"), ("本年收费金额（单位：万元）", "注：单位为元"))
    return replace(report, stated_units={_AMOUNT: said})


FAMILY = Family(
    holding={
        "T2-04": lambda: (
            with_cells(
                t2__normative_documents__issued=3,
                t2__normative_documents__repealed=1,
                t2__normative_documents__in_force=2,
            ),
            CONTEXT,
        ),
        "T2O-02": lambda: (OLD, CONTEXT),
        "T2O-03": lambda: (
            with_cells(
                OLD,
                t2__rules__made=1,
                t2__rules__newly_disclosed=1,
                t2__rules__total_disclosed=4,
            ),
            CONTEXT,
        ),
        "T2O-04": lambda: (
            with_cells(OLD, t2__licences__previous_items=2, t2__licences__change=-2),
            CONTEXT,
        ),
        "T2O-05": lambda: (
            with_cells(OLD, t2__licences__change=1, t2__licences__decisions=9),
            CONTEXT,
        ),
        "T2O-06": lambda: (
            with_cells(OLD, t2__procurement__projects=2, t2__procurement__amount=30),
            CONTEXT,
        ),
    },
    broken={
        "T2-04": lambda: (with_cells(t2__rules__issued=3, t2__rules__in_force=2), CONTEXT),
        "T2O-02": lambda: (with_cells(OLD, t2__rules__newly_disclosed=1), CONTEXT),
        "T2O-03": lambda: (with_cells(OLD, t2__rules__made=1), CONTEXT),
        "T2O-04": lambda: (with_cells(OLD, t2__charges__change=-1), CONTEXT),
        "T2O-05": lambda: (with_cells(OLD, t2__penalties__decisions=1), CONTEXT),
        "T2O-06": lambda: (
            with_cells(
                OLD,
                t2__procurement__projects=2,
                t2__procurement__amount=Cell(30, unit="万元", place=Place("30万元")),
            ),
            CONTEXT,
        ),
    },
    further=(
        lambda: (with_cells(OLD, t2__procurement__projects=2), CONTEXT),
        lambda: (in_yuan(), CONTEXT),
        lambda: (in_two_units(), CONTEXT),
    ),
    unassessable={
        "T2-04": lambda: (with_cells(t2__rules__in_force=BLANK), CONTEXT),
        "T2O-02": lambda: (with_cells(OLD, t2__rules__total_disclosed=BLANK), CONTEXT),
        "T2O-03": lambda: (with_cells(OLD, t2__rules__made=BLANK), CONTEXT),
        "T2O-04": lambda: (with_cells(OLD, t2__charges__change=BLANK), CONTEXT),
        "T2O-05": lambda: (with_cells(OLD, t2__licences__decisions=BLANK), CONTEXT),
        "T2O-06": lambda: (with_cells(OLD, t2__procurement__amount=BLANK), CONTEXT),
    },
)
