"""Amounts of money: the units in which reports print them, and their conversion."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, Literal

Unit = Literal["元", "万元", "亿元"]

# How units are printed; without 元 a number before 万 or 亿 is one of 元 all the same.
UNITS: Final[Mapping[str, Unit]] = {
    "元": "元",
    "万元": "万元",
    "万": "万元",
    "亿元": "亿元",
    "亿": "亿元",
}
_IN_WAN: Final[Mapping[Unit, Decimal]] = {
    "元": Decimal("0.0001"),
    "万元": Decimal(1),
    "亿元": Decimal(10000),
}


def in_wan(amount: int | Decimal, unit: Unit) -> Decimal:
    """The amount in 万元, exactly."""
    return Decimal(amount) * _IN_WAN[unit]
