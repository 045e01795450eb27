"""Which few organs, left out or added twice, explain that an aggregate report is not the sum of the reports.

Every cell has to fit: an organ's figures are a vector, and what is looked for is the smallest set of vectors that add
up to the difference. Sums of vectors are found by sums of hashes that are linear in them, and then compared in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, Literal

from msgspec import Struct

from gouji.report import CellId, Number

# What happened to an organ's report: it was left out; it was added twice; an older version of it was added; it was
# added though it does not count.
Way = Literal["missed", "twice", "outdated", "included"]
Values = Mapping[CellId, Number | None]

MOST_SLIPS: Final = 3
MOST_SETS: Final = 10
_MOST_PAIRS: Final = (
    2_000_000  # of slips, beside which a third is looked for: a quarter of a second
)
_PRIME: Final = (1 << 61) - 1
_BASE: Final = 0x9E3779B97F4A7C15

_Vector = tuple[int, ...]


class Slip(Struct, frozen=True):
    """What may have happened to one organ's report when the sum was made."""

    organ: str
    way: Way


class Explanations(Struct, frozen=True):
    """The smallest sets of slips that explain all differences, each as good as the others.

    `compared`: in how many cells everything is known, so that it had to fit. `more`: there are further sets of that
    size. `bounded`: sets of three were not looked at, for there are too many reports.
    """

    sets: tuple[tuple[Slip, ...], ...] = ()
    compared: int = 0
    more: bool = False
    bounded: bool = False


class _Move(Struct, frozen=True):
    """A slip, and by how much the sum of the reports exceeds the aggregate because of it."""

    slip: Slip
    vector: _Vector
    hash: int


def explained(
    aggregate: Values,
    reports: Mapping[str, Values],
    *,
    earlier: Mapping[str, Sequence[Values]] | None = None,
    beside: Mapping[str, Values] | None = None,
) -> Explanations:
    """Find what explains an aggregate report, by organ, in the cells of it that are given.

    `reports`: what it should add up; `earlier`: older versions of these; `beside`: reports that it should not add up.
    Cells without a whole number in one of `reports` are not compared. At most three slips, of different organs.
    """
    cells = [cell for cell in aggregate if _is_whole(cell, (aggregate, *reports.values()))]
    known = {organ: _vector(cells, report) for organ, report in reports.items()}
    whole = [sum(column) for column in zip(*known.values(), strict=True)] or [0] * len(cells)
    printed = _vector(cells, aggregate)
    target = tuple(s - p for s, p in zip(whole, printed, strict=True))
    if not any(target):
        return Explanations(compared=len(cells))
    moves = list(_moves(cells, known, earlier or {}, beside or {}))
    bounded = len(moves) * (len(moves) - 1) // 2 > _MOST_PAIRS
    for size in range(1, MOST_SLIPS + (not bounded)):
        found = list(islice(_sets(target, moves, size), MOST_SETS + 1))
        if found:
            sets = tuple(tuple(move.slip for move in each) for each in found[:MOST_SETS])
            return Explanations(sets, len(cells), more=len(found) > MOST_SETS)
    return Explanations(compared=len(cells), bounded=bounded)


def _is_whole(cell: CellId, reports: Sequence[Values]) -> bool:
    return all((n := report.get(cell)) is not None and n == int(n) for report in reports)


def _vector(cells: Sequence[CellId], report: Values) -> _Vector:
    return tuple(int(report.get(cell) or 0) for cell in cells)


def _moves(
    cells: Sequence[CellId],
    known: Mapping[str, _Vector],
    earlier: Mapping[str, Sequence[Values]],
    beside: Mapping[str, Values],
) -> Iterator[_Move]:
    """All slips that change anything, each once."""
    weights = [pow(_BASE, n, _PRIME) for n in range(1, len(cells) + 1)]

    def move(organ: str, way: Way, vector: _Vector) -> Iterator[_Move]:
        if any(vector):
            hash_ = sum(w * v for w, v in zip(weights, vector, strict=True) if v)
            yield _Move(Slip(organ, way), vector, hash_)

    for organ, vector in known.items():
        yield from move(organ, "missed", vector)
        yield from move(organ, "twice", tuple(-v for v in vector))
        for old in dict.fromkeys(_known_vectors(cells, earlier.get(organ, ()))):
            # Without figures in common it is the same as left out.
            if any(old):
                changed = tuple(n - o for n, o in zip(vector, old, strict=True))
                yield from move(organ, "outdated", changed)
    for organ, report in beside.items():
        for vector in _known_vectors(cells, (report,)):
            yield from move(organ, "included", tuple(-v for v in vector))


def _known_vectors(cells: Sequence[CellId], reports: Sequence[Values]) -> Iterator[_Vector]:
    """The reports of which all the cells are known."""
    for report in reports:
        if all(_is_whole(cell, (report,)) for cell in cells):
            yield _vector(cells, report)


def _sets(target: _Vector, moves: Sequence[_Move], size: int) -> Iterator[tuple[_Move, ...]]:
    """All sets of so many moves of different organs that add up to the target."""
    at: defaultdict[int, list[int]] = defaultdict(list)
    for number, move in enumerate(moves):
        at[move.hash].append(number)
    cells = range(len(target))
    weights = (pow(_BASE, n, _PRIME) for n in range(1, len(target) + 1))
    wanted = sum(w * v for w, v in zip(weights, target, strict=True))
    for first, last in _candidates(moves, at, wanted, size):
        chosen = (*(moves[number] for number in first), moves[last])
        if len({move.slip.organ for move in chosen}) == size and all(
            sum(move.vector[cell] for move in chosen) == target[cell] for cell in cells
        ):
            yield chosen


def _candidates(
    moves: Sequence[_Move], at: Mapping[int, Sequence[int]], wanted: int, size: int
) -> Iterator[tuple[tuple[int, ...], int]]:
    """Sets whose hashes add up to what is wanted: the first moves, and the last one, which the index finds."""
    hashes = [move.hash for move in moves]
    if size == 1:
        yield from (((), last) for last in at.get(wanted, ()))
    elif size == 2:
        for one, hash_ in enumerate(hashes):
            yield from (((one,), last) for last in at.get(wanted - hash_, ()) if last > one)
    else:
        for one, hash_ in enumerate(hashes):
            rest = wanted - hash_
            for two in range(one + 1, len(hashes)):
                if rest - hashes[two] in at:
                    yield from (((one, two), last) for last in at[rest - hashes[two]] if last > two)
