"""What is found of figures of table 3 that are hardly so."""

from __future__ import annotations

from typing import Literal

from gouji.facts.base import Cells, Excerpt, Facts, Reason, Shown, Value
from gouji.report import Number


class MoreCarriedOver(Facts, frozen=True):
    """More is carried over than came in this year."""

    carried_over: Shown
    new_received: Shown


class LargeShareCarriedOver(Facts, frozen=True):
    """Of all requests a large share is carried over."""

    carried_over: Shown
    requests: Number


class RowShifted(Facts, frozen=True):
    """A row that does not add up, and would one column further right."""

    row: Cells


class Swap(Value, frozen=True):
    """A figure with which a sum would hold if two neighbouring digits of it changed places, as in `meant`."""

    figure: Shown
    meant: Number


class DigitsSwapped(Facts, frozen=True):
    """A row that does not add up, and would with one of these swaps."""

    row: Cells
    swaps: tuple[Swap, ...]


class LargeShareOfOther(Facts, frozen=True):
    """Of all that was concluded a large share is 其他."""

    other: Shown
    concluded: Number


class FeesUnexplained(Facts, frozen=True):
    """Fees were not paid in time, and section 6 does not account for the notices of fees.

    `fault`: it says nothing of them, not how many, or fewer; then `notices` is how many, and `said` where.
    """

    overdue: Shown
    fault: Literal["unsaid", "uncounted", "fewer"]
    notices: Number | None = None
    said: Excerpt | None = None


class ExcessiveAmongFew(Facts, frozen=True):
    """A great many requests without good reason, among few requests in all."""

    excessive: Shown
    requests: Number


class NoPrintedNumbers(Reason, frozen=True):
    """The cells have no number that can be used, or one that was recognised from a scan."""

    cells: Cells
