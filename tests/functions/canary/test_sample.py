from __future__ import annotations

from datetime import date

import pytest

from functions.canary import sample
from gouji.judging.context import Context
from gouji.judging.judge import judge
from gouji.reading.read import read
from gouji.result import counts, result_of


@pytest.mark.parametrize("month", range(1, 13))
def test_sample_of_each_month_has_its_one_error_wherever_it_is_checked(month: int) -> None:
    day = date(2026, month, 15)
    place = sample.place_of(day)
    report = read(sample.report_of(day), key=place)
    result = result_of("sample", report, judge(report, Context(key=place)))
    assert result.status == sample.STATE
    assert counts(result).errors == sample.ERRORS
    assert {f.rule for f in result.findings if f.severity == "error"} == {"T4-01"}
    assert sample.key_of(day).split("/")[:3] == [place.office, str(place.year), place.organ]
