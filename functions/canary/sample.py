"""The sample: a report of ours with one figure that does not add up, and what must be found of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from gouji.report import Key

OFFICE: Final = "canary"
# Of the report itself. That season is over: nobody is sent a digest of it, or reminded.
YEAR: Final = 2022
STATE: Final = "flagged"
ERRORS: Final = 1
_ORGAN: Final = "〔机关〕"  # as it stands in the sample
_MONTHS: Final = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


def place_of(day: date) -> Key:
    """Where a day's sample is handed in: an organ a month, so that none has hundreds of uploads to be read."""
    return Key(OFFICE, YEAR, f"云坪区{_MONTHS[day.month - 1]}月试报中心")


def key_of(day: date) -> str:
    """The key of a day's sample in the bucket of uploads."""
    place = place_of(day)
    return f"{place.office}/{place.year}/{place.organ}/{day.isoformat()}.txt"


def report_of(day: date) -> bytes:
    """The sample of a day."""
    text = Path(__file__).with_name("report.txt").read_text(encoding="utf-8")
    return text.replace(_ORGAN, place_of(day).organ).encode()
