from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.dates import DATE, YEAR, iso_date, spoken, year_of
from gouji.numerals import chinese

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def _in_chinese(day: date) -> str:
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    return f"{year}年{chinese(day.month)}月{chinese(day.day)}日"


@pytest.mark.parametrize(
    "write",
    [
        spoken,
        date.isoformat,
        _in_chinese,
        lambda day: f"{day.year}.{day.month}.{day.day}",
        lambda day: f"{day.year}/{day.month:02}/{day.day}",
    ],
)
@given(day=DAYS)
def test_written_day_is_read_back(write: Callable[[date], str], day: date) -> None:
    assert re.fullmatch(DATE, write(day))
    assert iso_date(write(day)) == day.isoformat()


@pytest.mark.parametrize("text", ["", "2023年", "编于2023年1月8日"])
def test_what_is_no_day_is_no_date(text: str) -> None:
    assert not re.fullmatch(DATE, text)


def test_month_that_no_year_has_is_no_date() -> None:
    assert iso_date("2023年13月1日") is None


def test_day_that_its_month_lacks_is_kept_as_printed() -> None:
    assert iso_date("2023年2月30日") == "2023-02-30"
    assert iso_date("2023年2月32日") is None
    assert spoken("2023-02-30") == "2023年2月30日"


@pytest.mark.parametrize("text", ["2022", "二〇二二", "二○二二", "二O二二", "2〇二二", "二零二二"])
def test_year_is_read_however_its_zero_is_typed(text: str) -> None:
    assert re.fullmatch(YEAR, text)
    assert year_of(text) == 2022
