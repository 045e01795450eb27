"""Whole and decimal numbers as Chinese text writes them: 1,234 · 12.5 · 四十二 · 一百零三 · 二〇二三."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

ONE_TO_TEN: Final = "一二三四五六七八九十"
ZEROS: Final = "零〇○"
_DIGITS: Final = {
    **{ch: value for value, ch in enumerate("零一二三四五六七八九")},
    **dict.fromkeys(ZEROS, 0),
    "两": 2,
}
_POWERS: Final = {"十": 10, "百": 100, "千": 1000}
_MYRIAD: Final = 10_000
_ARABIC: Final = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_SPOKEN: Final = re.compile("[百千万][一二三四五六七八九两]$")
_LONGEST: Final = 20  # characters; no count or amount of a report has as many


def number_of(text: str) -> int | Decimal | None:
    """The number that a numeral writes, below 一亿 where it is Chinese; None where it is none, or too long to be one.

    Nor is one that speech cuts short (一百五 for 150): whoever writes 105 writes 一百零五.
    """
    if not text or len(text) > _LONGEST:
        return None
    if text[0].isdecimal():
        if not _ARABIC.fullmatch(text):
            return None
        plain = text.replace(",", "")
        return Decimal(plain) if "." in plain else int(plain)
    if len(text) > 1 and all(ch in _DIGITS for ch in text):
        return int("".join(str(_DIGITS[ch]) for ch in text))
    high, myriad, low = text.rpartition("万")
    if (myriad and not high) or _SPOKEN.search(text):
        return None
    upper, lower = _below_myriad(high), _below_myriad(low)
    return None if upper is None or lower is None else upper * _MYRIAD + lower


def _below_myriad(text: str) -> int | None:
    total, digit, least = 0, None, _MYRIAD
    for ch in text:
        power = _POWERS.get(ch, least)
        if power < least:
            total += (1 if digit is None else digit) * power
            digit, least = None, power
        elif ch in _DIGITS and not digit:
            digit = _DIGITS[ch]
        else:
            return None
    return total + (digit or 0)


def chinese(number: int) -> str:
    """A number from 0 to 99,999,999 as a Chinese numeral: 十二, 一百零三, 一万二千."""
    high, low = divmod(number, _MYRIAD)
    if not 0 <= high < _MYRIAD:
        raise ValueError(number)
    if not high:
        return _thousands(low).removeprefix("一") if low in range(10, 20) else _thousands(low)
    gap = "零" if 0 < low < _MYRIAD // 10 else ""
    return f"{chinese(high)}万{gap}{_thousands(low) if low else ''}"


def _thousands(number: int) -> str:
    text, rest = "", number
    for name, power in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, rest = divmod(rest, power)
        if digit:
            text += "零一二三四五六七八九"[digit] + name
        elif text and rest and not text.endswith("零"):
            text += "零"
    return text or "零"
