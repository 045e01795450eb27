"""What is found of the aggregate report beside the reports that it adds up. Amounts are in 万元."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from gouji.facts.base import Cells, Facts, Reason, Shown, Value
from gouji.report import CellId, FormatVersion, Number


class ReportsOutstanding(Facts, frozen=True):
    """Of the organs that count these have not handed in."""

    expected: int
    organs: tuple[str, ...]


class Difference(Value, frozen=True):
    """A figure of the aggregate report, and what the organs' add up to."""

    figure: Shown
    sum: Number


class Miscounted(Value, frozen=True):
    """What may have happened to one organ's report when the sum was made: left out, or added though it does not count;
    added twice, or an older version of it.
    """

    organ: str
    way: Literal["missed", "twice", "outdated", "included"]


class SumsDiffer(Facts, frozen=True):
    """Figures of one table of the aggregate report that are not the sum of the organs' reports.

    `explained_by`: the fewest organs whose reports, so miscounted, make up all differences of all tables, where there
    are such; `alternatives`: how many other sets of as many organs, at least, do as well.
    """

    reports: int
    differences: tuple[Difference, ...]
    explained_by: tuple[Miscounted, ...] = ()
    alternatives: int = 0


class AmountsDiffer(Facts, frozen=True):
    """An amount of the aggregate report that is further from the organs' sum than rounding explains."""

    figure: Shown
    amount: Decimal
    sum: Decimal
    reports: int


class CarriedInNotContinued(Facts, frozen=True):
    """What the organs carried in is not what last year's aggregate report carried over.

    `gone`: organs that handed in last year and are not among this year's.
    """

    cell: CellId
    format_version: FormatVersion
    sum: Number
    carried_over: Number
    gone: tuple[str, ...] = ()


class AggregateIsOneReport(Facts, frozen=True):
    """All figures of the aggregate report are those of one organ; `others`: how many others have figures."""

    organ: str
    others: int


class SumIncomplete(Reason, frozen=True):
    """Organs that have not handed in, or of whose report there is no reading, so that nothing can be added up."""

    organs: tuple[str, ...]
    unread: tuple[str, ...] = ()


class CountedTwice(Reason, frozen=True):
    """Organs with several current reports, so that nobody knows which to add up."""

    organs: tuple[str, ...]


class NoNumbersToAdd(Reason, frozen=True):
    """Cells of one table without a number in the aggregate report, where `aggregate`, or in the organs' reports."""

    cells: Cells
    aggregate: bool
    organs: tuple[str, ...]


class NoNumbersCarried(Reason, frozen=True):
    """Cells without a number in the organs' reports, or in last year's aggregate report where it is carried over."""

    cells: Cells
