"""Table 4 beside table 3 and last year's report: disputes need something before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from gouji.judging.case import Case, Check, Outcome, finding, unassessed
from gouji.judging.rules.previous import last_year, why_not_last_year
from gouji.judging.values import lacking as lacking_of
from gouji.judging.values import shown
from gouji.report import CellId, Number

_RECONSIDERATION: Final = "t4.reconsideration.total"
_AFTER: Final = "t4.litigation_after_reconsideration.total"
_TOTALS: Final = (_RECONSIDERATION, "t4.litigation_direct.total", _AFTER)
_REQUESTS: Final = ("t3.new_received.total", "t3.carried_in.total")


def check_after_reconsideration(case: Case) -> Iterator[Outcome]:
    """T4-03: litigation after reconsideration needs reconsiderations, this year or last."""
    after, here = case.value(_AFTER), case.value(_RECONSIDERATION)
    if after is None or (after > 0 and here is None):
        yield lacking_of(case, "T4-03", _unknown_of(case, (_AFTER, _RECONSIDERATION)))
    elif after > 0 and here == 0:
        last = _last_year(case, (_RECONSIDERATION,))
        if last is None:
            yield _unknown(case, "T4-03")
        elif last == 0:
            message = (
                f"{shown(case, _AFTER)}，而本年和上年都没有行政复议案件，请核对是否应当填入"
                "“未经复议直接起诉”，或漏填了行政复议。"
            )
            yield finding("T4-03", (_AFTER, _RECONSIDERATION), message)


def check_disputes_without_requests(case: Case) -> Iterator[Outcome]:
    """T4-04: disputes though there was no request, this year or last."""
    disputes = [case.value(cell) for cell in _TOTALS]
    requests = [case.value(cell) for cell in _REQUESTS]
    if (not any(disputes) and None not in disputes) or any(requests):
        return
    if None in disputes or None in requests:
        yield lacking_of(case, "T4-04", _unknown_of(case, (*_TOTALS, *_REQUESTS)))
        return
    last = _last_year(case, _REQUESTS)
    if last is None:
        yield _unknown(case, "T4-04")
    elif last == 0:
        named = "，".join(shown(case, cell) for cell in _TOTALS if case.value(cell))
        message = f"{named}，而表三本年和上年都没有申请，请核对是否由主动公开引起，或漏填了申请。"
        yield finding("T4-04", _TOTALS, message)


CHECKS: Final[tuple[Check, ...]] = (check_after_reconsideration, check_disputes_without_requests)


def _last_year(case: Case, cells: Sequence[CellId]) -> Number | None:
    """The sum of cells of last year's report; None where it or one of them is not known and the others are 0."""
    previous = last_year(case)
    if previous is None:
        return None
    values = [previous.cells[cell].value if cell in previous.cells else None for cell in cells]
    known = sum(value for value in values if value is not None)
    return None if known == 0 and None in values else known


def _unknown(case: Case, rule: str) -> Outcome:
    reason = why_not_last_year(case) or "上年度报告的有关格没有可用的数字，无法核对。"
    return unassessed(rule, reason)


def _unknown_of(case: Case, cells: Sequence[CellId]) -> list[CellId]:
    return [cell for cell in cells if case.value(cell) is None]
