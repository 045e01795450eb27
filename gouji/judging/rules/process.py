"""When a report was handed in, published, cleared and mended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from gouji.judging.case import Case, Check, Outcome, finding, unassessed
from gouji.judging.context import Dates
from gouji.judging.roster import is_government

_RULES: Final = ("PRC-01", "PRC-02", "PRC-03", "PRC-04")
_NO_DATES: Final = "没有报送和发布的日期，无法核对。"


def check_dates(case: Case) -> Iterator[Outcome]:
    """PRC-01 to PRC-04, as far as the dates are known."""
    dates = case.context.dates
    if dates is None:
        reason = case.context.lacking.get("dates", _NO_DATES)
        yield from (unassessed(rule, reason) for rule in _RULES)
        return
    yield from _check_statutory(case, dates)
    yield from _check_local(case, dates)
    yield from _check_cleared(dates)
    yield from _check_mended(dates)


def _check_statutory(case: Case, dates: Dates) -> Iterator[Outcome]:
    """PRC-01: a department's report by 31 January, a government's published by 31 March."""
    year = case.report.year
    if year is None:
        yield unassessed("PRC-01", "没有找到报告年度，不知道法定期限，无法核对。")
        return
    if is_government(case):
        deadline, happened = date(year + 1, 3, 31), {"发布": dates.published}
    else:
        deadline = date(year + 1, 1, 31)
        happened = {"报送": dates.submitted, "发布": dates.published}
    for what, on in happened.items():
        if on is not None and on > deadline:
            message = f"{_day(on)}才{what}，晚于法定期限{_day(deadline)}，请查明原因，并记入考核。"
            yield finding("PRC-01", (), message)
    unknown = [what for what, on in happened.items() if on is None]
    if unknown:
        yield unassessed("PRC-01", f"不知道{'和'.join(unknown)}的日期，无法核对是否在法定期限内。")


def _check_local(case: Case, dates: Dates) -> Iterator[Outcome]:
    """PRC-02: handed in by the date that the office set."""
    if dates.local_deadline is None:
        reason = case.context.lacking.get("settings", "没有设定本地的报送期限，无法核对。")
        yield unassessed("PRC-02", reason)
    elif dates.submitted is None:
        yield unassessed("PRC-02", "不知道报送的日期，无法核对是否在本地期限内。")
    elif dates.submitted > dates.local_deadline:
        message = f"{_day(dates.submitted)}才报送，晚于本地规定的{_day(dates.local_deadline)}。"
        yield finding("PRC-02", (), message)


def _check_cleared(dates: Dates) -> Iterator[Outcome]:
    """PRC-03: published once it was cleared."""
    if dates.published is None or dates.cleared is None:
        yield unassessed("PRC-03", "不知道审核通过和发布的日期，无法核对是否先审后发。")
    elif dates.published < dates.cleared:
        message = (
            f"{_day(dates.published)}就已发布，而审核到{_day(dates.cleared)}才通过，应当先审后发。"
        )
        yield finding("PRC-03", (), message)


def _check_mended(dates: Dates) -> Iterator[Outcome]:
    """PRC-04: what was returned came back in time."""
    if dates.returned_until is None:
        yield unassessed("PRC-04", "没有退回修改的记录，无法核对是否按期修改。")
    elif dates.resubmitted is None:
        yield unassessed("PRC-04", "不知道退回之后重新报送的日期，无法核对是否按期修改。")
    elif dates.resubmitted > dates.returned_until:
        message = (
            f"退回后应当在{_day(dates.returned_until)}前修改，{_day(dates.resubmitted)}才重新报送。"
        )
        yield finding("PRC-04", (), message)


CHECKS: Final[tuple[Check, ...]] = (check_dates,)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
