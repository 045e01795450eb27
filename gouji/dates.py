"""Years and dates in Chinese text: 2023年1月8日, 2023-1-8, 二〇二三年一月八日; ISO dates and how they are said.

Text is taken as it is searched: NFKC, without spaces.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from gouji.numerals import number_of

# Regular expressions to be built into others; none has groups. 〇 is typed as a letter, too.
YEAR: Final = r"(?:20\d\d|[二2][〇○零Oo0][〇○零Oo0一二三四五六七八九]{2})"
DATE: Final = (
    r"(?:20\d\d年\d{1,2}月\d{1,2}日|20\d\d[-./]\d{1,2}[-./]\d{1,2}"
    r"|[二〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
)
_SIGNS: Final = re.compile(r"[年月日./-]")
_DIGITS: Final = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")


def year_of(text: str) -> int:
    """The number of a year that matches `YEAR`."""
    return int(text.translate(_DIGITS))


def iso_date(text: str) -> str | None:
    """A date that matches `DATE` → 2023-01-28; None where there is no such month, or no month has such a day.

    A day that only this month lacks (2月30日) is kept: it is what the text says.
    """
    year, month, day = _SIGNS.split(text)[:3]
    return _iso(year_of(year), number_of(month), number_of(day))


def _iso(year: int, month: object, day: object) -> str | None:
    if isinstance(month, int) and isinstance(day, int) and 1 <= month <= 12 and 1 <= day <= 31:
        return f"{year}-{month:02}-{day:02}"
    return None


def spoken(day: date | str) -> str:
    """A day, or an ISO date as printed → 2023年1月8日."""
    year, month, of_month = (day if isinstance(day, str) else day.isoformat()).split("-")
    return f"{int(year)}年{int(month)}月{int(of_month)}日"
