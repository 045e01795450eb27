"""Which recognised cell of a broken identity was most likely misread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from gouji.form import Identity
from gouji.judging.case import Case
from gouji.report import CellId, Number

# Digits that character recognition takes for one another.
_LOOK_ALIKE: Final = frozenset(
    map(frozenset, ("17", "38", "56", "08", "06", "69", "35", "14", "49", "27", "68", "89"))
)
_Score = tuple[int, int]


def likeliest_misread(
    case: Case, identity: Identity, identities: Sequence[Identity]
) -> list[tuple[CellId, Number]]:
    """The recognised cells whose change explains most, each with the value that mends this identity.

    A change that mends other broken identities too counts for a cell, one that breaks a holding
    identity against it; then how alike the digits look. More than one: nothing tells them apart.
    """
    scored = [
        (_score(case, cell, value, identities), cell, value)
        for cell, value in _mending(case, identity)
    ]
    best = max((score for score, _, _ in scored), default=None)
    return [(cell, value) for score, cell, value in scored if score == best]


def _gap(case: Case, identity: Identity) -> Number | None:
    left = [case.value(cell) for cell in identity.left]
    right = [case.value(cell) for cell in identity.right]
    known = [n for n in left if n is not None], [n for n in right if n is not None]
    if len(known[0]) < len(left) or len(known[1]) < len(right):
        return None
    return sum(known[0]) - sum(known[1])


def _mending(case: Case, identity: Identity) -> Iterator[tuple[CellId, Number]]:
    gap = _gap(case, identity)
    if gap is None:
        return
    for cell in identity.cells:
        value = case.cells[cell].value
        if value is None or case.cells[cell].mark != "recognised":
            continue
        mended = value - gap if cell in identity.left else value + gap
        if mended >= 0:
            yield cell, mended


def _score(case: Case, cell: CellId, value: Number, identities: Sequence[Identity]) -> _Score:
    printed = case.cells[cell].value or 0
    balance = 0
    for identity in identities:
        gap = _gap(case, identity) if cell in identity.cells else None
        if gap is None:
            continue
        change = (value - printed) * (1 if cell in identity.left else -1)
        balance += 1 if gap + change == 0 else -1 if gap == 0 else 0
    return balance, _likeness(str(printed), str(value))


def _likeness(one: str, other: str) -> int:
    if len(one) != len(other):
        return 0
    pairs = [frozenset(pair) for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return (2 if set(pairs) <= _LOOK_ALIKE else 1) if len(pairs) == 1 else 0
