"""Digits that a document runs together (15130000154 for seven cells): the ways to read them that the identities leave.

A value is taken where every way agrees on it; nothing is chosen. Blanks leave no trace among such digits: where a row
shows that the document drops them, other rows are read only if no blank can be among them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, product
from types import MappingProxyType
from typing import Final

from gouji.form import Identity
from gouji.reading import limits
from gouji.report import CellId, Number

_MOST_DIGITS: Final = 40  # of a row; more leave too many ways
_LONGEST: Final = 6  # digits of one count; a longer run is no number of its own
_MOST_WAYS: Final = 2000  # of one row; a row with more is left unread
_MOST_COMBINED: Final = 500  # of all rows together
_LOST: Final = 0.25  # share of rows that no way fits, from which on blanks must have been dropped
Values = dict[CellId, int]


@dataclass(frozen=True, slots=True)
class Run:
    """A row whose values are run together: its cells in the document's order, and what is printed for them.

    `doubtful`: something of it is.
    """

    cells: tuple[CellId, ...]
    tokens: tuple[str, ...]
    doubtful: bool = False

    @property
    def digits(self) -> int:
        """How many digits are printed."""
        return sum(map(len, self.tokens))

    @property
    def is_plain(self) -> bool:
        """Whether nothing but digits is printed, and all of them are certain."""
        digits = all(token.isascii() and token.isdecimal() for token in self.tokens)
        return digits and not self.doubtful

    @property
    def lacks_blanks(self) -> bool:
        """Whether blanks were dropped for certain: too few digits, or numbers that stand apart but are too few."""
        glued = any(len(t) > _LONGEST or (len(t) > 1 and t[0] == "0") for t in self.tokens)
        few = 1 < len(self.tokens) < len(self.cells)
        return self.digits < len(self.cells) or (few and not glued)

    @property
    def is_apart(self) -> bool:
        """Whether every number stands apart: then no blank was dropped."""
        return self.is_plain and len(self.tokens) == len(self.cells)


def inferred(
    identities: Sequence[Identity],
    runs: Sequence[Run],
    known: Mapping[CellId, Number | None],
    stated: Mapping[CellId, int] = MappingProxyType({}),
) -> Iterator[Values]:
    """For each run the values that are certain; empty where none is.

    `known`: the report's other values, None where a cell shows no number. `stated`: what the text says of some cells;
    it chooses among ways only where the identities leave several, and one of these agrees.
    """
    own = [[i for i in identities if set(i.cells) <= set(run.cells)] for run in runs]
    ways = [_ways(run, of_run) for run, of_run in zip(runs, own, strict=True)]
    sure = [_is_zeros(run) or run.is_apart for run in runs]
    # Rows that nothing binds say nothing of blanks.
    bound = [
        w for w, of_run, is_sure in zip(ways, own, sure, strict=True) if of_run and not is_sure
    ]
    lost = sum(not of_run for of_run in bound) > _LOST * len(bound)
    if lost or any(run.lacks_blanks for run in runs if run.is_plain):
        ways = [of_run if is_sure else [] for is_sure, of_run in zip(sure, ways, strict=True)]
    _narrow(identities, ways, known)
    agreeing = [_agreeing(of_run, stated) for of_run in ways]
    if agreeing != ways and _narrow(identities, agreeing, known):
        ways = agreeing
    for of_run in ways:
        first = of_run[0] if of_run else {}
        yield {c: v for c, v in first.items() if all(way[c] == v for way in of_run)}


def _agreeing(ways: list[Values], stated: Mapping[CellId, int]) -> list[Values]:
    """The ways that agree with what the text states; all of them where none does."""
    if len(ways) < 2:
        return ways
    return [w for w in ways if all(w.get(c, n) == n for c, n in stated.items())] or ways


def _is_zeros(run: Run) -> bool:
    """A 0 for every cell: the one way to read it needs no identity, and leaves no room for a blank."""
    return run.is_plain and run.digits == len(run.cells) and not "".join(run.tokens).strip("0")


def _ways(run: Run, identities: Sequence[Identity]) -> list[Values]:
    """Every way to read a run without blanks by its own identities; none where there are too many, or nothing binds."""
    if _is_zeros(run):
        return [dict.fromkeys(run.cells, 0)]
    bound = tuple(cell for identity in identities for cell in identity.cells)
    if not run.is_plain or bound != run.cells or run.digits > _MOST_DIGITS:
        return []
    ways: list[Values] = []
    widths = [len(identity.left) for identity in identities]
    for numbers in _numbers(_Digits(run.tokens), 0, widths):
        limits.check_time()
        ways.append(dict(zip(run.cells, numbers, strict=True)))
        if len(ways) > _MOST_WAYS:
            return []
    return ways


class _Digits:
    """The digits of a run, and where the document itself parts them: no number goes across."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.text = "".join(tokens)
        ends = list(accumulate(map(len, tokens)))
        self._next_end = [next(end for end in ends if end > at) for at in range(len(self.text))]

    def number(self, start: int, end: int) -> int | None:
        """The number between two places; None where none is written so."""
        text = self.text[start:end]
        whole = end <= self._next_end[start] and (end == start + 1 or text[0] != "0")
        return int(text) if whole else None


def _numbers(digits: _Digits, start: int, widths: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """From a place to the end: blocks of so many numbers, each followed by its sum."""
    if not widths:
        if start == len(digits.text):
            yield ()
        return
    least = start + widths[0]  # a digit for each number before the sum
    last = len(digits.text) if len(widths) == 1 else least
    for end in range(max(last, least + 1), len(digits.text) + 1):
        for whole_at in range(max(least, end - _LONGEST), end):
            whole = digits.number(whole_at, end)
            if whole is None:
                continue
            for parts in _parts(digits, (start, whole_at), widths[0], whole):
                for rest in _numbers(digits, end, widths[1:]):
                    yield (*parts, whole, *rest)


def _parts(
    digits: _Digits, span: tuple[int, int], count: int, whole: int
) -> Iterator[tuple[int, ...]]:
    """Every way to write so many numbers with a given sum as the digits of a span."""
    start, stop = span
    if count == 1:
        if digits.number(start, stop) == whole:
            yield (whole,)
        return
    longest = min(len(str(whole)), stop - start - count + 1)
    for end in range(start + 1, start + longest + 1):
        number = digits.number(start, end)
        if number is None or number > whole:
            break
        for rest in _parts(digits, (end, stop), count - 1, whole - number):
            yield (number, *rest)


def _narrow(
    identities: Sequence[Identity], ways: list[list[Values]], known: Mapping[CellId, Number | None]
) -> bool:
    """Leave out the ways that the columns contradict; where they contradict all, say so and leave the ways alone."""
    values: dict[CellId, Number | None] = dict(known)
    for of_run in ways:
        values |= of_run[0] if len(of_run) == 1 else {}
    unsettled = [i for i, of_run in enumerate(ways) if len(of_run) > 1]
    cells = {cell for i in unsettled for cell in ways[i][0]}
    across = [i for i in identities if cells & set(i.cells) and not _is_unknown(i, values, cells)]
    rows = [ways[i] for i in unsettled]
    while True:
        kept = [_within_bounds(rows, place, values, across) for place in range(len(rows))]
        if not all(kept):
            return False
        if kept == rows:
            break
        rows = kept
    if math.prod(map(len, rows)) <= _MOST_COMBINED:
        fitting = [c for c in product(*rows) if all(_gap(i, values, c) == 0 for i in across)]
        rows = [[choice[place] for choice in fitting] for place in range(len(rows))]
    for i, of_row in zip(unsettled, rows, strict=True):
        ways[i] = of_row or ways[i]
    return all(rows)


def _is_unknown(
    identity: Identity, values: Mapping[CellId, Number | None], cells: set[CellId]
) -> bool:
    return any(values.get(cell) is None for cell in identity.cells if cell not in cells)


def _gap(
    identity: Identity, values: Mapping[CellId, Number | None], ways: Sequence[Values]
) -> Number:
    """Left minus right, the rows' cells as these ways have them."""
    gap: Number = 0
    for sign, cells in ((1, identity.left), (-1, identity.right)):
        for cell in cells:
            value = next((way[cell] for way in ways if cell in way), None)
            gap += sign * (value if value is not None else values.get(cell) or 0)
    return gap


def _share(identity: Identity, way: Values) -> int:
    """What a row adds to left minus right."""
    left = sum(way.get(cell, 0) for cell in identity.left)
    return left - sum(way.get(cell, 0) for cell in identity.right)


def _within_bounds(
    rows: Sequence[list[Values]],
    place: int,
    values: Mapping[CellId, Number | None],
    identities: Sequence[Identity],
) -> list[Values]:
    """The ways of one row that the least and the most of the other rows leave possible."""
    limits.check_time()
    kept = rows[place]
    for identity in identities:
        settled = _gap(identity, {c: v for c, v in values.items() if c in identity.cells}, ())
        shares = [
            [_share(identity, way) for way in row] for i, row in enumerate(rows) if i != place
        ]
        least, most = sum(map(min, shares)), sum(map(max, shares))
        kept = [w for w in kept if least <= -(settled + _share(identity, w)) <= most]
    return kept
