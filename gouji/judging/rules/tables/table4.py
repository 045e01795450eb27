"""Table 4 beside table 3 and last year's report: disputes need something before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from gouji.facts.base import Reason
from gouji.facts.table4 import DisputesWithoutRequests, NoReconsideration, PreviousWithoutNumbers
from gouji.judging.case import Case
from gouji.judging.last_year import last_year
from gouji.judging.rule import (
    DEFINITION,
    NotAssessed,
    Outcome,
    Violated,
    rule,
)
from gouji.judging.values import cells_of, figure, figures, without_numbers
from gouji.report import CellId, Number

_RECONSIDERATION: Final = "t4.reconsideration.total"
_AFTER: Final = "t4.litigation_after_reconsideration.total"
_TOTALS: Final = (_RECONSIDERATION, "t4.litigation_direct.total", _AFTER)
_REQUESTS: Final = ("t3.new_received.total", "t3.carried_in.total")


@rule(
    "T4-03",
    "复议后起诉需有复议",
    "有复议后起诉的案件，本年或上年应有行政复议案件。",
    "note",
    basis=(DEFINITION,),
)
def after_reconsideration(case: Case) -> Iterator[Outcome]:
    """Litigation after reconsideration needs reconsiderations, this year or last."""
    after, here = case.value(_AFTER), case.value(_RECONSIDERATION)
    if after is None or (after > 0 and here is None):
        yield without_numbers(case, _unknown(case, (_AFTER, _RECONSIDERATION)))
    elif after > 0 and here == 0:
        last = _of_last_year(case, (_RECONSIDERATION,))
        if isinstance(last, Reason):
            yield NotAssessed(last)
        elif last == 0:
            facts = NoReconsideration(after_reconsideration=figure(case, _AFTER))
            yield Violated(facts, (_AFTER, _RECONSIDERATION))


@rule(
    "T4-04",
    "有争议而无申请",
    "本年和上年都没有申请而有复议、诉讼的，请核对。",
    "note",
    basis=(DEFINITION,),
)
def disputes_without_requests(case: Case) -> Iterator[Outcome]:
    """Disputes though there was no request, this year or last."""
    disputes = [case.value(cell) for cell in _TOTALS]
    requests = [case.value(cell) for cell in _REQUESTS]
    if (not any(disputes) and None not in disputes) or any(requests):
        return
    if None in disputes or None in requests:
        yield without_numbers(case, _unknown(case, (*_TOTALS, *_REQUESTS)))
        return
    last = _of_last_year(case, _REQUESTS)
    if isinstance(last, Reason):
        yield NotAssessed(last)
    elif last == 0:
        there = figures(case, (cell for cell in _TOTALS if case.value(cell)))
        yield Violated(DisputesWithoutRequests(disputes=there), _TOTALS)


def _of_last_year(case: Case, cells: Sequence[CellId]) -> Number | Reason:
    """The sum of cells of last year's report, or why it is not known: one has no number, and the others are 0."""
    earlier = last_year(case)
    if isinstance(earlier, Reason):
        return earlier
    found = [earlier.cells[cell].value if cell in earlier.cells else None for cell in cells]
    known = sum(value for value in found if value is not None)
    if known == 0 and None in found:
        return PreviousWithoutNumbers(cells=cells_of(earlier, cells))
    return known


def _unknown(case: Case, cells: Sequence[CellId]) -> list[CellId]:
    return [cell for cell in cells if case.value(cell) is None]
