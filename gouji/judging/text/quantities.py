"""Numbers with their units in running Chinese text: 42件, 1,234件, 四十二件, 12.5%, 300元."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from msgspec import Struct

from gouji.money import UNITS
from gouji.numerals import number_of
from gouji.text import lazy_pattern

COUNTING: Final = frozenset(("", *"件条份个宗起例项次部人篇"))
MONEY: Final = frozenset(UNITS.values())
# 第二十条 counts nothing, nor does 20个工作日, “一件事” or 一次性告知.
_QUANTITY: Final = lazy_pattern(
    r"(?!(?<=数)[十百千万])(?<![\d.第每几〔零〇一二两三四五六七八九十百千万])(?<!\d,)"
    r"(?P<about>大约|约|近|超过|逾|超|达到?近)?"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?|[零〇一二两三四五六七八九十][零〇一二两三四五六七八九十百千万]*)"
    r"(?P<more>余|多|几)?"
    r"(?P<unit>万元|亿元|元|%|‰"
    r"|件次?(?![事套性])|条(?!例)|份(?!额)|个(?![工月自百小季])|宗(?!旨)|人次|起(?!诉(?!讼))|例|项|篇|次(?!性)|部(?!分|门)"
    r"|(?=,(?!\d)|[;。、)]|$)|[万亿](?=[件条份个宗起例项次部余多]))"
)


class Quantity(Struct, frozen=True):
    """A number in a text. `unit` is empty where none stands there; `exact` is False of 约30件 and 280余条."""

    number: int | Decimal
    unit: str
    exact: bool
    start: int
    end: int

    @property
    def counts(self) -> bool:
        """Whether it is an exact whole number of things, with a counting word or none."""
        return self.exact and isinstance(self.number, int) and self.unit[:1] in COUNTING


def quantities(text: str) -> Iterator[Quantity]:
    """Every number that has a unit or ends its phrase, in order."""
    for match in _QUANTITY.finditer(text):
        number = number_of(match["number"])
        unit = match["unit"]
        if number is None or (match["number"] == "一" and unit in {"起", ""}):
            continue  # 一起, 之一
        if match["number"] == "一" and (
            unit == "次" or text[match.start() - 1 : match.start()] == "无"
        ):
            continue  # 一次申请, 无一例
        if not unit and not match["number"][0].isdecimal():
            continue
        exact = not (match["about"] or match["more"] or unit in {"万", "亿"})
        yield Quantity(number, unit, exact, match.start(), match.end())
