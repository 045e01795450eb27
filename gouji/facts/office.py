"""What is found of a report beside the office's roster and its other reports. Amounts are in 万元."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from gouji.facts.base import Cells, Facts, Quote, Reason, Shown, Value
from gouji.report import CellId, FormId, Number


class NarrativeShared(Facts, frozen=True):
    """The narrative is that of other organs, the likest first; `percent`: what is the first one's, names masked.

    `ours`, `theirs`: the longest sentence that both have, as each prints it. An organ is None where its report names
    none.
    """

    organs: tuple[str | None, ...]
    percent: int
    ours: Quote
    theirs: Quote


class SharedParagraph(Value, frozen=True):
    """A paragraph that another organ's report has word for word."""

    organ: str | None
    ours: Quote
    theirs: Quote


class ParagraphsShared(Facts, frozen=True):
    """Paragraphs that other organs' reports have word for word, names and years masked; the first ones of them."""

    organs: tuple[str | None, ...]
    paragraphs: tuple[SharedParagraph, ...]


class RulesWithoutPower(Facts, frozen=True):
    """Figures of 规章 in the report of an organ that may issue none."""

    organ: str
    figures: tuple[Shown, ...]


class ChargesLarge(Facts, frozen=True):
    """Charges above what a department below the city ever takes."""

    figure: Shown
    amount: Decimal


class ChargesAboveOthers(Facts, frozen=True):
    """Charges more than a hundred times the median of the `peers` other organs that charge anything."""

    figure: Shown
    amount: Decimal
    peers: int
    median: Decimal


class NameNotInFull(Facts, frozen=True):
    """The organ's name is no full name of the roster. `short_for`: what it is short for; `alike`: what it may mean."""

    printed: str
    short_for: str | None = None
    alike: tuple[str, ...] = ()


class SeveralUploads(Facts, frozen=True):
    """One organ's year has several current reports."""

    uploads: int


class ManagedFromAbove(Facts, frozen=True):
    """The organ's figures are added up by the organ above it."""

    organ: str


class ReportsOutstanding(Facts, frozen=True):
    """Of the organs that count these have not handed in."""

    expected: int
    organs: tuple[str, ...]


class Difference(Value, frozen=True):
    """A figure of the aggregate report, and what the organs' add up to."""

    figure: Shown
    sum: Number


class SumsDiffer(Facts, frozen=True):
    """Figures of one table of the aggregate report that are not the sum of the organs' reports."""

    reports: int
    differences: tuple[Difference, ...]


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
    form: FormId
    sum: Number
    carried_over: Number
    gone: tuple[str, ...] = ()


class NotOnRoster(Reason, frozen=True):
    """The roster does not have the organ, None where the report names none. `what`: what it should have told."""

    organ: str | None
    what: Literal["full_name", "makes_rules", "vertical", "aggregate"]


class FewPeers(Reason, frozen=True):
    """Too few other organs charge anything."""

    peers: int
    needed: int


class SumIncomplete(Reason, frozen=True):
    """Organs that have not handed in, so that nothing can be added up."""

    organs: tuple[str, ...]


class NoNumbersToAdd(Reason, frozen=True):
    """Cells of one table without a number in the aggregate report, where `aggregate`, or in the organs' reports."""

    cells: Cells
    aggregate: bool
    organs: tuple[str, ...]


class NoNumbersCarried(Reason, frozen=True):
    """Cells without a number in the organs' reports, or in last year's aggregate report where it is carried over."""

    cells: Cells
