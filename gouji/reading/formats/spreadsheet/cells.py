"""The cells of a sheet as they are shown, whatever kind of file it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from gouji.reading.formats.spreadsheet.number_formats import general, shown
from gouji.reading.runs import Run

Spot = tuple[int, int]  # 1-based row and column

DAMAGED: Final = "电子表格已损坏，打不开，请用 Excel 或 WPS 打开原件、另存为 .xlsx 后重新报送。"
_DATES = re.compile(r"[ymdhs]", re.IGNORECASE)
_BESIDE_DATES = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|general', re.IGNORECASE)
_SHORT: Final = 20  # characters of a number
_DAY_0 = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's dates have no zone
_DAYS_TO_1904: Final = 1462


@dataclass(slots=True)
class Sheet:
    """One sheet: its texts by place, the places that are doubtful, rows and columns that are not shown, merged cells
    by their corners, how many comments are open, and its name.
    """

    texts: dict[Spot, str] = field(default_factory=dict)
    doubtful: set[Spot] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[Spot, Spot]] = field(default_factory=list)
    comments: int = 0
    name: str = ""


def number_as_shown(value: str, code: str, *, zeros: bool, since_1904: bool) -> Run:
    """The text of a number in its format; one that is shown in a way not worked out is doubtful."""
    # Most numbers come again and again; only short ones are kept in mind.
    shown_as = _known if len(value) <= _SHORT else _worked_out
    return shown_as(value, code, zeros, since_1904)


def _worked_out(value: str, code: str, zeros: bool, since_1904: bool) -> Run:
    try:
        number = float(value)
    except ValueError:
        return Run(value, doubtful=True)
    if number == 0 and not zeros:
        return Run("")
    if _DATES.search(_BESIDE_DATES.sub("", code)):
        text = _date(number, since_1904=since_1904)
    else:
        text = shown(number, code) if code else general(number)
    return Run(value, doubtful=True) if text is None else Run(text)


_known = lru_cache(maxsize=4096)(_worked_out)


def _date(days: float, *, since_1904: bool) -> str | None:
    """A date; how it is written is not worked out."""
    try:
        found = _DAY_0 + timedelta(days=days + _DAYS_TO_1904 * since_1904)
    except (ValueError, OverflowError):
        return None
    return found.isoformat(" ", "seconds").removesuffix(" 00:00:00")
