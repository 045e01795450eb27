"""Which of many sets have so many members in common with another, without comparing it with each of them.

Of each value it is known which sets have it, as the bits of one number. Such numbers are added up column by column, for
all sets at once: of n sets of a size a comparison with all takes a thirtieth of n times the size in steps of the
processor, in place of n calls.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class Incidence:
    """Sets of numbers, each known by its position."""

    def __init__(self, sets: Iterable[Iterable[int]]) -> None:
        self._only: dict[int, int] = {}  # the first set that has a value: most have no other
        self._several: dict[int, int] = {}
        for n, values in enumerate(sets):
            for value in values:
                first = self._only.setdefault(value, n)
                if first != n:
                    self._several[value] = self._several.get(value, 1 << first) | 1 << n

    def in_common(self, values: Iterable[int], least: int) -> Iterator[int]:
        """The positions of the sets that have at least so many (one or more) of some values, in their order."""
        columns = [self._having(value) for value in values if value in self._only]
        if len(columns) >= least:
            yield from _positions(_at_least(_sums(columns), least))

    def _having(self, value: int) -> int:
        return self._several.get(value) or 1 << self._only[value]


def _sums(columns: list[int]) -> list[int]:
    """How many of the columns have each bit, in binary: the digits of all sums, the last digits first.

    Three columns of a digit make one of it and one of the next, which is how an adder saves its carries.
    """
    digits: list[int] = []
    while columns:
        carried: list[int] = []
        while len(columns) > 2:
            one, two, three = columns.pop(), columns.pop(), columns.pop()
            either = one ^ two
            columns.append(either ^ three)
            carried.append(one & two | either & three)
        one, two = columns[0], columns[1] if len(columns) > 1 else 0
        digits.append(one ^ two)
        if both := one & two:
            carried.append(both)
        columns = carried
    return digits


def _at_least(digits: list[int], least: int) -> int:
    """The bits whose sums are so much or more."""
    if least.bit_length() > len(digits):
        return 0
    more, as_much = 0, -1
    for place in reversed(range(len(digits))):
        if least >> place & 1:
            as_much &= digits[place]
        else:
            more |= as_much & digits[place]
            as_much &= ~digits[place]
    return more | as_much


def _positions(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
