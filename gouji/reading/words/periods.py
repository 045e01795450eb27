"""Words that say of which year a row, a column or a label is: 2022年, 本年度, 上年同期."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

from gouji.reading.words.characters import fold, plain
from gouji.text import lazy_pattern, squeezed

# A year as printed; the report's own; one before it, or a change since; a sum of several.
Period = int | Literal["this", "other", "sum"]

_THIS: Final = r"本报告年度?|本年度?|今年度?|当年度?|本期|年末|期末"
_OTHER: Final = r"(?:上一?年度?|去年度?|前一?年度?|往年|历年|上期|年初|期初)(?:同期|末|底)?|同期"
_YEAR: Final = r"20\d\d年度?"
_NAMED: Final = rf"(?:(?P<year>{_YEAR})|(?P<this>{_THIS})|(?P<other>{_OTHER}))"
_HEAD: Final = lazy_pattern(rf"{_NAMED}的?")
_TAIL: Final = lazy_pattern(rf"{_NAMED}$")
_WHOLE: Final = lazy_pattern(
    rf"{_NAMED}(?:1?月?至?12月)?(?:发生|实际|完成)?(?:数据?|数量|件数|情况|值|合计|总计|小计)?"
    r"|(?P<change>同比(?:增减|增长|变化)?率?|比?(?:上年|去年)(?:同期)?(?:增减|增长)率?|环比)"
    r"|(?P<sum>合计|总计|小计|累计|总和)"
)
# In a name; not in a date, nor in a longer number.
_IN_NAME: Final = lazy_pattern(
    r"(?<!\d)(?P<year>20[0-4]\d)(?!\d|[年./-]\d{1,2}[月./-])|(?P<this>[本今当]年)|(?P<other>[上去前]一?年(?!结转))"
)
_HANDED_IN: Final = lazy_pattern("[填上申]报|报送|制表|发布|更新|打印|审核|公布")
_BARE: Final = lazy_pattern(r"20[0-4]\d")


def period_of(text: str) -> Period | None:
    """What a cell names that says a period and nothing else; None for any other text, a bare number too."""
    return None if text.isascii() else _period_of(text)


def year_of(text: str) -> Period | None:
    """`period_of`, of a cell that stands where no figure can stand: a bare 2022 is a year there."""
    shown = text.strip()
    return int(shown) if _BARE.fullmatch(shown) else period_of(text)


@lru_cache(maxsize=64)
def period_in_name(name: str) -> Period | None:
    """The one period that a sheet's name says its figures are of: 2021年表三, 表3（上年）."""
    bare = squeezed(plain(name))
    said = {_period(match) for match in _IN_NAME.finditer(bare)}
    return said.pop() if len(said) == 1 and not _HANDED_IN.search(bare) else None


@lru_cache(maxsize=1024)
def _period_of(text: str) -> Period | None:
    folded = fold(text)
    match = _WHOLE.fullmatch(folded) if len(folded) <= _LONGEST else None
    if match is None:
        return None
    if match["sum"]:
        return "sum"
    return "other" if match["change"] else _period(match)


_LONGEST: Final = 16  # characters of a folded text that names a period and nothing else


def parted(folded: str) -> tuple[Period | None, str]:
    """The period that a folded label begins or ends with, and the rest of the label."""
    if match := _HEAD.match(folded):
        return _period(match), folded[match.end() :]
    if match := _TAIL.search(folded):
        return _period(match), folded[: match.start()]
    return None, folded


def _period(match: re.Match[str]) -> Period:
    if match["year"]:
        return int(match["year"][:4])
    return "this" if match["this"] else "other"


def is_of(period: Period | None, year: int | None) -> bool:
    """Whether a period is the report's year."""
    return period == "this" or (year is not None and period == year)
