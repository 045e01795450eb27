"""Figures of table 2 beside each other."""

from __future__ import annotations

from gouji.report import Cell, Place
from tests.gouji.judging.cases import Family
from tests.gouji.judging.reports import BLANK, CONTEXT, OLD, with_cells

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
    further=(lambda: (with_cells(OLD, t2__procurement__projects=2), CONTEXT),),
    unassessable={
        "T2-04": lambda: (with_cells(t2__rules__in_force=BLANK), CONTEXT),
        "T2O-02": lambda: (with_cells(OLD, t2__rules__total_disclosed=BLANK), CONTEXT),
        "T2O-03": lambda: (with_cells(OLD, t2__rules__made=BLANK), CONTEXT),
        "T2O-04": lambda: (with_cells(OLD, t2__charges__change=BLANK), CONTEXT),
        "T2O-05": lambda: (with_cells(OLD, t2__licences__decisions=BLANK), CONTEXT),
        "T2O-06": lambda: (with_cells(OLD, t2__procurement__amount=BLANK), CONTEXT),
    },
)
