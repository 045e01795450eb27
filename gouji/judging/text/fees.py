"""The text of section six → the fees that it says were received, and amounts without a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from gouji.judging.text.lexicon.fees import FEE, NOT_RECEIVED, RECEIVED, WITHOUT_UNIT
from gouji.judging.text.quantities import MONEY, Quantity, quantities

_CLAUSE: Final = re.compile(r"[^。;]+")
_PHRASE: Final = re.compile(r"[,、(]")
_BACK: Final = 100  # characters before an amount in which it is said what it is
_NEAR: Final = 500  # characters on either side of a place in which its sentence begins and ends


def fees_named(paragraph: str) -> bool:
    """Whether a normalized paragraph names the fee."""
    return FEE.occur(paragraph)


def fees_received(paragraph: str) -> Iterator[Quantity]:
    """The amounts of money that are said to have been received as 信息处理费."""
    for clause in _CLAUSE.finditer(paragraph):
        if FEE.occur(clause[0]):
            for amount in _received(clause[0]):
                start, end = clause.start() + amount.start, clause.start() + amount.end
                yield replace(amount, start=start, end=end)


def _received(clause: str) -> Iterator[Quantity]:
    for amount in quantities(clause):
        phrase = _PHRASE.split(clause[max(amount.start - _BACK, 0) : amount.start])[-1]
        if amount.unit not in MONEY or NOT_RECEIVED.occur(phrase):
            continue
        if RECEIVED.occur(phrase) or FEE.occur(phrase):
            yield amount


def without_unit(paragraph: str) -> Iterator[int]:
    """Where amounts stand that have no unit."""
    for found in WITHOUT_UNIT.each(paragraph):
        yield found.match.start("number")


def sentence_at(paragraph: str, at: int) -> str:
    """The sentence in which a place stands."""
    low, high = max(at - _NEAR, 0), min(at + _NEAR, len(paragraph))
    start, end = paragraph.rfind("。", low, at), paragraph.find("。", at, high)
    return paragraph[start + 1 if start >= 0 else low : end if end >= 0 else high]
