"""Deadlines of departments and governments."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from gouji.judging.judge import judge
from gouji.report import Report
from gouji.season.submission import Dates
from tests.gouji.judging.reports import CLEAN, CONTEXT, DATES

TOWN = replace(CLEAN, organ="柳荫镇人民政府")
COUNTY = replace(CLEAN, organ="云屏县人民政府")


def late(report: Report, **dates: date | None) -> list[str]:
    context = replace(CONTEXT, key=None, roster=None, dates=replace(DATES, **dates))
    return [f.message for f in judge(report, context).findings if f.rule == "PRC-01"]


@pytest.mark.parametrize("report", [CLEAN, TOWN])
def test_departments_and_towns_have_until_the_end_of_january(report: Report) -> None:
    assert not late(report, submitted=date(2023, 1, 31), published=date(2023, 1, 31))
    (message,) = late(report, submitted=date(2023, 2, 1), published=None)
    assert message.startswith("2023年2月1日才报送，晚于法定期限2023年1月31日")


def test_governments_have_until_the_end_of_march_to_publish() -> None:
    assert not late(COUNTY, submitted=date(2023, 3, 20), published=date(2023, 3, 31))
    assert late(COUNTY, published=date(2023, 4, 1))


def test_what_is_late_is_told_though_the_other_date_is_not_known() -> None:
    context = replace(CONTEXT, dates=Dates(submitted=date(2023, 2, 1)))
    judgement = judge(CLEAN, context)
    assert "PRC-01" in {f.rule for f in judgement.findings}
    assert "不知道发布的日期，无法核对是否在法定期限内。" in {
        u.reason for u in judgement.unassessed
    }
    assert judgement.status == "passed"
