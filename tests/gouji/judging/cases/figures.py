"""Sums, whole numbers, blanks, tables."""

from __future__ import annotations

from msgspec.structs import replace

from gouji.report import Cell, Place
from tests.gouji.judging.cases import Family
from tests.gouji.judging.reports import (
    BLANK,
    CLEAN,
    CONTEXT,
    UNREAD,
    shown,
    with_cells,
    without_table,
)

# Three requests, and of neither row is it known which of two applicants they came from.
OPEN = {
    f"t3__{row}__{column}": cell
    for row in ("new_received", "granted", "concluded")
    for column, cell in (("natural_person", BLANK), ("business", BLANK), ("total", Cell(3)))
}
# Of three rows neither an applicant nor the total is known: with zeros they would hold.
_EMPTY = {
    f"t3__{row}__{column}": BLANK
    for row in ("new_received", "granted", "concluded")
    for column in ("natural_person", "total")
}
_BALANCED = {
    f"t3__{row}__{column}": 1
    for row in ("new_received", "granted", "concluded")
    for column in ("other", "total")
}
FAMILY = Family(
    holding={
        "FMT-03": lambda: (CLEAN, CONTEXT),
        "FMT-04": lambda: (CLEAN, CONTEXT),
        "T2-02": lambda: (with_cells(t2__licences__decisions=3), CONTEXT),
        "T2-03": lambda: (with_cells(t2__charges__amount=5), CONTEXT),
        "T2-08": lambda: (CLEAN, CONTEXT),
        "T3-01": lambda: (with_cells(**_BALANCED), CONTEXT),
        "T3-02": lambda: (with_cells(**_BALANCED), CONTEXT),
        "T3-03": lambda: (with_cells(**_BALANCED), CONTEXT),
        "T3-04": lambda: (with_cells(**_BALANCED), CONTEXT),
        "T4-01": lambda: (
            with_cells(t4__reconsideration__total=1, t4__reconsideration__upheld=1),
            CONTEXT,
        ),
        "T4-02": lambda: (CLEAN, CONTEXT),
    },
    broken={
        "FMT-03": lambda: (without_table("t4"), CONTEXT),
        "FMT-04": lambda: (replace(CLEAN, year=2020), CONTEXT),
        "T2-02": lambda: (with_cells(t2__licences__decisions=shown(-1, "-1")), CONTEXT),
        "T2-03": lambda: (
            with_cells(t2__charges__amount=Cell(5, unit="万元", place=Place("5万元"))),
            CONTEXT,
        ),
        "T2-08": lambda: (
            with_cells(t2__rules__issued=Cell(None, "placeholder", place=Place("/"))),
            CONTEXT,
        ),
        "T3-01": lambda: (
            with_cells(t3__new_received__other=1, t3__new_received__total=1),
            CONTEXT,
        ),
        "T3-02": lambda: (with_cells(t3__granted__other=1, t3__granted__total=1), CONTEXT),
        "T3-03": lambda: (with_cells(t3__granted__other=1), CONTEXT),
        "T3-04": lambda: (with_cells(t3__granted__other=shown(-1, "-1")), CONTEXT),
        "T4-01": lambda: (with_cells(t4__reconsideration__total=1), CONTEXT),
        "T4-02": lambda: (
            with_cells(t4__reconsideration__upheld=Cell(None, "missing")),
            CONTEXT,
        ),
    },
    unassessable={
        "FMT-04": lambda: (replace(CLEAN, year=None), CONTEXT),
        "T2-02": lambda: (with_cells(t2__licences__decisions=BLANK), CONTEXT),
        "T2-03": lambda: (with_cells(t2__charges__amount=BLANK), CONTEXT),
        "T2-08": lambda: (without_table("t2"), CONTEXT),
        "T3-01": lambda: (with_cells(**OPEN), CONTEXT),
        "T3-02": lambda: (with_cells(**OPEN), CONTEXT),
        "T3-03": lambda: (with_cells(**_EMPTY), CONTEXT),
        "T3-04": lambda: (with_cells(t3__granted__other=UNREAD), CONTEXT),
        "T4-01": lambda: (without_table("t4"), CONTEXT),
        "T4-02": lambda: (with_cells(t4__reconsideration__upheld=UNREAD), CONTEXT),
    },
    never_unassessable={"FMT-03": "一张表要么找到了，要么没有找到。"},
)
