"""Rows whose figures may stand a cell or two before their columns, as their last cells are blank.

A sheet or a page shows no difference between a row that lacks a cell, so that its figures moved, and one whose last
figure was left blank. Position decides where the sums of the row agree with it, or contradict every way in which the
figures may have moved. How far sums say anything, the other rows of the document tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations_with_replacement
from typing import Final, Literal

from gouji.reading.document import GridCell
from gouji.reading.tables.disputes import OUTCOMES
from gouji.reading.tables.headers import APPLICANTS
from gouji.reading.words.values import parse_value
from gouji.report import Number

Slots = tuple[GridCell | None, ...]
_Figures = Sequence[Number | None]  # None where a cell was put in
# `kept`: rows add up, what is blank is 0. `gaps`: figures were left blank. `off`: rows do not add up.
Custom = Literal["kept", "gaps", "off"]
_TOTAL: Final = "total"
_MOST: Final = (
    2  # cells that a row of several groups may lack; of one group, a second leaves nothing to check
)
_FEW: Final = 3  # rows that do not add up; so many are slips in any report


class Sums:
    """How the rows of table 3 add up in a document, as far as they print their total."""

    def __init__(self) -> None:
        self._fit = self._off = self._gaps = 0

    def learn(self, found: Iterable[Slots | None]) -> None:
        """Take note of rows of table 3."""
        for slots in found:
            cells = [cell for cell in slots or () if cell]
            if not cells or cells[-1].is_blank:
                continue
            numbers = [number_of(cell) for cell in cells]
            if 2 * numbers[-1] == sum(numbers):
                self._fit += any(numbers)
            elif any(cell.is_blank for cell in cells):
                self._gaps += 1
            else:
                self._off += 1

    @property
    def custom(self) -> Custom:
        """What these rows say of blanks and sums."""
        if self._gaps >= _FEW and 2 * self._gaps > self._fit + self._off:
            return "gaps"
        return "off" if self._off >= _FEW and self._off > self._fit else "kept"


def number_of(cell: GridCell) -> Number:
    """The number that a cell shows; 0 where it shows none."""
    value, _, _ = parse_value(cell.text, "count", doubtful=cell.doubtful)
    return value or 0


def without_moved(
    found: Sequence[Slots | None], names: Sequence[str], sums: Sums
) -> list[Slots | None]:
    """Leave out the rows of tables 3 and 4 whose figures may have moved.

    Where most rows lack their last figure, one that cannot have moved shows that the column was left blank.
    """
    short = [slots for slots in found if slots and names[-1].endswith(_TOTAL) and _is_short(slots)]
    telling = [slots for slots in short if any(cell and number_of(cell) for cell in slots)]
    if not telling:
        return list(found)
    moved = [slots for slots in telling if _may_be_moved(slots, sums)]
    others = [
        slots for slots in found if slots and slots not in short and any(map(_is_shown, slots))
    ]
    if len(telling) > len(others):
        moved = short if len(moved) == len(telling) else []
    return [None if slots in moved else slots for slots in found]


def _is_shown(cell: GridCell | None) -> bool:
    return cell is not None and not cell.is_blank


def _is_short(slots: Slots) -> bool:
    """Whether a row's last cell, which is a total, is blank, and others are not."""
    columns = [cell.column for cell in slots if cell]
    return not _is_shown(slots[-1]) and any(map(_is_shown, slots)) and columns == sorted(columns)


def _may_be_moved(slots: Slots, sums: Sums) -> bool:
    shown = [number_of(cell) if cell else 0 for cell in slots]
    blanks = next(n for n, cell in enumerate(reversed(slots)) if _is_shown(cell))
    within = sum(not _is_shown(cell) for cell in slots) > blanks
    most = _MOST if len(slots) > len(APPLICANTS) else 1
    if blanks > most or all(map(_can_be, _parts(shown))):
        return False
    if sums.custom == "off":
        return not within
    if sums.custom == "gaps" and (within or len(slots) <= len(APPLICANTS)):
        return False  # one of many figures that were left blank
    ways = _as_before(shown, blanks)
    return any(all(map(_can_be, _parts(figures))) for figures in ways)


def _as_before(shown: Sequence[Number], most: int) -> Iterator[list[Number | None]]:
    """The figures as they stood before a cell or more were lost, with None for these, where that reads otherwise."""
    for count in range(1, most + 1):
        for places in combinations_with_replacement(range(len(shown) - count + 1), count):
            figures: list[Number | None] = list(shown[: len(shown) - count])
            for place in reversed(places):
                figures.insert(place, None)
            if [figure or 0 for figure in figures] != list(shown):
                yield figures


def _parts(figures: _Figures) -> list[_Figures]:
    """The groups of figures that have a total."""
    width = len(OUTCOMES) if len(figures) > len(APPLICANTS) else len(figures)
    return [figures[i : i + width] for i in range(0, len(figures), width)]


def _can_be(part: _Figures) -> bool:
    """Whether figures and their total, which is the last, can be right."""
    *others, total = part
    if total is None:
        return True
    known = sum(figure or 0 for figure in others)
    return total >= known if None in others else total == known
