"""Numbers as they are told, and whether exact ones are the same: 2764.2万, 2.45万余, 约30."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from msgspec import Struct

from gouji.judging.text.quantities import MONEY, Quantity
from gouji.money import UNITS, in_wan
from gouji.report import Number

_TIMES: Final = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_ROUGHLY: Final = Decimal("0.05")
_MORE: Final = frozenset("余多几")
_ABOUT: Final = frozenset("大约近超逾达")


class Rounded(Struct, frozen=True):
    """A number with the value of its last place. `more`: 余, 多. `about`: 约, 近, 超过."""

    value: Decimal
    place: Decimal
    more: bool = False
    about: bool = False

    def is_told_of(self, value: Decimal, place: Decimal) -> bool:
        """Whether it tells a number: the coarser of both is the other one, rounded or cut off."""
        if self.about:
            return abs(value - self.value) <= max(self.place, self.value * _ROUGHLY)
        if self.more:
            return self.value <= value < self.value + self.place
        if self.place == place:
            return self.value == value
        coarse, fine = (self.value, value) if self.place > place else (value, self.value)
        last = max(self.place, place)
        return coarse - last / 2 <= fine < coarse + last


def rounded(quantity: Quantity, text: str) -> Rounded:
    """A quantity of a text; an amount of money in 万元."""
    number, times = Decimal(quantity.number), _TIMES.get(quantity.unit, Decimal(1))
    value, place = number * times, last_place(quantity.number) * times
    said = text[quantity.start : quantity.end + 1]
    more = not quantity.exact and not _MORE.isdisjoint(said)
    about = not quantity.exact and said[0] in _ABOUT
    if (more or about) and place == 1:
        place = _zeros(value)
    if quantity.unit in MONEY:
        unit = UNITS[quantity.unit]
        value, place = in_wan(value, unit), in_wan(place, unit)
    return Rounded(value, place, more, about)


def last_place(number: Number) -> Decimal:
    """The value of the last place that is printed: 0.1 of 258.5."""
    exponent = Decimal(number).as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _zeros(value: Decimal) -> Decimal:
    """The value of the last place that is no 0: 100 of 1,200."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(max(exponent, 0) if isinstance(exponent, int) else 0)
