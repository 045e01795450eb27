"""What is found of a report beside last year's, and beside the text that was filed."""

from __future__ import annotations

from typing import Literal

from gouji.facts.base import Cells, Excerpt, Facts, Reason, Shown, Value
from gouji.report import Number, TableId


class CarriedInDiffers(Facts, frozen=True):
    """Other than what last year's report, of `year`, carried over."""

    carried_in: Shown
    carried_over: Shown
    year: int | None


class StockNotContinued(Facts, frozen=True):
    """What is in force does not follow from last year's stock. `said`: where the text speaks of a clean-up."""

    in_force: Shown
    previous: Number
    issued: Number
    repealed: Number
    said: Excerpt | None = None


class FewerThanPending(Facts, frozen=True):
    """Fewer cases than were pending in last year's report, of `year`."""

    total: Shown
    pending: Shown
    year: int | None


class Swing(Facts, frozen=True):
    """A figure more than `times` last year's, or less than that part of it."""

    figure: Shown
    previous: Number
    times: Number = 5


class ItemsNotContinued(Facts, frozen=True):
    """The items of the year before are not last year's items and their change."""

    previous_items: Shown
    previous: Number
    change: Number


class TableCopied(Facts, frozen=True):
    """The table's figures are all last year's."""

    table: TableId


class LastNarrativeCopied(Facts, frozen=True):
    """The narrative is last year's: `percent` of it, years masked; with the longest sentence as both years have it."""

    percent: int
    now: Excerpt
    then: Excerpt


class CopiedPassage(Value, frozen=True):
    """A passage as both years' reports have it."""

    now: Excerpt
    then: Excerpt


class LastParagraphsCopied(Facts, frozen=True):
    """`count` paragraphs are last year's word for word, years masked; the first ones of them."""

    count: int
    passages: tuple[CopiedPassage, ...]


class FiledFigure(Value, frozen=True):
    """A figure, and the number in the text that was filed."""

    figure: Shown
    filed: Number | None


class ChangedAfterFiling(Facts, frozen=True):
    """What was published is not what was filed: figures, paragraphs that are new and that are gone, one quoted each."""

    figures: tuple[FiledFigure, ...]
    added: int = 0
    added_first: Excerpt | None = None
    gone: int = 0
    gone_first: Excerpt | None = None


class PreviousWithoutYear(Reason, frozen=True):
    """The report that was given as last year's names no year."""


class PreviousOfOtherYear(Reason, frozen=True):
    """The report that was given as last year's is another year's."""

    year: int
    wanted: int


class PreviousOfOtherOrgan(Reason, frozen=True):
    """The report that was given as last year's is another organ's."""

    organ: str
    wanted: str


class PreviousInOtherFormat(Reason, frozen=True):
    """Table 2 of last year's report has a format without what is compared."""

    missing: Literal["in_force", "items"]


class NoNumbersInBoth(Reason, frozen=True):
    """The cells, table by table, have no number that can be used in this report or in last year's."""

    cells: tuple[Cells, ...]
    previous: tuple[Cells, ...]
