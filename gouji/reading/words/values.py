"""The text of a cell → number, mark and unit. What is no certain number is `unreadable`, never a guess."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import Final

from gouji.form import Kind
from gouji.money import UNITS, Unit
from gouji.reading.words.characters import simplified, visible
from gouji.report import Mark, Number

Value = tuple[Number | None, Mark | None, Unit | None]

_UNREADABLE: Final[Value] = (None, "unreadable", None)
_LONGEST: Final = 60  # characters; a longer text is no value
_MOST_DIGITS: Final = 15  # separators included; so many a JSON number keeps

_PLACEHOLDERS = frozenset(
    {"无", "没有", "未发生", "不适用", "不涉及", "暂无", "空", "n/a", "na", "×", "*", "nil"}
)
_DASHES = re.compile(r"[-‐‑‒–—―─━－﹣/\\／]+$")
# Only full-width ASCII is folded: NFKC would also turn ①, ² and ½ into digits.
FULL_WIDTH: Final = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | {0x3000: 0x20, 0xA0: 0x20, 0x2212: 0x2D}
    # Kangxi radicals stand for ordinary characters: ⽆ for 无.
    | {code: ord(unicodedata.normalize("NFKC", chr(code))) for code in range(0x2F00, 0x2FD6)}
)
_NUMBER = re.compile(
    r"""(?P<sign>[+-]|增加?|减少?)?\s*
        (?P<open>\()?(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?(?(open)\))\s*
        (?P<unit>亿元|亿|万元|万|元)?\s*
        (?P<counter>件次?|条|份|个|项|宗|起|次|人次|例)?[。;]?$""",
    re.VERBOSE | re.ASCII,
)
_ZEROS = frozenset({"零", "〇", "零件", "零元"})
_NEGATIVE = frozenset({"-", "减", "减少"})


def parse_value(text: str, kind: Kind, *, doubtful: bool = False) -> Value:
    """Read one cell. Amounts alone may carry a unit of money; counting words are simply read."""
    if doubtful:
        return _UNREADABLE
    if len(text) > _LONGEST and len(text := visible(text)) > _LONGEST:
        return _UNREADABLE
    return _parsed(text, kind)


@lru_cache(maxsize=4096)
def _parsed(text: str, kind: Kind) -> Value:
    shown = visible(text)
    if not shown:
        return None, "blank", None
    shown = simplified(shown.translate(FULL_WIDTH))
    if shown.casefold().rstrip("。") in _PLACEHOLDERS or _DASHES.fullmatch(shown):
        return None, "placeholder", None
    if shown in _ZEROS:
        return 0, None, None
    match = _NUMBER.match(shown)
    if not match or (match["unit"] and kind != "amount"):
        return _UNREADABLE
    in_brackets = match["open"] and not match["sign"]  # (3): a note, or an accountant's minus
    if in_brackets or len(match["digits"]) > _MOST_DIGITS:
        return _UNREADABLE
    return _number(match), None, UNITS.get(match["unit"] or "")


def _number(match: re.Match[str]) -> Number:
    number = Decimal(match["digits"].replace(",", "") + (match["fraction"] or ""))
    if match["sign"] in _NEGATIVE:
        number = -number
    return int(number) if number == number.to_integral_value() else number


def looks_like_value(text: str) -> bool:
    """Whether a piece of running text can be a table's value: a number or a placeholder."""
    return parse_value(text, "amount")[1] in {None, "placeholder"}
