"""Sums with blanks: what the identities force, and whether they hold, are broken or cannot be assessed.

A blank is unknown, never 0. All cells of an identity are counts, so an unknown is at least 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from gouji.form import Identity
from gouji.report import CellId, Number

Outcome = Literal["holds", "violated", "unassessed"]
Values = Mapping[CellId, Number | None]


def assess(identity: Identity, values: Values) -> Outcome:
    """Check one identity. It is violated, too, when no values of its unknowns could mend it."""
    difference, left, right = _weigh(identity, values)
    if not left and not right:
        return "holds" if difference == 0 else "violated"
    if (not right and difference > 0) or (not left and difference < 0):
        return "violated"  # the unknowns could only widen the gap
    return "unassessed"


def deduce(identities: Iterable[Identity], values: Values) -> dict[CellId, Number]:
    """The values that the identities force on null cells, until nothing more follows.

    Where two identities force different values on one cell, none is deduced for it.
    """
    # Where all is known nothing can follow.
    unknown = {cell for cell, value in values.items() if value is None}
    identities = [i for i in identities if not unknown.isdisjoint(i.cells)] if unknown else []
    known: dict[CellId, Number | None] = dict(values)
    deduced: dict[CellId, Number] = {}
    disputed: set[CellId] = set()
    while True:
        forced: dict[CellId, set[Number]] = {}
        for identity in identities:
            for cell, number in _forced(identity, known):
                forced.setdefault(cell, set()).add(number)
        disputed |= {cell for cell, numbers in forced.items() if len(numbers) > 1}
        fresh = {c: min(numbers) for c, numbers in forced.items() if c not in disputed}
        if not fresh:
            return deduced
        known |= fresh
        deduced |= fresh


def _weigh(identity: Identity, values: Values) -> tuple[Number, list[CellId], list[CellId]]:
    """Left minus right over the known cells, and the unknown cells of each side."""
    known_left, left = _parted(identity.left, values)
    known_right, right = _parted(identity.right, values)
    return sum(known_left) - sum(known_right), left, right


def _parted(cells: Sequence[CellId], values: Values) -> tuple[list[Number], list[CellId]]:
    """The numbers of the known cells, and the others."""
    known = [n for cell in cells if (n := values[cell]) is not None]
    return known, [] if len(known) == len(cells) else [c for c in cells if values[c] is None]


def _forced(identity: Identity, values: Values) -> Iterator[tuple[CellId, Number]]:
    difference, left, right = _weigh(identity, values)
    if len(left) + len(right) == 1:
        rest = -difference if left else difference
        if rest >= 0 and rest == int(rest):
            yield (left or right)[0], int(rest)
    elif difference == 0 and bool(left) != bool(right):
        for cell in left or right:
            yield cell, 0
