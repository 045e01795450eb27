"""Disputes beside requests and last year's report."""

from __future__ import annotations

from msgspec.structs import replace

from gouji.report import Report
from tests.gouji.judging.cases import Family
from tests.gouji.judging.reports import BLANK, CONTEXT, PREVIOUS, Given, with_cells

_AFTER = with_cells(
    t4__litigation_after_reconsideration__upheld=1, t4__litigation_after_reconsideration__total=1
)
_LAST_YEAR = with_cells(PREVIOUS, t4__reconsideration__total=1, t3__new_received__total=2)


def _given(previous: Report | None = PREVIOUS) -> Given:
    return _AFTER, replace(CONTEXT, previous=previous)


FAMILY = Family(
    holding={
        "T4-03": lambda: _given(previous=_LAST_YEAR),
        "T4-04": lambda: _given(previous=_LAST_YEAR),
    },
    broken={"T4-03": _given, "T4-04": _given},
    further=(lambda: _given(previous=with_cells(PREVIOUS, t4__reconsideration__total=BLANK)),),
    unassessable={
        "T4-03": lambda: _given(previous=None),
        "T4-04": lambda: _given(previous=replace(PREVIOUS, year=2019)),
    },
)
