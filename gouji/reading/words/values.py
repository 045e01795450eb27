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
from gouji.text import lazy_pattern

Value = tuple[Number | None, Mark | None, Unit | None]

_UNREADABLE: Final[Value] = (None, "unreadable", None)
_LONGEST: Final = 60  # characters; a longer text is no value
_MOST_DIGITS: Final = 15  # separators included; so many a JSON number keeps

_PLACEHOLDERS = frozenset(
    {
        "无",
        "没有",
        "未发生",
        "没有发生",
        "不适用",
        "不涉及",
        "未涉及",
        "暂无",
        "空",
        "空白",
        "无数据",
    }
    | {"无此项", "无此类", "无此情况", "无此类情况", "n/a", "na", "×", "*", "nil", "none"}
)
_DASHES = lazy_pattern(r"[-‐‑‒–—―─━－﹣/\\／⁄∕╱╲_﹍﹎﹏~]+(?:\s+[-‐‑‒–—―─━－﹣/\\／_]+)*$")
# Only full-width ASCII is folded: NFKC would also turn ①, ² and ½ into digits.
FULL_WIDTH: Final = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | {0x3000: 0x20, 0xA0: 0x20, 0x2212: 0x2D}
    # Kangxi radicals stand for ordinary characters: ⽆ for 无.
    | {code: ord(unicodedata.normalize("NFKC", chr(code))) for code in range(0x2F00, 0x2FD6)}
)
# What counts requests, documents and cases: 件, 件次, 件（次）, 人次, 笔.
COUNTER: Final = r"[件条份个项宗起次例笔部人名户家批篇桩张本封](?:次|\(次\)|/次)?"
_MONEY: Final = "亿元|亿|万元|万|元"
_NUMBER = lazy_pattern(
    rf"""(?P<sign>[+-]|增加?|减少?)?\s*(?P<currency>人民币|[¥￥])?\s*
        (?P<open>\()?(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+)(?P<fraction>\.\d+)?(?(open)\))\s*
        (?:(?P<unit>{_MONEY})整?|\((?P<noted>{_MONEY})\)|(?P<counter>{COUNTER}|\({COUNTER}\)))?[。;]?$""",
    re.VERBOSE | re.ASCII,
)
# A dash on a line of its own may be another cell's placeholder.
_SIGN_ABOVE = lazy_pattern(r"\s*[-－−]\s*\n")
_ZERO = lazy_pattern(rf"(?:0|[零〇])(?:{COUNTER}|{_MONEY})?(?:\((?:无|零|0)\))?|无\((?:0|零)\)")
_KINDS: Final[tuple[Kind, ...]] = ("signed", "amount")  # together they take all that any kind does
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
    if _is_placeholder(shown):
        return None, "placeholder", None
    match = _NUMBER.match(shown)
    if match and _is_certain(match, kind) and not _SIGN_ABOVE.match(text):
        return _number(match), None, _unit(match)
    return (0, None, None) if _ZERO.fullmatch(shown) else _UNREADABLE


def _is_placeholder(shown: str) -> bool:
    bare = shown.casefold().rstrip("。")
    if bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1].strip()
    return bare in _PLACEHOLDERS or _DASHES.fullmatch(bare) is not None


def _is_certain(match: re.Match[str], kind: Kind) -> bool:
    """Whether a number can stand in a cell of this kind: 3件 is no amount, 3万 no count, 增3 a change only."""
    if match["open"] and not match["sign"]:
        return False  # (3): a note, or an accountant's minus
    if match["sign"] not in {None, "-"} and kind != "signed":
        return False
    other = match["counter"] if kind == "amount" else _unit(match) or match["currency"]
    return not other and len(match["digits"]) <= _MOST_DIGITS


def _unit(match: re.Match[str]) -> Unit | None:
    """The unit of money beside a number; a sign of currency alone stands for 元."""
    printed = match["unit"] or match["noted"]
    return UNITS[printed] if printed else ("元" if match["currency"] else None)


def _number(match: re.Match[str]) -> Number:
    number = Decimal(match["digits"].replace(",", "") + (match["fraction"] or ""))
    if match["sign"] in _NEGATIVE:
        number = -number
    return int(number) if number == number.to_integral_value() else number


def looks_like_value(text: str) -> bool:
    """Whether a piece of running text can be a table's value: a number or a placeholder."""
    return any(parse_value(text, kind)[1] in {None, "placeholder"} for kind in _KINDS)
