"""Which way up a page is: along which edge its lines of text run, and which way its words can be read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from gouji.form import REPORT_NAME
from gouji.reading.scans.page import ScannedPage
from gouji.reading.scans.recogniser import Recogniser
from gouji.reading.words.labels import VOCABULARY
from gouji.report import Box

_SAMPLE: Final = 16  # lines by which a page's direction is judged
_LINE: Final = (6.0, 24.0)  # points; the height of one line of text
_SAMPLE_WIDTH: Final = 120.0  # points
_WIDE: Final = (12.0, 1.5)  # points, and times its height: a line of several characters
_CLEARLY: Final = 1.5  # times as many such lines along one edge as along the other
_ENOUGH: Final = 6  # pairs of characters as the form has them: so many are no chance
_PAIRS: Final = frozenset(
    one + other
    for label in (*VOCABULARY, REPORT_NAME)
    for one, other in pairwise(label)
    if one > "一" and other > "一"  # digits, marks and strokes look alike however they lie
)


def upright(page: ScannedPage, recogniser: Recogniser) -> ScannedPage:
    """The page turned so that its text can be read; most are as they should be, and cost one look."""
    best, surest = page, (0, 0.0)
    first, others = _directions(page)
    for quarters in (*first, *others):
        turned = page.turned(quarters)
        lines = _sample(turned.lines())
        read, certain = recogniser.looked_at(turned.picture, lines)
        known = sum(map(known_pairs, read))
        if known >= _ENOUGH and quarters in first:
            return turned
        # Of one line certainty may be chance.
        sure = known + _wide(turned.lines()), certain * len(lines) / _SAMPLE
        if sure > surest:
            best, surest = turned, sure
    return best


def known_pairs(text: str) -> int:
    """How many neighbouring characters stand so in the form: of text on its head next to none."""
    return sum(one + other in _PAIRS for one, other in pairwise(text))


def _directions(page: ScannedPage) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Quarters by which to turn: of those in the first part the first that can be read is right.

    Words set vertically (table 4) can be read on a page that lies, too; so its lines are counted first.
    """
    as_it_is, lying = (_wide(page.turned(quarters).lines()) for quarters in (0, 1))
    if as_it_is >= _CLEARLY * lying:
        return (0, 2), (1, 3)
    if lying >= _CLEARLY * as_it_is:
        return (1, 3), (0, 2)
    return (), (0, 1, 2, 3)


def _wide(lines: Sequence[Box]) -> int:
    """How many are lines of several characters."""
    least, times = _WIDE
    return sum(
        x1 - x0 >= least and x1 - x0 > times * (y1 - y0) and y1 - y0 <= _LINE[1]
        for x0, y0, x1, y1 in lines
    )


def _sample(lines: Sequence[Box]) -> list[Box]:
    """Beginnings of the longest lines."""
    found = [
        (x0, y0, min(x1, x0 + _SAMPLE_WIDTH), y1)
        for x0, y0, x1, y1 in lines
        if _LINE[0] <= y1 - y0 <= _LINE[1]
    ]
    return sorted(found, key=lambda line: line[0] - line[2])[:_SAMPLE]
